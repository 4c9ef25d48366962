//! The server function of the page of one order.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{ids::OrderId, solana_pay::PaySheet};

/// An order of the viewer's, and the link to pay it with while it waits for that.
#[server(name = GetPaySheet, prefix = "/api/fn", endpoint = "orders/sheet", input = GetUrl, output = Json)]
pub async fn sheet(id: OrderId) -> Result<PaySheet, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::solana_pay::sheet(&door.domain, &door.viewer, id).await)
}
