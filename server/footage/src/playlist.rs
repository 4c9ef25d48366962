//! HLS lists (RFC 8216): reads those that ffmpeg writes of one rendition, and writes the one that names them all.

use crate::{
    limits::{Fault, Refusal},
    rungs::Rung,
};
use std::{fmt::Write, fs::File, io::Read, path::Path};

/// A rendition's list, as far as the master needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Media {
    /// Microseconds and bytes of each segment.
    parts: Vec<(u64, u64)>,
    /// Of H.264: profile, constraints and level.
    codec: [u8; 3],
}

/// Reads a list, and of its media what players must know beforehand.
pub(crate) fn read(text: &str, media: &Path) -> Result<Media, Fault> {
    let odd = || {
        Fault::Failed(format!(
            "a list of ffmpeg's: {}",
            text.chars().take(200).collect::<String>()
        ))
    };
    let (mut parts, mut head, mut time) = (Vec::new(), None, None);
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("#EXTINF:") {
            let seconds: f64 = rest
                .split(',')
                .next()
                .and_then(|word| word.parse().ok())
                .ok_or_else(odd)?;
            time = Some((seconds * 1_000_000.0).round() as u64);
        } else if let Some(rest) = line.strip_prefix("#EXT-X-BYTERANGE:") {
            let bytes = rest
                .split('@')
                .next()
                .and_then(|word| word.parse().ok())
                .ok_or_else(odd)?;
            parts.push((time.take().ok_or_else(odd)?, bytes));
        } else if let Some(rest) = line.strip_prefix("#EXT-X-MAP:") {
            head = rest
                .split("BYTERANGE=\"")
                .nth(1)
                .and_then(|word| word.split('@').next()?.parse::<u64>().ok());
        }
    }
    if parts.is_empty() {
        return Err(Refusal::Broken.into());
    }
    // Two tracks without samples; some two kilobytes.
    let head = head.filter(|head| *head < 1_000_000).ok_or_else(odd)?;
    let mut bytes = Vec::new();
    File::open(media)?.take(head).read_to_end(&mut bytes)?;
    let at = bytes
        .windows(4)
        .position(|four| four == b"avcC")
        .ok_or_else(odd)?;
    // Behind the name and a version.
    let codec = *bytes
        .get(at + 5..)
        .and_then(|rest| rest.first_chunk())
        .ok_or_else(odd)?;
    Ok(Media { parts, codec })
}

impl Media {
    fn microseconds(&self) -> u64 {
        self.parts.iter().map(|(time, _)| time).sum()
    }

    pub(crate) fn milliseconds(&self) -> u64 {
        self.microseconds().div_ceil(1_000)
    }

    /// Bits in a second of the heaviest segment, but of segments of less than half the longest only what they add to the
    /// average, as RFC 8216 has it.
    pub(crate) fn peak(&self) -> u64 {
        let longest = self.parts.iter().map(|(time, _)| *time).max().unwrap_or(0);
        let counted = self.parts.iter().filter(|(time, _)| time * 2 >= longest);
        let speeds = counted.map(|(time, bytes)| speed(*time, *bytes));
        speeds.max().unwrap_or(0).max(self.average())
    }

    fn average(&self) -> u64 {
        speed(
            self.microseconds(),
            self.parts.iter().map(|(_, bytes)| bytes).sum(),
        )
    }
}

/// Bits in a second, rounded up.
fn speed(microseconds: u64, bytes: u64) -> u64 {
    let bits = u128::from(bytes) * 8_000_000;
    u64::try_from(bits.div_ceil(u128::from(microseconds.max(1)))).unwrap_or(u64::MAX)
}

/// The list of lists, from the smallest on.
pub(crate) fn master(rungs: &[Rung], lists: &[Media], sound: bool) -> String {
    let mut text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n".to_owned();
    for (rung, list) in rungs.iter().zip(lists) {
        let [profile, constraints, level] = list.codec;
        let sound = if sound { ",mp4a.40.2" } else { "" };
        let (playlist, _) = crate::film::names(rung.label);
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},RESOLUTION={}x{},\
             CODECS=\"avc1.{profile:02x}{constraints:02x}{level:02x}{sound}\",FRAME-RATE={:.3}\n{playlist}",
            list.peak(),
            list.average(),
            rung.width,
            rung.height,
            rung.rate.per_second(),
        );
    }
    text
}
