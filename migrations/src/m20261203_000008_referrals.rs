//! Who invited whom, and who has a part of an order because of it.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, text_null, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite takes one column at a time.
        for (name, column) in [
            ("users", uuid_null("referrer_id")),
            ("orders", uuid_null("referrer_id")),
            // Base units that the referrer did not get, and why.
            ("orders", big_integer_null("forfeited")),
            ("orders", text_null("forfeited_why")),
        ] {
            let table = Table::alter().table(name).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        for (name, table) in [("users_referrer", "users"), ("orders_referrer", "orders")] {
            let index = Index::create()
                .name(name)
                .table(table)
                .col("referrer_id")
                .and_where(Expr::col("referrer_id").is_not_null())
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
