//! The server functions of reports, and of those who look after the site.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{moderation::Reported, paging::Page, payments::CaseView};

/// What a report would be about, as the viewer sees it.
#[server(name = GetReported, prefix = "/api/fn", endpoint = "reports/about", input = GetUrl, output = Json)]
pub async fn about(kind: String, target: String) -> Result<Reported, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::moderation::about(&door.domain, &door.viewer, &kind, &target).await)
}

/// A piece of everybody's open cases.
#[server(name = ModeratedCases, prefix = "/api/fn", endpoint = "moderation/cases", input = GetUrl, output = Json)]
pub async fn cases(#[server(default)] cursor: Option<String>) -> Result<Page<CaseView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::cases::all(&door.domain, &door.viewer, None, cursor.as_deref()).await)
}
