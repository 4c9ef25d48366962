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
    /// It stands in no list, and is told on other ways alone.
    hidden: bool,
    conversation_id: Option<Uuid>,
} }

entity! {
/// Who took part in what is told of many together, and what that was about: the post or comment that they like, the creator whom they follow.
actor "notification_actors" {
    #[sea_orm(primary_key, auto_increment = false)] notification_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] actor_id: Uuid,
    about_id: Option<Uuid>,
    created_at: i64,
} }

entity! {
/// How a person is reached off the page. Kinds are parted by spaces; of the hours of quiet both are there or neither, in minutes of
/// the day.
ways "ways" {
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    email: Option<String>,
    email_at: Option<i64>,
    new_email: Option<String>,
    new_email_at: Option<i64>,
    mail: String,
    unwanted_mail: String,
    unwanted_push: String,
    quiet_from: Option<i16>,
    quiet_to: Option<i16>,
    zone: String,
} }

entity! {
/// A browser that shows what a person is told, as long as its session runs.
device "devices" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    user_id: Uuid,
    session_id: Uuid,
    endpoint: String,
    p256dh: String,
    auth: String,
    created_at: i64,
} }

entity! {
/// What is to be sent. Without `next_at` it is not sent any more; while it is being sent that is the end of the claim.
dispatch "dispatches" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    user_id: Uuid,
    way: String,
    notification_id: Option<Uuid>,
    address: Option<String>,
    created_at: i64,
    next_at: Option<i64>,
    tries: i32,
    sent_at: Option<i64>,
} }
