//! Pages: the Leptos app rendered with what the request is about, the choice of language and theme, and the
//! page for addresses that are nothing. Nothing of a page is decided here.

use super::{headers, observe};
use crate::state::AppState;
use app::{
    App,
    docs::ApiDocument,
    door,
    request::{RequestFacts, Theme},
    shell,
};
use axum::{
    Extension, Form, Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use domain::Viewer;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};
use serde::Deserialize;
use shared::text::Lang;
use std::sync::Arc;

const LANG: &str = "fonana_lang";
const THEME: &str = "fonana_theme";
/// A year in seconds.
const YEAR: i64 = 31_536_000;

/// The value of one query parameter.
fn query(uri: &Uri, wanted: &str) -> Option<String> {
    let query = uri.query()?;
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value.into_owned())
}

fn lang(uri: &Uri, headers: &HeaderMap, jar: &CookieJar) -> Lang {
    let header = || {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
    };
    query(uri, "lang")
        .and_then(|tag| Lang::from_tag(&tag))
        .or_else(|| Lang::from_tag(jar.get(LANG)?.value()))
        .unwrap_or_else(|| header().map_or(Lang::default(), Lang::accepted))
}

/// Everything a page may know of the request.
fn facts(state: &AppState, viewer: &Viewer, parts: &Parts) -> RequestFacts {
    let jar = CookieJar::from_headers(&parts.headers);
    let path = parts
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    RequestFacts {
        lang: lang(&parts.uri, &parts.headers, &jar),
        theme: jar.get(THEME).and_then(|cookie| Theme::from_name(cookie.value())),
        now: state.domain.now(),
        network: state.domain.rules.network.name.clone(),
        viewer: viewer.person().ok().map(domain::Person::me),
        path,
        origin: state.config.origin.clone(),
        asset_root: state.assets.root(),
        request_id: observe::request_id().unwrap_or_default(),
        dev_wallet: state
            .config
            .embedded()
            .then(|| format!("{}/assets/dev_wallet.js", state.assets.root())),
        watch: state.config.watch,
    }
}

/// The one list of contexts, for pages and server functions alike.
fn provide(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let state = state.clone();
    let document = ApiDocument(Arc::new(
        serde_json::to_value(crate::rest::document()).unwrap_or_default(),
    ));
    move || {
        provide_context(document.clone());
        let Some(parts) = use_context::<Parts>() else {
            return;
        };
        let viewer = parts.extensions.get::<Viewer>().cloned().unwrap_or_default();
        let facts = facts(&state, &viewer, &parts);
        if let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), leptos::nonce::use_nonce()) {
            let answer = |name, value: &str| {
                if let Ok(value) = HeaderValue::from_str(value) {
                    options.insert_header(name, value);
                }
            };
            answer(header::CONTENT_SECURITY_POLICY, &headers::page_policy(&nonce));
            // A page is made for one viewer, language and theme.
            answer(header::CACHE_CONTROL, "private, no-cache");
            answer(header::VARY, "cookie, accept-language");
        }
        door::provide_request(state.domain.clone(), viewer, facts);
    }
}

/// All pages and server functions, and the page for everything else.
pub fn router(state: &AppState) -> Router<AppState> {
    let routes = generate_route_list(App);
    let provide = provide(state);
    let page = {
        let options = state.leptos.clone();
        move || shell(options.clone())
    };
    let elsewhere = leptos_axum::render_app_async_with_context(provide.clone(), page.clone());
    Router::new()
        .leptos_routes_with_context(state, routes, provide, page)
        .fallback(move |request: Request| elsewhere(request))
        .route("/preferences", axum::routing::post(preferences))
}

/// Language and theme, chosen with a plain form.
#[derive(Debug, Deserialize)]
pub struct Preferences {
    theme: Option<String>,
    lang: Option<String>,
    back: Option<String>,
}

fn keep(state: &AppState, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .secure(state.config.https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(YEAR))
        .build()
}

/// A path of this site; anything that could lead elsewhere becomes the home page.
fn own_path(path: Option<&str>) -> &str {
    path.filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']))
        .unwrap_or("/")
}

/// `POST /preferences`: keeps the choice and goes back to where the form stood.
pub async fn preferences(
    State(state): State<AppState>,
    mut jar: CookieJar,
    Form(chosen): Form<Preferences>,
) -> impl IntoResponse {
    if let Some(lang) = chosen.lang.as_deref().and_then(Lang::from_tag) {
        jar = jar.add(keep(&state, LANG, lang.tag().to_owned()));
    }
    if let Some(theme) = chosen.theme.as_deref() {
        let value = Theme::from_name(theme).map_or("system", Theme::as_str);
        jar = jar.add(keep(&state, THEME, value.to_owned()));
    }
    (jar, Redirect::to(own_path(chosen.back.as_deref())))
}

/// Remembers `?lang=`, and sends visitors of another name of this machine to the one that wallets accept.
pub async fn layer(
    State(state): State<AppState>,
    Extension(_): Extension<Viewer>,
    request: Request,
    next: Next,
) -> Response {
    let page = request.method() == Method::GET && !request.uri().path().starts_with("/api/");
    if page && state.config.addr.ip().is_loopback() {
        let host = request
            .headers()
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .unwrap_or_default();
        if host.starts_with("localhost") && host != state.config.domain {
            let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
            return Redirect::temporary(&format!("{}{path}", state.config.origin)).into_response();
        }
    }
    let chosen = page
        .then(|| query(request.uri(), "lang"))
        .flatten()
        .and_then(|tag| Lang::from_tag(&tag));
    let response = next.run(request).await;
    match chosen {
        Some(lang) => (
            CookieJar::new().add(keep(&state, LANG, lang.tag().to_owned())),
            response,
        )
            .into_response(),
        None => response,
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(own_path(Some("/feed?cursor=a")), "/feed?cursor=a");
        for path in [
            None,
            Some("https://evil.example"),
            Some("//evil.example"),
            Some("/\\evil.example"),
            Some(""),
        ] {
            assert_eq!(own_path(path), "/");
        }
    }
}
