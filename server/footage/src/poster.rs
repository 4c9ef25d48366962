//! The picture that stands for a video until it plays: of what was made, from a tenth of it on, the first keyframe that is
//! not dull, or else the liveliest of all.

use crate::{
    film::{NOTHING_ELSE, names},
    limits::{Fault, Limits, Refusal},
    run::{Work, patience, run, words},
    rungs::Rung,
    tools::Tools,
};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// Pixels of a side of what keyframes are judged by.
const SIDE: usize = 32;
/// Milliseconds of a video that are looked through.
const LOOKED: u64 = 600_000;
/// The spread of brightness, 0 to 127, from which a picture is not dull: fog has 10, a room in the evening 25.
const LIVELY: u64 = 24;

/// Writes `poster.png`, as large as the largest rung.
pub(crate) async fn poster(
    tools: &Tools,
    into: &Path,
    rungs: &[Rung],
    milliseconds: u64,
    limits: &Limits,
) -> Result<PathBuf, Fault> {
    let (Some(small), Some(large)) = (rungs.first(), rungs.last()) else {
        return Err(Refusal::Broken.into());
    };
    let spreads = looked(tools, into, small, milliseconds, limits).await?;
    let group = u64::from(small.group) * u64::from(small.rate.seconds) * 1_000;
    let begun = |number: usize| group * number as u64 / u64::from(small.rate.frames.max(1));
    let number = chosen(&spreads, |number| begun(number) * 10 >= milliseconds.min(LOOKED));
    // A little before, so that rounding does not miss it; the next frame before is farther away.
    let at = begun(number).saturating_sub(5);
    let at = format!("{}.{:03}", at / 1_000, at % 1_000);
    let poster = into.join("poster.png");
    let args = words(&format!(
        "-hide_banner -v error -nostdin -y -threads {} -protocol_whitelist file -ss {at} -f mov -i {} -an {NOTHING_ELSE} \
         -flags:v +bitexact -frames:v 1 -c:v png -pix_fmt rgb24 -f image2 -update 1 poster.png",
        limits.threads,
        names(large.label).1,
    ));
    work(tools, into, args, limits, |_| Ok(())).await?;
    poster
        .is_file()
        .then_some(poster)
        .ok_or_else(|| Fault::Failed(format!("ffmpeg made no poster at {at}")))
}

/// The first that is not dull of those `late` enough, or the liveliest.
fn chosen(spreads: &[u64], late: impl Fn(usize) -> bool) -> usize {
    let first = (0..spreads.len()).find(|number| late(*number) && spreads[*number] >= LIVELY);
    first.unwrap_or_else(|| {
        // Of equal ones the first.
        (0..spreads.len())
            .rev()
            .max_by_key(|number| spreads[*number])
            .unwrap_or(0)
    })
}

/// How far brightness spreads in each keyframe.
async fn looked(
    tools: &Tools,
    into: &Path,
    small: &Rung,
    milliseconds: u64,
    limits: &Limits,
) -> Result<Vec<u64>, Fault> {
    // One frame after another, or those between keyframes would be made up.
    let args = words(&format!(
        "-hide_banner -v error -nostdin -threads {} -protocol_whitelist file -skip_frame nokey -t {} -f mov -i {} -an \
         -vf scale={SIDE}:{SIDE}:flags=area,format=gray,settb=1/30,setpts=N -r 30 -c:v rawvideo -f rawvideo pipe:1",
        limits.threads,
        milliseconds.min(LOOKED).div_ceil(1_000),
        names(small.label).1,
    ));
    let (mut frame, mut spreads) = (Vec::with_capacity(SIDE * SIDE), Vec::new());
    work(tools, into, args, limits, |bytes| {
        for byte in bytes {
            frame.push(*byte);
            if frame.len() == SIDE * SIDE {
                spreads.push(spread(&frame));
                frame.clear();
            }
        }
        Ok(())
    })
    .await?;
    Ok(spreads)
}

/// The mean distance from the mean.
fn spread(frame: &[u8]) -> u64 {
    let count = frame.len().max(1) as u64;
    let mean = frame.iter().map(|byte| u64::from(*byte)).sum::<u64>() / count;
    frame
        .iter()
        .map(|byte| u64::from(*byte).abs_diff(mean))
        .sum::<u64>()
        / count
}

async fn work(
    tools: &Tools,
    folder: &Path,
    args: Vec<OsString>,
    limits: &Limits,
    each: impl FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let work = Work {
        program: &tools.ffmpeg,
        args,
        folder,
        time: patience(limits, LOOKED),
    };
    run(tools, limits, work, each).await
}
