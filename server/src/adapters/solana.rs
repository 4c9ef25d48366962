//! The Solana network through JSON-RPC: one parser for a real node and the embedded one. What a node says that
//! the protocol does not allow is refused as nonsense; it never panics and never guesses.

use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::ports::{
    Account, Blockhash, Chain, ChainError, ChainTransaction, Commitment, History, Reached, SignatureEntry,
};
use serde_json::{Value, json};
use shared::{
    Timestamp,
    money::Lamports,
    solana::{Address, Signature},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use verifier::{
    answer::Answer,
    chain::{METHOD, params},
};

mod breaker;
use breaker::Breaker;

/// One call of a node may take this long.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);
/// Rounds over all endpoints before a read gives up.
const ROUNDS: u32 = 3;
const FIRST_BACKOFF: Duration = Duration::from_millis(200);
/// The longest wait between rounds, whatever the node asks for: somebody is waiting for the answer.
const LONGEST_BACKOFF: Duration = Duration::from_secs(2);
/// Accounts that a node takes in one call.
const ACCOUNTS_A_CALL: usize = 100;
/// Entries of one page of signatures; nodes give no more.
const SIGNATURES_A_PAGE: u32 = 1_000;

/// Errors of the interface that mean "not now": behind or unhealthy, behind the slot asked for, too many requests.
const NOT_NOW: [i64; 3] = [-32_005, -32_016, -32_429];
/// Errors of this one node, which another may not have: a fault of its own, no history, no block status yet.
const NOT_HERE: [i64; 3] = [-32_603, -32_011, -32_014];
/// The transaction is of a version that nobody here knows.
const UNKNOWN_VERSION: i64 = -32_015;

/// Brings one JSON-RPC request to a node and its answer back.
#[async_trait]
pub trait RpcTransport: Send + Sync {
    /// The whole answer, which may be an error of the interface.
    async fn call(&self, body: Value) -> Result<Value, ChainError>;
}

/// The chain behind any transport.
pub struct RpcChain {
    transport: Arc<dyn RpcTransport>,
    next_id: AtomicU64,
}

impl RpcChain {
    pub fn new(transport: Arc<dyn RpcTransport>) -> Self {
        Self {
            transport,
            next_id: AtomicU64::new(1),
        }
    }

    /// Calls a method and gives its `result`.
    async fn call(&self, method: &str, params: Value) -> Result<Value, ChainError> {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        let mut answer = self.transport.call(request).await?;
        if answer.get("id").and_then(Value::as_u64) != Some(id) && answer.get("error").is_none() {
            return Err(nonsense(method, "the answer is to another request"));
        }
        if let Some(error) = answer.get("error").filter(|error| !error.is_null()) {
            return Err(refused(error));
        }
        match answer.get_mut("result") {
            Some(result) => Ok(result.take()),
            None => Err(nonsense(method, "there is neither result nor error")),
        }
    }
}

impl RpcChain {
    /// Reads accounts in the order asked, as many calls as that takes.
    async fn each_account<T>(
        &self,
        addresses: &[Address],
        config: &Value,
        read: impl Fn(&Answer<'_>) -> Result<T, ChainError> + Send + Sync,
    ) -> Result<Vec<T>, ChainError> {
        let method = "getMultipleAccounts";
        let mut all = Vec::with_capacity(addresses.len());
        for part in addresses.chunks(ACCOUNTS_A_CALL) {
            let keys: Vec<String> = part.iter().map(Address::to_string).collect();
            let value = self.call(method, json!([keys, config])).await?;
            let answer = Answer {
                method,
                value: &value,
            };
            let found = answer.at("/value")?.each(&read)?;
            if found.len() != part.len() {
                return Err(answer.wrong("not an entry for every account").into());
            }
            all.extend(found);
        }
        Ok(all)
    }
}

fn nonsense(method: &str, what: &str) -> ChainError {
    ChainError::Nonsense(format!("{method}: {what}"))
}

/// An error of the interface. Of a failed simulation the transaction's own error, as JSON, is what matters.
fn refused(error: &Value) -> ChainError {
    let code = error.get("code").and_then(Value::as_i64).unwrap_or_default();
    let message = match error.pointer("/data/err").filter(|err| !err.is_null()) {
        Some(err) => err.to_string(),
        None => error
            .get("message")
            .and_then(Value::as_str)
            .unwrap_or("no message")
            .to_owned(),
    };
    if NOT_NOW.contains(&code) {
        ChainError::Unreachable(format!("{message} ({code})"))
    } else {
        ChainError::Refused { code, message }
    }
}

fn commitment(commitment: Commitment) -> &'static str {
    match commitment {
        Commitment::Confirmed => "confirmed",
        Commitment::Finalized => "finalized",
    }
}

#[async_trait]
impl Chain for RpcChain {
    async fn genesis_hash(&self) -> Result<String, ChainError> {
        let method = "getGenesisHash";
        let value = self.call(method, json!([])).await?;
        let answer = Answer {
            method,
            value: &value,
        };
        Ok(answer.parse::<Address>()?.to_string())
    }

    async fn latest_blockhash(&self) -> Result<Blockhash, ChainError> {
        let method = "getLatestBlockhash";
        let value = self.call(method, json!([{ "commitment": "confirmed" }])).await?;
        let answer = Answer {
            method,
            value: &value,
        };
        Ok(Blockhash {
            hash: answer.at("/value/blockhash")?.parse::<Address>()?.0,
            last_valid_block_height: answer.at("/value/lastValidBlockHeight")?.number()?,
            slot: answer.at("/context/slot")?.number()?,
        })
    }

    async fn reached(&self, at: Commitment) -> Result<Reached, ChainError> {
        // Alone it tells slot and height of the same moment.
        let method = "getEpochInfo";
        let value = self
            .call(method, json!([{ "commitment": commitment(at) }]))
            .await?;
        let answer = Answer {
            method,
            value: &value,
        };
        Ok(Reached {
            slot: answer.at("/absoluteSlot")?.number()?,
            height: answer.at("/blockHeight")?.number()?,
        })
    }

    async fn history(&self) -> Result<History, ChainError> {
        let method = "getFirstAvailableBlock";
        let value = self.call(method, json!([])).await?;
        let answer = Answer {
            method,
            value: &value,
        };
        let first_slot = answer.number()?;
        let begins = match self.call("getBlockTime", json!([first_slot])).await {
            Ok(time) => time.as_i64().map(Timestamp::from_seconds),
            // It has moved on meanwhile, or does not know.
            Err(ChainError::Refused { .. }) => None,
            Err(error) => return Err(error),
        };
        Ok(History { first_slot, begins })
    }

    async fn balances(&self, addresses: &[Address]) -> Result<Vec<Lamports>, ChainError> {
        let nothing = json!({ "offset": 0, "length": 0 });
        let config = json!({ "commitment": "confirmed", "encoding": "base64", "dataSlice": nothing });
        self.each_account(addresses, &config, |account| {
            if account.is_null() {
                return Ok(Lamports::ZERO);
            }
            Ok(account.at("/lamports")?.number().map(Lamports)?)
        })
        .await
    }

    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        let config = json!({ "commitment": "confirmed", "encoding": "base64" });
        self.each_account(addresses, &config, |account| {
            if account.is_null() {
                return Ok(None);
            }
            let data = STANDARD
                .decode(account.at("/data/0")?.text()?)
                .map_err(|_| account.wrong("not base64"))?;
            Ok(Some(Account {
                owner: account.at("/owner")?.parse()?,
                data,
            }))
        })
        .await
    }

    async fn rent_exempt_minimum(&self, bytes: u64) -> Result<Lamports, ChainError> {
        let method = "getMinimumBalanceForRentExemption";
        let value = self.call(method, json!([bytes])).await?;
        let answer = Answer {
            method,
            value: &value,
        };
        Ok(answer.number().map(Lamports)?)
    }

    async fn simulate(&self, transaction: &[u8], min_slot: u64) -> Result<Option<String>, ChainError> {
        let method = "simulateTransaction";
        let config = json!({
            "encoding": "base64",
            "commitment": "confirmed",
            "sigVerify": false,
            "replaceRecentBlockhash": false,
            "minContextSlot": min_slot,
        });
        let params = json!([STANDARD.encode(transaction), config]);
        let value = self.call(method, params).await?;
        let answer = Answer {
            method,
            value: &value,
        };
        let error = answer.at("/value/err")?;
        Ok((!error.is_null()).then(|| error.value.to_string()))
    }

    async fn send(&self, transaction: &[u8]) -> Result<Signature, ChainError> {
        let method = "sendTransaction";
        let config = json!({ "encoding": "base64", "preflightCommitment": "confirmed" });
        let params = json!([STANDARD.encode(transaction), config]);
        let value = self.call(method, params).await?;
        let answer = Answer {
            method,
            value: &value,
        };
        Ok(answer.parse()?)
    }

    async fn transaction(
        &self,
        signature: &Signature,
        at: Commitment,
    ) -> Result<Option<ChainTransaction>, ChainError> {
        match self.call(METHOD, params(signature, commitment(at))).await {
            // It is there and nobody can read it: empty bytes, which the verifier puts before a person.
            Err(ChainError::Refused {
                code: UNKNOWN_VERSION,
                ..
            }) => Ok(Some(ChainTransaction::unreadable())),
            answer => Ok(ChainTransaction::read(&answer?)?),
        }
    }

    async fn signatures_for(
        &self,
        address: &Address,
        before: Option<&Signature>,
        min_slot: u64,
    ) -> Result<Vec<SignatureEntry>, ChainError> {
        let method = "getSignaturesForAddress";
        let mut config =
            json!({ "commitment": "confirmed", "limit": SIGNATURES_A_PAGE, "minContextSlot": min_slot });
        if let Some(before) = before {
            config["before"] = json!(before);
        }
        let value = self.call(method, json!([address, config])).await?;
        let answer = Answer {
            method,
            value: &value,
        };
        answer.each(|entry| {
            Ok(SignatureEntry {
                signature: entry.at("/signature")?.parse()?,
                slot: entry.at("/slot")?.number()?,
                failed: !entry.at("/err")?.is_null(),
            })
        })
    }
}

/// Real nodes over HTTP, tried in the order given; one that fails again and again rests. Reads are tried again when a node
/// is busy or away; a transaction is sent once, and again only where it certainly did not arrive.
pub struct HttpTransport {
    /// Or why there is none; then every call says so.
    client: Result<reqwest::Client, String>,
    endpoints: Vec<String>,
    /// One for each of them.
    breakers: Vec<Breaker>,
}

/// Why one try did not bring an answer.
struct Failure {
    error: ChainError,
    /// Nothing was sent at all.
    never_sent: bool,
    retry_after: Option<Duration>,
}

impl HttpTransport {
    pub fn new(endpoints: Vec<String>) -> Self {
        let client = reqwest::Client::builder().timeout(CALL_TIMEOUT).build();
        Self {
            client: client.map_err(|error| error.to_string()),
            breakers: endpoints.iter().map(|_| Breaker::default()).collect(),
            endpoints,
        }
    }

    async fn post(&self, number: usize, endpoint: &str, body: &Value) -> Result<Value, Failure> {
        let failure = |what: String, never_sent: bool, retry_after: Option<Duration>| Failure {
            // The address may hold a key, so it is not named.
            error: ChainError::Unreachable(format!("node {}: {what}", number + 1)),
            never_sent,
            retry_after,
        };
        let transport_failure = |error: reqwest::Error| {
            let never_sent = error.is_connect();
            failure(error.without_url().to_string(), never_sent, None)
        };
        let client = self
            .client
            .as_ref()
            .map_err(|error| failure(error.clone(), true, None))?;
        let response = client
            .post(endpoint)
            .json(body)
            .send()
            .await
            .map_err(transport_failure)?;
        let status = response.status();
        let retry_after = response
            .headers()
            .get(reqwest::header::RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.parse().ok())
            .map(Duration::from_secs);
        let never_sent = status == reqwest::StatusCode::TOO_MANY_REQUESTS;
        if never_sent || status.is_server_error() {
            return Err(failure(format!("HTTP {status}"), never_sent, retry_after));
        }
        let answer: Value = response.json().await.map_err(|error| {
            if error.is_decode() {
                let error = ChainError::Nonsense(format!("node {}: HTTP {status}, not JSON", number + 1));
                Failure {
                    error,
                    never_sent: false,
                    retry_after: None,
                }
            } else {
                transport_failure(error)
            }
        })?;
        let code = answer.pointer("/error/code").and_then(Value::as_i64);
        if code.is_some_and(|code| NOT_NOW.contains(&code)) {
            return Err(failure("not now".into(), true, retry_after));
        }
        Ok(answer)
    }
}

fn is_not_here(answer: &Value) -> bool {
    let code = answer.pointer("/error/code").and_then(Value::as_i64);
    code.is_some_and(|code| NOT_HERE.contains(&code))
}

#[async_trait]
impl RpcTransport for HttpTransport {
    async fn call(&self, body: Value) -> Result<Value, ChainError> {
        let sends = body.get("method").and_then(Value::as_str) == Some("sendTransaction");
        let mut backoff = FIRST_BACKOFF;
        let mut round = 1;
        loop {
            let mut asked_to_wait = None;
            let mut last = None;
            let mut elsewhere = None;
            let turns = breaker::in_turn(&self.breakers, Instant::now());
            let more = turns.last().copied();
            for number in turns {
                let (endpoint, breaker) = (&self.endpoints[number], &self.breakers[number]);
                let answer = self.post(number, endpoint, &body).await;
                match &answer {
                    Ok(_) => breaker.worked(),
                    Err(failure) => breaker.failed(Instant::now(), failure.retry_after),
                }
                match answer {
                    Ok(answer) if !sends && more != Some(number) && is_not_here(&answer) => {
                        elsewhere = Some(answer);
                    }
                    Ok(answer) => return Ok(answer),
                    Err(failure) if sends && !failure.never_sent => return Err(failure.error),
                    Err(failure) => {
                        tracing::debug!(error = %failure.error, "an RPC node did not answer");
                        asked_to_wait = asked_to_wait.max(failure.retry_after);
                        last = Some(failure.error);
                    }
                }
            }
            // Of the nodes that answered at all, none had better.
            if let Some(answer) = elsewhere {
                return Ok(answer);
            }
            if sends || round >= ROUNDS {
                let nobody = || ChainError::Unreachable("no RPC node is configured".into());
                return Err(last.unwrap_or_else(nobody));
            }
            // Jitter, so that many waiting calls do not come back in one moment.
            let wait = asked_to_wait.unwrap_or(backoff).min(LONGEST_BACKOFF);
            tokio::time::sleep(wait.mul_f64(rand::random_range(0.75..1.25))).await;
            backoff *= 2;
            round += 1;
        }
    }
}

/// The embedded network, called in the same process and parsed like any other.
#[cfg(feature = "localnet")]
pub struct EmbeddedTransport {
    network: localnet::Localnet,
    timeout: Duration,
}

#[cfg(feature = "localnet")]
impl EmbeddedTransport {
    pub fn new(network: localnet::Localnet) -> Self {
        Self {
            network,
            timeout: CALL_TIMEOUT,
        }
    }
}

#[cfg(feature = "localnet")]
#[async_trait]
impl RpcTransport for EmbeddedTransport {
    async fn call(&self, body: Value) -> Result<Value, ChainError> {
        let answer = tokio::time::timeout(self.timeout, self.network.rpc(body)).await;
        answer.map_err(|_| ChainError::Unreachable("the embedded network is too slow".into()))
    }
}

#[cfg(test)]
#[path = "solana/tests.rs"]
mod tests;
