//! All SQL about drafts. It decides nothing.

use super::entity::draft::{ActiveModel, Column as C, Entity, Model};
use crate::Result;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use shared::{Timestamp, ids::UserId};
use uuid::Uuid;

/// Those of an owner, the last touched first.
pub(super) async fn of_owner(db: &impl ConnectionTrait, owner: UserId, most: u64) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(C::OwnerId.eq(owner.0))
        .order_by_desc(C::UpdatedAt)
        .order_by_desc(C::Id)
        .limit(most)
        .all(db)
        .await?)
}

pub(super) async fn count(db: &impl ConnectionTrait, owner: UserId) -> Result<u64> {
    Ok(Entity::find().filter(C::OwnerId.eq(owner.0)).count(db).await?)
}

/// One of this owner's.
pub(super) async fn find(db: &impl ConnectionTrait, id: Uuid, owner: UserId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id)
        .filter(C::OwnerId.eq(owner.0))
        .one(db)
        .await?)
}

/// The same, held until the transaction ends.
pub(super) async fn lock(tx: &DatabaseTransaction, id: Uuid, owner: UserId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id)
        .filter(C::OwnerId.eq(owner.0))
        .lock_exclusive()
        .one(tx)
        .await?)
}

/// Writes one that is not there yet; whether it was not.
pub(super) async fn insert(tx: &DatabaseTransaction, row: Model) -> Result<bool> {
    let written = Entity::insert(row.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(written, sea_orm::TryInsertResult::Inserted(1..)))
}

/// Writes fields in place of those of a version; whether they are of that version.
pub(super) async fn save(
    tx: &DatabaseTransaction,
    (id, version): (Uuid, i32),
    fields: String,
    now: Timestamp,
) -> Result<bool> {
    let saved = Entity::update_many()
        .col_expr(C::Fields, Expr::value(fields))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .col_expr(C::UpdatedAt, Expr::value(now.0))
        .col_expr(C::Fault, Expr::value(None::<String>))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(tx)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Writes when it is published by itself, and why it was not.
pub(super) async fn schedule(
    db: &impl ConnectionTrait,
    id: Uuid,
    publish_at: Option<Timestamp>,
    fault: Option<&str>,
) -> Result<()> {
    let new = ActiveModel {
        publish_at: Set(publish_at.map(|moment| moment.0)),
        fault: Set(fault.map(str::to_owned)),
        ..Default::default()
    };
    Entity::update_many()
        .set(new)
        .filter(C::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn delete(tx: &DatabaseTransaction, id: Uuid) -> Result<()> {
    Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Some whose time has come, the first first; those after `behind`, where one is given.
pub(super) async fn due(
    db: &impl ConnectionTrait,
    now: Timestamp,
    behind: Option<(i64, Uuid)>,
    most: u64,
) -> Result<Vec<Model>> {
    let mut due = Condition::all().add(C::PublishAt.lte(now.0));
    if let Some((at, id)) = behind {
        let place = Expr::tuple([Expr::col(C::PublishAt), Expr::col(C::Id)]);
        due = due.add(place.gt(Expr::tuple([Expr::value(at), Expr::value(id)])));
    }
    Ok(Entity::find()
        .filter(due)
        .order_by_asc(C::PublishAt)
        .order_by_asc(C::Id)
        .limit(most)
        .all(db)
        .await?)
}

/// When the next is to be published.
pub(super) async fn next(db: &impl ConnectionTrait, now: Timestamp) -> Result<Option<Timestamp>> {
    let next: Option<Option<i64>> = Entity::find()
        .select_only()
        .expr_as(Expr::col(C::PublishAt).min(), "next")
        .filter(C::PublishAt.gt(now.0))
        .into_tuple()
        .one(db)
        .await?;
    Ok(next.flatten().map(Timestamp))
}
