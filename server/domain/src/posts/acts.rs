//! What people do with a post besides reading it: like it, keep it.

use super::{
    opened_to_act,
    store::{self, Counts},
    there,
};
use crate::{
    Domain, Result, Viewer,
    columns::unsigned,
    engagement::{self, collection_store, store::Act},
    notifications::{self, Notice},
};
use shared::{
    Code,
    engagement::Switch,
    ids::{CollectionId, PostId},
    live::{Channel, Event},
    notifications::NotificationKind,
};

/// Likes a post that is open to the viewer, or no longer likes it.
pub async fn like(domain: &Domain, viewer: &Viewer, id: PostId, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    let author = if on {
        Some(opened_to_act(domain, viewer, id).await?.author())
    } else {
        there(domain, viewer, id).await?;
        None
    };
    let transaction = domain.begin_together().await?;
    let tx = &transaction;
    let turned = engagement::store::set(tx, Act::Like, person.id, id.0, on, domain.now()).await?;
    let by = match (turned, on) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => -1,
    };
    let counts = store::count(
        tx,
        id,
        Counts {
            likes: by,
            comments: 0,
        },
    )
    .await?;
    if turned {
        let likes = unsigned(counts.likes);
        tx.tell(Channel::Post(id), Event::Likes { likes });
    }
    match author.filter(|_| turned) {
        Some(author) => {
            let notice = Notice {
                from: Some(person.id),
                post: Some(id),
                ..Notice::new(author, NotificationKind::Like, id)
            };
            engagement::tell(domain, tx, person.id, notice).await?;
        }
        None if turned => notifications::take_back(tx, person.id, id.0).await?,
        None => {}
    }
    transaction.commit().await?;
    Ok(Switch {
        on,
        count: Some(unsigned(counts.likes)),
    })
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
    there(domain, viewer, id).await?;
    let transaction = domain.begin_together().await?;
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
    there(domain, viewer, id).await?;
    engagement::switch(domain, person.id, Act::Bookmark, id.0, on).await
}
