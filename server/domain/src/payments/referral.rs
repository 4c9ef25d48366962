//! The part of a sale that is the referrer's of its creator. A part that would make the whole payment fail, or that somebody
//! else would have to open an account for, is the platform's.

use super::{
    facts::Asset,
    token::{Holding, Purses},
};
use crate::{Domain, Person, Result, creators::payout_store::Referrer, ports::ChainError};
use shared::{
    money::{Rates, Units},
    referrals::Forfeit,
};

/// Who invited the creator of an item, and what they can receive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referral {
    pub referrer: Referrer,
    can: Can,
}

#[derive(Clone, Copy, Debug)]
enum Can {
    /// So much or more: the network refuses a transfer that leaves an account with less than its rent.
    Receive(Units),
    /// No tokens: there is no account for them, or a shut one. That the buyer opens one would let a referrer close it after each
    /// sale, and keep the rent each time.
    Nothing,
}

impl Referral {
    /// # Errors
    /// `network_unavailable`.
    pub async fn of(domain: &Domain, referrer: Referrer, asset: Asset, purses: &Purses) -> Result<Self> {
        let can = match asset {
            Asset::Usdc { .. } => match purses.get(referrer.address) {
                Holding::Open(_) => Can::Receive(Units::ZERO),
                Holding::Absent | Holding::Shut => Can::Nothing,
            },
            Asset::Sol => {
                let rent = domain.chain.rent_exempt_minimum(0).await?;
                let held = domain.chain.balances(&[referrer.address]).await?;
                let held = held
                    .first()
                    .copied()
                    .ok_or_else(|| ChainError::Nonsense("no balance".into()))?;
                Can::Receive(Units(rent.0.saturating_sub(held.0)))
            }
        };
        Ok(Self { referrer, can })
    }

    /// Why the referrer gets nothing of a sale of `amount` to this person; `None` if they get their part.
    pub fn forfeit(&self, rates: Rates, amount: Units, person: &Person) -> Option<Forfeit> {
        // Nobody is paid for what they buy themself.
        if self.referrer.user == person.id || self.referrer.address == person.address {
            return Some(Forfeit::Own);
        }
        match self.can {
            Can::Nothing => Some(Forfeit::NoTokenAccount),
            Can::Receive(least) => (rates.split(amount, true).referrer < least).then_some(Forfeit::Unfunded),
        }
    }
}
