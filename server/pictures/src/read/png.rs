//! PNG by the crate `png`, as eight bits a colour. Of an animated one only the picture that all programs show is read.

use super::{Head, canvas::on_white};
use crate::{
    edit::Pose,
    limits::{Limits, Refusal},
    sniff::Kind,
};
use image::RgbImage;
use png::{Decoder, DecodingError, Reader, Transformations};
use std::io::{Cursor, ErrorKind};

/// Bytes for what is not pixels: a profile, a palette, what the camera wrote.
const BESIDE: usize = 16 * 1024 * 1024;

fn decoder(bytes: &[u8]) -> Decoder<Cursor<&[u8]>> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: BESIDE });
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder
}

fn refusal(error: DecodingError) -> Refusal {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Refusal::CutShort,
        DecodingError::LimitsExceeded => Refusal::Memory,
        _ => Refusal::Broken,
    }
}

fn room(reader: &Reader<Cursor<&[u8]>>) -> Result<usize, Refusal> {
    reader.output_buffer_size().ok_or(Refusal::Memory)
}

pub(super) fn head(bytes: &[u8], limits: &Limits) -> Result<Head, Refusal> {
    let mut decoder = decoder(bytes);
    let size = decoder.read_header_info().map_err(refusal)?.size();
    limits.size(size.0, size.1)?;
    let reader = decoder.read_info().map_err(refusal)?;
    let pixels = u64::from(size.0) * u64::from(size.1);
    let own = room(&reader)? as u64;
    // What has fewer bytes a pixel than is worked with is copied into more.
    let copied = if own < 3 * pixels { 3 * pixels } else { 0 };
    let info = reader.info();
    // Whoever says sRGB means it, whatever else stands there.
    let profile = info.icc_profile.as_ref().filter(|_| info.srgb.is_none());
    Ok(Head {
        kind: Kind::Png,
        size,
        pose: Pose::of_exif(info.exif_metadata.as_deref()),
        profile: profile.map(|bytes| bytes.to_vec()),
        frames: 1,
        loops: 0,
        room: own + copied,
    })
}

pub(super) fn pixels(bytes: &[u8]) -> Result<RgbImage, Refusal> {
    let mut reader = decoder(bytes).read_info().map_err(refusal)?;
    let mut pixels = vec![0; room(&reader)?];
    reader.next_frame(&mut pixels).map_err(refusal)?;
    let (width, height) = reader.info().size();
    let per = reader.output_color_type().0.samples();
    // Nothing may be missing behind the pixels either.
    reader.finish().map_err(refusal)?;
    let pixels = on_white(pixels, width as usize * height as usize, per);
    RgbImage::from_raw(width, height, pixels).ok_or(Refusal::Broken)
}
