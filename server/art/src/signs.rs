//! Circuits, orbits and star charts: diagrams of order; they refuse to mean anything measured.

use super::{
    canvas::Canvas,
    color::{Ramp, mix},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

const WAYS: [(i32, i32); 8] = [
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
    (-1, -1),
    (0, -1),
    (1, -1),
];

struct Board {
    w: i32,
    h: i32,
    taken: Vec<bool>,
}

impl Board {
    fn free(&self, x: i32, y: i32) -> bool {
        x >= 0 && y >= 0 && x < self.w && y < self.h && !self.taken[(y * self.w + x) as usize]
    }

    fn take(&mut self, x: i32, y: i32) {
        if x >= 0 && y >= 0 && x < self.w && y < self.h {
            self.taken[(y * self.w + x) as usize] = true;
        }
    }

    /// A way from a cell, mostly straight, turning by eighths, never across another.
    fn walk(&mut self, rng: &mut Rng, from: (i32, i32), way: usize, long: usize) -> Vec<(i32, i32)> {
        let ((mut x, mut y), mut way) = (from, way);
        let mut line = vec![(x, y)];
        self.take(x, y);
        let mut since = 0;
        for _ in 0..long {
            if since > 2 && dice::chance(rng, 0.16) {
                way = (way + if dice::chance(rng, 0.5) { 1 } else { 7 }) % 8;
                since = 0;
            }
            let options = [way, (way + 1) % 8, (way + 7) % 8];
            let open = options.into_iter().find(|&turn| {
                let (dx, dy) = WAYS[turn];
                let crossing = dx != 0 && dy != 0 && !self.free(x + dx, y) && !self.free(x, y + dy);
                self.free(x + dx, y + dy) && !crossing
            });
            let Some(turn) = open else { break };
            way = turn;
            x += WAYS[turn].0;
            y += WAYS[turn].1;
            self.take(x, y);
            line.push((x, y));
            since += 1;
        }
        line
    }
}

pub fn circuits(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.72);
    let (ground, far) = if dark {
        (pal.ink, pal.tones[0])
    } else {
        (pal.paper, pal.tones[4])
    };
    let mut canvas = Canvas::graded(
        w,
        h,
        &Ramp::new(&[ground.light(0.01), ground.mix(far, 0.2), ground.light(-0.02)]),
    );
    let cell = unit / dice::num(rng, 34.0, 50.0);
    let (bw, bh) = ((wf / cell) as i32 + 3, (hf / cell) as i32 + 3);
    let mut board = Board {
        w: bw,
        h: bh,
        taken: vec![false; (bw * bh) as usize],
    };
    let put = |(x, y): (i32, i32)| pt((x as f32 - 0.5) * cell, (y as f32 - 0.5) * cell);
    let stops = [pal.hue(0), pal.hue(1), pal.hue(2)];
    let ramp = if dark {
        Ramp::new(&stops)
    } else {
        Ramp::new(&stops.map(|stop| stop.light(-0.12)))
    };
    let lean = dice::num(rng, 0.0, TAU);
    let way_of = polar(lean, 0.55 / unit);
    let tint = |p: Pt| ramp.at((way_of.dot(p - pt(wf / 2.0, hf / 2.0)) + 0.5).clamp(0.0, 1.0));
    let chips = dice::int(rng, 1, 3);
    let mut starts: Vec<((i32, i32), usize)> = Vec::new();
    let mut bodies = Vec::new();
    for chip in 0..chips {
        let half = if chip == 0 {
            dice::int(rng, 5, 8)
        } else {
            dice::int(rng, 2, 4)
        } as i32;
        let (cx, cy) = if chip == 0 {
            (
                bw / 2 + dice::int(rng, 0, 8) as i32 - 4,
                bh / 2 + dice::int(rng, 0, 10) as i32 - 5,
            )
        } else {
            (
                dice::int(rng, 6, (bw - 6).max(7) as usize) as i32,
                dice::int(rng, 6, (bh - 6).max(7) as usize) as i32,
            )
        };
        let clash = bodies.iter().any(|&(x, y, other): &(i32, i32, i32)| {
            (x - cx).abs() < half + other + 4 && (y - cy).abs() < half + other + 4
        });
        if clash {
            continue;
        }
        for y in -half..=half {
            for x in -half..=half {
                board.take(cx + x, cy + y);
            }
        }
        for pin in (-half + 1..half).step_by(1) {
            starts.extend([
                ((cx + half + 1, cy + pin), 0),
                ((cx - half - 1, cy + pin), 4),
                ((cx + pin, cy + half + 1), 2),
                ((cx + pin, cy - half - 1), 6),
            ]);
        }
        bodies.push((cx, cy, half));
    }
    dice::shuffle(rng, &mut starts);
    for _ in 0..(bw * bh / 9) {
        let from = (
            dice::int(rng, 0, bw as usize - 1) as i32,
            dice::int(rng, 0, bh as usize - 1) as i32,
        );
        starts.push((from, dice::int(rng, 0, 7)));
    }
    let thick = cell * dice::num(rng, 0.2, 0.3);
    for (from, way) in starts {
        if !board.free(from.0, from.1) {
            continue;
        }
        let cells = board.walk(rng, from, way, 60);
        if cells.len() < 4 {
            continue;
        }
        let line: Vec<Pt> = cells.iter().map(|&at| put(at)).collect();
        let bends: Vec<Pt> = line
            .iter()
            .enumerate()
            .filter(|(i, p)| {
                let (before, after) = (line[i.saturating_sub(1)], line[(i + 1).min(line.len() - 1)]);
                *i == 0 || *i == line.len() - 1 || ((after - **p) - (**p - before)).len() > cell * 0.1
            })
            .map(|(_, p)| *p)
            .collect();
        let (head, tail) = (line[0], line[line.len() - 1]);
        let strong = dice::chance(rng, 0.16);
        let alpha = if strong { 1.0 } else { dice::num(rng, 0.3, 0.7) };
        let colour = tint(head.lerp(tail, 0.5));
        if strong && dark {
            let lit = line[line.len() / 2];
            canvas.glow(lit, cell * 3.0, colour, 0.10);
            canvas.glow(tail, cell * 2.0, colour, 0.45);
        }
        canvas.flat(&Path::stroke(&bends, thick), colour, alpha);
        canvas.disc(tail, thick * 1.45, mix(ground.rgb(), colour, alpha), 1.0);
        canvas.disc(tail, thick * 0.7, ground.rgb(), 1.0);
    }
    for (cx, cy, half) in bodies {
        let at = put((cx, cy));
        let size = (half as f32 + 0.6) * cell;
        let body = Path::rounded(at.x - size, at.y - size, size * 2.0, size * 2.0, cell * 0.7);
        canvas.shadow(
            &body,
            pt(0.0, cell * 0.5),
            cell * 1.8,
            pal.ink.light(-0.1).rgb(),
            0.5,
        );
        let case = if dark {
            pal.ink.mix(pal.tones[0], 0.55)
        } else {
            pal.ink
        };
        canvas.fade(
            &body,
            (at - pt(size, size), case.light(0.07).rgb()),
            (at + pt(size, size), case.light(-0.05).rgb()),
            1.0,
        );
        let inset = size * 0.66;
        let core = Path::rounded(at.x - inset, at.y - inset, inset * 2.0, inset * 2.0, cell * 0.5);
        canvas.fade(
            &core,
            (at - pt(inset, inset), pal.hue(0).rgb()),
            (at + pt(inset, inset), pal.hue(1).light(-0.08).rgb()),
            1.0,
        );
        let lines = half.max(3);
        for i in 1..lines {
            let t = inset * (i as f32 / lines as f32 * 2.0 - 1.0);
            let bars = [
                Path::rect(at.x - inset, at.y + t, inset * 2.0, cell * 0.06),
                Path::rect(at.x + t, at.y - inset, cell * 0.06, inset * 2.0),
            ];
            for bar in bars {
                canvas.flat(&bar, case.rgb(), 0.28);
            }
        }
        canvas.glow(at - pt(inset, inset) * 0.5, inset * 1.1, pal.paper.rgb(), 0.35);
    }
    canvas
}

pub fn orbits(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.6);
    let [t0, _, t2, t3, t4] = pal.tones;
    let sky = if dark {
        Ramp::new(&[pal.ink.light(-0.04), pal.ink.mix(t0, 0.45), pal.ink])
    } else {
        Ramp::new(&[pal.paper, pal.paper.mix(t4, 0.4), pal.paper.mix(t3, 0.25)])
    };
    let mut canvas = Canvas::graded(w, h, &sky);
    if dark {
        for _ in 0..180 {
            let at = pt(dice::num(rng, 0.0, wf), dice::num(rng, 0.0, hf));
            canvas.disc(
                at,
                unit * dice::num(rng, 0.0006, 0.0018),
                pal.paper.rgb(),
                dice::num(rng, 0.2, 0.9),
            );
        }
    }
    let sun = match dice::int(rng, 0, 3) {
        0 => pt(wf * 0.5, hf * 0.5),
        1 => pt(wf * dice::num(rng, 0.2, 0.8), hf * 1.02),
        2 => pt(wf * dice::num(rng, -0.05, 0.1), hf * dice::num(rng, 0.3, 0.7)),
        _ => pt(wf * 0.5, hf * dice::num(rng, -0.04, 0.1)),
    };
    let reach = [pt(0.0, 0.0), pt(wf, 0.0), pt(0.0, hf), pt(wf, hf)]
        .iter()
        .map(|c| (*c - sun).len())
        .fold(0.0, f32::max);
    let first = unit * dice::num(rng, 0.13, 0.2);
    let star = pal.sun();
    let squash = if dice::chance(rng, 0.5) {
        1.0
    } else {
        dice::num(rng, 0.42, 0.8)
    };
    let tilt = if squash < 1.0 {
        dice::num(rng, -0.6, 0.6)
    } else {
        0.0
    };
    let place = |angle: f32, radius: f32| {
        let p = polar(angle, radius);
        sun + pt(p.x, p.y * squash).turn(tilt)
    };
    let glow = star;
    canvas.glow(sun, first * 4.5, glow.rgb(), if dark { 0.4 } else { 0.2 });
    let line = if dark {
        pal.paper.mix(t2, 0.3)
    } else {
        t0.mix(t2, 0.3)
    }
    .rgb();
    let mut radius = first * dice::num(rng, 1.7, 2.1);
    let mut index = 0;
    let mut worlds = Vec::new();
    while radius < reach * 1.02 {
        let thin = unit * 0.0011 + 0.25;
        if index % 3 == 2 {
            let count = (radius / unit * 110.0) as usize;
            for dot in 0..count {
                canvas.disc(
                    place(TAU * dot as f32 / count as f32, radius),
                    thin * 1.25,
                    line,
                    0.7,
                );
            }
        } else {
            for piece in 0..72 {
                let arc: Vec<Pt> = (0..=5)
                    .map(|i| place(TAU * (piece as f32 + i as f32 / 5.0) / 72.0, radius))
                    .collect();
                canvas.flat(&Path::ribbon(&arc, |_| thin), line, 0.55);
            }
        }
        // A world somewhere on the part of its way that is seen.
        let seen = (0..40)
            .map(|_| place(dice::num(rng, 0.0, TAU), radius))
            .find(|p| {
                let edge = unit * 0.07;
                p.x > edge
                    && p.y > edge
                    && p.x < wf - edge
                    && p.y < hf - edge
                    && worlds
                        .iter()
                        .all(|(other, size): &(Pt, f32)| (*other - *p).len() > size + unit * 0.11)
            });
        if let Some(at) = seen {
            let size = unit * dice::num(rng, 0.018, 0.062) * if index > 2 { 1.25 } else { 0.85 };
            worlds.push((at, size));
        }
        radius += unit * dice::num(rng, 0.075, 0.13);
        index += 1;
    }
    let (a, b) = (sun - pt(first, first) * 0.7, sun + pt(first, first) * 0.7);
    canvas.fade(
        &Path::circle(sun, first),
        (a, glow.light(0.05).rgb()),
        (b, glow.light(-0.06).turn(-12.0).rgb()),
        1.0,
    );
    for (index, (at, size)) in worlds.into_iter().enumerate() {
        let tone = pal.hue(index);
        let tone = if dark && tone.l < 0.5 {
            tone.light(0.16)
        } else {
            tone
        };
        let way = (sun - at).unit();
        let body = Path::circle(at, size);
        let kind = dice::int(rng, 0, 3);
        let turn = dice::num(rng, -0.6, 0.6);
        let hoop = |from: f32| -> Path {
            let arc: Vec<Pt> = (0..=40)
                .map(|i| {
                    let p = polar(from + TAU / 2.0 * i as f32 / 40.0, size * 1.7);
                    at + pt(p.x, p.y * 0.3).turn(turn)
                })
                .collect();
            Path::ribbon(&arc, |_| size * 0.1)
        };
        let metal = pal.hue(index + 2);
        if kind == 0 {
            canvas.flat(&hoop(TAU / 2.0), metal.light(-0.08).rgb(), 0.95);
        }
        let night = if dark {
            pal.ink.light(-0.03)
        } else {
            tone.light(-0.32).turn(20.0)
        };
        canvas.fade(
            &body,
            (at + way * size * 0.7, tone.light(0.04).rgb()),
            (at - way * size * 1.05, tone.mix(night, 0.72).rgb()),
            1.0,
        );
        match kind {
            0 => canvas.flat(&hoop(0.0), metal.light(0.05).rgb(), 0.97),
            1 => {
                for band in 0..3 {
                    let y = (band as f32 - 1.0) * size * 0.5;
                    let half = (size * size - y * y).max(0.0).sqrt() * 0.98;
                    let stripe = Path::rounded(
                        at.x - half,
                        at.y + y - size * 0.06,
                        half * 2.0,
                        size * 0.12,
                        size * 0.06,
                    );
                    canvas.flat(&stripe, tone.light(-0.08).rgb(), 0.55);
                }
            }
            2 => {
                let moon = at + polar(dice::num(rng, 0.0, TAU), size * 1.7);
                canvas.flat(&Path::ring(at, size * 1.7 + 0.5, size * 1.7 - 0.5), line, 0.4);
                canvas.disc(moon, size * 0.2, pal.paper.mix(tone, 0.3).rgb(), 1.0);
            }
            _ => {}
        }
    }
    canvas
}

pub fn star_chart(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let ink = pal.ink.light(-0.03);
    let noise = Noise::new(rng);
    let sky = Ramp::new(&[
        ink.light(-0.03),
        ink,
        ink.mix(pal.tones[0], 0.6),
        pal.tones[0].mix(pal.tones[1], 0.5),
        pal.tones[2],
    ]);
    let lean = dice::num(rng, -0.9, 0.9);
    let (sin, cos) = lean.sin_cos();
    let mut canvas = Canvas::soft(w, h, 6, |x, y| {
        let (x, y) = ((x - wf / 2.0) / unit, (y - hf / 2.0) / unit);
        let (u, v) = (x * cos + y * sin, y * cos - x * sin);
        let band = (1.0 - (v * 1.9 + 0.35 * noise.at(u * 1.5, 3.0)).powi(2)).max(0.0);
        let cloud = 0.5 + noise.fbm(x * 2.4, y * 2.4, 4) * 1.1;
        sky.at(0.18 + band * cloud * 0.62)
    });
    let paper = pal.paper.rgb();
    for _ in 0..700 {
        let at = pt(dice::num(rng, 0.0, wf), dice::num(rng, 0.0, hf));
        let size = dice::num(rng, 0.0, 1.0);
        canvas.disc(
            at,
            unit * (0.0005 + 0.0012 * size * size),
            paper,
            0.15 + 0.6 * size * size,
        );
    }
    let centre = pt(wf * dice::num(rng, 0.4, 0.6), hf * dice::num(rng, 0.42, 0.58));
    let line = pal.tones[3].mix(pal.paper, 0.3).rgb();
    let thin = unit * 0.0009 + 0.25;
    let outer = unit * dice::num(rng, 0.42, 0.47);
    let wide = wf > hf * 1.5;
    let rings = [outer, outer * 0.955, outer * 0.68, outer * 0.36];
    for radius in rings {
        for grow in if wide { vec![1.0, 2.0] } else { vec![1.0] } {
            canvas.flat(
                &Path::ring(centre, radius * grow + thin, radius * grow - thin),
                line,
                0.5,
            );
        }
    }
    for tick in 0..72 {
        let angle = TAU * tick as f32 / 72.0;
        let long = if tick % 6 == 0 { 0.92 } else { 0.94 };
        let mark = [
            centre + polar(angle, outer * 0.955),
            centre + polar(angle, outer * long),
        ];
        canvas.flat(&Path::ribbon(&mark, |_| thin), line, 0.7);
    }
    for spoke in 0..6 {
        let angle = TAU * spoke as f32 / 12.0 + lean;
        let ends = [centre - polar(angle, outer), centre + polar(angle, outer)];
        canvas.flat(&Path::ribbon(&ends, |_| thin * 0.8), line, 0.22);
    }
    // Figures: stars joined to their nearest elder.
    let figures = dice::int(rng, 4, 7);
    for figure in 0..figures {
        let home = if figure == 0 {
            centre
        } else {
            pt(wf * dice::num(rng, 0.12, 0.88), hf * dice::num(rng, 0.1, 0.9))
        };
        let spread = unit * dice::num(rng, 0.10, 0.2);
        let mut stars: Vec<Pt> = Vec::new();
        let tint = dice::pick(rng, &[pal.spark(), pal.tones[4], pal.tones[3], pal.paper]).rgb();
        for _ in 0..dice::int(rng, 5, 9) {
            let at = home + polar(dice::num(rng, 0.0, TAU), spread * dice::num(rng, 0.2, 1.0));
            let nearest = stars
                .iter()
                .copied()
                .min_by(|a, b| (*a - at).len().total_cmp(&(*b - at).len()));
            if let Some(elder) = nearest {
                if (elder - at).len() < unit * 0.035 {
                    continue;
                }
                let way = (at - elder).unit() * (unit * 0.012);
                canvas.flat(&Path::ribbon(&[elder + way, at - way], |_| thin * 1.2), tint, 0.6);
            }
            stars.push(at);
        }
        for star in stars {
            let size = unit * dice::num(rng, 0.0035, 0.0075);
            canvas.glow(star, size * 5.0, tint, 0.4);
            for arm in 0..4 {
                let tip = polar(TAU * arm as f32 / 4.0, size * 2.0);
                let side = tip.across() * 0.2;
                canvas.flat(
                    &Path::polygon(&[star + tip, star + side, star - side]),
                    paper,
                    1.0,
                );
            }
            canvas.disc(star, size * 0.55, paper, 1.0);
        }
    }
    canvas
}
