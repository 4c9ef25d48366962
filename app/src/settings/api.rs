//! The server functions of settings.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::settings::Overview;

/// What the page of settings shows besides what every page knows.
#[server(name = GetOverview, prefix = "/api/fn", endpoint = "settings/overview", input = GetUrl, output = Json)]
pub async fn overview() -> Result<Overview, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::personal_data::overview(&door.domain, &door.viewer).await)
}
