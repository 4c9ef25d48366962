//! The one way an order changes its status. A move that the rules do not allow is a fault of ours and is
//! refused before anything is written.

use super::{
    entity::{event, order},
    notices, store, webhooks,
};
use crate::{Domain, Error, Result};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use shared::payments::OrderStatus;
use uuid::Uuid;

/// Moves a locked order on, writes its history and what people and webhooks are to be told. `why` is for people.
pub(super) async fn advance(
    domain: &Domain,
    tx: &DatabaseTransaction,
    order: &mut order::Model,
    to: OrderStatus,
    why: &str,
) -> Result<()> {
    let from = store::status(order)?;
    if !from.may_become(to) {
        return Err(Error::internal(format!(
            "order {} cannot go from {} to {}",
            order.id,
            from.as_str(),
            to.as_str()
        )));
    }
    let moved = order::Entity::update_many()
        .col_expr(order::Column::Status, Expr::value(to.as_str()))
        .filter(order::Column::Id.eq(order.id))
        .filter(order::Column::Status.eq(from.as_str()))
        .exec(tx)
        .await?;
    if moved.rows_affected != 1 {
        return Err(Error::internal(format!(
            "order {} was moved by somebody else",
            order.id
        )));
    }
    let line = history(domain, tx, order, to, why).await?;
    webhooks::moved(domain, tx, order, to, line).await?;
    notices::moved(domain, tx, order, to, line).await?;
    to.as_str().clone_into(&mut order.status);
    Ok(())
}

/// Writes into the history of a locked order what was done about it and does not change its status.
pub(super) async fn remark(
    domain: &Domain,
    tx: &DatabaseTransaction,
    order: &order::Model,
    why: &str,
) -> Result<()> {
    history(domain, tx, order, store::status(order)?, why)
        .await
        .map(|_| ())
}

/// Adds a line to the history of an order; its id.
async fn history(
    domain: &Domain,
    tx: &DatabaseTransaction,
    order: &order::Model,
    to: OrderStatus,
    why: &str,
) -> Result<Uuid> {
    let id = domain.new_id();
    event::ActiveModel {
        id: Set(id),
        order_id: Set(order.id),
        from_status: Set(order.status.clone()),
        to_status: Set(to.as_str().to_owned()),
        why: Set(why.to_owned()),
        created_at: Set(domain.now().0),
    }
    .insert(tx)
    .await?;
    Ok(id)
}
