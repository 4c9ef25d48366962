//! All SQL about what people upload. It decides nothing.

use crate::media::entity::upload::{self, Column as C, Entity, Model};
use crate::{Result, columns::unsigned};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait},
};
use shared::{
    Timestamp,
    ids::{UploadId, UserId},
};
use uuid::Uuid;

/// Any number will do that nobody else locks.
const COUNTING: i64 = 0x5550_4c4f_4144;
/// For what does not expire: the year 9999.
const NEVER: i64 = 253_370_764_800_000;
/// Rows that are worked through at once.
const AT_ONCE: u64 = 100;

/// Rows whose bytes still come in.
fn open() -> Condition {
    Condition::all()
        .add(C::StoredAt.is_null())
        .add(C::GoneAt.is_null())
}

/// Makes whoever else counts wait until this transaction is over. On SQLite every writing transaction does.
pub(super) async fn count_alone(tx: &DatabaseTransaction) -> Result<()> {
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({COUNTING})"))
            .await?;
    }
    Ok(())
}

/// What somebody has and has had.
pub(super) struct Held {
    /// Bytes of all that is there or may still come, and of what was made of it.
    pub bytes: u64,
    /// Bytes since a moment, of what is gone as many as came.
    pub lately: u64,
    /// How many are not stored yet.
    pub open: u64,
}

pub(super) async fn held(db: &impl ConnectionTrait, owner: UserId, since: Timestamp) -> Result<Held> {
    let sql = "SELECT \
        CAST(COALESCE(SUM(CASE WHEN gone_at IS NULL THEN length ELSE 0 END), 0) AS BIGINT) AS bytes, \
        CAST(COALESCE(SUM(CASE WHEN created_at <= $2 THEN 0 WHEN gone_at IS NULL THEN length ELSE received END), 0) AS BIGINT) AS lately, \
        CAST(COALESCE(SUM(CASE WHEN gone_at IS NULL AND stored_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS open \
        FROM uploads WHERE owner_id = $1";
    let made = "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes FROM media WHERE owner_id = $1";
    let values = [owner.0.into(), since.0.into()];
    let row = db
        .query_one_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            sql,
            values,
        ))
        .await?;
    let mut held = Held {
        bytes: 0,
        lately: 0,
        open: 0,
    };
    if let Some(row) = row {
        held.bytes = unsigned(row.try_get("", "bytes")?);
        held.lately = unsigned(row.try_get("", "lately")?);
        held.open = unsigned(row.try_get("", "open")?);
    }
    let statement = Statement::from_sql_and_values(db.get_database_backend(), made, [owner.0.into()]);
    if let Some(row) = db.query_one_raw(statement).await? {
        held.bytes += unsigned(row.try_get("", "bytes")?);
    }
    Ok(held)
}

/// Bytes that may still come to this folder.
pub(super) async fn awaited(db: &impl ConnectionTrait, place: &str) -> Result<u64> {
    let sql = "SELECT CAST(COALESCE(SUM(length - received), 0) AS BIGINT) AS bytes FROM uploads \
               WHERE place = $1 AND stored_at IS NULL AND gone_at IS NULL";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [place.into()]);
    let row = db.query_one_raw(statement).await?;
    let bytes: Option<i64> = row.map(|row| row.try_get("", "bytes")).transpose()?;
    Ok(bytes.map_or(0, unsigned))
}

pub(super) async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<()> {
    Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// One of this owner's.
pub(super) async fn find(db: &impl ConnectionTrait, id: UploadId, owner: UserId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id.0)
        .filter(C::OwnerId.eq(owner.0))
        .one(db)
        .await?)
}

/// Those of this owner's among these.
pub(crate) async fn of_owner(db: &impl ConnectionTrait, owner: UserId, ids: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(C::OwnerId.eq(owner.0))
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// One as it is now, whoever owns it.
pub(in crate::media) async fn again(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Changes a row to which this still applies; whether it did.
async fn change(
    db: &impl ConnectionTrait,
    id: Uuid,
    still: Condition,
    change: upload::ActiveModel,
) -> Result<bool> {
    let changed = Entity::update_many()
        .set(change)
        .filter(C::Id.eq(id))
        .filter(still)
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Writes down that other bytes are kept than were.
pub(super) async fn advance(
    db: &impl ConnectionTrait,
    id: Uuid,
    (from, to): (i64, i64),
    expires_at: Timestamp,
) -> Result<bool> {
    let new = upload::ActiveModel {
        received: Set(to),
        expires_at: Set(expires_at.0),
        ..Default::default()
    };
    change(db, id, open().add(C::Received.eq(from)), new).await
}

/// Says that no more is to come than came.
pub(super) async fn end(db: &impl ConnectionTrait, id: Uuid, length: i64) -> Result<bool> {
    let new = upload::ActiveModel {
        length: Set(length),
        ..Default::default()
    };
    change(db, id, open().add(C::Received.eq(length)), new).await
}

/// Says that it is in the storage, until a moment; with a draft for as long as that is there.
pub(super) async fn stored(
    db: &impl ConnectionTrait,
    id: Uuid,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool> {
    let until = Expr::case(C::DraftId.is_null(), expires_at.0).finally(NEVER);
    let changed = Entity::update_many()
        .col_expr(C::StoredAt, Expr::value(now.0))
        .col_expr(C::ExpiresAt, until.into())
        .filter(C::Id.eq(id))
        .filter(open())
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Says whether the file stays when something is made of it.
pub(in crate::media) async fn keep(db: &impl ConnectionTrait, id: Uuid, kept: bool) -> Result<()> {
    let new = upload::ActiveModel {
        kept: Set(kept),
        ..Default::default()
    };
    change(db, id, Condition::all(), new).await.map(drop)
}

/// Puts these files of an owner with a draft, and takes away those that it had: they expire as if they had never been with one.
pub(crate) async fn with_draft(
    tx: &DatabaseTransaction,
    (owner, draft): (UserId, Uuid),
    ids: &[Uuid],
    expires_at: Timestamp,
) -> Result<()> {
    Entity::update_many()
        .col_expr(C::DraftId, Expr::value(None::<Uuid>))
        .col_expr(C::ExpiresAt, Expr::value(expires_at.0))
        .filter(C::DraftId.eq(draft))
        .filter(C::Id.is_not_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    if ids.is_empty() {
        return Ok(());
    }
    // What still comes in waits no longer than others for its bytes.
    let until = Expr::case(C::StoredAt.is_null(), Expr::col(C::ExpiresAt)).finally(NEVER);
    Entity::update_many()
        .col_expr(C::DraftId, Expr::value(draft))
        .col_expr(C::ExpiresAt, until.into())
        .filter(C::OwnerId.eq(owner.0))
        .filter(C::GoneAt.is_null())
        .filter(C::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes these files from their draft: something is made of them. Those that are to be kept stay, and the others are given.
pub(crate) async fn published(tx: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let of_these = || C::Id.is_in(ids.iter().copied()).and(C::GoneAt.is_null());
    Entity::update_many()
        .col_expr(C::DraftId, Expr::value(None::<Uuid>))
        .col_expr(C::ExpiresAt, Expr::value(NEVER))
        .filter(of_these())
        .filter(C::Kept.eq(true))
        .exec(tx)
        .await?;
    Entity::update_many()
        .col_expr(C::DraftId, Expr::value(None::<Uuid>))
        .col_expr(C::ExpiresAt, Expr::value(0_i64))
        .filter(of_these())
        .filter(C::Kept.eq(false))
        .exec_with_returning(tx)
        .await
        .map_err(Into::into)
}

/// Lets go of one, if `still` applies to it.
pub(super) async fn let_go(
    db: &impl ConnectionTrait,
    id: Uuid,
    still: Condition,
    now: Timestamp,
) -> Result<bool> {
    let new = upload::ActiveModel {
        gone_at: Set(Some(now.0)),
        ..Default::default()
    };
    change(db, id, still.add(C::GoneAt.is_null()), new).await
}

/// That its time is over.
pub(super) fn expired(now: Timestamp) -> Condition {
    Condition::all().add(C::ExpiresAt.lte(now.0))
}

/// Some whose time is over.
pub(super) async fn due(db: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(expired(now).add(C::GoneAt.is_null()))
        .order_by_asc(C::ExpiresAt)
        .limit(AT_ONCE)
        .all(db)
        .await?)
}

/// Those that are whole and still lie in this folder.
pub(super) async fn whole(db: &impl ConnectionTrait, place: &str) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(open().add(C::Place.eq(place)))
        .filter(Expr::col(C::Received).eq(Expr::col(C::Length)))
        .order_by_asc(C::CreatedAt)
        .all(db)
        .await?)
}

/// Which of these keys are of rows whose bytes still come in.
pub(super) async fn open_keys(db: &impl ConnectionTrait, keys: &[String]) -> Result<Vec<String>> {
    Ok(Entity::find()
        .select_only()
        .column(C::StorageKey)
        .filter(open().add(C::StorageKey.is_in(keys)))
        .into_tuple()
        .all(db)
        .await?)
}

/// Forgets those that are gone and were begun before a moment.
pub(super) async fn forget(db: &impl ConnectionTrait, before: Timestamp) -> Result<()> {
    Entity::delete_many()
        .filter(C::GoneAt.is_not_null())
        .filter(C::CreatedAt.lte(before.0))
        .exec(db)
        .await?;
    Ok(())
}
