//! The server functions of looking for something.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    search::{SearchQuery, SearchView},
    tags::TagCount,
};

/// What has the words that are asked for.
#[server(name = Find, prefix = "/api/fn", endpoint = "search/find", input = GetUrl, output = Json)]
pub async fn find(#[server(default)] query: SearchQuery) -> Result<SearchView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::search::search(&door.domain, &door.viewer, &query).await)
}

/// The tags that most posts have.
#[server(name = PopularTags, prefix = "/api/fn", endpoint = "search/tags", input = GetUrl, output = Json)]
pub async fn popular_tags() -> Result<Vec<TagCount>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::search::popular_tags(&door.domain, 24).await)
}
