//! Messages with files, from browsers that run no script. The form waits a little for what is made of them, and keeps what cannot go yet;
//! it is not read before it is known that its sender may write there.

use super::{
    body::to_its_end,
    errors::{self, Failure},
    extract::Form,
    with_files::{fields, file, is_multipart, words},
};
use crate::{rest::uploads::next_field, state::AppState};
use app::messages::view_model::{Untaken, Why};
use axum::{
    extract::{FromRequest, Multipart, Request},
    response::{IntoResponse, Response},
};
use domain::{Domain, Error, Result, Viewer, media};
use serde::de::DeserializeOwned;
use shared::{
    Code, Refusal,
    ids::MediaId,
    media::{MediaState, OwnMedia},
    messages::MOST_FILES,
};
use std::time::Duration;

/// So long a form is kept waiting for what is made of its files.
const MADE_WITHIN: Duration = Duration::from_secs(5);
/// The pause between two looks at it.
const LOOK: Duration = Duration::from_millis(100);

/// The files of a form.
#[derive(Debug, Default)]
pub struct Files {
    /// Those that were taken, with this form or an earlier one.
    pub ids: Vec<MediaId>,
    /// Those that were not.
    pub untaken: Vec<Untaken>,
    /// How those that were taken stand, once somebody waited for it.
    pub taken: Vec<OwnMedia>,
}

impl Files {
    /// Waits until it is known what is made of them, though not for long. Those of which nothing is made are not taken.
    pub async fn settle(&mut self, domain: &Domain, viewer: &Viewer) -> Result<()> {
        let until = domain.now().after(MADE_WITHIN);
        for id in self.ids.clone() {
            let own = loop {
                match media::get(domain, viewer, id).await {
                    Ok(own) if is_on_its_way(&own.state) && domain.now() < until => {
                        tokio::time::sleep(LOOK).await;
                    }
                    Ok(own) => break Some(own),
                    // It expired, or is somebody else's: whoever is asked to send it says so.
                    Err(error) if error.code() == Code::NotFound => break None,
                    Err(error) => return Err(error),
                }
            };
            let Some(own) = own else { continue };
            match own.state {
                MediaState::Refused(problem) => {
                    self.ids.retain(|other| *other != id);
                    let name = own.name.unwrap_or_default();
                    self.untaken.push(Untaken {
                        name,
                        why: Why::Useless(problem),
                    });
                }
                _ => self.taken.push(own),
            }
        }
        Ok(())
    }
}

fn is_on_its_way(state: &MediaState) -> bool {
    matches!(state, MediaState::Making { .. } | MediaState::Uploading { .. })
}

/// A form with fields of its own, and files: those of `file` are taken, those of `media` were before.
#[derive(Debug)]
pub struct WithFiles<T> {
    pub fields: T,
    pub files: Files,
}

impl<T: DeserializeOwned> FromRequest<AppState> for WithFiles<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        if !is_multipart(request.headers()) {
            let Form(fields) = Form::from_request(request, state).await?;
            return Ok(Self {
                fields,
                files: Files::default(),
            });
        }
        let refused = |error: Error| Failure::from(error).into_response();
        let viewer = request
            .extensions()
            .get::<Viewer>()
            .cloned()
            .unwrap_or(Viewer::Visitor);
        viewer.person().map_err(|code| refused(code.into()))?;
        let form = Multipart::from_request(request, state)
            .await
            .map_err(|_| refused(Code::Malformed.into()))?;
        let domain = state.domain.clone();
        let (pairs, files) = to_its_end(async move { read(&domain, &viewer, form).await })
            .await
            .map_err(refused)?;
        let fields = fields(&pairs).map_err(refused)?;
        Ok(Self { fields, files })
    }
}

async fn read(
    domain: &Domain,
    viewer: &Viewer,
    mut form: Multipart,
) -> Result<(Vec<(String, String)>, Files)> {
    let (mut pairs, mut typed, mut files) = (Vec::new(), 0, Files::default());
    let mut too_many = None;
    while let Some(field) = next_field(&mut form).await? {
        if field.name() == Some("file") {
            if files.ids.len() + files.untaken.len() >= MOST_FILES {
                // One is named; how many more there are makes no difference.
                let name = field.file_name().unwrap_or_default().to_owned();
                too_many.get_or_insert(name);
                continue;
            }
            match file(domain, viewer, field).await? {
                Some(Ok(id)) => files.ids.push(id),
                Some(Err((name, problem))) => files.untaken.push(Untaken {
                    name,
                    why: Why::Unsent(problem),
                }),
                None => {}
            }
            continue;
        }
        let (name, text) = words(field, &mut typed).await?;
        match (name.as_str(), text.parse()) {
            ("media", Ok(_)) if files.ids.len() >= MOST_FILES => {}
            ("media", Ok(id)) => files.ids.push(id),
            ("media", Err(_)) => return Err(Code::Malformed.into()),
            _ => pairs.push((name, text)),
        }
    }
    if let Some(name) = too_many {
        let refusal = Refusal::field("media", |lang| lang.message_files_most(MOST_FILES));
        let problem = errors::told(refusal);
        files.untaken.push(Untaken {
            name,
            why: Why::Unsent(problem),
        });
    }
    Ok((pairs, files))
}
