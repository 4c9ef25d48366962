//! Ridges in mist, northern lights and dunes: landscapes as layers of light; they refuse hard detail.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, Rgb, mix},
    dice::{self, Dust, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, pt},
};

/// One layer of land: where its edge runs and how its colour changes below the edge.
struct Land {
    edge: Vec<f32>,
    ramp: Ramp,
    depth: f32,
}

/// Paints layers from far to near; `lit` says per column how much of `light` lies on them.
fn stack(canvas: &mut Canvas, lands: &[Land], lit: &[f32], light: Rgb) {
    let edges: Vec<&[f32]> = lands.iter().map(|land| land.edge.as_slice()).collect();
    let shades: Vec<(&Ramp, f32, f32)> = lands
        .iter()
        .enumerate()
        .map(|(index, land)| {
            let haze = 0.5 * (1.0 - (index + 1) as f32 / lands.len() as f32);
            (&land.ramp, 1.0 / land.depth.max(1.0), haze)
        })
        .collect();
    canvas.layered(&edges, |layer, into, x, _| {
        let (ramp, depth, haze) = shades[layer];
        mix(ramp.at((into * depth).min(1.0)), light, lit[x] * haze)
    });
}

/// A conifer as an outline.
fn pine(path: &mut Path, foot: Pt, tall: f32, rng: &mut Rng) {
    let tiers = dice::int(rng, 5, 7);
    let wide = tall * dice::num(rng, 0.15, 0.22);
    let lean = dice::num(rng, -0.02, 0.02) * tall;
    let mut right = Vec::new();
    let mut left = Vec::new();
    for tier in 0..tiers {
        let t = (tier as f32 + 1.0) / tiers as f32;
        let y = foot.y - tall * (1.0 - t * 0.93);
        let reach = wide * (0.12 + 0.88 * t) * dice::num(rng, 0.85, 1.15);
        let middle = foot.x + lean * (1.0 - t);
        right.extend([pt(middle + reach, y), pt(middle + reach * 0.42, y - tall * 0.025)]);
        left.extend([
            pt(middle - reach * dice::num(rng, 0.85, 1.1), y),
            pt(middle - reach * 0.4, y - tall * 0.025),
        ]);
    }
    let mut points = vec![pt(foot.x + lean, foot.y - tall)];
    points.extend(right);
    points.extend([
        pt(foot.x + tall * 0.015, foot.y),
        pt(foot.x - tall * 0.015, foot.y),
    ]);
    points.extend(left.into_iter().rev());
    path.join(&Path::polygon(&points));
}

/// A wood along an edge.
fn wood(canvas: &mut Canvas, rng: &mut Rng, edge: &[f32], colour: Rgb, tall: f32) {
    let unit = canvas.unit();
    let groves = Noise::new(rng);
    let mut path = Path::new();
    let mut x = -tall * 0.2;
    while x < canvas.w as f32 + tall * 0.2 {
        let grove = groves.at(x / unit * 3.0, 0.3);
        if grove > -0.12 {
            let at = (x.max(0.0) as usize).min(edge.len().saturating_sub(1));
            let foot = edge.get(at).copied().unwrap_or(0.0) + tall * 0.12;
            let tall = tall * (0.45 + 0.7 * (grove + 0.12).min(0.7)) * dice::num(rng, 0.6, 1.1);
            pine(&mut path, pt(x, foot), tall, rng);
        }
        x += tall * dice::num(rng, 0.05, 0.26);
    }
    canvas.flat(&path, colour, 1.0);
}

fn stars(canvas: &mut Canvas, rng: &mut Rng, colour: Rgb, below: f32, count: usize) {
    let unit = canvas.unit();
    let mut dust = Dust::new(rng);
    for _ in 0..count {
        let y = dust.next() * below * canvas.h as f32;
        let at = pt(dust.next() * canvas.w as f32, y);
        let size = dust.next();
        let radius = unit * (0.0007 + 0.0013 * size * size * size);
        let fade = 1.0 - (y / (below * canvas.h as f32)).powi(2);
        canvas.disc(at, radius, colour, (0.25 + 0.7 * dust.next()) * fade);
        if size > 0.985 {
            canvas.glow(at, radius * 8.0, colour, 0.4 * fade);
        }
    }
}

/// Mirrors what is above the waterline into it.
fn water(canvas: &mut Canvas, rng: &mut Rng, line: usize, tint: Rgb) {
    let (w, h) = (canvas.w, canvas.h);
    let noise = Noise::new(rng);
    let unit = canvas.unit();
    for y in line..h {
        let deep = (y - line) as f32 / (h - line).max(1) as f32;
        let wave = noise.at(0.0, deep.sqrt() * 60.0) * unit * (0.002 + 0.012 * deep);
        let from = line.saturating_sub(((y - line) as f32 * 1.15 + wave) as usize + 1);
        let (above, below) = canvas.px.split_at_mut(line * w);
        let source = &above[from * w..][..w];
        let row = &mut below[(y - line) * w..][..w];
        let share = 0.22 + 0.4 * deep;
        let shine = 0.06 * noise.at(3.0, deep.sqrt() * 40.0).max(0.0);
        for (px, &seen) in row.iter_mut().zip(source) {
            *px = mix(mix(seen, tint, share), [1.0; 3], shine);
        }
    }
}

fn birds(canvas: &mut Canvas, rng: &mut Rng, colour: Rgb) {
    let unit = canvas.unit();
    let centre = pt(
        canvas.w as f32 * dice::num(rng, 0.2, 0.8),
        canvas.h as f32 * dice::num(rng, 0.14, 0.3),
    );
    for _ in 0..dice::int(rng, 4, 9) {
        let at = centre + pt(dice::num(rng, -0.13, 0.13), dice::num(rng, -0.06, 0.06)) * unit;
        let span = unit * dice::num(rng, 0.008, 0.016);
        let lift = dice::num(rng, 0.3, 0.75);
        let mut path = Path::new();
        path.move_to(at + pt(-span, -span * lift))
            .bend_to(at + pt(-span * 0.4, -span * lift), at)
            .bend_to(
                at + pt(span * 0.4, -span * lift),
                at + pt(span, -span * lift * 0.9),
            )
            .bend_to(at + pt(span * 0.4, -span * lift * 0.7), at + pt(0.0, span * 0.2))
            .bend_to(
                at + pt(-span * 0.4, -span * lift * 0.7),
                at + pt(-span, -span * lift),
            );
        canvas.flat(&path, colour, 0.75);
    }
}

fn sky_stops(rng: &mut Rng, pal: &Palette) -> (Vec<Lch>, bool) {
    let [t0, t1, t2, t3, t4] = pal.tones;
    match dice::int(rng, 0, 3) {
        0 => (
            vec![t3.mix(pal.paper, 0.2), t4.mix(pal.paper, 0.45), pal.paper],
            false,
        ),
        1 => (vec![t1, t2, t3, t4.mix(pal.paper, 0.3)], false),
        2 => (
            vec![
                t2.mix(pal.paper, 0.35),
                t3.mix(pal.paper, 0.3),
                t4.mix(pal.paper, 0.55),
            ],
            false,
        ),
        _ => (vec![pal.ink, t0, t1.mix(t2, 0.5), t3], true),
    }
}

pub fn ridges(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (stops, night) = sky_stops(rng, pal);
    let horizon = stops.last().copied().unwrap_or(pal.paper);
    let (wf, hf) = (w as f32, h as f32);
    let low = dice::num(rng, 0.42, 0.58);
    // The sky's gradient ends at the horizon.
    let mut sky_ramp = stops.clone();
    sky_ramp.push(horizon);
    let sky = Ramp::eased(&sky_ramp, 0.1);
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        row.fill(sky.at(y as f32 / (hf * (low + 0.22))));
    }
    let unit = canvas.unit();
    if night {
        stars(&mut canvas, rng, pal.paper.rgb(), low, 260);
    }
    let sun = pt(
        wf * dice::num(rng, 0.2, 0.8),
        hf * dice::num(rng, low - 0.26, low + 0.02),
    );
    let radius = unit * dice::num(rng, 0.045, 0.12);
    let sunlight = if night {
        pal.paper
    } else {
        pal.tones[4].mix(pal.paper, 0.6).light(0.03)
    }
    .rgb();
    canvas.glow(sun, unit * 0.85, sunlight, 0.28);
    canvas.glow(sun, radius * 3.2, sunlight, 0.35);
    let face = if !night && dice::chance(rng, 0.5) {
        pal.sun().rgb()
    } else {
        sunlight
    };
    canvas.disc(sun, radius, face, 0.96);
    if !night && dice::chance(rng, 0.6) {
        birds(&mut canvas, rng, pal.tones[0].rgb());
    }

    let noise = Noise::new(rng);
    let count = dice::int(rng, 5, 8);
    let front = pal.ink.mix(pal.tones[0], dice::num(rng, 0.0, 0.5));
    let middle = pal.tones[dice::int(rng, 0, 1)];
    let peaky = dice::num(rng, 0.0, 1.0);
    let lands: Vec<Land> = (0..count)
        .map(|index| {
            let t = (index as f32 + 0.35) / (count as f32 - 0.4);
            let base = hf * (low + (0.97 - low) * t.powf(1.15));
            let high = unit * (0.20 - 0.09 * t) * dice::num(rng, 0.8, 1.25);
            let wide = 1.0 / (unit * (0.62 - 0.12 * t));
            let row = index as f32 * 9.7;
            let edge = (0..w)
                .map(|x| {
                    let x = x as f32 * wide;
                    let sharp = 0.42 - noise.at(x, row).abs() - 0.5 * noise.at(x * 2.1, row + 4.0).abs();
                    let round = noise.fbm(x * 0.9, row + 2.0, 2);
                    let rough = noise.fbm(x * 6.0, row, 4) * 0.16;
                    base - high * (sharp * peaky + round * 1.3 * (1.0 - peaky) + rough)
                })
                .collect();
            let colour = if t < 0.5 {
                horizon.mix(middle, 0.22 + t * 1.1)
            } else {
                horizon.mix(middle, 0.77).mix(front, (t - 0.5) * 2.0)
            };
            let mist = colour.mix(horizon, 0.62 * (1.0 - t) + 0.08);
            Land {
                edge,
                ramp: Ramp::new(&[colour, colour.mix(mist, 0.4), mist]),
                depth: hf * 0.26,
            }
        })
        .collect();
    let lit: Vec<f32> = (0..w)
        .map(|x| {
            let away = (x as f32 - sun.x) / (unit * 0.5);
            0.8 / (1.0 + away * away)
        })
        .collect();
    stack(&mut canvas, &lands, &lit, sunlight);
    if dice::chance(rng, 0.3) {
        let line = (hf * dice::num(rng, 0.74, 0.82)) as usize;
        water(&mut canvas, rng, line, horizon.mix(middle, 0.6).rgb());
        let shore: Vec<f32> = (0..w)
            .map(|x| hf * (1.02 - 0.05 * noise.fbm(x as f32 * 2.0 / unit, 70.0, 3).abs()))
            .collect();
        let tall = unit * dice::num(rng, 0.22, 0.36);
        wood(&mut canvas, rng, &shore, front.light(-0.03).rgb(), tall);
    } else if dice::chance(rng, 0.62) {
        for (index, land) in lands.iter().enumerate().skip(count - 2) {
            let tall = unit * if index + 1 == count { 0.16 } else { 0.07 };
            wood(&mut canvas, rng, &land.edge, land.ramp.at(0.02), tall);
        }
    }
    canvas
}

pub fn aurora(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let ink = pal.ink.light(-0.03);
    let sky = Ramp::new(&[
        ink.light(-0.04),
        ink.mix(pal.tones[0], 0.3),
        pal.tones[0].light(-0.06),
    ]);
    let noise = Noise::new(rng);
    // The brightest colour at the foot of the light, a far one at its head.
    let foot = dice::pick(rng, &[pal.tones[4], pal.tones[3]]);
    let head = dice::pick(rng, &[pal.tones[1], pal.tones[2], pal.hues[0]]);
    let light = Ramp::new(&[foot.chroma(1.15), foot.mix(head, 0.35), head, head.mix(ink, 0.6)]);
    let bands: Vec<(f32, f32, f32, f32)> = (0..dice::int(rng, 2, 3))
        .map(|band| {
            let base = 0.30 + 0.17 * band as f32 + dice::num(rng, -0.04, 0.04);
            (
                base,
                dice::num(rng, 0.24, 0.42),
                dice::num(rng, 0.6, 1.0),
                band as f32 * 31.0,
            )
        })
        .collect();
    let tilt = dice::num(rng, -0.22, 0.22);
    let step = 4;
    let columns: Vec<Vec<(f32, f32)>> = bands
        .iter()
        .map(|&(base, _, _, row)| {
            (0..w.div_ceil(step).max(2))
                .map(|x| {
                    let x = (x * step) as f32 / unit;
                    let sway = noise.fbm(x * 1.1, row, 3);
                    let rays = 0.6
                        + 0.75 * noise.fbm(x * 9.0 + sway * 3.0, row + 5.0, 3)
                        + 0.75 * noise.at(x * 1.3, row + 9.0);
                    (
                        hf * (base + sway * 0.22 + tilt * (x * unit / wf - 0.5)),
                        rays.max(0.05),
                    )
                })
                .collect()
        })
        .collect();
    let mut canvas = Canvas::soft(w, h, step, |x, y| {
        let mut colour = sky.at(y / (hf * 0.85));
        let column = (x / step as f32) as usize;
        for (curve, &(_, tall, strength, _)) in columns.iter().zip(&bands) {
            let (base, rays) = curve[column.min(curve.len() - 1)];
            let up = (base - y) / (hf * tall);
            let glow = if up > 0.0 {
                (1.0 - up).max(0.0).powi(2)
            } else {
                (1.0 + up * 5.5).max(0.0).powi(3)
            };
            let share = (glow * rays * strength).min(0.97);
            let tint = light.at(up.clamp(0.0, 1.0));
            for (value, add) in colour.iter_mut().zip(tint) {
                *value += (1.0 - *value) * add * share;
            }
        }
        colour
    });
    stars(&mut canvas, rng, pal.paper.rgb(), 0.75, 420);
    let dark = ink.mix(pal.tones[0], 0.25);
    let line = (hf * dice::num(rng, 0.72, 0.84)) as usize;
    let lands: Vec<Land> = (0..2)
        .map(|index| {
            let row = 50.0 + index as f32 * 8.0;
            let edge = (0..w)
                .map(|x| {
                    let x = x as f32 / unit;
                    let peak = noise.fbm(x * 2.2, row, 5) + 0.3 - noise.at(x * 1.3, row + 3.0).abs();
                    line as f32 - unit * (0.10 - 0.06 * index as f32) * (peak + 0.45).max(0.04)
                })
                .collect();
            let colour = dark.light(0.07 - 0.07 * index as f32);
            Land {
                edge,
                ramp: Ramp::new(&[colour, colour.light(-0.03)]),
                depth: hf * 0.2,
            }
        })
        .collect();
    stack(&mut canvas, &lands, &vec![0.0; w], [0.0; 3]);
    let near = if dice::chance(rng, 0.65) {
        water(&mut canvas, rng, line, ink.rgb());
        vec![hf * 1.02; w]
    } else {
        (0..w)
            .map(|x| hf * (0.93 + 0.05 * noise.fbm(x as f32 * 1.6 / unit, 80.0, 3)))
            .collect()
    };
    let ground = Land {
        edge: near.clone(),
        ramp: Ramp::new(&[ink.light(-0.06), ink.light(-0.07)]),
        depth: hf,
    };
    stack(&mut canvas, &[ground], &vec![0.0; w], [0.0; 3]);
    let tall = unit * dice::num(rng, 0.16, 0.3);
    wood(&mut canvas, rng, &near, ink.light(-0.07).rgb(), tall);
    canvas
}

pub fn dunes(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let [t0, t1, t2, t3, t4] = pal.tones;
    let dusk = dice::chance(rng, 0.4);
    let sky = if dusk {
        Ramp::new(&[pal.ink.mix(t0, 0.5), t0.mix(t1, 0.6), t2, t4])
    } else {
        Ramp::new(&[t3.mix(pal.paper, 0.3), t4.mix(pal.paper, 0.5), pal.paper])
    };
    let low = dice::num(rng, 0.22, 0.5);
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        row.fill(sky.at(y as f32 / (hf * (low + 0.12))));
    }
    let side = dice::sign(rng);
    let sun = pt(
        wf * (0.5 - side * dice::num(rng, 0.05, 0.3)),
        hf * low * dice::num(rng, 0.35, 0.9),
    );
    let radius = unit * dice::num(rng, 0.05, 0.13);
    let sunlight = if dusk { pal.sun() } else { pal.paper.light(0.02) }.rgb();
    canvas.glow(sun, radius * 5.0, sunlight, 0.35);
    canvas.disc(sun, radius, sunlight, 0.95);
    let noise = Noise::new(rng);
    let count = dice::int(rng, 4, 6);
    let (lit, shade) = if dusk {
        (t3.mix(t4, 0.3), pal.ink.mix(t0, 0.6))
    } else {
        (t4.mix(t3, 0.4), t1.mix(t0, 0.4))
    };
    let air = if dusk { t2.mix(t4, 0.5) } else { pal.paper };
    let margin = w / 2;
    let mut dunes = Vec::new();
    for index in 0..count {
        let t = index as f32 / (count - 1).max(1) as f32;
        let base = hf * (low + (0.86 - low) * t.powf(1.1));
        let high = unit * (0.07 + 0.15 * t);
        let wide = 1.0 / (unit * (0.5 + 0.5 * t));
        let row = index as f32 * 11.0;
        let shape = |x: f32| {
            let x = x * wide + index as f32 * 3.0;
            let bend = x + 0.35 * noise.at(x * 0.8, row + 3.0);
            let fold = noise.at(bend, row);
            // Folding the curve at zero makes the sharp crest of a dune.
            (0.5 - (fold * 1.15).abs()) + 0.35 * noise.at(x * 0.6, row + 7.0)
        };
        let edge: Vec<f32> = (0..w + 2 * margin)
            .map(|x| base - high * shape(x as f32 - margin as f32))
            .collect();
        // The slope of the crest, smoothed: which side of the dune a point is on.
        let reach = (unit * 0.008).max(1.0) as usize;
        let slope: Vec<f32> = (0..edge.len())
            .map(|x| {
                let (a, b) = (
                    edge[x.saturating_sub(reach)],
                    edge[(x + reach).min(edge.len() - 1)],
                );
                let steep = (b - a) / (2 * reach) as f32 * side * 2.6;
                0.5 + 0.5 * (steep + 0.12).clamp(-1.0, 1.0)
            })
            .collect();
        let far = 0.75 * (1.0 - t).powf(1.3);
        let ramp = Ramp::new(&[
            shade.mix(air, far),
            shade.mix(lit, 0.5).mix(air, far),
            lit.mix(air, far),
        ]);
        dunes.push((edge, slope, ramp, high, t));
    }
    let grain = Noise::new(rng);
    let ripples: Vec<Vec<f32>> = dunes
        .iter()
        .map(|(edge, _, _, _, t)| {
            (0..edge.len())
                .map(|x| grain.at(x as f32 / (unit * (0.006 + 0.012 * t)), 1.0) * 0.028 * (0.3 + t))
                .collect()
        })
        .collect();
    let edges: Vec<&[f32]> = dunes.iter().map(|dune| &dune.0[margin..margin + w]).collect();
    let lean = side * 0.9;
    canvas.layered(&edges, |layer, down, x, _| {
        let (edge, slope, ramp, high, _) = &dunes[layer];
        let last = edge.len() - 1;
        let place = (x + margin) as f32;
        let from = ((place - down * lean).max(0.0) as usize).min(last);
        let wave = ((place + down * 2.1 * lean).max(0.0) as usize).min(last);
        let fade = (down / (high * 2.2)).min(1.0);
        let tone = slope[from] + (0.62 - slope[from]) * fade + ripples[layer][wave];
        ramp.at((tone - 0.22 * (down / hf)).max(0.0))
    });
    if dice::chance(rng, 0.4) {
        birds(&mut canvas, rng, pal.ink.rgb());
    }
    canvas
}
