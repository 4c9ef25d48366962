//! What people upload, until something is made of it.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let uploads = Table::create()
            .table("uploads")
            .col(uuid("id").primary_key())
            .col(uuid("owner_id"))
            // In bytes: as long as it is to be, and as much of it as is kept.
            .col(big_integer("length"))
            .col(big_integer("received"))
            // As the client sent it.
            .col(text("metadata"))
            .col(text("storage_key"))
            // The folder of parts where it lies until it is whole.
            .col(text("place"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("stored_at"))
            .col(big_integer_null("gone_at"))
            .to_owned();
        manager.create_table(uploads).await?;
        for index in [
            Index::create()
                .name("uploads_owner")
                .table("uploads")
                .col("owner_id")
                .col("created_at")
                .to_owned(),
            Index::create()
                .name("uploads_expire")
                .table("uploads")
                .col("expires_at")
                .to_owned(),
            Index::create()
                .name("uploads_key")
                .table("uploads")
                .col("storage_key")
                .unique()
                .to_owned(),
            // Files are looked up by their names, to find those that nobody knows.
            Index::create()
                .name("media_key")
                .table("media")
                .col("storage_key")
                .to_owned(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
