//! All SQL of the scanner's schedule: which orders are due, whose they are to look at, what is known around them, and when to
//! look next. It decides nothing.

use super::{
    cases_store::{self, Sightings},
    entity::{attempt, order, payment, refund, sighting},
    facts::{Leg, OrderFacts},
    store,
};
use crate::Result;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType, SelectStatement},
};
use shared::{Timestamp, refunds::RefundStatus};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Orders to hold in one statement, but for those that somebody else holds at this moment: two servers that waited for each
/// other's orders would wait for ever.
fn free(select: sea_orm::Select<order::Entity>) -> SelectStatement {
    select
        .select_only()
        .column(order::Column::Id)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_query()
}

/// Takes orders of this network that are due, the longest waiting first: until `until` no other server looks at them.
pub async fn claim(
    db: &impl ConnectionTrait,
    genesis_hash: &str,
    (now, until): (Timestamp, Timestamp),
    limit: u64,
) -> Result<Vec<order::Model>> {
    let due = order::Entity::find()
        .filter(order::Column::NextCheckAt.lte(now.0))
        .filter(order::Column::GenesisHash.eq(genesis_hash))
        .order_by_asc(order::Column::NextCheckAt)
        .limit(limit);
    Ok(order::Entity::update_many()
        .col_expr(order::Column::NextCheckAt, Expr::value(until.0))
        .filter(order::Column::Id.in_subquery(free(due)))
        .exec_with_returning(db)
        .await?)
}

/// When the next order of this network is due.
pub async fn next_due(db: &impl ConnectionTrait, genesis_hash: &str) -> Result<Option<Timestamp>> {
    let next: Option<Option<i64>> = order::Entity::find()
        .select_only()
        .expr_as(Expr::col(order::Column::NextCheckAt).min(), "next")
        .filter(order::Column::NextCheckAt.is_not_null())
        .filter(order::Column::GenesisHash.eq(genesis_hash))
        .into_tuple()
        .one(db)
        .await?;
    Ok(next.flatten().map(Timestamp))
}

/// Moves the time of the next look, if it is still `from`; false if somebody else has moved it.
pub async fn reschedule(
    db: &impl ConnectionTrait,
    order: Uuid,
    from: Timestamp,
    to: Option<Timestamp>,
    checks: Option<i32>,
) -> Result<bool> {
    let mut update = order::Entity::update_many()
        .col_expr(order::Column::NextCheckAt, Expr::value(to.map(|to| to.0)))
        .filter(order::Column::Id.eq(order))
        .filter(order::Column::NextCheckAt.eq(from.0));
    if let Some(checks) = checks {
        update = update.col_expr(order::Column::Checks, Expr::value(checks));
    }
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// The same for orders at which a look found nothing, or none was had; `looks` is how many. One that is held by somebody is left
/// as it is claimed.
pub async fn reschedule_all(
    db: &impl ConnectionTrait,
    orders: Vec<Uuid>,
    from: Timestamp,
    to: Option<Timestamp>,
    looks: i32,
) -> Result<()> {
    let ours = order::Entity::find()
        .filter(order::Column::Id.is_in(orders))
        .filter(order::Column::NextCheckAt.eq(from.0));
    order::Entity::update_many()
        .col_expr(order::Column::NextCheckAt, Expr::value(to.map(|to| to.0)))
        .col_expr(order::Column::Checks, Expr::col(order::Column::Checks).add(looks))
        .filter(order::Column::Id.in_subquery(free(ours)))
        .exec(db)
        .await?;
    Ok(())
}

/// What is known of a batch of orders besides their own rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The lowest last block height among an order's open attempts.
    attempts: HashMap<Uuid, i64>,
    /// Orders with cases or refunds that are not final.
    troubled: HashSet<Uuid>,
    legs: HashMap<Uuid, Vec<Leg>>,
    pub known: Known,
}

/// Which transactions with the references of these orders were judged before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    sightings: HashMap<Uuid, Sightings>,
    payments: HashMap<Uuid, payment::Model>,
}

impl Known {
    pub async fn of(db: &impl ConnectionTrait, rows: &[order::Model]) -> Result<Self> {
        let ids = || rows.iter().map(|row| row.id);
        Ok(Self {
            sightings: cases_store::sightings_of(db, ids()).await?,
            payments: store::payments_of(db, ids()).await?,
        })
    }

    /// What did not pay for an order, if this transaction was seen with its reference.
    pub fn sighting(&self, order: Uuid, signature: &str) -> Option<&sighting::Model> {
        self.sightings.get(&order)?.get(signature)
    }

    /// The payment that an order has.
    pub fn payment(&self, order: Uuid) -> Option<&payment::Model> {
        self.payments.get(&order)
    }
}

impl Around {
    pub async fn of(db: &impl ConnectionTrait, rows: &[order::Model]) -> Result<Self> {
        let ids = || rows.iter().map(|row| row.id);
        let open: Vec<(Uuid, Option<i64>)> = attempt::Entity::find()
            .select_only()
            .column(attempt::Column::OrderId)
            .expr_as(Expr::col(attempt::Column::LastValidBlockHeight).min(), "lowest")
            .filter(attempt::Column::OrderId.is_in(ids()))
            .filter(attempt::Column::ClosedAt.is_null())
            .group_by(attempt::Column::OrderId)
            .into_tuple()
            .all(db)
            .await?;
        let known = Known::of(db, rows).await?;
        let case =
            |one: &sighting::Model| one.needs_look && one.resolved_at.is_none() && one.finalized_at.is_none();
        let cases = known
            .sightings
            .iter()
            .filter(|(_, seen)| seen.values().any(case))
            .map(|(order, _)| *order);
        let refunds: Vec<Uuid> = refund::Entity::find()
            .select_only()
            .column(refund::Column::OrderId)
            .filter(refund::Column::OrderId.is_in(ids()))
            .filter(refund::Column::Status.ne(RefundStatus::Finalized.as_str()))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            attempts: open
                .into_iter()
                .filter_map(|(order, lowest)| Some((order, lowest?)))
                .collect(),
            troubled: cases.chain(refunds).collect(),
            legs: store::legs(db, ids()).await?,
            known,
        })
    }

    /// What an order promised.
    pub fn facts(&self, row: &order::Model) -> Result<OrderFacts> {
        store::facts_with(row, self.legs.get(&row.id).cloned())
    }

    /// The lowest last block height of what was given out for an order and can still land.
    pub fn open_until(&self, order: Uuid) -> Option<i64> {
        self.attempts.get(&order).copied()
    }

    /// Whether a case or a refund of the order must be looked after.
    pub fn troubles(&self, order: Uuid) -> bool {
        self.troubled.contains(&order)
    }
}
