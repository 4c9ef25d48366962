//! The one door to the bytes of pictures. Locked bytes are refused as if absent.

use super::{
    standing::{self, Wanted},
    store,
};
use crate::{
    Domain, Error, Result, Viewer,
    access::{self, Decision},
    media::{entity::media, variant_key},
};
use sea_orm::EntityTrait;
use shared::{
    Code,
    ids::{MediaId, PostId},
};

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
            let post = store::facts(&domain.db, PostId(post))
                .await?
                .ok_or(Code::NotFound)?;
            let now = domain.now();
            let standing = standing::of_all(domain, viewer, std::slice::from_ref(&post), Wanted::Access, now)
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
        .map_err(Error::internal)?;
    Ok(Opened { bytes, public })
}
