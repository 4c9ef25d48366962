//! All SQL of searching: candidates in their order, by the prepared words of `index`. What is behind a lock is looked
//! through only where it is marked as told; whether the viewer may open it is decided elsewhere.

use crate::Result;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use shared::{
    Timestamp,
    creators::TierLevel,
    search::{PostFilter, PriceFilter},
};
use std::cmp::Reverse;
use uuid::Uuid;

/// Of so many newest posts with the words, those that pass the filter are candidates: it bounds what a common word costs.
const LOOKED_AT: u32 = 1_000;
/// So many posts are found at the most.
pub const MOST: u32 = 300;

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Titles and tags.
    Title,
    /// All that everybody may read.
    Open,
    /// With what is behind the lock.
    Whole,
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Open => "open",
            Self::Whole => "whole",
        }
    }
}

/// A post that has the words.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Candidate {
    pub id: Uuid,
    pub creator_id: Uuid,
    pub trending: i64,
}

/// SQL with its values, numbered as they come.
struct Text {
    sql: String,
    values: Vec<Value>,
}

impl Text {
    fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }
}

/// All of these words, as each database asks for them. They hold letters and digits only.
fn all(backend: DbBackend, words: &[String]) -> String {
    let (quote, and) = match backend {
        DbBackend::Postgres => ('\'', " & "),
        _ => ('"', " AND "),
    };
    let words: Vec<String> = words.iter().map(|word| format!("{quote}{word}{quote}")).collect();
    words.join(and)
}

/// All of these words where one of these marks stands with them.
fn marked(backend: DbBackend, words: &[String], marks: &[String]) -> String {
    let (quote, and, or) = match backend {
        DbBackend::Postgres => ('\'', " & ", " | "),
        _ => ('"', " AND ", " OR "),
    };
    let marks: Vec<String> = marks.iter().map(|mark| format!("{quote}{mark}{quote}")).collect();
    format!("{}{and}({})", all(backend, words), marks.join(or))
}

/// All of these words, where the last may only have begun.
fn beginning(backend: DbBackend, words: &[String]) -> String {
    let mark = match backend {
        DbBackend::Postgres => ":*",
        _ => "*",
    };
    all(backend, words) + mark
}

/// Ids whose column has what is asked, the newest first: see `index/store.rs` for how each database lays it down.
fn found(backend: DbBackend, table: &str, column: &str, asked: &str, most: u32) -> String {
    match backend {
        DbBackend::Postgres => format!(
            "(SELECT id FROM {table} WHERE {column} @@ CAST({asked} AS tsquery) ORDER BY number DESC LIMIT {most})"
        ),
        _ => format!(
            "(SELECT r.id FROM (SELECT rowid AS number FROM {table}_{column} WHERE {table}_{column} MATCH {asked} \
             ORDER BY rowid DESC LIMIT {most}) n JOIN {table}_rows r ON r.number = n.number)"
        ),
    }
}

/// Which posts are looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SoughtPosts {
    pub column: Column,
    /// Brought to their stems.
    pub words: Vec<String>,
    pub filter: PostFilter,
    /// Only what was published since then, whatever the filter says of it.
    pub since: Option<Timestamp>,
    /// Whether what is Intimate is among them.
    pub intimate: bool,
}

/// Posts with all of these words that pass the filter, what is talked about first. With marks only those that have one of them, see
/// [`crate::index::of_author`].
pub async fn posts(
    db: &impl ConnectionTrait,
    sought: &SoughtPosts,
    marks: &[String],
) -> Result<Vec<Candidate>> {
    let backend = db.get_database_backend();
    let mut text = Text {
        sql: String::new(),
        values: Vec::new(),
    };
    let asked = if marks.is_empty() {
        all(backend, &sought.words)
    } else {
        marked(backend, &sought.words, marks)
    };
    let asked = text.place(asked);
    let found = found(backend, "search_posts", sought.column.name(), &asked, LOOKED_AT);
    text.sql = format!(
        "SELECT p.id, p.creator_id, p.trending FROM {found} f JOIN posts p ON p.id = f.id WHERE p.deleted_at IS NULL AND NOT p.enclosed"
    );
    let mut conditions = conditions(&mut text, &sought.filter, sought.since);
    if !sought.intimate {
        conditions.push(NOT_INTIMATE.replace("{}", "p"));
    }
    for condition in conditions {
        text.sql.push_str(" AND ");
        text.sql.push_str(&condition);
    }
    text.sql.push_str(&format!(" LIMIT {MOST}"));
    let statement = Statement::from_sql_and_values(backend, text.sql, text.values);
    let mut candidates = Candidate::find_by_statement(statement).all(db).await?;
    candidates.sort_unstable_by_key(|candidate| (Reverse(candidate.trending), candidate.id));
    Ok(candidates)
}

fn conditions(text: &mut Text, filter: &PostFilter, since: Option<Timestamp>) -> Vec<String> {
    let mut conditions = Vec::new();
    if let Some(category) = filter.category {
        conditions.push(format!("p.category = {}", text.place(category.as_str())));
    }
    if let Some(kind) = filter.made_of {
        conditions.push(format!("p.kind = {}", text.place(kind.as_str())));
    }
    match filter.price {
        Some(PriceFilter::Free) => conditions.push("p.access IN ('public', 'followers')".into()),
        Some(PriceFilter::Paid) => conditions.push("p.access NOT IN ('public', 'followers')".into()),
        None => {}
    }
    if let Some(tier) = filter.tier.map(TierLevel::rank) {
        conditions.push(format!("p.tier_rank <= {}", text.place(tier)));
    }
    if let Some(since) = since {
        conditions.push(format!("p.published_at >= {}", text.place(since.0)));
    }
    conditions
}

/// A creator who has the words.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Person {
    pub id: Uuid,
    pub handle: String,
    pub followers: i64,
}

/// Leaves out what nobody asked for by name.
const NOT_INTIMATE: &str = "{}.category <> 'intimate'";

/// Which creators are looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SoughtPeople {
    /// In their names, where the last word may only have begun; else in what they say of themselves.
    pub by_name: bool,
    pub words: Vec<String>,
    /// Whether those of the category Intimate are among them.
    pub intimate: bool,
    pub most: u32,
}

/// Creators with all of these words, those with most followers first.
pub async fn people(db: &impl ConnectionTrait, sought: &SoughtPeople) -> Result<Vec<Person>> {
    let SoughtPeople { words, most, .. } = sought;
    let backend = db.get_database_backend();
    let (column, asked) = if sought.by_name {
        ("name", beginning(backend, words))
    } else {
        ("about", all(backend, words))
    };
    let found = found(backend, "search_people", column, "$1", LOOKED_AT);
    let met = if sought.intimate {
        "1 = 1".to_owned()
    } else {
        NOT_INTIMATE.replace("{}", "c")
    };
    let sql = format!(
        "SELECT p.id, u.handle, p.followers FROM (\
         SELECT c.user_id AS id, c.followers_count AS followers FROM {found} f \
         JOIN creators c ON c.user_id = f.id WHERE {met} \
         ORDER BY c.followers_count DESC, c.user_id LIMIT {most}) p \
         JOIN users u ON u.id = p.id ORDER BY p.followers DESC, p.id"
    );
    let statement = Statement::from_sql_and_values(backend, sql, [asked.into()]);
    Ok(Person::find_by_statement(statement).all(db).await?)
}

/// A tag and its number of posts.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Tag {
    pub tag: String,
    pub posts: i64,
}

/// Tags that begin so, those with most posts first.
pub async fn tags(db: &impl ConnectionTrait, beginning: &str, most: u32) -> Result<Vec<Tag>> {
    let sql = format!(
        "SELECT tag, posts FROM tags WHERE posts > 0 AND tag LIKE $1 ESCAPE '\\' ORDER BY posts DESC, tag LIMIT {most}"
    );
    let pattern = format!("{}%", beginning.replace('_', "\\_"));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [pattern.into()]);
    Ok(Tag::find_by_statement(statement).all(db).await?)
}
