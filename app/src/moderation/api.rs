//! The server functions of reports.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::moderation::Reported;

/// What a report would be about, as the viewer sees it.
#[server(name = GetReported, prefix = "/api/fn", endpoint = "reports/about", input = GetUrl, output = Json)]
pub async fn about(kind: String, target: String) -> Result<Reported, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::moderation::about(&door.domain, &door.viewer, &kind, &target).await)
}
