//! What people do with a post besides reading it: like it, keep it.

use super::{decided, opened, store};
use crate::{
    Domain, Result, Viewer,
    engagement::{self, collection_store, store::Act},
};
use shared::{
    Code,
    engagement::Switch,
    ids::{CollectionId, PostId},
};

/// Likes a post that is open to the viewer, or no longer likes it.
pub async fn like(domain: &Domain, viewer: &Viewer, id: PostId, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    if on {
        let author = opened(domain, viewer, id).await?.author();
        engagement::refuse_blocked(&domain.db, person.id, &[author]).await?;
    } else {
        decided(domain, viewer, id).await?;
    }
    let transaction = domain.begin().await?;
    let (switch, turned) = engagement::turn(domain, &transaction, person.id, Act::Like, id.0, on).await?;
    if turned {
        store::rank(&transaction, id).await?;
    }
    transaction.commit().await?;
    if turned {
        domain.lists.changed();
    }
    Ok(switch)
}

/// Keeps a post for later in a collection of the viewer's; what was not kept is kept from now on.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`] for the post and for the collection.
pub async fn collect(
    domain: &Domain,
    viewer: &Viewer,
    id: PostId,
    collection: CollectionId,
) -> Result<Switch> {
    let person = viewer.person()?;
    decided(domain, viewer, id).await?;
    let transaction = domain.begin().await?;
    if !collection_store::is_theirs(&transaction, person.id, collection).await? {
        return Err(Code::NotFound.into());
    }
    let (switch, _) = engagement::turn(domain, &transaction, person.id, Act::Bookmark, id.0, true).await?;
    collection_store::put(&transaction, person.id, id, collection).await?;
    transaction.commit().await?;
    Ok(switch)
}

/// Keeps a post for later, open or locked, or no longer keeps it.
pub async fn bookmark(domain: &Domain, viewer: &Viewer, id: PostId, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    decided(domain, viewer, id).await?;
    engagement::switch(domain, person.id, Act::Bookmark, id.0, on).await
}
