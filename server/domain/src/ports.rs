//! What the law needs from outside, as traits: time, the chain, stored bytes. Adapters of the server implement them.

pub use verifier::chain::{ChainTransaction, TokenBalance};

use verifier::answer::Nonsense;

use async_trait::async_trait;
use shared::{
    Timestamp,
    money::{Lamports, Units},
    solana::{Address, Signature},
    webhooks::DeliveryFault,
};

/// The time that decides.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// Files by random key. A key holds nothing of its owner.
#[async_trait]
pub trait Storage: Send + Sync {
    /// Writes the whole file or nothing.
    async fn put(&self, key: &str, bytes: Vec<u8>) -> std::io::Result<()>;
    /// `NotFound` when there is no such file.
    async fn get(&self, key: &str) -> std::io::Result<Vec<u8>>;
    /// A file that is not there is deleted already.
    async fn delete(&self, key: &str) -> std::io::Result<()>;
}

/// A signed message to an address that a person named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter<'a> {
    pub url: &'a str,
    pub id: String,
    /// Seconds since 1970.
    pub timestamp: i64,
    pub signature: String,
    /// JSON.
    pub body: &'a str,
}

/// Brings messages to other people's servers, and to none that is not on the public internet.
#[async_trait]
pub trait Messenger: Send + Sync {
    /// The status of the answer, of whatever kind; or why there was none, within ten seconds.
    async fn send(&self, letter: Letter<'_>) -> Result<u16, DeliveryFault>;
}

/// What a source says that 1 SOL costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Millionths of a dollar.
    pub micros: Units,
    /// When the source saw it; where it does not tell, when it was asked.
    pub observed_at: Timestamp,
}

/// Why a source gave no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceFault {
    #[error("it did not answer in time")]
    Unreachable,
    #[error("it answered with the status {0}")]
    Status(u16),
    #[error("its answer is too long")]
    TooLong,
    #[error("its answer has no price that makes sense")]
    Nonsense,
}

/// One place that knows what SOL costs in dollars.
#[async_trait]
pub trait PriceSource: Send + Sync {
    /// As the configuration names it.
    fn name(&self) -> &'static str;
    /// Its price; within five seconds.
    async fn price(&self, now: Timestamp) -> Result<Quoted, PriceFault>;
}

/// Wakes a worker that waits; ringing twice before it wakes counts once.
#[derive(Debug, Default)]
pub struct Bell(tokio::sync::Notify);

impl Bell {
    pub fn ring(&self) {
        self.0.notify_one();
    }

    pub async fn rung(&self) {
        self.0.notified().await;
    }
}

/// How sure the network is. `processed` is never used: it may vanish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Commitment {
    Confirmed,
    Finalized,
}

/// Why the chain gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// Nobody answered, or not in time, or "too many requests". It says nothing about the transaction.
    #[error("the RPC node did not answer: {0}")]
    Unreachable(String),
    /// The node answered with an error: its code and words.
    #[error("the RPC node refused ({code}): {message}")]
    Refused { code: i64, message: String },
    /// The answer was not what the protocol says.
    #[error("the RPC node's answer makes no sense: {0}")]
    Nonsense(String),
}

impl From<Nonsense> for ChainError {
    fn from(Nonsense(what): Nonsense) -> Self {
        Self::Nonsense(what)
    }
}

/// How far the chain is at some commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub slot: u64,
    pub height: u64,
}

/// How far back a node's records go: what it does not show of older times says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    pub first_slot: u64,
    /// The time of that slot; absent when the node does not know.
    pub begins: Option<Timestamp>,
}

impl History {
    /// Whether everything since a moment is on record.
    pub fn reaches(&self, moment: Timestamp) -> bool {
        self.first_slot == 0 || self.begins.is_some_and(|begins| begins <= moment)
    }
}

/// A recent blockhash to build a transaction on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blockhash {
    pub hash: [u8; 32],
    /// The last block height at which a transaction with this blockhash can land.
    pub last_valid_block_height: u64,
    /// The slot the answer was made at.
    pub slot: u64,
}

/// An account's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The program that it belongs to.
    pub owner: Address,
    pub data: Vec<u8>,
}

/// One entry of `getSignaturesForAddress`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureEntry {
    pub signature: Signature,
    pub slot: u64,
    pub failed: bool,
}

/// The chain, as far as payments need it. Every call asks our own node, never one that a browser named.
#[async_trait]
pub trait Chain: Send + Sync {
    async fn genesis_hash(&self) -> Result<String, ChainError>;
    /// A blockhash at `confirmed`.
    async fn latest_blockhash(&self) -> Result<Blockhash, ChainError>;
    async fn reached(&self, commitment: Commitment) -> Result<Reached, ChainError>;
    async fn history(&self) -> Result<History, ChainError>;
    /// Balances in the order asked; an account that does not exist has none.
    async fn balances(&self, addresses: &[Address]) -> Result<Vec<Lamports>, ChainError>;
    /// Accounts in the order asked; `None` for one that does not exist.
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError>;
    /// The least balance an account of `bytes` data bytes may keep.
    async fn rent_exempt_minimum(&self, bytes: u64) -> Result<Lamports, ChainError>;
    /// Runs an unsigned transaction without sending it; the error it would have, as the interface's JSON. A node that has not
    /// reached `min_slot`, that of its blockhash, gives no answer.
    async fn simulate(&self, transaction: &[u8], min_slot: u64) -> Result<Option<String>, ChainError>;
    /// Sends a signed transaction; `Refused` when preflight fails, with the transaction's error as JSON.
    async fn send(&self, transaction: &[u8]) -> Result<Signature, ChainError>;
    /// `None`: the node does not know it at this commitment (yet).
    async fn transaction(
        &self,
        signature: &Signature,
        commitment: Commitment,
    ) -> Result<Option<ChainTransaction>, ChainError>;
    /// Newest first, at `confirmed`, up to 1,000, older than `before` when given. A node that has not reached
    /// `min_slot` gives no answer.
    async fn signatures_for(
        &self,
        address: &Address,
        before: Option<&Signature>,
        min_slot: u64,
    ) -> Result<Vec<SignatureEntry>, ChainError>;
}
