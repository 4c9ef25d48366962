//! Flash sales: the last one of each post and tier, and which an order was made at.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, integer_null, small_integer, small_integer_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sales = Table::create()
            .table("flash_sales")
            .col(uuid("id").primary_key())
            .col(uuid("creator_id"))
            // One of the two.
            .col(uuid_null("post_id"))
            .col(small_integer_null("tier_rank"))
            .col(small_integer("percent"))
            .col(integer_null("uses"))
            .col(big_integer("starts_at"))
            .col(big_integer("ends_at"))
            .col(big_integer("created_at"))
            .col(big_integer_null("stopped_at"))
            .to_owned();
        manager.create_table(sales).await?;
        let theirs = Index::create()
            .name("flash_sales_creator")
            .table("flash_sales")
            .col("creator_id")
            .col("created_at")
            .to_owned();
        manager.create_index(theirs).await?;
        for table in ["posts", "tiers", "orders"] {
            let alter = Table::alter()
                .table(table)
                .add_column(uuid_null("flash_sale_id"))
                .to_owned();
            manager.alter_table(alter).await?;
        }
        let uses = Index::create()
            .name("orders_flash_sale")
            .table("orders")
            .col("flash_sale_id")
            .to_owned();
        manager.create_index(uses).await
    }
}
