//! A creator's own rooms: money and audience at a glance, what they sold, and their tiers. Whoever is no creator is shown
//! the way to become one.

pub mod api;
mod calendar;
mod flash_sales;
mod overview_page;
mod parts;
mod posts_page;
mod promotions_page;
mod referrals_page;
mod sales_page;
mod send_back;
mod tiers_page;
pub mod view_model;
mod webhooks_page;

pub use overview_page::OverviewPage;
pub use parts::{CaseLine, SentBacks, Status, Sum, explorer};
pub use posts_page::PostsPage;
pub use promotions_page::PromotionsPage;
pub use referrals_page::ReferralsPage;
pub use sales_page::SalesPage;
pub use send_back::SendBack;
pub use tiers_page::TiersPage;
pub use view_model::{Unchanged, Unmade, UnmadeWebhook, Unstarted};
pub use webhooks_page::WebhooksPage;
