//! Rows of webhooks and of what is sent to them.

use crate::identity::entity::entity;

entity! {
/// `events` are names parted by spaces; `secret` is the key in base64. The old one signs too until its time is over. Nothing is sent
/// while `stopped_at` is set.
webhook "webhooks" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    creator_id: Uuid,
    url: String,
    events: String,
    secret: String,
    old_secret: Option<String>,
    old_secret_until: Option<i64>,
    created_at: i64,
    stopped_at: Option<i64>,
} }

entity! {
/// `happening` names what it tells of, once for each webhook; `body` is sent as it is. `tries` counts attempts since it was last
/// asked for, `attempts` all. Without `next_at` it is not sent any more; while it is being sent that is the end of the claim.
delivery "webhook_deliveries" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    webhook_id: Uuid,
    creator_id: Uuid,
    event: String,
    happening: String,
    order_id: Option<Uuid>,
    body: String,
    created_at: i64,
    attempts: i32,
    tries: i32,
    next_at: Option<i64>,
    last_status: Option<i16>,
    fault: Option<String>,
    delivered_at: Option<i64>,
} }
