//! Rows of posts.

crate::identity::entity::entity! { post "posts" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    creator_id: Uuid,
    kind: String,
    title: String,
    teaser: String,
    body: String,
    category: String,
    access: String,
    tier_rank: Option<i16>,
    price: Option<i64>,
    opens_at: Option<i64>,
    pictures: i32,
    characters: i32,
    likes_count: i64,
    comments_count: i64,
    /// See [`super::ranking::trending`].
    trending: i64,
    published_at: i64,
    updated_at: i64,
    deleted_at: Option<i64>,
} }
