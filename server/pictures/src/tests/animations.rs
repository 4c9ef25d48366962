//! What moves goes on moving: the same pictures for the same time as often as before, judged by libwebp's own reader.

use super::files::*;
use crate::*;
use ::gif::{DisposalMethod, Repeat};
use image::{Rgb, RgbImage};

const WHITE: [u8; 3] = [255; 3];

fn of(bytes: &[u8]) -> Made {
    variants(bytes, &Limits::default(), &Edit::default()).expect("a picture")
}

/// The frames of an animated WebP as libwebp shows them, each with the milliseconds at which it ends, and how often all
/// is shown.
fn frames(webp: &[u8]) -> (Vec<(RgbImage, i32)>, u32) {
    let film = webp::AnimDecoder::new(webp).decode().expect("an animation");
    let frames = (0..film.len())
        .filter_map(|number| film.get_frame(number))
        .map(|frame| {
            let rgba = image::RgbaImage::from_raw(frame.width(), frame.height(), frame.get_image().to_vec());
            let rgba = image::DynamicImage::ImageRgba8(rgba.expect("its pixels"));
            (rgba.into_rgb8(), frame.get_time_ms())
        });
    (frames.collect(), film.loop_count)
}

fn at(picture: &RgbImage, x: u32, y: u32) -> [u8; 3] {
    picture.get_pixel(x, y).0
}

#[test]
fn a_gif_moves_as_before() {
    let frame = |at, size, colour, delay, dispose| GifFrame {
        at,
        size,
        colour,
        delay,
        dispose,
    };
    let file = gif(
        (80, 64),
        Repeat::Finite(2),
        &[
            // Red but for the upper left quarter, which is clear.
            frame((0, 0), (80, 64), 1, 10, DisposalMethod::Keep),
            // A green piece at the lower right that goes and leaves nothing.
            frame((40, 32), (40, 32), 2, 25, DisposalMethod::Background),
            // A blue piece that goes and leaves what was there.
            frame((0, 32), (40, 32), 3, 0, DisposalMethod::Previous),
            // A green one over the clear quarter.
            frame((0, 0), (40, 32), 2, 300, DisposalMethod::Any),
        ],
    );
    let made = of(&file);
    assert_eq!(
        (made.kind, made.animated, made.width, made.height),
        (Kind::Gif, true, 80, 64)
    );
    assert_eq!((made.variants.len(), made.still.len()), (1, 1));
    let (shown, loops) = frames(&made.variants[0].bytes);
    assert_eq!(loops, 3, "shown, and twice again");
    let times: Vec<_> = shown.iter().map(|(_, time)| *time).collect();
    // No time at all is a tenth of a second, as browsers have it.
    assert_eq!(times, [100, 350, 450, 3450]);
    let [red, green, blue] = [PALETTE[1], PALETTE[2], PALETTE[3]];
    // In the middle of the four quarters, and in the clear part of the third and the second piece.
    let places = [(16, 12), (60, 16), (30, 56), (70, 56), (8, 36), (50, 36)];
    for (number, expected) in [
        [WHITE, red, red, red, red, red],
        [WHITE, red, red, green, red, red],
        [WHITE, red, blue, WHITE, red, WHITE],
        [WHITE, red, red, WHITE, red, WHITE],
    ]
    .into_iter()
    .enumerate()
    {
        let found = places.map(|(x, y)| at(&shown[number].0, x, y));
        assert!(
            found.iter().zip(expected).all(|(a, b)| alike(*a, b, 24)),
            "{number}: {found:?}"
        );
    }
    assert!(alike(at(&shown[3].0, 30, 24), green, 24), "the fourth piece");
    let still = decoded(&made.still[0].bytes);
    assert!(alike(at(&still, 60, 16), red, 24) && alike(at(&still, 16, 12), WHITE, 8));
}

#[test]
fn a_webp_moves_as_before() {
    let cel = |at: (u32, u32), size: (u32, u32), rgba: [u8; 4], time, over, clear, lossless| Cel {
        at,
        size,
        rgba: rgba.repeat(size.0 as usize * size.1 as usize),
        time,
        over,
        clear,
        lossless,
    };
    let file = animated_webp(
        (80, 64),
        7,
        &[
            cel((0, 0), (80, 64), [200, 0, 0, 255], 40, false, false, true),
            // Half clear, over red.
            cel((40, 0), (40, 64), [0, 0, 200, 128], 70, true, false, true),
            // Half clear and not over anything; then emptied.
            cel((0, 32), (40, 32), [0, 200, 0, 128], 80, false, true, true),
            cel((40, 32), (40, 32), [0, 200, 0, 255], 90, true, false, false),
        ],
    );
    let made = of(&file);
    assert_eq!((made.kind, made.animated), (Kind::WebP, true));
    let (shown, loops) = frames(&made.variants[0].bytes);
    assert_eq!(loops, 7);
    assert_eq!(
        shown.iter().map(|(_, time)| *time).collect::<Vec<_>>(),
        [40, 110, 190, 280]
    );
    let (red, mixed, pale, green) = ([200, 0, 0], [100, 0, 100], [127, 227, 127], [0, 200, 0]);
    let places = [(20, 16), (60, 16), (20, 48), (60, 48)];
    for (number, expected) in [
        [red, red, red, red],
        [red, mixed, red, mixed],
        [red, mixed, pale, mixed],
        [red, mixed, WHITE, green],
    ]
    .into_iter()
    .enumerate()
    {
        let found = places.map(|(x, y)| at(&shown[number].0, x, y));
        assert!(
            found.iter().zip(expected).all(|(a, b)| alike(*a, b, 24)),
            "{number}: {found:?}"
        );
    }
}

#[test]
fn an_animation_is_turned_cut_and_made_smaller_as_a_picture_is() {
    let frame = |colour| GifFrame {
        at: (0, 0),
        size: (1300, 700),
        colour,
        delay: 20,
        dispose: DisposalMethod::Keep,
    };
    let file = gif((1300, 700), Repeat::Infinite, &[frame(1), frame(2), frame(3)]);
    let sizes = |made: &Made| {
        made.variants
            .iter()
            .map(|one| (one.width, one.height))
            .collect::<Vec<_>>()
    };
    let made = of(&file);
    assert_eq!(
        sizes(&made),
        [(320, 172), (640, 345), (1080, 582)],
        "none wider moves"
    );
    for (variant, still) in made.variants.iter().zip(&made.still) {
        let (shown, loops) = frames(&variant.bytes);
        assert_eq!((shown.len(), loops, shown[2].1), (3, 0, 600));
        assert_eq!(shown[0].0.dimensions(), (variant.width, variant.height));
        assert_eq!((still.width, still.height), (variant.width, variant.height));
        assert_eq!(decoded(&still.bytes).dimensions(), (still.width, still.height));
    }
    let edit = Edit {
        turns: 1,
        crop: Crop::Area(Area {
            left: 0,
            top: 650,
            width: 350,
            height: 650,
        }),
    };
    let made = variants(&file, &Limits::default(), &edit).expect("a picture");
    assert_eq!(sizes(&made), [(320, 594)]);
    let (shown, _) = frames(&made.variants[0].bytes);
    // A quarter clockwise, its lower left: what was at the lower right.
    let middles = shown.iter().map(|(picture, _)| at(picture, 160, 300));
    assert!(
        middles
            .zip(&PALETTE[1..])
            .all(|(found, colour)| alike(found, *colour, 24))
    );
}

#[test]
fn what_only_stands_still_is_no_animation() {
    let frame = |colour| GifFrame {
        at: (0, 0),
        size: (64, 64),
        colour,
        delay: 20,
        dispose: DisposalMethod::Keep,
    };
    let made = of(&gif((64, 64), Repeat::Infinite, &[frame(1)]));
    assert!(!made.animated && made.still.is_empty());
    assert!(alike(
        at(&decoded(&made.variants[0].bytes), 50, 50),
        PALETTE[1],
        24
    ));
    // The same again stays longer and takes no more room.
    let made = of(&gif((64, 64), Repeat::Infinite, &[frame(1), frame(1), frame(2)]));
    let (shown, _) = frames(&made.variants[0].bytes);
    assert_eq!(
        shown.iter().map(|(_, time)| *time).collect::<Vec<_>>(),
        [400, 600]
    );
}

#[test]
fn of_a_frame_only_what_is_new_is_kept() {
    let quiet = RgbImage::from_fn(320, 240, |x, y| {
        Rgb([(x * 7 % 251) as u8, (y * 5 % 241) as u8, ((x ^ y) % 256) as u8])
    });
    let mut reel = reel::Reel::of(0, 80.0);
    reel.push(&quiet, 50).expect("a frame");
    let first = reel.len();
    let mut stirred = quiet.clone();
    for (x, y) in [(101, 77), (110, 90)] {
        stirred.put_pixel(x, y, Rgb([255, 0, 255]));
    }
    reel.push(&stirred, 50).expect("a frame");
    assert!(reel.len() - first < 600, "{} after {first}", reel.len() - first);
    let file = reel.finished();
    let second = chunks(&file[12..])
        .into_iter()
        .filter(|(name, _)| name == b"ANMF")
        .nth(1)
        .expect("two frames")
        .1;
    // From even pixels on: left, top, width and height less one.
    assert_eq!(second[..12], [50, 0, 0, 38, 0, 0, 10, 0, 0, 14, 0, 0]);
    let (shown, _) = frames(&file);
    assert!(alike(at(&shown[1].0, 300, 20), at(&shown[0].0, 300, 20), 0));
}
