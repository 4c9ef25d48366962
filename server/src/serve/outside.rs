//! The world outside: clock and Solana network, as the configuration asks for them. It refuses every RPC node
//! that is not on the configured network.

use super::StartError;
use crate::{
    adapters::{
        clock::SystemClock,
        solana::{HttpTransport, RpcChain},
    },
    config::{ChainConfig, Config},
};
use domain::ports::{Chain, Clock};
use shared::solana::Address;
use std::sync::Arc;

/// The parts of the outside world that tests replace.
pub struct Outside {
    pub clock: Arc<dyn Clock>,
    pub chain: Arc<dyn Chain>,
    /// base58.
    pub genesis_hash: String,
    pub platform: Address,
    /// The one mint of USDC that is taken.
    pub usdc_mint: Option<Address>,
    #[cfg(feature = "localnet")]
    pub localnet: Option<localnet::Localnet>,
}

/// The network and clock that the configuration asks for.
pub async fn outside(config: &Config) -> Result<Outside, StartError> {
    match &config.chain {
        ChainConfig::Rpc {
            network,
            genesis_hash,
            urls,
            platform,
            usdc_mint,
        } => {
            let nodes = verified(urls, network, genesis_hash).await?;
            Ok(Outside {
                clock: Arc::new(SystemClock),
                chain: Arc::new(RpcChain::new(Arc::new(HttpTransport::new(nodes)))),
                genesis_hash: (*genesis_hash).to_owned(),
                platform: *platform,
                usdc_mint: *usdc_mint,
                #[cfg(feature = "localnet")]
                localnet: None,
            })
        }
        #[cfg(feature = "localnet")]
        ChainConfig::Localnet => {
            super::make_data_dir(config)?;
            let options = localnet::Options {
                path: Some(config.data_dir.join("localnet.redb")),
                now: Arc::new(crate::adapters::clock::system_ms),
                dev: config.dev,
            };
            let network =
                localnet::Localnet::open(options).map_err(|error| StartError::Localnet(error.to_string()))?;
            Ok(embedded(network, config.platform_address).await?)
        }
        #[cfg(not(feature = "localnet"))]
        ChainConfig::Localnet => Err(StartError::Localnet("this build has none".into())),
    }
}

/// The nodes that are on the network. One that does not answer is left out until the next start, for nobody
/// knows where it is; one on another network stops the start.
async fn verified(urls: &[String], network: &str, expected: &str) -> Result<Vec<String>, StartError> {
    let asked = urls.iter().map(|url| async move {
        let node = RpcChain::new(Arc::new(HttpTransport::new(vec![url.clone()])));
        (url, node.genesis_hash().await)
    });
    let (mut good, mut last) = (Vec::new(), None);
    for (number, (url, answer)) in futures::future::join_all(asked).await.into_iter().enumerate() {
        let node = number + 1;
        match answer {
            Ok(found) if found == expected => good.push(url.clone()),
            Ok(found) => {
                let (network, expected) = (network.to_owned(), expected.to_owned());
                return Err(StartError::Genesis {
                    node,
                    network,
                    expected,
                    found,
                });
            }
            Err(error) => {
                tracing::warn!(node, %error, "an RPC node could not be verified and is not used");
                last = Some(error);
            }
        }
    }
    match last {
        Some(error) if good.is_empty() => Err(error.into()),
        _ => Ok(good),
    }
}

/// The embedded network as the outside world; its platform wallet exists from the start.
#[cfg(feature = "localnet")]
pub async fn embedded(network: localnet::Localnet, platform: Option<Address>) -> Result<Outside, StartError> {
    use domain::payments::token::{self, Holding};
    use sha2::{Digest, Sha256};
    let genesis_hash = network.genesis_hash().to_owned();
    let derived = || {
        Sha256::new()
            .chain_update("fonana platform")
            .chain_update(&genesis_hash)
            .finalize()
            .into()
    };
    let platform = platform.unwrap_or_else(|| Address(derived()));
    let chain = RpcChain::new(Arc::new(crate::adapters::solana::EmbeddedTransport::new(
        network.clone(),
    )));
    if chain
        .balances(&[platform])
        .await?
        .first()
        .is_none_or(|balance| balance.0 == 0)
    {
        give(&network, "requestAirdrop", platform, 1_000_000_000).await;
    }
    let usdc_mint = network.mint_address().parse().ok();
    if let Some(mint) = usdc_mint
        && token::holdings(&chain, mint, &[platform]).await? == [Holding::Absent]
    {
        // Opens its account.
        give(&network, "requestTokenAirdrop", platform, 0).await;
    }
    Ok(Outside {
        clock: Arc::new(crate::adapters::clock::LocalnetClock(network.clone())),
        chain: Arc::new(chain),
        genesis_hash,
        platform,
        usdc_mint,
        localnet: Some(network),
    })
}

#[cfg(feature = "localnet")]
async fn give(network: &localnet::Localnet, method: &str, to: Address, units: u64) {
    let request = serde_json::json!({
        "jsonrpc": "2.0", "id": 1, "method": method, "params": [to.to_string(), units]
    });
    network.rpc(request).await;
}
