//! Rows of what payments opened: a post for good, or a creator's tier for a time.

crate::identity::entity::entity! {
/// `days`, `tier_rank` and `ends_at` belong to subscriptions, `post_id` to posts. `created_at` is when the
/// payment was credited, and again if it came back after it had vanished; the time bought counts from there, or from `counts_from`.
/// Until `open_until` it gives access, which is its end and perhaps some days of grace; at `remind_at` its holder is to be told
/// that it ends.
grant "grants" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    user_id: Uuid,
    kind: String,
    creator_id: Uuid,
    post_id: Option<Uuid>,
    tier_rank: Option<i16>,
    days: Option<i32>,
    starts_at: i64,
    ends_at: Option<i64>,
    revoked_at: Option<i64>,
    created_at: i64,
    counts_from: Option<i64>,
    open_until: Option<i64>,
    remind_at: Option<i64>,
} }

crate::identity::entity::entity! {
/// Who wants to hear nothing more of the time they have at a creator.
cancelled "cancelled_subscriptions" {
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] creator_id: Uuid,
    cancelled_at: i64,
} }

crate::identity::entity::entity! {
/// Milliseconds of a lower tier's grant that an order counts on, and uses up once it is paid.
credit "order_credits" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] grant_id: Uuid,
    millis: i64,
} }
