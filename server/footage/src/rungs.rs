//! Which renditions a video gets: sizes, speeds and bandwidths, as pure numbers. None is larger than the video.

use crate::probe::{Rate, Video};

/// Pixels of the shorter side, and kilobits in a second that 30 frames of it may take.
const LADDER: [(u32, u32); 3] = [(360, 800), (720, 2_800), (1080, 5_000)];
/// Frames in a second at the most, and for the smallest rung.
const FAST: u32 = 60;
const SLOW: u32 = 30;
/// Seconds between keyframes.
const GROUP: u32 = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rung {
    /// Pixels of the shorter side, which names it.
    pub label: u32,
    pub width: u32,
    pub height: u32,
    pub rate: Rate,
    /// Frames from one keyframe to the next.
    pub group: u32,
    /// Kilobits in a second, at the most.
    pub kilobits: u32,
}

/// From the smallest on, at least one: those of the ladder that are no larger, and the video's own size where it is below
/// all of them, or between two and at least a quarter larger than the one below.
pub(crate) fn rungs(video: &Video) -> Vec<Rung> {
    let short = video.width.min(video.height);
    let mut labels: Vec<u32> = LADDER
        .iter()
        .map(|(label, _)| *label)
        .filter(|label| *label <= short)
        .collect();
    let largest = labels.last().copied().unwrap_or(0);
    if short < LADDER[LADDER.len() - 1].0 && short * 4 >= largest * 5 {
        labels.push(even(short));
    }
    let rate = capped(video.fps, FAST);
    // Whole frames, so that all rungs have keyframes at the same moments.
    let slow = capped(rate, SLOW);
    let group = slow.frames.div_ceil(slow.seconds).max(1) * GROUP;
    labels
        .into_iter()
        .map(|label| {
            let (rate, group) = match label <= LADDER[0].0 {
                true => (slow, group),
                false if rate == slow => (rate, group),
                false => (rate, group * 2),
            };
            let longer = video.width.max(video.height);
            // The nearest that is even and no larger than the video. The limits are far below `u32::MAX`.
            let halves =
                (u64::from(longer) * u64::from(label) + u64::from(short)) / (2 * u64::from(short.max(1)));
            let long = (2 * halves as u32).clamp(2, even(longer));
            let landscape = video.width >= video.height;
            let kilobits = LADDER
                .iter()
                .find(|(rung, _)| label <= *rung)
                .map_or(LADDER[2].1, |rung| rung.1);
            Rung {
                label,
                width: if landscape { long } else { label },
                height: if landscape { label } else { long },
                rate,
                group,
                kilobits: if rate.per_second() > 31.0 {
                    kilobits * 3 / 2
                } else {
                    kilobits
                },
            }
        })
        .collect()
}

/// H.264 in 4:2:0 has no odd sides.
fn even(side: u32) -> u32 {
    (side & !1).max(2)
}

/// A rate of no more than `most`: a half where that is enough, so that frames stay as far from each other.
fn capped(rate: Rate, most: u32) -> Rate {
    // A little above is a clock that was measured.
    let below = |rate: Rate, most: f64| rate.per_second() <= most * 1.01;
    let half = Rate {
        frames: rate.frames,
        seconds: rate.seconds.saturating_mul(2),
    };
    let whole = Rate {
        frames: most,
        seconds: 1,
    };
    match () {
        () if below(rate, most.into()) => rate,
        () if below(half, most.into()) => half,
        () => whole,
    }
}
