//! Plain forms of pages: each calls one use case and leads back to a page. What is refused leads to a page that says
//! why; of what was typed nothing is lost. It decides nothing.

use super::{
    errors::{self, Failure},
    extract::{Form, PathPart},
    pages,
};
use crate::state::AppState;
use app::{
    comments::{Looking, Unsent},
    moderation::{Unreported, view_model::report_href},
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Viewer, comments, creators, engagement, moderation, posts};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::{
    Code, Problem,
    comments::{CommentDraft, CommentPatch, CommentSort},
    engagement::{Act, Press},
    ids::{CommentId, PostId},
    moderation::{ReportDraft, ReportKind},
    polls::Vote,
    posts::PostPatch,
};

/// A path of this site; anything that could lead elsewhere becomes the home page.
pub fn own_path(path: Option<&str>) -> &str {
    path.filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']))
        .unwrap_or("/")
}

/// A switch that was pressed.
#[derive(Debug, Deserialize)]
pub struct Pressed {
    press: String,
    back: Option<String>,
}

/// `POST /act`: turns a switch and goes back to where it stood.
pub async fn act(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(form): Form<Pressed>,
) -> Result<Redirect, Failure> {
    let press: Press = form.press.parse()?;
    let id = || press.target.parse::<uuid::Uuid>().map_err(|_| Code::NotFound);
    let (domain, on) = (&state.domain, press.on);
    let place = match press.act {
        Act::Like => {
            posts::like(domain, &viewer, PostId(id()?), on).await?;
            format!("#p-{}", press.target)
        }
        Act::Bookmark => {
            posts::bookmark(domain, &viewer, PostId(id()?), on).await?;
            format!("#p-{}", press.target)
        }
        Act::LikeComment => {
            comments::like(domain, &viewer, CommentId(id()?), on).await?;
            format!("#c-{}", press.target)
        }
        Act::Follow => {
            creators::follow(domain, &viewer, &press.target, on).await?;
            String::new()
        }
        Act::Block | Act::Mute => {
            engagement::turn_away(domain, &viewer, &press.target, press.act, on).await?;
            String::new()
        }
    };
    let back = own_path(form.back.as_deref());
    let back = back.split('#').next().unwrap_or(back);
    Ok(Redirect::to(&format!("{back}{place}")))
}

/// A comment that was written.
#[derive(Debug, Deserialize)]
pub struct Written {
    #[serde(default)]
    body: String,
    #[serde(default)]
    parent: Option<CommentId>,
    #[serde(default)]
    anonymous: Option<String>,
    /// Of the page that the form stood on.
    #[serde(default)]
    key: Option<String>,
}

impl Written {
    /// The same text from the same page is one act of writing; another text is another one.
    fn key(&self, draft: &CommentDraft) -> Option<String> {
        let key = self.key.as_deref().filter(|key| !key.is_empty())?;
        let named = if draft.anonymous { "anonymous" } else { "named" };
        Some(again_as(&[key, &draft.body, named]))
    }
}

/// The key of an act of writing, by the page that its form stood on and what was written.
pub(super) fn again_as(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `POST /post/{id}/comments`: writes a comment and shows it where it stands.
pub async fn comment(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    PathPart(post): PathPart<PostId>,
    Form(form): Form<Written>,
) -> Result<Response, Failure> {
    let draft = CommentDraft {
        body: form.body.clone(),
        parent: form.parent,
        anonymous: form.anonymous.is_some(),
    };
    match comments::write(&state.domain, &viewer, post, &draft, form.key(&draft).as_deref()).await {
        Ok(comment) => {
            let looking = match comment.parent {
                Some(_) => Looking::thread(&comment),
                None => Looking::sorted(CommentSort::Newest),
            };
            Ok(Redirect::to(&looking.at(comment.id).href(post, Some(comment.id))).into_response())
        }
        Err(error) => {
            let unsent = Unsent {
                body: form.body,
                anonymous: draft.anonymous,
                parent: form.parent,
                edit: None,
                problem: kept(error)?,
            };
            Ok(again(&state, viewer, &headers, post, unsent).await)
        }
    }
}

/// A comment that was changed, or is to go.
#[derive(Debug, Deserialize)]
pub struct Changed {
    act: String,
    #[serde(default)]
    body: String,
    back: Option<String>,
}

/// `POST /comment/{id}`: changes or deletes a comment and goes back to where it stood.
pub async fn change_comment(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    PathPart(id): PathPart<CommentId>,
    Form(form): Form<Changed>,
) -> Result<Response, Failure> {
    let back = || Redirect::to(own_path(form.back.as_deref())).into_response();
    match form.act.as_str() {
        "delete" => {
            comments::delete(&state.domain, &viewer, id).await?;
            Ok(back())
        }
        "edit" => {
            let patch = CommentPatch {
                body: form.body.clone(),
            };
            let error = match comments::change(&state.domain, &viewer, id, &patch).await {
                Ok(_) => return Ok(back()),
                Err(error) => error,
            };
            let problem = kept(error)?;
            let (post, parent) = comments::place(&state.domain, &viewer, id).await?;
            let unsent = Unsent {
                body: form.body.clone(),
                anonymous: false,
                parent,
                edit: Some(id),
                problem,
            };
            Ok(again(&state, viewer, &headers, post, unsent).await)
        }
        _ => Err(Code::Malformed.into()),
    }
}

/// A refusal of what was typed; for anything else the form is no help.
pub(super) fn kept(error: domain::Error) -> Result<Problem, Failure> {
    match error.code() {
        Code::Invalid
        | Code::TooLarge
        | Code::IdempotencyMismatch
        | Code::HandleTaken
        | Code::TooManyHandles
        | Code::CollectionExists
        | Code::BidTooLow
        | Code::AuctionRunning
        | Code::TooManyCollections
        | Code::TooManyBroadcasts
        | Code::TooManyConversations
        | Code::TooManyWebhooks
        | Code::TooManyMails
        | Code::MailOff => Ok(errors::told(error.refusal())),
        _ => Err(error.into()),
    }
}

/// A post to pin or unpin.
#[derive(Debug, Deserialize)]
pub struct Pinned {
    post: PostId,
    on: bool,
}

/// `POST /pin`: puts one's own post first on one's page, or no longer, and goes back to it.
pub async fn pin(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(form): Form<Pinned>,
) -> Result<Redirect, Failure> {
    let patch = PostPatch {
        pinned: Some(form.on),
        ..PostPatch::default()
    };
    posts::change(&state.domain, &viewer, form.post, &patch).await?;
    Ok(Redirect::to(&format!("/post/{}", form.post)))
}

/// An answer to a poll.
#[derive(Debug, Deserialize)]
pub struct Voted {
    post: PostId,
    option: u16,
}

/// `POST /vote`: answers a poll and goes back to it.
pub async fn vote(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(form): Form<Voted>,
) -> Result<Redirect, Failure> {
    let vote = Vote { option: form.option };
    posts::vote(&state.domain, &viewer, form.post, vote).await?;
    Ok(Redirect::to(&format!("/post/{}#poll", form.post)))
}

/// A report that was made.
#[derive(Debug, Deserialize)]
pub struct Told {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    target: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
}

/// `POST /report`: reports something and says thank you.
pub async fn report(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(form): Form<Told>,
) -> Result<Response, Failure> {
    let kind: ReportKind = form.kind.parse().map_err(|_| Code::NotFound)?;
    let address = report_href(kind, &form.target);
    let draft = ReportDraft {
        kind: form.kind,
        target: form.target,
        reason: form.reason.clone(),
        note: Some(form.note.clone()),
    };
    match moderation::report(&state.domain, &viewer, &draft).await {
        Ok(()) => Ok(Redirect::to(&format!("{address}&sent=1")).into_response()),
        Err(error) => {
            let unreported = Unreported {
                reason: form.reason.parse().ok(),
                note: form.note,
                problem: kept(error)?,
            };
            let status = unreported.problem.status;
            Ok(page_again(&state, viewer, &headers, &address, unreported, status).await)
        }
    }
}

/// The post's page with the form as it was sent.
async fn again(
    state: &AppState,
    viewer: Viewer,
    headers: &HeaderMap,
    post: PostId,
    unsent: Unsent,
) -> Response {
    let status = unsent.problem.status;
    let address = unsent.looking().href(post, None);
    page_again(state, viewer, headers, &address, unsent, status).await
}

/// A page with a form as it was sent.
pub(super) async fn page_again<T: Clone + Send + Sync + 'static>(
    state: &AppState,
    viewer: Viewer,
    headers: &HeaderMap,
    address: &str,
    unsent: T,
    status: u16,
) -> Response {
    let Ok(uri) = address.split('#').next().unwrap_or_default().parse() else {
        return errors::problem(Code::Internal.into());
    };
    let mut page = pages::at(state, viewer, headers, uri, unsent).await;
    if page.status().is_success() {
        *page.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(own_path(Some("/feed?cursor=a")), "/feed?cursor=a");
        for path in [
            None,
            Some("https://evil.example"),
            Some("//evil.example"),
            Some("/\\evil.example"),
            Some(""),
        ] {
            assert_eq!(own_path(path), "/");
        }
    }

    #[test]
    fn the_same_text_from_the_same_page_is_written_once() {
        let key = |page: &str, body: &str| {
            let form = Written {
                body: body.into(),
                parent: None,
                anonymous: None,
                key: Some(page.into()),
            };
            form.key(&CommentDraft {
                body: body.into(),
                ..CommentDraft::default()
            })
        };
        assert_eq!(key("p1", "Hello"), key("p1", "Hello"));
        assert_ne!(key("p1", "Hello"), key("p2", "Hello"));
        assert_ne!(key("p1", "Hello"), key("p1", "Hello!"));
        assert_eq!(key("", "Hello"), None);
    }
}
