//! Draws from a picture's own random stream; it refuses every other source of chance.

use rand::Rng as _;
pub use rand_chacha::ChaCha8Rng as Rng;

/// A number in `low..high`; the bounds may touch.
pub fn num(rng: &mut Rng, low: f32, high: f32) -> f32 {
    low + (high - low) * rng.random::<f32>()
}

/// A whole number in `low..=high`.
pub fn int(rng: &mut Rng, low: usize, high: usize) -> usize {
    rng.random_range(low..=high.max(low))
}

pub fn chance(rng: &mut Rng, likely: f32) -> bool {
    rng.random::<f32>() < likely
}

/// +1 or -1.
pub fn sign(rng: &mut Rng) -> f32 {
    if chance(rng, 0.5) { 1.0 } else { -1.0 }
}

/// One of a list that is never empty.
pub fn pick<T: Copy>(rng: &mut Rng, items: &[T]) -> T {
    items[int(rng, 0, items.len().saturating_sub(1))]
}

pub fn shuffle<T>(rng: &mut Rng, items: &mut [T]) {
    for last in (1..items.len()).rev() {
        items.swap(last, rng.random_range(0..=last));
    }
}

/// A fast stream for grain and dust, where the quality of the numbers does not matter.
pub struct Dust(u32);

impl Dust {
    pub fn new(rng: &mut Rng) -> Self {
        Self(rng.random::<u32>() | 1)
    }

    /// A number in `0..1`.
    pub fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / 16_777_216.0
    }
}
