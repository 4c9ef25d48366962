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
use domain::{Domain, Error};
use serde::Serialize;
use shared::{Code, Problem, Timestamp};
use std::time::Duration;

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

/// How the house stood when it was last asked. Anybody may ask for it, and asking it costs a call of the chain.
#[derive(Debug, Default)]
pub struct Ready(tokio::sync::Mutex<Option<(Timestamp, Result<(), String>)>>);

/// So long one answer is good for all.
const FRESH: Duration = Duration::from_secs(5);

impl Ready {
    /// The last answer while it is fresh; whoever comes while it is asked for waits for it.
    async fn ask(&self, domain: &Domain) -> Result<(), String> {
        let mut last = self.0.lock().await;
        let now = domain.now();
        if let Some((at, answer)) = &*last
            && (*at..at.after(FRESH)).contains(&now)
        {
            return answer.clone();
        }
        let answer = stands(domain).await;
        *last = Some((now, answer.clone()));
        answer
    }
}

/// Whether database and chain answer, and the chain is the right one.
async fn stands(domain: &Domain) -> Result<(), String> {
    domain.db.ping().await.map_err(|error| error.to_string())?;
    let genesis = domain.chain.genesis_hash().await;
    let genesis = genesis.map_err(|error| error.to_string())?;
    if genesis != domain.rules.network.genesis_hash {
        return Err(format!("the RPC node's genesis hash is {genesis}"));
    }
    Ok(())
}

/// The database answers and the chain is the right one; else 503. The answer may be five seconds old.
#[utoipa::path(get, path = "/api/health/ready", tag = "health",
    responses((status = 200, body = Alive), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn ready(State(state): State<AppState>) -> Result<axum::Json<Alive>, Failure> {
    let answer = state.ready.ask(&state.domain).await;
    answer.map_err(|cause| Error::Unavailable {
        refusal: Code::Unavailable.into(),
        cause,
    })?;
    let status = "ready";
    Ok(axum::Json(Alive {
        status,
        version: env!("CARGO_PKG_VERSION"),
        network: state.domain.rules.network.name.clone(),
    }))
}

/// `GET /metrics` for Prometheus, on this machine only.
pub async fn metrics(State(state): State<AppState>, request: Request) -> Response {
    if !client::on_this_machine(request.headers(), request.extensions()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    state.metrics.run_upkeep();
    state.metrics.render().into_response()
}
