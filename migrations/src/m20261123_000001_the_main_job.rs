//! People, creators, posts, orders and grants: what signing in, reading, paying and opening need.
//!
//! Times are milliseconds since the Unix epoch; amounts are lamports; addresses, signatures and hashes are base58.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A table by name, created from its columns.
fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// An index named after its table and columns.
fn index(table: &'static str, name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index.to_owned()
}

/// An index over posts that are not deleted, in the order lists read them.
fn listed(name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index("posts", name, columns)
        .and_where(Expr::col("deleted_at").is_null())
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // What holds for the whole installation, such as the network that its orders are on.
        table("installation")
            .col(text("name").primary_key())
            .col(text("value"))
            .to_owned(),
        // Identity.
        table("users")
            .col(uuid("id").primary_key())
            .col(text_uniq("address"))
            .col(text_uniq("handle"))
            .col(text("name"))
            .col(text("bio"))
            .col(text("role"))
            .col(uuid_null("avatar_id"))
            .col(big_integer("created_at"))
            .to_owned(),
        table("challenges")
            .col(text("nonce").primary_key())
            .col(text("address"))
            .col(text("binding_hash"))
            .col(big_integer("issued_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("used_at"))
            .to_owned(),
        table("sessions")
            .col(uuid("id").primary_key())
            .col(uuid("user_id"))
            .col(text("secret_hash"))
            .col(text_null("previous_hash"))
            .col(big_integer("rotated_at"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("revoked_at"))
            .col(text_null("revoked_why"))
            .col(text("user_agent"))
            .to_owned(),
        table("signing_keys")
            .col(text("id").primary_key())
            .col(text("secret"))
            .col(big_integer("created_at"))
            .to_owned(),
        // Media.
        table("media")
            .col(uuid("id").primary_key())
            .col(uuid("owner_id"))
            .col(uuid_null("post_id"))
            .col(integer("position"))
            .col(integer("width"))
            .col(integer("height"))
            .col(text("widths"))
            .col(text("thumbhash"))
            .col(text("blur"))
            .col(text("alt"))
            .col(text("storage_key"))
            .col(big_integer("created_at"))
            .to_owned(),
        // Creators.
        table("creators")
            .col(uuid("user_id").primary_key())
            .col(text("category"))
            .col(text("payout_address"))
            .col(uuid_null("cover_id"))
            .col(big_integer_null("from_price"))
            .col(big_integer("posts_count").default(0))
            .col(big_integer("followers_count").default(0))
            .col(big_integer("created_at"))
            .to_owned(),
        table("tiers")
            .col(uuid("creator_id"))
            .col(small_integer("rank"))
            .col(text("name"))
            .col(text("description"))
            .col(text("benefits"))
            .col(big_integer("price"))
            .col(boolean("active"))
            .primary_key(Index::create().col("creator_id").col("rank"))
            .to_owned(),
        table("category_totals")
            .col(text("category").primary_key())
            .col(big_integer("creators").default(0))
            .col(big_integer("posts").default(0))
            .to_owned(),
        // Posts.
        table("posts")
            .col(uuid("id").primary_key())
            .col(uuid("creator_id"))
            .col(text("kind"))
            .col(text("title"))
            .col(text("teaser"))
            .col(text("body"))
            .col(text("category"))
            .col(text("access"))
            .col(small_integer_null("tier_rank"))
            .col(big_integer_null("price"))
            .col(big_integer_null("opens_at"))
            .col(integer("pictures").default(0))
            .col(integer("characters").default(0))
            .col(big_integer("likes_count").default(0))
            .col(big_integer("comments_count").default(0))
            .col(big_integer("published_at"))
            .col(big_integer("updated_at"))
            .col(big_integer_null("deleted_at"))
            .to_owned(),
        // Engagement.
        table("follows")
            .col(uuid("user_id"))
            .col(uuid("creator_id"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("user_id").col("creator_id"))
            .to_owned(),
        table("likes")
            .col(uuid("user_id"))
            .col(uuid("post_id"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("user_id").col("post_id"))
            .to_owned(),
        table("comments")
            .col(uuid("id").primary_key())
            .col(uuid("post_id"))
            .col(uuid("author_id"))
            .col(text("body"))
            .col(big_integer("created_at"))
            .to_owned(),
        // Payments.
        table("orders")
            .col(uuid("id").primary_key())
            .col(uuid("buyer_id"))
            .col(text("payer_address"))
            .col(text("kind"))
            .col(uuid("creator_id"))
            .col(uuid_null("post_id"))
            .col(small_integer_null("tier_rank"))
            .col(integer_null("days"))
            .col(text("currency"))
            .col(big_integer("amount"))
            .col(integer("platform_bps"))
            .col(integer("referral_bps"))
            .col(text("network"))
            .col(text("genesis_hash"))
            .col(text_uniq("reference"))
            .col(text_null("idempotency_key"))
            .col(text("status"))
            .col(text_null("signature"))
            .col(big_integer_null("signature_lands_until"))
            .col(text_null("note"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("paid_at"))
            .col(big_integer_null("next_check_at"))
            .col(integer("checks").default(0))
            .to_owned(),
        table("order_legs")
            .col(uuid("order_id"))
            .col(text("role"))
            .col(text("address"))
            .col(big_integer("amount"))
            .primary_key(Index::create().col("order_id").col("role"))
            .to_owned(),
        table("order_attempts")
            .col(uuid("id").primary_key())
            .col(uuid("order_id"))
            .col(text("transaction"))
            .col(text("blockhash"))
            .col(big_integer("last_valid_block_height"))
            .col(big_integer("created_at"))
            .col(big_integer_null("closed_at"))
            .to_owned(),
        table("order_events")
            .col(uuid("id").primary_key())
            .col(uuid("order_id"))
            .col(text("from_status"))
            .col(text("to_status"))
            .col(text("why"))
            .col(big_integer("created_at"))
            .to_owned(),
        table("payments")
            .col(text("signature").primary_key())
            .col(uuid_uniq("order_id"))
            .col(text("payer_address"))
            .col(text("genesis_hash"))
            .col(big_integer("slot"))
            .col(big_integer("block_time"))
            .col(big_integer("surplus"))
            .col(big_integer("lands_until"))
            .col(big_integer("confirmed_at"))
            .col(big_integer_null("finalized_at"))
            .to_owned(),
        table("ledger_entries")
            .col(uuid("id").primary_key())
            .col(uuid("order_id"))
            .col(text("kind"))
            .col(integer("turn"))
            .col(text("role"))
            .col(text("address"))
            .col(big_integer("amount"))
            .col(text("signature"))
            .col(big_integer("created_at"))
            .to_owned(),
        table("order_sightings")
            .col(uuid("order_id"))
            .col(text("signature"))
            .col(big_integer("slot"))
            .col(text("verdict"))
            .col(text("note"))
            .col(big_integer("amount"))
            .col(boolean("needs_look"))
            .col(big_integer("seen_at"))
            .col(big_integer_null("resolved_at"))
            .primary_key(Index::create().col("order_id").col("signature"))
            .to_owned(),
        // What a payment opened: a post for good, or a creator's tier for a time.
        table("grants")
            .col(uuid("id").primary_key())
            .col(uuid_uniq("order_id"))
            .col(uuid("user_id"))
            .col(text("kind"))
            .col(uuid("creator_id"))
            .col(uuid_null("post_id"))
            .col(small_integer_null("tier_rank"))
            .col(integer_null("days"))
            .col(big_integer("starts_at"))
            .col(big_integer_null("ends_at"))
            .col(big_integer_null("revoked_at"))
            .col(big_integer("created_at"))
            .to_owned(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("sessions", "sessions_user", &["user_id"]),
        index("sessions", "sessions_expiry", &["expires_at"]),
        index("challenges", "challenges_expiry", &["expires_at"]),
        index("media", "media_post", &["post_id", "position"]),
        index("creators", "creators_popular", &["followers_count", "user_id"]),
        index("creators", "creators_newest", &["created_at", "user_id"]),
        index(
            "creators",
            "creators_category",
            &["category", "followers_count", "user_id"],
        ),
        listed("posts_latest", &["published_at", "id"]),
        listed("posts_popular", &["likes_count", "id"]),
        // Partial: `deleted_at IS NULL` as a leading column would keep PostgreSQL from reading them in order.
        listed("posts_category", &["category", "published_at", "id"]),
        listed("posts_category_popular", &["category", "likes_count", "id"]),
        listed("posts_creator", &["creator_id", "published_at", "id"]),
        index("follows", "follows_creator", &["creator_id", "user_id"]),
        index("likes", "likes_post", &["post_id", "user_id"]),
        index("comments", "comments_post", &["post_id", "created_at"]),
        index("orders", "orders_buyer", &["buyer_id", "created_at", "id"]),
        index("orders", "orders_idempotency", &["buyer_id", "idempotency_key"])
            .unique()
            .to_owned(),
        index("orders", "orders_due", &["next_check_at"])
            .and_where(Expr::col("next_check_at").is_not_null())
            .to_owned(),
        index("orders", "orders_post", &["buyer_id", "post_id"]),
        index("order_sightings", "order_sightings_signature", &["signature"]),
        index(
            "order_attempts",
            "order_attempts_order",
            &["order_id", "created_at"],
        ),
        index("order_events", "order_events_order", &["order_id", "created_at"]),
        index(
            "ledger_entries",
            "ledger_once",
            &["order_id", "signature", "kind", "turn", "role"],
        )
        .unique()
        .to_owned(),
        index("ledger_entries", "ledger_address", &["address", "created_at"]),
        index("grants", "grants_user_post", &["user_id", "post_id"]),
        index(
            "grants",
            "grants_user_creator",
            &["user_id", "creator_id", "ends_at"],
        ),
        index("grants", "grants_creator", &["creator_id", "ends_at"]),
    ]
}
