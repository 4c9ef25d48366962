//! Colours come out as their profile means them, from light and from inks.

use super::files::*;
use crate::*;
use moxcms::ColorProfile;

fn colour(bytes: &[u8]) -> [u8; 3] {
    let made = variants(bytes, &Limits::default(), &Edit::default()).expect("a picture");
    decoded(&made.variants[0].bytes).get_pixel(20, 20).0
}

#[test]
fn a_profile_is_honoured_and_left_out() {
    // A green that sRGB holds too, as both write it; computed with the matrices of CSS Color 4, 17.
    let p3 = ColorProfile::new_display_p3();
    let adobe = ColorProfile::new_adobe_rgb();
    for (profile, written, meant) in [
        (Some(&p3), [120, 180, 100], [100, 182, 89]),
        (Some(&adobe), [120, 180, 100], [81, 181, 94]),
        (None, [120, 180, 100], [120, 180, 100]),
    ] {
        let found = colour(&jpeg_with(&plain(64, 64, written), profile));
        assert!(alike(found, meant, 6), "{found:?} for {meant:?}");
    }
    // One that lies outside of sRGB ends at its border.
    let found = colour(&jpeg_with(&plain(64, 64, [0, 255, 0]), Some(&p3)));
    assert!(alike(found, [0, 255, 0], 10), "{found:?}");
}

#[test]
fn profiles_of_png_webp_and_grey_are_honoured_too() {
    let p3 = ColorProfile::new_display_p3().encode().expect("a profile");
    let picture = plain(64, 64, [120, 180, 100]);
    let mut parts = vec![(b"VP8X", extended(0x20, 64, 64)), (b"ICCP", p3.clone())];
    parts.extend(
        still_chunks(&picture, (64, 64), true)
            .into_iter()
            .map(|(_, data)| (b"VP8L", data)),
    );
    let mut info = png::Info::with_size(64, 64);
    info.color_type = png::ColorType::Rgb;
    info.bit_depth = png::BitDepth::Eight;
    info.icc_profile = Some(p3.into());
    let mut file = Vec::new();
    let mut writer = png::Encoder::with_info(&mut file, info)
        .expect("a PNG")
        .write_header()
        .expect("a header");
    writer.write_image_data(&picture).expect("pixels");
    writer.finish().expect("a PNG");
    for file in [riff(&parts), file] {
        assert!(alike(colour(&file), [100, 182, 89], 4), "{:?}", colour(&file));
    }
    // Linear light of a fifth is a middle grey.
    let linear = ColorProfile::new_gray_with_gamma(1.0)
        .encode()
        .expect("a profile");
    let file = jpeg_by(
        &[51; 64 * 64],
        (64, 64),
        jpeg_encoder::ColorType::Luma,
        false,
        Some(&linear),
    );
    assert!(alike(colour(&file), [124; 3], 6), "{:?}", colour(&file));
}

#[test]
fn a_profile_that_makes_no_sense_is_passed_over() {
    // One whose table of contents never ends.
    let mut long = moxcms::ColorProfile::new_display_p3()
        .encode()
        .expect("a profile");
    long[128..132].copy_from_slice(&5_000_u32.to_be_bytes());
    long.resize(62_000, 0);
    for profile in [b"no profile".as_slice(), &[0; 400], &inks_profile(), &long] {
        let data = with_segment(
            jpeg(&plain(64, 64, [120, 180, 100])),
            0xe2,
            &[b"ICC_PROFILE\0\x01\x01", profile].concat(),
        );
        assert!(alike(colour(&data), [120, 180, 100], 4));
    }
}

/// A printer's profile of two steps an ink: paper is white, cyan is a green that no screen would make of it, and all else
/// is a dark red. ICC.1:2010, 10.8.
fn inks_profile() -> Vec<u8> {
    let mut table = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for number in [1_u32, 0, 0, 0, 1, 0, 0, 0, 1] {
        table.extend((number << 16).to_be_bytes());
    }
    for _ in 0..4 {
        table.extend(0..=255);
    }
    for node in 0..16 {
        // The first ink changes slowest: lightness 0 to 255, and two axes around 128.
        table.extend(match node {
            0b0000 => [255, 128, 128],
            0b1000 => [128, 88, 158],
            _ => [64, 168, 148],
        });
    }
    for _ in 0..3 {
        table.extend(0..=255);
    }
    let mut profile = vec![0; 128];
    let mut write = |at: usize, bytes: &[u8]| profile[at..at + bytes.len()].copy_from_slice(bytes);
    write(0, &(144 + table.len() as u32).to_be_bytes());
    write(8, &[2, 0x40, 0, 0]);
    write(12, b"prtrCMYKLab ");
    write(24, &[7, 0xe8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    write(36, b"acsp");
    write(68, &[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    profile.extend(1_u32.to_be_bytes());
    profile.extend(b"A2B0");
    profile.extend(144_u32.to_be_bytes());
    profile.extend((table.len() as u32).to_be_bytes());
    profile.extend(table);
    profile
}

#[test]
fn inks_become_light() {
    use jpeg_encoder::ColorType::{Cmyk, CmykAsYcck};
    let of = |ink: [u8; 4]| ink.into_iter().cycle().take(64 * 64 * 4).collect::<Vec<u8>>();
    for kind in [Cmyk, CmykAsYcck] {
        for progressive in [false, true] {
            for (ink, light) in [
                ([0, 0, 0, 0], [255, 255, 255]),
                ([255, 0, 0, 0], [0, 255, 255]),
                ([0, 255, 0, 0], [255, 0, 255]),
                ([0, 0, 0, 255], [0, 0, 0]),
                ([100, 50, 0, 100], [94, 125, 155]),
            ] {
                let found = colour(&jpeg_by(&of(ink), (64, 64), kind, progressive, None));
                assert!(alike(found, light, 8), "{kind:?} {ink:?}: {found:?}");
            }
        }
        let profile = inks_profile();
        for (ink, light) in [([0, 0, 0, 0], [255, 255, 255]), ([255, 0, 0, 0], [45, 136, 64])] {
            let found = colour(&jpeg_by(&of(ink), (64, 64), kind, false, Some(&profile)));
            assert!(alike(found, light, 12), "{kind:?} {ink:?}: {found:?}");
        }
    }
}
