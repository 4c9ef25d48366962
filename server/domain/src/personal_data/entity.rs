//! Rows of exports.

crate::columns::entity! { export "exports" {
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
    status: String,
    storage_key: Option<String>,
    bytes: i64,
    asked_at: i64,
    made_at: Option<i64>,
    expires_at: Option<i64>,
} }
