//! What people switch on and off with one click: likes, bookmarks, follows, and turning away from somebody. Whether they
//! may is asked before; here it is written once and counted exactly.

pub mod collection_store;
mod collections;
pub mod entity;
pub mod store;
mod turning_away;

pub use collections::{collections, delete_collection, make_collection, rename_collection, take_out};
pub use turning_away::{away, turn_away};

use crate::{Domain, Result, Viewer};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use shared::{
    Code,
    engagement::Switch,
    ids::{CommentId, PostId, UserId},
};
use std::collections::HashSet;
use store::Act;
use uuid::Uuid;

/// Brings a switch of a person's to `on`; where it stands so already, nothing is written. Tells whether it was turned.
pub async fn turn(
    domain: &Domain,
    tx: &DatabaseTransaction,
    user: UserId,
    act: Act,
    target: Uuid,
    on: bool,
) -> Result<(Switch, bool)> {
    let turned = store::set(tx, act, user, target, on, domain.now()).await?;
    let by = match (turned, on) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => -1,
    };
    let count = store::count(tx, act, target, by).await?;
    Ok((Switch { on, count }, turned))
}

/// The same in a transaction of its own.
pub async fn switch(domain: &Domain, user: UserId, act: Act, target: Uuid, on: bool) -> Result<Switch> {
    let transaction = domain.begin().await?;
    let (switch, turned) = turn(domain, &transaction, user, act, target, on).await?;
    transaction.commit().await?;
    if turned {
        domain.lists.changed();
    }
    Ok(switch)
}

async fn which(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    act: Act,
    targets: impl Iterator<Item = Uuid>,
) -> Result<HashSet<Uuid>> {
    let targets: Vec<Uuid> = targets.collect();
    match viewer.id().filter(|_| !targets.is_empty()) {
        Some(user) => store::which(db, act, user, targets).await,
        None => Ok(HashSet::new()),
    }
}

/// Which of these posts the viewer likes.
pub async fn liked(domain: &Domain, viewer: &Viewer, posts: &[PostId]) -> Result<HashSet<PostId>> {
    let found = which(&domain.db, viewer, Act::Like, posts.iter().map(|post| post.0)).await?;
    Ok(found.into_iter().map(PostId).collect())
}

/// Which of these posts the viewer keeps.
pub async fn bookmarked(domain: &Domain, viewer: &Viewer, posts: &[PostId]) -> Result<HashSet<PostId>> {
    let found = which(&domain.db, viewer, Act::Bookmark, posts.iter().map(|post| post.0)).await?;
    Ok(found.into_iter().map(PostId).collect())
}

/// Which of these creators the viewer follows.
pub async fn followed(domain: &Domain, viewer: &Viewer, creators: &[UserId]) -> Result<HashSet<UserId>> {
    let found = which(&domain.db, viewer, Act::Follow, creators.iter().map(|one| one.0)).await?;
    Ok(found.into_iter().map(UserId).collect())
}

/// Which of these comments the viewer likes.
pub async fn liked_comments(
    domain: &Domain,
    viewer: &Viewer,
    comments: &[CommentId],
) -> Result<HashSet<CommentId>> {
    let found = which(
        &domain.db,
        viewer,
        Act::LikeComment,
        comments.iter().map(|one| one.0),
    )
    .await?;
    Ok(found.into_iter().map(CommentId).collect())
}

/// Whom the viewer muted or blocked: of them they read nothing in any list. Whoever looks at their page by its address
/// sees it all the same, as a visitor would.
pub async fn hidden(domain: &Domain, viewer: &Viewer) -> Result<HashSet<UserId>> {
    let Some(user) = viewer.id() else {
        return Ok(HashSet::new());
    };
    let found = store::hidden(&domain.db, user).await?;
    Ok(found.into_iter().map(UserId).collect())
}

/// Refuses somebody whom one of these people has blocked.
///
/// # Errors
/// [`Code::Blocked`].
pub async fn refuse_blocked(db: &impl ConnectionTrait, user: UserId, by: &[UserId]) -> Result<()> {
    if store::blocked_by(db, user, by).await? {
        return Err(Code::Blocked.into());
    }
    Ok(())
}
