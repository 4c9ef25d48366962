//! Refuses state changes that another site's page sends: by Fetch Metadata where the browser says it, else by
//! Origin. Programs send neither and are not browsers that could be tricked.

use super::errors::problem;
use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};
use shared::Code;

/// Whether these headers are those of a page of ours, and of a page at all. A browser always names one where it opens a connection.
pub fn named(headers: &HeaderMap, origin: &str) -> bool {
    let named = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    named && ours(headers, origin)
}

/// Whether the headers are those of our own page or of no page at all.
pub fn ours(headers: &HeaderMap, origin: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    headers
        .get(header::ORIGIN)
        .is_none_or(|value| value.as_bytes() == origin.as_bytes())
}

/// Lets safe methods pass and checks all others. `/rpc`, transaction requests of wallets and links out of letters heed no cookies and so
/// need no check, unless `/rpc` takes time travel and faults, which are this machine's alone to ask for.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let path = request.uri().path();
    let open =
        (path == "/rpc" && !state.config.dev) || path.starts_with("/api/pay/") || path.starts_with("/mail/");
    if !safe && !open && !ours(request.headers(), &state.config.origin) {
        return problem(Code::CrossSite.into());
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_sites_page_is_refused() {
        let with = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, axum::http::HeaderValue::from_static(value));
            }
            ours(&headers, "https://fonana.example")
        };
        assert!(with(&[]));
        assert!(with(&[("origin", "https://fonana.example")]));
        assert!(with(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://fonana.example")
        ]));
        assert!(!with(&[("origin", "https://evil.example")]));
        assert!(!with(&[("origin", "null")]));
        assert!(!with(&[("sec-fetch-site", "cross-site")]));
        assert!(!with(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://fonana.example")
        ]));
    }
}
