//! Pictures, films and sounds: what a viewer gets of them, and the addresses of their bytes; [`uploads`], from which they are made, and
//! [`making`], which makes them. Who may have the bytes of one is not known here: see [`crate::posts::files`].

pub mod captions;
pub mod entity;
pub mod files;
pub mod making;
pub mod marks;
mod own;
pub mod poster;
mod refile;
pub mod shown;
pub mod store;
pub mod uploads;

pub(crate) use own::all;
pub use own::{change, get, remove};

use crate::{Error, Result, columns::corrupt, columns::unsigned};
use entity::media;
use files::File;
use sea_orm::ConnectionTrait;
use shared::{
    ids::{MediaId, UserId},
    media::{Captions, Crop, MediaEdit, MediaKind, MediaView, Playable, Preview, Source, Variant},
};
use uuid::Uuid;

/// The address of one file of a picture, film or sound.
fn address(id: MediaId, name: impl std::fmt::Display) -> String {
    format!("/media/{id}/{name}")
}

/// The address of one variant of a picture.
pub fn media_url(id: MediaId, width: u32) -> String {
    address(id, width)
}

/// The width of an avatar's only variant, in pixels.
pub const AVATAR_WIDTH: u32 = 256;

/// The address of an avatar.
pub fn avatar_url(id: Option<Uuid>) -> Option<String> {
    id.map(|id| media_url(id.into(), AVATAR_WIDTH))
}

fn pixels(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or(0)
}

fn widths(row: &media::Model) -> impl Iterator<Item = u32> {
    numbers(&row.widths)
}

fn numbers(widths: &str) -> impl Iterator<Item = u32> {
    widths.split(',').filter_map(|width| width.parse().ok())
}

/// A row's files besides those of its widths.
fn others(row: &media::Model) -> impl Iterator<Item = File> {
    row.files.split(',').filter_map(File::named)
}

/// The picture, or what stands for a film, from narrow to wide.
fn pictures(row: &media::Model) -> impl Iterator<Item = (u32, File)> {
    let chosen = others(row).filter_map(|file| match file {
        File::Poster { width, .. } => Some((width, file)),
        _ => None,
    });
    widths(row)
        .map(|width| (width, File::Picture { width }))
        .chain(chosen)
}

/// Where the widest picture of a row is kept.
pub(crate) fn widest(row: &media::Model) -> Option<String> {
    let (_, widest) = pictures(row).max_by_key(|(width, _)| *width)?;
    Some(widest.key(&row.storage_key))
}

/// Where its captions are kept.
pub(crate) fn captions_key(row: &media::Model) -> Option<String> {
    let captions = others(row).find(|file| matches!(file, File::Captions { .. }));
    captions.map(|file| file.key(&row.storage_key))
}

/// Whether a row has this file.
pub(crate) fn has(row: &media::Model, file: File) -> bool {
    match file {
        File::Picture { width } => widths(row).any(|known| known == width),
        File::Still { width } => row.animated && widths(row).any(|known| known == width),
        file => others(row).any(|known| known == file),
    }
}

/// Whether a file of the owner's comes in still, or is worked on.
pub(crate) async fn is_on_its_way(db: &impl ConnectionTrait, owner: UserId, id: MediaId) -> Result<bool> {
    if let Some(making) = making::store::find(db, id.0).await? {
        return Ok(making.owner_id == owner.0 && making.due_at.is_some());
    }
    let upload = uploads::store::of_owner(db, owner, &[id.0]).await?.pop();
    Ok(upload.is_some_and(|upload| upload.gone_at.is_none()))
}

/// The kind in a row's column.
pub(crate) fn kind(table: &str, id: Uuid, stored: &str) -> Result<MediaKind> {
    stored.parse().map_err(|_| corrupt(table, id))
}

/// A row of somebody's picture that says nothing yet.
pub fn blank(id: Uuid, owner: Uuid) -> media::Model {
    media::Model {
        id,
        owner_id: owner,
        post_id: None,
        position: 0,
        kind: MediaKind::Image.as_str().to_owned(),
        width: 0,
        height: 0,
        widths: String::new(),
        thumbhash: String::new(),
        blur: String::new(),
        colour: String::new(),
        alt: String::new(),
        shown: false,
        sample: false,
        animated: false,
        milliseconds: None,
        waveform: None,
        files: String::new(),
        bytes: 0,
        turns: 0,
        crop: None,
        storage_key: String::new(),
        created_at: 0,
    }
}

/// The file for somebody who may open it.
pub fn view(row: &media::Model) -> MediaView {
    let id = MediaId(row.id);
    // A row of a kind that was never written is shown as far as it is a picture.
    let kind = row.kind.parse().unwrap_or(MediaKind::Image);
    MediaView {
        id,
        kind,
        width: pixels(row.width),
        height: pixels(row.height),
        alt: row.alt.clone(),
        blur: row.blur.clone(),
        colour: row.colour.clone(),
        variants: pictures(row)
            .map(|(width, file)| Variant {
                width,
                url: address(id, file.name()),
            })
            .collect(),
        animated: row.animated,
        playable: (kind != MediaKind::Image).then(|| playable(row)),
        sample: row.sample,
    }
}

fn playable(row: &media::Model) -> Playable {
    let id = MediaId(row.id);
    let mut playable = Playable {
        milliseconds: row.milliseconds.map(unsigned),
        waveform: row.waveform.clone(),
        ..Playable::default()
    };
    let mut rendered = false;
    for file in others(row) {
        let url = || address(id, file.name());
        match file {
            File::Captions { tongue, .. } => {
                playable.captions = Some(Captions {
                    url: url(),
                    lang: tongue,
                });
            }
            // For browsers that know no playlists, one rendition is enough.
            File::Rendition { .. } if std::mem::replace(&mut rendered, true) => {}
            file if file.is_source() => playable.sources.push(Source {
                url: url(),
                kind: file.content_type().to_owned(),
            }),
            _ => {}
        }
    }
    playable
}

/// The file for somebody who may not: its shape and a blur, nothing that leads to the bytes. A sound has none.
pub fn preview(row: &media::Model) -> Option<Preview> {
    (!row.blur.is_empty()).then(|| Preview {
        width: pixels(row.width),
        height: pixels(row.height),
        thumbhash: row.thumbhash.clone(),
        blur: row.blur.clone(),
    })
}

/// Where the bytes of one variant are kept.
pub fn variant_key(storage_key: &str, width: u32) -> String {
    format!("{storage_key}-{width}.webp")
}

/// Where all the files of a row are kept.
pub fn keys(row: &media::Model) -> Vec<String> {
    keys_of((&row.storage_key, &row.widths, row.animated, &row.files))
}

/// The same by its columns `storage_key`, `widths`, `animated` and `files`.
pub fn keys_of((storage_key, widths, animated, files): (&str, &str, bool, &str)) -> Vec<String> {
    let key = |file: File| file.key(storage_key);
    let pictures = numbers(widths).map(|width| key(File::Picture { width }));
    let stills = numbers(widths).filter(|_| animated);
    let stills = stills.map(|width| key(File::Still { width }));
    let others = files.split(',').filter_map(File::named);
    pictures.chain(stills).chain(others.map(key)).collect()
}

/// A crop as a column keeps it.
fn stored_crop(crop: Option<Crop>) -> Option<String> {
    crop.map(|crop| format!("{},{},{},{}", crop.left, crop.top, crop.width, crop.height))
}

/// What was done to a file, by its columns.
fn edit(turns: i16, crop: Option<&str>) -> Option<MediaEdit> {
    let crop = match crop {
        None => None,
        Some(text) => {
            let numbers: Option<Vec<u16>> = text.split(',').map(|number| number.parse().ok()).collect();
            let &[left, top, width, height] = numbers?.as_slice() else {
                return None;
            };
            Some(Crop {
                left,
                top,
                width,
                height,
            })
        }
    };
    Some(MediaEdit {
        turns: u8::try_from(turns).ok()?,
        crop,
    })
}

/// Deletes files that nobody points at any more. What cannot be deleted stays for the look after orphans.
pub(crate) async fn delete_files(domain: &crate::Domain, keys: Vec<String>) {
    for key in keys {
        if let Err(error) = domain.storage.delete(&key).await.map_err(Error::internal) {
            tracing::warn!(%error, key, "a file that nobody has any more could not be deleted; it is tried again later");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::media::Tongue;

    #[test]
    fn a_row_names_each_of_its_files_once() {
        let row = media::Model {
            kind: "video".into(),
            widths: "320,640".into(),
            files: "master.m3u8,360p.m3u8,360p.mp4,captions-ru-0000001a.vtt".into(),
            storage_key: "abc".into(),
            milliseconds: Some(1_500),
            ..blank(Uuid::nil(), Uuid::nil())
        };
        let expected = [
            "abc-320.webp",
            "abc-640.webp",
            "abc-master.m3u8",
            "abc-360p.m3u8",
            "abc-360p.mp4",
            "abc-captions-ru-0000001a.vtt",
        ];
        assert_eq!(keys(&row), expected);
        let playable = view(&row).playable.expect("a film");
        let sources: Vec<&str> = playable
            .sources
            .iter()
            .map(|source| source.kind.as_str())
            .collect();
        assert_eq!(sources, ["application/vnd.apple.mpegurl", "video/mp4"]);
        let captions = Captions {
            url: format!("/media/{}/captions-ru-0000001a.vtt", Uuid::nil()),
            lang: Tongue::Russian,
        };
        assert_eq!(playable.captions, Some(captions));
        assert!(!has(
            &row,
            File::Captions {
                tongue: Tongue::Russian,
                mark: 0x1b
            }
        ));
        // What the author chose stands in the place of the film's own.
        let chosen = media::Model {
            widths: String::new(),
            files: "master.m3u8,320-0000002b,640-0000002b".into(),
            ..row.clone()
        };
        let expected = [
            "abc-master.m3u8",
            "abc-320-0000002b.webp",
            "abc-640-0000002b.webp",
        ];
        assert_eq!(keys(&chosen), expected);
        let urls: Vec<String> = view(&chosen)
            .variants
            .into_iter()
            .map(|variant| variant.url)
            .collect();
        let expected = [320, 640].map(|width| format!("/media/{}/{width}-0000002b", Uuid::nil()));
        assert_eq!(urls, expected);
        assert_eq!(widest(&chosen).as_deref(), Some("abc-640-0000002b.webp"));
        let moving = media::Model {
            animated: true,
            files: String::new(),
            ..row
        };
        let expected = ["abc-320.webp", "abc-640.webp", "abc-320s.webp", "abc-640s.webp"];
        assert_eq!(keys(&moving), expected);
    }

    #[test]
    fn what_was_done_is_read_as_it_was_written() {
        let crop = Crop {
            left: 1,
            top: 0,
            width: 9_999,
            height: 10_000,
        };
        let stored = stored_crop(Some(crop));
        let read = edit(3, stored.as_deref());
        assert_eq!(
            read,
            Some(MediaEdit {
                turns: 3,
                crop: Some(crop)
            })
        );
        assert_eq!(edit(0, Some("1,2,3")), None);
        assert_eq!(edit(0, Some("1,2,3,-4")), None);
    }
}
