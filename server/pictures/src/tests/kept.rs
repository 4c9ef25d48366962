//! Variants have the widths that are promised, stand upright, are cut where one says, and hold nothing of the file.

use super::files::*;
use crate::{
    edit::{Plan, Pose},
    *,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use image::{RgbImage, metadata::Orientation};
use proptest::prelude::*;

fn of(bytes: &[u8]) -> Made {
    variants(bytes, &Limits::default(), &Edit::default()).expect("a picture")
}

fn edited(bytes: &[u8], turns: u8, crop: Crop) -> Result<Made, Fault> {
    variants(bytes, &Limits::default(), &Edit { turns, crop })
}

/// The colours in the middle of the four quarters: upper left, upper right, lower left, lower right.
fn corners(picture: &RgbImage) -> [[u8; 3]; 4] {
    let (w, h) = picture.dimensions();
    [
        (w / 4, h / 4),
        (w * 3 / 4, h / 4),
        (w / 4, h * 3 / 4),
        (w * 3 / 4, h * 3 / 4),
    ]
    .map(|(x, y)| picture.get_pixel(x, y).0)
}

fn same(a: [[u8; 3]; 4], b: [[u8; 3]; 4]) -> bool {
    a.into_iter().zip(b).all(|(a, b)| alike(a, b, 14))
}

#[test]
fn widths_are_those_that_are_worth_it() {
    for (source, expected) in [
        (1, vec![1]),
        (319, vec![319]),
        (320, vec![320]),
        (351, vec![320]),
        (352, vec![320, 352]),
        (500, vec![320, 500]),
        (703, vec![320, 640]),
        (704, vec![320, 640, 704]),
        (2399, vec![320, 640, 1080, 1600, 2399]),
        (2400, vec![320, 640, 1080, 1600, 2400]),
        (9000, vec![320, 640, 1080, 1600, 2400]),
    ] {
        assert_eq!(widths(source), expected, "{source}");
    }
}

#[test]
fn a_picture_is_made_at_all_its_widths() {
    let made = of(&jpeg(&quarters(1200, 900)));
    assert_eq!(
        (made.kind, made.width, made.height, made.animated),
        (Kind::Jpeg, 1200, 900, false)
    );
    let sizes: Vec<_> = made.variants.iter().map(|one| (one.width, one.height)).collect();
    assert_eq!(sizes, [(320, 240), (640, 480), (1080, 810), (1200, 900)]);
    for variant in &made.variants {
        let picture = decoded(&variant.bytes);
        assert_eq!(picture.dimensions(), (variant.width, variant.height));
        assert!(same(corners(&picture), corners(&quarters(1200, 900))));
    }
    assert!(made.still.is_empty());
}

#[test]
fn all_four_kinds_give_the_same_picture() {
    let source = quarters(400, 300);
    let webp_lossless = webp::Encoder::from_rgb(&source, 400, 300)
        .encode_lossless()
        .to_vec();
    let webp_lossy = webp::Encoder::from_rgb(&source, 400, 300).encode(90.0).to_vec();
    let progressive = jpeg_by(&source, (400, 300), jpeg_encoder::ColorType::Rgb, true, None);
    let grey = |width, height| {
        png_of(
            &vec![128; width as usize * height as usize],
            (width, height),
            png::ColorType::Grayscale,
            &[],
        )
    };
    for (kind, file) in [
        (Kind::Jpeg, jpeg(&source)),
        (Kind::Jpeg, progressive),
        (Kind::Png, png(&source)),
        (Kind::WebP, webp_lossless),
        (Kind::WebP, webp_lossy),
    ] {
        let made = of(&file);
        assert_eq!(made.kind, kind);
        assert!(
            same(corners(&decoded(&made.variants[0].bytes)), corners(&source)),
            "{kind:?}"
        );
    }
    assert!(alike(
        decoded(&of(&grey(64, 64)).variants[0].bytes).get_pixel(9, 9).0,
        [128; 3],
        4
    ));
}

#[test]
fn what_one_can_see_through_lies_on_white() {
    let size = (64_u32, 64_u32);
    let rgba: Vec<u8> = [0, 0, 0, 0]
        .into_iter()
        .chain([200, 0, 0, 128])
        .cycle()
        .take(64 * 64 * 4)
        .collect();
    // Whole columns, so that no filter mixes them: left clear, right half red.
    let rgba: Vec<u8> = (0..64 * 64)
        .flat_map(|at| {
            if at % 64 < 32 {
                [0, 0, 0, 0]
            } else {
                rgba[4..8].try_into().expect("four")
            }
        })
        .collect();
    let grey: Vec<u8> = (0..64 * 64)
        .flat_map(|at| if at % 64 < 32 { [0, 0] } else { [100, 128] })
        .collect();
    let mut lossy = vec![(b"VP8X", extended(0x10, 64, 64))];
    let inner = still_chunks(&rgba, size, false);
    assert!(
        inner.iter().any(|(name, _)| name == b"ALPH"),
        "libwebp keeps the clearness apart"
    );
    lossy.extend(inner.iter().map(|(name, data)| (name, data.clone())));
    for (file, right) in [
        (png_of(&rgba, size, png::ColorType::Rgba, &[]), [227, 127, 127]),
        (png_of(&grey, size, png::ColorType::GrayscaleAlpha, &[]), [177; 3]),
        (
            webp::Encoder::from_rgba(&rgba, 64, 64).encode_lossless().to_vec(),
            [227, 127, 127],
        ),
        (riff(&lossy), [227, 127, 127]),
    ] {
        let picture = decoded(&of(&file).variants[0].bytes);
        assert!(
            alike(picture.get_pixel(8, 30).0, [255; 3], 4),
            "{:?}",
            picture.get_pixel(8, 30)
        );
        assert!(
            alike(picture.get_pixel(56, 30).0, right, 8),
            "{:?}",
            picture.get_pixel(56, 30)
        );
    }
}

#[test]
fn all_eight_ways_of_holding_a_camera_come_out_upright() {
    let upright = quarters(64, 48);
    let (w, h) = upright.dimensions();
    for orientation in 1..=8_u8 {
        // Exif 2.32, 4.6.5: which side of what one sees is the file's first row and its first column.
        let stored = RgbImage::from_fn(
            if orientation < 5 { w } else { h },
            if orientation < 5 { h } else { w },
            |x, y| {
                let (x, y) = match orientation {
                    1 => (x, y),
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (w - 1 - y, x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (y, h - 1 - x),
                };
                *upright.get_pixel(x, y)
            },
        );
        let lossless = webp::Encoder::from_rgb(&stored, stored.width(), stored.height()).encode_lossless();
        let mut chunks_of_it = vec![(b"VP8X", extended(0x08, stored.width(), stored.height()))];
        chunks_of_it.extend(
            chunks(&lossless[12..])
                .iter()
                .map(|(_, data)| (b"VP8L", data.clone())),
        );
        chunks_of_it.push((b"EXIF", exif(orientation)));
        for file in [
            held(jpeg(&stored), orientation),
            png_of(
                &stored,
                stored.dimensions(),
                png::ColorType::Rgb,
                &[(*b"eXIf", &exif(orientation))],
            ),
            riff(&chunks_of_it),
        ] {
            let made = of(&file);
            assert_eq!((made.width, made.height), (64, 48), "{orientation}");
            let picture = decoded(&made.variants[0].bytes);
            assert!(
                same(corners(&picture), corners(&upright)),
                "{orientation}: {:?}",
                corners(&picture)
            );
        }
    }
}

#[test]
fn a_picture_is_turned_and_cut_as_its_maker_says() {
    let [red, green, blue, white] = corners(&quarters(400, 300));
    // A phone held upright wrote it lying: what one sees is 300 by 400.
    let lying = held(jpeg(&quarters(400, 300)), 6);
    let made = edited(&lying, 0, Crop::Whole).expect("a picture");
    assert_eq!((made.width, made.height), (300, 400));
    assert!(same(
        corners(&decoded(&made.variants[0].bytes)),
        [blue, red, white, green]
    ));
    let made = edited(&lying, 3, Crop::Whole).expect("a picture");
    assert_eq!((made.width, made.height), (400, 300));
    assert!(same(
        corners(&decoded(&made.variants[0].bytes)),
        [red, green, blue, white]
    ));
    // Its upper right, which is red, in the pixels that one sees.
    let area = Area {
        left: 160,
        top: 10,
        width: 120,
        height: 160,
    };
    let made = edited(&lying, 0, Crop::Area(area)).expect("a picture");
    assert_eq!((made.width, made.height), (120, 160));
    assert!(same(corners(&decoded(&made.variants[0].bytes)), [red; 4]));
    for (wide, high, size) in [
        (1, 1, (300, 300)),
        (3, 4, (300, 400)),
        (16, 9, (300, 168)),
        (1, 2, (200, 400)),
    ] {
        let made = edited(&lying, 0, Crop::Middle { wide, high }).expect("a picture");
        assert_eq!((made.width, made.height), size);
        assert!(same(
            corners(&decoded(&made.variants[0].bytes)),
            [blue, red, white, green]
        ));
    }
}

#[test]
fn a_cut_that_is_not_there_is_refused() {
    let file = jpeg(&quarters(400, 300));
    let area = |left, top, width, height| {
        Crop::Area(Area {
            left,
            top,
            width,
            height,
        })
    };
    for crop in [
        area(0, 0, 401, 300),
        area(1, 0, 400, 300),
        area(0, 0, 0, 10),
        area(0, 0, 31, 300),
        area(u32::MAX, 0, 1, 1),
        area(40, u32::MAX, 40, u32::MAX),
        Crop::Middle { wide: 0, high: 1 },
        Crop::Middle { wide: 1000, high: 1 },
        Crop::Middle {
            wide: u32::MAX,
            high: u32::MAX - 1,
        },
    ] {
        let made = edited(&file, 1, crop);
        // Nearly a square is one.
        if let Crop::Middle { wide: u32::MAX, .. } = crop {
            assert!(made.is_ok());
        } else {
            assert_eq!(made, Err(Fault::Refused(Refusal::Crop(32))), "{crop:?}");
        }
    }
}

proptest! {
    #[test]
    fn widths_grow_and_never_beyond_the_source(source in 1_u32..20_000) {
        let made = widths(source);
        prop_assert!(!made.is_empty());
        prop_assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        let widest = *made.last().expect("one");
        prop_assert!(widest <= source);
        // Nothing worth looking at is lost.
        prop_assert!(widest == 2400 || source * 10 < widest * 11 || widest == source);
    }

    /// What the plan does in one step is what turning all pixels and then cutting does.
    #[test]
    fn cutting_first_is_cutting_last(
        (width, height) in (1_u32..12, 1_u32..12),
        exif in 1_u8..=8,
        turns in 0_u8..=9,
        (a, b, c, d) in (0_u32..12, 0_u32..12, 1_u32..12, 1_u32..12),
    ) {
        let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 7]));
        let orientation = Orientation::from_exif(exif).expect("one of eight");
        let mut expected = image::DynamicImage::ImageRgb8(picture.clone());
        expected.apply_orientation(orientation);
        for _ in 0..turns {
            expected = expected.rotate90();
        }
        let expected = expected.into_rgb8();
        let area = Area {
            left: a % expected.width(),
            top: b % expected.height(),
            width: 0,
            height: 0,
        };
        let area = Area {
            width: 1 + c % (expected.width() - area.left),
            height: 1 + d % (expected.height() - area.top),
            ..area
        };
        let expected = image::imageops::crop_imm(&expected, area.left, area.top, area.width, area.height).to_image();
        let limits = Limits { least: 1, ..Limits::default() };
        let edit = Edit { turns, crop: Crop::Area(area) };
        let plan = Plan::of((width, height), Pose::from(orientation), &edit, &limits).expect("a part of it");
        prop_assert_eq!((plan.width, plan.height), (area.width, area.height));
        let done = plan.done(&picture, plan.width, plan.height).expect("pixels");
        prop_assert_eq!(done, expected);
    }

    #[test]
    fn the_middle_has_the_shape_and_lies_within(
        (width, height) in (32_u32..9_000, 32_u32..9_000),
        (wide, high) in (1_u32..30, 1_u32..30),
    ) {
        let limits = Limits { least: 1, ..Limits::default() };
        let edit = Edit { turns: 0, crop: Crop::Middle { wide, high } };
        let plan = Plan::of((width, height), Pose::default(), &edit, &limits).expect("a part of it");
        prop_assert!(plan.width == width || plan.height == height);
        // To a pixel: one more would be beyond the shape.
        let [w, h, wide, high] = [plan.width, plan.height, wide, high].map(u64::from);
        if plan.width == width {
            prop_assert!(h * wide <= w * high && (plan.height == height || w * high < (h + 1) * wide));
        } else {
            prop_assert!(w * high <= h * wide && h * wide < (w + 1) * high);
        }
    }
}

/// Everything that a made picture consists of, in one row of bytes.
fn all_bytes(made: &Made) -> Vec<u8> {
    let of = |variants: &[Variant]| {
        variants
            .iter()
            .flat_map(|one| one.bytes.clone())
            .collect::<Vec<u8>>()
    };
    let blur = STANDARD
        .decode(
            made.blur
                .strip_prefix("data:image/webp;base64,")
                .expect("an address"),
        )
        .expect("base64");
    let hash = STANDARD.decode(&made.thumbhash).expect("base64");
    [
        of(&made.variants),
        of(&made.still),
        blur,
        hash,
        made.preview.clone(),
    ]
    .concat()
}

#[test]
fn nothing_of_what_was_written_beside_the_pixels_comes_through() {
    let picture = quarters(400, 300);
    let tail = b"PK\x03\x04 PLANTED-TAIL <script>alert(1)</script>".as_slice();
    let mut profile = moxcms::ColorProfile::new_display_p3();
    profile.description = Some(moxcms::ProfileText::PlainString("PLANTED-PROFILE".into()));
    let profile = profile.encode().expect("a profile");
    let xmp = b"<x:xmpmeta>PLANTED-XMP 55.75 37.61</x:xmpmeta>".as_slice();

    let mut photo = held(jpeg(&picture), 1);
    for (marker, data) in [
        (0xe1, [b"http://ns.adobe.com/xap/1.0/\0", xmp].concat()),
        (0xe2, [b"ICC_PROFILE\0\x01\x01", profile.as_slice()].concat()),
        (0xe2, b"MPF\0PLANTED-PARTS".to_vec()),
        (
            0xed,
            b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0cPLANTED-IPTC".to_vec(),
        ),
        (0xfe, b"PLANTED-COMMENT".to_vec()),
    ] {
        photo = with_segment(photo, marker, &data);
    }
    photo.extend(tail);

    let png = [
        png_of(
            &picture,
            picture.dimensions(),
            png::ColorType::Rgb,
            &[
                (*b"tEXt", b"Comment\0PLANTED-TEXT"),
                (
                    *b"iTXt",
                    &[b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), xmp].concat(),
                ),
                (*b"eXIf", &exif(1)),
                (*b"tIME", &[7, 227, 1, 1, 1, 1, 1]),
            ],
        ),
        tail.to_vec(),
    ]
    .concat();

    let mut parts = vec![(b"VP8X", extended(0x2c, 400, 300)), (b"ICCP", profile.clone())];
    parts.extend(
        still_chunks(&picture, (400, 300), false)
            .into_iter()
            .map(|(_, data)| (b"VP8 ", data)),
    );
    parts.extend([
        (b"EXIF", exif(1)),
        (b"XMP ", xmp.to_vec()),
        (b"ODD ", b"PLANTED-ODD".to_vec()),
    ]);
    let webp = [riff(&parts), tail.to_vec()].concat();

    let frame = |colour| GifFrame {
        at: (0, 0),
        size: (64, 64),
        colour,
        delay: 10,
        dispose: ::gif::DisposalMethod::Keep,
    };
    let mut gif = gif((64, 64), ::gif::Repeat::Infinite, &[frame(1), frame(2)]);
    // A comment before the trailer, and more behind it.
    gif.pop();
    gif.extend(b"\x21\xfe\x0cPLANTED-NOTE\0\x3b");
    gif.extend(tail);

    for file in [photo, png, webp, gif] {
        assert!(file.windows(7).any(|window| window == b"PLANTED"));
        let made = of(&file);
        let bytes = all_bytes(&made);
        for word in [
            "PLANTED",
            "Exif",
            "EXIF",
            "GPS",
            "ICC",
            "xmp",
            "XMP",
            "script",
            "PK\x03\x04",
            "acsp",
            "55.75",
        ] {
            let word = word.as_bytes();
            assert!(
                !bytes.windows(word.len()).any(|window| window == word),
                "{:?}: {word:?}",
                made.kind
            );
        }
        // What cannot be read as words: the numbers of the place.
        assert!(!bytes.windows(8).any(|window| window == [55, 0, 0, 0, 1, 0, 0, 0]));
        let still = made.variants.iter().filter(|_| !made.animated).chain(&made.still);
        for file in still.map(|one| &one.bytes).chain([&made.preview]) {
            let names: Vec<_> = chunks(&file[12..]).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, [*b"VP8 "], "pixels and nothing else");
        }
        for file in made.variants.iter().filter(|_| made.animated) {
            for (name, data) in chunks(&file.bytes[12..]) {
                match &name {
                    b"VP8X" => assert_eq!(data[0], 2, "an animation and nothing else"),
                    b"ANIM" => {}
                    b"ANMF" => assert!(chunks(&data[16..]).iter().all(|(name, _)| name == b"VP8 ")),
                    _ => panic!("{name:?}"),
                }
            }
        }
    }
}

#[test]
fn what_stands_for_a_picture_shows_its_mood_and_no_more() {
    // Fine stripes on the left, plain grey on the right: blurred, they are the same.
    let stripes = RgbImage::from_fn(480, 480, |x, y| {
        if x >= 240 {
            image::Rgb([128; 3])
        } else if (x / 4 + y / 4) % 2 == 0 {
            image::Rgb([255; 3])
        } else {
            image::Rgb([0; 3])
        }
    });
    let made = of(&png(&stripes));
    let shown = decoded(&made.preview);
    assert_eq!(shown.dimensions(), (320, 320));
    let middle = |x| shown.get_pixel(x, 160).0;
    assert!(
        alike(middle(60), middle(260), 8),
        "{:?} {:?}",
        middle(60),
        middle(260)
    );
    // Whatever it shows is in twelve pixels: shrinking and spreading it again changes nothing one could see.
    let again = decoded(&encode::blurred(&shown).expect("a picture"));
    let worst = shown.iter().zip(again.iter()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(worst <= Some(24), "{worst:?}");
    assert!(made.preview.len() < 4_000, "{}", made.preview.len());

    // Twelve pixels along the longer side, of a strip too.
    for (width, height, size) in [(900, 300, (12, 4)), (40, 1000, (1, 12))] {
        let made = of(&png(&quarters(width, height)));
        let blur = STANDARD
            .decode(&made.blur["data:image/webp;base64,".len()..])
            .expect("base64");
        assert_eq!(decoded(&blur).dimensions(), size);
    }
}

#[test]
fn the_colour_of_a_picture_is_the_one_that_most_of_it_has() {
    assert_eq!(of(&png(&plain(64, 64, [250, 128, 3]))).colour, "#fa8003");
    let mostly = RgbImage::from_fn(300, 300, |x, _| {
        image::Rgb(if x < 200 { [30, 60, 200] } else { [250, 250, 20] })
    });
    let colour = of(&png(&mostly)).colour;
    let number = |at: usize| u8::from_str_radix(&colour[at..at + 2], 16).expect("a number");
    assert!(
        alike([number(1), number(3), number(5)], [30, 60, 200], 6),
        "{colour}"
    );
}
