//! The price of SOL that an order was made at, for what is priced in USDC and paid in SOL.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let quotes = Table::create()
            .table("order_quotes")
            .col(uuid("order_id").primary_key())
            // Base units of USDC: what it costs, less what is taken off.
            .col(big_integer("usd"))
            // Millionths of a dollar for 1 SOL.
            .col(big_integer("micros"))
            .col(boolean("test"))
            // Names, parted by commas.
            .col(text("sources"))
            .col(big_integer("observed_at"))
            .col(big_integer("lamports"))
            .col(big_integer("expires_at"))
            .to_owned();
        manager.create_table(quotes).await
    }
}
