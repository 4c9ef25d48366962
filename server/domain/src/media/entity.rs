//! Rows of pictures, films and sounds, of what people upload, and of what is being made of that.

use crate::columns::entity;

entity! {
/// What is kept of a file. Without a post it is its owner's alone, unless it is `shown`: a face or a cover.
media "media" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    owner_id: Uuid,
    post_id: Option<Uuid>,
    position: i32,
    kind: String,
    width: i32,
    height: i32,
    widths: String,
    thumbhash: String,
    blur: String,
    colour: String,
    alt: String,
    shown: bool,
    sample: bool,
    animated: bool,
    milliseconds: Option<i64>,
    waveform: Option<String>,
    /// Names of files besides those of its widths, parted by commas.
    files: String,
    bytes: i64,
    turns: i16,
    crop: Option<String>,
    storage_key: String,
    created_at: i64,
} }

entity! {
/// `length` and `received` are bytes, `metadata` what the client said of the file in tus's own form. It lies as a part in the folder
/// `place` until `stored_at`, in the storage from then on, and nowhere after `gone_at`. With a draft it does not expire, nor where it
/// is to be `kept`.
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
    draft_id: Option<Uuid>,
    kept: bool,
} }

entity! {
/// Which number stands for whom in the pictures of a post.
mark "marks" {
    #[sea_orm(primary_key, auto_increment = false)] tag: i64,
    user_id: Uuid,
    post_id: Uuid,
    created_at: i64,
} }

entity! {
/// What is to be made of an upload of the same id, by whoever has it until `due_at`; or why nothing is.
making "makings" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    owner_id: Uuid,
    kind: String,
    turns: i16,
    crop: Option<String>,
    attempts: i32,
    due_at: Option<i64>,
    progress: i16,
    storage_key: Option<String>,
    refusal_code: Option<String>,
    refusal: Option<String>,
    created_at: i64,
} }
