//! Pictures on a page: the real one over its blur, or a locked one's blur alone. Sizes come with the markup,
//! so nothing moves when the picture arrives.

mod picture;

pub use picture::{Picture, Veil};
