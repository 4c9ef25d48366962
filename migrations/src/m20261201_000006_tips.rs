//! What a tip says to its creator, and what a creator sold in the order of time.

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
        manager.alter_table(orders).await?;
        let sold = Index::create()
            .name("orders_sold")
            .table("orders")
            .col("creator_id")
            .col("paid_at")
            .col("id")
            .and_where(Expr::col("paid_at").is_not_null())
            .to_owned();
        manager.create_index(sold).await
    }
}
