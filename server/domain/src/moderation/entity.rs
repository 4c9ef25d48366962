//! Rows of reports.

crate::columns::entity! { report "reports" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    reporter_id: Uuid,
    kind: String,
    target_id: Uuid,
    reason: String,
    note: String,
    said: Option<String>,
    status: String,
    created_at: i64,
} }
