//! Lists of posts: the feed, and the list that other pages show as well. The next piece is always a link.

pub mod api;
mod feed_page;
mod more;
mod post_list;
pub mod view_model;

pub use feed_page::FeedPage;
pub use more::MorePosts;
pub use post_list::PostList;
