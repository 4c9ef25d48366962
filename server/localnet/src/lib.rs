//! An embedded Solana network: LiteSVM behind the JSON-RPC of a real node, on a clock one can move; it refuses to be mistaken for a public one.
//!
//! [`Localnet`] is a handle to a thread that owns every account and a ledger of every transaction.
//! The same client code speaks to it and to mainnet; only the transport differs.
//!
//! - **Time.** Nothing ticks: slots, block hashes and commitment follow from [`Options::now`] and
//!   from [`Localnet::advance`]. With a clock that stands still the network stands still too.
//! - **Commitment.** A transaction is processed at once, confirmed [`CONFIRMED_AFTER`] slots later
//!   and finalized [`FINALIZED_AFTER`] slots later. Slots, block hashes, statuses and history honour
//!   the commitment asked for. Balances, accounts, token accounts and simulations are always those
//!   of the newest slot, whatever the commitment: there is one state, not three.
//! - **Durability.** A transaction is on disk, with the accounts it changed, before it is answered.
//! - **Faults.** What goes wrong with real nodes can be made to happen: see [`Faults`] and
//!   [`Localnet::reorg`].

mod actor;
mod chain;
mod encode;
mod faults;
mod ledger;
mod methods;
mod node;
mod params;
mod rpc;
mod token;
mod vm;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use solana_signer::Signer;
use tokio::sync::oneshot;

pub use crate::actor::QUEUE as QUEUE_LIMIT;
pub use crate::chain::{
    BLOCKHASH_LIFE, CONFIRMED_AFTER, FINALIZED_AFTER, SLOT_MS, SLOTS_PER_EPOCH, START_SLOT,
};
pub use crate::faults::{FaultError, FaultKind, Faults, MAX_DELAY};
pub use crate::ledger::LedgerError;
pub use crate::node::FAUCET_START_LAMPORTS;
pub use crate::rpc::{ACCOUNT_BYTES_LIMIT, BATCH_LIMIT, BODY_LIMIT_BYTES};

use crate::actor::Command;
use crate::node::{Node, TravelClock};

/// The most one airdrop gives, in lamports: 100 SOL.
pub const FAUCET_LIMIT_LAMPORTS: u64 = 100 * 1_000_000_000;
/// The most test tokens one airdrop gives, in base units: 10,000 USDC.
pub const FAUCET_LIMIT_TOKEN_UNITS: u64 = 10_000 * 1_000_000;

/// What a network is opened with.
pub struct Options {
    /// The file it lives in; None to live in memory.
    pub path: Option<PathBuf>,
    /// Unix milliseconds. Should it go backwards, the slots wait for it.
    pub now: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// Whether the `fonana_*` methods answer over JSON-RPC. The functions of [`Localnet`] always do.
    pub dev: bool,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("path", &self.path)
            .field("dev", &self.dev)
            .finish_non_exhaustive()
    }
}

/// Why a network could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file is damaged, open elsewhere, or of another version.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A stored account cannot be loaded into LiteSVM.
    #[error("a stored account could not be loaded: {0}")]
    Account(#[from] litesvm::error::LiteSVMError),
    /// The system gave no thread.
    #[error("the network's thread could not be started: {0}")]
    Thread(#[from] std::io::Error),
}

/// Why a network could not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// The ledger failed; nothing has changed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// An account could not be written to LiteSVM.
    #[error("an account could not be written: {0}")]
    Account(#[from] litesvm::error::LiteSVMError),
    /// The fault makes no sense.
    #[error(transparent)]
    Fault(#[from] FaultError),
    /// [`QUEUE_LIMIT`] commands wait already.
    #[error("the local network has too much to do")]
    Busy,
    /// The network's thread has ended or dropped the command.
    #[error("the local network does not answer")]
    Stopped,
}

/// A handle to a running network, cheap to clone. Dropping the last one closes the network and
/// waits until its file is free again.
#[derive(Clone)]
pub struct Localnet(Arc<Shared>);

struct Shared {
    /// None only while dropping.
    commands: Option<SyncSender<Command>>,
    thread: Option<JoinHandle<()>>,
    clock: TravelClock,
    genesis_hash: String,
    faucet: String,
    mint: String,
}

impl Drop for Shared {
    fn drop(&mut self) {
        drop(self.commands.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the local network's thread panicked");
        }
    }
}

impl fmt::Debug for Localnet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Localnet").field(&self.0.genesis_hash).finish()
    }
}

impl Localnet {
    /// Opens the network of a file, or begins one there, and starts its thread. Blocks for the time
    /// LiteSVM takes to start.
    ///
    /// # Errors
    /// [`OpenError`] if the file cannot be used or the thread not be started.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let node = Node::open(options)?;
        let clock = node.clock.clone();
        let genesis_hash = node.genesis.to_string();
        let faucet = node.faucet.pubkey().to_string();
        let mint = node.mint.to_string();
        let (commands, thread) = actor::start(node)?;
        Ok(Self(Arc::new(Shared {
            commands: Some(commands),
            thread: Some(thread),
            clock,
            genesis_hash,
            faucet,
            mint,
        })))
    }

    /// Answers a JSON-RPC request, one object or a batch of up to [`BATCH_LIMIT`], exactly as the
    /// HTTP interface would. Where JSON-RPC asks for no answer at all, to a notification or a batch
    /// of only those, it is [`Value::Null`]; an answer proper is never null.
    pub async fn rpc(&self, request: Value) -> Value {
        let id = request.get("id").cloned().unwrap_or_default();
        match self.ask(|reply| Command::Rpc(request, reply)).await {
            Ok(reply) => {
                if !reply.delay.is_zero() {
                    tokio::time::sleep(reply.delay).await;
                }
                reply.body
            }
            Err(NetworkError::Busy) => rpc::failure(&id, &rpc::RpcError::TooMany),
            Err(_) => rpc::failure(&id, &rpc::RpcError::Internal),
        }
    }

    /// As [`Localnet::rpc`], from the bytes of a request's body: refuses more than
    /// [`BODY_LIMIT_BYTES`], and what is not JSON.
    pub async fn rpc_bytes(&self, body: &[u8]) -> Value {
        match rpc::parse_body(body) {
            Ok(request) => self.rpc(request).await,
            Err(error) => rpc::failure(&Value::Null, &error),
        }
    }

    /// The genesis hash in base58: random for each file, and kept in it.
    pub fn genesis_hash(&self) -> &str {
        &self.0.genesis_hash
    }

    /// The address airdrops come from, in base58. It begins with [`FAUCET_START_LAMPORTS`].
    pub fn faucet_address(&self) -> &str {
        &self.0.faucet
    }

    /// The mint of the test tokens that stand in for USDC, in base58: other for each network. `requestTokenAirdrop`
    /// gives them away.
    pub fn mint_address(&self) -> &str {
        &self.0.mint
    }

    /// The present as the network sees it, unix milliseconds: [`Options::now`] and all time travel.
    pub fn now_ms(&self) -> i64 {
        self.0.clock.now_ms()
    }

    /// Time travel: everything follows as if so much time had passed. It is remembered in the file.
    /// A leap of more than a century is shortened to one.
    ///
    /// # Errors
    /// [`NetworkError`] if the ledger failed; then no time has passed.
    pub async fn advance(&self, by: Duration) -> Result<(), NetworkError> {
        let by_ms = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.ask(|reply| Command::Advance(by_ms, reply)).await?
    }

    /// Lets something go wrong with the next requests; the twin of `fonana_fault`. Faults are kept
    /// in memory only.
    ///
    /// # Errors
    /// [`NetworkError::Fault`] if no request could ever meet it.
    pub async fn faults(&self, fault: Faults) -> Result<(), NetworkError> {
        Ok(self.ask(|reply| Command::Fault(fault, reply)).await??)
    }

    /// Removes the transactions of the newest `slots` slots that are not finalized yet, restores
    /// the accounts they touched, and answers their signatures, oldest first; the twin of
    /// `fonana_reorg`. They may be sent again while their block hash is valid.
    ///
    /// # Errors
    /// [`NetworkError`] if the ledger failed; then nothing is removed.
    pub async fn reorg(&self, slots: u64) -> Result<Vec<String>, NetworkError> {
        self.ask(|reply| Command::Reorg(slots, reply)).await?
    }

    async fn ask<T>(&self, command: impl FnOnce(oneshot::Sender<T>) -> Command) -> Result<T, NetworkError> {
        let (reply, answer) = oneshot::channel();
        let commands = self.0.commands.as_ref().ok_or(NetworkError::Stopped)?;
        commands.try_send(command(reply)).map_err(|error| match error {
            TrySendError::Full(_) => NetworkError::Busy,
            TrySendError::Disconnected(_) => NetworkError::Stopped,
        })?;
        answer.await.map_err(|_| NetworkError::Stopped)
    }
}
