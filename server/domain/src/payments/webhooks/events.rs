//! What webhooks are told, written down in the transaction in which it happens: so nothing is told that did not happen, and
//! nothing that happened is lost. It tells what the creator sees among their sales and cases, and nothing else.

use super::{
    entity::{delivery, webhook},
    events_of, store,
};
use crate::{
    Domain, Error, Result, Tx,
    columns::unsigned,
    payments::{
        entity::{order, sighting},
        store as orders, view,
    },
};
use serde::Serialize;
use shared::{
    Timestamp,
    ids::{OrderId, UserId, WebhookId},
    money::Units,
    payments::{OrderItem, OrderStatus},
    webhooks::{
        WebhookBuyer, WebhookCase, WebhookEvent, WebhookLeg, WebhookMessage, WebhookOrder, WebhookPing,
    },
};
use uuid::Uuid;

/// What is to be told, and what it is known by.
struct Happening<'a, T> {
    event: WebhookEvent,
    /// Once for each webhook.
    name: String,
    order: Option<Uuid>,
    data: &'a T,
}

/// Deliveries to these webhooks that are due now.
fn deliveries<T: Serialize>(
    domain: &Domain,
    to: &[webhook::Model],
    happening: &Happening<'_, T>,
) -> Result<Vec<delivery::Model>> {
    let now = domain.now();
    let message = WebhookMessage {
        r#type: happening.event,
        timestamp: now,
        data: happening.data,
    };
    let body = serde_json::to_string(&message).map_err(Error::internal)?;
    let deliveries = to.iter().map(|row| delivery::Model {
        id: domain.new_id(),
        webhook_id: row.id,
        creator_id: row.creator_id,
        event: happening.event.as_str().to_owned(),
        happening: happening.name.clone(),
        order_id: happening.order,
        body: body.clone(),
        created_at: now.0,
        attempts: 0,
        tries: 0,
        next_at: Some(now.0),
        last_status: None,
        fault: None,
        delivered_at: None,
    });
    Ok(deliveries.collect())
}

/// The creator's webhooks that are sent to and want to hear of this.
async fn listening(tx: &Tx, creator: Uuid, event: WebhookEvent) -> Result<Vec<webhook::Model>> {
    let mut listening = Vec::new();
    for row in store::of_creator(tx, UserId(creator)).await? {
        if row.stopped_at.is_none() && events_of(&row)?.contains(&event) {
            listening.push(row);
        }
    }
    Ok(listening)
}

/// Tells of an order that moves to a status, if that is something to tell. `why` is the line of its history. Its payment stands
/// in the books, still or already.
pub(in crate::payments) async fn moved(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    to: OrderStatus,
    why: Uuid,
) -> Result<()> {
    let event = match to {
        OrderStatus::Confirmed => WebhookEvent::OrderConfirmed,
        OrderStatus::Finalized => WebhookEvent::OrderFinalized,
        // Of what stopped for a case nothing was told that could be taken back.
        OrderStatus::Reversed if orders::status(order)?.paid() => WebhookEvent::OrderReversed,
        _ => return Ok(()),
    };
    let webhooks = listening(tx, order.creator_id, event).await?;
    if webhooks.is_empty() {
        return Ok(());
    }
    let payment = orders::payment_of(tx, order.id).await?;
    let legs = orders::legs(tx, [order.id]).await?.remove(&order.id);
    let (item, buyer) = names(tx, order).await?;
    let data = WebhookOrder {
        order: OrderId(order.id),
        status: to,
        item,
        buyer,
        currency: orders::currency(order)?,
        amount: orders::amount(order),
        legs: legs
            .unwrap_or_default()
            .into_iter()
            .map(|leg| WebhookLeg {
                role: leg.role,
                amount: leg.amount,
            })
            .collect(),
        signature: payment.as_ref().map(|payment| payment.signature.clone()),
        network: order.network.clone(),
        // Free days have no payment, and began all the same.
        paid_at: payment
            .map_or(order.paid_at, |payment| Some(payment.confirmed_at))
            .map(Timestamp),
    };
    let happening = Happening {
        event,
        name: why.to_string(),
        order: Some(order.id),
        data: &data,
    };
    store::tell(tx, deliveries(domain, &webhooks, &happening)?).await
}

/// Tells of a transaction that was put before a person; seen once more, it is the same case.
pub(in crate::payments) async fn case(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    seen: &sighting::Model,
) -> Result<()> {
    let event = WebhookEvent::CaseOpened;
    let webhooks = listening(tx, order.creator_id, event).await?;
    if webhooks.is_empty() {
        return Ok(());
    }
    let (item, buyer) = names(tx, order).await?;
    let data = WebhookCase {
        order: OrderId(order.id),
        status: orders::status(order)?,
        item,
        buyer,
        payer: order.payer_address.clone(),
        currency: orders::currency(order)?,
        arrived: Units(unsigned(seen.amount)),
        signature: seen.signature.clone(),
        network: order.network.clone(),
        verdict: seen.verdict.clone(),
        note: seen.note.clone(),
    };
    let happening = Happening {
        event,
        name: format!("case {} {}", order.id, seen.signature),
        order: Some(order.id),
        data: &data,
    };
    store::tell(tx, deliveries(domain, &webhooks, &happening)?).await
}

/// A ping for one webhook.
pub(super) fn ping(domain: &Domain, row: &webhook::Model) -> Result<delivery::Model> {
    let data = WebhookPing {
        webhook: WebhookId(row.id),
    };
    let happening = Happening {
        event: WebhookEvent::Ping,
        name: domain.new_id().to_string(),
        order: None,
        data: &data,
    };
    deliveries(domain, std::slice::from_ref(row), &happening)?
        .pop()
        .ok_or_else(|| Error::internal("a ping for one webhook is one delivery"))
}

async fn names(tx: &Tx, order: &order::Model) -> Result<(OrderItem, WebhookBuyer)> {
    let item = view::items(tx, std::slice::from_ref(order)).await?.pop();
    let item = item.ok_or_else(|| Error::internal(format!("order {} is of nothing", order.id)))?;
    let buyer = view::person_of(tx, order.buyer_id).await?;
    let buyer = WebhookBuyer {
        handle: buyer.handle.to_string(),
        name: buyer.name,
    };
    Ok((item, buyer))
}
