//! What people do with one click, and the counts of it. A click is a plain form; the browser's side makes it quick.

mod counts;
mod switch;
pub mod view_model;

pub use counts::PostActs;
pub use switch::{ActForm, AwayButton, FollowButton, SwitchButton};
