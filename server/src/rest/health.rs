//! Whether the process lives, whether it is ready for visitors, and its figures.

use crate::{
    http::{client, errors::Failure},
    state::AppState,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::Error;
use serde::Serialize;
use shared::{Code, Problem};

/// Alive.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Alive {
    status: &'static str,
    version: &'static str,
    network: String,
}

/// The process answers.
#[utoipa::path(get, path = "/api/health/live", tag = "health", responses((status = 200, body = Alive)))]
pub async fn live(State(state): State<AppState>) -> axum::Json<Alive> {
    let network = state.domain.rules.network.name.clone();
    axum::Json(Alive {
        status: "live",
        version: env!("CARGO_PKG_VERSION"),
        network,
    })
}

/// The database answers and the chain is the right one; else 503.
#[utoipa::path(get, path = "/api/health/ready", tag = "health",
    responses((status = 200, body = Alive), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn ready(State(state): State<AppState>) -> Result<axum::Json<Alive>, Failure> {
    let unready = |cause: String| Error::Unavailable {
        refusal: Code::Unavailable.into(),
        cause,
    };
    state
        .domain
        .db
        .ping()
        .await
        .map_err(|error| unready(error.to_string()))?;
    let genesis = state
        .domain
        .chain
        .genesis_hash()
        .await
        .map_err(|error| unready(error.to_string()))?;
    let network = &state.domain.rules.network;
    if genesis != network.genesis_hash {
        return Err(unready(format!("the RPC node's genesis hash is {genesis}")).into());
    }
    let status = "ready";
    Ok(axum::Json(Alive {
        status,
        version: env!("CARGO_PKG_VERSION"),
        network: network.name.clone(),
    }))
}

/// `GET /metrics` for Prometheus, on this machine only.
pub async fn metrics(State(state): State<AppState>, request: Request) -> Response {
    if !client::address(&state.config, request.headers(), request.extensions()).is_loopback() {
        return StatusCode::NOT_FOUND.into_response();
    }
    state.metrics.run_upkeep();
    state.metrics.render().into_response()
}
