//! How a picture is turned and cut: all of it is reckoned on sizes and done once, on the pixels that are kept.

use super::limits::{Limits, Refusal};
use image::{RgbImage, imageops, metadata::Orientation};

/// A rectangle in pixels from the upper left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// What a whole width or height is, for [`Crop::Part`].
pub const PARTS: u32 = 10_000;

/// What of a picture is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Crop {
    #[default]
    Whole,
    /// The largest part of its middle with this shape: 3 to 4, 1 to 1, 16 to 9.
    Middle { wide: u32, high: u32 },
    /// This part of it, in the pixels of the picture as it stands upright and turned. Any shape.
    Area(Area),
    /// The same in [`PARTS`]ths of its width and height, to the nearest pixels.
    Part {
        left: u32,
        top: u32,
        width: u32,
        height: u32,
    },
}

/// What its maker wants done to a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Quarter turns clockwise, after it was turned upright.
    pub turns: u8,
    /// What is kept, after it was turned.
    pub crop: Crop,
}

/// How pixels in a file lie to what one should see: mirrored from left to right or not, and then turned clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pose {
    mirrored: bool,
    quarters: u8,
}

impl From<Orientation> for Pose {
    fn from(orientation: Orientation) -> Self {
        let (mirrored, quarters) = match orientation {
            Orientation::NoTransforms => (false, 0),
            Orientation::Rotate90 => (false, 1),
            Orientation::Rotate180 => (false, 2),
            Orientation::Rotate270 => (false, 3),
            Orientation::FlipHorizontal => (true, 0),
            // Transverse and transpose: over one diagonal or the other.
            Orientation::Rotate270FlipH => (true, 1),
            Orientation::FlipVertical => (true, 2),
            Orientation::Rotate90FlipH => (true, 3),
        };
        Self { mirrored, quarters }
    }
}

impl Pose {
    /// As the camera wrote it; upright where it wrote nothing that can be understood.
    pub(crate) fn of_exif(exif: Option<&[u8]>) -> Self {
        // WebP's writers disagree whether the mark of JPEG's segment belongs to it.
        let exif = exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
        exif.and_then(Orientation::from_exif_chunk)
            .unwrap_or(Orientation::NoTransforms)
            .into()
    }

    fn turned(self, quarters: u8) -> Self {
        Self {
            mirrored: self.mirrored,
            quarters: (self.quarters % 4 + quarters % 4) % 4,
        }
    }

    /// Width and height after this; and before it, as a second turn the same way is right for that too.
    fn size(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.quarters.is_multiple_of(2) {
            (width, height)
        } else {
            (height, width)
        }
    }

    /// Where in the file's pixels an area lies that is given in a picture of `width` by `height` after this.
    fn undone(self, mut area: Area, (mut width, mut height): (u32, u32)) -> Area {
        for _ in 0..self.quarters {
            area = Area {
                left: area.top,
                top: width - (area.left + area.width),
                width: area.height,
                height: area.width,
            };
            (width, height) = (height, width);
        }
        if self.mirrored {
            area.left = width - (area.left + area.width);
        }
        area
    }

    /// The picture after this.
    fn done(self, picture: RgbImage) -> RgbImage {
        let picture = if self.mirrored {
            imageops::flip_horizontal(&picture)
        } else {
            picture
        };
        match self.quarters {
            0 => picture,
            1 => imageops::rotate90(&picture),
            2 => imageops::rotate180(&picture),
            _ => imageops::rotate270(&picture),
        }
    }
}

/// What is done to the pixels of a file: this part of them at another size, and then turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// In the file's pixels.
    area: Area,
    pose: Pose,
    /// Of what comes out at full size.
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Plan {
    /// For a file of `size` whose pixels lie as `pose` says.
    pub(crate) fn of(size: (u32, u32), pose: Pose, edit: &Edit, limits: &Limits) -> Result<Self, Refusal> {
        let pose = pose.turned(edit.turns);
        let (width, height) = pose.size(size);
        let area = cut(width, height, edit.crop)
            .filter(|area| matches!(edit.crop, Crop::Whole) || area.width.min(area.height) >= limits.least)
            .ok_or(Refusal::Crop(limits.least))?;
        Ok(Self {
            area: pose.undone(area, (width, height)),
            pose,
            width: area.width,
            height: area.height,
        })
    }

    /// How high what comes out is at a width, in pixels: at least one.
    pub(crate) fn height_at(&self, width: u32) -> u32 {
        let (own, high) = (u64::from(self.width), u64::from(self.height));
        // No more than WebP's longest side where it is no wider than it was.
        ((high * u64::from(width) + own / 2) / own).max(1) as u32
    }

    /// What comes out, at this size.
    ///
    /// # Errors
    /// The resizer's words.
    pub(crate) fn done(&self, picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, String> {
        let (width, height) = self.pose.size((width, height));
        let small = super::encode::resized(picture, self.area, width, height)?;
        Ok(self.pose.done(small))
    }
}

/// The part of a picture that is kept, if there is such a part.
fn cut(width: u32, height: u32, crop: Crop) -> Option<Area> {
    match crop {
        Crop::Whole => Some(Area {
            left: 0,
            top: 0,
            width,
            height,
        }),
        Crop::Middle { wide, high } => {
            if wide == 0 || high == 0 {
                return None;
            }
            let (w, h) = (u64::from(width), u64::from(height));
            let (wide, high) = (u64::from(wide), u64::from(high));
            // Neither is more than what was there.
            let (w, h) = if w * high > h * wide {
                ((h * wide / high) as u32, height)
            } else {
                (width, (w * high / wide) as u32)
            };
            Some(Area {
                left: (width - w) / 2,
                top: (height - h) / 2,
                width: w,
                height: h,
            })
        }
        Crop::Part {
            left,
            top,
            width: wide,
            height: high,
        } => {
            let at = |part: u32, all: u32| {
                let (part, all) = (u64::from(part.min(PARTS)), u64::from(all));
                let parts = u64::from(PARTS);
                // No more than `all`, which is no more than a `u32`.
                ((part * all + parts / 2) / parts) as u32
            };
            let (from_left, from_top) = (at(left, width), at(top, height));
            let (to_right, to_bottom) = (
                at(left.saturating_add(wide), width),
                at(top.saturating_add(high), height),
            );
            let area = Area {
                left: from_left,
                top: from_top,
                width: to_right.saturating_sub(from_left),
                height: to_bottom.saturating_sub(from_top),
            };
            (area.width > 0 && area.height > 0).then_some(area)
        }
        Crop::Area(area) => {
            let within = |from: u32, long: u32, all: u32| {
                long > 0 && from.checked_add(long).is_some_and(|to| to <= all)
            };
            (within(area.left, area.width, width) && within(area.top, area.height, height)).then_some(area)
        }
    }
}
