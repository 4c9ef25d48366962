//! What people did with a post, as counts. Acting on it comes with its own parts; a count is never a dead
//! button.

mod counts;

pub use counts::Counts;
