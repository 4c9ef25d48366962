//! Rows of creators, tiers and what a category holds.

use crate::identity::entity::entity;

entity! { creator "creators" {
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    category: String,
    payout_address: String,
    cover_id: Option<Uuid>,
    from_price: Option<i64>,
    currency: String,
    posts_count: i64,
    followers_count: i64,
    discount_90: i16,
    discount_365: i16,
    created_at: i64,
} }

entity! { tier "tiers" {
    #[sea_orm(primary_key, auto_increment = false)] creator_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] rank: i16,
    name: String,
    description: String,
    benefits: String,
    price: i64,
    active: bool,
} }

entity! { category_total "category_totals" {
    #[sea_orm(primary_key, auto_increment = false)] category: String,
    creators: i64,
    posts: i64,
} }
