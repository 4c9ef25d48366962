//! How often a promo code or a flash sale was used, and how much of a stock is taken: counted from the orders that name it, paid or
//! still to be paid. It knows no noun and decides nothing.

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
    /// What a post sells, by the post: each order takes as many as it is for.
    Goods,
}

/// Which orders are counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Among {
    /// Of one person only.
    pub person: Option<UserId>,
    /// All but this one.
    pub but: Option<Uuid>,
    /// Without what this person has not paid.
    pub but_unpaid_of: Option<UserId>,
}

/// Orders that were paid, or may still be. One whose time is over counts until it is known that no payment for it can land any
/// more: what is paid in the last second is found after it, and must not be one use too many. One that waits for a person does not
/// count, or a payment that came too late would take from those who hold theirs; it is looked at anew where it is granted.
fn counted() -> Expr {
    let names = OrderStatus::ALL
        .iter()
        .filter(|status| status.unpaid() || status.paid())
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
    let orders = Expr::from(Func::count(Expr::col(("orders", "id"))));
    let (column, uses) = match by {
        By::Promotion => (("orders", "promotion_id"), orders),
        By::FlashSale => (("orders", "flash_sale_id"), orders),
        By::Goods => {
            let pieces = Func::sum(Expr::col(("orders", "quantity")));
            (("orders", "post_id"), Expr::from(Func::cast_as(pieces, "BIGINT")))
        }
    };
    let mut find = Query::select();
    find.expr_as(Expr::col(column), "id")
        .expr_as(uses, "uses")
        .from("orders")
        .and_where(Expr::col(column).is_in(ids.iter().copied()))
        .and_where(counted())
        .group_by_col(column);
    if by == By::Goods {
        find.and_where(Expr::col(("orders", "quantity")).is_not_null());
    }
    if let Some(person) = among.but_unpaid_of {
        let unpaid = OrderStatus::ALL.iter().filter(|status| status.unpaid());
        let unpaid = unpaid.map(|status| status.as_str());
        let theirs = Expr::col(("orders", "buyer_id"))
            .eq(person.0)
            .and(Expr::col(("orders", "status")).is_in(unpaid));
        find.and_where(theirs.not());
    }
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
