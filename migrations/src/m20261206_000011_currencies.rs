//! What prices are in, which mint an order is paid with, and what opening token accounts costs its payer.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, text_null},
    sea_orm::ConnectionTrait,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = |table: &'static str, column: ColumnDef| {
            Table::alter().table(table).add_column(column).to_owned()
        };
        let columns = [
            ("creators", text("currency").default("SOL").to_owned()),
            // There with the price.
            ("posts", text_null("currency")),
            // Absent for SOL.
            ("orders", text_null("mint")),
            ("orders", big_integer("account_rent").default(0).to_owned()),
        ];
        for (table, column) in columns {
            manager.alter_table(add(table, column)).await?;
        }
        let priced = Query::update()
            .table("posts")
            .value("currency", "SOL")
            .and_where(Expr::col("price").is_not_null())
            .to_owned();
        manager.get_connection().execute(&priced).await?;
        Ok(())
    }
}
