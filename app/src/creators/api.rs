//! The server functions of creators.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    creators::{CreatorCard, CreatorQuery, CreatorView},
    paging::Page,
};

/// A part of the directory.
#[server(name = ListCreators, prefix = "/api/fn", endpoint = "creators/list", input = GetUrl, output = Json)]
pub async fn list(#[server(default)] query: CreatorQuery) -> Result<Page<CreatorCard>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::creators::list(&door.domain, &door.viewer, &query).await)
}

/// One creator's page.
#[server(name = GetCreator, prefix = "/api/fn", endpoint = "creators/get", input = GetUrl, output = Json)]
pub async fn get(handle: String) -> Result<CreatorView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::creators::get(&door.domain, &door.viewer, &handle).await)
}
