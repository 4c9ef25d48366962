//! The server functions of comments.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    comments::{CommentQuery, CommentView},
    ids::{CommentId, PostId},
    paging::Page,
};

/// A piece of the comments on a post.
#[server(name = ListComments, prefix = "/api/fn", endpoint = "comments/list", input = GetUrl, output = Json)]
pub async fn list(
    post: PostId,
    #[server(default)] query: CommentQuery,
) -> Result<Page<CommentView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::comments::list(&door.domain, &door.viewer, post, &query).await)
}

/// One comment.
#[server(name = GetComment, prefix = "/api/fn", endpoint = "comments/get", input = GetUrl, output = Json)]
pub async fn get(id: CommentId) -> Result<CommentView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::comments::get(&door.domain, &door.viewer, id).await)
}
