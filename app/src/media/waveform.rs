//! How loud a sound is along its time, as bars of SVG. What is silent or not known is a thin line.

use leptos::prelude::*;
use std::fmt::Write;

/// Bars of a whole waveform, and the height of the loudest, in units of the drawing.
const BARS: usize = 100;
const HIGH: usize = 48;

/// The bars as one path, each three units wide and a unit from the next, the same above the middle and below it.
pub fn path(loudness: &[u8]) -> String {
    let mut path = String::with_capacity(BARS * 16);
    for bar in 0..BARS {
        // The loudest moment of its share; a bar of a short list shares one with others.
        let from = bar * loudness.len() / BARS;
        let to = ((bar + 1) * loudness.len() / BARS).max(from + 1);
        let loud = loudness
            .get(from..to.min(loudness.len()))
            .and_then(|part| part.iter().max());
        let high = (usize::from(loud.copied().unwrap_or(0)) * HIGH / 255).max(2);
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} {}h3v{high}h-3z", bar * 4, (HIGH - high) / 2);
    }
    path
}

/// The drawing; it takes the room that it is given.
#[component]
pub fn Waveform(loudness: Vec<u8>) -> impl IntoView {
    view! {
        <svg class="bars" viewBox="0 0 399 48" preserveAspectRatio="none" aria-hidden="true">
            <path d=path(&loudness)></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bar_is_as_high_as_its_loudest_moment() {
        let mut loudness = vec![0; 200];
        loudness[0] = 10;
        loudness[1] = 255;
        loudness[199] = 128;
        let path = path(&loudness);
        assert!(path.starts_with("M0 0h3v48h-3zM4 23h3v2h-3z"), "{path}");
        assert!(path.ends_with("M396 12h3v24h-3z"), "{path}");
    }

    #[test]
    fn there_are_always_as_many_bars() {
        for length in [0, 1, 7, 99, 100, 101, 200, 1_000] {
            let bars = path(&vec![255; length]);
            assert_eq!(bars.matches('M').count(), BARS, "{length}");
            let high = if length == 0 { "v2h" } else { "v48h" };
            assert_eq!(bars.matches(high).count(), BARS, "{length}: {bars}");
        }
    }
}
