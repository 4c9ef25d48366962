//! All SQL of what people are told. It decides nothing; a person's are never read without saying whose.

use super::entity::{actor, dispatch, notification};
use crate::{
    Error, Result,
    columns::{behind, corrupt, unsigned},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement,
    sea_query::{Expr, ExprTrait, InsertStatement, OnConflict, Order, Query, SelectStatement, SimpleExpr},
};
use shared::{
    Timestamp,
    ids::{CommentId, NotificationId, PostId, UserId},
    notifications::{MOST_UNREAD, NotificationKind},
};
use std::collections::HashMap;
use uuid::Uuid;

/// The kinds that a person does not want to be told of.
pub async fn unwanted(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<NotificationKind>> {
    let find = Query::select()
        .column("unwanted")
        .from("users")
        .and_where(Expr::col("id").eq(user.0))
        .take();
    let row = db.query_one(&find).await?;
    let kinds: Option<String> = row.map(|row| row.try_get("", "unwanted")).transpose()?;
    let kinds = kinds.unwrap_or_default();
    let kinds = kinds.split(' ').filter(|name| !name.is_empty()).map(str::parse);
    let kinds: Result<_, _> = kinds.collect();
    kinds.map_err(|_| corrupt("users", user))
}

pub async fn set_unwanted(tx: &DatabaseTransaction, user: UserId, kinds: &[NotificationKind]) -> Result<()> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let update = Query::update()
        .table("users")
        .value("unwanted", names.join(" "))
        .and_where(Expr::col("id").eq(user.0))
        .take();
    tx.execute(&update).await?;
    Ok(())
}

/// Where something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the page, for whoever wants it there.
    Page,
    /// On other ways too: where it is not wanted on the page it stands in no list.
    Everywhere,
    /// On other ways alone.
    Elsewhere,
}

/// A row for somebody who wants to be told of its kind and was not erased, where none of these questions has an answer; else no row.
fn if_wanted(
    row: notification::Model,
    place: Place,
    unless: Vec<SelectStatement>,
) -> Result<InsertStatement> {
    let (user, kind) = (row.user_id, row.kind.clone());
    let row = row.into_active_model();
    let mut columns = Vec::new();
    let mut wanted = Query::select()
        .from("users")
        .and_where(Expr::col("id").eq(user))
        .and_where(Expr::col("created_at").gt(0))
        .take();
    for question in unless {
        wanted.and_where(Expr::exists(question).not());
    }
    // Names with spaces between them.
    let (names, name) = (Expr::cust("' ' || unwanted || ' '"), format!("% {kind} %"));
    if place == Place::Page {
        wanted.and_where(names.clone().not_like(name.clone()));
    }
    for column in notification::Column::iter() {
        if let Some(value) = row.get(column).into_value() {
            columns.push(column);
            match (column, place) {
                (notification::Column::Hidden, Place::Everywhere) => {
                    wanted.expr(names.clone().like(name.clone()))
                }
                (notification::Column::Hidden, Place::Elsewhere) => wanted.expr(Expr::value(true)),
                _ => wanted.expr(Expr::value(value)),
            };
        }
    }
    let mut insert = Query::insert()
        .into_table("notifications")
        .columns(columns)
        .take();
    insert.select_from(wanted).map_err(Error::internal)?;
    Ok(insert)
}

/// One that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub id: Uuid,
    /// It stands in no list.
    pub hidden: bool,
}

async fn written(tx: &DatabaseTransaction, mut insert: InsertStatement) -> Result<Option<Written>> {
    use notification::Column as C;
    insert.returning(Query::returning().columns([C::Id, C::Hidden]));
    let row = tx.query_one(&insert).await?;
    let written = row.map(|row| {
        Ok::<_, Error>(Written {
            id: row.try_get_by_index(0)?,
            hidden: row.try_get_by_index(1)?,
        })
    });
    written.transpose()
}

/// Adds one; none where they were told, or want to be told of nothing of the kind.
pub async fn insert(
    tx: &DatabaseTransaction,
    row: notification::Model,
    place: Place,
    unless: Vec<SelectStatement>,
) -> Result<Option<Written>> {
    let once = OnConflict::columns([notification::Column::UserId, notification::Column::Key])
        .do_nothing()
        .to_owned();
    let mut insert = if_wanted(row, place, unless)?;
    insert.on_conflict(once);
    written(tx, insert).await
}

/// Adds one of many, or brings the one that is there to the top again, unread. It is held until the transaction ends. None for
/// somebody who wants to be told of nothing of the kind.
pub async fn raise(
    tx: &DatabaseTransaction,
    row: notification::Model,
    place: Place,
    unless: Vec<SelectStatement>,
) -> Result<Option<Written>> {
    use notification::Column as C;
    let again = OnConflict::columns([C::UserId, C::Key])
        .update_columns([C::ActorId, C::CreatedAt, C::ReadAt, C::Hidden])
        .to_owned();
    let mut raise = if_wanted(row, place, unless)?;
    raise.on_conflict(again);
    written(tx, raise).await
}

/// Adds who took part, and in what.
pub async fn join(tx: &DatabaseTransaction, id: Uuid, (actor, about): (Uuid, Uuid), at: i64) -> Result<()> {
    let row = actor::ActiveModel {
        notification_id: Set(id),
        actor_id: Set(actor),
        about_id: Set(Some(about)),
        created_at: Set(at),
    };
    let once = OnConflict::columns([actor::Column::NotificationId, actor::Column::ActorId])
        .do_nothing()
        .to_owned();
    actor::Entity::insert(row)
        .on_conflict(once)
        .try_insert()
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Those in which somebody took part, held until the transaction ends, always in the same order; so nobody else leaves one meanwhile.
async fn hold_with(tx: &DatabaseTransaction, actor: UserId, which: Condition) -> Result<Vec<Uuid>> {
    use notification::Column as C;
    let with = Query::select()
        .column("notification_id")
        .from("notification_actors")
        .and_where(Expr::col("actor_id").eq(actor.0))
        .cond_where(which)
        .take();
    let find = notification::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::Id.in_subquery(with))
        .order_by_asc(C::Id)
        .lock_exclusive();
    Ok(find.into_tuple().all(tx).await?)
}

/// Holds those in which somebody took part: about one thing, or all of them.
pub async fn hold_of_actor(
    tx: &DatabaseTransaction,
    actor: UserId,
    about: Option<Uuid>,
) -> Result<Vec<Uuid>> {
    let about = about.map(|about| Expr::col("about_id").eq(about));
    hold_with(tx, actor, Condition::all().add_option(about)).await
}

/// Holds those that one person was told, in which somebody took part.
pub async fn hold_of_actor_to(tx: &DatabaseTransaction, actor: UserId, user: UserId) -> Result<Vec<Uuid>> {
    let theirs = Query::select()
        .column("id")
        .from("notifications")
        .and_where(Expr::col("user_id").eq(user.0))
        .take();
    let theirs = Expr::col("notification_id").in_subquery(theirs);
    hold_with(tx, actor, Condition::all().add(theirs)).await
}

/// So many are left by one statement.
const MOST_LEFT: usize = 1_000;

/// Takes somebody out of those that tell of many, which are held; one without anybody goes. Whose those were that went.
pub async fn leave(tx: &DatabaseTransaction, ids: &[Uuid], actor: UserId) -> Result<Vec<UserId>> {
    use notification::Column as C;
    let mut lost = Vec::new();
    for ids in ids.chunks(MOST_LEFT) {
        let among = |column: &'static str| Expr::col(column).is_in(ids.iter().copied());
        actor::Entity::delete_many()
            .filter(among("notification_id"))
            .filter(actor::Column::ActorId.eq(actor.0))
            .exec(tx)
            .await?;
        let others = Query::select()
            .column("actor_id")
            .from("notification_actors")
            .and_where(Expr::col(("notification_actors", "notification_id")).equals(("notifications", "id")))
            .take();
        let go = Query::delete()
            .from_table("notifications")
            .and_where(among("id"))
            .and_where(Expr::exists(others.clone()).not())
            .returning(Query::returning().column(C::UserId))
            .take();
        let gone = tx.query_all(&go).await?;
        for row in &gone {
            lost.push(UserId(row.try_get_by_index(0)?));
        }
        if gone.len() < ids.len() {
            let last = others
                .clone()
                .order_by("created_at", Order::Desc)
                .order_by("actor_id", Order::Desc)
                .limit(1)
                .take();
            notification::Entity::update_many()
                .col_expr(C::ActorId, Expr::from(last))
                .filter(among("id"))
                .filter(C::ActorId.eq(actor.0))
                .exec(tx)
                .await?;
        }
    }
    Ok(lost)
}

/// What one person did by themself, and is told of by its kind alone.
const SINGLE: [NotificationKind; 4] = [
    NotificationKind::Comment,
    NotificationKind::Reply,
    NotificationKind::NewPost,
    NotificationKind::Message,
];

/// Forgets what somebody did by themself, told to one person or to all.
pub async fn forget_single(tx: &DatabaseTransaction, user: Option<UserId>, from: UserId) -> Result<()> {
    use notification::Column as C;
    let mut forget = notification::Entity::delete_many()
        .filter(C::ActorId.eq(from.0))
        .filter(C::Kind.is_in(SINGLE.map(NotificationKind::as_str)));
    if let Some(user) = user {
        forget = forget.filter(C::UserId.eq(user.0));
    }
    forget.exec(tx).await?;
    Ok(())
}

/// Forgets all that was told of a comment.
pub async fn forget_comment(tx: &DatabaseTransaction, comment: CommentId) -> Result<()> {
    forget(
        tx,
        Condition::all().add(notification::Column::CommentId.eq(comment.0)),
    )
    .await
}

/// Forgets what was told of a post and is no matter of money.
pub async fn forget_post(tx: &DatabaseTransaction, post: PostId) -> Result<()> {
    use notification::Column as C;
    let social = NotificationKind::ALL.iter().filter(|kind| kind.is_social());
    let kinds: Vec<&str> = social.map(|kind| kind.as_str()).collect();
    let of = Condition::all()
        .add(C::PostId.eq(post.0))
        .add(C::Kind.is_in(kinds));
    forget(tx, of).await
}

/// Forgets that a person was told of what is known by this key.
pub async fn forget_key(tx: &DatabaseTransaction, user: UserId, key: &str) -> Result<()> {
    use notification::Column as C;
    forget(tx, Condition::all().add(C::UserId.eq(user.0)).add(C::Key.eq(key))).await
}

/// Forgets what somebody was told, and leaves them out of what others were.
pub async fn forget_user(tx: &DatabaseTransaction, user: UserId) -> Result<()> {
    use notification::Column as C;
    forget(tx, Condition::all().add(C::UserId.eq(user.0))).await?;
    notification::Entity::update_many()
        .col_expr(C::ActorId, Expr::value(None::<Uuid>))
        .filter(C::ActorId.eq(user.0))
        .exec(tx)
        .await?;
    Ok(())
}

async fn forget(db: &impl ConnectionTrait, which: Condition) -> Result<()> {
    let ids = Query::select()
        .column("id")
        .from("notifications")
        .cond_where(which.clone())
        .take();
    actor::Entity::delete_many()
        .filter(actor::Column::NotificationId.in_subquery(ids.clone()))
        .exec(db)
        .await?;
    dispatch::Entity::delete_many()
        .filter(dispatch::Column::NotificationId.in_subquery(ids))
        .exec(db)
        .await?;
    notification::Entity::delete_many().filter(which).exec(db).await?;
    Ok(())
}

/// What stands in the list; in the words of the index of unread ones, so that it is used.
fn listed() -> SimpleExpr {
    Expr::cust("NOT hidden")
}

/// A piece of what a person was told, the newest first, and how much there is.
pub async fn page(
    db: &impl ConnectionTrait,
    user: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<notification::Model>, u64)> {
    use notification::Column as C;
    let all = || {
        notification::Entity::find()
            .filter(C::UserId.eq(user.0))
            .filter(listed())
    };
    let mut page = all();
    if let Some((created_at, id)) = after {
        page = page.filter(behind((C::CreatedAt, C::Id), (created_at, id)));
    }
    let rows = page
        .order_by_desc(C::CreatedAt)
        .order_by_desc(C::Id)
        .limit(u64::from(limit) + 1)
        .all(db)
        .await?;
    Ok((rows, all().count(db).await?))
}

/// Those of these that are there and unread, the newest first.
pub async fn unread_of(
    db: &impl ConnectionTrait,
    user: UserId,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<notification::Model>> {
    use notification::Column as C;
    Ok(notification::Entity::find()
        .filter(C::Id.is_in(ids))
        .filter(C::UserId.eq(user.0))
        .filter(C::ReadAt.is_null())
        .order_by_desc(C::CreatedAt)
        .order_by_desc(C::Id)
        .all(db)
        .await?)
}

/// What stands in no list needs nobody to read it once it was sent, by the last of the ways it is to go.
pub async fn read_hidden(db: &impl ConnectionTrait, ids: &[Uuid], now: Timestamp) -> Result<()> {
    use notification::Column as C;
    let waits = dispatch::Entity::find()
        .select_only()
        .column(dispatch::Column::NotificationId)
        .filter(dispatch::Column::NotificationId.is_in(ids.iter().copied()))
        .filter(dispatch::Column::NextAt.is_not_null())
        .into_query();
    notification::Entity::update_many()
        .col_expr(C::ReadAt, Expr::value(now.0))
        .filter(C::Id.is_in(ids.iter().copied()))
        .filter(C::Id.not_in_subquery(waits))
        .filter(C::Hidden.eq(true))
        .exec(db)
        .await?;
    Ok(())
}

/// How many took part in each of these.
pub async fn taking_part(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, u64>> {
    let rows: Vec<(Uuid, i64)> = actor::Entity::find()
        .select_only()
        .column(actor::Column::NotificationId)
        .column_as(actor::Column::ActorId.count(), "number")
        .filter(actor::Column::NotificationId.is_in(ids))
        .group_by(actor::Column::NotificationId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, number)| (id, unsigned(number)))
        .collect())
}

/// Which of a person's are read.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    Named(&'a [NotificationId]),
    Until(Timestamp),
}

/// Marks them; how many were unread.
pub async fn mark(db: &impl ConnectionTrait, user: UserId, which: Which<'_>, now: Timestamp) -> Result<u64> {
    use notification::Column as C;
    let mark = notification::Entity::update_many()
        .col_expr(C::ReadAt, Expr::value(now.0))
        .filter(C::UserId.eq(user.0))
        .filter(listed())
        .filter(C::ReadAt.is_null());
    let mark = match which {
        Which::Named(ids) => mark.filter(C::Id.is_in(ids.iter().map(|id| id.0))),
        Which::Until(until) => mark.filter(C::CreatedAt.lte(until.0)),
    };
    Ok(mark.exec(db).await?.rows_affected)
}

/// How many a person has not read, counted up to a bound.
pub async fn unread(db: &impl ConnectionTrait, user: UserId) -> Result<u32> {
    let sql = format!(
        "SELECT COUNT(*) AS number FROM (SELECT 1 AS one FROM notifications \
         WHERE user_id = $1 AND read_at IS NULL AND NOT hidden LIMIT {MOST_UNREAD}) AS few"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [user.0.into()]);
    let row = db.query_one_raw(statement).await?;
    let number: Option<i64> = row.map(|row| row.try_get("", "number")).transpose()?;
    Ok(u32::try_from(number.unwrap_or(0)).unwrap_or(MOST_UNREAD))
}

/// Deletes what was read and came before one moment, and anything that came before another.
pub async fn sweep(db: &impl ConnectionTrait, read: Timestamp, any: Timestamp) -> Result<()> {
    use notification::Column as C;
    let old_and_read = Condition::all()
        .add(C::CreatedAt.lt(read.0))
        .add(C::ReadAt.is_not_null());
    forget(db, Condition::any().add(old_and_read).add(C::CreatedAt.lt(any.0))).await
}
