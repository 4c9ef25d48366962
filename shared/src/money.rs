//! Amounts of money: whole base units, never floating point; what would overflow or lose a unit is refused.

use crate::text::Lang;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// 1 SOL in lamports.
pub const LAMPORTS_PER_SOL: u64 = 1_000_000_000;
/// 1 USDC in base units.
pub const UNITS_PER_USDC: u64 = 1_000_000;

/// Newtypes of whole base units. In JSON a string of digits, since 2^53 is less than 2^64.
macro_rules! base_units {
    ($($(#[$doc:meta])* $name:ident)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl $name {
            pub const ZERO: Self = Self(0);

            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).map(Self)
            }

            pub fn checked_sub(self, other: Self) -> Option<Self> {
                self.0.checked_sub(other.0).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                digits(deserializer).map(Self)
            }
        }
    )+ };
}

base_units! {
    /// Native SOL, in lamports: what the network itself takes and holds.
    Lamports
    /// Base units of a currency that is told beside them: lamports of SOL, millionths of USDC.
    Units
}

fn digits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(D::Error::custom("an amount is a string of digits: base units"));
    }
    text.parse()
        .map_err(|_| D::Error::custom("the amount is too large"))
}

impl fmt::Display for Lamports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Currency::Sol.of(Units(self.0)).fmt(f)
    }
}

/// What a price is in and an order is paid in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Currency {
    /// The network's own coin.
    #[default]
    #[serde(rename = "SOL")]
    Sol,
    /// The token of the mint that the server is set up with.
    #[serde(rename = "USDC")]
    Usdc,
}

impl Currency {
    pub const ALL: [Self; 2] = [Self::Sol, Self::Usdc];

    pub fn code(self) -> &'static str {
        match self {
            Self::Sol => "SOL",
            Self::Usdc => "USDC",
        }
    }

    /// How many digits follow the point in one whole: 9 of SOL, 6 of USDC.
    pub fn decimals(self) -> u8 {
        match self {
            Self::Sol => 9,
            Self::Usdc => 6,
        }
    }

    /// Base units in one whole.
    pub fn whole(self) -> u64 {
        match self {
            Self::Sol => LAMPORTS_PER_SOL,
            Self::Usdc => UNITS_PER_USDC,
        }
    }

    pub fn of(self, units: Units) -> Amount {
        Amount {
            units,
            currency: self,
        }
    }

    /// The smallest payment, whatever is taken off: the network's fee is a small part of it.
    pub fn min_payment(self) -> Units {
        match self {
            Self::Sol => Units(1_000_000),
            Self::Usdc => Units(100_000),
        }
    }

    /// The smallest price of a thing.
    pub fn min_price(self) -> Units {
        match self {
            Self::Sol => Units(10_000_000),
            Self::Usdc => Units(1_000_000),
        }
    }

    /// The largest price of a thing.
    pub fn max_price(self) -> Units {
        match self {
            Self::Sol => Units(10_000 * LAMPORTS_PER_SOL),
            Self::Usdc => Units(1_000_000 * UNITS_PER_USDC),
        }
    }

    /// Reads an amount in wholes such as `0.05`; `None` for signs, exponents, more decimals than there are, or overflow.
    pub fn parse(self, text: &str) -> Option<Units> {
        let decimals = usize::from(self.decimals());
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && rest.is_empty()) || !digits(whole) || !digits(rest) || rest.len() > decimals {
            return None;
        }
        let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let rest: u64 = format!("{rest:0<decimals$}").parse().ok()?;
        whole.checked_mul(self.whole())?.checked_add(rest).map(Units)
    }
}

impl std::str::FromStr for Currency {
    type Err = crate::Refusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code() == text)
            .ok_or_else(|| crate::Refusal::field("currency", Lang::currency_unknown))
    }
}

/// An amount in a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Base units: a string of digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub units: Units,
    pub currency: Currency,
}

impl Amount {
    /// In lamports.
    pub const fn sol(lamports: u64) -> Self {
        Self {
            units: Units(lamports),
            currency: Currency::Sol,
        }
    }

    /// In millionths of a USDC.
    pub const fn usdc(units: u64) -> Self {
        Self {
            units: Units(units),
            currency: Currency::Usdc,
        }
    }

    /// Another amount in the same currency.
    pub fn with(self, units: Units) -> Self {
        self.currency.of(units)
    }

    /// The amount in wholes without the currency and without trailing zeros: `0.05`.
    pub fn wholes(self) -> String {
        let (whole, rest) = (
            self.units.0 / self.currency.whole(),
            self.units.0 % self.currency.whole(),
        );
        if rest == 0 {
            return whole.to_string();
        }
        let digits = format!("{rest:0width$}", width = usize::from(self.currency.decimals()));
        format!("{whole}.{}", digits.trim_end_matches('0'))
    }

    /// Whether something can cost as much.
    ///
    /// # Errors
    /// `invalid` at this field.
    pub fn checked_price(self, field: &'static str) -> Result<Self, crate::Refusal> {
        let (least, most) = (self.currency.min_price(), self.currency.max_price());
        if (least..=most).contains(&self.units) {
            return Ok(self);
        }
        let (least, most) = (self.with(least), self.with(most));
        Err(crate::Refusal::field(field, |lang| lang.price_range(least, most)))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.wholes(), self.currency.code())
    }
}

/// How a sale is shared, in basis points (1/10,000): what the platform takes of the total, and what of
/// that goes on to the creator's referrer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    pub platform_bps: u16,
    pub referral_bps_of_platform: u16,
}

impl Rates {
    /// Nothing for the platform.
    pub const ALL_TO_CREATOR: Self = Self {
        platform_bps: 0,
        referral_bps_of_platform: 0,
    };
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            platform_bps: 1_000,
            referral_bps_of_platform: 5_000,
        }
    }
}

/// The parts of one payment; they always add up to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    pub creator: Units,
    pub platform: Units,
    pub referrer: Units,
}

impl Rates {
    /// Shares `total`; every rounding remainder goes to the creator, the referrer's part comes out of the platform's.
    pub fn split(self, total: Units, has_referrer: bool) -> Split {
        let of = |amount: u64, bps: u16| {
            let bps = u128::from(bps.min(10_000));
            // At most `amount`, so it fits.
            u64::try_from(u128::from(amount) * bps / 10_000).unwrap_or(amount)
        };
        let gross = of(total.0, self.platform_bps);
        let referrer = if has_referrer {
            of(gross, self.referral_bps_of_platform)
        } else {
            0
        };
        Split {
            creator: Units(total.0 - gross),
            platform: Units(gross - referrer),
            referrer: Units(referrer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_written_without_trailing_zeros() {
        assert_eq!(Amount::sol(50_000_000).to_string(), "0.05 SOL");
        assert_eq!(Amount::sol(LAMPORTS_PER_SOL).to_string(), "1 SOL");
        assert_eq!(Amount::sol(1).wholes(), "0.000000001");
        assert_eq!(Amount::usdc(5_000_000).to_string(), "5 USDC");
        assert_eq!(Amount::usdc(1).wholes(), "0.000001");
        assert_eq!(Lamports(890_880).to_string(), "0.00089088 SOL");
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        for text in [
            "",
            ".",
            "-1",
            "1e3",
            "1,5",
            "0.0000000001",
            "99999999999999999999",
            " 1",
        ] {
            for currency in Currency::ALL {
                assert_eq!(currency.parse(text), None, "{text}");
            }
        }
        // Nothing is rounded: USDC has six digits.
        assert_eq!(Currency::Usdc.parse("0.0000001"), None);
        for json in [
            "1",
            "\"\"",
            "\"-1\"",
            "\"1.0\"",
            "\"18446744073709551616\"",
            "null",
        ] {
            assert!(serde_json::from_str::<Units>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_currency_is_one_of_two() {
        for currency in Currency::ALL {
            assert_eq!(currency.code().parse(), Ok(currency));
            assert_eq!(10u64.pow(currency.decimals().into()), currency.whole());
        }
        assert!("EUR".parse::<Currency>().is_err());
        assert!("sol".parse::<Currency>().is_err());
    }

    proptest! {
        #[test]
        fn a_split_adds_up_and_favours_the_creator(total: u64, platform in 0u16..=10_000, referral in 0u16..=10_000, referred: bool) {
            let rates = Rates { platform_bps: platform, referral_bps_of_platform: referral };
            let split = rates.split(Units(total), referred);
            let sum = split.creator.checked_add(split.platform).and_then(|s| s.checked_add(split.referrer));
            prop_assert_eq!(sum, Some(Units(total)));
            let exact = u128::from(total) * u128::from(10_000 - platform);
            prop_assert!(u128::from(split.creator.0) * 10_000 >= exact);
            prop_assert!(referred || split.referrer == Units::ZERO);
        }

        #[test]
        fn text_and_json_round_trip(units: u64, usdc: bool) {
            let currency = if usdc { Currency::Usdc } else { Currency::Sol };
            let amount = currency.of(Units(units));
            prop_assert_eq!(currency.parse(&amount.wholes()), Some(amount.units));
            let json = serde_json::to_string(&amount).expect("it serialises");
            prop_assert_eq!(serde_json::from_str::<Amount>(&json).ok(), Some(amount));
        }
    }
}
