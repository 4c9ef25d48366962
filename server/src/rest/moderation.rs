//! Turning away from people, and telling what should not be here.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, engagement, moderation};
use shared::{
    Problem,
    engagement::{Act, Switch},
    moderation::ReportDraft,
};

async fn turn(
    state: &AppState,
    viewer: &Viewer,
    handle: &str,
    act: Act,
    on: bool,
) -> Result<axum::Json<Switch>, Failure> {
    let switch = engagement::turn_away(&state.domain, viewer, handle, act, on).await?;
    Ok(axum::Json(switch))
}

/// Block somebody: they cannot follow, like, comment or buy from you, and you do not meet them.
#[utoipa::path(put, path = "/api/users/{handle}/block", tag = "users", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn block(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<axum::Json<Switch>, Failure> {
    turn(&state, &viewer, &handle, Act::Block, true).await
}

/// Block somebody no longer.
#[utoipa::path(delete, path = "/api/users/{handle}/block", tag = "users", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unblock(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<axum::Json<Switch>, Failure> {
    turn(&state, &viewer, &handle, Act::Block, false).await
}

/// Mute somebody: you do not meet them, and they do not learn of it.
#[utoipa::path(put, path = "/api/users/{handle}/mute", tag = "users", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn mute(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<axum::Json<Switch>, Failure> {
    turn(&state, &viewer, &handle, Act::Mute, true).await
}

/// Mute somebody no longer.
#[utoipa::path(delete, path = "/api/users/{handle}/mute", tag = "users", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Switch), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unmute(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<axum::Json<Switch>, Failure> {
    turn(&state, &viewer, &handle, Act::Mute, false).await
}

/// Report a post, a comment, a message or a person to those who look after the place.
#[utoipa::path(post, path = "/api/reports", tag = "reports", request_body = ReportDraft, security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn report(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<ReportDraft>,
) -> Result<StatusCode, Failure> {
    moderation::report(&state.domain, &viewer, &draft).await?;
    Ok(StatusCode::NO_CONTENT)
}
