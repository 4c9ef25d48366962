//! Telling what should not be here, and turning away from somebody.

pub mod api;
mod link;
mod report_page;
pub mod view_model;

pub use link::ReportLink;
pub use report_page::ReportPage;
pub use view_model::Unreported;
