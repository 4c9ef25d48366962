//! What two people write to each other.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, text, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whether others see how far one has read.
        let seen = boolean("seen").default(true).take();
        let add = Table::alter().table("users").add_column(seen).to_owned();
        manager.alter_table(add).await?;
        let conversations = Table::create()
            .table("conversations")
            .col(uuid("id").primary_key())
            // The two of them, the lower first: one conversation for a pair.
            .col(uuid("low_id"))
            .col(uuid("high_id"))
            // Who wrote first, and when; nobody yet.
            .col(uuid_null("begun_by"))
            .col(big_integer_null("begun_at"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(conversations).await?;
        // A conversation as one of the two has it.
        let participants = Table::create()
            .table("participants")
            .col(uuid("conversation_id"))
            .col(uuid("user_id"))
            .col(uuid("other_id"))
            // Of the newest message; 0 where there is none.
            .col(big_integer("last_at").default(0))
            .col(uuid_null("last_id"))
            .col(big_integer("unread").default(0))
            // When the newest message that they have read was written.
            .col(big_integer("read_until").default(0))
            .col(boolean("muted").default(false))
            .primary_key(Index::create().col("conversation_id").col("user_id"))
            .to_owned();
        manager.create_table(participants).await?;
        let messages = Table::create()
            .table("messages")
            .col(uuid("id").primary_key())
            .col(uuid("conversation_id"))
            .col(uuid("author_id"))
            .col(uuid_null("answers_id"))
            .col(text("body"))
            // As words are compared when they are searched for.
            .col(text("folded"))
            .col(text_null("idempotency_key"))
            // Within a conversation each has another.
            .col(big_integer("created_at"))
            .col(big_integer_null("edited_at"))
            .col(big_integer_null("deleted_at"))
            .to_owned();
        manager.create_table(messages).await?;
        let reactions = Table::create()
            .table("reactions")
            .col(uuid("message_id"))
            .col(uuid("user_id"))
            .col(text("reaction"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("message_id").col("user_id"))
            .to_owned();
        manager.create_table(reactions).await?;
        let index = |name: &str, table: &'static str, columns: &[&'static str]| {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            index
        };
        for index in [
            index("conversations_pair", "conversations", &["low_id", "high_id"])
                .unique()
                .to_owned(),
            index("conversations_begun", "conversations", &["begun_by", "begun_at"]),
            index(
                "participants_newest",
                "participants",
                &["user_id", "last_at", "conversation_id"],
            ),
            index("participants_unread", "participants", &["user_id"])
                .and_where(Expr::col("unread").gt(0))
                .to_owned(),
            index(
                "messages_in_order",
                "messages",
                &["conversation_id", "created_at"],
            )
            .unique()
            .to_owned(),
            index("messages_once", "messages", &["author_id", "idempotency_key"])
                .unique()
                .to_owned(),
            index("reactions_of", "reactions", &["user_id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
