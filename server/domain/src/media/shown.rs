//! Pictures that everybody sees and that belong to no post: faces and covers, made by the server of what their owners sent. One takes
//! the other's place, row and bytes; whatever nobody points at in the end is deleted.

use super::{delete_files, entity::media, files::File, keys, store};
use crate::{Domain, Error, Result};
use sea_orm::DatabaseTransaction;
use shared::ids::UserId;
use uuid::Uuid;

/// A picture as it is kept.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// WebP by their widths, from narrow to wide.
    pub variants: Vec<(u32, Vec<u8>)>,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// A heavily blurred picture as a `data:` address.
    pub blur: String,
    /// The colour that most of it has, as `#rrggbb`; perhaps empty.
    pub colour: String,
}

/// Puts a picture in its place, or nothing. `point` locks whatever names it and turns it to the new row, in the transaction of the
/// change, and says to which one it pointed before. Gives the new row.
pub(crate) async fn put(
    domain: &Domain,
    owner: UserId,
    picture: Option<Shown>,
    point: impl AsyncFnOnce(&DatabaseTransaction, Option<Uuid>) -> Result<Option<Uuid>>,
) -> Result<Option<media::Model>> {
    let row = match picture {
        Some(picture) => Some(keep(domain, owner, picture).await?),
        None => None,
    };
    // Whichever of the two nobody points at any more: the old one, or the new one that could not be written.
    let (result, unused) = match write(domain, owner, row.clone(), point).await {
        Ok(before) => (Ok(row), before),
        Err(error) => (Err(error), row),
    };
    if let Some(unused) = unused {
        delete_files(domain, keys(&unused)).await;
    }
    if result.is_ok() {
        domain.lists.changed();
    }
    result
}

async fn keep(domain: &Domain, owner: UserId, picture: Shown) -> Result<media::Model> {
    let number = |number: u32| i32::try_from(number).map_err(Error::internal);
    let widths: Vec<String> = picture
        .variants
        .iter()
        .map(|(width, _)| width.to_string())
        .collect();
    let bytes: usize = picture.variants.iter().map(|(_, bytes)| bytes.len()).sum();
    let row = media::Model {
        shown: true,
        width: number(picture.width)?,
        height: number(picture.height)?,
        widths: widths.join(","),
        thumbhash: picture.thumbhash,
        blur: picture.blur,
        colour: picture.colour,
        bytes: i64::try_from(bytes).map_err(Error::internal)?,
        storage_key: Uuid::new_v4().simple().to_string(),
        created_at: domain.now().0,
        ..super::blank(domain.new_id(), owner.0)
    };
    for (width, bytes) in picture.variants {
        let key = File::Picture { width }.key(&row.storage_key);
        domain.storage.put(&key, bytes).await.map_err(Error::internal)?;
    }
    Ok(row)
}

/// Writes the new row; gives the one before.
async fn write(
    domain: &Domain,
    owner: UserId,
    row: Option<media::Model>,
    point: impl AsyncFnOnce(&DatabaseTransaction, Option<Uuid>) -> Result<Option<Uuid>>,
) -> Result<Option<media::Model>> {
    let tx = domain.begin().await?;
    let before = point(&*tx, row.as_ref().map(|row| row.id)).await?;
    if let Some(row) = row {
        store::insert(&*tx, row).await?;
    }
    let before = match before {
        // A demo lends one face to many people; only one's own goes.
        Some(id) => store::take(&*tx, id, owner).await?,
        None => None,
    };
    tx.commit().await?;
    Ok(before)
}
