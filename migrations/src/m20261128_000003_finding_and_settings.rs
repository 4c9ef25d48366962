//! Finding people, posts and tags; what people set, whom they do not want to meet, and leaving for good.
//!
//! What is found is kept in words that the domain has prepared, so that both databases find the same: on SQLite in FTS5
//! tables without a copy of the text, on PostgreSQL as `tsvector`. The domain fills them; here they begin empty.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

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
        let statements = match manager.get_database_backend() {
            DbBackend::Postgres => ON_POSTGRES,
            _ => ON_SQLITE,
        };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        // What a person set; absent is the house's own choice.
        ("users", text_null("lang")),
        ("users", text_null("theme")),
        ("users", text("activity").default("everyone").to_owned()),
        ("users", text("may_write").default("everyone").to_owned()),
        ("users", boolean("presence").default(true).to_owned()),
        ("users", text("sensitive").default("ask").to_owned()),
        // When they said that they are of age.
        ("users", big_integer_null("adult_at")),
        // When their first steps were done or put away.
        ("users", big_integer_null("welcomed_at")),
        // When everything about them is to be erased.
        ("users", big_integer_null("erase_at")),
        // In the order they were given, parted by spaces.
        ("posts", text("tags").default("").to_owned()),
        ("posts", big_integer_null("pinned_at")),
    ]
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// Whom a person turned away from.
fn turned_away(name: &'static str) -> TableCreateStatement {
    table(name)
        .col(uuid("user_id"))
        .col(uuid("target_id"))
        .col(big_integer("created_at"))
        .primary_key(Index::create().col("user_id").col("target_id"))
        .to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // A handle that somebody had leads to them, and is nobody else's.
        table("former_handles")
            .col(text("handle").primary_key())
            .col(uuid("user_id"))
            .col(big_integer("left_at"))
            .to_owned(),
        turned_away("blocks"),
        turned_away("mutes"),
        table("reports")
            .col(uuid("id").primary_key())
            .col(uuid("reporter_id"))
            .col(text("kind"))
            .col(uuid("target_id"))
            .col(text("reason"))
            .col(text("note"))
            .col(text("status"))
            .col(big_integer("created_at"))
            .to_owned(),
        // One a person: what they asked for last.
        table("exports")
            .col(uuid("user_id").primary_key())
            .col(text("status"))
            .col(text_null("storage_key"))
            .col(big_integer("bytes").default(0))
            .col(big_integer("asked_at"))
            .col(big_integer_null("made_at"))
            .col(big_integer_null("expires_at"))
            .to_owned(),
        table("tags")
            .col(text("tag").primary_key())
            .col(big_integer("posts").default(0))
            .to_owned(),
        table("post_tags")
            .col(text("tag"))
            .col(uuid("post_id"))
            .primary_key(Index::create().col("tag").col("post_id"))
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
        index("former_handles", "former_handles_user", &["user_id", "left_at"]),
        index(
            "follows",
            "follows_newest",
            &["creator_id", "created_at", "user_id"],
        ),
        index("blocks", "blocks_target", &["target_id", "user_id"]),
        // Saying the same again is saying it once.
        index("reports", "reports_once", &["reporter_id", "kind", "target_id"])
            .unique()
            .to_owned(),
        index("reports", "reports_open", &["status", "created_at"]),
        index("exports", "exports_asked", &["status", "asked_at"]),
        index("post_tags", "post_tags_post", &["post_id"]),
        index("tags", "tags_popular", &["posts", "tag"]),
        index("users", "users_leaving", &["erase_at"])
            .and_where(Expr::col("erase_at").is_not_null())
            .to_owned(),
        index("posts", "posts_pinned", &["creator_id", "pinned_at"])
            .and_where(Expr::col("pinned_at").is_not_null())
            .to_owned(),
        index("comments", "comments_author", &["author_id", "created_at"]),
        index("media", "media_owner", &["owner_id"]),
    ]
}

/// FTS5 knows its rows by number only; beside it stands whose number it is. One table a column: in one with several, a
/// word that is common in one would be gone through to find it in another. `unicode61` parts the prepared words at spaces
/// and changes nothing else. <https://sqlite.org/fts5.html>
const ON_SQLITE: &[&str] = &[
    "CREATE TABLE search_posts_rows (number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE)",
    "CREATE TABLE search_people_rows (number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE search_posts_title USING fts5(words, content='', contentless_delete=1, \
     detail=none, tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE VIRTUAL TABLE search_posts_open USING fts5(words, content='', contentless_delete=1, \
     detail=none, tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE VIRTUAL TABLE search_posts_whole USING fts5(words, content='', contentless_delete=1, \
     detail=none, tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE VIRTUAL TABLE search_people_name USING fts5(words, content='', contentless_delete=1, \
     detail=none, prefix='2 3', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE VIRTUAL TABLE search_people_about USING fts5(words, content='', contentless_delete=1, \
     detail=none, tokenize=\"unicode61 remove_diacritics 0\")",
    // Words of titles, tags and names: what a mistyped one may have meant.
    "CREATE TABLE search_words (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE search_word_pieces USING fts5(word, content='search_words', content_rowid='number', \
     detail=none, tokenize='trigram')",
    "CREATE TRIGGER search_words_come AFTER INSERT ON search_words BEGIN \
     INSERT INTO search_word_pieces(rowid, word) VALUES (new.number, new.word); END",
    "CREATE TRIGGER search_words_go AFTER DELETE ON search_words BEGIN \
     INSERT INTO search_word_pieces(search_word_pieces, rowid, word) VALUES ('delete', old.number, old.word); END",
];

const ON_POSTGRES: &[&str] = &[
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TABLE search_posts (number BIGSERIAL PRIMARY KEY, id UUID NOT NULL UNIQUE, title TSVECTOR NOT NULL, \
     open TSVECTOR NOT NULL, whole TSVECTOR NOT NULL)",
    "CREATE INDEX search_posts_title ON search_posts USING gin (title)",
    "CREATE INDEX search_posts_open ON search_posts USING gin (open)",
    "CREATE INDEX search_posts_whole ON search_posts USING gin (whole)",
    "CREATE TABLE search_people (number BIGSERIAL PRIMARY KEY, id UUID NOT NULL UNIQUE, name TSVECTOR NOT NULL, \
     about TSVECTOR NOT NULL)",
    "CREATE INDEX search_people_name ON search_people USING gin (name)",
    "CREATE INDEX search_people_about ON search_people USING gin (about)",
    "CREATE TABLE search_words (number BIGSERIAL PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    "CREATE INDEX search_words_alike ON search_words USING gin (word gin_trgm_ops)",
];
