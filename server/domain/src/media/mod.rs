//! Pictures: what a viewer gets of them, and the addresses of their bytes; and [`uploads`], from which they are to be made. Who may
//! have the bytes of a picture is not known here: see [`crate::posts::pictures`].

pub mod entity;
pub mod store;
pub mod uploads;

use entity::media;
use shared::{
    ids::MediaId,
    media::{MediaView, Preview, Variant},
};

/// The address of one variant of a picture.
pub fn media_url(id: MediaId, width: u32) -> String {
    format!("/media/{id}/{width}")
}

/// The width of an avatar's only variant, in pixels.
pub const AVATAR_WIDTH: u32 = 256;

/// The address of an avatar.
pub fn avatar_url(id: Option<uuid::Uuid>) -> Option<String> {
    id.map(|id| media_url(id.into(), AVATAR_WIDTH))
}

fn pixels(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or(0)
}

/// The picture for somebody who may open it.
pub fn view(row: &media::Model) -> MediaView {
    let id = MediaId(row.id);
    let widths = row.widths.split(',').filter_map(|width| width.parse().ok());
    MediaView {
        id,
        width: pixels(row.width),
        height: pixels(row.height),
        alt: row.alt.clone(),
        blur: row.blur.clone(),
        variants: widths
            .map(|width| Variant {
                width,
                url: media_url(id, width),
            })
            .collect(),
    }
}

/// The picture for somebody who may not: its shape and a blur, nothing that leads to the bytes.
pub fn preview(row: &media::Model) -> Preview {
    Preview {
        width: pixels(row.width),
        height: pixels(row.height),
        thumbhash: row.thumbhash.clone(),
        blur: row.blur.clone(),
    }
}

/// Where the bytes of one variant are kept.
pub fn variant_key(storage_key: &str, width: u32) -> String {
    format!("{storage_key}-{width}.webp")
}
