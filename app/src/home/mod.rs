//! The home page: what this is, in one screen, with real figures and real works.

pub mod api;
mod home_page;

pub use home_page::HomePage;
