//! A creator's cover: a wide picture that everybody sees.

use super::store;
use crate::{
    Domain, Result, Viewer, access, identity, media,
    media::shown::{self, Shown},
};
use shared::{Code, media::MediaView};

/// Gives the viewer's page a cover, or takes it away.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotACreator`].
pub async fn set_cover(domain: &Domain, viewer: &Viewer, cover: Option<Shown>) -> Result<Option<MediaView>> {
    let owner = access::may_publish(viewer)?.0.id;
    let row = shown::put(domain, owner, cover, async |tx, cover| {
        identity::store::lock_user(tx, owner).await?;
        let before = store::cover(tx, owner).await?.ok_or(Code::NotACreator)?;
        store::set_cover(tx, owner, cover).await?;
        Ok(before)
    });
    Ok(row.await?.as_ref().map(media::view))
}
