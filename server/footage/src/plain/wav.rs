//! WAV (RIFF): chunks in a row. What is neither sound nor says what it is becomes a `JUNK` chunk of zeros.

use super::{Disk, Found};
use crate::limits::{Fault, Refusal};

pub(super) fn walk(disk: &mut Disk) -> Result<Found, Fault> {
    let mut found = Found::default();
    let length = disk.len();
    let head: [u8; 12] = disk.bytes(0)?;
    if &head[..4] != b"RIFF" || &head[8..] != b"WAVE" {
        return Err(Refusal::Broken.into());
    }
    let (mut rate, mut sound) = (0u32, None);
    let mut at = 12;
    while at + 8 <= length {
        disk.step()?;
        let [a, b, c, d, size @ ..]: [u8; 8] = disk.bytes(at)?;
        let (body, size) = (at + 8, u32::from_le_bytes(size));
        // What is recorded as it goes says no length, and is the last.
        let open = &[a, b, c, d] == b"data" && matches!(size, 0 | u32::MAX);
        let end = if open { length } else { body + u64::from(size) };
        if end > length {
            match &[a, b, c, d] {
                // Behind the sound, whatever does not fit is no chunk.
                b"data" | b"fmt " => return Err(Refusal::CutShort.into()),
                _ if sound.is_none() => return Err(Refusal::CutShort.into()),
                _ => break,
            }
        }
        match &[a, b, c, d] {
            b"fmt " => {
                let format: [u8; 12] = disk.bytes(body)?;
                rate = u32::from_le_bytes([format[8], format[9], format[10], format[11]]);
                found.track()?;
                found.audio = true;
            }
            b"data" => sound = Some(sound.unwrap_or(0) + (end - body)),
            b"fact" | b"slnt" => {}
            b"JUNK" | b"PAD " | b"FLLR" => found.wipe.zero(body, end)?,
            b"LIST" if size >= 4 && &disk.bytes::<4>(body)? == b"wavl" => {}
            _ => {
                found.wipe.put(at, *b"JUNK")?;
                found.wipe.zero(body, end)?;
            }
        }
        // Chunks begin at even places.
        at = end + (end & 1);
    }
    found.wipe.zero(at.min(length), length)?;
    if length.saturating_sub(at) >= 8 {
        // Below four gigabytes but for what no player would look for.
        let left = u32::try_from(length - at - 8).map_err(|_| Refusal::Broken)?;
        found.wipe.put(at, [&b"JUNK"[..], &left.to_le_bytes()].concat())?;
    }
    let sound = sound.ok_or(Refusal::CutShort)?;
    if !found.audio {
        return Err(Refusal::Broken.into());
    }
    found.milliseconds = (sound * 1_000)
        .checked_div(rate.into())
        .filter(|length| *length > 0);
    Ok(found)
}
