//! What only developers see: every part of the kit in all its states, and every failure. Elsewhere these addresses hold
//! nothing.

mod failure_page;
mod kit_page;

pub use failure_page::FailureSample;
pub use kit_page::KitPage;
