//! How often a promo code or a flash sale was used: counted from the orders that name it, paid or still to be paid. It knows no
//! noun and decides nothing.

use crate::{Result, columns::unsigned};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, Func, Query},
};
use shared::{ids::UserId, payments::OrderStatus};
use std::collections::HashMap;
use uuid::Uuid;

/// What orders name: the column with its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Promotion,
    FlashSale,
}

/// Which orders are counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Among {
    /// Of one person only.
    pub person: Option<UserId>,
    /// All but this one.
    pub but: Option<Uuid>,
}

/// Orders that were paid, or may still be. One whose time is over counts until it is known that no payment for it can land any
/// more: what is paid in the last second is found after it, and must not be one use too many.
fn counted() -> Expr {
    let names = OrderStatus::ALL
        .iter()
        .filter(|status| status.unpaid() || status.paid() || **status == OrderStatus::Review)
        .map(|status| status.as_str());
    Expr::col(("orders", "status")).is_in(names)
}

/// How many orders use each of these; what nobody uses is missing.
pub async fn used(
    db: &impl ConnectionTrait,
    by: By,
    ids: &[Uuid],
    among: Among,
) -> Result<HashMap<Uuid, u64>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let column = match by {
        By::Promotion => ("orders", "promotion_id"),
        By::FlashSale => ("orders", "flash_sale_id"),
    };
    let mut find = Query::select();
    find.expr_as(Expr::col(column), "id")
        .expr_as(Func::count(Expr::col(("orders", "id"))), "uses")
        .from("orders")
        .and_where(Expr::col(column).is_in(ids.iter().copied()))
        .and_where(counted())
        .group_by_col(column);
    if let Some(person) = among.person {
        find.and_where(Expr::col(("orders", "buyer_id")).eq(person.0));
    }
    if let Some(but) = among.but {
        find.and_where(Expr::col(("orders", "id")).ne(but));
    }
    let mut found = HashMap::new();
    for row in db.query_all(&find).await? {
        found.insert(row.try_get("", "id")?, unsigned(row.try_get("", "uses")?));
    }
    Ok(found)
}

/// The same of one.
pub async fn used_of(db: &impl ConnectionTrait, by: By, id: Uuid, among: Among) -> Result<u64> {
    let found = used(db, by, &[id], among).await?;
    Ok(found.get(&id).copied().unwrap_or_default())
}
