//! Webhooks of creators, and what was or is to be sent to them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, small_integer_null, text, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let webhooks = Table::create()
            .table("webhooks")
            .col(uuid("id").primary_key())
            .col(uuid("creator_id"))
            .col(text("url"))
            // Names, parted by spaces.
            .col(text("events"))
            .col(text("secret"))
            .col(text_null("old_secret"))
            .col(big_integer_null("old_secret_until"))
            .col(big_integer("created_at"))
            .col(big_integer_null("stopped_at"))
            .to_owned();
        manager.create_table(webhooks).await?;
        let deliveries = Table::create()
            .table("webhook_deliveries")
            .col(uuid("id").primary_key())
            .col(uuid("webhook_id"))
            .col(uuid("creator_id"))
            .col(text("event"))
            .col(text("happening"))
            .col(uuid_null("order_id"))
            .col(text("body"))
            .col(big_integer("created_at"))
            .col(integer("attempts"))
            .col(integer("tries"))
            .col(big_integer_null("next_at"))
            .col(small_integer_null("last_status"))
            .col(text_null("fault"))
            .col(big_integer_null("delivered_at"))
            .to_owned();
        manager.create_table(deliveries).await?;
        for index in [
            Index::create()
                .name("webhooks_creator")
                .table("webhooks")
                .col("creator_id")
                .to_owned(),
            Index::create()
                .name("webhook_deliveries_once")
                .table("webhook_deliveries")
                .col("webhook_id")
                .col("happening")
                .unique()
                .to_owned(),
            Index::create()
                .name("webhook_deliveries_due")
                .table("webhook_deliveries")
                .col("next_at")
                .to_owned(),
            Index::create()
                .name("webhook_deliveries_log")
                .table("webhook_deliveries")
                .col("creator_id")
                .col("created_at")
                .col("id")
                .to_owned(),
            Index::create()
                .name("webhook_deliveries_order")
                .table("webhook_deliveries")
                .col("order_id")
                .to_owned(),
            Index::create()
                .name("webhook_deliveries_age")
                .table("webhook_deliveries")
                .col("created_at")
                .to_owned(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
