//! `/rpc`: Solana's JSON-RPC of the embedded network. On a real network there is nothing here.

use crate::{
    http::{errors::problem, extract::unread},
    state::AppState,
};
use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    response::{IntoResponse, Response},
};
use shared::Code;

/// Solana JSON-RPC 2.0, only on the embedded network.
#[utoipa::path(post, path = "/rpc", tag = "rpc",
    request_body(content = serde_json::Value, description = "a JSON-RPC 2.0 request or an array of them"),
    responses((status = 200, body = serde_json::Value), (status = 404, description = "not the embedded network")))]
pub async fn call(State(state): State<AppState>, body: Result<Bytes, BytesRejection>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return unread(&rejection),
    };
    #[cfg(feature = "localnet")]
    if let Some(localnet) = &state.localnet {
        return match localnet.rpc_bytes(&body).await {
            // JSON-RPC answers nothing to a notification.
            serde_json::Value::Null => axum::http::StatusCode::NO_CONTENT.into_response(),
            answer => axum::Json(answer).into_response(),
        };
    }
    let _ = (&state, &body);
    problem(Code::NotFound.into()).into_response()
}
