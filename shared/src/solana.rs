//! Solana's addresses and signatures as parsed values in base58. It holds no key and checks no signature.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// The text is not base58 of the right length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not base58 of {0} bytes")]
pub struct NotBase58(pub usize);

macro_rules! base58 {
    ($($(#[$doc:meta])* $name:ident = $length:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $length]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&bs58::encode(self.0).into_string())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotBase58;

            fn from_str(text: &str) -> Result<Self, NotBase58> {
                let mut bytes = [0; $length];
                // Longer text cannot be of this length; do not spend time on it.
                if text.len() > $length * 2 {
                    return Err(NotBase58($length));
                }
                match bs58::decode(text).onto(&mut bytes) {
                    Ok($length) => Ok(Self(bytes)),
                    _ => Err(NotBase58($length)),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    )+};
}

base58! {
    /// An account's address: 32 bytes.
    Address = 32,
    /// A transaction's first signature, its name on the chain: 64 bytes.
    Signature = 64,
}

impl Address {
    /// First and last four characters, for people: `7xKq…9fWz`.
    pub fn short(&self) -> String {
        let text = self.to_string();
        match (text.get(..4), text.get(text.len().saturating_sub(4)..)) {
            (Some(head), Some(tail)) => format!("{head}…{tail}"),
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_program_is_32_ones() {
        let system: Address = "11111111111111111111111111111111".parse().expect("valid");
        assert_eq!(system.0, [0; 32]);
        assert_eq!(system.to_string(), "11111111111111111111111111111111");
    }

    #[test]
    fn wrong_lengths_and_letters_are_refused() {
        for text in ["", "1", "0OIl", &"1".repeat(33), &"z".repeat(500)] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }
}
