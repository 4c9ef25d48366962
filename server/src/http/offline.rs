//! What a browser keeps for the time without a network: the worker, and the page that it shows. Neither has anything of
//! anybody in it.

use super::pages::look;
use crate::state::AppState;
use axum::{
    extract::State,
    http::{HeaderMap, Uri, header},
    response::IntoResponse,
};
use shared::settings::Settings;

const WORKER: &str = include_str!("../../../frontend/sw.js");
/// The page has a style sheet and leads back; it runs nothing.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The worker asks this site and nobody else.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'; style-src 'self'";

/// `GET /sw.js`: asked again each time, for a new version of the site brings a new one.
pub async fn worker(State(state): State<AppState>) -> impl IntoResponse {
    (
        [
            (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
            (header::CACHE_CONTROL, "no-cache"),
            (header::CONTENT_SECURITY_POLICY, WORKER_POLICY),
        ],
        WORKER.replace("{{site}}", &state.assets.root()),
    )
}

/// `GET /offline`, in the language that the browser last chose or asks for.
pub async fn page(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> impl IntoResponse {
    let (lang, _) = look(&uri, &headers, &Settings::default());
    let style = format!("{}/pkg/fonana.css", state.assets.root());
    (
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-cache"),
            (header::VARY, "cookie, accept-language"),
            (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
        ],
        app::offline::offline_page(lang, &style),
    )
}
