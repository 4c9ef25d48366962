//! The orders of one person that may still be paid, held while another is made: which of them is what is asked for, and which give
//! way to it. It ends none for which something may still land.

use super::{
    cut::Cut,
    entity::order,
    item::{Item, counts},
    moves::advance,
    offer::Offer,
    store,
};
use crate::{Domain, Person, Result, Tx};
use shared::{Code, money::Currency, payments::OrderStatus};
use std::mem;

/// What they are, the newest first. The person is held, so that no other comes to them meanwhile.
pub(super) struct Unpaid<'a> {
    domain: &'a Domain,
    tx: &'a Tx,
    rows: Vec<order::Model>,
}

/// Whether an order is what a request asks for.
enum Live<'k> {
    No,
    Yes,
    /// It is, and gets the request's key.
    Adopt(&'k str),
}

impl<'a> Unpaid<'a> {
    pub async fn of(domain: &'a Domain, tx: &'a Tx, person: &Person) -> Result<Self> {
        let rows = store::unpaid(tx, person.id).await?;
        Ok(Self { domain, tx, rows })
    }

    /// How many have not expired.
    pub fn live(&self) -> usize {
        let now = self.domain.now().0;
        self.rows.iter().filter(|row| row.expires_at > now).count()
    }

    /// Ends those of the same thing in another currency, where nothing is out for them: they want one of the two, and what the other
    /// holds, such as the last use of a code, is for this one. Whether a place in a sale is free by that. A payment that comes for it
    /// all the same is judged as any for an order that has ended.
    pub async fn give_up_others(&mut self, item: &Item, currency: Currency) -> Result<bool> {
        let mut freed = false;
        // A tip of so much in one currency is no tip of as many units in the other.
        if !item.is_shared() {
            return Ok(freed);
        }
        for mut row in mem::take(&mut self.rows) {
            let other = item.is_of(&row)? && store::currency(&row)? != currency;
            if !other || self.is_out(&row).await? {
                self.rows.push(row);
                continue;
            }
            freed |= row.flash_sale_id.is_some();
            self.end(&mut row, "ordered in another currency").await?;
        }
        Ok(freed)
    }

    /// Ends those of the same thing, so that nobody holds more of it than they want. One that may still be paid is waited for.
    ///
    /// # Errors
    /// `attempt_pending`.
    pub async fn let_go(&mut self, item: &Item) -> Result<()> {
        let wanted = item.wanted();
        for mut row in mem::take(&mut self.rows) {
            if !wanted.is_of(&row) {
                self.rows.push(row);
                continue;
            }
            if self.is_out(&row).await? {
                return Err(Code::AttemptPending.into());
            }
            self.end(&mut row, "another order of the same took its place")
                .await?;
        }
        Ok(())
    }

    /// The one that the request asks for, and the request's key if the order shall get it.
    pub async fn existing<'k>(
        &self,
        item: &Item,
        offer: &Offer,
        key: Option<&'k str>,
    ) -> Result<Option<(order::Model, Option<&'k str>)>> {
        for row in &self.rows {
            match self.standing(item, offer, row, key).await? {
                Live::No => {}
                Live::Yes => return Ok(Some((row.clone(), None))),
                Live::Adopt(key) => return Ok(Some((row.clone(), Some(key)))),
            }
        }
        Ok(None)
    }

    async fn end(&self, row: &mut order::Model, why: &str) -> Result<()> {
        advance(self.domain, self.tx, row, OrderStatus::Expired, why).await
    }

    /// Whether something may still land for one.
    async fn is_out(&self, row: &order::Model) -> Result<bool> {
        let submitted = store::status(row)? == OrderStatus::Submitted;
        Ok(submitted || !store::open_attempts(self.tx, row.id).await?.is_empty())
    }

    async fn standing<'k>(
        &self,
        item: &Item,
        offer: &Offer,
        row: &order::Model,
        key: Option<&'k str>,
    ) -> Result<Live<'k>> {
        if !item.is_of(row)? || store::currency(row)? != offer.asset.currency() {
            return Ok(Live::No);
        }
        let other_key =
            key.is_some() && row.idempotency_key.is_some() && row.idempotency_key.as_deref() != key;
        let used_up = offer.cut.is_some_and(|cut| !cut.has_room());
        let holds_last_use = used_up && Cut::is_of(offer.cut, row);
        if other_key && item.repeats() && !holds_last_use {
            // Two keys are two intents; but a code that is good for no more is good for the one that holds it.
            return Ok(Live::No);
        }
        // Whatever may still land must not get a rival.
        let in_flight = self.is_out(row).await?;
        let facts = store::facts(self.tx, row).await?;
        let reductions = store::reductions(self.tx, [row.id])
            .await?
            .remove(&row.id)
            .unwrap_or_default();
        let current = row.expires_at > self.domain.now().0
            && offer.is_met_by(store::amount(row), &reductions, &facts)
            && Cut::is_of(offer.cut, row)
            && counts(self.domain, self.tx, row).await?
            && row.genesis_hash == self.domain.rules.network.genesis_hash;
        if !in_flight && !current {
            return Ok(Live::No);
        }
        Ok(match key {
            Some(key) if row.idempotency_key.is_none() => Live::Adopt(key),
            _ => Live::Yes,
        })
    }
}
