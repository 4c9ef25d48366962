//! Abstract towers like candles in a row: a market's rhythm as architecture; it refuses to be read as data.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, mix},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, pt},
};

struct Tower {
    x: f32,
    top: f32,
    foot: f32,
    wide: f32,
    tone: Lch,
}

/// A pillar with a lit and a shaded flank and a thread above and below.
fn draw(canvas: &mut Canvas, tower: &Tower, radius: f32, threads: (f32, f32), alpha: f32) {
    let Tower {
        x,
        top,
        foot,
        wide,
        tone,
    } = *tower;
    let thin = (wide * 0.055).max(0.9);
    let thread = Path::rounded(
        x - thin,
        top - threads.0,
        thin * 2.0,
        foot - top + threads.0 + threads.1,
        thin,
    );
    canvas.flat(&thread, tone.light(-0.04).rgb(), alpha * 0.9);
    let body = Path::rounded(x - wide / 2.0, top, wide, foot - top, radius);
    let ramp = Ramp::new(&[
        tone.light(0.02),
        tone.light(0.10).chroma(0.92),
        tone,
        tone.light(-0.07),
        tone.light(-0.16).turn(10.0),
    ]);
    let (tall, left) = ((foot - top).max(1.0), x - wide / 2.0);
    canvas.fill(&body, alpha, |px, py| {
        let across = (px - left) / wide;
        let down = (py - top) / tall;
        ramp.at((across * 0.82 + down * 0.18).clamp(0.0, 1.0))
    });
}

pub fn towers(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.5);
    let [t0, t1, t2, _, t4] = pal.tones;
    let sky = if dark {
        Ramp::new(&[
            pal.ink.light(-0.03),
            pal.ink.mix(t0, 0.5),
            t0.mix(t1, 0.3),
            pal.ink,
        ])
    } else {
        Ramp::new(&[
            pal.paper.light(0.01),
            pal.paper.mix(t4, 0.35),
            t4.mix(pal.paper, 0.45),
            pal.paper,
        ])
    };
    let mut canvas = Canvas::graded(w, h, &sky);
    let sun = pt(wf * dice::num(rng, 0.25, 0.75), hf * dice::num(rng, 0.26, 0.46));
    let radius = unit * dice::num(rng, 0.14, 0.27);
    let face = pal.sun();
    canvas.glow(sun, radius * 3.0, face.rgb(), if dark { 0.28 } else { 0.12 });
    let (high, low) = (sun - pt(0.0, radius), sun + pt(0.0, radius));
    let into = sky.at((sun.y + radius) / hf);
    canvas.fade(
        &Path::circle(sun, radius),
        (high, face.light(0.03).rgb()),
        (low, mix(face.rgb(), into, 0.75)),
        1.0,
    );
    let noise = Noise::new(rng);
    let line = hf * dice::num(rng, 0.76, 0.88);
    let round = if dice::chance(rng, 0.6) { 1.0 } else { 0.12 };
    let layers = dice::int(rng, 2, 3);
    let floating = dice::chance(rng, 0.6);
    let step = unit
        * if floating {
            dice::num(rng, 0.06, 0.1)
        } else {
            dice::num(rng, 0.085, 0.14)
        };
    for layer in 0..layers {
        let t = (layer as f32 + 1.0) / layers as f32;
        let step = step * (0.62 + 0.38 * t);
        let count = (wf / step) as usize + 2;
        let shift = dice::num(rng, 0.0, 1.0) * step;
        let row = layer as f32 * 13.0;
        for index in 0..count {
            let x = index as f32 * step - shift;
            let place = x / unit;
            let trend = noise.fbm(place * 1.1, row, 3);
            let beat = noise.at(place * 9.0, row + 5.0);
            let wide = step * if floating { 0.5 + 0.14 * t } else { 0.34 + 0.1 * t };
            let tall = unit * (0.08 + 0.16 * beat.abs() + 0.06 * t);
            let middle = hf * (0.5 + 0.03 * layer as f32) - unit * trend * 0.62;
            let (top, foot) = if floating {
                (middle - tall / 2.0, middle + tall / 2.0)
            } else {
                ((middle - tall * 0.6).min(line - unit * 0.06), line)
            };
            let rising = noise.at(place * 9.0 + 0.35, row + 5.0) > beat;
            let hue = if rising { pal.hue(0) } else { pal.hue(1) };
            let zone = if floating {
                hue
            } else {
                pal.tones[((trend + 0.6) * 4.2).clamp(0.0, 4.0) as usize].mix(hue, 0.35)
            };
            let far = sky.at(0.6);
            let tone = zone.light(if dark { 0.02 } else { -0.03 });
            let threads = (
                unit * 0.05 * (0.3 + beat.abs()),
                if floating {
                    unit * 0.05 * (0.9 - beat.abs())
                } else {
                    0.0
                },
            );
            let tower = Tower {
                x,
                top,
                foot,
                wide,
                tone,
            };
            draw(&mut canvas, &tower, wide * 0.5 * round, threads, 1.0);
            if t < 0.99 {
                // Distance is air.
                let veil = Path::rounded(
                    x - wide * 0.6,
                    top - threads.0,
                    wide * 1.2,
                    foot - top + threads.0 + threads.1,
                    wide * 0.4,
                );
                canvas.flat(&veil, far, 0.62 * (1.0 - t) + 0.12);
            }
        }
    }
    if !floating {
        reflection(
            &mut canvas,
            line as usize,
            if dark { pal.ink.rgb() } else { pal.paper.rgb() },
            rng,
        );
    }
    if dice::chance(rng, 0.5) {
        let points: Vec<Pt> = (0..=40)
            .map(|i| {
                let x = i as f32 / 40.0 * 1.06 - 0.03;
                pt(
                    x * wf,
                    hf * 0.5 - unit * 0.58 * noise.fbm(x * wf / unit * 1.1, (layers - 1) as f32 * 13.0, 2),
                )
            })
            .collect();
        let smooth = super::path::rounded_through(&points, false);
        let colour = if dark { pal.paper } else { t0.mix(t2, 0.2) };
        canvas.flat(&Path::ribbon(&smooth, |_| unit * 0.0022), colour.rgb(), 0.85);
    }
    canvas
}

/// The towers in still water.
fn reflection(canvas: &mut Canvas, line: usize, tint: super::color::Rgb, rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    let noise = Noise::new(rng);
    let unit = canvas.unit();
    for y in line..h {
        let deep = (y - line) as f32 / unit;
        let from = line.saturating_sub(((y - line) as f32 * 1.3) as usize + 1);
        let sway = (noise.at(1.0, deep.sqrt() * 55.0) * unit * (0.002 + 0.02 * deep)) as i32;
        let (above, below) = canvas.px.split_at_mut(line * w);
        let source = &above[from * w..][..w];
        for (x, px) in below[(y - line) * w..][..w].iter_mut().enumerate() {
            let at = (x as i32 + sway).clamp(0, w as i32 - 1) as usize;
            *px = mix(source[at], tint, (0.38 + 2.2 * deep).min(0.9));
        }
    }
}
