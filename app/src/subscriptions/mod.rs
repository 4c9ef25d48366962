//! What a fan pays for and has bought, and the receipt of a payment.

pub mod api;
mod check_page;
mod receipt_page;
mod subscriptions_page;
pub mod view_model;

pub use check_page::CheckPage;
pub use receipt_page::ReceiptPage;
pub use subscriptions_page::SubscriptionsPage;
