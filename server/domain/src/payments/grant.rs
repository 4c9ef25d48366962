//! A case settled by opening what was ordered for what arrived. The decision is a person's; the amounts are the chain's, not the
//! order's, and from there on it is a payment like any other: final once the network says so, taken back if it takes it back.

use super::{
    attempt, cases, cases_store,
    entity::{order, payment},
    goods,
    moves::advance_writing,
    noted::Noted,
    refunds,
    settle::{Grants, line, open},
    store::{self, Entry, Turn},
    verify::Arrival,
};
use crate::{Domain, Result, Viewer, subscriptions};
use sea_orm::ActiveValue::Set;
use shared::{Code, Refusal, ids::OrderId, payments::OrderStatus, solana::Signature, text::Lang};

/// Opens what was ordered for the money of a case: for its creator, and for those who look after the site. A second time
/// changes nothing.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `not_found`, `forbidden` for whoever would get it; `case_closed`, `case_unclear`, `network_unavailable`; `refund_pending` while
/// a refund of it is out, `order_closed` for an order that is paid, `already_owned`, `sold_out`, `credit_gone`, `signature_used`.
pub async fn grant(domain: &Domain, viewer: &Viewer, order: OrderId, signature: &Signature) -> Result<()> {
    let (row, case) = cases::own_or_moderated(domain, viewer, order, signature).await?;
    // Nobody decides what they get themselves.
    if viewer
        .id()
        .is_some_and(|id| [row.buyer_id, store::holder(&row)].contains(&id.0))
    {
        return Err(Code::Forbidden.into());
    }
    if granted(domain, &row, signature).await? {
        return Ok(());
    }
    if case.resolved_at.is_some() {
        return Err(Code::CaseClosed.into());
    }
    attempt::on_this_network(domain, &row)?;
    let arrival = cases::arrival(domain, &row, &case).await?;
    let by = match viewer.id().is_some_and(|id| id.0 == row.creator_id) {
        true => "granted by the creator",
        false => "granted by a moderator",
    };
    write(domain, &row, signature, &arrival, by).await
}

/// Whether this is how the order was paid.
async fn granted(domain: &Domain, row: &order::Model, signature: &Signature) -> Result<bool> {
    let payment = store::payment(&domain.db, signature).await?;
    Ok(payment.is_some_and(|payment| payment.order_id == row.id))
}

/// Payment, status, ledger, grant and case at once or not at all.
async fn write(
    domain: &Domain,
    row: &order::Model,
    signature: &Signature,
    arrival: &Arrival,
    by: &str,
) -> Result<()> {
    let name = signature.to_string();
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    if let Some(known) = store::payment(&tx, signature).await? {
        return match known.order_id == order.id {
            true => Ok(()),
            false => Err(Code::SignatureUsed.into()),
        };
    }
    let case = cases_store::case(&tx, order.id, &name)
        .await?
        .ok_or(Code::NotFound)?;
    if case.resolved_at.is_some() {
        return Err(Code::CaseClosed.into());
    }
    if let Some(refund) = refunds::store::of_case(&tx, order.id, &name).await?
        && refunds::store::status(&refund)?.under_way()
    {
        return Err(Code::RefundPending.into());
    }
    if store::payment_of(&tx, order.id).await?.is_some()
        || !store::status(&order)?.may_become(OrderStatus::Confirmed)
    {
        return Err(Code::OrderClosed.into());
    }
    let grants = Grants::around(&tx, &order).await?;
    if grants.owned {
        return Err(Code::AlreadyOwned.into());
    }
    if !goods::still_there(&tx, &order).await? {
        return Err(Refusal::from(Code::SoldOut).saying(Lang::none_left).into());
    }
    // Time that was used otherwise cannot be used for this as well.
    if subscriptions::store::counts_on_time(&tx, order.id).await?
        && !super::item::counts(domain, &tx, &order).await?
    {
        return Err(Code::CreditGone.into());
    }
    let now = domain.now();
    let written = store::insert_payment(
        &tx,
        payment::Model {
            signature: name.clone(),
            order_id: order.id,
            payer_address: arrival.payer.to_string(),
            genesis_hash: order.genesis_hash.clone(),
            slot: store::height(arrival.slot),
            block_time: arrival.block_time.0,
            // What arrived stands in the ledger as it is; it is not measured by the price.
            surplus: 0,
            lands_until: case.lands_until,
            confirmed_at: now.0,
            finalized_at: None,
        },
    )
    .await?;
    if !written {
        return Err(Code::SignatureUsed.into());
    }
    let columns = order::ActiveModel {
        signature: Set(Some(name.clone())),
        signature_lands_until: Set(None),
        paid_at: Set(Some(now.0)),
        next_check_at: Set(Some(now.0)),
        checks: Set(0),
        ..Noted::columns(None)
    };
    advance_writing(domain, &tx, &mut order, (OrderStatus::Confirmed, by), columns).await?;
    let lines = arrival
        .received
        .iter()
        .map(|leg| {
            Ok(line(
                domain,
                Entry::Paid,
                leg.role,
                leg.address,
                store::signed(leg.amount)?,
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    store::write_ledger(&tx, order.id, &name, Turn::Now, lines, now).await?;
    open(domain, &tx, &order, grants.own, now).await?;
    cases_store::resolve(&tx, order.id, &name, Some(now)).await?;
    tx.commit().await?;
    domain.lists.changed();
    domain.payments_due.ring();
    tracing::info!(order = %order.id, %signature, arrived = arrival.total().0, by, "a case was opened for what arrived");
    Ok(())
}
