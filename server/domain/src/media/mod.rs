//! Pictures: what a viewer gets of them and the one door to their bytes. Locked bytes are refused as if absent.

pub mod entity;

use crate::{
    Domain, Result, Viewer,
    access::{self, Decision},
    posts,
};
use entity::media;
use sea_orm::EntityTrait;
use shared::{
    Code,
    ids::{MediaId, PostId},
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

/// Bytes of a picture, with whether everybody may keep them.
#[derive(Debug)]
pub struct Opened {
    pub bytes: Vec<u8>,
    /// Free for everybody, now and for good: caches may keep it.
    pub public: bool,
}

/// The bytes of one variant, as WebP; not found for whoever may not open its post.
pub async fn open(domain: &Domain, viewer: &Viewer, id: MediaId, width: u32) -> Result<Opened> {
    let row = media::Entity::find_by_id(id.0)
        .one(&domain.db)
        .await?
        .ok_or(Code::NotFound)?;
    let public = match row.post_id {
        None => true,
        Some(post) => {
            let post = posts::store::facts(&domain.db, PostId(post))
                .await?
                .ok_or(Code::NotFound)?;
            let now = domain.now();
            let standing = posts::standing::of_all(domain, viewer, std::slice::from_ref(&post), now)
                .await?
                .of(&post);
            if access::decide(viewer, &post.facts, &standing, now) != Decision::Open {
                return Err(Code::NotFound.into());
            }
            access::decide(&Viewer::Visitor, &post.facts, &Default::default(), now) == Decision::Open
        }
    };
    if !row.widths.split(',').any(|known| known.parse() == Ok(width)) {
        return Err(Code::NotFound.into());
    }
    let bytes = domain
        .storage
        .get(&variant_key(&row.storage_key, width))
        .await
        .map_err(crate::Error::internal)?;
    Ok(Opened { bytes, public })
}

/// Where the bytes of one variant are kept.
pub fn variant_key(storage_key: &str, width: u32) -> String {
    format!("{storage_key}-{width}.webp")
}
