//! What SOL is worth in dollars, for programs. The price is kept by a worker; asking costs nobody a request elsewhere.

use crate::{http::errors::Failure, state::AppState};
use axum::extract::State;
use domain::payments::fiat;
use shared::{Problem, fiat::PricingView};

/// The price of SOL in dollars that this site shows, with its age. Without one that is good, `rate_unavailable`.
#[utoipa::path(get, path = "/api/pricing", tag = "pricing",
    responses((status = 200, body = PricingView), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn get(State(state): State<AppState>) -> Result<axum::Json<PricingView>, Failure> {
    Ok(axum::Json(fiat::pricing(&state.domain)?))
}
