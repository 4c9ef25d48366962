//! What a creator writes to many at once.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let broadcasts = Table::create()
            .table("broadcasts")
            .col(uuid("id").primary_key())
            .col(uuid("creator_id"))
            .col(text("audience"))
            .col(text("body"))
            .col(uuid_null("post_id"))
            .col(text_null("idempotency_key"))
            // The last of those to whom it went, in the order of their ids.
            .col(uuid_null("after_id"))
            // To so many it went, and so many let nobody write to them.
            .col(big_integer("sent").default(0))
            .col(big_integer("skipped").default(0))
            .col(big_integer("created_at"))
            // When the next piece may be done; none once there is none.
            .col(big_integer_null("due_at"))
            .col(big_integer_null("unsent_at"))
            .to_owned();
        manager.create_table(broadcasts).await?;
        let broadcast = uuid_null("broadcast_id").take();
        let add = Table::alter().table("messages").add_column(broadcast).to_owned();
        manager.alter_table(add).await?;
        let index = |name: &str, table: &'static str, columns: &[&'static str]| {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            index
        };
        for index in [
            index("broadcasts_of", "broadcasts", &["creator_id", "created_at", "id"]),
            index(
                "broadcasts_once",
                "broadcasts",
                &["creator_id", "idempotency_key"],
            )
            .unique()
            .to_owned(),
            index("broadcasts_due", "broadcasts", &["due_at"])
                .and_where(Expr::col("due_at").is_not_null())
                .to_owned(),
            index("messages_of_broadcast", "messages", &["broadcast_id", "id"])
                .and_where(Expr::col("broadcast_id").is_not_null())
                .to_owned(),
            index("grants_audience", "grants", &["creator_id", "user_id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
