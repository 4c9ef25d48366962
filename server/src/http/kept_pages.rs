//! Pages as visitors get them, rendered once a second for all of them. It keeps no page of anybody signed in and
//! none that failed, and gives each answer a nonce of its own.

use super::pages;
use crate::state::AppState;
use app::request::Theme;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    Viewer,
    kept::{Kept, Place},
};
use leptos::nonce::Nonce;
use shared::{settings::Settings, text::Lang};
use std::sync::Arc;

/// Pages kept at the most; one has some 50 kB.
const MOST: u64 = 200;
/// Pages larger than this are not kept, in bytes.
const LARGEST: usize = 256 * 1024;

/// What a visitor's page depends on, apart from what lists show.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// Path and query.
    address: String,
    lang: Lang,
    theme: Option<Theme>,
    /// Of the server's clock: what a page says of time is a second old at the most.
    second: i64,
}

/// A rendered page.
#[derive(Debug)]
pub struct Rendered {
    headers: HeaderMap,
    policy: Gaps,
    html: Gaps,
}

/// A text with gaps where its nonce stood: looked for once, not for every answer.
#[derive(Debug)]
struct Gaps(Vec<String>);

impl Gaps {
    fn of(text: &str, nonce: &str) -> Self {
        Self(text.split(nonce).map(str::to_owned).collect())
    }

    fn filled(&self, nonce: &str) -> String {
        self.0.join(nonce)
    }
}

/// The pages of this server's visitors.
#[derive(Clone)]
pub struct VisitorPages {
    state: AppState,
    kept: Arc<Kept<Asked, Rendered>>,
}

impl VisitorPages {
    pub fn new(state: &AppState) -> Self {
        Self {
            state: state.clone(),
            kept: Arc::new(state.domain.lists.made_of_them(MOST)),
        }
    }

    fn place(&self, request: &Request) -> Option<Place<Asked>> {
        let visitor = request.extensions().get::<Viewer>() == Some(&Viewer::Visitor);
        if !visitor || !pages::asks_page(request) {
            return None;
        }
        let (lang, theme) = pages::look(request.uri(), request.headers(), &Settings::default());
        Some(self.kept.place(Asked {
            address: request.uri().path_and_query()?.as_str().to_owned(),
            lang,
            theme,
            second: self.state.domain.now().0 / 1_000,
        }))
    }
}

impl Rendered {
    /// The page of an answer, if it is one that may be kept; else the answer as it came.
    async fn of(response: Response) -> Result<Self, Response> {
        let Some((policy, nonce)) = keepable(&response) else {
            return Err(response);
        };
        let (parts, body) = response.into_parts();
        // Rendered whole before it is sent; it fails only if it breaks off, and then there is nothing to send.
        let Ok(bytes) = to_bytes(body, usize::MAX).await else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        match String::from_utf8(bytes.into()) {
            Ok(html) if html.len() <= LARGEST => Ok(Self {
                headers: parts.headers,
                policy: Gaps::of(&policy, &nonce),
                html: Gaps::of(&html, &nonce),
            }),
            Ok(html) => Err(Response::from_parts(parts, Body::from(html))),
            Err(bytes) => Err(Response::from_parts(parts, Body::from(bytes.into_bytes()))),
        }
    }

    /// The page with a nonce that no other answer has.
    fn answer(&self) -> Response {
        let nonce = Nonce::new();
        let mut response = Response::new(Body::from(Bytes::from(self.html.filled(&nonce))));
        *response.headers_mut() = self.headers.clone();
        // Of the characters of the policy that was there and of base64.
        if let Ok(policy) = HeaderValue::from_str(&self.policy.filled(&nonce)) {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// The policy and nonce of a whole page that went well and is about nobody.
fn keepable(response: &Response) -> Option<(String, String)> {
    let text = |name| {
        let value: &HeaderValue = response.headers().get(name)?;
        value.to_str().ok()
    };
    let page = response.status() == StatusCode::OK
        && text(header::CONTENT_TYPE)?.starts_with("text/html")
        && !response.headers().contains_key(header::SET_COOKIE);
    let policy = text(header::CONTENT_SECURITY_POLICY)?;
    let nonce = nonce_in(policy)?;
    page.then(|| (policy.to_owned(), nonce.to_owned()))
}

/// The nonce that a policy names.
fn nonce_in(policy: &str) -> Option<&str> {
    let (_, rest) = policy.split_once("'nonce-")?;
    let (nonce, _) = rest.split_once('\'')?;
    // A short one could stand in the page by chance.
    (nonce.len() >= 16).then_some(nonce)
}

/// Gives a visitor the page that is kept, else renders it and keeps it.
pub async fn layer(State(pages): State<VisitorPages>, request: Request, next: Next) -> Response {
    let Some(place) = pages.place(&request) else {
        return next.run(request).await;
    };
    if let Some(page) = pages.kept.at(&place).await {
        return page.answer();
    }
    match Rendered::of(next.run(request).await).await {
        Ok(page) => {
            let answer = page.answer();
            pages.kept.put(place, page).await;
            answer
        }
        Err(response) => response,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(status: u16, policy: &'static str, body: &'static str) -> Response {
        Response::builder()
            .status(status)
            .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
            .header(header::CONTENT_SECURITY_POLICY, policy)
            .body(Body::from(body))
            .expect("a response")
    }

    const POLICY: &str = "script-src 'self' 'nonce-0123456789abcdef'";
    const BODY: &str = "<script nonce=\"0123456789abcdef\"></script>";

    #[tokio::test]
    async fn each_answer_has_a_nonce_of_its_own() {
        let kept = Rendered::of(page(200, POLICY, BODY)).await.expect("a page");
        let mut seen = vec!["0123456789abcdef".to_owned()];
        for _ in 0..3 {
            let answer = kept.answer();
            let policy = answer.headers()[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .expect("ASCII")
                .to_owned();
            let nonce = nonce_in(&policy).expect("a nonce").to_owned();
            let html = to_bytes(answer.into_body(), LARGEST).await.expect("a body");
            assert_eq!(html, format!("<script nonce=\"{nonce}\"></script>"));
            assert!(!seen.contains(&nonce));
            seen.push(nonce);
        }
    }

    #[tokio::test]
    async fn only_whole_pages_that_went_well_are_kept() {
        assert!(Rendered::of(page(404, POLICY, BODY)).await.is_err());
        assert!(Rendered::of(page(200, "default-src 'none'", BODY)).await.is_err());
        let mut with_cookie = page(200, POLICY, BODY);
        with_cookie
            .headers_mut()
            .insert(header::SET_COOKIE, HeaderValue::from_static("a=b"));
        assert!(Rendered::of(with_cookie).await.is_err());
    }
}
