//! Files that came from outside, made into pixels. A header is read and judged first, and pixels are unpacked only for
//! what it passed; what is see-through lies on white, because what stands for a picture lies behind it, and pages are
//! dark as often as light.

mod canvas;
mod gif;
mod jpeg;
mod png;
mod webp;

use super::{
    edit::Pose,
    limits::{Limits, Refusal},
    sniff::{Kind, sniff, stranger},
};
use image::RgbImage;

/// What a file says of itself.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) kind: Kind,
    /// In the file's pixels, before they are turned upright.
    pub(crate) size: (u32, u32),
    pub(crate) pose: Pose,
    /// An ICC profile.
    pub(crate) profile: Option<Vec<u8>>,
    /// One for what does not move.
    pub(crate) frames: u32,
    /// How often an animation is shown; 0 is for ever.
    pub(crate) loops: u16,
    /// Bytes that unpacking it, or the frame that takes most, asks for at once.
    pub(crate) room: u64,
}

/// An animation, frame by frame.
pub(crate) trait Film {
    /// Brings the next frame upon the canvas and says for how many milliseconds it stays; none after the last.
    ///
    /// # Errors
    /// The file is broken.
    fn next(&mut self) -> Result<Option<u32>, Refusal>;

    /// The whole picture as it stands now.
    fn canvas(&self) -> &RgbImage;
}

/// Reads and judges a file's header, and walks to its end without unpacking anything.
///
/// # Errors
/// Why it is not taken.
pub(crate) fn head(bytes: &[u8], limits: &Limits) -> Result<Head, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let head = match sniff(bytes) {
        Some(Kind::Jpeg) => jpeg::head(bytes, limits),
        Some(Kind::Png) => png::head(bytes, limits),
        Some(Kind::WebP) => webp::head(bytes, limits),
        Some(Kind::Gif) => gif::head(bytes, limits),
        None => Err(stranger(bytes).map_or(Refusal::Unknown, Refusal::Stranger)),
    }?;
    limits.room(head.room)?;
    Ok(head)
}

/// The pixels of a picture, or of an animation's first frame.
///
/// # Errors
/// [`Refusal::CutShort`], [`Refusal::Broken`].
pub(crate) fn first(bytes: &[u8], head: &Head) -> Result<RgbImage, Refusal> {
    match head.kind {
        Kind::Jpeg => jpeg::pixels(bytes, head),
        Kind::Png => png::pixels(bytes),
        Kind::WebP => webp::pixels(bytes, head.size),
        Kind::Gif => {
            let mut film = gif::Reader::of(bytes)?;
            film.next()?.ok_or(Refusal::Broken)?;
            Ok(film.into_canvas())
        }
    }
}

/// The frames of an animation.
///
/// # Errors
/// The file is broken, or of a kind that does not move.
pub(crate) fn film<'a>(bytes: &'a [u8], head: &Head) -> Result<Box<dyn Film + 'a>, Refusal> {
    match head.kind {
        Kind::Gif => Ok(Box::new(gif::Reader::of(bytes)?)),
        Kind::WebP => Ok(Box::new(webp::Reader::of(bytes, head.size)?)),
        Kind::Jpeg | Kind::Png => Err(Refusal::Broken),
    }
}
