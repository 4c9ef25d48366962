//! Refunds: what arrived and opened nothing goes back, by a transaction that the creator's own wallet signs. The site holds no
//! money and sends none; it says what is to be sent, gives out no second transaction while the first can land, and believes
//! only the chain.
//!
//! `terms` reads off the chain what goes back, `watch` finds it there, `store` keeps it.

pub(super) mod store;
mod terms;
mod watch;

pub(super) use watch::look_after;

use super::{
    attempt::{self, node_is_behind},
    build::{self, SIGNATURE_FEE},
    cases, cases_store,
    create::new_reference,
    entity::{order, refund, sighting},
    facts::OrderFacts,
    failures, store as orders,
    verify::promises,
    watch::Heights,
    wire::Wire,
};
use crate::{Domain, Error, Result, Tx, Viewer, columns::unsigned, ports::Blockhash};
use base64::{Engine, engine::general_purpose::STANDARD};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    IntoActiveModel,
};
use shared::{
    Code, Refusal,
    ids::OrderId,
    money::{Lamports, Units},
    payments::{Signed, TransactionView},
    refunds::{RefundStatus, RefundView},
    solana::{Address, Signature},
    text::Lang,
};
use std::time::Duration;
use terms::{Terms, to_the_creator};

/// What a refund of the viewer's case would be, or how it stands.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `not_found`; `case_closed`, `case_not_final`, `case_unclear`, `network_unavailable`.
pub async fn get(
    domain: &Domain,
    viewer: &Viewer,
    order: OrderId,
    signature: &Signature,
) -> Result<RefundView> {
    let (row, case) = cases::own(domain, viewer, order, signature).await?;
    let known = store::of_case(&domain.db, row.id, &case.signature).await?;
    match known {
        Some(refund) if store::status(&refund)? != RefundStatus::Gone => view(&refund),
        known => {
            open(&case)?;
            let terms = Terms::of(domain, &row, &case).await?;
            let status = known.as_ref().map(store::status).transpose()?;
            Ok(planned(&row, &terms.facts, status))
        }
    }
}

/// The transaction that sends a case of the viewer's back, for their wallet to sign. While it can land the same bytes are given
/// again; afterwards new ones.
///
/// # Errors
/// As [`get`]; `refund_pending`, `funds_missing`, `recipient_unfunded`, `payment_refused`. Nothing is sent by any of them.
pub async fn transaction(
    domain: &Domain,
    viewer: &Viewer,
    order: OrderId,
    signature: &Signature,
) -> Result<TransactionView> {
    let (row, case) = cases::own(domain, viewer, order, signature).await?;
    open(&case)?;
    let known = store::of_case(&domain.db, row.id, &case.signature).await?;
    let known = match known {
        Some(refund) => match earlier(domain, &row, refund).await? {
            Earlier::Given(given) => return Ok(given),
            Earlier::Gone(refund) => Some(*refund),
        },
        None => None,
    };
    let mut terms = Terms::of(domain, &row, &case).await?;
    terms.check(domain).await?;
    terms.facts.reference = match &known {
        // One key for all of a case's transactions, so that whatever lands is found by it.
        Some(refund) => store::base58(&refund.reference, refund)?,
        None => new_reference()?,
    };
    let blockhash = domain.chain.latest_blockhash().await?;
    let bytes = build::transaction(&terms.facts, &terms.unopened, blockhash.hash)?;
    if let Some(error) = domain.chain.simulate(&bytes, blockhash.slot).await? {
        if failures::is_blockhash_unknown(&error) {
            return Err(node_is_behind());
        }
        return Err(to_the_creator(failures::explain(&error).into()));
    }
    let terms = (&terms.facts, bytes.as_slice(), &blockhash);
    hand_out(domain, &row, &case.signature, known, terms).await
}

/// What became of what was given out.
enum Earlier {
    /// The same bytes can land still.
    Given(TransactionView),
    /// Nothing can come of it any more.
    Gone(Box<refund::Model>),
}

/// Refuses while it cannot be told what became of an earlier transaction, or where it has sent the money back.
async fn earlier(domain: &Domain, row: &order::Model, refund: refund::Model) -> Result<Earlier> {
    let heights = Heights::ask(&*domain.chain).await?;
    // It may have landed a moment ago, unreported: nobody shall send the same money twice.
    let looked = watch::look(domain, row, &refund, heights)
        .await
        .map_err(Error::from)?;
    let refund = store::of_case(&domain.db, row.id, &refund.case_signature)
        .await?
        .ok_or(Code::NotFound)?;
    let status = store::status(&refund)?;
    if status.arrived() {
        return Err(Code::CaseClosed.into());
    }
    let pending = || -> Result<Earlier> {
        domain.payments_due.ring();
        Err(Code::RefundPending.into())
    };
    if looked.unknown {
        return pending();
    }
    if status == RefundStatus::Gone {
        return Ok(Earlier::Gone(Box::new(refund)));
    }
    if status == RefundStatus::Waiting && orders::height(heights.confirmed) <= refund.last_valid_block_height
    {
        return Ok(Earlier::Given(given(&refund)));
    }
    let passed = refund
        .lands_until
        .is_some_and(|until| until < orders::height(heights.finalized));
    let shown = watch::has_records(domain, &refund).await.map_err(Error::from)?;
    match passed && shown {
        true => Ok(Earlier::Gone(Box::new(refund))),
        false => pending(),
    }
}

fn given(refund: &refund::Model) -> TransactionView {
    TransactionView {
        transaction: refund.transaction.clone(),
        last_valid_block_height: unsigned(refund.last_valid_block_height),
    }
}

/// Writes the refund down before anybody gets its bytes: the scanner must know of whatever can land.
async fn hand_out(
    domain: &Domain,
    row: &order::Model,
    case: &str,
    known: Option<refund::Model>,
    (facts, bytes, blockhash): (&OrderFacts, &[u8], &Blockhash),
) -> Result<TransactionView> {
    let leg = facts
        .legs
        .first()
        .ok_or_else(|| Error::internal("a refund of nothing"))?;
    let tx = domain.begin().await?;
    let order = orders::lock(&tx, row).await?;
    open(
        &cases_store::case(&tx, order.id, case)
            .await?
            .ok_or(Code::NotFound)?,
    )?;
    let now = domain.now();
    let fresh = refund::Model {
        order_id: order.id,
        case_signature: case.to_owned(),
        creator_id: order.creator_id,
        payer_address: facts.payer.to_string(),
        recipient_address: leg.address.to_string(),
        currency: facts.asset.currency().code().to_owned(),
        mint: facts.asset.mint().map(|mint| mint.to_string()),
        amount: orders::signed(leg.amount)?,
        account_rent: orders::signed(Units(facts.account_rent.0))?,
        network: order.network.clone(),
        genesis_hash: order.genesis_hash.clone(),
        reference: facts.reference.to_string(),
        status: RefundStatus::Waiting.as_str().to_owned(),
        transaction: STANDARD.encode(bytes),
        blockhash: Address(blockhash.hash).to_string(),
        last_valid_block_height: orders::height(blockhash.last_valid_block_height),
        given_at: now.0,
        signature: None,
        lands_until: Some(orders::height(blockhash.last_valid_block_height)),
        slot: None,
        turn: known.as_ref().map_or(0, |known| known.turn),
        created_at: known.as_ref().map_or(now.0, |known| known.created_at),
        seen_at: None,
        finalized_at: None,
    };
    match (store::of_case(&tx, order.id, case).await?, known) {
        (None, _) => store::insert(&tx, fresh.clone()).await?,
        // Still what it was when nothing could come of it any more.
        (Some(stands), Some(known)) if stands == known => {
            store::update(&tx, replacing(&fresh)).await?;
        }
        // A second tab was faster.
        (Some(stands), _) if store::status(&stands)? == RefundStatus::Waiting => return Ok(given(&stands)),
        _ => return Err(Code::RefundPending.into()),
    }
    watch_soon(domain, &tx, &order, Duration::from_secs(1)).await?;
    tx.commit().await?;
    Ok(given(&fresh))
}

/// All columns but the key, to be written.
fn replacing(fresh: &refund::Model) -> refund::ActiveModel {
    let mut change = fresh.clone().into_active_model().reset_all();
    change.order_id = Unchanged(fresh.order_id);
    change.case_signature = Unchanged(fresh.case_signature.clone());
    change
}

/// Has the scanner look at the order, and with it at its refunds.
async fn watch_soon(domain: &Domain, tx: &Tx, order: &order::Model, after: Duration) -> Result<()> {
    let change = order::ActiveModel {
        id: Unchanged(order.id),
        next_check_at: Set(Some(domain.now().after(after).0)),
        checks: Set(0),
        ..Default::default()
    };
    orders::update(tx, change).await
}

/// Takes what the wallet gave for a refund of the viewer's: the signature of what it sent, or a signed transaction that is sent
/// from here. Safe to call any number of times; only the chain decides whether the money went back.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `not_found` also where no transaction was asked for; `signature_used`,
/// `transaction_mismatch`, `case_closed`, and for what the network refuses `payment_refused`, `funds_missing`,
/// `recipient_unfunded`.
pub async fn report(
    domain: &Domain,
    viewer: &Viewer,
    order: OrderId,
    signature: &Signature,
    signed: Signed,
) -> Result<RefundView> {
    let (row, case) = cases::own(domain, viewer, order, signature).await?;
    let refund = store::of_case(&domain.db, row.id, &case.signature)
        .await?
        .ok_or(Code::NotFound)?;
    if store::status(&refund)?.arrived() {
        return view(&refund);
    }
    let signature = match signed {
        Signed::Sent(signature) => signature,
        Signed::ToSend(bytes) => {
            open(&case)?;
            send(domain, &row, &refund, &bytes).await?
        }
    };
    let pays = orders::payment(&domain.db, &signature).await?.is_some();
    if pays || store::is_of_another(&domain.db, &refund, &signature).await? {
        return Err(Code::SignatureUsed.into());
    }
    let tx = domain.begin().await?;
    let order = orders::lock(&tx, &row).await?;
    let stands = store::of_case(&tx, order.id, &case.signature)
        .await?
        .ok_or(Code::NotFound)?;
    if !store::status(&stands)?.arrived() && stands.signature != Some(signature.to_string()) {
        let change = refund::ActiveModel {
            order_id: Unchanged(stands.order_id),
            case_signature: Unchanged(stands.case_signature.clone()),
            status: Set(RefundStatus::Submitted.as_str().to_owned()),
            signature: Set(Some(signature.to_string())),
            // The scanner says until when, once it knows how far the network is.
            lands_until: Set(None),
            ..Default::default()
        };
        store::update(&tx, change).await?;
    }
    watch_soon(domain, &tx, &order, Duration::ZERO).await?;
    tx.commit().await?;
    domain.payments_due.ring();
    let stands = store::of_case(&domain.db, row.id, &case.signature).await?;
    view(&stands.ok_or(Code::NotFound)?)
}

/// Checks a signed transaction as far as that is possible before it costs anything, and sends it.
async fn send(
    domain: &Domain,
    row: &order::Model,
    refund: &refund::Model,
    bytes: &[u8],
) -> Result<Signature> {
    attempt::on_this_network(domain, row)?;
    let mismatch = |say: fn(Lang) -> &'static str| Refusal::from(Code::TransactionMismatch).saying(say);
    let wire = Wire::read(bytes).map_err(attempt::unsendable)?;
    let facts = store::facts(refund)?;
    promises(&facts, &wire).map_err(|_| mismatch(Lang::wire_no_refund))?;
    if !wire.is_signed_by(&facts.payer) {
        return Err(mismatch(Lang::wire_refund_unsigned).into());
    }
    let keys: Vec<Address> = wire.static_keys().collect();
    if orders::references(&domain.db, &keys).await?.len() > 1 {
        return Err(mismatch(Lang::wire_besides).into());
    }
    let signature = wire.signature();
    let other_is_out = store::status(refund)? == RefundStatus::Submitted
        && refund.signature.as_ref() != Some(&signature.to_string());
    // What was let go might be sent anew otherwise, beside what is out by now.
    if other_is_out || Address(wire.blockhash()).to_string() != refund.blockhash {
        return Err(Code::RefundPending.into());
    }
    let until = refund.last_valid_block_height;
    attempt::deliver(domain, bytes, signature, async || Ok(Some(until)))
        .await
        .map_err(to_the_creator)?;
    Ok(signature)
}

fn open(case: &sighting::Model) -> Result<()> {
    match case.resolved_at {
        None => Ok(()),
        Some(_) => Err(Code::CaseClosed.into()),
    }
}

fn view(row: &refund::Model) -> Result<RefundView> {
    let facts = store::facts(row)?;
    let signature = row.signature.as_deref().map(|text| store::base58(text, row));
    Ok(RefundView {
        status: Some(store::status(row)?),
        currency: store::currency(row)?,
        amount: Units(unsigned(row.amount)),
        payer: facts.payer,
        recipient: store::base58(&row.recipient_address, row)?,
        account_rent: facts.account_rent,
        fee: Lamports(SIGNATURE_FEE),
        network: row.network.clone(),
        signature: signature.transpose()?,
    })
}

/// What would be given out.
fn planned(row: &order::Model, facts: &OrderFacts, status: Option<RefundStatus>) -> RefundView {
    RefundView {
        status,
        currency: facts.asset.currency(),
        amount: facts.total().unwrap_or_default(),
        payer: facts.payer,
        recipient: facts.legs.first().map_or(facts.payer, |leg| leg.address),
        account_rent: facts.account_rent,
        fee: Lamports(SIGNATURE_FEE),
        network: row.network.clone(),
        signature: None,
    }
}
