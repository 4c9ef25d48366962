//! All SQL about rows of pictures, films and sounds that are not of posts yet. It decides nothing.

use super::entity::{
    mark,
    media::{self, Column as C, Entity},
};
use crate::Result;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, TryInsertResult,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use shared::ids::{PostId, UserId};
use uuid::Uuid;

pub async fn insert(db: &impl ConnectionTrait, row: media::Model) -> Result<()> {
    Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Deletes a row of this owner's and gives it; none where there is none.
pub async fn take(db: &impl ConnectionTrait, id: Uuid, owner: UserId) -> Result<Option<media::Model>> {
    let row = Entity::find_by_id(id)
        .filter(C::OwnerId.eq(owner.0))
        .one(db)
        .await?;
    if row.is_some() {
        Entity::delete_by_id(id).exec(db).await?;
    }
    Ok(row)
}

/// Puts what was made in place of what stood there, and gives that.
pub(super) async fn replace(tx: &DatabaseTransaction, row: media::Model) -> Result<Option<media::Model>> {
    let before = Entity::find_by_id(row.id).lock_exclusive().one(tx).await?;
    let anew = OnConflict::column(C::Id)
        .update_columns([
            C::Kind,
            C::Width,
            C::Height,
            C::Widths,
            C::Thumbhash,
            C::Blur,
            C::Colour,
            C::Animated,
            C::Milliseconds,
            C::Waveform,
            C::Files,
            C::Bytes,
            C::Turns,
            C::Crop,
            C::StorageKey,
        ])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(anew)
        .exec_without_returning(tx)
        .await?;
    Ok(before)
}

/// Writes of a row which files it has and how it looks, if it has those still that it had; whether it had.
pub(super) async fn swap(
    db: &impl ConnectionTrait,
    before: &media::Model,
    after: media::Model,
) -> Result<bool> {
    let changed = Entity::update_many()
        .col_expr(C::Widths, Expr::value(after.widths))
        .col_expr(C::Files, Expr::value(after.files))
        .col_expr(C::Bytes, Expr::value(after.bytes))
        .col_expr(C::Thumbhash, Expr::value(after.thumbhash))
        .col_expr(C::Blur, Expr::value(after.blur))
        .col_expr(C::Colour, Expr::value(after.colour))
        .filter(C::Id.eq(before.id))
        .filter(C::OwnerId.eq(before.owner_id))
        .filter(C::Widths.eq(&before.widths))
        .filter(C::Files.eq(&before.files))
        .filter(C::StorageKey.eq(&before.storage_key))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Deletes a row that nobody but its owner knows of, and gives it.
pub(super) async fn take_unpublished(tx: &DatabaseTransaction, id: Uuid) -> Result<Option<media::Model>> {
    let row = Entity::find_by_id(id)
        .filter(C::PostId.is_null())
        .filter(C::Shown.eq(false))
        .lock_exclusive()
        .one(tx)
        .await?;
    if row.is_some() {
        Entity::delete_by_id(id).exec(tx).await?;
    }
    Ok(row)
}

/// Those of an owner's among these.
pub(crate) async fn of_owner(
    db: &impl ConnectionTrait,
    owner: UserId,
    ids: &[Uuid],
) -> Result<Vec<media::Model>> {
    Ok(Entity::find()
        .filter(C::OwnerId.eq(owner.0))
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// One as it is.
pub(crate) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<media::Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// How a file stands in a post.
pub(crate) struct Placed<'a> {
    pub position: i32,
    pub alt: &'a str,
    pub sample: bool,
}

/// Makes a file of the owner's, which is no other post's, a part of a post; whether there is such a file.
pub(crate) async fn place(
    tx: &DatabaseTransaction,
    (owner, post): (UserId, PostId),
    id: Uuid,
    placed: Placed<'_>,
) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(C::PostId, Expr::value(post.0))
        .col_expr(C::Position, Expr::value(placed.position))
        .col_expr(C::Alt, Expr::value(placed.alt))
        .col_expr(C::Sample, Expr::value(placed.sample))
        .filter(C::Id.eq(id))
        .filter(C::OwnerId.eq(owner.0))
        .filter(C::Shown.eq(false))
        .filter(C::PostId.is_null().or(C::PostId.eq(post.0)))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Deletes the rows of a post but these, and gives them.
pub(crate) async fn take_others(
    tx: &DatabaseTransaction,
    post: PostId,
    kept: &[Uuid],
) -> Result<Vec<media::Model>> {
    let others: Vec<media::Model> = Entity::find()
        .filter(C::PostId.eq(post.0))
        .filter(C::Id.is_not_in(kept.iter().copied()))
        .all(tx)
        .await?;
    if !others.is_empty() {
        Entity::delete_many()
            .filter(C::Id.is_in(others.iter().map(|row| row.id)))
            .exec(tx)
            .await?;
    }
    Ok(others)
}

/// The mark of a viewer in a post.
pub(super) async fn mark_of(
    db: &impl ConnectionTrait,
    viewer: UserId,
    post: PostId,
) -> Result<Option<mark::Model>> {
    Ok(mark::Entity::find()
        .filter(mark::Column::UserId.eq(viewer.0))
        .filter(mark::Column::PostId.eq(post.0))
        .one(db)
        .await?)
}

/// The mark with this number.
pub(super) async fn mark(db: &impl ConnectionTrait, tag: i64) -> Result<Option<mark::Model>> {
    Ok(mark::Entity::find_by_id(tag).one(db).await?)
}

/// Writes a mark; whether nothing stood against it.
pub(super) async fn insert_mark(db: &impl ConnectionTrait, row: mark::Model) -> Result<bool> {
    let written = mark::Entity::insert(row.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(matches!(written, TryInsertResult::Inserted(1..)))
}
