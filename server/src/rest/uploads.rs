//! Files on their way in: by tus 1.0.0 in as many requests as it takes, or a small one in a form.

use crate::{
    http::{
        body::{NEXT_WITHIN, in_time, pieces, to_its_end},
        errors::Failure,
        extract::PathPart,
        tus::{self, Tus},
    },
    state::AppState,
};
use axum::{
    Extension,
    body::Body,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartError, MultipartRejection},
    },
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Error, Viewer,
    media::uploads::{self, Metadata, SMALL},
};
use shared::{
    Code, Problem, Refusal,
    ids::UploadId,
    text::Lang,
    uploads::{UploadLimits, UploadView},
};

/// What a form puts around its file, in bytes.
const AROUND: usize = 64 * 1024;
/// The largest body of the form, in bytes.
pub const FORM: usize = SMALL as usize + AROUND;

fn place_of(upload: &UploadView) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(&format!("/api/upload/{}", upload.id)).map_err(Error::internal)
}

/// What tus is spoken here, and how large a file may be.
#[utoipa::path(options, path = "/api/upload", tag = "upload", responses((status = 204)))]
pub async fn spoken(State(state): State<AppState>) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert("tus-version", HeaderValue::from_static(tus::VERSION));
    headers.insert("tus-extension", HeaderValue::from_static(tus::EXTENSIONS));
    headers.insert("tus-max-size", HeaderValue::from(state.config.uploads.file));
    // Names of algorithms are ASCII.
    if let Ok(names) = HeaderValue::from_str(&tus::algorithms()) {
        headers.insert("tus-checksum-algorithm", names);
    }
    response
}

/// Begin an upload of `Upload-Length` bytes; the body may bring the first of them. `Location` is where the others go.
#[utoipa::path(post, path = "/api/upload", tag = "upload", security(("cookie" = []), ("bearer" = [])),
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, description = "bytes of the whole file"),
        ("Upload-Metadata" = Option<String>, Header, description = "`filename` is kept as a name for people"),
        ("Upload-Checksum" = Option<String>, Header, description = "of the body, if there is one"),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 201), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn create(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    _: Tus,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    viewer.person()?;
    let length = tus::bytes(&headers, "upload-length")?;
    let (metadata, checksum) = (tus::metadata(&headers)?, tus::checksum(&headers)?);
    let with_bytes = tus::is_bytes(&headers);
    let domain = state.domain.clone();
    let upload = to_its_end(async move {
        let begun = uploads::create(&domain, &viewer, length, metadata).await?;
        if !with_bytes {
            return Ok(begun);
        }
        match uploads::append(&domain, &viewer, begun.id, 0, checksum, pieces(body)).await {
            Err(error) => {
                // Nobody learns where it is.
                uploads::cancel(&domain, &viewer, begun.id).await?;
                Err(error)
            }
            come => come,
        }
    })
    .await?;
    let mut response = StatusCode::CREATED.into_response();
    response
        .headers_mut()
        .insert(header::LOCATION, place_of(&upload)?);
    tus::say(response.headers_mut(), &upload);
    Ok(response)
}

/// How far an upload of yours is.
#[utoipa::path(head, path = "/api/upload/{id}", tag = "upload", params(("id" = UploadId, Path)),
    security(("cookie" = []), ("bearer" = [])), responses((status = 200), (status = "4XX")))]
pub async fn offset(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    _: Tus,
    PathPart(id): PathPart<UploadId>,
) -> Result<Response, Failure> {
    let upload = uploads::get(&state.domain, &viewer, id).await?;
    let mut response = StatusCode::OK.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    tus::say(headers, &upload);
    tus::describe(headers, &upload);
    Ok(response)
}

/// An upload of yours, and whether the file is kept.
#[utoipa::path(get, path = "/api/upload/{id}", tag = "upload", params(("id" = UploadId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = UploadView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<UploadId>,
) -> Result<axum::Json<UploadView>, Failure> {
    Ok(axum::Json(uploads::get(&state.domain, &viewer, id).await?))
}

/// Add bytes where the upload stands. Where the connection breaks, what had come is kept, unless there is a checksum over it.
#[utoipa::path(patch, path = "/api/upload/{id}", tag = "upload", security(("cookie" = []), ("bearer" = [])),
    params(
        ("id" = UploadId, Path),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, description = "where the body begins"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha1` or `sha256`, and the digest in base64"),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn append(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    _: Tus,
    PathPart(id): PathPart<UploadId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    viewer.person()?;
    tus::must_be_bytes(&headers)?;
    let from = tus::bytes(&headers, "upload-offset")?;
    let checksum = tus::checksum(&headers)?;
    let domain = state.domain.clone();
    let work = async move { uploads::append(&domain, &viewer, id, from, checksum, pieces(body)).await };
    let upload = to_its_end(work).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    tus::say(response.headers_mut(), &upload);
    Ok(response)
}

/// Cancel an upload, or delete the file of which nothing was made yet.
#[utoipa::path(delete, path = "/api/upload/{id}", tag = "upload", params(("id" = UploadId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn cancel(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    _: Tus,
    PathPart(id): PathPart<UploadId>,
) -> Result<StatusCode, Failure> {
    uploads::cancel(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The same as PATCH or DELETE, whichever `X-HTTP-Method-Override` names.
#[utoipa::path(post, path = "/api/upload/{id}", tag = "upload", security(("cookie" = []), ("bearer" = [])),
    params(("id" = UploadId, Path), ("X-HTTP-Method-Override" = String, Header, description = "`PATCH` or `DELETE`")),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn meant(
    state: State<AppState>,
    viewer: Extension<Viewer>,
    tus: Tus,
    id: PathPart<UploadId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    match tus::meant(&headers) {
        Some(Method::PATCH) => append(state, viewer, tus, id, headers, body).await,
        Some(Method::DELETE) => Ok(cancel(state, viewer, tus, id).await?.into_response()),
        _ => Err(Code::MethodNotAllowed.into()),
    }
}

/// What you may upload, and what is left of it.
#[utoipa::path(get, path = "/api/media/limits", tag = "upload", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = UploadLimits), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn limits(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<UploadLimits>, Failure> {
    Ok(axum::Json(uploads::limits(&state.domain, &viewer).await?))
}

/// The file of a form.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "it is only described")]
pub struct File {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Upload a small file at once, as the field `file` of a form.
#[utoipa::path(post, path = "/api/media", tag = "upload", security(("cookie" = []), ("bearer" = [])),
    request_body(content = File, content_type = "multipart/form-data"),
    responses((status = 201, body = UploadView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn small(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    viewer.person()?;
    let mut form = form.map_err(|_| {
        Refusal::from(Code::UnsupportedMediaType).saying(|lang| lang.door_takes("multipart/form-data"))
    })?;
    // What the request can hold; where it does not say, as much as it may.
    let whole = tus::bytes(&headers, "content-length").unwrap_or(FORM as u64);
    if whole > FORM as u64 {
        return Err(Code::UploadTooLarge.into());
    }
    let domain = state.domain.clone();
    let upload = to_its_end(async move {
        while let Some(field) = next_field(&mut form).await? {
            if field.name() == Some("file") {
                let metadata = Metadata::named(field.file_name())?;
                return uploads::take_small(&domain, &viewer, whole, metadata, in_time(field)).await;
            }
        }
        Err(Refusal::field("file", Lang::form_no_file).into())
    })
    .await?;
    let mut response = (StatusCode::CREATED, axum::Json(&upload)).into_response();
    response
        .headers_mut()
        .insert(header::LOCATION, place_of(&upload)?);
    Ok(response)
}

/// The next field of a form, which has as long to begin as the next piece of a file.
pub(crate) async fn next_field(form: &mut Multipart) -> Result<Option<Field<'_>>, Error> {
    match tokio::time::timeout(NEXT_WITHIN, form.next_field()).await {
        Ok(next) => next.map_err(|error| unread(&error)),
        Err(_) => Err(Code::UploadStalled.into()),
    }
}

fn unread(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Code::UploadTooLarge.into(),
        _ => Code::Malformed.into(),
    }
}
