//! Pictures made of lines: brush strokes in a flow, threads, ridge lines of sound, pendulum curves; they refuse
//! to touch where touching would muddy them.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, mix},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

/// Where strokes already lie, on a coarse lattice.
struct Taken {
    across: usize,
    cells: Vec<u16>,
    cell: f32,
    margin: f32,
}

impl Taken {
    fn index(&self, p: Pt) -> Option<usize> {
        let (x, y) = ((p.x + self.margin) / self.cell, (p.y + self.margin) / self.cell);
        let inside = x >= 0.0 && y >= 0.0 && x < self.across as f32;
        let index = y.max(0.0) as usize * self.across + x.max(0.0) as usize;
        (inside && index < self.cells.len()).then_some(index)
    }

    /// Whether a bar across the way at `p` is free; outside counts as taken.
    fn free(&self, p: Pt, side: Pt, half: f32) -> bool {
        let probes = (half * 2.0 / self.cell) as usize + 2;
        (0..=probes).all(|probe| {
            let at = p + side * (half * (probe as f32 * 2.0 / probes as f32 - 1.0));
            self.index(at).is_some_and(|index| self.cells[index] == 0)
        })
    }

    fn take(&mut self, p: Pt, side: Pt, half: f32) {
        let probes = (half * 3.0 / self.cell) as usize + 2;
        for probe in 0..=probes {
            let at = p + side * (half * (probe as f32 * 2.0 / probes as f32 - 1.0));
            if let Some(index) = self.index(at) {
                self.cells[index] = 1;
            }
        }
    }
}

pub fn flow(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.35);
    let ground = if dark { pal.ink } else { pal.paper };
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[ground.light(0.01), ground.light(-0.02)]));
    let noise = Noise::new(rng);
    let (scale, swing) = (dice::num(rng, 0.55, 1.25) / unit, dice::num(rng, 1.0, 2.8));
    let base = dice::num(rng, 0.0, TAU);
    let vortex = dice::chance(rng, 0.3);
    let eye = pt(wf * dice::num(rng, 0.25, 0.75), hf * dice::num(rng, 0.25, 0.75));
    let way = |p: Pt| {
        let bend = swing * noise.at(p.x * scale, p.y * scale);
        if vortex {
            let out = p - eye;
            out.y.atan2(out.x) + TAU * 0.25 + 0.35 * bend
        } else {
            base + bend
        }
    };
    let margin = unit * 0.1;
    let cell = unit * 0.0032;
    let across = ((wf + 2.0 * margin) / cell) as usize + 1;
    let down = ((hf + 2.0 * margin) / cell) as usize + 1;
    let mut taken = Taken {
        across,
        cells: vec![0; across * down],
        cell,
        margin,
    };
    let area = wf * hf / (unit * unit);
    let bold = dice::num(rng, 0.6, 1.5);
    let kinds = [
        (0.032, 60.0, 0.9),
        (0.017, 260.0, 0.8),
        (0.008, 900.0, 0.6),
        (0.0042, 2200.0, 0.35),
    ];
    let gap = unit * dice::num(rng, 0.0022, 0.0045);
    let mut colours: Vec<Rgb> = pal.hues.iter().map(|hue| hue.rgb()).collect();
    colours.push(if dark { pal.paper.rgb() } else { pal.ink.rgb() });
    let block = dice::num(rng, 0.0, 0.25);
    for (half, many, reach) in kinds {
        let half = half * unit * bold;
        for _ in 0..(many * area / bold) as usize {
            let mut at = pt(
                dice::num(rng, -margin, wf + margin),
                dice::num(rng, -margin, hf + margin),
            );
            let limit = (unit * reach * dice::num(rng, 0.4, 1.3) / (cell * 1.4)) as usize;
            let mut line = Vec::new();
            while line.len() < limit {
                let step = polar(way(at), 1.0);
                if !taken.free(at, step.across(), half + gap) {
                    break;
                }
                line.push(at);
                at = at + step * (cell * 1.4);
            }
            if (line.len() as f32) * cell * 1.4 < half * 3.0 {
                continue;
            }
            for (index, &point) in line.iter().enumerate() {
                let next = line.get(index + 1).copied().unwrap_or(at);
                taken.take(point, (next - point).unit().across(), half);
            }
            let zone = noise.at(at.x * scale * 0.8 + 40.0, at.y * scale * 0.8) * 4.0
                + 2.5
                + dice::num(rng, -0.7, 0.7);
            let colour = colours[(zone.max(0.0) as usize).min(colours.len() - 1)];
            if dice::chance(rng, block) && line.len() > 40 {
                let piece = dice::int(rng, 8, 22);
                for part in line.chunks(piece) {
                    let colour = dice::pick(rng, &colours);
                    canvas.flat(&Path::ribbon(part, |_| half), colour, 1.0);
                }
            } else {
                let thin: Vec<Pt> = line
                    .iter()
                    .copied()
                    .step_by(3)
                    .chain(line.last().copied())
                    .collect();
                canvas.flat(&Path::ribbon(&thin, |_| half), colour, 1.0);
            }
        }
    }
    canvas
}

/// Draws a long thin line piece by piece, so that only its neighbourhood is looked at.
fn thread(canvas: &mut Canvas, line: &[Pt], half: f32, mut colour: impl FnMut(f32) -> Rgb, alpha: f32) {
    const PIECE: usize = 10;
    let last = line.len().saturating_sub(1).max(1);
    for start in (0..last).step_by(PIECE) {
        let end = (start + PIECE).min(last);
        let tint = colour((start + end) as f32 / 2.0 / last as f32);
        canvas.flat(&Path::ribbon(&line[start..=end], |_| half), tint, alpha);
    }
}

pub fn threads(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.65);
    let sky = if dark {
        Ramp::new(&[
            pal.ink.light(-0.02),
            pal.ink.mix(pal.tones[0], 0.35),
            pal.ink.light(-0.03),
        ])
    } else {
        Ramp::new(&[pal.paper, pal.paper.mix(pal.tones[4], 0.2), pal.paper])
    };
    let mut canvas = Canvas::graded(w, h, &sky);
    if dark {
        let at = pt(wf * dice::num(rng, 0.2, 0.8), hf * dice::num(rng, 0.3, 0.7));
        canvas.glow(at, unit * 0.9, pal.tones[1].rgb(), 0.35);
    }
    let noise = Noise::new(rng);
    for sheet in 0..dice::int(rng, 2, 3) {
        let count = dice::int(rng, 46, 76);
        let row = sheet as f32 * 40.0;
        let middle = hf * dice::num(rng, 0.35, 0.65);
        let lift = hf.min(unit * 1.4) * dice::num(rng, 0.22, 0.4);
        let pinch = dice::num(rng, 0.5, 1.6);
        let tones = [
            dice::pick(rng, &pal.hues),
            dice::pick(rng, &pal.hues),
            dice::pick(rng, &pal.tones[2..]),
        ];
        let ramp = if dark {
            Ramp::new(&tones)
        } else {
            Ramp::new(&tones.map(|tone| tone.light(-0.1)))
        };
        let twist = dice::num(rng, 0.6, 1.8);
        for index in 0..count {
            let t = index as f32 / (count - 1) as f32;
            let points = 90;
            let line: Vec<Pt> = (0..=points)
                .map(|step| {
                    let x = step as f32 / points as f32 * 1.1 - 0.05;
                    let wave = noise.at(x * pinch + row, t * twist + row)
                        + 0.5 * noise.at(x * pinch * 2.0 - row, t * twist * 0.7 + 5.0);
                    let narrow = 0.35 + 0.65 * noise.at(x * 1.3 + row, 9.0).abs() * 1.6;
                    pt(x * wf, middle + lift * (wave + (t - 0.5) * narrow))
                })
                .collect();
            let edge = 1.0 - (t * 2.0 - 1.0).abs().powi(3);
            let half = unit * 0.0008 + unit * 0.0004 * edge;
            thread(
                &mut canvas,
                &line,
                half,
                |along| ramp.at(0.75 * t + 0.25 * along),
                0.2 + 0.65 * edge,
            );
        }
    }
    canvas
}

/// Lines over one another like the recording of a pulse, each hiding what lies behind it.
pub fn pulses(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.7);
    let (ground, far) = if dark {
        (pal.ink, pal.tones[0])
    } else {
        (pal.paper, pal.tones[4])
    };
    let sky = Ramp::new(&[ground, ground.mix(far, 0.22), ground]);
    let mut canvas = Canvas::graded(w, h, &sky);
    let noise = Noise::new(rng);
    let count = dice::int(rng, 30, 50);
    let (top, bottom) = (hf * dice::num(rng, 0.2, 0.28), hf * dice::num(rng, 0.82, 0.92));
    let stops = [
        dice::pick(rng, &pal.hues),
        pal.spark(),
        dice::pick(rng, &pal.hues),
    ];
    let lines = if dark {
        Ramp::new(&stops.map(shining))
    } else {
        Ramp::new(&stops.map(|stop| stop.light(-0.16)))
    };
    let inset = if wf > hf * 1.5 { 0.0 } else { wf * 0.1 };
    let swell = dice::num(rng, 0.17, 0.27);
    let crowd = dice::num(rng, 0.2, 0.3) * wf.max(unit);
    let drift = dice::num(rng, -0.12, 0.12);
    let full = dice::chance(rng, 0.25);
    let edges: Vec<Vec<f32>> = (0..count)
        .map(|index| {
            let t = index as f32 / (count - 1) as f32;
            let base = top + (bottom - top) * t;
            let centre = wf * (0.5 + drift * (t - 0.5) + 0.06 * noise.at(t * 3.0, 90.0));
            (0..w)
                .map(|x| {
                    let x = x as f32;
                    let away = (x - centre) / crowd;
                    let hill = if full {
                        0.6
                    } else {
                        (1.0 - away * away * 0.45).max(0.0).powi(2)
                    };
                    let near = x / unit;
                    let bump = (noise.at(near * 5.5, index as f32 * 0.31) + 0.25).max(0.0)
                        + 0.55 * (noise.at(near * 12.0, index as f32 * 0.9 + 30.0) + 0.1).max(0.0);
                    let hum = 0.014 * noise.at(near * 26.0, index as f32 * 1.7);
                    base - unit * swell * (hill * bump + hum)
                })
                .collect()
        })
        .collect();
    let thick = unit * 0.0026 + 0.6;
    let (left, right) = (inset as usize, w.saturating_sub(inset as usize));
    let steep: Vec<Vec<f32>> = edges
        .iter()
        .map(|edge| {
            (0..w)
                .map(|x| {
                    let slope = edge[(x + 1).min(w - 1)] - edge[x.saturating_sub(1)];
                    thick * (1.0 + slope * slope * 0.25).sqrt().min(9.0)
                })
                .collect()
        })
        .collect();
    let tints: Vec<Rgb> = (0..count)
        .map(|index| lines.at(index as f32 / (count - 1) as f32))
        .collect();
    let skies: Vec<Rgb> = (0..h).map(|y| sky.at((y as f32 + 0.5) / hf)).collect();
    let fade = 1.0 / (unit * 0.09);
    let slices: Vec<&[f32]> = edges.iter().map(|edge| edge.as_slice()).collect();
    canvas.layered(&slices, |layer, into, x, y| {
        if x < left || x >= right {
            return skies[y];
        }
        let tint = tints[layer];
        let line = into.min(steep[layer][x] + 1.0 - into).clamp(0.0, 1.0);
        let under = mix(skies[y], tint, 0.16 * (1.0 - into * fade).max(0.0));
        mix(under, tint, line)
    });
    canvas
}

pub fn pendulum(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.6);
    let ground = if dark { pal.ink } else { pal.paper };
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[ground.light(0.02), ground.light(-0.02)]));
    let centre = pt(wf / 2.0, hf / 2.0);
    if dark {
        canvas.glow(centre, unit * 0.75, pal.tones[0].rgb(), 0.6);
    } else {
        canvas.cloud(centre, unit * 0.75, pal.tones[4].rgb(), 0.35);
    }
    let stops = [pal.hue(0), pal.hue(1), pal.hue(2), pal.hue(0)];
    let ramp = if dark {
        Ramp::new(&stops.map(shining))
    } else {
        Ramp::new(&stops.map(|stop| stop.light(-0.1)))
    };
    let half = unit * 0.0011;
    match dice::int(rng, 0, 2) {
        0 => {
            // A damped harmonograph of four pendulums.
            let near = |rng: &mut Rng, whole: f32| whole + dice::num(rng, -0.012, 0.012);
            let pairs = [
                (2.0, 3.0),
                (1.0, 2.0),
                (3.0, 4.0),
                (3.0, 2.0),
                (3.0, 5.0),
                (4.0, 5.0),
            ];
            let (fx, fy) = dice::pick(rng, &pairs);
            let rates = [near(rng, fx), near(rng, fx), near(rng, fy), near(rng, fy)];
            let phases = [0; 4].map(|_| dice::num(rng, 0.0, TAU));
            let fade = dice::num(rng, 0.007, 0.013);
            let turns = dice::num(rng, 55.0, 80.0);
            let points = (turns * 90.0) as usize;
            let size = unit * 0.235;
            let stretch = if hf > wf { 1.12 } else { 1.0 };
            let line: Vec<Pt> = (0..points)
                .map(|step| {
                    let time = step as f32 / points as f32 * turns * TAU / 2.5;
                    let swing = |i: usize| (rates[i] * time + phases[i]).sin() * (-fade * time).exp();
                    centre
                        + pt(
                            (swing(0) + swing(1)) * size,
                            (swing(2) + swing(3)) * size * stretch,
                        )
                })
                .collect();
            thread(
                &mut canvas,
                &line,
                half,
                |t| ramp.at(t),
                if dark { 0.85 } else { 0.75 },
            );
        }
        1 => {
            // A rosette of one curve turned many times.
            let petals = dice::int(rng, 5, 11) as f32;
            let copies = dice::int(rng, 22, 40);
            let (inner, bulge) = (dice::num(rng, 0.1, 0.45), dice::num(rng, 0.2, 0.5));
            let spin = TAU / petals * dice::num(rng, 0.6, 1.6);
            for copy in 0..copies {
                let t = copy as f32 / copies as f32;
                let size = unit * (0.45 - 0.33 * t);
                let line: Vec<Pt> = (0..=240)
                    .map(|step| {
                        let a = TAU * step as f32 / 240.0;
                        let r = 1.0 - bulge * (0.5 + 0.5 * (petals * a).cos()) * (1.0 - inner * t);
                        centre + polar(a + spin * t, size * r)
                    })
                    .collect();
                thread(&mut canvas, &line, half * 1.25, |_| ramp.at(t), 0.85);
            }
        }
        _ => {
            // Wheels rolling in wheels.
            let layers = dice::int(rng, 2, 3);
            for layer in 0..layers {
                let teeth = [
                    (96, 35),
                    (105, 42),
                    (96, 52),
                    (144, 65),
                    (150, 63),
                    (120, 77),
                    (96, 59),
                ];
                let (outer, wheel) = dice::pick(rng, &teeth);
                let (big, small) = (outer as f32, wheel as f32);
                let arm = dice::num(rng, 0.55, 1.25) * small;
                let turns = small as usize / gcd(outer, wheel);
                let points = turns * 120;
                let size = unit * (0.47 - 0.13 * layer as f32) / (big - small + arm);
                let tone = layer as f32 / layers as f32;
                let line: Vec<Pt> = (0..=points)
                    .map(|step| {
                        let a = TAU * turns as f32 * step as f32 / points as f32;
                        centre
                            + polar(a, (big - small) * size)
                            + polar(-a * (big - small) / small, arm * size)
                    })
                    .collect();
                thread(
                    &mut canvas,
                    &line,
                    half,
                    |t| ramp.at((tone + t * 0.33).fract()),
                    0.8,
                );
            }
        }
    }
    canvas
}

/// A colour bright enough to be a line on a dark ground.
fn shining(colour: Lch) -> Lch {
    Lch {
        l: colour.l.max(0.72),
        ..colour
    }
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
