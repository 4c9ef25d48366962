//! Posts: one post's page, and the card and tile by which lists show it. A locked post is drawn from its
//! preview; there is nothing else to draw it from.

pub mod api;
mod card;
pub mod composer;
pub(crate) mod gallery;
mod goods_fields;
pub mod goods_model;
mod goods_panel;
mod lock;
mod poll;
mod post_page;
mod related;
mod sell_page;
mod share;
pub mod view_model;

pub use card::{Position, PostCard, PostTile};
pub use composer::{CreatePage, DraftPage, EditPage, PreviewPage, Unpublished};
pub use post_page::PostPage;
pub use sell_page::SellPage;
pub use share::Share;
