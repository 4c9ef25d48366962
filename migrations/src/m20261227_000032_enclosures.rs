//! What comes with a message: pictures, films, sounds and words that cost something are a post that is in no list.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, boolean, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whether others see that one is writing to them.
        let typing = boolean("typing").default(true).take();
        let add = Table::alter().table("users").add_column(typing).to_owned();
        manager.alter_table(add).await?;
        let enclosed = boolean("enclosed").default(false).take();
        let add = Table::alter().table("posts").add_column(enclosed).to_owned();
        manager.alter_table(add).await?;
        // To whom it was sent, besides its author.
        let recipients = Table::create()
            .table("recipients")
            .col(uuid("post_id"))
            .col(uuid("user_id"))
            .primary_key(Index::create().col("post_id").col("user_id"))
            .to_owned();
        manager.create_table(recipients).await?;
        for column in [
            uuid_null("post_id").take(),
            // Of a tip: its order, and what was given in base units of a currency.
            uuid_null("order_id").take(),
            big_integer_null("tip").take(),
            text_null("tip_currency").take(),
        ] {
            let add = Table::alter().table("messages").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        let index = |name: &str, table: &'static str, column: &'static str| {
            Index::create().name(name).table(table).col(column).to_owned()
        };
        let some = |column: &'static str| Expr::col(column).is_not_null();
        for index in [
            index("recipients_of", "recipients", "user_id"),
            index("messages_with", "messages", "post_id")
                .and_where(some("post_id"))
                .to_owned(),
            index("messages_of_tip", "messages", "order_id")
                .unique()
                .and_where(some("order_id"))
                .to_owned(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
