//! Codes that give free days of a tier.

use sea_orm_migration::{prelude::*, schema::small_integer_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Both or neither, and then neither percent nor an amount. One at a time: SQLite adds no two columns in one statement.
        for column in ["trial_days", "trial_tier"] {
            let add = Table::alter()
                .table("promotions")
                .add_column(small_integer_null(column))
                .to_owned();
            manager.alter_table(add).await?;
        }
        Ok(())
    }
}
