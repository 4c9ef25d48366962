//! Marks that nobody sees: a copy of a picture says for whom it was made, and is read again where it leaked. A picture
//! that cannot bear a mark is given back as it was, and a mark that is not sure is none.
//!
//! How it works, what it survives and what it does not is told in `docs/marks.md`.

pub(crate) mod cells;
pub(crate) mod code;
mod embed;
pub(crate) mod find;
pub(crate) mod pattern;
mod torus;

use super::{
    edit::{Edit, Plan},
    encode::{resized, webp},
    limits::{Fault, Limits},
    read,
    sniff::Kind,
    variants::{QUALITY, guarded},
};
use cells::{CELLS, Plane};
use image::RgbImage;
use pattern::Pattern;
use std::fmt;

/// Pixels of a picture in which marks are looked for; what has more is made smaller first.
const LOOKED_AT: u64 = 1_600_000;
/// How sure a mark must be in the copy that is given away, so that it stands being copied on.
const FRESH: f32 = 16.0;

/// The secret of all marks of a site. Who has it can read marks, make them in others' names, and take them away.
#[derive(Clone, PartialEq, Eq)]
pub struct MarkKey([u8; 32]);

impl MarkKey {
    /// Of 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for MarkKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("MarkKey")
    }
}

/// What a mark says: a number below 2⁴⁸, drawn by chance for each viewer of each picture and kept in a table. So a mark
/// tells nothing by itself, and of the few numbers that were given out nobody hits one by accident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u64);

impl Tag {
    /// Bits that a tag has.
    pub const BITS: u32 = code::TAG;

    /// None where the number has more bits.
    pub fn new(number: u64) -> Option<Self> {
        (number >> Self::BITS == 0).then_some(Self(number))
    }

    pub fn number(self) -> u64 {
        self.0
    }
}

/// A picture that was to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// WebP of the same size.
    pub bytes: Vec<u8>,
    /// Whether the mark could be read from these bytes with something to spare. Where it could not, because the picture is
    /// too small or too plain, they are the bytes that came.
    pub carried: bool,
}

/// A mark that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub tag: Tag,
    /// How far it stands out of what chance would give, in standard deviations: 12.5 at the least, and mostly
    /// between 20 and 90.
    pub confidence: f32,
}

/// Marks one of our own still WebP variants, and gives WebP of the same size and quality: the same bytes for the same
/// arguments.
///
/// # Errors
/// [`Fault::Refused`]: the picture cannot be read. [`Fault::Failed`]: it is no still WebP, or a library failed, even if it
/// panicked.
pub fn mark(bytes: &[u8], key: &MarkKey, tag: Tag) -> Result<Marked, Fault> {
    guarded(|| {
        let limits = Limits {
            least: 1,
            ..Limits::default()
        };
        let head = read::head(bytes, &limits)?;
        if head.kind != Kind::WebP || head.frames != 1 {
            return Err(Fault::Failed("only still WebP pictures are marked".to_owned()));
        }
        let (width, height) = head.size;
        let plain = || Marked {
            bytes: bytes.to_vec(),
            carried: false,
        };
        if f64::from(width) * f64::from(height) < CELLS {
            return Ok(plain());
        }
        let pattern = Pattern::of(&key.0);
        let mut picture = read::first(bytes, &head)?;
        let plane = plane(&picture)?;
        embed::lay(&mut picture, &plane, &pattern, tag.0);
        drop(plane);
        let marked = webp(&picture, QUALITY)?;
        drop(picture);
        let plane = self::plane(&unpacked(&marked)?)?;
        let carried = find::at(&plane, plane.whole(), &pattern)
            .is_some_and(|reading| reading.tag == tag.0 && reading.strength >= FRESH);
        Ok(if carried {
            Marked {
                bytes: marked,
                carried,
            }
        } else {
            plain()
        })
    })
}

/// Reads the mark of a JPEG, PNG, WebP or GIF, of an animation that of its first frame. Takes about a second where
/// there is none, and beside what `limits` allow for unpacking some 80 MB.
///
/// # Errors
/// [`Fault::Refused`]: what came is not taken. [`Fault::Failed`]: a library failed, even if it panicked.
pub fn trace(bytes: &[u8], limits: &Limits, key: &MarkKey) -> Result<Option<Found>, Fault> {
    guarded(|| {
        let head = read::head(bytes, limits)?;
        let plan = Plan::of(head.size, head.pose, &Edit::default(), limits)?;
        // Two cells to a pixel: there is nothing to be read.
        if f64::from(plan.width) * f64::from(plan.height) < CELLS / 2.0 {
            return Ok(None);
        }
        let (width, height) = looked_at(plan.width, plan.height);
        let picture = plan.done(&read::first(bytes, &head)?, width, height)?;
        let found = find::find(picture, &Pattern::of(&key.0));
        Ok(found.map(|reading| Found {
            tag: Tag(reading.tag),
            confidence: reading.strength,
        }))
    })
}

/// The pixels of what was packed here a moment ago, by libwebp, which is the quicker one.
fn unpacked(webp: &[u8]) -> Result<RgbImage, String> {
    let picture = webp::Decoder::new(webp)
        .decode()
        .ok_or("libwebp does not read its own")?;
    RgbImage::from_raw(picture.width(), picture.height(), picture.to_vec())
        .ok_or_else(|| "libwebp's pixels are not three bytes each".to_owned())
}

/// The size at which a picture is looked at.
fn looked_at(width: u32, height: u32) -> (u32, u32) {
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= LOOKED_AT {
        return (width, height);
    }
    let factor = (LOOKED_AT as f64 / pixels as f64).sqrt();
    let of = |side: u32| ((f64::from(side) * factor).round() as u32).max(1);
    (of(width), of(height))
}

/// The brightness of a picture, made smaller where it is large.
fn plane(picture: &RgbImage) -> Result<Plane, String> {
    let (width, height) = looked_at(picture.width(), picture.height());
    if (width, height) == picture.dimensions() {
        return Ok(Plane::of(picture));
    }
    let whole = crate::Area {
        left: 0,
        top: 0,
        width: picture.width(),
        height: picture.height(),
    };
    Ok(Plane::of(&resized(picture, whole, width, height)?))
}
