//! Flash sales: what a creator takes off one post or one tier for some hours, and which of a sale and a code applies. A sale
//! that makes no sense is refused.

use crate::{
    Refusal, Timestamp,
    creators::{TierLevel, named},
    ids::{FlashSaleId, PostId},
    money::{Amount, Units},
    promotions::{MOST_USES, Off},
    text::Lang,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The least and the most that a sale takes off, in percent.
pub const PERCENT: (u8, u8) = (10, 90);
/// The least and the most minutes that a sale lasts.
pub const MINUTES: (u32, u32) = (5, 24 * 60);
/// The longest that a sale can wait to begin.
pub const LATEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What is on sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OnSale {
    /// A post that is sold by itself.
    Post(PostId),
    /// A tier, for all its periods.
    Tier(TierLevel),
}

/// A sale to start, on a post or on a tier.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FlashSaleDraft {
    /// A post of yours that has a price; either this or a tier.
    #[serde(default)]
    pub post: Option<PostId>,
    /// `basic`, `premium` or `vip`, for all its periods.
    #[serde(default)]
    pub tier: Option<String>,
    /// 10 to 90.
    pub percent: u8,
    /// 5 to 1440.
    pub minutes: u32,
    /// When it begins, within 30 days: now when absent.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub starts_at: Option<Timestamp>,
    /// How many can be bought; without end when absent.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A checked [`FlashSaleDraft`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewFlashSale {
    pub on: OnSale,
    pub percent: u8,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub limit: Option<u32>,
}

impl FlashSaleDraft {
    /// Checks every value; the first fault names its field.
    ///
    /// # Errors
    /// `invalid` at `on`, `tier`, `percent`, `minutes`, `starts_at` or `limit`.
    pub fn parse(&self, now: Timestamp) -> Result<NewFlashSale, Refusal> {
        let on = match (self.post, self.tier.as_deref()) {
            (Some(post), None) => OnSale::Post(post),
            (None, Some(tier)) => OnSale::Tier(tier.parse()?),
            _ => {
                return Err(Refusal::field("on", Lang::sale_on));
            }
        };
        if !(PERCENT.0..=PERCENT.1).contains(&self.percent) {
            return Err(Refusal::field("percent", |lang| {
                lang.percent_range(PERCENT.0, PERCENT.1)
            }));
        }
        if !(MINUTES.0..=MINUTES.1).contains(&self.minutes) {
            return Err(Refusal::field("minutes", |lang| {
                lang.sale_minutes(MINUTES.0, MINUTES.1)
            }));
        }
        let starts_at = self.starts_at.unwrap_or(now);
        if starts_at < now || starts_at > now.after(LATEST) {
            return Err(Refusal::field("starts_at", Lang::sale_begins));
        }
        if self.limit.is_some_and(|limit| !(1..=MOST_USES).contains(&limit)) {
            return Err(Refusal::field("limit", Lang::promotion_wrong_count));
        }
        Ok(NewFlashSale {
            on,
            percent: self.percent,
            starts_at,
            ends_at: starts_at.after(Duration::from_secs(60 * u64::from(self.minutes))),
            limit: self.limit,
        })
    }
}

/// A sale that can be bought at now, as everybody sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunningSale {
    /// What is taken off.
    pub percent: u8,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub ends_at: Timestamp,
    /// How many can still be bought, where there is a limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left: Option<u32>,
}

impl RunningSale {
    /// What is left of a price; `None` where nothing can be taken off it.
    pub fn price(&self, full: Amount) -> Option<Units> {
        let off = off(self.percent, full)?;
        full.units.checked_sub(off)
    }
}

/// What a sale takes off a price, rounded down, of which the least payment remains; `None` for nothing.
pub fn off(percent: u8, price: Amount) -> Option<Units> {
    let off = Off::Percent(percent).of(price, price.currency.min_payment())?;
    (off > Units::ZERO).then_some(off)
}

/// Whether a sale applies where a code takes off so much: the sale if it takes off as much, so that no use of the code is spent.
pub fn outdoes(sale: Units, code: Option<Units>) -> bool {
    code.is_none_or(|code| sale >= code)
}

named! {
    /// Where a sale stands.
    FlashSaleState {
        Waiting = "waiting",
        Running = "running",
        /* It would run, and is bought as often as it can be. */ SoldOut = "sold_out",
        Over = "over",
    } "state" states_of_sale
}

/// A sale as its creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FlashSaleView {
    pub id: FlashSaleId,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub post: Option<PostId>,
    /// The post's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tier: Option<TierLevel>,
    pub percent: u8,
    pub limit: Option<u32>,
    /// Orders that were paid at it, or may still be.
    pub used: u64,
    pub state: FlashSaleState,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub starts_at: Timestamp,
    /// When it ends, or was stopped.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub ends_at: Timestamp,
}

/// What a creator can put on sale: posts with a price, the newest first, and the tiers on offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlashSaleChoices {
    pub posts: Vec<(PostId, String)>,
    pub tiers: Vec<TierLevel>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{money::Currency, pricing::PeriodDiscounts};
    use proptest::prelude::*;

    fn draft() -> FlashSaleDraft {
        FlashSaleDraft {
            post: None,
            tier: Some("basic".into()),
            percent: 30,
            minutes: 60,
            starts_at: None,
            limit: None,
        }
    }

    #[test]
    fn a_sale_has_one_thing_and_a_time() {
        let now = Timestamp(1_000);
        let good = draft().parse(now).expect("valid");
        assert_eq!((good.on, good.starts_at), (OnSale::Tier(TierLevel::Basic), now));
        assert_eq!(good.ends_at, Timestamp(3_601_000));
        let post = Some(PostId(uuid::Uuid::nil()));
        let at = |starts_at| Some(Timestamp(starts_at));
        let month = 30 * 24 * 60 * 60 * 1000;
        for (wrong, field) in [
            (
                FlashSaleDraft {
                    tier: None,
                    ..draft()
                },
                "on",
            ),
            (FlashSaleDraft { post, ..draft() }, "on"),
            (
                FlashSaleDraft {
                    tier: Some("free".into()),
                    ..draft()
                },
                "tier",
            ),
            (
                FlashSaleDraft {
                    percent: 9,
                    ..draft()
                },
                "percent",
            ),
            (
                FlashSaleDraft {
                    percent: 91,
                    ..draft()
                },
                "percent",
            ),
            (
                FlashSaleDraft {
                    minutes: 4,
                    ..draft()
                },
                "minutes",
            ),
            (
                FlashSaleDraft {
                    minutes: 1441,
                    ..draft()
                },
                "minutes",
            ),
            (
                FlashSaleDraft {
                    starts_at: at(999),
                    ..draft()
                },
                "starts_at",
            ),
            (
                FlashSaleDraft {
                    starts_at: at(1_001 + month),
                    ..draft()
                },
                "starts_at",
            ),
            (
                FlashSaleDraft {
                    limit: Some(0),
                    ..draft()
                },
                "limit",
            ),
        ] {
            let refused = wrong.parse(now).expect_err("refused");
            assert_eq!(refused.field.as_deref(), Some(field));
        }
        let last = FlashSaleDraft {
            starts_at: at(1_000 + month),
            ..draft()
        };
        assert!(last.parse(now).is_ok());
    }

    #[test]
    fn the_larger_applies_and_the_sale_where_they_are_alike() {
        assert!(outdoes(Units(5), None));
        assert!(outdoes(Units(5), Some(Units(4))));
        assert!(outdoes(Units(5), Some(Units(5))));
        assert!(!outdoes(Units(5), Some(Units(6))));
    }

    proptest! {
        #[test]
        fn the_least_payment_remains_of_every_price(
            price: u64, percent in PERCENT.0..=PERCENT.1, code in 1u8..=90, days_90 in 0u8..=50, days_365 in 0u8..=50, usdc: bool,
        ) {
            let currency = if usdc { Currency::Usdc } else { Currency::Sol };
            let least = currency.min_payment();
            let sale = RunningSale { percent, ends_at: Timestamp(0), left: None };
            for period in (PeriodDiscounts { days_90, days_365 }).offers(Units(price)) {
                let full = currency.of(period.price);
                match sale.price(full) {
                    None => prop_assert!(full.units <= least || full.units.0 < 10),
                    Some(left) => {
                        prop_assert!(left >= least && left < full.units);
                        let exact = u128::from(full.units.0) * u128::from(percent) / 100;
                        prop_assert!(u128::from(full.units.0 - left.0) <= exact);
                    }
                }
                // Whichever of the two applies takes off as much as either alone, and no more than one of them.
                let taken = off(percent, full).unwrap_or_default();
                let other = Off::Percent(code).of(full, least).unwrap_or_default();
                let applies = if outdoes(taken, Some(other)) { taken } else { other };
                prop_assert_eq!(applies, taken.max(other));
            }
        }
    }
}
