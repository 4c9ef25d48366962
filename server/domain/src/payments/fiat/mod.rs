//! What SOL is worth in dollars: one price for the whole process, the median of its sources, with its age. It is never asked for by a
//! request: a worker looks after it, and when it is older than five minutes there is none.

mod median;
pub mod worker;

use crate::{Domain, Result};
use median::Agreed;
use shared::{
    Code, Refusal, Timestamp,
    fiat::{Fiat, PricingView, Rate},
    money::Currency,
    text::Lang,
};
use std::{
    sync::{PoisonError, RwLock},
    time::Duration,
};

/// What is older is no price any more.
const GOOD_FOR: Duration = Duration::from_secs(300);

/// The price as this process knows it. By default dollars are off.
#[derive(Debug, Default)]
pub struct Prices {
    on: bool,
    test: bool,
    last: RwLock<Option<Agreed>>,
}

impl Prices {
    /// `on` where there are sources, `test` where they are no market's.
    pub fn new(on: bool, test: bool) -> Self {
        Self {
            on,
            test,
            last: RwLock::default(),
        }
    }

    fn put(&self, agreed: Agreed) {
        *self.last.write().unwrap_or_else(PoisonError::into_inner) = Some(agreed);
    }

    /// The last price, if it is good now.
    fn good(&self, now: Timestamp) -> Option<Agreed> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        last.clone()
            .filter(|agreed| (agreed.observed_at..=agreed.observed_at.after(GOOD_FOR)).contains(&now))
    }

    fn rate(&self, agreed: &Agreed) -> Rate {
        Rate {
            micros: agreed.micros,
            observed_at: agreed.observed_at,
            test: self.test,
        }
    }
}

/// What is known of dollars now.
pub fn now(domain: &Domain) -> Fiat {
    let prices = &domain.prices;
    Fiat {
        on: prices.on,
        sol: prices.good(domain.now()).map(|agreed| prices.rate(&agreed)),
    }
}

/// Whether dollars are known here, if not at every moment.
pub(super) fn is_on(domain: &Domain) -> bool {
    domain.prices.on
}

/// The price that is good now, and whose it is.
pub(super) fn good(domain: &Domain) -> Option<(Rate, Vec<String>)> {
    let agreed = domain.prices.good(domain.now())?;
    let sources = agreed.sources.iter().map(|name| (*name).to_owned()).collect();
    Some((domain.prices.rate(&agreed), sources))
}

/// The price with its age and its sources.
///
/// # Errors
/// `rate_unavailable` where there is none that is good.
pub fn pricing(domain: &Domain) -> Result<PricingView> {
    let moment = domain.now();
    let Some(agreed) = domain.prices.good(moment) else {
        return Err(Refusal::from(Code::RateUnavailable)
            .saying(Lang::price_of_sol_none)
            .into());
    };
    let age = moment.0.saturating_sub(agreed.observed_at.0) / 1_000;
    Ok(PricingView {
        // A USDC has as many decimals.
        sol_usd: Currency::Usdc.of(agreed.micros).wholes(),
        observed_at: agreed.observed_at,
        age_seconds: u64::try_from(age).unwrap_or(0),
        sources: agreed.sources.iter().map(|name| (*name).to_owned()).collect(),
        test: domain.prices.test,
    })
}
