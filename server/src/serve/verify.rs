//! What `fonana verify` says of a transaction: what the chain shows, what the checks make of it, what the books have. It
//! writes nothing, and may be asked while a server runs.

use super::{Outside, StartError, check::look, domain_on, outside};
use crate::{
    adapters::{
        clock::SystemClock,
        solana::{HttpTransport, RpcChain},
    },
    config::Config,
};
use domain::{
    payments::audit::{Audit, Judged, audit},
    ports::Chain,
};
use shared::solana::{Address, Signature};
use std::sync::Arc;

/// What is said, and whether chain and books say the same of a payment that holds.
pub struct Verdict {
    pub words: String,
    pub good: bool,
}

/// Looks at a transaction.
pub async fn verify(config: &Config, signature: &Signature) -> Result<Verdict, StartError> {
    let Some(db) = look(config).await? else {
        return Ok(Verdict {
            words: "There is no database yet, so nothing was ever sold here.".to_owned(),
            good: false,
        });
    };
    let outside = if config.embedded() {
        running(config).await?
    } else {
        outside(config).await?
    };
    let domain = domain_on(db, config, &outside)?;
    let found = audit(&domain, signature).await?;
    let network = &domain.rules.network.name;
    Ok(match found {
        Audit::NotOnChain => Verdict {
            words: format!(
                "{network} does not show this transaction: it never landed, or the node's records do not go back so far."
            ),
            good: false,
        },
        Audit::NoOrder => Verdict {
            words: format!("It landed on {network} and names no order of this site."),
            good: false,
        },
        Audit::Judged(judged) => Verdict {
            good: (judged.verdict.is_ok() || judged.granted) && judged.agrees(),
            words: words(network, &judged),
        },
    })
}

fn words(network: &str, judged: &Judged) -> String {
    let Judged {
        order,
        currency,
        status,
        finalized,
        verdict,
        credited_at,
        booked_at,
        granted,
    } = judged;
    let depth = if *finalized {
        "final"
    } else {
        "confirmed, not final yet"
    };
    let mut lines = vec![
        format!("order    {order}, {}", status.as_str()),
        format!("network  {network}, {depth}"),
    ];
    match verdict {
        Ok(settlement) => {
            let (slot, landed) = (settlement.slot, settlement.block_time.rfc3339());
            lines.push(format!(
                "verdict  it pays the order; it landed in slot {slot} at {landed}"
            ));
            lines.extend(settlement.received.iter().map(|part| {
                let (role, address, amount) = (part.role.as_str(), part.address, currency.of(part.expected));
                format!("         {amount} to the {role}, {address}")
            }));
        }
        Err(mismatch) => lines.push(format!("verdict  it does not pay the order: {mismatch}")),
    }
    lines.push(match (credited_at, booked_at) {
        (Some(credited), Some(booked)) => {
            format!(
                "books    credited at {}, booked at {}",
                credited.rfc3339(),
                booked.rfc3339()
            )
        }
        (Some(credited), None) => format!("books    credited at {}, not booked yet", credited.rfc3339()),
        (None, _) => "books    not credited".to_owned(),
    });
    if *granted {
        lines.push("         a person opened for it what was ordered".to_owned());
    }
    if !judged.agrees() {
        let words =
            "Chain and books do not agree: the scanner has not been there yet, or a person must look.";
        lines.push(words.to_owned());
    }
    lines.join("\n")
}

/// The embedded network belongs to the server that runs: it is asked over that server's own door.
async fn running(config: &Config) -> Result<Outside, StartError> {
    let door = format!("http://{}/rpc", config.addr);
    let chain = RpcChain::new(Arc::new(HttpTransport::new(vec![door])));
    let genesis_hash = chain.genesis_hash().await.map_err(|error| {
        let addr = config.addr;
        StartError::Localnet(format!(
            "it belongs to the server that runs, and none answers at {addr}; start it first ({error})"
        ))
    })?;
    Ok(Outside {
        clock: Arc::new(SystemClock),
        chain: Arc::new(chain),
        genesis_hash,
        // Nothing is sold here.
        platform: Address([0; 32]),
        usdc_mint: None,
        #[cfg(feature = "localnet")]
        localnet: None,
    })
}
