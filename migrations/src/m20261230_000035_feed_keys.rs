//! Addresses at which people read by feed what is open to them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = Table::create()
            .table("feed_keys")
            .col(uuid("user_id").primary_key())
            // SHA-256 of what stands in the address.
            .col(text("hash"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(keys).await?;
        let hash = Index::create()
            .name("feed_keys_hash")
            .table("feed_keys")
            .col("hash")
            .unique()
            .to_owned();
        manager.create_index(hash).await
    }
}
