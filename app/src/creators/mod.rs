//! Creators: the directory, one creator's page with its tiers, and the card by which lists show one.

pub mod api;
mod begin_page;
mod card;
mod creator_page;
mod directory_page;
mod first_steps;
mod follows_page;
mod gift_page;
mod no_creator;
mod tier_card;
mod trial;
pub mod view_model;

pub use begin_page::BeginPage;
pub use card::{CreatorGrid, CreatorLine};
pub use creator_page::CreatorPage;
pub use directory_page::DirectoryPage;
pub use first_steps::FirstSteps;
pub use follows_page::{FollowersPage, FollowingPage};
pub use gift_page::GiftPage;
pub use no_creator::NoCreator;
pub use tier_card::TierCard;
pub use view_model::Unbegun;
