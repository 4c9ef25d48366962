//! Where an animation's frames are laid one over the other, the same for GIF and WebP. The canvas is white, so it holds
//! no transparency: laying one over the other and the last on white gives the same.

use super::super::colour::share;
use image::{Rgb, RgbImage, RgbaImage};

const WHITE: Rgb<u8> = Rgb([255; 3]);

/// What becomes of a frame's place once its time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Stay,
    /// It is emptied.
    Clear,
    /// What was there before comes back.
    Back,
}

/// The place of a frame; what of it lies beside the canvas is not drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) after: After,
    /// Whether what is below shines through; else it is white there.
    pub(super) over: bool,
}

/// A frame's pixels as they were unpacked.
pub(super) enum Pixels {
    Solid(RgbImage),
    Clear(RgbaImage),
}

pub(super) struct Canvas {
    picture: RgbImage,
    /// What is laid back before the next frame, and where.
    undo: Option<(u32, u32, RgbImage)>,
}

impl Canvas {
    pub(super) fn of(width: u32, height: u32) -> Self {
        Self {
            picture: RgbImage::from_pixel(width, height, WHITE),
            undo: None,
        }
    }

    pub(super) fn picture(&self) -> &RgbImage {
        &self.picture
    }

    pub(super) fn into_picture(self) -> RgbImage {
        self.picture
    }

    pub(super) fn lay(&mut self, place: Place, pixels: &Pixels) {
        if let Some((left, top, before)) = self.undo.take() {
            image::imageops::replace(&mut self.picture, &before, left.into(), top.into());
        }
        let (wide, high) = match pixels {
            Pixels::Solid(picture) => picture.dimensions(),
            Pixels::Clear(picture) => picture.dimensions(),
        };
        let (left, top) = (place.left, place.top);
        let wide = wide.min(self.picture.width().saturating_sub(left));
        let high = high.min(self.picture.height().saturating_sub(top));
        self.undo = match place.after {
            After::Stay => None,
            After::Clear => Some((left, top, RgbImage::from_pixel(wide, high, WHITE))),
            After::Back => {
                let before = image::imageops::crop_imm(&self.picture, left, top, wide, high);
                Some((left, top, before.to_image()))
            }
        };
        for y in 0..high {
            for x in 0..wide {
                let below = self.picture.get_pixel_mut(left + x, top + y);
                match pixels {
                    Pixels::Solid(picture) => *below = *picture.get_pixel(x, y),
                    Pixels::Clear(picture) => {
                        let base = if place.over { *below } else { WHITE };
                        *below = Rgb(over(picture.get_pixel(x, y).0, base.0));
                    }
                }
            }
        }
    }
}

/// A colour that one can see through, over another.
pub(super) fn over([r, g, b, a]: [u8; 4], below: [u8; 3]) -> [u8; 3] {
    let mut mixed = below;
    for (below, above) in mixed.iter_mut().zip([r, g, b]) {
        // The two shares are 255 together.
        *below = share(above, a).saturating_add(share(*below, 255 - a));
    }
    mixed
}

/// Pixels of which each has `N` bytes, laid on white: grey, grey and clear, colour, colour and clear. Done in the same
/// bytes where that is room enough.
pub(super) fn on_white(mut bytes: Vec<u8>, pixels: usize, per: usize) -> Vec<u8> {
    match per {
        3 => {}
        4 => {
            for number in 0..pixels {
                let at = number * 4;
                let mixed = over([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]], WHITE.0);
                bytes[number * 3..number * 3 + 3].copy_from_slice(&mixed);
            }
            bytes.truncate(pixels * 3);
        }
        _ => {
            bytes = bytes
                .chunks_exact(per)
                .flat_map(|pixel| {
                    over(
                        [pixel[0], pixel[0], pixel[0], *pixel.get(1).unwrap_or(&255)],
                        WHITE.0,
                    )
                })
                .collect();
        }
    }
    bytes
}
