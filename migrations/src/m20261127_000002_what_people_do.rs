//! Comments with replies, likes on them, bookmarks, and where posts stand among what is talked about.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, prelude::Uuid},
};

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
        let trending = big_integer("trending").default(0).to_owned();
        let table = Table::alter().table("posts").add_column(trending).to_owned();
        manager.alter_table(table).await?;
        rank(manager.get_connection()).await?;
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

/// Gives the posts that are there their place, as it was reckoned when this was written.
async fn rank(db: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    let columns = ["id", "published_at", "likes_count", "comments_count"];
    let posts = Query::select().columns(columns).from("posts").take();
    for post in db.query_all(&posts).await? {
        let count = |name: &str| post.try_get::<i64>("", name);
        let acts = count("likes_count")? + 2 * count("comments_count")?;
        let moved = ((acts + 1) as f64).log2() * 43_200_000.0;
        let update = Query::update()
            .table("posts")
            .value("trending", count("published_at")? + moved as i64)
            .and_where(Expr::col("id").eq(post.try_get::<Uuid>("", "id")?))
            .take();
        db.execute(&update).await?;
    }
    Ok(())
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
    let listed = |name, columns: &[&'static str]| {
        index("posts", name, columns)
            .and_where(Expr::col("deleted_at").is_null())
            .to_owned()
    };
    vec![
        listed("posts_trending", &["trending", "id"]),
        listed("posts_category_trending", &["category", "trending", "id"]),
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
