//! All SQL about rows of pictures that are not of posts. It decides nothing.

use super::entity::media::{self, Entity};
use crate::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use shared::ids::UserId;
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
        .filter(media::Column::OwnerId.eq(owner.0))
        .one(db)
        .await?;
    if row.is_some() {
        Entity::delete_by_id(id).exec(db).await?;
    }
    Ok(row)
}
