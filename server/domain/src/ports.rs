//! What the law needs from outside, as traits: time, the chain, stored bytes. Adapters of the server implement them.

pub use verifier::chain::{ChainTransaction, TokenBalance};

use crate::live::Told;
use verifier::answer::Nonsense;

use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::BoxStream;
use shared::{
    Timestamp,
    ids::UserId,
    money::{Lamports, Units},
    solana::{Address, Signature},
    webhooks::DeliveryFault,
};
use std::{io, ops::Range, path::Path};

/// The time that decides.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// Pieces of a file, in their order.
pub type Pieces = BoxStream<'static, io::Result<Bytes>>;

/// Files by random key. A key holds nothing of its owner.
#[async_trait]
pub trait Storage: Send + Sync {
    /// Writes the whole file or nothing.
    async fn put(&self, key: &str, bytes: Vec<u8>) -> io::Result<()>;
    /// Makes a file of what came in as a part, the whole or nothing; the part is gone after it.
    async fn take(&self, key: &str, part: Box<dyn Part>) -> io::Result<()>;
    /// `NotFound` when there is no such file.
    async fn get(&self, key: &str) -> io::Result<Vec<u8>>;
    /// The bytes from one place to before another, as they come; `NotFound` when there is no such file.
    async fn read(&self, key: &str, bytes: Range<u64>) -> io::Result<Pieces>;
    /// In bytes; none when there is no such file.
    async fn size(&self, key: &str) -> io::Result<Option<u64>>;
    /// A file that is not there is deleted already.
    async fn delete(&self, key: &str) -> io::Result<()>;
    /// Of every file.
    fn keys(&self) -> BoxStream<'static, io::Result<String>>;
}

/// Files that are not whole yet, on a disk of this machine. Each is open for one at a time, in this process or another, and
/// free again however that ends.
#[async_trait]
pub trait Parts: Send + Sync {
    /// A name of this disk's folder, the same for all processes that share it.
    async fn place(&self) -> io::Result<String>;
    /// Opens the part of this key for writing, an empty one where there is none and one is to be made. `WouldBlock` while
    /// somebody else has it open, `NotFound` when there is none.
    async fn open(&self, key: &str, make: bool) -> io::Result<Box<dyn Part>>;
    async fn keys(&self) -> io::Result<Vec<String>>;
    /// Makes a part of a whole file of the same disk that nobody writes any more.
    async fn adopt(&self, path: &Path) -> io::Result<Box<dyn Part>>;
    /// Bytes for which the disk has room.
    async fn room(&self) -> io::Result<u64>;
}

/// A part that nobody else writes meanwhile. What is given back as done is done; what is begun when this is dropped ends before
/// anybody else can open it.
#[async_trait]
pub trait Part: Send {
    /// Its bytes, those included that are not on the disk yet.
    fn size(&self) -> u64;
    /// Makes it so long: what lies behind is gone.
    async fn cut(&mut self, size: u64) -> io::Result<()>;
    /// Adds bytes at the end.
    async fn write(&mut self, bytes: Bytes) -> io::Result<()>;
    /// Survives a power cut from now on.
    async fn sync(&mut self) -> io::Result<()>;
    fn path(&self) -> &Path;
    /// Puts it in place of the file at this path of the same disk, synced.
    async fn move_to(self: Box<Self>, path: &Path) -> io::Result<()>;
    async fn delete(self: Box<Self>) -> io::Result<()>;
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

/// A letter to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    /// The same words twice, plain and as HTML.
    pub text: String,
    pub html: String,
    /// The same for the same letter, so that who gets it twice sees that.
    pub id: String,
    /// Where one press ends letters of this kind (RFC 8058).
    pub stop: Option<String>,
}

/// Why a letter did not go.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    /// It will not go another time either.
    #[error("it was refused for good: {0}")]
    Refused(String),
    #[error("it could not be handed over: {0}")]
    Later(String),
}

/// Hands letters to the mail server that the operator named.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Within a minute.
    async fn send(&self, mail: &Mail) -> Result<(), MailFault>;
}

/// A sealed message to a browser's push service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed<'a> {
    pub endpoint: &'a str,
    /// The site's own signature.
    pub authorization: String,
    /// Of messages under one topic the service keeps the last; 32 letters at the most.
    pub topic: String,
    /// Seconds that the service keeps it for a browser that is away.
    pub keep: u32,
    pub body: Vec<u8>,
}

/// Brings sealed messages to push services, and to none that is not on the public internet.
#[async_trait]
pub trait Pusher: Send + Sync {
    /// The status of the answer, of whatever kind; or why there was none, within ten seconds.
    async fn push(&self, pushed: Pushed<'_>) -> Result<u16, DeliveryFault>;
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

/// Hears what was committed in this process, at once and without waiting. What it misses it finds in the outbox.
pub trait Listener: Send + Sync {
    fn told(&self, events: &[Told]);
    /// Whether somebody is here who lets others see that.
    fn is_here(&self, user: UserId) -> bool;
}

/// Nobody hears it here.
impl Listener for () {
    fn told(&self, _: &[Told]) {}

    fn is_here(&self, _: UserId) -> bool {
        false
    }
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
