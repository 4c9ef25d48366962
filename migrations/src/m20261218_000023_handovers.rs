//! What the buyer of a thing reads once it is paid, as it was when they ordered: what a post sells later is for later buyers.

use sea_orm_migration::{
    prelude::*,
    schema::{text, uuid},
    sea_orm::ConnectionTrait,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let handovers = Table::create()
            .table("order_handovers")
            .col(uuid("order_id").primary_key())
            .col(text("words"))
            .to_owned();
        manager.create_table(handovers).await?;
        let so_far = "INSERT INTO order_handovers (order_id, words) \
             SELECT orders.id, goods.handover FROM orders JOIN goods ON goods.post_id = orders.post_id \
             WHERE orders.kind = 'goods' AND goods.handover <> ''";
        manager.get_connection().execute_unprepared(so_far).await?;
        Ok(())
    }
}
