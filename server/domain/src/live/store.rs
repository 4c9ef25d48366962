//! All SQL of the outbox. It decides nothing; an event is never read without saying of which topic.

use super::{MOST_KEPT, Told, Tx};
use crate::{
    Error, Result,
    columns::{corrupt, unsigned},
};
use sea_orm::{
    Condition, ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    sea_query::{Expr, ExprTrait, Order, Query},
};
use shared::{Timestamp, live::Channel};
use std::collections::HashMap;

/// Every so many events a topic's oldest go.
pub const TRIM: u64 = 100;

fn signed(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(Error::internal)
}

fn channel(topic: &str) -> Result<Channel> {
    topic.parse().map_err(|_| corrupt("topics", topic))
}

/// Adds an event; its number. The topic is held until the transaction ends.
pub async fn add(db: &impl ConnectionTrait, channel: Channel, body: &str, now: Timestamp) -> Result<u64> {
    let (backend, topic) = (db.get_database_backend(), channel.to_string());
    let sql = "INSERT INTO topics (topic, seq, changed_at) VALUES ($1, 1, $2) ON CONFLICT (topic) \
               DO UPDATE SET seq = topics.seq + 1, changed_at = excluded.changed_at RETURNING seq";
    let values = [topic.clone().into(), now.0.into()];
    let row = db
        .query_one_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?;
    let seq: i64 = row.ok_or_else(|| corrupt("topics", &topic))?.try_get("", "seq")?;
    let sql = "INSERT INTO events (topic, seq, body, created_at) VALUES ($1, $2, $3, $4)";
    let values = [topic.clone().into(), seq.into(), body.into(), now.0.into()];
    db.execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?;
    let seq = unsigned(seq);
    if seq.is_multiple_of(TRIM) && seq > MOST_KEPT {
        let trim = Query::delete()
            .from_table("events")
            .and_where(Expr::col("topic").eq(topic))
            .and_where(Expr::col("seq").lte(signed(seq - MOST_KEPT)?))
            .take();
        db.execute(&trim).await?;
    }
    Ok(seq)
}

/// The last numbers of these channels; of what nothing was told yet there is none.
pub async fn seqs(db: &impl ConnectionTrait, channels: &[Channel]) -> Result<HashMap<Channel, u64>> {
    if channels.is_empty() {
        return Ok(HashMap::new());
    }
    let find = Query::select()
        .columns(["topic", "seq"])
        .from("topics")
        .and_where(Expr::col("topic").is_in(channels.iter().map(Channel::to_string)))
        .take();
    let rows = db.query_all(&find).await?;
    rows.into_iter().map(|row| standing(&row)).collect()
}

fn standing(row: &QueryResult) -> Result<(Channel, u64)> {
    let (topic, seq): (String, i64) = (row.try_get("", "topic")?, row.try_get("", "seq")?);
    Ok((channel(&topic)?, unsigned(seq)))
}

/// Events of these channels that lie behind one number and not behind another, as far as they are kept, in their order.
pub async fn events(db: &impl ConnectionTrait, wanted: &[(Channel, u64, u64)]) -> Result<Vec<Told>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut any = Condition::any();
    for (channel, after, until) in wanted {
        let these = Condition::all()
            .add(Expr::col("topic").eq(channel.to_string()))
            .add(Expr::col("seq").gt(signed(*after)?))
            .add(Expr::col("seq").lte(signed(*until)?));
        any = any.add(these);
    }
    let find = Query::select()
        .columns(["topic", "seq", "body"])
        .from("events")
        .cond_where(any)
        .order_by("topic", Order::Asc)
        .order_by("seq", Order::Asc)
        .take();
    let rows = db.query_all(&find).await?;
    rows.into_iter()
        .map(|row| {
            let (channel, seq) = standing(&row)?;
            Ok(Told::read(channel, seq, row.try_get("", "body")?))
        })
        .collect()
}

/// What was told of since a moment, and how far.
pub async fn changed_since(db: &impl ConnectionTrait, since: Timestamp) -> Result<Vec<(Channel, u64)>> {
    let find = Query::select()
        .columns(["topic", "seq"])
        .from("topics")
        .and_where(Expr::col("changed_at").gte(since.0))
        .take();
    let rows = db.query_all(&find).await?;
    rows.into_iter().map(|row| standing(&row)).collect()
}

/// Forgets what came before a moment.
pub async fn forget_before(db: &impl ConnectionTrait, before: Timestamp) -> Result<()> {
    let forget = Query::delete()
        .from_table("events")
        .and_where(Expr::col("created_at").lt(before.0))
        .take();
    db.execute(&forget).await?;
    Ok(())
}

/// Forgets all that was told of a channel; its number stays.
pub async fn forget(db: &impl ConnectionTrait, channel: Channel) -> Result<()> {
    let forget = Query::delete()
        .from_table("events")
        .and_where(Expr::col("topic").eq(channel.to_string()))
        .take();
    db.execute(&forget).await?;
    Ok(())
}

/// Statements go through as they are.
#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
