//! The keys that sign receipts. A receipt is good for ever, so no key is ever deleted.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = Table::create()
            .table("receipt_keys")
            .col(integer("number").primary_key())
            .col(text("secret"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(keys).await
    }
}
