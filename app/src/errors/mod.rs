//! What people see when something is refused or fails: human words and a way forward, never a cause.

mod failure;
mod failure_page;
mod field_fault;

pub use failure::Failure;
pub use failure_page::{FailurePage, NotFoundPage};
pub use field_fault::field_fault;
