//! The server functions of creators.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    comments::PersonRef,
    creators::{CreatorCard, CreatorQuery, CreatorRef, CreatorView, ForMe},
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

/// Who follows a creator, of those who let it be seen.
#[server(name = ListFollowers, prefix = "/api/fn", endpoint = "creators/followers", input = GetUrl, output = Json)]
pub async fn followers(
    handle: String,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<PersonRef>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::creators::followers(&door.domain, &door.viewer, &handle, cursor.as_deref()).await)
}

/// Whom a creator follows, if they let it be seen.
#[server(name = ListFollowing, prefix = "/api/fn", endpoint = "creators/following", input = GetUrl, output = Json)]
pub async fn following(
    handle: String,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<CreatorCard>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::creators::following(&door.domain, &door.viewer, &handle, cursor.as_deref()).await)
}

/// Creators who concern the viewer.
#[server(name = CreatorsForMe, prefix = "/api/fn", endpoint = "creators/for-me", input = GetUrl, output = Json)]
pub async fn for_me() -> Result<ForMe, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::creators::for_me(&door.domain, &door.viewer).await)
}

/// Creators to whom the viewer has a subscription that runs.
#[server(name = CreatorsOfMine, prefix = "/api/fn", endpoint = "creators/yours", input = GetUrl, output = Json)]
pub async fn yours() -> Result<Vec<CreatorRef>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::subscriptions::yours(&door.domain, &door.viewer).await)
}
