//! The server functions of the page of one order, and of what a code in an address gives.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{identity::Handle, ids::OrderId, solana_pay::PaySheet, trials::TrialView};

/// An order of the viewer's, and the link to pay it with while it waits for that.
#[server(name = GetPaySheet, prefix = "/api/fn", endpoint = "orders/sheet", input = GetUrl, output = Json)]
pub async fn sheet(id: OrderId) -> Result<PaySheet, Failure> {
    let door = crate::door::open()?;
    let sheet = domain::payments::solana_pay::sheet(&door.domain, &door.viewer, id).await;
    let lang = door.lang();
    door.answer(sheet.map(|sheet| PaySheet {
        order: sheet.order.said_in(lang),
        ..sheet
    }))
}

/// The free days that a code gives at a creator, if it gives any.
#[server(name = OfferedTrial, prefix = "/api/fn", endpoint = "trials/offered", input = GetUrl, output = Json)]
pub async fn trial(creator: Handle, code: String) -> Result<Option<TrialView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::trials::offered(&door.domain, &door.viewer, &creator, &code).await)
}
