//! Plans, shapes and versions, as pure numbers.

use crate::{
    probe::{Light, Rate, Video},
    progress::{Lines, Progress},
    rungs::rungs,
    tools::parsed,
    wave::{PEAKS, Wave},
};

fn video(width: u32, height: u32, frames: u32, seconds: u32) -> Video {
    Video {
        width,
        height,
        fps: Rate { frames, seconds },
        light: Light::Plain,
        interlaced: false,
        rest: 0,
    }
}

#[test]
fn no_rung_is_larger_than_the_video() {
    for (size, expected) in [
        (
            (1920, 1080),
            vec![(360, 640, 360), (720, 1280, 720), (1080, 1920, 1080)],
        ),
        (
            (4096, 2304),
            vec![(360, 640, 360), (720, 1280, 720), (1080, 1920, 1080)],
        ),
        (
            (1080, 1920),
            vec![(360, 360, 640), (720, 720, 1280), (1080, 1080, 1920)],
        ),
        ((720, 720), vec![(360, 360, 360), (720, 720, 720)]),
        // Between two of the ladder, and hardly above one.
        ((854, 480), vec![(360, 640, 360), (480, 854, 480)]),
        ((640, 400), vec![(360, 576, 360)]),
        ((321, 201), vec![(200, 320, 200)]),
        ((16, 4096), vec![(16, 16, 4096)]),
    ] {
        let rungs = rungs(&video(size.0, size.1, 25, 1));
        let found: Vec<_> = rungs
            .iter()
            .map(|rung| (rung.label, rung.width, rung.height))
            .collect();
        assert_eq!(found, expected, "{size:?}");
        assert!(rungs.is_sorted_by(|a, b| a.kilobits <= b.kilobits));
    }
}

#[test]
fn groups_of_all_rungs_take_the_same_time() {
    for (frames, seconds, fast, slow) in [
        (24_000, 1_001, (24_000, 1_001), (24_000, 1_001)),
        (30, 1, (30, 1), (30, 1)),
        (50, 1, (50, 1), (50, 2)),
        (60_000, 1_001, (60_000, 1_001), (60_000, 2_002)),
        (120, 1, (120, 2), (120, 4)),
        (240, 1, (60, 1), (60, 2)),
        (1, 10, (1, 10), (1, 10)),
        (373, 10, (373, 10), (373, 20)),
    ] {
        let rungs = rungs(&video(1280, 720, frames, seconds));
        let rate = |number: usize| (rungs[number].rate.frames, rungs[number].rate.seconds);
        assert_eq!((rate(1), rate(0)), (fast, slow));
        let group = |number: usize| f64::from(rungs[number].group) / rungs[number].rate.per_second();
        assert!((group(0) - group(1)).abs() < 1e-9);
        assert!(
            group(0) >= 1.999 && (group(0) < 2.2 || frames < 10),
            "{}",
            group(0)
        );
    }
}

#[test]
fn a_shape_takes_any_number_of_samples() {
    let wave = |samples: &mut dyn Iterator<Item = i16>| {
        let mut wave = Wave::default();
        let bytes: Vec<u8> = samples.flat_map(i16::to_le_bytes).collect();
        // Cut anywhere.
        for part in bytes.chunks(333) {
            wave.push(part);
        }
        (wave.samples(), wave.peaks())
    };
    assert_eq!(wave(&mut std::iter::empty()), (0, vec![0; PEAKS]));
    assert_eq!(wave(&mut std::iter::once(i16::MIN)), (1, vec![255; PEAKS]));
    for length in [2, 199, 200, 201, 7_999, 8_000, 8_001, 16_001, 300_007] {
        // Loud, then a quarter of it.
        let (samples, peaks) = wave(&mut (0..length).map(|at| if at * 2 < length { 8_000 } else { -2_000 }));
        assert_eq!((samples, peaks.len()), (length as u64, PEAKS));
        assert_eq!((peaks[0], peaks[90], peaks[199]), (255, 255, 64), "{length}");
    }
}

#[test]
fn progress_never_goes_back() {
    let mut told = Vec::new();
    let mut progress = Progress::new(|percent| told.push(percent));
    for (done, all) in [
        (0, 0),
        (1, 10),
        (1, 10),
        (0, 10),
        (5, 10),
        (50, 10),
        (u64::MAX, u64::MAX),
    ] {
        progress.of(done, all, 90);
    }
    progress.at(250);
    assert_eq!(told, [0, 9, 45, 90, 100]);
    let (mut lines, mut made) = (Lines::default(), Vec::new());
    let text = format!(
        "frame=1\nout_time_us=N/A\nout_time_us=-5\nout_time_us=1500000\n{}\nout_time_us=2000000\nout_time_us=3",
        "x".repeat(5_000)
    );
    for part in text.as_bytes().chunks(7) {
        lines
            .push(part, |one| {
                made.push(one);
                Ok(())
            })
            .expect("lines");
    }
    assert_eq!(made, [1_500, 2_000]);
}

#[test]
fn versions_are_read() {
    for (first, version) in [
        (
            "ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026",
            "5.1.9-0+deb12u1",
        ),
        ("ffmpeg version N-109542-g1bd1a1b Copyright", "N-109542-g1bd1a1b"),
        ("ffmpeg version n4.4.2 Copyright", "n4.4.2"),
    ] {
        let told = format!(
            "{first}\nbuilt with gcc\nlibavutil      57. 28.100 / 57. 28.100\nlibavcodec     59. 37.100\n"
        );
        assert_eq!(parsed(&told), Some((version.to_owned(), (57, 28))));
    }
    assert_eq!(parsed("hello"), None);
}
