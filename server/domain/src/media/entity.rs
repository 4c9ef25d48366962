//! Rows of pictures, and of what people upload.

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

crate::columns::entity! {
/// `length` and `received` are bytes, `metadata` what the client said of the file in tus's own form. It lies as a part in the folder
/// `place` until `stored_at`, in the storage from then on, and nowhere after `gone_at`.
upload "uploads" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    owner_id: Uuid,
    length: i64,
    received: i64,
    metadata: String,
    storage_key: String,
    place: String,
    created_at: i64,
    expires_at: i64,
    stored_at: Option<i64>,
    gone_at: Option<i64>,
} }
