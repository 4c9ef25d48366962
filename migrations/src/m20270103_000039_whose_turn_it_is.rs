//! When somebody is to be told something of an auction next: its end first, then each turn to pay. Those that run are told of as they end.

use sea_orm_migration::{prelude::*, schema::big_integer_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tell_at = Table::alter()
            .table("goods")
            .add_column(big_integer_null("tell_at"))
            .to_owned();
        manager.alter_table(tell_at).await?;
        let running = "UPDATE goods SET tell_at = ends_at WHERE closed_at IS NULL";
        manager.get_connection().execute_unprepared(running).await?;
        let due = Index::create()
            .name("goods_tell_at")
            .table("goods")
            .col("tell_at")
            .to_owned();
        manager.create_index(due).await
    }
}
