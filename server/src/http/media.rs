//! The door to pictures, films and sounds: public ones may be kept for a year, locked ones by nobody, and only for those who may open
//! them. Parts of a file can be asked for. What a browser could run is only ever a download.

use super::{
    errors::Failure,
    extract::{PathPart, Query},
    signed,
};
use crate::state::AppState;
use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Error, Viewer,
    posts::files::{self, Asked, Opened},
};
use futures::TryStreamExt;
use serde::Deserialize;
use shared::{Code, ids::MediaId, media::MediaKind};
use std::ops::Range;

/// A signed address; see [`signed`].
#[derive(Debug, Default, Deserialize)]
pub struct By {
    by: Option<String>,
}

/// `GET` and `HEAD /media/{id}/{name}`
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, name)): PathPart<(MediaId, String)>,
    Query(By { by }): Query<By>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = Asked::named(&name).ok_or(Code::NotFound)?;
    let viewer = match &by {
        Some(by) => signed::viewer(&state.domain, id, by).await?,
        None => viewer,
    };
    let opened = files::open(&state.domain, &viewer, id, asked).await?;
    let mut response = if let Asked::Made(file) = asked
        && file.is_playlist()
        && let Some(by) = &by
    {
        // What is named in it has the same address to be asked at.
        let list = state
            .domain
            .storage
            .get(&opened.key)
            .await
            .map_err(Error::internal)?;
        let list = String::from_utf8(list).map_err(Error::internal)?;
        signed::playlist(&list, by).into_response()
    } else {
        bytes(&state, &opened, &method, &headers).await?
    };
    describe(response.headers_mut(), &opened, &state).await?;
    Ok(response)
}

/// Bytes under one key never change.
fn etag(opened: &Opened) -> String {
    format!("\"{}\"", opened.key)
}

async fn bytes(
    state: &AppState,
    opened: &Opened,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    if let Some(mark) = opened.mark {
        return Ok(state
            .marks
            .get(&state.domain, &opened.key, mark)
            .await?
            .into_response());
    }
    let etag = etag(opened);
    let known = |name| {
        let said = headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok());
        said.map(|said| {
            said == "*"
                || said
                    .split(',')
                    .any(|one| one.trim().trim_start_matches("W/") == etag)
        })
    };
    if known(header::IF_NONE_MATCH) == Some(true) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    if let Some(prefix) = &state.config.accel {
        // The server in front reads the file, and answers for ranges.
        let mut response = StatusCode::OK.into_response();
        let path = format!("{prefix}{}/{}", &opened.key[..2], opened.key);
        let path = HeaderValue::from_str(&path).map_err(Error::internal)?;
        response.headers_mut().insert("x-accel-redirect", path);
        return Ok(response);
    }
    let storage = &state.domain.storage;
    // Whoever has a part of something else begins anew.
    let same = headers
        .get(header::IF_RANGE)
        .is_none_or(|said| said.as_bytes() == etag.as_bytes());
    let range = headers
        .get(header::RANGE)
        .filter(|_| same && method == Method::GET);
    if range.is_none() && method == Method::GET && !opened.is_long() {
        // Most are small, and one reading is the cheapest.
        let bytes = storage.get(&opened.key).await.map_err(gone)?;
        return Ok(bytes.into_response());
    }
    let size = storage
        .size(&opened.key)
        .await
        .map_err(Error::internal)?
        .ok_or(Code::NotFound)?;
    let wanted = match range.and_then(|range| part(range, size)) {
        Some(Err(())) => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            let all = HeaderValue::from_str(&format!("bytes */{size}")).map_err(Error::internal)?;
            response.headers_mut().insert(header::CONTENT_RANGE, all);
            return Ok(response);
        }
        Some(Ok(part)) => Some(part),
        None => None,
    };
    let sent = wanted.clone().unwrap_or(0..size);
    let body = match method == Method::HEAD || sent.is_empty() {
        true => Body::empty(),
        false => Body::from_stream(storage.read(&opened.key, sent.clone()).await.map_err(gone)?),
    };
    let mut response = Response::new(body);
    let out = response.headers_mut();
    out.insert(header::CONTENT_LENGTH, HeaderValue::from(sent.end - sent.start));
    if wanted.is_some() {
        let of = format!("bytes {}-{}/{size}", sent.start, sent.end - 1);
        out.insert(
            header::CONTENT_RANGE,
            HeaderValue::from_str(&of).map_err(Error::internal)?,
        );
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// It was replaced or deleted between the look at its row and this one.
fn gone(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Code::NotFound.into(),
        _ => Error::internal(error),
    }
}

/// The one part of a file that is asked for; all of it where that cannot be read, or where several are asked for, and an error for one
/// that the file does not have (RFC 9110, section 14).
fn part(said: &HeaderValue, size: u64) -> Option<Result<Range<u64>, ()>> {
    let said = said.to_str().ok()?;
    let ranges = http_range_header::parse_range_header(said).ok()?;
    if said.contains(',') {
        return None;
    }
    Some(
        match ranges
            .validate(size)
            .ok()
            .and_then(|ranges| ranges.into_iter().next())
        {
            Some(part) => Ok(*part.start()..part.end().saturating_add(1)),
            None => Err(()),
        },
    )
}

/// What a file is and who may keep it.
async fn describe(out: &mut HeaderMap, opened: &Opened, state: &AppState) -> Result<(), Failure> {
    let cache = match opened.public {
        true => "public, max-age=31536000, immutable",
        false => "private, no-store",
    };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let etag = HeaderValue::from_str(&etag(opened)).map_err(Error::internal)?;
    if opened.public {
        out.insert(header::ETAG, etag);
    }
    match opened.asked {
        Asked::Made(file) => {
            out.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static(file.content_type()),
            );
        }
        Asked::Original => {
            let kind = original_type(state, opened).await?;
            out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            // A name is for people, and may have any letters (RFC 6266).
            let name = opened.name.as_deref().unwrap_or("original");
            let name: String = form_urlencoded::byte_serialize(name.as_bytes())
                .collect::<String>()
                .replace('+', "%20");
            let how = format!("attachment; filename*=UTF-8''{name}");
            out.insert(
                header::CONTENT_DISPOSITION,
                HeaderValue::from_str(&how).map_err(Error::internal)?,
            );
        }
    }
    Ok(())
}

/// What a file is that was sent by its owner: of pictures the kind, so that they can be looked at while they are edited.
async fn original_type(state: &AppState, opened: &Opened) -> Result<&'static str, Failure> {
    const ANY: &str = "application/octet-stream";
    if opened.kind != MediaKind::Image {
        return Ok(ANY);
    }
    let head = 0..pictures::HEAD as u64;
    let pieces = state.domain.storage.read(&opened.key, head).await.map_err(gone)?;
    let head: Vec<u8> = pieces
        .map_ok(|piece| piece.to_vec())
        .try_concat()
        .await
        .map_err(Error::internal)?;
    Ok(match pictures::sniff(&head) {
        Some(pictures::Kind::Jpeg) => "image/jpeg",
        Some(pictures::Kind::Png) => "image/png",
        Some(pictures::Kind::WebP) => "image/webp",
        Some(pictures::Kind::Gif) => "image/gif",
        None => ANY,
    })
}
