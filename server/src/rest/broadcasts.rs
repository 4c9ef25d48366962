//! What a creator writes to many at once.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{IdempotencyKey, Json, PathPart, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, messages::broadcasts};
use shared::{
    Problem,
    ids::BroadcastId,
    messages::{BroadcastDraft, BroadcastView},
    paging::Page,
};

/// What you wrote to many, the newest first, and how far each is.
#[utoipa::path(get, path = "/api/broadcasts", tag = "messages",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<BroadcastView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<BroadcastView>>, Failure> {
    let page = broadcasts::list(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// Write to your followers, or to those who subscribe. It goes to each as a message of their own, in the background; the same
/// `Idempotency-Key` begins it once.
#[utoipa::path(post, path = "/api/broadcasts", tag = "messages", request_body = BroadcastDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 100 visible ASCII characters")),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = BroadcastView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn begin(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    IdempotencyKey(key): IdempotencyKey,
    Json(draft): Json<BroadcastDraft>,
) -> Result<(StatusCode, axum::Json<BroadcastView>), Failure> {
    let begun = broadcasts::begin(&state.domain, &viewer, &draft, key.as_deref()).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(begun)))
}

/// Take it back from all of them, within seven days. Whoever bought what came with it keeps that.
#[utoipa::path(delete, path = "/api/broadcasts/{id}", tag = "messages", params(("id" = BroadcastId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = BroadcastView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unsend(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<BroadcastId>,
) -> Result<(StatusCode, axum::Json<BroadcastView>), Failure> {
    let unsent = broadcasts::unsend(&state.domain, &viewer, id).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(unsent)))
}
