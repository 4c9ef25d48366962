//! All SQL about polls: their answers, the votes, and how many each answer has, which changes with them. It decides
//! nothing.

use crate::{
    Result,
    columns::{corrupt, unsigned},
    questions,
};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value,
    sea_query::{Expr, ExprTrait, Order, Query, SelectStatement},
};
use shared::{
    Timestamp,
    ids::{PostId, UserId},
};
use std::collections::HashMap;

/// Adds the answers of a new poll.
pub async fn insert(db: &impl ConnectionTrait, post: PostId, options: &[String]) -> Result<()> {
    for (position, words) in (0_i16..).zip(options) {
        let values: [Value; 3] = [post.0.into(), position.into(), words.as_str().into()];
        let sql = "INSERT INTO poll_options (post_id, position, words) VALUES ($1, $2, $3)";
        db.execute_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            sql,
            values,
        ))
        .await?;
    }
    Ok(())
}

/// When the poll of a post ends; none where there is no poll.
pub async fn ends_at(db: &impl ConnectionTrait, post: PostId) -> Result<Option<Timestamp>> {
    let find = Query::select()
        .column("poll_ends_at")
        .from("posts")
        .and_where(Expr::col("id").eq(post.0))
        .take();
    let row = db.query_one(&find).await?;
    let ends_at: Option<Option<i64>> = row.map(|row| row.try_get("", "poll_ends_at")).transpose()?;
    Ok(ends_at.flatten().map(Timestamp))
}

/// Writes somebody's answer in place of the one they gave before, and counts it. False where there is no such answer.
pub async fn vote(
    tx: &DatabaseTransaction,
    post: PostId,
    user: UserId,
    option: u16,
    now: Timestamp,
) -> Result<bool> {
    let backend = tx.get_database_backend();
    let Ok(position) = i16::try_from(option) else {
        return Ok(false);
    };
    let there = Query::select()
        .column("position")
        .from("poll_options")
        .and_where(Expr::col("post_id").eq(post.0))
        .and_where(Expr::col("position").eq(position))
        .take();
    if tx.query_one(&there).await?.is_none() {
        return Ok(false);
    }
    let values: [Value; 4] = [user.0.into(), post.0.into(), position.into(), now.0.into()];
    let sql = "INSERT INTO poll_votes (user_id, post_id, position, created_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (user_id, post_id) DO NOTHING";
    let first = tx
        .execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?
        .rows_affected()
        == 1;
    let mut counts = vec![(position, 1)];
    if !first {
        // Another tab of the same person waits here. On SQLite the transaction itself makes it wait.
        let held = if backend == DbBackend::Postgres {
            " FOR UPDATE"
        } else {
            ""
        };
        let sql = format!("SELECT position FROM poll_votes WHERE user_id = $1 AND post_id = $2{held}");
        let key: [Value; 2] = [user.0.into(), post.0.into()];
        let before: i16 = tx
            .query_one_raw(Statement::from_sql_and_values(backend, sql, key))
            .await?
            .ok_or_else(|| corrupt("poll_votes", post))?
            .try_get("", "position")?;
        if before == position {
            return Ok(true);
        }
        let values: [Value; 4] = [user.0.into(), post.0.into(), position.into(), now.0.into()];
        let sql = "UPDATE poll_votes SET position = $3, created_at = $4 WHERE user_id = $1 AND post_id = $2";
        tx.execute_raw(Statement::from_sql_and_values(backend, sql, values))
            .await?;
        counts.push((before, -1));
        // Always in one order: two who change their answers the opposite way would wait for each other for ever.
        counts.sort_unstable();
    }
    for (position, by) in counts {
        let values: [Value; 3] = [post.0.into(), position.into(), by.into()];
        let sql = "UPDATE poll_options SET votes = votes + $3 WHERE post_id = $1 AND position = $2";
        tx.execute_raw(Statement::from_sql_and_values(backend, sql, values))
            .await?;
    }
    Ok(true)
}

/// The answers of polls in their order, each with its votes.
pub type Options = HashMap<PostId, Vec<(String, u64)>>;

/// The answers to choose from of these posts' polls.
pub async fn options(db: &impl ConnectionTrait, posts: &[PostId]) -> Result<Options> {
    if posts.is_empty() {
        return Ok(Options::new());
    }
    let find = Query::select()
        .columns(["post_id", "words", "votes"])
        .from("poll_options")
        .and_where(Expr::col("post_id").is_in(posts.iter().map(|post| post.0)))
        .order_by("post_id", Order::Asc)
        .order_by("position", Order::Asc)
        .take();
    let mut found = Options::new();
    for row in db.query_all(&find).await? {
        let options = found.entry(PostId(row.try_get("", "post_id")?)).or_default();
        options.push((row.try_get("", "words")?, unsigned(row.try_get("", "votes")?)));
    }
    Ok(found)
}

/// The question for which of these polls a person answered, each with the answer as its rank.
pub fn answered(user: UserId, posts: impl IntoIterator<Item = PostId>) -> SelectStatement {
    questions::ranked("poll_votes", "post_id", Expr::col("position"))
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("post_id").is_in(posts.into_iter().map(|post| post.0)))
        .take()
}
