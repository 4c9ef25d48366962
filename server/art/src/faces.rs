//! Cheerful blobs with faces and an empty stage: comedy without words; it refuses caricatures of anyone.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, lch, mix},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, polar, pt, rounded_through},
};
use std::f32::consts::TAU;

/// Eyes that look at a place and a mouth in some mood; `size` is the half width of the face.
pub fn face(
    canvas: &mut Canvas,
    rng: &mut Rng,
    at: Pt,
    size: f32,
    look: Pt,
    (ink, white, cheek): (Rgb, Rgb, Rgb),
) {
    let eyes = dice::pick(rng, &[2, 2, 2, 2, 1, 3]);
    let radius = size * dice::num(rng, 0.15, 0.26) * if eyes == 1 { 1.5 } else { 1.0 };
    let spread = size * dice::num(rng, 0.3, 0.42);
    let way = (look - at).unit() * (radius * 0.36);
    let sleepy = dice::chance(rng, 0.15);
    for eye in 0..eyes {
        let x = match eyes {
            1 => 0.0,
            2 => eye as f32 * 2.0 - 1.0,
            _ => eye as f32 - 1.0,
        };
        let centre = at
            + pt(
                x * spread,
                -size * 0.2 - if eyes == 3 && eye == 1 { radius * 0.8 } else { 0.0 },
            );
        if sleepy {
            let lid: Vec<Pt> = (0..=12)
                .map(|i| centre + polar(TAU / 2.0 * i as f32 / 12.0, radius * 0.8))
                .collect();
            canvas.flat(&Path::stroke(&lid, size * 0.055), ink, 1.0);
            continue;
        }
        canvas.disc(centre, radius, white, 1.0);
        canvas.disc(centre + way, radius * 0.56, ink, 1.0);
        canvas.disc(
            centre + way * 0.6 + pt(-radius * 0.16, -radius * 0.2),
            radius * 0.17,
            white,
            1.0,
        );
    }
    for side in [-1.0, 1.0] {
        canvas.cloud(at + pt(side * spread * 1.55, size * 0.1), size * 0.2, cheek, 0.75);
    }
    let mouth = at + pt(0.0, size * 0.2);
    let wide = size * dice::num(rng, 0.2, 0.36);
    match dice::int(rng, 0, 5) {
        0 | 1 => {
            let arc: Vec<Pt> = (0..=16)
                .map(|i| {
                    let t = i as f32 / 8.0 - 1.0;
                    mouth + pt(t * wide, wide * 0.55 * (1.0 - t * t))
                })
                .collect();
            canvas.flat(&Path::stroke(&arc, size * 0.06), ink, 1.0);
        }
        2 | 3 => {
            // A laugh: an open half moon with a tongue.
            let open = Path::pie(mouth, wide, 0.0, TAU / 2.0);
            canvas.flat(&open, ink, 1.0);
            let tongue = Path::pie(mouth + pt(0.0, wide * 0.98), wide * 0.55, TAU / 2.0, TAU);
            canvas.flat(&tongue, cheek, 1.0);
            let teeth = Path::rounded(
                mouth.x - wide * 0.7,
                mouth.y - 0.5,
                wide * 1.4,
                wide * 0.2,
                wide * 0.06,
            );
            canvas.flat(&teeth, white, 1.0);
        }
        4 => canvas.flat(
            &Path::ellipse(mouth + pt(0.0, wide * 0.3), wide * 0.34, wide * 0.44, 0.0),
            ink,
            1.0,
        ),
        _ => {
            let wave: Vec<Pt> = (0..=24)
                .map(|i| {
                    let t = i as f32 / 12.0 - 1.0;
                    mouth + pt(t * wide, wide * 0.16 * (t * 7.0).sin() + wide * 0.2)
                })
                .collect();
            canvas.flat(&Path::stroke(&wave, size * 0.055), ink, 1.0);
        }
    }
}

/// A soft body and what grows on it.
pub fn being(canvas: &mut Canvas, rng: &mut Rng, at: Pt, size: f32, tone: Lch, extra: Lch) -> Path {
    let bumps = dice::int(rng, 6, 10);
    let wild = dice::num(rng, 0.03, 0.16);
    let (rx, ry) = (
        size * dice::num(rng, 0.86, 1.08),
        size * dice::num(rng, 0.86, 1.14),
    );
    let spin = dice::num(rng, 0.0, TAU);
    let points: Vec<Pt> = (0..bumps)
        .map(|i| {
            let p = polar(
                spin + TAU * i as f32 / bumps as f32,
                1.0 + dice::num(rng, -wild, wild),
            );
            at + pt(p.x * rx, p.y * ry)
        })
        .collect();
    let body = Path::smooth(&points);
    match dice::int(rng, 0, 6) {
        0 => {
            for side in [-1.0, 1.0] {
                let foot = at + pt(side * size * 0.4, -size * 0.72);
                let tip = foot + pt(side * size * 0.22, -size * 0.5);
                let line = rounded_through(
                    &[foot, foot.lerp(tip, 0.6) + pt(-side * size * 0.08, 0.0), tip],
                    false,
                );
                canvas.flat(
                    &Path::ribbon(&line, |_| size * 0.035),
                    tone.light(-0.14).rgb(),
                    1.0,
                );
                canvas.disc(tip, size * 0.11, extra.rgb(), 1.0);
            }
        }
        1 => {
            for side in [-1.0, 1.0] {
                let ear = Path::ellipse(
                    at + pt(side * size * 0.62, -size * 0.78),
                    size * 0.3,
                    size * 0.34,
                    0.0,
                );
                canvas.flat(&ear, tone.light(-0.05).rgb(), 1.0);
                let inner = Path::ellipse(
                    at + pt(side * size * 0.62, -size * 0.76),
                    size * 0.16,
                    size * 0.19,
                    0.0,
                );
                canvas.flat(&inner, extra.rgb(), 1.0);
            }
        }
        2 => {
            for hair in 0..5 {
                let angle = -TAU / 4.0 + (hair as f32 - 2.0) * 0.22;
                let (a, b) = (
                    at + polar(angle, size * 0.8),
                    at + polar(angle * 1.02, size * (1.36 - 0.08 * (hair as f32 - 2.0).abs())),
                );
                canvas.flat(&Path::stroke(&[a, b], size * 0.07), tone.light(-0.2).rgb(), 1.0);
            }
        }
        3 => {
            for side in [-1.0, 1.0] {
                let horn = [
                    at + pt(side * size * 0.28, -size * 0.8),
                    at + pt(side * size * 0.62, -size * 0.62),
                    at + pt(side * size * 0.66, -size * 1.2),
                ];
                canvas.flat(&Path::polygon(&horn), extra.rgb(), 1.0);
            }
        }
        _ => {}
    }
    let (high, low) = (at - pt(size * 0.4, size), at + pt(size * 0.4, size));
    canvas.fade(
        &body,
        (high, tone.light(0.045).rgb()),
        (low, tone.light(-0.06).turn(6.0).rgb()),
        1.0,
    );
    body
}

pub fn blobs(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let ground = if dice::chance(rng, 0.25) {
        pal.ink
    } else {
        pal.hue(0).mix(pal.paper, dice::num(rng, 0.2, 0.6))
    };
    let other = ground.light(if ground.l < 0.4 { 0.035 } else { -0.03 }).rgb();
    let mut canvas = Canvas::new(w, h, ground.rgb());
    match dice::int(rng, 0, 3) {
        0 => {
            let centre = pt(wf / 2.0, hf * 0.58);
            let rays = dice::int(rng, 9, 14);
            for ray in 0..rays {
                let angle = TAU * ray as f32 / rays as f32;
                canvas.flat(
                    &Path::pie(centre, wf + hf, angle, angle + TAU / rays as f32 / 2.0),
                    other,
                    1.0,
                );
            }
        }
        1 => {
            let step = unit / dice::num(rng, 7.0, 12.0);
            let mut dots = Path::new();
            for row in 0..(hf / step) as usize + 2 {
                for column in 0..(wf / step) as usize + 2 {
                    let shift = if row % 2 == 0 { 0.0 } else { 0.5 };
                    dots.join(&Path::circle(
                        pt(column as f32 + shift, row as f32) * step,
                        step * 0.17,
                    ));
                }
            }
            canvas.flat(&dots, other, 1.0);
        }
        2 => {
            let step = unit * 0.09;
            for row in 0..(hf / step) as usize + 1 {
                let line: Vec<Pt> = (0..=60)
                    .map(|i| {
                        let x = i as f32 / 60.0 * wf;
                        pt(
                            x,
                            (row as f32 + 0.5) * step + (x / unit * 22.0).sin() * step * 0.18,
                        )
                    })
                    .collect();
                canvas.flat(&Path::ribbon(&line, |_| step * 0.16), other, 1.0);
            }
        }
        _ => canvas.disc(pt(wf * 0.5, hf * 0.5), unit * 0.46, other, 1.0),
    }
    let look = pt(wf * dice::num(rng, 0.1, 0.9), hf * dice::num(rng, 0.0, 0.7));
    let shadow = pal.ink.rgb();
    let cheek = lch(0.74, 0.15, 15.0).rgb();
    // Room for everybody: places tried until they fit.
    let mut places: Vec<(Pt, f32)> = Vec::new();
    let crowd = dice::int(rng, 1, 4);
    let area = (wf * hf / (unit * unit)).sqrt();
    let mut size = unit * [0.3, 0.24, 0.19, 0.15][crowd - 1] * area.min(1.25);
    let smallest = size * if crowd == 1 { 0.25 } else { 0.42 };
    while size > smallest && places.len() < 22 {
        for _ in 0..40 {
            let at = pt(
                dice::num(rng, size * 0.9, wf - size * 0.9),
                dice::num(rng, size * 1.15, hf - size * 0.9),
            );
            if places
                .iter()
                .all(|(other, there)| (*other - at).len() > (there + size) * 1.06)
            {
                places.push((at, size));
                break;
            }
        }
        size *= dice::num(rng, 0.84, 0.97);
    }
    for (index, (at, size)) in places.into_iter().enumerate() {
        let mut tone = pal.hue(index + 1);
        if (tone.l - ground.l).abs() < 0.06 {
            tone = tone.light(if ground.l > 0.6 { -0.12 } else { 0.16 });
        }
        let floor = Path::ellipse(at + pt(0.0, size * 1.02), size * 0.75, size * 0.12, 0.0);
        canvas.shadow(&floor, pt(0.0, 0.0), size * 0.2, shadow, 0.25);
        for side in [-1.0, 1.0] {
            let (hip, foot) = (
                at + pt(side * size * 0.3, size * 0.8),
                at + pt(side * size * 0.34, size * 1.06),
            );
            canvas.flat(
                &Path::stroke(&[hip, foot, foot + pt(side * size * 0.12, 0.0)], size * 0.08),
                tone.light(-0.22).rgb(),
                1.0,
            );
        }
        let body = being(&mut canvas, rng, at, size, tone, pal.hue(index + 3));
        if dice::chance(rng, 0.3) {
            let belly = Path::ellipse(at + pt(0.0, size * 0.62), size * 0.45, size * 0.3, 0.0);
            canvas.flat(&belly, mix(tone.rgb(), [1.0; 3], 0.25), 0.6);
        }
        drop(body);
        face(
            &mut canvas,
            rng,
            at,
            size * 0.92,
            look,
            (pal.ink.light(-0.05).rgb(), [1.0, 0.995, 0.98], cheek),
        );
    }
    canvas
}

pub fn stage(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let cloth = dice::pick(rng, &[pal.hue(0), pal.hue(1), pal.tones[1], pal.tones[0]]);
    let cloth = lch(cloth.l.clamp(0.42, 0.62), cloth.c.max(0.1), cloth.h);
    let noise = Noise::new(rng);
    let line = hf * dice::num(rng, 0.74, 0.82);
    let spot = pt(wf * dice::num(rng, 0.36, 0.64), line + (hf - line) * 0.42);
    let folds = Ramp::new(&[
        cloth.light(-0.30).turn(-8.0),
        cloth.light(-0.16).turn(-4.0),
        cloth.light(-0.02),
        cloth.light(0.07).turn(4.0),
    ]);
    let crowd = dice::num(rng, 7.0, 12.0);
    let pleats: Vec<f32> = (0..w)
        .map(|x| {
            let place = x as f32 / unit;
            let bend = place * crowd + 0.8 * noise.at(place * 2.0, 1.0);
            0.5 + 0.38 * (bend * TAU / 2.0).sin() + 0.12 * (bend * TAU * 1.5 + 1.0).sin()
        })
        .collect();
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        let down = y as f32 / line;
        for (px, &pleat) in row.iter_mut().zip(&pleats) {
            *px = folds.at((pleat * (0.86 - 0.18 * down)).max(0.0));
        }
    }
    // A valance along the top, in scallops.
    let scallops = dice::int(rng, 4, 7);
    let wide = wf / scallops as f32;
    for index in 0..=scallops * 2 {
        let layer = index <= scallops;
        let x = (index % (scallops + 1)) as f32 * wide - if layer { wide / 2.0 } else { 0.0 };
        let drop = hf * if layer { 0.11 } else { 0.085 };
        let mut path = Path::new();
        path.move_to(pt(x, -2.0))
            .line_to(pt(x, drop * 0.35))
            .bend_to(pt(x + wide / 2.0, drop * 1.7), pt(x + wide, drop * 0.35))
            .line_to(pt(x + wide, -2.0));
        canvas.shadow(
            &path,
            pt(0.0, unit * 0.012),
            unit * 0.03,
            pal.ink.light(-0.1).rgb(),
            0.45,
        );
        let trim = path.clone().map(|p| p + pt(0.0, unit * 0.007));
        canvas.flat(&trim, pal.spark().light(0.02).rgb(), 0.9);
        canvas.fade(
            &path,
            (pt(x, 0.0), cloth.light(-0.22).rgb()),
            (pt(x, drop), cloth.light(-0.02).rgb()),
            1.0,
        );
    }
    let boards = lch(0.5, 0.075, 55.0).mix(pal.hue(2), 0.3);
    let floor = Path::rect(0.0, line, wf, hf - line + 1.0);
    canvas.shadow(
        &floor,
        pt(0.0, -unit * 0.01),
        unit * 0.03,
        pal.ink.light(-0.1).rgb(),
        0.5,
    );
    canvas.fade(
        &floor,
        (pt(0.0, line), boards.light(-0.18).rgb()),
        (pt(0.0, hf), boards.light(-0.06).rgb()),
        1.0,
    );
    for board in -14..=14 {
        let x = board as f32 / 8.0;
        let seam = [
            pt(wf / 2.0 + x * wf * 0.5, line),
            pt(wf / 2.0 + x * wf * 0.95, hf),
        ];
        canvas.flat(&Path::stroke(&seam, unit * 0.002), boards.light(-0.26).rgb(), 0.7);
    }
    // The dark around the light.
    let ink = pal.ink.light(-0.09).rgb();
    let lamp = pt(spot.x + wf * dice::num(rng, -0.25, 0.25), -hf * 0.1);
    let reach = unit * dice::num(rng, 0.27, 0.34);
    canvas.change(|x, y, px| {
        let away = (pt(x, y) - (spot - pt(0.0, hf * 0.24))) * (1.0 / unit);
        let dark = (away.x * away.x * 2.4 + away.y * away.y * 0.9).min(1.0);
        mix(px, ink, 0.04 + 0.62 * dark)
    });
    let warm = lch(0.95, 0.06, 88.0).rgb();
    let beam = Path::polygon(&[
        lamp + pt(-unit * 0.03, 0.0),
        lamp + pt(unit * 0.03, 0.0),
        spot + pt(reach, 0.0),
        spot - pt(reach, 0.0),
    ]);
    canvas.shadow(&beam, pt(0.0, 0.0), unit * 0.03, warm, 0.20);
    let pool = Path::ellipse(spot, reach, reach * 0.24, 0.0);
    canvas.shadow(
        &pool,
        pt(0.0, 0.0),
        unit * 0.022,
        mix(boards.light(0.26).rgb(), warm, 0.55),
        0.85,
    );
    microphone(&mut canvas, rng, spot, unit, pal);
    if dice::chance(rng, 0.6) {
        stool(
            &mut canvas,
            spot + pt(reach * 0.55 * dice::sign(rng), reach * 0.05),
            unit * 0.2,
            boards,
            warm,
        );
    }
    canvas
}

fn microphone(canvas: &mut Canvas, rng: &mut Rng, foot: Pt, unit: f32, pal: &Palette) {
    let tall = unit * dice::num(rng, 0.46, 0.56);
    let dark = pal.ink.light(-0.08).rgb();
    let steel = Ramp::new(&[
        lch(0.85, 0.01, 250.0),
        lch(0.6, 0.015, 250.0),
        lch(0.35, 0.02, 260.0),
    ]);
    let base = Path::ellipse(foot, unit * 0.075, unit * 0.02, 0.0);
    canvas.shadow(&base, pt(unit * 0.01, unit * 0.012), unit * 0.03, dark, 0.7);
    canvas.fade(
        &base,
        (foot - pt(unit * 0.07, 0.0), steel.at(0.5)),
        (foot + pt(unit * 0.07, 0.0), steel.at(1.0)),
        1.0,
    );
    let pole = Path::rect(foot.x - unit * 0.006, foot.y - tall, unit * 0.012, tall);
    canvas.fade(
        &pole,
        (foot - pt(unit * 0.006, 0.0), steel.at(0.0)),
        (foot + pt(unit * 0.006, 0.0), steel.at(0.9)),
        1.0,
    );
    let collar = Path::rounded(
        foot.x - unit * 0.011,
        foot.y - tall * 0.52,
        unit * 0.022,
        unit * 0.04,
        unit * 0.004,
    );
    canvas.flat(&collar, steel.at(0.8), 1.0);
    let lean = dice::sign(rng) * 0.6;
    let top = foot - pt(0.0, tall);
    let put = |p: Pt| top + p.turn(lean);
    let handle = Path::polygon(
        &[
            pt(-0.015, -0.09),
            pt(0.015, -0.09),
            pt(0.010, 0.06),
            pt(-0.010, 0.06),
        ]
        .map(|p| put(p * unit)),
    );
    canvas.fade(
        &handle,
        (put(pt(-0.015, 0.0) * unit), lch(0.42, 0.01, 260.0).rgb()),
        (put(pt(0.015, 0.0) * unit), dark),
        1.0,
    );
    let head = put(pt(0.0, -0.115) * unit);
    let radius = unit * 0.034;
    canvas.fill(&Path::circle(head, radius), 1.0, |x, y| {
        let (dx, dy) = ((x - head.x) / radius, (y - head.y) / radius);
        let z = (1.0 - dx * dx - dy * dy).max(0.0).sqrt();
        let mesh = 0.5 + 0.5 * ((dx + dy) * 15.0).sin() * ((dx - dy) * 15.0).sin();
        steel.at((1.0 - (-0.45 * dx - 0.55 * dy + 0.7 * z)).clamp(0.0, 1.0) * 0.8 + 0.22 * mesh)
    });
    let band = Path::polygon(
        &[
            pt(-0.034, -0.098),
            pt(0.034, -0.098),
            pt(0.03, -0.086),
            pt(-0.03, -0.086),
        ]
        .map(|p| put(p * unit)),
    );
    canvas.flat(&band, pal.spark().rgb(), 1.0);
}

fn stool(canvas: &mut Canvas, foot: Pt, tall: f32, wood: Lch, warm: Rgb) {
    let seat = foot - pt(0.0, tall);
    let legs = wood.light(-0.12).rgb();
    canvas.shadow(
        &Path::ellipse(foot, tall * 0.4, tall * 0.08, 0.0),
        pt(tall * 0.1, 0.0),
        tall * 0.16,
        [0.02; 3],
        0.55,
    );
    for (from, to) in [(-0.2, -0.36), (0.2, 0.36), (-0.08, -0.14), (0.08, 0.14)] {
        let deep = if f32::abs(from) < 0.1 { -0.05 } else { 0.02 };
        let leg = [seat + pt(from * tall, 0.0), foot + pt(to * tall, deep * tall)];
        canvas.flat(&Path::stroke(&leg, tall * 0.05), legs, 1.0);
    }
    let side = Path::rounded(
        seat.x - tall * 0.33,
        seat.y - tall * 0.01,
        tall * 0.66,
        tall * 0.1,
        tall * 0.04,
    );
    canvas.flat(&side, wood.light(-0.05).rgb(), 1.0);
    canvas.flat(
        &Path::ellipse(seat, tall * 0.33, tall * 0.08, 0.0),
        mix(wood.light(0.12).rgb(), warm, 0.25),
        1.0,
    );
    // A glass of water.
    let (wide, high) = (tall * 0.1, tall * 0.22);
    let at = seat - pt(tall * 0.1, 0.0);
    let glass = Path::polygon(&[
        at + pt(-wide * 0.42, 0.0),
        at + pt(wide * 0.42, 0.0),
        at + pt(wide * 0.52, -high),
        at + pt(-wide * 0.52, -high),
    ]);
    canvas.flat(&glass, warm, 0.28);
    let water = Path::polygon(&[
        at + pt(-wide * 0.42, 0.0),
        at + pt(wide * 0.42, 0.0),
        at + pt(wide * 0.48, -high * 0.6),
        at + pt(-wide * 0.48, -high * 0.6),
    ]);
    canvas.flat(&water, lch(0.85, 0.05, 220.0).rgb(), 0.4);
    canvas.flat(
        &Path::ellipse(at - pt(0.0, high), wide * 0.52, wide * 0.13, 0.0),
        [1.0; 3],
        0.35,
    );
}
