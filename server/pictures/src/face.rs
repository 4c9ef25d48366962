//! A person's face: a square cut from the middle of a picture that they sent.

use super::{
    colour::Way,
    edit::{Crop, Edit, Plan},
    encode::{preview, webp},
    limits::{Fault, Limits},
    read,
    variants::{QUALITY, guarded},
};

/// A square cut from the middle of a picture, as it is kept.
#[derive(Clone, Debug)]
pub struct Square {
    /// WebP.
    pub bytes: Vec<u8>,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// A heavily blurred picture as a `data:` address.
    pub blur: String,
}

/// A square of `side` pixels of whatever [`crate::variants`] takes, upright, in sRGB, without anything that the camera
/// wrote into it. Faces do not move: of an animation it is the first frame.
///
/// # Errors
/// [`Fault::Refused`]: what came is not taken by the default [`Limits`]. [`Fault::Failed`]: a library failed.
pub fn square(bytes: &[u8], side: u32) -> Result<Square, Fault> {
    const MIDDLE: Edit = Edit {
        turns: 0,
        crop: Crop::Middle { wide: 1, high: 1 },
    };
    guarded(|| {
        let limits = Limits::default();
        let head = read::head(bytes, &limits)?;
        let plan = Plan::of(head.size, head.pose, &MIDDLE, &limits)?;
        let mut small = plan.done(&read::first(bytes, &head)?, side, side)?;
        if let Some(way) = Way::of_light(head.profile.as_deref()) {
            way.walk(&mut small)?;
        }
        let (thumbhash, blur) = preview(&small)?;
        Ok(Square {
            bytes: webp(&small, QUALITY)?,
            thumbhash,
            blur,
        })
    })
}
