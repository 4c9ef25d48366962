//! What stands for a film until it plays: a moment of it that its author chose, or a picture of their own. The picture itself is made
//! elsewhere; here is whose film it is and what is told of it afterwards. Each has names of its own, so that nobody who keeps the one
//! before shows it in place of this.

use super::{entity::media, files::File, kind, others, own, pixels, refile, shown::Shown};
use crate::{Domain, Result, Viewer, columns::unsigned};
use shared::{
    Code, Refusal,
    ids::MediaId,
    media::{MediaKind, OwnMedia},
    text::Lang,
};

/// A film of the viewer's, as far as it matters to its poster.
#[derive(Clone, Debug)]
pub struct Film {
    row: media::Model,
}

impl Film {
    /// Pixels, where they are known.
    pub fn size(&self) -> Option<(u32, u32)> {
        let size = (pixels(self.row.width), pixels(self.row.height));
        (size.0 > 0 && size.1 > 0).then_some(size)
    }

    /// Where the list and the bytes of its largest rendition are kept, where it has any.
    pub fn rendition(&self) -> Option<(String, String)> {
        let rows = others(&self.row).filter_map(|file| match file {
            File::Rendition { rows } => Some(rows),
            _ => None,
        });
        let rows = rows.max()?;
        let key = |file: File| file.key(&self.row.storage_key);
        Some((key(File::Playlist { rows }), key(File::Rendition { rows })))
    }

    /// A moment within it.
    ///
    /// # Errors
    /// [`Code::Invalid`] at `milliseconds`.
    pub fn moment(&self, milliseconds: u64) -> Result<u64> {
        let lasts = self.row.milliseconds.map(unsigned);
        if lasts.is_some_and(|lasts| milliseconds > lasts) {
            return Err(Refusal::field("milliseconds", Lang::poster_late).into());
        }
        Ok(milliseconds)
    }
}

/// A film of the viewer's, a part of a post or not yet.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::NotFound`]; [`Code::MediaNotReady`]; [`Code::Invalid`] at `poster` for what is no film.
pub async fn film(domain: &Domain, viewer: &Viewer, id: MediaId) -> Result<Film> {
    let row = own::ready(domain, viewer, id).await?;
    if kind("media", row.id, &row.kind)? != MediaKind::Video {
        return Err(Refusal::field("poster", Lang::poster_films).into());
    }
    Ok(Film { row })
}

/// Puts this in place of what stood for it.
///
/// # Errors
/// [`Code::NotFound`] where it was deleted meanwhile.
pub async fn set(domain: &Domain, viewer: &Viewer, film: Film, poster: Shown) -> Result<OwnMedia> {
    let (id, mark) = (MediaId(film.row.id), refile::mark());
    let Shown {
        variants,
        thumbhash,
        blur,
        colour,
        ..
    } = poster;
    if variants.is_empty() {
        return Err(Code::MomentMissing.into());
    }
    let new = variants
        .into_iter()
        .map(|(width, bytes)| (File::Poster { width, mark }, bytes));
    let said = |row: &mut media::Model| {
        row.thumbhash.clone_from(&thumbhash);
        row.blur.clone_from(&blur);
        row.colour.clone_from(&colour);
    };
    refile::replace(domain, film.row, File::is_picture, new.collect(), said).await?;
    own::get(domain, viewer, id).await
}
