//! Drafts: what is typed for a post, kept as it is typed, until it is published.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, posts::drafts};
use shared::{
    Problem,
    drafts::{DraftFields, DraftSave, DraftView, ScheduleDraft},
    ids::PostId,
    posts::PostView,
};

/// Your drafts, the last touched first.
#[utoipa::path(get, path = "/api/drafts", tag = "drafts", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<DraftView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<DraftView>>, Failure> {
    Ok(axum::Json(drafts::list(&state.domain, &viewer).await?))
}

/// Begin a draft. Nothing of it is checked before it is to be published.
#[utoipa::path(post, path = "/api/drafts", tag = "drafts", request_body = DraftFields, security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = DraftView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn create(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(fields): Json<DraftFields>,
) -> Result<(StatusCode, axum::Json<DraftView>), Failure> {
    let made = drafts::create(&state.domain, &viewer, &fields).await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// A draft of yours; of a published post of yours what a change would begin with.
#[utoipa::path(get, path = "/api/drafts/{id}", tag = "drafts", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = DraftView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<axum::Json<DraftView>, Failure> {
    Ok(axum::Json(drafts::get(&state.domain, &viewer, id).await?))
}

/// Keep what is typed, in place of what was. For a published post of yours it begins the draft of a change.
#[utoipa::path(put, path = "/api/drafts/{id}", tag = "drafts", params(("id" = PostId, Path)), request_body = DraftSave,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = DraftView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn save(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
    Json(save): Json<DraftSave>,
) -> Result<axum::Json<DraftView>, Failure> {
    Ok(axum::Json(drafts::save(&state.domain, &viewer, id, &save).await?))
}

/// Delete a draft. Its files can be put into another for a week.
#[utoipa::path(delete, path = "/api/drafts/{id}", tag = "drafts", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn delete(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<StatusCode, Failure> {
    drafts::delete(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publish a draft, or make the changes that it is. Doing it twice does it once.
#[utoipa::path(post, path = "/api/drafts/{id}/publish", tag = "drafts", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PostView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn publish(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<axum::Json<PostView>, Failure> {
    Ok(axum::Json(drafts::publish(&state.domain, &viewer, id).await?))
}

/// Let a draft be published by itself at a moment.
#[utoipa::path(put, path = "/api/drafts/{id}/schedule", tag = "drafts", params(("id" = PostId, Path)), request_body = ScheduleDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = DraftView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn schedule(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
    Json(at): Json<ScheduleDraft>,
) -> Result<axum::Json<DraftView>, Failure> {
    Ok(axum::Json(
        drafts::schedule(&state.domain, &viewer, id, &at).await?,
    ))
}

/// Let it wait for you again.
#[utoipa::path(delete, path = "/api/drafts/{id}/schedule", tag = "drafts", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = DraftView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unschedule(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<axum::Json<DraftView>, Failure> {
    Ok(axum::Json(drafts::unschedule(&state.domain, &viewer, id).await?))
}
