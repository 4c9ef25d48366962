//! Rows of pictures.

crate::columns::entity! { media "media" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    owner_id: Uuid,
    post_id: Option<Uuid>,
    position: i32,
    width: i32,
    height: i32,
    widths: String,
    thumbhash: String,
    blur: String,
    alt: String,
    storage_key: String,
    created_at: i64,
} }
