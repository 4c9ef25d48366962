//! A creator's promo codes. What one takes off an order, the order says.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, payments::promotions};
use shared::{
    Problem,
    ids::PromotionId,
    promotions::{PromotionDraft, PromotionView},
};

/// Your promo codes, the newest first.
#[utoipa::path(get, path = "/api/promotions", tag = "promotions", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<PromotionView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<PromotionView>>, Failure> {
    Ok(axum::Json(promotions::list(&state.domain, &viewer).await?))
}

/// Make a promo code for your subscriptions and the posts that you sell.
#[utoipa::path(post, path = "/api/promotions", tag = "promotions", request_body = PromotionDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = PromotionView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn make(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<PromotionDraft>,
) -> Result<(StatusCode, axum::Json<PromotionView>), Failure> {
    let made = promotions::make(&state.domain, &viewer, &draft).await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Stop a promo code of yours. Orders that were made with it keep it.
#[utoipa::path(delete, path = "/api/promotions/{id}", tag = "promotions", params(("id" = PromotionId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn stop(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PromotionId>,
) -> Result<StatusCode, Failure> {
    promotions::stop(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
