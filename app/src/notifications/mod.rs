//! What people are told: the bell in the bar, and the page behind it.

pub mod api;
mod bell;
mod notifications_page;
pub mod view_model;

pub use bell::Bell;
pub use notifications_page::NotificationsPage;
