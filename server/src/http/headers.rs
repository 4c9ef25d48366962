//! Security headers on every answer, and no cache for what does not ask for one or sets a cookie. Pages bring
//! their own Content-Security-Policy with a nonce; everything else gets one that allows nothing.

use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const PRIVATE: &str = "private, no-store";
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The one style that stands in pages, as a source of a policy.
static FADE: LazyLock<String> =
    LazyLock::new(|| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(app::FADE))));

/// The policy of a page: own files, scripts with this nonce, WASM, and no inline anything but [`app::FADE`].
/// Films and sounds are own files too. Only where films `play` may a script feed one: `hls.js` does in browsers that know no playlists.
/// `reload` is the socket over which `cargo leptos watch` reloads pages, `node` another site that this page may ask.
pub fn page_policy(nonce: &str, plays: bool, reload: Option<&str>, node: Option<&str>) -> String {
    let fade = &*FADE;
    let fed = if plays { " blob:" } else { "" };
    let mut others = String::new();
    for other in [reload, node].into_iter().flatten() {
        others.push(' ');
        others.push_str(other);
    }
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' {fade}; \
         img-src 'self' data:; media-src 'self'{fed}; font-src 'self'; connect-src 'self'{others}; manifest-src 'self'; \
         worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Adds what an answer does not say itself.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // Voices are recorded in conversations, and nowhere else.
    let voices = request.uri().path().starts_with("/messages/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if headers.contains_key(header::SET_COOKIE) {
        // A cache that shared it would give one person's session to another.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
    }
    let mut unless_said = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    unless_said(header::CONTENT_SECURITY_POLICY, NOTHING);
    unless_said(header::CACHE_CONTROL, PRIVATE);
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
        match voices {
            true => "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
            false => "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        },
    );
    if state.config.https() {
        unless_said(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_feeds_films_where_they_play_and_nothing_else_anywhere() {
        let policy = page_policy("n", false, None, Some("https://api.devnet.solana.com"));
        let parts: Vec<&str> = policy.split("; ").collect();
        assert!(parts.contains(&"media-src 'self'"), "{policy}");
        assert!(parts.contains(&"img-src 'self' data:"), "{policy}");
        assert!(!policy.contains("blob:"), "{policy}");
        let plays = page_policy("n", true, None, None);
        assert!(plays.contains("; media-src 'self' blob:; "), "{plays}");
        assert_eq!(plays.matches("blob:").count(), 1, "{plays}");
    }

    #[test]
    fn only_a_page_that_asks_a_node_may_ask_another_site() {
        let asks = |node| {
            let policy = page_policy("n", false, None, node);
            let part = policy.split("; ").find(|part| part.starts_with("connect-src"));
            part.map(str::to_owned)
        };
        assert_eq!(asks(None).as_deref(), Some("connect-src 'self'"));
        let node = Some("https://api.devnet.solana.com");
        assert_eq!(
            asks(node).as_deref(),
            Some("connect-src 'self' https://api.devnet.solana.com")
        );
    }
}
