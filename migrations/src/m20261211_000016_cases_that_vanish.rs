//! Until when money behind a case can come or go: the network takes that back too, as it does payments.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null},
    sea_orm::ConnectionTrait,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            big_integer("lands_until").default(0).to_owned(),
            big_integer_null("finalized_at"),
        ];
        for column in columns {
            let add = Table::alter()
                .table("order_sightings")
                .add_column(column)
                .to_owned();
            manager.alter_table(add).await?;
        }
        // What was seen before is old enough.
        let old = Query::update()
            .table("order_sightings")
            .value("finalized_at", Expr::col("seen_at"))
            .to_owned();
        manager.get_connection().execute(&old).await?;
        Ok(())
    }
}
