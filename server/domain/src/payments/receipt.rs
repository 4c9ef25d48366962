//! The receipt of a payment: for its buyer, its creator and those who look after the site. What was not paid, or was taken
//! back, has none.

use super::{
    entity::order,
    quotes_store, receipt_keys, store,
    view::{items, person_of},
};
use crate::{
    Domain, Result, Viewer,
    columns::{corrupt, unsigned},
};
use shared::{
    Code, Timestamp,
    ids::OrderId,
    money::Units,
    payments::LegView,
    receipts::{ReceiptClaims, ReceiptView},
};

/// The receipt of an order that was paid.
///
/// # Errors
/// `sign_in_required`; `not_found` also for whoever has nothing to do with it.
pub async fn receipt(domain: &Domain, viewer: &Viewer, id: OrderId) -> Result<ReceiptView> {
    let person = viewer.person()?;
    let db = &domain.db;
    let row = store::any(db, id).await?.ok_or(Code::NotFound)?;
    let concerns = row.buyer_id == person.id.0 || row.creator_id == person.id.0 || viewer.moderates();
    let payment = store::payment_of(db, row.id).await?.filter(|_| concerns);
    let payment = payment.ok_or(Code::NotFound)?;
    let bad = || corrupt("payments", &payment.signature);
    // What was paid, which is what was ordered unless a person opened it for something else.
    let (legs, _) = store::paid_lines(db, row.id, &payment.signature).await?;
    let paid = legs
        .iter()
        .fold(0_u64, |sum, leg| sum.saturating_add(leg.amount.0));
    let legs = legs.into_iter().map(|leg| LegView {
        role: leg.role,
        address: leg.address,
        amount: leg.amount,
    });
    let rows = [row];
    let item = items(db, &rows).await?.pop().ok_or_else(bad)?;
    let [row] = rows;
    let reductions = store::reductions(db, [row.id])
        .await?
        .remove(&row.id)
        .unwrap_or_default();
    let mut view = ReceiptView {
        order: id,
        status: store::status(&row)?,
        item,
        buyer: person_of(db, row.buyer_id).await?,
        currency: store::currency(&row)?,
        mint: store::asset(&row)?.mint(),
        amount: Units(paid),
        reductions,
        legs: legs.collect(),
        surplus: Units(unsigned(payment.surplus)),
        payer: payment.payer_address.parse().map_err(|_| bad())?,
        reference: store::base58(&row.reference, &row)?,
        signature: payment.signature.parse().map_err(|_| bad())?,
        network: row.network.clone(),
        genesis_hash: payment.genesis_hash.clone(),
        slot: unsigned(payment.slot),
        landed_at: Timestamp(payment.block_time),
        paid_at: row.paid_at.map(Timestamp).ok_or_else(bad)?,
        finalized_at: payment.finalized_at.map(Timestamp),
        quote: quotes_store::of(db, [row.id]).await?.remove(&row.id),
        signed: None,
    };
    if let Some(finalized_at) = view.finalized_at {
        let claims = claims(domain, &row, &view, finalized_at)?;
        view.signed = Some(receipt_keys::sign(domain, &claims).await?);
    }
    Ok(view)
}

fn claims(
    domain: &Domain,
    row: &order::Model,
    view: &ReceiptView,
    finalized_at: Timestamp,
) -> Result<ReceiptClaims> {
    Ok(ReceiptClaims {
        iss: domain.rules.origin.clone(),
        iat: finalized_at.seconds(),
        jti: view.order,
        kind: row.kind.parse().map_err(|_| corrupt("orders", row.id))?,
        currency: view.currency,
        mint: view.mint,
        amount: view.amount,
        legs: view.legs.clone(),
        payer: view.payer,
        reference: view.reference,
        signature: view.signature,
        network: view.network.clone(),
        genesis_hash: view.genesis_hash.clone(),
        slot: view.slot,
        landed_at: view.landed_at.seconds(),
    })
}
