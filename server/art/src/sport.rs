//! Running tracks and courts from above in low sun; they refuse crowds and clubs.

use super::{
    canvas::Canvas,
    color::{Rgb, lch, mix, scale},
    dice::{self, Dust, Rng},
    noise::{Noise, floor},
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

const TILE: usize = 128;

/// The grain of a rubber floor.
fn rubber(rng: &mut Rng, depth: f32) -> Vec<f32> {
    let mut dust = Dust::new(rng);
    (0..TILE * TILE)
        .map(|_| 1.0 + depth * (dust.next() + dust.next() - 1.0))
        .collect()
}

/// Soft long shadows of trees beyond the picture's edge.
fn long_shadows(canvas: &mut Canvas, rng: &mut Rng, way: Pt, colour: Rgb) {
    let unit = canvas.unit();
    let (wf, hf) = (canvas.w as f32, canvas.h as f32);
    let noise = Noise::new(rng);
    for _ in 0..dice::int(rng, 1, 3) {
        let from = pt(wf * dice::num(rng, -0.2, 1.2), hf * dice::num(rng, -0.2, 1.2)) - way * (unit * 0.9);
        let long = unit * dice::num(rng, 0.7, 1.2);
        let side = way.across();
        let mut path = Path::ribbon(&[from, from + way * long], |_| unit * 0.014);
        let size = unit * dice::num(rng, 0.12, 0.2);
        // A crown: many leaves thrown round its middle, denser inside.
        for leaf in 0..90 {
            let p = polar(leaf as f32 * 2.4, size * dice::num(rng, 0.0, 1.0).sqrt());
            let lump = from + way * (long + p.x * 1.6) + side * p.y;
            let big = size * (0.15 + 0.05 * noise.at(leaf as f32 * 0.37, 0.5));
            path.join(&Path::ellipse(lump, big * 1.4, big, way.y.atan2(way.x)));
        }
        canvas.shadow(&path, pt(0.0, 0.0), unit * 0.022, colour, 0.36);
    }
}

pub fn track(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let surface = dice::pick(rng, &[pal.hue(0), pal.hue(1), pal.tones[2], pal.tones[1]]);
    let surface = lch(surface.l.clamp(0.5, 0.76), surface.c.max(0.08), surface.h);
    let field = dice::pick(rng, &[pal.hue(2), pal.hue(3), pal.paper]);
    let field = if (field.l - surface.l).abs() < 0.1 {
        field.light(0.14)
    } else {
        field
    };
    let lanes = dice::int(rng, 5, 8) as f32;
    let lane = unit * dice::num(rng, 0.07, 0.105);
    let inner = unit * dice::num(rng, 0.16, 0.55);
    let straight = unit * dice::num(rng, 0.0, 1.4);
    let turn = dice::num(rng, 0.0, TAU);
    // Put some part of the oval into the middle of the sheet.
    let mark = straight + (inner + lanes * lane * 0.5) * dice::num(rng, 0.3, 0.8);
    let out = (inner + lanes * lane * 0.5) * dice::num(rng, 0.5, 0.95);
    let shift = pt(mark, out);
    let (sin, cos) = turn.sin_cos();
    let grain = rubber(rng, 0.05);
    let line = pal.paper.rgb();
    let stripe = dice::num(rng, 0.10, 0.2) * unit;
    let soft = 0.5 / lane;
    let (per_lane, per_soft, per_stripe) = (1.0 / lane, 0.5 / soft, 1.0 / stripe);
    let thick = 0.028 + 0.4 / lane;
    let lane_tones: Vec<Rgb> = (0..9)
        .map(|i| surface.light(if i % 2 == 0 { 0.012 } else { -0.012 }).rgb())
        .collect();
    let (grass, mown) = (field.rgb(), field.light(-0.025).rgb());
    let kerb = pal.spark().rgb();
    let stagger = dice::chance(rng, 0.7);
    let start = straight * dice::num(rng, -0.5, 0.6);
    let mut canvas = Canvas::painted(w, h, |x, y| {
        let p = pt(x - wf / 2.0, y - hf / 2.0);
        let p = pt(p.x * cos - p.y * sin, p.x * sin + p.y * cos) + shift;
        let near = pt(p.x.clamp(-straight, straight), 0.0);
        let q = ((p - near).len() - inner) * per_lane;
        let speck = grain[(y as usize % TILE) * TILE + x as usize % TILE];
        let outside = q < -0.03 || q > lanes + 0.03;
        let turf = if outside && floor(p.x * per_stripe) % 2 == 0 {
            grass
        } else {
            mown
        };
        if q < -0.12 || q > lanes + 0.12 {
            return scale(turf, 1.0 + (speck - 1.0) * 0.7);
        }
        let index = floor(q).clamp(0, 8);
        let mut colour = scale(lane_tones[index as usize], speck);
        let near_line = (q - (q + 0.5) as i32 as f32).abs();
        let ink = ((thick - near_line) * per_soft + 0.5).clamp(0.0, 1.0);
        if ink > 0.0 {
            colour = mix(colour, line, ink * 0.94);
        }
        if stagger && p.y > 0.0 && q > 0.0 && q < lanes {
            let along = (p.x - start) * per_lane - index as f32 * 0.85;
            let bar = ((thick * 1.2 - along.abs()) * per_soft + 0.5).clamp(0.0, 1.0);
            colour = mix(colour, line, bar * 0.94);
        }
        if !outside {
            return colour;
        }
        let edge = ((-q).max(q - lanes) * per_soft - 1.0).clamp(0.0, 1.0);
        let rim = if q < 0.0 { kerb } else { line };
        mix(colour, mix(turf, rim, 0.75), edge)
    });
    let sun = polar(dice::num(rng, 0.0, TAU), 1.0);
    let dark = pal.ink.turn(20.0).rgb();
    if dice::chance(rng, 0.75) {
        long_shadows(&mut canvas, rng, sun, dark);
    }
    let glow = pt(wf / 2.0, hf / 2.0) - sun * (unit * 0.7);
    canvas.glow(glow, unit * 1.2, pal.tones[4].rgb(), 0.3);
    canvas.cloud(
        pt(wf / 2.0, hf / 2.0) + sun * (unit * 0.8),
        unit * 1.1,
        dark,
        0.22,
    );
    canvas
}

pub fn court(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let [a, b, c] = [pal.hue(0), pal.hue(1), pal.hue(2)];
    let outside = lch(a.l.clamp(0.5, 0.82), a.c, a.h);
    let inside = if (b.l - outside.l).abs() < 0.08 {
        b.light(if outside.l > 0.65 { -0.15 } else { 0.15 })
    } else {
        b
    };
    let grain = rubber(rng, 0.045);
    let mut canvas = Canvas::new(w, h, outside.rgb());
    let turn = dice::num(rng, -0.7, 0.7);
    let middle = pt(wf * dice::num(rng, 0.3, 0.7), hf * dice::num(rng, 0.3, 0.7));
    let size = unit * dice::num(rng, 0.75, 1.05);
    let put = |p: Pt| middle + (p * size).turn(turn);
    let area = |x: f32, y: f32, wide: f32, tall: f32| Path::rect(x, y, wide, tall).map(put);
    let white = pal.paper.rgb();
    let thick = unit * 0.009;
    let line = |canvas: &mut Canvas, points: &[Pt]| {
        let points: Vec<Pt> = points.iter().map(|p| put(*p)).collect();
        canvas.flat(&Path::stroke(&points, thick), white, 0.96);
    };
    let arc = |centre: Pt, radius: f32, from: f32, to: f32| -> Vec<Pt> {
        (0..=48)
            .map(|i| centre + polar(from + (to - from) * i as f32 / 48.0, radius))
            .collect()
    };
    canvas.flat(&area(-1.1, -0.5, 2.2, 1.0), inside.rgb(), 1.0);
    let paint = if dice::chance(rng, 0.5) {
        c
    } else {
        inside.light(-0.08)
    };
    match dice::int(rng, 0, 1) {
        0 => {
            // Hoops: two keys, a centre circle.
            for side in [-1.0, 1.0] {
                canvas.flat(
                    &area(if side < 0.0 { -1.1 } else { 0.72 }, -0.17, 0.38, 0.34),
                    paint.rgb(),
                    1.0,
                );
                let half = Path::circle(pt(side * 0.72, 0.0), 0.17).map(put);
                canvas.flat(&half, paint.rgb(), 1.0);
                line(
                    &mut canvas,
                    &[
                        pt(side * 1.1, -0.17),
                        pt(side * 0.72, -0.17),
                        pt(side * 0.72, 0.17),
                        pt(side * 1.1, 0.17),
                    ],
                );
                line(&mut canvas, &arc(pt(side * 0.72, 0.0), 0.17, 0.0, TAU));
                let from = if side < 0.0 { -TAU / 4.0 } else { TAU / 4.0 };
                line(
                    &mut canvas,
                    &arc(pt(side * 1.02, 0.0), 0.43, from, from + TAU / 2.0),
                );
            }
            canvas.flat(&Path::circle(pt(0.0, 0.0), 0.17).map(put), paint.rgb(), 1.0);
            line(&mut canvas, &arc(pt(0.0, 0.0), 0.17, 0.0, TAU));
            line(&mut canvas, &[pt(0.0, -0.5), pt(0.0, 0.5)]);
        }
        _ => {
            // A net in the middle and service boxes.
            canvas.flat(&area(-0.55, -0.37, 1.1, 0.74), paint.rgb(), 1.0);
            line(&mut canvas, &[pt(-1.1, -0.37), pt(1.1, -0.37)]);
            line(&mut canvas, &[pt(-1.1, 0.37), pt(1.1, 0.37)]);
            line(&mut canvas, &[pt(-0.55, -0.37), pt(-0.55, 0.37)]);
            line(&mut canvas, &[pt(0.55, -0.37), pt(0.55, 0.37)]);
            line(&mut canvas, &[pt(-0.55, 0.0), pt(0.55, 0.0)]);
            let net = area(-0.004, -0.56, 0.008, 1.12);
            canvas.shadow(&net, polar(0.6, unit * 0.03), unit * 0.03, pal.ink.rgb(), 0.8);
            canvas.flat(&net, white, 1.0);
        }
    }
    line(
        &mut canvas,
        &[
            pt(-1.1, -0.5),
            pt(1.1, -0.5),
            pt(1.1, 0.5),
            pt(-1.1, 0.5),
            pt(-1.1, -0.5),
        ],
    );
    canvas.change(|x, y, px| scale(px, grain[(y as usize % TILE) * TILE + x as usize % TILE]));
    let sun = polar(dice::num(rng, 0.3, 1.2), 1.0);
    let dark = pal.ink.rgb();
    if dice::chance(rng, 0.5) {
        long_shadows(&mut canvas, rng, sun, dark);
    }
    if dice::chance(rng, 0.5) {
        // The mesh of the fence lies on the floor.
        let mut mesh = Path::new();
        let step = unit * 0.055;
        let corner = pt(wf * dice::pick(rng, &[0.0, 1.0]), hf);
        for i in -9..=9 {
            for way in [0.9, 2.1] {
                let from = corner + pt(i as f32 * step, 0.0);
                mesh.join(&Path::ribbon(
                    &[from - polar(way, unit * 0.5), from + polar(way, unit * 0.5)],
                    |_| unit * 0.0022,
                ));
            }
        }
        canvas.shadow(&mesh, pt(0.0, 0.0), unit * 0.007, dark, 0.3);
    }
    for _ in 0..dice::int(rng, 1, 2) {
        let at = pt(wf * dice::num(rng, 0.22, 0.78), hf * dice::num(rng, 0.22, 0.78));
        let radius = unit * dice::num(rng, 0.026, 0.05);
        ball(&mut canvas, rng, at, radius, sun, pal);
    }
    canvas.glow(
        pt(wf / 2.0, hf / 2.0) - sun * (unit * 0.6),
        unit * 1.1,
        pal.tones[4].rgb(),
        0.25,
    );
    canvas
}

fn ball(canvas: &mut Canvas, rng: &mut Rng, at: Pt, radius: f32, sun: Pt, pal: &Palette) {
    let shade = [at, at + sun * (radius * dice::num(rng, 3.0, 5.5))];
    canvas.shadow(
        &Path::stroke(&shade, radius * 1.7),
        pt(0.0, 0.0),
        radius * 0.6,
        pal.ink.rgb(),
        0.55,
    );
    let tone = pal.spark();
    super::still::sphere(canvas, at, radius, tone);
    let seam: Vec<Pt> = (0..=20)
        .map(|i| at + polar(0.5 + i as f32 / 20.0 * 2.2, radius * 1.4) + polar(-2.4, radius * 1.5))
        .collect();
    let inside: Vec<Pt> = seam
        .into_iter()
        .filter(|p| (*p - at).len() < radius * 0.96)
        .collect();
    canvas.flat(&Path::stroke(&inside, radius * 0.09), pal.paper.rgb(), 0.85);
}
