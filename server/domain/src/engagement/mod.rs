//! What people do with posts and each other. For now it only reads what was done; it writes nothing.

pub mod entity;

use crate::{Domain, Result, Viewer};
use entity::{follow, like};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use shared::ids::{PostId, UserId};
use std::collections::HashSet;
use uuid::Uuid;

/// Which of these posts the viewer likes.
pub async fn liked(domain: &Domain, viewer: &Viewer, posts: &[PostId]) -> Result<HashSet<PostId>> {
    let Some(user) = viewer.id().filter(|_| !posts.is_empty()) else {
        return Ok(HashSet::new());
    };
    let liked: Vec<Uuid> = like::Entity::find()
        .select_only()
        .column(like::Column::PostId)
        .filter(like::Column::UserId.eq(user.0))
        .filter(like::Column::PostId.is_in(posts.iter().map(|post| post.0)))
        .into_tuple()
        .all(&domain.db)
        .await?;
    Ok(liked.into_iter().map(PostId).collect())
}

/// Which of these creators the viewer follows.
pub async fn followed(domain: &Domain, viewer: &Viewer, creators: &[UserId]) -> Result<HashSet<UserId>> {
    let Some(user) = viewer.id().filter(|_| !creators.is_empty()) else {
        return Ok(HashSet::new());
    };
    let followed: Vec<Uuid> = follow::Entity::find()
        .select_only()
        .column(follow::Column::CreatorId)
        .filter(follow::Column::UserId.eq(user.0))
        .filter(follow::Column::CreatorId.is_in(creators.iter().map(|creator| creator.0)))
        .into_tuple()
        .all(&domain.db)
        .await?;
    Ok(followed.into_iter().map(UserId).collect())
}
