//! Looking for people, posts and tags: the page, and the field with what may be meant.

pub mod api;
mod search_box;
mod search_page;
mod tags;
pub mod view_model;

pub use search_box::SearchBox;
pub use search_page::SearchPage;
pub use tags::Tags;
