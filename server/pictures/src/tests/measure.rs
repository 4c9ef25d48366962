//! What a large picture costs, in a process of its own: `cargo test --release -p pictures -- --ignored --exact
//! tests::measure::NAME --nocapture`, one at a time, as the peak of memory is the process's.

use super::files::*;
use crate::*;
use image::{Rgb, RgbImage};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{fs, time::Instant};

/// Something like a photo: soft shapes, edges and a camera's noise.
fn photo(width: u32, height: u32) -> RgbImage {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut picture = RgbImage::new(width, height);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
        let hills = (u * 9.0).sin() * 0.1 + (u * 31.0 + v * 3.0).sin() * 0.05 + 0.55;
        let leaves = ((x as f32 * 0.11).sin() * (y as f32 * 0.13).cos()
            + (x as f32 * 0.031 + y as f32 * 0.047).sin())
            * 22.0;
        let noise: f32 = random.random_range(-7.0..7.0);
        let base = if v < hills {
            [120.0 + v * 90.0, 160.0 + v * 60.0, 230.0 - v * 30.0]
        } else {
            [60.0 + leaves, 110.0 + leaves * 1.4, 40.0 + leaves * 0.6]
        };
        *pixel = Rgb(base.map(|colour| (colour + noise).clamp(0.0, 255.0) as u8));
    }
    picture
}

/// Milliseconds of the processor that this thread took so far; `/proc` counts nanoseconds.
pub fn spent() -> u64 {
    let line = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    let nanoseconds: u64 = line
        .split(' ')
        .next()
        .and_then(|word| word.parse().ok())
        .expect("a number");
    nanoseconds / 1_000_000
}

fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .expect("a peak");
    line.split_whitespace()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .expect("a number")
}

/// Forgets the peak so far: what making the file took is not what reading it takes.
fn forget() {
    fs::write("/proc/self/clear_refs", "5").expect("may forget");
}

/// Of a file whose picture is gone already, or it would be counted too.
fn measure(name: &str, file: &[u8]) {
    forget();
    let resting = peak();
    let (began, cpu) = (Instant::now(), spent());
    let made = variants(file, &Limits::default(), &Edit::default()).expect("a picture");
    println!(
        "{name}: {} kB in; {} ms of the processor, {} ms by the clock; peak {} MB, of it {} MB before",
        file.len() / 1000,
        spent() - cpu,
        began.elapsed().as_millis(),
        peak() / 1024,
        resting / 1024,
    );
    for one in &made.variants {
        println!("  {} x {}: {} kB", one.width, one.height, one.bytes.len() / 1000);
    }
    let stages = [("read", 0), ("all", 1)];
    for (stage, which) in stages {
        let cpu = spent();
        let limits = Limits::default();
        let head = read::head(file, &limits).expect("a header");
        let first = read::first(file, &head).expect("pixels");
        if which == 1 {
            let plan = edit::Plan::of(head.size, head.pose, &Edit::default(), &limits).expect("a plan");
            let widest = plan.width.min(2400);
            plan.done(&first, widest, plan.height_at(widest)).expect("pixels");
        }
        println!("  {stage} (1: and scaled once): {} ms", spent() - cpu);
    }
}

#[test]
#[ignore = "a measurement"]
fn twelve_megapixels() {
    let file = held(jpeg(&photo(4000, 3000)), 6);
    measure("JPEG, 12 MP", &file);
}

#[test]
#[ignore = "a measurement"]
fn twelve_megapixels_of_a_phone() {
    let p3 = moxcms::ColorProfile::new_display_p3();
    let file = held(jpeg_with(&photo(4032, 3024), Some(&p3)), 6);
    measure("JPEG, 12 MP, Display P3, held upright", &file);
}

#[test]
#[ignore = "a measurement"]
fn twelve_megapixels_progressive() {
    let file = jpeg_by(
        &photo(4000, 3000),
        (4000, 3000),
        jpeg_encoder::ColorType::Rgb,
        true,
        None,
    );
    measure("JPEG, 12 MP, progressive", &file);
}

#[test]
#[ignore = "a measurement"]
fn fifty_megapixels() {
    let file = jpeg(&photo(8160, 6120));
    measure("JPEG, 50 MP", &file);
}

#[test]
#[ignore = "a measurement"]
fn a_strip_as_large_as_any() {
    let file = held(jpeg(&photo(16_383, 3_050)), 6);
    measure("JPEG, 16,383 x 3,050, held upright", &file);
}

#[test]
#[ignore = "a measurement"]
fn twelve_megapixels_png() {
    let file = png(&photo(4000, 3000));
    measure("PNG, 12 MP", &file);
}

#[test]
#[ignore = "a measurement"]
fn twelve_megapixels_webp() {
    let file = webp::Encoder::from_rgb(&photo(4000, 3000), 4000, 3000)
        .encode(85.0)
        .to_vec();
    measure("WebP, 12 MP", &file);
}

#[test]
#[ignore = "a measurement"]
fn an_animation() {
    let frames: Vec<GifFrame> = (0..120_u8)
        .map(|number| GifFrame {
            at: (u16::from(number) * 3, u16::from(number)),
            size: (200, 200),
            colour: 1 + number % 3,
            delay: 4,
            dispose: ::gif::DisposalMethod::Keep,
        })
        .collect();
    let file = gif((600, 400), ::gif::Repeat::Infinite, &frames);
    measure("GIF, 120 frames of 600 x 400", &file);
}
