//! Which cell says which bit of a mark, and with which sign, as a key has it: a square of 256 by 256 cells that repeats.
//! Without the key nobody can tell it from noise.

use super::{
    cells::Cells,
    code::{self, CODED},
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};

/// Cells along a side of the square.
pub(crate) const SIDE: usize = 256;
/// Parts that the cells are dealt to: one for each coded bit, and a fifth of all that says the same in every mark, by which
/// a mark is found where a picture was cut.
const PARTS: usize = CODED + CODED / 4;

/// What one cell says.
#[derive(Clone, Copy)]
struct Chip {
    /// The number of a coded bit; beyond them it only helps to find the others.
    part: u16,
    sign: f32,
}

pub(crate) struct Pattern {
    key: [u8; 32],
    chips: Vec<Chip>,
}

/// What was read with a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) tag: u64,
    /// In standard deviations of what chance alone would give.
    pub(crate) strength: f32,
}

impl Pattern {
    pub(crate) fn of(key: &[u8; 32]) -> Self {
        let mut random = ChaCha20Rng::from_seed(code::keyed(key, b"fonana mark pattern", &[]));
        let chips = (0..SIDE * SIDE)
            .map(|_| {
                let number = random.next_u32();
                // The lowest bit is the sign, the others deal the parts evenly.
                let part = ((u64::from(number >> 1) * PARTS as u64) >> 31) as u16;
                let sign = if number & 1 == 0 { 1.0 } else { -1.0 };
                Chip { part, sign }
            })
            .collect();
        Self { key: *key, chips }
    }

    /// What a tag makes of each of these cells: 1 brighter, -1 darker.
    pub(crate) fn signs(&self, cells: &Cells, tag: u64) -> Vec<f32> {
        let coded = code::written(&self.key, tag);
        let mut signs = Vec::with_capacity(cells.wide * cells.high);
        for y in 0..cells.high {
            for x in 0..cells.wide {
                let chip = self.chips[place(cells, x, y)];
                signs.push(chip.sign * coded.get(usize::from(chip.part)).unwrap_or(&1.0));
            }
        }
        signs
    }

    /// The signs of the cells that say the same in every mark, 0 in the others.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = f32> {
        self.chips.iter().map(|chip| {
            if usize::from(chip.part) < CODED {
                0.0
            } else {
                chip.sign
            }
        })
    }

    /// The part of all cells that is fixed.
    pub(crate) fn fixed_share() -> f32 {
        (PARTS - CODED) as f32 / PARTS as f32
    }

    /// How much what is fixed stands out of a signal laid on the square, in standard deviations of chance.
    pub(crate) fn found(&self, folded: &[f32]) -> f32 {
        let (mut sum, mut energy) = (0.0, 0.0);
        for (value, sign) in folded.iter().zip(self.fixed()) {
            sum += value * sign;
            energy += value * value * sign.abs();
        }
        sum / energy.sqrt().max(f32::MIN_POSITIVE)
    }

    /// What a signal laid on the square hints of each coded bit, and the standard deviation of their sum, with any signs,
    /// if all were chance.
    pub(crate) fn hints(&self, folded: &[f32]) -> ([f32; CODED], f32) {
        let mut hints = [0.0; CODED];
        let mut energy = 0.0;
        for (value, chip) in folded.iter().zip(&self.chips) {
            if let Some(hint) = hints.get_mut(usize::from(chip.part)) {
                *hint += value * chip.sign;
                energy += value * value;
            }
        }
        (hints, energy.sqrt().max(f32::MIN_POSITIVE))
    }

    /// The tag that a signal laid on the square says, if its check is right.
    pub(crate) fn read(&self, folded: &[f32]) -> Option<Reading> {
        let (hints, chance) = self.hints(folded);
        let (tag, fit) = code::read(&self.key, &hints)?;
        Some(Reading {
            tag,
            strength: fit / chance,
        })
    }
}

/// The place in the square of a cell.
fn place(cells: &Cells, x: usize, y: usize) -> usize {
    let side = SIDE as i64;
    let x = (cells.first.0 + x as i64).rem_euclid(side);
    let y = (cells.first.1 + y as i64).rem_euclid(side);
    (y * side + x) as usize
}

/// The signal of cells laid on the square, with what lies beyond it added from the other side.
pub(crate) fn folded(cells: &Cells) -> Vec<f32> {
    let signal = cells.signal();
    let mut folded = vec![0.0; SIDE * SIDE];
    for y in 0..cells.high {
        for x in 0..cells.wide {
            folded[place(cells, x, y)] += signal[y * cells.wide + x];
        }
    }
    folded
}
