//! New posts whose subscribers are still to be told, and how far that is.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let announcements = Table::create()
            .table("announcements")
            .col(uuid("post_id").primary_key())
            .col(uuid("creator_id"))
            // The last who was told, in the order of their ids.
            .col(uuid_null("after_id"))
            .col(big_integer("created_at"))
            // While somebody tells it, the end of the claim.
            .col(big_integer("next_at"))
            .to_owned();
        manager.create_table(announcements).await?;
        let due = Index::create()
            .name("announcements_due")
            .table("announcements")
            .col("next_at")
            .to_owned();
        manager.create_index(due).await
    }
}
