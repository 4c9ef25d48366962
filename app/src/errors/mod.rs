//! What people see when something is refused or fails: human words and a way forward, never a cause.

mod failure;
mod failure_page;

pub use failure::Failure;
pub use failure_page::{FailurePage, NotFoundPage};
