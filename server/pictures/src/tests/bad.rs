//! What is no picture, broken or too much gets its sentence, quickly and without taking room.

use super::files::*;
use crate::*;
use ::gif::{DisposalMethod, Repeat};

/// Why a file is refused, and that no more than a million bytes beside it were asked for at once to find out.
fn refused(bytes: &[u8]) -> Refusal {
    let mut made = None;
    let taken = allocation_counter::measure(|| {
        made = Some(variants(bytes, &Limits::default(), &Edit::default()));
    });
    let Some(Err(Fault::Refused(refusal))) = made else {
        panic!("{made:?}");
    };
    assert!(
        taken.bytes_max < 1_000_000,
        "{refusal}: {} bytes",
        taken.bytes_max
    );
    let sentence = refusal.to_string();
    assert!(sentence.ends_with(['.', '?']) && sentence.len() > 15 && !refusal.code().is_empty());
    refusal
}

#[test]
fn kinds_are_known_by_their_content() {
    for (bytes, kind) in [
        (jpeg(&halves(32, 32)), Kind::Jpeg),
        (png(&halves(32, 32)), Kind::Png),
        (
            webp::Encoder::from_rgb(&halves(32, 32), 32, 32)
                .encode_lossless()
                .to_vec(),
            Kind::WebP,
        ),
        (gif((32, 32), Repeat::Infinite, &[]), Kind::Gif),
    ] {
        assert_eq!(sniff(&bytes[..HEAD.min(bytes.len())]), Some(kind));
        // Not a byte before the mark.
        assert_eq!(sniff(&[b" ", bytes.as_slice()].concat()), None);
        assert_eq!(sniff(&bytes[..3]), None);
    }
}

#[test]
fn what_is_no_picture_is_told_what_one_is() {
    let zip_with_a_picture = [b"PK\x03\x04\x14\0\0\0".as_slice(), &png(&halves(64, 64))].concat();
    for (bytes, refusal) in [
        (b"".to_vec(), Refusal::Empty),
        (b"\0".to_vec(), Refusal::Unknown),
        (vec![0; 100_000], Refusal::Unknown),
        (b"hello".to_vec(), Refusal::Unknown),
        (zip_with_a_picture, Refusal::Unknown),
        (b"\x7fELF\x02\x01\x01".to_vec(), Refusal::Unknown),
        (
            b"  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
            Refusal::Stranger("SVG"),
        ),
        (b"<?xml version='1.0'?><svg/>".to_vec(), Refusal::Stranger("SVG")),
        (
            b"<!DOCTYPE html><img src=x onerror=alert(1)>".to_vec(),
            Refusal::Stranger("HTML"),
        ),
        (b"\0\0\0\x20ftypavif\0\0\0\0".to_vec(), Refusal::Stranger("AVIF")),
        (b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), Refusal::Stranger("HEIC")),
        (b"\0\0\0\x18ftypisom\0\0\0\0".to_vec(), Refusal::Unknown),
        (b"II*\0\x08\0\0\0".to_vec(), Refusal::Stranger("TIFF")),
        (b"BM\x9a\0\0\0".to_vec(), Refusal::Stranger("BMP")),
        (b"%PDF-1.7".to_vec(), Refusal::Stranger("PDF")),
    ] {
        assert_eq!(refused(&bytes), refusal);
    }
}

#[test]
fn what_ends_too_early_is_refused_wherever_it_ends() {
    let picture = quarters(96, 64);
    let frame = |colour| GifFrame {
        at: (0, 0),
        size: (96, 64),
        colour,
        delay: 10,
        dispose: DisposalMethod::Keep,
    };
    let cel = |colour: [u8; 4]| Cel {
        at: (0, 0),
        size: (96, 64),
        rgba: colour.repeat(96 * 64),
        time: 50,
        over: false,
        clear: false,
        lossless: false,
    };
    for (number, whole) in [
        jpeg(&picture),
        jpeg_by(&picture, (96, 64), jpeg_encoder::ColorType::Rgb, true, None),
        png(&picture),
        webp::Encoder::from_rgb(&picture, 96, 64).encode(80.0).to_vec(),
        webp::Encoder::from_rgb(&picture, 96, 64)
            .encode_lossless()
            .to_vec(),
        gif((96, 64), Repeat::Infinite, &[frame(1), frame(2)]),
        animated_webp((96, 64), 0, &[cel([9, 200, 9, 255]), cel([200, 9, 9, 255])]),
    ]
    .into_iter()
    .enumerate()
    {
        assert!(
            variants(&whole, &Limits::default(), &Edit::default()).is_ok(),
            "{number}"
        );
        // A last byte that only fills up may be missing.
        for end in 1..whole.len() - 1 {
            let made = variants(&whole[..end], &Limits::default(), &Edit::default());
            let Err(Fault::Refused(why)) = made else {
                panic!("{number}: {end} of {}: {made:?}", whole.len());
            };
            assert!(
                matches!(why, Refusal::CutShort | Refusal::Broken | Refusal::Unknown),
                "{number}: {end}: {why}"
            );
        }
    }
    assert_eq!(refused(&jpeg(&picture)[..500]), Refusal::CutShort);
    assert_eq!(refused(&png(&picture)[..60]), Refusal::CutShort);
}

/// A JPEG whose frame says so.
fn sized(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(&quarters(64, 64));
    let at = file
        .windows(2)
        .position(|window| window == [0xff, 0xc0])
        .expect("a frame");
    file[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    file[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    file
}

fn png_sized(width: u32, height: u32, colours: png::ColorType, depth: png::BitDepth) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colours);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().expect("a header");
    writer
        .write_chunk(png::chunk::IDAT, &[0x78, 1, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 1])
        .expect("hardly a byte");
    drop(writer);
    bytes
}

#[test]
fn what_is_too_large_is_refused_by_its_header() {
    use png::{BitDepth::Sixteen, ColorType};
    let webp_sized = |width, height| {
        let mut parts = vec![(b"VP8X", extended(0, width, height))];
        let mut still = still_chunks(&plain(64, 64, [9; 3]), (64, 64), true).remove(0).1;
        let bits = (width - 1) | (height - 1) << 14;
        still[1..5].copy_from_slice(&bits.to_le_bytes());
        parts.push((b"VP8L", still));
        riff(&parts)
    };
    for (file, refusal) in [
        (sized(65_500, 65_500), Refusal::Side(16_383)),
        (sized(16_383, 16_383), Refusal::Pixels(50)),
        (sized(16_383, 31), Refusal::Small(32)),
        (sized(0, 64), Refusal::Broken),
        (sized(64, 0), Refusal::Broken),
        (
            png_sized(u32::MAX >> 1, u32::MAX >> 1, ColorType::Rgb, Sixteen),
            Refusal::Side(16_383),
        ),
        (
            png_sized(60_000, 60_000, ColorType::Rgb, Sixteen),
            Refusal::Side(16_383),
        ),
        (
            png_sized(16_000, 4_000, ColorType::Rgba, Sixteen),
            Refusal::Pixels(50),
        ),
        (webp_sized(16_384, 16_384), Refusal::Side(16_383)),
        (webp_sized(8_000, 8_000), Refusal::Pixels(50)),
        (
            gif((65_535, 65_535), Repeat::Infinite, &[]),
            Refusal::Side(16_383),
        ),
        (gif((9_000, 9_000), Repeat::Infinite, &[]), Refusal::Pixels(50)),
        (gif((64, 64), Repeat::Infinite, &[]), Refusal::Broken),
        (gif((8, 8), Repeat::Infinite, &[]), Refusal::Small(32)),
    ] {
        assert_eq!(refused(&file), refusal);
    }
    // What fits into the number of pixels and not into the memory that they take.
    let all = vec![0; 64 * 64 * 3];
    let mut progressive = jpeg_by(&all, (64, 64), jpeg_encoder::ColorType::Rgb, true, None);
    let at = progressive
        .windows(2)
        .position(|window| window == [0xff, 0xc2])
        .expect("a frame");
    progressive[at + 5..at + 9].copy_from_slice(&[0x1b, 0x00, 0x1b, 0x00]);
    // As long as such a file would be at least, before its end.
    let end = progressive.len() - 2;
    progressive.splice(end..end, vec![0; 300_000]);
    assert_eq!(refused(&progressive), Refusal::Memory);
    // Pixels for which the file has not even bits.
    assert_eq!(refused(&sized(4_000, 3_000)), Refusal::Broken);
    // A picture in a frame that is larger than it says: its own header is believed before it is unpacked.
    let mut parts = vec![(b"VP8X", extended(0, 64, 64))];
    let mut still = still_chunks(&plain(64, 64, [9; 3]), (64, 64), false).remove(0).1;
    still[6..10].copy_from_slice(&[0xff, 0x3f, 0xff, 0x3f]);
    parts.push((b"VP8 ", still));
    assert_eq!(refused(&riff(&parts)), Refusal::Broken);
}

#[test]
fn what_moves_too_much_is_refused_by_its_headers() {
    let frame = |size, delay| GifFrame {
        at: (0, 0),
        size,
        colour: 1,
        delay,
        dispose: DisposalMethod::Keep,
    };
    let many: Vec<GifFrame> = (0..100_000).map(|_| frame((1, 1), 5)).collect();
    let many = gif((64, 64), Repeat::Infinite, &many);
    assert_eq!(refused(&many), Refusal::Frames(1_000));
    // Few bytes, and a canvas that each frame is laid on.
    let wide: Vec<GifFrame> = (0..400).map(|_| frame((1, 1), 5)).collect();
    assert_eq!(
        refused(&gif((1_000, 1_000), Repeat::Infinite, &wide)),
        Refusal::Moving(300)
    );
    let long: Vec<GifFrame> = (0..2).map(|_| frame((1, 1), 20_000)).collect();
    assert_eq!(
        refused(&gif((64, 64), Repeat::Infinite, &long)),
        Refusal::Long(300)
    );
    // A frame that is larger than all there is, on a small canvas.
    let mut huge = gif(
        (64, 64),
        Repeat::Infinite,
        &[frame((64, 64), 5), frame((64, 64), 5)],
    );
    let at = huge.iter().position(|byte| *byte == b',').expect("a frame");
    huge[at + 5..at + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(refused(&huge), Refusal::Broken);

    let cel = Cel {
        at: (0, 0),
        size: (2, 2),
        rgba: vec![255; 16],
        time: 10,
        over: false,
        clear: false,
        lossless: true,
    };
    let one = animated_webp((64, 64), 0, &[cel]);
    let parts = chunks(&one[12..]);
    let repeated = |canvas: (u32, u32), times| {
        let mut all = vec![(b"VP8X", extended(2, canvas.0, canvas.1)), (b"ANIM", vec![0; 6])];
        all.extend((0..times).map(|_| (b"ANMF", parts[2].1.clone())));
        riff(&all)
    };
    assert_eq!(refused(&repeated((64, 64), 100_000)), Refusal::Frames(1_000));
    assert_eq!(refused(&repeated((5_000, 5_000), 20)), Refusal::Moving(300));
    assert_eq!(refused(&repeated((64, 64), 0)), Refusal::Broken);
}

#[test]
fn a_profile_that_swells_is_not_swollen() {
    // 100 MB of nothing, packed into 100 kB: PNG's profiles and texts are.
    let mut packed = Vec::new();
    let mut encoder = png::Encoder::new(&mut packed, 100_000, 1_000);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![0; 100_000_000]).expect("pixels");
    writer.finish().expect("a PNG");
    let at = packed
        .windows(4)
        .position(|window| window == b"IDAT")
        .expect("pixels");
    let length = u32::from_be_bytes(packed[at - 4..at].try_into().expect("four")) as usize;
    let stream = &packed[at + 4..at + 4 + length];
    for (name, head) in [(*b"iCCP", b"x\0\0".as_slice()), (*b"zTXt", b"Comment\0\0")] {
        let data = [head, stream].concat();
        let file = png_of(&quarters(64, 64), (64, 64), png::ColorType::Rgb, &[(name, &data)]);
        let mut made = None;
        let taken = allocation_counter::measure(|| {
            made = Some(variants(&file, &Limits::default(), &Edit::default()));
        });
        assert!(taken.bytes_max < 40_000_000, "{} bytes", taken.bytes_max);
        // Taken without it, or not at all.
        assert!(matches!(made, Some(Ok(_) | Err(Fault::Refused(_)))), "{made:?}");
    }
}

#[test]
fn a_picture_that_is_something_else_too_is_only_a_picture() {
    // Read as a script: a name, set to a text that a comment hides the header in.
    let script = b"GIF89a/*\x40\x00\x80\x00\x00*/=1;alert(1)//\x3b".as_slice();
    assert_eq!(refused(script).code(), "broken");
    let page = [b"GIF89a".as_slice(), b"<html><script>alert(1)</script></html>"].concat();
    assert_eq!(refused(&page).code(), "side", "its size is what the letters say");
    // A whole picture, and a page or an archive behind it: the picture is made, and nothing else of it.
    for file in [jpeg(&quarters(64, 64)), png(&quarters(64, 64))] {
        let clean = variants(&file, &Limits::default(), &Edit::default()).expect("a picture");
        let both = [file.as_slice(), b"<script>alert(1)</script>PK\x05\x06"].concat();
        assert_eq!(variants(&both, &Limits::default(), &Edit::default()), Ok(clean));
    }
}

#[test]
fn scans_without_end_are_refused() {
    let whole = jpeg_by(
        &quarters(64, 64),
        (64, 64),
        jpeg_encoder::ColorType::Rgb,
        true,
        None,
    );
    let scan = whole
        .windows(2)
        .position(|window| window == [0xff, 0xda])
        .expect("a scan");
    let end = whole.len() - 2;
    let next = scan
        + 2
        + whole[scan + 2..]
            .windows(2)
            .position(|window| window == [0xff, 0xda])
            .expect("another");
    let file = [
        &whole[..scan],
        &whole[scan..next].repeat(70),
        &whole[scan..end],
        &[0xff, 0xd9],
    ]
    .concat();
    assert_eq!(refused(&file), Refusal::Broken);
}

#[test]
fn unpacking_takes_no_more_than_was_reckoned() {
    use jpeg_encoder::ColorType;
    let picture = quarters(1_001, 803);
    let size = picture.dimensions();
    let rgba: Vec<u8> = picture
        .pixels()
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], pixel[0]])
        .collect();
    let grey: Vec<u8> = picture.pixels().map(|pixel| pixel[1]).collect();
    let mut alpha = vec![(b"VP8X", extended(0x10, size.0, size.1))];
    let inner = still_chunks(&rgba, size, false);
    alpha.extend(inner.iter().map(|(name, data)| (name, data.clone())));
    let frame = |dispose| GifFrame {
        at: (0, 0),
        size: (1_001, 803),
        colour: 2,
        delay: 9,
        dispose,
    };
    let cel = |lossless, alpha| Cel {
        at: (0, 0),
        size,
        rgba: [9, 200, 9, alpha].repeat(rgba.len() / 4),
        time: 9,
        over: true,
        clear: true,
        lossless,
    };
    for (number, file) in [
        jpeg(&picture),
        jpeg_by(&picture, size, ColorType::Rgb, true, None),
        jpeg_by(&rgba, size, ColorType::Cmyk, false, None),
        jpeg_by(&rgba, size, ColorType::CmykAsYcck, true, None),
        jpeg_by(&grey, size, ColorType::Luma, true, None),
        png(&picture),
        png_of(&rgba, size, png::ColorType::Rgba, &[]),
        png_of(&grey, size, png::ColorType::Grayscale, &[]),
        webp::Encoder::from_rgb(&picture, size.0, size.1)
            .encode(80.0)
            .to_vec(),
        webp::Encoder::from_rgb(&picture, size.0, size.1)
            .encode_lossless()
            .to_vec(),
        webp::Encoder::from_rgba(&rgba, size.0, size.1)
            .encode_lossless()
            .to_vec(),
        riff(&alpha),
        gif(
            (1_001, 803),
            Repeat::Infinite,
            &[frame(DisposalMethod::Previous), frame(DisposalMethod::Background)],
        ),
        animated_webp(size, 0, &[cel(true, 9), cel(false, 9), cel(false, 255)]),
    ]
    .into_iter()
    .enumerate()
    {
        let head = read::head(&file, &Limits::default()).expect("a header");
        let taken = allocation_counter::measure(|| {
            if head.frames > 1 {
                let mut film = read::film(&file, &head).expect("an animation");
                while film.next().expect("a frame").is_some() {}
            } else {
                read::first(&file, &head).expect("a picture");
            }
        });
        // Tables and rows, and once more the file itself.
        let room = head.room + 600_000 + file.len() as u64;
        assert!(
            taken.bytes_max <= room,
            "{number}: {} of {}",
            taken.bytes_max,
            head.room
        );
        assert!(
            taken.bytes_max * 3 > head.room,
            "{number}: {} of {}",
            taken.bytes_max,
            head.room
        );
    }
}

#[test]
fn many_notes_cost_no_more_than_their_bytes() {
    // 60,000 pieces of a note of which the first is missing: a reader that sorts them for each would count to billions.
    let piece = |number: u32| {
        let mut note = b"http://ns.adobe.com/xmp/extension/\0".to_vec();
        note.extend([b'A'; 32]);
        note.extend(1_000_000_u32.to_be_bytes());
        note.extend((number + 1).to_be_bytes());
        note.push(7);
        note
    };
    let clean = jpeg(&quarters(64, 64));
    let mut file = clean[..2].to_vec();
    for number in 0..60_000 {
        let note = piece(number);
        file.extend([0xff, 0xe1]);
        file.extend(u16::try_from(note.len() + 2).expect("a short note").to_be_bytes());
        file.extend(note);
    }
    file.extend(&clean[2..]);
    let taken = allocation_counter::measure(|| {
        let made = variants(&file, &Limits::default(), &Edit::default());
        assert_eq!(made, variants(&clean, &Limits::default(), &Edit::default()));
    });
    // None of them was kept, and none looked at.
    assert!(
        taken.bytes_max < 2_000_000 && taken.count_total < 20_000,
        "{taken:?}"
    );
}
