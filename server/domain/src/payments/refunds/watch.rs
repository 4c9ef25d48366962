//! Looks for refunds on the chain and writes what it finds: sent back, final, gone. A refund is judged as a payment is, so what
//! anybody else sends with its reference changes nothing.

use super::store;
use crate::{
    Domain, Error, Result, Tx,
    columns::unsigned,
    payments::{
        cases_store,
        entity::{order, refund},
        moves::remark,
        noted::Noted,
        notices,
        schedule::{BLOCKHASH_LIFE, LANDING_MARGIN},
        store::{self as orders, Entry, Line, Turn},
        verify::{Mismatch, Settlement, verify},
        watch::{self, Heights, LOOK_LIMIT, Looked, Trouble},
        wire::Wire,
    },
    ports::{ChainTransaction, Commitment},
};
use sea_orm::ActiveValue::{Set, Unchanged};
use shared::{
    Timestamp,
    money::Units,
    order_notes::OrderNote,
    payments::LegRole,
    refunds::RefundStatus,
    solana::{Address, Signature},
};
use std::time::Duration;

/// How long a refund is looked for again and again; after that with its order, as all else that may come late.
const WATCH: Duration = Duration::from_secs(24 * 60 * 60);

/// Looks after all refunds of an order that are not final; whether one may still come or go.
pub(in crate::payments) async fn look_after(
    domain: &Domain,
    row: &order::Model,
    heights: Heights,
) -> Result<bool, Trouble> {
    let mut open = false;
    for mut refund in store::unfinal(&domain.db, row.id).await? {
        let key = (refund.order_id, refund.case_signature.clone());
        if !store::status(&refund)?.arrived() {
            bound(domain, &refund, heights).await?;
            let looked = look(domain, row, &refund, heights).await?;
            refund = again(domain, &key).await?;
            if !looked.unknown {
                conclude(domain, row, &refund, heights).await?;
            }
        }
        refund = again(domain, &key).await?;
        if store::status(&refund)? == RefundStatus::Confirmed {
            finality(domain, row, &refund, heights).await?;
            refund = again(domain, &key).await?;
        }
        let status = store::status(&refund)?;
        let young = domain.now() < Timestamp(refund.given_at).after(WATCH);
        open |= young && (status.under_way() || status == RefundStatus::Confirmed);
    }
    Ok(open)
}

async fn again(domain: &Domain, (order, case): &(uuid::Uuid, String)) -> Result<refund::Model> {
    let row = store::of_case(&domain.db, *order, case).await?;
    row.ok_or_else(|| crate::columns::corrupt("refunds", case))
}

fn key(refund: &refund::Model) -> refund::ActiveModel {
    refund::ActiveModel {
        order_id: Unchanged(refund.order_id),
        case_signature: Unchanged(refund.case_signature.clone()),
        ..Default::default()
    }
}

/// Fixes until when a named signature is waited for: whatever is signed by now lands within a blockhash's life.
async fn bound(domain: &Domain, refund: &refund::Model, heights: Heights) -> Result<()> {
    if store::status(refund)? != RefundStatus::Submitted || refund.lands_until.is_some() {
        return Ok(());
    }
    let until = orders::height(heights.confirmed.saturating_add(BLOCKHASH_LIFE));
    let change = refund::ActiveModel {
        lands_until: Set(Some(until.max(refund.last_valid_block_height))),
        ..key(refund)
    };
    store::update(&domain.db, change).await
}

/// Judges all that carries the reference, and the signature that was named, the oldest first.
pub(super) async fn look(
    domain: &Domain,
    row: &order::Model,
    refund: &refund::Model,
    heights: Heights,
) -> Result<Looked, Trouble> {
    let facts = store::facts(refund)?;
    let chain = &*domain.chain;
    let mut looked = Looked::default();
    let entries = watch::every_entry(chain, &facts.reference, heights.slot).await?;
    let named: Option<Signature> = refund.signature.as_deref().and_then(|text| text.parse().ok());
    let unlisted = named.filter(|own| entries.iter().all(|entry| entry.signature != *own));
    let listed = entries.iter().rev().map(|entry| (entry.signature, true));
    let mut left = LOOK_LIMIT;
    for (signature, listed) in unlisted.map(|own| (own, false)).into_iter().chain(listed) {
        if left == 0 {
            looked.unknown = true;
            break;
        }
        left -= 1;
        let Some(transaction) = chain.transaction(&signature, Commitment::Confirmed).await? else {
            // What was named may still land, or be invented; one that the node itself lists must exist.
            looked.unknown |= listed;
            continue;
        };
        let keys: Vec<Address> =
            Wire::read(&transaction.bytes).map_or_else(|_| Vec::new(), |wire| wire.static_keys().collect());
        let references = orders::references(&domain.db, &keys).await?;
        match verify(&facts, &references, &transaction, domain.now()) {
            Ok(settlement) => {
                let lands_until = heights.confirmed.saturating_add(BLOCKHASH_LIFE);
                confirm(domain, row, refund, (signature, &settlement, lands_until)).await?;
                return Ok(looked);
            }
            Err(Mismatch::NoTime | Mismatch::Incoherent) => looked.unknown = true,
            Err(Mismatch::Failed(error)) => {
                if is_ours(refund, facts.payer, &transaction) {
                    tracing::info!(order = %row.id, %signature, error, "a refund failed on the network");
                    let why = "the refund failed on the network, only its fee was taken";
                    gone(domain, row, refund, why).await?;
                }
            }
            Err(mismatch) => {
                tracing::debug!(order = %row.id, %signature, %mismatch, "this is not the refund");
            }
        }
    }
    Ok(looked)
}

/// Whether this is what was given to the creator's wallet: they signed it, on the blockhash that it was given out with.
fn is_ours(refund: &refund::Model, payer: Address, transaction: &ChainTransaction) -> bool {
    Wire::read(&transaction.bytes).is_ok_and(|wire| {
        wire.names_signer(&payer) && Address(wire.blockhash()).to_string() == refund.blockhash
    })
}

/// The refund as it stands under the lock of its order.
async fn locked(
    tx: &Tx,
    row: &order::Model,
    refund: &refund::Model,
) -> Result<(order::Model, refund::Model)> {
    let order = orders::lock(tx, row).await?;
    let refund = store::of_case(tx, row.id, &refund.case_signature).await?;
    let refund = refund.ok_or_else(|| crate::columns::corrupt("refunds", row.id))?;
    Ok((order, refund))
}

/// The buyer has the money: refund, ledger, case and history at once or not at all. A second time changes nothing.
async fn confirm(
    domain: &Domain,
    row: &order::Model,
    refund: &refund::Model,
    (signature, settlement, lands_until): (Signature, &Settlement, u64),
) -> Result<bool> {
    let tx = domain.begin().await?;
    let (order, refund) = locked(&tx, row, refund).await?;
    if store::status(&refund)?.arrived() {
        return Ok(false);
    }
    let now = domain.now();
    let change = refund::ActiveModel {
        status: Set(RefundStatus::Confirmed.as_str().to_owned()),
        signature: Set(Some(signature.to_string())),
        lands_until: Set(Some(orders::height(lands_until))),
        slot: Set(Some(orders::height(settlement.slot))),
        seen_at: Set(Some(now.0)),
        ..key(&refund)
    };
    store::update(&tx, change).await?;
    cases_store::resolve(&tx, order.id, &refund.case_signature, Some(now)).await?;
    write(domain, &tx, &refund, &signature.to_string(), Entry::Refunded).await?;
    let sum = store::currency(&refund)?.of(Units(unsigned(refund.amount)));
    let case = &refund.case_signature;
    let why = format!("the creator sent {sum} of {case} back with {signature}");
    remark(domain, &tx, &order, &why).await?;
    notices::sent_back(domain, &tx, &order, (sum, &signature)).await?;
    // What was paid twice is paid.
    let paid = orders::status(&order)?.paid();
    note(&tx, &order, (!paid).then_some(OrderNote::SentBack)).await?;
    tx.commit().await?;
    tracing::info!(order = %order.id, %signature, case, "a case was sent back");
    Ok(true)
}

async fn finality(
    domain: &Domain,
    row: &order::Model,
    refund: &refund::Model,
    heights: Heights,
) -> Result<(), Trouble> {
    let facts = store::facts(refund)?;
    let signature: Signature = store::base58(refund.signature.as_deref().unwrap_or_default(), refund)?;
    let landed = domain
        .chain
        .transaction(&signature, Commitment::Finalized)
        .await?;
    let lost = match landed {
        Some(transaction) if transaction.err.is_none() => {
            return Ok(finalize(domain, row, refund).await?);
        }
        // On the fork that won it failed.
        Some(_) => true,
        None => {
            let seen = (refund.slot.unwrap_or(0), refund.lands_until.unwrap_or(i64::MAX));
            watch::vanished(&*domain.chain, &facts, &signature, seen, heights).await?
        }
    };
    if lost {
        reverse(domain, row, refund).await?;
    }
    Ok(())
}

async fn finalize(domain: &Domain, row: &order::Model, refund: &refund::Model) -> Result<()> {
    let tx = domain.begin().await?;
    let (_, known) = locked(&tx, row, refund).await?;
    if store::status(&known)? != RefundStatus::Confirmed || known.signature != refund.signature {
        return Ok(());
    }
    let change = refund::ActiveModel {
        status: Set(RefundStatus::Finalized.as_str().to_owned()),
        finalized_at: Set(Some(domain.now().0)),
        ..key(&known)
    };
    store::update(&tx, change).await?;
    tx.commit().await?;
    Ok(())
}

/// The network took the refund back: the case waits for its creator again.
async fn reverse(domain: &Domain, row: &order::Model, refund: &refund::Model) -> Result<()> {
    let tx = domain.begin().await?;
    let (order, known) = locked(&tx, row, refund).await?;
    if store::status(&known)? != RefundStatus::Confirmed || known.signature != refund.signature {
        return Ok(());
    }
    let signature = known
        .signature
        .clone()
        .ok_or_else(|| Error::internal("a confirmed refund has no signature"))?;
    write(domain, &tx, &known, &signature, Entry::RefundReversed).await?;
    let change = refund::ActiveModel {
        status: Set(RefundStatus::Gone.as_str().to_owned()),
        turn: Set(known.turn.saturating_add(1)),
        signature: Set(None),
        slot: Set(None),
        seen_at: Set(None),
        ..key(&known)
    };
    store::update(&tx, change).await?;
    cases_store::resolve(&tx, order.id, &known.case_signature, None).await?;
    let why = format!("the network took the refund {signature} back; the case is open again");
    remark(domain, &tx, &order, &why).await?;
    note(&tx, &order, Some(OrderNote::RefundGone)).await?;
    tx.commit().await?;
    tracing::warn!(order = %order.id, signature, "a refund vanished from the chain");
    Ok(())
}

/// After a look that saw everything: what can never land is let go, and the creator may be given another transaction.
async fn conclude(
    domain: &Domain,
    row: &order::Model,
    refund: &refund::Model,
    heights: Heights,
) -> Result<(), Trouble> {
    let below = orders::height(heights.finalized.saturating_sub(LANDING_MARGIN));
    let over = refund.lands_until.is_some_and(|until| until < below);
    if !store::status(refund)?.under_way() || !over || !has_records(domain, refund).await? {
        return Ok(());
    }
    gone(domain, row, refund, "the refund was not sent in time").await?;
    Ok(())
}

/// Whether the node would show a transaction of this refund, had there been one.
pub(super) async fn has_records(domain: &Domain, refund: &refund::Model) -> Result<bool, Trouble> {
    Ok(domain
        .chain
        .history()
        .await?
        .reaches(Timestamp(refund.created_at)))
}

/// Lets what was given out go, unless something happened to it since.
pub(super) async fn gone(
    domain: &Domain,
    row: &order::Model,
    refund: &refund::Model,
    why: &str,
) -> Result<()> {
    let tx = domain.begin().await?;
    let (order, known) = locked(&tx, row, refund).await?;
    let same = known.transaction == refund.transaction && known.signature == refund.signature;
    if !store::status(&known)?.under_way() || !same {
        return Ok(());
    }
    let change = refund::ActiveModel {
        status: Set(RefundStatus::Gone.as_str().to_owned()),
        signature: Set(None),
        ..key(&known)
    };
    store::update(&tx, change).await?;
    remark(domain, &tx, &order, why).await?;
    tx.commit().await?;
    Ok(())
}

/// One line of the ledger: negative for what the creator gave, positive for what they have again.
async fn write(
    domain: &Domain,
    tx: &Tx,
    refund: &refund::Model,
    signature: &str,
    entry: Entry,
) -> Result<()> {
    let amount = match entry {
        Entry::Refunded => -refund.amount,
        _ => refund.amount,
    };
    let line = Line {
        id: domain.new_id(),
        entry,
        role: LegRole::Creator,
        address: store::base58(&refund.payer_address, refund)?,
        amount,
    };
    let turn = Turn::Of(refund.turn);
    orders::write_ledger(tx, refund.order_id, signature, turn, [line], domain.now()).await
}

/// What the buyer is told, where the order has nothing better to tell.
async fn note(tx: &Tx, order: &order::Model, note: Option<OrderNote>) -> Result<()> {
    let change = order::ActiveModel {
        id: Unchanged(order.id),
        ..Noted::columns(note.map(Noted::from).as_ref())
    };
    orders::update(tx, change).await
}
