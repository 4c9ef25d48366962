//! Every request gets an id, a line in the log and a place in the metrics. Nothing of its content is kept, but for what tells the
//! language of an answer as long as it is served.

use super::pages;
use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::Response,
};
use domain::Viewer;
use futures::future::Either;
use shared::text::Lang;
use std::{cell::Cell, time::Instant};

/// What is known of a request wherever it is served. Nothing of it is read before somebody needs it: most requests are not refused.
#[derive(Clone)]
struct Asked {
    id: String,
    uri: Uri,
    /// Its `Cookie` and `Accept-Language`.
    cookies: Vec<HeaderValue>,
    accepts: Option<HeaderValue>,
    /// What its person set.
    set: Cell<Option<Lang>>,
}

tokio::task_local! {
    static ASKED: Asked;
}

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of the request that this task serves.
pub fn request_id() -> Option<String> {
    ASKED.try_with(|asked| asked.id.clone()).ok()
}

/// The language of whoever asks, chosen as for pages; English where nobody does.
pub fn lang() -> Lang {
    let chosen = |asked: &Asked| {
        let mut headers = HeaderMap::new();
        for value in &asked.cookies {
            headers.append(header::COOKIE, value.clone());
        }
        if let Some(value) = &asked.accepts {
            headers.insert(header::ACCEPT_LANGUAGE, value.clone());
        }
        pages::lang(&asked.uri, &headers, asked.set.get())
    };
    ASKED.try_with(chosen).unwrap_or_default()
}

/// Heeds what this person set, from now on.
pub fn heed(viewer: &Viewer) {
    if let Viewer::Person(person) = viewer {
        // Nobody waits for an answer outside a request.
        let _ = ASKED.try_with(|asked| asked.set.set(person.settings.lang));
    }
}

/// The same work, by whichever task, as a part of this request.
pub fn within<F: Future>(work: F) -> impl Future<Output = F::Output> {
    match ASKED.try_with(Clone::clone) {
        Ok(asked) => Either::Left(ASKED.scope(asked, work)),
        Err(_) => Either::Right(work),
    }
}

/// The method as a label. Anybody can invent methods, and every new label would stay for ever.
fn label(method: &Method) -> &str {
    const KNOWN: [Method; 7] = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PATCH,
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
    ];
    if KNOWN.contains(method) {
        method.as_str()
    } else {
        "other"
    }
}

/// Outermost layer: gives the id, counts, times and logs.
pub async fn layer(request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    let method = request.method().clone();
    let uri = request.uri().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let headers = request.headers();
    let asked = Asked {
        id: id.clone(),
        uri: uri.clone(),
        cookies: headers.get_all(header::COOKIE).iter().cloned().collect(),
        accepts: headers.get(header::ACCEPT_LANGUAGE).cloned(),
        set: Cell::new(None),
    };
    let started = Instant::now();
    let mut response = ASKED.scope(asked, next.run(request)).await;
    let status = response.status().as_u16();
    let took = started.elapsed();
    let labels = [
        ("method", label(&method).to_owned()),
        ("route", route.unwrap_or_else(|| "unmatched".into())),
        ("status", status.to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(took.as_secs_f64());
    let path = uri.path();
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(request_id = id, %method, path, status, ms, "request");
    } else {
        tracing::debug!(request_id = id, %method, path, status, ms, "request");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
