//! One file of captions for a film or a sound of the viewer's, a part of a post or not yet. What is kept is written by ourselves
//! ([`vtt`]); each has a name of its own, so that nobody who keeps the ones before shows them in place of these.

pub mod vtt;

use super::{files::File, kind, own, refile};
use crate::{Domain, Result, Viewer};
use shared::{
    Refusal,
    ids::MediaId,
    media::{MediaKind, OwnMedia, Tongue},
    text::Lang,
};

/// Gives a film or a sound of the viewer's these captions, in place of those that it has.
///
/// # Errors
/// [`SignInRequired`], [`NotFound`], [`MediaNotReady`], [`Invalid`] for a picture, and as [`vtt::anew`].
///
/// [`SignInRequired`]: shared::Code::SignInRequired
/// [`NotFound`]: shared::Code::NotFound
/// [`MediaNotReady`]: shared::Code::MediaNotReady
/// [`Invalid`]: shared::Code::Invalid
pub async fn set(
    domain: &Domain,
    viewer: &Viewer,
    id: MediaId,
    tongue: Tongue,
    bytes: &[u8],
) -> Result<OwnMedia> {
    let row = own::ready(domain, viewer, id).await?;
    if kind("media", row.id, &row.kind)? == MediaKind::Image {
        return Err(Refusal::field("captions", Lang::captions_films).into());
    }
    let text = vtt::anew(bytes)?;
    let file = File::Captions {
        tongue,
        mark: refile::mark(),
    };
    refile::replace(domain, row, is_captions, vec![(file, text.into_bytes())], |_| {}).await?;
    own::get(domain, viewer, id).await
}

/// Takes them away. A second time changes nothing.
///
/// # Errors
/// As [`own::get`], and `media_not_ready`.
pub async fn remove(domain: &Domain, viewer: &Viewer, id: MediaId) -> Result<OwnMedia> {
    let row = own::ready(domain, viewer, id).await?;
    refile::replace(domain, row, is_captions, Vec::new(), |_| {}).await?;
    own::get(domain, viewer, id).await
}

fn is_captions(file: File) -> bool {
    matches!(file, File::Captions { .. })
}
