//! Where on the square of a pattern a signal lies: all places are tried at once, by Fourier's transform.

use super::pattern::{Pattern, SIDE};
use rustfft::{Fft, FftPlanner, num_complex::Complex};
use std::sync::Arc;

pub(super) struct Torus {
    there: Arc<dyn Fft<f32>>,
    back: Arc<dyn Fft<f32>>,
    /// What is fixed in a pattern, transformed and mirrored.
    fixed: Vec<Complex<f32>>,
}

/// The best place for a signal: how far its cells lie behind the pattern's, and how sure that is, in standard deviations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak {
    pub(super) strength: f32,
    pub(super) x: usize,
    pub(super) y: usize,
}

impl Torus {
    pub(super) fn of(pattern: &Pattern) -> Self {
        let mut planner = FftPlanner::new();
        let mut torus = Self {
            there: planner.plan_fft_forward(SIDE),
            back: planner.plan_fft_inverse(SIDE),
            fixed: pattern.fixed().map(|sign| Complex::new(sign, 0.0)).collect(),
        };
        let mut fixed = std::mem::take(&mut torus.fixed);
        transform(&*torus.there, &mut fixed);
        fixed.iter_mut().for_each(|value| *value = value.conj());
        torus.fixed = fixed;
        torus
    }

    /// The best places of two signals; they go the way together, as the two parts of complex numbers.
    pub(super) fn peaks(&self, one: &[f32], other: &[f32]) -> [Peak; 2] {
        let mut both: Vec<Complex<f32>> = one
            .iter()
            .zip(other)
            .map(|(one, other)| Complex::new(*one, *other))
            .collect();
        transform(&*self.there, &mut both);
        for (value, fixed) in both.iter_mut().zip(&self.fixed) {
            *value *= fixed;
        }
        transform(&*self.back, &mut both);
        let best = |signal: &[f32], part: fn(&Complex<f32>) -> f32| {
            let energy: f32 = signal.iter().map(|value| value * value).sum();
            let chance = (energy * Pattern::fixed_share()).sqrt() * (SIDE * SIDE) as f32;
            let (mut place, mut most) = (0, f32::NEG_INFINITY);
            for (at, value) in both.iter().enumerate() {
                if part(value) > most {
                    (place, most) = (at, part(value));
                }
            }
            Peak {
                strength: most / chance.max(f32::MIN_POSITIVE),
                x: place % SIDE,
                y: place / SIDE,
            }
        };
        [best(one, |value| value.re), best(other, |value| value.im)]
    }
}

/// Both ways of a square, which is turned over its diagonal by it.
fn transform(fft: &dyn Fft<f32>, values: &mut [Complex<f32>]) {
    fft.process(values);
    turn(values);
    fft.process(values);
}

fn turn(values: &mut [Complex<f32>]) {
    for y in 0..SIDE {
        for x in y + 1..SIDE {
            values.swap(y * SIDE + x, x * SIDE + y);
        }
    }
}
