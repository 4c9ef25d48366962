//! Pixel pictures: worlds in a night sky, small creatures, evening roads; they refuse anti-aliasing inside, as they
//! must.

use super::{
    canvas::Canvas,
    color::{Rgb, mix},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::pt,
};

const BAYER: [f32; 16] = [
    0.0, 8.0, 2.0, 10.0, 12.0, 4.0, 14.0, 6.0, 3.0, 11.0, 1.0, 9.0, 15.0, 7.0, 13.0, 5.0,
];

fn order(x: usize, y: usize) -> f32 {
    (BAYER[(y % 4) * 4 + x % 4] + 0.5) / 16.0
}

/// Big square pixels blown up to the sheet.
struct Grid {
    w: usize,
    h: usize,
    px: Vec<Rgb>,
}

impl Grid {
    fn put(&mut self, x: i32, y: i32, colour: Rgb) {
        if x >= 0 && y >= 0 && (x as usize) < self.w && (y as usize) < self.h {
            self.px[y as usize * self.w + x as usize] = colour;
        }
    }

    /// Steps of `shades` chosen by an ordered dither.
    fn shade(shades: &[Rgb], t: f32, x: usize, y: usize) -> Rgb {
        let last = shades.len() - 1;
        let place = t.clamp(0.0, 1.0) * last as f32;
        let step = place as usize;
        let up = usize::from(place - step as f32 > order(x, y));
        shades[(step + up).min(last)]
    }

    /// Every pixel as a square; the joints between them are as sharp as the sheet allows.
    fn blown(&self, w: usize, h: usize) -> Canvas {
        let (kx, ky) = (self.w as f32 / w as f32, self.h as f32 / h as f32);
        let columns: Vec<(usize, f32)> = (0..w).map(|x| joint(x as f32 * kx, kx, self.w)).collect();
        let mut canvas = Canvas::new(w, h, [0.0; 3]);
        for (y, row) in canvas.px.chunks_mut(w).enumerate() {
            let (from, part) = joint(y as f32 * ky, ky, self.h);
            let upper = &self.px[from * self.w..][..self.w];
            let lower = &self.px[(from + 1).min(self.h - 1) * self.w..][..self.w];
            for (px, &(column, share)) in row.iter_mut().zip(&columns) {
                let next = (column + 1).min(self.w - 1);
                let a = mix(upper[column], upper[next], share);
                *px = if part > 0.0 {
                    mix(a, mix(lower[column], lower[next], share), part)
                } else {
                    a
                };
            }
        }
        canvas
    }
}

/// Which big pixel a small one begins in, and how much of it already belongs to the next.
fn joint(start: f32, wide: f32, count: usize) -> (usize, f32) {
    let at = (start as usize).min(count - 1);
    let over = start + wide - (at + 1) as f32;
    (at, (over / wide).clamp(0.0, 1.0))
}

pub fn pixels(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let across = dice::pick(rng, &[96.0, 120.0, 135.0]) / w.min(h) as f32;
    let (gw, gh) = (
        ((w as f32 * across) as usize).max(8),
        ((h as f32 * across) as usize).max(8),
    );
    let mut grid = Grid {
        w: gw,
        h: gh,
        px: vec![[0.0; 3]; gw * gh],
    };
    match dice::int(rng, 0, 2) {
        0 => planets(&mut grid, rng, pal),
        1 => evening(&mut grid, rng, pal),
        _ => creatures(&mut grid, rng, pal),
    }
    grid.blown(w, h)
}

fn space(grid: &mut Grid, rng: &mut Rng, pal: &Palette) {
    let noise = Noise::new(rng);
    let ink = pal.ink.light(-0.04);
    let shades = [
        ink.rgb(),
        ink.mix(pal.tones[0], 0.35).rgb(),
        ink.mix(pal.tones[0], 0.7).rgb(),
        pal.tones[0].rgb(),
    ];
    let unit = grid.w.min(grid.h) as f32;
    for y in 0..grid.h {
        for x in 0..grid.w {
            let cloud = noise.fbm(x as f32 / unit * 2.2, y as f32 / unit * 3.0, 4) * 1.3 + 0.22;
            grid.px[y * grid.w + x] = Grid::shade(&shades, cloud, x, y);
        }
    }
    for _ in 0..grid.w * grid.h / 90 {
        let (x, y) = (
            dice::int(rng, 0, grid.w - 1) as i32,
            dice::int(rng, 0, grid.h - 1) as i32,
        );
        let star = dice::pick(rng, &[pal.paper, pal.tones[4], pal.tones[3]])
            .light(-dice::num(rng, 0.0, 0.4))
            .rgb();
        grid.put(x, y, star);
        if dice::chance(rng, 0.04) {
            for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                grid.put(x + dx, y + dy, mix(star, pal.tones[1].rgb(), 0.5));
            }
        }
    }
}

fn planets(grid: &mut Grid, rng: &mut Rng, pal: &Palette) {
    space(grid, rng, pal);
    let unit = grid.w.min(grid.h) as f32;
    let (gw, gh) = (grid.w as f32, grid.h as f32);
    let count = dice::int(rng, 2, 3);
    for index in 0..count {
        let main = index + 1 == count;
        let radius = (unit
            * if main {
                dice::num(rng, 0.23, 0.36)
            } else {
                dice::num(rng, 0.05, 0.11)
            })
        .max(2.0);
        let at = if main {
            pt(gw * dice::num(rng, 0.42, 0.58), gh * dice::num(rng, 0.42, 0.58))
        } else {
            pt(
                gw * dice::pick(rng, &[0.14, 0.2, 0.8, 0.88]),
                gh * dice::pick(rng, &[0.12, 0.18, 0.82, 0.88]),
            )
        };
        planet(grid, rng, pal, (at.x, at.y, radius), main);
    }
}

fn planet(grid: &mut Grid, rng: &mut Rng, pal: &Palette, (cx, cy, radius): (f32, f32, f32), main: bool) {
    let noise = Noise::new(rng);
    let kind = dice::int(rng, 0, 2);
    let land = pal.hue(dice::int(rng, 0, 4));
    let sea = pal.hue(dice::int(rng, 0, 4)).light(-0.08);
    let family = |base: super::color::Lch| {
        [
            base.light(-0.42).turn(20.0),
            base.light(-0.24).turn(12.0),
            base.light(-0.08),
            base.light(0.04),
            base.light(0.14),
        ]
        .map(|tone| tone.rgb())
    };
    let (earth, ocean, cloud) = (family(land), family(sea), family(pal.paper.light(-0.06)));
    let squash = dice::num(rng, 0.25, 0.4);
    let ring = main && dice::chance(rng, 0.6);
    let halo = family(pal.spark());
    let (reach, hole) = (
        radius * dice::num(rng, 1.65, 2.0),
        radius * dice::num(rng, 1.25, 1.4),
    );
    let tilt: f32 = dice::num(rng, -0.5, 0.5);
    let spread = reach.max(radius) as i32 + 2;
    let ring_at = |dx: f32, dy: f32| {
        let (u, v) = (
            dx * tilt.cos() + dy * tilt.sin(),
            (dy * tilt.cos() - dx * tilt.sin()) / squash,
        );
        ((u * u + v * v).sqrt(), v)
    };
    for y in -spread..=spread {
        for x in -spread..=spread {
            let (dx, dy) = (x as f32, y as f32);
            let out = (dx * dx + dy * dy).sqrt() / radius;
            let (px, py) = (cx as i32 + x, cy as i32 + y);
            let (far, v) = ring_at(dx, dy);
            let on_ring =
                ring && far < reach && far > hole && ((far - hole) / (reach - hole) * 5.0) as i32 != 2;
            let (ux, uy) = (px.max(0) as usize, py.max(0) as usize);
            if on_ring && (v > 0.0 || out > 1.0) {
                let t = 0.35 + 0.5 * (far - hole) / (reach - hole)
                    - if out < 1.6 && v < 0.0 && dx > 0.0 {
                        0.3
                    } else {
                        0.0
                    };
                grid.put(px, py, Grid::shade(&halo, t, ux, uy));
                continue;
            }
            if out > 1.0 {
                continue;
            }
            let z = (1.0 - out * out).max(0.0).sqrt();
            let lit = (dx / radius * -0.55 + dy / radius * -0.5 + z * 0.67) * 0.95 + 0.12;
            let lift = 1.0 / (0.35 + z);
            let (sx, sy) = (dx / radius * lift, dy / radius * lift);
            let shades = match kind {
                0 => {
                    let ground = noise.fbm(sx * 1.4, sy * 1.4, 4);
                    if noise.fbm(sx * 1.2 + 30.0, sy * 2.8, 3) > 0.24 {
                        &cloud
                    } else if ground > 0.02 {
                        &earth
                    } else {
                        &ocean
                    }
                }
                1 => {
                    let band = (sy * 3.4 + 0.5 * noise.fbm(sx * 1.1, sy * 4.0, 3)).sin();
                    if band > 0.35 {
                        &cloud
                    } else if band > -0.3 {
                        &earth
                    } else {
                        &ocean
                    }
                }
                _ => {
                    let crater = noise.at(sx * 3.0, sy * 3.0);
                    if crater > 0.3 { &ocean } else { &earth }
                }
            };
            grid.put(px, py, Grid::shade(shades, lit, ux, uy));
        }
    }
}

fn evening(grid: &mut Grid, rng: &mut Rng, pal: &Palette) {
    let [t0, t1, t2, t3, t4] = pal.tones;
    let sky = [pal.ink, t0, t1, t2, t3, t4].map(|tone| tone.rgb());
    let line = (grid.h as f32 * dice::num(rng, 0.52, 0.66)) as usize;
    for y in 0..grid.h {
        for x in 0..grid.w {
            grid.px[y * grid.w + x] = Grid::shade(&sky, y as f32 / line as f32, x, y);
        }
    }
    for _ in 0..grid.w * line / 260 {
        let (x, y) = (
            dice::int(rng, 0, grid.w - 1) as i32,
            dice::int(rng, 0, line / 2) as i32,
        );
        grid.put(x, y, pal.paper.rgb());
    }
    let unit = grid.w.min(grid.h) as f32;
    let (sx, sy) = (
        grid.w as f32 * dice::num(rng, 0.3, 0.7),
        line as f32 - unit * dice::num(rng, 0.0, 0.12),
    );
    let radius = unit * dice::num(rng, 0.17, 0.25);
    let sun = [pal.spark().light(-0.06).rgb(), pal.spark().rgb(), pal.paper.rgb()];
    for y in 0..line {
        for x in 0..grid.w {
            let (dx, dy) = (x as f32 + 0.5 - sx, y as f32 + 0.5 - sy);
            let gap = (dy + radius) / (2.0 * radius);
            let striped = gap > 0.42 && ((gap * 11.0).fract() < (gap - 0.36) * 0.9);
            if dx * dx + dy * dy < radius * radius && !striped {
                grid.px[y * grid.w + x] = Grid::shade(&sun, 1.0 - gap, x, y);
            }
        }
    }
    let noise = Noise::new(rng);
    for layer in 0..3 {
        let colour = t2.mix(pal.ink, 0.3 + 0.33 * layer as f32);
        let rim = colour.mix(t4, 0.25).rgb();
        for x in 0..grid.w {
            let place = x as f32 / unit;
            let hill = noise.fbm(place * (1.6 + layer as f32), layer as f32 * 20.0, 4) + 0.32;
            let base = if layer == 2 {
                grid.h as f32 * 0.99
            } else {
                line as f32
            };
            let high = unit * [0.34, 0.2, 0.26][layer] * hill.max(0.0);
            let top = (base - high).max(0.0) as usize;
            let bottom = if layer == 2 { grid.h } else { line };
            for y in top..bottom {
                grid.px[y * grid.w + x] = if y < top + 1 { rim } else { colour.rgb() };
            }
        }
        if layer == 1 {
            reflect(grid, line, t0.mix(pal.ink, 0.4).rgb());
        }
    }
    // A few trees in front.
    let bark = pal.ink.light(-0.04).rgb();
    for _ in 0..dice::int(rng, 2, 5) {
        let x = dice::int(rng, 0, grid.w - 1) as i32;
        let tall = (unit * dice::num(rng, 0.12, 0.3)) as i32;
        for up in 0..tall {
            let y = grid.h as i32 - 1 - up;
            let reach = ((tall - up) as f32 * 0.32) as i32 - up % 3;
            for dx in -reach.max(0)..=reach.max(0) {
                grid.put(x + dx, y, bark);
            }
        }
    }
}

fn reflect(grid: &mut Grid, line: usize, tint: Rgb) {
    for y in line..grid.h {
        let from = line.saturating_sub(1 + (y - line));
        for x in 0..grid.w {
            let shift = usize::from((y - line).is_multiple_of(3));
            let seen = grid.px[from * grid.w + (x + shift).min(grid.w - 1)];
            let share = if order(x / 2, y) < 0.4 { 0.62 } else { 0.45 };
            grid.px[y * grid.w + x] = mix(seen, tint, share);
        }
    }
}

fn creatures(grid: &mut Grid, rng: &mut Rng, pal: &Palette) {
    let dark = dice::chance(rng, 0.5);
    let ground = if dark {
        pal.ink
    } else {
        pal.hue(4).mix(pal.paper, 0.55)
    };
    let other = ground.light(if dark { 0.035 } else { -0.025 });
    let cell = dice::pick(rng, &[17_usize, 21, 26]);
    let (columns, rows) = ((grid.w / cell).max(1), (grid.h / cell).max(1));
    let (left, top) = ((grid.w - columns * cell) / 2, (grid.h - rows * cell) / 2);
    for y in 0..grid.h {
        for x in 0..grid.w {
            let cells = (x + cell - left % cell) / cell + (y + cell - top % cell) / cell;
            let odd = cells.is_multiple_of(2);
            grid.px[y * grid.w + x] = if odd { ground.rgb() } else { other.rgb() };
        }
    }
    for index in 0..columns * rows {
        let (x, y) = (left + index % columns * cell, top + index / columns * cell);
        sprite(grid, rng, pal, (x as i32, y as i32, cell as i32), dark);
    }
}

/// A small symmetric being: a body grown from chance, a lit side, an outline, two eyes.
fn sprite(grid: &mut Grid, rng: &mut Rng, pal: &Palette, (x0, y0, cell): (i32, i32, i32), dark: bool) {
    let half = cell / 2 - 3;
    let tall = cell - 7;
    let mut body = vec![vec![false; half as usize + 1]; tall as usize];
    let noise = Noise::new(rng);
    for (y, row) in body.iter_mut().enumerate() {
        let v = (y as f32 + 0.5) / tall as f32 * 2.0 - 1.0;
        for (x, on) in row.iter_mut().enumerate() {
            let u = x as f32 / half as f32;
            let round = 1.0 - (u * u * 0.9 + v * v * 0.8);
            let limb = noise.at(u * 2.6 + 0.3, v * 2.2) * 0.95;
            *on = round + limb > 0.28;
        }
    }
    let base = pal.hue(dice::int(rng, 0, 4));
    let (lit, mid, low) = (
        base.light(0.09).rgb(),
        base.rgb(),
        base.light(-0.13).turn(12.0).rgb(),
    );
    let rim = if dark { base.light(-0.32) } else { pal.ink }.rgb();
    let centre = x0 + cell / 2;
    let top = y0 + 3;
    let on = |x: i32, y: i32| {
        let column = x.unsigned_abs() as usize;
        y >= 0
            && body
                .get(y as usize)
                .and_then(|row| row.get(column))
                .copied()
                .unwrap_or(false)
    };
    for y in -1..=tall {
        for x in -half - 1..=half + 1 {
            if on(x, y) {
                let colour = if !on(x - 1, y) || !on(x, y - 1) {
                    lit
                } else if !on(x + 1, y) || !on(x, y + 1) {
                    low
                } else {
                    mid
                };
                grid.put(centre + x, top + y, colour);
            } else if on(x - 1, y) || on(x + 1, y) || on(x, y - 1) || on(x, y + 1) {
                grid.put(centre + x, top + y, rim);
            }
        }
    }
    let eyes = top + tall * 2 / 5;
    let gap = dice::int(rng, 2, 3) as i32;
    for side in [-1, 1] {
        for (dx, dy) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            grid.put(
                centre + side * gap + dx - i32::from(side < 0),
                eyes + dy,
                pal.paper.rgb(),
            );
        }
        grid.put(
            centre + side * gap + i32::from(side < 0) - i32::from(side < 0),
            eyes + 1,
            pal.ink.rgb(),
        );
    }
    if dice::chance(rng, 0.6) {
        for dx in -1..=1 {
            grid.put(centre + dx, eyes + 4, rim);
        }
    }
    let mark = pal.spark().rgb();
    for _ in 0..dice::int(rng, 0, 4) {
        let (x, y) = (
            dice::int(rng, 1, half.max(1) as usize) as i32,
            dice::int(rng, 0, tall.max(1) as usize - 1) as i32,
        );
        if on(x, y) && (y + top - eyes).abs() > 2 {
            grid.put(centre + x, top + y, mark);
            grid.put(centre - x, top + y, mark);
        }
    }
}
