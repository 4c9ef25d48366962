//! The worker that sends what was written to many, and takes it back: a piece is one transaction, in which it is written how far it is, so
//! nobody gets it twice and nobody is left out, whoever dies. Servers share the work.

use super::store::{self, Asked};
use crate::{
    Domain, Result, Tx,
    access::{self, WritingFacts},
    messages::entity::broadcast,
    notifications, posts,
    rounds::Rounds,
};
use shared::{
    Timestamp,
    ids::{BroadcastId, ConversationId, PostId, UserId},
    live::{Channel, Event},
    messages::Audience,
};
use std::{future::Future, time::Duration};

/// So many people are looked at in one piece.
pub const PIECE: u64 = 200;
/// Between looks at what is due: another server may have written it down.
const SLEEP: Duration = Duration::from_secs(1);
/// After a fault a piece is tried again so much later.
const AGAIN: Duration = Duration::from_secs(10);

/// Works until `shutdown` completes; then the piece in hand is finished and no new one begun.
pub async fn run(domain: Domain, shutdown: impl Future<Output = ()>) {
    let rounds = Rounds {
        trouble: "a message to many cannot be sent on; it is tried again",
        rest: SLEEP,
        bell: Some(&domain.broadcasts_due),
    };
    // Others have their turn between two pieces.
    let round = async || match round(&domain).await? {
        0 => Ok(SLEEP),
        _ => Ok(Duration::ZERO),
    };
    rounds.run(shutdown, round).await;
}

/// Does one piece of each that is due; how many those were.
pub async fn round(domain: &Domain) -> Result<usize> {
    let due = store::due(&domain.db, domain.now()).await?;
    for id in &due {
        piece(domain, *id).await?;
    }
    Ok(due.len())
}

async fn piece(domain: &Domain, id: BroadcastId) -> Result<()> {
    let now = domain.now();
    // Should this piece fail whenever it is tried, others are not kept waiting by it.
    if !store::claim(&domain.db, id, now, now.after(AGAIN)).await? {
        return Ok(());
    }
    let tx = domain.begin().await?;
    // Between the claim and here its author may have left for good: then nothing of it is due any more.
    let row = store::lock(&tx, id).await?.filter(|row| row.due_at.is_some());
    let Some(row) = row else { return Ok(()) };
    let more = match row.unsent_at {
        None => send(domain, &tx, &row, now).await?,
        Some(_) => take_back(&tx, &row, now).await?,
    };
    store::goes_on(&tx, id, more.then_some(now)).await?;
    tx.tell(
        Channel::Person(UserId(row.creator_id)),
        Event::Broadcast { broadcast: id },
    );
    tx.commit().await
}

/// Sends it to the next of its audience; whether there are more.
async fn send(domain: &Domain, tx: &Tx, row: &broadcast::Model, now: Timestamp) -> Result<bool> {
    let author = UserId(row.creator_id);
    let audience: Audience = row
        .audience
        .parse()
        .map_err(|_| crate::columns::corrupt("broadcasts", row.id))?;
    let asked = store::audience(&**tx, (author, audience), row.after_id, PIECE, now).await?;
    let Some(last) = asked.last().map(|asked| asked.user) else {
        return Ok(false);
    };
    let more = asked.len() as u64 == PIECE;
    let lets = |asked: &&Asked| {
        let facts = WritingFacts {
            lets: asked.lets,
            blocked: asked.blocked,
            blocking: asked.blocking,
            followed: asked.followed,
            subscribed: asked.subscribed,
            asked: asked.wrote,
            gone: false,
        };
        access::may_write(&facts).is_ok()
    };
    let to: Vec<UserId> = asked.iter().filter(lets).map(|asked| asked.user).collect();
    let conversations = store::conversations(domain, tx, author, &to).await?;
    if let Some(post) = row.post_id {
        posts::store::send_to(tx, PostId(post), &to).await?;
    }
    store::write(domain, tx, row, &conversations).await?;
    let muted = store::muted(&**tx, &conversations).await?;
    for (conversation, user) in &conversations {
        let conversation = *conversation;
        if !muted.contains(&(conversation, *user)) {
            notifications::message(domain, tx, (*user, author), conversation).await?;
        }
        tx.tell(Channel::Person(*user), Event::Messages { conversation });
    }
    let skipped = asked.len() - to.len();
    store::count(tx, row.id, last, (to.len(), skipped)).await?;
    Ok(more)
}

/// Takes it back from the next of those who have it; whether there are more.
async fn take_back(tx: &Tx, row: &broadcast::Model, now: Timestamp) -> Result<bool> {
    let (count, gone) = store::erase(tx, row.id, PIECE, now).await?;
    for (conversation, user) in &gone {
        let conversation = ConversationId(*conversation);
        tx.tell(Channel::Person(UserId(*user)), Event::Messages { conversation });
    }
    Ok(count == PIECE)
}
