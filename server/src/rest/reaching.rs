//! How you are reached away from the page: your e-mail address, letters and quiet, devices, and the address of your own feed.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, identity, notifications};
use shared::{
    Problem,
    reaching::{DeviceDraft, DeviceEnd, EmailDraft, FeedAddress, LinkView, PushView, Reach, ReachPatch},
};

/// How you are reached.
#[utoipa::path(get, path = "/api/me/reach", tag = "notifications", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Reach), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Reach>, Failure> {
    Ok(axum::Json(notifications::reach(&state.domain, &viewer).await?))
}

/// Change how often you are written to, and your hours of quiet. What waits for you follows.
#[utoipa::path(patch, path = "/api/me/reach", tag = "notifications", request_body = ReachPatch, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Reach), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(patch): Json<ReachPatch>,
) -> Result<axum::Json<Reach>, Failure> {
    Ok(axum::Json(
        notifications::change_reach(&state.domain, &viewer, &patch).await?,
    ))
}

/// Name an e-mail address of yours. A letter goes there; its link confirms it within a day, and until then the one before is written to.
#[utoipa::path(put, path = "/api/me/email", tag = "notifications", request_body = EmailDraft, security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = Reach), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn set_email(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<EmailDraft>,
) -> Result<(StatusCode, axum::Json<Reach>), Failure> {
    let reach = notifications::set_email(&state.domain, &viewer, &draft).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(reach)))
}

/// Forget your e-mail address; the one that was written to is told.
#[utoipa::path(delete, path = "/api/me/email", tag = "notifications", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Reach), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn remove_email(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Reach>, Failure> {
    Ok(axum::Json(
        notifications::remove_email(&state.domain, &viewer).await?,
    ))
}

/// What a link out of a letter does, by what stands in it after `/mail/`. It needs no session.
#[utoipa::path(get, path = "/api/mail/{token}", tag = "notifications", params(("token" = String, Path)),
    responses((status = 200, body = LinkView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn look(
    State(state): State<AppState>,
    PathPart(token): PathPart<String>,
) -> Result<axum::Json<LinkView>, Failure> {
    Ok(axum::Json(
        notifications::look_at_link(&state.domain, &token).await?,
    ))
}

/// Do what a link out of a letter says: confirm an address, or end letters. A second time changes nothing.
#[utoipa::path(post, path = "/api/mail/{token}", tag = "notifications", params(("token" = String, Path)),
    responses((status = 200, body = LinkView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn act(
    State(state): State<AppState>,
    PathPart(token): PathPart<String>,
) -> Result<axum::Json<LinkView>, Failure> {
    Ok(axum::Json(
        notifications::act_on_link(&state.domain, &token).await?,
    ))
}

/// What a browser needs to subscribe to Web Push, and the devices on which you are told.
#[utoipa::path(get, path = "/api/me/devices", tag = "notifications", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PushView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn devices(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<PushView>, Failure> {
    let devices = notifications::devices(&state.domain, &viewer).await?;
    Ok(axum::Json(PushView {
        public_key: notifications::public_key(&state.domain).await?,
        devices,
    }))
}

/// Be told on a browser, by its subscription, for as long as you are signed in there.
#[utoipa::path(post, path = "/api/me/devices", tag = "notifications", request_body = DeviceDraft, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PushView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn add_device(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<DeviceDraft>,
) -> Result<axum::Json<PushView>, Failure> {
    let devices = notifications::add_device(&state.domain, &viewer, &draft).await?;
    Ok(axum::Json(PushView {
        public_key: notifications::public_key(&state.domain).await?,
        devices,
    }))
}

/// Be told on a browser no longer; a subscription that is none of yours stays.
#[utoipa::path(delete, path = "/api/me/devices", tag = "notifications", request_body = DeviceEnd, security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn end_device(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(end): Json<DeviceEnd>,
) -> Result<StatusCode, Failure> {
    notifications::end_device(&state.domain, &viewer, &end.endpoint).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Get an address at which a feed reader reads what is open to you. It is told once, and ends the one before.
#[utoipa::path(post, path = "/api/me/feed", tag = "notifications", security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = FeedAddress), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn make_feed(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<(StatusCode, axum::Json<FeedAddress>), Failure> {
    let address = identity::make_feed_key(&state.domain, &viewer).await?;
    Ok((StatusCode::CREATED, axum::Json(address)))
}

/// End that address.
#[utoipa::path(delete, path = "/api/me/feed", tag = "notifications", security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn end_feed(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<StatusCode, Failure> {
    identity::end_feed_key(&state.domain, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}
