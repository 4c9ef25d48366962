//! The composer: a post is written, its files are put in order, and it is decided whom it is for and when it goes out. One plain form,
//! which `frontend/compose` makes quick; the same for a new post, a draft, and changes to what is published.

mod audience;
mod besides;
mod create_page;
mod files;
mod form;
pub mod model;
mod preview_page;

pub use create_page::{CreatePage, DraftPage, EditPage};
pub use model::Unpublished;
pub use preview_page::PreviewPage;
