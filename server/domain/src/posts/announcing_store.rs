//! All SQL of new posts whose subscribers are to be told. It decides nothing.

use super::entity::announcement;
use crate::Result;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use shared::{
    Timestamp,
    ids::{PostId, UserId},
};

pub type Announcement = announcement::Model;

/// Adds one, due now; one that is there stays.
pub async fn insert(tx: &DatabaseTransaction, creator: UserId, post: PostId, now: Timestamp) -> Result<()> {
    let row = announcement::ActiveModel {
        post_id: Set(post.0),
        creator_id: Set(creator.0),
        after_id: Set(None),
        created_at: Set(now.0),
        next_at: Set(now.0),
    };
    let once = OnConflict::column(announcement::Column::PostId)
        .do_nothing()
        .to_owned();
    announcement::Entity::insert(row)
        .on_conflict(once)
        .try_insert()
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The one that waits longest.
pub async fn due(db: &impl ConnectionTrait, now: Timestamp) -> Result<Option<Announcement>> {
    Ok(announcement::Entity::find()
        .filter(announcement::Column::NextAt.lte(now.0))
        .order_by_asc(announcement::Column::NextAt)
        .one(db)
        .await?)
}

/// Leaves it to whoever tells it; false if another server was quicker.
pub async fn claim(db: &impl ConnectionTrait, row: &Announcement, until: Timestamp) -> Result<bool> {
    use announcement::Column as C;
    let claimed = announcement::Entity::update_many()
        .col_expr(C::NextAt, Expr::value(until.0))
        .filter(C::PostId.eq(row.post_id))
        .filter(C::NextAt.eq(row.next_at))
        .exec(db)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// Writes down how far it was told.
pub async fn told(tx: &DatabaseTransaction, post: PostId, last: UserId, until: Timestamp) -> Result<()> {
    use announcement::Column as C;
    announcement::Entity::update_many()
        .col_expr(C::AfterId, Expr::value(last.0))
        .col_expr(C::NextAt, Expr::value(until.0))
        .filter(C::PostId.eq(post.0))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn delete(tx: &DatabaseTransaction, post: PostId) -> Result<()> {
    announcement::Entity::delete_by_id(post.0).exec(tx).await?;
    Ok(())
}
