//! Whose pictures bear marks, and which mark stands for whom.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let marks = boolean("marks").default(false).take();
        let add = Table::alter().table("users").add_column(marks).to_owned();
        manager.alter_table(add).await?;
        let marks = Table::create()
            .table("marks")
            // 48 bits at random: it says nothing to whoever reads it and has not this table.
            .col(big_integer("tag").primary_key())
            .col(uuid("user_id"))
            .col(uuid("post_id"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(marks).await?;
        let one_each = Index::create()
            .name("marks_one_each")
            .table("marks")
            .col("user_id")
            .col("post_id")
            .unique()
            .to_owned();
        manager.create_index(one_each).await
    }
}
