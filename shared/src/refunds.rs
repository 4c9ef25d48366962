//! Money of cases that goes back: what a creator is asked to sign, how it stands, and what the buyer is told of it. A refund is
//! always the whole of what arrived, from the creator's own wallet.

use crate::{
    Timestamp,
    creators::named,
    money::{Currency, Lamports, Units},
    solana::{Address, Signature},
};
use serde::{Deserialize, Serialize};

named! {
    /// How a refund stands.
    RefundStatus {
        /* A transaction is with the creator's wallet. */ Waiting = "waiting",
        /* A signature was named; not seen yet. */ Submitted = "submitted",
        /* The buyer's wallet has the money. */ Confirmed = "confirmed",
        /* And the network does not take it back any more. */ Finalized = "finalized",
        /* What was given out cannot land any more, or was taken back. */ Gone = "gone",
    } "status" no_such_status
}

impl RefundStatus {
    /// Whether the buyer has the money.
    pub fn arrived(self) -> bool {
        matches!(self, Self::Confirmed | Self::Finalized)
    }

    /// Whether a transaction is out that may bring it to them.
    pub fn under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Submitted)
    }
}

/// A refund as the creator of the case sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundView {
    /// Absent while no transaction was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<RefundStatus>,
    pub currency: Currency,
    /// All that arrived, in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
    /// The creator's wallet, which must sign.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payer: Address,
    /// The wallet that paid, which gets it back.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub recipient: Address,
    /// What opening a token account for the recipient takes besides, in lamports.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account_rent: Lamports,
    /// What the network takes, in lamports.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub fee: Lamports,
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub network: String,
    /// The one that was named, then the one that brought it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub signature: Option<Signature>,
}

/// What came back to a buyer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentBack {
    /// `confirmed` or `finalized`.
    pub status: RefundStatus,
    /// In base units of the order's currency.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
    /// The wallet that has it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub recipient: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}
