//! Telling what should not be here, turning away from somebody, and what those who look after the site see.

pub mod api;
mod cases_page;
mod link;
mod report_page;
pub mod view_model;

pub use cases_page::CasesPage;
pub use link::ReportLink;
pub use report_page::ReportPage;
pub use view_model::Unreported;
