//! Gifts: whom an order's subscription is for, where that is another than who pays.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = Table::alter()
            .table("orders")
            .add_column(uuid_null("recipient_id"))
            .to_owned();
        manager.alter_table(add).await
    }
}
