//! What a tip says to its creator.

use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let orders = Table::alter()
            .table("orders")
            .add_column(text_null("message"))
            .to_owned();
        manager.alter_table(orders).await
    }
}
