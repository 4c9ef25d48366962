//! The server functions of lists of posts.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    paging::Page,
    posts::{PostQuery, PostView},
};

/// A part of a list of posts, each as the viewer may see it.
#[server(name = ListPosts, prefix = "/api/fn", endpoint = "posts/list", input = GetUrl, output = Json)]
pub async fn posts(#[server(default)] query: PostQuery) -> Result<Page<PostView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::feed::posts(&door.domain, &door.viewer, &query).await)
}

/// Posts that the viewer keeps for later.
#[server(name = ListBookmarks, prefix = "/api/fn", endpoint = "bookmarks/list", input = GetUrl, output = Json)]
pub async fn bookmarks(#[server(default)] cursor: Option<String>) -> Result<Page<PostView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::feed::bookmarks(&door.domain, &door.viewer, None, cursor.as_deref()).await)
}
