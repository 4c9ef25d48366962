//! Small round portraits and emblems that hold at forty pixels; they refuse the likeness of anyone.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, lch},
    dice::{self, Rng},
    faces, flowers, glass,
    palette::Palette,
    path::{Path, Pt, polar, pt},
    ridges, signs, still,
};
use std::f32::consts::TAU;

const SKINS: [Lch; 8] = [
    lch(0.90, 0.040, 62.0),
    lch(0.86, 0.055, 60.0),
    lch(0.80, 0.070, 60.0),
    lch(0.72, 0.080, 57.0),
    lch(0.63, 0.085, 54.0),
    lch(0.54, 0.080, 50.0),
    lch(0.45, 0.070, 47.0),
    lch(0.38, 0.055, 45.0),
];

const HAIRS: [Lch; 10] = [
    lch(0.24, 0.020, 290.0),
    lch(0.27, 0.025, 50.0),
    lch(0.33, 0.045, 50.0),
    lch(0.42, 0.070, 52.0),
    lch(0.50, 0.115, 40.0),
    lch(0.62, 0.120, 55.0),
    lch(0.80, 0.100, 82.0),
    lch(0.88, 0.055, 90.0),
    lch(0.74, 0.010, 260.0),
    lch(0.93, 0.008, 250.0),
];

pub fn draw(rng: &mut Rng, pal: &Palette, size: usize) -> Canvas {
    match dice::int(rng, 0, 19) {
        0..=11 => portrait(rng, pal, size),
        12 | 13 => creature(rng, pal, size),
        14 | 15 => emblem(rng, pal, size),
        16 => landscape(rng, pal, size),
        17 => flowers::dahlia(rng, pal, size, size),
        18 => world(rng, pal, size),
        _ => glass::gem(rng, pal, size),
    }
}

fn ground(rng: &mut Rng, pal: &Palette, size: usize) -> (Canvas, Lch) {
    let tone = if dice::chance(rng, 0.4) {
        pal.hue(0).mix(pal.paper, 0.55)
    } else {
        pal.hue(0)
    };
    let mut canvas = Canvas::graded(size, size, &Ramp::new(&[tone.light(0.05), tone.light(-0.05)]));
    let s = size as f32;
    let other = pal.hue(1).mix(tone, 0.35);
    match dice::int(rng, 0, 4) {
        0 => canvas.disc(pt(s * 0.5, s * 0.46), s * 0.38, other.rgb(), 1.0),
        1 => {
            let side = dice::sign(rng);
            canvas.disc(pt(s * (0.5 + side * 0.34), s * 0.28), s * 0.22, other.rgb(), 1.0);
        }
        2 => canvas.flat(&Path::rect(0.0, s * 0.55, s, s * 0.45), other.rgb(), 1.0),
        3 => canvas.flat(
            &Path::polygon(&[pt(0.0, 0.0), pt(s, 0.0), pt(0.0, s)]),
            other.rgb(),
            0.8,
        ),
        _ => {}
    }
    (canvas, tone)
}

/// Measures of a head, in shares of the sheet.
struct Head {
    at: Pt,
    rx: f32,
    ry: f32,
}

impl Head {
    fn outline(&self, grow: f32) -> Path {
        let (rx, ry) = (self.rx * grow, self.ry * grow);
        let points: Vec<Pt> = (0..48)
            .map(|i| {
                let p = polar(TAU * i as f32 / 48.0, 1.0);
                // Fuller cheeks, a softer chin.
                let jaw = if p.y > 0.0 { 1.0 - 0.16 * p.y * p.y } else { 1.0 };
                self.at + pt(p.x * rx * jaw, p.y * ry)
            })
            .collect();
        Path::polygon(&points)
    }

    fn point(&self, x: f32, y: f32) -> Pt {
        self.at + pt(x * self.rx, y * self.ry)
    }

    /// The cap of the head above a hair line, itself a curve from temple to temple.
    fn cap(&self, grow: f32, temple: f32, line: f32, lean: f32) -> Path {
        let mut path = Path::new();
        path.move_to(self.point(-grow, temple));
        for i in 0..=28 {
            let p = polar(TAU / 2.0 + TAU / 2.0 * i as f32 / 28.0, grow);
            path.line_to(self.point(p.x, p.y * 1.04));
        }
        path.line_to(self.point(grow, temple));
        path.curve_to(
            self.point(0.9, line + 0.12),
            self.point(0.5 + lean, line),
            self.point(lean, line),
        );
        path.curve_to(
            self.point(-0.5 + lean, line),
            self.point(-0.9, line + 0.12),
            self.point(-grow, temple),
        );
        path
    }
}

fn portrait(rng: &mut Rng, pal: &Palette, size: usize) -> Canvas {
    let (mut canvas, back) = ground(rng, pal, size);
    let s = size as f32;
    let skin = dice::pick(rng, &SKINS);
    let skin = lch(
        skin.l + dice::num(rng, -0.015, 0.015),
        skin.c,
        skin.h + dice::num(rng, -4.0, 4.0),
    );
    let hair = if dice::chance(rng, 0.14) {
        pal.hue(3).light(-0.05)
    } else if skin.l < 0.6 {
        dice::pick(rng, &HAIRS[..4])
    } else {
        dice::pick(rng, &HAIRS)
    };
    let mut cloth = pal.hue(2);
    if (cloth.l - back.l).abs() < 0.09 {
        cloth = if back.l > 0.6 { pal.tones[0] } else { pal.paper };
    }
    let head = Head {
        at: pt(s * 0.5, s * 0.455),
        rx: s * dice::num(rng, 0.172, 0.192),
        ry: s * dice::num(rng, 0.212, 0.232),
    };
    let style = dice::int(rng, 0, 11);
    let dyed = !HAIRS.contains(&hair);
    back_hair(&mut canvas, rng, &head, style, hair);
    shoulders(&mut canvas, rng, s, cloth, skin, pal);

    // Neck, then the shadow of the chin on it.
    let neck = Path::rounded(s * 0.435, s * 0.56, s * 0.13, s * 0.22, s * 0.06);
    canvas.flat(&neck, skin.light(-0.045).rgb(), 1.0);
    canvas.shadow(
        &head.outline(0.92),
        pt(0.0, s * 0.035),
        s * 0.03,
        skin.light(-0.16).turn(-8.0).rgb(),
        0.32,
    );
    let covered = style >= 10;
    if !covered {
        for side in [-1.0, 1.0] {
            let ear = Path::ellipse(head.point(side * 1.02, 0.08), s * 0.036, s * 0.05, side * 0.1);
            canvas.flat(&ear, skin.light(-0.03).rgb(), 1.0);
        }
    }
    let (a, b) = (head.point(-0.8, -0.8), head.point(0.8, 0.9));
    canvas.fade(
        &head.outline(1.0),
        (a, skin.light(0.02).rgb()),
        (b, skin.light(-0.035).turn(-4.0).rgb()),
        1.0,
    );
    features(&mut canvas, rng, &head, skin, hair, s);
    if matches!(style, 0 | 1 | 9 | 11) && !dyed && dice::chance(rng, 0.4) {
        beard(&mut canvas, &head, hair, s);
    }
    front_hair(&mut canvas, rng, &head, style, hair, pal);
    if dice::chance(rng, 0.24) {
        let frame = dice::pick(rng, &[pal.ink, pal.tones[0]]).rgb();
        glasses(&mut canvas, rng, &head, s, frame);
    }
    if !covered && dice::chance(rng, 0.25) {
        for side in [-1.0, 1.0] {
            canvas.disc(
                head.point(side * 1.05, 0.36),
                s * 0.017,
                pal.spark().light(0.04).rgb(),
                1.0,
            );
        }
    }
    canvas
}

fn shoulders(canvas: &mut Canvas, rng: &mut Rng, s: f32, cloth: Lch, skin: Lch, pal: &Palette) {
    let wide = dice::num(rng, 0.33, 0.4);
    let mut path = Path::new();
    path.move_to(pt(s * (0.5 - wide), s * 1.02))
        .curve_to(
            pt(s * (0.5 - wide), s * 0.80),
            pt(s * 0.36, s * 0.755),
            pt(s * 0.43, s * 0.715),
        )
        .line_to(pt(s * 0.57, s * 0.715))
        .curve_to(
            pt(s * 0.64, s * 0.755),
            pt(s * (0.5 + wide), s * 0.80),
            pt(s * (0.5 + wide), s * 1.02),
        );
    canvas.fade(
        &path,
        (pt(s * 0.3, s * 0.7), cloth.light(0.03).rgb()),
        (pt(s * 0.7, s), cloth.light(-0.06).rgb()),
        1.0,
    );
    match dice::int(rng, 0, 4) {
        0 => {
            // A round neckline.
            canvas.flat(
                &Path::ellipse(pt(s * 0.5, s * 0.735), s * 0.105, s * 0.06, 0.0),
                cloth.light(-0.12).rgb(),
                1.0,
            );
            canvas.flat(
                &Path::ellipse(pt(s * 0.5, s * 0.728), s * 0.09, s * 0.05, 0.0),
                skin.light(-0.045).rgb(),
                1.0,
            );
        }
        1 => {
            // A collar of two leaves.
            for side in [-1.0, 1.0] {
                let leaf = [
                    pt(0.0, 0.11),
                    pt(side * 0.085, -0.02),
                    pt(side * 0.15, 0.05),
                    pt(side * 0.075, 0.135),
                ];
                let leaf = leaf.map(|p| pt(s * 0.5, s * 0.73) + p * s);
                canvas.flat(&Path::polygon(&leaf), cloth.light(0.10).rgb(), 1.0);
            }
        }
        2 => {
            let v = [
                pt(s * 0.415, s * 0.71),
                pt(s * 0.585, s * 0.71),
                pt(s * 0.5, s * 0.86),
            ];
            canvas.flat(&Path::polygon(&v), skin.light(-0.045).rgb(), 1.0);
        }
        3 => {
            // Stripes.
            for stripe in 0..4 {
                let y = s * (0.80 + 0.065 * stripe as f32);
                let reach = s * wide * (0.72 + 0.08 * stripe as f32);
                let bar = Path::rounded(s * 0.5 - reach, y, reach * 2.0, s * 0.026, s * 0.012);
                canvas.flat(&bar, pal.paper.rgb(), 0.9);
            }
            canvas.flat(
                &Path::ellipse(pt(s * 0.5, s * 0.73), s * 0.09, s * 0.045, 0.0),
                skin.light(-0.045).rgb(),
                1.0,
            );
        }
        _ => {
            // A high neck.
            let roll = Path::rounded(s * 0.415, s * 0.665, s * 0.17, s * 0.09, s * 0.035);
            canvas.flat(&roll, cloth.light(0.05).rgb(), 1.0);
        }
    }
}

fn features(canvas: &mut Canvas, rng: &mut Rng, head: &Head, skin: Lch, hair: Lch, s: f32) {
    let ink = if skin.l > 0.5 {
        lch(0.27, 0.035, 40.0)
    } else {
        lch(0.17, 0.02, 40.0)
    }
    .rgb();
    let warm = skin.light(-0.07).chroma(1.7).turn(-26.0).rgb();
    for side in [-1.0, 1.0] {
        canvas.cloud(head.point(side * 0.55, 0.34), s * 0.058, warm, 0.55);
    }
    let closed = dice::chance(rng, 0.2);
    let spread = dice::num(rng, 0.36, 0.42);
    for side in [-1.0, 1.0] {
        let at = head.point(side * spread, 0.06);
        if closed {
            let lid: Vec<Pt> = (0..=10)
                .map(|i| at + polar(0.25 + (TAU / 2.0 - 0.5) * i as f32 / 10.0, s * 0.024))
                .collect();
            canvas.flat(&Path::stroke(&lid, s * 0.0105), ink, 1.0);
        } else {
            canvas.flat(&Path::ellipse(at, s * 0.0165, s * 0.0205, 0.0), ink, 1.0);
            canvas.disc(at + pt(s * 0.006, -s * 0.007), s * 0.0055, [1.0; 3], 0.9);
        }
        let brow: Vec<Pt> = (0..=8)
            .map(|i| {
                let t = i as f32 / 4.0 - 1.0;
                head.point(side * spread, -0.16) + pt(t * s * 0.03, s * 0.008 * t * t - side * t * s * 0.003)
            })
            .collect();
        let shade = if hair.l > 0.7 { hair.light(-0.22) } else { hair };
        canvas.flat(&Path::stroke(&brow, s * 0.011), shade.rgb(), 0.9);
    }
    let nose: Vec<Pt> = (0..=8)
        .map(|i| head.point(0.0, 0.27) + polar(0.3 + (TAU / 2.0 - 0.6) * i as f32 / 8.0, s * 0.014))
        .collect();
    canvas.flat(
        &Path::stroke(&nose, s * 0.009),
        skin.light(-0.14).turn(-10.0).rgb(),
        0.9,
    );
    let mouth = head.point(0.0, 0.5);
    if dice::chance(rng, 0.3) {
        let grin = Path::pie(mouth - pt(0.0, s * 0.008), s * 0.042, 0.0, TAU / 2.0);
        canvas.flat(
            &grin.map(|p| pt(p.x, mouth.y + (p.y - mouth.y) * 0.72)),
            [0.99, 0.98, 0.96],
            1.0,
        );
    } else {
        let lips = skin.light(-0.2).chroma(1.5).turn(-25.0).rgb();
        let wide = s * dice::num(rng, 0.036, 0.05);
        let smile: Vec<Pt> = (0..=12)
            .map(|i| {
                let t = i as f32 / 6.0 - 1.0;
                mouth + pt(t * wide, s * 0.021 * (1.0 - t * t) - s * 0.008)
            })
            .collect();
        canvas.flat(&Path::stroke(&smile, s * 0.0125), lips, 1.0);
    }
}

fn beard(canvas: &mut Canvas, head: &Head, hair: Lch, s: f32) {
    let mouth = head.point(0.0, 0.5);
    let mut path = Path::new();
    path.move_to(head.point(-0.985, 0.16));
    for i in 0..=24 {
        let p = polar(TAU / 2.0 - TAU / 2.0 * i as f32 / 24.0, 1.0);
        let jaw = 1.0 - 0.16 * p.y * p.y;
        path.line_to(head.point(p.x * 1.01 * jaw, 0.16 + p.y * 0.93));
    }
    path.line_to(head.point(0.985, 0.16));
    path.curve_to(
        head.point(0.8, 0.42),
        head.point(0.4, 0.30),
        head.point(0.0, 0.36),
    );
    path.curve_to(
        head.point(-0.4, 0.30),
        head.point(-0.8, 0.42),
        head.point(-0.985, 0.16),
    );
    canvas.flat(&path, hair.light(0.02).rgb(), 1.0);
    let lips = Path::ellipse(mouth + pt(0.0, s * 0.006), s * 0.04, s * 0.014, 0.0);
    canvas.flat(&lips, lch(0.62, 0.10, 25.0).rgb(), 1.0);
}

fn curls(canvas: &mut Canvas, rng: &mut Rng, head: &Head, hair: Lch, from: f32, to: f32, grow: f32) {
    let mut path = Path::new();
    let count = 13;
    for i in 0..count {
        let angle = from + (to - from) * i as f32 / (count - 1) as f32;
        let at = head.point(angle.cos() * grow, angle.sin() * grow);
        path.join(&Path::circle(at, head.rx * dice::num(rng, 0.34, 0.46)));
    }
    canvas.flat(&path, hair.rgb(), 1.0);
}

fn back_hair(canvas: &mut Canvas, rng: &mut Rng, head: &Head, style: usize, hair: Lch) {
    let dark = hair.light(-0.045).rgb();
    match style {
        // Long, over the shoulders.
        2 | 3 => {
            let low = dice::num(rng, 1.75, 2.3);
            let mut path = Path::new();
            path.move_to(head.point(-1.18, 0.1))
                .curve_to(
                    head.point(-1.25, -1.4),
                    head.point(1.25, -1.4),
                    head.point(1.18, 0.1),
                )
                .curve_to(
                    head.point(1.25, 0.9),
                    head.point(1.45, low * 0.8),
                    head.point(1.2, low),
                )
                .line_to(head.point(-1.2, low))
                .curve_to(
                    head.point(-1.45, low * 0.8),
                    head.point(-1.25, 0.9),
                    head.point(-1.18, 0.1),
                );
            canvas.flat(&path, dark, 1.0);
        }
        // To the chin.
        4 => {
            let mut path = Path::new();
            path.move_to(head.point(-1.2, 0.2))
                .curve_to(
                    head.point(-1.35, -1.5),
                    head.point(1.35, -1.5),
                    head.point(1.2, 0.2),
                )
                .curve_to(
                    head.point(1.35, 0.7),
                    head.point(1.3, 0.95),
                    head.point(1.0, 1.02),
                )
                .line_to(head.point(-1.0, 1.02))
                .curve_to(
                    head.point(-1.3, 0.95),
                    head.point(-1.35, 0.7),
                    head.point(-1.2, 0.2),
                );
            canvas.flat(&path, dark, 1.0);
        }
        // A knot on top.
        5 => canvas.flat(&Path::circle(head.point(0.0, -1.28), head.rx * 0.46), dark, 1.0),
        // A cloud of curls.
        6 => {
            canvas.flat(
                &Path::circle(head.point(0.0, -0.25), head.rx * 1.42),
                hair.rgb(),
                1.0,
            );
            curls(canvas, rng, head, hair, 0.0, TAU, 1.22);
        }
        // A tail to one side.
        7 => {
            let side = dice::sign(rng);
            let mut path = Path::new();
            path.move_to(head.point(side * 0.7, -0.7))
                .curve_to(
                    head.point(side * 2.0, -0.9),
                    head.point(side * 1.9, 0.7),
                    head.point(side * 1.35, 1.3),
                )
                .curve_to(
                    head.point(side * 1.5, 0.6),
                    head.point(side * 1.3, 0.0),
                    head.point(side * 0.8, -0.2),
                );
            canvas.flat(&path, dark, 1.0);
        }
        // Two knots.
        8 => {
            for side in [-1.0, 1.0] {
                canvas.flat(
                    &Path::circle(head.point(side * 0.78, -0.98), head.rx * 0.42),
                    dark,
                    1.0,
                );
            }
        }
        _ => {}
    }
}

fn front_hair(canvas: &mut Canvas, rng: &mut Rng, head: &Head, style: usize, hair: Lch, pal: &Palette) {
    let tone = hair.rgb();
    let part = dice::num(rng, -0.5, 0.5);
    match style {
        // Short, with a side parting.
        0 => {
            let mut path = head.cap(1.05, -0.12, -0.5, part);
            let tuft = Path::ellipse(
                head.point(part * 0.8, -0.95),
                head.rx * 0.75,
                head.ry * 0.26,
                part * 0.35,
            );
            path.join(&tuft);
            canvas.flat(&path, tone, 1.0);
        }
        // Cropped.
        1 => canvas.flat(&head.cap(1.025, -0.2, -0.55, 0.0), tone, 0.96),
        // A fringe.
        2 | 4 => canvas.flat(&head.cap(1.07, 0.12, -0.26, part * 0.3), tone, 1.0),
        // Parted in the middle or beside it.
        3 | 5 | 7 | 8 => {
            let mut path = Path::new();
            let top = head.point(part * 0.6, -0.62);
            path.move_to(head.point(-1.07, 0.2));
            for i in 0..=28 {
                let p = polar(TAU / 2.0 + TAU / 2.0 * i as f32 / 28.0, 1.07);
                path.line_to(head.point(p.x, p.y * 1.04));
            }
            path.line_to(head.point(1.07, 0.2));
            path.curve_to(head.point(0.98, -0.3), head.point(0.6, -0.5), top);
            path.curve_to(
                head.point(-0.6, -0.5),
                head.point(-0.98, -0.3),
                head.point(-1.07, 0.2),
            );
            canvas.flat(&path, tone, 1.0);
        }
        6 => curls(canvas, rng, head, hair, TAU / 2.0 - 0.1, TAU + 0.1, 0.92),
        // No hair, or almost.
        9 => {
            let shine = Path::ellipse(head.point(-0.3, -0.62), head.rx * 0.3, head.ry * 0.1, -0.4);
            canvas.flat(&shine, [1.0; 3], 0.16);
        }
        // A scarf round head and neck.
        10 => {
            let cloth = pal.hue(4);
            let face = Head {
                at: head.at + pt(0.0, head.ry * 0.06),
                rx: head.rx * 0.80,
                ry: head.ry * 0.84,
            };
            let mut path = head.outline(1.17);
            let shawl = Path::ellipse(head.point(0.0, 1.25), head.rx * 1.25, head.ry * 0.55, 0.0);
            let hole: Vec<Pt> = (0..48)
                .rev()
                .map(|i| {
                    let p = polar(TAU * i as f32 / 48.0, 1.0);
                    face.at + pt(p.x * face.rx, p.y * face.ry)
                })
                .collect();
            canvas.fade(
                &shawl,
                (head.point(-1.0, 0.8), cloth.light(0.02).rgb()),
                (head.point(1.0, 1.8), cloth.light(-0.08).rgb()),
                1.0,
            );
            path.join(&Path::polygon(&hole));
            canvas.fade(
                &path,
                (head.point(-1.0, -1.0), cloth.light(0.05).rgb()),
                (head.point(1.0, 1.0), cloth.light(-0.05).rgb()),
                1.0,
            );
        }
        // A knitted cap.
        _ => {
            let cloth = pal.hue(4);
            let locks = head.cap(1.04, 0.1, -0.2, 0.0);
            canvas.flat(&locks, tone, 1.0);
            canvas.flat(&head.cap(1.12, -0.3, -0.36, 0.0), cloth.rgb(), 1.0);
            let band = Path::rounded(
                head.at.x - head.rx * 1.14,
                head.at.y - head.ry * 0.56,
                head.rx * 2.28,
                head.ry * 0.3,
                head.ry * 0.1,
            );
            canvas.flat(&band, cloth.light(-0.08).rgb(), 1.0);
            if dice::chance(rng, 0.5) {
                canvas.disc(
                    head.point(0.0, -1.2),
                    head.rx * 0.24,
                    cloth.light(0.08).rgb(),
                    1.0,
                );
            }
        }
    }
}

fn glasses(canvas: &mut Canvas, rng: &mut Rng, head: &Head, s: f32, ink: Rgb) {
    let round = dice::chance(rng, 0.6);
    let (wide, tall) = (s * 0.062, s * if round { 0.058 } else { 0.046 });
    for side in [-1.0, 1.0] {
        let at = head.point(side * 0.4, 0.07);
        let frame = |grow: f32| {
            if round {
                Path::circle(at, wide * grow)
            } else {
                Path::rounded(
                    at.x - wide * grow,
                    at.y - tall * grow,
                    wide * 2.0 * grow,
                    tall * 2.0 * grow,
                    tall * 0.5,
                )
            }
        };
        canvas.flat(&frame(1.0), [1.0; 3], 0.14);
        let line: Vec<Pt> = (0..=30)
            .map(|i| {
                let p = polar(TAU * i as f32 / 30.0, 1.0);
                let square = if round {
                    1.0
                } else {
                    1.0 / p.x.abs().max(p.y.abs()).max(0.78)
                };
                at + pt(p.x * wide * square, p.y * tall * square)
            })
            .collect();
        canvas.flat(&Path::stroke(&line, s * 0.010), ink, 1.0);
    }
    let bridge = [
        head.point(-0.4, 0.04) + pt(wide, 0.0),
        head.point(0.4, 0.04) - pt(wide, 0.0),
    ];
    canvas.flat(&Path::stroke(&bridge, s * 0.010), ink, 1.0);
}

fn creature(rng: &mut Rng, pal: &Palette, size: usize) -> Canvas {
    let (mut canvas, back) = ground(rng, pal, size);
    let s = size as f32;
    let mut tone = pal.hue(2);
    if (tone.l - back.l).abs() < 0.1 {
        tone = tone.light(if back.l > 0.6 { -0.16 } else { 0.18 });
    }
    let at = pt(s * 0.5, s * 0.56);
    faces::being(&mut canvas, rng, at, s * 0.3, tone, pal.hue(3));
    let cheek = lch(0.74, 0.15, 15.0).rgb();
    faces::face(
        &mut canvas,
        rng,
        at,
        s * 0.3,
        pt(s * 0.5, s * 0.4),
        (pal.ink.light(-0.05).rgb(), [1.0, 0.995, 0.98], cheek),
    );
    canvas
}

fn emblem(rng: &mut Rng, pal: &Palette, size: usize) -> Canvas {
    let (mut canvas, _) = ground(rng, pal, size);
    let s = size as f32;
    let centre = pt(s / 2.0, s / 2.0);
    let fold = dice::pick(rng, &[3_usize, 4, 5, 6, 8]);
    let spin = dice::num(rng, 0.0, TAU);
    let (a, b, c) = (pal.paper.rgb(), pal.hue(2).rgb(), pal.spark().rgb());
    let kind = if fold < 5 { 0 } else { dice::int(rng, 0, 2) };
    for layer in 0..2 {
        for arm in 0..fold {
            let angle = spin + TAU * (arm as f32 + 0.5 * layer as f32) / fold as f32;
            let colour = if layer == 0 { b } else { a };
            let reach = s * (0.34 - 0.10 * layer as f32);
            let path = match kind {
                0 => Path::ellipse(
                    centre + polar(angle, reach * 0.55),
                    reach * 0.5,
                    reach * 0.24,
                    angle,
                ),
                1 => Path::circle(centre + polar(angle, reach * 0.66), reach * 0.36),
                _ => Path::polygon(&[
                    centre + polar(angle, reach),
                    centre + polar(angle + 0.42, reach * 0.45),
                    centre + polar(angle - 0.42, reach * 0.45),
                ]),
            };
            canvas.flat(&path, colour, 0.93);
        }
    }
    canvas.disc(centre, s * 0.085, c, 1.0);
    canvas
}

fn landscape(rng: &mut Rng, pal: &Palette, size: usize) -> Canvas {
    match dice::int(rng, 0, 2) {
        0 => ridges::ridges(rng, pal, size, size),
        1 => ridges::dunes(rng, pal, size, size),
        _ => signs::orbits(rng, pal, size, size),
    }
}

fn world(rng: &mut Rng, pal: &Palette, size: usize) -> Canvas {
    let s = size as f32;
    let mut canvas = Canvas::graded(size, size, &Ramp::new(&[pal.ink, pal.ink.mix(pal.tones[0], 0.5)]));
    for _ in 0..26 {
        let at = pt(dice::num(rng, 0.0, s), dice::num(rng, 0.0, s));
        canvas.disc(at, s * dice::num(rng, 0.002, 0.006), pal.paper.rgb(), 0.8);
    }
    let at = pt(s / 2.0, s / 2.0);
    canvas.glow(at, s * 0.5, pal.hue(0).rgb(), 0.3);
    still::sphere(&mut canvas, at, s * 0.26, pal.hue(0).light(0.03));
    let tilt = dice::num(rng, -0.6, 0.6);
    let ring: Vec<Pt> = (0..=60)
        .map(|i| {
            let p = polar(-0.5 + (TAU / 2.0 + 1.0) * i as f32 / 60.0, s * 0.42);
            at + pt(p.x, p.y * 0.28).turn(tilt)
        })
        .collect();
    canvas.flat(
        &Path::ribbon(&ring, |_| s * 0.018),
        pal.spark().light(0.04).rgb(),
        0.95,
    );
    canvas
}
