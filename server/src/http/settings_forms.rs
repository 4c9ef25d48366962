//! The plain forms of settings: each calls the same use case as its REST door and leads back to its section. What is
//! refused stands in the form again. It decides nothing.

use super::{
    errors::Failure,
    extract::{Form, PathPart},
    forms::{kept, page_again},
};
use crate::state::AppState;
use app::settings::{Unsaved, view_model::Section};
use axum::{
    Extension,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Viewer, identity, personal_data};
use serde::Deserialize;
use shared::{Code, identity::MePatch, settings::SettingsPatch};

/// The fields of all sections; each takes its own.
#[derive(Debug, Deserialize)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    handle: String,
    #[serde(default)]
    bio: String,
    /// From the first steps, which lead on to the feed.
    welcome: Option<String>,
    later: Option<String>,
    activity: Option<String>,
    may_write: Option<String>,
    presence: Option<String>,
    sensitive: Option<String>,
    adult: Option<String>,
    /// A session's id, or `others`.
    end: Option<String>,
    stay: Option<String>,
}

/// `POST /settings/{section}`
pub async fn save(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    PathPart(section): PathPart<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let section = Section::of(&section).ok_or(Code::NotFound)?;
    let welcome = sent.welcome.is_some();
    match change(&state, &viewer, section, &sent).await {
        Ok(()) if welcome => Ok(Redirect::to("/feed").into_response()),
        Ok(()) => {
            let name = section.name();
            Ok(Redirect::to(&format!("/settings?saved={name}#{name}")).into_response())
        }
        Err(error) => {
            let unsaved = Unsaved {
                section,
                problem: kept(error)?,
                name: sent.name,
                handle: sent.handle,
                bio: sent.bio,
            };
            let status = unsaved.problem.status;
            let page = if welcome { "/welcome" } else { "/settings" };
            Ok(page_again(&state, viewer, &headers, page, unsaved, status).await)
        }
    }
}

async fn change(state: &AppState, viewer: &Viewer, section: Section, sent: &Sent) -> domain::Result<()> {
    let domain = &state.domain;
    match section {
        Section::Profile => {
            if sent.later.is_none() {
                let patch = MePatch {
                    handle: Some(sent.handle.clone()),
                    name: Some(sent.name.clone()),
                    bio: Some(sent.bio.clone()),
                };
                identity::change_me(domain, viewer, &patch).await?;
            }
            identity::welcome(domain, viewer).await?;
        }
        Section::Privacy => {
            let patch = SettingsPatch {
                activity: sent.activity.clone(),
                may_write: sent.may_write.clone(),
                // A box that is not ticked is not sent.
                presence: Some(sent.presence.is_some()),
                ..SettingsPatch::default()
            };
            identity::change_settings(domain, viewer, &patch).await?;
        }
        Section::Content => {
            let patch = SettingsPatch {
                sensitive: sent.sensitive.clone(),
                adult: Some(sent.adult.is_some()),
                ..SettingsPatch::default()
            };
            identity::change_settings(domain, viewer, &patch).await?;
        }
        Section::Sessions => match sent.end.as_deref() {
            Some("others") => identity::end_other_sessions(domain, viewer).await?,
            Some(id) => {
                let id = id.parse::<uuid::Uuid>().map_err(|_| Code::NotFound)?;
                identity::end_session(domain, viewer, id.into()).await?;
            }
            None => return Err(Code::Malformed.into()),
        },
        Section::Data => {
            personal_data::ask_export(domain, viewer).await?;
        }
        Section::Leave if sent.stay.is_some() => personal_data::stay(domain, viewer).await?,
        Section::Leave => {
            personal_data::leave(domain, viewer, &sent.handle).await?;
        }
    }
    Ok(())
}
