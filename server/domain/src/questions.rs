//! Several questions after ids, asked of the database in one statement: what a page needs to know of its viewer is many
//! small things, and each statement costs more than its answer. It knows no table.

use crate::Result;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
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

    /// All answers; without a question nothing is asked.
    pub async fn answers(self, db: &impl ConnectionTrait) -> Result<Vec<Answer<K>>> {
        let mut names = Vec::with_capacity(self.0.len());
        let mut whole: Option<SelectStatement> = None;
        for (number, (name, mut question)) in (0_i32..).zip(self.0) {
            names.push(name);
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
        let mut answers = Vec::new();
        for row in db.query_all(&whole).await? {
            let number: i32 = row.try_get_by_index(2)?;
            let name = usize::try_from(number).ok().and_then(|at| names.get(at));
            if let Some(name) = name {
                answers.push(Answer {
                    to: *name,
                    id: row.try_get_by_index(0)?,
                    rank: row.try_get_by_index(1)?,
                });
            }
        }
        Ok(answers)
    }
}
