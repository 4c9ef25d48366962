//! From an order to the wallet and back: the transaction to sign, and what the wallet made of it. It refuses
//! to give out a second transaction while the first can still land.

use super::{
    build::{self, SIGNATURE_FEE},
    cases_store,
    entity::{attempt, order},
    facts::{Asset, Leg, OrderFacts},
    failures,
    item::{counts, still_sold},
    moves::advance,
    noted::Noted,
    schedule_store::Known,
    store::{self, Names},
    token::{Holding, Purses},
    verify,
    view::{self, owned},
    watch::{self, Depth, Heights},
    wire::{Unreadable, Wire},
};
use crate::{
    Domain, Error, Result, Viewer,
    ports::{Blockhash, ChainError},
    subscriptions,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sea_orm::ActiveValue::{Set, Unchanged};
use shared::{
    Code, Refusal,
    ids::OrderId,
    money::{Amount, Lamports, Units},
    order_notes::OrderNote,
    payments::{LegRole, OrderStatus, OrderView, Signed, TransactionView},
    solana::{Address, Signature},
    text::Lang,
};
use std::time::Duration;

/// The network's own refusals of a transaction: failed preflight, wrong signature.
const REFUSED_BY_NETWORK: [i64; 2] = [-32_002, -32_003];

/// The transaction that pays the viewer's order, for the wallet to sign. While it can land the same bytes are
/// given again; afterwards new ones.
///
/// # Errors
/// `order_closed`, `order_expired`, `credit_gone`, `already_owned`, `not_for_sale`, `attempt_pending`, `funds_missing`,
/// `recipient_unfunded`, `payment_refused`, `network_unavailable`. Nothing is charged by any of them.
pub async fn transaction(domain: &Domain, viewer: &Viewer, id: OrderId) -> Result<TransactionView> {
    let row = owned(domain, viewer, id).await?;
    let facts = store::facts(&domain.db, &row).await?;
    for_wallet(domain, &row, &facts).await
}

/// The transaction that pays an order out of the wallet that these facts name, which need not be the buyer's.
///
/// # Errors
/// As [`transaction`]; `attempt_pending` also while another wallet holds one that can land.
pub(super) async fn for_wallet(
    domain: &Domain,
    row: &order::Model,
    facts: &OrderFacts,
) -> Result<TransactionView> {
    payable(domain, row)?;
    still_sold(domain, row).await?;
    if let Some(earlier) = earlier(domain, row, facts).await? {
        return Ok(earlier);
    }
    if row.expires_at <= domain.now().0 {
        return Err(Code::OrderExpired.into());
    }
    let blockhash = domain.chain.latest_blockhash().await?;
    let unopened = check_balances(domain, facts).await?;
    let bytes = build::transaction(facts, &unopened, blockhash.hash)?;
    if let Some(error) = domain.chain.simulate(&bytes, blockhash.slot).await? {
        if failures::is_blockhash_unknown(&error) {
            return Err(node_is_behind());
        }
        return Err(failures::explain(&error).into());
    }
    hand_out(domain, (row, facts.payer), &bytes, &blockhash).await
}

/// Whether an order waits for its payment, on this network.
fn payable(domain: &Domain, row: &order::Model) -> Result<()> {
    on_this_network(domain, row)?;
    match store::status(row)? {
        OrderStatus::Expired => Err(Code::OrderExpired.into()),
        OrderStatus::Reversed => Err(Refusal::from(Code::OrderClosed)
            .saying(Lang::order_reversed)
            .into()),
        status if status.unpaid() => Ok(()),
        _ => Err(Code::OrderClosed.into()),
    }
}

pub(super) fn on_this_network(domain: &Domain, row: &order::Model) -> Result<()> {
    if row.genesis_hash == domain.rules.network.genesis_hash {
        return Ok(());
    }
    Err(Refusal::from(Code::OrderClosed)
        .saying(Lang::order_elsewhere)
        .into())
}

/// For a blockhash that is fresh and that the node asked does not know: asking again helps.
pub(super) fn node_is_behind() -> Error {
    ChainError::Unreachable("the node does not know a fresh blockhash yet".into()).into()
}

/// What is out already: the same bytes while they can land, a refusal while that cannot be told, and `None`
/// once it is proven that nothing can come any more.
async fn earlier(domain: &Domain, row: &order::Model, facts: &OrderFacts) -> Result<Option<TransactionView>> {
    let open = store::open_attempts(&domain.db, row.id).await?;
    let submitted = store::status(row)? == OrderStatus::Submitted;
    if open.is_empty() && !submitted && row.expires_at <= domain.now().0 {
        return Err(Code::OrderExpired.into());
    }
    let heights = Heights::ask(&*domain.chain).await?;
    // It may have landed a moment ago, unreported, or been paid by a program that asked for no transaction:
    // nobody shall be asked to pay twice.
    let known = Known::of(&domain.db, std::slice::from_ref(row)).await?;
    let looked = watch::look(domain, (row, &known), facts, heights, Depth::Everything)
        .await
        .map_err(Error::from)?;
    let row = store::order(&domain.db, row.id).await?;
    payable(domain, &row)?;
    let open = store::open_attempts(&domain.db, row.id).await?;
    let submitted = store::status(&row)? == OrderStatus::Submitted;
    if let Some(latest) = open.first().filter(|_| !submitted && !looked.unknown)
        && store::height(heights.confirmed) <= latest.last_valid_block_height
    {
        return given(latest, facts.payer).map(Some);
    }
    let passed = |until: i64| until < store::height(heights.finalized);
    let reported_gone = !submitted || row.signature_lands_until.is_some_and(passed);
    let all_passed = open.iter().all(|attempt| passed(attempt.last_valid_block_height));
    if !reported_gone || !all_passed || looked.unknown {
        domain.payments_due.ring();
        return Err(Code::AttemptPending.into());
    }
    if submitted {
        if !watch::has_records(domain, &row).await? {
            return Err(Code::AttemptPending.into());
        }
        super::settle::fail(domain, &row, &OrderNote::NeverArrived.into(), false).await?;
    }
    if !open.is_empty() {
        store::close_attempts(&domain.db, row.id, Some(heights.finalized), domain.now()).await?;
    }
    Ok(None)
}

/// What is out already, to the wallet that it is for.
///
/// # Errors
/// `attempt_pending` for any other: two wallets must not both pay.
fn given(attempt: &attempt::Model, payer: Address) -> Result<TransactionView> {
    if attempt.payer_address != payer.to_string() {
        return Err(Refusal::from(Code::AttemptPending)
            .saying(Lang::attempt_elsewhere)
            .into());
    }
    Ok(TransactionView {
        transaction: attempt.transaction.clone(),
        last_valid_block_height: u64::try_from(attempt.last_valid_block_height).unwrap_or(0),
    })
}

/// Refuses what the network would refuse with an error that no wallet explains, and says whose token accounts are to be
/// opened. Every account must keep the rent minimum, or the whole transaction fails.
pub(super) async fn check_balances(domain: &Domain, facts: &OrderFacts) -> Result<Vec<Address>> {
    let chain = &*domain.chain;
    let rent = chain.rent_exempt_minimum(0).await?;
    let addresses: Vec<Address> = std::iter::once(facts.payer)
        .chain(facts.legs.iter().map(|leg| leg.address))
        .collect();
    let balances = chain.balances(&addresses).await?;
    let [held, recipients @ ..] = balances.as_slice() else {
        return Err(ChainError::Nonsense("no balances".into()).into());
    };
    if recipients.len() != facts.legs.len() {
        return Err(ChainError::Nonsense("not a balance for every account".into()).into());
    }
    let total = facts.total().unwrap_or_default();
    let mut unopened = vec![];
    let (paid, opening) = match facts.asset {
        Asset::Sol => {
            for (leg, balance) in facts.legs.iter().zip(recipients) {
                if balance.0.saturating_add(leg.amount.0) < rent.0 {
                    return Err(cannot_receive(facts, leg, rent));
                }
            }
            (total.0, Lamports::ZERO)
        }
        Asset::Usdc { .. } => {
            let purses = Purses::of(domain, facts.asset, &addresses).await?;
            let shut = |leg: &&Leg| purses.get(leg.address) == Holding::Shut;
            if let Some(leg) = facts.legs.iter().find(shut) {
                return Err(cannot_receive(facts, leg, rent));
            }
            let price = facts.asset.currency().of(total);
            let held = match purses.get(facts.payer) {
                Holding::Open(held) => held,
                Holding::Absent | Holding::Shut => Units::ZERO,
            };
            if let Some(missing) = total.checked_sub(held).filter(|missing| *missing > Units::ZERO) {
                let (missing, held) = (price.with(missing), price.with(held));
                return Err(Refusal::from(Code::FundsMissing)
                    .saying(|lang| lang.lacks(missing, held, price))
                    .into());
            }
            unopened = purses.unopened(&facts.legs);
            let opening = purses.rent_for(&unopened);
            // More than the buyer was told: a recipient closed an account since.
            if opening > facts.account_rent {
                return Err(Refusal::from(Code::OrderExpired)
                    .saying(Lang::accounts_dearer)
                    .into());
            }
            (0, opening)
        }
    };
    let others = opening.0.saturating_add(SIGNATURE_FEE).saturating_add(rent.0);
    let needed = paid.saturating_add(others);
    if held.0 < needed {
        let missing = Lamports(needed - held.0);
        let fee = Lamports(SIGNATURE_FEE);
        let takes = |lang: Lang| {
            let price = (paid > 0).then(|| format!("{}, ", lang.money(Amount::sol(paid))));
            let accounts = (opening > Lamports::ZERO).then(|| lang.lacks_accounts(opening));
            price.unwrap_or_default() + &accounts.unwrap_or_default()
        };
        return Err(Refusal::from(Code::FundsMissing)
            .saying(|lang| lang.lacks_sol(missing, *held, &takes(lang), fee, rent))
            .into());
    }
    Ok(unopened)
}

/// Why nothing can be paid while this recipient cannot receive their share.
fn cannot_receive(facts: &OrderFacts, leg: &Leg, rent: Lamports) -> Error {
    match leg.role {
        LegRole::Creator => {
            let unfunded = Refusal::from(Code::RecipientUnfunded);
            match facts.asset {
                Asset::Sol => unfunded.saying(|lang| lang.creator_poor(rent)).into(),
                Asset::Usdc { .. } => unfunded.saying(Lang::creator_frozen).into(),
            }
        }
        // Good when the order was made and not by now; a new order gives this part to the platform.
        LegRole::Referrer => Refusal::from(Code::OrderExpired)
            .saying(Lang::referrer_unfit)
            .into(),
        // Ours to put right: `check_network` warns of it at start.
        LegRole::Platform => Error::Unavailable {
            refusal: Code::Unavailable.into(),
            cause: format!(
                "the wallet {} cannot receive {} yet",
                leg.address,
                facts.asset.currency().of(leg.amount)
            ),
        },
    }
}

/// Writes the attempt down before anybody gets its bytes: the scanner must know of whatever can land.
async fn hand_out(
    domain: &Domain,
    (row, payer): (&order::Model, Address),
    bytes: &[u8],
    blockhash: &Blockhash,
) -> Result<TransactionView> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    payable(domain, &order)?;
    if store::status(&order)? == OrderStatus::Submitted {
        return Err(Code::AttemptPending.into());
    }
    // A second tab was faster.
    if let Some(open) = store::open_attempts(&tx, order.id).await?.first() {
        return given(open, payer);
    }
    // Of two orders that count on the same time, the one that is out first may be paid.
    if !counts(domain, &tx, &order).await? {
        return Err(Code::CreditGone.into());
    }
    if subscriptions::store::counts_on_time(&tx, order.id).await?
        && store::credit_in_flight(&tx, order.buyer_id, order.creator_id, order.id).await?
    {
        return Err(Code::AttemptPending.into());
    }
    // The same thing in the other currency: nobody shall pay for it twice. Tips are given as often as one likes.
    if order.kind != store::TIP && store::rival_in_flight(&tx, &order).await? {
        return Err(Refusal::from(Code::AttemptPending)
            .saying(Lang::attempt_rival)
            .into());
    }
    let now = domain.now();
    let attempt = attempt::Model {
        id: domain.new_id(),
        order_id: order.id,
        payer_address: payer.to_string(),
        transaction: STANDARD.encode(bytes),
        blockhash: Address(blockhash.hash).to_string(),
        last_valid_block_height: store::height(blockhash.last_valid_block_height),
        created_at: now.0,
        closed_at: None,
    };
    let view = given(&attempt, payer)?;
    store::insert_attempt(&tx, attempt).await?;
    if store::status(&order)? != OrderStatus::AwaitingSignature {
        advance(
            domain,
            &tx,
            &mut order,
            OrderStatus::AwaitingSignature,
            "a transaction was given out",
        )
        .await?;
    }
    store::update(
        &tx,
        order::ActiveModel {
            id: Unchanged(order.id),
            next_check_at: Set(Some(now.after(Duration::from_secs(1)).0)),
            checks: Set(0),
            ..Noted::columns(None)
        },
    )
    .await?;
    tx.commit().await?;
    Ok(view)
}

/// Takes what the wallet gave for the viewer's order: the signature of what it sent, or a signed transaction
/// that is sent from here. Safe to call any number of times; only the chain decides whether it is a payment.
///
/// # Errors
/// `signature_used`, `transaction_mismatch`, `attempt_pending`, `order_expired`, `order_closed`, and for what
/// the network refuses `payment_refused`, `funds_missing`, `recipient_unfunded`.
pub async fn report(domain: &Domain, viewer: &Viewer, id: OrderId, signed: Signed) -> Result<OrderView> {
    let row = owned(domain, viewer, id).await?;
    if store::is_free(&row) {
        return Err(Code::OrderClosed.into());
    }
    let status = store::status(&row)?;
    let closed = status.paid() || status == OrderStatus::Review;
    let signature = match signed {
        // It is paid by another; a second payment is looked for only if it was sent already.
        Signed::ToSend(_) if closed => return view::one(domain, row).await,
        Signed::Sent(signature) if closed && row.signature == Some(signature.to_string()) => {
            return view::one(domain, row).await;
        }
        Signed::Sent(signature) => signature,
        Signed::ToSend(bytes) => send(domain, &row, &bytes).await?,
    };
    on_this_network(domain, &row)?;
    let used = match store::payment(&domain.db, &signature).await? {
        Some(payment) => payment.order_id != row.id,
        None => cases_store::is_case_of_another(&domain.db, row.id, &signature).await?,
    };
    if used {
        return Err(Code::SignatureUsed.into());
    }
    let row = remember(domain, &row, signature).await?;
    view::one(domain, row).await
}

/// What is no transaction at all.
pub(super) fn unsendable(unreadable: Unreadable) -> Refusal {
    Refusal::from(Code::TransactionMismatch)
        .at("signed_transaction")
        .saying(|lang| match unreadable {
            Unreadable::TooLong => lang.wire_long(),
            Unreadable::Garbled => lang.wire_garbled(),
        })
}

/// Checks a signed transaction as far as that is possible before it costs anything, and sends it.
async fn send(domain: &Domain, row: &order::Model, bytes: &[u8]) -> Result<Signature> {
    payable(domain, row)?;
    let mismatch = |say: fn(Lang) -> &'static str| Refusal::from(Code::TransactionMismatch).saying(say);
    let wire = Wire::read(bytes).map_err(unsendable)?;
    let mut facts = store::facts(&domain.db, row).await?;
    let keys: Vec<Address> = wire.static_keys().collect();
    let Names { payers, references } = store::names(&domain.db, row, &keys).await?;
    if let Some(payer) = payers.iter().find(|payer| wire.names_signer(payer)) {
        facts = facts.paid_by(*payer);
    }
    verify::promises(&facts, &wire).map_err(|why| {
        Refusal::from(Code::TransactionMismatch).saying(|lang| lang.wire_other(&why.said(lang)))
    })?;
    if !wire.is_signed_by(&facts.payer) {
        return Err(mismatch(Lang::wire_unsigned).into());
    }
    if references.len() > 1 {
        return Err(mismatch(Lang::wire_several).into());
    }
    let signature = wire.signature();
    let other_is_out = store::status(row)? == OrderStatus::Submitted
        && row
            .signature
            .as_ref()
            .is_some_and(|known| *known != signature.to_string());
    if other_is_out {
        return Err(Code::AttemptPending.into());
    }
    let over = row.expires_at <= domain.now().0;
    if over && store::open_attempts(&domain.db, row.id).await?.is_empty() {
        return Err(Code::OrderExpired.into());
    }
    deliver(domain, bytes, signature, async || {
        let blockhash = Address(wire.blockhash()).to_string();
        let open = store::open_attempts(&domain.db, row.id).await?;
        let own = open.iter().find(|attempt| attempt.blockhash == blockhash);
        Ok(own.map(|attempt| attempt.last_valid_block_height))
    })
    .await?;
    Ok(signature)
}

/// Sends a signed transaction. `known_until` is the last block height of its blockhash, if that was given out here.
///
/// # Errors
/// `payment_refused`, `funds_missing`, `recipient_unfunded` for what the network refuses.
pub(super) async fn deliver(
    domain: &Domain,
    bytes: &[u8],
    signature: Signature,
    known_until: impl AsyncFnOnce() -> Result<Option<i64>>,
) -> Result<()> {
    match domain.chain.send(bytes).await {
        Ok(_) => {}
        Err(ChainError::Refused { message, .. }) if failures::is_known_already(&message) => {}
        Err(ChainError::Refused { code, message }) if REFUSED_BY_NETWORK.contains(&code) => {
            if failures::is_blockhash_unknown(&message)
                && let Some(until) = known_until().await?
                && store::height(Heights::ask(&*domain.chain).await?.confirmed) <= until
            {
                return Err(node_is_behind());
            }
            return Err(failures::explain(&message).into());
        }
        Err(error @ ChainError::Refused { .. }) => return Err(error.into()),
        // It may have been sent. The scanner will tell; saying that it was not could make somebody pay twice.
        Err(error) => {
            tracing::warn!(%signature, %error, "a transaction was sent without an answer")
        }
    }
    Ok(())
}

/// Remembers a reported signature and wakes the scanner.
async fn remember(domain: &Domain, row: &order::Model, signature: Signature) -> Result<order::Model> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    let status = store::status(&order)?;
    let signature = signature.to_string();
    let mut change = order::ActiveModel::default();
    if !status.paid() && status != OrderStatus::Review {
        if status.may_become(OrderStatus::Submitted) {
            let why = "a signature was reported";
            advance(domain, &tx, &mut order, OrderStatus::Submitted, why).await?;
        }
        if order.signature.as_ref() != Some(&signature) || status != OrderStatus::Submitted {
            change = order::ActiveModel {
                signature: Set(Some(signature)),
                signature_lands_until: Set(None),
                checks: Set(0),
                ..Noted::columns(None)
            };
        }
    }
    change.id = Unchanged(order.id);
    change.next_check_at = Set(Some(domain.now().0));
    store::update(&tx, change).await?;
    tx.commit().await?;
    domain.payments_due.ring();
    store::order(&domain.db, row.id).await
}
