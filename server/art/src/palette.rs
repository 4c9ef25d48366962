//! The colour schemes and which of them each category may wear; a picture takes no colour from elsewhere.

use super::{
    color::{Lch, Ramp, lch},
    dice::{self, Rng},
};

/// A light ground, a dark ink and five colours that live together.
struct Scheme {
    paper: Lch,
    ink: Lch,
    hues: [Lch; 5],
}

type Stop = (f32, f32, f32);

const fn scheme(paper: Stop, ink: Stop, hues: [Stop; 5]) -> Scheme {
    const fn of((l, c, h): Stop) -> Lch {
        lch(l, c, h)
    }
    let [a, b, c, d, e] = hues;
    Scheme {
        paper: of(paper),
        ink: of(ink),
        hues: [of(a), of(b), of(c), of(d), of(e)],
    }
}

const DAWN: Scheme = scheme(
    (0.95, 0.03, 70.0),
    (0.26, 0.06, 290.0),
    [
        (0.84, 0.11, 62.0),
        (0.73, 0.15, 25.0),
        (0.60, 0.13, 350.0),
        (0.43, 0.11, 305.0),
        (0.89, 0.11, 90.0),
    ],
);
const FJORD: Scheme = scheme(
    (0.95, 0.015, 225.0),
    (0.24, 0.05, 250.0),
    [
        (0.82, 0.07, 210.0),
        (0.67, 0.10, 228.0),
        (0.52, 0.11, 245.0),
        (0.38, 0.09, 258.0),
        (0.85, 0.11, 75.0),
    ],
);
const CLAY: Scheme = scheme(
    (0.94, 0.03, 75.0),
    (0.27, 0.05, 35.0),
    [
        (0.67, 0.15, 42.0),
        (0.55, 0.13, 30.0),
        (0.82, 0.09, 70.0),
        (0.62, 0.07, 150.0),
        (0.41, 0.09, 22.0),
    ],
);
const MOSS: Scheme = scheme(
    (0.95, 0.025, 112.0),
    (0.25, 0.04, 155.0),
    [
        (0.77, 0.13, 125.0),
        (0.61, 0.12, 140.0),
        (0.45, 0.09, 155.0),
        (0.87, 0.11, 98.0),
        (0.69, 0.14, 52.0),
    ],
);
const NEON: Scheme = scheme(
    (0.94, 0.03, 300.0),
    (0.19, 0.06, 288.0),
    [
        (0.68, 0.25, 345.0),
        (0.73, 0.15, 225.0),
        (0.82, 0.16, 168.0),
        (0.58, 0.24, 298.0),
        (0.87, 0.16, 92.0),
    ],
);
const WINE: Scheme = scheme(
    (0.94, 0.02, 40.0),
    (0.22, 0.06, 10.0),
    [
        (0.74, 0.10, 25.0),
        (0.58, 0.15, 12.0),
        (0.42, 0.13, 5.0),
        (0.84, 0.07, 50.0),
        (0.66, 0.10, 345.0),
    ],
);
const BLUSH: Scheme = scheme(
    (0.96, 0.018, 45.0),
    (0.33, 0.06, 20.0),
    [
        (0.86, 0.06, 35.0),
        (0.78, 0.09, 20.0),
        (0.68, 0.11, 8.0),
        (0.90, 0.05, 75.0),
        (0.55, 0.09, 350.0),
    ],
);
const LAGOON: Scheme = scheme(
    (0.96, 0.02, 190.0),
    (0.25, 0.05, 225.0),
    [
        (0.80, 0.11, 190.0),
        (0.66, 0.12, 205.0),
        (0.50, 0.10, 225.0),
        (0.90, 0.09, 105.0),
        (0.74, 0.15, 32.0),
    ],
);
const CITRUS: Scheme = scheme(
    (0.97, 0.03, 100.0),
    (0.28, 0.05, 150.0),
    [
        (0.86, 0.16, 95.0),
        (0.76, 0.17, 65.0),
        (0.68, 0.18, 40.0),
        (0.74, 0.15, 135.0),
        (0.55, 0.11, 155.0),
    ],
);
const CANDY: Scheme = scheme(
    (0.96, 0.02, 340.0),
    (0.30, 0.10, 300.0),
    [
        (0.76, 0.15, 355.0),
        (0.80, 0.11, 300.0),
        (0.82, 0.11, 220.0),
        (0.88, 0.12, 95.0),
        (0.83, 0.12, 160.0),
    ],
);
const SEPIA: Scheme = scheme(
    (0.93, 0.03, 85.0),
    (0.25, 0.03, 60.0),
    [
        (0.78, 0.07, 80.0),
        (0.63, 0.08, 65.0),
        (0.50, 0.07, 55.0),
        (0.70, 0.05, 120.0),
        (0.58, 0.11, 35.0),
    ],
);
const INDIGO: Scheme = scheme(
    (0.95, 0.015, 285.0),
    (0.20, 0.07, 278.0),
    [
        (0.72, 0.11, 275.0),
        (0.57, 0.17, 272.0),
        (0.42, 0.17, 275.0),
        (0.86, 0.06, 265.0),
        (0.80, 0.14, 70.0),
    ],
);
const LIME: Scheme = scheme(
    (0.96, 0.012, 140.0),
    (0.20, 0.02, 200.0),
    [
        (0.86, 0.19, 125.0),
        (0.70, 0.11, 180.0),
        (0.52, 0.07, 210.0),
        (0.38, 0.05, 220.0),
        (0.92, 0.06, 110.0),
    ],
);
const EMERALD: Scheme = scheme(
    (0.95, 0.02, 120.0),
    (0.20, 0.04, 175.0),
    [
        (0.72, 0.14, 165.0),
        (0.56, 0.12, 168.0),
        (0.40, 0.08, 175.0),
        (0.85, 0.13, 90.0),
        (0.70, 0.13, 60.0),
    ],
);
const REEF: Scheme = scheme(
    (0.96, 0.02, 60.0),
    (0.26, 0.06, 240.0),
    [
        (0.73, 0.16, 30.0),
        (0.84, 0.11, 55.0),
        (0.70, 0.11, 200.0),
        (0.52, 0.11, 225.0),
        (0.90, 0.09, 95.0),
    ],
);
const LAVENDER: Scheme = scheme(
    (0.96, 0.018, 300.0),
    (0.28, 0.07, 295.0),
    [
        (0.80, 0.09, 300.0),
        (0.68, 0.13, 295.0),
        (0.53, 0.14, 290.0),
        (0.86, 0.08, 340.0),
        (0.88, 0.09, 85.0),
    ],
);
const AUTUMN: Scheme = scheme(
    (0.94, 0.035, 80.0),
    (0.24, 0.04, 45.0),
    [
        (0.72, 0.16, 58.0),
        (0.60, 0.17, 40.0),
        (0.46, 0.13, 28.0),
        (0.80, 0.14, 85.0),
        (0.48, 0.07, 140.0),
    ],
);
const ICE: Scheme = scheme(
    (0.97, 0.01, 215.0),
    (0.29, 0.05, 240.0),
    [
        (0.90, 0.04, 210.0),
        (0.81, 0.07, 220.0),
        (0.68, 0.09, 235.0),
        (0.83, 0.06, 290.0),
        (0.78, 0.10, 20.0),
    ],
);
const ARCADE: Scheme = scheme(
    (0.94, 0.04, 90.0),
    (0.21, 0.07, 285.0),
    [
        (0.66, 0.22, 25.0),
        (0.83, 0.16, 88.0),
        (0.72, 0.17, 150.0),
        (0.62, 0.17, 255.0),
        (0.70, 0.19, 335.0),
    ],
);
const BOARD: Scheme = scheme(
    (0.95, 0.015, 100.0),
    (0.30, 0.035, 165.0),
    [
        (0.90, 0.09, 98.0),
        (0.80, 0.10, 25.0),
        (0.82, 0.08, 220.0),
        (0.85, 0.09, 150.0),
        (0.47, 0.06, 165.0),
    ],
);
const PLAY: Scheme = scheme(
    (0.96, 0.035, 85.0),
    (0.25, 0.04, 290.0),
    [
        (0.70, 0.19, 32.0),
        (0.85, 0.16, 90.0),
        (0.68, 0.14, 245.0),
        (0.73, 0.15, 155.0),
        (0.78, 0.13, 350.0),
    ],
);
const COPPER: Scheme = scheme(
    (0.94, 0.025, 70.0),
    (0.23, 0.035, 200.0),
    [
        (0.66, 0.12, 48.0),
        (0.52, 0.11, 42.0),
        (0.72, 0.08, 185.0),
        (0.50, 0.08, 195.0),
        (0.86, 0.08, 80.0),
    ],
);
const SAKURA: Scheme = scheme(
    (0.97, 0.015, 10.0),
    (0.30, 0.05, 330.0),
    [
        (0.87, 0.07, 5.0),
        (0.77, 0.12, 0.0),
        (0.63, 0.14, 355.0),
        (0.80, 0.08, 140.0),
        (0.90, 0.06, 80.0),
    ],
);
const VOLT: Scheme = scheme(
    (0.95, 0.015, 250.0),
    (0.19, 0.06, 265.0),
    [
        (0.60, 0.21, 262.0),
        (0.74, 0.14, 235.0),
        (0.74, 0.18, 50.0),
        (0.45, 0.18, 268.0),
        (0.90, 0.07, 230.0),
    ],
);
const BOREAL: Scheme = scheme(
    (0.95, 0.02, 170.0),
    (0.18, 0.05, 255.0),
    [
        (0.84, 0.17, 160.0),
        (0.72, 0.13, 190.0),
        (0.55, 0.14, 290.0),
        (0.38, 0.10, 270.0),
        (0.90, 0.10, 130.0),
    ],
);
const DUSK: Scheme = scheme(
    (0.94, 0.03, 55.0),
    (0.23, 0.07, 275.0),
    [
        (0.80, 0.13, 50.0),
        (0.68, 0.17, 18.0),
        (0.52, 0.16, 345.0),
        (0.40, 0.13, 295.0),
        (0.88, 0.11, 80.0),
    ],
);
const STEEL: Scheme = scheme(
    (0.95, 0.008, 240.0),
    (0.22, 0.025, 250.0),
    [
        (0.78, 0.03, 240.0),
        (0.62, 0.045, 245.0),
        (0.47, 0.05, 250.0),
        (0.76, 0.15, 55.0),
        (0.88, 0.02, 230.0),
    ],
);

fn wardrobe(category: &str) -> &'static [&'static Scheme] {
    match category {
        "music" => &[&NEON, &DUSK, &INDIGO, &WINE, &COPPER, &LAVENDER, &AUTUMN],
        "gaming" => &[&ARCADE, &NEON, &BOREAL, &DUSK, &LAGOON],
        "lifestyle" => &[&CLAY, &BLUSH, &REEF, &MOSS, &SEPIA, &DAWN, &ICE, &LAGOON],
        "fitness" => &[&REEF, &CITRUS, &VOLT, &CLAY, &FJORD, &DUSK],
        "tech" => &[&LIME, &VOLT, &STEEL, &INDIGO, &BOREAL],
        "defi" => &[&LAGOON, &INDIGO, &EMERALD, &VOLT, &LAVENDER],
        "nft" => &[&CANDY, &NEON, &PLAY, &LAVENDER, &DAWN],
        "trading" => &[&EMERALD, &STEEL, &COPPER, &FJORD, &DUSK, &SEPIA],
        "gamefi" => &[&ARCADE, &BOREAL, &CITRUS, &NEON, &LAGOON],
        "blockchain" => &[&INDIGO, &VOLT, &COPPER, &FJORD, &STEEL],
        "intimate" => &[&WINE, &BLUSH, &SAKURA, &DUSK, &LAVENDER, &SEPIA],
        "education" => &[&BOARD, &FJORD, &PLAY, &SEPIA, &MOSS, &ICE],
        "comedy" => &[&PLAY, &CANDY, &CITRUS, &REEF, &ARCADE],
        _ => &[&DAWN, &CLAY, &LAGOON, &PLAY, &AUTUMN, &INDIGO, &REEF, &MOSS],
    }
}

const ALL: [&Scheme; 27] = [
    &DAWN, &FJORD, &CLAY, &MOSS, &NEON, &WINE, &BLUSH, &LAGOON, &CITRUS, &CANDY, &SEPIA, &INDIGO, &LIME,
    &EMERALD, &REEF, &LAVENDER, &AUTUMN, &ICE, &ARCADE, &BOARD, &PLAY, &COPPER, &SAKURA, &VOLT, &BOREAL,
    &DUSK, &STEEL,
];

/// The colours of one picture.
#[derive(Clone)]
pub struct Palette {
    pub paper: Lch,
    pub ink: Lch,
    /// In the order of their weight in the picture.
    pub hues: [Lch; 5],
    /// The same, from dark to light.
    pub tones: [Lch; 5],
}

impl Palette {
    /// A scheme of the category, a little turned.
    pub fn of(rng: &mut Rng, category: &str) -> Self {
        let scheme = dice::pick(rng, wardrobe(category));
        Self::worn(rng, scheme)
    }

    pub fn any(rng: &mut Rng) -> Self {
        let scheme = dice::pick(rng, &ALL);
        Self::worn(rng, scheme)
    }

    fn worn(rng: &mut Rng, scheme: &Scheme) -> Self {
        let turn = dice::num(rng, -11.0, 11.0);
        let strength = dice::num(rng, 0.92, 1.08);
        let wear = |colour: Lch| colour.turn(turn).chroma(strength);
        let mut tones = scheme.hues.map(wear);
        tones.sort_by(|a, b| a.l.total_cmp(&b.l));
        let mut hues = scheme.hues.map(wear);
        dice::shuffle(rng, &mut hues);
        Self {
            paper: wear(scheme.paper),
            ink: wear(scheme.ink),
            hues,
            tones,
        }
    }

    /// A quiet ground: ink for a dark picture, else the last hue with so much paper in it.
    pub fn ground(&self, dark: bool, paper: f32) -> Lch {
        if dark {
            self.ink
        } else {
            self.hue(4).mix(self.paper, paper)
        }
    }

    pub fn hue(&self, index: usize) -> Lch {
        self.hues[index % self.hues.len()]
    }

    /// From ink through the tones to paper.
    pub fn ramp(&self) -> Ramp {
        let [a, b, c, d, e] = self.tones;
        Ramp::new(&[self.ink, a, b, c, d, e, self.paper])
    }

    /// The same palette with its tones drawn near one hue, so that gradients through them stay clear.
    pub fn calm(&self, span: f32) -> Self {
        let turn = |from: f32, to: f32| (from - to + 540.0).rem_euclid(360.0) - 180.0;
        // The hue that has most of the others near it.
        let anchor = self
            .tones
            .iter()
            .min_by(|a, b| {
                let far = |one: &Lch| {
                    self.tones
                        .iter()
                        .map(|other| turn(one.h, other.h).abs())
                        .sum::<f32>()
                };
                far(a).total_cmp(&far(b))
            })
            .map_or(self.ink.h, |tone| tone.h);
        let near = |tone: Lch| {
            let away = turn(tone.h, anchor);
            // What lies opposite comes home too, instead of stopping halfway at mud.
            let kept = away.signum() * away.abs().min(span * away.to_radians().sin().abs());
            let hue = (anchor + kept).rem_euclid(360.0);
            // Dark yellow is olive; brown is kinder.
            let hue = if tone.l < 0.64 && (72.0..128.0).contains(&hue) {
                58.0
            } else {
                hue
            };
            lch(tone.l, tone.c, hue)
        };
        let mut calm = self.clone();
        calm.tones = self.tones.map(near);
        calm
    }

    /// What a sun or moon wears: the warmest of the light colours, or paper.
    pub fn sun(&self) -> Lch {
        let warmth = |colour: &Lch| (colour.h - 65.0).to_radians().cos() * colour.c + 0.2 * colour.l;
        let lights = self.hues.iter().copied().filter(|colour| colour.l > 0.62);
        let warm = lights.filter(|colour| (colour.h - 55.0).to_radians().cos() > 0.3);
        warm.max_by(|a, b| warmth(a).total_cmp(&warmth(b)))
            .map_or(self.paper, |colour| colour.light(0.03))
    }

    /// The colour farthest in hue from the others: what a single bright thing wears.
    pub fn spark(&self) -> Lch {
        let apart = |colour: &Lch| {
            let gap = |other: &Lch| 1.0 - (colour.h - other.h).to_radians().cos();
            self.hues.iter().map(gap).sum::<f32>() + colour.l * 0.8 + colour.c * 4.0
        };
        self.hues
            .iter()
            .copied()
            .max_by(|a, b| apart(a).total_cmp(&apart(b)))
            .unwrap_or(self.paper)
    }
}
