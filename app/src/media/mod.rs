//! Pictures on a page: the real one over its blur, or a locked one's blur alone. Sizes come with the markup,
//! so nothing moves when the picture arrives.

mod cover;
mod picture;

pub use cover::uncovered;
pub use picture::{Picture, Veil};
