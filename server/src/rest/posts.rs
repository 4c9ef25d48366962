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
    polls::{PollView, Vote},
    posts::{Newer, NewerQuery, PostDraft, PostPatch, PostQuery, PostView},
};

/// Posts, newest first; bodies are shortened to their beginning.
#[utoipa::path(get, path = "/api/posts", tag = "posts",
    params(
        ("creator" = Option<String>, Query, description = "a creator's handle"),
        ("category" = Option<String>, Query, description = "a category's slug"),
        ("shows" = Option<bool>, Query, description = "only what has pictures, a film or a sound"),
        ("sells" = Option<bool>, Query, description = "only what sells something"),
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

/// How many posts of a list are newer than a moment, counted to 99.
#[utoipa::path(get, path = "/api/posts/newer", tag = "posts",
    params(
        ("than" = String, Query, description = "RFC 3339"),
        ("category" = Option<String>, Query, description = "a category's slug"),
        ("tag" = Option<String>, Query, description = "a tag"),
        ("following" = Option<bool>, Query, description = "only creators whom you follow"),
    ),
    responses((status = 200, body = Newer), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn newer(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(asked): Query<NewerQuery>,
) -> Result<axum::Json<Newer>, Failure> {
    let query = PostQuery {
        category: asked.category,
        tag: asked.tag,
        following: asked.following,
        ..PostQuery::default()
    };
    Ok(axum::Json(
        feed::newer(&state.domain, &viewer, &query, asked.than).await?,
    ))
}

/// Answer a post's poll, or change your answer.
#[utoipa::path(put, path = "/api/posts/{id}/vote", tag = "posts", params(("id" = PostId, Path)), request_body = Vote,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PollView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn vote(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
    Json(vote): Json<Vote>,
) -> Result<axum::Json<PollView>, Failure> {
    Ok(axum::Json(posts::vote(&state.domain, &viewer, id, vote).await?))
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

/// Publish a post, with files that you uploaded before.
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

/// Put back a post of yours that you deleted within the last hour.
#[utoipa::path(post, path = "/api/posts/{id}/restore", tag = "posts", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PostView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn restore(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<axum::Json<PostView>, Failure> {
    Ok(axum::Json(posts::restore(&state.domain, &viewer, id).await?))
}

/// Delete a post of yours. Those who bought it keep it, and for an hour you can put it back.
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
