//! Paying: a button, and behind it the payment as steps that a person can see, leave and come back to. It
//! shows who is paid what before a wallet opens, and holds no key.

pub mod api;
mod code;
mod dialog;
mod flow;
pub(crate) mod names;
mod order_page;
mod order_watch;
mod sale;
mod tip;
mod tip_model;
pub(crate) mod view_model;

pub use code::{CodeField, code_in};
pub use dialog::PayButton;
pub use order_page::OrderPage;
pub use sale::{OnSale, SalePrice};
pub use tip::TipButton;
pub use tip_model::TipTo;
pub(crate) use view_model::wallet_sentence;
