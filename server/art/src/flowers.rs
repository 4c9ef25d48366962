//! Flowers grown by the golden angle, great soft blooms and paper cut-outs of leaves; they refuse botany.

use super::{
    canvas::Canvas,
    color::{Ramp, mix},
    dice::{self, Rng},
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

const GOLDEN: f32 = 2.399_963_2;

/// A petal from `foot` along `angle`; `point` from 0 (round) to 1 (sharp).
fn petal(foot: Pt, angle: f32, long: f32, wide: f32, point: f32) -> Path {
    let along = polar(angle, 1.0);
    let side = along.across();
    let at = |x: f32, y: f32| foot + along * (x * long) + side * (y * wide);
    let blunt = (1.0 - point) * 0.9;
    let mut path = Path::new();
    path.move_to(foot)
        .curve_to(at(0.25, 0.75), at(0.8, 1.0), at(1.0, blunt * 0.12))
        .curve_to(
            at(1.0 + 0.03 * blunt, 0.0),
            at(1.0 + 0.03 * blunt, 0.0),
            at(1.0, -blunt * 0.12),
        )
        .curve_to(at(0.8, -1.0), at(0.25, -0.75), foot);
    path
}

pub fn dahlia(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.45);
    let ground = pal.ground(dark, 0.6);
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[ground.light(0.02), ground.light(-0.03)]));
    let near = dice::chance(rng, 0.45);
    let size = unit
        * if near {
            dice::num(rng, 0.62, 0.95)
        } else {
            dice::num(rng, 0.41, 0.5)
        };
    let centre = if near {
        pt(wf * dice::num(rng, 0.15, 0.85), hf * dice::num(rng, 0.2, 0.8))
    } else {
        pt(wf * dice::num(rng, 0.46, 0.54), hf * dice::num(rng, 0.45, 0.54))
    };
    canvas.cloud(
        centre + pt(0.0, size * 0.12),
        size * 1.35,
        pal.ink.light(-0.05).rgb(),
        if dark { 0.5 } else { 0.22 },
    );
    let count = if near {
        dice::int(rng, 170, 270)
    } else {
        dice::int(rng, 170, 420)
    };
    let point = dice::num(rng, 0.0, 1.0);
    let slim = dice::num(rng, 0.26, 0.5);
    let [a, b, c] = [pal.hue(0), pal.hue(1), pal.hue(2)];
    let heart = if dice::chance(rng, 0.5) {
        pal.spark()
    } else {
        pal.tones[0]
    };
    let body = Ramp::new(&[heart, a.mix(heart, 0.25), a, a.mix(b, 0.6), b, c]);
    for index in (0..count).rev() {
        let t = (index as f32 + 1.0) / count as f32;
        let out = t.sqrt();
        let angle = index as f32 * GOLDEN;
        let long = size * (0.08 + 0.34 * out) * (1.0 + 0.06 * ((index * 7 % 5) as f32 - 2.0) / 2.0);
        let foot = centre + polar(angle, size * 0.62 * out - long * 0.1);
        let tone = body.at(out.powf(1.3) * 0.98);
        let path = petal(foot, angle, long, long * slim, point);
        let tip = foot + polar(angle, long);
        canvas.fade(
            &path,
            (foot, mix(tone, [0.0, 0.0, 0.05], 0.42)),
            (tip, mix(tone, [1.0; 3], 0.16)),
            1.0,
        );
        let vein = [foot, foot + polar(angle, long * 0.82)];
        canvas.flat(
            &Path::ribbon(&vein, |t| long * 0.014 * (1.0 - t)),
            mix(tone, [1.0; 3], 0.3),
            0.5,
        );
    }
    let seeds = dice::int(rng, 60, 140);
    let core = size * dice::num(rng, 0.11, 0.19);
    canvas.cloud(centre, core * 1.7, heart.light(-0.25).rgb(), 0.8);
    canvas.disc(centre, core * 1.04, heart.light(-0.14).rgb(), 1.0);
    for index in (0..seeds).rev() {
        let out = (index as f32 / seeds as f32).sqrt();
        let at = centre + polar(index as f32 * GOLDEN, core * out);
        canvas.disc(at, core * 0.1, heart.light(0.12 - 0.2 * out).rgb(), 1.0);
    }
    canvas
}

/// A bloom so near that it fills the sheet.
pub fn bloom(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    // Soft as seen through a lens, so half the size is enough.
    let (full_w, full_h) = (w, h);
    let (w, h) = (w.div_ceil(2), h.div_ceil(2));
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let [t0, t1, t2, t3, t4] = pal.tones;
    let dark = dice::chance(rng, 0.4);
    let rim = if dark { t0.mix(t1, 0.6) } else { t4 };
    let mut canvas = Canvas::new(w, h, rim.rgb());
    let centre = pt(wf * dice::num(rng, 0.35, 0.65), hf * dice::num(rng, 0.36, 0.6));
    let reach = (wf * wf + hf * hf).sqrt() * 0.72;
    let rings = dice::int(rng, 5, 6);
    let ramp = if dark {
        Ramp::new(&[t3, t2, t1, t0.mix(t1, 0.5), t0])
    } else {
        Ramp::new(&[t1, t2, t3, t4, pal.paper])
    };
    let shadow = pal.ink.mix(t0, 0.4).rgb();
    let spin = dice::num(rng, 0.0, TAU);
    for ring in (0..rings).rev() {
        let t = (ring as f32 + 1.0) / rings as f32;
        let count = if ring == 0 { 3 } else { 4 + ring / 2 };
        for index in 0..count {
            let angle =
                spin + ring as f32 * 1.1 + TAU * (index as f32 + dice::num(rng, -0.12, 0.12)) / count as f32;
            let long = reach * (0.08 + 0.92 * t.powf(1.35)) * dice::num(rng, 0.9, 1.08);
            let wide = long * dice::num(rng, 0.62, 0.8);
            let ruffle = dice::num(rng, 0.0, TAU);
            let foot = centre - polar(angle, long * 0.06);
            let points: Vec<Pt> = (0..14)
                .map(|i| {
                    let a = TAU * i as f32 / 14.0;
                    let edge = 1.0 + 0.035 * (a * 3.0 + ruffle).sin() + 0.02 * (a * 5.0 + ruffle * 2.0).cos();
                    let (x, y) = (0.5 - 0.5 * a.cos() * edge, a.sin() * edge * 0.5);
                    // Narrow at the foot, broad near the tip.
                    foot + polar(angle, x * long)
                        + polar(angle, 1.0).across() * (y * wide * (0.45 + 0.75 * x))
                })
                .collect();
            let path = Path::smooth(&points);
            canvas.shadow(
                &path,
                polar(1.1, unit * 0.012),
                unit * 0.05 * (0.4 + t),
                shadow,
                0.42,
            );
            let tone = t * 0.85 + dice::num(rng, -0.05, 0.07);
            let side = angle + 0.6;
            let way = polar(side, long * 0.5);
            let middle = foot + polar(angle, long * 0.5);
            let (deep, fair) = (ramp.at((tone - 0.30).max(0.0)), ramp.at((tone + 0.15).min(1.0)));
            canvas.fade(&path, (middle - way, deep), (middle + way, fair), 1.0);
        }
    }
    canvas.cloud(centre, unit * 0.1, shadow, 0.5);
    for index in 0..34 {
        let out = (index as f32 / 34.0).sqrt();
        let at = centre + polar(index as f32 * GOLDEN, unit * 0.045 * out);
        canvas.disc(at, unit * 0.0055, pal.sun().light(0.05 - 0.2 * out).rgb(), 1.0);
    }
    canvas.grown(full_w, full_h)
}

/// One leaf of scissored paper: lobes on both sides of a stem.
fn frond(rng: &mut Rng, foot: Pt, angle: f32, long: f32) -> Path {
    let lobes = dice::int(rng, 4, 7);
    let wide = long * dice::num(rng, 0.26, 0.42);
    let along = polar(angle, 1.0);
    let bend = dice::num(rng, -0.25, 0.25);
    let spine = |t: f32| foot + (along * t + along.across() * (bend * t * t)) * long;
    let lean = dice::num(rng, 0.25, 0.55);
    let mut path = Path::ribbon(
        &(0..=12).map(|i| spine(i as f32 / 12.0)).collect::<Vec<_>>(),
        |t| long * 0.02 * (1.2 - t),
    );
    for lobe in 0..lobes {
        let t = 0.14 + 0.8 * lobe as f32 / lobes as f32;
        let swell = (1.0 - (t * 1.9 - 0.85).powi(2)).max(0.25);
        for side in [-1.0, 1.0] {
            let way = angle + bend * 2.0 * t + side * (TAU * 0.25 - lean);
            path.join(&petal(
                spine(t),
                way,
                wide * swell * 1.5,
                long * 0.34 / lobes as f32,
                0.1,
            ));
        }
    }
    path.join(&petal(
        spine(0.9),
        angle + bend * 2.0,
        wide * 0.8,
        long * 0.3 / lobes as f32,
        0.1,
    ));
    path
}

/// Seaweed: a wandering stem with round fingers.
fn weed(rng: &mut Rng, at: Pt, size: f32) -> Path {
    let arms = dice::int(rng, 5, 8);
    let spin = dice::num(rng, 0.0, TAU);
    let mut points = Vec::new();
    for arm in 0..arms {
        let angle = spin + TAU * arm as f32 / arms as f32;
        let long = size * dice::num(rng, 0.75, 1.1);
        let gap = TAU / arms as f32;
        points.push(at + polar(angle - gap * 0.5, size * 0.26));
        points.push(at + polar(angle - gap * 0.16, long * 0.82));
        points.push(at + polar(angle + gap * 0.06, long));
        points.push(at + polar(angle + gap * 0.2, long * 0.72));
    }
    Path::smooth(&points)
}

pub fn cutouts(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let mut canvas = Canvas::new(w, h, pal.paper.rgb());
    let columns = ((wf / unit) * dice::int(rng, 2, 3) as f32).round().max(1.0) as usize;
    let rows = ((hf / unit) * dice::int(rng, 2, 3) as f32).round().max(1.0) as usize;
    let (cw, ch) = (wf / columns as f32, hf / rows as f32);
    let margin = if dice::chance(rng, 0.5) { unit * 0.016 } else { 0.0 };
    let shadow = pal.ink.rgb();
    for index in 0..columns * rows {
        let (x, y) = ((index % columns) as f32 * cw, (index / columns) as f32 * ch);
        let ground = pal.hue(index + index / columns * 2);
        let jitter = |rng: &mut Rng| dice::num(rng, -0.008, 0.008) * unit;
        let sheet = Path::polygon(&[
            pt(
                x + margin - 1.0 + jitter(rng).max(0.0),
                y + margin - 1.0 + jitter(rng).max(0.0),
            ),
            pt(x + cw - margin + 1.0, y + margin - 1.0),
            pt(
                x + cw - margin + 1.0 - jitter(rng).max(0.0),
                y + ch - margin + 1.0,
            ),
            pt(x + margin - 1.0, y + ch - margin + 1.0 - jitter(rng).max(0.0)),
        ]);
        canvas.flat(&sheet, ground.rgb(), 1.0);
        let mut cut = pal.hue(index + index / columns * 2 + dice::int(rng, 1, 4));
        if (cut.l - ground.l).abs() < 0.14 {
            cut = if ground.l > 0.62 { pal.ink } else { pal.paper };
        }
        let middle = pt(x + cw / 2.0, y + ch / 2.0);
        let size = cw.min(ch);
        let path = match dice::int(rng, 0, 3) {
            0 | 1 => {
                let angle = -TAU / 4.0 + dice::num(rng, -0.7, 0.7);
                frond(rng, middle - polar(angle, size * 0.44), angle, size * 0.9)
            }
            2 => weed(rng, middle, size * 0.44),
            _ => {
                let mut path = Path::new();
                for i in 0..dice::int(rng, 3, 5) {
                    let angle = -TAU / 4.0 + (i as f32 - 1.5) * 0.5;
                    let foot = middle + pt(0.0, size * 0.38);
                    path.join(&petal(foot, angle, size * 0.78, size * 0.14, 0.6));
                }
                path
            }
        };
        canvas.shadow(&path, pt(unit * 0.003, unit * 0.005), unit * 0.012, shadow, 0.25);
        canvas.flat(&path, cut.rgb(), 1.0);
    }
    for _ in 0..dice::int(rng, 2, 4) {
        let at = pt(wf * dice::num(rng, 0.15, 0.85), hf * dice::num(rng, 0.15, 0.85));
        let colour = if dice::chance(rng, 0.5) {
            pal.paper
        } else {
            pal.spark()
        };
        let size = unit * dice::num(rng, 0.04, 0.1);
        let path = if dice::chance(rng, 0.5) {
            weed(rng, at, size)
        } else {
            Path::circle(at, size * 0.6)
        };
        canvas.shadow(&path, pt(unit * 0.003, unit * 0.005), unit * 0.012, shadow, 0.25);
        canvas.flat(&path, colour.rgb(), 1.0);
    }
    canvas
}
