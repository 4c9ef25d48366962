//! Storms: real files with bytes changed, cut and sewn together by chance, through everything that reads them here. Each
//! ends with an answer, and a file that is cleaned has its length and is clean. `FONANA_FOOTAGE=<seed>` replays one, and
//! `<count>x<seed>` makes it longer.

use super::files::*;
use crate::*;
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use std::fs;

/// Files of a run, when nobody asks for more.
const FEW: u32 = 2_000;

/// Numbers that are at an edge of something.
const EDGES: [u32; 8] = [0, 1, 7, 8, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff];

fn changed(random: &mut ChaCha8Rng, corpus: &[(Kind, Vec<u8>)]) -> (Kind, Vec<u8>) {
    let (kind, bytes) = corpus.choose(random).expect("files");
    let mut bytes = bytes.clone();
    for _ in 0..random.random_range(1..6) {
        let length = bytes.len();
        // Where heads are: at both ends.
        let near = random.random_range(0..length.clamp(1, 3_000));
        let at = if random.random_bool(0.5) {
            near
        } else {
            length.saturating_sub(near + 1)
        };
        match random.random_range(0..6) {
            0 => bytes[at] = random.random(),
            1 => bytes[at] ^= 1 << random.random_range(0..8),
            2 if at + 4 <= length => {
                let edge = EDGES.choose(random).expect("edges").to_be_bytes();
                bytes[at..at + 4].copy_from_slice(&edge);
            }
            3 if length > 200 => bytes.truncate(random.random_range(100..length)),
            4 => {
                let (_, other) = corpus.choose(random).expect("files");
                let from = random.random_range(0..other.len());
                let to = (from + random.random_range(1..400)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                let end = (at + random.random_range(1..64)).min(length);
                bytes.drain(at..end);
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    (*kind, bytes)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test's knob, and no setting of the server"
)]
fn asked() -> (u32, u64) {
    match std::env::var("FONANA_FOOTAGE") {
        Err(_) => (FEW, rand::random()),
        Ok(text) => {
            let (count, seed) = text.split_once('x').unwrap_or(("", &text));
            let seed = seed
                .trim()
                .parse()
                .expect("FONANA_FOOTAGE is a seed, or a count, x and a seed");
            (count.parse().unwrap_or(FEW), seed)
        }
    }
}

#[test]
fn whatever_comes_ends_with_an_answer() {
    let (count, seed) = asked();
    println!("FONANA_FOOTAGE={count}x{seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let corpus: Vec<_> = KINDS
        .into_iter()
        .map(|kind| (kind, sample(kind).to_vec()))
        .collect();
    let folder = folder();
    let (mut taken, mut refusals) = (0, 0);
    for number in 0..count {
        let (kind, bytes) = changed(&mut random, &corpus);
        let said = sniff(&bytes[..bytes.len().min(HEAD)]);
        let path = written(folder.path(), "a", &bytes);
        let kind = match look(&path) {
            Ok(look) => {
                assert!(said.is_some_and(|said| said == look), "{number}");
                look
            }
            Err(Fault::Refused(_)) => kind,
            Err(fault) => panic!("{number}: {fault}"),
        };
        match plain(&path, kind, &limits()) {
            Ok(seen) => {
                taken += 1;
                assert!(seen.size.is_some() || seen.audio, "{number}");
            }
            Err(Fault::Refused(_)) => refusals += 1,
            Err(fault) => panic!("{number}: {fault}"),
        }
        match cleaned(&path, kind) {
            Ok(()) => {
                let clean = fs::read(&path).expect("a file");
                assert_eq!(clean.len(), bytes.len(), "{number}");
                // Whatever the second time finds, it changes nothing.
                let again = cleaned(&path, kind);
                assert!(!matches!(again, Err(Fault::Failed(_))), "{number}: {again:?}");
                assert!(fs::read(&path).expect("a file") == clean, "{number}");
            }
            Err(Fault::Refused(_)) => assert!(fs::read(&path).expect("a file") == bytes, "{number}"),
            Err(fault) => panic!("{number}: {fault}"),
        }
    }
    println!("{taken} were taken, {refusals} refused");
    assert!(taken > count / 20 && refusals > count / 20, "both happen");
}
