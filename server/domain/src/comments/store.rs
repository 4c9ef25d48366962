//! All SQL about comments. It decides nothing.

use super::entity::comment;
use crate::{
    Error, Result,
    columns::{corrupt, unsigned},
    creators::entity::creator,
    identity::entity::user,
    media::avatar_url,
    posts::{self, store::Counts},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    IntoActiveModel, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Func, OnConflict, Order, Query, WindowStatement},
};
use shared::{
    Timestamp,
    comments::{CommentSort, PersonRef},
    identity::Handle,
    ids::{CommentId, PostId, UserId},
    paging,
};
use std::str::FromStr;
use uuid::Uuid;

/// A comment with its author, parsed. Whether the author may be named is the view's to say.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: CommentId,
    pub post: PostId,
    pub parent: Option<CommentId>,
    pub author_id: UserId,
    pub author: PersonRef,
    pub anonymous: bool,
    pub body: String,
    pub likes: u64,
    pub replies: u64,
    pub created_at: Timestamp,
    pub edited: bool,
    pub deleted: bool,
}

impl Row {
    /// Whether it is to be seen: a deleted comment stands as long as it has replies, a deleted reply is gone.
    pub fn stands(&self) -> bool {
        !self.deleted || self.replies > 0
    }
}

#[derive(Debug, FromQueryResult)]
struct Raw {
    id: Uuid,
    post_id: Uuid,
    parent_id: Option<Uuid>,
    author_id: Uuid,
    anonymous: bool,
    body: String,
    likes_count: i64,
    replies_count: i64,
    created_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
    handle: String,
    name: String,
    avatar_id: Option<Uuid>,
    creates: Option<Uuid>,
}

impl TryFrom<Raw> for Row {
    type Error = Error;

    fn try_from(raw: Raw) -> Result<Self> {
        Ok(Self {
            author: PersonRef {
                handle: Handle::from_str(&raw.handle).map_err(|_| corrupt("users", raw.author_id))?,
                name: raw.name,
                avatar: avatar_url(raw.avatar_id),
                creator: raw.creates.is_some(),
            },
            id: CommentId(raw.id),
            post: PostId(raw.post_id),
            parent: raw.parent_id.map(CommentId),
            author_id: UserId(raw.author_id),
            anonymous: raw.anonymous,
            body: raw.body,
            likes: unsigned(raw.likes_count),
            replies: unsigned(raw.replies_count),
            created_at: Timestamp(raw.created_at),
            edited: raw.edited_at.is_some(),
            deleted: raw.deleted_at.is_some(),
        })
    }
}

fn select() -> Select<comment::Entity> {
    use comment::Column as C;
    comment::Entity::find()
        .select_only()
        .columns([
            C::Id,
            C::PostId,
            C::ParentId,
            C::AuthorId,
            C::Anonymous,
            C::Body,
            C::LikesCount,
            C::RepliesCount,
            C::CreatedAt,
            C::EditedAt,
            C::DeletedAt,
        ])
        .columns([user::Column::Handle, user::Column::Name, user::Column::AvatarId])
        .column_as(creator::Column::UserId, "creates")
        .join(
            JoinType::InnerJoin,
            comment::Entity::belongs_to(user::Entity)
                .from(C::AuthorId)
                .to(user::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            comment::Entity::belongs_to(creator::Entity)
                .from(C::AuthorId)
                .to(creator::Column::UserId)
                .into(),
        )
}

async fn rows(db: &impl ConnectionTrait, select: Select<comment::Entity>) -> Result<Vec<Row>> {
    let raw = select.into_model::<Raw>().all(db).await?;
    raw.into_iter().map(Row::try_from).collect()
}

/// One comment, deleted or not.
pub async fn by_id(db: &impl ConnectionTrait, id: CommentId) -> Result<Option<Row>> {
    let select = select().filter(comment::Column::Id.eq(id.0));
    Ok(rows(db, select).await?.pop())
}

/// What this person wrote under this key.
pub async fn by_key(db: &impl ConnectionTrait, author: UserId, key: &str) -> Result<Option<Row>> {
    let select = select()
        .filter(comment::Column::AuthorId.eq(author.0))
        .filter(comment::Column::IdempotencyKey.eq(key));
    Ok(rows(db, select).await?.pop())
}

/// The comments on a post, or the replies to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thread {
    Post(PostId),
    Replies(CommentId),
}

impl Thread {
    /// Those that stand: see [`Row::stands`].
    fn within(self, select: Select<comment::Entity>) -> Select<comment::Entity> {
        use comment::Column as C;
        match self {
            Self::Post(post) => select
                .filter(C::PostId.eq(post.0))
                .filter(C::ParentId.is_null())
                .filter(C::DeletedAt.is_null().or(C::RepliesCount.gt(0))),
            Self::Replies(parent) => select
                .filter(C::ParentId.eq(parent.0))
                .filter(C::DeletedAt.is_null()),
        }
    }
}

/// A piece of a thread: rows, how many there are in all, and where the next piece begins.
pub async fn thread(
    db: &impl ConnectionTrait,
    thread: Thread,
    sort: CommentSort,
    limit: u32,
    cursor: Option<&str>,
) -> Result<(Vec<Row>, u64, Option<String>)> {
    use comment::Column as C;
    let column = match sort {
        CommentSort::Top => C::LikesCount,
        CommentSort::Newest | CommentSort::Oldest => C::CreatedAt,
    };
    let mut select = thread.within(select());
    if let Some((value, id)) = paging::decode_sorted::<_, (i64, Uuid)>(sort, cursor)? {
        let key = Expr::tuple([
            Expr::col((comment::Entity, column)),
            Expr::col((comment::Entity, C::Id)),
        ]);
        let place = Expr::tuple([Expr::value(value), Expr::value(id)]);
        select = select.filter(match sort {
            CommentSort::Oldest => key.gt(place),
            _ => key.lt(place),
        });
    }
    let order = match sort {
        CommentSort::Oldest => Order::Asc,
        _ => Order::Desc,
    };
    let select = select
        .order_by(column, order.clone())
        .order_by(C::Id, order)
        .limit(u64::from(limit) + 1);
    let mut found = rows(db, select).await?;
    let next = paging::cut(&mut found, limit, |last| {
        let value = match sort {
            CommentSort::Top => i64::try_from(last.likes).unwrap_or(i64::MAX),
            _ => last.created_at.0,
        };
        paging::encode_sorted(sort, (value, last.id.0))
    });
    let total = thread.within(comment::Entity::find()).count(db).await?;
    Ok((found, total, next))
}

/// The first `each` replies to each of these comments, oldest first.
pub async fn first_replies(db: &impl ConnectionTrait, to: &[CommentId], each: u64) -> Result<Vec<Row>> {
    use comment::Column as C;
    if to.is_empty() {
        return Ok(Vec::new());
    }
    let mut places = Query::select();
    places
        .column(C::Id)
        .expr_window_as(
            Func::cust("ROW_NUMBER"),
            WindowStatement::partition_by(C::ParentId)
                .order_by(C::CreatedAt, Order::Asc)
                .order_by(C::Id, Order::Asc)
                .take(),
            "place",
        )
        .from(comment::Entity)
        .and_where(C::ParentId.is_in(to.iter().map(|id| id.0)))
        .and_where(C::DeletedAt.is_null());
    let first = Query::select()
        .column("id")
        .from_subquery(places.take(), "placed")
        .and_where(Expr::col("place").lte(each))
        .take();
    let select = select()
        .filter(C::Id.in_subquery(first))
        .order_by_asc(C::CreatedAt)
        .order_by_asc(C::Id);
    rows(db, select).await
}

/// Adds a new comment and counts it: how many there are now. None if its author has written under this key before.
pub async fn insert(tx: &DatabaseTransaction, row: &Row, key: Option<&str>) -> Result<Option<u64>> {
    use comment::Column as C;
    let once = OnConflict::columns([C::AuthorId, C::IdempotencyKey])
        .do_nothing()
        .to_owned();
    let new = comment::Model {
        id: row.id.0,
        post_id: row.post.0,
        author_id: row.author_id.0,
        parent_id: row.parent.map(|parent| parent.0),
        body: row.body.clone(),
        anonymous: row.anonymous,
        idempotency_key: key.map(str::to_owned),
        likes_count: 0,
        replies_count: 0,
        created_at: row.created_at.0,
        edited_at: None,
        deleted_at: None,
    };
    let added = comment::Entity::insert(new.into_active_model())
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    if added == 0 {
        return Ok(None);
    }
    count(tx, row.post, row.parent, 1).await.map(Some)
}

/// Holds a comment until the transaction ends and reads it afresh. On SQLite the transaction itself holds it.
pub async fn lock(tx: &DatabaseTransaction, id: CommentId) -> Result<Option<Row>> {
    comment::Entity::find_by_id(id.0)
        .select_only()
        .column(comment::Column::Id)
        .lock_exclusive()
        .into_tuple::<Uuid>()
        .one(tx)
        .await?;
    by_id(tx, id).await
}

/// Writes other words.
pub async fn rewrite(db: &impl ConnectionTrait, id: CommentId, body: String, now: Timestamp) -> Result<()> {
    use sea_orm::ActiveValue::{Set, Unchanged};
    let change = comment::ActiveModel {
        id: Unchanged(id.0),
        body: Set(body),
        edited_at: Set(Some(now.0)),
        ..Default::default()
    };
    change.update(db).await?;
    Ok(())
}

/// Takes the words away for good, and the comment out of every count: how many are left.
pub async fn erase(tx: &DatabaseTransaction, row: &Row, now: Timestamp) -> Result<u64> {
    use comment::Column as C;
    comment::Entity::update_many()
        .col_expr(C::Body, Expr::value(""))
        .col_expr(C::DeletedAt, Expr::value(now.0))
        .filter(C::Id.eq(row.id.0))
        .exec(tx)
        .await?;
    count(tx, row.post, row.parent, -1).await
}

/// Always in this order, so that no two writers wait for each other. How many comments the post has now.
async fn count(tx: &DatabaseTransaction, post: PostId, parent: Option<CommentId>, by: i64) -> Result<u64> {
    use comment::Column as C;
    if let Some(parent) = parent {
        comment::Entity::update_many()
            .col_expr(C::RepliesCount, Expr::col(C::RepliesCount).add(by))
            .filter(C::Id.eq(parent.0))
            .exec(tx)
            .await?;
    }
    let by = Counts {
        likes: 0,
        comments: by,
    };
    Ok(unsigned(posts::store::count(tx, post, by).await?.comments))
}

/// How many comments a post has.
pub async fn counted(tx: &DatabaseTransaction, post: PostId) -> Result<u64> {
    Ok(unsigned(
        posts::store::count(tx, post, Counts::default()).await?.comments,
    ))
}
