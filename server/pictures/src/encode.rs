//! A picture at other widths, as WebP, and as a blur. It refuses nothing but what its libraries refuse.

use base64::{Engine, engine::general_purpose::STANDARD};
use fast_image_resize::{
    ResizeOptions, Resizer,
    images::{TypedImage, TypedImageRef},
    pixels::U8x3,
};
use image::RgbImage;

/// The picture at a width in pixels, of the same shape.
///
/// # Errors
/// The resizer's words.
pub fn scaled(picture: &RgbImage, width: u32) -> Result<RgbImage, String> {
    let height = (picture.height() * width / picture.width()).max(1);
    let mut scaled = RgbImage::new(width.max(1), height);
    // Typed, because the resizer's own choice would compile its kernels for every kind of pixel there is.
    let source = TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw())
        .map_err(|error| error.to_string())?;
    let mut target = TypedImage::<U8x3>::from_buffer(scaled.width(), height, scaled.as_mut())
        .map_err(|error| error.to_string())?;
    Resizer::new()
        .resize_typed(&source, &mut target, &ResizeOptions::new())
        .map_err(|error| error.to_string())?;
    drop(target);
    Ok(scaled)
}

/// What stands for a picture until it is there, and for those who may not open it: its ThumbHash in base64, and twelve
/// pixels across as a `data:` address: enough for the mood, nothing to recover.
///
/// # Errors
/// The words of the resizer or of libwebp.
pub fn preview(picture: &RgbImage) -> Result<(String, String), String> {
    let (width, height) = picture.dimensions();
    let most = if width >= height {
        100
    } else {
        (100 * width / height).max(1)
    };
    let small = scaled(picture, most)?;
    let rgba: Vec<u8> = small
        .pixels()
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255])
        .collect();
    let hash = thumbhash::rgba_to_thumb_hash(small.width() as usize, small.height() as usize, &rgba);
    let blur = webp(&scaled(picture, 12)?, 40.0)?;
    let blur = format!("data:image/webp;base64,{}", STANDARD.encode(blur));
    Ok((STANDARD.encode(hash), blur))
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
