//! What people are told, written in the transaction in which it happens: so nothing is told that did not happen, and nothing that
//! happened is lost. It knows whom it tells and by which ids, and refuses to tell anybody of themself.
//!
//! A happening has a key, and a person is told of each key once. What many do is one row a day for all of them, and beside it who
//! they are: so whoever takes theirs back is gone from it, and the list is read by one index however many there are.

pub mod entity;
mod hours;
mod links;
pub mod outbox;
pub mod outbox_store;
mod push;
pub mod store;
mod ways;
pub mod ways_store;

pub(crate) use links::confirm_link;
pub use links::{act as act_on_link, look as look_at_link, stop_link};
pub(crate) use push::gone as device_gone;
pub use push::{Sealed, add_device, devices, end_device, end_devices, public_key, seal};
pub use ways::{change_reach, reach, remove_email, set_email};

use crate::{Domain, Result, Tx, Viewer, columns::stored_amount, identity};
use entity::{notification, ways as ways_row};
use outbox::Way;
use sea_orm::sea_query::SelectStatement;
use shared::{
    Refusal, Timestamp,
    creators::TierLevel,
    ids::{CommentId, ConversationId, OrderId, PostId, UserId},
    live::{Channel, Event},
    money::Amount,
    notifications::{MarkRead, NotificationKind, NotificationSwitch, Unread},
    text::Lang,
};
use std::time::Duration;
use store::{Place, Which, Written};
use uuid::Uuid;

/// How long those that were read are kept.
const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// How long any is kept.
const KEPT_UNREAD: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// How long what was sent is kept.
const KEPT_SENT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// So many can be marked by name at once.
const MOST_NAMED: usize = 100;

/// Something that one person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub to: UserId,
    pub kind: NotificationKind,
    /// What happened, among all of its kind.
    pub key: String,
    /// Who did it, where somebody did and they may know.
    pub from: Option<UserId>,
    pub creator: Option<UserId>,
    pub post: Option<PostId>,
    pub comment: Option<CommentId>,
    pub order: Option<OrderId>,
    pub conversation: Option<ConversationId>,
    pub tier: Option<TierLevel>,
    pub amount: Option<Amount>,
    /// The moment that it tells of.
    pub moment: Option<Timestamp>,
    /// So many days before it.
    pub days: Option<i16>,
}

impl Notice {
    pub fn new(to: UserId, kind: NotificationKind, key: impl ToString) -> Self {
        Self {
            to,
            kind,
            key: key.to_string(),
            from: None,
            creator: None,
            post: None,
            comment: None,
            order: None,
            conversation: None,
            tier: None,
            amount: None,
            moment: None,
            days: None,
        }
    }

    /// What many do it to: a post, a comment, or the one who is told.
    fn about(&self) -> Uuid {
        let post = self.post.map(|post| post.0);
        let comment = self.comment.map(|comment| comment.0);
        comment.or(post).unwrap_or(self.to.0)
    }

    fn row(self, domain: &Domain) -> Result<notification::Model> {
        Ok(notification::Model {
            id: domain.new_id(),
            user_id: self.to.0,
            kind: self.kind.as_str().to_owned(),
            key: format!("{} {}", self.kind.as_str(), self.key),
            actor_id: self.from.map(|from| from.0),
            creator_id: self.creator.map(|creator| creator.0),
            post_id: self.post.map(|post| post.0),
            comment_id: self.comment.map(|comment| comment.0),
            order_id: self.order.map(|order| order.0),
            tier_rank: self.tier.map(TierLevel::rank),
            amount: self
                .amount
                .map(|amount| stored_amount(amount.units))
                .transpose()?,
            currency: self.amount.map(|amount| amount.currency.code().to_owned()),
            moment: self.moment.map(|moment| moment.0),
            days: self.days,
            created_at: domain.now().0,
            read_at: None,
            hidden: false,
            conversation_id: self.conversation.map(|conversation| conversation.0),
        })
    }
}

/// Tells somebody of what happens in this transaction, once. Nobody is told of what they did themself, and nobody of a kind that
/// they switched off. What is to leave the page is written down with it.
pub async fn tell(domain: &Domain, tx: &Tx, notice: Notice) -> Result<()> {
    tell_unless(domain, tx, notice, Vec::new()).await
}

/// The same, where none of these questions has an answer.
pub async fn tell_unless(
    domain: &Domain,
    tx: &Tx,
    notice: Notice,
    unless: Vec<SelectStatement>,
) -> Result<()> {
    if notice.from == Some(notice.to) {
        return Ok(());
    }
    let (kind, to) = (notice.kind, notice.to);
    // Most people are reached on the page alone, for which nothing need be known of them.
    if kind.is_listed() {
        let mut unless = unless.clone();
        unless.push(ways_store::question(to));
        if let Some(written) = write(domain, tx, notice.clone(), Place::Page, unless).await? {
            told(tx, to, written);
            return Ok(());
        }
    }
    let Some(elsewhere) = outbox::ways(domain, tx, to, kind).await? else {
        return Ok(());
    };
    let place = match (kind.is_listed(), elsewhere.is_empty()) {
        (true, true) => Place::Page,
        (true, false) => Place::Everywhere,
        (false, false) => Place::Elsewhere,
        (false, true) => return Ok(()),
    };
    let Some(written) = write(domain, tx, notice, place, unless).await? else {
        return Ok(());
    };
    told(tx, to, written);
    outbox::send(domain, tx, (to, written.id), elsewhere).await
}

/// Writes it down: by itself, or with what many did the same day.
async fn write(
    domain: &Domain,
    tx: &Tx,
    notice: Notice,
    place: Place,
    unless: Vec<SelectStatement>,
) -> Result<Option<Written>> {
    let (kind, from, about) = (notice.kind, notice.from, notice.about());
    let mut row = notice.row(domain)?;
    let Some(from) = from.filter(|_| kind.is_counted()) else {
        return store::insert(tx, row, place, unless).await;
    };
    let at = row.created_at;
    row.key = format!("{} {}", row.key, at.div_euclid(DAY));
    let raised = store::raise(tx, row, place, unless).await?;
    if let Some(written) = raised {
        store::join(tx, written.id, (from.0, about), at).await?;
    }
    Ok(raised)
}

fn told(tx: &Tx, to: UserId, written: Written) {
    if !written.hidden {
        tx.tell(Channel::Person(to), Event::Notifications);
    }
}

fn of_conversation(conversation: ConversationId) -> String {
    format!("{} {conversation}", NotificationKind::Message.as_str())
}

/// Tells somebody that another wrote to them: once until they read the conversation, and only if they do not within half a minute.
pub async fn message(
    domain: &Domain,
    tx: &Tx,
    (to, from): (UserId, UserId),
    conversation: ConversationId,
) -> Result<()> {
    let notice = Notice {
        from: Some(from),
        conversation: Some(conversation),
        ..Notice::new(to, NotificationKind::Message, conversation)
    };
    tell(domain, tx, notice).await
}

/// Nobody need be told any more of what was written in a conversation: it was read, or is to be quiet.
pub async fn message_read(
    tx: &sea_orm::DatabaseTransaction,
    user: UserId,
    conversation: ConversationId,
) -> Result<()> {
    store::forget_key(tx, user, &of_conversation(conversation)).await
}

/// Somebody takes back what was told: the like of a post or a comment, that they follow somebody.
pub async fn take_back(tx: &Tx, from: UserId, about: Uuid) -> Result<()> {
    let ids = store::hold_of_actor(tx, from, Some(about)).await?;
    leave(tx, &ids, from).await
}

async fn leave(tx: &Tx, ids: &[Uuid], from: UserId) -> Result<()> {
    for user in store::leave(tx, ids, from).await? {
        tx.tell(Channel::Person(user), Event::Notifications);
    }
    Ok(())
}

/// Forgets what one person was told of another's likes, comments and follows.
pub async fn forget_between(tx: &Tx, user: UserId, from: UserId) -> Result<()> {
    store::forget_single(tx, Some(user), from).await?;
    let ids = store::hold_of_actor_to(tx, from, user).await?;
    leave(tx, &ids, from).await?;
    tx.tell(Channel::Person(user), Event::Notifications);
    Ok(())
}

/// Forgets what was told of a comment.
pub async fn forget_comment(tx: &Tx, comment: CommentId) -> Result<()> {
    store::forget_comment(tx, comment).await
}

/// Forgets what people were told of a post, but for what they paid and were paid for it.
pub async fn forget_post(tx: &Tx, post: PostId) -> Result<()> {
    store::forget_post(tx, post).await
}

/// Forgets what somebody who leaves was told, and their name in what others were told.
pub async fn forget_person(tx: &Tx, user: UserId) -> Result<()> {
    store::forget_single(tx, None, user).await?;
    let ids = store::hold_of_actor(tx, user, None).await?;
    leave(tx, &ids, user).await?;
    store::forget_user(tx, user).await
}

/// Marks what is named as read; a second time changes nothing.
///
/// # Errors
/// `sign_in_required`, `invalid` at `ids`.
pub async fn mark_read(domain: &Domain, viewer: &Viewer, mark: &MarkRead) -> Result<Unread> {
    let person = viewer.person()?;
    if mark.ids.len() > MOST_NAMED {
        return Err(Refusal::field("ids", |lang| lang.notices_most(MOST_NAMED)).into());
    }
    let now = domain.now();
    let (tx, mut marked) = (domain.begin().await?, 0);
    if !mark.ids.is_empty() {
        marked += store::mark(&tx, person.id, Which::Named(&mark.ids), now).await?;
    }
    if let Some(until) = mark.until {
        marked += store::mark(&tx, person.id, Which::Until(until), now).await?;
    }
    if marked > 0 {
        outbox_store::drop_read(&tx, person.id).await?;
        tx.tell(Channel::Person(person.id), Event::Notifications);
    }
    tx.commit().await?;
    unread(domain, viewer).await
}

/// How many the viewer has not read.
///
/// # Errors
/// `sign_in_required`.
pub async fn unread(domain: &Domain, viewer: &Viewer) -> Result<Unread> {
    let person = viewer.person()?;
    Ok(Unread {
        unread: store::unread(&domain.db, person.id).await?,
    })
}

/// Of which kinds the viewer is told, and where.
///
/// # Errors
/// `sign_in_required`.
pub async fn switches(domain: &Domain, viewer: &Viewer) -> Result<Vec<NotificationSwitch>> {
    let user = viewer.person()?.id;
    let unwanted = store::unwanted(&domain.db, user).await?;
    let ways = ways_store::ways(&domain.db, user).await?;
    listed(&unwanted, &ways)
}

fn listed(unwanted: &[NotificationKind], ways: &ways_row::Model) -> Result<Vec<NotificationSwitch>> {
    let (no_push, no_mail) = (
        outbox::unwanted(ways, Way::Push)?,
        outbox::unwanted(ways, Way::Mail)?,
    );
    let switch = |kind| NotificationSwitch {
        kind,
        in_app: !unwanted.contains(&kind),
        push: Some(!no_push.contains(&kind)),
        mail: Some(!no_mail.contains(&kind)),
    };
    Ok(NotificationKind::CHOICES.into_iter().map(switch).collect())
}

fn set(unwanted: &mut Vec<NotificationKind>, kind: NotificationKind, on: Option<bool>) {
    let Some(on) = on else { return };
    unwanted.retain(|other| *other != kind);
    if !on {
        unwanted.push(kind);
    }
}

/// Changes of which kinds the viewer is told from now on, and where; those that are not named stay.
///
/// # Errors
/// `sign_in_required`, `invalid` at `kind` for one that everybody is told of, at `in_app` for messages, which have a bell of their own.
pub async fn switch(
    domain: &Domain,
    viewer: &Viewer,
    changes: &[NotificationSwitch],
) -> Result<Vec<NotificationSwitch>> {
    let person = viewer.person()?;
    for change in changes {
        if !NotificationKind::CHOICES.contains(&change.kind) {
            return Err(Refusal::field("kind", Lang::notices_always).into());
        }
        if !change.kind.is_listed() && !change.in_app {
            return Err(Refusal::field("in_app", Lang::notices_in_bar).into());
        }
    }
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, person.id).await?;
    let mut unwanted = store::unwanted(&tx, person.id).await?;
    let mut ways = ways_store::ways(&*tx, person.id).await?;
    let mut no_push = outbox::unwanted(&ways, Way::Push)?;
    let mut no_mail = outbox::unwanted(&ways, Way::Mail)?;
    for change in changes {
        set(&mut unwanted, change.kind, Some(change.in_app));
        set(&mut no_push, change.kind, change.push);
        set(&mut no_mail, change.kind, change.mail);
    }
    store::set_unwanted(&tx, person.id, &unwanted).await?;
    if changes
        .iter()
        .any(|change| change.push.is_some() || change.mail.is_some())
    {
        ways.unwanted_push = outbox::names(&no_push);
        ways.unwanted_mail = outbox::names(&no_mail);
        ways_store::put(&tx, ways.clone()).await?;
    }
    tx.commit().await?;
    listed(&unwanted, &ways)
}

/// Forgets what was read 90 days after it came, and anything after a year; what was sent, after 30 days, and devices whose session is
/// over.
pub async fn sweep(domain: &Domain) -> Result<()> {
    let now = domain.now();
    outbox_store::sweep(&domain.db, now.before(KEPT_SENT)).await?;
    ways_store::sweep_devices(&domain.db).await?;
    store::sweep(&domain.db, now.before(KEPT), now.before(KEPT_UNREAD)).await
}
