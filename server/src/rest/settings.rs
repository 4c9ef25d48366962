//! What a person sets, where they are signed in, what they take along, and leaving.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Viewer, identity, personal_data};
use serde::{Deserialize, Serialize};
use shared::{
    Code, Problem, Timestamp,
    ids::SessionId,
    settings::{ExportView, SessionView, Settings, SettingsPatch},
};

/// What you set.
#[utoipa::path(get, path = "/api/me/settings", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Settings), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(Extension(viewer): Extension<Viewer>) -> Result<axum::Json<Settings>, Failure> {
    Ok(axum::Json(identity::settings(&viewer)?))
}

/// Change what you set; what is absent stays, and `system` takes a language or theme back.
#[utoipa::path(patch, path = "/api/me/settings", tag = "me", request_body = SettingsPatch, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Settings), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(patch): Json<SettingsPatch>,
) -> Result<axum::Json<Settings>, Failure> {
    let settings = identity::change_settings(&state.domain, &viewer, &patch).await?;
    Ok(axum::Json(settings))
}

/// Where you are signed in, the last seen first.
#[utoipa::path(get, path = "/api/me/sessions", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<SessionView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sessions(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<SessionView>>, Failure> {
    Ok(axum::Json(identity::sessions(&state.domain, &viewer).await?))
}

/// End all of your sessions but this one.
#[utoipa::path(delete, path = "/api/me/sessions", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn end_others(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<StatusCode, Failure> {
    identity::end_other_sessions(&state.domain, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End one of your sessions.
#[utoipa::path(delete, path = "/api/me/sessions/{id}", tag = "me", params(("id" = SessionId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn end(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<SessionId>,
) -> Result<StatusCode, Failure> {
    identity::end_session(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Your last export; fetch it at `/api/me/export/file` once it is ready.
#[utoipa::path(get, path = "/api/me/export", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = ExportView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn export(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<ExportView>, Failure> {
    let export = personal_data::export(&state.domain, &viewer).await?;
    Ok(axum::Json(
        export.ok_or(Code::NotFound).map_err(domain::Error::from)?,
    ))
}

/// Ask for everything that is kept of you, as a ZIP of JSON and pictures. It is made in the background.
#[utoipa::path(post, path = "/api/me/export", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = ExportView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn ask_export(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<(StatusCode, axum::Json<ExportView>), Failure> {
    let export = personal_data::ask_export(&state.domain, &viewer).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(export)))
}

/// The ZIP itself.
#[utoipa::path(get, path = "/api/me/export/file", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, content_type = "application/zip"), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn export_file(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<Response, Failure> {
    let (pieces, size) = personal_data::fetch_export(&state.domain, &viewer).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"fonana-export.zip\""),
        ),
        (header::CONTENT_LENGTH, HeaderValue::from(size)),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// Confirms that one means it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// One's own handle.
    handle: String,
}

/// When everything is erased.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Leaving {
    #[schema(value_type = String, format = DateTime)]
    erase_at: Timestamp,
}

/// Ask for everything about you to be erased in 14 days. From now on nothing of yours is sold.
#[utoipa::path(post, path = "/api/me/erasure", tag = "me", request_body = Leave, security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = Leaving), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn leave(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(leave): Json<Leave>,
) -> Result<(StatusCode, axum::Json<Leaving>), Failure> {
    let erase_at = personal_data::leave(&state.domain, &viewer, &leave.handle).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Leaving { erase_at })))
}

/// Stay after all.
#[utoipa::path(delete, path = "/api/me/erasure", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn stay(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<StatusCode, Failure> {
    personal_data::stay(&state.domain, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a handle can be had.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HandleView {
    free: bool,
}

/// Could you have this handle? What no one could have is refused with the reason.
#[utoipa::path(get, path = "/api/handles/{handle}", tag = "me", params(("handle" = String, Path)),
    responses((status = 200, body = HandleView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn handle(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<axum::Json<HandleView>, Failure> {
    let free = identity::handle_is_free(&state.domain, &viewer, &handle).await?;
    Ok(axum::Json(HandleView { free }))
}
