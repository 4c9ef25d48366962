//! A mark is read again from what people make of a copy, nobody sees it, and where it is not sure nobody is named.

use super::{
    files::*,
    scenes::Scene,
    survival::{jpeg_q, likeness},
};
use crate::{
    Fault, Found, Limits, MarkKey, Marked, Refusal, Tag,
    mark::{
        cells::Plane,
        code::{self, CODED},
        find::SURE,
        mark,
        pattern::{Pattern, folded},
        trace,
    },
    scaled,
    variants::QUALITY,
    webp,
};
use image::{RgbImage, imageops};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const KEY: [u8; 32] = [0xa7; 32];
const TAG: u64 = 0x0f1e_2d3c_4b5a;

fn tag(number: u64) -> Tag {
    Tag::new(number).expect("48 bits")
}

/// A variant as it is kept.
fn variant(scene: Scene, seed: u64, width: u32, height: u32) -> Vec<u8> {
    webp(&scene.draw(seed, width, height), QUALITY).expect("a WebP")
}

fn marked(plain: &[u8], number: u64) -> Marked {
    mark(plain, &MarkKey::new(KEY), tag(number)).expect("a mark")
}

fn traced(file: &[u8], key: [u8; 32]) -> Option<Found> {
    trace(file, &Limits::default(), &MarkKey::new(key)).expect("a picture")
}

#[test]
fn a_mark_is_read_from_what_becomes_of_a_copy() {
    let copy = marked(&variant(Scene::Rough, 1, 640, 800), TAG);
    assert!(copy.carried);
    let picture = decoded(&copy.bytes);
    let cropped = imageops::crop_imm(&picture, 37, 21, 560, 720).to_image();
    let files = [
        ("as it is", copy.bytes),
        ("JPEG 75", jpeg_q(&picture, 75)),
        ("half", png(&scaled(&picture, 320).expect("pixels"))),
        ("a part", jpeg_q(&cropped, 85)),
        ("mirrored", png(&imageops::flip_horizontal(&picture))),
        ("held", held(jpeg_q(&picture, 85), 6)),
        ("turned", png(&imageops::rotate270(&picture))),
    ];
    for (name, file) in files {
        let found = traced(&file, KEY).unwrap_or_else(|| panic!("{name}: none"));
        assert_eq!(found.tag.number(), TAG, "{name}");
        assert!(found.confidence >= SURE, "{name}: {found:?}");
    }
}

#[test]
fn a_small_picture_of_each_kind_carries_its_mark() {
    for scene in Scene::ALL {
        let copy = marked(&variant(scene, 0, 320, 400), TAG);
        assert!(copy.carried, "{scene:?}");
        assert_eq!(traced(&copy.bytes, KEY).map(|found| found.tag), Some(tag(TAG)));
    }
}

#[test]
fn nobody_is_named_without_a_mark_or_with_another_key() {
    for scene in Scene::ALL {
        let plain = variant(scene, 0, 320, 400);
        assert_eq!(traced(&plain, KEY), None, "{scene:?}");
        let copy = marked(&plain, TAG);
        assert!(copy.carried);
        assert_eq!(traced(&copy.bytes, [0x11; 32]), None, "{scene:?}");
    }
}

#[test]
fn chance_stays_far_below_what_is_said() {
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut most: f32 = 0.0;
    for scene in Scene::ALL {
        let picture = scene.draw(random.random(), 320, 400);
        let plane = Plane::of(&picture);
        let signal = folded(&plane.cells(plane.whole()));
        for _ in 0..60 {
            let (hints, chance) = Pattern::of(&random.random()).hints(&signal);
            most = most.max(code::best(&hints).1 / chance);
        }
    }
    // Of 2⁸⁰ texts the best fits by some 10 in any noise; were it much less, the measure itself would be wrong.
    assert!((8.0..SURE - 0.5).contains(&most), "{most}");
}

#[test]
fn a_tag_is_read_from_uncertain_hints_or_not_at_all() {
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut noise = || (0..12).map(|_| random.random::<f32>()).sum::<f32>() - 6.0;
    for number in [0, 1, TAG, (1 << Tag::BITS) - 1] {
        // As strong as the noise: a sixth of the bits would be read wrong one by one.
        let mut hints = code::written(&KEY, number);
        hints.iter_mut().for_each(|hint| *hint += noise());
        let wrong = hints
            .iter()
            .zip(code::written(&KEY, number))
            .filter(|(hint, sign)| **hint * sign < 0.0);
        assert!(wrong.count() > CODED / 20);
        assert_eq!(code::read(&KEY, &hints).map(|(number, _)| number), Some(number));
        // Another key's check does not fit.
        assert_eq!(code::read(&[1; 32], &hints), None);
    }
    for _ in 0..200 {
        let hints: [f32; CODED] = std::array::from_fn(|_| noise());
        assert_eq!(code::read(&KEY, &hints), None);
    }
}

#[test]
fn each_tag_gives_bytes_of_its_own_and_always_the_same() {
    let plain = variant(Scene::Rough, 3, 320, 400);
    let (one, again, other) = (marked(&plain, TAG), marked(&plain, TAG), marked(&plain, TAG ^ 1));
    assert_eq!(one, again);
    assert_ne!(one.bytes, other.bytes);
    assert_ne!(one.bytes, plain);
}

#[test]
fn nobody_sees_a_mark() {
    for scene in [Scene::Rough, Scene::Smooth] {
        for (width, height) in [(320, 400), (640, 480)] {
            let plain = variant(scene, 4, width, height);
            let copy = marked(&plain, TAG);
            assert!(copy.carried);
            let (with, without) = (decoded(&copy.bytes), decoded(&plain));
            let without = decoded(&webp(&without, QUALITY).expect("a WebP"));
            assert_eq!(with.dimensions(), (width, height));
            // In a sky it is a step of 255 and less in most pixels, and WebP's own share is in it too.
            let least = if scene == Scene::Smooth { 46.0 } else { 40.0 };
            let alike = likeness(&with, &without);
            assert!(alike >= least, "{scene:?}, {width}: {alike} dB");
        }
    }
}

#[test]
fn what_cannot_carry_a_mark_comes_back_as_it_was() {
    let files = [
        variant(Scene::Rough, 5, 64, 64),
        variant(Scene::Rough, 5, 16, 300),
    ];
    for file in files {
        let copy = marked(&file, TAG);
        assert!(!copy.carried);
        assert_eq!(copy.bytes, file);
    }
    // Whatever is said of a picture of one colour, it is true.
    for colour in [[0; 3], [255; 3], [128; 3], [250, 40, 40]] {
        let copy = marked(&webp(&plain(320, 320, colour), QUALITY).expect("a WebP"), TAG);
        let found = traced(&copy.bytes, KEY).map(|found| found.tag);
        assert_eq!(found, copy.carried.then_some(tag(TAG)), "{colour:?}");
    }
}

#[test]
fn only_still_webp_is_marked_and_only_pictures_are_read() {
    let key = MarkKey::new(KEY);
    let cel = |time| Cel {
        at: (0, 0),
        size: (64, 64),
        rgba: vec![200; 64 * 64 * 4],
        time,
        over: false,
        clear: false,
        lossless: false,
    };
    let picture = RgbImage::new(320, 400);
    for file in [jpeg(&picture), animated_webp((64, 64), 0, &[cel(40), cel(50)])] {
        assert!(matches!(mark(&file, &key, tag(1)), Err(Fault::Failed(_))));
    }
    let limits = Limits::default();
    for (file, why) in [
        (&b""[..], Refusal::Empty),
        (b"not a picture at all, but words", Refusal::Unknown),
        (&variant(Scene::Smooth, 0, 320, 400)[..60], Refusal::CutShort),
    ] {
        assert_eq!(mark(file, &key, tag(1)), Err(Fault::Refused(why)));
        assert_eq!(trace(file, &limits, &key), Err(Fault::Refused(why)));
    }
    let small = Limits {
        pixels: 1_000,
        ..limits
    };
    assert_eq!(
        trace(&png(&picture), &small, &key),
        Err(Fault::Refused(Refusal::Pixels(0)))
    );
}

#[test]
fn a_tag_has_48_bits_and_a_key_shows_itself_to_nobody() {
    assert_eq!(Tag::new(1 << 48), None);
    assert_eq!(Tag::new((1 << 48) - 1).map(Tag::number), Some((1 << 48) - 1));
    assert_eq!(format!("{:?}", MarkKey::new([0xcd; 32])), "MarkKey");
}
