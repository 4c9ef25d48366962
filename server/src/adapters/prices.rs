//! What SOL costs, as exchanges and others tell it over HTTPS: one request, a small answer, five seconds. Prices are read as decimals
//! in the text and never through a floating point number. Redirects are not followed; what makes no sense is no price.

use async_trait::async_trait;
use domain::ports::{PriceFault, PriceSource, Quoted};
use reqwest::{Client, redirect};
use serde::Deserialize;
use serde_json::value::RawValue;
use shared::{
    Timestamp,
    fiat::{price_of_decimal, price_of_power},
    money::Units,
};
use std::{collections::BTreeMap, fmt, sync::Arc, time::Duration};

/// From the name to the answer's end.
const TIMEOUT: Duration = Duration::from_secs(5);
/// The longest answer that is read, in bytes; a true one has some hundred.
const LONGEST: usize = 16 * 1024;
/// SOL in dollars, as Pyth names it.
const PYTH_SOL: &str = "ef0d8b6fda2ceba41da15d4095d1da392a0d2f8ed0c6c7bc0f4cfac8c280b56d";
/// By so much may Pyth be unsure: 0.5 % in basis points.
const UNSURE: u128 = 50;

/// A source as an operator names it.
#[derive(Clone, PartialEq, Eq)]
pub enum Named {
    Coinbase,
    Kraken,
    Coingecko,
    /// With its key.
    Pyth(String),
    /// The operator's own price, in millionths of a dollar.
    Fixed(Units),
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Named {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Coinbase => "coinbase",
            Self::Kraken => "kraken",
            Self::Coingecko => "coingecko",
            Self::Pyth(_) => "pyth",
            Self::Fixed(_) => "fixed",
        }
    }

    /// Whether it is of no market.
    pub fn is_test(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }

    fn site(&self) -> &'static str {
        match self {
            Self::Coinbase => "https://api.exchange.coinbase.com",
            Self::Kraken => "https://api.kraken.com",
            Self::Coingecko => "https://api.coingecko.com",
            Self::Pyth(_) => "https://hermes.pyth.network",
            Self::Fixed(_) => "",
        }
    }

    fn path(&self) -> String {
        match self {
            Self::Coinbase => "/products/SOL-USD/ticker".into(),
            Self::Kraken => "/0/public/Ticker?pair=SOLUSD".into(),
            Self::Coingecko => {
                "/api/v3/simple/price?ids=solana&vs_currencies=usd&include_last_updated_at=true&precision=full".into()
            }
            Self::Pyth(_) => format!("/v2/updates/price/latest?ids%5B%5D={PYTH_SOL}&parsed=true"),
            Self::Fixed(_) => String::new(),
        }
    }

    /// The names of a list such as `coinbase,kraken`; `none` is none at all.
    ///
    /// # Errors
    /// What is wrong with it, for the operator.
    pub fn list(text: &str, pyth_key: Option<&str>) -> Result<Vec<Self>, String> {
        if text.trim() == "none" {
            return Ok(vec![]);
        }
        let mut list: Vec<Self> = vec![];
        for name in text.split(',').map(str::trim) {
            let one = match name.split_once(':').unwrap_or((name, "")) {
                ("coinbase", "") => Self::Coinbase,
                ("kraken", "") => Self::Kraken,
                ("coingecko", "") => Self::Coingecko,
                ("pyth", "") => Self::Pyth(pyth_key.ok_or("pyth needs FONANA_PYTH_KEY")?.to_owned()),
                ("fixed", price) => Self::Fixed(
                    price_of_decimal(price).ok_or_else(|| format!("{price:?} is no price such as 150.00"))?,
                ),
                _ => {
                    return Err(format!(
                        "expected coinbase, kraken, coingecko, pyth, fixed:150.00 or none, got {name:?}"
                    ));
                }
            };
            if list.iter().any(|other| other.name() == one.name()) {
                return Err(format!("{} is named twice", one.name()));
            }
            list.push(one);
        }
        match list.len() > 1 && list.iter().any(Self::is_test) {
            true => Err("a fixed price stands alone".into()),
            false => Ok(list),
        }
    }
}

/// Those that the configuration names.
pub fn sources(named: &[Named]) -> Vec<Arc<dyn PriceSource>> {
    named.iter().map(|one| at(one.clone(), one.site())).collect()
}

/// The same at another site, for tests of what a source may do.
pub fn at(named: Named, site: &str) -> Arc<dyn PriceSource> {
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(TIMEOUT)
        // What travels in the open can be changed on its way; a test's own server is on this machine.
        .https_only(site.starts_with("https://"))
        .user_agent("Fonana/1")
        .build();
    Arc::new(Site {
        url: format!("{site}{}", named.path()),
        named,
        client: client.ok(),
    })
}

struct Site {
    named: Named,
    url: String,
    /// None where TLS cannot be had at all.
    client: Option<Client>,
}

#[async_trait]
impl PriceSource for Site {
    fn name(&self) -> &'static str {
        self.named.name()
    }

    async fn price(&self, now: Timestamp) -> Result<Quoted, PriceFault> {
        if let Named::Fixed(micros) = self.named {
            return Ok(Quoted {
                micros,
                observed_at: now,
            });
        }
        let body = self.body().await?;
        read(&self.named, &body, now).ok_or(PriceFault::Nonsense)
    }
}

impl Site {
    async fn body(&self) -> Result<Vec<u8>, PriceFault> {
        let client = self.client.as_ref().ok_or(PriceFault::Unreachable)?;
        let mut request = client.get(&self.url);
        if let Named::Pyth(key) = &self.named {
            request = request.bearer_auth(key);
        }
        let mut answer = request.send().await.map_err(|_| PriceFault::Unreachable)?;
        if answer.status() != reqwest::StatusCode::OK {
            return Err(PriceFault::Status(answer.status().as_u16()));
        }
        let mut body = vec![];
        while let Some(piece) = answer.chunk().await.map_err(|_| PriceFault::Unreachable)? {
            if body.len() + piece.len() > LONGEST {
                return Err(PriceFault::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }
}

/// Coinbase Exchange's ticker of a product: the last trade.
#[derive(Deserialize)]
struct Coinbase {
    price: String,
    time: Timestamp,
}

/// Kraken's ticker: the last trade of a pair, without its time.
#[derive(Deserialize)]
struct Kraken {
    error: Vec<String>,
    #[serde(default)]
    result: BTreeMap<String, KrakenPair>,
}

#[derive(Deserialize)]
struct KrakenPair {
    c: Vec<String>,
}

/// CoinGecko's simple price. It is a JSON number, and kept as it is written.
#[derive(Deserialize)]
struct Coingecko<'a> {
    #[serde(borrow)]
    solana: CoingeckoPrice<'a>,
}

#[derive(Deserialize)]
struct CoingeckoPrice<'a> {
    #[serde(borrow)]
    usd: &'a RawValue,
    last_updated_at: i64,
}

/// Pyth's latest update, as Hermes reads it out.
#[derive(Deserialize)]
struct Pyth {
    parsed: Vec<PythFeed>,
}

#[derive(Deserialize)]
struct PythFeed {
    id: String,
    price: PythPrice,
}

#[derive(Deserialize)]
struct PythPrice {
    price: String,
    conf: String,
    expo: i32,
    publish_time: i64,
}

/// The price in an answer.
fn read(named: &Named, body: &[u8], now: Timestamp) -> Option<Quoted> {
    match named {
        Named::Coinbase => {
            let Coinbase { price, time } = serde_json::from_slice(body).ok()?;
            Some(Quoted {
                micros: price_of_decimal(&price)?,
                observed_at: time,
            })
        }
        Named::Kraken => {
            let Kraken { error, result } = serde_json::from_slice(body).ok()?;
            let mut pairs = result.into_values();
            // Of another pair nothing is asked; two would be a riddle.
            let (Some(pair), None, true) = (pairs.next(), pairs.next(), error.is_empty()) else {
                return None;
            };
            Some(Quoted {
                micros: price_of_decimal(pair.c.first()?)?,
                observed_at: now,
            })
        }
        Named::Coingecko => {
            let Coingecko { solana } = serde_json::from_slice(body).ok()?;
            Some(Quoted {
                micros: price_of_decimal(solana.usd.get())?,
                observed_at: Timestamp::from_seconds(solana.last_updated_at),
            })
        }
        Named::Pyth(_) => {
            let Pyth { parsed } = serde_json::from_slice(body).ok()?;
            let feed = parsed.into_iter().find(|feed| feed.id == PYTH_SOL)?.price;
            let (price, unsure): (u64, u64) = (feed.price.parse().ok()?, feed.conf.parse().ok()?);
            (u128::from(unsure) * 10_000 <= u128::from(price) * UNSURE).then_some(())?;
            Some(Quoted {
                micros: price_of_power(price, feed.expo)?,
                observed_at: Timestamp::from_seconds(feed.publish_time),
            })
        }
        Named::Fixed(_) => None,
    }
}

#[cfg(test)]
#[path = "prices_tests.rs"]
mod tests;
