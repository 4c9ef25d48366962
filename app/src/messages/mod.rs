//! What two people write to each other: the list of conversations, one of them, and the way to both.

pub mod api;
mod broadcasts_page;
mod conversation_page;
mod door;
mod enclosure;
mod forms;
mod list_page;
mod message;
mod reading;
pub mod view_model;
mod writer;

pub use broadcasts_page::BroadcastsPage;
pub use conversation_page::ConversationPage;
pub use door::MessagesDoor;
pub use forms::WriteTo;
pub use list_page::MessagesPage;
