//! The door to pictures: public ones may be kept for a year, locked ones by nobody, and only for those who may
//! open them.

use super::{errors::Failure, extract::PathPart};
use crate::state::AppState;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Viewer;
use shared::ids::MediaId;

/// `GET /media/{id}/{width}`
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, width)): PathPart<(MediaId, u32)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let opened = domain::posts::pictures::open(&state.domain, &viewer, id, width).await?;
    // Bytes under one id and width never change.
    let etag = format!("\"{}-{width}\"", id.0.simple());
    let cache = if opened.public {
        "public, max-age=31536000, immutable"
    } else {
        "private, no-store"
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let mut response = if opened.public && known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        opened.bytes.into_response()
    };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/webp"));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Some(value) = HeaderValue::from_str(&etag).ok().filter(|_| opened.public) {
        out.insert(header::ETAG, value);
    }
    Ok(response)
}
