//! The worker that finds payments nobody reported, books them and ends what was never paid. While the network
//! cannot be reached it ends nothing.

use super::{
    entity::order,
    refunds,
    schedule::{self, LANDING_MARGIN, Outlook},
    schedule_store::{self, Around},
    store,
    watch::{self, Depth, Heights, Trouble},
};
use crate::{Domain, Result, ports::ChainError};
use futures::{FutureExt, StreamExt, stream};
use shared::{Timestamp, payments::OrderStatus, solana::Address};
use std::{
    collections::BTreeMap,
    future::Future,
    panic::AssertUnwindSafe,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Orders taken from the database at a time.
const BATCH: u64 = 100;
/// Batches of one round at the most, should orders become due faster than they are looked at.
const BATCHES: u32 = 1_000;
/// Orders looked at side by side.
const SIDE_BY_SIDE: usize = 4;
/// How long a batch is left to the server that looks at it. What takes longer may be looked at twice, which changes nothing.
const CLAIM: Duration = Duration::from_secs(10);
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
    let next = schedule_store::next_due(&domain.db, &domain.rules.network.genesis_hash).await;
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
        // Whoever is taken becomes due later than `begun`, so the batches come to an end.
        let until = domain.now().after(CLAIM);
        let due = schedule_store::claim(&domain.db, genesis_hash, (begun, until), BATCH).await?;
        if due.is_empty() {
            break;
        }
        let last = due.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
        let around = Around::of(&domain.db, &due).await?;
        let network = Network {
            domain,
            until,
            around,
            heights: OnceCell::new(),
            down: AtomicBool::new(false),
        };
        network.batch(stopping, due, &mut round).await;
        if last || round.outage.is_some() || stopping.load(Ordering::Relaxed) {
            break;
        }
    }
    Ok(round)
}

/// What came of one order.
enum Looked {
    /// The round is over, or nobody answers: it is given back.
    Skipped {
        id: Uuid,
        outage: Option<String>,
    },
    Done {
        moved: bool,
    },
    /// It waits as before, until it is to be looked at again.
    Quiet {
        id: Uuid,
        next: Option<Timestamp>,
    },
    Fault,
}

/// What a look found.
enum Found {
    Nothing {
        next: Option<Timestamp>,
    },
    Something {
        moved: bool,
        next: Option<Timestamp>,
        checks: i32,
    },
}

/// A batch of orders, and the network as it sees it.
struct Network<'a> {
    domain: &'a Domain,
    /// Until then the batch is ours.
    until: Timestamp,
    around: Around,
    heights: OnceCell<Heights>,
    /// Nobody answers: the rest of the round need not try.
    down: AtomicBool,
}

impl Network<'_> {
    async fn batch(&self, stopping: &AtomicBool, due: Vec<order::Model>, round: &mut Round) {
        let looks = stream::iter(due).map(|row| async move {
            if stopping.load(Ordering::Relaxed) || self.down.load(Ordering::Relaxed) {
                return Looked::Skipped {
                    id: row.id,
                    outage: None,
                };
            }
            self.visit(row).await
        });
        let mut looks = looks.buffer_unordered(SIDE_BY_SIDE);
        // Most of them, so they are written together.
        let mut quiet: BTreeMap<Option<Timestamp>, Vec<Uuid>> = BTreeMap::new();
        let mut skipped = Vec::new();
        while let Some(looked) = looks.next().await {
            match looked {
                Looked::Skipped { id, outage } => {
                    skipped.push(id);
                    if let Some(cause) = outage {
                        round.unanswered += 1;
                        round.outage.get_or_insert(cause);
                    }
                }
                Looked::Done { moved } => {
                    round.looked += 1;
                    round.moved += u32::from(moved);
                }
                Looked::Quiet { id, next } => quiet.entry(next).or_default().push(id),
                Looked::Fault => round.faults += 1,
            }
        }
        if !skipped.is_empty() {
            let now = Some(self.domain.now());
            let back = schedule_store::reschedule_all(&self.domain.db, skipped, self.until, now, 0).await;
            if let Err(error) = back {
                tracing::error!(%error, "orders could not be given back; they are due when their claim runs out");
            }
        }
        for (next, orders) in quiet {
            let many = u32::try_from(orders.len()).unwrap_or(u32::MAX);
            match schedule_store::reschedule_all(&self.domain.db, orders, self.until, next, 1).await {
                Ok(()) => round.looked += many,
                Err(error) => {
                    tracing::error!(%error, "orders could not be scheduled anew");
                    round.faults += many;
                }
            }
        }
    }

    /// Looks at an order and says when to look again.
    async fn visit(&self, row: order::Model) -> Looked {
        let (moved, next, checks) = match self.look_guarded(&row).await {
            Ok(Found::Nothing { next }) => return Looked::Quiet { id: row.id, next },
            Ok(Found::Something { moved, next, checks }) => (moved, next, checks),
            Err(Trouble::Chain(error @ ChainError::Unreachable(_))) => {
                self.down.store(true, Ordering::Relaxed);
                return Looked::Skipped {
                    id: row.id,
                    outage: Some(error.to_string()),
                };
            }
            Err(trouble) => {
                let later = Some(self.domain.now().after(AFTER_A_FAULT));
                let postponed =
                    schedule_store::reschedule(&self.domain.db, row.id, self.until, later, None).await;
                return self.fault(&row, &postponed.err().unwrap_or(trouble.into()));
            }
        };
        match schedule_store::reschedule(&self.domain.db, row.id, self.until, next, Some(checks)).await {
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
    async fn look_guarded(&self, row: &order::Model) -> Result<Found, Trouble> {
        let looked = AssertUnwindSafe(self.look(row)).catch_unwind().await;
        looked.unwrap_or_else(|_| Err(Trouble::Fault(crate::Error::internal("looking at it panicked"))))
    }

    /// Whether nothing happened to an order but that time ran: it waits for its first transaction, nothing that is known of
    /// it wants a hand, and the chain has nothing with its reference. Then a look would change nothing.
    async fn is_quiet(&self, row: &order::Model, heights: Heights) -> Result<bool, Trouble> {
        let status = store::status(row)?;
        let open_until = self.around.open_until(row.id);
        let gone_below = store::height(heights.finalized.saturating_sub(LANDING_MARGIN));
        let waits = match status {
            OrderStatus::Expired => true,
            status => status.unpaid() && (open_until.is_some() || self.domain.now().0 < row.expires_at),
        };
        if !waits
            || row.signature.is_some()
            || self.around.troubles(row.id)
            || open_until.is_some_and(|until| until < gone_below)
        {
            return Ok(false);
        }
        let reference: Address = store::base58(&row.reference, row)?;
        let entries = self.domain.chain.signatures_for(&reference, None, heights.slot);
        Ok(entries.await?.is_empty())
    }

    async fn look(&self, row: &order::Model) -> Result<Found, Trouble> {
        let domain = self.domain;
        let before = store::status(row)?;
        // Asked before the look: what lands later must not count as absent.
        let heights = *self
            .heights
            .get_or_try_init(|| Heights::ask(&*domain.chain))
            .await?;
        if self.is_quiet(row, heights).await? {
            let outlook = Outlook {
                status: before,
                checks: row.checks,
                can_land: self.around.open_until(row.id).is_some(),
                expires_at: Timestamp(row.expires_at),
            };
            let next = schedule::next_look(outlook, domain.now());
            return Ok(Found::Nothing { next });
        }
        let facts = self.around.facts(row)?;
        watch::bound_reported(domain, row, heights).await?;
        let over = row
            .signature_lands_until
            .is_some_and(|until| until < store::height(heights.finalized));
        let quick = before == OrderStatus::Submitted && !over && row.checks % THOROUGH_EVERY != 0;
        let depth = if quick { Depth::Reported } else { Depth::Everything };
        let looked = watch::look(domain, (row, &self.around.known), &facts, heights, depth).await?;

        let mut now_stands = match looked.touched {
            true => store::order(&domain.db, row.id).await?,
            false => row.clone(),
        };
        let conclusive = depth == Depth::Everything && !looked.unknown;
        let too_young = looked.credited.is_some_and(|slot| heights.finalized_slot < slot);
        let mut again = store::status(&now_stands)? == OrderStatus::Confirmed
            && !too_young
            && watch::settle_finality(domain, &now_stands, &facts, heights).await?;
        let (mut case_left, mut refunding) = (false, false);
        if looked.judged || self.around.troubles(row.id) {
            let young = domain.now().before(CASE_WATCH);
            case_left = watch::settle_cases(domain, &now_stands, &facts, heights, young).await?;
            refunding = refunds::look_after(domain, &now_stands, heights).await?;
            again = true;
        }
        let open = if conclusive {
            again |= store::status(&now_stands)?.unpaid();
            watch::conclude(domain, &now_stands, heights).await?
        } else {
            !store::open_attempts(&domain.db, row.id).await?.is_empty()
        };
        if again {
            now_stands = store::order(&domain.db, row.id).await?;
        }
        let status = store::status(&now_stands)?;
        let moved = status != before;
        let checks = if moved { 0 } else { row.checks.saturating_add(1) };
        let outlook = Outlook {
            status,
            checks: if moved { 0 } else { row.checks },
            can_land: open || case_left || refunding || status == OrderStatus::Submitted,
            expires_at: Timestamp(now_stands.expires_at),
        };
        let mut next = schedule::next_look(outlook, domain.now());
        if looked.unknown && next.is_none() {
            next = Some(domain.now().after(Duration::from_secs(60)));
        }
        Ok(Found::Something { moved, next, checks })
    }
}
