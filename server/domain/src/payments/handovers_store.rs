//! All SQL about what buyers of things read, as it was when they ordered. It decides nothing; whoever reads it knows that the order
//! is paid.

use super::entity::handover;
use crate::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// Keeps the words for an order.
pub async fn insert(tx: &DatabaseTransaction, order: Uuid, words: String) -> Result<()> {
    let row = handover::Model {
        order_id: order,
        words,
    };
    handover::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The words of these orders; those without any are missing.
pub async fn of(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let orders: Vec<Uuid> = orders.into_iter().collect();
    if orders.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = handover::Entity::find()
        .filter(handover::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.order_id, row.words)).collect())
}
