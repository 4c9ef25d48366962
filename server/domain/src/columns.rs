//! How rows are written down, and what columns hold, read into our types and written back: amounts, counts, and
//! rows that make no sense. It knows no table.

use crate::{Error, Result};
use sea_orm::{
    Value,
    sea_query::{Expr, ExprTrait, IntoColumnRef, SimpleExpr},
};
use shared::{Refusal, money::Units, text::Lang};
use std::fmt::Display;

/// An entity of SeaORM without relations: joins are written where they are needed.
macro_rules! entity {
    ($(#[$doc:meta])* $module:ident $table:literal { $($(#[$attribute:meta])* $field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$doc])*
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model { $($(#[$attribute])* pub $field: $kind,)+ }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}
pub(crate) use entity;

/// A row that our own code cannot have written: a fault, named by its table and key.
pub fn corrupt(table: &str, key: impl Display) -> Error {
    Error::internal(format!(
        "the row {key} of {table} holds a value that was never written"
    ))
}

/// An amount for a signed column; refuses what would not fit.
pub fn stored_amount(amount: Units) -> Result<i64> {
    i64::try_from(amount.0).map_err(|_| Refusal::field("price", Lang::amount_vast).into())
}

/// An amount or count from a signed column, which never holds a negative one.
pub fn unsigned(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

/// What comes behind a place in a list that is sorted by these two columns, the greatest first: the condition of its next piece.
pub fn behind<A: IntoColumnRef, B: IntoColumnRef>(
    (first, second): (A, B),
    (at, key): (impl Into<Value>, impl Into<Value>),
) -> SimpleExpr {
    let place = Expr::tuple([Expr::col(first), Expr::col(second)]);
    place.lt(Expr::tuple([Expr::value(at), Expr::value(key)]))
}
