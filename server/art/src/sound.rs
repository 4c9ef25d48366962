//! Records on a table: music one can look at; it refuses labels with words.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, mix, scale},
    dice::{self, Rng},
    palette::Palette,
    path::{Path, Pt, polar, pt},
};
use std::f32::consts::TAU;

/// A small picture of plain shapes, for labels and sleeves.
fn emblem(canvas: &mut Canvas, rng: &mut Rng, at: Pt, size: f32, colours: &[Rgb; 4]) {
    match dice::int(rng, 0, 4) {
        0 => {
            for ring in 0..5 {
                canvas.disc(at, size * (1.0 - ring as f32 * 0.19), colours[ring % 3 + 1], 1.0);
            }
        }
        1 => {
            canvas.flat(&Path::pie(at, size * 0.8, TAU * 0.5, TAU), colours[1], 1.0);
            for bar in 0..4 {
                let (y, thick) = (
                    size * (0.1 + 0.17 * bar as f32),
                    size * (0.085 - 0.012 * bar as f32),
                );
                let half = (0.64 - (y / size).powi(2)).max(0.02).sqrt() * size;
                canvas.flat(
                    &Path::rect(at.x - half, at.y + y, half * 2.0, thick),
                    colours[2],
                    1.0,
                );
            }
        }
        2 => {
            for step in 0..3 {
                let shift = pt((step as f32 - 1.0) * size * 0.42, 0.0);
                canvas.disc(at + shift, size * 0.4, colours[step + 1], 0.82);
            }
        }
        3 => {
            for ray in 0..12 {
                let angle = TAU * ray as f32 / 12.0;
                let slice = Path::pie(at, size * 0.85, angle, angle + TAU / 24.0);
                canvas.flat(&slice, colours[1 + ray % 2], 1.0);
            }
            canvas.disc(at, size * 0.3, colours[3], 1.0);
        }
        _ => {
            for bar in 0..7 {
                let tall = size * dice::num(rng, 0.25, 1.3);
                let x = at.x + (bar as f32 - 3.0) * size * 0.22;
                let path = Path::rounded(x - size * 0.07, at.y - tall / 2.0, size * 0.14, tall, size * 0.07);
                canvas.flat(&path, colours[1 + bar % 3], 1.0);
            }
        }
    }
}

pub fn vinyl(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let ground = if dice::chance(rng, 0.3) {
        pal.tones[0]
    } else {
        pal.hue(0).mix(pal.paper, 0.15)
    };
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[ground.light(0.03), ground.light(-0.05)]));
    let radius = unit * dice::num(rng, 0.37, 0.56);
    let centre = pt(wf * dice::num(rng, 0.38, 0.66), hf * dice::num(rng, 0.4, 0.62));
    if dice::chance(rng, 0.6) {
        // A band of another colour across the table.
        let tilt = dice::num(rng, -0.7, 0.7);
        let way = polar(tilt, 1.0);
        let (long, half) = (
            way * (wf + hf),
            way.across() * (unit * dice::num(rng, 0.12, 0.34)),
        );
        let band = [
            centre - long - half,
            centre + long - half,
            centre + long + half,
            centre - long + half,
        ];
        canvas.flat(&Path::polygon(&band), pal.hue(1).mix(pal.paper, 0.1).rgb(), 1.0);
    }
    let shadow = pal.ink.light(-0.1).rgb();
    let colours = [
        pal.paper.rgb(),
        pal.hue(2).rgb(),
        pal.spark().rgb(),
        pal.ink.rgb(),
    ];
    if dice::chance(rng, 0.62) {
        // The sleeve it was taken from.
        let side = radius * 2.06;
        let turn = dice::num(rng, -0.25, 0.25);
        let middle = centre + polar(dice::num(rng, 0.0, TAU), radius * dice::num(rng, 0.55, 0.85));
        let square = Path::rect(-side / 2.0, -side / 2.0, side, side).map(|p| middle + p.turn(turn));
        canvas.shadow(&square, pt(0.012, 0.02) * unit, unit * 0.05, shadow, 0.45);
        let sleeve = pal.hue(3);
        let (a, b) = (middle - pt(side, side) * 0.5, middle + pt(side, side) * 0.5);
        canvas.fade(
            &square,
            (a, sleeve.light(0.03).rgb()),
            (b, sleeve.light(-0.05).rgb()),
            1.0,
        );
        let art = [sleeve.rgb(), pal.paper.rgb(), pal.hue(4).rgb(), pal.ink.rgb()];
        emblem(&mut canvas, rng, middle, side * 0.34, &art);
    }
    let disc = Path::circle(centre, radius);
    canvas.shadow(&disc, pt(0.014, 0.024) * unit, unit * 0.06, shadow, 0.55);
    let coloured = dice::chance(rng, 0.3);
    let body: Lch = if coloured {
        pal.tones[1].chroma(1.1)
    } else {
        pal.ink.light(-0.07).chroma(0.5)
    };
    let ramp = Ramp::new(&[
        body.light(-0.05),
        body,
        body.light(0.10),
        body.light(0.30),
        body.light(0.5).chroma(0.5),
    ]);
    let gleam = polar(dice::num(rng, 0.3, 1.2), 1.0);
    let second = gleam.turn(dice::num(rng, 0.5, 1.0));
    let groove = TAU / (unit * 0.0055).max(2.2);
    let tracks: Vec<f32> = (0..dice::int(rng, 3, 5))
        .map(|_| radius * dice::num(rng, 0.45, 0.93))
        .collect();
    let label = radius * dice::num(rng, 0.32, 0.38);
    // How fine the grooves shimmer at each distance, in half pixels.
    let fine: Vec<f32> = (0..=(radius * 2.0) as usize + 2)
        .map(|half| {
            let far = half as f32 / 2.0;
            let gap = tracks.iter().any(|track| (far - track).abs() < radius * 0.006);
            if gap || far > radius * 0.965 {
                0.35
            } else {
                0.6 + 0.4 * (far * groove).sin()
            }
        })
        .collect();
    canvas.fill(&disc, 1.0, |x, y| {
        let out = pt(x, y) - centre;
        let far = out.len().max(1.0);
        let way = out * (1.0 / far);
        let shine = |light: Pt| {
            let facing = way.dot(light);
            let facing = facing * facing;
            let facing = facing * facing;
            facing * facing * facing
        };
        let fine = fine[((far * 2.0) as usize).min(fine.len() - 1)];
        let light = 0.62 * shine(gleam) + 0.4 * shine(second);
        ramp.at(0.16 + fine * 0.05 + light * (0.55 + 0.3 * fine))
    });
    let rim = Path::ring(centre, radius, radius - unit * 0.003);
    canvas.flat(&rim, body.light(0.2).rgb(), 0.5);
    canvas.disc(centre, label, colours[0], 1.0);
    let ring = Path::ring(centre, label * 0.97, label * 0.94);
    canvas.flat(&ring, colours[1], 1.0);
    emblem(&mut canvas, rng, centre, label * 0.72, &colours);
    canvas.disc(centre, radius * 0.022, shadow, 1.0);
    if dice::chance(rng, 0.7) {
        arm(&mut canvas, rng, centre, radius, pal);
    }
    canvas
}

fn arm(canvas: &mut Canvas, rng: &mut Rng, centre: Pt, radius: f32, pal: &Palette) {
    let side = dice::sign(rng);
    let pivot = centre + pt(side * radius * 1.02, -radius * 0.98);
    let head = centre
        + polar(
            if side > 0.0 { 0.15 } else { TAU * 0.5 - 0.15 },
            radius * dice::num(rng, 0.6, 0.85),
        );
    let elbow = pivot.lerp(head, 0.72) + pt(side * radius * 0.10, 0.0);
    let line = super::path::rounded_through(&[pivot, elbow, head], false);
    let thick = radius * 0.026;
    let tube = Path::ribbon(&line, |_| thick * 0.6);
    let shadow = pal.ink.light(-0.12).rgb();
    let base = Path::circle(pivot, radius * 0.13);
    canvas.shadow(&base, pt(0.02, 0.04) * radius, radius * 0.08, shadow, 0.5);
    canvas.shadow(&tube, pt(0.03, 0.06) * radius, radius * 0.05, shadow, 0.5);
    let metal = pal.paper.mix(pal.ink, 0.12).chroma(0.6);
    canvas.fade(
        &base,
        (pivot - pt(radius, radius) * 0.1, metal.rgb()),
        (pivot + pt(radius, radius) * 0.1, metal.light(-0.22).rgb()),
        1.0,
    );
    canvas.disc(pivot, radius * 0.055, metal.light(-0.3).rgb(), 1.0);
    canvas.flat(&tube, metal.rgb(), 1.0);
    let way = (head - elbow).unit();
    let shell = Path::rounded(
        -radius * 0.035,
        -radius * 0.10,
        radius * 0.07,
        radius * 0.15,
        radius * 0.015,
    );
    let turn = way.y.atan2(way.x) - TAU / 4.0;
    let shell = shell.map(|p| head + p.turn(turn));
    canvas.flat(
        &shell,
        scale(mix(pal.ink.rgb(), pal.spark().rgb(), 0.75), 1.0),
        1.0,
    );
}
