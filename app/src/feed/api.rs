//! The server functions of lists of posts.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    collections::CollectionView,
    ids::CollectionId,
    paging::Page,
    posts::{PostQuery, PostView},
};

/// A part of a list of posts, each as the viewer may see it.
#[server(name = ListPosts, prefix = "/api/fn", endpoint = "posts/list", input = GetUrl, output = Json)]
pub async fn posts(#[server(default)] query: PostQuery) -> Result<Page<PostView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::feed::posts(&door.domain, &door.viewer, &query).await)
}

/// Posts that the viewer keeps for later, all or those of one collection.
#[server(name = ListBookmarks, prefix = "/api/fn", endpoint = "bookmarks/list", input = GetUrl, output = Json)]
pub async fn bookmarks(
    #[server(default)] collection: Option<CollectionId>,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<PostView>, Failure> {
    let door = crate::door::open()?;
    let cursor = cursor.as_deref();
    door.answer(domain::feed::bookmarks(&door.domain, &door.viewer, collection, None, cursor).await)
}

/// The viewer's collections by name.
#[server(name = ListCollections, prefix = "/api/fn", endpoint = "collections/list", input = GetUrl, output = Json)]
pub async fn collections() -> Result<Vec<CollectionView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::engagement::collections(&door.domain, &door.viewer).await)
}
