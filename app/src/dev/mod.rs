//! What only developers see: every part of the kit in all its states. Elsewhere these addresses hold nothing.

mod kit_page;

pub use kit_page::KitPage;
