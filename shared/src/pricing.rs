//! What time at a tier costs and is worth: longer periods, what a creator takes off for them, and what is left of a
//! subscription when its holder moves up. Whole base units; what does not fit is refused.

use crate::{Refusal, money::Units, text::Lang};
use serde::{Deserialize, Serialize};

/// The days that a tier's price is for.
pub const PRICED_DAYS: u32 = 30;
/// The days that a subscription can be bought for.
pub const PERIODS: [u32; 3] = [PRICED_DAYS, 90, 365];
/// The most that can be taken off for a longer period, in percent.
pub const MAX_PERIOD_DISCOUNT: u8 = 50;

/// What a creator takes off for longer periods, in percent, up to [`MAX_PERIOD_DISCOUNT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PeriodDiscounts {
    #[serde(default)]
    pub days_90: u8,
    #[serde(default)]
    pub days_365: u8,
}

/// A tier for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeriodOffer {
    /// 30, 90 or 365.
    pub days: u32,
    /// What the time would cost at the price of 30 days.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub full: Units,
    /// What it costs.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub price: Units,
    /// What is taken off, in percent.
    pub discount: u8,
    /// What it costs while a sale runs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sale_price: Option<Units>,
}

impl PeriodOffer {
    /// What it costs now.
    pub fn price_now(&self) -> Units {
        self.sale_price.unwrap_or(self.price)
    }
}

impl PeriodDiscounts {
    /// # Errors
    /// `invalid` at `days_90` or `days_365` where one is too large, or the longer period is the dearer one.
    pub fn checked(self) -> Result<Self, Refusal> {
        for (field, percent) in [("days_90", self.days_90), ("days_365", self.days_365)] {
            if percent > MAX_PERIOD_DISCOUNT {
                return Err(Refusal::field(field, |lang| {
                    lang.period_most(MAX_PERIOD_DISCOUNT)
                }));
            }
        }
        if self.days_365 < self.days_90 {
            return Err(Refusal::field("days_365", Lang::period_falling));
        }
        Ok(self)
    }

    fn percent(self, days: u32) -> u8 {
        match days {
            90 => self.days_90,
            365 => self.days_365,
            _ => 0,
        }
    }

    /// A tier for each period, by its price for [`PRICED_DAYS`]; what does not fit into an amount falls out.
    pub fn offers(self, price: Units) -> Vec<PeriodOffer> {
        let offer = |days| {
            let full = share(price, u64::from(days), u64::from(PRICED_DAYS))?;
            let discount = self.percent(days).min(100);
            let price = share(full, u64::from(100 - discount), 100)?;
            Some(PeriodOffer {
                days,
                full,
                price,
                discount,
                sale_price: None,
            })
        };
        PERIODS.into_iter().filter_map(offer).collect()
    }
}

/// `amount * part / whole`, rounded down; `None` where that does not fit or `whole` is nothing.
pub fn share(amount: Units, part: u64, whole: u64) -> Option<Units> {
    let exact = (u128::from(amount.0) * u128::from(part)).checked_div(u128::from(whole))?;
    u64::try_from(exact).ok().map(Units)
}

/// The least part of `whole` for which [`share`] of `amount` gives `worth` or more; `None` where even all of it does
/// not.
pub fn part_worth(amount: Units, worth: Units, whole: u64) -> Option<u64> {
    if worth > amount {
        return None;
    }
    let exact = u128::from(worth.0) * u128::from(whole);
    u64::try_from(exact.div_ceil(u128::from(amount.0.max(1)))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prices(discounts: PeriodDiscounts, price: u64) -> Vec<(u32, u64, u64)> {
        let offers = discounts.offers(Units(price));
        offers
            .iter()
            .map(|offer| (offer.days, offer.full.0, offer.price.0))
            .collect()
    }

    #[test]
    fn a_longer_period_costs_its_days_less_what_is_taken_off() {
        let discounts = PeriodDiscounts {
            days_90: 10,
            days_365: 25,
        };
        assert_eq!(
            prices(discounts, 50_000_000),
            [
                (30, 50_000_000, 50_000_000),
                (90, 150_000_000, 135_000_000),
                (365, 608_333_333, 456_249_999)
            ]
        );
        let nothing = PeriodDiscounts::default();
        assert_eq!(prices(nothing, 1), [(30, 1, 1), (90, 3, 3), (365, 12, 12)]);
        assert_eq!(prices(nothing, u64::MAX), [(30, u64::MAX, u64::MAX)]);
    }

    #[test]
    fn too_much_or_the_wrong_way_round_is_refused() {
        for (days_90, days_365, field) in [
            (51, 51, "days_90"),
            (0, 51, "days_365"),
            (255, 0, "days_90"),
            (20, 10, "days_365"),
        ] {
            let refused = PeriodDiscounts { days_90, days_365 }.checked();
            assert_eq!(refused.expect_err("refused").field.as_deref(), Some(field));
        }
        for (days_90, days_365) in [(0, 0), (10, 10), (50, 50)] {
            assert!(PeriodDiscounts { days_90, days_365 }.checked().is_ok());
        }
    }

    proptest! {
        #[test]
        fn a_period_never_costs_more_than_its_days(price: u64, days_90 in 0u8..=50, days_365 in 0u8..=50) {
            for offer in (PeriodDiscounts { days_90, days_365 }).offers(Units(price)) {
                let exact = u128::from(price) * u128::from(offer.days);
                prop_assert!(u128::from(offer.full.0) * 30 <= exact);
                prop_assert!((u128::from(offer.full.0) + 1) * 30 > exact);
                let less = u128::from(offer.full.0) * u128::from(100 - offer.discount);
                prop_assert!(u128::from(offer.price.0) * 100 <= less);
                prop_assert!((u128::from(offer.price.0) + 1) * 100 > less);
            }
        }

        #[test]
        fn the_parts_of_an_amount_never_add_up_to_more(amount: u64, whole in 1u64.., at in 0.0f64..=1.0) {
            // Where in the whole the cut lies does not matter; that it is a cut does.
            let cut = ((whole as f64 * at) as u64).min(whole);
            let (left, right) = (share(Units(amount), cut, whole), share(Units(amount), whole - cut, whole));
            let sum = left.zip(right).and_then(|(left, right)| left.checked_add(right)).expect("both fit");
            prop_assert!(sum.0 == amount || sum.0 + 1 == amount);
        }

        #[test]
        fn the_part_that_an_amount_is_worth_is_the_least_one(amount in 1u64.., whole: u64, worth: u64) {
            let (amount, worth) = (Units(amount), Units(worth));
            match part_worth(amount, worth, whole) {
                None => prop_assert!(worth > amount),
                Some(part) => {
                    prop_assert!(part <= whole);
                    let enough = |part: u64| u128::from(part) * u128::from(amount.0) >= u128::from(worth.0) * u128::from(whole);
                    prop_assert!(enough(part));
                    prop_assert!(part == 0 || !enough(part - 1));
                }
            }
        }
    }
}
