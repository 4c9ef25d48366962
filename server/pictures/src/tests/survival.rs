//! What marks survive, as a table: `cargo test --release -p pictures tests::survival -- --ignored --nocapture`, minutes of
//! two cores. `docs/marks.md` holds what came of it.

use super::{files::*, measure::spent, scenes::Scene};
use crate::{Limits, MarkKey, Tag, encode::resized, mark, scaled, trace, variants::QUALITY, webp};
use image::{Rgb, RgbImage, imageops};
use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

const KEY: [u8; 32] = [0x5a; 32];
/// Pictures of each kind.
const PICTURES: usize = 40;
/// Of those ways that are expected to fail, which takes longest.
const FEW: usize = 10;
/// Smaller than most that is sold, so harder.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 800;

pub fn jpeg_q(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(picture)
        .expect("a JPEG");
    bytes
}

/// At so many hundredths of its size.
fn percent(picture: &RgbImage, percent: u32) -> RgbImage {
    scaled(picture, picture.width() * percent / 100).expect("pixels")
}

/// Without so many hundredths of its width and height, most of them at the left and above.
fn cut(picture: &RgbImage, percent: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    let (off, down) = (width * percent / 100, height * percent / 100);
    imageops::crop_imm(picture, off * 2 / 3, down * 3 / 5, width - off, height - down).to_image()
}

fn each(picture: &RgbImage, change: impl Fn(f32) -> f32) -> RgbImage {
    let mut changed = picture.clone();
    for colour in changed.iter_mut() {
        *colour = (change(f32::from(*colour) / 255.0) * 255.0)
            .round()
            .clamp(0.0, 255.0) as u8;
    }
    changed
}

/// Turned about its middle, the corners black.
fn turned(picture: &RgbImage, degrees: f32) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = picture.dimensions();
    let (middle, centre) = (width as f32 / 2.0, height as f32 / 2.0);
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 - middle, y as f32 - centre);
        let (x, y) = (x * cos - y * sin + middle, x * sin + y * cos + centre);
        imageops::sample_bilinear(picture, x / width as f32, y / height as f32).unwrap_or(Rgb([0; 3]))
    })
}

/// Lying on a sheet of another size.
fn framed(picture: &RgbImage, (width, height): (u32, u32), (left, top): (i64, i64), colour: u8) -> RgbImage {
    let mut sheet = RgbImage::from_pixel(width, height, Rgb([colour; 3]));
    imageops::replace(&mut sheet, picture, left, top);
    sheet
}

/// The mean of several copies, as somebody makes who bought so many.
fn mean(copies: &[RgbImage]) -> RgbImage {
    let mut mean = copies[0].clone();
    for (at, colour) in mean.iter_mut().enumerate() {
        let sum: usize = copies.iter().map(|copy| usize::from(copy.as_raw()[at])).sum();
        *colour = ((sum + copies.len() / 2) / copies.len()) as u8;
    }
    mean
}

type Way = fn(&[RgbImage]) -> Vec<u8>;

/// What may happen to a copy; the first of each is the one that leaks, the others belong to others.
const WAYS: &[(&str, Way)] = &[
    ("as it was given away", |all| png(&all[0])),
    ("JPEG 95", |all| jpeg_q(&all[0], 95)),
    ("JPEG 85", |all| jpeg_q(&all[0], 85)),
    ("JPEG 75", |all| jpeg_q(&all[0], 75)),
    ("JPEG 60", |all| jpeg_q(&all[0], 60)),
    ("JPEG 50", |all| jpeg_q(&all[0], 50)),
    ("JPEG 40", |all| jpeg_q(&all[0], 40)),
    ("JPEG 30", |all| jpeg_q(&all[0], 30)),
    ("WebP 80", |all| webp(&all[0], 80.0).expect("a WebP")),
    ("WebP 50", |all| webp(&all[0], 50.0).expect("a WebP")),
    ("75 % of its size", |all| png(&percent(&all[0], 75))),
    ("50 %", |all| png(&percent(&all[0], 50))),
    ("33 %", |all| png(&percent(&all[0], 33))),
    ("25 %", |all| png(&percent(&all[0], 25))),
    ("50 % and JPEG 75", |all| jpeg_q(&percent(&all[0], 50), 75)),
    ("33 % and JPEG 60", |all| jpeg_q(&percent(&all[0], 33), 60)),
    ("5 % cut off", |all| png(&cut(&all[0], 5))),
    ("10 % cut off", |all| png(&cut(&all[0], 10))),
    ("25 % cut off", |all| png(&cut(&all[0], 25))),
    ("10 % cut off, JPEG 75", |all| jpeg_q(&cut(&all[0], 10), 75)),
    ("25 % cut off, 50 %, JPEG 75", |all| {
        jpeg_q(&percent(&cut(&all[0], 25), 50), 75)
    }),
    ("half of width and height cut off", |all| png(&cut(&all[0], 50))),
    ("brighter by 20 of 255", |all| {
        png(&each(&all[0], |light| light + 20.0 / 255.0))
    }),
    ("contrast 120 %", |all| {
        png(&each(&all[0], |light| (light - 0.5) * 1.2 + 0.5))
    }),
    ("gamma 1.3", |all| png(&each(&all[0], |light| light.powf(1.3)))),
    ("blurred by a pixel", |all| png(&imageops::blur(&all[0], 1.0))),
    ("blurred by three", |all| png(&imageops::blur(&all[0], 3.0))),
    ("mirrored", |all| png(&imageops::flip_horizontal(&all[0]))),
    ("a quarter turn", |all| png(&imageops::rotate90(&all[0]))),
    ("turned by half a degree", |all| png(&turned(&all[0], 0.5))),
    ("turned by 1 degree", |all| png(&turned(&all[0], 1.0))),
    ("turned by 2 degrees", |all| png(&turned(&all[0], 2.0))),
    ("a white frame around it, JPEG 85", |all| {
        jpeg_q(&framed(&all[0], (800, 950), (111, 47), 255), 85)
    }),
    ("on a phone's screen, JPEG 85", |all| {
        jpeg_q(&framed(&all[0], (640, 1386), (0, 231), 18), 85)
    }),
    ("squeezed by 3 %", |all| {
        let (width, height) = all[0].dimensions();
        let whole = crate::Area {
            left: 0,
            top: 0,
            width,
            height,
        };
        png(&resized(&all[0], whole, width * 97 / 100, height).expect("pixels"))
    }),
    ("the mean of 2 copies", |all| png(&mean(&all[..2]))),
    ("the mean of 3 copies", |all| png(&mean(&all[..3]))),
    ("the mean of 5 copies", |all| png(&mean(&all[..5]))),
];

/// The tag of one of several copies of a picture.
fn tag(number: usize, copy: u64) -> Tag {
    let mixed = (number as u64 * 8 + copy + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    Tag::new(mixed >> 16).expect("48 bits")
}

/// Right, none, wrong.
type Counts = [usize; 3];

/// What came of one picture: none where it could not bear a mark.
fn one(scene: Scene, number: usize) -> Option<(Vec<Counts>, f64)> {
    let key = MarkKey::new(KEY);
    let picture = scene.draw(number as u64, WIDTH, HEIGHT);
    let plain = webp(&picture, QUALITY).expect("a WebP");
    let mut copies = Vec::new();
    for copy in 0..5 {
        let marked = mark(&plain, &key, tag(number, copy)).expect("a mark");
        if !marked.carried {
            return None;
        }
        copies.push(decoded(&marked.bytes));
    }
    let likeness = likeness(
        &copies[0],
        &decoded(&webp(&decoded(&plain), QUALITY).expect("a WebP")),
    );
    let counts = WAYS.iter().map(|(name, way)| {
        let hopeless = ["turned by", "squeezed"]
            .iter()
            .any(|word| name.starts_with(word));
        if hopeless && number >= FEW {
            return [0, 0, 0];
        }
        let found = trace(&way(&copies), &Limits::default(), &key).expect("a picture");
        // Of a mean any of those who made it is right.
        let makers = if name.starts_with("the mean") { 5 } else { 1 };
        match found {
            Some(found) if (0..makers).any(|copy| found.tag == tag(number, copy)) => [1, 0, 0],
            None => [0, 1, 0],
            Some(_) => [0, 0, 1],
        }
    });
    Some((counts.collect(), likeness))
}

/// PSNR, in dB.
pub fn likeness(a: &RgbImage, b: &RgbImage) -> f64 {
    let squares = a
        .iter()
        .zip(b.iter())
        .map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2));
    let mean = squares.sum::<f64>() / a.as_raw().len() as f64;
    10.0 * (255.0 * 255.0 / mean.max(1e-9)).log10()
}

#[test]
#[ignore = "a measurement"]
fn what_marks_survive() {
    let mut table = vec![[[0; 3]; 3]; WAYS.len()];
    let mut notes = Vec::new();
    for (column, scene) in Scene::ALL.into_iter().enumerate() {
        let (next, came) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= PICTURES {
                            break;
                        }
                        let one = one(scene, number);
                        came.lock().expect("no panic").push(one);
                    }
                });
            }
        });
        let came = came.into_inner().expect("no panic");
        let carried: Vec<_> = came.into_iter().flatten().collect();
        for (counts, _) in &carried {
            for (row, counts) in table.iter_mut().zip(counts) {
                for (sum, count) in row[column].iter_mut().zip(counts) {
                    *sum += count;
                }
            }
        }
        let least = carried
            .iter()
            .map(|(_, likeness)| *likeness)
            .fold(f64::MAX, f64::min);
        let sum: f64 = carried.iter().map(|(_, likeness)| likeness).sum();
        notes.push(format!(
            "{scene:?}: {} of {PICTURES} carry; PSNR {:.1} dB, at the least {least:.1}",
            carried.len(),
            sum / carried.len() as f64
        ));
    }
    println!("{}", notes.join("\n"));
    println!("| right / none / wrong | rough | flat | smooth |\n|---|---|---|---|");
    for ((name, _), row) in WAYS.iter().zip(&table) {
        let row = row.map(|[right, none, wrong]| format!("{right} / {none} / {wrong}"));
        println!("| {name} | {} |", row.join(" | "));
    }
    assert!(table.iter().flatten().all(|[_, _, wrong]| *wrong == 0));
}

#[test]
#[ignore = "a measurement"]
fn who_carries_a_mark() {
    let key = MarkKey::new(KEY);
    for (width, height) in [(320, 400), (640, 800), (1080, 1350), (2400, 1600)] {
        for scene in Scene::ALL {
            let (mut carried, mut took, mut grew) = (0, Vec::new(), 0.0);
            for number in 0..8 {
                let picture = scene.draw(number, width, height);
                let plain = webp(&picture, QUALITY).expect("a WebP");
                let before = spent();
                let marked = mark(&plain, &key, tag(0, number)).expect("a mark");
                took.push(spent() - before);
                carried += usize::from(marked.carried);
                grew += marked.bytes.len() as f64 / plain.len() as f64 / 8.0;
            }
            took.sort_unstable();
            println!(
                "{width} x {height}, {scene:?}: {carried} of 8 carry, {} ms of the processor (at most {}), bytes x {grew:.2}",
                took[4], took[7]
            );
        }
    }
}

#[test]
#[ignore = "a measurement"]
fn who_has_no_mark_gets_no_name() {
    let (mut longest, mut number) = (0, 0);
    for scene in Scene::ALL {
        for seed in 0..20 {
            let picture = scene.draw(1_000 + seed, WIDTH, HEIGHT);
            let plain = webp(&picture, QUALITY).expect("a WebP");
            let other = mark(&plain, &MarkKey::new(KEY), tag(3, seed)).expect("a mark");
            for file in [plain, other.bytes] {
                let before = spent();
                let found = trace(&file, &Limits::default(), &MarkKey::new([seed as u8; 32]));
                longest = longest.max(spent() - before);
                assert_eq!(found, Ok(None));
                number += 1;
            }
        }
    }
    println!("{number} pictures without a mark of the key: none; at most {longest} ms of the processor");
}
