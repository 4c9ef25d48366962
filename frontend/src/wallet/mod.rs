//! Wallets by Wallet Standard: they register themselves through two events, and whatever they hand over is
//! taken as untrusted. No key and no other protocol is known here.

mod registry;
mod standard;

pub use standard::Standard;
