//! A creator's cover: a wide picture that the server made of what they sent. One replaces the other, rows and bytes.

use super::store;
use crate::{
    Domain, Error, Result, Viewer, access, identity,
    media::{self, entity::media as picture, files::File},
};
use shared::{Code, ids::UserId, media::MediaView};
use uuid::Uuid;

/// A cover as it is kept.
#[derive(Clone, Debug)]
pub struct Cover {
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// WebP by their widths, from narrow to wide.
    pub variants: Vec<(u32, Vec<u8>)>,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// A heavily blurred picture as a `data:` address.
    pub blur: String,
    /// The colour that most of it has, as `#rrggbb`.
    pub colour: String,
}

/// Gives the viewer's page a cover, or takes it away.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotACreator`].
pub async fn set_cover(domain: &Domain, viewer: &Viewer, cover: Option<Cover>) -> Result<Option<MediaView>> {
    let owner = access::may_publish(viewer)?.0.id;
    let row = match cover {
        Some(cover) => Some(keep(domain, owner, cover).await?),
        None => None,
    };
    match write(domain, owner, row.clone()).await {
        Ok(before) => {
            if let Some(before) = before {
                media::delete_files(domain, media::keys(&before)).await;
            }
            domain.lists.changed();
            Ok(row.as_ref().map(media::view))
        }
        Err(error) => {
            if let Some(row) = row {
                media::delete_files(domain, media::keys(&row)).await;
            }
            Err(error)
        }
    }
}

async fn keep(domain: &Domain, owner: UserId, cover: Cover) -> Result<picture::Model> {
    let number = |number: u32| i32::try_from(number).map_err(Error::internal);
    let widths: Vec<String> = cover
        .variants
        .iter()
        .map(|(width, _)| width.to_string())
        .collect();
    let bytes: usize = cover.variants.iter().map(|(_, bytes)| bytes.len()).sum();
    let row = picture::Model {
        shown: true,
        width: number(cover.width)?,
        height: number(cover.height)?,
        widths: widths.join(","),
        thumbhash: cover.thumbhash,
        blur: cover.blur,
        colour: cover.colour,
        bytes: i64::try_from(bytes).map_err(Error::internal)?,
        storage_key: Uuid::new_v4().simple().to_string(),
        created_at: domain.now().0,
        ..media::blank(domain.new_id(), owner.0)
    };
    for (width, bytes) in cover.variants {
        let key = File::Picture { width }.key(&row.storage_key);
        domain.storage.put(&key, bytes).await.map_err(Error::internal)?;
    }
    Ok(row)
}

/// Writes the new cover; gives the one before.
async fn write(
    domain: &Domain,
    owner: UserId,
    row: Option<picture::Model>,
) -> Result<Option<picture::Model>> {
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, owner).await?;
    let before = store::cover(&tx, owner).await?.ok_or(Code::NotACreator)?;
    store::set_cover(&tx, owner, row.as_ref().map(|row| row.id)).await?;
    if let Some(row) = row {
        media::store::insert(&tx, row).await?;
    }
    let before = match before {
        Some(id) => media::store::take(&tx, id, owner).await?,
        None => None,
    };
    tx.commit().await?;
    Ok(before)
}
