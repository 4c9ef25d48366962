//! MP3: frames in a row, and tags before and behind them, which become tags that hold nothing. Of frames only headers are
//! read.

use super::{Disk, Found};
use crate::limits::{Fault, Refusal};

/// Bytes from the beginning of an ID3v2 tag to what follows it.
pub(crate) fn tag(head: &[u8]) -> Option<u64> {
    match head {
        [b'I', b'D', b'3', 2..=4, 0..=0xfe, flags, a, b, c, d, ..] if (a | b | c | d) & 0x80 == 0 => {
            let size = [a, b, c, d]
                .iter()
                .fold(0, |size, byte| size << 7 | u64::from(**byte));
            // At the end there may be another header.
            Some(10 + size + if flags & 0x10 == 0 { 0 } else { 10 })
        }
        _ => None,
    }
}

/// A frame of layer III by its header.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Frame {
    version: u8,
    /// Samples in a second, and in the frame.
    rate: u32,
    samples: u32,
    /// In bytes, with the header.
    length: usize,
    mono: bool,
}

fn frame(head: &[u8]) -> Option<Frame> {
    let [0xff, b, c, d, ..] = *head else { return None };
    // Eleven bits of sync, layer III.
    if b & 0xe6 != 0xe2 {
        return None;
    }
    let version = b >> 3 & 3;
    let rate = [44_100, 48_000, 32_000].get(usize::from(c >> 2 & 3))?;
    let (rate, samples, rates) = match version {
        3 => (
            *rate,
            1152,
            &[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        ),
        2 => (
            rate / 2,
            576,
            &[8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        ),
        0 => (
            rate / 4,
            576,
            &[8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        ),
        _ => return None,
    };
    let kilobits: u32 = *rates.get(usize::from(c >> 4).checked_sub(1)?)?;
    let length = samples / 8 * kilobits * 1_000 / rate + u32::from(c >> 1 & 1);
    Some(Frame {
        version,
        rate,
        samples,
        length: length as usize,
        mono: d >> 6 == 3,
    })
}

/// Whether frames begin here: three in a row that belong together, or as many as there is room for, but two at the least.
/// Zeros before them are padding of a tag.
pub(crate) fn frames(bytes: &[u8]) -> bool {
    let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    let (mut bytes, mut first) = (&bytes[start..], None);
    for number in 0..3 {
        if bytes.len() < 4 {
            return number >= 2;
        }
        let Some(frame) = frame(bytes) else { return false };
        let (version, rate) = *first.get_or_insert((frame.version, frame.rate));
        if (version, rate) != (frame.version, frame.rate) {
            return false;
        }
        bytes = bytes.get(frame.length..).unwrap_or_default();
    }
    true
}

/// Where frames begin, behind all tags.
pub(crate) fn start(disk: &mut Disk) -> Result<u64, Fault> {
    let mut at = 0;
    loop {
        disk.step()?;
        let head = disk.some(at, 10)?;
        match tag(&head) {
            Some(length) => at += length,
            None => return Ok(at),
        }
        if at >= disk.len() {
            return Err(Refusal::CutShort.into());
        }
    }
}

pub(super) fn walk(disk: &mut Disk) -> Result<Found, Fault> {
    let mut found = Found::default();
    let begins = start(disk)?;
    let mut at = 0;
    while at < begins {
        let head: [u8; 10] = disk.bytes(at)?;
        let length = tag(&head).ok_or(Refusal::Broken)?;
        found.wipe.zero(at + 10, at + length)?;
        // Nothing special, and all of it is padding.
        let size = length - 10;
        let size = [21, 14, 7, 0].map(|bits| (size >> bits & 0x7f) as u8);
        found.wipe.put(at + 3, [&head[3..5], &[0], &size].concat())?;
        at += length;
    }
    let head = disk.some(at, 4096)?;
    if !frames(&head) {
        return Err(Refusal::Broken.into());
    }
    found.track()?;
    found.audio = true;
    let skip = head.iter().position(|byte| *byte != 0).unwrap_or(0);
    found.milliseconds = counted(&head[skip..]);
    let end = behind(disk, &mut found)?;
    if end <= at {
        return Err(Refusal::CutShort.into());
    }
    Ok(found)
}

/// The length that a first frame tells which holds no sound but numbers (`Xing`, `Info`).
fn counted(head: &[u8]) -> Option<u64> {
    let first = frame(head)?;
    let side = match (first.version, first.mono) {
        (3, false) => 32,
        (3, true) | (_, false) => 17,
        (_, true) => 9,
    };
    let [mark @ .., _, _, _, flags, a, b, c, d] = head.get(4 + side..)?.first_chunk::<12>()?;
    let counts = matches!(mark, b"Xing" | b"Info") && flags & 1 != 0;
    let frames = u64::from(u32::from_be_bytes([*a, *b, *c, *d]));
    (counts && frames > 0).then(|| frames * u64::from(first.samples) * 1_000 / u64::from(first.rate))
}

/// Tags behind the frames: ID3v1, its longer sister, and APE. Gives where the frames end.
fn behind(disk: &mut Disk, found: &mut Found) -> Result<u64, Fault> {
    let mut end = disk.len();
    if end >= 128 && disk.bytes::<3>(end - 128)? == *b"TAG" {
        end -= 128;
        found.wipe.zero(end + 3, end + 128)?;
        // No genre.
        found.wipe.put(end + 127, [0xff])?;
        if end >= 227 && disk.bytes::<4>(end - 227)? == *b"TAG+" {
            end -= 227;
            found.wipe.zero(end + 4, end + 227)?;
        }
    }
    if end >= 32 {
        let foot: [u8; 32] = disk.bytes(end - 32)?;
        let size = u64::from(u32::from_le_bytes([foot[12], foot[13], foot[14], foot[15]]));
        if foot.starts_with(b"APETAGEX") && (32..=end).contains(&size) {
            // The size counts the foot and not the head. What is kept is the foot, with no items.
            let from = end - size;
            found.wipe.zero(from, end - 32)?;
            found.wipe.zero(end - 16, end)?;
            if from >= 32 && disk.bytes::<8>(from - 32)? == *b"APETAGEX" {
                found.wipe.zero(from - 32, from)?;
                return Ok(from - 32);
            }
            return Ok(from);
        }
    }
    Ok(end)
}
