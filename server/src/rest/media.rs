//! Files of one's own: how far each is, what is done to it, and addresses for players that bring no cookies.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
        signed,
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, media};
use shared::{
    Problem,
    ids::MediaId,
    media::{MediaPatch, OwnMedia, SignedAddress},
};

/// A file of yours: how far it is, and what was made of it. It has the id of its upload.
#[utoipa::path(get, path = "/api/media/{id}", tag = "media", params(("id" = MediaId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = OwnMedia), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MediaId>,
) -> Result<axum::Json<OwnMedia>, Failure> {
    Ok(axum::Json(media::get(&state.domain, &viewer, id).await?))
}

/// Turn or cut a picture of yours that is no part of a post yet, or say whether the original stays.
#[utoipa::path(patch, path = "/api/media/{id}", tag = "media", params(("id" = MediaId, Path)), request_body = MediaPatch,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = OwnMedia), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MediaId>,
    Json(patch): Json<MediaPatch>,
) -> Result<axum::Json<OwnMedia>, Failure> {
    Ok(axum::Json(
        media::change(&state.domain, &viewer, id, &patch).await?,
    ))
}

/// Delete a file of yours that is no part of a post; of a published one the original.
#[utoipa::path(delete, path = "/api/media/{id}", tag = "media", params(("id" = MediaId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn remove(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MediaId>,
) -> Result<StatusCode, Failure> {
    media::remove(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An address of a file that you may open, for players that bring no cookies. It stands for you, and for nobody once your session ends.
#[utoipa::path(get, path = "/api/media/{id}/address/{name}", tag = "media",
    params(("id" = MediaId, Path), ("name" = String, Path, description = "the last part of the file's address")),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = SignedAddress), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn address(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, name)): PathPart<(MediaId, String)>,
) -> Result<axum::Json<SignedAddress>, Failure> {
    Ok(axum::Json(
        signed::address(&state.domain, &viewer, id, &name).await?,
    ))
}
