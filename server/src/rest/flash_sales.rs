//! A creator's flash sales. What one takes off an order, the order says.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, payments::flash_sales};
use shared::{
    Problem,
    flash_sales::{FlashSaleDraft, FlashSaleView},
    ids::FlashSaleId,
};

/// Your flash sales, the newest first.
#[utoipa::path(get, path = "/api/flash-sales", tag = "flash-sales", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<FlashSaleView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<FlashSaleView>>, Failure> {
    Ok(axum::Json(flash_sales::list(&state.domain, &viewer).await?))
}

/// Start a flash sale on a post that you sell, or on a tier. One thing has one sale at a time.
#[utoipa::path(post, path = "/api/flash-sales", tag = "flash-sales", request_body = FlashSaleDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = FlashSaleView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn start(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<FlashSaleDraft>,
) -> Result<(StatusCode, axum::Json<FlashSaleView>), Failure> {
    let started = flash_sales::start(&state.domain, &viewer, &draft).await?;
    Ok((StatusCode::CREATED, axum::Json(started)))
}

/// Stop a flash sale of yours. Orders that were made at it keep its price.
#[utoipa::path(delete, path = "/api/flash-sales/{id}", tag = "flash-sales", params(("id" = FlashSaleId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn stop(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<FlashSaleId>,
) -> Result<StatusCode, Failure> {
    flash_sales::stop(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
