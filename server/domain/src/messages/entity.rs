//! Rows of conversations, of how each of the two has them, and of what is written in them.

use crate::identity::entity::entity;

entity! {
/// `low_id` and `high_id` are the two, the lower first.
conversation "conversations" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    low_id: Uuid,
    high_id: Uuid,
    /// Who wrote first.
    begun_by: Option<Uuid>,
    begun_at: Option<i64>,
    created_at: i64,
} }

entity! {
/// A conversation as one of the two has it. Who left for good has none.
participant "participants" {
    #[sea_orm(primary_key, auto_increment = false)] conversation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    other_id: Uuid,
    last_at: i64,
    last_id: Option<Uuid>,
    unread: i64,
    read_until: i64,
    muted: bool,
} }

entity! { message "messages" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    conversation_id: Uuid,
    author_id: Uuid,
    answers_id: Option<Uuid>,
    /// What was written to many at once.
    broadcast_id: Option<Uuid>,
    /// What came with it.
    post_id: Option<Uuid>,
    /// Of a tip: its order, and what was given.
    order_id: Option<Uuid>,
    tip: Option<i64>,
    tip_currency: Option<String>,
    body: String,
    folded: String,
    idempotency_key: Option<String>,
    created_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
} }

entity! { reaction "reactions" {
    #[sea_orm(primary_key, auto_increment = false)] message_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    reaction: String,
    created_at: i64,
} }

entity! {
/// What a creator writes to many: to those of its audience behind `after_id` it is still to go, and taken back from all from `unsent_at`
/// on. Whoever does the next piece has it until `due_at`.
broadcast "broadcasts" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    creator_id: Uuid,
    audience: String,
    body: String,
    post_id: Option<Uuid>,
    idempotency_key: Option<String>,
    after_id: Option<Uuid>,
    sent: i64,
    skipped: i64,
    created_at: i64,
    due_at: Option<i64>,
    unsent_at: Option<i64>,
    /// How many its audience were as it was begun.
    meant: i64,
} }
