//! What a fan pays for and has bought.

pub mod api;
mod subscriptions_page;
pub mod view_model;

pub use subscriptions_page::SubscriptionsPage;
