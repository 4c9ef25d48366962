//! What people are told, written in the transaction in which it happens: so nothing is told that did not happen, and nothing that
//! happened is lost. It knows whom it tells and by which ids, and refuses to tell anybody of themself.
//!
//! A happening has a key, and a person is told of each key once. What many do is one row a day for all of them, and beside it who
//! they are: so whoever takes theirs back is gone from it, and the list is read by one index however many there are.

pub mod entity;
pub mod store;

use crate::{Domain, Result, Tx, Viewer, columns::stored_amount, identity};
use entity::notification;
use shared::{
    Refusal, Timestamp,
    creators::TierLevel,
    ids::{CommentId, OrderId, PostId, UserId},
    live::{Channel, Event},
    money::Amount,
    notifications::{MarkRead, NotificationKind, NotificationSwitch, Unread},
};
use std::time::Duration;
use store::Which;
use uuid::Uuid;

/// How long those that were read are kept.
const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// How long any is kept.
const KEPT_UNREAD: Duration = Duration::from_secs(365 * 24 * 60 * 60);
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
            tier: None,
            amount: None,
            moment: None,
            days: None,
        }
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
        })
    }
}

/// Tells somebody of what happens in this transaction, once. Nobody is told of what they did themself, and nobody of a kind that
/// they switched off.
pub async fn tell(domain: &Domain, tx: &Tx, notice: Notice) -> Result<()> {
    if notice.from == Some(notice.to) {
        return Ok(());
    }
    let (from, counted) = (notice.from, notice.kind.is_counted());
    let mut row = notice.row(domain)?;
    let bell = Channel::Person(UserId(row.user_id));
    let Some(from) = from.filter(|_| counted) else {
        if store::insert(tx, row).await? {
            tx.tell(bell, Event::Notifications);
        }
        return Ok(());
    };
    row.key = format!("{} {}", row.key, row.created_at.div_euclid(DAY));
    let at = row.created_at;
    match store::raise(tx, row).await? {
        Some(id) => {
            tx.tell(bell, Event::Notifications);
            store::join(tx, id, from.0, at).await
        }
        None => Ok(()),
    }
}

/// Somebody takes back what was told of this: a like, a follow.
pub async fn take_back(tx: &Tx, from: UserId, what: store::Counted) -> Result<()> {
    for id in store::of_actor(tx, from, Some(what)).await? {
        leave(tx, id, from).await?;
    }
    Ok(())
}

async fn leave(tx: &Tx, id: Uuid, from: UserId) -> Result<()> {
    if let Some(user) = store::leave(tx, id, from).await? {
        tx.tell(Channel::Person(user), Event::Notifications);
    }
    Ok(())
}

/// Forgets what one person was told of another's likes, comments and follows.
pub async fn forget_between(tx: &Tx, user: UserId, from: UserId) -> Result<()> {
    store::forget_single(tx, Some(user), from).await?;
    for id in store::of_actor_to(tx, from, user).await? {
        leave(tx, id, from).await?;
    }
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
    for id in store::of_actor(tx, user, None).await? {
        leave(tx, id, user).await?;
    }
    store::forget_user(tx, user).await
}

/// Marks what is named as read; a second time changes nothing.
///
/// # Errors
/// `sign_in_required`, `invalid` at `ids`.
pub async fn mark_read(domain: &Domain, viewer: &Viewer, mark: &MarkRead) -> Result<Unread> {
    let person = viewer.person()?;
    if mark.ids.len() > MOST_NAMED {
        return Err(Refusal::field("ids", format!("Name {MOST_NAMED} at most.")).into());
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

/// Of which kinds the viewer is told.
///
/// # Errors
/// `sign_in_required`.
pub async fn switches(domain: &Domain, viewer: &Viewer) -> Result<Vec<NotificationSwitch>> {
    let unwanted = store::unwanted(&domain.db, viewer.person()?.id).await?;
    Ok(listed(&unwanted))
}

fn listed(unwanted: &[NotificationKind]) -> Vec<NotificationSwitch> {
    let switch = |kind| NotificationSwitch {
        kind,
        in_app: !unwanted.contains(&kind),
    };
    NotificationKind::CHOICES.into_iter().map(switch).collect()
}

/// Changes of which kinds the viewer is told from now on; those that are not named stay.
///
/// # Errors
/// `sign_in_required`, `invalid` at `kind` for one that everybody is told of.
pub async fn switch(
    domain: &Domain,
    viewer: &Viewer,
    changes: &[NotificationSwitch],
) -> Result<Vec<NotificationSwitch>> {
    let person = viewer.person()?;
    if !changes
        .iter()
        .all(|change| NotificationKind::CHOICES.contains(&change.kind))
    {
        return Err(Refusal::field("kind", "Everybody is told of this kind.").into());
    }
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, person.id).await?;
    let mut unwanted = store::unwanted(&tx, person.id).await?;
    for NotificationSwitch { kind, in_app } in changes {
        unwanted.retain(|other| other != kind);
        if !in_app {
            unwanted.push(*kind);
        }
    }
    store::set_unwanted(&tx, person.id, &unwanted).await?;
    tx.commit().await?;
    Ok(listed(&unwanted))
}

/// Forgets what was read 90 days after it came, and anything after a year.
pub async fn sweep(domain: &Domain) -> Result<()> {
    let now = domain.now();
    store::sweep(&domain.db, now.before(KEPT), now.before(KEPT_UNREAD)).await
}
