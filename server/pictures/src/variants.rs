//! What is kept of a picture that somebody sent: WebP at several widths and what stands for it, and nothing else of the
//! file. Every byte of it is written anew here, so that what a camera noted or a forger hid has no way through.

use super::{
    colour::Way,
    edit::{Edit, Plan},
    encode::{blurred, dominant, preview, resized, webp},
    limits::{Fault, Limits, Refusal},
    read::{self, Head},
    reel::Reel,
    sniff::Kind,
};
use image::RgbImage;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Widths in pixels: half a phone, a phone, a phone's sharp screen, a laptop, and as large as anybody looks.
pub const WIDTHS: [u32; 5] = [320, 640, 1080, 1600, 2400];
/// The widest that moves: beyond, frames cost more time than anybody sees in them.
const WIDEST_MOVING: u32 = 1080;
/// WebP's quality, 0 to 100, as for faces: below 80 skies show bands, above 85 bytes grow faster than what one sees.
pub(crate) const QUALITY: f32 = 82.0;
/// Of frames, which one sees for a moment.
const QUALITY_MOVING: f32 = 72.0;

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What the file was.
    pub kind: Kind,
    /// In pixels, upright and after the edit, before it was made smaller.
    pub width: u32,
    pub height: u32,
    /// Whether the variants move.
    pub animated: bool,
    /// From the narrowest on, at least one; see [`widths`].
    pub variants: Vec<Variant>,
    /// Of an animation its first frame in the same widths, for those who want no motion; else none.
    pub still: Vec<Variant>,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// Twelve blurred pixels as a `data:` address.
    pub blur: String,
    /// WebP, 320 pixels on the longer side, for those who may not see more: made of twelve pixels.
    pub preview: Vec<u8>,
    /// The colour that most of it has, as `#rrggbb`.
    pub colour: String,
}

/// A picture at one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// WebP.
    pub bytes: Vec<u8>,
}

/// The widths for a picture that is `width` pixels wide, from the narrowest on: those of [`WIDTHS`] that are no wider, and
/// its own where it lies between two of them and is at least a tenth wider than the one below, so that nothing worth
/// looking at is lost. What is narrower than all of them has its own only. Nothing is ever made wider than it was.
pub fn widths(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|one| *one <= width).collect();
    let widest = widths.last().copied().unwrap_or(0);
    let between = width < WIDTHS[WIDTHS.len() - 1] && u64::from(width) * 10 >= u64::from(widest) * 11;
    if between && width > widest {
        widths.push(width);
    }
    widths
}

/// Makes what is kept of a JPEG, PNG, WebP or GIF: turned upright, edited, in sRGB, on white where one could see through,
/// at several widths. An animation stays one, up to 1080 pixels wide. Takes as much memory as `limits` allow for
/// unpacking, or where that is less, some four times the bytes of the widest variant unpacked beside the picture's own.
///
/// # Errors
/// [`Fault::Refused`]: what came is not taken, or there is nothing to cut where `edit` says. [`Fault::Failed`]: a library
/// failed, even if it panicked.
pub fn variants(bytes: &[u8], limits: &Limits, edit: &Edit) -> Result<Made, Fault> {
    guarded(|| {
        let head = read::head(bytes, limits)?;
        let plan = Plan::of(head.size, head.pose, edit, limits)?;
        let way = Way::of_light(head.profile.as_deref());
        let widths = widths(plan.width);
        if head.frames > 1 {
            moving(bytes, &head, &plan, way.as_ref(), widths, limits)
        } else {
            let picture = shaped(&read::first(bytes, &head)?, &plan, way.as_ref(), &widths)?;
            let (variants, small) = stills(picture, &plan, &widths)?;
            made(&head, &plan, &small, variants, Vec::new())
        }
    })
}

/// A library's panic is a failure like others: what people send must not end the work of a thread.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Fault::Failed(format!(
            "panicked: {}",
            words.unwrap_or("without words")
        )))
    })
}

/// A picture as it is planned, at the widest of its widths and in sRGB: colours are changed where there are few of them.
fn shaped(picture: &RgbImage, plan: &Plan, way: Option<&Way>, widths: &[u32]) -> Result<RgbImage, String> {
    let widest = widths.last().copied().unwrap_or(plan.width);
    let mut picture = plan.done(picture, widest, plan.height_at(widest))?;
    if let Some(way) = way {
        way.walk(&mut picture)?;
    }
    Ok(picture)
}

/// The picture made narrower, each from the one before, as that is the least work; `each` is given every width once, from
/// the widest on. Gives the narrowest.
fn down<E: From<String>>(
    mut picture: RgbImage,
    plan: &Plan,
    widths: &[u32],
    mut each: impl FnMut(usize, &RgbImage) -> Result<(), E>,
) -> Result<RgbImage, E> {
    for (number, width) in widths.iter().enumerate().rev() {
        if picture.width() != *width {
            let whole = crate::Area {
                left: 0,
                top: 0,
                width: picture.width(),
                height: picture.height(),
            };
            picture = resized(&picture, whole, *width, plan.height_at(*width))?;
        }
        each(number, &picture)?;
    }
    Ok(picture)
}

/// The variants of a picture that is the widest of them, and the narrowest of them unpacked.
fn stills(picture: RgbImage, plan: &Plan, widths: &[u32]) -> Result<(Vec<Variant>, RgbImage), Fault> {
    let mut variants = Vec::new();
    let small = down(picture, plan, widths, |_, picture| {
        variants.push(Variant {
            width: picture.width(),
            height: picture.height(),
            bytes: webp(picture, QUALITY)?,
        });
        Ok::<_, Fault>(())
    })?;
    variants.reverse();
    Ok((variants, small))
}

fn moving(
    bytes: &[u8],
    head: &Head,
    plan: &Plan,
    way: Option<&Way>,
    mut widths: Vec<u32>,
    limits: &Limits,
) -> Result<Made, Fault> {
    widths.retain(|width| *width <= WIDEST_MOVING);
    let mut reels: Vec<Reel> = widths
        .iter()
        .map(|_| Reel::of(head.loops, QUALITY_MOVING))
        .collect();
    let mut first = None;
    let mut film = read::film(bytes, head)?;
    while let Some(milliseconds) = film.next()? {
        let picture = shaped(film.canvas(), plan, way, &widths)?;
        if first.is_none() {
            first = Some(stills(picture.clone(), plan, &widths)?);
        }
        down(picture, plan, &widths, |number, picture| {
            reels[number].push(picture, milliseconds)
        })?;
        // Noise does not get smaller: what is made is held in memory too.
        limits.room(reels.iter().map(|reel| reel.len() as u64).sum())?;
    }
    let (still, small) = first.ok_or(Refusal::Broken)?;
    let moving = reels.into_iter().zip(&still).map(|(reel, still)| Variant {
        bytes: reel.finished(),
        ..*still
    });
    let variants = moving.collect();
    made(head, plan, &small, variants, still)
}

fn made(
    head: &Head,
    plan: &Plan,
    small: &RgbImage,
    variants: Vec<Variant>,
    still: Vec<Variant>,
) -> Result<Made, Fault> {
    let (thumbhash, blur) = preview(small)?;
    Ok(Made {
        kind: head.kind,
        width: plan.width,
        height: plan.height,
        animated: head.frames > 1,
        variants,
        still,
        thumbhash,
        blur,
        preview: blurred(small)?,
        colour: dominant(small)?,
    })
}
