//! Receipts: what proves one payment to others. A receipt says what the chain shows and what was bought, and names nobody.

use crate::{
    Timestamp,
    comments::PersonRef,
    fiat::QuoteView,
    ids::OrderId,
    money::{Currency, Units},
    payments::{ItemKind, LegView, OrderItem, OrderStatus, Reduction},
    solana::{Address, Signature},
};
use serde::{Deserialize, Serialize};

/// One payment, as those who have to do with it see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptView {
    pub order: OrderId,
    /// `confirmed` or `finalized`.
    pub status: OrderStatus,
    pub item: OrderItem,
    pub buyer: PersonRef,
    pub currency: Currency,
    /// The whole price in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
    /// The mint whose token was paid; absent for SOL.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub mint: Option<Address>,
    /// What was taken off before.
    pub reductions: Vec<Reduction>,
    pub legs: Vec<LegView>,
    /// What came beyond the price, in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub surplus: Units,
    /// The wallet that paid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payer: Address,
    /// The key by which the payment is found on the chain.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub reference: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub network: String,
    /// base58.
    pub genesis_hash: String,
    pub slot: u64,
    /// The chain's own time.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub landed_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub paid_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub finalized_at: Option<Timestamp>,
    /// The price of SOL that the order was made at, where what is priced in USDC was paid in SOL.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quote: Option<QuoteView>,
    /// [`ReceiptClaims`] as a JWS in compact form (RFC 7515), signed with a key of `/.well-known/jwks.json`; absent until
    /// the payment is final.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed: Option<String>,
}

/// What a signed receipt says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptClaims {
    /// The site's origin.
    pub iss: String,
    /// When the payment became final, in seconds since the Unix epoch.
    pub iat: i64,
    /// The order.
    pub jti: OrderId,
    pub kind: ItemKind,
    pub currency: Currency,
    /// The mint whose token was paid; absent for SOL.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mint: Option<Address>,
    /// In base units.
    pub amount: Units,
    pub legs: Vec<LegView>,
    pub payer: Address,
    pub reference: Address,
    pub signature: Signature,
    pub network: String,
    pub genesis_hash: String,
    pub slot: u64,
    /// The chain's own time, in seconds since the Unix epoch.
    pub landed_at: i64,
}

/// The node that readers' browsers ask when they check a receipt: the network's own, and not the site's. On the embedded network
/// there is no other.
pub fn reader_node(network: &str) -> &'static str {
    match network {
        "localnet" => "/rpc",
        "devnet" => "https://api.devnet.solana.com",
        _ => "https://api.mainnet-beta.solana.com",
    }
}

/// Public keys (RFC 7517).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Jwks {
    pub keys: Vec<Jwk>,
}

/// A public key of Ed25519 (RFC 8037).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Jwk {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// `EdDSA`.
    pub alg: String,
    /// `sig`.
    #[serde(rename = "use")]
    pub used_for: String,
    /// The key's thumbprint (RFC 7638).
    pub kid: String,
    /// The key itself, in base64url.
    pub x: String,
}
