//! OGG (RFC 3533) with Vorbis or Opus: what the first page says it is, and how far the last one counts. Comments are left,
//! for every page is under a checksum.

use super::{Disk, Found};
use crate::limits::{Fault, Refusal};

/// The largest page there can be.
const PAGE: u64 = 27 + 255 + 255 * 255;

pub(super) fn walk(disk: &mut Disk) -> Result<Found, Fault> {
    let mut found = Found::default();
    let head = disk.some(0, 27 + 255 + 64)?;
    if !head.starts_with(b"OggS") {
        return Err(Refusal::Broken.into());
    }
    let segments = usize::from(*head.get(26).ok_or(Refusal::CutShort)?);
    let packet = head.get(27 + segments..).ok_or(Refusal::CutShort)?;
    // Samples in a second, and those at the beginning that nobody hears.
    let (rate, before) = match packet {
        [
            1,
            b'v',
            b'o',
            b'r',
            b'b',
            b'i',
            b's',
            _,
            _,
            _,
            _,
            _,
            a,
            b,
            c,
            d,
            ..,
        ] => (u32::from_le_bytes([*a, *b, *c, *d]), 0),
        [b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', _, _, a, b, ..] => {
            (48_000, u16::from_le_bytes([*a, *b]))
        }
        _ => return Err(Refusal::Broken.into()),
    };
    found.track()?;
    found.audio = true;
    let last = last(disk)?;
    let heard = last.saturating_sub(before.into());
    found.milliseconds = (u128::from(heard) * 1_000)
        .checked_div(rate.into())
        .and_then(|length| u64::try_from(length).ok())
        .filter(|length| *length > 0);
    Ok(found)
}

/// Samples up to the end of the last page, which must be whole.
fn last(disk: &mut Disk) -> Result<u64, Fault> {
    let from = disk.len().saturating_sub(2 * PAGE);
    let tail = disk.some(from, 2 * PAGE as usize)?;
    let mut found = None;
    for at in (0..tail.len()).rev() {
        let Some(head) = tail[at..].strip_prefix(b"OggS\0") else {
            continue;
        };
        // The mark may stand in the sound by chance; then its page does not end with the file.
        let Some(position) = head.get(1..9).and_then(|bytes| bytes.first_chunk::<8>()) else {
            continue;
        };
        let Some(lengths) = head.get(22..).and_then(|rest| rest.get(..usize::from(head[21]))) else {
            continue;
        };
        let end = at + 27 + lengths.len() + lengths.iter().map(|one| usize::from(*one)).sum::<usize>();
        // A page on which no packet ends counts all ones.
        match u64::from_le_bytes(*position) {
            _ if end > tail.len() || (found.is_none() && end != tail.len()) => {}
            u64::MAX => found = found.or(Some(0)),
            position => return Ok(position),
        }
    }
    found.ok_or(Refusal::CutShort.into())
}
