//! All SQL of what is to leave the page. It decides nothing. Whoever takes rows moves their next moment in one statement, so several
//! servers share the work.

use super::{entity::dispatch, outbox::Way};
use crate::{Domain, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use shared::{Timestamp, ids::UserId};
use uuid::Uuid;

/// A row that is due at a moment.
pub fn blank(domain: &Domain, user: UserId, way: Way, at: Timestamp) -> dispatch::Model {
    dispatch::Model {
        id: domain.new_id(),
        user_id: user.0,
        way: way.as_str().to_owned(),
        notification_id: None,
        address: None,
        created_at: domain.now().0,
        next_at: Some(at.0),
        tries: 0,
        sent_at: None,
    }
}

/// Adds one, unless the same thing goes that way already.
pub async fn insert(tx: &DatabaseTransaction, row: dispatch::Model) -> Result<()> {
    let once = OnConflict::columns([dispatch::Column::NotificationId, dispatch::Column::Way])
        .do_nothing()
        .to_owned();
    dispatch::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .try_insert()
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Moves what waits for somebody on a way.
pub async fn move_to(tx: &DatabaseTransaction, user: UserId, way: Way, at: Timestamp) -> Result<()> {
    use dispatch::Column as C;
    dispatch::Entity::update_many()
        .col_expr(C::NextAt, Expr::value(at.0))
        .filter(C::UserId.eq(user.0))
        .filter(C::Way.eq(way.as_str()))
        .filter(C::NextAt.is_not_null())
        // What is being sent or tried again keeps its time.
        .filter(C::Tries.eq(0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Drops what tells somebody of what they have read.
pub async fn drop_read(tx: &DatabaseTransaction, user: UserId) -> Result<()> {
    let sql = "DELETE FROM dispatches WHERE user_id = $1 AND EXISTS (SELECT 1 FROM notifications n \
               WHERE n.id = dispatches.notification_id AND n.read_at IS NOT NULL)";
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, [user.0.into()]);
    tx.execute_raw(statement).await?;
    Ok(())
}

pub async fn drop_all(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    dispatch::Entity::delete_many()
        .filter(dispatch::Column::Id.is_in(ids))
        .exec(db)
        .await?;
    Ok(())
}

/// Drops letters that wait for a person's address to be confirmed, for there is another one or none.
pub async fn drop_confirming(tx: &DatabaseTransaction, user: UserId) -> Result<()> {
    use dispatch::Column as C;
    dispatch::Entity::delete_many()
        .filter(C::UserId.eq(user.0))
        .filter(C::Way.eq(Way::Confirm.as_str()))
        .filter(C::NextAt.is_not_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// How many letters were sent since a moment to confirm an address: for a person, and to the address for anybody.
pub async fn confirming_since(
    db: &impl ConnectionTrait,
    (user, address): (UserId, &str),
    since: Timestamp,
) -> Result<(u64, u64)> {
    use dispatch::Column as C;
    let all = || {
        dispatch::Entity::find()
            .filter(C::Way.eq(Way::Confirm.as_str()))
            .filter(C::CreatedAt.gt(since.0))
    };
    let own = all().filter(C::UserId.eq(user.0)).count(db).await?;
    let there = all().filter(C::Address.eq(address)).count(db).await?;
    Ok((own, there))
}

// The worker's.

/// For whom something is due, and by which way; who waits longest comes first.
pub async fn due(db: &impl ConnectionTrait, now: Timestamp, limit: u64) -> Result<Vec<(Uuid, String)>> {
    use dispatch::Column as C;
    Ok(dispatch::Entity::find()
        .select_only()
        .columns([C::UserId, C::Way])
        .filter(C::NextAt.lte(now.0))
        .group_by(C::UserId)
        .group_by(C::Way)
        .order_by_asc(C::NextAt.min())
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// Counts an attempt at all that is due for somebody on a way and leaves it to whoever makes it; false if another server was quicker.
pub async fn claim(
    db: &impl ConnectionTrait,
    (user, way): (Uuid, Way),
    now: Timestamp,
    until: Timestamp,
) -> Result<bool> {
    use dispatch::Column as C;
    let claimed = dispatch::Entity::update_many()
        .col_expr(C::NextAt, Expr::value(until.0))
        .col_expr(C::Tries, Expr::col(C::Tries).add(1))
        .filter(C::UserId.eq(user))
        .filter(C::Way.eq(way.as_str()))
        .filter(C::NextAt.lte(now.0))
        .exec(db)
        .await?;
    Ok(claimed.rows_affected > 0)
}

/// What was claimed until a moment.
pub async fn claimed(
    db: &impl ConnectionTrait,
    (user, way): (Uuid, Way),
    until: Timestamp,
) -> Result<Vec<dispatch::Model>> {
    use dispatch::Column as C;
    Ok(dispatch::Entity::find()
        .filter(C::UserId.eq(user))
        .filter(C::Way.eq(way.as_str()))
        .filter(C::NextAt.eq(until.0))
        .filter(C::Tries.gt(0))
        .order_by_asc(C::CreatedAt)
        .order_by_asc(C::Id)
        .all(db)
        .await?)
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent(Timestamp),
    /// To be tried again then.
    Again(Timestamp),
    /// It waits for this moment; that was no attempt.
    Waits(Timestamp),
    GivenUp,
}

/// Writes it down, where the claim still stands.
pub async fn finish(
    db: &impl ConnectionTrait,
    ids: Vec<Uuid>,
    claimed_until: Timestamp,
    outcome: Outcome,
) -> Result<()> {
    use dispatch::Column as C;
    if ids.is_empty() {
        return Ok(());
    }
    let (next_at, sent_at) = match outcome {
        Outcome::Sent(at) => (None, Some(at.0)),
        Outcome::Again(at) | Outcome::Waits(at) => (Some(at.0), None),
        Outcome::GivenUp => (None, None),
    };
    let mut finish = dispatch::Entity::update_many()
        .col_expr(C::NextAt, Expr::value(next_at))
        .col_expr(C::SentAt, Expr::value(sent_at))
        .filter(C::Id.is_in(ids))
        .filter(C::NextAt.eq(claimed_until.0));
    if let Outcome::Waits(_) = outcome {
        finish = finish.col_expr(C::Tries, Expr::col(C::Tries).sub(1));
    }
    finish.exec(db).await?;
    Ok(())
}

/// Deletes what was written down before a moment and waits for nothing.
pub async fn sweep(db: &impl ConnectionTrait, before: Timestamp) -> Result<()> {
    use dispatch::Column as C;
    dispatch::Entity::delete_many()
        .filter(C::CreatedAt.lt(before.0))
        .filter(C::NextAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}
