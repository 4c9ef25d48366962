//! Changing where a creator is paid. Who is paid now, and what waits, stands in `/api/me`.

use crate::{
    http::{errors::Failure, extract::Json},
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, creators};
use shared::{
    Problem,
    payouts::{PayoutChallenge, PayoutChange, PayoutWish, SignedPayout},
};

/// Ask to be paid somewhere else: what the wallet that is paid now is to sign. It is good for five minutes, in this session, once.
#[utoipa::path(post, path = "/api/me/creator/payout", tag = "me", request_body = PayoutWish,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PayoutChallenge), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn ask(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(wish): Json<PayoutWish>,
) -> Result<axum::Json<PayoutChallenge>, Failure> {
    Ok(axum::Json(
        creators::ask_payout(&state.domain, &viewer, &wish).await?,
    ))
}

/// Begin the change with the signed text, in place of one that waits. It takes effect in 24 hours; orders keep who they were made for.
#[utoipa::path(put, path = "/api/me/creator/payout", tag = "me", request_body = SignedPayout,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PayoutChange), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn begin(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(signed): Json<SignedPayout>,
) -> Result<axum::Json<PayoutChange>, Failure> {
    Ok(axum::Json(
        creators::begin_payout(&state.domain, &viewer, &signed).await?,
    ))
}

/// Cancel the change that waits. One that has taken effect is none.
#[utoipa::path(delete, path = "/api/me/creator/payout", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn cancel(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<StatusCode, Failure> {
    creators::cancel_payout(&state.domain, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}
