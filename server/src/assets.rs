//! The site's files: WASM, JavaScript, styles, fonts. It serves only what was built, never a path from outside.

use crate::state::AppState;
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Where the files are: in the binary that is run, or with a test.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    names: fn() -> Vec<String>,
    file: fn(&str) -> Option<EmbeddedFile>,
}

impl Site {
    /// The files of an embedded folder.
    pub fn of<Folder: RustEmbed>() -> Self {
        Self {
            names: || Folder::iter().map(Into::into).collect(),
            file: Folder::get,
        }
    }
}

impl Site {
    /// A file as it was built; none where there is no such file.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        (self.file)(name).map(|file| file.data.into_owned())
    }
}

/// The files with the version that stands in their addresses.
#[derive(Debug)]
pub struct Assets {
    site: Site,
    version: String,
}

/// The wallet for trying, whose keys anybody can read.
pub const DEV_WALLET: &str = "assets/dev_wallet.js";

/// Whether files are inside the binary and so cannot change while it runs.
const EMBEDDED: bool = !cfg!(debug_assertions);

impl Assets {
    /// Reads the names and hashes of all files.
    pub fn load(site: Site) -> Self {
        let mut names = (site.names)();
        names.sort();
        let mut hash = Sha256::new();
        for name in &names {
            if let Some(file) = (site.file)(name) {
                hash.update(name.as_bytes());
                hash.update(file.metadata.sha256_hash());
            }
        }
        let mut version = String::new();
        for byte in &hash.finalize()[..6] {
            // Writing to a string cannot fail.
            let _ = write!(version, "{byte:02x}");
        }
        Self { site, version }
    }

    /// The files themselves.
    pub fn site(&self) -> Site {
        self.site
    }

    /// The prefix of addresses that may be cached for good: it changes whenever a file does.
    pub fn root(&self) -> String {
        format!("/v/{}", self.version)
    }

    /// Whether there is a site to serve.
    pub fn complete(&self) -> bool {
        let there = |name| (self.site.file)(name).is_some();
        there("pkg/fonana.js") && there("pkg/fonana.css")
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}

/// `GET /v/{version}/{*path}`: cached for good when the version is ours.
pub async fn versioned(
    State(state): State<AppState>,
    Path((version, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let cache = if EMBEDDED && version == state.assets.version {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    open(&state, &path, &headers, cache)
}

/// `GET /pkg/{*path}` and `/assets/{*path}`: the same without a version, asked again each time.
pub async fn plain(State(state): State<AppState>, uri: axum::http::Uri, headers: HeaderMap) -> Response {
    open(&state, uri.path().trim_start_matches('/'), &headers, "no-cache")
}

/// The play-money wallet exists only where money is play money.
fn open(state: &AppState, path: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    if path == DEV_WALLET && !state.config.embedded() {
        return StatusCode::NOT_FOUND.into_response();
    }
    file(state.assets.site, path, headers, cache)
}

/// `GET /favicon.ico`, which browsers ask for by themselves.
pub async fn favicon(State(state): State<AppState>, headers: HeaderMap) -> Response {
    file(
        state.assets.site,
        "assets/favicon.svg",
        &headers,
        "public, max-age=86400",
    )
}

fn file(site: Site, path: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let Some(original) = (site.file)(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let encoded = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .find_map(|(encoding, suffix)| {
            let wanted = accepted
                .split(',')
                .any(|one| one.split(';').next().is_some_and(|name| name.trim() == encoding));
            wanted
                .then(|| (site.file)(&format!("{path}{suffix}")).map(|file| (encoding, file)))
                .flatten()
        });
    let mut etag = String::from("\"");
    for byte in &original.metadata.sha256_hash()[..8] {
        let _ = write!(etag, "{byte:02x}");
    }
    etag.push('"');
    let mut answer = Response::new(Body::empty());
    let out = answer.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(value) = HeaderValue::from_str(&etag) {
        out.insert(header::ETAG, value);
    }
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == etag.as_bytes())
    {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        return answer;
    }
    let data = match encoded {
        Some((encoding, file)) => {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            file.data
        }
        None => original.data,
    };
    *answer.body_mut() = match data {
        std::borrow::Cow::Borrowed(bytes) => Body::from(bytes),
        std::borrow::Cow::Owned(bytes) => Body::from(bytes),
    };
    answer
}
