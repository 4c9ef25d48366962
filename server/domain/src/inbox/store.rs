//! All SQL of what people read of what they were told. It writes nothing.

use crate::{Result, posts::entity::post};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The titles of those of these posts that are there.
pub async fn titles(
    db: &impl ConnectionTrait,
    posts: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let posts: Vec<Uuid> = posts.into_iter().collect();
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = post::Entity::find()
        .select_only()
        .columns([post::Column::Id, post::Column::Title])
        .filter(post::Column::Id.is_in(posts))
        .filter(post::Column::DeletedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
