//! Changing where a creator is paid: what is asked, what the wallet that is paid until then signs, and what waits. It decides
//! nothing and checks no signature.

use crate::{Refusal, Timestamp, solana::Address, text::Lang};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// So long after it was signed a change takes effect.
pub const DELAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Asks to be paid somewhere else.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PayoutWish {
    /// The new wallet's, in base58.
    pub address: String,
}

impl PayoutWish {
    /// # Errors
    /// `invalid` at `address`.
    pub fn parse(&self) -> Result<Address, Refusal> {
        self.address
            .trim()
            .parse()
            .map_err(|_| Refusal::field("address", Lang::address_unread))
    }
}

/// What is to be signed, as a message, by the wallet that is paid now: once, in this session, before it expires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayoutChallenge {
    pub message: String,
    /// Who signs.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub from: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub to: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

/// The answer to a [`PayoutChallenge`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedPayout {
    /// base64 of the exact bytes that the wallet signed.
    pub signed_message: String,
    /// base64 of the 64-byte ed25519 signature.
    pub signature: String,
}

/// A change that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayoutChange {
    /// Who is paid from then on.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub address: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub takes_effect_at: Timestamp,
}
