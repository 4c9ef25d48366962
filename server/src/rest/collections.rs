//! Collections of what one keeps for later. Nobody else learns of them.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, engagement, posts};
use shared::{
    Problem,
    collections::{CollectionDraft, CollectionView},
    engagement::Switch,
    ids::{CollectionId, PostId},
};

/// Your collections by name.
#[utoipa::path(get, path = "/api/me/collections", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<CollectionView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<CollectionView>>, Failure> {
    Ok(axum::Json(engagement::collections(&state.domain, &viewer).await?))
}

/// Make a collection.
#[utoipa::path(post, path = "/api/me/collections", tag = "me", request_body = CollectionDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = CollectionView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn make(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<CollectionDraft>,
) -> Result<(StatusCode, axum::Json<CollectionView>), Failure> {
    let made = engagement::make_collection(&state.domain, &viewer, &draft).await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Give a collection another name.
#[utoipa::path(patch, path = "/api/me/collections/{id}", tag = "me", params(("id" = CollectionId, Path)),
    request_body = CollectionDraft, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = CollectionView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn rename(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<CollectionId>,
    Json(draft): Json<CollectionDraft>,
) -> Result<axum::Json<CollectionView>, Failure> {
    let named = engagement::rename_collection(&state.domain, &viewer, id, &draft).await?;
    Ok(axum::Json(named))
}

/// Delete a collection; what is in it stays kept.
#[utoipa::path(delete, path = "/api/me/collections/{id}", tag = "me", params(("id" = CollectionId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn delete(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<CollectionId>,
) -> Result<StatusCode, Failure> {
    engagement::delete_collection(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keep a post in this collection; it leaves the one it was in.
#[utoipa::path(put, path = "/api/me/collections/{id}/posts/{post}", tag = "me",
    params(("id" = CollectionId, Path), ("post" = PostId, Path)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn put(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, post)): PathPart<(CollectionId, PostId)>,
) -> Result<axum::Json<Switch>, Failure> {
    Ok(axum::Json(
        posts::collect(&state.domain, &viewer, post, id).await?,
    ))
}

/// Take a post out of this collection; it stays kept.
#[utoipa::path(delete, path = "/api/me/collections/{id}/posts/{post}", tag = "me",
    params(("id" = CollectionId, Path), ("post" = PostId, Path)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn take(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, post)): PathPart<(CollectionId, PostId)>,
) -> Result<StatusCode, Failure> {
    engagement::take_out(&state.domain, &viewer, id, post).await?;
    Ok(StatusCode::NO_CONTENT)
}
