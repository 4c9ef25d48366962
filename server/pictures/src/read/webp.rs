//! WebP: its chunks are walked here, and each still picture in it is unpacked by the crate `image-webp`, which is Rust all
//! through. That crate's own way with animations is not taken: it leaves what a frame says to empty.
//! <https://developers.google.com/speed/webp/docs/riff_container>

use super::{
    Film, Head,
    canvas::{After, Canvas, Pixels, Place, on_white},
};
use crate::{
    edit::Pose,
    limits::{Limits, Refusal},
    sniff::Kind,
};
use image::{RgbImage, RgbaImage};
use image_webp::WebPDecoder;
use std::io::Cursor;

/// Chunks one after the other, each with its name.
#[derive(Clone)]
struct Chunks<'a>(&'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<(&'a [u8; 4], &'a [u8]), Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let cut_short = Some(Err(Refusal::CutShort));
        let Some((name, rest)) = self.0.split_first_chunk::<4>() else {
            return cut_short;
        };
        let Some((length, rest)) = rest.split_first_chunk::<4>() else {
            return cut_short;
        };
        let length = u32::from_le_bytes(*length) as usize;
        let Some((data, rest)) = rest.split_at_checked(length) else {
            return cut_short;
        };
        // An odd chunk is followed by a byte that counts nowhere; some leave the last one out.
        self.0 = if length % 2 == 1 {
            rest.get(1..).unwrap_or(&[])
        } else {
            rest
        };
        Some(Ok((name, data)))
    }
}

/// The chunks of a file, within the length that it gives.
fn chunks(bytes: &[u8]) -> Result<Chunks<'_>, Refusal> {
    let length = bytes
        .get(4..8)
        .and_then(<[u8]>::first_chunk)
        .ok_or(Refusal::CutShort)?;
    let end = (u32::from_le_bytes(*length) as usize).saturating_add(8);
    // Without the byte behind an odd last chunk it is whole all the same.
    if end > bytes.len() + 1 {
        return Err(Refusal::CutShort);
    }
    let body = bytes.get(12..end.min(bytes.len())).ok_or(Refusal::Broken)?;
    Ok(Chunks(body))
}

fn three(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(3)
        .rev()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// A picture that does not move, as it lies in a file or a frame.
#[derive(Clone, Copy, Debug)]
struct Still<'a> {
    alpha: Option<&'a [u8]>,
    lossless: bool,
    data: &'a [u8],
}

impl<'a> Still<'a> {
    fn of(chunks: Chunks<'a>) -> Result<Self, Refusal> {
        let mut alpha = None;
        for chunk in chunks {
            match chunk? {
                (b"ALPH", data) => alpha = Some(data),
                (b"VP8 ", data) => {
                    return Ok(Self {
                        alpha,
                        lossless: false,
                        data,
                    });
                }
                (b"VP8L", data) => {
                    return Ok(Self {
                        alpha: None,
                        lossless: true,
                        data,
                    });
                }
                _ => {}
            }
        }
        Err(Refusal::Broken)
    }

    /// Width and height by its own header: RFC 9649 2.5 and 3.4, RFC 6386 9.1.
    fn size(&self) -> Result<(u32, u32), Refusal> {
        match (self.lossless, self.data) {
            (true, [0x2f, a, b, c, d, ..]) => {
                let bits = u32::from_le_bytes([*a, *b, *c, *d]);
                Ok(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
            }
            (false, [first, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..]) if first & 1 == 0 => {
                let side = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
                Ok((side(*w0, *w1), side(*h0, *h1)))
            }
            _ => Err(Refusal::Broken),
        }
    }

    /// Bytes that unpacking takes, for each pixel twice: what the crate holds at once.
    fn room(&self) -> u64 {
        match (self.lossless, self.alpha) {
            // All four colours, and three of them copied.
            (true, _) => 14,
            // Brightness and a quarter of two colours; then three.
            (false, None) => 9,
            // Beside them four, the unpacked clearness and its copy.
            (false, Some(_)) => 3 + 8 + 10,
        }
    }

    /// A file of it alone, so that nothing else in the one that was sent is ever looked at.
    fn alone(&self, (width, height): (u32, u32)) -> Vec<u8> {
        let mut body = b"WEBP".to_vec();
        let mut chunk = |name: &[u8; 4], data: &[u8]| {
            body.extend(name);
            // Both came out of a file whose lengths are as short.
            body.extend((data.len() as u32).to_le_bytes());
            body.extend(data);
            body.resize(body.len().next_multiple_of(2), 0);
        };
        if let Some(alpha) = self.alpha {
            let (w, h) = ((width - 1).to_le_bytes(), (height - 1).to_le_bytes());
            chunk(b"VP8X", &[0x10, 0, 0, 0, w[0], w[1], w[2], h[0], h[1], h[2]]);
            chunk(b"ALPH", alpha);
        }
        chunk(if self.lossless { b"VP8L" } else { b"VP8 " }, self.data);
        let mut file = b"RIFF".to_vec();
        file.reserve(body.len() + 4);
        file.extend((body.len() as u32).to_le_bytes());
        file.append(&mut body);
        file
    }

    /// Its pixels: three or four bytes each.
    fn unpacked(&self, size: (u32, u32)) -> Result<(Vec<u8>, usize), Refusal> {
        let mut decoder = WebPDecoder::new(Cursor::new(self.alone(size))).map_err(|_| Refusal::Broken)?;
        if decoder.dimensions() != size {
            return Err(Refusal::Broken);
        }
        let mut pixels = vec![0; decoder.output_buffer_size().ok_or(Refusal::Memory)?];
        decoder.read_image(&mut pixels).map_err(|_| Refusal::Broken)?;
        Ok((pixels, if decoder.has_alpha() { 4 } else { 3 }))
    }
}

/// One frame of an animation.
struct Frame<'a> {
    place: Place,
    size: (u32, u32),
    time: u32,
    still: Still<'a>,
}

impl<'a> Frame<'a> {
    /// Of a chunk ANMF on a canvas.
    fn of(data: &'a [u8], canvas: (u32, u32)) -> Result<Self, Refusal> {
        let (head, rest) = data.split_first_chunk::<16>().ok_or(Refusal::Broken)?;
        let (left, top) = (three(head) * 2, three(&head[3..]) * 2);
        let size = (three(&head[6..]) + 1, three(&head[9..]) + 1);
        if left + size.0 > canvas.0 || top + size.1 > canvas.1 {
            return Err(Refusal::Broken);
        }
        let still = Still::of(Chunks(rest))?;
        if still.size()? != size {
            return Err(Refusal::Broken);
        }
        let after = if head[15] & 1 == 0 {
            After::Stay
        } else {
            After::Clear
        };
        Ok(Self {
            place: Place {
                left,
                top,
                after,
                over: head[15] & 2 == 0,
            },
            size,
            time: three(&head[12..]),
            still,
        })
    }
}

/// The extended header, which the simple files do without.
#[derive(Clone, Copy)]
struct Extended {
    canvas: (u32, u32),
    moves: bool,
}

fn extended(bytes: &[u8]) -> Result<Option<Extended>, Refusal> {
    match chunks(bytes)?.next().ok_or(Refusal::CutShort)?? {
        (b"VP8X", [flags, _, _, _, size @ ..]) if size.len() >= 6 => Ok(Some(Extended {
            canvas: (three(size) + 1, three(&size[3..]) + 1),
            moves: flags & 2 != 0,
        })),
        (b"VP8X", _) => Err(Refusal::Broken),
        _ => Ok(None),
    }
}

pub(super) fn head(bytes: &[u8], limits: &Limits) -> Result<Head, Refusal> {
    let mut head = Head {
        kind: Kind::WebP,
        size: (0, 0),
        pose: Pose::default(),
        profile: None,
        frames: 1,
        loops: 1,
        room: 0,
    };
    let extended = extended(bytes)?;
    let moves = extended.is_some_and(|head| head.moves);
    let still = if moves {
        None
    } else {
        Some(Still::of(chunks(bytes)?)?)
    };
    head.size = match (&still, extended) {
        (Some(still), None) => still.size()?,
        (Some(still), Some(head)) if still.size()? == head.canvas => head.canvas,
        (None, Some(head)) => head.canvas,
        _ => return Err(Refusal::Broken),
    };
    limits.size(head.size.0, head.size.1)?;
    let canvas = u64::from(head.size.0) * u64::from(head.size.1);
    if let Some(still) = still {
        head.room = canvas * still.room() / 2;
    }
    let (mut frames, mut milliseconds) = (0, 0);
    for chunk in chunks(bytes)? {
        match chunk? {
            (b"EXIF", data) => head.pose = Pose::of_exif(Some(data)),
            (b"ICCP", data) => head.profile = Some(data.to_vec()),
            (b"ANIM", data) if data.len() >= 6 => head.loops = u16::from_le_bytes([data[4], data[5]]),
            (b"ANMF", data) if moves => {
                let frame = Frame::of(data, head.size)?;
                frames += 1;
                milliseconds += u64::from(frame.time);
                limits.film(frames, canvas * u64::from(frames), milliseconds)?;
                // The canvas, what it becomes again, and the frame.
                let own = u64::from(frame.size.0) * u64::from(frame.size.1);
                head.room = head.room.max(canvas * 6 + own * frame.still.room() / 2);
            }
            _ => {}
        }
    }
    if moves {
        head.frames = frames;
    }
    if head.frames == 0 {
        return Err(Refusal::Broken);
    }
    Ok(head)
}

pub(super) fn pixels(bytes: &[u8], size: (u32, u32)) -> Result<RgbImage, Refusal> {
    if extended(bytes)?.is_some_and(|head| head.moves) {
        let mut film = Reader::of(bytes, size)?;
        film.next()?.ok_or(Refusal::Broken)?;
        return Ok(film.canvas.into_picture());
    }
    let (pixels, per) = Still::of(chunks(bytes)?)?.unpacked(size)?;
    let pixels = on_white(pixels, size.0 as usize * size.1 as usize, per);
    RgbImage::from_raw(size.0, size.1, pixels).ok_or(Refusal::Broken)
}

/// The frames.
pub(super) struct Reader<'a> {
    chunks: Chunks<'a>,
    canvas: Canvas,
}

impl<'a> Reader<'a> {
    pub(super) fn of(bytes: &'a [u8], (width, height): (u32, u32)) -> Result<Self, Refusal> {
        let chunks = chunks(bytes)?;
        let canvas = Canvas::of(width, height);
        Ok(Self { chunks, canvas })
    }
}

impl Film for Reader<'_> {
    fn next(&mut self) -> Result<Option<u32>, Refusal> {
        for chunk in self.chunks.by_ref() {
            let (b"ANMF", data) = chunk? else { continue };
            let Frame {
                place,
                size,
                time,
                still,
            } = Frame::of(data, self.canvas.picture().dimensions())?;
            let (pixels, per) = still.unpacked(size)?;
            let pixels = if per == 4 {
                RgbaImage::from_raw(size.0, size.1, pixels).map(Pixels::Clear)
            } else {
                RgbImage::from_raw(size.0, size.1, pixels).map(Pixels::Solid)
            };
            self.canvas.lay(place, &pixels.ok_or(Refusal::Broken)?);
            return Ok(Some(time));
        }
        Ok(None)
    }

    fn canvas(&self) -> &RgbImage {
        self.canvas.picture()
    }
}
