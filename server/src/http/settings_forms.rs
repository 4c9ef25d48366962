//! The plain forms of settings: each calls the same use case as its REST door and leads back to its section. What is
//! refused stands in the form again. It decides nothing.

use super::{
    errors::Failure,
    extract::{Form, PathPart},
    forms::{kept, page_again},
};
use crate::{pictures, state::AppState};
use app::settings::{
    Unsaved,
    view_model::{Section, Typed},
};
use axum::{
    Extension,
    extract::{
        Multipart, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Error, Viewer, creators, identity, notifications, personal_data};
use serde::Deserialize;
use shared::{
    Code,
    identity::MePatch,
    ids::DeviceId,
    reaching::{EmailDraft, ReachPatch},
    settings::SettingsPatch,
};

/// The fields of all sections; each takes its own.
#[derive(Debug, Deserialize)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    handle: String,
    #[serde(default)]
    bio: String,
    /// One a line; the first steps do not ask for them.
    links: Option<String>,
    /// From the first steps, which lead on to the feed.
    welcome: Option<String>,
    later: Option<String>,
    activity: Option<String>,
    may_write: Option<String>,
    presence: Option<String>,
    sensitive: Option<String>,
    adult: Option<String>,
    /// Creators alone are asked.
    sells: Option<String>,
    marks: Option<String>,
    seen: Option<String>,
    typing: Option<String>,
    /// A session's id, or `others`.
    end: Option<String>,
    stay: Option<String>,
    #[serde(default)]
    email: String,
    remove: Option<String>,
    mail: Option<String>,
    quiet_from: Option<String>,
    quiet_to: Option<String>,
    zone: Option<String>,
    /// One on which one is told no longer.
    device: Option<DeviceId>,
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
                typed: Typed {
                    name: sent.name,
                    handle: sent.handle,
                    bio: sent.bio,
                    links: sent.links.unwrap_or_default(),
                },
                email: sent.email,
                quiet: [sent.quiet_from, sent.quiet_to, sent.zone].map(Option::unwrap_or_default),
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
                    links: sent
                        .links
                        .as_deref()
                        .map(|links| links.lines().map(str::to_owned).collect()),
                };
                identity::change_me(domain, viewer, &patch).await?;
            }
            identity::welcome(domain, viewer).await?;
        }
        // A file comes to a door of its own: see [`picture`]; and so do boxes for what one is told of.
        Section::Picture | Section::Cover | Section::Notifications | Section::Feed => {
            return Err(Code::Malformed.into());
        }
        Section::Email if sent.remove.is_some() => {
            notifications::remove_email(domain, viewer).await?;
        }
        Section::Email => {
            let draft = EmailDraft {
                email: sent.email.clone(),
            };
            notifications::set_email(domain, viewer, &draft).await?;
        }
        Section::Reach => {
            let patch = ReachPatch {
                mail: sent.mail.clone(),
                quiet_from: sent.quiet_from.clone(),
                quiet_to: sent.quiet_to.clone(),
                zone: sent.zone.clone(),
            };
            notifications::change_reach(domain, viewer, &patch).await?;
        }
        Section::Push => {
            let device = sent.device.ok_or(Code::Malformed)?;
            notifications::end_devices(domain, viewer, Some(device)).await?;
        }
        Section::Privacy => {
            let patch = SettingsPatch {
                activity: sent.activity.clone(),
                may_write: sent.may_write.clone(),
                // A box that is not ticked is not sent.
                presence: Some(sent.presence.is_some()),
                seen: Some(sent.seen.is_some()),
                typing: Some(sent.typing.is_some()),
                ..SettingsPatch::default()
            };
            identity::change_settings(domain, viewer, &patch).await?;
        }
        Section::Content => {
            let patch = SettingsPatch {
                sensitive: sent.sensitive.clone(),
                adult: Some(sent.adult.is_some()),
                marks: sent.sells.is_some().then_some(sent.marks.is_some()),
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
        Section::Payout => creators::cancel_payout(domain, viewer).await?,
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

/// What becomes of the address of one's own feed.
#[derive(Debug, Deserialize)]
pub struct Feed {
    act: String,
}

/// `POST /settings/feed`: a new address stands in the answer itself, for it is shown once.
pub async fn feed(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Feed>,
) -> Result<Response, Failure> {
    match sent.act.as_str() {
        "make" => {
            let address = identity::make_feed_key(&state.domain, &viewer).await?;
            Ok(page_again(&state, viewer, &headers, "/settings", address, 200).await)
        }
        "end" => {
            identity::end_feed_key(&state.domain, &viewer).await?;
            Ok(Redirect::to("/settings?saved=feed#feed").into_response())
        }
        _ => Err(Code::Malformed.into()),
    }
}

/// What the form with a file sent.
#[derive(Default)]
struct SentPicture {
    bytes: Vec<u8>,
    remove: bool,
    welcome: bool,
}

impl SentPicture {
    async fn read(mut form: Multipart) -> Result<Self, MultipartError> {
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await? {
            match field.name() {
                Some("picture") => sent.bytes = field.bytes().await?.into(),
                Some("remove") => sent.remove = true,
                Some("welcome") => sent.welcome = true,
                _ => {}
            }
        }
        Ok(sent)
    }
}

async fn sent_picture(form: Result<Multipart, MultipartRejection>) -> Result<SentPicture, Code> {
    let form = form.map_err(|_| Code::Malformed)?;
    SentPicture::read(form)
        .await
        .map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
            _ => Code::Malformed,
        })
}

/// `POST /settings/picture`: one's picture, or none any more.
pub async fn picture(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    viewer.person()?;
    let sent = sent_picture(form).await?;
    let page = if sent.welcome { "/welcome" } else { "/settings" };
    let changed = if sent.remove {
        identity::set_face(&state.domain, &viewer, None).await
    } else {
        match pictures::face(sent.bytes).await {
            Ok(face) => identity::set_face(&state.domain, &viewer, Some(face)).await,
            Err(error) => Err(error),
        }
    };
    match changed {
        Ok(_) if sent.welcome => Ok(Redirect::to(page).into_response()),
        Ok(_) => Ok(Redirect::to(&format!("{page}?saved=picture#picture")).into_response()),
        Err(error) => unsaved(&state, viewer, &headers, page, Section::Picture, error).await,
    }
}

/// `POST /settings/cover`: the cover of one's page, or none any more.
pub async fn cover(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    if viewer.person()?.creator.is_none() {
        return Err(Code::NotACreator.into());
    }
    let sent = sent_picture(form).await?;
    let made = match sent.remove {
        true => Ok(None),
        false => pictures::cover(sent.bytes).await.map(Some),
    };
    let changed = match made {
        Ok(cover) => creators::set_cover(&state.domain, &viewer, cover).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(_) => Ok(Redirect::to("/settings?saved=cover#cover").into_response()),
        Err(error) => unsaved(&state, viewer, &headers, "/settings", Section::Cover, error).await,
    }
}

/// The page again, with what was refused of a file.
async fn unsaved(
    state: &AppState,
    viewer: Viewer,
    headers: &HeaderMap,
    page: &str,
    section: Section,
    error: Error,
) -> Result<Response, Failure> {
    let unsaved = Unsaved {
        section,
        problem: kept(error)?,
        typed: Typed::of(&viewer.person()?.me(state.domain.now())),
        email: String::new(),
        quiet: Default::default(),
    };
    let status = unsaved.problem.status;
    Ok(page_again(state, viewer, headers, page, unsaved, status).await)
}
