//! Work on pixels: pictures that come from outside made into what is kept, and those drawn for others to share. What is
//! not a picture, or too large to look at, is refused before it is decoded; files, databases and requests are others'.

mod card;
mod draw;
mod encode;
mod letters;

pub use card::{Card, card};
pub use encode::{preview, scaled, webp};
pub use letters::Letters;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage,
    imageops::{FilterType, crop_imm, resize},
};
use std::io::Cursor;

/// Pixels each way.
const LARGEST: u32 = 8_000;
/// Bytes that a decoder may ask for: 40 megapixels.
const MOST_MEMORY: u64 = 160 * 1024 * 1024;
/// WebP's quality, 0 to 100.
const QUALITY: f32 = 82.0;

/// Why a picture was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// What came is not what is taken; in words for whoever sent it.
    #[error("{0}")]
    Refused(&'static str),
    /// A library failed, in its words.
    #[error("{0}")]
    Failed(String),
}

impl From<String> for Fault {
    fn from(words: String) -> Self {
        Self::Failed(words)
    }
}

/// A square cut from the middle of a picture, as it is kept.
#[derive(Clone, Debug)]
pub struct Square {
    /// WebP.
    pub bytes: Vec<u8>,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// A heavily blurred picture as a `data:` address.
    pub blur: String,
}

/// A square of `side` pixels of a JPEG, PNG or WebP, upright, without anything that the camera wrote into it.
///
/// # Errors
/// [`Fault::Refused`]: not such a file, broken, or with too many pixels or too few.
pub fn square(bytes: &[u8], side: u32) -> Result<Square, Fault> {
    let picture = upright(bytes)?;
    let whole = picture.width().min(picture.height());
    let (left, top) = ((picture.width() - whole) / 2, (picture.height() - whole) / 2);
    let cut = crop_imm(&picture, left, top, whole, whole).to_image();
    let small = resize(&cut, side, side, FilterType::Lanczos3);
    let (thumbhash, blur) = preview(&small)?;
    Ok(Square {
        bytes: webp(&small, QUALITY)?,
        thumbhash,
        blur,
    })
}

/// The pixels of a picture, turned as it is to be looked at, on white where one can look through it. The content says
/// what it is, not a name.
fn upright(bytes: &[u8]) -> Result<RgbImage, Fault> {
    let refused = Fault::Refused;
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| Fault::Failed(error.to_string()))?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(refused("A picture is a JPEG, PNG or WebP file."));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST);
    limits.max_image_height = Some(LARGEST);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let unreadable = || refused("This picture cannot be read, or it has too many pixels.");
    let mut decoder = reader.into_decoder().map_err(|_| unreadable())?;
    let turned = decoder.orientation().map_err(|_| unreadable())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| unreadable())?;
    picture.apply_orientation(turned);
    if picture.width().min(picture.height()) < 32 {
        return Err(refused("This picture is smaller than 32 pixels."));
    }
    if !picture.color().has_alpha() {
        return Ok(picture.into_rgb8());
    }
    let see_through = picture.into_rgba8();
    Ok(RgbImage::from_fn(
        see_through.width(),
        see_through.height(),
        |x, y| {
            let [r, g, b, a] = see_through.get_pixel(x, y).0;
            let over = |colour: u8| {
                let (colour, a) = (u32::from(colour), u32::from(a));
                // At the most 255.
                ((colour * a + 255 * (255 - a)) / 255) as u8
            };
            image::Rgb([over(r), over(g), over(b)])
        },
    ))
}

#[cfg(test)]
mod tests;
