//! What comes with a message: pictures, films, sounds and words that cost something are a post that is in no list.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, uuid_null},
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
        let post = uuid_null("post_id").take();
        let add = Table::alter().table("messages").add_column(post).to_owned();
        manager.alter_table(add).await?;
        // Who was sent it.
        let sent = Index::create()
            .name("messages_with")
            .table("messages")
            .col("post_id")
            .col("conversation_id")
            .and_where(Expr::col("post_id").is_not_null())
            .to_owned();
        manager.create_index(sent).await
    }
}
