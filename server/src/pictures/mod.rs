//! Pictures that come from outside and those drawn for others to share. What is not a picture, or too large to look at,
//! is refused before it is decoded; what is kept has nothing of the camera in it.

mod card;
mod draw;
mod encode;
mod letters;

pub use card::{Backdrop, Card, Cards};
pub use encode::{preview, scaled, webp};

use domain::{Error, identity::Face, media::AVATAR_WIDTH};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage,
    imageops::{FilterType, crop_imm, resize},
};
use shared::{Code, Refusal};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// The largest picture of a person that is taken, in bytes.
pub const FACE_LIMIT: usize = 8 * 1024 * 1024;
/// Pixels each way.
const LARGEST: u32 = 8_000;
/// Bytes that a decoder may ask for: 40 megapixels.
const MOST_MEMORY: u64 = 160 * 1024 * 1024;
/// WebP's quality, 0 to 100.
const QUALITY: f32 = 82.0;

/// One at a time: a picture may take much memory for a moment.
static BENCH: Semaphore = Semaphore::const_new(1);

/// Work on pixels, away from the threads that answer requests.
async fn at_the_bench<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _place = BENCH.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

/// A person's face, cut to a square from the middle of what they sent.
///
/// # Errors
/// [`Code::Invalid`] at `picture`: not a JPEG, PNG or WebP, broken, or with too many pixels. [`Code::TooLarge`].
pub async fn face(bytes: Vec<u8>) -> Result<Face, Error> {
    if bytes.len() > FACE_LIMIT {
        return Err(Code::TooLarge.into());
    }
    at_the_bench(move || {
        let picture = upright(&bytes)?;
        let side = picture.width().min(picture.height());
        let (left, top) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
        let square = crop_imm(&picture, left, top, side, side).to_image();
        let square = resize(&square, AVATAR_WIDTH, AVATAR_WIDTH, FilterType::Lanczos3);
        let (thumbhash, blur) = preview(&square).map_err(Error::internal)?;
        Ok(Face {
            bytes: webp(&square, QUALITY).map_err(Error::internal)?,
            thumbhash,
            blur,
        })
    })
    .await?
}

/// The pixels of a picture, turned as it is to be looked at, on white where one can look through it. The content says
/// what it is, not a name.
fn upright(bytes: &[u8]) -> Result<RgbImage, Error> {
    let refused = |words: &'static str| Error::from(Refusal::field("picture", words));
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(Error::internal)?;
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
