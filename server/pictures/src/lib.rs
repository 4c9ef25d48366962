//! Work on pixels: pictures that come from outside made into what is kept, and those drawn for others to share. What is
//! not a picture, or too large to look at, is refused before it is unpacked; files, databases and requests are others'.

mod card;
mod colour;
mod draw;
mod edit;
mod encode;
mod face;
mod letters;
mod limits;
mod mark;
mod read;
mod reel;
mod sniff;
mod variants;

pub use card::{Card, card};
pub use edit::{Area, Crop, Edit, PARTS};
pub use encode::{preview, scaled, webp};
pub use face::{Square, square};
pub use letters::Letters;
pub use limits::{Fault, Limits, Refusal};

pub use mark::{Found, MarkKey, Marked, Tag, mark, trace};
pub use sniff::{HEAD, Kind, sniff, stranger};
pub use variants::{Made, Variant, WIDTHS, variants, widths};

#[cfg(test)]
mod tests;
