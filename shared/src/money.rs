//! Amounts of money: whole base units, never floating point; what would overflow or lose a unit is refused.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// 1 SOL in lamports.
pub const LAMPORTS_PER_SOL: u64 = 1_000_000_000;

/// An amount of native SOL in lamports. In JSON a string of digits, since 2^53 is less than 2^64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lamports(pub u64);

impl Lamports {
    pub const ZERO: Self = Self(0);

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The amount in SOL without a unit and without trailing zeros: `0.05`.
    pub fn sol(self) -> String {
        let whole = self.0 / LAMPORTS_PER_SOL;
        let rest = self.0 % LAMPORTS_PER_SOL;
        if rest == 0 {
            return whole.to_string();
        }
        let digits = format!("{rest:09}");
        format!("{whole}.{}", digits.trim_end_matches('0'))
    }

    /// Reads an amount in SOL such as `0.05`; `None` for signs, exponents, more than nine decimals or overflow.
    pub fn parse_sol(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && rest.is_empty()) || !digits(whole) || !digits(rest) || rest.len() > 9 {
            return None;
        }
        let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let rest: u64 = format!("{rest:0<9}").parse().ok()?;
        whole.checked_mul(LAMPORTS_PER_SOL)?.checked_add(rest).map(Self)
    }
}

impl fmt::Display for Lamports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} SOL", self.sol())
    }
}

impl Serialize for Lamports {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Lamports {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(D::Error::custom("an amount is a string of digits: base units"));
        }
        text.parse()
            .map(Self)
            .map_err(|_| D::Error::custom("the amount is too large"))
    }
}

/// What an order is paid in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Currency {
    #[serde(rename = "SOL")]
    Sol,
}

impl Currency {
    pub fn code(self) -> &'static str {
        match self {
            Self::Sol => "SOL",
        }
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
    pub creator: Lamports,
    pub platform: Lamports,
    pub referrer: Lamports,
}

impl Rates {
    /// Shares `total`; every rounding remainder goes to the creator, the referrer's part comes out of the platform's.
    pub fn split(self, total: Lamports, has_referrer: bool) -> Split {
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
            creator: Lamports(total.0 - gross),
            platform: Lamports(gross - referrer),
            referrer: Lamports(referrer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sol_is_written_without_trailing_zeros() {
        assert_eq!(Lamports(50_000_000).to_string(), "0.05 SOL");
        assert_eq!(Lamports(LAMPORTS_PER_SOL).to_string(), "1 SOL");
        assert_eq!(Lamports(1).sol(), "0.000000001");
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
            assert_eq!(Lamports::parse_sol(text), None, "{text}");
        }
        for json in [
            "1",
            "\"\"",
            "\"-1\"",
            "\"1.0\"",
            "\"18446744073709551616\"",
            "null",
        ] {
            assert!(serde_json::from_str::<Lamports>(json).is_err(), "{json}");
        }
    }

    proptest! {
        #[test]
        fn a_split_adds_up_and_favours_the_creator(total: u64, platform in 0u16..=10_000, referral in 0u16..=10_000, referred: bool) {
            let rates = Rates { platform_bps: platform, referral_bps_of_platform: referral };
            let split = rates.split(Lamports(total), referred);
            let sum = split.creator.checked_add(split.platform).and_then(|s| s.checked_add(split.referrer));
            prop_assert_eq!(sum, Some(Lamports(total)));
            let exact = u128::from(total) * u128::from(10_000 - platform);
            prop_assert!(u128::from(split.creator.0) * 10_000 >= exact);
            prop_assert!(referred || split.referrer == Lamports::ZERO);
        }

        #[test]
        fn text_and_json_round_trip(amount: u64) {
            let amount = Lamports(amount);
            prop_assert_eq!(Lamports::parse_sol(&amount.sol()), Some(amount));
            let json = serde_json::to_string(&amount).expect("a string serialises");
            prop_assert_eq!(serde_json::from_str::<Lamports>(&json).ok(), Some(amount));
        }
    }
}
