//! What the chain says of an item's recipients, asked before the transaction of the database begins: whether the referrer can
//! receive a part, and whose token accounts must be opened. It decides no price.

use super::{facts::Asset, item::Item, referral::Referral, token::Purses};
use crate::{Domain, Result, creators};

#[derive(Clone, Debug, Default)]
pub(super) struct Outlook {
    pub referral: Option<Referral>,
    pub purses: Purses,
}

impl Outlook {
    /// # Errors
    /// `network_unavailable`.
    pub async fn of(domain: &Domain, item: &Item, asset: Asset) -> Result<Self> {
        let Some(seller) = item.seller(&domain.db).await? else {
            return Ok(Self::default());
        };
        let now = domain.now();
        let referrer = match item.is_shared() {
            true => creators::store::referrer(&domain.db, seller, now).await?,
            false => None,
        };
        // A creator without an address is refused where the price is worked out, by when a change may have taken effect.
        let payout = creators::payout_store::payout(&domain.db, seller).await?;
        let mut wallets: Vec<_> = payout.iter().map(|payout| payout.at(now)).collect();
        wallets.extend(payout.and_then(|payout| Some(payout.waiting(now)?.address)));
        if item.is_shared() {
            wallets.push(domain.rules.platform_address);
        }
        wallets.extend(referrer.map(|referrer| referrer.address));
        let purses = Purses::of(domain, asset, &wallets).await?;
        let referral = match referrer {
            Some(referrer) => Some(Referral::of(domain, referrer, asset, &purses).await?),
            None => None,
        };
        Ok(Self { referral, purses })
    }
}
