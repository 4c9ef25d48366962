//! Seeded gradient noise and coarse fields sampled from it; it refuses the per-pixel cost by interpolating.

use super::dice::{self, Rng};

/// Gradient noise in about `-1..=1`, one lattice cell per unit.
pub struct Noise {
    order: [u8; 256],
    shift: (f32, f32),
}

/// Rounds down without a library call.
pub fn floor(value: f32) -> i32 {
    let whole = value as i32;
    whole - i32::from((whole as f32) > value)
}

fn ease(t: f32) -> f32 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

const DIAGONAL: f32 = std::f32::consts::FRAC_1_SQRT_2;
const WAYS: [(f32, f32); 8] = [
    (1.0, 0.0),
    (DIAGONAL, DIAGONAL),
    (0.0, 1.0),
    (-DIAGONAL, DIAGONAL),
    (-1.0, 0.0),
    (-DIAGONAL, -DIAGONAL),
    (0.0, -1.0),
    (DIAGONAL, -DIAGONAL),
];

impl Noise {
    pub fn new(rng: &mut Rng) -> Self {
        let mut order = [0; 256];
        for (slot, value) in order.iter_mut().zip(0..=255) {
            *slot = value;
        }
        dice::shuffle(rng, &mut order);
        let shift = (dice::num(rng, 0.0, 200.0), dice::num(rng, 0.0, 200.0));
        Self { order, shift }
    }

    fn corner(&self, x: i32, y: i32, dx: f32, dy: f32) -> f32 {
        let row = self.order[(y & 255) as usize];
        let hash = self.order[((x + i32::from(row)) & 255) as usize];
        let (gx, gy) = WAYS[usize::from(hash & 7)];
        gx * dx + gy * dy
    }

    pub fn at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x + self.shift.0, y + self.shift.1);
        let (left, top) = (floor(x), floor(y));
        let (dx, dy) = (x - left as f32, y - top as f32);
        let (u, v) = (ease(dx), ease(dy));
        let a = self.corner(left, top, dx, dy);
        let b = self.corner(left + 1, top, dx - 1.0, dy);
        let c = self.corner(left, top + 1, dx, dy - 1.0);
        let d = self.corner(left + 1, top + 1, dx - 1.0, dy - 1.0);
        let upper = a + (b - a) * u;
        let lower = c + (d - c) * u;
        1.4 * (upper + (lower - upper) * v)
    }

    /// Octaves of noise, each twice as fine and half as strong.
    pub fn fbm(&self, x: f32, y: f32, octaves: usize) -> f32 {
        let (mut sum, mut strength, mut scale) = (0.0, 0.5, 1.0);
        for octave in 0..octaves {
            let away = octave as f32 * 17.3;
            sum += strength * self.at(x * scale + away, y * scale - away);
            strength *= 0.5;
            scale *= 2.03;
        }
        sum
    }
}

/// A scalar picture kept on a coarse lattice and read between its points.
pub struct Field {
    across: usize,
    down: usize,
    step: usize,
    values: Vec<f32>,
}

impl Field {
    /// Samples `f` at every `step`th pixel of a picture of `w` by `h`.
    pub fn new(w: usize, h: usize, step: usize, mut f: impl FnMut(f32, f32) -> f32) -> Self {
        let step = step.max(1);
        let (across, down) = (w / step + 2, h / step + 2);
        let mut values = Vec::with_capacity(across * down);
        for row in 0..down {
            for column in 0..across {
                values.push(f((column * step) as f32, (row * step) as f32));
            }
        }
        Self {
            across,
            down,
            step,
            values,
        }
    }

    pub fn at(&self, x: f32, y: f32) -> f32 {
        let gx = (x / self.step as f32).clamp(0.0, (self.across - 1) as f32 - 0.001);
        let gy = (y / self.step as f32).clamp(0.0, (self.down - 1) as f32 - 0.001);
        let (column, row) = (gx as usize, gy as usize);
        let (u, v) = (gx - column as f32, gy - row as f32);
        let at = row * self.across + column;
        let upper = self.values[at] + (self.values[at + 1] - self.values[at]) * u;
        let below = at + self.across;
        let lower = self.values[below] + (self.values[below + 1] - self.values[below]) * u;
        upper + (lower - upper) * v
    }

    /// Fills `out` with the values along the row `y`, starting at x = 0.
    pub fn row(&self, y: f32, out: &mut [f32]) {
        let gy = (y / self.step as f32).clamp(0.0, (self.down - 1) as f32 - 0.001);
        let (row, v) = (gy as usize, gy - (gy as usize) as f32);
        let upper = &self.values[row * self.across..][..self.across];
        let lower = &self.values[(row + 1) * self.across..][..self.across];
        let between = |column: usize| {
            let column = column.min(self.across - 1);
            upper[column] + (lower[column] - upper[column]) * v
        };
        for (column, cell) in out.chunks_mut(self.step).enumerate() {
            let (from, to) = (between(column), between(column + 1));
            let slope = (to - from) / self.step as f32;
            for (offset, value) in cell.iter_mut().enumerate() {
                *value = from + slope * offset as f32;
            }
        }
    }
}
