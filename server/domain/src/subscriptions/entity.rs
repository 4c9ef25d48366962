//! Rows of what payments opened: a post for good, or a creator's tier for a time.

crate::identity::entity::entity! { grant "grants" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    user_id: Uuid,
    kind: String,
    creator_id: Uuid,
    post_id: Option<Uuid>,
    tier_rank: Option<i16>,
    starts_at: i64,
    ends_at: Option<i64>,
    revoked_at: Option<i64>,
    created_at: i64,
} }
