//! Files of one's own: how far each is, what is done to it, and addresses for players that bring no cookies.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart, Query},
        pages::look,
        signed,
    },
    pictures,
    state::AppState,
};
use axum::{
    Extension,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
};
use domain::{
    Viewer,
    media::{self, poster},
};
use serde::Deserialize;
use shared::{
    Problem,
    ids::MediaId,
    media::{MediaPatch, OwnMedia, PosterMoment, SignedAddress, Tongue},
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

/// The language of captions.
#[derive(Debug, Deserialize)]
pub struct Spoken {
    lang: Option<String>,
}

/// Give a film or a sound of yours captions, as WebVTT or SubRip in UTF-8 of up to 512 KB, in place of those that it has. They are written anew:
/// styles and notes are left out.
#[utoipa::path(put, path = "/api/media/{id}/captions", tag = "media",
    params(
        ("id" = MediaId, Path),
        ("lang" = Option<Tongue>, Query, description = "what language they are in; else the one that you read the site in"),
    ),
    request_body(content = String, content_type = "text/vtt"),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = OwnMedia), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn set_captions(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    uri: Uri,
    headers: HeaderMap,
    PathPart(id): PathPart<MediaId>,
    Query(spoken): Query<Spoken>,
    bytes: Bytes,
) -> Result<axum::Json<OwnMedia>, Failure> {
    let person = viewer.person()?;
    let tongue = match spoken.lang {
        Some(tag) => tag.parse()?,
        None => look(&uri, &headers, &person.settings).0.into(),
    };
    Ok(axum::Json(
        media::captions::set(&state.domain, &viewer, id, tongue, &bytes).await?,
    ))
}

/// Take the captions of a film or a sound of yours away.
#[utoipa::path(delete, path = "/api/media/{id}/captions", tag = "media", params(("id" = MediaId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = OwnMedia), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn remove_captions(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MediaId>,
) -> Result<axum::Json<OwnMedia>, Failure> {
    Ok(axum::Json(
        media::captions::remove(&state.domain, &viewer, id).await?,
    ))
}

/// A picture of your own that stands for a film of yours until it plays, as JPEG, PNG, WebP or GIF of up to 8 MB: it is cut to the film's
/// shape.
#[utoipa::path(put, path = "/api/media/{id}/poster", tag = "media", params(("id" = MediaId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = OwnMedia), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn set_poster(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MediaId>,
    bytes: Bytes,
) -> Result<axum::Json<OwnMedia>, Failure> {
    // Nobody has a picture worked on whose film it is not.
    let film = poster::film(&state.domain, &viewer, id).await?;
    let made = pictures::poster(bytes.into(), film.size()).await?;
    Ok(axum::Json(poster::set(&state.domain, &viewer, film, made).await?))
}

/// A moment of a film of yours that stands for it until it plays.
#[utoipa::path(put, path = "/api/media/{id}/poster/moment", tag = "media", params(("id" = MediaId, Path)), request_body = PosterMoment,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = OwnMedia), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn set_moment(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MediaId>,
    Json(moment): Json<PosterMoment>,
) -> Result<axum::Json<OwnMedia>, Failure> {
    let film = poster::film(&state.domain, &viewer, id).await?;
    let made = pictures::moment(&state, &film, moment.milliseconds).await?;
    Ok(axum::Json(poster::set(&state.domain, &viewer, film, made).await?))
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
