//! The page behind links that stand in letters: confirming an address, ending letters.

pub mod api;
mod link_page;

pub use link_page::LinkPage;

/// The button was pressed a moment ago.
#[derive(Clone, Copy, Debug)]
pub struct Acted;
