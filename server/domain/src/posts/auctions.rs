//! The worker that tells of auctions that are over: the bidder whose turn it is to pay, and the seller what came of it. Each is told once,
//! however many servers work. It moves nothing, for whose turn it is follows from the bids and the time ([`Auction::turn`]).

use super::{
    goods::{Auction, Goods},
    goods_store as store, store as posts_store,
};
use crate::{
    Domain, Result,
    notifications::{self, Notice},
    rounds::Rounds,
};
use shared::{Timestamp, ids::PostId, notifications::NotificationKind};
use std::{future::Future, time::Duration};

/// Of what ended longer ago nobody is told any more.
const LATE: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// So many are looked at in one go.
const AT_ONCE: u64 = 100;
/// Between looks at one that somebody has ordered and not paid: when that order ends, it is the turn of whoever has it then.
const ORDERED: Duration = Duration::from_secs(5 * 60);
/// Between looks at what is due.
const SLEEP: Duration = Duration::from_secs(5);

/// Works until `shutdown` completes.
pub async fn run(domain: Domain, shutdown: impl Future<Output = ()>) {
    let rounds = Rounds {
        trouble: "nobody can be told of auctions that are over; it is tried again",
        rest: SLEEP,
        bell: None,
    };
    rounds
        .run(shutdown, async || round(&domain).await.map(|_| SLEEP))
        .await;
}

/// Tells of what is due: how many auctions that were; there may be more.
///
/// # Errors
/// Of one that could not be told of; the others were.
pub async fn round(domain: &Domain) -> Result<usize> {
    let due = store::to_tell(&domain.db, domain.now(), AT_ONCE).await?;
    let mut failed = None;
    for post in &due {
        // Should one fail whenever it is tried, others are not kept waiting by it.
        if let Err(error) = tell(domain, *post).await {
            failed = Some(error);
        }
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(due.len()),
    }
}

async fn tell(domain: &Domain, post: PostId) -> Result<()> {
    let tx = domain.begin().await?;
    let now = domain.now();
    // Held before what it sells, as everywhere.
    let deleted = posts_store::lock(&tx, post)
        .await?
        .is_none_or(|row| row.facts.deleted);
    let Some(goods) = store::lock(&tx, post).await? else {
        return Ok(());
    };
    let mut next = None;
    if let Some(auction) = goods.auction.as_ref().filter(|_| !deleted && !goods.closed) {
        for notice in notices(post, &goods, auction, now) {
            notifications::tell(domain, &tx, notice).await?;
        }
        next = auction.changes(now);
        if goods.left() == Some(0) && !store::is_sold(&tx, post).await? {
            next = next.map(|next| next.min(now.after(ORDERED)));
        }
    }
    store::tell_next(&tx, post, next).await?;
    tx.commit().await
}

/// What is to be told of an auction by now, each by a key of its own. While somebody has ordered it, nobody is told anything.
fn notices(post: PostId, goods: &Goods, auction: &Auction, now: Timestamp) -> Vec<Notice> {
    if auction.is_open(now) || goods.left() == Some(0) || auction.ends_at.after(LATE) < now {
        return Vec::new();
    }
    let about = |to, kind, what: String| Notice {
        creator: Some(goods.creator),
        post: Some(post),
        ..Notice::new(to, kind, format!("{post} {} {what}", auction.ends_at.0))
    };
    let over = |what: &str| about(goods.creator, NotificationKind::AuctionOver, what.to_owned());
    let Some(turn) = auction.turn(now) else {
        return vec![over("unsold")];
    };
    let highest = auction.ranking.first().map(|(_, amount)| *amount);
    let bids = Notice {
        amount: highest.map(|amount| goods.price.with(amount)),
        ..over("bids")
    };
    let theirs = Notice {
        amount: Some(goods.price.with(turn.amount)),
        moment: Some(turn.until),
        ..about(turn.bidder, NotificationKind::Turn, turn.bidder.to_string())
    };
    vec![bids, theirs]
}
