//! A person's face: a square picture that the server made of what they sent. One replaces the other, row and bytes.

use super::store;
use crate::{
    Domain, Error, Result, Viewer,
    media::{self, AVATAR_WIDTH, entity::media as picture, variant_key},
};
use shared::{Code, identity::Me, ids::UserId};

/// A face as it is kept: [`AVATAR_WIDTH`] pixels each way, made by the server.
#[derive(Clone, Debug)]
pub struct Face {
    /// WebP.
    pub bytes: Vec<u8>,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// A heavily blurred picture as a `data:` address.
    pub blur: String,
}

/// Gives the viewer a face, or takes it away.
///
/// # Errors
/// [`Code::SignInRequired`].
pub async fn set_face(domain: &Domain, viewer: &Viewer, face: Option<Face>) -> Result<Me> {
    let person = viewer.person()?;
    let row = match face {
        Some(face) => Some(keep(domain, person.id, face).await?),
        None => None,
    };
    let written = write(domain, person.id, row.clone()).await;
    // Whichever of the two nobody points at any more: the old one, or the new one that could not be written.
    let (result, unused) = match written {
        Ok(before) => (Ok(()), before),
        Err(error) => (Err(error), row),
    };
    if let Some(row) = unused {
        let key = variant_key(&row.storage_key, AVATAR_WIDTH);
        if let Err(error) = domain.storage.delete(&key).await {
            tracing::error!(%error, key, "a face that nobody has any more could not be deleted");
        }
    }
    result?;
    domain.lists.changed();
    super::me(domain, viewer).await
}

async fn keep(domain: &Domain, owner: UserId, face: Face) -> Result<picture::Model> {
    let pixels = i32::try_from(AVATAR_WIDTH).map_err(Error::internal)?;
    let row = picture::Model {
        shown: true,
        bytes: i64::try_from(face.bytes.len()).map_err(Error::internal)?,
        width: pixels,
        height: pixels,
        widths: AVATAR_WIDTH.to_string(),
        thumbhash: face.thumbhash,
        blur: face.blur,
        storage_key: super::random::<16>()?
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        created_at: domain.now().0,
        ..media::blank(domain.new_id(), owner.0)
    };
    domain
        .storage
        .put(&variant_key(&row.storage_key, AVATAR_WIDTH), face.bytes)
        .await
        .map_err(Error::internal)?;
    Ok(row)
}

/// Writes the new face; gives the one before.
async fn write(
    domain: &Domain,
    owner: UserId,
    row: Option<picture::Model>,
) -> Result<Option<picture::Model>> {
    let tx = domain.begin().await?;
    store::lock_user(&tx, owner).await?;
    let before = store::avatar(&tx, owner).await?.ok_or(Code::SessionEnded)?;
    store::set_avatar(&tx, owner, row.as_ref().map(|row| row.id)).await?;
    if let Some(row) = row {
        media::store::insert(&tx, row).await?;
    }
    let before = match before {
        // A demo lends one face to many people; only one's own goes.
        Some(id) => media::store::take(&tx, id, owner).await?,
        None => None,
    };
    tx.commit().await?;
    Ok(before)
}
