//! Promo codes, and which of them an order is made with.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, integer, integer_null, small_integer_null, text, text_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let promotions = Table::create()
            .table("promotions")
            .col(uuid("id").primary_key())
            .col(uuid("creator_id"))
            .col(text("code"))
            // One of the two; the currency is there with the amount.
            .col(small_integer_null("percent"))
            .col(big_integer_null("amount"))
            .col(text_null("currency"))
            .col(integer_null("uses"))
            .col(integer("uses_each"))
            .col(big_integer("created_at"))
            .col(big_integer_null("ends_at"))
            .col(big_integer_null("stopped_at"))
            .to_owned();
        manager.create_table(promotions).await?;
        let once = Index::create()
            .name("promotions_code")
            .table("promotions")
            .col("creator_id")
            .col("code")
            .unique()
            .to_owned();
        manager.create_index(once).await?;
        let orders = Table::alter()
            .table("orders")
            .add_column(uuid_null("promotion_id"))
            .to_owned();
        manager.alter_table(orders).await?;
        let uses = Index::create()
            .name("orders_promotion")
            .table("orders")
            .col("promotion_id")
            .to_owned();
        manager.create_index(uses).await
    }
}
