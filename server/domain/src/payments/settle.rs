//! Writes what the chain proved: credit, booking, reversal, failure, expiry, each in one transaction of the
//! database. Unique keys refuse to credit a transaction twice or an order twice, however many servers try.

use super::{
    cases_store, cut,
    entity::{order, payment, sighting},
    facts::OrderFacts,
    item::counts,
    moves::{advance, advance_writing},
    noted::Noted,
    notices, refunds,
    store::{self, Entry, Line, Turn},
    verify::{Mismatch, Settlement},
    webhooks,
};
use crate::{
    Domain, Error, Result, Tx,
    ports::ChainTransaction,
    subscriptions::{self, entity::grant},
};
use sea_orm::ActiveValue::{Set, Unchanged};
use shared::{
    Timestamp,
    creators::TierLevel,
    ids::UserId,
    money::Units,
    order_notes::OrderNote,
    payments::{LegRole, OrderStatus},
    solana::{Address, Signature},
    text::Lang,
};

/// What became of a payment that was to be credited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credited {
    /// The access is open now.
    Opened,
    /// This very payment was credited before.
    Already,
    /// The transaction paid for another order; nothing is credited.
    UsedElsewhere,
    /// The money is there and a person must say what it is for.
    Review,
}

/// A transaction that was verified for an order.
#[derive(Clone, Copy, Debug)]
pub struct Paid<'a> {
    pub signature: Signature,
    /// Whose money it was.
    pub payer: Address,
    pub settlement: &'a Settlement,
    /// Not seen any more after this block height, it is gone.
    pub lands_until: u64,
}

/// Credits a verified payment: payment, status, ledger and grant at once or not at all.
pub async fn credit(
    domain: &Domain,
    row: &order::Model,
    facts: &OrderFacts,
    paid: Paid<'_>,
) -> Result<Credited> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    let settlement = paid.settlement;
    let signature = paid.signature.to_string();
    let known = store::payments_at(&tx, &paid.signature, order.id).await?;
    if let Some(same) = known.iter().find(|known| known.signature == signature) {
        return Ok(if same.order_id == order.id {
            Credited::Already
        } else {
            Credited::UsedElsewhere
        });
    }
    let seen = Seen {
        signature: paid.signature,
        slot: settlement.slot,
        lands_until: paid.lands_until,
        amount: store::signed(facts.total().unwrap_or_default())?
            .saturating_add(store::signed(settlement.surplus())?),
    };
    if !known.is_empty() {
        put_before_a_person(domain, &tx, &order, seen, OrderNote::PaidTwice.into()).await?;
        tx.commit().await?;
        return Ok(Credited::Review);
    }
    let status = store::status(&order)?;
    // One that stopped for a person goes on only by them.
    if status == OrderStatus::Review || !status.may_become(OrderStatus::Confirmed) {
        put_before_a_person(domain, &tx, &order, seen, OrderNote::OrderClosed.into()).await?;
        tx.commit().await?;
        return Ok(Credited::Review);
    }
    let grants = Grants::around(&tx, &order).await?;
    if let Some(note) = cannot_open(domain, &tx, &order, &grants, settlement.late).await? {
        advance(domain, &tx, &mut order, OrderStatus::Review, note.said(Lang::En)).await?;
        put_before_a_person(domain, &tx, &order, seen, note.into()).await?;
        tx.commit().await?;
        return Ok(Credited::Review);
    }
    let now = domain.now();
    let written = store::insert_payment(
        &tx,
        payment::Model {
            signature: signature.clone(),
            order_id: order.id,
            payer_address: paid.payer.to_string(),
            genesis_hash: order.genesis_hash.clone(),
            slot: store::height(settlement.slot),
            block_time: settlement.block_time.0,
            surplus: store::signed(settlement.surplus())?,
            lands_until: store::height(paid.lands_until),
            confirmed_at: now.0,
            finalized_at: None,
        },
    )
    .await?;
    if !written {
        // Somebody without our locks has written it; next time it will be found above.
        return Ok(Credited::UsedElsewhere);
    }
    let why = if settlement.late {
        "paid late, within the time that is honoured"
    } else {
        "paid"
    };
    let surplus = facts.asset.currency().of(settlement.surplus());
    let note = (surplus.units > Units::ZERO).then(|| {
        let words = format!("{surplus} more than the price was paid; the recipients have it.");
        Noted::saying(OrderNote::Surplus, words)
    });
    let columns = order::ActiveModel {
        signature: Set(Some(signature.clone())),
        signature_lands_until: Set(None),
        paid_at: Set(Some(now.0)),
        ..Noted::columns(note.as_ref())
    };
    advance_writing(domain, &tx, &mut order, (OrderStatus::Confirmed, why), columns).await?;
    let mut lines = Vec::new();
    for received in &settlement.received {
        let (role, address) = (received.role, received.address);
        lines.push(line(
            domain,
            Entry::Paid,
            role,
            address,
            store::signed(received.expected)?,
        ));
        if received.surplus.0 > 0 {
            lines.push(line(
                domain,
                Entry::Surplus,
                role,
                address,
                store::signed(received.surplus)?,
            ));
        }
    }
    store::write_ledger(&tx, order.id, &signature, Turn::Now, lines, now).await?;
    open(domain, &tx, &order, grants.own, now).await?;
    tx.commit().await?;
    domain.lists.changed();
    tracing::info!(
        order = %order.id,
        %signature,
        late = settlement.late,
        surplus = settlement.surplus().0,
        unusual = ?settlement.unusual,
        foreign_memo = settlement.foreign_memo,
        "payment credited"
    );
    Ok(Credited::Opened)
}

/// Why a payment that holds cannot open what it is for. The caller holds the order.
async fn cannot_open(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    grants: &Grants,
    late: bool,
) -> Result<Option<OrderNote>> {
    if grants.owned {
        return Ok(Some(OrderNote::AlreadyOwned));
    }
    let uses_time =
        order.kind == store::SUBSCRIPTION && subscriptions::store::counts_on_time(tx, order.id).await?;
    if uses_time && (late || !counts(domain, tx, order).await?) {
        return Ok(Some(OrderNote::CreditGone));
    }
    cut::gone(tx, order).await
}

/// Books a payment that the network has made final. A second time changes nothing.
pub async fn finalize(domain: &Domain, row: &order::Model, signature: &str) -> Result<bool> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    let Some(payment) = store::payment_of(&tx, order.id).await? else {
        return Ok(false);
    };
    if payment.signature != signature || store::status(&order)? != OrderStatus::Confirmed {
        return Ok(false);
    }
    let now = domain.now();
    advance(
        domain,
        &tx,
        &mut order,
        OrderStatus::Finalized,
        "final on the network",
    )
    .await?;
    store::mark_finalized(&tx, signature, now).await?;
    write_all_of(domain, &tx, (&order, signature), Entry::Booked).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes back what a payment opened that has vanished from the chain.
pub async fn reverse(domain: &Domain, row: &order::Model, signature: &str) -> Result<bool> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    let Some(payment) = store::payment_of(&tx, order.id).await? else {
        return Ok(false);
    };
    if payment.signature != signature || store::status(&order)? != OrderStatus::Confirmed {
        return Ok(false);
    }
    let now = domain.now();
    let note = Noted::from(OrderNote::Reversed);
    let columns = order::ActiveModel {
        paid_at: Set(None),
        ..Noted::columns(Some(&note))
    };
    let to = (OrderStatus::Reversed, note.text.as_str());
    advance_writing(domain, &tx, &mut order, to, columns).await?;
    write_all_of(domain, &tx, (&order, signature), Entry::Reversed).await?;
    store::delete_payment(&tx, signature).await?;
    cases_store::forget_granted(&tx, order.id, signature).await?;
    // What came second may now be the payment, but not what is being sent back.
    let refunding = refunds::store::under_way(&tx, order.id).await?;
    cases_store::forget(&tx, order.id, OrderNote::PaidTwice.as_str(), refunding).await?;
    if let Some(grant) = subscriptions::store::of_order(&tx, order.id).await? {
        subscriptions::store::revoke(&tx, grant.id, now).await?;
        subscriptions::relay(domain, &tx, store::holder(&order), order.creator_id).await?;
    }
    tx.commit().await?;
    domain.lists.changed();
    tracing::warn!(order = %order.id, signature, "a confirmed payment vanished from the chain");
    Ok(true)
}

/// Lets an order fail, so that it can be paid anew. `landed` when the transaction is on the chain, failed:
/// then nothing that was given out before can land. If another signature was named meanwhile, nothing happens.
pub async fn fail(domain: &Domain, row: &order::Model, note: &Noted, landed: bool) -> Result<bool> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    if order.signature != row.signature || !store::status(&order)?.may_become(OrderStatus::Failed) {
        return Ok(false);
    }
    let columns = order::ActiveModel {
        signature_lands_until: Set(None),
        ..Noted::columns(Some(note))
    };
    let to = (OrderStatus::Failed, note.text.as_str());
    advance_writing(domain, &tx, &mut order, to, columns).await?;
    if landed {
        store::close_attempts(&tx, order.id, None, domain.now()).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Ends an order that nobody paid in time. The caller knows that nothing can land any more; if something
/// happened since, nothing is done.
pub async fn expire(domain: &Domain, row: &order::Model) -> Result<bool> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    let open = store::open_attempts(&tx, order.id).await?;
    let over = order.expires_at <= domain.now().0 && open.is_empty() && order.status == row.status;
    if !over || !store::status(&order)?.may_become(OrderStatus::Expired) {
        return Ok(false);
    }
    advance(domain, &tx, &mut order, OrderStatus::Expired, "not paid in time").await?;
    tx.commit().await?;
    if order.flash_sale_id.is_some() || order.quantity.is_some() {
        // What it held is free again, and lists say how many there are.
        domain.lists.changed();
    }
    Ok(true)
}

/// Writes down a transaction that carries the order's reference and does not pay for it. Where the buyer's
/// money arrived all the same, a person is called, and where it cannot be anything else, the order stops.
pub async fn sight(
    domain: &Domain,
    row: &order::Model,
    signature: Signature,
    (transaction, lands_until): (&ChainTransaction, u64),
    mismatch: &Mismatch,
) -> Result<()> {
    use super::verify::Consequence;
    let seen = Seen {
        signature,
        slot: transaction.slot,
        lands_until,
        amount: store::signed(mismatch.received())?,
    };
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    let note = Noted::of(mismatch);
    match mismatch.consequence() {
        Consequence::AskAgain => return Ok(()),
        Consequence::Ignore => {
            cases_store::sight(&tx, seen.row(domain, order.id, &note, false)).await?;
            tx.commit().await?;
            return Ok(());
        }
        Consequence::Look | Consequence::Review => {}
    }
    if mismatch.consequence() == Consequence::Review && store::status(&order)?.may_become(OrderStatus::Review)
    {
        advance(domain, &tx, &mut order, OrderStatus::Review, &note.text).await?;
    }
    put_before_a_person(domain, &tx, &order, seen, note).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back a case whose money the network has taken back. An order that stopped for nothing else can be paid anew then, as
/// one whose payment vanished.
pub async fn withdraw(domain: &Domain, row: &order::Model, signature: &str) -> Result<bool> {
    let tx = domain.begin().await?;
    let mut order = store::lock(&tx, row).await?;
    if !cases_store::forget_case(&tx, order.id, signature).await? {
        return Ok(false);
    }
    let others = cases_store::sightings(&tx, order.id).await?;
    if !others.values().any(|other| other.needs_look) {
        let note = Noted::from(OrderNote::Vanished);
        let stopped = store::status(&order)? == OrderStatus::Review;
        if stopped {
            advance(domain, &tx, &mut order, OrderStatus::Reversed, &note.text).await?;
        }
        let change = order::ActiveModel {
            id: Unchanged(order.id),
            ..Noted::columns(stopped.then_some(&note))
        };
        store::update(&tx, change).await?;
    }
    tx.commit().await?;
    tracing::warn!(order = %order.id, signature, "the payment behind a case vanished from the chain");
    Ok(true)
}

/// A transaction seen with an order's reference.
#[derive(Clone, Copy, Debug)]
struct Seen {
    signature: Signature,
    slot: u64,
    /// Not seen any more after this block height, it is gone.
    lands_until: u64,
    /// Base units that reached the order's recipients.
    amount: i64,
}

impl Seen {
    fn row(self, domain: &Domain, order: uuid::Uuid, note: &Noted, needs_look: bool) -> sighting::Model {
        sighting::Model {
            order_id: order,
            signature: self.signature.to_string(),
            slot: store::height(self.slot),
            verdict: note.code.as_str().to_owned(),
            note: note.text.clone(),
            amount: self.amount,
            needs_look,
            lands_until: store::height(self.lands_until),
            finalized_at: None,
            seen_at: domain.now().0,
            resolved_at: None,
        }
    }
}

async fn put_before_a_person(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    seen: Seen,
    note: Noted,
) -> Result<()> {
    let sighting = seen.row(domain, order.id, &note, true);
    cases_store::sight(tx, sighting.clone()).await?;
    webhooks::case(domain, tx, order, &sighting).await?;
    notices::trouble(domain, tx, order, &sighting).await?;
    let mut change = order::ActiveModel {
        id: Unchanged(order.id),
        ..Noted::columns(Some(&note))
    };
    if store::status(order)? == OrderStatus::Review {
        change.signature = Set(Some(seen.signature.to_string()));
    }
    store::update(tx, change).await?;
    tracing::warn!(order = %order.id, signature = %seen.signature, verdict = sighting.verdict, "a payment needs a look");
    Ok(())
}

pub(super) fn line(domain: &Domain, entry: Entry, role: LegRole, address: Address, amount: i64) -> Line {
    Line {
        id: domain.new_id(),
        entry,
        role,
        address,
        amount,
    }
}

/// Writes a line for each part of what a payment brought; negative for what is taken back.
async fn write_all_of(
    domain: &Domain,
    tx: &Tx,
    (order, signature): (&order::Model, &str),
    entry: Entry,
) -> Result<()> {
    let (paid, turn) = store::paid_lines(tx, order.id, signature).await?;
    let lines = paid.iter().map(|leg| {
        let amount = store::signed(leg.amount)?;
        let amount = if entry == Entry::Reversed { -amount } else { amount };
        Ok(line(domain, entry, leg.role, leg.address, amount))
    });
    let lines = lines.collect::<Result<Vec<_>>>()?;
    store::write_ledger(tx, order.id, signature, Turn::Of(turn), lines, domain.now()).await
}

/// What was opened before that an order's payment is about.
#[derive(Debug, Default)]
pub(super) struct Grants {
    /// By this very order, and taken back.
    pub own: Option<grant::Model>,
    /// Whether the buyer holds the order's post.
    pub owned: bool,
}

impl Grants {
    pub async fn around(tx: &Tx, order: &order::Model) -> Result<Self> {
        if order.kind == store::TIP {
            return Ok(Self::default());
        }
        let post = store::bought_post(order).map(|post| (UserId(order.buyer_id), post));
        let rows = subscriptions::store::around_order(tx, order.id, post).await?;
        let owned = rows
            .iter()
            .any(|row| row.revoked_at.is_none() && post.is_some_and(|(_, post)| row.post_id == Some(post.0)));
        Ok(Self {
            own: rows.into_iter().find(|row| row.order_id == order.id),
            owned,
        })
    }
}

/// Opens what the order is for, or opens it again by the grant that it had. A tip opens nothing.
pub(super) async fn open(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    own: Option<grant::Model>,
    now: Timestamp,
) -> Result<()> {
    if order.kind == store::TIP {
        return Ok(());
    }
    let subscription = order.kind == store::SUBSCRIPTION;
    let holder = store::holder(order);
    let counts_from = match order.tier_rank.and_then(TierLevel::from_rank) {
        Some(level) if subscription => {
            let at = (holder, order.creator_id);
            subscriptions::counts_from(tx, at, level, now).await?
        }
        _ => None,
    };
    match own {
        Some(grant) => subscriptions::store::restore(tx, grant.id, now, counts_from).await?,
        None => {
            let days = subscription
                .then(|| {
                    order
                        .days
                        .ok_or_else(|| Error::internal(format!("order {} has no days", order.id)))
                })
                .transpose()?;
            let grant = grant::Model {
                id: domain.new_id(),
                order_id: order.id,
                user_id: holder,
                kind: order.kind.clone(),
                creator_id: order.creator_id,
                post_id: order.post_id,
                tier_rank: order.tier_rank,
                days,
                starts_at: now.0,
                ends_at: days.map(|days| {
                    now.0
                        .saturating_add(i64::from(days) * subscriptions::timeline::DAY)
                }),
                revoked_at: None,
                created_at: now.0,
                counts_from: counts_from.map(|from| from.0),
                // Where it lies is laid below.
                open_until: None,
                remind_at: None,
            };
            subscriptions::store::insert(tx, grant).await?;
        }
    }
    if subscription {
        if order.recipient_id.is_none() {
            subscriptions::wants_more(tx, holder, order.creator_id).await?;
        }
        subscriptions::relay(domain, tx, holder, order.creator_id).await?;
    }
    Ok(())
}
