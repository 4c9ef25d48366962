//! Which wallet a transaction was given to: an order can be paid by another than its buyer's.

use sea_orm_migration::{prelude::*, schema::text, sea_orm::ConnectionTrait};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("payer_address").default("").to_owned();
        let add = Table::alter()
            .table("order_attempts")
            .add_column(column)
            .to_owned();
        manager.alter_table(add).await?;
        let buyers = Query::select()
            .column(("orders", "payer_address"))
            .from("orders")
            .and_where(Expr::col(("orders", "id")).equals(("order_attempts", "order_id")))
            .to_owned();
        let fill = Query::update()
            .table("order_attempts")
            .value("payer_address", Expr::SubQuery(None, Box::new(buyers.into())))
            .to_owned();
        manager.get_connection().execute(&fill).await?;
        Ok(())
    }
}
