//! Blocks and little floating worlds seen from the corner of the sky; they refuse perspective.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, mix},
    dice::{self, Rng},
    noise::Noise,
    palette::Palette,
    path::{Path, Pt, pt},
};

/// The drawing's ground plan: where a cell lies on the sheet.
struct Plan {
    origin: Pt,
    half: f32,
    rise: f32,
}

impl Plan {
    fn at(&self, x: f32, y: f32, z: f32) -> Pt {
        self.origin + pt((x - y) * self.half, (x + y) * self.half * 0.5 - z * self.rise)
    }
}

/// A box with its three seen faces; each wall reaches down to what hides it.
struct Block {
    x: f32,
    y: f32,
    size: f32,
    high: f32,
    left: f32,
    right: f32,
}

impl Block {
    fn upright(x: f32, y: f32, size: f32, low: f32, high: f32) -> Self {
        Self {
            x,
            y,
            size,
            high,
            left: low,
            right: low,
        }
    }
}

fn draw_block(canvas: &mut Canvas, plan: &Plan, block: &Block, colour: Lch, deep: f32) {
    let Block {
        x,
        y,
        size,
        high,
        left,
        right,
    } = *block;
    let (a, b, c, d) = (
        plan.at(x, y, high),
        plan.at(x + size, y, high),
        plan.at(x + size, y + size, high),
        plan.at(x, y + size, high),
    );
    let (shade, dark) = (colour.light(-0.10).turn(6.0), colour.light(-0.21).turn(14.0));
    let foot = |wall: Lch| wall.light(-deep).rgb();
    // Grown by a hair, so that no seam shows between the faces.
    let hair = 0.45;
    if left < high {
        let fall = pt(0.0, (high - left) * plan.rise);
        let wall = [
            d + pt(-hair, -hair),
            c + pt(hair, -hair),
            c + fall + pt(hair, hair),
            d + fall + pt(-hair, hair),
        ];
        canvas.fade(
            &Path::polygon(&wall),
            (c, shade.rgb()),
            (c + fall, foot(shade)),
            1.0,
        );
    }
    if right < high {
        let fall = pt(0.0, (high - right) * plan.rise);
        let wall = [
            c + pt(0.0, -hair),
            b + pt(hair, -hair),
            b + fall + pt(hair, hair),
            c + fall + pt(0.0, hair),
        ];
        canvas.fade(
            &Path::polygon(&wall),
            (c, dark.rgb()),
            (c + fall, foot(dark)),
            1.0,
        );
    }
    let roof = [
        a + pt(0.0, -hair),
        b + pt(hair, 0.0),
        c + pt(0.0, hair),
        d + pt(-hair, 0.0),
    ];
    canvas.flat(&Path::polygon(&roof), colour.rgb(), 1.0);
}

/// The lit panes of a house's two walls, and its dark ones.
fn windows(canvas: &mut Canvas, plan: &Plan, block: &Block, lit: Lch, dim: Lch, rng: &mut Rng) {
    let panes = 3;
    let likely = dice::num(rng, 0.15, 0.75);
    let (mut bright, mut dark) = (Path::new(), Path::new());
    for wall in 0..2 {
        let low = if wall == 0 { block.left } else { block.right };
        let floors = ((block.high - low) / 0.42) as usize;
        for floor in 0..floors {
            for pane in 0..panes {
                let (from, to) = (
                    (pane as f32 + 0.25) / panes as f32,
                    (pane as f32 + 0.75) / panes as f32,
                );
                let z = block.high - 0.3 - floor as f32 * 0.42;
                let corner = |along: f32, z: f32| {
                    let along = along * block.size;
                    if wall == 0 {
                        plan.at(block.x + along, block.y + block.size, z)
                    } else {
                        plan.at(block.x + block.size, block.y + along, z)
                    }
                };
                let quad = [
                    corner(from, z),
                    corner(to, z),
                    corner(to, z - 0.22),
                    corner(from, z - 0.22),
                ];
                let on = dice::chance(rng, likely);
                if on { &mut bright } else { &mut dark }.join(&Path::polygon(&quad));
            }
        }
    }
    canvas.flat(&dark, dim.rgb(), 0.45);
    canvas.flat(&bright, lit.rgb(), 0.95);
}

/// One of the three ways a field of blocks can look.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Town,
    Terraces,
    Cubes,
}

pub fn blocks(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let manner = dice::pick(rng, &[Manner::Town, Manner::Terraces, Manner::Cubes]);
    let dark = manner == Manner::Town && dice::chance(rng, 0.7);
    let ground = if dark {
        pal.ink
    } else {
        pal.hue(3).mix(pal.paper, 0.35)
    };
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[ground.light(0.03), ground.light(-0.05)]));
    let half = unit * dice::num(rng, 0.052, 0.085);
    let rise = half * 1.1;
    let plan = Plan {
        origin: pt(wf / 2.0, 0.0),
        half,
        rise,
    };
    let noise = Noise::new(rng);
    let tall = dice::num(rng, 2.0, 4.2);
    let lit = pal.sun().mix(
        Lch {
            l: 0.88,
            c: 0.12,
            h: 85.0,
        },
        0.5,
    );
    let relief = |x: f32, y: f32| noise.fbm(x * 0.13, y * 0.13, 3);
    let chance = |x: f32, y: f32| noise.at(x * 7.7 + 0.5, y * 7.7 + 0.5);
    let street = |x: f32, y: f32| x.rem_euclid(4.0) < 1.0 || y.rem_euclid(5.0) < 1.0;
    // The roof over a cell; nothing at all lies below zero.
    let roof = |x: f32, y: f32| match manner {
        Manner::Town if street(x, y) => 0.0,
        Manner::Town => {
            (0.5 + (relief(x, y) + 0.45).max(0.0) * tall * 1.6 + chance(x, y).abs() * 1.2).max(0.35)
        }
        Manner::Terraces => ((relief(x, y) + 0.5) * tall * 4.0).max(0.0).round() / 2.0,
        Manner::Cubes if chance(x, y) > 0.42 => 1.9,
        Manner::Cubes => 0.9 + (relief(x, y) * 3.0).round() * 0.5,
    };
    let most = ((wf / half) as i32 / 2 + 3) * 2;
    // The highest roof that may still reach into the sheet from below its edge.
    let last = ((hf + tall * 2.6 * rise) / (half * 0.5)) as i32 + 2;
    for sum in -4..last {
        for difference in -most..=most {
            if (sum + difference).rem_euclid(2) != 0 {
                continue;
            }
            let (x, y) = (((sum + difference) / 2) as f32, ((sum - difference) / 2) as f32);
            let high = roof(x, y);
            let place = plan.at(x, y, high);
            let out = place.x < -2.0 * half || place.x > wf + 2.0 * half || place.y > hf + half;
            if out || place.y + (high + 2.0) * rise + 2.0 * half < 0.0 {
                continue;
            }
            let (relief, chance) = (relief(x, y), chance(x, y));
            match manner {
                Manner::Town => {
                    if street(x, y) {
                        continue;
                    }
                    let tone = ((relief + 0.5) * 5.0 + chance * 1.5).clamp(0.0, 4.0) as usize;
                    let colour = if dark {
                        pal.tones[tone].mix(pal.ink, 0.45)
                    } else {
                        pal.tones[tone]
                    };
                    let (left, right) = (
                        (roof(x, y + 1.0) - 0.2).max(0.0),
                        (roof(x + 1.0, y) - 0.2).max(0.0),
                    );
                    let block = Block {
                        x: x + 0.08,
                        y: y + 0.08,
                        size: 0.84,
                        high,
                        left,
                        right,
                    };
                    draw_block(&mut canvas, &plan, &block, colour, 0.08);
                    windows(&mut canvas, &plan, &block, lit, pal.ink, rng);
                }
                Manner::Terraces => {
                    let tone = (high / (tall * 2.0) * 6.0).clamp(0.0, 4.0) as usize;
                    let block = Block {
                        x,
                        y,
                        size: 1.0,
                        high,
                        left: roof(x, y + 1.0),
                        right: roof(x + 1.0, y),
                    };
                    draw_block(
                        &mut canvas,
                        &plan,
                        &block,
                        pal.tones[tone].light(chance * 0.025),
                        0.05,
                    );
                }
                Manner::Cubes => {
                    if chance < -0.55 {
                        continue;
                    }
                    let tone = ((relief * 2.2 + 0.5) * 5.0 + chance * 0.8).clamp(0.0, 4.99) as usize;
                    let block = Block::upright(x + 0.04, y + 0.04, 0.92, high - 0.9, high);
                    draw_block(&mut canvas, &plan, &block, pal.hues[tone], 0.03);
                    if chance > 0.3 {
                        let dot =
                            Path::ellipse(plan.at(x + 0.5, y + 0.5, high), half * 0.3, half * 0.15, 0.0);
                        canvas.flat(&dot, pal.hues[(tone + 2) % 5].rgb(), 1.0);
                    }
                }
            }
        }
    }
    let mist = ground.light(0.04).rgb();
    for (y, row) in canvas.px.chunks_mut(w).enumerate().take((hf * 0.55) as usize) {
        let share = 0.55 * (1.0 - y as f32 / (hf * 0.55));
        for px in row {
            *px = mix(*px, mist, share);
        }
    }
    canvas
}

fn puff(canvas: &mut Canvas, rng: &mut Rng, at: Pt, size: f32, colour: Lch) {
    let mut path = Path::rounded(
        at.x - size,
        at.y - size * 0.16,
        size * 2.0,
        size * 0.32,
        size * 0.16,
    );
    for _ in 0..3 {
        let along = dice::num(rng, -0.55, 0.55);
        let radius = size * dice::num(rng, 0.22, 0.4);
        path.join(&Path::circle(at + pt(along * size, -size * 0.1), radius));
    }
    canvas.fade(
        &path,
        (at - pt(0.0, size * 0.4), colour.rgb()),
        (at + pt(0.0, size * 0.2), colour.light(-0.05).rgb()),
        0.85,
    );
}

pub fn island(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let night = dice::chance(rng, 0.3);
    let sky = if night {
        Ramp::new(&[pal.ink, pal.tones[0], pal.tones[1].mix(pal.tones[2], 0.3)])
    } else {
        Ramp::new(&[
            pal.hue(2).mix(pal.paper, 0.25),
            pal.hue(2).mix(pal.paper, 0.55),
            pal.paper,
        ])
    };
    let mut canvas = Canvas::graded(w, h, &sky);
    let count = dice::int(rng, 15, 22);
    let half = unit * 0.46 / count as f32;
    let size = count as f32;
    let middle = size / 2.0;
    let plan = Plan {
        origin: pt(wf / 2.0, hf * 0.53 - middle * half),
        half,
        rise: half * 1.12,
    };
    let cloud = pal.paper.mix(pal.tones[4], 0.15);
    for _ in 0..4 {
        let at = pt(wf * dice::num(rng, 0.05, 0.95), hf * dice::num(rng, 0.08, 0.3));
        let wide = unit * dice::num(rng, 0.05, 0.11);
        puff(&mut canvas, rng, at, wide, cloud);
    }
    let glow = if night { pal.spark() } else { pal.paper };
    canvas.glow(plan.at(middle, middle, 0.0), unit * 0.6, glow.rgb(), 0.35);
    let noise = Noise::new(rng);
    let peak = dice::num(rng, 4.0, 9.0);
    let height = |x: f32, y: f32| {
        let (dx, dy) = ((x - middle + 0.5) / middle, (y - middle + 0.5) / middle);
        let coast = 1.0 - (dx * dx + dy * dy).sqrt() + 0.28 * noise.fbm(x * 0.16, y * 0.16 + 40.0, 2);
        let hill = (noise.fbm(x * 0.15, y * 0.15, 3) + 0.32).max(0.0);
        (coast, (coast.min(0.6) * hill * peak * 3.6).min(peak * 1.3))
    };
    // The ground wears natural colours bent towards the palette.
    let towards = pal.hue(0);
    let bend = |l: f32, c: f32, h: f32| Lch { l, c, h }.mix(towards, 0.22);
    let dim = if night { -0.16 } else { 0.0 };
    let sea = bend(0.72, 0.11, 215.0).light(dim);
    let sand = bend(0.90, 0.07, 88.0).light(dim);
    let grass = bend(0.77, 0.15, 132.0).light(dim);
    let rock = bend(0.66, 0.03, 280.0).light(dim);
    let snow = bend(0.97, 0.01, 230.0).light(dim);
    let leaf = bend(0.58, 0.13, dice::pick(rng, &[140.0, 155.0, 40.0, 350.0])).light(dim);
    let trunk = bend(0.45, 0.07, 50.0).light(dim);
    let earth = bend(0.48, 0.08, 50.0).light(dim);
    let grove = dice::num(rng, 0.05, 0.3);
    for sum in 0..2 * count {
        for x in 0..count {
            let Some(y) = sum.checked_sub(x).filter(|y| *y < count) else {
                continue;
            };
            let (x, y) = (x as f32, y as f32);
            let (coast, high) = height(x, y);
            if coast < -0.06 {
                continue;
            }
            let roots =
                -0.9 - 5.0 * coast.max(0.0).powf(0.8) * (0.8 + 0.5 * noise.at(x * 0.5, y * 0.5 + 9.0));
            let step = (high * 2.0).round() / 2.0;
            let (top, ground) = if coast < 0.10 {
                (0.15, sea)
            } else if step < 0.5 {
                (0.3, sand)
            } else if step < peak * 0.45 {
                (step, grass)
            } else if step < peak * 0.72 {
                (step, rock)
            } else {
                (step, snow)
            };
            let speck = noise.at(x * 3.7, y * 3.7) * 0.03;
            let under = Block::upright(x, y, 1.0, roots, -0.25);
            draw_block(&mut canvas, &plan, &under, earth.light(speck), 0.12);
            let body = Block::upright(x, y, 1.0, -0.25, top);
            draw_block(&mut canvas, &plan, &body, ground.light(speck), 0.04);
            let tree =
                ground == grass && dice::chance(rng, grove + 0.5 * noise.at(x * 0.4, y * 0.4).max(0.0));
            if tree {
                let tall = dice::num(rng, 0.9, 1.9);
                let stem = Block::upright(x + 0.4, y + 0.4, 0.2, top, top + 0.4);
                draw_block(&mut canvas, &plan, &stem, trunk, 0.0);
                for tier in 0..2 {
                    let inset = 0.16 + 0.12 * tier as f32;
                    let low = top + 0.35 + tall * 0.5 * tier as f32;
                    let crown =
                        Block::upright(x + inset, y + inset, 1.0 - 2.0 * inset, low, low + tall * 0.5);
                    draw_block(
                        &mut canvas,
                        &plan,
                        &crown,
                        leaf.light(speck + 0.04 * tier as f32),
                        0.05,
                    );
                }
            } else if ground == sand && dice::chance(rng, 0.06) {
                let hut = Block::upright(x + 0.2, y + 0.2, 0.6, top, top + 0.7);
                draw_block(&mut canvas, &plan, &hut, pal.spark(), 0.05);
            }
        }
    }
    for _ in 0..3 {
        let at = pt(wf * dice::num(rng, 0.0, 1.0), hf * dice::num(rng, 0.74, 0.95));
        let wide = unit * dice::num(rng, 0.08, 0.18);
        puff(&mut canvas, rng, at, wide, cloud);
    }
    canvas
}
