//! All SQL about how bought time ends: who cancelled, who is reminded when, and what nobody paid for. It decides nothing.

use super::entity::{cancelled, grant};
use crate::Result;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use shared::{Timestamp, ids::UserId};
use std::collections::HashSet;
use uuid::Uuid;

/// Those of these orders that cost nothing.
pub async fn unpaid(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashSet<Uuid>> {
    let find = Query::select()
        .column("id")
        .from("orders")
        .and_where(Expr::col("id").is_in(orders))
        .and_where(Expr::col("amount").eq(0))
        .take();
    let rows = db.query_all(&find).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

// Cancelling.

/// Of these creators those whose subscription a fan cancelled; of all, if none is named.
pub async fn cancelled(
    db: &impl ConnectionTrait,
    user: Uuid,
    creator: Option<Uuid>,
) -> Result<HashSet<Uuid>> {
    let mut find = cancelled::Entity::find().filter(cancelled::Column::UserId.eq(user));
    if let Some(creator) = creator {
        find = find.filter(cancelled::Column::CreatorId.eq(creator));
    }
    let rows = find.all(db).await?;
    Ok(rows.into_iter().map(|row| row.creator_id).collect())
}

/// Writes down that a fan cancelled, or no longer.
pub async fn set_cancelled(
    tx: &DatabaseTransaction,
    user: Uuid,
    creator: Uuid,
    at: Option<Timestamp>,
) -> Result<()> {
    let Some(at) = at else {
        cancelled::Entity::delete_by_id((user, creator)).exec(tx).await?;
        return Ok(());
    };
    let row = cancelled::ActiveModel {
        user_id: Set(user),
        creator_id: Set(creator),
        cancelled_at: Set(at.0),
    };
    let once = OnConflict::columns([cancelled::Column::UserId, cancelled::Column::CreatorId])
        .do_nothing()
        .to_owned();
    cancelled::Entity::insert(row)
        .on_conflict(once)
        .try_insert()
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

// Reminders.

/// Whose time ends soon and who is to be told of it by now: of some grants that are due, the longest waiting first, the fan and the
/// creator.
pub async fn due(db: &impl ConnectionTrait, now: Timestamp, limit: u64) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(grant::Entity::find()
        .select_only()
        .columns([grant::Column::UserId, grant::Column::CreatorId])
        .filter(grant::Column::RemindAt.lte(now.0))
        .filter(grant::Column::RevokedAt.is_null())
        .order_by_asc(grant::Column::RemindAt)
        .order_by_asc(grant::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// When a grant's holder is told next.
pub async fn remind_next(tx: &DatabaseTransaction, grant: Uuid, at: Option<Timestamp>) -> Result<()> {
    grant::ActiveModel {
        id: Unchanged(grant),
        remind_at: Set(at.map(|at| at.0)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// Who gave an order to this person; nobody, if they bought it themself.
pub async fn giver(db: &impl ConnectionTrait, user: Uuid, order: Uuid) -> Result<Option<UserId>> {
    let find = Query::select()
        .column("buyer_id")
        .from("orders")
        .and_where(Expr::col("id").eq(order))
        .and_where(Expr::col("buyer_id").ne(user))
        .take();
    let row = db.query_one(&find).await?;
    let buyer: Option<Uuid> = row.map(|row| row.try_get("", "buyer_id")).transpose()?;
    Ok(buyer.map(UserId))
}
