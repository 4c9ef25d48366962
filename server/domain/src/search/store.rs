//! All SQL of searching: candidates in their order, by the prepared words of `index`. What is behind a lock is looked
//! through only where the viewer has some standing; whether they may open it is decided elsewhere.

use crate::{Result, Viewer};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use shared::{
    Timestamp,
    creators::TierLevel,
    ids::UserId,
    search::{PostFilter, PriceFilter},
};
use uuid::Uuid;

/// Of so many newest posts with the words, those that pass the filter are candidates: it bounds what a common word costs.
const LOOKED_AT: u32 = 1_000;
/// Candidates of one column.
pub const MOST: u32 = 300;

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The same, where the last word may only have begun.
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

/// Posts with all of these words in a column that pass the filter.
pub async fn posts(
    db: &impl ConnectionTrait,
    column: Column,
    words: &[String],
    filter: &PostFilter,
    viewer: &Viewer,
    now: Timestamp,
) -> Result<Vec<Candidate>> {
    let backend = db.get_database_backend();
    let mut text = Text {
        sql: String::new(),
        values: Vec::new(),
    };
    let asked = text.place(all(backend, words));
    let found = found(backend, "search_posts", column.name(), &asked, LOOKED_AT);
    text.sql = format!(
        "SELECT p.id, p.creator_id, p.trending FROM {found} f JOIN posts p ON p.id = f.id WHERE p.deleted_at IS NULL"
    );
    let mut conditions = conditions(&mut text, filter, now);
    if filter.category.is_none() && !viewer.meets_intimate() {
        conditions.push(NOT_INTIMATE.replace("{}", "p"));
    }
    if column == Column::Whole {
        conditions.push(standing(&mut text, viewer.id(), now));
    }
    for condition in conditions {
        text.sql.push_str(" AND ");
        text.sql.push_str(&condition);
    }
    text.sql.push_str(&format!(" LIMIT {MOST}"));
    let statement = Statement::from_sql_and_values(backend, text.sql, text.values);
    Ok(Candidate::find_by_statement(statement).all(db).await?)
}

fn conditions(text: &mut Text, filter: &PostFilter, now: Timestamp) -> Vec<String> {
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
    if let Some(age) = filter.since {
        conditions.push(format!("p.published_at >= {}", text.place(age.from(now).0)));
    }
    conditions
}

/// Posts that may be open to the viewer although they are not public. It only narrows: each is decided afterwards.
fn standing(text: &mut Text, viewer: Option<UserId>, now: Timestamp) -> String {
    let now = text.place(now.0);
    let opened = format!("p.opens_at <= {now}");
    let Some(viewer) = viewer else { return opened };
    let viewer = text.place(viewer.0);
    format!(
        "({opened} OR p.creator_id = {viewer} \
         OR p.creator_id IN (SELECT creator_id FROM follows WHERE user_id = {viewer}) \
         OR p.creator_id IN (SELECT creator_id FROM grants WHERE user_id = {viewer} AND ends_at > {now}) \
         OR p.id IN (SELECT post_id FROM grants WHERE user_id = {viewer} AND post_id IS NOT NULL))"
    )
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

/// Creators with all of these words in their names, the last perhaps only begun; or in what they say of themselves.
pub async fn people(
    db: &impl ConnectionTrait,
    by_name: bool,
    words: &[String],
    viewer: &Viewer,
    most: u32,
) -> Result<Vec<Person>> {
    let backend = db.get_database_backend();
    let (column, asked) = if by_name {
        ("name", beginning(backend, words))
    } else {
        ("about", all(backend, words))
    };
    let found = found(backend, "search_people", column, "$1", LOOKED_AT);
    let met = if viewer.meets_intimate() {
        "1 = 1".to_owned()
    } else {
        NOT_INTIMATE.replace("{}", "c")
    };
    let sql = format!(
        "SELECT c.user_id AS id, u.handle, c.followers_count AS followers FROM {found} f \
         JOIN creators c ON c.user_id = f.id JOIN users u ON u.id = f.id WHERE {met} \
         ORDER BY c.followers_count DESC, c.user_id LIMIT {most}"
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
