//! Stained glass and cut gems: cells of light between dark lines; they refuse cells that touch.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, lch, mix},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

/// The part of a convex shape on the near side of a line through `on` with the normal `away`.
fn cut(shape: &[Pt], on: Pt, away: Pt) -> Vec<Pt> {
    let mut out = Vec::with_capacity(shape.len() + 2);
    for (index, &a) in shape.iter().enumerate() {
        let b = shape[(index + 1) % shape.len()];
        let (da, db) = ((a - on).dot(away), (b - on).dot(away));
        if da <= 0.0 {
            out.push(a);
        }
        if (da < 0.0) != (db < 0.0) && da != db {
            out.push(a.lerp(b, da / (da - db)));
        }
    }
    out
}

/// The cell of `sites[index]`, drawn in by `inset` on every side.
fn cell(sites: &[Pt], index: usize, bounds: &[Pt], inset: f32) -> Vec<Pt> {
    let site = sites[index];
    let mut near: Vec<(f32, Pt)> = sites
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .map(|(_, &p)| ((p - site).dot(p - site), p))
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut shape = bounds.to_vec();
    for (distance, other) in near {
        let reach = shape.iter().map(|p| (*p - site).len()).fold(0.0, f32::max);
        if shape.len() < 3 || distance.sqrt() / 2.0 > reach + inset {
            break;
        }
        let away = (other - site).unit();
        shape = cut(&shape, site.lerp(other, 0.5) - away * inset, away);
    }
    shape
}

/// Corners cut away twice: almost round.
fn soften(shape: &[Pt], share: f32) -> Vec<Pt> {
    let mut points = shape.to_vec();
    for _ in 0..2 {
        let count = points.len();
        points = (0..count)
            .flat_map(|i| {
                let (a, b) = (points[i], points[(i + 1) % count]);
                [a.lerp(b, share), a.lerp(b, 1.0 - share)]
            })
            .collect();
    }
    points
}

pub fn glass(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let lead = pal.ink.light(-0.04);
    let mut canvas = Canvas::new(w, h, lead.rgb());
    let noise = Noise::new(rng);
    let rose = dice::chance(rng, 0.5);
    let centre = if rose {
        pt(wf / 2.0, hf * dice::num(rng, 0.42, 0.5))
    } else {
        pt(wf * dice::num(rng, 0.2, 0.8), hf * dice::num(rng, 0.2, 0.6))
    };
    let mut sites = Vec::new();
    let mut tones: Vec<Lch> = Vec::new();
    let far = (wf * wf + hf * hf).sqrt() * 0.62;
    if rose {
        let fold = dice::pick(rng, &[6, 8, 10, 12]);
        let mut radius = 0.0;
        let mut ring = 0;
        while radius < far {
            let many = if ring == 0 { 1 } else { fold * (1 + (ring - 1) / 2) };
            let colour = dice::int(rng, 0, 4);
            let other = dice::int(rng, 0, 4);
            for index in 0..many {
                let angle = TAU * (index as f32 + 0.5 * (ring % 2) as f32) / many as f32;
                sites.push(centre + polar(angle, radius));
                tones.push(pal.hues[if index % 2 == 0 { colour } else { other }]);
            }
            radius += unit * dice::num(rng, 0.065, 0.12);
            ring += 1;
        }
    } else {
        let size = unit * dice::num(rng, 0.07, 0.13);
        let (columns, rows) = ((wf / size) as i32 + 2, (hf / size) as i32 + 2);
        for row in -1..rows {
            for column in -1..columns {
                let jitter = pt(dice::num(rng, -0.42, 0.42), dice::num(rng, -0.42, 0.42));
                let site = (pt(column as f32 + 0.5, row as f32 + 0.5) + jitter) * size;
                let zone = noise.fbm(site.x / unit * 1.4, site.y / unit * 1.4, 2) * 5.0 + 2.5;
                let pick = (zone + dice::num(rng, -0.6, 0.6)).clamp(0.0, 4.99) as usize;
                sites.push(site);
                tones.push(if dice::chance(rng, 0.08) {
                    pal.spark()
                } else {
                    pal.tones[pick]
                });
            }
        }
    }
    let inset = unit * dice::num(rng, 0.0035, 0.0065);
    let frame = [
        pt(-inset, -inset),
        pt(wf + inset, -inset),
        pt(wf + inset, hf + inset),
        pt(-inset, hf + inset),
    ];
    for (index, &tone) in tones.iter().enumerate() {
        let shape = cell(&sites, index, &frame, inset);
        if shape.len() < 3 {
            continue;
        }
        let away = (sites[index] - centre).len() / far;
        let light = 0.10 * (1.0 - 2.0 * away) + dice::num(rng, -0.035, 0.035);
        let colour = tone.light(light).chroma(1.08);
        let way = polar(dice::num(rng, 0.0, TAU), unit * 0.06);
        let path = Path::polygon(&soften(&shape, 0.18));
        canvas.fade(
            &path,
            (sites[index] - way, colour.light(0.05).rgb()),
            (sites[index] + way, colour.light(-0.05).turn(8.0).rgb()),
            1.0,
        );
    }
    canvas.glow(centre, unit * 0.8, pal.paper.rgb(), 0.42);
    // The uneven thickness of old panes.
    let streak = Noise::new(rng);
    let pane = super::noise::Field::new(w, h, 8, |x, y| {
        streak.fbm(x / unit * 9.0, y / unit * 3.0, 2) * 0.10
    });
    let mut line = vec![0.0; w];
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        pane.row(y as f32, &mut line);
        for (px, add) in row.iter_mut().zip(&line) {
            *px = px.map(|v| v * (1.0 + add));
        }
    }
    canvas
}

/// A gem being cut: its middle, its half width, its two colours.
struct Stone {
    at: Pt,
    size: f32,
    colours: [Lch; 2],
}

impl Stone {
    /// One facet; those that face the upper left are light, and neighbours never look alike.
    fn facet(&self, canvas: &mut Canvas, rng: &mut Rng, points: &[Pt], tilt: f32) {
        let middle = points.iter().fold(pt(0.0, 0.0), |sum, p| sum + *p) * (1.0 / points.len() as f32);
        let facing = (middle - self.at).unit().dot(polar(-2.2, 1.0));
        let glint = dice::num(rng, -0.09, 0.10);
        let tone = self.colours[0]
            .mix(self.colours[1], 0.5 - 0.5 * facing)
            .light(facing * tilt + glint);
        let path = Path::polygon(points).map(|p| middle + (p - middle) * 1.012);
        let far = middle * 2.0 - points[0];
        canvas.fade(
            &path,
            (points[0], tone.light(0.06).rgb()),
            (far, tone.light(-0.05).rgb()),
            1.0,
        );
    }

    fn shade(&self, canvas: &mut Canvas, outline: &Path) {
        let (size, drop) = (self.size, pt(self.size * 0.1, self.size * 0.22));
        canvas.shadow(outline, drop, size * 0.3, lch(0.1, 0.03, 280.0).rgb(), 0.4);
        canvas.glow(self.at + drop * 1.6, size * 0.7, self.colours[0].rgb(), 0.3);
        canvas.flat(outline, self.colours[1].light(-0.12).rgb(), 1.0);
    }

    fn sparkle(&self, canvas: &mut Canvas, at: Pt) {
        for turn in 0..4 {
            let tip = polar(TAU * turn as f32 / 4.0, self.size * 0.2);
            let side = tip.across() * 0.06;
            canvas.flat(&Path::polygon(&[at + tip, at + side, at - side]), [1.0; 3], 0.95);
        }
        canvas.glow(at, self.size * 0.3, [1.0; 3], 0.55);
    }

    /// A round cut seen from above: a table, its star and its girdle.
    fn brilliant(&self, canvas: &mut Canvas, rng: &mut Rng) {
        let (at, size) = (self.at, self.size);
        let sides = dice::pick(rng, &[6, 8, 8]);
        let squeeze = dice::num(rng, 0.85, 1.15);
        let spin = dice::num(rng, 0.0, TAU);
        let ring = |radius: f32, turn: f32| -> Vec<Pt> {
            (0..sides)
                .map(|i| {
                    let p = polar(spin + TAU * (i as f32 + turn) / sides as f32, radius * size);
                    at + pt(p.x, p.y * squeeze)
                })
                .collect()
        };
        let (table, star, girdle, rim) = (ring(0.52, 0.0), ring(0.74, 0.5), ring(1.0, 0.0), ring(0.97, 0.5));
        let count = girdle.len();
        let outline: Vec<Pt> = (0..count).flat_map(|i| [girdle[i], rim[i]]).collect();
        self.shade(canvas, &Path::polygon(&outline));
        for i in 0..count {
            let next = (i + 1) % count;
            self.facet(canvas, rng, &[girdle[i], rim[i], star[i]], 0.24);
            self.facet(canvas, rng, &[rim[i], girdle[next], star[i]], 0.18);
            self.facet(canvas, rng, &[table[i], girdle[i], star[i]], 0.14);
            self.facet(canvas, rng, &[table[next], girdle[next], star[i]], 0.17);
            self.facet(canvas, rng, &[table[i], table[next], star[i]], 0.10);
        }
        // What one sees through the table: the far side's arrows.
        canvas.flat(&Path::polygon(&table), self.colours[0].light(0.02).rgb(), 1.0);
        for i in 0..count {
            let next = (i + 1) % count;
            let tone = self.colours[i % 2]
                .light(if i % 2 == 0 { 0.09 } else { -0.04 } + dice::num(rng, -0.04, 0.06));
            canvas.flat(&Path::polygon(&[at, table[i], table[next]]), tone.rgb(), 0.9);
            let inner = at.lerp(table[i].lerp(table[next], 0.5), 0.6);
            canvas.flat(
                &Path::polygon(&[at, inner, table[next]]),
                tone.light(0.10).rgb(),
                0.75,
            );
        }
        let edge: Vec<Pt> = table.iter().copied().chain(table.first().copied()).collect();
        canvas.flat(&Path::stroke(&edge, size * 0.012), [1.0; 3], 0.35);
        self.sparkle(canvas, at + pt(-0.3, -0.36 * squeeze) * size);
    }

    /// Steps round a long table, with cut corners.
    fn step_cut(&self, canvas: &mut Canvas, rng: &mut Rng) {
        let (at, size) = (self.at, self.size);
        let (wide, tall) = dice::pick(rng, &[(0.78, 1.06), (0.9, 0.9), (0.66, 1.1)]);
        let turn = dice::num(rng, -0.35, 0.35);
        let ring = |grow: f32| -> Vec<Pt> {
            let (x, y, cut) = (wide * grow, tall * grow, 0.3 * grow.sqrt());
            [
                (x - cut, -y),
                (x, cut - y),
                (x, y - cut),
                (x - cut, y),
                (cut - x, y),
                (-x, y - cut),
                (-x, cut - y),
                (cut - x, -y),
            ]
            .into_iter()
            .map(|(x, y)| at + pt(x, y).turn(turn) * size)
            .collect()
        };
        let rings = [ring(1.0), ring(0.82), ring(0.64), ring(0.46)];
        self.shade(canvas, &Path::polygon(&rings[0]));
        for (step, pair) in rings.windows(2).enumerate() {
            for i in 0..8 {
                let next = (i + 1) % 8;
                let quad = [pair[0][i], pair[0][next], pair[1][next], pair[1][i]];
                self.facet(canvas, rng, &quad, 0.24 - 0.06 * step as f32);
            }
        }
        let table = &rings[3];
        let (a, b) = (table[7], table[3]);
        canvas.fade(
            &Path::polygon(table),
            (a, self.colours[0].light(0.15).rgb()),
            (b, self.colours[1].light(-0.02).rgb()),
            1.0,
        );
        let streak = [
            table[7],
            table[0].lerp(table[7], 0.4),
            table[4].lerp(table[5], 0.6),
            table[5],
        ];
        canvas.flat(&Path::polygon(&streak), [1.0; 3], 0.22);
        self.sparkle(canvas, rings[1][7]);
    }

    /// A drop: a fan of facets from a point low in the stone.
    fn drop(&self, canvas: &mut Canvas, rng: &mut Rng) {
        let (at, size) = (self.at, self.size);
        let turn = dice::num(rng, -0.3, 0.3);
        let count = 14;
        let ring = |grow: f32| -> Vec<Pt> {
            (0..count)
                .map(|i| {
                    let a = TAU * i as f32 / count as f32 - TAU / 4.0;
                    let narrow = if a.sin() < 0.0 { 1.0 + 0.75 * a.sin() } else { 1.0 };
                    let stretch = if a.sin() < 0.0 { 1.25 } else { 0.85 };
                    let p = pt(a.cos() * 0.82 * narrow.max(0.05), a.sin() * stretch + 0.12) * grow;
                    at + p.turn(turn) * size
                })
                .collect()
        };
        let (rim, star, table) = (ring(1.0), ring(0.72), ring(0.44));
        self.shade(canvas, &Path::polygon(&rim));
        for i in 0..count {
            let next = (i + 1) % count;
            self.facet(canvas, rng, &[rim[i], rim[next], star[i]], 0.22);
            self.facet(canvas, rng, &[rim[next], star[next], star[i]], 0.15);
            self.facet(canvas, rng, &[star[i], star[next], table[next], table[i]], 0.12);
        }
        canvas.fade(
            &Path::polygon(&table),
            (table[11], self.colours[0].light(0.16).rgb()),
            (table[4], self.colours[1].rgb()),
            1.0,
        );
        self.sparkle(canvas, star[11]);
    }

    fn draw(&self, canvas: &mut Canvas, rng: &mut Rng) {
        match dice::int(rng, 0, 4) {
            0 | 1 => self.brilliant(canvas, rng),
            2 | 3 => self.step_cut(canvas, rng),
            _ => self.drop(canvas, rng),
        }
    }
}

pub fn gems(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.45);
    let ground = pal.ground(dark, 0.45);
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[ground.light(0.04), ground.light(-0.05)]));
    let middle = pt(wf / 2.0, hf / 2.0);
    canvas.glow(
        middle,
        unit * 0.8,
        pal.hue(0).rgb(),
        if dark { 0.4 } else { 0.25 },
    );
    match dice::int(rng, 0, 2) {
        0 => {
            let colours = [
                pal.hue(0).light(0.06).chroma(1.1),
                pal.hue(0).mix(pal.hue(1), 0.45).light(-0.16),
            ];
            for _ in 0..9 {
                let at = pt(wf * dice::num(rng, 0.05, 0.95), hf * dice::num(rng, 0.05, 0.95));
                if (at - middle).len() > unit * 0.42 {
                    let tones = [pal.hue(2), pal.hue(3)];
                    let size = unit * dice::num(rng, 0.025, 0.06);
                    Stone {
                        at,
                        size,
                        colours: tones,
                    }
                    .draw(&mut canvas, rng);
                }
            }
            let size = unit * dice::num(rng, 0.28, 0.34);
            Stone {
                at: middle,
                size,
                colours,
            }
            .draw(&mut canvas, rng);
        }
        1 => {
            let across = dice::int(rng, 2, 4);
            let size = wf.min(hf * 1.25) / (across as f32 + 0.35);
            let down = ((hf / size - 0.3) as usize).max(1);
            let columns = ((wf / size - 0.3) as usize).max(1);
            for row in 0..down {
                for column in 0..columns {
                    let place = pt(
                        column as f32 - (columns - 1) as f32 / 2.0,
                        row as f32 - (down - 1) as f32 / 2.0,
                    );
                    let pick = dice::int(rng, 0, 4);
                    let (a, b) = (pal.hue(pick), pal.hue(pick + dice::int(rng, 1, 2)));
                    let tones = [a.light(0.05).chroma(1.1), a.mix(b, 0.4).light(-0.15)];
                    let stone = Stone {
                        at: middle + place * size,
                        size: size * 0.35,
                        colours: tones,
                    };
                    stone.draw(&mut canvas, rng);
                }
            }
        }
        _ => crystals(&mut canvas, rng, pal),
    }
    canvas
}

/// A druse of prisms growing from one root.
fn crystals(canvas: &mut Canvas, rng: &mut Rng, pal: &Palette) {
    let (wf, hf) = (canvas.w as f32, canvas.h as f32);
    let unit = canvas.unit();
    let root = pt(wf / 2.0, hf * 0.5 + unit * 0.36);
    canvas.cloud(root + pt(0.0, unit * 0.02), unit * 0.5, pal.ink.rgb(), 0.3);
    let count = dice::int(rng, 11, 17);
    let mut prisms: Vec<(f32, f32, f32)> = (0..count)
        .map(|i| {
            let lean = (i as f32 / (count - 1) as f32 - 0.5) * 1.9 + dice::num(rng, -0.12, 0.12);
            let long = unit * dice::num(rng, 0.32, 0.78) * (1.0 - 0.42 * lean.abs());
            (lean, long, unit * dice::num(rng, 0.035, 0.075))
        })
        .collect();
    prisms.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (lean, long, wide) in prisms {
        let up = pt(lean.sin(), -lean.cos());
        let side = up.across();
        let foot = root + side * (-lean * unit * 0.06);
        let (a, b) = (pal.hue(dice::int(rng, 0, 2)), pal.hue(dice::int(rng, 0, 3)));
        let shoulder = foot + up * (long - wide * 1.5);
        let tip = foot + up * long + side * (wide * dice::num(rng, -0.4, 0.4));
        let ridge = dice::num(rng, -0.35, 0.35);
        let walls = [
            (-1.0, ridge - 0.3, 0.10),
            (ridge - 0.3, ridge + 0.3, 0.02),
            (ridge + 0.3, 1.0, -0.13),
        ];
        for (from, to, light) in walls {
            let tone = a.light(light);
            let wall = [
                foot + side * (wide * from),
                foot + side * (wide * to),
                shoulder + side * (wide * to),
                shoulder + side * (wide * from),
            ];
            let grown = [0, 1, 2, 3].map(|i| wall[i] + side * if i == 1 || i == 2 { 0.4 } else { -0.4 });
            canvas.fade(
                &Path::polygon(&grown),
                (foot, b.light(light - 0.10).rgb()),
                (shoulder, tone.rgb()),
                0.97,
            );
            let cap = [grown[3], grown[2], tip];
            canvas.fade(
                &Path::polygon(&cap),
                (shoulder, tone.light(0.05).rgb()),
                (tip, tone.light(0.16).rgb()),
                0.97,
            );
        }
        let edge = side * (wide * (ridge - 0.3));
        let shine = [foot + edge, shoulder + edge, tip];
        canvas.flat(
            &Path::stroke(&shine, unit * 0.002),
            mix(pal.paper.rgb(), [1.0; 3], 0.5),
            0.55,
        );
    }
    canvas.glow(root - pt(0.0, unit * 0.3), unit * 0.5, pal.hue(0).rgb(), 0.22);
}

/// One gem alone, for a small round picture.
pub fn gem(rng: &mut Rng, pal: &Palette, size: usize) -> Canvas {
    let s = size as f32;
    let ground = pal.hue(3).mix(pal.paper, 0.35);
    let mut canvas = Canvas::graded(size, size, &Ramp::new(&[ground.light(0.05), ground.light(-0.06)]));
    let colours = [
        pal.hue(0).light(0.06).chroma(1.1),
        pal.hue(0).mix(pal.hue(1), 0.45).light(-0.16),
    ];
    Stone {
        at: pt(s / 2.0, s / 2.0),
        size: s * 0.33,
        colours,
    }
    .draw(&mut canvas, rng);
    canvas
}
