//! Maps, paper relief, liquid drops, coloured air and silk: pictures read from a smooth field; they refuse outlines
//! drawn by hand.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, mix, scale},
    dice::{self, Rng},
    noise::{Field, Noise},
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

/// One row of a field and the row below, for slopes; the rows are walked downwards from `first`.
struct Rows<'a> {
    field: &'a Field,
    here: Vec<f32>,
    below: Vec<f32>,
    next: f32,
}

impl<'a> Rows<'a> {
    fn new(field: &'a Field, w: usize, first: f32) -> Self {
        let mut rows = Self {
            field,
            here: vec![0.0; w + 1],
            below: vec![0.0; w + 1],
            next: first,
        };
        rows.step();
        rows
    }

    fn step(&mut self) {
        std::mem::swap(&mut self.here, &mut self.below);
        self.field.row(self.next, &mut self.below);
        self.next += 1.0;
    }

    /// Value, slope across, slope down.
    fn at(&self, x: usize) -> (f32, f32, f32) {
        let value = self.here[x];
        (value, self.here[x + 1] - value, self.below[x] - value)
    }
}

pub fn contours(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let noise = Noise::new(rng);
    let levels = dice::num(rng, 13.0, 24.0);
    let wide = wf > hf * 1.6;
    let zoom = dice::num(rng, 0.9, 1.6) / (wf * hf).sqrt() * 1.1;
    let warp = dice::num(rng, 0.0, 0.5);
    let field = Field::new(w, h, 4, |x, y| {
        let (x, y) = (x * zoom, y * zoom);
        let push = warp * noise.at(x * 0.9 + 30.0, y * 0.9);
        (noise.fbm(x + push, y - push, 3) * 0.95 + 0.5).clamp(0.0, 0.999) * levels
    });
    let style = dice::int(rng, usize::from(wide), 2);
    let ramp = match style {
        0 => pal.ramp(),
        1 => Ramp::new(&[
            pal.paper,
            pal.paper.mix(pal.tones[4], 0.3),
            pal.paper.mix(pal.tones[3], 0.45),
        ]),
        _ => Ramp::new(&[
            pal.ink.light(-0.03),
            pal.ink.mix(pal.tones[0], 0.4),
            pal.ink.mix(pal.tones[1], 0.5),
        ]),
    };
    let lines = match style {
        0 => Ramp::new(&[pal.ink, pal.tones[0], pal.paper]),
        1 => Ramp::new(&[pal.tones[0], pal.hue(0).light(-0.12), pal.tones[1]]),
        _ => Ramp::new(&[pal.hue(0), pal.spark(), pal.hue(1), pal.paper]),
    };
    let (strong, thin) = match style {
        0 => (0.0, 0.25),
        1 => (0.95, 0.75),
        _ => (0.95, 0.7),
    };
    let width = unit * 0.0011 + 0.15;
    let reach = width * 1.9 + 0.5;
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    let mut rows = Rows::new(&field, w, 0.0);
    let relief = if style == 0 { 0.3 } else { 0.22 } * unit / levels / 6.0;
    let tables = |ramp: &Ramp| -> Vec<Rgb> {
        (0..=levels as usize + 1)
            .map(|level| ramp.at((level as f32 + 0.5) / levels))
            .collect()
    };
    let (grounds, inks) = (tables(&ramp), tables(&lines));
    for row in canvas.px.chunks_mut(w) {
        rows.step();
        for (x, px) in row.iter_mut().enumerate() {
            let (value, gx, gy) = rows.at(x);
            let steep = 1.0 / ((gx * gx + gy * gy).sqrt() + 1e-4);
            let level = value as usize;
            let part = value - level as f32;
            let (up, down) = ((1.0 - part) * steep, part * steep);
            let nearest = down.min(up);
            let light = 1.0 + ((gx + gy) * relief).clamp(-0.12, 0.12);
            let mut colour = grounds[level];
            if nearest < reach {
                if down < 0.5 {
                    colour = mix(grounds[level.saturating_sub(1)], colour, 0.5 + down);
                } else if up < 0.5 {
                    colour = mix(grounds[level + 1], colour, 0.5 + up);
                }
                let index = if down < up { level } else { level + 1 };
                let (bold, strength) = if index % 5 == 0 {
                    (width * 1.9, strong)
                } else {
                    (width, thin)
                };
                let ink = (bold + 0.5 - nearest).clamp(0.0, 1.0) * strength;
                *px = mix(scale(colour, light), inks[level], ink);
            } else {
                *px = scale(colour, light);
            }
        }
    }
    if style != 0 && dice::chance(rng, 0.75) {
        let from = pt(wf * dice::num(rng, 0.1, 0.4), hf * dice::num(rng, 0.65, 0.9));
        let to = pt(wf * dice::num(rng, 0.6, 0.9), hf * dice::num(rng, 0.1, 0.35));
        route(&mut canvas, rng, &noise, (from, to), pal.spark());
    }
    canvas
}

/// A dotted way across a map, with a place at each end.
fn route(canvas: &mut Canvas, rng: &mut Rng, noise: &Noise, (from, to): (Pt, Pt), colour: Lch) {
    let unit = canvas.unit();
    let side = (to - from).across().unit();
    let bend = dice::num(rng, 0.15, 0.3);
    let dots = ((to - from).len() / (unit * 0.018)) as usize;
    let ink = colour.rgb();
    for dot in 0..=dots {
        let t = dot as f32 / dots.max(1) as f32;
        let sway = noise.at(t * 3.0 + 60.0, 2.0) * (t * (1.0 - t)).sqrt() * 2.0;
        let at = from.lerp(to, t) + side * (sway * unit * bend);
        canvas.disc(at, unit * 0.0036, ink, 1.0);
    }
    canvas.disc(from, unit * 0.009, ink, 1.0);
    canvas.flat(&Path::ring(to, unit * 0.016, unit * 0.011), ink, 1.0);
    canvas.disc(to, unit * 0.006, ink, 1.0);
}

pub fn papercut(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let noise = Noise::new(rng);
    let levels = dice::int(rng, 6, 9) as f32;
    let style = if wf > hf * 1.6 { 1 } else { dice::int(rng, 0, 2) };
    let centre = pt(wf * dice::num(rng, 0.35, 0.65), hf * dice::num(rng, 0.35, 0.6));
    let zoom = dice::num(rng, 1.1, 2.0) / unit;
    let rough = dice::num(rng, 0.3, 0.5);
    let tilt = dice::num(rng, -0.35, 0.35);
    let pad = (unit * 0.05).max(4.0);
    let (pw, ph) = (w + 2 * pad as usize, h + 2 * pad as usize);
    let field = Field::new(pw, ph, 5, |x, y| {
        let (x, y) = (x - pad, y - pad);
        let relief = noise.fbm(x * zoom, y * zoom, 2) * rough;
        let base = match style {
            0 => {
                let out = pt((x - centre.x) / wf, (y - centre.y) / hf * 1.05);
                out.len() * 1.55 - 0.1
            }
            1 => y / hf * 0.95 + tilt * (x / wf - 0.5) - 0.08,
            _ => 0.75 * (x / wf + y / hf) - 0.2,
        };
        ((base + relief) * levels).clamp(0.0, levels - 0.01)
    });
    let [t0, t1, t2, t3, t4] = pal.tones;
    let deep = dice::chance(rng, 0.5);
    let ramp = match (style, deep) {
        (0, true) => Ramp::new(&[pal.ink, t0, t1, t2, t3, t4, pal.paper]),
        (0, false) => Ramp::new(&[pal.paper, t4, t3, t2, t1, t0]),
        (_, true) => Ramp::new(&[pal.paper, t4, t3, t2, t1, t0, pal.ink]),
        (_, false) => Ramp::new(&[t0, t1, pal.hue(0), t3, t4, pal.paper]),
    };
    let spark = pal.sun().rgb();
    let moon = if style == 1 && dice::chance(rng, 0.8) {
        let radius = unit * dice::num(rng, 0.07, 0.13);
        Some((
            pt(wf * dice::num(rng, 0.2, 0.8), hf * dice::num(rng, 0.13, 0.24)),
            radius,
        ))
    } else {
        None
    };
    let away = pt(unit * 0.012, unit * 0.018);
    let blur = 1.0 / (unit * 0.022);
    let per = 1.0 / levels;
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    let mut rows = Rows::new(&field, pw, pad);
    let mut shade = vec![0.0; pw + 1];
    let (left, lag) = (pad as usize, away.x as usize);
    let shadow = pal.ink.light(-0.08).rgb();
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        rows.step();
        field.row(y as f32 + pad - away.y, &mut shade);
        let fall = 0.04 * (y as f32 / hf - 0.5);
        let sheets: Vec<Rgb> = (0..=levels as usize)
            .map(|level| ramp.at((level as f32 + 0.5) * per + fall))
            .collect();
        let rims: Vec<Rgb> = sheets.iter().map(|sheet| mix(*sheet, [1.0; 3], 0.18)).collect();
        for (x, px) in row.iter_mut().enumerate() {
            let (value, gx, gy) = rows.at(x + left);
            let flat = 1.0 / ((gx * gx + gy * gy).sqrt() + 1e-4);
            let level = value as usize;
            let part = value - level as f32;
            let soft = flat * blur;
            let cast_by = shade[x + left - lag];
            // A sheet under the shadow of the next one up.
            let sheet = |level: usize| -> Rgb {
                let mut colour = sheets[level];
                if level == 0
                    && let Some((at, radius)) = moon
                {
                    let out = (pt(x as f32, y as f32) - at).len();
                    colour = mix(colour, spark, (radius + 0.5 - out).clamp(0.0, 1.0));
                    let halo = (1.0 - (out - radius).max(0.0) / (radius * 2.5)).max(0.0);
                    colour = mix(colour, spark, 0.3 * halo * halo);
                }
                let over = (level + 1) as f32;
                let cast = ((cast_by - over) * soft + 0.55).clamp(0.0, 1.0);
                let close = (1.0 - (over - value).max(0.0) * soft * 1.6).max(0.0);
                let dark = 0.34 * cast + 0.14 * close * close;
                if dark > 0.0 {
                    mix(colour, shadow, dark)
                } else {
                    colour
                }
            };
            let down = part * flat;
            *px = if down < 1.0 && level > 0 {
                // The lit edge of the sheet over the sheet below.
                mix(sheet(level - 1), rims[level], down)
            } else {
                sheet(level)
            };
        }
    }
    canvas
}

pub fn metaballs(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let dark = dice::chance(rng, 0.4);
    let (ground, far) = if dark {
        (pal.ink, pal.tones[0])
    } else {
        (pal.paper, pal.hue(4))
    };
    let sky = Ramp::new(&[ground, ground.mix(far, 0.5), ground.mix(far, 0.25)]);
    let count = dice::int(rng, 6, 13);
    let spread = (wf * hf).sqrt() / unit;
    let balls: Vec<(Pt, f32, Rgb)> = (0..count)
        .map(|index| {
            let at = pt(wf * dice::num(rng, 0.12, 0.88), hf * dice::num(rng, 0.12, 0.88));
            let size = unit * spread * dice::num(rng, 0.045, 0.125);
            let colour = pal.hue(index).light(if dark { 0.0 } else { -0.01 }).chroma(1.05);
            (at, size, colour.rgb())
        })
        .collect();
    let field = Field::new(w, h, 6, |x, y| {
        let sum: f32 = balls
            .iter()
            .map(|(at, size, _)| size * size / ((pt(x, y) - *at).dot(pt(x, y) - *at) + 1.0))
            .sum();
        1.0 / sum
    });
    let tint = Canvas::soft(w, h, 10, |x, y| {
        let (mut sum, mut colour) = (0.0, [0.0; 3]);
        for (at, size, ball) in &balls {
            let share = (size * size / ((pt(x, y) - *at).dot(pt(x, y) - *at) + 1.0)).powi(2) + 1e-6;
            sum += share;
            for (value, add) in colour.iter_mut().zip(ball) {
                *value += add * share;
            }
        }
        scale(colour, 1.0 / sum)
    });
    let mut canvas = Canvas::graded(w, h, &sky);
    let mut rows = Rows::new(&field, w, 0.0);
    let mut cast = vec![0.0; w + 1];
    let light = pt(-0.55, -0.83);
    let drop = unit * 0.05;
    let shadow = pal.ink.light(-0.05).rgb();
    let depth = if dark { 0.7 } else { 0.36 };
    for y in 0..h {
        rows.step();
        field.row(y as f32 - drop, &mut cast);
        let tints = &tint.px[y * w..][..w];
        for (x, (px, &tint)) in canvas.px[y * w..][..w].iter_mut().zip(tints).enumerate() {
            let (value, gx, gy) = rows.at(x);
            let steep = (gx * gx + gy * gy).sqrt() + 1e-5;
            let shade = (1.35 - cast[x]).clamp(0.0, 0.7);
            let cover = ((1.0 - value) / steep + 0.5).clamp(0.0, 1.0);
            if shade > 0.0 && cover < 1.0 {
                *px = mix(*px, shadow, shade * shade * depth);
            }
            if cover > 0.0 {
                let edge = value.clamp(0.0, 1.0);
                let facing = (gx * light.x + gy * light.y) / steep;
                let lit = facing * edge * edge;
                let mut colour = scale(tint, 1.0 + 0.30 * lit - 0.10 * edge * edge * edge);
                let gleam = (1.0 - ((edge - 0.55) * 4.0).powi(2)).max(0.0) * (facing - 0.72).max(0.0) * 3.2;
                let rim = (edge - 0.8).max(0.0) * 2.2 * (-facing).max(0.0);
                colour = mix(colour, [1.0; 3], (gleam + rim * 0.5).min(0.9));
                *px = mix(*px, colour, cover);
            }
        }
    }
    canvas
}

pub fn aura(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let noise = Noise::new(rng);
    let [t0, t1, t2, t3, t4] = pal.tones;
    let mut stops = match dice::int(rng, 0, 2) {
        0 => vec![t1, t2, t3, t4, pal.paper, t3, t0],
        1 => vec![pal.ink, t0, t1, t2, t1, t3],
        _ => vec![t4, pal.paper, t3, t2, t1, t4],
    };
    stops.extend([pal.sun(), pal.hue(0)]);
    let lights: Vec<(Pt, Rgb, f32)> = stops
        .iter()
        .map(|stop| {
            let at = pt(dice::num(rng, -0.1, 1.1) * wf, dice::num(rng, -0.1, 1.1) * hf);
            (at, stop.rgb(), dice::num(rng, 0.6, 1.5))
        })
        .collect();
    let warp = unit * dice::num(rng, 0.3, 0.9);
    let zoom = dice::num(rng, 0.6, 1.3) / unit;
    let mut canvas = Canvas::soft(w, h, 8, |x, y| {
        let p = pt(
            x + warp * noise.fbm(x * zoom, y * zoom, 2),
            y + warp * noise.fbm(x * zoom + 50.0, y * zoom, 2),
        );
        let (mut sum, mut colour) = (0.0, [0.0; 3]);
        for (at, light, strength) in &lights {
            let away = (p - *at) * (1.0 / unit);
            let near = 1.0 / (away.dot(away) + 0.03);
            let share = strength * near * near * near;
            sum += share;
            for (value, add) in colour.iter_mut().zip(light) {
                *value += add * share;
            }
        }
        scale(colour, 1.0 / sum)
    });
    let centre = pt(wf * dice::num(rng, 0.4, 0.6), hf * dice::num(rng, 0.42, 0.58));
    match dice::int(rng, 0, 3) {
        0 => {
            // A sphere of light.
            let radius = unit * dice::num(rng, 0.22, 0.34);
            let way = polar(dice::num(rng, 0.0, TAU), radius);
            let orb = Path::circle(centre, radius);
            canvas.shadow(&orb, pt(0.0, radius * 0.16), radius * 0.5, pal.ink.rgb(), 0.35);
            canvas.fade(
                &orb,
                (centre - way, pal.sun().rgb()),
                (centre + way, t1.rgb()),
                1.0,
            );
            canvas.cloud(centre - way * 0.45, radius * 0.55, pal.paper.rgb(), 0.55);
        }
        1 => {
            // Half moons that answer one another.
            let radius = unit * dice::num(rng, 0.13, 0.19);
            let angle = dice::num(rng, 0.0, TAU);
            for step in 0..3 {
                let at = centre + pt(0.0, (step as f32 - 1.0) * radius * 1.5);
                let from = angle + TAU / 2.0 * (step % 2) as f32;
                let half = Path::pie(at, radius, from, from + TAU / 2.0);
                let way = polar(from + TAU / 4.0, radius);
                let (near, far) = (pal.tones[step + 1].rgb(), pal.paper.rgb());
                canvas.fade(&half, (at, near), (at + way, far), 0.95);
            }
        }
        2 => {
            for ring in 0..dice::int(rng, 4, 8) {
                let radius = unit * (0.1 + 0.055 * ring as f32);
                let thin = unit * 0.0022;
                canvas.flat(&Path::ring(centre, radius, radius - thin), pal.paper.rgb(), 0.75);
            }
        }
        _ => {}
    }
    canvas
}

pub fn silk(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    const STEP: usize = 4;
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let noise = Noise::new(rng);
    let angle = dice::num(rng, 0.25, 1.3) * dice::sign(rng);
    let (folds, warp) = (dice::num(rng, 1.6, 2.4), dice::num(rng, 0.6, 1.2));
    let stretch = dice::num(rng, 0.22, 0.4);
    let (sin, cos) = angle.sin_cos();
    let height = |x: f32, y: f32| {
        let (x, y) = (x / unit, y / unit);
        let (u, v) = (x * cos - y * sin, x * sin + y * cos);
        let bend = warp * noise.at(u * 0.9 + 20.0, v * 0.7);
        let u = u + 0.42 * bend;
        let big = noise.at(u * folds, v * stretch * folds * 0.7);
        let small = noise.at(u * folds * 2.3 + 9.0, v * stretch * folds + big);
        // Rounded tops and tight valleys, as cloth falls.
        let ridge = 1.0 - (big * 0.9 + 0.12).abs().powf(1.25);
        0.30 * ridge + 0.05 * small + 0.03 * (bend * 5.0 + big * 3.0).sin()
    };
    let field = Field::new(w + STEP, h + STEP, STEP, height);
    let dark = dice::chance(rng, 0.5);
    // One dye: only lightness and a little of the hue follow the light.
    let dye = pal.hue(0);
    let stops: &[(f32, f32, f32)] = if dark {
        &[
            (0.17, 0.6, -14.0),
            (0.27, 0.9, -10.0),
            (0.38, 1.1, -4.0),
            (0.50, 1.15, 0.0),
            (0.63, 1.05, 5.0),
            (0.78, 0.8, 12.0),
            (0.90, 0.5, 18.0),
        ]
    } else {
        &[
            (0.50, 0.9, -14.0),
            (0.61, 1.0, -10.0),
            (0.71, 0.95, -5.0),
            (0.80, 0.8, 0.0),
            (0.87, 0.62, 5.0),
            (0.93, 0.42, 10.0),
            (0.97, 0.25, 14.0),
        ]
    };
    let chroma = dye.c.clamp(0.06, 0.15);
    let dyed: Vec<Lch> = stops
        .iter()
        .map(|&(l, c, h)| Lch {
            l,
            c: chroma * c,
            h: dye.h + h,
        })
        .collect();
    let ramp = Ramp::new(&dyed);
    let span = STEP as f32;
    let gain = unit / span * 0.55;
    let light = pt(-0.6, -0.62);
    let base = dice::num(rng, 0.44, 0.54);
    Canvas::soft(w, h, STEP, |x, y| {
        let here = field.at(x, y);
        let nx = (here - field.at(x + span, y)) * gain;
        let ny = (here - field.at(x, y + span)) * gain;
        let long = 1.0 / (nx * nx + ny * ny + 1.0).sqrt();
        let facing = (nx * light.x + ny * light.y + 0.5) * long;
        let sheen = ((nx * light.x + ny * light.y) * 1.2 + 0.75 * long - 0.72).max(0.0);
        ramp.at((base + 0.6 * (facing - 0.42) + 0.35 * sheen * sheen + 0.35 * (here - 0.24)).max(0.0))
    })
}
