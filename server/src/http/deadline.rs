//! A time for every request: whoever sends a body too slowly, and whatever does not end, is answered with 503.

use super::errors::problem;
use axum::{extract::Request, middleware::Next, response::Response};
use shared::Code;
use std::time::Duration;

/// So long a request may take, reading its body included.
const WITHIN: Duration = Duration::from_secs(30);

/// Ends what takes too long; its transaction is rolled back.
pub async fn layer(request: Request, next: Next) -> Response {
    match tokio::time::timeout(WITHIN, next.run(request)).await {
        Ok(response) => response,
        Err(_) => problem(Code::Unavailable.into()),
    }
}
