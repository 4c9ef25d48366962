//! Posts: lists, one post, publishing, changing, deleting. A locked post's body and media are absent.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, feed, posts};
use shared::{
    Problem,
    ids::PostId,
    paging::Page,
    posts::{PostDraft, PostPatch, PostQuery, PostView},
};

/// Posts, newest first; bodies are shortened to their beginning.
#[utoipa::path(get, path = "/api/posts", tag = "posts",
    params(
        ("creator" = Option<String>, Query, description = "a creator's handle"),
        ("category" = Option<String>, Query, description = "a category's slug"),
        ("sort" = Option<String>, Query, description = "latest, popular or trending"),
        ("following" = Option<bool>, Query, description = "only creators whom you follow"),
        ("limit" = Option<u32>, Query, description = "1 to 100, else 20"),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = Page<PostView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(query): Query<PostQuery>,
) -> Result<axum::Json<Page<PostView>>, Failure> {
    Ok(axum::Json(feed::posts(&state.domain, &viewer, &query).await?))
}

/// One post, whole if you may open it.
#[utoipa::path(get, path = "/api/posts/{id}", tag = "posts", params(("id" = PostId, Path)),
    responses((status = 200, body = PostView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<axum::Json<PostView>, Failure> {
    Ok(axum::Json(posts::get(&state.domain, &viewer, id).await?))
}

/// Publish a text post.
#[utoipa::path(post, path = "/api/posts", tag = "posts", request_body = PostDraft, security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = PostView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn publish(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<PostDraft>,
) -> Result<(StatusCode, axum::Json<PostView>), Failure> {
    Ok((
        StatusCode::CREATED,
        axum::Json(posts::publish(&state.domain, &viewer, &draft).await?),
    ))
}

/// Change a post of yours; what is absent stays.
#[utoipa::path(patch, path = "/api/posts/{id}", tag = "posts", params(("id" = PostId, Path)), request_body = PostPatch,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PostView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
    Json(patch): Json<PostPatch>,
) -> Result<axum::Json<PostView>, Failure> {
    Ok(axum::Json(
        posts::change(&state.domain, &viewer, id, &patch).await?,
    ))
}

/// Delete a post of yours. Those who bought it keep it.
#[utoipa::path(delete, path = "/api/posts/{id}", tag = "posts", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn delete(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<StatusCode, Failure> {
    posts::delete(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
