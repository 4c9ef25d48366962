//! Pictures, films and sounds on a page: the real one over its blur, or a locked one's blur alone. Sizes come with the markup,
//! so nothing moves when it arrives.

mod cover;
mod lightbox;
mod picture;
mod player;
mod waveform;

pub use cover::uncovered;
pub use lightbox::Lightbox;
pub use picture::{Picture, Veil};
pub use player::{ClosedFilm, ClosedSound, Looking, Place, Player};
pub use waveform::Waveform;
