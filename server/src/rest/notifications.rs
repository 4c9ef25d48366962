//! What people are told, which of it they have read, and what they want to be told of.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{Json, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State};
use domain::{Viewer, inbox, notifications};
use shared::{
    Problem,
    notifications::{MarkRead, NotificationSwitch, NotificationView, Unread},
    paging::Page,
};

/// What you were told, the newest first. What many did on one day is told of together. Once read it is kept for 90 days.
#[utoipa::path(get, path = "/api/notifications", tag = "notifications",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<NotificationView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<NotificationView>>, Failure> {
    let page = inbox::list(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// How much of it you have not read.
#[utoipa::path(get, path = "/api/notifications/unread", tag = "notifications", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Unread), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unread(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Unread>, Failure> {
    Ok(axum::Json(notifications::unread(&state.domain, &viewer).await?))
}

/// Mark some of it as read, or all that came until a moment. It answers how much is left.
#[utoipa::path(post, path = "/api/notifications/read", tag = "notifications", request_body = MarkRead,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Unread), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn read(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(mark): Json<MarkRead>,
) -> Result<axum::Json<Unread>, Failure> {
    Ok(axum::Json(
        notifications::mark_read(&state.domain, &viewer, &mark).await?,
    ))
}

/// Of which kinds you are told.
#[utoipa::path(get, path = "/api/notifications/switches", tag = "notifications", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<NotificationSwitch>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn switches(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<NotificationSwitch>>, Failure> {
    Ok(axum::Json(notifications::switches(&state.domain, &viewer).await?))
}

/// Change of which kinds you are told from now on; those that you do not name stay.
#[utoipa::path(patch, path = "/api/notifications/switches", tag = "notifications", request_body = Vec<NotificationSwitch>,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<NotificationSwitch>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn switch(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(changes): Json<Vec<NotificationSwitch>>,
) -> Result<axum::Json<Vec<NotificationSwitch>>, Failure> {
    Ok(axum::Json(
        notifications::switch(&state.domain, &viewer, &changes).await?,
    ))
}
