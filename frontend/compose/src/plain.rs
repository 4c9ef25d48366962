//! What the browser's part works out by itself: how many files go at once, and which part of a picture is framed.

use shared::media::{Crop, MediaEdit, WHOLE};

/// Files that are sent at once.
pub const AT_ONCE: usize = 2;

/// An edit as the page's attributes have it.
pub fn edit(turns: &str, cut: &str) -> MediaEdit {
    let numbers: Vec<u16> = cut.split(',').filter_map(|number| number.parse().ok()).collect();
    let crop = match numbers.as_slice() {
        &[left, top, width, height] => Some(Crop {
            left,
            top,
            width,
            height,
        }),
        _ => None,
    };
    MediaEdit {
        turns: turns.parse().unwrap_or(0),
        crop,
    }
}

/// The part of a picture within a frame, in shares of its width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// The smallest frame, as a share.
const LEAST: f64 = 0.05;

impl Frame {
    pub const ALL: Self = Self {
        left: 0.0,
        top: 0.0,
        width: 1.0,
        height: 1.0,
    };

    pub fn of(crop: Option<Crop>) -> Self {
        let share = |number: u16| f64::from(number) / f64::from(WHOLE);
        crop.map_or(Self::ALL, |crop| Self {
            left: share(crop.left),
            top: share(crop.top),
            width: share(crop.width),
            height: share(crop.height),
        })
    }

    /// None where it is the whole picture.
    pub fn crop(self) -> Option<Crop> {
        let whole = f64::from(WHOLE);
        let number = |share: f64| (share * whole).round().clamp(0.0, whole) as u16;
        let (left, top) = (number(self.left), number(self.top));
        let crop = Crop {
            left,
            top,
            width: number(self.width).min(WHOLE - left).max(1),
            height: number(self.height).min(WHOLE - top).max(1),
        };
        (crop.width < WHOLE || crop.height < WHOLE).then_some(crop)
    }

    /// Moved, and kept within the picture.
    pub fn moved(self, by: (f64, f64)) -> Self {
        Self {
            left: (self.left + by.0).clamp(0.0, 1.0 - self.width),
            top: (self.top + by.1).clamp(0.0, 1.0 - self.height),
            ..self
        }
    }

    /// With its lower right corner moved. `shape` is width over height of what stays, in shares of the picture's own.
    pub fn sized(self, by: (f64, f64), shape: Option<f64>) -> Self {
        let (most_wide, most_high) = (1.0 - self.left, 1.0 - self.top);
        let width = (self.width + by.0).clamp(LEAST, most_wide);
        let height = (self.height + by.1).clamp(LEAST, most_high);
        let Some(shape) = shape else {
            return Self {
                width,
                height,
                ..self
            };
        };
        // The way that was moved further leads.
        let width = if by.0.abs() >= by.1.abs() * shape {
            width
        } else {
            height * shape
        };
        let width = width.min(most_wide).min(most_high * shape);
        Self {
            width,
            height: width / shape,
            ..self
        }
    }

    /// The largest of a shape around the same middle.
    pub fn shaped(self, shape: Option<f64>) -> Self {
        let Some(shape) = shape else { return self };
        let (width, height) = if shape >= 1.0 {
            (1.0, 1.0 / shape)
        } else {
            (shape, 1.0)
        };
        let middle = (self.left + self.width / 2.0, self.top + self.height / 2.0);
        Self {
            left: 0.0,
            top: 0.0,
            width,
            height,
        }
        .moved((middle.0 - width / 2.0, middle.1 - height / 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_frame_stays_within_the_picture() {
        let frame = Frame {
            left: 0.5,
            top: 0.25,
            width: 0.5,
            height: 0.5,
        };
        assert_eq!(frame.moved((1.0, -1.0)).left, 0.5);
        assert_eq!(frame.moved((1.0, -1.0)).top, 0.0);
        assert_eq!(frame.sized((1.0, 1.0), None).height, 0.75);
        let square = frame.sized((0.0, 0.5), Some(1.0));
        assert_eq!((square.width, square.height), (0.5, 0.5));
        assert_eq!(frame.sized((-9.0, -9.0), None).width, LEAST);
    }

    #[test]
    fn a_frame_is_a_crop_and_back() {
        assert_eq!(Frame::ALL.crop(), None);
        let wide = Frame::ALL.shaped(Some(2.0));
        assert_eq!((wide.width, wide.height, wide.top), (1.0, 0.5, 0.25));
        let edit = edit("3", "0,2500,10000,5000");
        assert_eq!(edit.turns, 3);
        assert_eq!(Frame::of(edit.crop).crop(), edit.crop);
        assert_eq!(super::edit("", ""), MediaEdit::default());
    }
}
