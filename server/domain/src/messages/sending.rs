//! Sending: a message with what comes with it, at once or not at all, and once however often it is asked for.

use super::{
    MOST_BEGUN, MOST_BEGUN_NEW, NEW, allowed,
    entity::{message, participant},
    one, store, tell, view,
};
use crate::{
    Domain, Person, Result, Tx, Viewer,
    access::MayWriteHere,
    notifications,
    posts::{self, Enclosure, Leftovers},
    rules,
};
use shared::{
    Code, Refusal, Timestamp,
    drafts::PostFile,
    ids::{ConversationId, MediaId, PostId, UserId},
    messages::{self as words, MessageDraft, MessageView, NewMessage, beginning},
    text::Lang,
};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Sends a message. `key` names this act of writing: with the same one it is sent once, however often it is asked for.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], what [`crate::access::may_write`] refuses, [`Code::TooManyConversations`],
/// [`Code::Invalid`] at a field, [`Code::IdempotencyMismatch`]; with files [`Code::MediaNotReady`], with a price
/// [`Code::NotACreator`].
pub async fn send(
    domain: &Domain,
    viewer: &Viewer,
    id: ConversationId,
    draft: &MessageDraft,
    key: Option<&str>,
) -> Result<MessageView> {
    let person = viewer.person()?;
    let new = draft.parse()?;
    let key = key.map(rules::idempotency_key).transpose()?;
    let tx = domain.begin_together().await?;
    let (own, other) = store::lock(&tx, id, person.id).await?.ok_or(Code::NotFound)?;
    if let Some(before) = match key {
        Some(key) => store::by_key(&*tx, person.id, key).await?,
        None => None,
    } {
        tx.rollback().await?;
        return again(domain, viewer, &own, before).await;
    }
    let now = domain.now();
    let proof = allowed(&*tx, &own, now).await?;
    if let Some(answered) = new.answers {
        let there = store::by_ids(&*tx, [answered.0]).await?.remove(&answered.0);
        there
            .filter(|row| row.conversation_id == id.0 && row.deleted_at.is_none())
            .ok_or_else(|| Refusal::field("answers", Lang::message_absent))?;
    }
    begin(&tx, person, id, now).await?;
    let (post, leftovers) = match new.encloses() {
        true => {
            let (post, leftovers) = enclose(domain, &tx, &proof, person, &own, &new).await?;
            (Some(post), leftovers)
        }
        false => (None, Leftovers::default()),
    };
    let row = message::Model {
        id: domain.new_id(),
        conversation_id: id.0,
        author_id: person.id.0,
        answers_id: new.answers.map(|answered| answered.0),
        broadcast_id: None,
        post_id: post.map(|post| post.0),
        order_id: None,
        tip: None,
        tip_currency: None,
        folded: words::folded(&new.body),
        body: new.body,
        idempotency_key: key.map(str::to_owned),
        created_at: behind((&own, other.as_ref()), now),
        edited_at: None,
        deleted_at: None,
    };
    if !store::insert(&tx, row.clone()).await? {
        // In another conversation, a moment ago.
        return Err(Code::IdempotencyMismatch.into());
    }
    store::ends_with(&tx, &row).await?;
    if let Some(other) = other.filter(|other| !other.muted) {
        notifications::message(domain, &tx, (UserId(other.user_id), person.id), id).await?;
    }
    tell(&tx, &own);
    tx.commit().await?;
    leftovers.clear(domain).await;
    if row.post_id.is_some() {
        // Whose the files were alone a moment ago may be kept.
        domain.lists.changed();
    }
    view::fresh(domain, viewer, &own, row).await
}

/// The moment of a new message: each is later than the one before, whatever clocks say. What was written to many stands in the list of
/// those alone who got it.
pub(super) fn behind(
    (own, other): (&participant::Model, Option<&participant::Model>),
    now: Timestamp,
) -> i64 {
    let last = Ord::max(own.last_at, other.map_or(0, |other| other.last_at));
    Ord::max(now.0, last + 1)
}

/// Nobody writes to everybody, and least of all who came a moment ago.
async fn begin(tx: &Tx, person: &Person, id: ConversationId, now: Timestamp) -> Result<()> {
    if !store::begin(tx, id, person.id, now).await? {
        return Ok(());
    }
    let new = now < person.created_at.after(NEW);
    let most = if new { MOST_BEGUN_NEW } else { MOST_BEGUN };
    if store::begun_since(&**tx, person.id, now.before(DAY)).await? > most {
        return Err(Code::TooManyConversations.into());
    }
    Ok(())
}

async fn enclose(
    domain: &Domain,
    tx: &Tx,
    proof: &MayWriteHere,
    person: &Person,
    own: &participant::Model,
    new: &NewMessage,
) -> Result<(PostId, Leftovers)> {
    let enclosure = enclosure(person, new);
    posts::enclose(domain, tx, proof, person, &[UserId(own.other_id)], enclosure).await
}

/// What is to come with a message.
pub(super) fn enclosure(person: &Person, new: &NewMessage) -> Enclosure {
    let mut title = beginning(&new.body);
    if title.is_empty() {
        let lang = person.settings.lang.unwrap_or_default();
        lang.message_enclosed().clone_into(&mut title);
    }
    let file = |id: &MediaId| PostFile {
        id: *id,
        alt: String::new(),
        sample: false,
    };
    Enclosure {
        title,
        body: new.inside.clone(),
        price: new.price,
        media: new.media.iter().map(file).collect(),
    }
}

/// It was sent under this key before.
async fn again(
    domain: &Domain,
    viewer: &Viewer,
    own: &participant::Model,
    before: message::Model,
) -> Result<MessageView> {
    match before.conversation_id == own.conversation_id {
        true => one(domain, viewer, own, before).await,
        false => Err(Code::IdempotencyMismatch.into()),
    }
}
