//! Lists of posts: the feed, and the list that other pages show as well. The next piece is always a link.

pub mod api;
mod feed_page;
mod more;
mod newer;
mod post_list;
mod saved_page;
pub mod view_model;

pub use feed_page::{CategoryPage, FeedPage, TagPage};
pub use more::MorePosts;
pub use newer::NewerPosts;
pub use post_list::PostList;
pub use saved_page::SavedPage;
pub use view_model::Unkept;
