//! Reports of what should not be here. One can report only what one can see, and the same thing once. What moderators cannot see by themselves,
//! a message, goes with its report.

pub mod entity;
mod store;

use crate::{Domain, Result, Viewer, comments, engagement, identity, messages, posts};
use entity::report;
use shared::{
    Code,
    creators::CreatorRef,
    identity::Handle,
    ids::{CommentId, MessageId, PostId},
    moderation::{ReportDraft, ReportKind, Reported},
};
use uuid::Uuid;

/// Characters of a comment or message that stand for it.
const BEGINNING: usize = 80;

/// What a report would be about.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::OwnPage`] for oneself.
pub async fn about(domain: &Domain, viewer: &Viewer, kind: &str, target: &str) -> Result<Reported> {
    let person = viewer.person()?;
    let kind: ReportKind = kind.parse()?;
    let id = || target.parse::<Uuid>().map_err(|_| Code::NotFound);
    let (title, author) = match kind {
        ReportKind::Post => {
            let post = posts::get(domain, viewer, PostId(id()?)).await?;
            (post.title, Some(post.creator))
        }
        ReportKind::Comment => {
            let comment = comments::get(domain, viewer, CommentId(id()?)).await?;
            let body = comment.body.ok_or(Code::NotFound)?;
            let author = comment.author.map(|author| CreatorRef {
                handle: author.handle,
                name: author.name,
                avatar: author.avatar,
            });
            (body.chars().take(BEGINNING).collect(), author)
        }
        ReportKind::Message => {
            let (said, with) = messages::reported(domain, viewer, MessageId(id()?)).await?;
            let author = with.map(|with| CreatorRef {
                handle: with.handle,
                name: with.name,
                avatar: with.avatar,
            });
            (said.chars().take(BEGINNING).collect(), author)
        }
        ReportKind::User => {
            let handle: Handle = target.parse().map_err(|_| Code::NotFound)?;
            let found = identity::person_by_handle(domain, &handle)
                .await?
                .ok_or(Code::NotFound)?;
            let author = CreatorRef {
                handle: found.handle,
                name: found.name.clone(),
                avatar: found.avatar,
            };
            (found.name, Some(author))
        }
    };
    let author = author.filter(|author| author.handle != person.handle);
    if author.is_none() && kind == ReportKind::User {
        return Err(Code::OwnPage.into());
    }
    let (muted, blocked) = match &author {
        Some(author) => {
            let other = identity::person_by_handle(domain, &author.handle)
                .await?
                .ok_or(Code::NotFound)?;
            engagement::away(domain, viewer, other.id).await?
        }
        None => (false, false),
    };
    Ok(Reported {
        kind,
        target: target.to_owned(),
        title,
        author,
        muted,
        blocked,
    })
}

/// Reports a post, comment, message or person; saying the same again changes nothing.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] at the field, [`Code::NotFound`], [`Code::OwnPage`].
pub async fn report(domain: &Domain, viewer: &Viewer, draft: &ReportDraft) -> Result<()> {
    let person = viewer.person()?;
    let new = draft.parse()?;
    let id = || new.target.parse::<Uuid>().map_err(|_| Code::NotFound);
    let mut said = None;
    let target = match new.kind {
        ReportKind::Post => {
            posts::get(domain, viewer, PostId(id()?)).await?;
            id()?
        }
        ReportKind::Comment => {
            comments::place(domain, viewer, CommentId(id()?)).await?;
            id()?
        }
        ReportKind::Message => {
            let (words, _) = messages::reported(domain, viewer, MessageId(id()?)).await?;
            said = Some(words);
            id()?
        }
        ReportKind::User => {
            let handle: Handle = new.target.parse().map_err(|_| Code::NotFound)?;
            let reported = identity::person_by_handle(domain, &handle)
                .await?
                .ok_or(Code::NotFound)?;
            if reported.id == person.id {
                return Err(Code::OwnPage.into());
            }
            reported.id.0
        }
    };
    let row = report::Model {
        id: domain.new_id(),
        reporter_id: person.id.0,
        kind: new.kind.as_str().to_owned(),
        target_id: target,
        reason: new.reason.as_str().to_owned(),
        note: new.note,
        said,
        status: "open".to_owned(),
        created_at: domain.now().0,
    };
    store::insert(&domain.db, row).await
}
