//! JSON-RPC 2.0: envelopes, batches, parameters and errors, as Agave words them; it refuses what is malformed before any method sees it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::time::Duration;

use serde_json::{Map, Value, json};
use solana_pubkey::Pubkey;
use solana_signature::Signature;

use crate::NetworkError;
use crate::chain::{self, Commitment};
use crate::ledger::LedgerError;
use crate::methods;
use crate::node::Node;

/// Requests in one batch at most.
pub const BATCH_LIMIT: usize = 50;

/// Bytes of a request's body at most. The largest batch of the largest transactions fits.
pub const BODY_LIMIT_BYTES: usize = 128 * 1024;

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
}

impl View {
    fn new(newest: u64, lag: u64) -> Self {
        Self {
            newest,
            tip: newest.saturating_sub(lag).max(chain::START_SLOT),
        }
    }

    /// How settled a slot is; None if it is not known of yet.
    pub fn commitment_of(&self, slot: u64) -> Option<Commitment> {
        self.tip.checked_sub(slot).map(Commitment::of_age)
    }

    /// Whether a slot is known of and has reached a commitment.
    pub fn has_reached(&self, slot: u64, wanted: Commitment) -> bool {
        self.commitment_of(slot).is_some_and(|reached| reached >= wanted)
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

/// A value with the slot it was read at.
pub fn with_context(slot: u64, value: Value) -> Value {
    json!({ "context": { "apiVersion": API_VERSION, "slot": slot }, "value": value })
}

/// The parameters of a request, by position.
pub struct Params(Vec<Value>);

impl Params {
    fn new(params: Option<Value>) -> Result<Self, RpcError> {
        match params {
            None | Some(Value::Null) => Ok(Self(Vec::new())),
            Some(Value::Array(values)) => Ok(Self(values)),
            Some(_) => Err(RpcError::params("`params` should be an array")),
        }
    }

    /// A parameter, if it is there and not null.
    pub fn get(&self, index: usize) -> Option<&Value> {
        self.0.get(index).filter(|value| !value.is_null())
    }

    fn need(&self, index: usize) -> Result<&Value, RpcError> {
        self.get(index).ok_or_else(|| {
            RpcError::params(format!("`params` should have at least {} argument(s)", index + 1))
        })
    }

    /// A string.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or something else.
    pub fn text(&self, index: usize) -> Result<&str, RpcError> {
        let value = self.need(index)?;
        value.as_str().ok_or_else(|| invalid_type(value, "a string"))
    }

    /// An unsigned number.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or something else.
    pub fn number(&self, index: usize) -> Result<u64, RpcError> {
        let value = self.need(index)?;
        value.as_u64().ok_or_else(|| invalid_type(value, "u64"))
    }

    /// An address.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or no address.
    pub fn pubkey(&self, index: usize) -> Result<Pubkey, RpcError> {
        parse(self.text(index)?)
    }

    /// A signature.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or no signature.
    pub fn signature(&self, index: usize) -> Result<Signature, RpcError> {
        parse(self.text(index)?)
    }

    /// A list of strings, at most `max`.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing, too long, or something else.
    pub fn texts(&self, index: usize, max: usize) -> Result<Vec<&str>, RpcError> {
        texts(self.need(index)?, max)
    }

    /// The options of a request, an object; empty if it is not there.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn config(&self, index: usize) -> Result<Config<'_>, RpcError> {
        match self.get(index) {
            None => Ok(Config(None)),
            Some(Value::Object(fields)) => Ok(Config(Some(fields))),
            Some(value) => Err(invalid_type(value, "an object")),
        }
    }
}

/// The options of a request.
#[derive(Clone, Copy)]
pub struct Config<'a>(Option<&'a Map<String, Value>>);

impl<'a> Config<'a> {
    /// An option, if it is there and not null.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.0?.get(name).filter(|value| !value.is_null())
    }

    /// A string option.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn text(&self, name: &str) -> Result<Option<&'a str>, RpcError> {
        self.read(name, "a string", Value::as_str)
    }

    /// An unsigned number.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn number(&self, name: &str) -> Result<Option<u64>, RpcError> {
        self.read(name, "u64", Value::as_u64)
    }

    /// A flag; false if it is not there.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn flag(&self, name: &str) -> Result<bool, RpcError> {
        Ok(self.read(name, "a boolean", Value::as_bool)?.unwrap_or(false))
    }

    /// Options within an option.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn config(&self, name: &str) -> Result<Option<Config<'a>>, RpcError> {
        let fields = self.read(name, "an object", Value::as_object)?;
        Ok(fields.map(|fields| Config(Some(fields))))
    }

    /// An address or signature.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn parse<T: FromStr>(&self, name: &str) -> Result<Option<T>, RpcError>
    where
        T::Err: std::fmt::Debug,
    {
        self.text(name)?.map(parse).transpose()
    }

    /// A list of strings, at most `max`.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is too long or something else.
    pub fn texts(&self, name: &str, max: usize) -> Result<Vec<&'a str>, RpcError> {
        self.get(name).map_or(Ok(Vec::new()), |list| texts(list, max))
    }

    /// The `commitment` asked for; finalized if none is.
    ///
    /// # Errors
    /// [`RpcError::Params`] if there is no such commitment.
    pub fn commitment(&self) -> Result<Commitment, RpcError> {
        self.commitment_named("commitment")
    }

    /// A commitment under another name.
    ///
    /// # Errors
    /// [`RpcError::Params`] if there is no such commitment.
    pub fn commitment_named(&self, name: &str) -> Result<Commitment, RpcError> {
        match self.text(name)? {
            None => Ok(Commitment::Finalized),
            Some(word) => Commitment::parse(word).ok_or_else(|| {
                RpcError::params(format!(
                    "Invalid params: unknown commitment `{word}`, expected one of `processed`, \
                     `confirmed`, `finalized`"
                ))
            }),
        }
    }

    /// As [`Config::commitment`], for the methods that know only confirmed history.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is `processed`.
    pub fn commitment_at_least_confirmed(&self) -> Result<Commitment, RpcError> {
        match self.commitment()? {
            Commitment::Processed => Err(RpcError::params(
                "Method does not support commitment below `confirmed`",
            )),
            commitment => Ok(commitment),
        }
    }

    fn read<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, RpcError> {
        self.get(name)
            .map(|value| read(value).ok_or_else(|| invalid_type(value, expected)))
            .transpose()
    }
}

/// An address, signature or hash in base58.
///
/// # Errors
/// [`RpcError::Params`] if it is none.
pub fn parse<T: FromStr>(text: &str) -> Result<T, RpcError>
where
    T::Err: std::fmt::Debug,
{
    text.parse()
        .map_err(|error| RpcError::params(format!("Invalid param: {error:?}")))
}

fn texts(value: &Value, max: usize) -> Result<Vec<&str>, RpcError> {
    let list = value
        .as_array()
        .ok_or_else(|| invalid_type(value, "a sequence"))?;
    if list.len() > max {
        return Err(RpcError::params(format!("Too many inputs provided; max {max}")));
    }
    list.iter()
        .map(|item| item.as_str().ok_or_else(|| invalid_type(item, "a string")))
        .collect()
}

fn invalid_type(value: &Value, expected: &str) -> RpcError {
    RpcError::params(format!(
        "Invalid params: invalid type: {value}, expected {expected}."
    ))
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
                let view = View::new(newest, effects.lag);
                guarded(name, || method(node, &view, &params))
            })
        };
        (answer, effects.delay)
    } else if let Some(method) = methods::find_dev(name).filter(|_| node.dev) {
        let answer = Params::new(params)
            .and_then(|params| guarded(name, || method(node, &View::new(newest, 0), &params)));
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
