//! All SQL of webhooks and deliveries. It decides nothing; those of a creator are never read without saying whose.

use super::entity::{delivery, webhook};
use crate::{Result, columns::behind};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use shared::{
    Timestamp,
    ids::{DeliveryId, UserId, WebhookId},
    webhooks::DeliveryFault,
};
use uuid::Uuid;

// Webhooks.

/// A creator's webhooks, the oldest first.
pub async fn of_creator(db: &impl ConnectionTrait, creator: UserId) -> Result<Vec<webhook::Model>> {
    Ok(webhook::Entity::find()
        .filter(webhook::Column::CreatorId.eq(creator.0))
        .order_by_asc(webhook::Column::CreatedAt)
        .order_by_asc(webhook::Column::Id)
        .all(db)
        .await?)
}

/// One of a creator's, held until the transaction ends.
pub async fn lock(
    tx: &DatabaseTransaction,
    creator: UserId,
    id: WebhookId,
) -> Result<Option<webhook::Model>> {
    Ok(webhook::Entity::find_by_id(id.0)
        .filter(webhook::Column::CreatorId.eq(creator.0))
        .lock_exclusive()
        .one(tx)
        .await?)
}

/// One that is sent to, for the worker.
pub async fn active(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<webhook::Model>> {
    Ok(webhook::Entity::find_by_id(id)
        .filter(webhook::Column::StoppedAt.is_null())
        .one(db)
        .await?)
}

pub async fn insert(tx: &DatabaseTransaction, row: webhook::Model) -> Result<()> {
    row.into_active_model().insert(tx).await?;
    Ok(())
}

pub async fn update(tx: &DatabaseTransaction, change: webhook::ActiveModel) -> Result<webhook::Model> {
    Ok(change.update(tx).await?)
}

/// Deletes one with all that was or is to be sent to it.
pub async fn delete(tx: &DatabaseTransaction, id: Uuid) -> Result<()> {
    delivery::Entity::delete_many()
        .filter(delivery::Column::WebhookId.eq(id))
        .exec(tx)
        .await?;
    webhook::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

// Deliveries.

/// Adds what is to be sent; what tells a webhook of the same happening is there already and stays.
pub async fn tell(db: &impl ConnectionTrait, rows: Vec<delivery::Model>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let once = OnConflict::columns([delivery::Column::WebhookId, delivery::Column::Happening])
        .do_nothing()
        .to_owned();
    delivery::Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(once)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Those of a creator whose webhooks are still there.
fn theirs(creator: UserId) -> Condition {
    let webhooks = Query::select()
        .column("id")
        .from("webhooks")
        .and_where(Expr::col("creator_id").eq(creator.0))
        .take();
    Condition::all()
        .add(delivery::Column::CreatorId.eq(creator.0))
        .add(delivery::Column::WebhookId.in_subquery(webhooks))
}

/// A piece of what was or is to be sent for a creator, the newest first, and how much there is.
pub async fn log(
    db: &impl ConnectionTrait,
    creator: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<delivery::Model>, u64)> {
    use delivery::Column as C;
    let all = || delivery::Entity::find().filter(theirs(creator));
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

/// One of a creator's.
pub async fn one(
    db: &impl ConnectionTrait,
    creator: UserId,
    id: DeliveryId,
) -> Result<Option<delivery::Model>> {
    Ok(delivery::Entity::find_by_id(id.0)
        .filter(theirs(creator))
        .one(db)
        .await?)
}

/// Makes one due now, with all its tries.
pub async fn again(db: &impl ConnectionTrait, id: Uuid, now: Timestamp) -> Result<()> {
    use delivery::Column as C;
    delivery::Entity::update_many()
        .col_expr(C::NextAt, Expr::value(now.0))
        .col_expr(C::Tries, Expr::value(0))
        .col_expr(C::DeliveredAt, Expr::value(None::<i64>))
        .filter(C::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

// The worker's.

/// What is due, the longest waiting of each webhook first and no more than `each` of one.
pub async fn due(
    db: &impl ConnectionTrait,
    now: Timestamp,
    each: i64,
    limit: i64,
) -> Result<Vec<delivery::Model>> {
    let sql = "SELECT * FROM (SELECT d.*, ROW_NUMBER() OVER (PARTITION BY webhook_id ORDER BY next_at, id) AS place \
               FROM webhook_deliveries d WHERE next_at <= $1 \
               AND webhook_id IN (SELECT id FROM webhooks WHERE stopped_at IS NULL)) AS waiting \
               WHERE place <= $2 ORDER BY place, next_at LIMIT $3";
    let values = [now.0.into(), each.into(), limit.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(delivery::Entity::find().from_raw_sql(statement).all(db).await?)
}

/// Counts an attempt and leaves the delivery to whoever makes it; false if another server was quicker.
pub async fn claim(db: &impl ConnectionTrait, row: &delivery::Model, until: Timestamp) -> Result<bool> {
    use delivery::Column as C;
    let claimed = delivery::Entity::update_many()
        .col_expr(C::NextAt, Expr::value(until.0))
        .col_expr(C::Tries, Expr::col(C::Tries).add(1))
        .col_expr(C::Attempts, Expr::col(C::Attempts).add(1))
        .filter(C::Id.eq(row.id))
        .filter(C::NextAt.eq(row.next_at))
        .exec(db)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub delivered_at: Option<Timestamp>,
    pub next_at: Option<Timestamp>,
    pub status: Option<u16>,
    pub fault: Option<DeliveryFault>,
}

/// Writes it down, if the claim still stands: it may have been asked for anew meanwhile.
pub async fn finish(
    db: &impl ConnectionTrait,
    id: Uuid,
    claimed_until: Timestamp,
    outcome: Outcome,
) -> Result<()> {
    use delivery::Column as C;
    let status = outcome.status.and_then(|status| i16::try_from(status).ok());
    delivery::Entity::update_many()
        .col_expr(C::NextAt, Expr::value(outcome.next_at.map(|next| next.0)))
        .col_expr(C::DeliveredAt, Expr::value(outcome.delivered_at.map(|at| at.0)))
        .col_expr(C::LastStatus, Expr::value(status))
        .col_expr(C::Fault, Expr::value(outcome.fault.map(DeliveryFault::as_str)))
        .filter(C::Id.eq(id))
        .filter(C::NextAt.eq(claimed_until.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Deletes what was made before a moment, and old secrets whose time is over.
pub async fn sweep(db: &impl ConnectionTrait, before: Timestamp, now: Timestamp) -> Result<()> {
    delivery::Entity::delete_many()
        .filter(delivery::Column::CreatedAt.lt(before.0))
        .exec(db)
        .await?;
    webhook::Entity::update_many()
        .col_expr(webhook::Column::OldSecret, Expr::value(None::<String>))
        .col_expr(webhook::Column::OldSecretUntil, Expr::value(None::<i64>))
        .filter(webhook::Column::OldSecretUntil.lte(now.0))
        .exec(db)
        .await?;
    Ok(())
}
