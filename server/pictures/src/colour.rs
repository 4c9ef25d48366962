//! Colours made what every screen understands, and read from inks. A profile that makes no sense is passed over.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// Bytes of a profile that is looked at; those of printers have some 3 MB.
const LARGEST: usize = 4 * 1024 * 1024;
/// Entries of a profile; the longest that printers come with have some 40, and many could each name all its bytes.
const ENTRIES: u32 = 100;

/// The way from one profile's colours to sRGB.
pub(crate) struct Way {
    transform: Arc<Transform8BitExecutor>,
    grey: bool,
}

/// A profile and the layout of its pixels, where it is of a kind that is wanted.
fn way(profile: Option<&[u8]>, wanted: impl Fn(DataColorSpace) -> Option<Layout>) -> Option<Way> {
    let bytes = profile.filter(|bytes| bytes.len() <= LARGEST)?;
    let entries = bytes.get(128..).and_then(<[u8]>::first_chunk)?;
    if u32::from_be_bytes(*entries) > ENTRIES {
        return None;
    }
    let profile = ColorProfile::new_from_slice(bytes).ok()?;
    let layout = wanted(profile.color_space)?;
    let options = TransformOptions {
        rendering_intent: profile.rendering_intent,
        ..TransformOptions::default()
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(layout, &srgb, Layout::Rgb, options)
        .ok()?;
    let grey = matches!(layout, Layout::Gray);
    Some(Way { transform, grey })
}

impl Way {
    /// For a picture that was read as red, green and blue; none where it is in sRGB as far as one can tell.
    pub(crate) fn of_light(profile: Option<&[u8]>) -> Option<Self> {
        way(profile, |space| match space {
            DataColorSpace::Rgb => Some(Layout::Rgb),
            DataColorSpace::Gray => Some(Layout::Gray),
            _ => None,
        })
    }

    /// For a picture in cyan, magenta, yellow and black.
    pub(crate) fn of_inks(profile: Option<&[u8]>) -> Option<Self> {
        way(profile, |space| {
            matches!(space, DataColorSpace::Cmyk).then_some(Layout::Rgba)
        })
    }

    /// Changes a picture into sRGB.
    ///
    /// # Errors
    /// The library's words.
    pub(crate) fn walk(&self, picture: &mut RgbImage) -> Result<(), String> {
        let wide = picture.width() as usize * 3;
        let mut before = Vec::with_capacity(wide);
        for row in picture.chunks_exact_mut(wide.max(3)) {
            before.clear();
            if self.grey {
                before.extend(row.iter().step_by(3));
            } else {
                before.extend_from_slice(row);
            }
            self.transform
                .transform(&before, row)
                .map_err(|error| error.to_string())?;
        }
        Ok(())
    }
}

/// Turns four bytes a pixel of ink, as Adobe writes it (255 is none of it), into three of sRGB at the beginning of the
/// same bytes. Without a profile it is as browsers do it: what each ink leaves of the light that black leaves.
///
/// # Errors
/// The library's words.
pub(crate) fn inks(bytes: &mut Vec<u8>, width: usize, way: Option<&Way>) -> Result<(), String> {
    let (mut row, mut light) = (vec![0; width * 4], vec![0; width * 3]);
    let rows = bytes.len() / row.len().max(1);
    for number in 0..rows {
        row.copy_from_slice(&bytes[number * width * 4..(number + 1) * width * 4]);
        if let Some(way) = way {
            row.iter_mut().for_each(|ink| *ink = 255 - *ink);
            way.transform
                .transform(&row, &mut light)
                .map_err(|error| error.to_string())?;
        } else {
            for ([c, m, y, k], light) in row.as_chunks().0.iter().zip(light.as_chunks_mut().0) {
                *light = [c, m, y].map(|ink| share(*ink, *k));
            }
        }
        bytes[number * width * 3..(number + 1) * width * 3].copy_from_slice(&light);
    }
    bytes.truncate(rows * width * 3);
    Ok(())
}

/// Turns brightness, blueness and redness into ink before [`inks`]: JPEG's YCCK, whose black is as it is.
pub(crate) fn inks_of_ycck(bytes: &mut [u8]) {
    for [y, cb, cr, _] in bytes.as_chunks_mut().0 {
        // ITU-T T.871, in 16ths of a bit; Adobe's are the inks turned over twice.
        let (light, blue, red) = (i32::from(*y) << 16, i32::from(*cb) - 128, i32::from(*cr) - 128);
        let ink = |light: i32| 255 - ((light + (1 << 15)) >> 16).clamp(0, 255) as u8;
        (*y, *cb, *cr) = (
            ink(light + 91_881 * red),
            ink(light - 22_554 * blue - 46_802 * red),
            ink(light + 116_130 * blue),
        );
    }
}

/// `share` of 255 of `whole`.
pub(crate) fn share(whole: u8, share: u8) -> u8 {
    // At the most 255.
    ((u32::from(whole) * u32::from(share) + 127) / 255) as u8
}
