//! Polls of posts, collections of what somebody keeps, and places elsewhere that people name.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite takes one column at a time.
        for (table, column) in columns() {
            let change = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(change).await?;
        }
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        // Addresses, parted by line breaks, in the order they were given.
        ("users", text("links").default("").to_owned()),
        // A post with this has a poll.
        ("posts", big_integer_null("poll_ends_at")),
        ("bookmarks", uuid_null("collection_id")),
    ]
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("poll_options")
            .col(uuid("post_id"))
            .col(small_integer("position"))
            .col(text("words"))
            .col(big_integer("votes").default(0))
            .primary_key(Index::create().col("post_id").col("position"))
            .to_owned(),
        table("poll_votes")
            .col(uuid("user_id"))
            .col(uuid("post_id"))
            .col(small_integer("position"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("user_id").col("post_id"))
            .to_owned(),
        table("collections")
            .col(uuid("id").primary_key())
            .col(uuid("user_id"))
            .col(text("name"))
            .col(big_integer("created_at"))
            .to_owned(),
    ]
}

fn index(table: &'static str, name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index.to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("poll_votes", "poll_votes_post", &["post_id"]),
        index("collections", "collections_name", &["user_id", "name"])
            .unique()
            .to_owned(),
        index(
            "bookmarks",
            "bookmarks_collection",
            &["collection_id", "created_at", "post_id"],
        )
        .and_where(Expr::col("collection_id").is_not_null())
        .to_owned(),
    ]
}
