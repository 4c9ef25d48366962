//! The house's rules, given once at start: where the site is, which network pays, and how sales are shared.

use crate::payments::facts::Asset;
use shared::{
    Code, Refusal,
    money::{Currency, Rates},
    solana::Address,
    text::Lang,
};
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
    /// How long what was bought for a time stays open after its end.
    pub grace: Duration,
    pub uploads: Uploads,
    /// The address that letters come from; without one none are sent.
    pub mail: Option<String>,
}

/// How much people may upload, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uploads {
    /// One file.
    pub file: u64,
    /// One person within a day.
    pub day: u64,
    /// What one person's uploads may take.
    pub quota: u64,
    /// What stays free on the disk.
    pub reserve: u64,
    /// What a process that dies may have to be sent again: so often it is acknowledged what came.
    pub step: u64,
}

impl Rules {
    /// Whether somebody tries the site on their own machine: the money is worth nothing, and the origin is plain http, which
    /// no public site has. Only then may it send to the machine it runs on.
    pub fn is_tried_at_home(&self) -> bool {
        self.network.name == "localnet" && self.origin.starts_with("http://")
    }
}

/// The Solana cluster that pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub name: String,
    /// base58; kept with every order and payment.
    pub genesis_hash: String,
    /// The one mint of USDC that is taken; without it nothing is sold in USDC.
    pub usdc_mint: Option<Address>,
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

    /// What is paid with in this currency; `None` where it is not taken.
    pub fn asset(&self, currency: Currency) -> Option<Asset> {
        match currency {
            Currency::Sol => Some(Asset::Sol),
            Currency::Usdc => self.usdc_mint.map(|mint| Asset::Usdc { mint }),
        }
    }

    /// As [`Self::asset`].
    ///
    /// # Errors
    /// `wrong_currency` where it is not taken.
    pub fn takes(&self, currency: Currency) -> Result<Asset, Refusal> {
        self.asset(currency).ok_or_else(|| {
            Refusal::from(Code::WrongCurrency)
                .saying(|lang| lang.currency_refused(currency.code()))
                .at("currency")
        })
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
    Err(Refusal::field("Idempotency-Key", Lang::key_shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_site_on_ones_own_machine_is_tried_at_home() {
        let rules = |origin: &str, network: &str| Rules {
            origin: origin.to_owned(),
            domain: String::new(),
            network: Network {
                name: network.to_owned(),
                genesis_hash: String::new(),
                usdc_mint: None,
            },
            platform_address: Address([9; 32]),
            rates: Rates::default(),
            order_lifetime: Duration::ZERO,
            grace: Duration::ZERO,
            uploads: Uploads {
                file: 1,
                day: 1,
                quota: 1,
                reserve: 0,
                step: 1,
            },
            mail: None,
        };
        assert!(rules("http://127.0.0.1:3000", "localnet").is_tried_at_home());
        assert!(!rules("https://demo.example", "localnet").is_tried_at_home());
        assert!(!rules("http://127.0.0.1:3000", "devnet").is_tried_at_home());
    }
}
