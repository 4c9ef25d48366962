//! A picture as a few ten thousand cells of brightness, whatever its size, and what in them could be a mark. It keeps no
//! colour and nothing finer than a cell.

use image::RgbImage;

/// Cells of a whole picture, whatever its size and shape: at 1080 x 1350 one is eight pixels wide, coarse enough
/// for what JPEG leaves and for a quarter of the size, and at 320 x 400 two, which is as fine as they may be.
pub(crate) const CELLS: f64 = 24_576.0;
/// Brightness that is counted as noise where there is none, of 255: what rounding leaves.
const FLOOR: f32 = 0.4;
/// What stands out further than so many times its surroundings counts no more than that: edges are no mark.
const MOST: f32 = 1.2;

/// The brightness of a picture, summed from its corner so that the mean of any rectangle costs four looks.
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// One more in each direction than there are pixels; in 256ths of a step of brightness.
    sums: Vec<u64>,
}

/// Cells laid over a picture, in its pixels: where the corner of the first lies, which may be beside it, and their side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grid {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) side: f64,
}

/// What lies in the cells that are wholly within a picture, row by row.
pub(crate) struct Cells {
    /// Numbers of the first column and row.
    pub(crate) first: (i64, i64),
    pub(crate) wide: usize,
    pub(crate) high: usize,
    pub(crate) values: Vec<f32>,
}

impl Plane {
    pub(crate) fn of(picture: &RgbImage) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let across = width + 1;
        let mut sums = vec![0; across * (height + 1)];
        for (y, row) in picture.chunks_exact(width * 3).enumerate() {
            let (above, below) = sums.split_at_mut((y + 1) * across);
            let above = &above[y * across..];
            let mut sum = 0;
            for (x, [r, g, b]) in row.as_chunks().0.iter().enumerate() {
                sum += 77 * u64::from(*r) + 150 * u64::from(*g) + 29 * u64::from(*b);
                below[x + 1] = above[x + 1] + sum;
            }
        }
        Self { width, height, sums }
    }

    /// The grid of a picture of which nothing was cut off.
    pub(crate) fn whole(&self) -> Grid {
        Grid {
            left: 0.0,
            top: 0.0,
            side: ((self.width * self.height) as f64 / CELLS).sqrt(),
        }
    }

    /// The mean brightness of each cell, 0 to 255.
    pub(crate) fn cells(&self, grid: Grid) -> Cells {
        let (left, wide) = lines(grid.left, grid.side, self.width);
        let (top, high) = lines(grid.top, grid.side, self.height);
        let columns = self.places(grid.left, left, wide, grid.side, self.width);
        let rows = self.places(grid.top, top, high, grid.side, self.height);
        let across = self.width + 1;
        let area = 256.0 * grid.side * grid.side;
        let mut values = Vec::with_capacity(wide * high);
        let mut before: Vec<f64> = Vec::new();
        for (number, (y, part)) in rows.iter().enumerate() {
            let above = &self.sums[y * across..(y + 1) * across];
            let below = &self.sums[(y + 1) * across..(y + 2) * across];
            let line: Vec<f64> = columns
                .iter()
                .map(|(x, share)| {
                    let between = |row: &[u64]| row[*x] as f64 + (row[x + 1] - row[*x]) as f64 * share;
                    let above = between(above);
                    above + (between(below) - above) * part
                })
                .collect();
            if number > 0 {
                let corners = line.windows(2).zip(before.windows(2));
                values
                    .extend(corners.map(|(now, then)| ((now[1] - now[0] - then[1] + then[0]) / area) as f32));
            }
            before = line;
        }
        Cells {
            first: (left, top),
            wide,
            high,
            values,
        }
    }

    /// The pixel and the part of it where each line of a grid lies.
    fn places(&self, from: f64, first: i64, count: usize, side: f64, long: usize) -> Vec<(usize, f64)> {
        (0..=count)
            .map(|number| {
                let place = (from + (first + number as i64) as f64 * side).clamp(0.0, long as f64);
                let pixel = (place as usize).min(long - 1);
                (pixel, place - pixel as f64)
            })
            .collect()
    }
}

/// The number of the first cell within so many pixels, and how many there are.
fn lines(from: f64, side: f64, long: usize) -> (i64, usize) {
    // A last cell may reach out by a hair, as fractions are not exact.
    let first = (-from / side - 1e-6).ceil() as i64;
    let last = ((long as f64 - from) / side + 1e-6).floor() as i64;
    (first, usize::try_from(last - first).unwrap_or(0))
}

impl Cells {
    /// What each cell is more than the mean of its four neighbours.
    fn rough(&self, values: &[f32]) -> Vec<f32> {
        let (wide, high) = (self.wide, self.high);
        let mut rough = vec![0.0; wide * high];
        if wide < 3 || high < 3 {
            return rough;
        }
        for y in 0..high {
            let up = &values[y.saturating_sub(1) * wide..][..wide];
            let row = &values[y * wide..][..wide];
            let down = &values[(y + 1).min(high - 1) * wide..][..wide];
            let into = &mut rough[y * wide..][..wide];
            for x in 0..wide {
                let sides = row[x.saturating_sub(1)] + row[(x + 1).min(wide - 1)];
                into[x] = row[x] - (sides + up[x] + down[x]) * 0.25;
            }
        }
        rough
    }

    /// How rough the picture is around each cell, in steps of brightness, and by how much each stands out.
    pub(crate) fn roughness(&self) -> (Vec<f32>, Vec<f32>) {
        let rough = self.rough(&self.values);
        let around = around(&rough, self.wide, self.high);
        (around, rough)
    }

    /// What in each cell could be a mark: what it differs from its neighbours, measured by how rough it is there, so that
    /// grass does not drown the sky.
    pub(crate) fn signal(&self) -> Vec<f32> {
        let (around, mut rough) = self.roughness();
        for (rough, around) in rough.iter_mut().zip(&around) {
            *rough = (*rough / (around + FLOOR)).clamp(-MOST, MOST);
        }
        // Once more, as a mark that passed such a filter is found best by the same.
        self.rough(&rough)
    }
}

/// The mean of what the values are without their signs, of nine cells, fewer at the edges.
fn around(values: &[f32], wide: usize, high: usize) -> Vec<f32> {
    let mut across = vec![0.0; wide * high];
    for (row, into) in values
        .chunks_exact(wide.max(1))
        .zip(across.chunks_exact_mut(wide.max(1)))
    {
        for (x, into) in into.iter_mut().enumerate() {
            let part = &row[x.saturating_sub(1)..(x + 2).min(wide)];
            *into = part.iter().map(|value| value.abs()).sum::<f32>() / part.len() as f32;
        }
    }
    let mut means = vec![0.0; wide * high];
    for (y, into) in means.chunks_exact_mut(wide.max(1)).enumerate() {
        let (from, to) = (y.saturating_sub(1), (y + 2).min(high));
        for row in across[from * wide..to * wide].chunks_exact(wide) {
            for (into, value) in into.iter_mut().zip(row) {
                *into += value;
            }
        }
        into.iter_mut().for_each(|mean| *mean /= (to - from) as f32);
    }
    means
}
