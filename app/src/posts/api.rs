//! The server functions of posts.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{identity::Handle, ids::PostId, posts::PostView};

/// One post as the viewer may see it.
#[server(name = GetPost, prefix = "/api/fn", endpoint = "posts/get", input = GetUrl, output = Json)]
pub async fn get(id: PostId) -> Result<PostView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::posts::get(&door.domain, &door.viewer, id).await)
}

/// More like this post.
#[server(name = ListRelated, prefix = "/api/fn", endpoint = "posts/related", input = GetUrl, output = Json)]
pub async fn related(id: PostId) -> Result<Vec<PostView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::feed::related(&door.domain, &door.viewer, id).await)
}

/// The posts that a creator pinned.
#[server(name = ListPinned, prefix = "/api/fn", endpoint = "posts/pinned", input = GetUrl, output = Json)]
pub async fn pinned(handle: Handle) -> Result<Vec<PostView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::posts::pinned(&door.domain, &door.viewer, &handle).await)
}
