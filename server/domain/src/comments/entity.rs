//! Rows of comments.

crate::identity::entity::entity! { comment "comments" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    post_id: Uuid,
    author_id: Uuid,
    /// The comment on the post that this one answers; replies to replies stand beside them.
    parent_id: Option<Uuid>,
    body: String,
    anonymous: bool,
    idempotency_key: Option<String>,
    likes_count: i64,
    replies_count: i64,
    created_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
} }
