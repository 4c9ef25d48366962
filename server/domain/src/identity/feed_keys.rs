//! Addresses at which people read by feed: a key that stands for its person at that door alone. It is told once; what is kept of it opens
//! nothing. A new one ends the one before.

use super::{people::person_by_id, random, store};
use crate::{Domain, Person, Result, Viewer};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use shared::{ids::UserId, reaching::FeedAddress};

/// Characters of a key.
const LENGTH: usize = 43;

/// Whether the viewer has such an address.
///
/// # Errors
/// `sign_in_required`.
pub async fn has_feed_key(domain: &Domain, viewer: &Viewer) -> Result<bool> {
    store::has_feed_key(&domain.db, viewer.person()?.id).await
}

/// Gives the viewer a new address; one that they had opens nothing any more.
///
/// # Errors
/// `sign_in_required`.
pub async fn make_feed_key(domain: &Domain, viewer: &Viewer) -> Result<FeedAddress> {
    let user = viewer.person()?.id;
    let key = URL_SAFE_NO_PAD.encode(random::<32>()?);
    store::put_feed_key(&domain.db, user, &store::hash(key.as_bytes()), domain.now()).await?;
    Ok(FeedAddress {
        url: format!("{}/rss/{key}", domain.rules.origin),
    })
}

/// Ends the viewer's address; a second time changes nothing.
///
/// # Errors
/// `sign_in_required`.
pub async fn end_feed_key(domain: &Domain, viewer: &Viewer) -> Result<()> {
    store::delete_feed_key(&domain.db, viewer.person()?.id).await
}

/// Whose key this is, without a session; nobody's where it is none.
pub async fn feed_reader(domain: &Domain, key: &str) -> Result<Option<Person>> {
    if key.len() != LENGTH {
        return Ok(None);
    }
    match store::feed_key(&domain.db, &store::hash(key.as_bytes())).await? {
        Some(user) => person_by_id(&domain.db, UserId(user)).await,
        None => Ok(None),
    }
}
