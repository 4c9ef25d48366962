//! What a creator takes off an order: a code that was asked for or a sale that runs, whichever takes off more, and never both.
//! An order names the one that it holds; how often each was used is counted from these names.

use super::{
    entity::order,
    flash_sales::{self, Sale},
    goods,
    promotions::{self, Promotion},
};
use crate::{Result, Tx};
use shared::{
    Code,
    flash_sales::{off, outdoes},
    money::Amount,
    order_notes::OrderNote,
    payments::{Reduction, ReductionKind},
};
use uuid::Uuid;

/// The one that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    Code(Promotion),
    Sale(Sale),
}

impl Cut {
    /// Which applies to a price, and what it takes off. The sale on a tie, so that the code's use is kept.
    ///
    /// # Errors
    /// `code_unknown` where the code is for another currency.
    pub fn of(
        (promotion, sale): (Option<Promotion>, Option<Sale>),
        price: Amount,
    ) -> Result<Option<(Self, Reduction)>> {
        let code = match promotion {
            Some(code) => {
                let amount = code.off.of(price, price.currency.min_payment());
                Some((code, amount.ok_or(Code::CodeUnknown)?))
            }
            None => None,
        };
        let sale = sale.and_then(|sale| Some((sale, off(sale.percent, price)?)));
        Ok(match (sale, code) {
            (Some((sale, amount)), code) if outdoes(amount, code.map(|(_, amount)| amount)) => {
                let kind = ReductionKind::Sale;
                Some((Self::Sale(sale), Reduction { kind, amount }))
            }
            (_, Some((code, amount))) => {
                let kind = ReductionKind::Code;
                Some((Self::Code(code), Reduction { kind, amount }))
            }
            (_, None) => None,
        })
    }

    /// Whether it can be used once more; if not, only an order that holds it already can be had.
    pub fn has_room(&self) -> bool {
        match self {
            Self::Code(code) => code.has_room,
            Self::Sale(sale) => sale.has_room,
        }
    }

    /// What an order names: a code, a sale, or neither.
    pub fn names(cut: Option<Self>) -> (Option<Uuid>, Option<Uuid>) {
        match cut {
            Some(Self::Code(code)) => (Some(code.id), None),
            Some(Self::Sale(sale)) => (None, Some(sale.id)),
            None => (None, None),
        }
    }

    /// Whether an order holds just this.
    pub fn is_of(cut: Option<Self>, order: &order::Model) -> bool {
        Self::names(cut) == (order.promotion_id, order.flash_sale_id)
    }
}

/// Why an order that is paid cannot have what it is for, or not at its price: while it waited that was kept for it, and after its end
/// no longer.
/// None where there is room. The caller holds the buyer.
pub(super) async fn gone(tx: &Tx, order: &order::Model) -> Result<Option<OrderNote>> {
    if !promotions::still_there(tx, order).await? {
        return Ok(Some(OrderNote::CodeUsedUp));
    }
    if !flash_sales::still_there(tx, order).await? {
        return Ok(Some(OrderNote::SaleSoldOut));
    }
    // Last, as when an order is made: two that hold these in another order would wait for each other for ever.
    if !goods::still_there(tx, order).await? {
        return Ok(Some(OrderNote::SoldOut));
    }
    Ok(None)
}
