//! Rows of orders, what they pay to whom, their attempts and history, payments seen on the chain, and the ledger.

use crate::identity::entity::entity;

entity! { order "orders" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    buyer_id: Uuid,
    payer_address: String,
    kind: String,
    creator_id: Uuid,
    post_id: Option<Uuid>,
    tier_rank: Option<i16>,
    days: Option<i32>,
    currency: String,
    amount: i64,
    platform_bps: i32,
    referral_bps: i32,
    network: String,
    genesis_hash: String,
    reference: String,
    idempotency_key: Option<String>,
    status: String,
    signature: Option<String>,
    note: Option<String>,
    created_at: i64,
    expires_at: i64,
    paid_at: Option<i64>,
    next_check_at: Option<i64>,
    checks: i32,
} }

entity! { leg "order_legs" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] role: String,
    address: String,
    amount: i64,
} }

entity! { attempt "order_attempts" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    transaction: String,
    blockhash: String,
    last_valid_block_height: i64,
    created_at: i64,
} }

entity! { event "order_events" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    from_status: String,
    to_status: String,
    why: String,
    created_at: i64,
} }

entity! { payment "payments" {
    #[sea_orm(primary_key, auto_increment = false)] signature: String,
    order_id: Uuid,
    payer_address: String,
    genesis_hash: String,
    slot: i64,
    block_time: i64,
    surplus: i64,
    confirmed_at: i64,
    finalized_at: Option<i64>,
} }

entity! { ledger_entry "ledger_entries" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    kind: String,
    role: String,
    address: String,
    amount: i64,
    signature: String,
    created_at: i64,
} }
