//! Collections of what somebody keeps: made, renamed and deleted by them, and seen by nobody else. Deleting one keeps
//! what is in it.

use super::collection_store as store;
use crate::{Domain, Result, Viewer};
use shared::{
    Code,
    collections::{CollectionDraft, CollectionView, MOST_COLLECTIONS},
    ids::{CollectionId, PostId},
};

/// The viewer's collections by name.
///
/// # Errors
/// [`Code::SignInRequired`].
pub async fn collections(domain: &Domain, viewer: &Viewer) -> Result<Vec<CollectionView>> {
    store::all(&domain.db, viewer.person()?.id).await
}

/// Makes a collection.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] at `name`, [`Code::CollectionExists`], [`Code::TooManyCollections`].
pub async fn make_collection(
    domain: &Domain,
    viewer: &Viewer,
    draft: &CollectionDraft,
) -> Result<CollectionView> {
    let person = viewer.person()?;
    let name = draft.parse()?;
    let view = CollectionView {
        id: CollectionId(domain.new_id()),
        name,
        posts: 0,
        created_at: domain.now(),
    };
    let transaction = domain.begin().await?;
    if store::count(&transaction, person.id).await? >= MOST_COLLECTIONS {
        return Err(Code::TooManyCollections.into());
    }
    if !store::insert(&transaction, person.id, &view).await? {
        return Err(Code::CollectionExists.into());
    }
    transaction.commit().await?;
    Ok(view)
}

/// Gives a collection of the viewer's another name.
///
/// # Errors
/// As [`make_collection`], and [`Code::NotFound`].
pub async fn rename_collection(
    domain: &Domain,
    viewer: &Viewer,
    id: CollectionId,
    draft: &CollectionDraft,
) -> Result<CollectionView> {
    let person = viewer.person()?;
    let name = draft.parse()?;
    if !store::rename(&domain.db, person.id, id, &name).await? {
        return Err(Code::NotFound.into());
    }
    let mut all = store::all(&domain.db, person.id).await?;
    let at = all.iter().position(|one| one.id == id).ok_or(Code::NotFound)?;
    Ok(all.swap_remove(at))
}

/// Deletes a collection of the viewer's; the posts in it stay kept.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`].
pub async fn delete_collection(domain: &Domain, viewer: &Viewer, id: CollectionId) -> Result<()> {
    let person = viewer.person()?;
    let transaction = domain.begin().await?;
    if !store::delete(&transaction, person.id, id).await? {
        return Err(Code::NotFound.into());
    }
    transaction.commit().await?;
    Ok(())
}

/// Takes a post out of a collection of the viewer's; it stays kept. One that is not in it stays where it is.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`] for the collection.
pub async fn take_out(domain: &Domain, viewer: &Viewer, id: CollectionId, post: PostId) -> Result<()> {
    let person = viewer.person()?;
    if !store::is_theirs(&domain.db, person.id, id).await? {
        return Err(Code::NotFound.into());
    }
    store::take_out(&domain.db, person.id, post, id).await
}
