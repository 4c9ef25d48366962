//! JPEG by the crate `zune-jpeg`, after a walk over its markers, because that decoder paints grey what is missing and says
//! nothing, and sorts long notes anew for each further one. What follows the end of the picture is not looked at: phones
//! put films and second pictures there.

use super::Head;
use crate::{
    colour::{Way, inks, inks_of_ycck},
    edit::Pose,
    limits::{Limits, Refusal},
    sniff::Kind,
};
use image::RgbImage;
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

/// Scans over the whole picture; programs write about ten.
const SCANS: usize = 64;

/// What the frame's header says, ITU-T T.81 B.2.2.
struct Frame {
    width: u16,
    height: u16,
    progressive: bool,
    /// Samples of each component across and down in a unit.
    sampling: Vec<(u8, u8)>,
}

impl Frame {
    fn of(marker: u8, header: &[u8]) -> Option<Self> {
        // Baseline, extended and progressive, with Huffman's codes.
        let progressive = match marker {
            0xc0 | 0xc1 => false,
            0xc2 => true,
            _ => return None,
        };
        let [_, h1, h0, w1, w0, components, rest @ ..] = header else {
            return None;
        };
        let sampling: Vec<_> = rest
            .as_chunks::<3>()
            .0
            .iter()
            .map(|[_, s, _]| (s >> 4, s & 15))
            .collect();
        let whole = sampling.len() == usize::from(*components) && matches!(components, 1 | 3 | 4);
        let fits = sampling
            .iter()
            .all(|(h, v)| (1..=4).contains(h) && (1..=4).contains(v));
        (whole && fits).then_some(Self {
            width: u16::from_be_bytes([*w1, *w0]),
            height: u16::from_be_bytes([*h1, *h0]),
            progressive,
            sampling,
        })
    }

    /// Blocks of 64 coefficients, T.81 A.2.
    fn blocks(&self) -> u64 {
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let most = |of: fn(&(u8, u8)) -> u8| u64::from(self.sampling.iter().map(of).max().unwrap_or(1));
        let (across, down) = (most(|s| s.0), most(|s| s.1));
        let units = width.div_ceil(8 * across) * height.div_ceil(8 * down);
        let blocks: u64 = self.sampling.iter().map(|(h, v)| u64::from(h * v)).sum();
        units * blocks
    }

    /// Bytes that unpacking takes: the pixels, and where they come in several scans, all coefficients before them.
    fn room(&self, scans: usize) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let coefficients = if self.progressive || scans > 1 {
            self.blocks() * 64 * 2
        } else {
            0
        };
        pixels * if self.sampling.len() == 4 { 4 } else { 3 } + coefficients
    }

    /// Whether a file of so many bytes can hold as many blocks as it says: each takes at least one bit, and two where it is
    /// written in one piece, for its mean and for its end.
    fn fits(&self, bytes: usize) -> bool {
        let bits = if self.progressive { 1 } else { 2 };
        self.blocks() * bits <= bytes as u64 * 8
    }
}

/// What a walk over the markers finds.
struct Walk {
    frame: Frame,
    scans: usize,
    /// The file with nothing in it but what its picture needs: what else programs put there, the decoder never sees.
    lean: Vec<u8>,
}

impl Walk {
    /// Walks from marker to marker until the end of the picture.
    fn over(bytes: &[u8]) -> Result<Self, Refusal> {
        let (mut at, mut frame, mut scans) = (2, None, 0);
        let (mut lean, mut copied, mut held) = (Vec::new(), 0, false);
        loop {
            // In scans a byte 255 is followed by 0, and between segments there should be nothing.
            let rest = bytes.get(at..).ok_or(Refusal::CutShort)?;
            at += rest
                .iter()
                .position(|byte| *byte == 0xff)
                .ok_or(Refusal::CutShort)?;
            let begin = at;
            while bytes.get(at) == Some(&0xff) {
                at += 1;
            }
            let marker = *bytes.get(at).ok_or(Refusal::CutShort)?;
            at += 1;
            match marker {
                0x00 | 0x01 | 0xd0..=0xd8 => continue,
                0xd9 => break,
                _ => {}
            }
            let [high, low] = *bytes
                .get(at..)
                .and_then(<[u8]>::first_chunk)
                .ok_or(Refusal::CutShort)?;
            let length = usize::from(u16::from_be_bytes([high, low]));
            let segment = bytes.get(at..at + length).ok_or(Refusal::CutShort)?;
            let segment = segment.get(2..).ok_or(Refusal::Broken)?;
            at += length;
            let needed = match marker {
                // How it was held, once; the profile; and what Adobe says of its colours.
                0xe1 => segment.starts_with(b"Exif\0\0") && !std::mem::replace(&mut held, true),
                0xe2 => segment.starts_with(b"ICC_PROFILE\0"),
                0xee => segment.starts_with(b"Adobe"),
                0xe0..=0xef | 0xfe => false,
                0xc4 | 0xc8 | 0xcc => true,
                0xc0..=0xcf if frame.is_some() => return Err(Refusal::Broken),
                0xc0..=0xcf => {
                    frame = Some(Frame::of(marker, segment).ok_or(Refusal::Broken)?);
                    true
                }
                _ => {
                    scans += usize::from(marker == 0xda);
                    true
                }
            };
            if !needed {
                lean.extend_from_slice(&bytes[copied..begin]);
                copied = at;
            }
        }
        lean.extend_from_slice(&bytes[copied..at]);
        let frame = frame
            .filter(|_| (1..=SCANS).contains(&scans))
            .ok_or(Refusal::Broken)?;
        Ok(Self { frame, scans, lean })
    }
}

fn opened(bytes: &[u8]) -> Result<JpegDecoder<ZCursor<&[u8]>>, Refusal> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Refusal::Broken)?;
    Ok(decoder)
}

pub(super) fn head(bytes: &[u8], limits: &Limits) -> Result<Head, Refusal> {
    let Walk { frame, scans, lean } = Walk::over(bytes)?;
    let size = (u32::from(frame.width), u32::from(frame.height));
    limits.size(size.0, size.1)?;
    if !frame.fits(lean.len()) {
        return Err(Refusal::Broken);
    }
    let decoder = opened(&lean)?;
    Ok(Head {
        kind: Kind::Jpeg,
        size,
        pose: Pose::of_exif(decoder.exif().map(Vec::as_slice)),
        profile: decoder.icc_profile(),
        frames: 1,
        loops: 0,
        room: frame.room(scans),
    })
}

pub(super) fn pixels(bytes: &[u8], head: &Head) -> Result<RgbImage, Refusal> {
    let lean = Walk::over(bytes)?.lean;
    let mut decoder = opened(&lean)?;
    let colours = decoder.input_colorspace().ok_or(Refusal::Broken)?;
    let wanted = match colours {
        ColorSpace::CMYK | ColorSpace::YCCK => colours,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(wanted));
    let mut pixels = decoder.decode().map_err(|_| Refusal::Broken)?;
    if wanted != ColorSpace::RGB {
        if wanted == ColorSpace::YCCK {
            inks_of_ycck(&mut pixels);
        }
        let way = Way::of_inks(head.profile.as_deref());
        inks(&mut pixels, head.size.0 as usize, way.as_ref()).map_err(|_| Refusal::Broken)?;
    }
    RgbImage::from_raw(head.size.0, head.size.1, pixels).ok_or(Refusal::Broken)
}
