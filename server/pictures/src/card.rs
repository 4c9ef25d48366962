//! The picture that others show with a link: words over a picture, a blur, or the house's own colours.

use super::{
    draw::{Colour, Sheet},
    letters::{Letters, Weight},
    scaled,
};
use image::{
    RgbImage,
    codecs::jpeg::JpegEncoder,
    imageops::{FilterType, crop_imm, resize},
};

/// Pixels, as those who show such pictures want them. <https://ogp.me>
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// JPEG's quality, 0 to 100.
const QUALITY: u8 = 86;
/// Pixels of a face on a card.
const FACE: u32 = 84;
const EDGE: f32 = 64.0;

// The dark theme's tokens, as a picture has no themes: ground, words, accent and ink on it.
const GROUND: Colour = Colour(19, 17, 14, 1.0);
const WORDS: Colour = Colour(250, 249, 246, 1.0);
const ACCENT: Colour = Colour(247, 213, 76, 1.0);
const INK: Colour = Colour(44, 36, 16, 1.0);

/// Everything on a card.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    pub title: &'a str,
    /// Below the title: a name, or a sentence.
    pub line: &'a str,
    /// Behind the line, in quiet: a handle.
    pub quiet: Option<&'a str>,
    /// What opens it, as `0.05 SOL`.
    pub lock: Option<&'a str>,
    /// The bytes of a picture.
    pub face: Option<&'a [u8]>,
    pub behind: Option<&'a [u8]>,
}

/// Draws a card as JPEG. What of its pictures cannot be read is left out and given as words: a link without its picture
/// is better than none.
///
/// # Errors
/// The words of a library.
pub fn card(letters: &Letters, card: &Card<'_>) -> Result<(Vec<u8>, Vec<String>), String> {
    let mut unread = Vec::new();
    let mut read = |bytes: &[u8]| match image::load_from_memory(bytes) {
        Ok(picture) => Some(picture.into_rgb8()),
        Err(error) => {
            unread.push(error.to_string());
            None
        }
    };
    let behind = card.behind.and_then(&mut read);
    let face = card.face.and_then(&mut read);
    let mut sheet = match &behind {
        None => Sheet::of(WIDTH, HEIGHT, GROUND),
        Some(picture) => Sheet(filling(picture)?),
    };
    let (width, height) = (WIDTH as f32, HEIGHT as f32);
    if behind.is_none() {
        // A light from the upper right.
        sheet.wash(ACCENT, |x, y| {
            let far = ((x - width * 0.88).hypot(y - height * 0.1)) / (width * 0.62);
            (1.0 - far).max(0.0).powi(2) * 0.5
        });
    } else {
        // Dark where the words stand, whatever the picture; and a little at the sign.
        sheet.wash(GROUND, |_, y| {
            let low = ((y / height - 0.2) / 0.7).clamp(0.0, 1.0);
            // Without an edge where one begins and the other ends: the eye sees it as a line.
            let low = low * low * (3.0 - 2.0 * low);
            let high = (1.0 - y / (height * 0.45)).max(0.0).powi(2);
            (low * 0.9 + high * 0.5).min(0.9)
        });
    }
    sign(&mut sheet, letters);
    if let Some(lock) = card.lock {
        pill(&mut sheet, letters, lock);
    }
    let base = height - EDGE;
    let mut left = EDGE;
    if let Some(face) = face {
        let face = resize(&face, FACE, FACE, FilterType::Triangle);
        sheet.disc(&face, left, base - FACE as f32 + 8.0);
        left += FACE as f32 + 24.0;
    }
    let middle = base - FACE as f32 / 2.0 + 20.0;
    let room = width - EDGE - left;
    if let Some(line) = letters
        .lines(card.line, Weight::Bold, 36.0, room * 0.7, 1)
        .first()
    {
        letters.write(&mut sheet, line, Weight::Bold, 36.0, (left, middle), WORDS);
        let after = left + letters.width(line, Weight::Bold, 36.0) + 18.0;
        if let Some(quiet) = card.quiet {
            letters.write(
                &mut sheet,
                quiet,
                Weight::Plain,
                32.0,
                (after, middle),
                WORDS.share(0.74),
            );
        }
    }
    let size = if card.title.chars().count() > 60 {
        62.0
    } else {
        76.0
    };
    let title = letters.lines(card.title, Weight::Bold, size, width - 2.0 * EDGE, 3);
    let step = size * 1.12;
    let first = base - FACE as f32 - 34.0 - step * title.len().saturating_sub(1) as f32;
    for (number, line) in title.iter().enumerate() {
        let at = (EDGE, first + step * number as f32);
        letters.write(&mut sheet, line, Weight::Bold, size, at, WORDS);
    }
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&sheet.0)
        .map_err(|error| error.to_string())?;
    Ok((jpeg, unread))
}

/// The middle of a picture in the shape of a card.
fn filling(picture: &RgbImage) -> Result<RgbImage, String> {
    let (width, height) = picture.dimensions();
    let (cut_width, cut_height) = if width * HEIGHT > height * WIDTH {
        ((height * WIDTH / HEIGHT).max(1), height)
    } else {
        (width, (width * HEIGHT / WIDTH).max(1))
    };
    let (left, top) = ((width - cut_width) / 2, (height - cut_height) / 2);
    let cut = crop_imm(picture, left, top, cut_width, cut_height).to_image();
    let wide = scaled(&cut, WIDTH)?;
    // Rounding may leave a row too few or too many.
    Ok(if wide.height() == HEIGHT {
        wide
    } else {
        resize(&wide, WIDTH, HEIGHT, FilterType::Triangle)
    })
}

/// The sign of Fonana with its name, as `layout/frame.rs` has it.
fn sign(sheet: &mut Sheet, letters: &Letters) {
    const SIDE: f32 = 64.0;
    const BEGIN: (f32, f32) = (8.6, 8.2);
    const SLICE: [[(f32, f32); 3]; 5] = [
        [(9.3, 16.8), (14.3, 22.8), (22.9, 23.6)],
        [(23.9, 23.7), (24.4, 22.5), (23.7, 21.8)],
        [(22.2, 20.4), (19.3, 18.2), (16.8, 14.9)],
        [(14.6, 12.0), (13.2, 9.2), (12.4, 7.4)],
        [(11.9, 6.3), (8.5, 6.9), (8.6, 8.2)],
    ];
    sheet.round((EDGE, EDGE - 8.0, SIDE, SIDE), SIDE * 9.0 / 32.0, ACCENT);
    sheet.shape(BEGIN, &SLICE, 32.0, (EDGE, EDGE - 8.0, SIDE), INK);
    let at = (EDGE + SIDE + 20.0, EDGE + SIDE / 2.0 + 4.0);
    letters.write(sheet, "Fonana", Weight::Bold, 38.0, at, WORDS);
}

/// What opens a locked post, with a small lock, at the upper right.
fn pill(sheet: &mut Sheet, letters: &Letters, words: &str) {
    const TALL: f32 = 64.0;
    let wide = letters.width(words, Weight::Bold, 32.0) + 104.0;
    let (left, top) = (WIDTH as f32 - EDGE - wide, EDGE - 8.0);
    sheet.round((left, top, wide, TALL), TALL / 2.0, ACCENT);
    // A shackle, its inside, and a body.
    sheet.round((left + 31.0, top + 15.0, 22.0, 30.0), 11.0, INK);
    sheet.round((left + 36.0, top + 20.0, 12.0, 20.0), 6.0, ACCENT);
    sheet.round((left + 27.0, top + 29.0, 30.0, 22.0), 5.0, INK);
    letters.write(sheet, words, Weight::Bold, 32.0, (left + 74.0, top + 43.0), INK);
}
