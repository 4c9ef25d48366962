//! Security headers on every answer. Pages bring their own Content-Security-Policy with a nonce; everything
//! else gets one that allows nothing.

use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The policy of a page: own files, scripts and styles with this nonce, WASM, and no inline anything.
pub fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Adds what an answer does not say itself.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut unless_said = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    unless_said(header::CONTENT_SECURITY_POLICY, NOTHING);
    unless_said(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    unless_said(header::X_FRAME_OPTIONS, "DENY");
    unless_said(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    unless_said(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    unless_said(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    unless_said(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    );
    if state.config.https() {
        unless_said(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
