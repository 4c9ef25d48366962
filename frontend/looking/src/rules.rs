//! What is decided without a browser: which key does what, where a player goes on, which picture comes next, how far one may be
//! moved.

/// What a key does to a player.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deed {
    /// Plays or pauses.
    Toggle,
    /// By so many seconds.
    Skip(f64),
    /// To so many tenths of the whole.
    Tenth(u8),
    Mute,
    Fullscreen,
    Captions,
    /// By one step.
    Faster,
    Slower,
}

/// The deed of a key. Space and arrows are left to the browser's own controls, which have them, and mean by them what has the focus
/// there: a button, the volume, the time.
pub fn deed(key: &str) -> Option<Deed> {
    Some(match key {
        "k" | "K" => Deed::Toggle,
        "j" | "J" => Deed::Skip(-10.0),
        "l" | "L" => Deed::Skip(10.0),
        "m" | "M" => Deed::Mute,
        "f" | "F" => Deed::Fullscreen,
        "c" | "C" => Deed::Captions,
        ">" => Deed::Faster,
        "<" => Deed::Slower,
        digit => {
            let mut digits = digit.chars();
            let tenth = digits.next()?.to_digit(10)?;
            // A key has one letter.
            if digits.next().is_some() {
                return None;
            }
            Deed::Tenth(u8::try_from(tenth).ok()?)
        }
    })
}

/// The speeds of players.
const RATES: [f64; 7] = [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0];

/// The next speed; the last one stays.
pub fn rate(now: f64, faster: bool) -> f64 {
    let next = if faster {
        RATES.iter().find(|rate| **rate > now)
    } else {
        RATES.iter().rev().find(|rate| **rate < now)
    };
    next.copied().unwrap_or(now)
}

/// Seconds at the beginning and at the end that nobody wants to be brought back to.
const BEGUN: f64 = 5.0;
const OVER: f64 = 10.0;

/// Whether a place is worth to be remembered, in seconds; of something short none is.
pub fn is_kept(at: f64, of: f64) -> bool {
    at.is_finite() && of.is_finite() && at >= BEGUN && at <= of - OVER
}

/// Where somebody goes on, by what was written down.
pub fn resumed(kept: &str, of: f64) -> Option<f64> {
    kept.parse().ok().filter(|at| is_kept(*at, of))
}

/// A place within the whole, in seconds.
pub fn bounded(at: f64, of: f64) -> f64 {
    let end = if of.is_finite() { of.max(0.0) } else { 0.0 };
    if at.is_finite() { at.clamp(0.0, end) } else { 0.0 }
}

/// Seconds as a clock shows them.
pub fn clock(seconds: f64) -> String {
    // From float to integer is saturating, and nothing of what is no number.
    let seconds = seconds.round() as u64;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// The picture after this one, or before it; the last leads to the first.
pub fn turned(at: usize, of: usize, forward: bool) -> usize {
    match (of, forward) {
        (0, _) => 0,
        (_, true) => (at + 1) % of,
        (_, false) => (at + of - 1) % of,
    }
}

/// How a picture stands in the window: how many times as large as it fits, and how far from the middle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    pub scale: f64,
    pub x: f64,
    pub y: f64,
}

impl Stand {
    pub const FIT: Self = Self {
        scale: 1.0,
        x: 0.0,
        y: 0.0,
    };
    const LARGEST: f64 = 6.0;
    /// What a double click or the button does.
    pub const NEAR: f64 = 2.5;

    pub fn is_fit(self) -> bool {
        self.scale <= 1.0
    }

    /// As many times as large as now, with what is at this place from the middle staying there.
    pub fn scaled(self, by: f64, (x, y): (f64, f64)) -> Self {
        let scale = (self.scale * by).clamp(1.0, Self::LARGEST);
        let by = scale / self.scale;
        let stand = Self {
            scale,
            x: x - (x - self.x) * by,
            y: y - (y - self.y) * by,
        };
        if stand.is_fit() { Self::FIT } else { stand }
    }

    pub fn moved(self, (x, y): (f64, f64)) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }

    /// No farther than its own edge, when it has this width and height where it fits.
    pub fn held(self, (width, height): (f64, f64)) -> Self {
        let most = |long: f64| (long * (self.scale - 1.0) / 2.0).max(0.0);
        let (wide, high) = (most(width), most(height));
        Self {
            x: self.x.clamp(-wide, wide),
            y: self.y.clamp(-high, high),
            ..self
        }
    }
}

/// What a stroke of the finger means on a picture that fits, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Next,
    Previous,
    Close,
}

pub fn stroke((x, y): (f64, f64)) -> Option<Stroke> {
    const FAR: f64 = 48.0;
    if x.abs() > y.abs() && x.abs() >= FAR {
        return Some(if x < 0.0 { Stroke::Next } else { Stroke::Previous });
    }
    // Downwards, as one puts a thing away.
    (y >= 2.0 * FAR && y > 2.0 * x.abs()).then_some(Stroke::Close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_they_do_elsewhere() {
        assert_eq!(deed("k"), Some(Deed::Toggle));
        assert_eq!(deed("j"), Some(Deed::Skip(-10.0)));
        assert_eq!(deed("0"), Some(Deed::Tenth(0)));
        assert_eq!(deed("9"), Some(Deed::Tenth(9)));
        for key in [" ", "ArrowLeft", "F1", "10", "", "Tab", "Enter", "٣"] {
            assert_eq!(deed(key), None, "{key}");
        }
    }

    #[test]
    fn speeds_end_somewhere() {
        assert_eq!(rate(1.0, true), 1.25);
        assert_eq!(rate(1.0, false), 0.75);
        assert_eq!(rate(2.0, true), 2.0);
        assert_eq!(rate(0.5, false), 0.5);
        assert_eq!(rate(1.1, false), 1.0);
    }

    #[test]
    fn one_goes_on_where_it_is_worth_it() {
        assert_eq!(resumed("61.5", 300.0), Some(61.5));
        for (kept, of) in [
            ("2", 300.0),
            ("295", 300.0),
            ("6", 12.0),
            ("NaN", 300.0),
            ("inf", 300.0),
            ("<b>", 300.0),
            ("61.5", f64::NAN),
            ("61.5", f64::INFINITY),
        ] {
            assert_eq!(resumed(kept, of), None, "{kept} of {of}");
        }
        assert_eq!(bounded(-3.0, 10.0), 0.0);
        assert_eq!(bounded(13.0, 10.0), 10.0);
        assert_eq!(bounded(f64::NAN, 10.0), 0.0);
        assert_eq!(bounded(3.0, f64::NAN), 0.0);
    }

    #[test]
    fn clocks_take_anything() {
        assert_eq!(clock(220.4), "3:40");
        assert_eq!(clock(3_725.0), "1:02:05");
        assert_eq!(clock(f64::NAN), "0:00");
        assert_eq!(clock(-1.0), "0:00");
    }

    #[test]
    fn pictures_go_round() {
        assert_eq!(turned(0, 3, true), 1);
        assert_eq!(turned(2, 3, true), 0);
        assert_eq!(turned(0, 3, false), 2);
        assert_eq!(turned(0, 1, true), 0);
        assert_eq!(turned(0, 0, false), 0);
    }

    #[test]
    fn what_one_points_at_stays_under_the_finger() {
        let at = (120.0, -40.0);
        let stand = Stand::FIT.scaled(2.0, at);
        // The place in the picture that was there is there still.
        assert_eq!((at.0 - stand.x) / stand.scale, at.0);
        assert_eq!((at.1 - stand.y) / stand.scale, at.1);
        assert_eq!(stand.scaled(0.5, at), Stand::FIT);
        assert_eq!(Stand::FIT.scaled(0.1, at), Stand::FIT);
        assert_eq!(Stand::FIT.scaled(100.0, at).scale, 6.0);
    }

    #[test]
    fn a_picture_stays_in_sight() {
        let far = Stand {
            scale: 3.0,
            x: 9_999.0,
            y: -9_999.0,
        };
        let held = far.held((400.0, 200.0));
        assert_eq!((held.x, held.y), (400.0, -200.0));
        assert_eq!(Stand::FIT.moved((50.0, 50.0)).held((400.0, 200.0)), Stand::FIT);
    }

    #[test]
    fn a_stroke_is_long_and_straight() {
        assert_eq!(stroke((-60.0, 10.0)), Some(Stroke::Next));
        assert_eq!(stroke((60.0, -10.0)), Some(Stroke::Previous));
        assert_eq!(stroke((5.0, 120.0)), Some(Stroke::Close));
        for short in [(-20.0, 0.0), (0.0, -200.0), (0.0, 40.0), (70.0, 100.0)] {
            assert_eq!(stroke(short), None, "{short:?}");
        }
    }
}
