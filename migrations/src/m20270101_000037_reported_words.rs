//! What a reported message said.

use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Moderators read no conversation, and a message can be taken back: the one who reports it shows it to them.
        let said = text_null("said").take();
        let add = Table::alter().table("reports").add_column(said).to_owned();
        manager.alter_table(add).await
    }
}
