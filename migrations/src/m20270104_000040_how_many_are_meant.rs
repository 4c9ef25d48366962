//! For how many a message to many is meant, so that it can be seen how far it is. Of those that are older it is how many it came to.

use sea_orm_migration::{prelude::*, schema::big_integer};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let meant = Table::alter()
            .table("broadcasts")
            .add_column(big_integer("meant").default(0))
            .to_owned();
        manager.alter_table(meant).await?;
        let before = "UPDATE broadcasts SET meant = sent + skipped";
        manager.get_connection().execute_unprepared(before).await?;
        Ok(())
    }
}
