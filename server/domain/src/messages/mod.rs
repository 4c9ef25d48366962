//! What two people write to each other. A conversation is there for its two and for nobody else, moderators among them; whom somebody
//! lets write to them is [`access::may_write`]'s to say. What is taken back is gone for good.

pub mod broadcasts;
pub mod entity;
mod paid;
mod sending;
mod store;
mod view;

pub(crate) use paid::{Given, bought, tipped, untipped};
pub use sending::send;

use crate::{
    Domain, Result, Tx, Viewer,
    access::{self, MayWriteHere, WritingFacts},
    engagement::{self, store::Act},
    identity, notifications, posts,
    questions::{self, Questions},
    subscriptions,
};
use entity::{message, participant};
use futures::try_join;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, SelectStatement},
};
use shared::{
    Code, Refusal, Timestamp,
    comments::PersonRef,
    identity::Handle,
    ids::{ConversationId, MessageId, PostId, UserId},
    live::{Channel, Event},
    messages::{
        self as words, ConversationDraft, ConversationView, MOST_UNREAD, MessagePatch, MessageQuery,
        MessageView, ReactionDraft, ReadUntil, UnreadMessages,
    },
    paging::{self, Page},
    settings::MayWrite,
    text::Lang,
};
use std::{str::FromStr, time::Duration};
use store::Both;
use uuid::Uuid;

/// So long one may change one's words.
pub const EDITABLE: Duration = Duration::from_secs(60 * 60);
/// So long one may take a message back.
pub const DELETABLE: Duration = Duration::from_secs(24 * 60 * 60);
/// Conversations that somebody may begin within a day.
pub const MOST_BEGUN: u64 = 100;
/// The same for whoever came here less than [`NEW`] ago.
pub const MOST_BEGUN_NEW: u64 = 10;
pub const NEW: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// Letters of what is searched for.
const WORDS: (usize, usize) = (2, 100);

/// The conversation with somebody; made where there is none. It is in no list until somebody writes.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::OwnPage`], and why the viewer cannot write, where nobody has yet.
pub async fn open(domain: &Domain, viewer: &Viewer, draft: &ConversationDraft) -> Result<ConversationView> {
    let person = viewer.person()?;
    let handle = Handle::from_str(&draft.with).map_err(|_| Code::NotFound)?;
    let other = identity::person_by_handle(domain, &handle)
        .await?
        .ok_or(Code::NotFound)?
        .id;
    if other == person.id {
        return Err(Code::OwnPage.into());
    }
    let tx = domain.begin().await?;
    let id = store::of_pair(&tx, domain.new_id(), (person.id, other), domain.now()).await?;
    let own = store::of_user(&*tx, id, person.id).await?.ok_or(Code::NotFound)?;
    if own.last_id.is_none() {
        allowed(&*tx, &own, domain.now()).await?;
    }
    tx.commit().await?;
    get(domain, viewer, id).await
}

/// A conversation as its viewer has it.
async fn theirs(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    id: ConversationId,
) -> Result<participant::Model> {
    let person = viewer.person()?;
    Ok(store::of_user(db, id, person.id).await?.ok_or(Code::NotFound)?)
}

/// The same, with the other one.
async fn of_both(domain: &Domain, viewer: &Viewer, id: ConversationId) -> Result<Both> {
    let person = viewer.person()?;
    let both = store::of_both(&domain.db, id, person.id).await?;
    Ok(both.ok_or(Code::NotFound)?)
}

/// That the viewer is in this conversation.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`].
pub async fn takes_part(domain: &Domain, viewer: &Viewer, id: ConversationId) -> Result<()> {
    theirs(&domain.db, viewer, id).await.map(drop)
}

/// The viewer's conversations, the newest first.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] for the part asked for.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<ConversationView>> {
    let person = viewer.person()?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, Uuid)> = paging::decode_cursor(cursor)?;
    let (mut rows, total) = store::page(&domain.db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, |(last, _)| {
        paging::encode_cursor(&(last.last_at, last.conversation_id))
    });
    Ok(Page {
        items: view::conversations(domain, viewer, rows).await?,
        next_cursor,
        total,
    })
}

/// One conversation, with why the viewer cannot write, if they cannot.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`].
pub async fn get(domain: &Domain, viewer: &Viewer, id: ConversationId) -> Result<ConversationView> {
    let both = of_both(domain, viewer, id).await?;
    conversation(domain, viewer, both).await
}

/// One conversation and a piece of it, as a page shows them; its newest message is told among the others alone.
///
/// # Errors
/// As [`history`].
pub async fn opened(
    domain: &Domain,
    viewer: &Viewer,
    id: ConversationId,
    query: &MessageQuery,
) -> Result<(ConversationView, Page<MessageView>)> {
    let both = of_both(domain, viewer, id).await?;
    let mut head = both.clone();
    head.0.last_id = None;
    try_join!(
        conversation(domain, viewer, head),
        piece(domain, viewer, both, query)
    )
}

async fn conversation(domain: &Domain, viewer: &Viewer, both: Both) -> Result<ConversationView> {
    let lets = both.1.as_ref().map(|other| other.may_write.as_str());
    let closed = match may_write(&domain.db, &both.0, lets, domain.now()).await {
        Ok(_) => None,
        Err(crate::Error::Refused(refusal)) => Some(refusal.code),
        Err(error) => return Err(error),
    };
    let views = view::conversations(domain, viewer, vec![both]).await?;
    let view = views.into_iter().next().ok_or(Code::NotFound)?;
    Ok(ConversationView { closed, ..view })
}

/// A piece of a conversation, the newest first; of a search what has the words.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::Invalid`] for the part asked for or at `q`.
pub async fn history(
    domain: &Domain,
    viewer: &Viewer,
    id: ConversationId,
    query: &MessageQuery,
) -> Result<Page<MessageView>> {
    let both = of_both(domain, viewer, id).await?;
    piece(domain, viewer, both, query).await
}

async fn piece(
    domain: &Domain,
    viewer: &Viewer,
    both: Both,
    query: &MessageQuery,
) -> Result<Page<MessageView>> {
    let id = ConversationId(both.0.conversation_id);
    let limit = paging::limit(query.limit)?;
    let before: Option<i64> = paging::decode_cursor(query.cursor.as_deref())?;
    let sought = query.q.as_deref().map(str::trim).filter(|q| !q.is_empty());
    if sought.is_some_and(|q| !(WORDS.0..=WORDS.1).contains(&q.chars().count())) {
        return Err(Refusal::field("q", Lang::message_sought).into());
    }
    let folded = sought.map(words::folded);
    let (mut rows, total) = store::history(&domain.db, id, folded.as_deref(), limit, before).await?;
    let next_cursor = paging::cut(&mut rows, limit, |last| paging::encode_cursor(&last.created_at));
    Ok(Page {
        items: view::messages(domain, viewer, &both, &rows).await?,
        next_cursor,
        total,
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Blocked,
    Blocking,
    Followed,
    Subscribed,
}

/// Who of these follows this person.
fn followers(of: UserId, among: Uuid) -> SelectStatement {
    questions::ids("follows", "user_id")
        .and_where(Expr::col("creator_id").eq(of.0))
        .and_where(Expr::col("user_id").eq(among))
        .take()
}

/// The proof that whoever has this conversation may write in it now.
async fn allowed(
    db: &impl ConnectionTrait,
    own: &participant::Model,
    now: Timestamp,
) -> Result<MayWriteHere> {
    let lets = store::lets(db, ConversationId(own.conversation_id), UserId(own.other_id)).await?;
    may_write(db, own, lets.as_deref(), now).await
}

/// The same, where it is known whom the other one lets write to them; nobody where there is no other one.
async fn may_write(
    db: &impl ConnectionTrait,
    own: &participant::Model,
    lets: Option<&str>,
    now: Timestamp,
) -> Result<MayWriteHere> {
    let (writer, other) = (UserId(own.user_id), UserId(own.other_id));
    let id = ConversationId(own.conversation_id);
    let mut questions = Questions::default();
    questions.ask(About::Blocked, engagement::store::blocking(writer, [other]));
    questions.ask(
        About::Blocking,
        engagement::store::which(Act::Block, writer, [other.0]),
    );
    questions.ask(About::Followed, followers(writer, other.0));
    questions.ask(
        About::Subscribed,
        subscriptions::store::tiers_of(writer, [other], now),
    );
    let answers = questions.answers(db).await?;
    let is = |about| answers.iter().any(|answer| answer.to == about);
    let lets: Option<MayWrite> = lets
        .map(str::parse)
        .transpose()
        .map_err(|_| crate::columns::corrupt("users", other))?;
    let facts = WritingFacts {
        lets: lets.unwrap_or(MayWrite::Nobody),
        blocked: is(About::Blocked),
        blocking: is(About::Blocking),
        followed: is(About::Followed),
        subscribed: is(About::Subscribed),
        // Of whom everybody may write to it makes no difference.
        asked: lets != Some(MayWrite::Everyone) && store::wrote(db, id, other).await?,
        gone: lets.is_none(),
    };
    Ok(access::may_write(&facts)?)
}

async fn one(
    domain: &Domain,
    viewer: &Viewer,
    own: &participant::Model,
    row: message::Model,
) -> Result<MessageView> {
    let both = of_both(domain, viewer, ConversationId(own.conversation_id)).await?;
    let views = view::messages(domain, viewer, &both, &[row]).await?;
    Ok(views.into_iter().next().ok_or(Code::NotFound)?)
}

/// A message that stands in a conversation of the viewer's.
async fn standing(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    id: MessageId,
) -> Result<(message::Model, participant::Model)> {
    let person = viewer.person()?;
    let found = store::message(db, id, person.id).await?;
    Ok(found
        .filter(|(row, _)| row.deleted_at.is_none())
        .ok_or(Code::NotFound)?)
}

/// The same of the viewer's own, as long as it may be changed; it is held until the transaction ends.
async fn fresh(
    domain: &Domain,
    tx: &Tx,
    viewer: &Viewer,
    id: MessageId,
    within: Duration,
) -> Result<(message::Model, participant::Model)> {
    let (row, own) = standing(&**tx, viewer, id).await?;
    store::lock(tx, ConversationId(own.conversation_id), UserId(own.user_id)).await?;
    // It may have been taken back while one waited. What was given is no word of anybody's.
    let (row, own) = match row.author_id == own.user_id {
        true => standing(&**tx, viewer, id).await?,
        false => return Err(Code::Forbidden.into()),
    };
    if row.tip.is_some() {
        return Err(Code::MessageFixed.into());
    }
    if Timestamp(row.created_at).after(within) < domain.now() {
        return Err(Code::MessageFixed.into());
    }
    Ok((row, own))
}

/// Changes the words of a message of the viewer's.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::Forbidden`], [`Code::MessageFixed`], [`Code::Invalid`] at `body`.
pub async fn change(
    domain: &Domain,
    viewer: &Viewer,
    id: MessageId,
    patch: &MessagePatch,
) -> Result<MessageView> {
    let tx = domain.begin().await?;
    let (mut row, own) = fresh(domain, &tx, viewer, id, EDITABLE).await?;
    let body = words::body(&patch.body, usize::from(row.post_id.is_none()))?;
    if row.body != body {
        let now = domain.now();
        row.edited_at = Some(now.0);
        row.body.clone_from(&body);
        let folded = words::folded(&body);
        store::rewrite(&tx, row.id, (body, folded), now).await?;
        tell(&tx, &own);
    }
    tx.commit().await?;
    one(domain, viewer, &own, row).await
}

/// Takes a message of the viewer's back, for both.
///
/// # Errors
/// As [`change`], but for the words.
pub async fn delete(domain: &Domain, viewer: &Viewer, id: MessageId) -> Result<()> {
    let tx = domain.begin().await?;
    let (row, own) = fresh(domain, &tx, viewer, id, DELETABLE).await?;
    store::erase(&tx, &row, domain.now()).await?;
    if let Some(post) = row.post_id {
        // Whoever bought it keeps it.
        posts::withdraw(&tx, PostId(post), domain.now()).await?;
    }
    tell(&tx, &own);
    tx.commit().await?;
    Ok(())
}

/// Says something to a message without a word, or takes that back.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::Invalid`] at `reaction`, [`Code::Blocked`] and [`Code::BlockedByYou`].
pub async fn react(
    domain: &Domain,
    viewer: &Viewer,
    id: MessageId,
    said: Option<&ReactionDraft>,
) -> Result<MessageView> {
    let said = said
        .map(|draft| words::Reaction::from_str(&draft.reaction))
        .transpose()?;
    let tx = domain.begin().await?;
    let (row, own) = standing(&*tx, viewer, id).await?;
    let user = UserId(own.user_id);
    store::lock(&tx, ConversationId(own.conversation_id), user).await?;
    if said.is_some() {
        match allowed(&*tx, &own, domain.now()).await {
            // Whom somebody lets write to them is another question than who says nothing but a heart.
            Err(error) if error.code() == Code::MessagesClosed => {}
            allowed => _ = allowed?,
        }
    }
    let said = said.map(words::Reaction::as_str);
    if store::react(&tx, (row.id, user), said, domain.now()).await? {
        tell(&tx, &own);
    }
    tx.commit().await?;
    one(domain, viewer, &own, row).await
}

/// Writes down how far the viewer has read.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`].
pub async fn read(
    domain: &Domain,
    viewer: &Viewer,
    id: ConversationId,
    until: ReadUntil,
) -> Result<UnreadMessages> {
    let person = viewer.person()?;
    let tx = domain.begin().await?;
    let (own, _) = store::lock(&tx, id, person.id).await?.ok_or(Code::NotFound)?;
    let until = store::by_ids(&*tx, [until.until.0])
        .await?
        .remove(&until.until.0)
        .filter(|row| row.conversation_id == id.0)
        .ok_or(Code::NotFound)?;
    if store::read(&tx, &own, until.created_at).await? {
        notifications::message_read(&tx, person.id, id).await?;
        match person.settings.seen {
            true => tell(&tx, &own),
            false => tell_own(&tx, &own),
        }
    }
    tx.commit().await?;
    unread(domain, viewer).await
}

/// Keeps the viewer's bell quiet about a conversation, or no longer.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`].
pub async fn mute(domain: &Domain, viewer: &Viewer, id: ConversationId, on: bool) -> Result<()> {
    let tx = domain.begin().await?;
    let own = theirs(&*tx, viewer, id).await?;
    if own.muted != on {
        store::mute(&*tx, &own, on).await?;
        if on {
            notifications::message_read(&tx, UserId(own.user_id), id).await?;
        }
        tell_own(&tx, &own);
    }
    tx.commit().await
}

/// Tells both that something happened in their conversation.
fn tell(tx: &Tx, own: &participant::Model) {
    tell_own(tx, own);
    tx.tell(Channel::Person(UserId(own.other_id)), happened(own));
}

/// Tells the one whose side this is.
fn tell_own(tx: &Tx, own: &participant::Model) {
    tx.tell(Channel::Person(UserId(own.user_id)), happened(own));
}

fn happened(own: &participant::Model) -> Event {
    Event::Messages {
        conversation: ConversationId(own.conversation_id),
    }
}

/// Where a post stands that came with a message, if it stands in a conversation of the viewer's.
///
/// # Errors
/// [`Code::SignInRequired`].
pub async fn place(
    domain: &Domain,
    viewer: &Viewer,
    post: PostId,
) -> Result<Option<(ConversationId, MessageId)>> {
    store::place(&domain.db, post, viewer.person()?.id).await
}

/// What a message of the other one's says, and who that is if they are still there: what its reader reports of it.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::OwnPage`] for one's own.
pub async fn reported(
    domain: &Domain,
    viewer: &Viewer,
    id: MessageId,
) -> Result<(String, Option<PersonRef>)> {
    let (row, own) = standing(&domain.db, viewer, id).await?;
    if row.author_id == own.user_id {
        return Err(Code::OwnPage.into());
    }
    let conversation = get(domain, viewer, ConversationId(own.conversation_id)).await?;
    Ok((row.body, conversation.with))
}

/// The other one of a conversation, for who lets others see that they are here and is not blocked: they are told of each other's coming.
/// Who hides does not come, so it is not asked whether the other one does.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`].
pub async fn companion(domain: &Domain, viewer: &Viewer, id: ConversationId) -> Result<Option<UserId>> {
    let own = theirs(&domain.db, viewer, id).await?;
    let person = viewer.person()?;
    if !person.settings.presence {
        return Ok(None);
    }
    let blocked = store::blocks(&domain.db, own.other_id, person.id).await?;
    Ok((!blocked).then_some(UserId(own.other_id)))
}

/// How many messages the viewer has not read, in conversations that they have not muted.
///
/// # Errors
/// [`Code::SignInRequired`].
pub async fn unread(domain: &Domain, viewer: &Viewer) -> Result<UnreadMessages> {
    let person = viewer.person()?;
    Ok(UnreadMessages {
        unread: store::unread(&domain.db, person.id, MOST_UNREAD).await?,
    })
}
