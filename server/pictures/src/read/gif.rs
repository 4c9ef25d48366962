//! GIF by the crate `gif`: first only the headers of its frames, then their pixels one after the other.

use super::{
    Film, Head,
    canvas::{After, Canvas, Pixels, Place},
};
use crate::{
    edit::Pose,
    limits::{Limits, Refusal},
    sniff::Kind,
};
use gif::{ColorOutput, DecodeOptions, Decoder, DecodingError, DisposalMethod, Frame, Repeat};
use image::{RgbImage, RgbaImage};
use std::io::ErrorKind;

fn refusal(error: DecodingError) -> Refusal {
    match error {
        DecodingError::UnexpectedEof => Refusal::CutShort,
        DecodingError::Io(error) if error.kind() == ErrorKind::UnexpectedEof => Refusal::CutShort,
        DecodingError::MemoryLimit | DecodingError::OutOfMemory => Refusal::Memory,
        _ => Refusal::Broken,
    }
}

/// Milliseconds. Browsers take a hundredth of a second and less for a tenth, and so do those who make such files.
fn time(frame: &Frame<'_>) -> u32 {
    if frame.delay <= 1 {
        100
    } else {
        u32::from(frame.delay) * 10
    }
}

pub(super) fn head(bytes: &[u8], limits: &Limits) -> Result<Head, Refusal> {
    let mut options = DecodeOptions::new();
    options.skip_frame_decoding(true);
    let mut decoder = options.read_info(bytes).map_err(refusal)?;
    let size = (u32::from(decoder.width()), u32::from(decoder.height()));
    limits.size(size.0, size.1)?;
    let canvas = u64::from(size.0) * u64::from(size.1);
    let (mut frames, mut pixels, mut milliseconds, mut room) = (0, 0, 0, 0);
    while let Some(frame) = decoder.next_frame_info().map_err(refusal)? {
        let own = u64::from(frame.width) * u64::from(frame.height);
        if own > limits.pixels {
            return Err(Refusal::Broken);
        }
        frames += 1;
        pixels += own.max(canvas);
        milliseconds += u64::from(time(frame));
        if frames > 1 {
            limits.film(frames, pixels, milliseconds)?;
        }
        // The canvas and what comes back after the frame; its colours, and their numbers before.
        room = room.max(canvas * 6 + own * 5);
    }
    if frames == 0 {
        return Err(Refusal::Broken);
    }
    let loops = match decoder.repeat() {
        Repeat::Infinite => 0,
        // GIF counts how often it is shown again, WebP how often at all.
        Repeat::Finite(again) => again.saturating_add(1),
    };
    Ok(Head {
        kind: Kind::Gif,
        size,
        pose: Pose::default(),
        profile: None,
        frames,
        loops,
        room,
    })
}

/// The frames.
pub(super) struct Reader<'a> {
    decoder: Decoder<&'a [u8]>,
    canvas: Canvas,
}

impl<'a> Reader<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::RGBA);
        // What a frame takes was judged with its header.
        options.set_memory_limit(gif::MemoryLimit::Unlimited);
        let decoder = options.read_info(bytes).map_err(refusal)?;
        let canvas = Canvas::of(decoder.width().into(), decoder.height().into());
        Ok(Self { decoder, canvas })
    }

    pub(super) fn into_canvas(self) -> RgbImage {
        self.canvas.into_picture()
    }
}

impl Film for Reader<'_> {
    fn next(&mut self) -> Result<Option<u32>, Refusal> {
        let Some(frame) = self.decoder.next_frame_info().map_err(refusal)? else {
            return Ok(None);
        };
        let place = Place {
            left: frame.left.into(),
            top: frame.top.into(),
            after: match frame.dispose {
                DisposalMethod::Any | DisposalMethod::Keep => After::Stay,
                DisposalMethod::Background => After::Clear,
                DisposalMethod::Previous => After::Back,
            },
            over: true,
        };
        let (size, time) = ((u32::from(frame.width), u32::from(frame.height)), time(frame));
        let mut pixels = vec![0; self.decoder.buffer_size()];
        self.decoder.read_into_buffer(&mut pixels).map_err(refusal)?;
        let pixels = RgbaImage::from_raw(size.0, size.1, pixels).ok_or(Refusal::Broken)?;
        self.canvas.lay(place, &Pixels::Clear(pixels));
        Ok(Some(time))
    }

    fn canvas(&self) -> &RgbImage {
        self.canvas.picture()
    }
}
