//! The server functions of posts.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    drafts::{DraftView, SeenAs},
    goods::GoodsDraft,
    identity::Handle,
    ids::PostId,
    posts::PostView,
};

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

/// What a post of the viewer's sells, with its title.
#[server(name = GetOffered, prefix = "/api/fn", endpoint = "posts/offered", input = GetUrl, output = Json)]
pub async fn offered(id: PostId) -> Result<(String, Option<GoodsDraft>), Failure> {
    let door = crate::door::open()?;
    door.answer(domain::posts::offered(&door.domain, &door.viewer, id).await)
}

/// The posts in whose auctions the viewer bid.
#[server(name = ListBids, prefix = "/api/fn", endpoint = "posts/bids", input = GetUrl, output = Json)]
pub async fn bids() -> Result<Vec<PostView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::posts::bid_for(&door.domain, &door.viewer).await)
}

/// A draft of the viewer's, or what a change of a published post of theirs begins with.
#[server(name = GetDraft, prefix = "/api/fn", endpoint = "posts/draft", input = GetUrl, output = Json)]
pub async fn draft(id: PostId) -> Result<DraftView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::posts::drafts::get(&door.domain, &door.viewer, id).await)
}

/// A draft of the viewer's as somebody else would meet it.
#[server(name = PreviewDraft, prefix = "/api/fn", endpoint = "posts/preview", input = GetUrl, output = Json)]
pub async fn preview(id: PostId, seen: SeenAs) -> Result<PostView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::posts::preview(&door.domain, &door.viewer, id, seen).await)
}
