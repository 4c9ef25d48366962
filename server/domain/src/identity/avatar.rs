//! A person's face: a square picture that everybody sees.

use super::store;
use crate::{
    Domain, Result, Viewer,
    media::shown::{self, Shown},
};
use shared::{Code, identity::Me};

/// Gives the viewer a face, [`crate::media::AVATAR_WIDTH`] pixels each way, or takes it away.
///
/// # Errors
/// [`Code::SignInRequired`].
pub async fn set_face(domain: &Domain, viewer: &Viewer, face: Option<Shown>) -> Result<Me> {
    let owner = viewer.person()?.id;
    shown::put(domain, owner, face, async |tx, face| {
        store::lock_user(tx, owner).await?;
        let before = store::avatar(tx, owner).await?.ok_or(Code::SessionEnded)?;
        store::set_avatar(tx, owner, face).await?;
        Ok(before)
    })
    .await?;
    super::me(domain, viewer).await
}
