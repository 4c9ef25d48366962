//! The server of Fonana: pages, REST doors, media and the embedded network behind one port. Policy is not
//! decided here but in `domain`.

pub mod adapters;
pub mod assets;
pub mod config;
pub mod http;
pub mod pictures;
pub mod realtime;
pub mod rest;
#[cfg(feature = "localnet")]
pub mod seed;
pub mod serve;
pub mod state;

pub use config::{Config, Settings};
pub use state::AppState;
