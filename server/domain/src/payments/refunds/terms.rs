//! What goes back of a case, from whom to whom: read off the chain's own record of what arrived, and what it takes the creator's
//! wallet besides. It refuses what the network would refuse with an error that no wallet explains.

use crate::{
    Domain, Error, Result, creators,
    payments::{
        attempt, cases,
        entity::{order, sighting},
        facts::{Leg, OrderFacts},
        store as orders,
        token::Purses,
    },
};
use shared::{
    Code, Refusal,
    ids::{OrderId, UserId},
    money::Lamports,
    payments::LegRole,
    solana::Address,
    text::Lang,
};

/// What a refund of a case is to be.
pub(super) struct Terms {
    /// As a payment of its own; without a reference and a time yet.
    pub facts: OrderFacts,
    /// The wallets whose token accounts are to be opened.
    pub unopened: Vec<Address>,
}

impl Terms {
    /// Asks the chain what arrived, which must not be done inside a transaction of the database.
    ///
    /// # Errors
    /// `case_not_final`, `case_unclear`, `network_unavailable`; `own_item` where the creator's wallet paid itself.
    pub async fn of(domain: &Domain, row: &order::Model, case: &sighting::Model) -> Result<Self> {
        attempt::on_this_network(domain, row)?;
        if case.finalized_at.is_none() {
            return Err(Code::CaseNotFinal.into());
        }
        let arrival = cases::arrival(domain, row, case).await?;
        let payer = payout(domain, row).await?;
        if payer == arrival.payer {
            return Err(Refusal::from(Code::OwnItem)
                .saying(Lang::refund_to_oneself)
                .into());
        }
        let asset = orders::asset(row)?;
        let recipient = arrival.payer;
        let purses = Purses::of(domain, asset, &[recipient]).await?;
        let leg = Leg {
            role: LegRole::Creator,
            address: recipient,
            amount: arrival.total(),
        };
        let mut unopened = vec![];
        let mut account_rent = Lamports::ZERO;
        // Of SOL there is nothing to open.
        if asset.mint().is_some() {
            unopened = purses.unopened(&[leg]);
            account_rent = purses.rent_for(&unopened);
        }
        let facts = OrderFacts {
            id: OrderId(row.id),
            payer,
            reference: Address([0; 32]),
            asset,
            legs: vec![leg],
            account_rent,
            created_at: domain.now(),
            expires_at: domain.now(),
        };
        Ok(Self { facts, unopened })
    }

    /// Refuses what the wallets of both cannot give or take.
    ///
    /// # Errors
    /// `funds_missing`, `recipient_unfunded`, `network_unavailable`.
    pub async fn check(&self, domain: &Domain) -> Result<()> {
        attempt::check_balances(domain, &self.facts)
            .await
            .map(|_| ())
            .map_err(to_the_creator)
    }
}

/// The same refusal, said to whom sends the money and not to whom gets it.
pub(super) fn to_the_creator(error: Error) -> Error {
    let said = match error.code() {
        Code::RecipientUnfunded => Lang::refund_unfit,
        // They were told what it takes a moment ago.
        Code::OrderExpired => Lang::refund_dearer,
        _ => return error,
    };
    Refusal::from(error.code()).saying(said).into()
}

/// Where the creator of an order is paid now; they sign with it.
async fn payout(domain: &Domain, row: &order::Model) -> Result<Address> {
    let payout = creators::payout_store::payout(&domain.db, UserId(row.creator_id)).await?;
    Ok(payout.ok_or(Code::NotFound)?.at(domain.now()))
}
