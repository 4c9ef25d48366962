//! Comments below posts, with replies one deep. Only who may open the post reads or writes them; a deleted one is gone
//! for good, and stands empty only for its replies.

pub mod entity;
pub mod store;
mod told;
mod view;

use crate::{
    Domain, Result, Viewer,
    engagement::{
        self,
        store::{Act, which},
    },
    notifications,
    posts::{self, Opened},
    questions::Questions,
    rules,
};
use shared::{
    Code,
    comments::{self as words, CommentDraft, CommentPatch, CommentQuery, CommentSort, CommentView},
    engagement::Switch,
    ids::{CommentId, PostId, UserId},
    live::CommentAct,
    paging::{self, Page},
};
use std::collections::{HashMap, HashSet};
use store::{Row, Thread};
use view::Reading;

/// So many replies come with each comment.
const FIRST_REPLIES: u64 = 3;

/// What is asked of the comments on a post.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    post: PostId,
    thread: Thread,
    sort: CommentSort,
    limit: u32,
    cursor: Option<String>,
}

/// A part of a thread as it is for everybody: which names and which comments a viewer meets is not decided yet.
#[derive(Debug)]
pub struct Piece {
    rows: Vec<Row>,
    /// The first replies to those rows.
    replies: Vec<Row>,
    total: u64,
    next_cursor: Option<String>,
}

/// A part of the comments on a post, or of the replies to one of them.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    post: PostId,
    query: &CommentQuery,
) -> Result<Page<CommentView>> {
    let opened = posts::opened(domain, viewer, post).await?;
    let sort = query.sort.as_deref().map(str::parse).transpose()?;
    let (thread, sort) = match query.parent {
        None => (Thread::Post(post), sort.unwrap_or(CommentSort::Top)),
        Some(parent) => (Thread::Replies(parent), CommentSort::Oldest),
    };
    let asked = Asked {
        post,
        thread,
        sort,
        limit: paging::limit(query.limit)?,
        cursor: query.cursor.clone(),
    };
    let lists = &domain.lists.comments;
    let piece = lists.get(asked.clone(), read(domain, &asked)).await?;
    Ok(Page {
        items: views(domain, viewer, &opened, &piece.rows, &piece.replies).await?,
        next_cursor: piece.next_cursor.clone(),
        total: piece.total,
    })
}

async fn read(domain: &Domain, asked: &Asked) -> Result<Piece> {
    let (db, cursor) = (&domain.db, asked.cursor.as_deref());
    if let Thread::Replies(parent) = asked.thread {
        let there = store::by_id(db, parent).await?;
        there.filter(|row| row.post == asked.post).ok_or(Code::NotFound)?;
    }
    let (rows, total, next_cursor) = store::thread(db, asked.thread, asked.sort, asked.limit, cursor).await?;
    Ok(Piece {
        replies: first_replies(domain, &rows).await?,
        rows,
        total,
        next_cursor,
    })
}

async fn first_replies(domain: &Domain, rows: &[Row]) -> Result<Vec<Row>> {
    let answered: Vec<CommentId> = rows
        .iter()
        .filter(|row| row.replies > 0)
        .map(|row| row.id)
        .collect();
    store::first_replies(&domain.db, &answered, FIRST_REPLIES).await
}

#[derive(Clone, Copy, Debug)]
enum About {
    Hidden,
    Liked,
}

/// The viewer's views of these comments, with their first replies.
async fn views(
    domain: &Domain,
    viewer: &Viewer,
    opened: &Opened,
    rows: &[Row],
    replies: &[Row],
) -> Result<Vec<CommentView>> {
    let mut questions = Questions::default();
    if let Some(user) = viewer.id().filter(|_| !rows.is_empty()) {
        for question in engagement::turned_away(user) {
            questions.ask(About::Hidden, question);
        }
        let all = rows.iter().chain(replies).map(|row| row.id.0);
        questions.ask(About::Liked, which(Act::LikeComment, user, all));
    }
    let (mut hidden, mut liked) = (HashSet::new(), HashSet::new());
    for answer in questions.answered(domain).await? {
        match answer.to {
            About::Hidden => _ = hidden.insert(UserId(answer.id)),
            About::Liked => _ = liked.insert(CommentId(answer.id)),
        }
    }
    let reading = Reading {
        viewer,
        creator: opened.author(),
        liked: &liked,
    };
    // Not those without a name: if they went, one would know whose they were.
    let met = |row: &&Row| row.anonymous || !hidden.contains(&row.author_id);
    let mut below: HashMap<CommentId, Vec<CommentView>> = HashMap::new();
    for reply in replies.iter().filter(met) {
        if let Some(parent) = reply.parent {
            below
                .entry(parent)
                .or_default()
                .push(reading.view(reply, Vec::new()));
        }
    }
    Ok(rows
        .iter()
        .filter(met)
        .map(|row| reading.view(row, below.remove(&row.id).unwrap_or_default()))
        .collect())
}

async fn one(domain: &Domain, viewer: &Viewer, opened: &Opened, id: CommentId) -> Result<CommentView> {
    let rows = [store::by_id(&domain.db, id).await?.ok_or(Code::NotFound)?];
    let replies = first_replies(domain, &rows).await?;
    views(domain, viewer, opened, &rows, &replies)
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
    let opened = posts::opened_to_act(domain, viewer, post).await?;
    let body = words::body(&draft.body)?;
    let key = key.map(rules::idempotency_key).transpose()?;
    let answered_reads = told::answered_reads(domain, post, draft.parent).await?;
    let transaction = domain.begin_together().await?;
    let mut answers = None;
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
            answers = Some(answered.author_id).filter(|_| answered_reads);
            Some(answered.parent.unwrap_or(answered.id))
        }
    };
    let written = Row {
        id: CommentId(domain.new_id()),
        post,
        parent,
        author_id: person.id,
        author: person.named(),
        anonymous: draft.anonymous,
        body,
        likes: 0,
        replies: 0,
        created_at: domain.now(),
        edited: false,
        deleted: false,
    };
    if let Some(comments) = store::insert(&transaction, &written, key).await? {
        told::live(&transaction, &written, CommentAct::Written, comments);
        told::written(domain, &transaction, &written, (opened.author(), answers)).await?;
        transaction.commit().await?;
        // Nobody likes it yet.
        let reading = Reading {
            viewer,
            creator: opened.author(),
            liked: &HashSet::new(),
        };
        return Ok(reading.view(&written, Vec::new()));
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
    let transaction = domain.begin_together().await?;
    let row = store::lock(&transaction, id).await?;
    let row = row.filter(|row| !row.deleted).ok_or(Code::NotFound)?;
    if row.body != body {
        store::rewrite(&transaction, id, body, domain.now()).await?;
        let comments = store::counted(&transaction, row.post).await?;
        told::live(&transaction, &row, CommentAct::Changed, comments);
    }
    transaction.commit().await?;
    one(domain, viewer, &opened, id).await
}

/// Deletes a comment: one's own, one below one's own post, or any as a moderator.
pub async fn delete(domain: &Domain, viewer: &Viewer, id: CommentId) -> Result<()> {
    let person = viewer.person()?;
    let (row, opened) = there(domain, viewer, id).await?;
    if row.author_id != person.id && opened.author() != person.id && !viewer.moderates() {
        return Err(Code::Forbidden.into());
    }
    let transaction = domain.begin_together().await?;
    let row = store::lock(&transaction, id).await?;
    let row = row.filter(|row| !row.deleted).ok_or(Code::NotFound)?;
    let comments = store::erase(&transaction, &row, domain.now()).await?;
    told::live(&transaction, &row, CommentAct::Deleted, comments);
    notifications::forget_comment(&transaction, id).await?;
    if row.author_id != person.id && opened.author() != person.id {
        told::removed(domain, &transaction, &row).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Likes a comment, or no longer.
pub async fn like(domain: &Domain, viewer: &Viewer, id: CommentId, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    let (row, opened) = there(domain, viewer, id).await?;
    if on {
        // Of who wrote without a name a refusal would tell who it was.
        let author = Some(row.author_id).filter(|_| !row.anonymous);
        let by: Vec<UserId> = author.into_iter().chain([opened.author()]).collect();
        engagement::refuse_blocked(&domain.db, person.id, &by).await?;
    }
    let reads = on && told::reads(domain, row.author_id, row.post).await?;
    let tx = domain.begin_together().await?;
    let (switch, turned) = engagement::turn(domain, &tx, person.id, Act::LikeComment, id.0, on).await?;
    if turned {
        let comments = store::counted(&tx, row.post).await?;
        told::live(&tx, &row, CommentAct::Liked, comments);
    }
    match (turned, on) {
        (true, true) if reads => told::liked(domain, &tx, &row, person.id).await?,
        (true, false) => notifications::take_back(&tx, person.id, id.0).await?,
        _ => {}
    }
    tx.commit().await?;
    Ok(switch)
}
