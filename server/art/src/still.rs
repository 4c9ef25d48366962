//! Still lifes of plain bodies and light through a window; they refuse clutter.

use super::{
    canvas::Canvas,
    color::{Lch, Ramp, mix},
    dice::{self, Rng},
    palette::Palette,
    path::{Path, Pt, polar, pt, rounded_through},
};
use std::f32::consts::TAU;

/// The light comes from the upper left; shadows fall to the right.
fn grounded(canvas: &mut Canvas, foot: Pt, wide: f32, tall: f32, ink: Lch) {
    let unit = canvas.unit();
    let cast = Path::polygon(&[
        foot + pt(-wide * 0.5, 0.0),
        foot + pt(wide * 0.5, 0.0),
        foot + pt(wide * 0.5 + tall * 0.75, -tall * 0.10),
        foot + pt(tall * 0.6, -tall * 0.16),
    ]);
    canvas.shadow(&cast, pt(0.0, 0.0), unit * 0.05, ink.rgb(), 0.3);
    let contact = Path::ellipse(foot + pt(wide * 0.05, 0.0), wide * 0.52, wide * 0.06, 0.0);
    canvas.shadow(&contact, pt(0.0, wide * 0.02), wide * 0.12, ink.rgb(), 0.45);
}

pub fn sphere(canvas: &mut Canvas, at: Pt, radius: f32, tone: Lch) {
    let ramp = Ramp::new(&[
        tone.light(-0.26).turn(14.0),
        tone.light(-0.15).turn(8.0),
        tone.light(-0.03),
        tone.light(0.05),
        tone.light(0.14).chroma(0.75),
    ]);
    canvas.fill(&Path::circle(at, radius), 1.0, |x, y| {
        let (dx, dy) = ((x - at.x) / radius, (y - at.y) / radius);
        let z = (1.0 - dx * dx - dy * dy).max(0.0).sqrt();
        let lit = -0.52 * dx - 0.58 * dy + 0.62 * z;
        let bounce = 0.16 * (dy * 0.8 + dx * 0.3).max(0.0) * (1.0 - z);
        ramp.at((0.30 + 0.66 * lit).max(0.06) + bounce)
    });
}

/// A turned body: half widths along its height, shaded as if round.
fn turned(canvas: &mut Canvas, foot: Pt, profile: &[Pt], tone: Lch) {
    let mut right: Vec<Pt> = rounded_through(profile, false);
    let lip = right.last().copied().unwrap_or(foot);
    let base = right.first().copied().unwrap_or(foot);
    let widest = right.iter().map(|p| p.x).fold(1.0, f32::max);
    let left: Vec<Pt> = right.iter().rev().map(|p| pt(-p.x, p.y)).collect();
    right.extend(left);
    let mut path = Path::polygon(&right).map(|p| foot + pt(p.x, -p.y));
    // Turned the other way round, as the outline runs.
    path.join(&Path::ellipse(
        foot + pt(0.0, -base.y),
        base.x,
        -base.x * 0.16,
        0.0,
    ));
    let ramp = body(tone);
    let widths: Vec<(f32, f32)> = right.iter().take(right.len() / 2).map(|p| (p.y, p.x)).collect();
    let top = lip.y.max(1.0);
    let lookup: Vec<f32> = (0..=256)
        .map(|i| {
            let y = top * i as f32 / 256.0;
            let at = widths.partition_point(|(height, _)| *height < y);
            let above = widths.get(at).or(widths.last()).copied().unwrap_or((y, widest));
            let below = widths.get(at.saturating_sub(1)).copied().unwrap_or(above);
            let part = (y - below.0) / (above.0 - below.0).max(1e-3);
            (below.1 + (above.1 - below.1) * part.clamp(0.0, 1.0)).max(1.0)
        })
        .collect();
    canvas.fill(&path, 1.0, |x, y| {
        let up = ((foot.y - y) / top * 256.0).clamp(0.0, 256.0) as usize;
        let across = ((x - foot.x) / lookup[up]).clamp(-1.0, 1.0);
        ramp.at(0.5 + 0.5 * across)
    });
    if lip.x > widest * 0.12 {
        let mouth = Path::ellipse(foot + pt(0.0, -lip.y), lip.x, lip.x * 0.2, 0.0);
        let (a, b) = (foot + pt(-lip.x, -lip.y), foot + pt(lip.x, -lip.y));
        canvas.fade(
            &mouth,
            (a, tone.light(-0.24).rgb()),
            (b, tone.light(-0.06).rgb()),
            1.0,
        );
    }
}

/// Across a round upright body, from the lit flank to the shaded one.
fn body(tone: Lch) -> Ramp {
    Ramp::new(&[
        tone.light(-0.02),
        tone.light(0.07),
        tone.light(0.09).chroma(0.9),
        tone.light(0.02),
        tone.light(-0.08),
        tone.light(-0.17).turn(10.0),
        tone.light(-0.20).turn(12.0),
        tone.light(-0.13).turn(8.0),
    ])
}

fn cylinder(canvas: &mut Canvas, foot: Pt, wide: f32, tall: f32, tone: Lch) {
    let half = wide / 2.0;
    let mut path = Path::rect(foot.x - half, foot.y - tall, wide, tall);
    path.join(&Path::ellipse(foot, half, half * 0.2, 0.0));
    let ramp = body(tone);
    canvas.fill(&path, 1.0, |x, _| ramp.at((x - foot.x) / wide + 0.5));
    let lid = Path::ellipse(foot - pt(0.0, tall), half, half * 0.2, 0.0);
    let (a, b) = (foot + pt(-half, -tall), foot + pt(half, -tall));
    canvas.fade(
        &lid,
        (a, tone.light(0.13).chroma(0.85).rgb()),
        (b, tone.light(0.03).rgb()),
        1.0,
    );
}

fn cone(canvas: &mut Canvas, foot: Pt, wide: f32, tall: f32, tone: Lch) {
    let half = wide / 2.0;
    let tip = foot - pt(0.0, tall);
    let mut path = Path::polygon(&[foot - pt(half, 0.0), tip, foot + pt(half, 0.0)]);
    path.join(&Path::ellipse(foot, half, half * 0.2, 0.0));
    let ramp = body(tone);
    canvas.fill(&path, 1.0, |x, y| {
        let reach = (half * (y - tip.y) / tall).max(1.0);
        ramp.at(0.5 + 0.5 * ((x - foot.x) / reach).clamp(-1.0, 1.0))
    });
}

/// A gate of an upright wall with an arched opening.
fn arch(canvas: &mut Canvas, foot: Pt, wide: f32, tall: f32, tone: Lch) {
    let depth = wide * 0.16;
    let shape = |inner: f32, shift: Pt| {
        let half = wide / 2.0 * inner;
        let spring = tall - wide / 2.0;
        let mut points = vec![foot + shift + pt(-half, 0.0)];
        for step in 0..=28 {
            let angle = TAU / 2.0 + TAU / 2.0 * step as f32 / 28.0;
            points.push(foot + shift + pt(0.0, -spring) + polar(angle, half));
        }
        points.push(foot + shift + pt(half, 0.0));
        points
    };
    let back = pt(depth, -depth * 0.35);
    canvas.flat(
        &Path::polygon(&shape(1.0, back)),
        tone.light(-0.17).turn(8.0).rgb(),
        1.0,
    );
    let mut front = Path::polygon(&shape(1.0, pt(0.0, 0.0)));
    let mut hole = shape(0.56, pt(0.0, 0.0));
    let opening = Path::polygon(&hole);
    hole.reverse();
    front.join(&Path::polygon(&hole));
    // The inner flank, seen through the opening.
    canvas.fade(
        &opening,
        (foot - pt(wide * 0.28, 0.0), tone.light(-0.24).turn(10.0).rgb()),
        (foot + pt(wide * 0.28, 0.0), tone.light(-0.05).rgb()),
        1.0,
    );
    let (a, b) = (foot + pt(-wide / 2.0, -tall), foot + pt(wide / 2.0, 0.0));
    canvas.fade(
        &front,
        (a, tone.light(0.06).rgb()),
        (b, tone.light(-0.04).rgb()),
        1.0,
    );
}

fn cube(canvas: &mut Canvas, foot: Pt, wide: f32, tall: f32, tone: Lch) {
    let half = wide / 2.0;
    let lift = wide * 0.2;
    let fold = foot.x + wide * 0.12;
    let (l, m, r) = (
        pt(foot.x - half, foot.y - lift * 0.5),
        pt(fold, foot.y + lift * 0.2),
        pt(foot.x + half, foot.y - lift * 0.4),
    );
    let up = pt(0.0, -tall);
    let back = pt(l.x + r.x - m.x, l.y + r.y - m.y);
    canvas.flat(
        &Path::polygon(&[l, m, r, r + up, back + up, l + up]),
        tone.rgb(),
        1.0,
    );
    canvas.fade(
        &Path::polygon(&[l, m, m + up, l + up]),
        (l + up, tone.light(0.02).rgb()),
        (m, tone.light(-0.06).rgb()),
        1.0,
    );
    canvas.fade(
        &Path::polygon(&[m, r, r + up, m + up]),
        (m + up, tone.light(-0.15).turn(8.0).rgb()),
        (r, tone.light(-0.21).turn(10.0).rgb()),
        1.0,
    );
    canvas.fade(
        &Path::polygon(&[l + up, m + up, r + up, back + up]),
        (l + up, tone.light(0.13).chroma(0.85).rgb()),
        (r + up, tone.light(0.06).rgb()),
        1.0,
    );
}

fn vase(canvas: &mut Canvas, rng: &mut Rng, foot: Pt, wide: f32, tall: f32, tone: Lch) {
    let half = wide / 2.0;
    let belly = dice::num(rng, 0.25, 0.5);
    let neck = dice::num(rng, 0.2, 0.42);
    let lip = neck * dice::num(rng, 1.1, 1.6);
    let profile = [
        pt(half * dice::num(rng, 0.4, 0.6), 0.0),
        pt(half, tall * belly),
        pt(half * neck * 1.5, tall * 0.76),
        pt(half * neck, tall * 0.88),
        pt(half * lip, tall),
    ];
    turned(canvas, foot, &profile, tone);
}

/// Dry stems in a vase.
fn stems(canvas: &mut Canvas, rng: &mut Rng, mouth: Pt, tall: f32, tone: Lch) {
    for _ in 0..dice::int(rng, 3, 5) {
        let lean = dice::num(rng, -0.5, 0.5);
        let long = tall * dice::num(rng, 0.7, 1.15);
        let tip = mouth + pt(lean * long, -long);
        let bend = mouth + pt(lean * long * 0.2, -long * 0.6);
        let line = rounded_through(&[mouth, bend, tip], false);
        let width = tall * 0.008;
        canvas.flat(&Path::ribbon(&line, |_| width), tone.light(-0.12).rgb(), 1.0);
        match dice::int(rng, 0, 1) {
            0 => {
                for leaf in 0..7 {
                    let t = 0.4 + 0.6 * leaf as f32 / 6.0;
                    let at = line[((line.len() - 1) as f32 * t) as usize];
                    let side = if leaf % 2 == 0 { 1.0 } else { -1.0 };
                    let angle = -TAU / 4.0 + lean + side * 0.85;
                    let size = tall * 0.085 * (1.25 - t * 0.5);
                    let leaf = Path::ellipse(at + polar(angle, size), size, size * 0.42, angle);
                    canvas.flat(&leaf, tone.light(dice::num(rng, -0.06, 0.05)).rgb(), 1.0);
                }
            }
            _ => {
                let size = tall * dice::num(rng, 0.045, 0.075);
                sphere(canvas, tip, size, tone);
            }
        }
    }
}

pub fn still_life(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let (wf, hf) = (w as f32, h as f32);
    let unit = wf.min(hf);
    let wall = pal.hue(0).mix(pal.paper, dice::num(rng, 0.35, 0.75));
    let table = if dice::chance(rng, 0.5) {
        wall.light(-0.05).turn(12.0)
    } else {
        pal.hue(1).mix(pal.paper, 0.5)
    };
    let mut canvas = Canvas::graded(w, h, &Ramp::new(&[wall.light(0.02), wall.light(-0.02)]));
    let line = hf * dice::num(rng, 0.58, 0.7);
    let ground = Path::rect(0.0, line, wf, hf - line + 1.0);
    canvas.fade(
        &ground,
        (pt(0.0, line), table.light(-0.02).rgb()),
        (pt(0.0, hf), table.light(0.03).rgb()),
        1.0,
    );
    canvas.cloud(
        pt(wf * 0.2, hf * 0.1),
        unit * 1.1,
        pal.paper.light(0.02).rgb(),
        0.45,
    );
    let ink = wall.mix(pal.ink, 0.75);
    // A disc or an arch on the wall holds the group together.
    let middle = wf * dice::num(rng, 0.44, 0.56);
    let halo = pal.hue(2).mix(pal.paper, dice::num(rng, 0.0, 0.4));
    match dice::int(rng, 0, 2) {
        0 => {
            let radius = unit * dice::num(rng, 0.2, 0.3);
            let at = pt(
                middle + unit * dice::num(rng, -0.15, 0.15),
                line - unit * dice::num(rng, 0.22, 0.36),
            );
            canvas.fade(
                &Path::circle(at, radius),
                (at - pt(radius, radius), halo.light(0.03).rgb()),
                (at + pt(radius, radius), halo.light(-0.04).rgb()),
                1.0,
            );
        }
        1 => {
            let (wide, tall) = (unit * dice::num(rng, 0.4, 0.55), unit * dice::num(rng, 0.62, 0.8));
            let door = Path::rounded(middle - wide / 2.0, line - tall, wide, tall * 1.6, wide / 2.0);
            let below = Path::rect(0.0, line, wf, hf - line + 1.0);
            canvas.fade(
                &door,
                (pt(middle, line - tall), halo.rgb()),
                (pt(middle, line), halo.light(-0.06).rgb()),
                1.0,
            );
            canvas.fade(
                &below,
                (pt(0.0, line), table.light(-0.02).rgb()),
                (pt(0.0, hf), table.light(0.03).rgb()),
                1.0,
            );
        }
        _ => {}
    }
    let count = dice::int(rng, 3, 5);
    let step = unit * 0.78 / count as f32;
    let mut places: Vec<(f32, f32)> = (0..count)
        .map(|i| {
            let x = middle + (i as f32 - (count - 1) as f32 / 2.0) * step + dice::num(rng, -0.1, 0.1) * step;
            (x, line + unit * dice::num(rng, 0.04, 0.2))
        })
        .collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut kinds = [0, 1, 2, 3, 4, 5];
    dice::shuffle(rng, &mut kinds);
    let tallest = dice::int(rng, 0, count - 1);
    for (index, &(x, y)) in places.iter().enumerate() {
        let foot = pt(x, y);
        let tone = pal.hue(index + 1).light(dice::num(rng, -0.02, 0.04));
        let wide = step * dice::num(rng, 0.85, 1.2);
        let grow = if index == tallest { 1.5 } else { 0.9 };
        match kinds[index % kinds.len()] {
            0 => {
                let radius = wide * 0.5;
                grounded(&mut canvas, foot, wide * 0.8, wide * 0.8, ink);
                sphere(&mut canvas, foot - pt(0.0, radius * 0.96), radius, tone);
            }
            1 => {
                let tall = unit * 0.3 * grow;
                grounded(&mut canvas, foot, wide * 0.7, tall, ink);
                cylinder(&mut canvas, foot, wide * 0.7, tall, tone);
                if dice::chance(rng, 0.6) {
                    let radius = wide * 0.24;
                    let top = foot - pt(0.0, tall + radius * 0.9);
                    canvas.cloud(foot - pt(-radius * 0.2, tall), radius * 0.9, ink.rgb(), 0.35);
                    sphere(&mut canvas, top, radius, pal.spark());
                }
            }
            2 => {
                let tall = unit * 0.28 * grow;
                grounded(&mut canvas, foot, wide * 0.85, tall * 0.8, ink);
                cone(&mut canvas, foot, wide * 0.85, tall, tone);
            }
            3 => {
                let tall = unit * 0.34 * grow;
                grounded(&mut canvas, foot, wide, tall, ink);
                arch(&mut canvas, foot, wide, tall.max(wide * 0.8), tone);
            }
            4 => {
                let tall = unit * 0.17 * grow;
                grounded(&mut canvas, foot, wide * 0.95, tall, ink);
                cube(&mut canvas, foot, wide * 0.95, tall, tone);
            }
            _ => {
                let tall = unit * 0.3 * grow;
                if dice::chance(rng, 0.75) {
                    let leaf = pal.tones[dice::int(rng, 0, 2)];
                    stems(&mut canvas, rng, foot - pt(0.0, tall * 0.95), tall * 1.0, leaf);
                }
                grounded(&mut canvas, foot, wide * 0.8, tall, ink);
                vase(&mut canvas, rng, foot, wide * 0.85, tall, tone);
            }
        }
    }
    canvas
}

/// A wall, a window's light on it, and the shadow of a plant in the light.
pub fn window(rng: &mut Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
    let scale = 0.5;
    let (sw, sh) = ((w as f32 * scale) as usize + 1, (h as f32 * scale) as usize + 1);
    let (wf, hf) = (sw as f32, sh as f32);
    let unit = wf.min(hf);
    let warm = pal.hue(0).mix(pal.paper, 0.3);
    let shade = warm.light(-0.17).turn(-14.0).mix(pal.tones[0], 0.22);
    let mut canvas = Canvas::graded(sw, sh, &Ramp::new(&[shade.light(0.02), shade.light(-0.05)]));
    let light = warm.mix(pal.paper, 0.45).light(0.05);
    let bright = Ramp::new(&[light.light(0.03), light, light.turn(-8.0).light(-0.03)]);
    let lean = dice::num(rng, 0.12, 0.42) * dice::sign(rng);
    let slope = dice::num(rng, -0.28, 0.28);
    let (columns, rows) = (dice::int(rng, 2, 3), dice::int(rng, 2, 4));
    let wide = unit * dice::num(rng, 0.62, 0.82) / columns as f32;
    let tall = hf.min(unit * 1.25) * dice::num(rng, 0.66, 0.84) / rows as f32;
    let middle = pt(wf * dice::num(rng, 0.42, 0.6), hf * dice::num(rng, 0.46, 0.56));
    let skew = |p: Pt| middle + pt(p.x + lean * p.y, p.y + slope * p.x);
    let mut panes = Path::new();
    let gap = unit * 0.028;
    let rounded = dice::chance(rng, 0.3);
    for row in 0..rows {
        for column in 0..columns {
            let x = (column as f32 - columns as f32 / 2.0) * wide + gap / 2.0;
            let y = (row as f32 - rows as f32 / 2.0) * tall + gap / 2.0;
            if rounded && row == 0 {
                continue;
            }
            panes.join(&Path::rect(x, y, wide - gap, tall - gap));
        }
    }
    if rounded {
        // The top row is one half round.
        let span = columns as f32 * wide;
        let y = (1.0 - rows as f32 / 2.0) * tall - gap / 2.0;
        let centre = pt(0.0, y);
        for column in 0..columns {
            let from = TAU / 2.0 + TAU / 2.0 * (column as f32 + 0.04) / columns as f32;
            let to = TAU / 2.0 + TAU / 2.0 * (column as f32 + 0.96) / columns as f32;
            panes.join(&Path::pie(centre, (span - gap) / 2.0, from, to));
        }
    }
    let panes = panes.map(skew);
    canvas.shadow(&panes, pt(0.0, 0.0), unit * 0.10, light.rgb(), 0.35);
    canvas.shadow(&panes, pt(0.0, 0.0), unit * 0.013, bright.at(0.4), 0.98);
    // Leaves between the window and the wall, out of focus.
    let dark = shade.rgb();
    let twigs = dice::int(rng, 2, 4);
    let kind = dice::int(rng, 0, 2);
    for twig in 0..twigs {
        let from = if dice::chance(rng, 0.5) {
            pt(wf * dice::num(rng, -0.1, 1.1), hf * 1.06)
        } else {
            pt(
                if dice::chance(rng, 0.5) { -0.06 } else { 1.06 } * wf,
                hf * dice::num(rng, 0.3, 1.0),
            )
        };
        let aim = middle + pt(dice::num(rng, -0.3, 0.3), dice::num(rng, -0.4, 0.2)) * unit;
        let bend = from.lerp(aim, 0.5) + (aim - from).across() * dice::num(rng, -0.2, 0.2);
        let line = rounded_through(&[from, bend, aim], false);
        let mut plant = Path::ribbon(&line, |t| unit * 0.006 * (1.3 - t));
        let leaves = dice::int(rng, 9, 15);
        for leaf in 0..leaves {
            let t = 0.22 + 0.78 * leaf as f32 / leaves as f32;
            let index = ((line.len() - 2) as f32 * t) as usize;
            let at = line[index];
            let along = line[index + 1] - at;
            let angle = along.y.atan2(along.x) + if leaf % 2 == 0 { 0.85 } else { -0.85 };
            let (long, fat) = match kind {
                0 => (unit * 0.10, 0.22),
                1 => (unit * 0.05, 0.62),
                _ => (unit * 0.15, 0.085),
            };
            let long = long * (1.2 - 0.5 * t);
            plant.join(&Path::ellipse(
                at + polar(angle, long * 0.9),
                long,
                long * fat,
                angle,
            ));
        }
        let blur = unit * (0.016 + 0.02 * twig as f32 / twigs as f32);
        canvas.shadow(&plant, pt(0.0, 0.0), blur, dark, 0.85);
    }
    canvas.glow(pt(wf * 0.5, hf * 0.1), unit * 0.9, light.rgb(), 0.10);
    if dice::chance(rng, 0.4) {
        // A plain bowl or ledge at the foot of the wall.
        let line = hf * dice::num(rng, 0.84, 0.9);
        let ledge = Path::rect(-2.0, line, wf + 4.0, hf - line + 4.0);
        let tone = shade.light(-0.05);
        canvas.fade(
            &ledge,
            (pt(0.0, line), tone.light(0.06).rgb()),
            (pt(0.0, hf), tone.light(-0.05).rgb()),
            1.0,
        );
        let foot = pt(wf * dice::num(rng, 0.25, 0.75), line + (hf - line) * 0.4);
        let (wide, tall) = (
            unit * dice::num(rng, 0.16, 0.24),
            unit * dice::num(rng, 0.18, 0.34),
        );
        grounded(&mut canvas, foot, wide * 0.7, tall, pal.ink);
        vase(&mut canvas, rng, foot, wide, tall, pal.hue(1));
    }
    let tint = light.rgb();
    canvas.change(|_, y, px| mix(px, tint, 0.06 * (1.0 - y / hf)));
    canvas.grown(w, h)
}
