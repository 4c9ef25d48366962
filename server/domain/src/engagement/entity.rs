//! Rows of follows and likes.

use crate::identity::entity::entity;

entity! { follow "follows" {
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] creator_id: Uuid,
    created_at: i64,
} }

entity! { like "likes" {
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] post_id: Uuid,
    created_at: i64,
} }
