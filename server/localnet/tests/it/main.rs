//! The network through its own door: real LiteSVM, a clock moved by hand; it refuses to sleep and to look inside.
#![allow(
    clippy::unwrap_used,
    reason = "a failed step should stop the test where it failed"
)]

mod conservation;
mod envelope;
mod faults;
mod history;
mod hostile;
mod reopen;
mod reorg;
mod sending;
mod support;
mod time;
mod tokens;
