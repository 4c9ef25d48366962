//! What a transaction brought to an order's recipients, whether it pays for the order or not: for what a person decides about.
//! Where it names other orders too, nobody can say what is for which, and nothing is said.

use super::{Accounts, Leg, OrderFacts, Units};
use crate::{chain::ChainTransaction, wire::Wire};
use shared::{Timestamp, solana::Address};

/// Money of one wallet that reached an order's recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Whose money it was.
    pub payer: Address,
    pub slot: u64,
    pub block_time: Timestamp,
    /// What each recipient has more, whatever was ordered; those who got nothing are left out.
    pub received: Vec<Leg>,
}

impl Arrival {
    /// All of it.
    pub fn total(&self) -> Units {
        let sum = self.received.iter();
        Units(sum.fold(0, |sum, leg| sum.saturating_add(leg.amount.0)))
    }
}

/// What arrived, of the one of these wallets that gave the most; never more than it has less. `references` as for
/// [`super::verify`]. `None` where nothing came, or it cannot be told.
pub fn arrival(
    order: &OrderFacts,
    payers: &[Address],
    references: &[Address],
    transaction: &ChainTransaction,
) -> Option<Arrival> {
    if transaction.err.is_some() || references.iter().any(|reference| *reference != order.reference) {
        return None;
    }
    let wire = Wire::read(&transaction.bytes).ok()?;
    if !wire.static_keys().any(|key| key == order.reference) {
        return None;
    }
    let accounts = Accounts::of(&wire, transaction, order.asset).ok()?;
    let block_time = Timestamp::from_seconds(transaction.block_time?);
    let of = |payer: &Address| {
        let mut left = accounts.loss(*payer);
        let mut received = Vec::with_capacity(order.legs.len());
        for leg in &order.legs {
            let amount = accounts.gain(leg.address).min(left);
            left = left.checked_sub(amount).unwrap_or_default();
            if amount > Units::ZERO {
                received.push(Leg { amount, ..*leg });
            }
        }
        Arrival {
            payer: *payer,
            slot: transaction.slot,
            block_time,
            received,
        }
    };
    payers
        .iter()
        .filter(|payer| wire.names_signer(payer))
        .map(of)
        .max_by_key(Arrival::total)
        .filter(|arrival| arrival.total() > Units::ZERO)
}
