//! Faces are made of pictures as cameras write them, and of nothing else.

use super::*;
use image::{Rgb, codecs::jpeg::JpegEncoder};

const SIDE: u32 = 256;

/// Left half red, right half blue, as JPEG.
fn halves(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([200, 20, 20])
        } else {
            Rgb([20, 20, 200])
        }
    });
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes)
        .encode_image(&picture)
        .expect("a JPEG");
    bytes
}

/// The same file with an Exif note that says how it was held, and where.
fn noted(mut jpeg: Vec<u8>, orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 55.75 37.61");
    let length = u16::try_from(exif.len() + 2).expect("a short note").to_be_bytes();
    let segment: Vec<u8> = [0xff, 0xe1].into_iter().chain(length).chain(exif).collect();
    jpeg.splice(2..2, segment);
    jpeg
}

fn decoded(face: &Square) -> RgbImage {
    image::load_from_memory(&face.bytes)
        .expect("a picture")
        .into_rgb8()
}

#[test]
fn a_face_is_a_square_without_what_the_camera_wrote() {
    let made = square(&noted(halves(600, 300), 1), SIDE).expect("a face");
    let picture = decoded(&made);
    assert_eq!(picture.dimensions(), (SIDE, SIDE));
    assert!(picture.get_pixel(10, 128)[0] > 150 && picture.get_pixel(246, 128)[2] > 150);
    assert!(
        !made
            .bytes
            .windows(3)
            .any(|window| window == b"GPS" || window == b"Exi")
    );
    assert!(made.blur.starts_with("data:image/webp;base64,") && !made.thumbhash.is_empty());
}

#[test]
fn a_face_is_turned_as_it_was_held() {
    // Held upside down: left and right change places.
    let made = square(&noted(halves(300, 300), 3), SIDE).expect("a face");
    let picture = decoded(&made);
    assert!(picture.get_pixel(10, 128)[2] > 150 && picture.get_pixel(246, 128)[0] > 150);
}

#[test]
fn what_is_no_picture_is_refused() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let cut = halves(200, 200)[..400].to_vec();
    // A PNG that says it is 60,000 pixels each way.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0".to_vec();
    bomb.extend([0; 64]);
    for bytes in [Vec::new(), svg, b"GIF89a".to_vec(), cut, bomb, halves(20, 20)] {
        assert!(matches!(square(&bytes, SIDE), Err(Fault::Refused(_))));
    }
}

#[test]
fn a_card_goes_without_what_cannot_be_read() {
    let letters = Letters::of(&[]).expect("no letters");
    let of = |behind| Card {
        title: "Title",
        line: "Line",
        quiet: None,
        lock: Some("0.05 SOL"),
        face: None,
        behind,
    };
    let (plain, unread) = card(&letters, &of(None)).expect("a card");
    assert!(unread.is_empty());
    let (broken, unread) = card(&letters, &of(Some(b"no picture"))).expect("a card");
    assert_eq!((broken == plain, unread.len()), (true, 1));
    let picture = halves(640, 480);
    let (with, _) = card(&letters, &of(Some(&picture))).expect("a card");
    let with = image::load_from_memory(&with).expect("a JPEG").into_rgb8();
    assert_eq!(with.dimensions(), (1200, 630));
    assert!(
        with.get_pixel(100, 200)[0] > with.get_pixel(100, 200)[2],
        "its left is red as the picture's"
    );
}
