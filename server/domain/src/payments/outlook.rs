//! What the chain says of an item's recipients, asked before the transaction of the database begins: whether the referrer can
//! receive a part, and whose token accounts must be opened. It decides no price.

use super::{facts::Asset, item::Item, referral::Referral, token::Purses};
use crate::{Domain, Result, creators::payout_store};

#[derive(Clone, Debug, Default)]
pub(super) struct Outlook {
    pub referral: Option<Referral>,
    pub purses: Purses,
}

impl Outlook {
    /// # Errors
    /// `network_unavailable`.
    pub async fn of(domain: &Domain, item: &Item, asset: Asset) -> Result<Self> {
        let post = item.post(&domain.db).await?;
        let payees = match item.seller(post.as_ref()) {
            Some(seller) => payout_store::payees(&domain.db, seller).await?,
            None => None,
        };
        // A creator without an address is refused where the price is worked out.
        let Some(payees) = payees else {
            return Ok(Self::default());
        };
        let now = domain.now();
        let referrer = payees.referrer(now).filter(|_| item.is_shared());
        // By the time that the price is worked out a change may have taken effect.
        let mut wallets = vec![payees.payout.at(now)];
        wallets.extend(payees.payout.waiting(now).map(|change| change.address));
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
