//! Rows of orders, what they pay to whom, their attempts and history, payments seen on the chain, and the
//! ledger.

use crate::identity::entity::entity;

entity! {
/// `signature` is the one reported, then the one that paid; `signature_lands_until` is the block height after
/// which a reported one that was not seen cannot come any more. `note` is what we tell the buyer, `message` what the buyer
/// tells the creator. `quantity` is of a thing that a post sells, and `sent_at` when its creator sent it. `recipient_id` is whom a subscription is given to, if that is another than the buyer. `mint` is of the token that is paid with, absent for SOL; `account_rent` what opening token accounts may
/// take from the buyer in lamports, as they were told. `referrer_id` is who invited the creator; `forfeited` is what they did not get of it, and why. `next_check_at` is when the scanner looks next.
order "orders" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    buyer_id: Uuid,
    payer_address: String,
    kind: String,
    creator_id: Uuid,
    post_id: Option<Uuid>,
    tier_rank: Option<i16>,
    days: Option<i32>,
    quantity: Option<i32>,
    recipient_id: Option<Uuid>,
    currency: String,
    mint: Option<String>,
    amount: i64,
    account_rent: i64,
    platform_bps: i32,
    referral_bps: i32,
    promotion_id: Option<Uuid>,
    flash_sale_id: Option<Uuid>,
    referrer_id: Option<Uuid>,
    forfeited: Option<i64>,
    forfeited_why: Option<String>,
    network: String,
    genesis_hash: String,
    reference: String,
    idempotency_key: Option<String>,
    status: String,
    signature: Option<String>,
    signature_lands_until: Option<i64>,
    note: Option<String>,
    note_code: Option<String>,
    message: Option<String>,
    sent_at: Option<i64>,
    sent_note: Option<String>,
    created_at: i64,
    expires_at: i64,
    paid_at: Option<i64>,
    next_check_at: Option<i64>,
    checks: i32,
} }

entity! {
/// Address and amount as they were when the order was made; what is verified.
leg "order_legs" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] role: String,
    address: String,
    amount: i64,
} }

entity! {
/// What was taken off the full price before the order's amount was known.
reduction "order_reductions" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] kind: String,
    amount: i64,
} }

entity! {
/// At which price of SOL an order in SOL was made for what is priced in USDC. `usd` is what it costs in USDC, `lamports` what that came
/// to; of the price the rest tells: millionths of a dollar, who said so and when, and until when it holds.
quote "order_quotes" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    usd: i64,
    micros: i64,
    test: bool,
    sources: String,
    observed_at: i64,
    lamports: i64,
    expires_at: i64,
} }

entity! {
/// A transaction that was given to a wallet, the order's own or one that scanned its link, in base64. `closed_at` is set when it is proven that it cannot
/// land any more, or has landed and failed.
attempt "order_attempts" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    payer_address: String,
    transaction: String,
    blockhash: String,
    last_valid_block_height: i64,
    created_at: i64,
    closed_at: Option<i64>,
} }

entity! { event "order_events" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    from_status: String,
    to_status: String,
    why: String,
    created_at: i64,
} }

entity! {
/// A transaction that paid for an order. Not seen any more after the block height `lands_until`, it is gone.
payment "payments" {
    #[sea_orm(primary_key, auto_increment = false)] signature: String,
    order_id: Uuid,
    payer_address: String,
    genesis_hash: String,
    slot: i64,
    block_time: i64,
    surplus: i64,
    lands_until: i64,
    confirmed_at: i64,
    finalized_at: Option<i64>,
} }

entity! {
/// Append-only. `turn` counts how often the order's payment had vanished before; of what was reversed the
/// amounts are negative.
ledger_entry "ledger_entries" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    order_id: Uuid,
    kind: String,
    turn: i32,
    role: String,
    address: String,
    amount: i64,
    signature: String,
    created_at: i64,
} }

entity! {
/// A transaction that carries an order's reference and did not pay for it. `needs_look`: money of the buyer
/// arrived, and a person must settle it. Not final yet and not seen any more after the block height `lands_until`, it is gone.
sighting "order_sightings" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] signature: String,
    slot: i64,
    verdict: String,
    note: String,
    amount: i64,
    needs_look: bool,
    lands_until: i64,
    finalized_at: Option<i64>,
    seen_at: i64,
    resolved_at: Option<i64>,
} }

entity! {
/// A promo code: it takes off percent or an amount, or gives free days of a tier. How often it was used is counted from the orders
/// that name it.
promotion "promotions" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    creator_id: Uuid,
    code: String,
    percent: Option<i16>,
    amount: Option<i64>,
    currency: Option<String>,
    trial_days: Option<i16>,
    trial_tier: Option<i16>,
    uses: Option<i32>,
    uses_each: i32,
    created_at: i64,
    ends_at: Option<i64>,
    stopped_at: Option<i64>,
} }

entity! {
/// An Ed25519 key of receipts: its seed in base64.
receipt_key "receipt_keys" {
    #[sea_orm(primary_key, auto_increment = false)] number: i32,
    secret: String,
    created_at: i64,
} }

entity! {
/// What a creator sends back of a case, and the transaction that was given to their wallet last, in base64. `signature` is the one
/// named, then the one that brought it; not seen after the block height `lands_until`, none can come any more. `turn` counts how often it was taken back.
refund "refunds" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] case_signature: String,
    creator_id: Uuid,
    payer_address: String,
    recipient_address: String,
    currency: String,
    mint: Option<String>,
    amount: i64,
    account_rent: i64,
    network: String,
    genesis_hash: String,
    reference: String,
    status: String,
    transaction: String,
    blockhash: String,
    last_valid_block_height: i64,
    given_at: i64,
    signature: Option<String>,
    lands_until: Option<i64>,
    slot: Option<i64>,
    turn: i32,
    created_at: i64,
    seen_at: Option<i64>,
    finalized_at: Option<i64>,
} }

entity! {
/// What the buyer of a thing reads once it is paid, as it was when they ordered.
handover "order_handovers" {
    #[sea_orm(primary_key, auto_increment = false)] order_id: Uuid,
    words: String,
} }
