//! What an order promised when it was made: who pays, whom, how much, by when. Building and verifying both
//! read only this, never today's settings.

use shared::{
    Timestamp,
    ids::OrderId,
    money::{Currency, Lamports, Units},
    payments::LegRole,
    solana::Address,
};

/// What an order is paid with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    Sol,
    /// Tokens of this mint and of the Token program, from and to the wallets' associated accounts.
    Usdc {
        mint: Address,
    },
}

impl Asset {
    pub fn currency(self) -> Currency {
        match self {
            Self::Sol => Currency::Sol,
            Self::Usdc { .. } => Currency::Usdc,
        }
    }

    pub fn mint(self) -> Option<Address> {
        match self {
            Self::Sol => None,
            Self::Usdc { mint } => Some(mint),
        }
    }
}

/// One transfer of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    pub role: LegRole,
    pub address: Address,
    pub amount: Units,
}

/// The snapshot of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFacts {
    pub id: OrderId,
    pub payer: Address,
    pub reference: Address,
    pub asset: Asset,
    /// In the order of the transfers: platform, referrer, creator. The last one carries the reference.
    pub legs: Vec<Leg>,
    /// What opening accounts for recipients may take from the payer, in lamports, as they were told.
    pub account_rent: Lamports,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

impl OrderFacts {
    /// The same, paid by this wallet.
    pub fn paid_by(&self, payer: Address) -> Self {
        Self {
            payer,
            ..self.clone()
        }
    }

    /// The memo of the payment: short, opaque, public for ever.
    pub fn memo(&self) -> String {
        format!("fan1:{}", self.id)
    }

    /// The whole amount; `None` if it does not fit, which no stored order can be.
    pub fn total(&self) -> Option<Units> {
        self.legs
            .iter()
            .try_fold(Units::ZERO, |sum, leg| sum.checked_add(leg.amount))
    }
}

/// The place of a role among the transfers.
fn place(role: LegRole) -> u8 {
    match role {
        LegRole::Platform => 0,
        LegRole::Referrer => 1,
        LegRole::Creator => 2,
    }
}

/// Puts shares into the order of the transfers; those to the same address become one, under the later role,
/// and empty ones fall out.
pub fn merge(shares: &[Leg]) -> Vec<Leg> {
    let mut shares: Vec<Leg> = shares
        .iter()
        .copied()
        .filter(|leg| leg.amount > Units::ZERO)
        .collect();
    shares.sort_by_key(|leg| std::cmp::Reverse(place(leg.role)));
    let mut merged: Vec<Leg> = Vec::with_capacity(shares.len());
    for share in shares {
        match merged.iter_mut().find(|leg| leg.address == share.address) {
            // Shares of one amount cannot add up to more than that.
            Some(leg) => leg.amount = Units(leg.amount.0.saturating_add(share.amount.0)),
            None => merged.push(share),
        }
    }
    merged.reverse();
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(role: LegRole, address: u8, amount: u64) -> Leg {
        Leg {
            role,
            address: Address([address; 32]),
            amount: Units(amount),
        }
    }

    #[test]
    fn the_creator_comes_last_and_empty_shares_fall_out() {
        use LegRole::{Creator, Platform, Referrer};
        let merged = merge(&[leg(Creator, 1, 90), leg(Platform, 2, 10), leg(Referrer, 3, 0)]);
        assert_eq!(merged, [leg(Platform, 2, 10), leg(Creator, 1, 90)]);
        let merged = merge(&[leg(Creator, 1, 90), leg(Platform, 2, 5), leg(Referrer, 3, 5)]);
        assert_eq!(
            merged,
            [leg(Platform, 2, 5), leg(Referrer, 3, 5), leg(Creator, 1, 90)]
        );
    }

    #[test]
    fn equal_addresses_become_one_transfer() {
        use LegRole::{Creator, Platform, Referrer};
        let merged = merge(&[leg(Creator, 1, 90), leg(Platform, 1, 5), leg(Referrer, 1, 5)]);
        assert_eq!(merged, [leg(Creator, 1, 100)]);
        let merged = merge(&[leg(Creator, 1, 90), leg(Platform, 2, 5), leg(Referrer, 2, 5)]);
        assert_eq!(merged, [leg(Referrer, 2, 10), leg(Creator, 1, 90)]);
    }
}
