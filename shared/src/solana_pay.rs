//! What a wallet that scans an order's link says and hears: transaction requests of Solana Pay, whose names these are.
//!
//! <https://github.com/solana-foundation/solana-pay/blob/master/SPEC.md>

use crate::{payments::OrderView, solana::Address};
use serde::{Deserialize, Serialize};

/// The link that a wallet opens or scans for an order, by the order's reference.
pub fn link(origin: &str, reference: &Address) -> String {
    format!("solana:{origin}/api/pay/{reference}")
}

/// An order's own page: how it stands, and while it waits for its payment the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaySheet {
    pub order: OrderView,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<PayLink>,
}

/// A link, and its QR code as a path of SVG in which a square has the side 1; so many squares in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayLink {
    pub url: String,
    pub squares: usize,
    pub path: String,
}

/// Who asks for a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayOffer {
    pub label: String,
    /// The address of a picture.
    pub icon: String,
}

/// Who wants to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayAccount {
    /// The wallet's address in base58.
    pub account: String,
}

/// What they sign and send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayTransaction {
    /// base64 of the wire form, unsigned; the wallet may put its own blockhash in.
    pub transaction: String,
    /// What it is for.
    pub message: String,
}
