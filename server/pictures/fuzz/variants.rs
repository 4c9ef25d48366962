//! Everything that is sent as a picture goes through one door, and so does what libFuzzer thinks of. It must end with a
//! picture or a refusal; a panic, and memory beyond what `run.sh` allows, end the run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pictures::{Crop, Edit, Fault, Limits, variants};

/// As small as the storm's in `src/tests/storm.rs`.
const LIMITS: Limits = Limits {
    pixels: 250_000,
    side: 2_000,
    least: 1,
    frames: 20,
    moving: 500_000,
    seconds: 60,
    memory: 24 * 1024 * 1024,
};

fuzz_target!(|bytes: &[u8]| {
    let edit = Edit {
        turns: bytes.len() as u8,
        crop: if bytes.len() % 2 == 0 {
            Crop::Whole
        } else {
            Crop::Middle { wide: 3, high: 4 }
        },
    };
    if let Err(Fault::Failed(words)) = variants(bytes, &LIMITS, &edit) {
        panic!("{words}");
    }
});
