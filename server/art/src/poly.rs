//! Folded landscapes of flat triangles lit from one side; they refuse smooth shading.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, lch},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, pt},
};

#[derive(Clone, Copy)]
struct Spot {
    x: f32,
    y: f32,
    z: f32,
}

fn minus(a: Spot, b: Spot) -> Spot {
    Spot {
        x: a.x - b.x,
        y: a.y - b.y,
        z: a.z - b.z,
    }
}

/// How much of the light from the upper left a triangle catches, 0..1.
fn facing([a, b, c]: [Spot; 3], light: Spot) -> f32 {
    let (u, v) = (minus(b, a), minus(c, a));
    let n = Spot {
        x: u.y * v.z - u.z * v.y,
        y: u.z * v.x - u.x * v.z,
        z: u.x * v.y - u.y * v.x,
    };
    let long = (n.x * n.x + n.y * n.y + n.z * n.z).sqrt().max(1e-6);
    let n = if n.z < 0.0 {
        Spot {
            x: -n.x,
            y: -n.y,
            z: -n.z,
        }
    } else {
        n
    };
    ((n.x * light.x + n.y * light.y + n.z * light.z) / long).clamp(0.0, 1.0)
}

pub fn lowpoly(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let [t0, t1, t2, t3, t4] = pal.tones;
    let dusk = dice::chance(rng, 0.5);
    let sky = if dusk {
        Ramp::new(&[t0.mix(pal.ink, 0.3), t1.mix(t2, 0.5), t3, t4])
    } else {
        Ramp::new(&[t3.mix(pal.paper, 0.2), t4.mix(pal.paper, 0.4), pal.paper])
    };
    let line = hf * dice::num(rng, 0.46, 0.56);
    let mut canvas = Canvas::new(w, h, [0.0; 3]);
    for (y, row) in canvas.px.chunks_mut(w).enumerate() {
        row.fill(sky.at(y as f32 / (line * 1.12)));
    }
    let air = if dusk {
        t4.mix(t3, 0.4)
    } else {
        pal.paper.mix(t4, 0.25)
    };
    let sun = pt(wf * dice::num(rng, 0.2, 0.8), line * dice::num(rng, 0.45, 0.95));
    let radius = unit * dice::num(rng, 0.07, 0.15);
    let face = if dusk { pal.sun() } else { pal.paper.light(0.02) };
    canvas.glow(sun, radius * 4.5, face.rgb(), 0.35);
    canvas.disc(sun, radius, face.rgb(), 1.0);

    // A ground of jittered cells under a simple perspective, drawn from far to near.
    let noise = Noise::new(rng);
    let (columns, rows) = ((24.0 * (wf / unit).sqrt()) as usize, 26_usize);
    let side = dice::sign(rng);
    let light = Spot {
        x: -0.62 * side,
        y: -0.28,
        z: 0.73,
    };
    let peak = dice::num(rng, 2.6, 4.4);
    let sea = dice::num(rng, -0.25, 0.05);
    // Rows grow apart with the distance; the nearest lies below the sheet's edge.
    let depth = |row: usize| 0.72 + 0.055 * ((rows - row) as f32).powf(1.5);
    let mut spots: Vec<Vec<Spot>> = Vec::new();
    for row in 0..=rows {
        let far = depth(row);
        let half = far * wf / unit * 0.82 + 0.35;
        let line: Vec<Spot> = (0..=columns)
            .map(|column| {
                let jx = dice::num(rng, -0.33, 0.33) / columns as f32;
                let jy = if row == rows || row == 0 {
                    0.0
                } else {
                    dice::num(rng, -0.3, 0.3) * (depth(row - 1) - far)
                };
                let x = ((column as f32 / columns as f32 + jx) * 2.0 - 1.0) * half;
                let y = far + jy;
                let rolling = noise.fbm(x * 0.4, y * 0.4, 3);
                let mountain = (1.0 - 1.7 * noise.at(x * 0.3 + 60.0, y * 0.3).abs()).max(0.0);
                let back = ((y - 2.6) / 3.6).clamp(0.0, 1.0);
                let back = back * back * (3.0 - 2.0 * back);
                let rough = dice::num(rng, -0.06, 0.06) * (1.0 + 3.0 * back);
                let z = rolling * (0.55 + 0.5 * back) + mountain * mountain * peak * back + rough;
                Spot { x, y, z: z.max(sea) }
            })
            .collect();
        spots.push(line);
    }
    let see = |p: Spot| -> Pt {
        let scale = unit * 0.64 / p.y;
        pt(wf / 2.0 + p.x * scale, line + (1.55 - p.z) * scale * 0.92)
    };
    let water = pal.hue(1).mix(lch(0.68, 0.10, 220.0), 0.4);
    let low = pal.hue(2);
    let body = pal.hue(3).mix(t1, 0.35);
    let snow = pal.paper.mix(air, 0.15);
    let bare = t0.mix(t1, 0.5);
    let top = sea + peak * 0.72;
    for (row, pair) in spots.windows(2).enumerate() {
        let (back, front) = (&pair[0], &pair[1]);
        let haze = ((depth(row) - 1.6) / 9.5).clamp(0.0, 0.8);
        for column in 0..columns {
            let (a, b) = (back[column], back[column + 1]);
            let (c, d) = (front[column], front[column + 1]);
            let faces = if (row + column) % 2 == 0 {
                [[a, b, c], [b, d, c]]
            } else {
                [[a, b, d], [a, d, c]]
            };
            for face in faces {
                let high = (face[0].z + face[1].z + face[2].z) / 3.0;
                let lit = facing(face, light);
                let colour: Lch = if face.iter().all(|spot| spot.z <= sea + 0.004) {
                    water.light(0.05 * ((column * 7 + row * 13) % 5) as f32 / 5.0 - 0.02)
                } else {
                    let t = ((high - sea) / (top - sea).max(0.1)).clamp(0.0, 1.2);
                    let ground = if t < 0.25 {
                        low
                    } else if t < 0.55 {
                        low.mix(body, (t - 0.25) / 0.3)
                    } else if t < 0.85 {
                        body.mix(bare, (t - 0.55) / 0.3)
                    } else {
                        snow
                    };
                    ground
                        .light((lit - 0.66) * 0.42)
                        .mix(face_tint(lit, t4, t0), 0.12)
                };
                let points = face.map(see);
                let middle = (points[0] + points[1] + points[2]) * (1.0 / 3.0);
                // Grown by a hair, so that no sky shows between the faces.
                let grown = points.map(|p| p + (p - middle).unit() * 0.7);
                canvas.flat(&Path::polygon(&grown), colour.mix(air, haze).rgb(), 1.0);
            }
        }
        if row > rows / 3 && row + 5 < rows {
            trees(
                &mut canvas,
                rng,
                front,
                &see,
                (sea, low.light(-0.2).mix(air, haze), unit * 0.12),
            );
        }
    }
    canvas
}

fn face_tint(lit: f32, warm: Lch, cool: Lch) -> Lch {
    if lit > 0.6 { warm } else { cool }
}

fn trees(
    canvas: &mut Canvas,
    rng: &mut Rng,
    row: &[Spot],
    see: &impl Fn(Spot) -> Pt,
    (sea, colour, size): (f32, Lch, f32),
) {
    for spot in row {
        if spot.z < sea + 0.05 || spot.z > sea + 0.8 || !dice::chance(rng, 0.22) {
            continue;
        }
        let foot = see(*spot);
        let tall = size / spot.y * 2.6 * dice::num(rng, 0.7, 1.3);
        let half = tall * 0.24;
        for tier in 0..3 {
            let base = foot - pt(0.0, tall * 0.22 * tier as f32);
            let (reach, tip) = (half * (1.0 - 0.22 * tier as f32), base - pt(0.0, tall * 0.55));
            canvas.flat(
                &Path::polygon(&[base - pt(reach, 0.0), base, tip]),
                colour.light(0.06).rgb(),
                1.0,
            );
            canvas.flat(
                &Path::polygon(&[base, base + pt(reach, 0.0), tip]),
                colour.light(-0.04).rgb(),
                1.0,
            );
        }
    }
}
