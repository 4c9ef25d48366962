//! What a creator takes off for longer periods, what was taken off an order, and whose unused time an order counts on.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, small_integer, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["discount_90", "discount_365"] {
            let creators = Table::alter()
                .table("creators")
                .add_column(small_integer(column).default(0))
                .to_owned();
            manager.alter_table(creators).await?;
        }
        let reductions = Table::create()
            .table("order_reductions")
            .col(uuid("order_id"))
            .col(text("kind"))
            .col(big_integer("amount"))
            .primary_key(Index::create().col("order_id").col("kind"))
            .to_owned();
        manager.create_table(reductions).await?;
        // Milliseconds of a grant that the order uses up once it is paid.
        let credits = Table::create()
            .table("order_credits")
            .col(uuid("order_id"))
            .col(uuid("grant_id"))
            .col(big_integer("millis"))
            .primary_key(Index::create().col("order_id").col("grant_id"))
            .to_owned();
        manager.create_table(credits).await
    }
}
