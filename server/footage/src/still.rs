//! One moment of a rendition as a picture: the segment in which it lies is found in the list, and only that has to be brought. A moment
//! behind the last frame is that frame; a list that is not ours is refused.

use crate::{
    film::NOTHING_ELSE,
    limits::{Fault, Limits},
    run::{Work, patience, run, words},
    tools::Tools,
};
use std::{
    ops::Range,
    path::{Path, PathBuf},
};

/// Bytes of one segment at the most; four seconds of the largest rendition have some megabytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Where a moment lies in a rendition's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The bytes without which none can be read, and those of the segment.
    pub head: Range<u64>,
    pub part: Range<u64>,
    /// From the beginning of the segment to the moment, in milliseconds.
    pub within: u64,
}

impl Span {
    /// The segment of a list of ours that holds this moment, or the last one.
    pub fn of(list: &str, milliseconds: u64) -> Option<Self> {
        let bytes = |said: &str| {
            let (long, from) = said.trim_end_matches('"').split_once('@')?;
            let (long, from): (u64, u64) = (long.parse().ok()?, from.parse().ok()?);
            (long <= LARGEST).then_some(())?;
            Some(from..from.checked_add(long)?)
        };
        let (mut head, mut begins, mut lasts, mut found) = (None, 0, 0, None);
        for line in list.lines() {
            if let Some(map) = line.strip_prefix("#EXT-X-MAP:") {
                head = bytes(map.split_once("BYTERANGE=\"")?.1);
            } else if let Some(rest) = line.strip_prefix("#EXTINF:") {
                let seconds: f64 = rest.split(',').next()?.parse().ok()?;
                lasts = (seconds * 1_000.0).round() as u64;
            } else if let Some(range) = line.strip_prefix("#EXT-X-BYTERANGE:") {
                found = Some((bytes(range)?, milliseconds.saturating_sub(begins).min(lasts)));
                begins += lasts;
                if milliseconds < begins {
                    break;
                }
            }
        }
        let (part, within) = found?;
        Some(Self {
            head: head?,
            part,
            within,
        })
    }
}

/// Makes a PNG of the moment in the folder `into`, of the bytes of a [`Span`] put together in the file `segment`.
///
/// # Errors
/// [`Fault::Refused`] where nothing of it can be shown; [`Fault::Failed`]: ffmpeg or the disk failed.
pub async fn still(
    tools: &Tools,
    segment: &Path,
    within: u64,
    into: &Path,
    limits: &Limits,
) -> Result<PathBuf, Fault> {
    let (segment, into) = (std::path::absolute(segment)?, std::path::absolute(into)?);
    let picture = into.join("still.png");
    // Behind the last frame there is none, and how long that one is shown is not told.
    for at in [within, within.saturating_sub(500), 0] {
        let mut args = words(&format!(
            "-hide_banner -v error -nostdin -y -threads {} -protocol_whitelist file -ss {}.{:03} -f mov -i",
            limits.threads,
            at / 1_000,
            at % 1_000,
        ));
        args.push(segment.clone().into());
        args.extend(words(&format!(
            "-an {NOTHING_ELSE} -flags:v +bitexact -frames:v 1 -c:v png -pix_fmt rgb24 -f image2 -update 1 still.png"
        )));
        let work = Work {
            program: &tools.ffmpeg,
            args,
            folder: &into,
            time: patience(limits, 0),
        };
        run(tools, limits, work, |_| Ok(())).await?;
        if picture.is_file() {
            return Ok(picture);
        }
    }
    Err(Fault::Failed("ffmpeg made no picture of a segment".to_owned()))
}
