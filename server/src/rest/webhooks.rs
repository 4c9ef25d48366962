//! A creator's webhooks, and what was sent to them.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, payments::webhooks};
use shared::{
    Problem,
    ids::{DeliveryId, WebhookId},
    paging::Page,
    webhooks::{DeliveryView, WebhookDraft, WebhookPatch, WebhookSecret, WebhookView},
};

/// Your webhooks, the oldest first.
#[utoipa::path(get, path = "/api/webhooks", tag = "webhooks", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<WebhookView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<WebhookView>>, Failure> {
    Ok(axum::Json(webhooks::list(&state.domain, &viewer).await?))
}

/// Make a webhook, one of five. Its secret is told here and never again.
#[utoipa::path(post, path = "/api/webhooks", tag = "webhooks", request_body = WebhookDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = WebhookSecret), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn make(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<WebhookDraft>,
) -> Result<(StatusCode, axum::Json<WebhookSecret>), Failure> {
    let made = webhooks::make(&state.domain, &viewer, &draft).await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Change what a webhook of yours is told of, stop it or start it again.
#[utoipa::path(patch, path = "/api/webhooks/{id}", tag = "webhooks", request_body = WebhookPatch,
    params(("id" = WebhookId, Path)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = WebhookView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<WebhookId>,
    Json(patch): Json<WebhookPatch>,
) -> Result<axum::Json<WebhookView>, Failure> {
    Ok(axum::Json(
        webhooks::change(&state.domain, &viewer, id, &patch).await?,
    ))
}

/// Delete a webhook of yours with its deliveries. Nothing more is sent to it.
#[utoipa::path(delete, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = WebhookId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn delete(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<WebhookId>,
) -> Result<StatusCode, Failure> {
    webhooks::delete(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give a webhook of yours a new secret, told here and never again. For 24 hours the old one signs too.
#[utoipa::path(post, path = "/api/webhooks/{id}/secret", tag = "webhooks", params(("id" = WebhookId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = WebhookSecret), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn rotate(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<WebhookId>,
) -> Result<axum::Json<WebhookSecret>, Failure> {
    Ok(axum::Json(webhooks::rotate(&state.domain, &viewer, id).await?))
}

/// Send a ping to a webhook of yours.
#[utoipa::path(post, path = "/api/webhooks/{id}/ping", tag = "webhooks", params(("id" = WebhookId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = DeliveryView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn ping(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<WebhookId>,
) -> Result<(StatusCode, axum::Json<DeliveryView>), Failure> {
    let sent = webhooks::ping(&state.domain, &viewer, id).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(sent)))
}

/// What was or is to be sent to your webhooks, the newest first. It is kept for 30 days.
#[utoipa::path(get, path = "/api/webhooks/deliveries", tag = "webhooks",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<DeliveryView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn deliveries(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<DeliveryView>>, Failure> {
    let page = webhooks::deliveries(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// Send a delivery of yours again: the same message with the same `webhook-id`.
#[utoipa::path(post, path = "/api/webhooks/deliveries/{id}", tag = "webhooks", params(("id" = DeliveryId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = DeliveryView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn redeliver(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<DeliveryId>,
) -> Result<(StatusCode, axum::Json<DeliveryView>), Failure> {
    let sent = webhooks::redeliver(&state.domain, &viewer, id).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(sent)))
}
