//! Work on video and audio: recordings that come from outside made into what is kept, by ffmpeg under bounds, and their
//! containers read and emptied by ourselves. What is no recording, or too much of one, is refused before work begins;
//! databases, requests and people are others'.

mod film;
mod limits;
mod plain;
mod playlist;
mod poster;
mod probe;
mod progress;
mod run;
mod rungs;
mod sniff;
mod sound;
mod still;
mod tools;
mod wave;

pub use film::{Film, Rendition, film};
pub use limits::{Fault, Limits, Refusal};
pub use plain::{Plain, cleaned, plain};
pub use probe::{Audio, Probed, Rate, Video, probe};
pub use sniff::{HEAD, Kind, look, sniff, stranger};
pub use sound::{Sound, sound};
pub use still::{Span, still};
pub use tools::Tools;
pub use wave::PEAKS;

#[cfg(test)]
mod tests;
