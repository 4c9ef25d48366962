//! Input from outside: JSON bodies, forms, queries and path parts, each refused with a sentence that names the field.

use super::errors::problem;
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request, rejection::BytesRejection},
    http::{header, request::Parts},
    response::Response,
};
use serde::de::DeserializeOwned;
use shared::{
    Code, Refusal,
    text::{Lang, Words},
};

/// The words of a parse error without serde's position, and the field it is about. What one of our own values says of itself comes in
/// every language; serde speaks English.
fn refusal<E: std::fmt::Display>(error: serde_path_to_error::Error<E>) -> Refusal {
    let path = error.path().to_string();
    let words = error.into_inner().to_string();
    let words = words.split(" at line ").next().unwrap_or_default().to_owned();
    // The name of a field that is missing or has no place stands in serde's words, not always in the path.
    let named = ["missing field `", "unknown field `"]
        .iter()
        .find_map(|start| words.strip_prefix(start))
        .and_then(|rest| rest.split('`').next())
        .filter(|name| path != *name && !path.ends_with(&format!(".{name}")));
    let said = |lang: Lang| match Words::apart(&words) {
        Some(own) => own.in_lang(lang).into_owned(),
        None => lang.unread(&words),
    };
    let field = match (path.as_str(), named) {
        (".", Some(name)) => name.to_owned(),
        (".", None) => return Refusal::from(Code::Malformed).saying(said),
        (path, Some(name)) => format!("{path}.{name}"),
        (path, None) => path.to_owned(),
    };
    Refusal::field(field, said)
}

/// The answer to a body that was too large or did not arrive.
pub fn unread(rejection: &BytesRejection) -> Response {
    let code = if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Code::TooLarge
    } else {
        Code::Malformed
    };
    problem(code.into())
}

/// A JSON body.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        if !kind
            .split(';')
            .next()
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
        {
            return Err(problem(Code::UnsupportedMediaType.into()));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| unread(&rejection))?;
        let mut json = serde_json::Deserializer::from_slice(&body);
        let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let broken = !error.inner().is_data();
            problem(if broken {
                Code::Malformed.into()
            } else {
                refusal(error)
            })
        })?;
        json.end().map_err(|_| problem(Code::Malformed.into()))?;
        Ok(Self(value))
    }
}

/// A query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs)
            .map(Self)
            .map_err(|error| problem(refusal(error)))
    }
}

/// One part of the path. What does not parse is nothing that exists.
#[derive(Debug)]
pub struct PathPart<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathPart<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(part)| Self(part))
            .map_err(|_| problem(Code::NotFound.into()))
    }
}

/// The name that the asker gave to this act; whether it is one is for the law to say.
#[derive(Debug)]
pub struct IdempotencyKey(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let header = parts.headers.get("idempotency-key");
        let key = header.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Ok(Self(key))
    }
}

/// A form of a page.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if kind.is_none_or(|kind| !kind.as_bytes().starts_with(b"application/x-www-form-urlencoded")) {
            return Err(problem(Code::UnsupportedMediaType.into()));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| unread(&rejection))?;
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(&body));
        serde_path_to_error::deserialize(pairs)
            .map(Self)
            .map_err(|error| problem(refusal(error)))
    }
}
