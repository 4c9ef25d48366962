//! What is made of uploads, for how far that is, and posts that are not published yet.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, small_integer, text, text_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("media", text("kind").default("image").take()),
            // A face or a cover, which everybody sees.
            ("media", boolean("shown").default(false).take()),
            // Everybody sees it, though its post be locked.
            ("media", boolean("sample").default(false).take()),
            ("media", boolean("animated").default(false).take()),
            ("media", text("colour").default("").take()),
            ("media", big_integer_null("milliseconds")),
            ("media", text_null("waveform")),
            // Names of files besides those of its widths.
            ("media", text("files").default("").take()),
            // Of all its files.
            ("media", big_integer("bytes").default(0).take()),
            // What was done to the file: quarter turns, and the part that was cut out.
            ("media", small_integer("turns").default(0).take()),
            ("media", text_null("crop")),
            // The draft that it waits with.
            ("uploads", uuid_null("draft_id")),
            // Whether the file stays when something is made of it.
            ("uploads", boolean("kept").default(false).take()),
            // Of what can be played.
            ("posts", big_integer_null("milliseconds")),
        ] {
            let add = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        let db = manager.get_connection();
        db.execute_unprepared("UPDATE media SET shown = TRUE WHERE post_id IS NULL")
            .await?;
        let makings = Table::create()
            .table("makings")
            .col(uuid("id").primary_key())
            .col(uuid("owner_id"))
            .col(text("kind"))
            .col(small_integer("turns"))
            .col(text_null("crop"))
            .col(integer("attempts"))
            // When somebody may take it; none for what was refused.
            .col(big_integer_null("due_at"))
            // In hundredths.
            .col(small_integer("progress"))
            // Of the files that whoever has it writes.
            .col(text_null("storage_key"))
            .col(text_null("refusal_code"))
            .col(text_null("refusal"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(makings).await?;
        let drafts = Table::create()
            .table("drafts")
            .col(uuid("id").primary_key())
            .col(uuid("owner_id"))
            // The published post that it is to change.
            .col(uuid_null("post_id"))
            // As typed, in JSON.
            .col(text("fields"))
            .col(integer("version"))
            .col(big_integer_null("publish_at"))
            // The code of what stood against publishing it when its time came.
            .col(text_null("fault"))
            .col(big_integer("created_at"))
            .col(big_integer("updated_at"))
            .to_owned();
        manager.create_table(drafts).await?;
        for index in [
            Index::create()
                .name("makings_due")
                .table("makings")
                .col("due_at")
                .and_where(Expr::col("due_at").is_not_null())
                .to_owned(),
            Index::create()
                .name("makings_key")
                .table("makings")
                .col("storage_key")
                .to_owned(),
            Index::create()
                .name("uploads_draft")
                .table("uploads")
                .col("draft_id")
                .to_owned(),
            Index::create()
                .name("drafts_owner")
                .table("drafts")
                .col("owner_id")
                .col("updated_at")
                .to_owned(),
            Index::create()
                .name("drafts_publish")
                .table("drafts")
                .col("publish_at")
                .and_where(Expr::col("publish_at").is_not_null())
                .to_owned(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
