//! An animated WebP, frame by frame: of each frame only what is new in it is packed and kept, so that a long animation
//! takes no more memory than its file. libwebp's own way wants all frames at once.
//! <https://developers.google.com/speed/webp/docs/riff_container>

use super::{edit::Area, encode::webp};
use image::{RgbImage, imageops::crop_imm};

/// Milliseconds that fit into a frame's three bytes.
const LONGEST: u32 = 0xff_ffff;

/// An animation under work.
pub(crate) struct Reel {
    quality: f32,
    loops: u16,
    /// The frames' chunks so far.
    frames: Vec<u8>,
    /// The picture as it stands, and where in `frames` its time is written.
    last: Option<(RgbImage, usize)>,
}

impl Reel {
    /// `loops` is how often it is shown, 0 for ever; `quality` is WebP's, 0 to 100.
    pub(crate) fn of(loops: u16, quality: f32) -> Self {
        Self {
            quality,
            loops,
            frames: Vec::new(),
            last: None,
        }
    }

    /// Bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.frames.len()
    }

    /// Adds a picture that stays for so many milliseconds; all are of one size. One that is as it was before only stays
    /// longer.
    ///
    /// # Errors
    /// libwebp's words.
    pub(crate) fn push(&mut self, picture: &RgbImage, milliseconds: u32) -> Result<(), String> {
        let new = match &self.last {
            None => Some(Area {
                left: 0,
                top: 0,
                width: picture.width(),
                height: picture.height(),
            }),
            Some((last, _)) => difference(last, picture),
        };
        let Some(area) = new else {
            if let Some((_, at)) = &self.last {
                let time = &mut self.frames[*at..*at + 3];
                let before = u32::from_le_bytes([time[0], time[1], time[2], 0]);
                time.copy_from_slice(&three(before.saturating_add(milliseconds)));
            }
            return Ok(());
        };
        let part = crop_imm(picture, area.left, area.top, area.width, area.height).to_image();
        let still = webp(&part, self.quality)?;
        // A file of one chunk: behind `RIFF`, its length and `WEBP`.
        let chunk = still.get(12..).filter(|chunk| chunk.starts_with(b"VP8 "));
        let chunk = chunk.ok_or("libwebp wrote something else than one picture")?;
        self.frames.extend(b"ANMF");
        self.frames.extend((16 + chunk.len() as u32).to_le_bytes());
        for number in [area.left / 2, area.top / 2, area.width - 1, area.height - 1] {
            self.frames.extend(three(number));
        }
        let at = self.frames.len();
        self.frames.extend(three(milliseconds));
        // Not blended, and it stays.
        self.frames.push(2);
        self.frames.extend(chunk);
        self.last = Some((picture.clone(), at));
        Ok(())
    }

    /// The file.
    pub(crate) fn finished(self) -> Vec<u8> {
        let (width, height) = self
            .last
            .as_ref()
            .map_or((1, 1), |(picture, _)| picture.dimensions());
        let mut file = b"RIFF".to_vec();
        file.extend((4 + 18 + 14 + self.frames.len() as u32).to_le_bytes());
        // An animation, and nothing else of what may stand beside it.
        file.extend(b"WEBPVP8X\x0a\0\0\0\x02\0\0\0");
        file.extend(three(width - 1));
        file.extend(three(height - 1));
        // On white, as its frames are.
        file.extend(b"ANIM\x06\0\0\0\xff\xff\xff\xff");
        file.extend(self.loops.to_le_bytes());
        file.extend(self.frames);
        file
    }
}

fn three(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.min(LONGEST).to_le_bytes();
    [a, b, c]
}

/// The smallest part outside of which two pictures are equal, from even pixels on, as frames must begin there.
fn difference(before: &RgbImage, after: &RgbImage) -> Option<Area> {
    let wide = after.width() as usize * 3;
    let rows = || before.chunks_exact(wide).zip(after.chunks_exact(wide));
    let differs = |(a, b): (&[u8], &[u8])| a != b;
    let top = rows().position(differs)?;
    let bottom = rows().rposition(differs)?;
    let (mut left, mut right) = (wide, 0);
    for (a, b) in rows().take(bottom + 1).skip(top) {
        let unlike = |(a, b): (&u8, &u8)| a != b;
        if let Some(first) = a[..left].iter().zip(&b[..left]).position(unlike) {
            left = first;
        }
        if let Some(last) = a[right..].iter().zip(&b[right..]).rposition(unlike) {
            right += last;
        }
    }
    let (left, right, top) = (left / 3 / 2 * 2, right / 3, top / 2 * 2);
    // Sides of a picture fit.
    Some(Area {
        left: left as u32,
        top: top as u32,
        width: (right + 1 - left) as u32,
        height: (bottom + 1 - top) as u32,
    })
}
