//! The one way an order changes its status. A move that the rules do not allow is a fault of ours and is
//! refused before anything is written.

use super::{
    entity::{event, order},
    notices, store, webhooks,
};
use crate::{Domain, Error, Result, Tx, messages};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use shared::{
    ids::{OrderId, UserId},
    live::{Channel, Event},
    payments::OrderStatus,
};
use uuid::Uuid;

/// Moves a locked order on, writes its history and what people and webhooks are to be told. `why` is for people.
pub(super) async fn advance(
    domain: &Domain,
    tx: &Tx,
    order: &mut order::Model,
    to: OrderStatus,
    why: &str,
) -> Result<()> {
    advance_writing(domain, tx, order, (to, why), order::ActiveModel::default()).await
}

/// The same, and in one write other columns, which the model in hand does not get.
pub(super) async fn advance_writing(
    domain: &Domain,
    tx: &Tx,
    order: &mut order::Model,
    (to, why): (OrderStatus, &str),
    columns: order::ActiveModel,
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
        .set(columns)
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
    talk(domain, tx, order, to).await?;
    let buyer = UserId(order.buyer_id);
    let order_id = OrderId(order.id);
    tx.tell(Channel::Person(buyer), Event::Order { order: order_id });
    if let Some(recipient) = order.recipient_id {
        tx.tell(Channel::Person(UserId(recipient)), Event::Rights);
    }
    to.as_str().clone_into(&mut order.status);
    Ok(())
}

/// What an order that moves does in a conversation.
async fn talk(domain: &Domain, tx: &Tx, order: &order::Model, to: OrderStatus) -> Result<()> {
    let opens = match to {
        OrderStatus::Confirmed => true,
        OrderStatus::Reversed => false,
        _ => return Ok(()),
    };
    if let Some(post) = store::bought_post(order) {
        return messages::bought(tx, post, UserId(store::holder(order))).await;
    }
    let tip = order.kind == store::TIP && order.post_id.is_none();
    match (tip, opens) {
        (false, _) => Ok(()),
        (true, false) => messages::untipped(domain, tx, OrderId(order.id)).await,
        (true, true) => {
            let given = messages::Given {
                order: OrderId(order.id),
                from: UserId(order.buyer_id),
                to: UserId(order.creator_id),
                amount: store::currency(order)?.of(store::amount(order)),
                note: order.message.as_deref(),
            };
            messages::tipped(domain, tx, given).await
        }
    }
}

/// Writes into the history of a locked order what was done about it and does not change its status.
pub(super) async fn remark(domain: &Domain, tx: &Tx, order: &order::Model, why: &str) -> Result<()> {
    history(domain, tx, order, store::status(order)?, why)
        .await
        .map(|_| ())
}

/// Adds a line to the history of an order; its id.
async fn history(domain: &Domain, tx: &Tx, order: &order::Model, to: OrderStatus, why: &str) -> Result<Uuid> {
    let id = domain.new_id();
    let line = event::Model {
        id,
        order_id: order.id,
        from_status: order.status.clone(),
        to_status: to.as_str().to_owned(),
        why: why.to_owned(),
        created_at: domain.now().0,
    };
    store::write_event(tx, line).await?;
    Ok(id)
}
