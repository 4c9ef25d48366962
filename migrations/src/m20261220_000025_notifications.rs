//! What people are told, each thing once, and who took part in what is told of many at a time.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, small_integer_null, text, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let notifications = Table::create()
            .table("notifications")
            .col(uuid("id").primary_key())
            .col(uuid("user_id"))
            .col(text("kind"))
            // With the person unique: what is told twice is told once.
            .col(text("key"))
            .col(uuid_null("actor_id"))
            .col(uuid_null("creator_id"))
            .col(uuid_null("post_id"))
            .col(uuid_null("comment_id"))
            .col(uuid_null("order_id"))
            .col(small_integer_null("tier_rank"))
            .col(big_integer_null("amount"))
            .col(text_null("currency"))
            // The moment that it tells of, and so many days before it.
            .col(big_integer_null("moment"))
            .col(small_integer_null("days"))
            .col(big_integer("created_at"))
            .col(big_integer_null("read_at"))
            .to_owned();
        manager.create_table(notifications).await?;
        let actors = Table::create()
            .table("notification_actors")
            .col(uuid("notification_id"))
            .col(uuid("actor_id"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("notification_id").col("actor_id"))
            .to_owned();
        manager.create_table(actors).await?;
        // Kinds that one does not want to be told of, parted by spaces.
        let unwanted = Table::alter()
            .table("users")
            .add_column(text("unwanted").default(""))
            .to_owned();
        manager.alter_table(unwanted).await?;
        let index = |name: &str, columns: &[&'static str]| {
            let mut index = Index::create().name(name).table("notifications").to_owned();
            for column in columns {
                index.col(*column);
            }
            index
        };
        for index in [
            index("notifications_once", &["user_id", "key"])
                .unique()
                .to_owned(),
            index("notifications_newest", &["user_id", "created_at", "id"]),
            index("notifications_age", &["created_at"]),
            index("notifications_actor", &["actor_id"]),
            index("notifications_post", &["post_id"]),
            index("notifications_comment", &["comment_id"]),
            Index::create()
                .name("notification_actors_of")
                .table("notification_actors")
                .col("actor_id")
                .to_owned(),
            index("notifications_unread", &["user_id"])
                .and_where(Expr::col("read_at").is_null())
                .to_owned(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
