//! What a creator writes to many at once: one thing that comes with it, a message of its own to each, sent piece by piece and taken back
//! the same way. It refuses to reach whoever would not let its author write to them, and to reach anybody twice.

mod store;
mod worker;

pub use worker::{round, run};

use super::{NEW, entity::broadcast, sending};
use crate::{Domain, Result, Viewer, access, posts, rules, subscriptions};
use shared::{
    Code, Timestamp,
    ids::{BroadcastId, PostId},
    live::{Channel, Event},
    messages::{Audience, BroadcastDraft, BroadcastState, BroadcastView},
    paging::{self, Page},
};
use std::{str::FromStr, time::Duration};
use uuid::Uuid;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Within a day a creator writes to many so often.
pub const MOST: u64 = 10;
/// The same for whoever came here less than [`NEW`] ago.
pub const MOST_NEW: u64 = 3;
/// So long it can be taken back.
pub const UNSENDABLE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Begins to write to many. `key` names this act of writing, as for one message.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotACreator`], [`Code::Invalid`] at a field, [`Code::TooManyBroadcasts`],
/// [`Code::MediaNotReady`].
pub async fn begin(
    domain: &Domain,
    viewer: &Viewer,
    draft: &BroadcastDraft,
    key: Option<&str>,
) -> Result<BroadcastView> {
    let (person, _) = access::may_publish(viewer)?;
    let audience = Audience::from_str(&draft.to)?;
    let mut new = draft.message.parse()?;
    new.answers = None;
    let key = key.map(rules::idempotency_key).transpose()?;
    let now = domain.now();
    let tx = domain.begin().await?;
    store::hold_author(&tx, person.id).await?;
    if let Some(key) = key
        && let Some(before) = store::by_key(&*tx, person.id, key).await?
    {
        drop(tx);
        return one(domain, viewer, before).await;
    }
    let most = match now < person.created_at.after(NEW) {
        true => MOST_NEW,
        false => MOST,
    };
    if store::begun_since(&*tx, person.id, now.before(DAY)).await? >= most {
        return Err(Code::TooManyBroadcasts.into());
    }
    let (post, leftovers) = match new.encloses() {
        true => {
            // Whether each of them lets the author write is asked as it goes to them.
            let proof = access::to_nobody_yet();
            let enclosure = sending::enclosure(person, &new);
            let (post, leftovers) = posts::enclose(domain, &tx, &proof, person, &[], enclosure).await?;
            (Some(post), leftovers)
        }
        false => (None, posts::Leftovers::default()),
    };
    let meant = store::size(&*tx, (person.id, audience), now).await?;
    let row = broadcast::Model {
        id: domain.new_id(),
        creator_id: person.id.0,
        audience: audience.as_str().to_owned(),
        body: new.body,
        post_id: post.map(|post| post.0),
        idempotency_key: key.map(str::to_owned),
        after_id: None,
        sent: 0,
        skipped: 0,
        created_at: now.0,
        due_at: Some(now.0),
        unsent_at: None,
        meant,
    };
    store::insert(&tx, row.clone()).await?;
    tx.commit().await?;
    leftovers.clear(domain).await;
    domain.broadcasts_due.ring();
    one(domain, viewer, row).await
}

async fn one(domain: &Domain, viewer: &Viewer, row: broadcast::Model) -> Result<BroadcastView> {
    let views = views(domain, viewer, vec![row]).await?;
    Ok(views.into_iter().next().ok_or(Code::NotFound)?)
}

async fn views(domain: &Domain, viewer: &Viewer, rows: Vec<broadcast::Model>) -> Result<Vec<BroadcastView>> {
    let posts: Vec<Uuid> = rows.iter().filter_map(|row| row.post_id).collect();
    let mut enclosed = posts::enclosed(domain, viewer, &posts).await?;
    let bought = subscriptions::store::buyers(&domain.db, &posts).await?;
    rows.into_iter()
        .map(|row| {
            let state = match (row.unsent_at, row.due_at) {
                (None, Some(_)) => BroadcastState::Sending,
                (None, None) => BroadcastState::Sent,
                (Some(_), Some(_)) => BroadcastState::Unsending,
                (Some(_), None) => BroadcastState::Unsent,
            };
            Ok(BroadcastView {
                id: BroadcastId(row.id),
                to: row
                    .audience
                    .parse()
                    .map_err(|_| crate::columns::corrupt("broadcasts", row.id))?,
                body: row.body,
                enclosed: row.post_id.and_then(|post| enclosed.remove(&PostId(post))),
                meant: crate::columns::unsigned(row.meant),
                sent: crate::columns::unsigned(row.sent),
                skipped: crate::columns::unsigned(row.skipped),
                bought: row
                    .post_id
                    .and_then(|post| bought.get(&post).copied())
                    .unwrap_or(0),
                state,
                created_at: Timestamp(row.created_at),
            })
        })
        .collect()
}

/// What the viewer wrote to many, the newest first.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] for the part asked for.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<BroadcastView>> {
    let person = viewer.person()?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, Uuid)> = paging::decode_cursor(cursor)?;
    let (mut rows, total) = store::page(&domain.db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, |last| {
        paging::encode_cursor(&(last.created_at, last.id))
    });
    Ok(Page {
        items: views(domain, viewer, rows).await?,
        next_cursor,
        total,
    })
}

/// Takes back what the viewer wrote to many, from all of them: at once to whoever opens what came with it, and piece by piece out of their
/// conversations. Whoever bought it keeps it. A second time changes nothing.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::MessageFixed`] after [`UNSENDABLE`].
pub async fn unsend(domain: &Domain, viewer: &Viewer, id: BroadcastId) -> Result<BroadcastView> {
    let person = viewer.person()?;
    let tx = domain.begin().await?;
    let row = store::lock(&tx, id)
        .await?
        .filter(|row| row.creator_id == person.id.0);
    let mut row = row.ok_or(Code::NotFound)?;
    let now = domain.now();
    if row.unsent_at.is_none() {
        if Timestamp(row.created_at).after(UNSENDABLE) < now {
            return Err(Code::MessageFixed.into());
        }
        row.unsent_at = Some(now.0);
        row.due_at = Some(now.0);
        store::unsend(&tx, row.id, now).await?;
        if let Some(post) = row.post_id {
            posts::withdraw(&tx, PostId(post), now).await?;
        }
        tx.tell(Channel::Person(person.id), Event::Broadcast { broadcast: id });
        tx.commit().await?;
        domain.lists.changed();
        domain.broadcasts_due.ring();
    }
    one(domain, viewer, row).await
}
