//! Several questions after ids, asked of the database in one statement: what a page needs to know of its viewer is many
//! small things, and each statement costs more than its answer. It knows no table.

use crate::{Domain, Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseConnection,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use std::{
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::oneshot;
use uuid::Uuid;

/// Questions, each with the name that its answers are told by.
#[derive(Clone, Debug)]
pub struct Questions<K>(Vec<(K, SelectStatement)>);

/// One id that answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer<K> {
    pub to: K,
    pub id: Uuid,
    pub rank: Option<i16>,
}

/// The ids of a column, as a question to be narrowed.
pub fn ids(table: &'static str, column: &'static str) -> SelectStatement {
    ranked(table, column, Expr::cust("CAST(NULL AS SMALLINT)"))
}

/// The same, each id with a rank.
pub fn ranked(table: &'static str, column: &'static str, rank: Expr) -> SelectStatement {
    Query::select()
        .expr_as(Expr::col(column), "id")
        .expr_as(rank, "rank")
        .from(table)
        .take()
}

impl<K> Default for Questions<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Copy> Questions<K> {
    /// Adds a question made by [`ids`] or [`ranked`].
    pub fn ask(&mut self, name: K, question: SelectStatement) {
        self.0.push((name, question));
    }

    /// All answers, from inside a transaction or beside one; without a question nothing is asked.
    pub async fn answers(self, db: &impl ConnectionTrait) -> Result<Vec<Answer<K>>> {
        let (names, questions) = self.parts();
        Ok(told(&names, answers(db, questions).await?))
    }

    /// The same for a page that is read, together with what else is asked for it at the same moment.
    pub async fn answered(self, domain: &Domain) -> Result<Vec<Answer<K>>> {
        let Some(round) = &domain.round else {
            return self.answers(&domain.db).await;
        };
        let (names, questions) = self.parts();
        Ok(told(&names, round.answers(&domain.db, questions).await?))
    }

    fn parts(self) -> (Vec<K>, Vec<SelectStatement>) {
        self.0.into_iter().unzip()
    }
}

/// One row: the number of its question, an id and a rank.
type Row = (usize, Uuid, Option<i16>);

fn told<K: Copy>(names: &[K], rows: Vec<Row>) -> Vec<Answer<K>> {
    let answer = |(number, id, rank)| {
        let to = *names.get::<usize>(number)?;
        Some(Answer { to, id, rank })
    };
    rows.into_iter().filter_map(answer).collect()
}

async fn answers(db: &impl ConnectionTrait, questions: Vec<SelectStatement>) -> Result<Vec<Row>> {
    let mut whole: Option<SelectStatement> = None;
    for (number, mut question) in (0_i32..).zip(questions) {
        // Not a bound value: PostgreSQL would take it for a text.
        question.expr_as(Expr::cust(number.to_string()), "question");
        match &mut whole {
            None => whole = Some(question),
            Some(whole) => {
                whole.union(UnionType::All, question);
            }
        }
    }
    let Some(whole) = whole else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for row in db.query_all(&whole).await? {
        let number: i32 = row.try_get_by_index(2)?;
        if let Ok(number) = usize::try_from(number) {
            rows.push((number, row.try_get_by_index(0)?, row.try_get_by_index(1)?));
        }
    }
    Ok(rows)
}

/// Gathers what the parts of one page ask at the same moment, and asks it in one statement; what two of them ask is asked
/// once. It keeps no answer: whoever asks later asks anew.
#[derive(Debug, Default)]
pub struct Round(Mutex<Vec<Waiting>>);

#[derive(Debug)]
struct Waiting {
    questions: Vec<SelectStatement>,
    tell: oneshot::Sender<Told>,
}

/// What a part of the page hears.
#[derive(Debug)]
enum Told {
    Answers(Result<Vec<Row>>),
    /// Whoever was to ask for all went away: ask for yourself.
    Unasked(Vec<SelectStatement>),
}

/// Held by whoever waits to ask for all.
struct Leading<'a>(&'a Round);

impl Drop for Leading<'_> {
    fn drop(&mut self) {
        for Waiting { questions, tell } in self.0.take() {
            let _ = tell.send(Told::Unasked(questions));
        }
    }
}

impl Round {
    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Vec<Waiting> {
        mem::take(&mut *self.waiting())
    }

    async fn answers(
        &self,
        db: &DatabaseConnection,
        mut questions: Vec<SelectStatement>,
    ) -> Result<Vec<Row>> {
        if questions.is_empty() {
            return Ok(Vec::new());
        }
        loop {
            let (tell, told) = oneshot::channel();
            let first = {
                let mut waiting = self.waiting();
                waiting.push(Waiting { questions, tell });
                waiting.len() == 1
            };
            if first {
                self.lead(db).await;
            }
            match told.await {
                Ok(Told::Answers(answers)) => return answers,
                Ok(Told::Unasked(again)) => questions = again,
                Err(_) => return Err(Error::internal("whoever asked for all went away while asking")),
            }
        }
    }

    /// Waits until the other parts of the page have asked, and tells everybody the answers to theirs.
    async fn lead(&self, db: &DatabaseConnection) {
        let leading = Leading(self);
        tokio::task::yield_now().await;
        let asked = self.take();
        drop(leading);
        let mut all: Vec<SelectStatement> = Vec::new();
        let mut readers = Vec::with_capacity(asked.len());
        for Waiting { questions, tell } in asked {
            let mut numbers = Vec::with_capacity(questions.len());
            for question in questions {
                let number = all.iter().position(|other| *other == question);
                numbers.push(number.unwrap_or(all.len()));
                if number.is_none() {
                    all.push(question);
                }
            }
            readers.push((numbers, tell));
        }
        let rows = answers(db, all).await;
        for (numbers, tell) in readers {
            let theirs = rows.as_ref().map_err(Error::again).map(|rows| {
                let theirs = numbers.iter().enumerate().flat_map(|(own, number)| {
                    let to_it = rows.iter().filter(move |(to, ..)| to == number);
                    to_it.map(move |(_, id, rank)| (own, *id, *rank))
                });
                theirs.collect()
            });
            // A part of the page that went away needs no answer.
            let _ = tell.send(Told::Answers(theirs));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::{FutureExt, join};
    use sea_orm::{ConnectOptions, Database};
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    /// A database of two tables, and how many statements it was asked.
    async fn database() -> (DatabaseConnection, Arc<AtomicUsize>) {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let mut db = Database::connect(options).await.expect("a database");
        db.execute_unprepared("CREATE TABLE one (id BLOB); CREATE TABLE two (id BLOB)")
            .await
            .expect("tables");
        for (table, id) in [("one", 1), ("one", 2), ("two", 3)] {
            let row = Query::insert()
                .into_table(table)
                .columns(["id"])
                .values_panic([Expr::value(Uuid::from_u128(id))])
                .take();
            db.execute(&row).await.expect("a row");
        }
        let statements = Arc::new(AtomicUsize::new(0));
        let count = statements.clone();
        db.set_metric_callback(move |_| _ = count.fetch_add(1, Ordering::SeqCst));
        (db, statements)
    }

    async fn ask(
        round: &Round,
        db: &DatabaseConnection,
        tables: &[&'static str],
    ) -> Result<Vec<(usize, u128)>> {
        let questions = tables.iter().map(|table| ids(table, "id")).collect();
        let rows = round.answers(db, questions).await?;
        let mut rows: Vec<_> = rows.into_iter().map(|(to, id, _)| (to, id.as_u128())).collect();
        rows.sort_unstable();
        Ok(rows)
    }

    #[tokio::test]
    async fn what_is_asked_at_the_same_moment_is_one_statement() {
        let (db, statements) = database().await;
        let round = Round::default();
        let (first, second, nothing) = join!(
            ask(&round, &db, &["one", "two"]),
            ask(&round, &db, &["two", "one"]),
            ask(&round, &db, &[]),
        );
        assert_eq!(first.expect("answers"), [(0, 1), (0, 2), (1, 3)]);
        assert_eq!(second.expect("answers"), [(0, 3), (1, 1), (1, 2)]);
        assert_eq!(nothing.expect("answers"), []);
        assert_eq!(statements.load(Ordering::SeqCst), 1);

        db.execute_unprepared("DELETE FROM one")
            .await
            .expect("an empty table");
        let later = ask(&round, &db, &["one", "two"]).await.expect("answers");
        assert_eq!(later, [(1, 3)], "asked anew");
    }

    #[tokio::test]
    async fn whoever_leads_may_go_away() {
        let (db, _) = database().await;
        let round = Round::default();
        let mut first = Box::pin(ask(&round, &db, &["one"]));
        let second = ask(&round, &db, &["two"]);
        assert!(first.as_mut().now_or_never().is_none(), "it waits for others");
        let (second, ()) = join!(second, async { drop(first) });
        assert_eq!(second.expect("answers"), [(0, 3)]);
    }

    #[tokio::test]
    async fn a_failure_is_told_to_everybody() {
        let (db, _) = database().await;
        let round = Round::default();
        let (first, second) = join!(ask(&round, &db, &["none"]), ask(&round, &db, &["one"]));
        assert!(first.is_err() && second.is_err());
    }
}
