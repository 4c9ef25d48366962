//! Rows of people, challenges, sessions and signing keys.

pub(crate) use crate::columns::entity;

entity! { user "users" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    address: String,
    handle: String,
    name: String,
    bio: String,
    role: String,
    avatar_id: Option<Uuid>,
    created_at: i64,
    lang: Option<String>,
    theme: Option<String>,
    activity: String,
    may_write: String,
    presence: bool,
    sensitive: String,
    /// Whether pictures that they sell name their buyers.
    marks: bool,
    /// Whether others see how far they have read.
    seen: bool,
    typing: bool,
    /// When they said that they are of age.
    adult_at: Option<i64>,
    /// When their first steps were done or put away.
    welcomed_at: Option<i64>,
    /// When everything about them is to be erased.
    erase_at: Option<i64>,
    /// Addresses, parted by line breaks.
    links: String,
    /// Who invited them; the first one, for good.
    referrer_id: Option<Uuid>,
} }

entity! { former_handle "former_handles" {
    #[sea_orm(primary_key, auto_increment = false)] handle: String,
    user_id: Uuid,
    left_at: i64,
} }

entity! { challenge "challenges" {
    #[sea_orm(primary_key, auto_increment = false)] nonce: String,
    address: String,
    binding_hash: String,
    issued_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
} }

entity! { session "sessions" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    user_id: Uuid,
    secret_hash: String,
    previous_hash: Option<String>,
    rotated_at: i64,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
    revoked_why: Option<String>,
    user_agent: String,
} }

entity! { signing_key "signing_keys" {
    #[sea_orm(primary_key, auto_increment = false)] id: String,
    secret: String,
    created_at: i64,
} }
