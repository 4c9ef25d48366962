//! A tag written so that it can be read from many uncertain hints: a check that the key makes, and a convolutional code.
//! It refuses what does not fit its check.
//!
//! The code has a memory of 8 bits and gives 4 bits for each (constraint length 9, rate 1/4, the generators of IS-2000; two
//! texts differ in at least 24 of their bits). Viterbi's way finds the text that fits all hints best, each weighed by how
//! sure it is, which reads what is half as strong as deciding bit by bit could.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Bits of a tag.
pub(crate) const TAG: u32 = 48;
/// Bits of the check.
const CHECK: u32 = 32;
/// Bits before they are coded.
pub(crate) const TEXT: usize = (TAG + CHECK) as usize;
/// Bits that the code remembers, and zeros at the end that bring it to rest.
const MEMORY: usize = 8;
const STATES: usize = 1 << MEMORY;
const GENERATORS: [usize; 4] = [0o765, 0o671, 0o513, 0o473];
/// Bits after they are coded.
pub(crate) const CODED: usize = (TEXT + MEMORY) * GENERATORS.len();

/// A value that belongs to a key and to what it is for.
pub(crate) fn keyed(key: &[u8; 32], purpose: &[u8], value: &[u8]) -> [u8; 32] {
    // The function is HMAC's own on one whole block, as a key of 32 bytes is filled with zeros to 64: no key is refused.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&block.into());
    mac.update(purpose);
    mac.update(value);
    mac.finalize().into_bytes().into()
}

fn check(key: &[u8; 32], tag: u64) -> u32 {
    let [a, b, c, d, ..] = keyed(key, b"fonana mark check", &tag.to_be_bytes());
    u32::from_be_bytes([a, b, c, d])
}

/// The four bits for the last nine, as signs: 1 for zero.
fn signs(last: usize) -> [f32; 4] {
    GENERATORS.map(|generator| {
        if (last & generator).count_ones().is_multiple_of(2) {
            1.0
        } else {
            -1.0
        }
    })
}

/// A text as signs.
fn coded(text: u128) -> [f32; CODED] {
    let mut all = [0.0; CODED];
    let mut last = 0;
    for (step, four) in all.as_chunks_mut().0.iter_mut().enumerate() {
        let bit = TEXT
            .checked_sub(step + 1)
            .map_or(0, |place| (text >> place & 1) as usize);
        last = (last << 1 | bit) & (2 * STATES - 1);
        *four = signs(last);
    }
    all
}

/// A tag and its check as signs, 1 or -1.
pub(crate) fn written(key: &[u8; 32], tag: u64) -> [f32; CODED] {
    coded(u128::from(tag) << CHECK | u128::from(check(key, tag)))
}

/// The tag that fits these hints best, positive ones for a zero, and how well it fits: the sum of the hints with its signs.
/// None where its check is wrong.
pub(crate) fn read(key: &[u8; 32], hints: &[f32; CODED]) -> Option<(u64, f32)> {
    let (text, fit) = best(hints);
    let tag = (text >> CHECK) as u64;
    (check(key, tag) == text as u32).then_some((tag, fit))
}

/// The text that fits best, whatever its check, and how well it fits.
pub(crate) fn best(hints: &[f32; CODED]) -> (u128, f32) {
    let signs: Vec<[f32; 4]> = (0..2 * STATES).map(signs).collect();
    let mut best = [f32::NEG_INFINITY; STATES];
    best[0] = 0.0;
    let mut came = Vec::with_capacity(TEXT + MEMORY);
    for four in hints.as_chunks::<4>().0 {
        let mut next = [0.0; STATES];
        let mut from = [false; STATES];
        for (state, (next, from)) in next.iter_mut().zip(&mut from).enumerate() {
            // Of the nine bits that end here the oldest may have been zero or one.
            let along = |oldest: usize| {
                let fit: f32 = signs[oldest << MEMORY | state]
                    .iter()
                    .zip(four)
                    .map(|(sign, hint)| sign * hint)
                    .sum();
                best[(oldest << MEMORY | state) >> 1] + fit
            };
            let (zero, one) = (along(0), along(1));
            *from = one > zero;
            *next = zero.max(one);
        }
        best = next;
        came.push(from);
    }
    // At rest at the end, and back from there.
    let mut state = 0;
    let mut text = 0_u128;
    for (step, from) in came.iter().enumerate().rev() {
        if let Some(place) = TEXT.checked_sub(step + 1) {
            text |= u128::from(state & 1 == 1) << place;
        }
        state = (usize::from(from[state]) << MEMORY | state) >> 1;
    }
    (text, best[0])
}
