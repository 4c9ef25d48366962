//! Rows of creators, tiers and what a category holds.

use crate::identity::entity::entity;

entity! { creator "creators" {
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    category: String,
    payout_address: String,
    /// With `next_payout_at`, or neither: who is paid from that moment on. See [`crate::Payout`].
    next_payout_address: Option<String>,
    next_payout_at: Option<i64>,
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
    /// The last one: it waits, runs or is over.
    flash_sale_id: Option<Uuid>,
} }

entity! {
/// On a post or on a tier; the post and the tier name their last one. `uses` is how often it can be bought at. How often it was
/// is counted from the orders that name it.
flash_sale "flash_sales" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    creator_id: Uuid,
    post_id: Option<Uuid>,
    tier_rank: Option<i16>,
    percent: i16,
    uses: Option<i32>,
    starts_at: i64,
    ends_at: i64,
    created_at: i64,
    stopped_at: Option<i64>,
} }

entity! { category_total "category_totals" {
    #[sea_orm(primary_key, auto_increment = false)] category: String,
    creators: i64,
    posts: i64,
} }

entity! { payout_challenge "payout_challenges" {
    #[sea_orm(primary_key, auto_increment = false)] nonce: String,
    user_id: Uuid,
    session_id: Uuid,
    old_address: String,
    new_address: String,
    issued_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
} }

entity! { payout_change "payout_changes" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    user_id: Uuid,
    old_address: String,
    new_address: String,
    asked_at: i64,
    takes_effect_at: i64,
    /// Of one that never took effect, with why: `cancelled` or `replaced`.
    ended_at: Option<i64>,
    ended_why: Option<String>,
    /// What the old wallet signed, and its signature in base64.
    signed_message: String,
    signature: String,
} }
