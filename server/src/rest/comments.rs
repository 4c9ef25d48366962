//! Comments: reading, writing, changing, deleting. Below a locked post there are none.

use crate::{
    http::{
        errors::Failure,
        extract::{IdempotencyKey, Json, PathPart, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, comments};
use shared::{
    Problem,
    comments::{CommentDraft, CommentPatch, CommentQuery, CommentView},
    ids::{CommentId, PostId},
    paging::Page,
};

/// The comments on a post, each with its first three replies.
#[utoipa::path(get, path = "/api/posts/{id}/comments", tag = "comments",
    params(
        ("id" = PostId, Path),
        ("sort" = Option<String>, Query, description = "top, newest or oldest"),
        ("parent" = Option<CommentId>, Query, description = "the replies to this comment instead, oldest first"),
        ("limit" = Option<u32>, Query, description = "1 to 100, else 20"),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = Page<CommentView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(post): PathPart<PostId>,
    Query(query): Query<CommentQuery>,
) -> Result<axum::Json<Page<CommentView>>, Failure> {
    Ok(axum::Json(
        comments::list(&state.domain, &viewer, post, &query).await?,
    ))
}

/// Write a comment or a reply. The same `Idempotency-Key` writes it once.
#[utoipa::path(post, path = "/api/posts/{id}/comments", tag = "comments", request_body = CommentDraft,
    params(
        ("id" = PostId, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 100 visible ASCII characters"),
    ),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = CommentView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn write(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(post): PathPart<PostId>,
    IdempotencyKey(key): IdempotencyKey,
    Json(draft): Json<CommentDraft>,
) -> Result<(StatusCode, axum::Json<CommentView>), Failure> {
    let comment = comments::write(&state.domain, &viewer, post, &draft, key.as_deref()).await?;
    Ok((StatusCode::CREATED, axum::Json(comment)))
}

/// One comment, with its first three replies.
#[utoipa::path(get, path = "/api/comments/{id}", tag = "comments", params(("id" = CommentId, Path)),
    responses((status = 200, body = CommentView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<CommentId>,
) -> Result<axum::Json<CommentView>, Failure> {
    Ok(axum::Json(comments::get(&state.domain, &viewer, id).await?))
}

/// Change the words of a comment of yours.
#[utoipa::path(patch, path = "/api/comments/{id}", tag = "comments", params(("id" = CommentId, Path)), request_body = CommentPatch,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = CommentView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<CommentId>,
    Json(patch): Json<CommentPatch>,
) -> Result<axum::Json<CommentView>, Failure> {
    Ok(axum::Json(
        comments::change(&state.domain, &viewer, id, &patch).await?,
    ))
}

/// Delete a comment of yours, or one below a post of yours.
#[utoipa::path(delete, path = "/api/comments/{id}", tag = "comments", params(("id" = CommentId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn delete(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<CommentId>,
) -> Result<StatusCode, Failure> {
    comments::delete(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
