//! Of whoever took part in what many do, what that was about: so it is found by itself when they take it back, however much else was told of
//! the same post or person.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let about = Table::alter()
            .table("notification_actors")
            .add_column(uuid_null("about_id"))
            .to_owned();
        manager.alter_table(about).await?;
        let known = "UPDATE notification_actors SET about_id = (SELECT CASE kind WHEN 'like' THEN post_id WHEN 'like_comment' THEN comment_id \
                     ELSE user_id END FROM notifications WHERE id = notification_id)";
        manager.get_connection().execute_unprepared(known).await?;
        let old = Index::drop()
            .name("notification_actors_of")
            .table("notification_actors")
            .to_owned();
        manager.drop_index(old).await?;
        // Under another name: connections that have not seen the old one go would take it for the same.
        let index = Index::create()
            .name("notification_actors_about")
            .table("notification_actors")
            .col("actor_id")
            .col("about_id")
            .to_owned();
        manager.create_index(index).await
    }
}
