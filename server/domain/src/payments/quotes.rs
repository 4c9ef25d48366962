//! What is priced in USDC, paid in SOL: at a price of SOL that is good when the order is made and holds for ten minutes, also for
//! another order of the same thing. Without a good price there is none, and it waits; USDC is taken all the same.

use super::{fiat, item::Item, quotes_store, store};
use crate::{Domain, Error, Person, Result, Tx};
use shared::{
    Code, Timestamp,
    fiat::{QuoteView, Rate},
    money::{Currency, Units},
    payments::Reduction,
};
use std::time::Duration;

/// How long an amount in SOL holds.
const HOLDS: Duration = Duration::from_secs(600);
/// What holds no longer than this leaves nobody the time to pay: another one is made.
const TIME_TO_PAY: Duration = Duration::from_secs(60);

/// A price for an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub rate: Rate,
    pub sources: Vec<String>,
    pub expires_at: Timestamp,
}

/// What an item costs in SOL, of what it costs in USDC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InSol {
    pub amount: Units,
    pub reductions: Vec<Reduction>,
    pub quote: QuoteView,
}

/// The price for this person and this item: the one that they have been told, while it holds; else that of now.
///
/// # Errors
/// `rate_unavailable` where there is neither.
pub(super) async fn of(domain: &Domain, tx: &Tx, person: &Person, item: &Item) -> Result<Quote> {
    let now = domain.now();
    let told = told(tx, person, item, now).await?;
    let lasts = |quote: &Quote| quote.expires_at >= now.after(TIME_TO_PAY);
    if let Some(quote) = told.clone().filter(lasts) {
        return Ok(quote);
    }
    let fresh = fiat::good(domain).map(|(rate, sources)| Quote {
        rate,
        sources,
        expires_at: now.after(HOLDS),
    });
    fresh.or(told).ok_or_else(|| Code::RateUnavailable.into())
}

/// The newest price that an unpaid order of theirs for this item was made at, if it holds still.
async fn told(tx: &Tx, person: &Person, item: &Item, now: Timestamp) -> Result<Option<Quote>> {
    let mut ids = vec![];
    for row in store::unpaid(tx, person.id).await? {
        if store::currency(&row)? == Currency::Sol && item.is_of(&row)? {
            ids.push(row.id);
        }
    }
    if ids.is_empty() {
        return Ok(None);
    }
    let quotes = quotes_store::of(tx, ids).await?.into_values();
    let newest = quotes
        .filter(|quote| quote.expires_at > now)
        .max_by_key(|quote| (quote.expires_at, quote.rate.observed_at));
    Ok(newest.map(|quote| Quote {
        rate: quote.rate,
        sources: quote.sources,
        expires_at: quote.expires_at,
    }))
}

impl Quote {
    /// A price in USDC and what is taken off it, in SOL. What is left after each step is converted, so that it adds up.
    ///
    /// # Errors
    /// Only for what no price is: more taken off than there is, or an amount that does not fit.
    pub fn in_sol(self, price: Units, reductions: &[Reduction]) -> Result<InSol> {
        let convert = |usd: Units| {
            let sol = self.rate.sol_for(usd);
            sol.ok_or_else(|| Error::internal("a price in dollars is too large in SOL"))
        };
        let (mut usd, mut amount) = (price, convert(price)?);
        let mut taken_off = vec![];
        for reduction in reductions {
            let less = usd.checked_sub(reduction.amount);
            usd = less.ok_or_else(|| Error::internal("more is taken off than the price"))?;
            let left = convert(usd)?;
            // Never negative: less in dollars is no more in SOL.
            let off = amount.checked_sub(left).unwrap_or_default();
            amount = left;
            if off > Units::ZERO {
                taken_off.push(Reduction {
                    amount: off,
                    ..*reduction
                });
            }
        }
        Ok(InSol {
            amount,
            reductions: taken_off,
            quote: QuoteView {
                usd,
                rate: self.rate,
                sources: self.sources,
                expires_at: self.expires_at,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::payments::ReductionKind;

    fn quote(micros: u64) -> Quote {
        Quote {
            rate: Rate {
                micros: Units(micros),
                observed_at: Timestamp(0),
                test: false,
            },
            sources: vec!["a".into()],
            expires_at: Timestamp(1),
        }
    }

    fn off(kind: ReductionKind, amount: u64) -> Reduction {
        Reduction {
            kind,
            amount: Units(amount),
        }
    }

    #[test]
    fn what_is_taken_off_is_taken_off_in_dollars_and_told_in_sol() {
        let taken = [
            off(ReductionKind::Period, 1_500_000),
            off(ReductionKind::Code, 2_700_000),
        ];
        // 15 USDC less 1.5 less 2.7 is 10.8, at 150 dollars.
        let InSol {
            amount,
            reductions,
            quote,
        } = quote(150_000_000)
            .in_sol(Units(15_000_000), &taken)
            .expect("it fits");
        assert_eq!((amount, quote.usd), (Units(72_000_000), Units(10_800_000)));
        let told: Vec<u64> = reductions.iter().map(|one| one.amount.0).collect();
        assert_eq!(told, [10_000_000, 18_000_000]);
    }

    #[test]
    fn more_than_the_price_is_never_taken_off() {
        let taken = [off(ReductionKind::Code, 2)];
        assert!(quote(150_000_000).in_sol(Units(1), &taken).is_err());
        // What no lamports of its own are left for falls out.
        let taken = [off(ReductionKind::Code, 1)];
        let all = quote(150_000_000)
            .in_sol(Units(1_000_001), &taken)
            .expect("it fits");
        assert!(all.reductions.iter().all(|one| one.amount > Units::ZERO));
    }

    proptest! {
        #[test]
        fn it_adds_up_in_sol_as_it_does_in_dollars(
            price in 0_u64..=1_000_000_000_000,
            cuts in proptest::collection::vec(0_u64..=1_000_000_000_000, 0..3),
            micros in 10_000_u64..=1_000_000_000_000,
        ) {
            let kinds = [ReductionKind::Period, ReductionKind::Sale, ReductionKind::Credit];
            let mut left = price;
            let taken: Vec<Reduction> = kinds.iter().zip(cuts).map(|(kind, cut)| {
                let cut = cut.min(left);
                left -= cut;
                off(*kind, cut)
            }).collect();
            let rate = quote(micros).rate;
            let found = quote(micros).in_sol(Units(price), &taken).expect("it fits");
            let sum: u64 = found.reductions.iter().map(|one| one.amount.0).sum();
            prop_assert_eq!(found.quote.usd, Units(left));
            prop_assert_eq!(Some(found.amount), rate.sol_for(Units(left)));
            prop_assert_eq!(Some(Units(found.amount.0 + sum)), rate.sol_for(Units(price)));
        }
    }
}
