//! Transaction requests of Solana Pay: whoever has an order's link gets the transaction that pays it out of their own wallet.
//! The link is the secret; of an order that waits for no payment it tells nothing.
//!
//! <https://github.com/solana-foundation/solana-pay/blob/master/SPEC.md>

use super::{attempt, entity::order, offer, qr, store, view};
use crate::{Domain, Result, Viewer, columns::corrupt};
use shared::{
    Code,
    ids::OrderId,
    payments::{OrderItem, OrderStatus},
    solana::Address,
    solana_pay::{self, PaySheet, PayTransaction},
};

/// An order of the viewer's, and while it waits for its payment the link to pay it with.
///
/// # Errors
/// `sign_in_required`, `not_found` for what is no order of theirs.
pub async fn sheet(domain: &Domain, viewer: &Viewer, id: OrderId) -> Result<PaySheet> {
    let order = super::get(domain, viewer, id).await?;
    let waits =
        order.status.unpaid() && order.status != OrderStatus::Submitted && order.expires_at > domain.now();
    let link = waits.then(|| solana_pay::link(&domain.rules.origin, &order.reference));
    let link = link.map(qr::drawn).transpose()?;
    Ok(PaySheet { order, link })
}

/// Whether this reference is of an order that can be paid.
///
/// # Errors
/// `not_found` for everything else.
pub async fn waits(domain: &Domain, reference: &Address) -> Result<()> {
    open(domain, reference).await.map(|_| ())
}

/// The transaction that pays an order out of this wallet, and what it is for. A wallet may put its own blockhash into it, as the
/// specification says, so it can land later than ours would; it is found by its reference, and what comes second is a case.
///
/// # Errors
/// `not_found`, `own_item`, and those of [`super::transaction`].
pub async fn transaction(domain: &Domain, reference: &Address, account: Address) -> Result<PayTransaction> {
    let row = open(domain, reference).await?;
    let facts = store::facts(&domain.db, &row).await?.paid_by(account);
    offer::refuse_recipient(&facts.legs, account)?;
    let given = attempt::for_wallet(domain, &row, &facts).await?;
    let item = view::items(&domain.db, std::slice::from_ref(&row)).await?.pop();
    Ok(PayTransaction {
        transaction: given.transaction,
        message: message(&item.ok_or_else(|| corrupt("orders", row.id))?),
    })
}

async fn open(domain: &Domain, reference: &Address) -> Result<order::Model> {
    let row = store::by_reference(&domain.db, reference).await?;
    let row = row.ok_or(Code::NotFound)?;
    let waits = store::status(&row)?.unpaid() && row.expires_at > domain.now().0;
    match waits {
        true => Ok(row),
        false => Err(Code::NotFound.into()),
    }
}

/// What is paid for, as a wallet shows it. Wallets keep that, so no title is in it.
fn message(item: &OrderItem) -> String {
    match item {
        OrderItem::Subscription { creator, days, .. } => format!("{days} days of {}", creator.name),
        OrderItem::Post { creator, .. } => format!("A post by {}", creator.name),
        OrderItem::Goods { creator, .. } => format!("Bought from {}", creator.name),
        OrderItem::Tip { creator, .. } => format!("A tip for {}", creator.name),
    }
}
