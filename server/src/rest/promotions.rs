//! A creator's promo codes, and the free days that some give. What one takes off an order, the order says.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{
    Viewer,
    payments::{promotions, trials},
};
use shared::{
    Code, Problem,
    ids::PromotionId,
    payments::OrderView,
    promotions::{PromotionDraft, PromotionView},
    trials::TrialRequest,
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

/// Make a promo code for your subscriptions and the posts that you sell, or one for free days of a tier of yours.
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

/// Have the free days of a code, for a tier that you name. They begin at once and end by themselves; the answer is an order of
/// nothing that is final. Only for whoever never had a subscription at this creator; asked again while they run, it is the same order.
#[utoipa::path(post, path = "/api/creators/{handle}/trial", tag = "promotions", request_body = TrialRequest,
    params(("handle" = String, Path)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = OrderView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn redeem(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
    Json(request): Json<TrialRequest>,
) -> Result<(StatusCode, axum::Json<OrderView>), Failure> {
    viewer.person()?;
    let creator = handle.parse().map_err(|_| Code::NotFound)?;
    let order = trials::redeem(&state.domain, &viewer, &creator, &request).await?;
    Ok((StatusCode::CREATED, axum::Json(order)))
}
