//! Storms: real files with bytes changed, cut and sewn together by chance, through the entry that uploads use. Each ends
//! with a picture or a sentence, within its memory. `FONANA_PICTURES=<seed>` replays one, and `<count>x<seed>` makes it longer.

use super::files::*;
use crate::*;
use ::gif::{DisposalMethod, Repeat};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// Files of a run, when nobody asks for more.
const FEW: u32 = 1_500;
/// Small, so that many fit into a second, and a header that lies about sizes is found out.
const LIMITS: Limits = Limits {
    pixels: 1_000_000,
    side: 4_000,
    least: 1,
    frames: 50,
    moving: 4_000_000,
    seconds: 60,
    memory: 24 * 1024 * 1024,
};
/// Bytes beside those for unpacking: the file's own parts, a profile, the variants.
const BESIDE: u64 = 40 * 1024 * 1024;

fn corpus() -> Vec<Vec<u8>> {
    use jpeg_encoder::ColorType;
    let picture = quarters(61, 43);
    let size = picture.dimensions();
    let p3 = moxcms::ColorProfile::new_display_p3();
    let frame = |at, colour, dispose| GifFrame {
        at,
        size: (40, 32),
        colour,
        delay: 7,
        dispose,
    };
    let cel = |at, over, lossless, alpha| Cel {
        at,
        size: (30, 22),
        rgba: [200, 9, 90, alpha].repeat(30 * 22),
        time: 40,
        over,
        clear: over,
        lossless,
    };
    let rgba: Vec<u8> = picture
        .pixels()
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], pixel[0]])
        .collect();
    let mut alpha = vec![(b"VP8X", extended(0x10, size.0, size.1))];
    let inner = still_chunks(&rgba, size, false);
    alpha.extend(inner.iter().map(|(name, data)| (name, data.clone())));
    vec![
        held(jpeg_with(&picture, Some(&p3)), 6),
        jpeg_by(&picture, size, ColorType::Rgb, true, None),
        jpeg_by(&rgba, size, ColorType::CmykAsYcck, false, None),
        jpeg_by(&rgba, size, ColorType::Cmyk, true, None),
        png_of(&picture, size, png::ColorType::Rgb, &[(*b"eXIf", &exif(3))]),
        png_of(&rgba, size, png::ColorType::Rgba, &[]),
        webp::Encoder::from_rgb(&picture, size.0, size.1)
            .encode(70.0)
            .to_vec(),
        webp::Encoder::from_rgba(&rgba, size.0, size.1)
            .encode_lossless()
            .to_vec(),
        riff(&alpha),
        gif(
            (60, 44),
            Repeat::Finite(3),
            &[
                frame((0, 0), 1, DisposalMethod::Keep),
                frame((20, 9), 2, DisposalMethod::Previous),
                frame((3, 12), 3, DisposalMethod::Background),
            ],
        ),
        animated_webp(
            (60, 44),
            2,
            &[
                cel((0, 0), false, true, 255),
                cel((20, 10), true, false, 120),
                cel((8, 6), false, false, 255),
            ],
        ),
    ]
}

/// Changes a file in one of the ways that find what readers forgot.
fn stir(random: &mut ChaCha8Rng, file: &mut Vec<u8>, others: &[Vec<u8>]) {
    if file.is_empty() {
        return;
    }
    let at = random.random_range(0..file.len());
    let to = (at + random.random_range(1..64)).min(file.len());
    match random.random_range(0..8) {
        0 => file[at] ^= 1 << random.random_range(0..8),
        1 => file[at] = *[0, 1, 0x7f, 0x80, 0xff].choose(random).expect("one"),
        2 => file[at..to].fill(*[0, 0xff].choose(random).expect("one")),
        3 => file.truncate(at),
        4 => drop(file.drain(at..to)),
        5 => {
            let piece = file[at..to].to_vec();
            file.splice(at..at, piece);
        }
        6 => {
            let other = others.choose(random).expect("a file");
            let from = random.random_range(0..other.len());
            let piece = other[from..(from + 200).min(other.len())].to_vec();
            file.splice(at..to, piece);
        }
        // A number of several bytes, as sizes and lengths are.
        _ => {
            let number: u32 = *[0, 1, 0xffff, 0x7fff_ffff, u32::MAX, 4_000, 16_383]
                .choose(random)
                .expect("one");
            let bytes = if random.random() {
                number.to_le_bytes()
            } else {
                number.to_be_bytes()
            };
            let end = (at + 4).min(file.len());
            file[at..end].copy_from_slice(&bytes[4 - (end - at)..]);
        }
    }
}

/// Writes the sums of a PNG's chunks anew, without which its reader would stop at the first change.
fn sealed(mut file: Vec<u8>) -> Vec<u8> {
    let mut at = 8;
    while let Some(length) = file.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().expect("four bytes")) as usize;
        let Some(end) = length.checked_add(at + 8).filter(|end| end + 4 <= file.len()) else {
            break;
        };
        let sum = crc32fast::hash(&file[at + 4..end]);
        file[end..end + 4].copy_from_slice(&sum.to_be_bytes());
        at = end + 4;
    }
    file
}

#[expect(
    clippy::disallowed_methods,
    reason = "a storm to replay is no setting of the server"
)]
fn asked() -> (u32, u64) {
    match std::env::var("FONANA_PICTURES") {
        Err(_) => (FEW, rand::random()),
        Ok(text) => {
            let (count, seed) = text.split_once('x').unwrap_or(("", &text));
            let seed = seed
                .trim()
                .parse()
                .expect("FONANA_PICTURES is a seed, or a count, x and a seed");
            (count.parse().unwrap_or(FEW), seed)
        }
    }
}

#[test]
fn whatever_comes_ends_with_a_picture_or_a_sentence() {
    let (count, seed) = asked();
    println!("FONANA_PICTURES={count}x{seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let corpus = corpus();
    for (number, file) in corpus.iter().enumerate() {
        let made = variants(file, &LIMITS, &Edit::default());
        assert!(made.is_ok(), "{number}: {made:?}");
    }
    let (mut pictures, mut sentences, mut most) = (0, 0, 0);
    for number in 0..count {
        let mut file = corpus.choose(&mut random).expect("a file").clone();
        let is_png = sniff(&file) == Some(Kind::Png);
        for _ in 0..random.random_range(1..6) {
            stir(&mut random, &mut file, &corpus);
        }
        if is_png && random.random_bool(0.9) {
            file = sealed(file);
        }
        let edit = Edit {
            turns: random.random_range(0..4),
            crop: if random.random() {
                Crop::Whole
            } else {
                Crop::Middle { wide: 3, high: 4 }
            },
        };
        let mut made = None;
        let taken = allocation_counter::measure(|| made = Some(variants(&file, &LIMITS, &edit)));
        most = most.max(taken.bytes_max);
        assert!(
            taken.bytes_max < LIMITS.memory + BESIDE,
            "{number}: {} bytes",
            taken.bytes_max
        );
        match made {
            Some(Ok(made)) => {
                assert!(
                    !made.variants.is_empty()
                        && made.variants.iter().all(|one| one.bytes.starts_with(b"RIFF"))
                );
                pictures += 1;
            }
            Some(Err(Fault::Refused(why))) => {
                assert!(!why.to_string().is_empty());
                sentences += 1;
            }
            other => panic!("{number} of FONANA_PICTURES={count}x{seed}: {other:?}"),
        }
        // It reads by the same readers, and then looks for what nobody laid in.
        if number % 8 == 0 {
            let found = trace(&file, &LIMITS, &MarkKey::new([9; 32]));
            assert!(
                matches!(found, Ok(None) | Err(Fault::Refused(_))),
                "{number} of FONANA_PICTURES={count}x{seed}: {found:?}"
            );
        }
    }
    println!("{pictures} pictures, {sentences} sentences, at most {most} bytes at once");
    // Else it would only knock at the door.
    assert!(pictures > count / 20 && sentences > count / 20);
}

#[test]
#[ignore = "writes files, for fuzz/run.sh"]
fn the_corpus_is_written_for_the_fuzzer() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/variants");
    for (number, file) in corpus().iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number}")), file).expect("a file");
    }
}
