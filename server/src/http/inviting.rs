//! `/r/:handle`: an invitation. It remembers who invited a visitor and leads to their page; an invitation of nobody is not
//! found. It decides nothing: who was first, the cookie says, and who counts, the law.

use super::{errors::Failure, extract::PathPart, session};
use crate::state::AppState;
use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Redirect},
};
use axum_extra::extract::CookieJar;
use domain::{Viewer, identity};
use shared::{Code, identity::Handle};

/// `GET /r/{handle}`
pub async fn invite(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    jar: CookieJar,
    PathPart(handle): PathPart<String>,
) -> Result<impl IntoResponse, Failure> {
    let handle: Handle = handle.parse().map_err(|_| Code::NotFound)?;
    let person = match identity::person_by_handle(&state.domain, &handle).await? {
        Some(person) => person,
        None => {
            let now = identity::handle_now(&state.domain, &handle).await?;
            let now = now.ok_or(Code::NotFound)?;
            let person = identity::person_by_handle(&state.domain, &now).await?;
            person.ok_or(Code::NotFound)?
        }
    };
    // Whoever is signed in came by themself or by somebody else.
    let jar = match viewer.id() {
        Some(_) => jar,
        None => session::invited(&state.config, jar, person.handle.as_str()),
    };
    let place = match &person.creator {
        Some(_) => format!("/{}", person.handle),
        None => "/".to_owned(),
    };
    Ok((
        [(header::CACHE_CONTROL, "private, no-store")],
        jar,
        Redirect::to(&place),
    ))
}
