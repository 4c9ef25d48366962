//! Creators: the directory, one creator's page with its tiers, and the card by which lists show one.

pub mod api;
mod card;
mod creator_page;
mod directory_page;
mod follows_page;
mod tier_card;
pub mod view_model;

pub use card::{CreatorCardView, CreatorLine};
pub use creator_page::CreatorPage;
pub use directory_page::DirectoryPage;
pub use follows_page::{FollowersPage, FollowingPage};
