//! A time for every request: whoever sends a body too slowly, and whatever does not end, is answered with 503. An upload may take
//! as long as its pieces keep coming (`body.rs`).

use super::{errors::problem, with_files::is_multipart};
use axum::{extract::Request, http::Method, middleware::Next, response::Response};
use shared::Code;
use std::time::Duration;

/// So long a request may take, reading its body included.
const WITHIN: Duration = Duration::from_secs(30);

fn is_upload(request: &Request) -> bool {
    let (method, path) = (request.method(), request.uri().path());
    matches!(*method, Method::POST | Method::PATCH)
        && (path == "/api/media"
            || path.starts_with("/api/upload")
            || path.starts_with("/create/") && path.ends_with("/files")
            || path.starts_with("/messages/") && is_multipart(request.headers()))
}

/// Ends what takes too long; its transaction is rolled back.
pub async fn layer(request: Request, next: Next) -> Response {
    if is_upload(&request) {
        return next.run(request).await;
    }
    match tokio::time::timeout(WITHIN, next.run(request)).await {
        Ok(response) => response,
        Err(_) => problem(Code::Unavailable.into()),
    }
}
