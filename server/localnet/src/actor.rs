//! The thread that owns the network, and the commands it takes one at a time; it refuses to wait for anything but the next command.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use serde_json::Value;
use tokio::sync::oneshot;

use crate::NetworkError;
use crate::faults::{FaultError, Faults};
use crate::node::Node;
use crate::rpc::{self, Reply};

/// A builtin program may recurse deeply, and debug frames are large.
const STACK_BYTES: usize = 8 << 20;

/// Commands that may wait at a time. A request has at most [`rpc::BODY_LIMIT_BYTES`], so that they have 32 MiB.
pub const QUEUE: usize = 256;

/// Something to do, and where the answer goes.
pub enum Command {
    /// Answer a JSON-RPC request.
    Rpc(Value, oneshot::Sender<Reply>),
    /// Travel in time by milliseconds.
    Advance(i64, oneshot::Sender<Result<(), NetworkError>>),
    /// Add a fault.
    Fault(Faults, oneshot::Sender<Result<(), FaultError>>),
    /// Remove the transactions of so many slots.
    Reorg(u64, oneshot::Sender<Result<Vec<String>, NetworkError>>),
}

/// Starts the thread. It ends when every sender is gone.
///
/// # Errors
/// [`std::io::Error`] if the system gives no thread.
pub fn start(node: Node) -> std::io::Result<(SyncSender<Command>, JoinHandle<()>)> {
    let (commands, inbox) = sync_channel(QUEUE);
    let thread = Builder::new()
        .name("localnet".into())
        .stack_size(STACK_BYTES)
        .spawn(move || run(node, &inbox))?;
    Ok((commands, thread))
}

fn run(mut node: Node, inbox: &Receiver<Command>) {
    while let Ok(command) = inbox.recv() {
        // The one who asked may have gone away; the command is done all the same. A panic costs
        // that one its answer, and the others nothing: memory is changed last, after the ledger.
        let done = catch_unwind(AssertUnwindSafe(|| match command {
            Command::Rpc(request, reply) => drop(reply.send(rpc::answer(&mut node, request))),
            Command::Advance(by_ms, reply) => drop(reply.send(node.advance(by_ms))),
            Command::Fault(fault, reply) => drop(reply.send(node.pending.add(fault))),
            Command::Reorg(slots, reply) => drop(
                reply.send(
                    node.reorg(slots)
                        .map(|removed| removed.iter().map(ToString::to_string).collect()),
                ),
            ),
        }));
        if done.is_err() {
            tracing::error!("a command of the local network panicked");
        }
    }
    if let Err(error) = node.close() {
        tracing::error!(%error, "the local network could not be closed cleanly");
    }
}
