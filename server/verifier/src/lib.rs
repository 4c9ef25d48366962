//! THE VERIFIER: whether a transaction on the chain paid for what was ordered, and whether a receipt says so truly. Pure, and
//! compiled to both sides: the server believes nothing else, and a reader's browser can see for itself. It touches no network,
//! clock, database or environment.

pub mod answer;
pub mod chain;
pub mod facts;
pub mod receipt;
pub mod token;
pub mod verify;
pub mod wire;
