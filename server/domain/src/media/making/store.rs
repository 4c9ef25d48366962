//! All SQL about what is being made of uploads. It decides nothing.

use super::Lane;
use crate::{
    Result,
    media::entity::{
        making::{self, Column as C, Entity, Model},
        media, upload,
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict, Query},
};
use shared::{Timestamp, media::MediaKind};
use uuid::Uuid;

/// Rows that are worked through at once.
const AT_ONCE: u64 = 100;

/// Writes what is to be made of an upload for the first time; what somebody else wrote meanwhile stays.
pub(super) async fn begin(db: &impl ConnectionTrait, row: Model) -> Result<()> {
    let once = OnConflict::column(C::Id).do_nothing().to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(once)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes what is to be made of an upload, in place of what stood there.
pub(super) async fn put(db: &impl ConnectionTrait, row: Model) -> Result<()> {
    let anew = OnConflict::column(C::Id)
        .update_columns([
            C::Kind,
            C::Turns,
            C::Crop,
            C::Attempts,
            C::DueAt,
            C::Progress,
            C::StorageKey,
            C::RefusalCode,
            C::Refusal,
        ])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(anew)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Those of these uploads of which something is to be made, or nothing.
pub(crate) async fn of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// Files that are whole and of which nothing was begun.
pub(super) async fn unbegun(db: &impl ConnectionTrait) -> Result<Vec<upload::Model>> {
    let id = || Expr::col((upload::Entity, upload::Column::Id));
    let begun = Query::select()
        .column(C::Id)
        .from(Entity)
        .and_where(Expr::col((Entity, C::Id)).eq(id()))
        .take();
    let made = Query::select()
        .column(media::Column::Id)
        .from(media::Entity)
        .and_where(Expr::col((media::Entity, media::Column::Id)).eq(id()))
        .take();
    Ok(upload::Entity::find()
        .filter(upload::Column::StoredAt.is_not_null())
        .filter(upload::Column::GoneAt.is_null())
        .filter(Expr::exists(begun).not())
        .filter(Expr::exists(made).not())
        .order_by_asc(upload::Column::CreatedAt)
        .limit(AT_ONCE)
        .all(db)
        .await?)
}

fn of_lane(lane: Lane) -> Expr {
    match lane {
        Lane::Pictures => C::Kind.eq(MediaKind::Image.as_str()),
        Lane::Films => C::Kind.ne(MediaKind::Image.as_str()),
    }
}

/// Takes the one that waits longest: until `until` it is nobody else's. What it writes is under `key`.
pub(super) async fn claim(
    db: &impl ConnectionTrait,
    lane: Lane,
    (now, until): (Timestamp, Timestamp),
    key: &str,
) -> Result<Option<Model>> {
    let first = Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::DueAt.lte(now.0))
        .filter(of_lane(lane))
        .order_by_asc(C::DueAt)
        .order_by_asc(C::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_query();
    let claimed = Entity::update_many()
        .col_expr(C::DueAt, Expr::value(until.0))
        .col_expr(C::Attempts, Expr::col(C::Attempts).add(1))
        .col_expr(C::Progress, Expr::value(0_i16))
        .col_expr(C::StorageKey, Expr::value(key))
        .filter(C::Id.in_subquery(first))
        .exec_with_returning(db)
        .await?;
    Ok(claimed.into_iter().next())
}

/// When the next of a lane is due.
pub(super) async fn next_due(db: &impl ConnectionTrait, lane: Lane) -> Result<Option<Timestamp>> {
    let next: Option<Option<i64>> = Entity::find()
        .select_only()
        .expr_as(Expr::col(C::DueAt).min(), "next")
        .filter(C::DueAt.is_not_null())
        .filter(of_lane(lane))
        .into_tuple()
        .one(db)
        .await?;
    Ok(next.flatten().map(Timestamp))
}

/// Changes a row that is still in the hands of whoever writes under `key`; whether it is.
async fn change(db: &impl ConnectionTrait, id: Uuid, key: &str, change: making::ActiveModel) -> Result<bool> {
    let changed = Entity::update_many()
        .set(change)
        .filter(C::Id.eq(id))
        .filter(C::StorageKey.eq(key))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Says how far it is, and that it is still worked on.
pub(super) async fn hold(
    db: &impl ConnectionTrait,
    id: Uuid,
    key: &str,
    until: Timestamp,
    progress: u8,
) -> Result<bool> {
    let new = making::ActiveModel {
        due_at: Set(Some(until.0)),
        progress: Set(progress.into()),
        ..Default::default()
    };
    change(db, id, key, new).await
}

/// Puts it back, to be taken again at a moment.
pub(super) async fn give_back(db: &impl ConnectionTrait, id: Uuid, key: &str, at: Timestamp) -> Result<bool> {
    let new = making::ActiveModel {
        due_at: Set(Some(at.0)),
        storage_key: Set(None),
        ..Default::default()
    };
    change(db, id, key, new).await
}

/// Says why nothing is made of it.
pub(super) async fn refuse(
    db: &impl ConnectionTrait,
    id: Uuid,
    key: &str,
    code: &str,
    words: &str,
) -> Result<bool> {
    let new = making::ActiveModel {
        due_at: Set(None),
        storage_key: Set(None),
        refusal_code: Set(Some(code.to_owned())),
        refusal: Set(Some(words.to_owned())),
        ..Default::default()
    };
    change(db, id, key, new).await
}

/// Takes away what was done, if it is still in these hands; whether it was.
pub(super) async fn done(tx: &DatabaseTransaction, id: Uuid, key: &str) -> Result<bool> {
    let gone = Entity::delete_many()
        .filter(C::Id.eq(id))
        .filter(C::StorageKey.eq(key))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected == 1)
}

pub(crate) async fn forget(db: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Forgets what was refused and was begun before a moment.
pub(super) async fn forget_refused(db: &impl ConnectionTrait, before: Timestamp) -> Result<()> {
    Entity::delete_many()
        .filter(C::DueAt.is_null())
        .filter(C::CreatedAt.lte(before.0))
        .exec(db)
        .await?;
    Ok(())
}
