//! The part of a sale that is the referrer's of its creator. A part that would make the whole payment fail is the platform's:
//! the network refuses a transfer that leaves an account with less than its rent.

use super::item::Item;
use crate::{
    Domain, Person, Result,
    creators::{self, store::Referrer},
    ports::ChainError,
};
use shared::{
    money::{Lamports, Rates},
    referrals::Forfeit,
};

/// Who invited the creator of an item, and the least that they can receive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referral {
    pub referrer: Referrer,
    least: Lamports,
}

impl Referral {
    /// Asks the chain what the referrer's wallet holds. It is asked before the transaction of the database begins.
    ///
    /// # Errors
    /// `network_unavailable`.
    pub async fn of(domain: &Domain, item: &Item) -> Result<Option<Self>> {
        if !item.is_shared() {
            return Ok(None);
        }
        let Some(seller) = item.seller(&domain.db).await? else {
            return Ok(None);
        };
        let Some(referrer) = creators::store::referrer(&domain.db, seller).await? else {
            return Ok(None);
        };
        let rent = domain.chain.rent_exempt_minimum(0).await?;
        let held = domain.chain.balances(&[referrer.address]).await?;
        let held = held
            .first()
            .copied()
            .ok_or_else(|| ChainError::Nonsense("no balance".into()))?;
        let least = rent.checked_sub(held).unwrap_or_default();
        Ok(Some(Self { referrer, least }))
    }

    /// Why the referrer gets nothing of a sale of `amount` to this person; `None` if they get their part.
    pub fn forfeit(&self, rates: Rates, amount: Lamports, person: &Person) -> Option<Forfeit> {
        // Nobody is paid for what they buy themself.
        if self.referrer.user == person.id || self.referrer.address == person.address {
            return Some(Forfeit::Own);
        }
        (rates.split(amount, true).referrer < self.least).then_some(Forfeit::Unfunded)
    }
}
