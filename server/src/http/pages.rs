//! Pages: the Leptos app rendered with what the request is about, the choice of language and theme, and the
//! pages for addresses that are nothing and for requests that failed. Nothing of a page is decided here.

use super::{
    errors,
    forms::own_path,
    headers,
    kept_pages::{self, VisitorPages},
    observe,
    session::ADULT,
};
use crate::{assets::DEV_WALLET, state::AppState};
use app::{
    App,
    docs::ApiDocument,
    door,
    errors::Failure,
    request::{RequestFacts, Theme},
    shell,
};
use axum::{
    Extension, Form, Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use domain::{Viewer, identity, payments};
use futures::future::BoxFuture;
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};
use serde::Deserialize;
use shared::{
    Problem,
    identity::Handle,
    settings::{SYSTEM, Settings, SettingsPatch},
    text::Lang,
};
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

/// What this browser chose last, then what its person set, then what it asks for.
pub fn lang(uri: &Uri, headers: &HeaderMap, set: Option<Lang>) -> Lang {
    chosen(uri, headers, &CookieJar::from_headers(headers), set)
}

fn chosen(uri: &Uri, headers: &HeaderMap, jar: &CookieJar, set: Option<Lang>) -> Lang {
    let header = || {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
    };
    query(uri, "lang")
        .and_then(|tag| Lang::from_tag(&tag))
        .or_else(|| Lang::from_tag(jar.get(LANG)?.value()))
        .or(set)
        .unwrap_or_else(|| header().map_or(Lang::default(), Lang::accepted))
}

/// Language and look of the answer.
pub fn look(uri: &Uri, headers: &HeaderMap, settings: &Settings) -> (Lang, Option<Theme>) {
    let jar = CookieJar::from_headers(headers);
    let theme = match jar.get(THEME) {
        Some(cookie) => cookie.value().parse().ok(),
        None => settings.theme,
    };
    (chosen(uri, headers, &jar, settings.lang), theme)
}

/// Everything a page may know of the request.
fn facts(state: &AppState, viewer: &Viewer, parts: &Parts) -> RequestFacts {
    let person = viewer.person().ok();
    let settings = person.map(|person| person.settings).unwrap_or(Settings {
        adult: *viewer == Viewer::AdultVisitor,
        ..Settings::default()
    });
    let (lang, theme) = look(&parts.uri, &parts.headers, &settings);
    let path = parts
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    RequestFacts {
        lang,
        theme,
        now: state.domain.now(),
        network: state.domain.rules.network.name.clone(),
        usdc: state.domain.rules.network.usdc_mint.is_some(),
        fiat: payments::fiat::now(&state.domain),
        viewer: person.map(|person| person.me(state.domain.now())),
        unread: person.map_or(0, |person| person.unread),
        unread_messages: person.map_or(0, |person| person.unread_messages),
        settings,
        path,
        origin: state.config.origin.clone(),
        asset_root: state.assets.root(),
        request_id: observe::request_id().unwrap_or_default(),
        dev_wallet: state
            .config
            .embedded()
            .then(|| format!("{}/{DEV_WALLET}", state.assets.root())),
        dev: state.config.dev,
        watch: state.config.watch,
    }
}

/// The one list of contexts, for pages and server functions alike.
fn provide(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let state = state.clone();
    let document = ApiDocument(Arc::new(crate::rest::DOCUMENT.clone()));
    // The port is cargo-leptos's own.
    let domain = &state.config.domain;
    let host = domain.rsplit_once(':').map_or(domain.as_str(), |(host, _)| host);
    let reload = state.config.watch.then(|| format!("ws://{host}:3001"));
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
            // Where receipts are checked the reader's browser asks a node of the network.
            let node =
                (facts.pathname() == "/receipt/check").then(|| shared::receipts::reader_node(&facts.network));
            let node = node.filter(|node| node.starts_with("https:"));
            answer(
                header::CONTENT_SECURITY_POLICY,
                &headers::page_policy(&nonce, plays(facts.pathname()), reload.as_deref(), node),
            );
            // A page is made for one viewer, language and theme.
            answer(header::CACHE_CONTROL, "private, no-cache");
            answer(header::VARY, "cookie, accept-language");
        }
        door::provide_request(state.domain.clone(), viewer, facts);
    }
}

/// Whether films may play on the page of this path: on those of posts, their lists, and conversations. A creator's page is any word by itself, but what
/// is nobody's handle.
fn plays(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["post" | "messages" | "category" | "tag", _] | ["feed" | "saved"] => true,
        [one] => one.parse::<Handle>().is_ok(),
        _ => false,
    }
}

/// The addresses of all pages.
pub fn routes() -> Vec<AxumRouteListing> {
    generate_route_list(App)
}

/// All pages and server functions, and the page for everything else.
pub fn router(state: &AppState) -> Router<AppState> {
    let routes = routes();
    let provide = provide(state);
    let page = {
        let options = state.leptos.clone();
        move || shell(options.clone())
    };
    let elsewhere = leptos_axum::render_app_async_with_context(provide.clone(), page.clone());
    Router::new()
        .leptos_routes_with_context(state, routes, provide, page)
        .fallback(move |request: Request| elsewhere(request))
        .layer(axum::middleware::from_fn(functions))
        .layer(axum::middleware::from_fn_with_state(
            VisitorPages::new(state),
            kept_pages::layer,
        ))
}

/// The errors of server functions as problems with their own status: by itself one with unusable arguments
/// answers 500.
async fn functions(request: Request, next: Next) -> Response {
    let function = request.uri().path().starts_with("/api/fn/");
    let response = next.run(request).await;
    if !function || response.status().as_u16() < 400 {
        return response;
    }
    match errors::read_problem(response).await {
        Ok((problem, _)) => errors::answer(&Problem {
            request_id: observe::request_id(),
            ..problem
        }),
        Err(response) => response,
    }
}

/// Renders the page that people get instead of a problem.
#[derive(Clone)]
pub struct Failures(Arc<dyn Fn(Request, Failure) -> BoxFuture<'static, Response> + Send + Sync>);

impl Failures {
    pub fn new(state: &AppState) -> Self {
        let (provide, options) = (provide(state), state.leptos.clone());
        Self(Arc::new(move |request, failure| {
            let (provide, options) = (provide.clone(), options.clone());
            let context = move || {
                provide_context(failure.clone());
                provide();
            };
            leptos_axum::render_app_async_with_context(context, move || shell(options.clone()))(request)
        }))
    }
}

/// Whether a page may be at this address.
fn may_be_page(uri: &Uri) -> bool {
    const NOT_PAGES: [&str; 6] = ["/api/", "/media/", "/v/", "/pkg/", "/assets/", "/favicon.ico"];
    let path = uri.path();
    !matches!(path, "/rpc" | "/metrics") && !NOT_PAGES.iter().any(|start| path.starts_with(start))
}

/// Whether this asks for what may be a page.
pub fn asks_page(request: &Request) -> bool {
    request.method() == Method::GET && may_be_page(request.uri())
}

/// The page at an address of this site, with something more for it to know than its address: for a form that leads
/// back to the page it stood on.
pub async fn at<T: Clone + Send + Sync + 'static>(
    state: &AppState,
    viewer: Viewer,
    headers: &HeaderMap,
    uri: Uri,
    more: T,
) -> Response {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    *request.headers_mut() = headers.clone();
    request.extensions_mut().insert(viewer);
    let (provide, options) = (provide(state), state.leptos.clone());
    let context = move || {
        provide_context(more.clone());
        provide();
    };
    leptos_axum::render_app_async_with_context(context, move || shell(options.clone()))(request).await
}

/// Whether a person's browser asks for a page, or sends a form of one.
fn wants_page(request: &Request) -> bool {
    let html = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    html && (asks_page(request) || request.method() == Method::POST && may_be_page(request.uri()))
}

/// Gives people a page where a program gets a problem: over a limit, without the database, after a panic.
pub async fn failures(State(Failures(render)): State<Failures>, request: Request, next: Next) -> Response {
    if !wants_page(&request) {
        return next.run(request).await;
    }
    let mut again = Request::new(Body::empty());
    // The address of a form is no page; what its page offers leads on from the beginning.
    *again.uri_mut() = if asks_page(&request) {
        request.uri().clone()
    } else {
        Uri::from_static("/")
    };
    *again.headers_mut() = request.headers().clone();
    let (problem, mut failed) = match errors::problem_of(next.run(request).await).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    if let Some(viewer) = failed.extensions_mut().remove::<Viewer>() {
        again.extensions_mut().insert(viewer);
    }
    let mut page = render(again, Failure(problem)).await;
    *page.status_mut() = failed.status();
    for (name, value) in failed.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
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

/// Where the gate stood.
#[derive(Debug, Deserialize)]
pub struct OfAge {
    back: Option<String>,
}

/// `POST /age`: remembers, in the browser and with the person, that they said to be of age, and goes back.
pub async fn of_age(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    jar: CookieJar,
    Form(gate): Form<OfAge>,
) -> Result<impl IntoResponse, errors::Failure> {
    if viewer.id().is_some() {
        let patch = SettingsPatch {
            adult: Some(true),
            ..SettingsPatch::default()
        };
        identity::change_settings(&state.domain, &viewer, &patch).await?;
    }
    let jar = jar.add(keep(&state, ADULT, "yes".to_owned()));
    Ok((jar, Redirect::to(own_path(gate.back.as_deref()))))
}

/// The same path without `?lang=`, which would win over the choice just made.
fn without_lang(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| pair.split('=').next() != Some("lang"))
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

/// `POST /preferences`: keeps the choice, in the browser and with the person, and goes back to where the form stood.
pub async fn preferences(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    mut jar: CookieJar,
    Form(chosen): Form<Preferences>,
) -> Result<impl IntoResponse, errors::Failure> {
    if viewer.id().is_some() {
        let known = |choice: &Option<String>, known: &dyn Fn(&str) -> bool| {
            choice.clone().filter(|choice| known(choice))
        };
        let patch = SettingsPatch {
            lang: known(&chosen.lang, &|tag| Lang::from_tag(tag).is_some()),
            theme: known(&chosen.theme, &|theme| {
                theme == SYSTEM || theme.parse::<Theme>().is_ok()
            }),
            ..SettingsPatch::default()
        };
        identity::change_settings(&state.domain, &viewer, &patch).await?;
    }
    if let Some(lang) = chosen.lang.as_deref().and_then(Lang::from_tag) {
        jar = jar.add(keep(&state, LANG, lang.tag().to_owned()));
    }
    if let Some(theme) = chosen.theme.as_deref() {
        let value = theme.parse().map_or(SYSTEM, Theme::as_str);
        jar = jar.add(keep(&state, THEME, value.to_owned()));
    }
    let back = without_lang(own_path(chosen.back.as_deref()));
    Ok((jar, Redirect::to(&back)))
}

/// Remembers `?lang=`, and sends visitors of another name of this machine to the one that wallets accept.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let page = asks_page(&request);
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
    use super::{plays, without_lang};

    #[test]
    fn films_play_where_posts_are() {
        for path in [
            "/post/x",
            "/feed",
            "/saved",
            "/messages/x",
            "/category/music",
            "/tag/sea",
            "/anna_k",
        ] {
            assert!(plays(path), "{path}");
        }
        for path in [
            "/",
            "/settings",
            "/receipt/check",
            "/order/x",
            "/create",
            "/dashboard/posts",
            "/post/x/edit",
            "/admin",
            "/messages",
        ] {
            assert!(!plays(path), "{path}");
        }
    }

    #[test]
    fn a_chosen_language_is_not_undone_by_the_address() {
        for (path, back) in [
            ("/feed", "/feed"),
            ("/feed?lang=ru", "/feed"),
            ("/feed?lang=ru&cursor=a", "/feed?cursor=a"),
            ("/feed?language=a&lang=en", "/feed?language=a"),
        ] {
            assert_eq!(without_lang(path), back);
        }
    }
}
