//! Files as those see them who sent them: from the first byte until they are a part of a post. Nobody else learns of them.

use super::{
    address, edit,
    entity::{making, media, upload},
    making as jobs, store,
    uploads::{self, collecting},
    view,
};
use crate::{Domain, Result, Viewer, columns::corrupt, columns::unsigned};
use sea_orm::{Condition, ConnectionTrait};
use shared::{
    Code, Refusal,
    ids::{MediaId, UserId},
    media::{MediaKind, MediaPatch, MediaState, OwnMedia, Problem},
    text::Lang,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What is known of one file.
#[derive(Default)]
struct Known {
    upload: Option<upload::Model>,
    making: Option<making::Model>,
    media: Option<media::Model>,
}

/// What is known of these files of the owner's.
async fn known(db: &impl ConnectionTrait, owner: UserId, ids: &[Uuid]) -> Result<HashMap<Uuid, Known>> {
    let mut known: HashMap<Uuid, Known> = HashMap::new();
    if ids.is_empty() {
        return Ok(known);
    }
    for row in uploads::store::of_owner(db, owner, ids).await? {
        let at = known.entry(row.id).or_default();
        at.upload = Some(row);
    }
    for row in jobs::store::of(db, ids).await? {
        if row.owner_id == owner.0 {
            let at = known.entry(row.id).or_default();
            at.making = Some(row);
        }
    }
    for row in store::of_owner(db, owner, ids).await? {
        let at = known.entry(row.id).or_default();
        at.media = Some(row);
    }
    Ok(known)
}

fn refused(making: &making::Model) -> Option<Problem> {
    Some(Problem {
        code: making.refusal_code.clone()?,
        reason: making.refusal.clone()?,
    })
}

impl Known {
    fn view(self, id: Uuid) -> Option<OwnMedia> {
        let Self {
            upload,
            making,
            media,
        } = self;
        let there = upload.as_ref().filter(|upload| upload.gone_at.is_none());
        let waits = making.as_ref().filter(|making| making.due_at.is_some());
        let problem = making.as_ref().and_then(refused);
        let done = match (&making, &media) {
            (Some(making), _) => edit(making.turns, making.crop.as_deref()),
            (None, Some(media)) => edit(media.turns, media.crop.as_deref()),
            (None, None) => None,
        };
        let state = match (waits, &media, &problem, there) {
            (Some(making), ..) => MediaState::Making {
                progress: u8::try_from(making.progress).unwrap_or(0).min(100),
            },
            (None, Some(media), ..) => MediaState::Ready { media: view(media) },
            (None, None, Some(problem), _) => MediaState::Refused(problem.clone()),
            (None, None, None, Some(upload)) if upload.received == upload.length => {
                MediaState::Making { progress: 0 }
            }
            (None, None, None, Some(upload)) => MediaState::Uploading {
                offset: unsigned(upload.received),
                length: unsigned(upload.length),
            },
            (None, None, None, None) => return None,
        };
        let stored = there.filter(|upload| upload.stored_at.is_some());
        Some(OwnMedia {
            id: MediaId(id),
            name: upload.as_ref().and_then(uploads::name),
            // Of what cannot be shown the reason is the state.
            problem: problem.filter(|_| matches!(state, MediaState::Ready { .. })),
            state,
            edit: done.unwrap_or_default(),
            original: stored.map(|_| address(MediaId(id), "original")),
            keep_original: there.is_some_and(|upload| upload.kept),
        })
    }
}

/// A file of the viewer's.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::NotFound`].
pub async fn get(domain: &Domain, viewer: &Viewer, id: MediaId) -> Result<OwnMedia> {
    let owner = viewer.person()?.id;
    let mut known = known(&domain.db, owner, &[id.0]).await?;
    let known = known.remove(&id.0).and_then(|known| known.view(id.0));
    known.ok_or(Code::NotFound.into())
}

/// What was made of a file of the viewer's, a part of a post or not yet.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::NotFound`]; [`Code::MediaNotReady`] where nothing is made of it yet.
pub(super) async fn ready(domain: &Domain, viewer: &Viewer, id: MediaId) -> Result<media::Model> {
    let owner = viewer.person()?.id;
    let mut known = known(&domain.db, owner, &[id.0]).await?;
    let known = known.remove(&id.0).ok_or(Code::NotFound)?;
    if let Some(media) = known.media {
        return Ok(media);
    }
    match known.view(id.0).map(|own| own.state) {
        Some(MediaState::Making { .. } | MediaState::Uploading { .. }) => Err(Code::MediaNotReady.into()),
        _ => Err(Code::NotFound.into()),
    }
}

/// Those of these files that are the owner's, in this order.
pub(crate) async fn all(db: &impl ConnectionTrait, owner: UserId, ids: &[Uuid]) -> Result<Vec<OwnMedia>> {
    let mut known = known(db, owner, ids).await?;
    Ok(ids.iter().filter_map(|id| known.remove(id)?.view(*id)).collect())
}

/// Changes what is made of a file of the viewer's, as long as that is no part of a post.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::NotFound`]; [`Code::UploadGone`] where the file is not there any more to make something else of it;
/// [`Code::MediaPublished`]; [`Code::Invalid`] at `edit` for what is no picture, and for what cannot be.
pub async fn change(domain: &Domain, viewer: &Viewer, id: MediaId, patch: &MediaPatch) -> Result<OwnMedia> {
    let owner = viewer.person()?.id;
    let wanted = patch.edit.map(|edit| edit.parse()).transpose()?;
    let mut known = known(&domain.db, owner, &[id.0]).await?;
    let Known {
        upload,
        making,
        media,
    } = known.remove(&id.0).ok_or(Code::NotFound)?;
    let upload = upload.filter(|upload| upload.gone_at.is_none() && upload.stored_at.is_some());
    let upload = upload.ok_or(Code::UploadGone)?;
    if media.as_ref().is_some_and(|media| media.post_id.is_some()) {
        return Err(Code::MediaPublished.into());
    }
    if let Some(keep) = patch.keep_original
        && keep != upload.kept
    {
        uploads::store::keep(&domain.db, id.0, keep).await?;
    }
    if let Some(wanted) = wanted {
        let kind = match (&making, &media) {
            (Some(making), _) => super::kind("makings", id.0, &making.kind)?,
            (None, Some(media)) => super::kind("media", id.0, &media.kind)?,
            // Nobody looked yet what it is.
            (None, None) => return Err(Code::MediaNotReady.into()),
        };
        if kind != MediaKind::Image {
            return Err(Refusal::field("edit", Lang::edit_pictures).into());
        }
        let now = match (&making, &media) {
            (Some(making), _) => edit(making.turns, making.crop.as_deref()),
            (None, Some(media)) => edit(media.turns, media.crop.as_deref()),
            (None, None) => None,
        };
        if now.ok_or_else(|| corrupt("media", id))? != wanted {
            jobs::again(domain, &upload, kind, wanted).await?;
        }
    }
    get(domain, viewer, id).await
}

/// Deletes a file of the viewer's that is no part of a post, and whatever was made of it; of a published one the original that was
/// kept.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::NotFound`]; [`Code::MediaPublished`] where only the post has it.
pub async fn remove(domain: &Domain, viewer: &Viewer, id: MediaId) -> Result<()> {
    let owner = viewer.person()?.id;
    let mut known = known(&domain.db, owner, &[id.0]).await?;
    let Known {
        upload,
        making,
        media,
    } = known.remove(&id.0).ok_or(Code::NotFound)?;
    if let Some(upload) = upload.filter(|upload| upload.gone_at.is_none()) {
        collecting::let_go(domain, &upload, Condition::all()).await?;
        return Ok(());
    }
    if media.is_some() {
        return Err(Code::MediaPublished.into());
    }
    match making {
        // It was refused, and has been read.
        Some(_) => jobs::store::forget(&domain.db, id.0).await,
        None => Err(Code::NotFound.into()),
    }
}
