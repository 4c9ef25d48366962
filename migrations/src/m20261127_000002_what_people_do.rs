//! Comments with replies, likes on them, and bookmarks.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            uuid_null("parent_id"),
            boolean("anonymous").default(false).to_owned(),
            // Names one act of writing, so that doing it twice writes once.
            text_null("idempotency_key"),
            big_integer("likes_count").default(0).to_owned(),
            big_integer("replies_count").default(0).to_owned(),
            big_integer_null("edited_at"),
            big_integer_null("deleted_at"),
        ];
        // SQLite takes one column at a time.
        for column in columns {
            let table = Table::alter().table("comments").add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        for (name, target) in [("comment_likes", "comment_id"), ("bookmarks", "post_id")] {
            let table = Table::create()
                .table(name)
                .col(uuid("user_id"))
                .col(uuid(target))
                .col(big_integer("created_at"))
                .primary_key(Index::create().col("user_id").col(target))
                .to_owned();
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn index(table: &'static str, name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

fn indexes() -> Vec<IndexCreateStatement> {
    let thread = |name, columns: &[&'static str]| {
        index("comments", name, columns)
            .and_where(Expr::col("parent_id").is_null())
            .to_owned()
    };
    vec![
        thread("comments_newest", &["post_id", "created_at", "id"]),
        thread("comments_top", &["post_id", "likes_count", "id"]),
        index("comments", "comments_replies", &["parent_id", "created_at", "id"])
            .and_where(Expr::col("parent_id").is_not_null())
            .to_owned(),
        index("comments", "comments_once", &["author_id", "idempotency_key"])
            .unique()
            .to_owned(),
        index(
            "bookmarks",
            "bookmarks_newest",
            &["user_id", "created_at", "post_id"],
        ),
    ]
}
