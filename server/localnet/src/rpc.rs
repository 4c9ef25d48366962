//! JSON-RPC 2.0: envelopes, batches and errors, as Agave words them; it refuses what is malformed before any method sees it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use serde_json::{Value, json};

use crate::NetworkError;
use crate::chain::{self, Commitment};
use crate::faults::Effects;
use crate::ledger::LedgerError;
use crate::methods;
use crate::node::Node;
use crate::params::{Config, Params};

/// Requests in one batch at most.
pub const BATCH_LIMIT: usize = 50;

/// Bytes of a request's body at most. The largest batch of the largest transactions fits.
pub const BODY_LIMIT_BYTES: usize = 128 * 1024;

/// Bytes of accounts that the answers to one request, batch or not, may show together.
pub const ACCOUNT_BYTES_LIMIT: usize = 2 << 20;

/// The version of Agave whose answers these are.
pub const API_VERSION: &str = "4.2.2";

/// What a method answers.
pub type Answer = Result<Value, RpcError>;

/// An error of the interface. Each has the code of the real network, except -32429, which is an
/// HTTP status there.
#[derive(Debug, thiserror::Error)]
pub enum RpcError {
    /// -32700.
    #[error("Parse error: {0}")]
    Parse(String),
    /// -32600.
    #[error("Invalid request: {0}")]
    Request(String),
    /// -32601.
    #[error("Method not found")]
    Method,
    /// -32602.
    #[error("{0}")]
    Params(String),
    /// -32603. The cause is in the log.
    #[error("Internal error")]
    Internal,
    /// -32002, with the result of the simulation.
    #[error("Transaction simulation failed: {message}")]
    Preflight {
        /// The error in words.
        message: String,
        /// `err`, `logs` and the rest.
        data: Value,
    },
    /// -32003.
    #[error("Transaction signature verification failure")]
    Signature,
    /// -32004.
    #[error("Block not available for slot {0}")]
    Block(u64),
    /// -32005.
    #[error("Node is behind by {0} slots")]
    Behind(u64),
    /// -32015.
    #[error(
        "Transaction version ({0}) is not supported by the requesting client. Please try the \
         request again with the following configuration parameter: \
         \"maxSupportedTransactionVersion\": {0}"
    )]
    Version(u8),
    /// -32016, with the slot reached.
    #[error("Minimum context slot has not been reached")]
    MinContextSlot(u64),
    /// -32429.
    #[error("Too many requests")]
    TooMany,
}

impl RpcError {
    /// -32602 in a sentence.
    pub fn params(message: impl Into<String>) -> Self {
        Self::Params(message.into())
    }

    fn code(&self) -> i32 {
        match self {
            Self::Parse(_) => -32700,
            Self::Request(_) => -32600,
            Self::Method => -32601,
            Self::Params(_) => -32602,
            Self::Internal => -32603,
            Self::Preflight { .. } => -32002,
            Self::Signature => -32003,
            Self::Block(_) => -32004,
            Self::Behind(_) => -32005,
            Self::Version(_) => -32015,
            Self::MinContextSlot(_) => -32016,
            Self::TooMany => -32429,
        }
    }

    fn data(&self) -> Option<Value> {
        match self {
            Self::Preflight { data, .. } => Some(data.clone()),
            Self::Behind(slots) => Some(json!({ "numSlotsBehind": slots })),
            Self::MinContextSlot(slot) => Some(json!({ "contextSlot": slot })),
            _ => None,
        }
    }
}

impl From<LedgerError> for RpcError {
    fn from(error: LedgerError) -> Self {
        tracing::error!(%error, "the local network's ledger failed");
        Self::Internal
    }
}

impl From<NetworkError> for RpcError {
    fn from(error: NetworkError) -> Self {
        match error {
            NetworkError::Fault(fault) => Self::params(fault.to_string()),
            error => {
                tracing::error!(%error, "the local network failed");
                Self::Internal
            }
        }
    }
}

/// The chain as one request sees it: from its newest slot, or from further back if the node
/// pretends to lag.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// The newest slot there is.
    pub newest: u64,
    /// The newest slot this request may know of.
    pub tip: u64,
    /// The oldest slot this request may know of.
    pub first: u64,
}

impl View {
    fn new(newest: u64, effects: &Effects) -> Self {
        let behind = |slots: u64| newest.saturating_sub(slots).max(chain::START_SLOT);
        Self {
            newest,
            tip: behind(effects.lag),
            first: effects.keep.map_or(chain::START_SLOT, behind),
        }
    }

    /// How settled a slot is; None if it is not known of yet.
    pub fn commitment_of(&self, slot: u64) -> Option<Commitment> {
        self.tip.checked_sub(slot).map(Commitment::of_age)
    }

    /// Whether a slot is known of and has reached a commitment.
    pub fn has_reached(&self, slot: u64, wanted: Commitment) -> bool {
        slot >= self.first && self.commitment_of(slot).is_some_and(|reached| reached >= wanted)
    }

    /// The slot a request is answered at.
    ///
    /// # Errors
    /// [`RpcError::MinContextSlot`] if it lies before the `minContextSlot` asked for.
    pub fn at(&self, config: &Config<'_>) -> Result<u64, RpcError> {
        self.at_commitment(config, config.commitment()?)
    }

    /// As [`View::at`], for a commitment read elsewhere.
    ///
    /// # Errors
    /// [`RpcError::MinContextSlot`] if it lies before the `minContextSlot` asked for.
    pub fn at_commitment(&self, config: &Config<'_>, commitment: Commitment) -> Result<u64, RpcError> {
        let slot = commitment.slot(self.tip);
        match config.number("minContextSlot")? {
            Some(min) if min > slot => Err(RpcError::MinContextSlot(slot)),
            _ => Ok(slot),
        }
    }
}

/// What one request may still be shown of accounts. A request is small and may name a large account many
/// times over; its answer must not cost the memory of the machine.
pub struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(ACCOUNT_BYTES_LIMIT)
    }
}

impl Budget {
    /// Takes so many bytes.
    ///
    /// # Errors
    /// [`RpcError::Request`] if not so many are left.
    pub fn take(&mut self, bytes: usize) -> Result<(), RpcError> {
        self.0 = self.0.checked_sub(bytes).ok_or_else(|| {
            RpcError::Request(format!(
                "one request is shown at most {ACCOUNT_BYTES_LIMIT} bytes of accounts; ask for fewer, or for \
                 slices with `dataSlice`"
            ))
        })?;
        Ok(())
    }
}

/// A value with the slot it was read at.
pub fn with_context(slot: u64, value: Value) -> Value {
    json!({ "context": { "apiVersion": API_VERSION, "slot": slot }, "value": value })
}

/// What goes back, and how long it is held back first.
pub struct Reply {
    /// The answer; null if none is due.
    pub body: Value,
    /// The delay of a fault.
    pub delay: Duration,
}

/// Reads the body of an HTTP request.
///
/// # Errors
/// [`RpcError::Request`] if it is too long, [`RpcError::Parse`] if it is not JSON.
pub fn parse_body(body: &[u8]) -> Result<Value, RpcError> {
    if body.len() > BODY_LIMIT_BYTES {
        return Err(RpcError::Request(format!(
            "the body has {} bytes, and at most {BODY_LIMIT_BYTES} are read",
            body.len()
        )));
    }
    serde_json::from_slice(body).map_err(|error| RpcError::Parse(error.to_string()))
}

/// Answers one request or a batch.
pub fn answer(node: &mut Node, request: Value) -> Reply {
    node.budget = Budget::default();
    let Value::Array(batch) = request else {
        let (body, delay) = one(node, request);
        return Reply {
            body: body.unwrap_or_default(),
            delay,
        };
    };
    let refusal = if batch.is_empty() {
        Some("the batch is empty".to_owned())
    } else if batch.len() > BATCH_LIMIT {
        Some(format!(
            "the batch has {} requests, and at most {BATCH_LIMIT} are answered",
            batch.len()
        ))
    } else {
        None
    };
    if let Some(refusal) = refusal {
        return Reply {
            body: failure(&Value::Null, &RpcError::Request(refusal)),
            delay: Duration::ZERO,
        };
    }
    let mut delay = Duration::ZERO;
    let mut bodies = Vec::with_capacity(batch.len());
    for request in batch {
        let (body, held) = one(node, request);
        bodies.extend(body);
        delay += held;
    }
    let body = if bodies.is_empty() {
        Value::Null
    } else {
        Value::Array(bodies)
    };
    Reply { body, delay }
}

/// The envelope of an error.
pub fn failure(id: &Value, error: &RpcError) -> Value {
    let mut body = json!({ "code": error.code(), "message": error.to_string() });
    if let Some(data) = error.data() {
        body["data"] = data;
    }
    json!({ "jsonrpc": "2.0", "error": body, "id": id })
}

/// One request; a notification has no answer.
fn one(node: &mut Node, request: Value) -> (Option<Value>, Duration) {
    let invalid = |why: &str| {
        let error = RpcError::Request(why.to_owned());
        (Some(failure(&Value::Null, &error)), Duration::ZERO)
    };
    let Value::Object(mut fields) = request else {
        return invalid("a request is an object");
    };
    if fields.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return invalid("`jsonrpc` must be \"2.0\"");
    }
    let id = fields.remove("id");
    if matches!(&id, Some(Value::Object(_) | Value::Array(_) | Value::Bool(_))) {
        return invalid("`id` must be a string or a number");
    }
    let Some(Value::String(method)) = fields.remove("method") else {
        return invalid("`method` must be a string");
    };
    let (answer, delay) = call(node, &method, fields.remove("params"));
    let body = id.map(|id| match answer {
        Ok(result) => json!({ "jsonrpc": "2.0", "result": result, "id": id }),
        Err(error) => failure(&id, &error),
    });
    (body, delay)
}

fn call(node: &mut Node, name: &str, params: Option<Value>) -> (Answer, Duration) {
    let newest = node.tip();
    if let Some(method) = methods::find(name) {
        let effects = node.pending.meet(name);
        let answer = if effects.too_many {
            Err(RpcError::TooMany)
        } else {
            Params::new(params).and_then(|params| {
                if effects.null {
                    return Ok(methods::nothing(name, newest, &params));
                }
                let view = View::new(newest, &effects);
                guarded(name, || method(node, &view, &params))
            })
        };
        (answer, effects.delay)
    } else if let Some(method) = methods::find_dev(name).filter(|_| node.dev) {
        let answer = Params::new(params).and_then(|params| {
            guarded(name, || {
                method(node, &View::new(newest, &Effects::default()), &params)
            })
        });
        (answer, Duration::ZERO)
    } else {
        (Err(RpcError::Method), Duration::ZERO)
    }
}

/// A transaction is a stranger's program and LiteSVM has its `unwrap`s. A panic there must cost the
/// sender an answer, not everyone the network. Nothing is half done: a run changes nothing, and
/// memory changes only after the ledger.
fn guarded(name: &str, method: impl FnOnce() -> Answer) -> Answer {
    catch_unwind(AssertUnwindSafe(method)).unwrap_or_else(|_| {
        tracing::error!(method = name, "a method of the local network panicked");
        Err(RpcError::Internal)
    })
}
