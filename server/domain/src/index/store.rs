//! All SQL about what can be found, for each database in its own way: FTS5 on SQLite, `tsvector` and `pg_trgm` on
//! PostgreSQL. Words come in prepared and hold letters and digits only, so nothing here needs escaping.

use crate::{Error, Result};
use sea_orm::{
    ConnectionTrait, DbBackend, FromQueryResult, Statement, Value,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use shared::ids::{PostId, UserId};
use std::collections::BTreeSet;
use uuid::Uuid;

fn statement(
    db: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

/// Words as the database takes them: FTS5 parts them at spaces, `tsvector` wants each in quotes.
fn written(backend: DbBackend, words: &BTreeSet<String>) -> Value {
    let words: Vec<String> = match backend {
        DbBackend::Postgres => words.iter().map(|word| format!("'{word}'")).collect(),
        _ => words.iter().cloned().collect(),
    };
    words.join(" ").into()
}

/// One kind of thing that is found. PostgreSQL has a table with these columns; SQLite a table for each, named
/// `{table}_{column}`, and `{table}_rows` with the number by which FTS5 knows each thing.
struct Shelf {
    table: &'static str,
    columns: &'static [&'static str],
}

const POSTS: Shelf = Shelf {
    table: "search_posts",
    columns: &["title", "open", "whole"],
};
const PEOPLE: Shelf = Shelf {
    table: "search_people",
    columns: &["name", "about"],
};

impl Shelf {
    async fn put(&self, db: &impl ConnectionTrait, id: Uuid, words: &[&BTreeSet<String>]) -> Result<()> {
        let Self { table, columns } = self;
        let backend = db.get_database_backend();
        if backend == DbBackend::Postgres {
            let mut values: Vec<Value> = words.iter().map(|words| written(backend, words)).collect();
            values.push(id.into());
            let last = values.len();
            let places: Vec<String> = (1..last).map(|at| format!("CAST(${at} AS tsvector)")).collect();
            let news: Vec<String> = columns
                .iter()
                .map(|name| format!("{name} = excluded.{name}"))
                .collect();
            let sql = format!(
                "INSERT INTO {table} ({}, id) VALUES ({}, ${last}) ON CONFLICT (id) DO UPDATE SET {}",
                columns.join(", "),
                places.join(", "),
                news.join(", ")
            );
            db.execute_raw(statement(db, sql, values)).await?;
            return Ok(());
        }
        let number = format!("INSERT INTO {table}_rows (id) VALUES ($1) ON CONFLICT DO NOTHING");
        db.execute_raw(statement(db, number, [id.into()])).await?;
        for (column, words) in columns.iter().zip(words) {
            let sql = format!(
                "INSERT OR REPLACE INTO {table}_{column} (rowid, words) \
                 SELECT number, $1 FROM {table}_rows WHERE id = $2"
            );
            db.execute_raw(statement(db, sql, [written(backend, words), id.into()]))
                .await?;
        }
        Ok(())
    }

    async fn forget(&self, db: &impl ConnectionTrait, id: Uuid) -> Result<()> {
        let Self { table, columns } = self;
        if db.get_database_backend() == DbBackend::Postgres {
            let sql = format!("DELETE FROM {table} WHERE id = $1");
            db.execute_raw(statement(db, sql, [id.into()])).await?;
            return Ok(());
        }
        for column in *columns {
            let sql = format!(
                "DELETE FROM {table}_{column} WHERE rowid = (SELECT number FROM {table}_rows WHERE id = $1)"
            );
            db.execute_raw(statement(db, sql, [id.into()])).await?;
        }
        let sql = format!("DELETE FROM {table}_rows WHERE id = $1");
        db.execute_raw(statement(db, sql, [id.into()])).await?;
        Ok(())
    }
}

pub(super) async fn put_post(
    db: &impl ConnectionTrait,
    id: Uuid,
    words: [&BTreeSet<String>; 3],
) -> Result<()> {
    POSTS.put(db, id, &words).await
}

pub(super) async fn put_person(
    db: &impl ConnectionTrait,
    id: Uuid,
    words: [&BTreeSet<String>; 2],
) -> Result<()> {
    PEOPLE.put(db, id, &words).await
}

/// A post is found no more.
pub async fn forget_post(db: &impl ConnectionTrait, id: PostId) -> Result<()> {
    POSTS.forget(db, id.0).await
}

/// A person is found no more.
pub async fn forget_person(db: &impl ConnectionTrait, id: UserId) -> Result<()> {
    PEOPLE.forget(db, id.0).await
}

pub(super) async fn put_words(db: &impl ConnectionTrait, words: &BTreeSet<String>) -> Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert.into_table("search_words").columns(["word"]);
    for word in words {
        insert.values([word.as_str().into()]).map_err(Error::internal)?;
    }
    insert.on_conflict(OnConflict::column("word").do_nothing().to_owned());
    db.execute(&insert).await?;
    Ok(())
}

pub(super) async fn forget_words(db: &impl ConnectionTrait, words: &BTreeSet<String>) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table("search_words")
        .and_where(Expr::col("word").is_in(words.iter().map(String::as_str)));
    db.execute(&delete).await?;
    Ok(())
}

#[derive(Debug, FromQueryResult)]
struct Word {
    word: String,
}

/// So many words are looked at when one is mistyped.
const CANDIDATES: u32 = 30;

pub(super) async fn alike(db: &impl ConnectionTrait, word: &str) -> Result<Vec<String>> {
    let (sql, value): (_, Value) = match db.get_database_backend() {
        DbBackend::Postgres => (
            "SELECT word FROM search_words WHERE word % $1 ORDER BY similarity(word, $1) DESC, word",
            word.into(),
        ),
        _ => {
            let letters: Vec<char> = word.chars().collect();
            let pieces: Vec<String> = letters
                .windows(3)
                .map(|piece| format!("\"{}\"", piece.iter().collect::<String>()))
                .collect();
            if pieces.is_empty() {
                return Ok(Vec::new());
            }
            (
                "SELECT w.word FROM search_word_pieces p JOIN search_words w ON w.number = p.rowid \
                 WHERE search_word_pieces MATCH $1 ORDER BY p.rank",
                pieces.join(" OR ").into(),
            )
        }
    };
    let sql = format!("{sql} LIMIT {CANDIDATES}");
    let found = Word::find_by_statement(statement(db, sql, [value]))
        .all(db)
        .await?;
    Ok(found.into_iter().map(|found| found.word).collect())
}
