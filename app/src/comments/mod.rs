//! What is said below a post, and the forms to say it. Every act is a plain form; the browser's side only spares the
//! page load.

pub mod api;
mod comment;
mod forms;
mod section;
pub mod view_model;

pub use section::Comments;
pub use view_model::{Looking, Unsent};
