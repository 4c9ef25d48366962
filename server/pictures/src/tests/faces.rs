//! Faces are made of pictures as cameras write them, and of nothing else; and cards do without what cannot be read.

use super::files::{GifFrame, decoded, gif, halves, held, jpeg, png};
use crate::*;

const SIDE: u32 = 256;

#[test]
fn a_face_is_a_square_without_what_the_camera_wrote() {
    for file in [
        held(jpeg(&halves(600, 300)), 1),
        png(&halves(600, 300)),
        jpeg(&halves(40, 32)),
    ] {
        let made = square(&file, SIDE).expect("a face");
        let picture = decoded(&made.bytes);
        assert_eq!(picture.dimensions(), (SIDE, SIDE));
        assert!(picture.get_pixel(10, 128)[0] > 150 && picture.get_pixel(246, 128)[2] > 150);
        for word in [b"GPS".as_slice(), b"Exif", b"EXIF", b"PLANTED"] {
            assert!(!made.bytes.windows(word.len()).any(|window| window == word));
        }
        assert!(made.blur.starts_with("data:image/webp;base64,") && !made.thumbhash.is_empty());
    }
}

#[test]
fn a_face_is_turned_as_it_was_held() {
    // Held upside down: left and right change places.
    let made = square(&held(jpeg(&halves(300, 300)), 3), SIDE).expect("a face");
    let picture = decoded(&made.bytes);
    assert!(picture.get_pixel(10, 128)[2] > 150 && picture.get_pixel(246, 128)[0] > 150);
}

#[test]
fn a_face_does_not_move() {
    let frame = |colour| GifFrame {
        at: (0, 0),
        size: (64, 64),
        colour,
        delay: 10,
        dispose: ::gif::DisposalMethod::Keep,
    };
    let made = square(
        &gif((64, 64), ::gif::Repeat::Infinite, &[frame(1), frame(2)]),
        SIDE,
    )
    .expect("a face");
    let picture = decoded(&made.bytes);
    assert!(
        picture.get_pixel(200, 200)[0] > 150,
        "the first frame is red there"
    );
}

#[test]
fn what_is_no_picture_is_no_face() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let cut = jpeg(&halves(200, 200))[..400].to_vec();
    for bytes in [Vec::new(), svg, b"GIF89a".to_vec(), cut, jpeg(&halves(20, 20))] {
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
    let picture = jpeg(&halves(640, 480));
    let (with, _) = card(&letters, &of(Some(&picture))).expect("a card");
    let with = image::load_from_memory(&with).expect("a JPEG").into_rgb8();
    assert_eq!(with.dimensions(), (1200, 630));
    assert!(
        with.get_pixel(100, 200)[0] > with.get_pixel(100, 200)[2],
        "its left is red as the picture's"
    );
}
