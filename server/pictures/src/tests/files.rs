//! Files as cameras, programs and forgers write them, made here so that none has to be kept.

use image::{ImageEncoder, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use moxcms::ColorProfile;
use std::borrow::Cow;

/// Left half red, right half blue.
pub fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([200, 20, 20])
        } else {
            Rgb([20, 20, 200])
        }
    })
}

/// Red and green above, blue and white below: no turn of it looks like another.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([220, 20, 20]),
        (false, true) => Rgb([20, 180, 20]),
        (true, false) => Rgb([20, 20, 220]),
        (false, false) => Rgb([240, 240, 240]),
    })
}

pub fn plain(width: u32, height: u32, colour: [u8; 3]) -> RgbImage {
    RgbImage::from_pixel(width, height, Rgb(colour))
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    jpeg_with(picture, None)
}

pub fn jpeg_with(picture: &RgbImage, profile: Option<&ColorProfile>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 92);
    if let Some(profile) = profile {
        let profile = profile.encode().expect("a profile");
        encoder.set_icc_profile(profile).expect("room for it");
    }
    encoder.encode_image(picture).expect("a JPEG");
    bytes
}

/// By another encoder, which knows more ways: progressive, inks.
pub fn jpeg_by(
    data: &[u8],
    (width, height): (u32, u32),
    colours: jpeg_encoder::ColorType,
    progressive: bool,
    profile: Option<&[u8]>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    encoder.set_progressive(progressive);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).expect("room for it");
    }
    let side = |side: u32| u16::try_from(side).expect("a short side");
    encoder
        .encode(data, side(width), side(height), colours)
        .expect("a JPEG");
    bytes
}

/// A JPEG with one more segment right after its start.
pub fn with_segment(mut jpeg: Vec<u8>, marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2)
        .expect("a short segment")
        .to_be_bytes();
    let segment: Vec<u8> = [0xff, marker]
        .into_iter()
        .chain(length)
        .chain(data.iter().copied())
        .collect();
    jpeg.splice(2..2, segment);
    jpeg
}

/// What a phone writes into a picture, as TIFF: how it was held, who made it, and where: 55° 45′ 21″ N, 37° 37′ 4″ E.
pub fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut entry = Vec::new();
        entry.extend(tag.to_le_bytes());
        entry.extend(kind.to_le_bytes());
        entry.extend(count.to_le_bytes());
        entry.extend(value);
        entry
    };
    let mut tiff = b"II\x2a\0\x08\0\0\0\x03\0".to_vec();
    // The maker's name, the orientation, the place of the map's directory.
    tiff.extend(entry(0x010f, 2, 16, 50_u32.to_le_bytes()));
    tiff.extend(entry(0x0112, 3, 1, [orientation, 0, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, 66_u32.to_le_bytes()));
    tiff.extend([0; 4]);
    tiff.extend(b"PLANTED-MAKER-1\0");
    tiff.extend(4_u16.to_le_bytes());
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, 120_u32.to_le_bytes()));
    tiff.extend(entry(3, 2, 2, *b"E\0\0\0"));
    tiff.extend(entry(4, 5, 3, 144_u32.to_le_bytes()));
    tiff.extend([0; 4]);
    for number in [55_u32, 1, 45, 1, 2_100, 100, 37, 1, 37, 1, 400, 100] {
        tiff.extend(number.to_le_bytes());
    }
    tiff
}

/// A JPEG held so, as a phone writes it.
pub fn held(jpeg: Vec<u8>, orientation: u8) -> Vec<u8> {
    with_segment(jpeg, 0xe1, &[b"Exif\0\0", exif(orientation).as_slice()].concat())
}

pub fn png(picture: &RgbImage) -> Vec<u8> {
    png_of(picture.as_raw(), picture.dimensions(), png::ColorType::Rgb, &[])
}

/// A PNG of eight bits with further chunks before its pixels.
pub fn png_of(
    data: &[u8],
    (width, height): (u32, u32),
    colours: png::ColorType,
    more: &[([u8; 4], &[u8])],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colours);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    for (name, data) in more {
        writer
            .write_chunk(png::chunk::ChunkType(*name), data)
            .expect("a chunk");
    }
    writer.write_image_data(data).expect("pixels");
    writer.finish().expect("a PNG");
    bytes
}

/// A WebP file of these chunks.
pub fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        body.extend(*name);
        body.extend(u32::try_from(data.len()).expect("a short chunk").to_le_bytes());
        body.extend(data);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    let length = u32::try_from(body.len()).expect("a short file").to_le_bytes();
    [b"RIFF".as_slice(), &length, &body].concat()
}

/// The chunks of a WebP file or of a frame in it, its walk written once more.
pub fn chunks(mut bytes: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
    let mut found = Vec::new();
    while bytes.len() >= 8 {
        let name = bytes[..4].try_into().expect("four bytes");
        let length = u32::from_le_bytes(bytes[4..8].try_into().expect("four bytes")) as usize;
        found.push((name, bytes[8..8 + length].to_vec()));
        bytes = &bytes[(8 + length + length % 2).min(bytes.len())..];
    }
    found
}

pub fn extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = ((width - 1).to_le_bytes(), (height - 1).to_le_bytes());
    vec![flags, 0, 0, 0, w[0], w[1], w[2], h[0], h[1], h[2]]
}

/// The chunks of a still WebP, lossless or not, of pixels of three or four bytes.
pub fn still_chunks(data: &[u8], (width, height): (u32, u32), lossless: bool) -> Vec<([u8; 4], Vec<u8>)> {
    let encoder = if data.len() == width as usize * height as usize * 4 {
        webp::Encoder::from_rgba(data, width, height)
    } else {
        webp::Encoder::from_rgb(data, width, height)
    };
    let file = encoder.encode_simple(lossless, 90.0).expect("a WebP").to_vec();
    chunks(&file[12..])
        .into_iter()
        .filter(|(name, _)| name != b"VP8X")
        .collect()
}

/// A frame of an animated WebP: where, its pixels, milliseconds, and whether it is blended and emptied.
pub struct Cel {
    pub at: (u32, u32),
    pub size: (u32, u32),
    pub rgba: Vec<u8>,
    pub time: u32,
    pub over: bool,
    pub clear: bool,
    pub lossless: bool,
}

pub fn animated_webp(canvas: (u32, u32), loops: u16, cels: &[Cel]) -> Vec<u8> {
    let three = |number: u32| number.to_le_bytes()[..3].to_vec();
    let mut file = vec![(b"VP8X", extended(0x12, canvas.0, canvas.1))];
    let [l0, l1] = loops.to_le_bytes();
    file.push((b"ANIM", vec![0, 0, 0, 0, l0, l1]));
    for cel in cels {
        let mut frame: Vec<u8> = [
            cel.at.0 / 2,
            cel.at.1 / 2,
            cel.size.0 - 1,
            cel.size.1 - 1,
            cel.time,
        ]
        .into_iter()
        .flat_map(three)
        .collect();
        frame.push(u8::from(!cel.over) << 1 | u8::from(cel.clear));
        let inner: Vec<_> = still_chunks(&cel.rgba, cel.size, cel.lossless);
        let inner: Vec<_> = inner.iter().map(|(name, data)| (name, data.clone())).collect();
        frame.extend(&riff(&inner)[12..]);
        file.push((b"ANMF", frame));
    }
    riff(&file)
}

/// Sixteen colours and one that is clear: the number of a colour is its place.
pub const PALETTE: [[u8; 3]; 4] = [[255, 255, 255], [220, 20, 20], [20, 180, 20], [20, 20, 220]];

pub struct GifFrame {
    pub at: (u16, u16),
    pub size: (u16, u16),
    /// Of [`PALETTE`].
    pub colour: u8,
    pub delay: u16,
    pub dispose: gif::DisposalMethod,
}

/// A GIF of plain rectangles whose pixels in the upper left quarter are clear.
pub fn gif(canvas: (u16, u16), repeat: gif::Repeat, frames: &[GifFrame]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder =
        gif::Encoder::new(&mut bytes, canvas.0, canvas.1, PALETTE.as_flattened()).expect("a GIF");
    encoder.set_repeat(repeat).expect("a count");
    for frame in frames {
        let (wide, high) = (usize::from(frame.size.0), usize::from(frame.size.1));
        let pixels = (0..wide * high)
            .map(|at| {
                if at % wide < wide / 2 && at / wide < high / 2 {
                    0
                } else {
                    frame.colour
                }
            })
            .collect::<Vec<u8>>();
        let frame = gif::Frame {
            left: frame.at.0,
            top: frame.at.1,
            width: frame.size.0,
            height: frame.size.1,
            delay: frame.delay,
            dispose: frame.dispose,
            transparent: Some(0),
            buffer: Cow::Owned(pixels),
            ..gif::Frame::default()
        };
        encoder.write_frame(&frame).expect("a frame");
    }
    drop(encoder);
    bytes
}

/// The pixels of a WebP, by libwebp: another reader than the one under test.
pub fn decoded(webp: &[u8]) -> RgbImage {
    let picture = webp::Decoder::new(webp).decode().expect("a WebP");
    assert!(!picture.is_alpha());
    RgbImage::from_raw(picture.width(), picture.height(), picture.to_vec()).expect("its pixels")
}

/// Whether two colours are as alike as WebP leaves them.
pub fn alike(a: [u8; 3], b: [u8; 3], by: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= by)
}
