//! A sheet to draw on: shapes with soft edges, laid over what is there. What would fall beside it is left out.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use image::{Rgb, RgbImage};

/// Red, green, blue, and how much of it, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour(pub u8, pub u8, pub u8, pub f32);

impl Colour {
    /// The same with another share.
    pub fn share(self, share: f32) -> Self {
        Self(self.0, self.1, self.2, share)
    }
}

/// A picture under work.
pub struct Sheet(pub RgbImage);

impl Sheet {
    /// A sheet of one colour.
    pub fn of(width: u32, height: u32, Colour(r, g, b, _): Colour) -> Self {
        Self(RgbImage::from_pixel(width, height, Rgb([r, g, b])))
    }

    /// Lays `share` of a colour over one pixel.
    pub fn blend(&mut self, x: i32, y: i32, colour: Colour, share: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
            return;
        };
        if x >= self.0.width() || y >= self.0.height() {
            return;
        }
        let share = (colour.3 * share).clamp(0.0, 1.0);
        let pixel = self.0.get_pixel_mut(x, y);
        for (below, above) in pixel.0.iter_mut().zip([colour.0, colour.1, colour.2]) {
            let mixed = f32::from(*below) * (1.0 - share) + f32::from(above) * share;
            *below = mixed.round() as u8;
        }
    }

    /// Lays over every pixel the share that `share` says for it.
    pub fn wash(&mut self, colour: Colour, share: impl Fn(f32, f32) -> f32) {
        for y in 0..self.0.height() {
            for x in 0..self.0.width() {
                self.blend(x as i32, y as i32, colour, share(x as f32 + 0.5, y as f32 + 0.5));
            }
        }
    }

    /// Fills a rectangle with round corners.
    pub fn round(&mut self, (left, top, width, height): (f32, f32, f32, f32), radius: f32, colour: Colour) {
        let inside = rounded((left, top, width, height), radius);
        self.within((left, top, width, height), |x, y| (colour, inside(x, y)));
    }

    /// Lays a picture over the sheet with its corner at `left, top`, cut to a circle.
    pub fn disc(&mut self, picture: &RgbImage, left: f32, top: f32) {
        let side = picture.width().min(picture.height());
        let area = (left, top, side as f32, side as f32);
        let inside = rounded(area, side as f32 / 2.0);
        self.within(area, |x, y| {
            let at = |place: f32, from: f32| ((place - from).max(0.0) as u32).min(side - 1);
            let Rgb([r, g, b]) = *picture.get_pixel(at(x, left), at(y, top));
            (Colour(r, g, b, 1.0), inside(x, y))
        });
    }

    /// Fills a shape of cubic curves: where it begins, then two handles and an end for each curve, in a square of
    /// `unit` that is laid `size` wide at `left, top`.
    pub fn shape(
        &mut self,
        begin: (f32, f32),
        curves: &[[(f32, f32); 3]],
        unit: f32,
        place: (f32, f32, f32),
        colour: Colour,
    ) {
        let (left, top, size) = place;
        let on = |(x, y): (f32, f32)| -> Point { point(x * size / unit, y * size / unit) };
        let side = size.ceil() as usize;
        let mut ink = Rasterizer::new(side, side);
        let mut from = on(begin);
        for [a, b, to] in curves {
            let to = on(*to);
            ink.draw_cubic(from, on(*a), on(*b), to);
            from = to;
        }
        ink.for_each_pixel_2d(|x, y, share| {
            self.blend(left as i32 + x as i32, top as i32 + y as i32, colour, share);
        });
    }

    fn within(
        &mut self,
        (left, top, width, height): (f32, f32, f32, f32),
        ink: impl Fn(f32, f32) -> (Colour, f32),
    ) {
        for y in top.floor() as i32..(top + height).ceil() as i32 {
            for x in left.floor() as i32..(left + width).ceil() as i32 {
                let (colour, share) = ink(x as f32 + 0.5, y as f32 + 0.5);
                self.blend(x, y, colour, share);
            }
        }
    }
}

/// How much of a pixel lies in a rectangle with round corners, by its distance to the edge.
fn rounded((left, top, width, height): (f32, f32, f32, f32), radius: f32) -> impl Fn(f32, f32) -> f32 {
    let (middle_x, middle_y) = (left + width / 2.0, top + height / 2.0);
    move |x, y| {
        let dx = (x - middle_x).abs() - (width / 2.0 - radius);
        let dy = (y - middle_y).abs() - (height / 2.0 - radius);
        let outside = dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius;
        (0.5 - outside).clamp(0.0, 1.0)
    }
}
