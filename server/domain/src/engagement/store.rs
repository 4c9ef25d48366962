//! All SQL about who likes, keeps and follows what, and from whom they turned away. All are alike: a person, a target,
//! and for most of them a count that stands with the target and changes in the same transaction.

use crate::{
    Error, Result,
    columns::{behind, unsigned},
    questions,
};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement},
};
pub use shared::engagement::Act;
use shared::{
    Timestamp,
    ids::{CollectionId, UserId},
};
use uuid::Uuid;

/// Where an act is written down, and what it points at.
fn table(act: Act) -> (&'static str, &'static str) {
    match act {
        Act::Like => ("likes", "post_id"),
        Act::Bookmark => ("bookmarks", "post_id"),
        Act::Follow => ("follows", "creator_id"),
        Act::LikeComment => ("comment_likes", "comment_id"),
        Act::Block => ("blocks", "target_id"),
        Act::Mute => ("mutes", "target_id"),
    }
}

/// The table, key and column where it is counted here. Nobody is told how many keep a post or turned away
/// from somebody.
fn counter(act: Act) -> Option<(&'static str, &'static str, &'static str)> {
    match act {
        // Likes are counted where posts are ranked by them.
        Act::Like | Act::Bookmark | Act::Block | Act::Mute => None,
        Act::Follow => Some(("creators", "user_id", "followers_count")),
        Act::LikeComment => Some(("comments", "id", "likes_count")),
    }
}

/// Writes it down or takes it back; whether that changed anything.
pub async fn set(
    db: &impl ConnectionTrait,
    act: Act,
    user: UserId,
    target: Uuid,
    on: bool,
    now: Timestamp,
) -> Result<bool> {
    let (table, column) = table(act);
    let changed = if on {
        let mut insert = Query::insert();
        insert
            .into_table(table)
            .columns(["user_id", column, "created_at"])
            .values([user.0.into(), target.into(), now.0.into()])
            .map_err(Error::internal)?
            .on_conflict(OnConflict::columns(["user_id", column]).do_nothing().to_owned());
        db.execute(&insert).await?
    } else {
        let mut delete = Query::delete();
        delete
            .from_table(table)
            .and_where(Expr::col("user_id").eq(user.0))
            .and_where(Expr::col(column).eq(target));
        db.execute(&delete).await?
    };
    Ok(changed.rows_affected() == 1)
}

/// Adds to the count that stands with the target; how many there are now.
pub async fn count(db: &impl ConnectionTrait, act: Act, target: Uuid, by: i64) -> Result<Option<u64>> {
    let Some((table, key, column)) = counter(act) else {
        return Ok(None);
    };
    let row = if by == 0 {
        let mut select = Query::select();
        select
            .column(column)
            .from(table)
            .and_where(Expr::col(key).eq(target));
        db.query_one(&select).await?
    } else {
        let mut update = Query::update();
        update
            .table(table)
            .value(column, Expr::col(column).add(by))
            .and_where(Expr::col(key).eq(target))
            .returning(Query::returning().column(column));
        db.query_one(&update).await?
    };
    let count: Option<i64> = row.map(|row| row.try_get("", column)).transpose()?;
    Ok(count.map(unsigned))
}

/// The question for which of these targets it is on.
pub fn which(act: Act, user: UserId, targets: impl IntoIterator<Item = Uuid>) -> SelectStatement {
    let (_, column) = table(act);
    all_of(act, user)
        .and_where(Expr::col(column).is_in(targets))
        .take()
}

/// The question for everything it is on for.
pub fn all_of(act: Act, user: UserId) -> SelectStatement {
    let (table, column) = table(act);
    questions::ids(table, column)
        .and_where(Expr::col("user_id").eq(user.0))
        .take()
}

/// The question for who of these people has blocked this one.
pub fn blocking(user: UserId, by: impl IntoIterator<Item = UserId>) -> SelectStatement {
    questions::ids("blocks", "user_id")
        .and_where(Expr::col("target_id").eq(user.0))
        .and_where(Expr::col("user_id").is_in(by.into_iter().map(|one| one.0)))
        .take()
}

/// What a person has switched on, or of what they keep one collection.
#[derive(Clone, Copy, Debug)]
pub enum Listed {
    All(Act),
    Collection(CollectionId),
}

impl Listed {
    fn act(self) -> Act {
        match self {
            Self::All(act) => act,
            Self::Collection(_) => Act::Bookmark,
        }
    }

    fn narrow(self, select: &mut SelectStatement) {
        if let Self::Collection(id) = self {
            select.and_where(Expr::col("collection_id").eq(id.0));
        }
    }
}

/// What is listed of a person, the last first, each with when that was: what follows after `after`, and one more
/// than `limit` if there are more.
pub async fn newest(
    db: &impl ConnectionTrait,
    listed: Listed,
    user: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<Vec<(Uuid, i64)>> {
    let (table, column) = table(listed.act());
    let mut select = Query::select();
    listed.narrow(&mut select);
    select
        .columns([column, "created_at"])
        .from(table)
        .and_where(Expr::col("user_id").eq(user.0))
        .order_by("created_at", Order::Desc)
        .order_by(column, Order::Desc)
        .limit(u64::from(limit) + 1);
    if let Some((at, target)) = after {
        select.and_where(behind(("created_at", column), (at, target)));
    }
    db.query_all(&select)
        .await?
        .into_iter()
        .map(|row| Ok((row.try_get("", column)?, row.try_get("", "created_at")?)))
        .collect()
}

/// How many things are listed of a person.
pub async fn total(db: &impl ConnectionTrait, listed: Listed, user: UserId) -> Result<u64> {
    let (table, column) = table(listed.act());
    let mut select = Query::select();
    listed.narrow(&mut select);
    select
        .expr_as(Expr::col(column).count(), "total")
        .from(table)
        .and_where(Expr::col("user_id").eq(user.0));
    let row = db.query_one(&select).await?;
    let total: Option<i64> = row.map(|row| row.try_get("", "total")).transpose()?;
    Ok(unsigned(total.unwrap_or(0)))
}
