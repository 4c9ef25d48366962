//! Whom a comment is told: the author of the post, and whoever it answers. It refuses to put a name on one without a name, and to tell
//! anybody who may not read the post any more.

use super::store::{self, Row};
use crate::{
    Domain, Result, Tx, Viewer, engagement, identity,
    notifications::{self, Notice},
    posts,
};
use shared::{
    Code,
    ids::{CommentId, PostId, UserId},
    live::{Channel, CommentAct, Event},
    notifications::NotificationKind,
};

/// Whether somebody may read what stands below a post.
pub async fn reads(domain: &Domain, user: UserId, post: PostId) -> Result<bool> {
    let Some(person) = identity::store::person_by_id(&domain.db, user).await? else {
        return Ok(false);
    };
    match posts::opened(domain, &Viewer::Person(Box::new(person)), post).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.code(), Code::Locked | Code::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the author of the comment that is answered may read what stands below the post.
pub async fn answered_reads(domain: &Domain, post: PostId, parent: Option<CommentId>) -> Result<bool> {
    let Some(parent) = parent else { return Ok(false) };
    match store::by_id(&domain.db, parent).await? {
        Some(row) => reads(domain, row.author_id, post).await,
        None => Ok(false),
    }
}

/// Tells of a comment: whoever it answers, and the author of the post, each once.
pub async fn written(
    domain: &Domain,
    tx: &Tx,
    row: &Row,
    (author, answered): (UserId, Option<UserId>),
) -> Result<()> {
    let reply = answered.map(|to| (to, NotificationKind::Reply));
    let comment = (answered != Some(author)).then_some((author, NotificationKind::Comment));
    for (to, kind) in reply.into_iter().chain(comment) {
        let notice = Notice {
            from: (!row.anonymous).then_some(row.author_id),
            post: Some(row.post),
            comment: Some(row.id),
            ..Notice::new(to, kind, row.id)
        };
        engagement::tell(domain, tx, row.author_id, notice).await?;
    }
    Ok(())
}

/// Tells the author of a comment that it was removed by whoever looks after the place. Who that was nobody is told.
pub async fn removed(domain: &Domain, tx: &Tx, row: &Row) -> Result<()> {
    let notice = Notice {
        post: Some(row.post),
        ..Notice::new(row.author_id, NotificationKind::Removed, row.id)
    };
    notifications::tell(domain, tx, notice).await
}

/// Tells those who look at the post.
pub fn live(tx: &Tx, row: &Row, act: CommentAct, comments: u64) {
    let event = Event::Comments {
        comments,
        comment: row.id,
        act,
    };
    tx.tell(Channel::Post(row.post), event);
}

/// Tells the author of a comment that somebody likes it.
pub async fn liked(domain: &Domain, tx: &Tx, row: &Row, by: UserId) -> Result<()> {
    let notice = Notice {
        from: Some(by),
        post: Some(row.post),
        comment: Some(row.id),
        ..Notice::new(row.author_id, NotificationKind::LikeComment, row.id)
    };
    engagement::tell(domain, tx, by, notice).await
}
