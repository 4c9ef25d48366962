//! The vocabulary of Fonana, compiled for the server and for the browser: parsed values, views and
//! validation. It refuses input and output, clocks and randomness.

pub mod collections;
pub mod comments;
pub mod creators;
pub mod drafts;
pub mod engagement;
pub mod errors;
pub mod fiat;
pub mod flash_sales;
pub mod goods;
pub mod identity;
pub mod ids;
pub mod links;
pub mod live;
pub mod markdown;
pub mod media;
pub mod messages;
pub mod moderation;
pub mod money;
pub mod notifications;
pub mod order_notes;
pub mod paging;
pub mod payments;
pub mod payouts;
pub mod polls;
pub mod posts;
pub mod pricing;
pub mod promotions;
pub mod reaching;
pub mod receipts;
pub mod referrals;
pub mod refunds;
pub mod search;
pub mod settings;
pub mod solana;
pub mod solana_pay;
pub mod tags;
pub mod text;
pub mod tiers;
pub mod time;
pub mod trials;
pub mod typed;
pub mod uploads;
pub mod webhooks;

pub use errors::{Code, Problem, Refusal};
pub use time::Timestamp;
