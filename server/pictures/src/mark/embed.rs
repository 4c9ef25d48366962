//! A mark laid on a picture: each cell a little brighter or darker, the more the rougher the picture is there. Colours
//! stay as they are, and where all is smooth next to nothing is done.

use super::{
    cells::{Cells, Plane},
    pattern::Pattern,
};
use image::RgbImage;

/// Of the roughness around a cell so much is laid on it.
const SHARE: f32 = 0.4;
/// Steps of brightness, of 255, that are laid on a cell at the most.
const MOST: f32 = 3.0;

/// As many are laid on a cell at the least, by its side in pixels. Large cells are what one would see in a smooth sky, so
/// there it is no more than what rounding leaves of a step; of small ones WebP leaves less and one sees less.
fn least(side: f64) -> f32 {
    (0.1 + 4.74 / side as f32).clamp(0.6, 1.6)
}

/// Lays a tag's mark on a picture; `plane` is the same picture, perhaps smaller.
pub(super) fn lay(picture: &mut RgbImage, plane: &Plane, pattern: &Pattern, tag: u64) {
    let grid = plane.whole();
    let cells = plane.cells(grid);
    let larger = f64::from(picture.width()) / plane.width as f64;
    let mut marks = pattern.signs(&cells, tag);
    for (mark, strength) in marks.iter_mut().zip(strengths(&cells, grid.side * larger)) {
        *mark *= strength;
    }
    let taller = f64::from(picture.height()) / plane.height as f64;
    spread(picture, &cells, &marks, (grid.side * larger, grid.side * taller));
}

/// How much is laid on each cell. The least of what is around counts, so that nothing reaches over an edge into a sky.
fn strengths(cells: &Cells, side: f64) -> Vec<f32> {
    let least = least(side);
    let (around, _) = cells.roughness();
    let (wide, high) = (cells.wide, cells.high);
    let at = |x: usize, y: usize| around[y.min(high - 1) * wide + x.min(wide - 1)];
    let mut strengths = Vec::with_capacity(wide * high);
    for y in 0..high {
        for x in 0..wide {
            let (left, up) = (x.saturating_sub(2), y.saturating_sub(2));
            let sides = at(left, y).min(at(x + 2, y));
            let ends = at(x, up).min(at(x, y + 2));
            let rough = at(x, y).min(sides).min(ends);
            strengths.push((rough * SHARE).clamp(least, MOST));
        }
    }
    strengths
}

/// The four cells around each of so many pixels and their weights, by Catmull and Rom's curve: smooth, and nearly all of a
/// cell stays in it.
fn curve(pixels: u32, cells: usize, side: f64) -> Vec<([usize; 4], [f32; 4])> {
    (0..pixels)
        .map(|pixel| {
            let place = (f64::from(pixel) + 0.5) / side - 0.5;
            let base = place.floor();
            let t = (place - base) as f32;
            let near = [-1, 0, 1, 2].map(|step| {
                let cell = base as i64 + step;
                cell.clamp(0, cells as i64 - 1) as usize
            });
            let (t2, t3) = (t * t, t * t * t);
            let weights = [
                -0.5 * t + t2 - 0.5 * t3,
                1.0 - 2.5 * t2 + 1.5 * t3,
                0.5 * t + 2.0 * t2 - 1.5 * t3,
                -0.5 * t2 + 0.5 * t3,
            ];
            (near, weights)
        })
        .collect()
}

/// Adds what is laid on the cells to the pixels, smoothly.
fn spread(picture: &mut RgbImage, cells: &Cells, marks: &[f32], (wide, high): (f64, f64)) {
    let columns = curve(picture.width(), cells.wide, wide);
    let rows = curve(picture.height(), cells.high, high);
    let across = picture.width() as usize * 3;
    let mut line = vec![0.0; cells.wide];
    for (pixels, (near, weights)) in picture.chunks_exact_mut(across).zip(&rows) {
        line.fill(0.0);
        for (row, weight) in near.iter().zip(weights) {
            let row = &marks[row * cells.wide..][..cells.wide];
            for (sum, mark) in line.iter_mut().zip(row) {
                *sum += mark * weight;
            }
        }
        for (pixel, (near, weights)) in pixels.as_chunks_mut::<3>().0.iter_mut().zip(&columns) {
            let [a, b, c, d] = near.map(|cell| line[cell]);
            let mark = a * weights[0] + b * weights[1] + c * weights[2] + d * weights[3];
            // Rounded to the nearest, without a call for it.
            let mark = (mark + 128.5) as i16 - 128;
            for colour in pixel {
                *colour = (i16::from(*colour) + mark).clamp(0, 255) as u8;
            }
        }
    }
}
