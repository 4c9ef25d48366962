//! Colours in OKLCH and OKLab and their way to the screen; a colour no screen can show loses chroma, never
//! its lightness or hue.

/// A screen colour: sRGB-encoded red, green and blue in `0..=1`.
pub type Rgb = [f32; 3];

/// Lightness `0..=1`, chroma from 0, hue in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lch {
    pub l: f32,
    pub c: f32,
    pub h: f32,
}

pub const fn lch(l: f32, c: f32, h: f32) -> Lch {
    Lch { l, c, h }
}

impl Lch {
    fn lab(self) -> [f32; 3] {
        let hue = self.h.to_radians();
        [self.l, self.c * hue.cos(), self.c * hue.sin()]
    }

    fn from_lab([l, a, b]: [f32; 3]) -> Self {
        lch(l, a.hypot(b), b.atan2(a).to_degrees())
    }

    /// The colour on the straight OKLab line to `other`.
    pub fn mix(self, other: Self, t: f32) -> Self {
        let (a, b) = (self.lab(), other.lab());
        Self::from_lab([0, 1, 2].map(|i| a[i] + (b[i] - a[i]) * t))
    }

    pub fn light(self, by: f32) -> Self {
        lch((self.l + by).clamp(0.0, 1.0), self.c, self.h)
    }

    pub fn chroma(self, times: f32) -> Self {
        lch(self.l, self.c * times, self.h)
    }

    pub fn turn(self, degrees: f32) -> Self {
        lch(self.l, self.c, self.h + degrees)
    }

    /// The screen colour, with as much chroma as fits.
    pub fn rgb(self) -> Rgb {
        let fits = |c: f32| {
            linear(lch(self.l, c, self.h))
                .iter()
                .all(|v| (-0.0005..=1.0005).contains(v))
        };
        let mut chroma = self.c;
        if !fits(chroma) {
            let (mut low, mut high) = (0.0, chroma);
            for _ in 0..10 {
                let middle = (low + high) / 2.0;
                if fits(middle) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            chroma = low;
        }
        linear(lch(self.l, chroma, self.h)).map(encode)
    }
}

fn linear(colour: Lch) -> [f32; 3] {
    let [light, a, b] = colour.lab();
    let l = (light + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (light - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (light - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
        -0.004_196_086 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ]
}

fn encode(value: f32) -> f32 {
    let value = value.clamp(0.0, 1.0);
    if value <= 0.003_130_8 {
        value * 12.92
    } else {
        1.055 * value.powf(1.0 / 2.4) - 0.055
    }
}

/// `from` with `share` of `to` in it.
pub fn mix(from: Rgb, to: Rgb, share: f32) -> Rgb {
    [
        from[0] + (to[0] - from[0]) * share,
        from[1] + (to[1] - from[1]) * share,
        from[2] + (to[2] - from[2]) * share,
    ]
}

pub fn scale(colour: Rgb, by: f32) -> Rgb {
    colour.map(|v| v * by)
}

/// A gradient through OKLab, ready to be looked up per pixel.
#[derive(Clone)]
pub struct Ramp(Vec<Rgb>);

const STEPS: usize = 512;
/// Colours computed exactly; those between them are mixed on the screen's own scale.
const KNOTS: usize = 64;

impl Ramp {
    /// Evenly spaced stops; the corners at the stops are rounded so that no band shows.
    pub fn new(stops: &[Lch]) -> Self {
        Self::eased(stops, 0.05)
    }

    /// Evenly spaced stops, blurred over `soft` of the length.
    pub fn eased(stops: &[Lch], soft: f32) -> Self {
        let spans = stops.len().saturating_sub(1);
        let labs: Vec<[f32; 3]> = stops.iter().map(|stop| stop.lab()).collect();
        let at = |t: f32| {
            let t = t.clamp(0.0, 1.0) * spans as f32;
            let from = (t as usize).min(spans.saturating_sub(1));
            let to = (from + 1).min(spans);
            let part = t - from as f32;
            [0, 1, 2].map(|i| labs[from][i] + (labs[to][i] - labs[from][i]) * part)
        };
        let knots: Vec<Rgb> = (0..=KNOTS)
            .map(|knot| {
                let t = knot as f32 / KNOTS as f32;
                // Less rounding near the ends, so that they keep their colour.
                let soft = soft.min(t).min(1.0 - t);
                let (a, b, c) = (at(t - soft), at(t), at(t + soft));
                Lch::from_lab([0, 1, 2].map(|i| (a[i] + 2.0 * b[i] + c[i]) / 4.0)).rgb()
            })
            .collect();
        let table = (0..STEPS)
            .map(|step| {
                let place = step as f32 / (STEPS - 1) as f32 * KNOTS as f32;
                let from = (place as usize).min(KNOTS - 1);
                mix(knots[from], knots[from + 1], place - from as f32)
            })
            .collect();
        Self(table)
    }

    /// The colour at `t` of the way.
    pub fn at(&self, t: f32) -> Rgb {
        let step = (t * (STEPS - 1) as f32 + 0.5) as usize;
        self.0[step.min(STEPS - 1)]
    }
}
