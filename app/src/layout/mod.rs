//! The frame around every page: head, navigation, ribbon, preferences. It holds no page's content.

mod age_gate;
mod chips;
mod frame;
pub mod keys;
mod page;
mod page_head;
mod preferences;

pub use age_gate::AgeGate;
pub use chips::CategoryChips;
pub use frame::Frame;
pub use page::{Instead, own_id, page};
pub use page_head::{PageHead, shorten};
pub use preferences::LookFields;
