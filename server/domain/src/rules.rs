//! The house's rules, given once at start: where the site is, which network pays, and how sales are shared.

use shared::{Refusal, money::Rates, solana::Address};
use std::time::Duration;

/// Settings that the law depends on.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The site's public origin, such as `https://fonana.example` or `http://127.0.0.1:3000`.
    pub origin: String,
    /// Host and port of that origin, as wallets see them.
    pub domain: String,
    pub network: Network,
    /// Where the platform's part of a sale goes.
    pub platform_address: Address,
    pub rates: Rates,
    /// How long an order waits for its payment.
    pub order_lifetime: Duration,
}

/// The Solana cluster that pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub name: String,
    /// base58; kept with every order and payment.
    pub genesis_hash: String,
}

impl Network {
    /// The chain as Sign In With Solana writes it.
    pub fn chain_id(&self) -> &'static str {
        match self.name.as_str() {
            "mainnet-beta" => "mainnet",
            "devnet" => "devnet",
            "testnet" => "testnet",
            _ => "localnet",
        }
    }

    /// The chain as Wallet Standard writes it.
    pub fn wallet_chain(&self) -> String {
        format!("solana:{}", self.chain_id())
    }
}

/// The name that somebody gave to one act of writing, so that doing it twice writes once: 1 to 100 visible ASCII
/// characters.
pub fn idempotency_key(key: &str) -> Result<&str, Refusal> {
    if (1..=100).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(key);
    }
    Err(Refusal::field(
        "Idempotency-Key",
        "A key has 1 to 100 visible ASCII characters.",
    ))
}
