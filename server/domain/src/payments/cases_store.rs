//! All SQL about transactions that carry an order's reference and did not pay for it, and the cases among them. It decides
//! nothing; what creators see of their cases is in `books_store`.

use super::entity::sighting;
use crate::Result;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use shared::{Timestamp, solana::Signature};
use std::collections::HashMap;
use uuid::Uuid;

/// What was seen of an order and did not pay for it, by signature.
pub type Sightings = HashMap<String, sighting::Model>;

/// What was seen of one order.
pub async fn sightings(db: &impl ConnectionTrait, order: Uuid) -> Result<Sightings> {
    Ok(sightings_of(db, [order])
        .await?
        .remove(&order)
        .unwrap_or_default())
}

/// What was seen of each of these orders.
pub async fn sightings_of(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Sightings>> {
    let rows = sighting::Entity::find()
        .filter(sighting::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Sightings> = HashMap::new();
    for row in rows {
        let of = found.entry(row.order_id).or_default();
        of.insert(row.signature.clone(), row);
    }
    Ok(found)
}

/// Whether this transaction was put before a person for another order.
pub async fn is_case_of_another(
    db: &impl ConnectionTrait,
    order: Uuid,
    signature: &Signature,
) -> Result<bool> {
    let count = sighting::Entity::find()
        .filter(sighting::Column::Signature.eq(signature.to_string()))
        .filter(sighting::Column::OrderId.ne(order))
        .filter(sighting::Column::NeedsLook.eq(true))
        .count(db)
        .await?;
    Ok(count > 0)
}

/// Remembers a sighting; a second one of the same transaction replaces the first.
pub async fn sight(db: &impl ConnectionTrait, sighting: sighting::Model) -> Result<()> {
    use sighting::Column as C;
    sighting::Entity::insert(sighting.into_active_model())
        .on_conflict(
            OnConflict::columns([C::OrderId, C::Signature])
                .update_columns([
                    C::Slot,
                    C::Verdict,
                    C::Note,
                    C::Amount,
                    C::NeedsLook,
                    C::LandsUntil,
                    C::FinalizedAt,
                    C::SeenAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Forgets the verdict on this order's transactions, but for cases that a person has closed and those named, so that they are
/// judged anew.
pub async fn forget(db: &impl ConnectionTrait, order: Uuid, verdict: &str, but: Vec<String>) -> Result<()> {
    sighting::Entity::delete_many()
        .filter(sighting::Column::OrderId.eq(order))
        .filter(sighting::Column::Verdict.eq(verdict))
        .filter(sighting::Column::ResolvedAt.is_null())
        .filter(sighting::Column::Signature.is_not_in(but))
        .exec(db)
        .await?;
    Ok(())
}

/// Cases of an order that wait for a person, and that the network may still take back.
pub async fn unfinal_cases(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<sighting::Model>> {
    Ok(sighting::Entity::find()
        .filter(sighting::Column::OrderId.eq(order))
        .filter(sighting::Column::NeedsLook.eq(true))
        .filter(sighting::Column::ResolvedAt.is_null())
        .filter(sighting::Column::FinalizedAt.is_null())
        .all(db)
        .await?)
}

/// Marks a case as final.
pub async fn finalize_case(
    db: &impl ConnectionTrait,
    order: Uuid,
    signature: &str,
    now: Timestamp,
) -> Result<()> {
    sighting::Entity::update_many()
        .col_expr(sighting::Column::FinalizedAt, Expr::value(now.0))
        .filter(sighting::Column::OrderId.eq(order))
        .filter(sighting::Column::Signature.eq(signature))
        .exec(db)
        .await?;
    Ok(())
}

/// A case, whether it is open or not.
pub async fn case(
    db: &impl ConnectionTrait,
    order: Uuid,
    signature: &str,
) -> Result<Option<sighting::Model>> {
    Ok(sighting::Entity::find_by_id((order, signature.to_owned()))
        .filter(sighting::Column::NeedsLook.eq(true))
        .one(db)
        .await?)
}

/// Closes a case, or opens it again.
pub async fn resolve(
    db: &impl ConnectionTrait,
    order: Uuid,
    signature: &str,
    at: Option<Timestamp>,
) -> Result<()> {
    sighting::Entity::update_many()
        .col_expr(sighting::Column::ResolvedAt, Expr::value(at.map(|at| at.0)))
        .filter(sighting::Column::OrderId.eq(order))
        .filter(sighting::Column::Signature.eq(signature))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets a case that was closed by opening what was ordered: its money is gone, and should it come again, a person decides
/// again.
pub async fn forget_granted(db: &impl ConnectionTrait, order: Uuid, signature: &str) -> Result<()> {
    sighting::Entity::delete_many()
        .filter(sighting::Column::OrderId.eq(order))
        .filter(sighting::Column::Signature.eq(signature))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets a case that is not final and that no person has closed; false if there is none.
pub async fn forget_case(db: &impl ConnectionTrait, order: Uuid, signature: &str) -> Result<bool> {
    let gone = sighting::Entity::delete_many()
        .filter(sighting::Column::OrderId.eq(order))
        .filter(sighting::Column::Signature.eq(signature))
        .filter(sighting::Column::NeedsLook.eq(true))
        .filter(sighting::Column::ResolvedAt.is_null())
        .filter(sighting::Column::FinalizedAt.is_null())
        .exec(db)
        .await?;
    Ok(gone.rows_affected == 1)
}
