//! Comments below posts, with replies one deep. Only who may open the post reads or writes them; a deleted one is gone
//! for good, and stands empty only for its replies.

pub mod entity;
pub mod store;
mod view;

use crate::{
    Domain, Result, Viewer, engagement,
    engagement::store::Act,
    posts::{self, Opened},
    rules,
};
use shared::{
    Code,
    comments::{self as words, CommentDraft, CommentPatch, CommentQuery, CommentSort, CommentView},
    engagement::Switch,
    ids::{CommentId, PostId},
    paging::{self, Page},
};
use std::collections::HashMap;
use store::{Row, Thread};
use view::Reading;

/// So many replies come with each comment.
const FIRST_REPLIES: u64 = 3;

/// A part of the comments on a post, or of the replies to one of them.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    post: PostId,
    query: &CommentQuery,
) -> Result<Page<CommentView>> {
    let opened = posts::opened(domain, viewer, post).await?;
    let limit = paging::limit(query.limit)?;
    let sort = query.sort.as_deref().map(str::parse).transpose()?;
    let (thread, sort) = match query.parent {
        None => (Thread::Post(post), sort.unwrap_or(CommentSort::Top)),
        Some(parent) => {
            let there = store::by_id(&domain.db, parent).await?;
            there.filter(|row| row.post == post).ok_or(Code::NotFound)?;
            (Thread::Replies(parent), CommentSort::Oldest)
        }
    };
    let (rows, total, next_cursor) =
        store::thread(&domain.db, thread, sort, limit, query.cursor.as_deref()).await?;
    Ok(Page {
        items: views(domain, viewer, &opened, &rows).await?,
        next_cursor,
        total,
    })
}

/// The viewer's views of these comments, with their first replies.
async fn views(domain: &Domain, viewer: &Viewer, opened: &Opened, rows: &[Row]) -> Result<Vec<CommentView>> {
    let hidden = engagement::hidden(domain, viewer).await?;
    // Not those without a name: if they went, one would know whose they were.
    let met = |row: &&Row| row.anonymous || !hidden.contains(&row.author_id);
    let rows: Vec<&Row> = rows.iter().filter(met).collect();
    let answered: Vec<CommentId> = rows
        .iter()
        .filter(|row| row.replies > 0)
        .map(|row| row.id)
        .collect();
    let replies = store::first_replies(&domain.db, &answered, FIRST_REPLIES).await?;
    let replies: Vec<&Row> = replies.iter().filter(met).collect();
    let all: Vec<CommentId> = rows.iter().chain(&replies).map(|row| row.id).collect();
    let liked = engagement::liked_comments(domain, viewer, &all).await?;
    let reading = Reading {
        viewer,
        creator: opened.author(),
        liked: &liked,
    };
    let mut below: HashMap<CommentId, Vec<CommentView>> = HashMap::new();
    for reply in replies {
        if let Some(parent) = reply.parent {
            below
                .entry(parent)
                .or_default()
                .push(reading.view(reply, Vec::new()));
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| reading.view(row, below.remove(&row.id).unwrap_or_default()))
        .collect())
}

async fn one(domain: &Domain, viewer: &Viewer, opened: &Opened, id: CommentId) -> Result<CommentView> {
    let row = store::by_id(&domain.db, id).await?.ok_or(Code::NotFound)?;
    views(domain, viewer, opened, &[row])
        .await?
        .pop()
        .ok_or(Code::NotFound.into())
}

/// Writes a comment. `key` names this act of writing: with the same one it is written once, however often it is sent.
pub async fn write(
    domain: &Domain,
    viewer: &Viewer,
    post: PostId,
    draft: &CommentDraft,
    key: Option<&str>,
) -> Result<CommentView> {
    let person = viewer.person()?;
    let opened = posts::opened(domain, viewer, post).await?;
    let body = words::body(&draft.body)?;
    let key = key.map(rules::idempotency_key).transpose()?;
    let transaction = domain.begin().await?;
    engagement::refuse_blocked(&transaction, person.id, &[opened.author()]).await?;
    let parent = match draft.parent {
        None => None,
        Some(id) => {
            let answered = store::lock(&transaction, id).await?;
            let answered = answered
                .filter(|row| row.post == post && !row.deleted)
                .ok_or(Code::NotFound)?;
            // Of who wrote without a name a refusal would tell who it was.
            if !answered.anonymous {
                engagement::refuse_blocked(&transaction, person.id, &[answered.author_id]).await?;
            }
            Some(answered.parent.unwrap_or(answered.id))
        }
    };
    let id = CommentId(domain.new_id());
    let row = entity::comment::Model {
        id: id.0,
        post_id: post.0,
        author_id: person.id.0,
        parent_id: parent.map(|parent| parent.0),
        body,
        anonymous: draft.anonymous,
        idempotency_key: key.map(str::to_owned),
        likes_count: 0,
        replies_count: 0,
        created_at: domain.now().0,
        edited_at: None,
        deleted_at: None,
    };
    if store::insert(&transaction, row).await? {
        transaction.commit().await?;
        domain.lists.changed();
        return one(domain, viewer, &opened, id).await;
    }
    // It was written under this key before, perhaps a moment ago.
    transaction.rollback().await?;
    let written = store::by_key(&domain.db, person.id, key.unwrap_or_default()).await?;
    match written {
        Some(row) if row.post == post && row.anonymous == draft.anonymous => {
            one(domain, viewer, &opened, row.id).await
        }
        _ => Err(Code::IdempotencyMismatch.into()),
    }
}

/// A comment that is there for the viewer, and the post it stands below.
async fn there(domain: &Domain, viewer: &Viewer, id: CommentId) -> Result<(Row, Opened)> {
    let row = store::by_id(&domain.db, id).await?;
    let row = row.filter(|row| !row.deleted).ok_or(Code::NotFound)?;
    let opened = below(domain, viewer, row.post).await?;
    Ok((row, opened))
}

/// The post of a comment. Of comments below a locked post nobody learns, not even that they exist.
async fn below(domain: &Domain, viewer: &Viewer, post: PostId) -> Result<Opened> {
    posts::opened(domain, viewer, post).await.map_err(|error| {
        if error.code() == Code::Locked {
            Code::NotFound.into()
        } else {
            error
        }
    })
}

/// One comment with its first replies; a deleted one stands as long as it has some.
pub async fn get(domain: &Domain, viewer: &Viewer, id: CommentId) -> Result<CommentView> {
    let row = store::by_id(&domain.db, id).await?;
    let row = row.filter(Row::stands).ok_or(Code::NotFound)?;
    let opened = below(domain, viewer, row.post).await?;
    one(domain, viewer, &opened, id).await
}

/// The post that a comment stands below, and the comment it answers.
pub async fn place(domain: &Domain, viewer: &Viewer, id: CommentId) -> Result<(PostId, Option<CommentId>)> {
    let (row, _) = there(domain, viewer, id).await?;
    Ok((row.post, row.parent))
}

/// Changes the words of the viewer's own comment.
pub async fn change(
    domain: &Domain,
    viewer: &Viewer,
    id: CommentId,
    patch: &CommentPatch,
) -> Result<CommentView> {
    let person = viewer.person()?;
    let (row, opened) = there(domain, viewer, id).await?;
    if row.author_id != person.id {
        return Err(Code::Forbidden.into());
    }
    let body = words::body(&patch.body)?;
    let transaction = domain.begin().await?;
    let row = store::lock(&transaction, id).await?;
    let row = row.filter(|row| !row.deleted).ok_or(Code::NotFound)?;
    if row.body != body {
        store::rewrite(&transaction, id, body, domain.now()).await?;
    }
    transaction.commit().await?;
    domain.lists.changed();
    one(domain, viewer, &opened, id).await
}

/// Deletes a comment: one's own, one below one's own post, or any as a moderator.
pub async fn delete(domain: &Domain, viewer: &Viewer, id: CommentId) -> Result<()> {
    let person = viewer.person()?;
    let (row, opened) = there(domain, viewer, id).await?;
    if row.author_id != person.id && opened.author() != person.id && !viewer.moderates() {
        return Err(Code::Forbidden.into());
    }
    let transaction = domain.begin().await?;
    let row = store::lock(&transaction, id).await?;
    let row = row.filter(|row| !row.deleted).ok_or(Code::NotFound)?;
    store::erase(&transaction, &row, domain.now()).await?;
    transaction.commit().await?;
    domain.lists.changed();
    Ok(())
}

/// Likes a comment, or no longer.
pub async fn like(domain: &Domain, viewer: &Viewer, id: CommentId, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    let (row, opened) = there(domain, viewer, id).await?;
    if on {
        engagement::refuse_blocked(&domain.db, person.id, &[opened.author()]).await?;
        if !row.anonymous {
            engagement::refuse_blocked(&domain.db, person.id, &[row.author_id]).await?;
        }
    }
    engagement::switch(domain, person.id, Act::LikeComment, id.0, on).await
}
