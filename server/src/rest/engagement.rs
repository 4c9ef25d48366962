//! What is switched on and off: `PUT` for on, `DELETE` for off. Either may be sent twice.

use crate::{
    http::{errors::Failure, extract::PathPart},
    state::AppState,
};
use axum::{Extension, Json, extract::State};
use domain::{Viewer, comments, creators, posts};
use shared::{
    Problem,
    engagement::Switch,
    ids::{CommentId, PostId},
};

type Answer = Result<Json<Switch>, Failure>;

/// Like a post.
#[utoipa::path(put, path = "/api/posts/{id}/like", tag = "engagement", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn like(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Answer {
    Ok(Json(posts::like(&state.domain, &viewer, id, true).await?))
}

/// Like a post no longer.
#[utoipa::path(delete, path = "/api/posts/{id}/like", tag = "engagement", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unlike(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Answer {
    Ok(Json(posts::like(&state.domain, &viewer, id, false).await?))
}

/// Keep a post for later. Only you learn of it.
#[utoipa::path(put, path = "/api/posts/{id}/bookmark", tag = "engagement", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn bookmark(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Answer {
    Ok(Json(posts::bookmark(&state.domain, &viewer, id, true).await?))
}

/// Keep a post no longer.
#[utoipa::path(delete, path = "/api/posts/{id}/bookmark", tag = "engagement", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unbookmark(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Answer {
    Ok(Json(posts::bookmark(&state.domain, &viewer, id, false).await?))
}

/// Follow a creator.
#[utoipa::path(put, path = "/api/creators/{handle}/follow", tag = "engagement", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn follow(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Answer {
    Ok(Json(
        creators::follow(&state.domain, &viewer, &handle, true).await?,
    ))
}

/// Follow a creator no longer.
#[utoipa::path(delete, path = "/api/creators/{handle}/follow", tag = "engagement", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unfollow(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Answer {
    Ok(Json(
        creators::follow(&state.domain, &viewer, &handle, false).await?,
    ))
}

/// Like a comment.
#[utoipa::path(put, path = "/api/comments/{id}/like", tag = "engagement", params(("id" = CommentId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn like_comment(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<CommentId>,
) -> Answer {
    Ok(Json(comments::like(&state.domain, &viewer, id, true).await?))
}

/// Like a comment no longer.
#[utoipa::path(delete, path = "/api/comments/{id}/like", tag = "engagement", params(("id" = CommentId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unlike_comment(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<CommentId>,
) -> Answer {
    Ok(Json(comments::like(&state.domain, &viewer, id, false).await?))
}
