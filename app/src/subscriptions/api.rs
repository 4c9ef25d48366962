//! The server functions of what a fan bought.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    ids::OrderId,
    paging::Page,
    payments::{OrderView, SubscriptionView},
    receipts::ReceiptView,
};

/// The viewer's subscriptions, running and ended.
#[server(name = ListSubscriptions, prefix = "/api/fn", endpoint = "subscriptions/list", input = GetUrl, output = Json)]
pub async fn subscriptions() -> Result<Vec<SubscriptionView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::subscriptions::list(&door.domain, &door.viewer).await)
}

/// A part of the viewer's orders.
#[server(name = ListOrders, prefix = "/api/fn", endpoint = "orders/list", input = GetUrl, output = Json)]
pub async fn orders(#[server(default)] cursor: Option<String>) -> Result<Page<OrderView>, Failure> {
    let door = crate::door::open()?;
    let page = domain::payments::list(&door.domain, &door.viewer, None, cursor.as_deref()).await;
    let lang = door.lang();
    door.answer(page.map(|page| page.map(|order| order.said_in(lang))))
}

/// The receipt of an order that was paid.
#[server(name = GetReceipt, prefix = "/api/fn", endpoint = "receipts/get", input = GetUrl, output = Json)]
pub async fn receipt(id: OrderId) -> Result<ReceiptView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::receipt(&door.domain, &door.viewer, id).await)
}
