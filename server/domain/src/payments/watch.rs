//! Looks for an order's payment on the chain and settles what it finds. Every transaction with the order's
//! reference is judged, so that nobody can hide a payment behind one of their own; a wrong one changes nothing.

pub use super::schedule_store::Known;
use super::{
    cases_store,
    entity::{attempt, order},
    facts::OrderFacts,
    failures,
    noted::Noted,
    schedule::{BLOCKHASH_LIFE, LANDING_MARGIN},
    settle::{self, Credited, Paid},
    store::{self, Names},
    verify::{Consequence, Mismatch, verify_any},
    wire::Wire,
};
use crate::{
    Domain, Error,
    ports::{Chain, ChainError, ChainTransaction, Commitment, SignatureEntry},
};
use sea_orm::{ActiveValue::Set, ActiveValue::Unchanged, DbErr};
use shared::{
    Timestamp,
    order_notes::OrderNote,
    payments::OrderStatus,
    solana::{Address, Signature},
};

/// Signatures in one full page.
const PAGE: usize = 1_000;
/// Transactions fetched in one look. Those judged are remembered, so the next look goes on behind them; what
/// a flood of dust costs us stays bounded.
pub(super) const LOOK_LIMIT: u32 = 200;

/// Why a look came to no end.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The network gave no answer, which says nothing about the order.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// A fault of ours or of the database.
    #[error(transparent)]
    Fault(#[from] Error),
}

impl From<DbErr> for Trouble {
    fn from(error: DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Chain(error) => error.into(),
            Trouble::Fault(error) => error,
        }
    }
}

/// How far the network is, asked before anything else is.
#[derive(Clone, Copy, Debug)]
pub struct Heights {
    pub confirmed: u64,
    pub finalized: u64,
    /// The newest slot that is final.
    pub finalized_slot: u64,
    /// The slot they were read at: a node that is behind it must not say what there is.
    pub slot: u64,
}

impl Heights {
    pub async fn ask(chain: &dyn Chain) -> Result<Self, ChainError> {
        let finalized = chain.reached(Commitment::Finalized).await?;
        let confirmed = chain.reached(Commitment::Confirmed).await?;
        Ok(Self {
            confirmed: confirmed.height.max(finalized.height),
            finalized: finalized.height,
            finalized_slot: finalized.slot,
            slot: confirmed.slot.max(finalized.slot),
        })
    }
}

/// How thorough a look is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Only the signature that was reported.
    Reported,
    /// Everything that carries the reference.
    Everything,
}

/// What a look saw, and could not see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// The node names a transaction that it does not show, or shows half: nothing may be concluded.
    pub unknown: bool,
    /// Something may have been written of the order.
    pub touched: bool,
    /// Something was judged that had not been before and is not its payment: there may be a case of it.
    pub judged: bool,
    /// The slot of a payment that was credited.
    pub credited: Option<u64>,
}

/// Judges what the chain has for an order, oldest first, and settles it. What is `known` of it may be of a moment ago: what is
/// judged once more for that reason changes nothing.
pub async fn look(
    domain: &Domain,
    (row, known): (&order::Model, &Known),
    facts: &OrderFacts,
    heights: Heights,
    depth: Depth,
) -> Result<Looked, Trouble> {
    let mut looked = Looked::default();
    let paid = known.payment(row.id).map(|payment| &payment.signature);
    let named: Option<Signature> = row.signature.as_deref().and_then(|text| text.parse().ok());
    let waits_for_it = store::status(row)? == OrderStatus::Submitted;
    let entries = match depth {
        Depth::Reported => Vec::new(),
        Depth::Everything => every_entry(&*domain.chain, &facts.reference, heights.slot).await?,
    };
    let mut found = Vec::with_capacity(entries.len() + 1);
    if let Some(signature) = named.filter(|own| entries.iter().all(|entry| entry.signature != *own)) {
        found.push((signature, None));
    }
    found.extend(
        entries
            .iter()
            .rev()
            .map(|entry| (entry.signature, Some(entry.slot))),
    );
    let mut fetched = 0;
    for (signature, slot) in found {
        let is_reported = waits_for_it && named == Some(signature);
        let name = signature.to_string();
        if paid == Some(&name) {
            continue;
        }
        // As long as the transaction still stands where it stood then.
        let judged_before = known
            .sighting(row.id, &name)
            .filter(|sighting| slot.is_none_or(|slot| store::height(slot) == sighting.slot));
        if let Some(sighting) = judged_before {
            if is_reported {
                looked.touched = true;
                settle::fail(domain, row, &Noted::seen(sighting)?, false).await?;
            }
            continue;
        }
        if fetched == LOOK_LIMIT {
            looked.unknown = true;
            break;
        }
        fetched += 1;
        match domain
            .chain
            .transaction(&signature, Commitment::Confirmed)
            .await?
        {
            Some(mut transaction) => {
                // Of one that cannot be read, only the list tells the slot.
                if transaction.bytes.is_empty() {
                    transaction.slot = slot.unwrap_or(transaction.slot);
                }
                let judge = Judge {
                    domain,
                    row,
                    facts,
                    heights,
                };
                looked.touched = true;
                match judge.judge(signature, is_reported, &transaction).await? {
                    Judged::Credited => looked.credited = Some(transaction.slot),
                    Judged::Otherwise => looked.judged = true,
                    Judged::AskAgain => {
                        looked.judged = true;
                        looked.unknown = true;
                    }
                }
            }
            // A reported signature may still land, or be invented; one that the node itself named must exist.
            None => looked.unknown |= slot.is_some(),
        }
    }
    Ok(looked)
}

/// All that carries the reference, newest first.
pub(super) async fn every_entry(
    chain: &dyn Chain,
    reference: &Address,
    min_slot: u64,
) -> Result<Vec<SignatureEntry>, ChainError> {
    let mut entries: Vec<SignatureEntry> = Vec::new();
    loop {
        let before = entries.last().map(|entry| entry.signature);
        let page = chain.signatures_for(reference, before.as_ref(), min_slot).await?;
        if page.is_empty() {
            return Ok(entries);
        }
        // A node that repeats itself must not keep us here for ever.
        if page.iter().any(|entry| Some(entry.signature) == before) {
            return Err(ChainError::Nonsense(
                "a page of signatures repeats the one before".into(),
            ));
        }
        let full = page.len() >= PAGE;
        entries.extend(page);
        if !full {
            return Ok(entries);
        }
    }
}

/// What became of one transaction.
enum Judged {
    /// It is the order's payment.
    Credited,
    Otherwise,
    /// The node must be asked again.
    AskAgain,
}

struct Judge<'a> {
    domain: &'a Domain,
    row: &'a order::Model,
    facts: &'a OrderFacts,
    heights: Heights,
}

impl Judge<'_> {
    /// Judges one transaction and settles it.
    async fn judge(
        &self,
        signature: Signature,
        is_reported: bool,
        transaction: &ChainTransaction,
    ) -> Result<Judged, Trouble> {
        let domain = self.domain;
        let keys: Vec<Address> =
            Wire::read(&transaction.bytes).map_or_else(|_| Vec::new(), |wire| wire.static_keys().collect());
        let Names { payers, references } = store::names(&domain.db, self.row, &keys).await?;
        let mismatch = match verify_any(self.facts, &payers, &references, transaction, domain.now()) {
            Ok((payer, settlement)) => {
                let paid = Paid {
                    signature,
                    payer,
                    settlement: &settlement,
                    lands_until: self.heights.confirmed.saturating_add(BLOCKHASH_LIFE),
                };
                let credited = settle::credit(domain, self.row, self.facts, paid).await?;
                if credited == Credited::UsedElsewhere && is_reported {
                    settle::fail(domain, self.row, &OrderNote::UsedElsewhere.into(), false).await?;
                }
                return Ok(match credited {
                    Credited::Opened => Judged::Credited,
                    _ => Judged::Otherwise,
                });
            }
            Err(mismatch) => mismatch,
        };
        if mismatch.consequence() == Consequence::AskAgain {
            return Ok(Judged::AskAgain);
        }
        let lands_until = self.heights.confirmed.saturating_add(BLOCKHASH_LIFE);
        settle::sight(domain, self.row, signature, (transaction, lands_until), &mismatch).await?;
        if let Mismatch::Failed(error) = &mismatch {
            if self.concerns_us(&payers, is_reported, transaction).await? {
                settle::fail(domain, self.row, &failures::landed(error), true).await?;
            } else if is_reported {
                settle::fail(domain, self.row, &Noted::of(&mismatch), false).await?;
            }
        } else if is_reported && mismatch.consequence() != Consequence::Review {
            let words = format!("The transaction did not pay for this order. {}", mismatch.note());
            let note = Noted::saying(mismatch.code(), words);
            settle::fail(domain, self.row, &note, false).await?;
        }
        Ok(Judged::Otherwise)
    }

    /// Whether a failed transaction is the one that we gave out: a wallet that may pay signed it, and it was
    /// reported or has the blockhash of an open attempt.
    async fn concerns_us(
        &self,
        payers: &[Address],
        is_reported: bool,
        transaction: &ChainTransaction,
    ) -> Result<bool, Trouble> {
        let Ok(wire) = Wire::read(&transaction.bytes) else {
            return Ok(false);
        };
        let ours = payers.iter().any(|payer| wire.names_signer(payer))
            && wire.static_keys().any(|key| key == self.facts.reference);
        if !ours || is_reported {
            return Ok(ours);
        }
        let blockhash = Address(wire.blockhash()).to_string();
        let open = store::open_attempts(&self.domain.db, self.row.id).await?;
        Ok(open.iter().any(|attempt| attempt.blockhash == blockhash))
    }
}

/// Books a confirmed payment once it is final, or takes it back once it cannot come again; whether it did either.
pub async fn settle_finality(
    domain: &Domain,
    row: &order::Model,
    facts: &OrderFacts,
    heights: Heights,
) -> Result<bool, Trouble> {
    let Some(payment) = store::payment_of(&domain.db, row.id).await? else {
        return Ok(false);
    };
    // Neither final yet nor gone, so nobody need be asked.
    if payment.slot > store::height(heights.finalized_slot) {
        return Ok(false);
    }
    let signature: Signature = store::base58(&payment.signature, row)?;
    let landed = domain
        .chain
        .transaction(&signature, Commitment::Finalized)
        .await?;
    Ok(match landed {
        Some(transaction) if transaction.err.is_none() => {
            settle::finalize(domain, row, &payment.signature).await?
        }
        // On the fork that won it failed.
        Some(_) => settle::reverse(domain, row, &payment.signature).await?,
        None => {
            let seen = (payment.slot, payment.lands_until);
            vanished(&*domain.chain, facts, &signature, seen, heights).await?
                && settle::reverse(domain, row, &payment.signature).await?
        }
    })
}

/// The same for money behind cases: final it waits for a person for good, and vanished for nobody. Whether one that was seen
/// after `young` is neither yet.
pub async fn settle_cases(
    domain: &Domain,
    row: &order::Model,
    facts: &OrderFacts,
    heights: Heights,
    young: Timestamp,
) -> Result<bool, Trouble> {
    let mut left = false;
    for case in cases_store::unfinal_cases(&domain.db, row.id).await? {
        let signature: Signature = store::base58(&case.signature, row)?;
        let landed = domain
            .chain
            .transaction(&signature, Commitment::Finalized)
            .await?;
        match landed {
            Some(transaction) if transaction.err.is_none() => {
                cases_store::finalize_case(&domain.db, row.id, &case.signature, domain.now()).await?;
            }
            Some(_) => {
                settle::withdraw(domain, row, &case.signature).await?;
            }
            None => {
                let seen = (case.slot, case.lands_until);
                if vanished(&*domain.chain, facts, &signature, seen, heights).await? {
                    settle::withdraw(domain, row, &case.signature).await?;
                } else {
                    left |= young < Timestamp(case.seen_at);
                }
            }
        }
    }
    Ok(left)
}

/// Whether a transaction that was seen in a slot, and can land until a block height, is gone from the chain, and not only from
/// this node: nodes forget what is old.
pub(super) async fn vanished(
    chain: &dyn Chain,
    facts: &OrderFacts,
    signature: &Signature,
    (slot, lands_until): (i64, i64),
    heights: Heights,
) -> Result<bool, ChainError> {
    let last = lands_until.saturating_add(store::height(LANDING_MARGIN));
    if store::height(heights.finalized) <= last {
        return Ok(false);
    }
    if store::height(chain.history().await?.first_slot) > slot {
        return Ok(false);
    }
    if chain
        .transaction(signature, Commitment::Confirmed)
        .await?
        .is_some()
    {
        return Ok(false);
    }
    let entries = every_entry(chain, &facts.reference, heights.slot).await?;
    Ok(entries.iter().all(|entry| entry.signature != *signature))
}

/// Whether the node would show any payment of this order: its records go back to the order's beginning.
pub async fn has_records(domain: &Domain, row: &order::Model) -> Result<bool, ChainError> {
    Ok(domain.chain.history().await?.reaches(Timestamp(row.created_at)))
}

/// After a look that saw everything: closes what cannot land any more, lets a signature go that never came,
/// and ends the order when its time is over. Whether anything that was given out may still land.
pub async fn conclude(domain: &Domain, row: &order::Model, heights: Heights) -> Result<bool, Trouble> {
    let gone_below = heights.finalized.saturating_sub(LANDING_MARGIN);
    let open = store::open_attempts(&domain.db, row.id).await?;
    let gone = |attempt: &attempt::Model| attempt.last_valid_block_height < store::height(gone_below);
    let none_open = open.iter().all(gone);
    if open.iter().any(gone) {
        store::close_attempts(&domain.db, row.id, Some(gone_below), domain.now()).await?;
    }
    if store::status(row)? == OrderStatus::Submitted {
        let gone = row
            .signature_lands_until
            .is_some_and(|until| until < store::height(gone_below));
        if !(gone && none_open) {
            return Ok(!none_open);
        }
        let note = match has_records(domain, row).await? {
            true => OrderNote::NeverArrived,
            // Paying again could be paying twice; the order ends soon, or a better node answers.
            false if row.expires_at > domain.now().0 => return Ok(!none_open),
            false => OrderNote::OutOfSight,
        };
        settle::fail(domain, row, &note.into(), false).await?;
    }
    let unpaid = store::status(row)?.unpaid();
    if unpaid && none_open && row.expires_at <= domain.now().0 {
        let row = store::order(&domain.db, row.id).await?;
        if store::status(&row)? != OrderStatus::Submitted {
            settle::expire(domain, &row).await?;
        }
    }
    Ok(!none_open)
}

/// Fixes until when a reported signature is waited for: whatever is signed by now lands within a blockhash's life.
pub async fn bound_reported(domain: &Domain, row: &order::Model, heights: Heights) -> Result<(), Trouble> {
    if store::status(row)? == OrderStatus::Submitted && row.signature_lands_until.is_none() {
        let until = heights.confirmed.saturating_add(BLOCKHASH_LIFE);
        let change = order::ActiveModel {
            id: Unchanged(row.id),
            signature_lands_until: Set(Some(store::height(until))),
            ..Default::default()
        };
        store::update(&domain.db, change).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
