//! What fans hold: posts bought and time at creators' tiers. It answers access; only a settled payment adds
//! to it.

pub mod credit;
pub mod entity;
pub mod store;
pub mod timeline;

use crate::{Domain, Result, Viewer, columns::corrupt};
use entity::grant;
use sea_orm::ConnectionTrait;
use shared::{
    Timestamp,
    creators::{RunningSubscription, TierLevel},
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
    let mut stretches: HashMap<UserId, Vec<Stretch>> = HashMap::new();
    for row in store::unexpired(&domain.db, user, creators, now).await? {
        stretches
            .entry(UserId(row.creator_id))
            .or_default()
            .push(stretch(&row)?);
    }
    Ok(stretches
        .into_iter()
        .filter_map(|(creator, stretches)| {
            let tier = stretches
                .iter()
                .filter(|stretch| stretch.starts_at <= now)
                .map(|stretch| stretch.level)
                .max()?;
            let valid_until = timeline::covered_until(&stretches, tier, now);
            Some((creator, RunningSubscription { tier, valid_until }))
        })
        .collect())
}

/// The creators to whom a person has a subscription that runs at `now`.
pub async fn running_creators(domain: &Domain, user: UserId, now: Timestamp) -> Result<Vec<UserId>> {
    store::running_creators(&domain.db, user, now).await
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
    let mut by_tier: BTreeMap<(Uuid, TierLevel), Vec<Stretch>> = BTreeMap::new();
    for row in &rows {
        let stretch = stretch(row)?;
        // All of it was given in payment for a higher tier.
        if stretch.starts_at >= stretch.ends_at {
            continue;
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
        let last = stretches.last().and_then(|last| given.get(&last.grant));
        views.push(SubscriptionView {
            creator: names
                .get(&creator)
                .cloned()
                .ok_or_else(|| corrupt("grants", creator))?,
            tier,
            running: stretches
                .iter()
                .any(|stretch| stretch.starts_at <= now && now < stretch.ends_at),
            started_at,
            valid_until,
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

/// Lays all that a fan bought at a creator on the calendar again, after a grant was added, taken or given
/// back. The caller holds the fan's lock.
pub(crate) async fn relay(db: &impl ConnectionTrait, user: Uuid, creator: Uuid) -> Result<()> {
    let rows = store::at_creator(db, user, creator).await?;
    let mut takes = store::takes(db, rows.iter().map(|row| row.order_id)).await?;
    let mut purchases = Vec::with_capacity(rows.len());
    for row in &rows {
        purchases.push(Purchase {
            grant: row.id,
            level: store::level(row)?,
            at: Timestamp(row.created_at),
            length: i64::from(row.days.ok_or_else(|| corrupt("grants", row.id))?) * timeline::DAY,
            takes: takes.remove(&row.order_id).unwrap_or_default(),
        });
    }
    let before: HashMap<Uuid, (i64, Option<i64>)> = rows
        .iter()
        .map(|row| (row.id, (row.starts_at, row.ends_at)))
        .collect();
    for stretch in timeline::lay(&purchases) {
        if before.get(&stretch.grant) != Some(&(stretch.starts_at.0, Some(stretch.ends_at.0))) {
            store::place(db, stretch.grant, stretch.starts_at, stretch.ends_at).await?;
        }
    }
    Ok(())
}
