//! The stable name of what an order says of itself, beside the sentence. Of those that are older it is that of the
//! transaction that it tells of, if of any.

use sea_orm_migration::{prelude::*, schema::string_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let code = Table::alter()
            .table("orders")
            .add_column(string_null("note_code"))
            .to_owned();
        manager.alter_table(code).await?;
        let known = "UPDATE orders SET note_code = (SELECT MIN(verdict) FROM order_sightings WHERE order_id = orders.id \
                     AND order_sightings.note = orders.note) WHERE note IS NOT NULL";
        manager.get_connection().execute_unprepared(known).await?;
        Ok(())
    }
}
