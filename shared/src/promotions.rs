//! Promo codes: what a creator takes off for whoever knows one, or which free days they get. It decides nothing; a code that makes
//! no sense is refused.

use crate::{
    Refusal, Timestamp,
    creators::TierLevel,
    ids::PromotionId,
    money::{Amount, Currency, Units},
    pricing::share,
    text::Lang,
    trials::Trial,
};
use serde::{Deserialize, Deserializer, Serialize};
use std::{fmt, str::FromStr, time::Duration};

/// The least and the most that a code takes off, in percent.
pub const PERCENT: (u8, u8) = (1, 90);
/// The longest that a code can be good for.
pub const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);
/// The most uses that can be set.
pub const MOST_USES: u32 = 1_000_000;

/// A code as it is kept: 3 to 24 letters from A to Z, digits and `-`. People may write it in small letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct PromoCode(String);

impl PromoCode {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PromoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PromoCode {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let code = text.trim().to_ascii_uppercase();
        let good = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
        if (3..=24).contains(&code.len()) && code.bytes().all(good) {
            return Ok(Self(code));
        }
        Err(Refusal::field("code", Lang::code_shape))
    }
}

impl<'de> Deserialize<'de> for PromoCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse()
            .map_err(|refusal: Refusal| serde::de::Error::custom(refusal.together()))
    }
}

/// What a code takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// 1 to 90.
    Percent(u8),
    /// Only of what is sold in this currency.
    Amount(Amount),
}

impl Off {
    /// What is taken off a price, rounded down, of which `least` must remain; `None` where it is in another currency.
    pub fn of(self, price: Amount, least: Units) -> Option<Units> {
        let most = price.units.checked_sub(least).unwrap_or_default();
        let off = match self {
            Self::Percent(percent) => share(price.units, u64::from(percent), 100)?,
            Self::Amount(amount) if amount.currency == price.currency => amount.units,
            Self::Amount(_) => return None,
        };
        Some(off.min(most))
    }
}

/// What a code is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    Off(Off),
    Days(Trial),
}

/// A code to make. It is good for the creator's subscriptions and for posts that they sell, or for free days of one tier.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PromotionDraft {
    /// 3 to 24 letters, digits or dashes.
    pub code: String,
    /// 1 to 90; one of this, an amount and days.
    #[serde(default)]
    pub percent: Option<u8>,
    /// In base units of the currency.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub amount: Option<Units>,
    /// What the amount is in: SOL when absent.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// 1 to 90 free days of a tier, for new subscribers.
    #[serde(default)]
    pub days: Option<u16>,
    /// Which tier the days are of.
    #[serde(default)]
    pub tier: Option<TierLevel>,
    /// How often it can be used in all; without end when absent.
    #[serde(default)]
    pub uses: Option<u32>,
    /// How often one person can use it: once when absent.
    #[serde(default)]
    pub uses_each: Option<u32>,
    /// Until when; without end when absent.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ends_at: Option<Timestamp>,
}

/// A checked [`PromotionDraft`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPromotion {
    pub code: PromoCode,
    pub gives: Gives,
    pub uses: Option<u32>,
    pub uses_each: u32,
    pub ends_at: Option<Timestamp>,
}

impl PromotionDraft {
    /// Checks every value; the first fault names its field.
    ///
    /// # Errors
    /// `invalid` at `code`, `percent`, `amount`, `days`, `tier`, `uses`, `uses_each` or `ends_at`.
    pub fn parse(&self, now: Timestamp) -> Result<NewPromotion, Refusal> {
        let code: PromoCode = self.code.parse()?;
        if self.days.is_none() && self.tier.is_some() {
            return Err(Refusal::field("days", Lang::code_days));
        }
        let gives = match (self.percent, self.amount, self.days) {
            (Some(percent), None, None) if (PERCENT.0..=PERCENT.1).contains(&percent) => {
                Gives::Off(Off::Percent(percent))
            }
            (Some(_), None, None) => {
                let said = |lang: Lang| lang.percent_range(PERCENT.0, PERCENT.1);
                return Err(Refusal::field("percent", said));
            }
            (None, Some(units), None) => {
                let currency = self.currency.unwrap_or_default();
                let (least, most) = (currency.min_payment(), currency.max_price());
                if !(least..=most).contains(&units) {
                    let (least, most) = (currency.of(least), currency.of(most));
                    return Err(Refusal::field("amount", |lang| lang.off_range(least, most)));
                }
                Gives::Off(Off::Amount(currency.of(units)))
            }
            (None, None, Some(days)) => Gives::Days(Trial::of(days, self.tier)?),
            _ => {
                return Err(Refusal::field("percent", Lang::code_gives));
            }
        };
        let count = |field: &'static str, count: u32| match (1..=MOST_USES).contains(&count) {
            true => Ok(count),
            false => Err(Refusal::field(field, Lang::promotion_wrong_count)),
        };
        let ends = self
            .ends_at
            .filter(|end| *end <= now || *end > now.after(LONGEST));
        if ends.is_some() {
            return Err(Refusal::field("ends_at", Lang::code_ends));
        }
        Ok(NewPromotion {
            code,
            gives,
            uses: self.uses.map(|uses| count("uses", uses)).transpose()?,
            uses_each: count("uses_each", self.uses_each.unwrap_or(1))?,
            ends_at: self.ends_at,
        })
    }
}

/// A code as its creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PromotionView {
    pub id: PromotionId,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: PromoCode,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub percent: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Amount>,
    /// Free days of a tier.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub trial: Option<Trial>,
    pub uses: Option<u32>,
    pub uses_each: u32,
    /// Orders that were paid with it, or may still be.
    pub used: u64,
    /// Whether it can be used now.
    pub good: bool,
    /// The address of the creator's page with the code in it.
    pub link: String,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ends_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(percent: Option<u8>, amount: Option<u64>) -> PromotionDraft {
        PromotionDraft {
            code: " summer-26 ".into(),
            percent,
            amount: amount.map(Units),
            currency: Some(Currency::Usdc),
            days: None,
            tier: None,
            uses: None,
            uses_each: None,
            ends_at: None,
        }
    }

    #[test]
    fn a_code_is_read_in_any_case_and_takes_off_one_thing() {
        let now = Timestamp(1_000);
        let good = draft(Some(20), None).parse(now).expect("valid");
        assert_eq!(
            (good.code.as_str(), good.gives, good.uses_each),
            ("SUMMER-26", Gives::Off(Off::Percent(20)), 1)
        );
        let amount = draft(None, Some(100_000)).parse(now).expect("valid");
        assert_eq!(amount.gives, Gives::Off(Off::Amount(Amount::usdc(100_000))));
        let days = |percent, days, tier| PromotionDraft {
            days,
            tier,
            ..draft(percent, None)
        };
        let (tier, trial) = (TierLevel::Vip, days(None, Some(14), Some(TierLevel::Vip)));
        assert_eq!(
            trial.parse(now).expect("valid").gives,
            Gives::Days(Trial { tier, days: 14 })
        );
        for (wrong, field) in [
            (days(None, Some(91), Some(tier)), "days"),
            (days(None, Some(14), None), "tier"),
            (days(Some(5), None, Some(tier)), "days"),
            (days(Some(5), Some(14), Some(tier)), "percent"),
        ] {
            let refused = wrong.parse(now).expect_err("refused");
            assert_eq!(refused.field.as_deref(), Some(field), "{wrong:?}");
        }
        for (percent, amount, field) in [
            (None, None, "percent"),
            (Some(5), Some(100_000), "percent"),
            (Some(0), None, "percent"),
            (Some(91), None, "percent"),
            (None, Some(99_999), "amount"),
        ] {
            let refused = draft(percent, amount).parse(now).expect_err("refused");
            assert_eq!(refused.field.as_deref(), Some(field), "{percent:?} {amount:?}");
        }
        for code in ["", "ab", "with space", "ПРИВЕТ", "a_b", &"x".repeat(25)] {
            assert!(code.parse::<PromoCode>().is_err(), "{code}");
        }
        let over = PromotionDraft {
            ends_at: Some(now),
            ..draft(Some(5), None)
        };
        assert_eq!(
            over.parse(now).expect_err("refused").field.as_deref(),
            Some("ends_at")
        );
    }

    proptest! {
        #[test]
        fn what_is_taken_off_leaves_the_least_payment(price: u64, percent in 1u8..=90, amount: u64, usdc: bool) {
            let currency = if usdc { Currency::Usdc } else { Currency::Sol };
            let (price, least) = (currency.of(Units(price)), currency.min_payment());
            for off in [Off::Percent(percent), Off::Amount(currency.of(Units(amount)))] {
                let taken = off.of(price, least).expect("the same currency");
                prop_assert!(taken <= price.units);
                prop_assert!(taken == Units::ZERO || price.units.0 - taken.0 >= least.0);
            }
            let exact = u128::from(price.units.0) * u128::from(percent) / 100;
            let taken = Off::Percent(percent).of(price, Units::ZERO).expect("percent are of any currency");
            prop_assert_eq!(u128::from(taken.0), exact);
            let other = if usdc { Amount::sol(amount) } else { Amount::usdc(amount) };
            prop_assert_eq!(Off::Amount(other).of(price, least), None);
        }
    }
}
