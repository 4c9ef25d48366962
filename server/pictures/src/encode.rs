//! A picture at other sizes, as WebP, and as what stands for it. It refuses nothing but what its libraries refuse.

use super::edit::Area;
use base64::{Engine, engine::general_purpose::STANDARD};
use fast_image_resize::{
    FilterType, ResizeAlg, ResizeOptions, Resizer,
    images::{TypedImage, TypedImageRef},
    pixels::U8x3,
};
use image::RgbImage;

/// Pixels of the longer side of what a picture is blurred to: enough for the mood, nothing to recover.
const BLURRED: u32 = 12;
/// Pixels of the longer side of a blurred picture that is shown instead of a locked one.
const SHOWN: u32 = 320;

/// The picture at a width in pixels, of the same shape.
///
/// # Errors
/// The resizer's words.
pub fn scaled(picture: &RgbImage, width: u32) -> Result<RgbImage, String> {
    let height = (picture.height() * width / picture.width()).max(1);
    resized(picture, whole(picture), width.max(1), height)
}

/// The picture with so many pixels on its longer side.
fn within(picture: &RgbImage, most: u32) -> Result<RgbImage, String> {
    let (width, height) = picture.dimensions();
    let of = |side: u32| ((side * most + width.max(height) / 2) / width.max(height)).max(1);
    resized(picture, whole(picture), of(width), of(height))
}

fn whole(picture: &RgbImage) -> Area {
    Area {
        left: 0,
        top: 0,
        width: picture.width(),
        height: picture.height(),
    }
}

/// A part of a picture at a size in pixels, by Lanczos' filter of three lobes. It adds up colours as they are written
/// and not light, as browsers and most image servers do: in light, edges of dark on bright get halos that one sees,
/// and it would take twice the memory.
///
/// # Errors
/// The resizer's words.
pub(crate) fn resized(picture: &RgbImage, area: Area, width: u32, height: u32) -> Result<RgbImage, String> {
    filtered(picture, area, (width, height), FilterType::Lanczos3)
}

fn filtered(
    picture: &RgbImage,
    area: Area,
    (width, height): (u32, u32),
    filter: FilterType,
) -> Result<RgbImage, String> {
    let mut target = RgbImage::new(width, height);
    // Typed, because the resizer's own choice would compile its kernels for every kind of pixel there is.
    let source = TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw())
        .map_err(|error| error.to_string())?;
    let mut into =
        TypedImage::<U8x3>::from_buffer(width, height, target.as_mut()).map_err(|error| error.to_string())?;
    let [left, top, wide, high] = [area.left, area.top, area.width, area.height].map(f64::from);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(filter))
        .crop(left, top, wide, high);
    Resizer::new()
        .resize_typed(&source, &mut into, &options)
        .map_err(|error| error.to_string())?;
    drop(into);
    Ok(target)
}

/// What stands for a picture until it is there, and for those who may not open it: its ThumbHash in base64, and twelve
/// pixels along its longer side as a `data:` address: enough for the mood, nothing to recover.
///
/// # Errors
/// The words of the resizer or of libwebp.
pub fn preview(picture: &RgbImage) -> Result<(String, String), String> {
    let small = within(picture, 100)?;
    let rgba: Vec<u8> = small
        .pixels()
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255])
        .collect();
    let hash = thumbhash::rgba_to_thumb_hash(small.width() as usize, small.height() as usize, &rgba);
    let blur = webp(&within(picture, BLURRED)?, 40.0)?;
    let blur = format!("data:image/webp;base64,{}", STANDARD.encode(blur));
    Ok((STANDARD.encode(hash), blur))
}

/// The same twelve pixels spread over a picture of its own, softly, as WebP: nothing finer was ever in it.
///
/// # Errors
/// The words of the resizer or of libwebp.
pub(crate) fn blurred(picture: &RgbImage) -> Result<Vec<u8>, String> {
    let tiny = within(picture, BLURRED)?;
    let (width, height) = picture.dimensions();
    let of = |side: u32| (side * SHOWN / width.max(height)).max(1);
    let soft = filtered(&tiny, whole(&tiny), (of(width), of(height)), FilterType::Mitchell)?;
    webp(&soft, 60.0)
}

/// The colour that most of a picture has, as `#rrggbb`: the mean of those pixels that are alike in the four highest bits
/// of each colour, of the largest such crowd.
///
/// # Errors
/// The resizer's words.
pub(crate) fn dominant(picture: &RgbImage) -> Result<String, String> {
    let small = within(picture, 64)?;
    let mut crowds = vec![[0_u32; 4]; 1 << 12];
    for pixel in small.pixels() {
        let crowd = pixel
            .0
            .iter()
            .fold(0, |crowd, colour| crowd << 4 | usize::from(colour >> 4));
        let [r, g, b, count] = &mut crowds[crowd];
        *count += 1;
        for (sum, colour) in [r, g, b].into_iter().zip(pixel.0) {
            *sum += u32::from(colour);
        }
    }
    // Of two as large the first; the picture has at least one pixel.
    let largest = crowds
        .iter()
        .rev()
        .max_by_key(|crowd| crowd[3])
        .copied()
        .unwrap_or([0, 0, 0, 1]);
    let [r, g, b] = [0, 1, 2].map(|colour| largest[colour] / largest[3].max(1));
    Ok(format!("#{r:02x}{g:02x}{b:02x}"))
}

/// The picture as WebP, in a quality from 0 to 100.
///
/// # Errors
/// libwebp's words.
pub fn webp(picture: &RgbImage, quality: f32) -> Result<Vec<u8>, String> {
    let mut config = webp::WebPConfig::new().map_err(|()| "libwebp has no configuration")?;
    config.quality = quality;
    // 0 is fast, 6 is slow; 2 costs a tenth more bytes than 4 and takes half the time.
    config.method = 2;
    webp::Encoder::from_rgb(picture, picture.width(), picture.height())
        .encode_advanced(&config)
        .map(|encoded| encoded.to_vec())
        .map_err(|error| format!("WebP: {error:?}"))
}
