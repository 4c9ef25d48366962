//! Rows of what people are told.

use crate::identity::entity::entity;

entity! {
/// `key` names the happening, once for each person. Of what many did `actor_id` is the last who did it. What is told ends or begins at
/// `moment`, in so many `days`.
notification "notifications" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    user_id: Uuid,
    kind: String,
    key: String,
    actor_id: Option<Uuid>,
    creator_id: Option<Uuid>,
    post_id: Option<Uuid>,
    comment_id: Option<Uuid>,
    order_id: Option<Uuid>,
    tier_rank: Option<i16>,
    amount: Option<i64>,
    currency: Option<String>,
    moment: Option<i64>,
    days: Option<i16>,
    created_at: i64,
    read_at: Option<i64>,
} }

entity! {
/// Who took part in what is told of many together.
actor "notification_actors" {
    #[sea_orm(primary_key, auto_increment = false)] notification_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] actor_id: Uuid,
    created_at: i64,
} }
