//! Oneself: reading, changing, becoming a creator.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, Query},
    },
    pictures,
    state::AppState,
};
use axum::{Extension, body::Bytes, extract::State, http::StatusCode};
use domain::{Viewer, creators, feed, identity};
use serde::Deserialize;
use shared::{
    Problem,
    creators::{BecomeCreator, TierView},
    identity::{Me, MePatch},
    ids::CollectionId,
    live::Ticket,
    media::MediaView,
    paging::Page,
    posts::PostView,
    tiers::TiersChange,
};

/// Which part of what is kept is asked for.
#[derive(Debug, Deserialize)]
pub struct Kept {
    collection: Option<CollectionId>,
    limit: Option<u32>,
    cursor: Option<String>,
}

/// Who am I?
#[utoipa::path(get, path = "/api/me", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Me>, Failure> {
    Ok(axum::Json(identity::me(&state.domain, &viewer).await?))
}

/// Change handle, name, bio or links; what is absent stays.
#[utoipa::path(patch, path = "/api/me", tag = "me", request_body = MePatch, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(patch): Json<MePatch>,
) -> Result<axum::Json<Me>, Failure> {
    Ok(axum::Json(
        identity::change_me(&state.domain, &viewer, &patch).await?,
    ))
}

/// The posts that you keep for later, all or those of one collection, the last kept first.
#[utoipa::path(get, path = "/api/me/bookmarks", tag = "me", security(("cookie" = []), ("bearer" = [])),
    params(
        ("collection" = Option<CollectionId>, Query, description = "one of your collections"),
        ("limit" = Option<u32>, Query, description = "1 to 100, else 20"),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = Page<PostView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn bookmarks(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(asked): Query<Kept>,
) -> Result<axum::Json<Page<PostView>>, Failure> {
    let (domain, cursor) = (&state.domain, asked.cursor.as_deref());
    let page = feed::bookmarks(domain, &viewer, asked.collection, asked.limit, cursor).await?;
    Ok(axum::Json(page))
}

/// Become a creator, with the three default tiers.
#[utoipa::path(post, path = "/api/me/creator", tag = "me", request_body = BecomeCreator, security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn become_creator(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(request): Json<BecomeCreator>,
) -> Result<(StatusCode, axum::Json<Me>), Failure> {
    let me = creators::become_creator(&state.domain, &viewer, &request).await?;
    Ok((StatusCode::CREATED, axum::Json(me)))
}

/// Change your tiers: what they are called, cost and give, which are on offer, and what is taken off for longer periods.
/// What fans have bought stays as it was.
#[utoipa::path(put, path = "/api/me/creator/tiers", tag = "me", request_body = TiersChange, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<TierView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change_tiers(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(change): Json<TiersChange>,
) -> Result<axum::Json<Vec<TierView>>, Failure> {
    Ok(axum::Json(
        creators::change_tiers(&state.domain, &viewer, &change).await?,
    ))
}

/// Your picture, as JPEG, PNG, WebP or GIF of up to 8 MB: it is turned upright, cut to a square and kept without anything that
/// the camera wrote into it.
#[utoipa::path(put, path = "/api/me/avatar", tag = "me", security(("cookie" = []), ("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn set_avatar(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    bytes: Bytes,
) -> Result<axum::Json<Me>, Failure> {
    // Nobody has a picture worked on who may not keep it.
    viewer.person()?;
    let face = pictures::face(bytes.into()).await?;
    Ok(axum::Json(
        identity::set_face(&state.domain, &viewer, Some(face)).await?,
    ))
}

/// The cover of your page, as JPEG, PNG, WebP or GIF of up to 8 MB: it is cut to 16 to 7.
#[utoipa::path(put, path = "/api/me/cover", tag = "me", security(("cookie" = []), ("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = MediaView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn set_cover(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    bytes: Bytes,
) -> Result<axum::Json<Option<MediaView>>, Failure> {
    if viewer.person()?.creator.is_none() {
        return Err(shared::Code::NotACreator.into());
    }
    let cover = pictures::cover(bytes.into()).await?;
    Ok(axum::Json(
        creators::set_cover(&state.domain, &viewer, Some(cover)).await?,
    ))
}

/// A ticket that opens one live connection at `/ws?ticket=`, once and within half a minute: for programs that have no cookie.
#[utoipa::path(post, path = "/api/me/ticket", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Ticket), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn ticket(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Ticket>, Failure> {
    Ok(axum::Json(identity::ticket(&state.domain, &viewer).await?))
}

/// Have no cover.
#[utoipa::path(delete, path = "/api/me/cover", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn remove_cover(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<StatusCode, Failure> {
    creators::set_cover(&state.domain, &viewer, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Have no picture.
#[utoipa::path(delete, path = "/api/me/avatar", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn remove_avatar(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Me>, Failure> {
    Ok(axum::Json(
        identity::set_face(&state.domain, &viewer, None).await?,
    ))
}
