//! Rows of posts, of what they sell, and of bids for it.

use crate::identity::entity::entity;

entity! { post "posts" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    creator_id: Uuid,
    kind: String,
    title: String,
    teaser: String,
    body: String,
    /// Parted by spaces, in the order they were given.
    tags: String,
    category: String,
    access: String,
    tier_rank: Option<i16>,
    price: Option<i64>,
    /// What the price is in; there with it.
    currency: Option<String>,
    opens_at: Option<i64>,
    pictures: i32,
    /// Of its film or sound.
    milliseconds: Option<i64>,
    characters: i32,
    likes_count: i64,
    comments_count: i64,
    /// See [`super::ranking::trending`].
    trending: i64,
    published_at: i64,
    updated_at: i64,
    /// Since when it stands first on its creator's page.
    pinned_at: Option<i64>,
    /// A post with this has a poll.
    poll_ends_at: Option<i64>,
    /// Its last sale: it waits, runs or is over.
    flash_sale_id: Option<Uuid>,
    /// Whether it sells something, or did.
    sells: bool,
    /// It came with a message, and is in no list.
    enclosed: bool,
    deleted_at: Option<i64>,
} }

entity! {
/// To whom a post was sent that came with a message.
recipient "recipients" {
    #[sea_orm(primary_key, auto_increment = false)] post_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] user_id: Uuid,
} }

entity! {
/// What is typed for a post of the same id, in JSON; `post_id` is there where that is published already.
draft "drafts" {
    #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
    owner_id: Uuid,
    post_id: Option<Uuid>,
    fields: String,
    version: i32,
    publish_at: Option<i64>,
    fault: Option<String>,
    created_at: i64,
    updated_at: i64,
} }

entity! {
/// A thing that a post sells, or sold until `closed_at`. `step` and `ends_at` are an auction's. What is taken of the stock is counted
/// from orders.
goods "goods" {
    #[sea_orm(primary_key, auto_increment = false)] post_id: Uuid,
    creator_id: Uuid,
    ships: bool,
    price: i64,
    currency: String,
    stock: Option<i32>,
    /// What buyers read.
    handover: String,
    step: Option<i64>,
    ends_at: Option<i64>,
    /// Of an auction: when somebody is to be told something of it next.
    tell_at: Option<i64>,
    closed_at: Option<i64>,
    created_at: i64,
} }

entity! {
/// Numbered in the order in which they came.
bid "bids" {
    #[sea_orm(primary_key, auto_increment = false)] post_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)] number: i32,
    bidder_id: Uuid,
    amount: i64,
    created_at: i64,
} }

entity! {
/// A new post whose author's subscribers are to be told, in the order of their ids; `after_id` was the last.
announcement "announcements" {
    #[sea_orm(primary_key, auto_increment = false)] post_id: Uuid,
    creator_id: Uuid,
    after_id: Option<Uuid>,
    created_at: i64,
    next_at: i64,
} }
