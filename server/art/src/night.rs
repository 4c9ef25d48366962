//! Nights in town: lights out of focus and lit skylines; they refuse real places.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, lch, mix, scale},
    dice::{self, Dust, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, pt},
};

/// A light out of focus: a disc with a brighter rim, added to the dark.
fn light(canvas: &mut Canvas, at: Pt, radius: f32, colour: Rgb, strength: f32, soft: f32) {
    let path = Path::circle(at, radius);
    let edge = scale(colour, 1.0 + 0.25 * (1.0 - soft));
    let add = |px: Rgb, tint: Rgb, share: f32| [0, 1, 2].map(|i| px[i] + (1.0 - px[i]) * tint[i] * share);
    let mut under = Vec::new();
    let (w, h) = (canvas.w as f32, canvas.h as f32);
    // Reading the sheet while it is filled is not possible: the row is computed from a copy of the corner.
    let x0 = (at.x - radius).clamp(0.0, w - 1.0) as usize;
    let x1 = ((at.x + radius + 1.0).clamp(0.0, w) as usize).max(x0);
    let y0 = (at.y - radius).clamp(0.0, h - 1.0) as usize;
    let y1 = ((at.y + radius + 1.0).clamp(0.0, h) as usize).max(y0);
    for y in y0..y1 {
        under.extend_from_slice(&canvas.px[y * canvas.w..][x0..x1]);
    }
    let wide = x1 - x0;
    let inner = 1.0 / (radius * radius).max(1.0);
    canvas.fill(&path, 1.0, |x, y| {
        let (column, row) = (x as usize, y as usize);
        let index = (row.saturating_sub(y0)) * wide + column.saturating_sub(x0);
        let px = under.get(index).copied().unwrap_or([0.0; 3]);
        let out = (pt(x, y) - at).dot(pt(x, y) - at) * inner;
        let rim = out * out * out;
        let tint = mix(colour, edge, rim);
        add(px, tint, strength * (0.72 + 0.28 * rim - soft * 0.5 * out))
    });
}

pub fn bokeh(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let ink = pal.ink.light(-0.03);
    let sky = Ramp::new(&[
        ink.light(-0.05),
        ink.mix(pal.tones[0], 0.5),
        pal.tones[0].mix(pal.tones[1], 0.35),
        ink,
    ]);
    let noise = Noise::new(rng);
    let low = dice::num(rng, 0.45, 0.7);
    let mut canvas = Canvas::soft(w, h, 8, |x, y| {
        let t = y / hf / (low * 1.45);
        let colour = sky.at(t.clamp(0.0, 1.0));
        scale(colour, 1.0 + 0.22 * noise.fbm(x / unit * 1.6, y / unit * 1.6, 2))
    });
    canvas.glow(
        pt(wf * dice::num(rng, 0.2, 0.8), hf * low),
        unit * 0.9,
        pal.spark().rgb(),
        0.22,
    );
    // Far houses, hardly more than a change of the air.
    for layer in 0..2 {
        let mut x = -unit * 0.05;
        let base = hf * (low + 0.06 + 0.07 * layer as f32);
        let mut houses = Path::new();
        while x < wf {
            let wide = unit * dice::num(rng, 0.05, 0.14);
            let tall = unit * dice::num(rng, 0.06, 0.34) * (1.0 - 0.25 * layer as f32);
            houses.join(&Path::rect(x, base - tall, wide, hf));
            x += wide * dice::num(rng, 0.75, 1.2);
        }
        canvas.shadow(
            &houses,
            pt(0.0, 0.0),
            unit * 0.035,
            ink.light(-0.02 - 0.03 * layer as f32).rgb(),
            0.62,
        );
    }
    let warm = lch(0.82, 0.13, 72.0);
    let tints: Vec<Lch> = vec![
        warm,
        warm.mix(pal.hue(0), 0.5),
        pal.hue(0),
        pal.hue(1),
        pal.spark(),
        pal.tones[4],
    ];
    let count = dice::int(rng, 70, 130);
    let main = dice::num(rng, 0.024, 0.06);
    let mut lights: Vec<(f32, Pt, Lch)> = (0..count)
        .map(|_| {
            let y = low + (dice::num(rng, -1.0, 1.0) + dice::num(rng, -1.0, 1.0)) * 0.19;
            let near = ((y - low + 0.3) * 1.4).clamp(0.35, 1.5);
            let size = unit * main * near * dice::num(rng, 0.55, 1.35);
            (
                size,
                pt(wf * dice::num(rng, -0.05, 1.05), hf * y),
                dice::pick(rng, &tints),
            )
        })
        .collect();
    lights.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (size, at, tint) in lights {
        let strength = dice::num(rng, 0.22, 0.75);
        light(&mut canvas, at, size, tint.chroma(1.1).rgb(), strength, 0.25);
    }
    for _ in 0..dice::int(rng, 3, 7) {
        let at = pt(
            wf * dice::num(rng, 0.0, 1.0),
            hf * dice::num(rng, low - 0.1, 0.98),
        );
        let tint = dice::pick(rng, &tints);
        light(
            &mut canvas,
            at,
            unit * main * dice::num(rng, 2.0, 3.6),
            tint.rgb(),
            dice::num(rng, 0.10, 0.2),
            0.5,
        );
    }
    if dice::chance(rng, 0.35) {
        rain(&mut canvas, rng, pal);
    }
    canvas
}

/// Drops on the pane in front of everything.
fn rain(canvas: &mut Canvas, rng: &mut Rng, pal: &Palette) {
    let unit = canvas.unit();
    let (wf, hf) = (canvas.w as f32, canvas.h as f32);
    let mut dust = Dust::new(rng);
    let dark = pal.ink.rgb();
    for _ in 0..220 {
        let at = pt(dust.next() * wf, dust.next() * hf);
        let size = unit * (0.0015 + 0.008 * dust.next().powi(5));
        let drop = Path::ellipse(at, size, size * 1.25, 0.0);
        let (top, foot) = (at - pt(0.0, size), at + pt(0.0, size * 1.2));
        canvas.fade(&drop, (top, dark), (foot, pal.paper.rgb()), 0.32);
        canvas.disc(at - pt(size * 0.3, size * 0.4), size * 0.2, [1.0; 3], 0.6);
    }
}

pub fn skyline(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let [t0, t1, t2, t3, t4] = pal.tones;
    let night = dice::chance(rng, 0.6);
    let sky = if night {
        Ramp::new(&[pal.ink, t0, t1.mix(t2, 0.4), t3.mix(t2, 0.4)])
    } else {
        Ramp::new(&[t2.mix(t3, 0.5), t3.mix(t4, 0.5), t4, pal.paper])
    };
    let line = hf * dice::num(rng, 0.68, 0.86);
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        row.fill(sky.at(y as f32 / line));
    }
    let moon = pt(wf * dice::num(rng, 0.2, 0.8), line * dice::num(rng, 0.25, 0.62));
    let radius = unit * dice::num(rng, 0.09, 0.19);
    let face = if night { pal.paper } else { pal.sun() };
    canvas.glow(moon, radius * 3.4, face.rgb(), 0.35);
    canvas.fade(
        &Path::circle(moon, radius),
        (moon - pt(0.0, radius), face.rgb()),
        (moon + pt(0.0, radius), face.mix(t3, 0.45).rgb()),
        1.0,
    );
    let lit = lch(0.88, 0.12, 82.0).mix(pal.spark(), 0.3).rgb();
    let layers = 4;
    for layer in 0..layers {
        let t = (layer as f32 + 1.0) / layers as f32;
        let far = if night { t2.mix(t1, 0.3) } else { t3 };
        let near = if night { pal.ink.light(-0.03) } else { t0 };
        let colour = far.mix(near, t);
        let mut x = -unit * 0.06;
        while x < wf {
            let wide = unit * dice::num(rng, 0.045, 0.12) * (0.8 + 0.5 * t);
            let tall = unit
                * dice::num(rng, 0.10, 0.58)
                * (1.0 - 0.45 * t)
                * if dice::chance(rng, 0.15) { 1.35 } else { 1.0 };
            let top = line - tall - unit * 0.03 * (1.0 - t);
            let crown = dice::int(rng, 0, 5);
            let mut house = Path::rect(x, top, wide, hf - top);
            match crown {
                0 => {
                    house.join(&Path::polygon(&[
                        pt(x, top + 0.5),
                        pt(x + wide / 2.0, top - wide * 0.5),
                        pt(x + wide, top + 0.5),
                    ]));
                }
                1 => {
                    house.join(&Path::rect(
                        x + wide * 0.2,
                        top - wide * 0.25,
                        wide * 0.6,
                        wide * 0.25 + 0.5,
                    ));
                    house.join(&Path::rect(
                        x + wide * 0.48,
                        top - wide * 0.9,
                        wide * 0.04,
                        wide * 0.7,
                    ));
                }
                2 => {
                    house.join(&Path::pie(
                        pt(x + wide / 2.0, top + 0.5),
                        wide / 2.0,
                        std::f32::consts::PI,
                        std::f32::consts::TAU,
                    ));
                }
                3 => {
                    house.join(&Path::polygon(&[
                        pt(x, top + 0.5),
                        pt(x + wide, top - wide * 0.35),
                        pt(x + wide, top + 0.5),
                    ]));
                }
                _ => {}
            }
            canvas.fade(
                &house,
                (pt(x, top), colour.rgb()),
                (pt(x, line), colour.mix(far, 0.35).rgb()),
                1.0,
            );
            if layer > 0 {
                let pane = (unit * 0.0085).max(1.2);
                let columns = (wide / (pane * 1.9)) as usize;
                let floors = ((line - top) / (pane * 2.3)) as usize;
                let likely = dice::num(rng, 0.06, if night { 0.5 } else { 0.13 });
                let shift = (wide - columns as f32 * pane * 1.9 + pane * 0.9) / 2.0;
                let mut panes = Path::new();
                for floor in 0..floors {
                    for column in 0..columns {
                        if dice::chance(rng, likely) {
                            let px = x + shift + column as f32 * pane * 1.9;
                            panes.join(&Path::rect(
                                px,
                                top + pane * (1.4 + floor as f32 * 2.3),
                                pane,
                                pane * 1.35,
                            ));
                        }
                    }
                }
                canvas.flat(&panes, lit, if night { 0.45 + 0.4 * t } else { 0.3 });
            }
            x += wide * dice::num(rng, 0.9, 1.35);
        }
    }
    mirror(&mut canvas, rng, line as usize, t0.mix(pal.ink, 0.4).rgb());
    canvas
}

/// The town again in the river, broken by small waves.
fn mirror(canvas: &mut Canvas, rng: &mut Rng, line: usize, tint: Rgb) {
    let (w, h) = (canvas.w, canvas.h);
    let noise = Noise::new(rng);
    let unit = canvas.unit();
    for y in line..h {
        let deep = (y - line) as f32 / unit;
        let from = line.saturating_sub(((y - line) as f32 * 1.5) as usize + 1);
        let sway = noise.at(0.5, deep.sqrt() * 70.0) * unit * (0.003 + 0.03 * deep);
        let (above, below) = canvas.px.split_at_mut(line * w);
        let source = &above[from * w..][..w];
        let row = &mut below[(y - line) * w..][..w];
        let shift = sway as i32;
        for (x, px) in row.iter_mut().enumerate() {
            let at = (x as i32 + shift).clamp(0, w as i32 - 1) as usize;
            *px = mix(source[at], tint, (0.3 + deep).min(0.75));
        }
    }
    let shimmer = Path::rect(0.0, line as f32 - unit * 0.0012, w as f32, unit * 0.0024);
    canvas.flat(&shimmer, mix(tint, [1.0; 3], 0.4), 0.5);
}
