//! What amounts are worth in dollars: a price of SOL with its moment, and what it makes of an amount. Whole numbers only; without a
//! price there is no worth, and none is made up.

use crate::{
    Timestamp,
    money::{Amount, Currency, LAMPORTS_PER_SOL, UNITS_PER_USDC, Units},
};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// The price of 1 SOL in millionths of a dollar. Beyond these bounds nothing is believed.
pub const LEAST_PRICE: Units = Units(10_000);
pub const HIGHEST_PRICE: Units = Units(1_000_000 * UNITS_PER_USDC);

/// What is converted into SOL comes in steps of so many lamports: fewer digits to read, and at the most a hundredth of a cent more.
pub const LAMPORTS_STEP: u128 = 1_000;

/// Hundredths of a dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub u64);

impl Cents {
    /// Millionths of a dollar, rounded to the next cent.
    pub fn of_micros(micros: Units) -> Self {
        Self(micros.0.saturating_add(5_000) / 10_000)
    }
}

/// What 1 SOL costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rate {
    /// Millionths of a dollar for 1 SOL.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub micros: Units,
    /// When it was seen: the oldest of what it was made of.
    #[serde(deserialize_with = "own_moment")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub observed_at: Timestamp,
    /// Whether it is of no market: an operator's own, to try the site with.
    pub test: bool,
}

/// A moment as we write it, read without what reads all that RFC 3339 allows: the browser gets this.
fn own_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
    Timestamp::parse_own(&text).ok_or_else(|| D::Error::custom("not a time as it is written here"))
}

impl Rate {
    /// What so much SOL comes to, rounded to the next cent; `None` where that does not fit.
    pub fn cents(self, sol: Units) -> Option<Cents> {
        let micros = u128::from(sol.0) * u128::from(self.micros.0);
        let of_a_cent = u128::from(LAMPORTS_PER_SOL) * 10_000;
        u64::try_from((micros + of_a_cent / 2) / of_a_cent)
            .ok()
            .map(Cents)
    }

    /// What so much USDC costs in SOL: never less than it is worth, and up to the next [`LAMPORTS_STEP`]; `None` where that does not
    /// fit.
    pub fn sol_for(self, usdc: Units) -> Option<Units> {
        if self.micros == Units::ZERO {
            return None;
        }
        let exact = u128::from(usdc.0) * u128::from(LAMPORTS_PER_SOL);
        let lamports = exact.div_ceil(u128::from(self.micros.0));
        u64::try_from(lamports.next_multiple_of(LAMPORTS_STEP))
            .ok()
            .map(Units)
    }
}

/// What an amount comes to, and by which price; without one it is of dollars anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Worth {
    /// Hundredths of a dollar.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub cents: Cents,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
}

/// The price of SOL at which an order in SOL was made for what is priced in USDC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteView {
    /// What it costs in base units of USDC, less what is taken off.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub usd: Units,
    pub rate: Rate,
    /// Those whose median the price is.
    pub sources: Vec<String>,
    /// Until when the amount in SOL holds.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

impl QuoteView {
    /// What the order is worth, by its own price.
    pub fn worth(&self) -> Worth {
        Worth {
            cents: Cents::of_micros(self.usd),
            rate: Some(self.rate),
        }
    }
}

/// What is known of dollars at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fiat {
    /// Whether dollars are shown here at all.
    pub on: bool,
    /// None where there is no price that is good now.
    pub sol: Option<Rate>,
}

impl Fiat {
    /// What an amount is worth; of USDC as its issuer redeems it, a dollar each.
    pub fn worth(self, amount: Amount) -> Option<Worth> {
        if !self.on {
            return None;
        }
        match amount.currency {
            Currency::Sol => {
                let rate = self.sol?;
                let cents = rate.cents(amount.units)?;
                Some(Worth {
                    cents,
                    rate: Some(rate),
                })
            }
            Currency::Usdc => Some(Worth {
                cents: Cents::of_micros(amount.units),
                rate: None,
            }),
        }
    }
}

/// The price of SOL, as programs are told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PricingView {
    /// Dollars for 1 SOL, a decimal with up to six places.
    pub sol_usd: String,
    /// When it was seen: the oldest of what it was made of.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub observed_at: Timestamp,
    pub age_seconds: u64,
    /// Those whose median it is.
    pub sources: Vec<String>,
    /// Whether it is of no market: an operator's own, to try the site with.
    pub test: bool,
}

/// Reads a decimal such as `150.1234` as millionths, what is less than one dropped; `None` for signs, exponents, and what is out of
/// bounds for the price of a SOL.
pub fn price_of_decimal(text: &str) -> Option<Units> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // More digits than any price has are no price, however small the number is.
    if !digits(whole) || !digits(rest) || text.len() > 60 {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let rest: u64 = rest
        .get(..6.min(rest.len()))
        .map(|rest| format!("{rest:0<6}"))?
        .parse()
        .ok()?;
    within_bounds(whole.checked_mul(UNITS_PER_USDC)?.checked_add(rest)?)
}

/// Reads `price * 10^exponent` as millionths, what is less than one dropped.
pub fn price_of_power(price: u64, exponent: i32) -> Option<Units> {
    let shift = exponent.checked_add(6)?;
    let power = 10_u64.checked_pow(shift.unsigned_abs())?;
    within_bounds(match shift {
        0.. => price.checked_mul(power)?,
        _ => price / power,
    })
}

fn within_bounds(micros: u64) -> Option<Units> {
    Some(Units(micros)).filter(|price| (LEAST_PRICE..=HIGHEST_PRICE).contains(price))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(micros: u64) -> Rate {
        Rate {
            micros: Units(micros),
            observed_at: Timestamp(0),
            test: false,
        }
    }

    #[test]
    fn an_amount_is_worth_its_price_to_the_next_cent() {
        let fiat = Fiat {
            on: true,
            sol: Some(rate(150_000_000)),
        };
        let cents = |amount| fiat.worth(amount).map(|worth| worth.cents.0);
        assert_eq!(cents(Amount::sol(50_000_000)), Some(750));
        assert_eq!(cents(Amount::sol(1)), Some(0));
        // Half a cent is one.
        assert_eq!(cents(Amount::sol(33_333)), Some(0));
        assert_eq!(cents(Amount::sol(33_334)), Some(1));
        assert_eq!(cents(Amount::usdc(4_995_000)), Some(500));
        assert_eq!(cents(Amount::usdc(4_994_999)), Some(499));
        let stale = Fiat { sol: None, ..fiat };
        assert_eq!(stale.worth(Amount::sol(50_000_000)), None);
        assert!(stale.worth(Amount::usdc(1)).is_some());
        let off = Fiat { on: false, ..fiat };
        assert_eq!(off.worth(Amount::usdc(1)), None);
        assert_eq!(off.worth(Amount::sol(1)), None);
    }

    #[test]
    fn a_price_is_a_plain_decimal_within_bounds() {
        for (text, micros) in [
            ("150", 150_000_000),
            ("150.12", 150_120_000),
            ("150.1234569", 150_123_456),
            ("0.01", 10_000),
            ("1000000", 1_000_000_000_000),
        ] {
            assert_eq!(price_of_decimal(text), Some(Units(micros)), "{text}");
        }
        for text in [
            "",
            ".",
            "1.",
            ".5",
            "-150",
            "+150",
            "1e2",
            "150,1",
            " 150",
            "0",
            "0.009",
            "1000000.1",
            "NaN",
            "18446744073709551616",
            "1.½",
        ] {
            assert_eq!(price_of_decimal(text), None, "{text}");
        }
        assert_eq!(price_of_decimal(&format!("150.{}", "1".repeat(100))), None);
        assert_eq!(price_of_power(15_012_345_678, -8), Some(Units(150_123_456)));
        assert_eq!(price_of_power(150, 0), Some(Units(150_000_000)));
        assert_eq!(price_of_power(150_000_000, -6), Some(Units(150_000_000)));
        for (price, exponent) in [
            (150, 20),
            (150, -40),
            (150, i32::MAX),
            (150, i32::MIN),
            (u64::MAX, 0),
            (0, 0),
        ] {
            assert_eq!(price_of_power(price, exponent), None, "{price} {exponent}");
        }
    }

    #[test]
    fn what_is_priced_in_dollars_costs_no_less_in_sol() {
        let sol = |micros, usdc| rate(micros).sol_for(Units(usdc)).map(|sol| sol.0);
        assert_eq!(sol(150_000_000, 5_000_000), Some(33_334_000));
        assert_eq!(sol(150_000_000, 15_000_000), Some(100_000_000));
        assert_eq!(sol(150_000_000, 15_000_001), Some(100_001_000));
        assert_eq!(sol(150_000_000, 0), Some(0));
        assert_eq!(sol(10_000, u64::MAX), None);
        assert_eq!(sol(0, 1), None);
        // The dearest thing at the lowest price.
        assert!(sol(LEAST_PRICE.0, Currency::Usdc.max_price().0).is_some());
    }

    proptest! {
        #[test]
        fn a_conversion_is_up_to_the_next_thousand_lamports(usdc: u64, micros in 10_000_u64..=1_000_000_000_000) {
            let exact = u128::from(usdc) * u128::from(LAMPORTS_PER_SOL);
            let of = |lamports: u128| lamports * u128::from(micros);
            match rate(micros).sol_for(Units(usdc)) {
                Some(Units(lamports)) => {
                    let lamports = u128::from(lamports);
                    prop_assert_eq!(lamports % 1_000, 0);
                    prop_assert!(of(lamports) >= exact);
                    prop_assert!(lamports == 0 || of(lamports - 1_000) < exact);
                }
                None => prop_assert!(exact > of(u128::from(u64::MAX) - 1_000)),
            }
        }

        #[test]
        fn a_worth_is_never_half_a_cent_off(sol: u64, micros in 10_000_u64..=1_000_000_000_000) {
            let exact = u128::from(sol) * u128::from(micros);
            let cent = u128::from(LAMPORTS_PER_SOL) * 10_000;
            match rate(micros).cents(Units(sol)) {
                Some(Cents(cents)) => prop_assert!((u128::from(cents) * cent).abs_diff(exact) * 2 <= cent),
                None => prop_assert!(exact / cent >= u128::from(u64::MAX)),
            }
        }
    }
}
