//! All SQL of the outbox. It decides nothing; an event is never read without saying of which topic.

use super::{MOST_KEPT, Told, Tx};
use crate::{
    Error, Result,
    columns::{corrupt, unsigned},
};
use sea_orm::{
    Condition, ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    sea_query::{Expr, ExprTrait, OnConflict, Order, Query},
};
use shared::{Timestamp, live::Channel};
use std::collections::HashMap;

/// Every so many events a topic's oldest go.
pub const TRIM: u64 = 100;
/// So many are written by one statement: each binds four values, and PostgreSQL takes 65,535, SQLite 32,766.
const MOST_AT_ONCE: usize = 1_000;

fn signed(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(Error::internal)
}

fn channel(topic: &str) -> Result<Channel> {
    topic.parse().map_err(|_| corrupt("topics", topic))
}

/// Adds events, which come in the order of their channels; their numbers. The topics are held until the transaction ends.
pub async fn add(
    db: &impl ConnectionTrait,
    events: &[(Channel, String)],
    now: Timestamp,
) -> Result<Vec<u64>> {
    let mut seqs = Vec::with_capacity(events.len());
    for events in events.chunks(MOST_AT_ONCE) {
        let mut topics: Vec<(Channel, u64)> = Vec::new();
        for (channel, _) in events {
            match topics.last_mut() {
                Some((last, count)) if last == channel => *count += 1,
                _ => topics.push((*channel, 1)),
            }
        }
        let mut next = raise(db, &topics, now).await?;
        let mut insert = Query::insert()
            .into_table("events")
            .columns(["topic", "seq", "body", "created_at"])
            .take();
        for (channel, body) in events {
            let topic = channel.to_string();
            let seq = next.get_mut(channel).ok_or_else(|| corrupt("topics", &topic))?;
            *seq += 1;
            seqs.push(*seq);
            let row = [
                topic.into(),
                signed(*seq)?.into(),
                body.as_str().into(),
                now.0.into(),
            ];
            insert.values(row).map_err(Error::internal)?;
        }
        db.execute(&insert).await?;
        for (channel, count) in topics {
            let seq = next.get(&channel).copied().unwrap_or_default();
            // A hundred was passed.
            if seq > MOST_KEPT && seq % TRIM < count {
                trim(db, channel, seq).await?;
            }
        }
    }
    Ok(seqs)
}

/// Counts so many more events of each of these topics; where each stood before.
async fn raise(
    db: &impl ConnectionTrait,
    topics: &[(Channel, u64)],
    now: Timestamp,
) -> Result<HashMap<Channel, u64>> {
    let mut raise = Query::insert()
        .into_table("topics")
        .columns(["topic", "seq", "changed_at"])
        .take();
    for (channel, count) in topics {
        let row = [channel.to_string().into(), signed(*count)?.into(), now.0.into()];
        raise.values(row).map_err(Error::internal)?;
    }
    let more = Expr::col(("topics", "seq")).add(Expr::col(("excluded", "seq")));
    raise
        .on_conflict(
            OnConflict::column("topic")
                .value("seq", more)
                .update_column("changed_at")
                .to_owned(),
        )
        .returning(Query::returning().columns(["topic", "seq"]));
    let counts: HashMap<Channel, u64> = topics.iter().copied().collect();
    let rows = db.query_all(&raise).await?;
    rows.iter()
        .map(|row| {
            let (channel, seq) = standing(row)?;
            let count = counts.get(&channel).copied().unwrap_or_default();
            Ok((channel, seq.saturating_sub(count)))
        })
        .collect()
}

async fn trim(db: &impl ConnectionTrait, channel: Channel, seq: u64) -> Result<()> {
    let trim = Query::delete()
        .from_table("events")
        .and_where(Expr::col("topic").eq(channel.to_string()))
        .and_where(Expr::col("seq").lte(signed(seq - MOST_KEPT)?))
        .take();
    db.execute(&trim).await?;
    Ok(())
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
        (**self).get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        (**self).execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        (**self).execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        (**self).query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        (**self).query_all_raw(statement).await
    }
}
