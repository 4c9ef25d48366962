//! What fans hold: posts bought and time at creators' tiers. It answers access; only a settled payment adds
//! to it.

mod cancelling;
pub mod credit;
mod ending_store;
pub mod entity;
pub mod reminders;
pub mod store;
pub mod timeline;

pub use cancelling::cancel;

use crate::{Domain, Result, Viewer, columns::corrupt};
use entity::grant;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use shared::{
    Timestamp,
    creators::{CreatorRef, RunningSubscription, TierLevel},
    ids::UserId,
    payments::{Renewal, SubscriptionView},
};
use std::collections::{BTreeMap, HashMap};
use timeline::{Purchase, Stretch};
use uuid::Uuid;

/// The most grants that one list of subscriptions is made from.
const LIST_LIMIT: u64 = 1_000;

/// The viewer's running subscriptions among these creators; a visitor has none.
pub async fn running(
    domain: &Domain,
    viewer: &Viewer,
    creators: &[UserId],
    now: Timestamp,
) -> Result<HashMap<UserId, RunningSubscription>> {
    let Some(user) = viewer.id() else {
        return Ok(HashMap::new());
    };
    let mut held: HashMap<UserId, Vec<(Stretch, Timestamp)>> = HashMap::new();
    for row in store::open(&domain.db, user, creators, now).await? {
        let creator = UserId(row.creator_id);
        held.entry(creator)
            .or_default()
            .push((stretch(&row)?, open_until(&row)?));
    }
    Ok(held
        .into_iter()
        .filter_map(|(creator, held)| Some((creator, now_open(&held, now)?)))
        .collect())
}

/// What of a fan's time at a creator gives access at `now`: the highest that runs, else the highest in its days of grace.
fn now_open(held: &[(Stretch, Timestamp)], now: Timestamp) -> Option<RunningSubscription> {
    let stretches: Vec<Stretch> = held.iter().map(|(stretch, _)| *stretch).collect();
    let running = stretches.iter().filter(|stretch| stretch.runs(now));
    if let Some(tier) = running.map(|stretch| stretch.level).max() {
        return Some(RunningSubscription {
            tier,
            valid_until: timeline::covered_until(&stretches, tier, now),
            open_until: None,
        });
    }
    let over = held
        .iter()
        .filter(|(stretch, until)| stretch.ends_at <= now && now < *until);
    let (stretch, until) = over.max_by_key(|(stretch, until)| (stretch.level, *until))?;
    Some(RunningSubscription {
        tier: stretch.level,
        valid_until: stretch.ends_at,
        open_until: Some(*until),
    })
}

/// Until when a fan's time at a creator gives what is of this tier, as it lies on the calendar.
pub(crate) async fn open_until_at(
    domain: &Domain,
    (user, creator): (UserId, UserId),
    level: TierLevel,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let mut last = None;
    for row in store::open(&domain.db, user, &[creator], now).await? {
        if store::level(&row)? >= level && row.starts_at <= now.0 {
            last = last.max(Some(open_until(&row)?));
        }
    }
    Ok(last)
}

/// The creators to whom a person has a subscription that runs at `now`.
pub async fn running_creators(domain: &Domain, user: UserId, now: Timestamp) -> Result<Vec<UserId>> {
    store::running_creators(&domain.db, user, now).await
}

/// Creators to whom the viewer has a subscription that runs; for a visitor there are none.
pub async fn yours(domain: &Domain, viewer: &Viewer) -> Result<Vec<CreatorRef>> {
    let Some(user) = viewer.id() else {
        return Ok(Vec::new());
    };
    let running = running_creators(domain, user, domain.now()).await?;
    if running.is_empty() {
        return Ok(Vec::new());
    }
    let mut refs = store::creator_refs(&domain.db, running.iter().map(|id| id.0)).await?;
    Ok(running.iter().filter_map(|id| refs.remove(&id.0)).collect())
}

/// How many people have a subscription to this creator that runs at `now`.
pub async fn subscriber_count(domain: &Domain, creator: UserId, now: Timestamp) -> Result<u64> {
    store::subscriber_count(&domain.db, creator, now).await
}

/// The viewer's subscriptions: one entry for each creator and tier, running ones first, then those to come,
/// then those that ended.
pub async fn list(domain: &Domain, viewer: &Viewer) -> Result<Vec<SubscriptionView>> {
    let person = viewer.person()?;
    let now = domain.now();
    let rows = store::of_user(&domain.db, person.id, LIST_LIMIT).await?;
    let names = store::creator_refs(&domain.db, rows.iter().map(|row| row.creator_id)).await?;
    let givers = store::givers(&domain.db, person.id, rows.iter().map(|row| row.order_id)).await?;
    let given: HashMap<Uuid, Uuid> = rows.iter().map(|row| (row.id, row.order_id)).collect();
    let monthly = store::monthly(&domain.db, rows.iter().map(|row| row.creator_id)).await?;
    let cancelled = ending_store::cancelled(&domain.db, person.id.0, None).await?;
    let mut open: HashMap<Uuid, Vec<(Stretch, Timestamp)>> = HashMap::new();
    let mut by_tier: BTreeMap<(Uuid, TierLevel), Vec<Stretch>> = BTreeMap::new();
    for row in &rows {
        let stretch = stretch(row)?;
        // All of it was given in payment for a higher tier.
        if stretch.starts_at >= stretch.ends_at {
            continue;
        }
        let until = open_until(row)?;
        if until > now {
            open.entry(row.creator_id).or_default().push((stretch, until));
        }
        by_tier
            .entry((row.creator_id, stretch.level))
            .or_default()
            .push(stretch);
    }
    let mut views = Vec::with_capacity(by_tier.len());
    for ((creator, tier), mut stretches) in by_tier {
        stretches.sort_by_key(|stretch| stretch.starts_at);
        let Some((started_at, valid_until)) = latest_block(&stretches) else {
            continue;
        };
        let still = open.get(&creator).and_then(|held| now_open(held, now));
        let still = still
            .filter(|still| still.tier == tier)
            .and_then(|still| still.open_until);
        let last = stretches.last().and_then(|last| given.get(&last.grant));
        views.push(SubscriptionView {
            creator: names
                .get(&creator)
                .cloned()
                .ok_or_else(|| corrupt("grants", creator))?,
            tier,
            running: still.is_some() || stretches.iter().any(|stretch| stretch.runs(now)),
            started_at,
            valid_until,
            open_until: still,
            cancelled: cancelled.contains(&creator) && (still.is_some() || valid_until > now),
            given_by: last.and_then(|order| givers.get(order)).cloned(),
            renewal: monthly.get(&(creator, tier)).map(|amount| Renewal {
                price: amount.units,
                currency: amount.currency,
            }),
        });
    }
    views.sort_by_key(|view| (!view.running, std::cmp::Reverse(view.valid_until)));
    Ok(views)
}

/// Beginning and end of the last unbroken run of stretches, which are sorted by their beginning.
fn latest_block(stretches: &[Stretch]) -> Option<(Timestamp, Timestamp)> {
    let mut block: Option<(Timestamp, Timestamp)> = None;
    for stretch in stretches {
        block = Some(match block {
            Some((start, end)) if stretch.starts_at <= end => (start, end.max(stretch.ends_at)),
            _ => (stretch.starts_at, stretch.ends_at),
        });
    }
    block
}

fn stretch(row: &grant::Model) -> Result<Stretch> {
    Ok(Stretch {
        grant: row.id,
        level: store::level(row)?,
        starts_at: Timestamp(row.starts_at),
        ends_at: Timestamp(row.ends_at.ok_or_else(|| corrupt("grants", row.id))?),
    })
}

fn open_until(row: &grant::Model) -> Result<Timestamp> {
    Ok(Timestamp(
        row.open_until.ok_or_else(|| corrupt("grants", row.id))?,
    ))
}

/// What time at a creator's tier counts from that is paid at `now`, where that is earlier than now: within the days of grace it
/// is the end of what is open still.
pub(crate) async fn counts_from(
    db: &impl ConnectionTrait,
    (user, creator): (Uuid, Uuid),
    level: TierLevel,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let rows = store::open(db, UserId(user), &[UserId(creator)], now).await?;
    let held = rows.iter().map(|row| Ok((stretch(row)?, open_until(row)?)));
    let from = timeline::counts_from(&held.collect::<Result<Vec<_>>>()?, level, now);
    Ok((from < now).then_some(from))
}

/// A fan pays for a creator's time again, so they do not want it to end.
pub(crate) async fn wants_more(tx: &DatabaseTransaction, user: Uuid, creator: Uuid) -> Result<()> {
    ending_store::set_cancelled(tx, user, creator, None).await
}

/// Lays all that a fan bought at a creator on the calendar again, after a grant was added, taken or given
/// back, or they cancelled. The caller holds the fan's lock.
pub(crate) async fn relay(
    domain: &Domain,
    db: &impl ConnectionTrait,
    user: Uuid,
    creator: Uuid,
) -> Result<()> {
    let rows = store::at_creator(db, user, creator).await?;
    let mut takes = store::takes(db, rows.iter().map(|row| row.order_id)).await?;
    let unpaid = ending_store::unpaid(db, rows.iter().map(|row| row.order_id)).await?;
    let cancelled = !ending_store::cancelled(db, user, Some(creator)).await?.is_empty();
    let mut purchases = Vec::with_capacity(rows.len());
    for row in &rows {
        purchases.push(Purchase {
            grant: row.id,
            level: store::level(row)?,
            at: Timestamp(row.counts_from.unwrap_or(row.created_at)),
            length: i64::from(row.days.ok_or_else(|| corrupt("grants", row.id))?) * timeline::DAY,
            takes: takes.remove(&row.order_id).unwrap_or_default(),
        });
    }
    let before: HashMap<Uuid, &grant::Model> = rows.iter().map(|row| (row.id, row)).collect();
    let grace = i64::try_from(domain.rules.grace.as_millis()).unwrap_or(0);
    let free = |stretch: &Stretch| {
        before
            .get(&stretch.grant)
            .is_some_and(|row| unpaid.contains(&row.order_id))
    };
    let laid = timeline::lay(&purchases);
    let open = timeline::open_until(&laid, grace, |stretch| cancelled || free(stretch));
    for (stretch, open_until) in laid.into_iter().zip(open) {
        let row = before
            .get(&stretch.grant)
            .ok_or_else(|| corrupt("grants", stretch.grant))?;
        let (starts_at, ends_at) = (stretch.starts_at, stretch.ends_at);
        let moved = (row.starts_at, row.ends_at) != (starts_at.0, Some(ends_at.0));
        if moved || row.open_until != Some(open_until.0) {
            let remind_at = match moved || row.open_until.is_none() {
                true => reminders::next(&stretch, domain.now()),
                false => row.remind_at.map(Timestamp),
            };
            let place = store::Place {
                starts_at,
                ends_at,
                open_until,
                remind_at,
            };
            store::place(db, stretch.grant, place).await?;
        }
    }
    Ok(())
}
