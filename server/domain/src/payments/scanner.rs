//! The worker that finds payments nobody reported, books them and ends what was never paid. While the network
//! cannot be reached it ends nothing.

use super::{
    cases_store,
    entity::order,
    refunds,
    schedule::{self, Outlook},
    store,
    watch::{self, Depth, Heights, Trouble},
};
use crate::{Domain, Result, ports::ChainError};
use futures::{FutureExt, StreamExt, stream};
use shared::{Timestamp, payments::OrderStatus};
use std::{
    future::Future,
    panic::AssertUnwindSafe,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::sync::OnceCell;

/// Orders read from the database at a time.
const BATCH: u64 = 200;
/// Batches of one round at the most, should orders become due faster than they are looked at.
const BATCHES: u32 = 500;
/// Orders looked at side by side.
const SIDE_BY_SIDE: usize = 4;
/// How long an order is left to the server that looks at it.
const CLAIM: Duration = Duration::from_secs(5);
/// The longest sleep: another server may have made an order.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
const SHORTEST_SLEEP: Duration = Duration::from_millis(20);
/// How long an order is left alone that could not be looked at, for a reason that is not an outage.
const AFTER_A_FAULT: Duration = Duration::from_secs(60);
const LONGEST_BACKOFF: Duration = Duration::from_secs(30);
/// How long a case that is not final yet is looked at again and again; after that with its order, as all else that may come late.
const CASE_WATCH: Duration = Duration::from_secs(24 * 60 * 60);
/// Of the looks for a reported signature, one in so many sees everything.
const THOROUGH_EVERY: i32 = 5;

/// What one round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Orders looked at to the end.
    pub looked: u32,
    /// Orders whose status changed.
    pub moved: u32,
    /// Orders left as they were because of a fault of ours, or of the node's; it is in the log.
    pub faults: u32,
    /// Orders left as they were because the network gave no answer.
    pub unanswered: u32,
    /// In the network's words.
    pub outage: Option<String>,
}

/// Works until `shutdown` completes; then the orders in hand are finished and no new ones begun.
pub async fn run(domain: Domain, shutdown: impl Future<Output = ()>) {
    let stopping = AtomicBool::new(false);
    let work = async {
        let mut backoff: Option<Duration> = None;
        while !stopping.load(Ordering::Relaxed) {
            let outage = match round_until(&domain, &stopping).await {
                Ok(round) => round.outage,
                Err(error) => Some(error.to_string()),
            };
            match (&outage, backoff) {
                (Some(cause), None) => tracing::warn!(cause, "looking for payments waits"),
                (None, Some(_)) => tracing::info!("looking for payments goes on"),
                _ => {}
            }
            backoff = outage.is_some().then(|| {
                backoff
                    .map_or(Duration::from_secs(1), |last| last * 2)
                    .min(LONGEST_BACKOFF)
            });
            let sleep = match backoff {
                Some(backoff) => backoff,
                None => until_next(&domain).await,
            };
            tokio::select! {
                () = tokio::time::sleep(sleep) => {}
                () = domain.payments_due.rung() => {}
            }
        }
    };
    let stop = async {
        shutdown.await;
        stopping.store(true, Ordering::Relaxed);
        // Wakes the worker, so that it sees the end.
        domain.payments_due.ring();
    };
    tokio::join!(work, stop);
}

/// How long until an order is due.
async fn until_next(domain: &Domain) -> Duration {
    let next = store::next_due(&domain.db, &domain.rules.network.genesis_hash).await;
    let next = next.unwrap_or_else(|error| {
        tracing::error!(%error, "the scanner's schedule cannot be read");
        None
    });
    let wait = next.map_or(LONGEST_SLEEP, |next| {
        Duration::from_millis(u64::try_from(next.0 - domain.now().0).unwrap_or(0))
    });
    wait.clamp(SHORTEST_SLEEP, LONGEST_SLEEP)
}

/// Looks at every order that is due, once.
pub async fn round(domain: &Domain) -> Result<Round> {
    round_until(domain, &AtomicBool::new(false)).await
}

async fn round_until(domain: &Domain, stopping: &AtomicBool) -> Result<Round> {
    let begun = domain.now();
    let mut round = Round::default();
    for _ in 0..BATCHES {
        let genesis_hash = &domain.rules.network.genesis_hash;
        // Whoever is looked at becomes due later than `begun`, so the batches come to an end.
        let due = store::due(&domain.db, genesis_hash, begun, BATCH).await?;
        let last = due.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
        batch(domain, stopping, due, &mut round).await;
        if last || round.outage.is_some() || stopping.load(Ordering::Relaxed) {
            break;
        }
    }
    Ok(round)
}

async fn batch(domain: &Domain, stopping: &AtomicBool, due: Vec<order::Model>, round: &mut Round) {
    let network = Network {
        domain,
        heights: OnceCell::new(),
        down: AtomicBool::new(false),
    };
    let looks = stream::iter(due).map(|row| {
        let network = &network;
        async move {
            if stopping.load(Ordering::Relaxed) || network.down.load(Ordering::Relaxed) {
                return Looked::NotOurs;
            }
            network.visit(row).await
        }
    });
    let mut looks = looks.buffer_unordered(SIDE_BY_SIDE);
    while let Some(looked) = looks.next().await {
        match looked {
            Looked::NotOurs => {}
            Looked::Done { moved } => {
                round.looked += 1;
                round.moved += u32::from(moved);
            }
            Looked::Fault => round.faults += 1,
            Looked::Unanswered(cause) => {
                round.unanswered += 1;
                round.outage.get_or_insert(cause);
            }
        }
    }
}

/// What came of one order.
enum Looked {
    /// Another server has it, or the round is over.
    NotOurs,
    Done {
        moved: bool,
    },
    Fault,
    Unanswered(String),
}

/// The network as one round sees it.
struct Network<'a> {
    domain: &'a Domain,
    heights: OnceCell<Heights>,
    /// Nobody answers: the rest of the round need not try.
    down: AtomicBool,
}

impl Network<'_> {
    /// Claims an order, looks at it and says when to look again.
    async fn visit(&self, row: order::Model) -> Looked {
        let claimed_until = self.domain.now().after(CLAIM);
        let claimed = store::reschedule(
            &self.domain.db,
            row.id,
            row.next_check_at,
            Some(claimed_until),
            None,
        );
        match claimed.await {
            Ok(true) => {}
            Ok(false) => return Looked::NotOurs,
            Err(error) => return self.fault(&row, &error),
        }
        let (moved, next, checks) = match self.look_guarded(&row).await {
            Ok(after) => after,
            Err(Trouble::Chain(error @ ChainError::Unreachable(_))) => {
                self.down.store(true, Ordering::Relaxed);
                // The claim runs out by itself, and the order is due again.
                return Looked::Unanswered(error.to_string());
            }
            Err(trouble) => {
                let later = Some(self.domain.now().after(AFTER_A_FAULT));
                let from = Some(claimed_until.0);
                let postponed = store::reschedule(&self.domain.db, row.id, from, later, None).await;
                return self.fault(&row, &postponed.err().unwrap_or(trouble.into()));
            }
        };
        let from = Some(claimed_until.0);
        match store::reschedule(&self.domain.db, row.id, from, next, Some(checks)).await {
            // Not moved: something happened meanwhile that wants an earlier look.
            Ok(_) => Looked::Done { moved },
            Err(error) => self.fault(&row, &error),
        }
    }

    fn fault(&self, row: &order::Model, error: &crate::Error) -> Looked {
        tracing::error!(order = %row.id, %error, "an order could not be looked at");
        Looked::Fault
    }

    /// One order that makes us stumble must not keep all others from being settled. Whatever was begun in the
    /// database is rolled back.
    async fn look_guarded(&self, row: &order::Model) -> Result<(bool, Option<Timestamp>, i32), Trouble> {
        let looked = AssertUnwindSafe(self.look(row)).catch_unwind().await;
        looked.unwrap_or_else(|_| Err(Trouble::Fault(crate::Error::internal("looking at it panicked"))))
    }

    async fn look(&self, row: &order::Model) -> Result<(bool, Option<Timestamp>, i32), Trouble> {
        let domain = self.domain;
        let before = store::status(row)?;
        let facts = store::facts(&domain.db, row).await?;
        // Asked before the look: what lands later must not count as absent.
        let heights = *self
            .heights
            .get_or_try_init(|| Heights::ask(&*domain.chain))
            .await?;
        watch::bound_reported(domain, row, heights).await?;
        let over = row
            .signature_lands_until
            .is_some_and(|until| until < store::height(heights.finalized));
        let quick = before == OrderStatus::Submitted && !over && row.checks % THOROUGH_EVERY != 0;
        let depth = if quick { Depth::Reported } else { Depth::Everything };
        let looked = watch::look(domain, row, &facts, heights, depth).await?;

        let mut now_stands = store::order(&domain.db, row.id).await?;
        let conclusive = depth == Depth::Everything && !looked.unknown;
        if store::status(&now_stands)? == OrderStatus::Confirmed {
            watch::settle_finality(domain, &now_stands, &facts, heights).await?;
        }
        watch::settle_cases(domain, &now_stands, &facts, heights).await?;
        let refunding = refunds::look_after(domain, &now_stands, heights).await?;
        if conclusive {
            watch::conclude(domain, &now_stands, heights).await?;
        }
        now_stands = store::order(&domain.db, row.id).await?;
        let status = store::status(&now_stands)?;
        let moved = status != before;
        let checks = if moved { 0 } else { row.checks.saturating_add(1) };
        let open = !store::open_attempts(&domain.db, row.id).await?.is_empty()
            || cases_store::unfinal_cases(&domain.db, row.id)
                .await?
                .iter()
                .any(|case| domain.now() < Timestamp(case.seen_at).after(CASE_WATCH));
        let outlook = Outlook {
            status,
            checks: if moved { 0 } else { row.checks },
            can_land: open || refunding || status == OrderStatus::Submitted,
            expires_at: Timestamp(now_stands.expires_at),
        };
        let mut next = schedule::next_look(outlook, domain.now());
        if looked.unknown && next.is_none() {
            next = Some(domain.now().after(Duration::from_secs(60)));
        }
        Ok((moved, next, checks))
    }
}
