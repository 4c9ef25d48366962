//! Truchet ribbons, quilts, weaves and chains: rules repeated with chance; they refuse to look like wallpaper.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, mix, scale},
    dice::{self, Rng},
    noise::{Noise, floor},
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

pub fn truchet(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    if dice::chance(rng, 0.45) {
        nested(rng, pal, w, h)
    } else {
        ribbons(rng, pal, w, h)
    }
}

/// Quarter arcs in square cells, read as ribbons with stripes.
fn ribbons(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let size = unit / dice::num(rng, 3.6, 7.5);
    let noise = Noise::new(rng);
    let slanted = dice::chance(rng, 0.5);
    let dark = dice::chance(rng, 0.5);
    let ground = if dark { pal.ink.rgb() } else { pal.paper.rgb() };
    let half = dice::num(rng, 0.2, 0.36);
    let stripes = dice::int(rng, 1, 3) as f32;
    let (a, b, c) = (pal.hue(0), pal.hue(1), pal.hue(2));
    let body = Ramp::new(&[a, b, c, a.mix(b, 0.5)]);
    let trim = if dark { pal.paper.rgb() } else { pal.ink.rgb() };
    let way = polar(dice::num(rng, 0.0, TAU), 0.45 / unit);
    let soft = 0.75 / size;
    let chance = dice::num(rng, 0.35, 0.65);
    let cells: Vec<(bool, f32)> = (0..64 * 64)
        .map(|i| {
            let (column, row) = (i % 64, i / 64);
            let bend = 0.12 * noise.at(column as f32 * 0.31, row as f32 * 0.31);
            (dice::chance(rng, chance), bend)
        })
        .collect();
    let (grain, tilt) = (1.0 / size, FRAC_PI_4.cos() / size);
    let (stripe_half, per_half) = (half / stripes / soft, 1.0 / half);
    let (soft, shade) = (1.0 / soft, scale(ground, 0.9));
    Canvas::painted(w, h, |x, y| {
        let p = if slanted {
            pt((x - y) * tilt + 40.0, (x + y) * tilt)
        } else {
            pt(x * grain + 0.3, y * grain + 0.2)
        };
        let (column, row) = (floor(p.x), floor(p.y));
        let (mut u, v) = (p.x - column as f32, p.y - row as f32);
        let (flip, bend) = cells[((row & 63) * 64 + (column & 63)) as usize];
        if flip {
            u = 1.0 - u;
        }
        let near = (u * u + v * v).sqrt();
        let far = ((1.0 - u) * (1.0 - u) + (1.0 - v) * (1.0 - v)).sqrt();
        let out = (near.min(far) - 0.5).abs();
        let edge = ((half - out) * soft + 0.5).clamp(0.0, 1.0);
        if edge <= 0.0 {
            let fall = ((out - half) * 6.0).min(1.0);
            return scale(ground, 0.9 + 0.1 * fall);
        }
        let colour = body.at(fold(way.dot(pt(x, y)) + 0.5 + bend));
        // Round the ribbon a little, then draw its stripes.
        let across = out * per_half;
        let mut ribbon = scale(colour, 1.06 - 0.2 * across * across);
        let phase = across * stripes + 0.5;
        let phase = phase - (phase as i32) as f32;
        let line = ((0.11 - (phase - 0.5).abs()) * stripe_half + 0.5).clamp(0.0, 1.0);
        ribbon = mix(ribbon, trim, line * 0.9);
        if edge >= 1.0 {
            ribbon
        } else {
            mix(shade, ribbon, edge)
        }
    })
}

fn fold(t: f32) -> f32 {
    let t = t * 0.5;
    let t = (t - floor(t) as f32) * 2.0;
    if t > 1.0 { 2.0 - t } else { t }
}

/// A number in -1..1 of a cell, the same every time.
fn cell_noise(column: i32, row: i32) -> f32 {
    let mut hash = (column as u32).wrapping_mul(0x9E37_79B1) ^ (row as u32).wrapping_mul(0x85EB_CA77);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2C1B_3C6D);
    hash ^= hash >> 12;
    hash = hash.wrapping_mul(0x297A_2D39);
    hash ^= hash >> 15;
    (hash >> 8) as f32 / 8_388_608.0 - 1.0
}

/// Winged tiles of several sizes, each half the last with its colours exchanged.
fn nested(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let big = unit / dice::pick(rng, &[2.0, 2.5, 3.0, 4.0]);
    let mut tiles: Vec<(usize, Pt, f32)> = Vec::new();
    let noise = Noise::new(rng);
    let (columns, rows) = ((wf / big) as usize + 1, (hf / big) as usize + 1);
    let shift = pt((wf - columns as f32 * big) / 2.0, (hf - rows as f32 * big) / 2.0);
    let mut open: Vec<(usize, Pt, f32)> = (0..columns * rows)
        .map(|i| {
            (
                0,
                shift + pt((i % columns) as f32 * big, (i / columns) as f32 * big),
                big,
            )
        })
        .collect();
    while let Some((level, at, size)) = open.pop() {
        let busy = noise.at(at.x / unit * 2.2, at.y / unit * 2.2) * 0.5 + 0.52;
        if level < 3 && dice::chance(rng, busy * [0.85, 0.7, 0.4][level]) {
            for i in 0..4 {
                let half = size / 2.0;
                open.push((
                    level + 1,
                    at + pt((i % 2) as f32 * half, (i / 2) as f32 * half),
                    half,
                ));
            }
        } else {
            tiles.push((level, at, size));
        }
    }
    tiles.sort_by_key(|tile| tile.0);
    let pair = if dice::chance(rng, 0.5) {
        [pal.ink, pal.paper]
    } else {
        [pal.tones[0], pal.tones[4].mix(pal.paper, 0.5)]
    };
    let accents = [pal.hue(0).rgb(), pal.hue(1).rgb(), pal.spark().rgb()];
    let mut canvas = Canvas::new(w, h, pair[0].rgb());
    for (level, at, size) in tiles {
        let (ground, figure) = (pair[level % 2].rgb(), pair[(level + 1) % 2].rgb());
        let figure = if dice::chance(rng, 0.14) {
            dice::pick(rng, &accents)
        } else {
            figure
        };
        canvas.flat(&Path::rect(at.x, at.y, size, size), ground, 1.0);
        let third = size / 3.0;
        let corners = [at, at + pt(size, 0.0), at + pt(size, size), at + pt(0.0, size)];
        let middles = [0, 1, 2, 3].map(|i| corners[i].lerp(corners[(i + 1) % 4], 0.5));
        let bow = |canvas: &mut Canvas, corner: usize| {
            let from = corner as f32 * FRAC_PI_2;
            let mut path = Path::pie(corners[corner], third * 2.0, from, from + FRAC_PI_2);
            path.join(&Path::pie(corners[corner], third, from + FRAC_PI_2, from));
            canvas.flat(&path, figure, 1.0);
        };
        match dice::int(rng, 0, 5) {
            0 | 1 => {
                bow(&mut canvas, 0);
                bow(&mut canvas, 2);
            }
            2 | 3 => {
                bow(&mut canvas, 1);
                bow(&mut canvas, 3);
            }
            4 => {
                canvas.flat(&Path::rect(at.x + third, at.y, third, size), figure, 1.0);
                canvas.flat(&Path::rect(at.x, at.y + third, size, third), figure, 1.0);
            }
            _ => {}
        }
        for middle in middles {
            canvas.disc(middle, third / 2.0, figure, 1.0);
        }
        for corner in corners {
            canvas.disc(corner, third, ground, 1.0);
        }
    }
    canvas
}

pub fn quilt(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let across = dice::int(rng, 3, 6) as f32;
    let size = unit / across;
    let (columns, rows) = ((wf / size).ceil() as usize, (hf / size).ceil() as usize);
    let shift = pt(
        (wf - columns as f32 * size) / 2.0,
        (hf - rows as f32 * size) / 2.0,
    );
    let mut grounds = vec![pal.paper, pal.paper, pal.ink];
    grounds.extend(pal.hues);
    let mut canvas = Canvas::new(w, h, pal.paper.rgb());
    let mut before = 0;
    for index in 0..columns * rows {
        let at = shift + pt((index % columns) as f32 * size, (index / columns) as f32 * size);
        let mut ground = dice::int(rng, 0, grounds.len() - 1);
        if ground == before {
            ground = (ground + 3) % grounds.len();
        }
        before = ground;
        let mut figure = (ground + dice::int(rng, 2, grounds.len() - 2)) % grounds.len();
        if (grounds[figure].l - grounds[ground].l).abs() < 0.12 {
            figure = if grounds[ground].l > 0.6 { 2 } else { 0 };
        }
        let (back, front) = (grounds[ground].rgb(), grounds[figure].rgb());
        let third = pal.hue(index + figure).rgb();
        let grown = Path::rect(at.x - 0.5, at.y - 0.5, size + 1.0, size + 1.0);
        canvas.flat(&grown, back, 1.0);
        let corner = dice::int(rng, 0, 3);
        let corners = [at, at + pt(size, 0.0), at + pt(size, size), at + pt(0.0, size)];
        let from = corner as f32 * FRAC_PI_2;
        let middle = at + pt(size / 2.0, size / 2.0);
        match dice::int(rng, 0, 8) {
            0 | 1 => {
                let here = corners[corner];
                canvas.flat(&Path::pie(here, size, from, from + FRAC_PI_2), front, 1.0);
                if dice::chance(rng, 0.5) {
                    canvas.flat(&Path::pie(here, size * 0.5, from, from + FRAC_PI_2), third, 1.0);
                }
            }
            2 => {
                // A leaf of two arcs.
                for (place, angle) in [(corner, from), ((corner + 2) % 4, from + TAU / 2.0)] {
                    let bow = Path::pie(corners[place], size, angle, angle + FRAC_PI_2);
                    canvas.flat(&bow, if place == corner { front } else { back }, 1.0);
                }
                let (a, b) = (corners[(corner + 1) % 4], corners[(corner + 3) % 4]);
                let mut leaf = Path::new();
                let (p, q) = (corners[corner], corners[(corner + 2) % 4]);
                leaf.move_to(a)
                    .bend_to(p.lerp(middle, 0.2), b)
                    .bend_to(q.lerp(middle, 0.2), a);
                canvas.flat(&grown, back, 1.0);
                canvas.flat(&leaf, front, 1.0);
            }
            3 => {
                canvas.disc(middle, size * 0.38, front, 1.0);
                if dice::chance(rng, 0.6) {
                    canvas.disc(middle, size * 0.18, third, 1.0);
                }
            }
            4 => {
                let points = [
                    corners[corner],
                    corners[(corner + 1) % 4],
                    corners[(corner + 2) % 4],
                ];
                canvas.flat(&Path::polygon(&points), front, 1.0);
            }
            5 => {
                let bars = dice::int(rng, 3, 4);
                for bar in 0..bars {
                    let wide = size / (bars as f32 * 2.0);
                    let along = wide * (bar as f32 * 2.0 + 0.5);
                    let stripe = if corner.is_multiple_of(2) {
                        Path::rect(at.x + along, at.y, wide, size)
                    } else {
                        Path::rect(at.x, at.y + along, size, wide)
                    };
                    canvas.flat(&stripe, front, 1.0);
                }
            }
            6 => {
                let half = Path::pie(
                    corners[corner].lerp(corners[(corner + 1) % 4], 0.5),
                    size / 2.0,
                    from,
                    from + TAU / 2.0,
                );
                canvas.flat(&half, front, 1.0);
                let there = corners[(corner + 2) % 4].lerp(corners[(corner + 3) % 4], 0.5);
                canvas.flat(&Path::pie(there, size / 4.0, from, from - TAU / 2.0), third, 1.0);
            }
            7 => {
                for ring in 0..4 {
                    let colour = if ring % 2 == 0 { front } else { back };
                    let reach = size * (1.0 - ring as f32 * 0.25);
                    canvas.flat(
                        &Path::pie(corners[corner], reach, from, from + FRAC_PI_2),
                        colour,
                        1.0,
                    );
                }
            }
            _ => {
                for dot in 0..9 {
                    let place = at + pt((dot % 3) as f32 + 0.5, (dot / 3) as f32 + 0.5) * (size / 3.0);
                    canvas.disc(place, size * 0.09, front, 1.0);
                }
            }
        }
    }
    canvas
}

pub fn weave(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let unit = w.min(h) as f32;
    let size = unit / dice::num(rng, 6.0, 13.0);
    let angle: f32 = dice::pick(rng, &[0.0, TAU / 8.0, TAU / 8.0, 0.35, -0.5]);
    let (sin, cos) = (angle.sin() / size, angle.cos() / size);
    let half = dice::num(rng, 0.38, 0.465);
    let twill = dice::chance(rng, 0.4);
    let noise = Noise::new(rng);
    let ground = pal.ink.light(-0.06).rgb();
    let weft: Vec<Rgb> = pal.tones.iter().map(|tone| tone.rgb()).collect();
    let mut warp: Vec<Rgb> = pal.hues.iter().map(|hue| hue.rgb()).collect();
    warp.push(pal.paper.rgb());
    let soft = 0.8 / size;
    let bands: Vec<f32> = (0..256).map(|i| noise.fbm(i as f32 * 0.21, 0.5, 2)).collect();
    let strand = |list: &[Rgb], index: i32, turn: usize| {
        let band = bands[(index + turn as i32).rem_euclid(256) as usize];
        let slot = ((band + 0.55) * list.len() as f32).clamp(0.0, list.len() as f32 - 0.5);
        let lift = cell_noise(index, turn as i32) * 0.045;
        scale(list[slot as usize], 1.0 + lift)
    };
    let fibre: Vec<f32> = (0..64)
        .map(|i| 1.0 + 0.035 * ((i as f32 - 32.0) * 0.72).sin())
        .collect();
    let warps: Vec<Rgb> = (0..256).map(|i| strand(&warp, i, 0)).collect();
    let wefts: Vec<Rgb> = (0..256).map(|i| strand(&weft, i, 90)).collect();
    Canvas::painted(w, h, |x, y| {
        let p = pt(x * cos - y * sin + 50.0, x * sin + y * cos + 50.0);
        let (column, row) = (floor(p.x), floor(p.y));
        let (u, v) = (p.x - column as f32 - 0.5, p.y - row as f32 - 0.5);
        let over = if twill {
            (column + row).rem_euclid(4) < 2
        } else {
            (column + row).rem_euclid(2) == 0
        };
        // `across` runs over the strand on top, `along` runs with it.
        let (across, along, top, low) = if over {
            (u, v, warps[(column & 255) as usize], wefts[(row & 255) as usize])
        } else {
            (v, u, wefts[(row & 255) as usize], warps[(column & 255) as usize])
        };
        let hump = 1.05 - 1.15 * along * along;
        let thread = ((across + 0.5) * 64.0) as usize & 63;
        let round = 1.0 - 0.9 * across * across;
        let upper = scale(top, (hump * round * fibre[thread]).min(1.12));
        let cover = ((half - across.abs()) / soft + 0.5).clamp(0.0, 1.0);
        if cover >= 1.0 {
            return upper;
        }
        let deep = 0.55 + 0.4 * (across.abs() - half).max(0.0) * 8.0;
        let beneath = ((half - along.abs()) / soft + 0.5).clamp(0.0, 1.0);
        let under = mix(ground, scale(low, deep.min(0.9)), beneath);
        mix(under, upper, cover)
    })
}

/// One ring of a chain.
struct Ring {
    at: Pt,
    radius: f32,
    thick: f32,
    ramp: Ramp,
}

/// The light and shade of a polished rod.
fn polish(tone: Lch) -> Ramp {
    Ramp::new(&[
        tone.light(-0.26).turn(10.0),
        tone.light(-0.08),
        tone.light(0.04),
        tone.light(0.15).chroma(0.8),
    ])
}

impl Ring {
    /// The ring between two angles, rounded by light.
    fn draw(&self, canvas: &mut Canvas, from: f32, to: f32) {
        let pieces = (((to - from).abs() * self.radius.sqrt()) as usize * 2).clamp(8, 240);
        let line: Vec<Pt> = (0..=pieces)
            .map(|i| self.at + polar(from + (to - from) * i as f32 / pieces as f32, self.radius))
            .collect();
        let path = Path::ribbon(&line, |_| self.thick);
        let (at, radius, thick, ramp) = (self.at, self.radius, self.thick, &self.ramp);
        canvas.fill(&path, 1.0, |x, y| {
            let out = pt(x, y) - at;
            let far = out.len();
            let side = ((far - radius) / thick).clamp(-1.0, 1.0);
            let up = (1.0 - side * side).sqrt();
            let lit = (out.x * -0.5 + out.y * -0.72) / far.max(1.0) * side + 0.75 * up;
            ramp.at((0.1 + 0.78 * lit).max(0.0))
        });
    }
}

pub fn links(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.45);
    let ground = pal.ground(dark, 0.5);
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[ground.light(0.03), ground.light(-0.04)]));
    let mut rings = Vec::new();
    let mut pairs = Vec::new();
    if dice::chance(rng, 0.5) {
        // Mail: every ring through its four neighbours.
        let step = unit / dice::num(rng, 3.0, 5.5);
        let radius = step * 0.625;
        let thick = step * dice::num(rng, 0.065, 0.085);
        let (columns, rows) = ((wf / step) as usize + 3, (hf / step) as usize + 3);
        let shift = pt(wf - (columns - 1) as f32 * step, hf - (rows - 1) as f32 * step) * 0.5;
        let noise = Noise::new(rng);
        for row in 0..rows {
            for column in 0..columns {
                let index = rings.len();
                let zone =
                    noise.at(column as f32 * 0.33, row as f32 * 0.33) * 4.0 + 2.5 + dice::num(rng, -0.8, 0.8);
                let tone = pal.tones[zone.clamp(0.0, 4.0) as usize].light(if dark { 0.0 } else { -0.02 });
                let at = shift + pt(column as f32, row as f32) * step;
                rings.push(Ring {
                    at,
                    radius,
                    thick,
                    ramp: polish(tone),
                });
                if column > 0 {
                    pairs.push((index - 1, index, (column + row) % 2 == 0));
                }
                if row > 0 {
                    pairs.push((index - columns, index, (column + row) % 2 == 1));
                }
            }
        }
    } else {
        // One chain that wanders through the picture.
        let radius = unit * dice::num(rng, 0.11, 0.19);
        let thick = radius * dice::num(rng, 0.17, 0.28);
        let angle = dice::num(rng, 0.5, 1.1) * dice::sign(rng);
        let sway = dice::num(rng, 0.1, 0.3);
        let along = pt(angle.cos(), angle.sin());
        let long = (wf * wf + hf * hf).sqrt() + 2.0 * radius;
        let count = (long / (radius * 1.42)) as usize + 1;
        for index in 0..count {
            let t = index as f32 * radius * 1.42 - long / 2.0;
            let side = along.across() * ((t / unit * 4.0).sin() * sway * radius);
            let at = pt(wf / 2.0, hf / 2.0) + along * t + side;
            rings.push(Ring {
                at,
                radius,
                thick,
                ramp: polish(pal.hue(index % 3)),
            });
            if index > 0 {
                pairs.push((index - 1, index, index % 2 == 0));
            }
        }
    }
    let shadow = pal.ink.light(-0.1).rgb();
    let mut ground = Path::new();
    for ring in &rings {
        ground.join(&Path::ring(
            ring.at,
            ring.radius + ring.thick,
            ring.radius - ring.thick,
        ));
    }
    let thick = rings.first().map_or(1.0, |ring| ring.thick);
    canvas.shadow(
        &ground,
        pt(0.5, 1.0) * thick,
        thick * 1.8,
        shadow,
        if dark { 0.5 } else { 0.34 },
    );
    for ring in &rings {
        ring.draw(&mut canvas, 0.0, TAU + 0.01);
    }
    for (a, b, first) in pairs {
        let (lower, upper) = (&rings[a], &rings[b]);
        let way = upper.at - lower.at;
        let half = (way.len() / 2.0 / lower.radius).clamp(-1.0, 1.0).acos();
        let angle = way.y.atan2(way.x) + if first { half } else { -half };
        let cross = lower.at + polar(angle, lower.radius);
        canvas.cloud(cross, lower.thick * 2.4, shadow, 0.5);
        // What the cloud darkened beside the crossing comes back with the ring that lies on top.
        let reach = lower.thick * 2.6 / lower.radius;
        lower.draw(&mut canvas, angle - reach, angle + reach);
    }
    canvas
}
