//! Telling subscribers of new posts, in pieces and after the post is there: publishing does not wait for it, and a creator with many
//! subscribers keeps nobody else from writing. Each is told once of a post, however often it is begun anew.

use super::{announcing_store as store, store as posts_store};
use crate::{Domain, Result, Tx, engagement, notifications::Notice, rounds::Rounds, subscriptions};
use shared::{
    Timestamp,
    ids::{PostId, UserId},
    notifications::NotificationKind,
};
use std::{future::Future, time::Duration};

/// People who are told in one transaction.
const AT_ONCE: u64 = 100;
/// How long a post is left to the server that tells of it.
const CLAIM: Duration = Duration::from_secs(60);
/// Between looks at what is to be told.
const SLEEP: Duration = Duration::from_secs(2);

/// Writes down, in the transaction that publishes a post, that its author's subscribers are to be told.
pub(super) async fn announce(tx: &Tx, creator: UserId, post: PostId, now: Timestamp) -> Result<()> {
    store::insert(tx, creator, post, now).await
}

/// Works until `shutdown` completes.
pub async fn run(domain: Domain, shutdown: impl Future<Output = ()>) {
    let rounds = Rounds {
        trouble: "subscribers cannot be told of new posts; it is tried again",
        rest: SLEEP,
        bell: None,
    };
    rounds
        .run(shutdown, async || round(&domain).await.map(|_| SLEEP))
        .await;
}

/// Tells of every post that is due: how many pieces that took.
pub async fn round(domain: &Domain) -> Result<usize> {
    let mut pieces = 0;
    while let Some(row) = store::due(&domain.db, domain.now()).await? {
        let until = domain.now().after(CLAIM);
        if !store::claim(&domain.db, &row, until).await? {
            continue;
        }
        let mut after = row.after_id.map(UserId);
        loop {
            after = piece(domain, &row, after).await?;
            pieces += 1;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(pieces)
}

/// Tells the next few; who was the last of them, if there may be more.
async fn piece(domain: &Domain, row: &store::Announcement, after: Option<UserId>) -> Result<Option<UserId>> {
    let (post, creator, now) = (PostId(row.post_id), UserId(row.creator_id), domain.now());
    let tx = domain.begin().await?;
    // Deleted meanwhile, it is told to nobody; held, it is not deleted while it is told.
    let there = posts_store::lock(&tx, post)
        .await?
        .is_some_and(|row| !row.facts.deleted);
    let subscribers = match there {
        true => subscriptions::store::subscribers_after(&*tx, creator, after, now, AT_ONCE).await?,
        false => Vec::new(),
    };
    for user in &subscribers {
        let notice = Notice {
            from: Some(creator),
            creator: Some(creator),
            post: Some(post),
            ..Notice::new(*user, NotificationKind::NewPost, post)
        };
        engagement::tell(domain, &tx, creator, notice).await?;
    }
    let last = subscribers
        .last()
        .copied()
        .filter(|_| subscribers.len() as u64 == AT_ONCE);
    match last {
        Some(last) => store::told(&tx, post, last, now.after(CLAIM)).await?,
        None => store::delete(&tx, post).await?,
    }
    tx.commit().await?;
    Ok(last)
}
