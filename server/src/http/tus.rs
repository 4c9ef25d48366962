//! The headers of tus 1.0.0 (tus.io/protocols/resumable-upload), read and written. What cannot be read is refused by its name.

use super::errors::problem;
use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::media::uploads::{Algorithm, Checksum, Metadata};
use shared::{Code, Refusal, text::Lang, uploads::UploadView};

pub const VERSION: &str = "1.0.0";
/// Of the protocol's extensions, those that are spoken here.
pub const EXTENSIONS: &str = "creation,creation-with-upload,checksum,expiration,termination";
/// The type of a body of bytes.
const BYTES: &str = "application/offset+octet-stream";

/// That the client speaks the version that is spoken here.
#[derive(Debug)]
pub struct Tus;

impl<S: Send + Sync> FromRequestParts<S> for Tus {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let said = parts.headers.get("tus-resumable");
        if said.is_some_and(|version| version.as_bytes() == VERSION.as_bytes()) {
            return Ok(Self);
        }
        let mut response = problem(Code::TusVersion.into());
        response
            .headers_mut()
            .insert("tus-version", HeaderValue::from_static(VERSION));
        Err(response)
    }
}

/// Says the version in every answer.
pub async fn layer(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert("tus-resumable", HeaderValue::from_static(VERSION));
    response
}

/// The method that is meant by a client that can send no other than POST.
pub fn meant(headers: &HeaderMap) -> Option<Method> {
    Method::from_bytes(headers.get("x-http-method-override")?.as_bytes()).ok()
}

fn malformed(name: &'static str, say: fn(Lang) -> &'static str) -> Refusal {
    Refusal::from(Code::Malformed).at(name).saying(say)
}

/// A header of this name as text; none where it is not sent.
fn text<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>, Refusal> {
    let said = headers.get(name).map(HeaderValue::to_str).transpose();
    said.map_err(|_| malformed(name, Lang::header_ascii))
}

/// A number of bytes.
///
/// # Errors
/// [`Code::Malformed`] where the header is missing or no such number.
pub fn bytes(headers: &HeaderMap, name: &'static str) -> Result<u64, Refusal> {
    let digits = text(headers, name)?.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let number = digits.and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| malformed(name, Lang::header_bytes))
}

/// What the client says of its file.
///
/// # Errors
/// [`Code::Malformed`], [`Code::UploadName`].
pub fn metadata(headers: &HeaderMap) -> Result<Metadata, Refusal> {
    Metadata::parse(text(headers, "upload-metadata")?.unwrap_or_default())
}

/// What the body is to come to, if the client says so.
///
/// # Errors
/// [`Code::Malformed`] where it is no checksum of a kind that is known here.
pub fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Refusal> {
    let Some(said) = text(headers, "upload-checksum")? else {
        return Ok(None);
    };
    let read = || {
        let (name, digest) = said.trim().split_once(' ')?;
        let algorithm = Algorithm::ALL.iter().find(|known| known.name() == name)?;
        Some(Checksum {
            algorithm: *algorithm,
            digest: STANDARD.decode(digest.trim()).ok()?,
        })
    };
    read()
        .map(Some)
        .ok_or_else(|| malformed("upload-checksum", Lang::header_checksum))
}

/// Whether the body is bytes of the file.
pub fn is_bytes(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes() == BYTES.as_bytes())
}

/// # Errors
/// [`Code::UnsupportedMediaType`] where the body is something else.
pub fn must_be_bytes(headers: &HeaderMap) -> Result<(), Refusal> {
    if is_bytes(headers) {
        return Ok(());
    }
    Err(Refusal::from(Code::UnsupportedMediaType).saying(|lang| lang.door_takes(BYTES)))
}

/// Names of checksums that are known here.
pub fn algorithms() -> String {
    let names: Vec<_> = Algorithm::ALL.iter().map(|known| known.name()).collect();
    names.join(",")
}

/// Adds how far an upload is, and when it ends by itself.
pub fn say(headers: &mut HeaderMap, upload: &UploadView) {
    headers.insert("upload-offset", HeaderValue::from(upload.offset));
    // As HTTP writes times.
    let expires = upload.expires_at.rfc2822().replace("+0000", "GMT");
    if let Ok(value) = HeaderValue::from_str(&expires) {
        headers.insert("upload-expires", value);
    }
}

/// Adds how long it is to be, and what was said of it.
pub fn describe(headers: &mut HeaderMap, upload: &UploadView) {
    headers.insert("upload-length", HeaderValue::from(upload.length));
    if let Ok(value) = HeaderValue::from_str(&upload.metadata)
        && !upload.metadata.is_empty()
    {
        headers.insert(HeaderName::from_static("upload-metadata"), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        headers
    }

    #[test]
    fn numbers_are_of_digits_alone() {
        let number = |value| bytes(&with("upload-offset", value), "upload-offset").ok();
        assert_eq!(number("0"), Some(0));
        assert_eq!(number("18446744073709551615"), Some(u64::MAX));
        for value in ["", "-1", "+1", "1.0", "0x1", "18446744073709551616", "1 2"] {
            assert_eq!(number(value), None, "{value:?}");
        }
        assert!(bytes(&HeaderMap::new(), "upload-offset").is_err());
    }

    #[test]
    fn a_checksum_is_of_a_known_kind_or_refused() {
        let read = |value| checksum(&with("upload-checksum", value));
        let sum = read("sha1 Lve95gjOVATpfV8EL5X4nxwjKHE=")
            .expect("tus's own example")
            .expect("one");
        assert_eq!((sum.algorithm, sum.digest.len()), (Algorithm::Sha1, 20));
        for value in ["", "sha1", "md5 Lve95g==", "sha256 *"] {
            assert!(read(value).is_err(), "{value:?}");
        }
        assert_eq!(checksum(&HeaderMap::new()), Ok(None));
    }
}
