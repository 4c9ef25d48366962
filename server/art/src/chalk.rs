//! Geometry on a blackboard: constructions one would draw to explain; it refuses words and false theorems.

use super::{
    canvas::{Canvas, Raster},
    color::{Ramp, Rgb, mix},
    dice::{self, Dust, Rng},
    noise::{Field, Noise},
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

/// A stick of chalk: every stroke leaves grains, more where it presses.
struct Chalk {
    raster: Raster,
    tooth: Vec<f32>,
    wobble: Noise,
    thick: f32,
}

const TOOTH: usize = 256;

impl Chalk {
    fn new(rng: &mut Rng, thick: f32) -> Self {
        let mut dust = Dust::new(rng);
        let rough: Vec<f32> = (0..TOOTH * TOOTH).map(|_| dust.next()).collect();
        // A little smoothing makes grains instead of noise.
        let at = |x: usize, y: usize| rough[(y % TOOTH) * TOOTH + x % TOOTH];
        let tooth = (0..TOOTH * TOOTH)
            .map(|i| {
                let (x, y) = (i % TOOTH, i / TOOTH);
                (at(x, y) * 2.0 + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1) * 0.6) / 4.6
            })
            .collect();
        Self {
            raster: Raster::default(),
            tooth,
            wobble: Noise::new(rng),
            thick,
        }
    }

    fn fill(&mut self, canvas: &mut Canvas, path: &Path, colour: Rgb, press: f32) {
        let (w, h) = (canvas.w, canvas.h);
        let (tooth, px) = (&self.tooth, &mut canvas.px);
        self.raster.cover(path, w, h, |y, x, cover| {
            let line = &tooth[(y % TOOTH) * TOOTH..][..TOOTH];
            for (offset, (px, &share)) in px[y * w + x..][..cover.len()].iter_mut().zip(cover).enumerate() {
                let grain = line[(x + offset) % TOOTH];
                let left = ((press - grain) * 3.2 + 0.35).clamp(0.0, 1.0);
                *px = mix(*px, colour, share * left);
            }
        });
    }

    fn line(&mut self, canvas: &mut Canvas, points: &[Pt], colour: Rgb, press: f32) {
        // The hand is never quite steady.
        let sway = self.thick * 0.5;
        let wobble = &self.wobble;
        let hand: Vec<Pt> = points
            .windows(2)
            .flat_map(|pair| {
                let count = ((pair[1] - pair[0]).len() / (sway * 14.0)) as usize + 1;
                let (from, to) = (pair[0], pair[1]);
                (0..count).map(move |i| from.lerp(to, i as f32 / count as f32))
            })
            .chain(points.last().copied())
            .map(|p| {
                let (x, y) = (p.x * 0.008, p.y * 0.008);
                p + pt(wobble.at(x, y), wobble.at(x + 50.0, y)) * sway
            })
            .collect();
        let thick = self.thick;
        for (part, piece) in hand.windows(2).enumerate() {
            let soft = press + 0.08 * self.wobble.at(part as f32 * 0.23, 7.0);
            let grown = [piece[0], piece[1] + (piece[1] - piece[0]).unit() * 0.6];
            self.fill(canvas, &Path::ribbon(&grown, |_| thick * 0.5), colour, soft);
        }
    }

    fn circle(&mut self, canvas: &mut Canvas, at: Pt, radius: f32, colour: Rgb, press: f32) {
        let points: Vec<Pt> = (0..=72)
            .map(|i| at + polar(TAU * (i as f32 / 72.0) - 0.6, radius))
            .collect();
        self.line(canvas, &points, colour, press);
    }

    fn dashed(&mut self, canvas: &mut Canvas, from: Pt, to: Pt, colour: Rgb, press: f32) {
        let count = ((to - from).len() / (self.thick * 7.0)) as usize;
        for dash in 0..count {
            let t = dash as f32 / count as f32;
            let ends = [from.lerp(to, t), from.lerp(to, t + 0.55 / count as f32)];
            self.line(canvas, &ends, colour, press);
        }
    }

    fn arrow(&mut self, canvas: &mut Canvas, from: Pt, to: Pt, colour: Rgb) {
        self.line(canvas, &[from, to], colour, 0.72);
        let back = (from - to).unit() * (self.thick * 6.0);
        self.line(
            canvas,
            &[to + back.turn(0.45), to, to + back.turn(-0.45)],
            colour,
            0.72,
        );
    }

    /// Slanted light strokes across a convex shape.
    fn hatch(&mut self, canvas: &mut Canvas, shape: &[Pt], colour: Rgb) {
        let (way, step) = (polar(-0.7, 1.0), self.thick * 3.4);
        let side = way.across();
        let reach = |p: &Pt| p.dot(side);
        let low = shape.iter().map(reach).fold(f32::MAX, f32::min);
        let high = shape.iter().map(reach).fold(f32::MIN, f32::max);
        let thick = self.thick;
        self.thick = thick * 0.6;
        for stroke in 1..((high - low) / step) as usize {
            let at = low + step * stroke as f32;
            let ends: Vec<Pt> = shape
                .iter()
                .zip(shape.iter().cycle().skip(1))
                .filter_map(|(a, b)| {
                    let (da, db) = (a.dot(side) - at, b.dot(side) - at);
                    ((da < 0.0) != (db < 0.0)).then(|| a.lerp(*b, da / (da - db)))
                })
                .collect();
            if let [from, to] = ends[..] {
                let short = (to - from).unit() * (thick * 1.2);
                self.line(canvas, &[from + short, to - short], colour, 0.46);
            }
        }
        self.thick = thick;
    }
}

pub fn chalk(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let board = pal.ink.light(dice::num(rng, -0.02, 0.05));
    let noise = Noise::new(rng);
    let ramp = Ramp::new(&[board.light(-0.05), board, board.light(0.06)]);
    let dust = Field::new(w, h, 6, |x, y| {
        let (x, y) = (x / unit, y / unit);
        let wipe = noise.fbm(x * 1.2 + y * 0.5, y * 4.0 - x, 3);
        0.45 + 0.55 * wipe + 0.15 * noise.at(x * 0.8, y * 0.8)
    });
    let mut line = vec![0.0; w];
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        dust.row(y as f32, &mut line);
        for (px, &t) in row.iter_mut().zip(&line) {
            *px = ramp.at(t.max(0.0));
        }
    }
    let white = pal.paper.rgb();
    let tints: Vec<Rgb> = pal
        .hues
        .iter()
        .filter(|hue| hue.l > 0.6)
        .map(|hue| hue.light(0.04).rgb())
        .collect();
    let tints = if tints.is_empty() { vec![white] } else { tints };
    let mut stick = Chalk::new(rng, (unit * 0.0078).max(1.5));
    let centre = pt(wf / 2.0, hf / 2.0);
    let (a, b) = (dice::pick(rng, &tints), dice::pick(rng, &tints));
    let size = unit * dice::num(rng, 0.38, 0.43);
    match dice::int(rng, 0, 6) {
        0 => pythagoras(&mut canvas, &mut stick, rng, centre, size, [white, a, b]),
        1 => waves(&mut canvas, &mut stick, rng, [white, a, b]),
        2 => euler(&mut canvas, &mut stick, rng, centre, size, [white, a, b]),
        3 => spiral(&mut canvas, &mut stick, rng, centre, size, [white, a, b]),
        4 => solids(&mut canvas, &mut stick, rng, centre, size, [white, a, b]),
        5 => orbits(&mut canvas, &mut stick, rng, centre, size, [white, a, b]),
        _ => compass(&mut canvas, &mut stick, rng, centre, size, [white, a, b]),
    }
    let smear = board.light(0.1).rgb();
    for _ in 0..2 {
        let at = pt(wf * dice::num(rng, 0.1, 0.9), hf * dice::num(rng, 0.1, 0.9));
        canvas.cloud(at, unit * dice::num(rng, 0.1, 0.25), smear, 0.22);
    }
    canvas
}

type Inks = [Rgb; 3];

/// The squares over a right triangle.
fn pythagoras(canvas: &mut Canvas, chalk: &mut Chalk, rng: &mut Rng, at: Pt, size: f32, [white, a, b]: Inks) {
    let angle = dice::num(rng, 0.5, 1.05);
    let long = size * 0.92;
    let p = at + pt(-long * 0.5, long * 0.12);
    let q = at + pt(long * 0.5, long * 0.12);
    let r = p + polar(-angle, long * angle.cos());
    for (from, to, ink) in [(q, p, white), (p, r, a), (r, q, b)] {
        let side = (to - from).across();
        let square = [from, to, to + side, from + side];
        // Each square stands outside the triangle.
        let out = if (side.dot(at - pt(0.0, long * 0.1) - from)) > 0.0 {
            -1.0
        } else {
            1.0
        };
        let square = [
            square[0],
            square[1],
            square[1] + side * out,
            square[0] + side * out,
        ];
        chalk.hatch(canvas, &square, ink);
        chalk.line(
            canvas,
            &[square[0], square[1], square[2], square[3], square[0]],
            ink,
            0.72,
        );
        for part in 1..4 {
            let t = part as f32 / 4.0;
            chalk.dashed(
                canvas,
                square[0].lerp(square[3], t),
                square[1].lerp(square[2], t),
                ink,
                0.42,
            );
        }
    }
    let (u, v) = ((p - r).unit() * size * 0.09, (q - r).unit() * size * 0.09);
    chalk.line(canvas, &[r + u, r + u + v, r + v], white, 0.7);
}

/// A wave and its parts over an axis.
fn waves(canvas: &mut Canvas, chalk: &mut Chalk, rng: &mut Rng, [white, a, b]: Inks) {
    let (wf, hf) = (canvas.w as f32, canvas.h as f32);
    let unit = canvas.unit();
    let (left, right, base) = (wf * 0.1, wf * 0.92, hf * 0.5);
    chalk.arrow(canvas, pt(left, base), pt(right, base), white);
    chalk.arrow(
        canvas,
        pt(left + unit * 0.04, hf * 0.84),
        pt(left + unit * 0.04, hf * 0.14),
        white,
    );
    let turns = dice::num(rng, 1.5, 2.6);
    let high = hf.min(unit * 1.2) * 0.24;
    let parts = dice::int(rng, 2, 4);
    let phase = dice::num(rng, 0.0, 1.5);
    let at = |t: f32, part: usize| {
        let n = (part * 2 + 1) as f32;
        (TAU * turns * n * t + phase).sin() / n
    };
    let curve = |f: &dyn Fn(f32) -> f32| -> Vec<Pt> {
        (0..=150)
            .map(|i| {
                let t = i as f32 / 150.0;
                pt(
                    left + unit * 0.04 + (right - left - unit * 0.09) * t,
                    base - high * f(t),
                )
            })
            .collect()
    };
    for part in 0..parts {
        chalk.line(
            canvas,
            &curve(&|t| at(t, part)),
            if part == 0 { b } else { white },
            0.5,
        );
    }
    let thick = chalk.thick;
    chalk.thick = thick * 1.6;
    chalk.line(
        canvas,
        &curve(&|t| 1.25 * (0..parts).map(|part| at(t, part)).sum::<f32>()),
        a,
        0.78,
    );
    chalk.thick = thick;
    for tick in 1..8 {
        let x = left + (right - left) * tick as f32 / 8.0;
        chalk.line(
            canvas,
            &[pt(x, base - unit * 0.012), pt(x, base + unit * 0.012)],
            white,
            0.7,
        );
    }
}

/// A triangle with its circles, heights and medians.
fn euler(canvas: &mut Canvas, chalk: &mut Chalk, rng: &mut Rng, at: Pt, size: f32, [white, a, b]: Inks) {
    let start = dice::num(rng, -1.9, -1.2);
    let corners = [
        start,
        start + dice::num(rng, 1.7, 2.3),
        start + dice::num(rng, 3.9, 4.5),
    ]
    .map(|angle| at + polar(angle, size));
    chalk.circle(canvas, at, size, a, 0.66);
    chalk.hatch(canvas, &corners, b);
    chalk.line(
        canvas,
        &[corners[0], corners[1], corners[2], corners[0]],
        white,
        0.76,
    );
    let mut inner = at;
    for i in 0..3 {
        let (p, q, r) = (corners[i], corners[(i + 1) % 3], corners[(i + 2) % 3]);
        let side = (r - q).unit();
        let foot = q + side * (p - q).dot(side);
        chalk.dashed(canvas, p, foot, b, 0.62);
        chalk.dashed(canvas, p, q.lerp(r, 0.5), white, 0.5);
        inner = inner + (p - at);
    }
    // The nine points' circle lies halfway to the heights' meeting.
    let nine = at.lerp(inner, 0.5);
    chalk.circle(canvas, nine, size / 2.0, b, 0.62);
    chalk.line(canvas, &[at.lerp(inner, -0.6), at.lerp(inner, 1.6)], a, 0.7);
    for dot in [at, nine, inner, at.lerp(inner, 1.0 / 3.0)] {
        let disc = Path::circle(dot, size * 0.018);
        chalk.fill(canvas, &disc, a, 0.9);
    }
}

/// Squares in the golden ratio and the spiral through them.
fn spiral(canvas: &mut Canvas, chalk: &mut Chalk, rng: &mut Rng, at: Pt, size: f32, [white, a, b]: Inks) {
    const PHI: f32 = 1.618_034;
    let tilt = dice::num(rng, -0.08, 0.08);
    let upright = canvas.h > canvas.w;
    let turn = |p: Pt| if upright { pt(-p.y, p.x) } else { p };
    let mut side = size * if upright { 1.3 } else { 1.25 };
    let mut corner = pt(-side * PHI / 2.0, side / 2.0);
    let mut way = pt(1.0, 0.0);
    let mut curve = Vec::new();
    for step in 0..8 {
        let up = pt(way.y, -way.x);
        let square = [
            corner,
            corner + way * side,
            corner + (way + up) * side,
            corner + up * side,
        ];
        let drawn = square.map(|p| at + turn(p).turn(tilt));
        if step % 2 == 0 {
            chalk.hatch(canvas, &drawn, if step % 4 == 0 { a } else { b });
        }
        chalk.line(
            canvas,
            &[drawn[0], drawn[1], drawn[2], drawn[3], drawn[0]],
            white,
            0.6,
        );
        let pivot = square[1];
        for i in 0..=18 {
            let angle = TAU / 4.0 * i as f32 / 18.0;
            let spoke = (square[0] - pivot) * angle.cos() + (square[2] - pivot) * angle.sin();
            curve.push(at + turn(pivot + spoke).turn(tilt));
        }
        corner = square[2];
        way = pt(-up.x, -up.y);
        side /= PHI;
    }
    let thick = chalk.thick;
    chalk.thick = thick * 1.7;
    chalk.line(canvas, &curve, a, 0.8);
    chalk.thick = thick;
}

/// Solids seen through their edges.
fn solids(canvas: &mut Canvas, chalk: &mut Chalk, rng: &mut Rng, at: Pt, size: f32, [white, a, b]: Inks) {
    let (yaw, pitch) = (dice::num(rng, 0.3, 0.8), dice::num(rng, 0.3, 0.55));
    let see = |[x, y, z]: [f32; 3], size: f32, at: Pt| {
        let (sy, cy) = yaw.sin_cos();
        let (sp, cp) = pitch.sin_cos();
        let (x, z) = (x * cy - z * sy, x * sy + z * cy);
        let (y, z) = (y * cp - z * sp, y * sp + z * cp);
        (at + pt(x, -y) * (size * 3.6 / (3.6 + z)), z)
    };
    let phi = 1.618_034;
    let mut points: Vec<[f32; 3]> = Vec::new();
    let reach = match dice::int(rng, 0, 2) {
        0 => {
            for s in [-1.0, 1.0] {
                for t in [-phi, phi] {
                    points.extend([[0.0, s, t], [s, t, 0.0], [t, 0.0, s]]);
                }
            }
            2.05
        }
        1 => {
            for s in [-1.0, 1.0] {
                for t in [-1.0, 1.0] {
                    points.extend([[s, t, -1.0], [s, t, 1.0]]);
                }
            }
            2.05
        }
        _ => {
            for s in [-1.5, 1.5] {
                points.extend([[s, 0.0, 0.0], [0.0, s, 0.0], [0.0, 0.0, s]]);
            }
            2.2
        }
    };
    let scale = size
        / points
            .iter()
            .map(|p| (p[0] * p[0] + p[1] * p[1] + p[2] * p[2]).sqrt())
            .fold(0.1, f32::max);
    chalk.circle(canvas, at, size * 1.04, b, 0.42);
    for (i, p) in points.iter().enumerate() {
        for q in &points[i + 1..] {
            let apart = [0, 1, 2].map(|k| p[k] - q[k]);
            if apart.iter().map(|v| v * v).sum::<f32>().sqrt() < reach {
                let ((from, near), (to, far)) = (see(*p, scale, at), see(*q, scale, at));
                if near + far > 0.55 {
                    chalk.dashed(canvas, from, to, white, 0.45);
                } else {
                    chalk.line(
                        canvas,
                        &[from, to],
                        if near + far < -0.6 { a } else { white },
                        0.74,
                    );
                }
            }
        }
    }
    for p in &points {
        let (place, deep) = see(*p, scale, at);
        chalk.fill(
            canvas,
            &Path::circle(place, size * 0.022),
            if deep < 0.0 { a } else { b },
            0.85,
        );
    }
}

/// Worlds on ellipses round a star.
fn orbits(canvas: &mut Canvas, chalk: &mut Chalk, rng: &mut Rng, at: Pt, size: f32, [white, a, b]: Inks) {
    let tilt = dice::num(rng, -0.5, 0.5);
    let squash = dice::num(rng, 0.35, 0.75);
    for ray in 0..16 {
        let angle = TAU * ray as f32 / 16.0;
        let reach = if ray % 2 == 0 { 0.2 } else { 0.16 };
        chalk.line(
            canvas,
            &[at + polar(angle, size * 0.12), at + polar(angle, size * reach)],
            a,
            0.72,
        );
    }
    chalk.fill(canvas, &Path::circle(at, size * 0.09), a, 0.7);
    for ring in 0..5 {
        let radius = size * (0.32 + 0.2 * ring as f32);
        let place = |angle: f32| {
            let p = polar(angle, radius);
            at + pt(p.x, p.y * squash).turn(tilt)
        };
        let points: Vec<Pt> = (0..=80).map(|i| place(TAU * i as f32 / 80.0)).collect();
        chalk.line(canvas, &points, white, 0.5);
        let world = place(dice::num(rng, 0.0, TAU));
        let body = size * dice::num(rng, 0.028, 0.055);
        let ink = if ring % 2 == 0 { b } else { a };
        chalk.fill(canvas, &Path::circle(world, body), ink, 0.75);
        chalk.circle(canvas, world, body, white, 0.65);
        if ring == 3 {
            let ears: Vec<Pt> = (0..=40)
                .map(|i| {
                    let p = polar(TAU * i as f32 / 40.0, body * 1.9);
                    world + pt(p.x, p.y * 0.35).turn(0.4)
                })
                .collect();
            chalk.line(canvas, &ears, ink, 0.7);
        }
    }
}

/// The flower a pair of compasses draws.
fn compass(canvas: &mut Canvas, chalk: &mut Chalk, rng: &mut Rng, at: Pt, size: f32, [white, a, b]: Inks) {
    let start = dice::num(rng, 0.0, TAU);
    let radius = size / 2.0;
    chalk.circle(canvas, at, radius, a, 0.72);
    for i in 0..6 {
        let centre = at + polar(start + TAU * i as f32 / 6.0, radius);
        chalk.circle(canvas, centre, radius, white, 0.58);
        let next = at + polar(start + TAU * (i as f32 + 1.0) / 6.0, radius);
        chalk.line(canvas, &[centre, next], b, 0.74);
        chalk.dashed(canvas, at, centre, b, 0.5);
        chalk.fill(canvas, &Path::circle(centre, size * 0.017), a, 0.9);
    }
    chalk.circle(canvas, at, size, white, 0.5);
    let star: Vec<Pt> = (0..=6)
        .map(|i| at + polar(start + TAU * (i * 2 % 6) as f32 / 6.0, size))
        .collect();
    chalk.line(canvas, &star[..4], a, 0.6);
    let other: Vec<Pt> = (0..=3)
        .map(|i| at + polar(start + TAU * (i * 2 + 1) as f32 / 6.0, size))
        .collect();
    chalk.line(canvas, &other, a, 0.6);
}
