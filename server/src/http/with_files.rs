//! What forms with files have in common, from browsers that run no script: what is typed and what is chosen come as one. Each file is
//! taken or refused by itself, and neither costs what was typed.

use super::{body::in_time, errors};
use axum::{
    extract::multipart::Field,
    http::{HeaderMap, header},
};
use domain::{
    Domain, Error, Result, Viewer,
    media::uploads::{self, Metadata, SMALL},
};
use serde::de::DeserializeOwned;
use shared::{Code, Problem, ids::MediaId};

/// The largest body of a form with all that is typed, in bytes: a letter may take twelve.
pub const TYPED: usize = 3 * 1024 * 1024;
/// The same with a few files.
pub const WITH_FILES: usize = 4 * SMALL as usize + TYPED;

/// The name and the words of a field; `typed` counts the bytes of all fields.
pub async fn words(field: Field<'_>, typed: &mut usize) -> Result<(String, String)> {
    let name = field.name().unwrap_or_default().to_owned();
    let text = field.text().await.map_err(|_| Code::Malformed)?;
    *typed += name.len() + text.len();
    match *typed > TYPED {
        true => Err(Code::TooLarge.into()),
        false => Ok((name, text)),
    }
}

/// What came of a file: its id, or its name and why it was not taken.
pub type Sent = Result<MediaId, (String, Problem)>;

/// Takes the file of a field; none where nothing was chosen.
pub async fn file(domain: &Domain, viewer: &Viewer, field: Field<'_>) -> Result<Option<Sent>> {
    // A field in which nothing was chosen comes with no name.
    let Some(name) = field.file_name().filter(|name| !name.is_empty()) else {
        return Ok(None);
    };
    let name = name.to_owned();
    let begun = async {
        let metadata = Metadata::named(Some(&name))?;
        uploads::take_small(domain, viewer, SMALL, metadata, in_time(field)).await
    };
    match begun.await {
        Ok(upload) => Ok(Some(Ok(MediaId::from(upload.id.0)))),
        Err(error) if matches!(error, Error::Refused(_)) => {
            let problem = errors::told(error.refusal());
            Ok(Some(Err((name, problem))))
        }
        Err(error) => Err(error),
    }
}

/// Whether a body comes in parts, which may be files.
pub fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    let start = kind.and_then(|kind| kind.split_at_checked(b"multipart/".len()));
    start.is_some_and(|(start, _)| start.eq_ignore_ascii_case(b"multipart/"))
}

/// The fields as a form without files has them.
pub fn fields<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T> {
    let text = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
    T::deserialize(pairs).map_err(|_| Code::Malformed.into())
}
