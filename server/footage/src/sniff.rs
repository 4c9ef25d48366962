//! What a file is, by its content alone. Neither its name nor what a browser says of it is asked, and nothing is opened
//! that a file may name: playlists and scripts are strangers.

use crate::{
    limits::{Fault, Refusal},
    plain::{Disk, mp3},
};
use std::path::Path;

/// The kinds of containers that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Mp4,
    Mov,
    WebM,
    Mp3,
    M4a,
    /// Vorbis or Opus.
    Ogg,
    Wav,
}

impl Kind {
    /// Whether there are moving pictures, where the kind alone tells: an MP4, MOV or WebM may hold sound only.
    pub fn moves(self) -> Option<bool> {
        match self {
            Self::Mp4 | Self::Mov | Self::WebM => None,
            Self::Mp3 | Self::M4a | Self::Ogg | Self::Wav => Some(false),
        }
    }

    /// The media type, with or without moving pictures in it.
    pub fn mime(self, pictures: bool) -> &'static str {
        match (self, pictures) {
            (Self::Mp4, true) => "video/mp4",
            (Self::Mov, _) => "video/quicktime",
            (Self::WebM, true) => "video/webm",
            (Self::WebM, false) => "audio/webm",
            (Self::Mp3, _) => "audio/mpeg",
            (Self::Mp4, false) | (Self::M4a, _) => "audio/mp4",
            (Self::Ogg, _) => "audio/ogg",
            (Self::Wav, _) => "audio/wav",
        }
    }

    /// The end of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::WebM => "webm",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
        }
    }

    /// The only demuxer of ffmpeg that may look at such a file.
    pub(crate) fn demuxer(self) -> &'static str {
        match self {
            Self::Mp4 | Self::Mov | Self::M4a => "mov",
            Self::WebM => "matroska",
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
        }
    }
}

/// As many bytes of a file's beginning as [`sniff`] wants.
pub const HEAD: usize = 4096;

/// The kind of a file that begins so. An ID3 tag that is longer than `head` counts as MP3; [`look`] looks behind it.
pub fn sniff(head: &[u8]) -> Option<Kind> {
    match head {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => brand(head).ok().flatten(),
        // QuickTime before there were brands: the boxes that come first in old files.
        [_, _, _, _, b'm', b'o', b'o', b'v', ..]
        | [_, _, _, _, b'm', b'd', b'a', b't', ..]
        | [_, _, _, _, b'w', b'i', b'd', b'e', ..] => Some(Kind::Mov),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => (doctype(head)? == b"webm").then_some(Kind::WebM),
        [b'O', b'g', b'g', b'S', 0, ..] => match ogg(head)? {
            [1, b'v', b'o', b'r', b'b', b'i', b's', ..]
            | [b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', ..] => Some(Kind::Ogg),
            _ => None,
        },
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some(Kind::Wav),
        [b'I', b'D', b'3', ..] => {
            let frames = usize::try_from(mp3::tag(head)?).ok()?;
            match head.get(frames..) {
                Some(rest) if rest.len() >= 4 => mp3::frames(rest).then_some(Kind::Mp3),
                _ => Some(Kind::Mp3),
            }
        }
        _ => mp3::frames(head).then_some(Kind::Mp3),
    }
}

/// The kind of a file, by as much of it as is needed. Blocks.
///
/// # Errors
/// [`Refusal::Empty`], [`Refusal::Stranger`] for what is known and not taken, else [`Refusal::Unknown`];
/// [`Fault::Failed`] if the file cannot be read.
pub fn look(path: &Path) -> Result<Kind, Fault> {
    let mut disk = Disk::open(path)?;
    if disk.len() == 0 {
        return Err(Refusal::Empty.into());
    }
    let head = disk.some(0, HEAD)?;
    if let Some(name) = stranger(&head) {
        return Err(Refusal::Stranger(name).into());
    }
    let kind = sniff(&head).ok_or(Refusal::Unknown)?;
    if kind == Kind::Mp3 {
        let start = mp3::start(&mut disk)?;
        let rest = disk.some(start, HEAD)?;
        if let Some(name) = stranger(&rest) {
            return Err(Refusal::Stranger(name).into());
        }
        if !mp3::frames(&rest) {
            return Err(Refusal::Unknown.into());
        }
    }
    Ok(kind)
}

/// What an ISO 14496-12 file says that it is: a kind, the name of one that is not taken, or nothing known.
fn brand(head: &[u8]) -> Result<Option<Kind>, &'static str> {
    let size = head.first_chunk().map_or(0, |size| u32::from_be_bytes(*size)) as usize;
    let brands = &head[8..size.clamp(8, head.len())];
    let mut all = brands.chunks_exact(4);
    let Some(major) = all.next() else { return Ok(None) };
    match major {
        b"avif" | b"avis" => return Err("AVIF"),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"hevm" | b"hevs" | b"mif1" | b"mif2"
        | b"msf1" | b"miaf" => return Err("HEIC"),
        b"crx " => return Err("CR3"),
        b"jp2 " | b"jpx " | b"jpm " => return Err("JPEG 2000"),
        b"aax " | b"aaxc" => return Err("AAX"),
        _ => {}
    }
    // After the major brand stands its version.
    let others: Vec<&[u8]> = all.skip(1).take(32).collect();
    if major == b"qt  " {
        return Ok(Some(Kind::Mov));
    }
    if matches!(major, b"M4A " | b"M4B " | b"M4P " | b"F4A ") {
        return Ok(Some(Kind::M4a));
    }
    let video = |one: &[u8]| {
        matches!(
            one,
            b"isom"
                | b"avc1"
                | b"mp41"
                | b"mp42"
                | b"mp71"
                | b"msnv"
                | b"MSNV"
                | b"M4V "
                | b"M4VH"
                | b"M4VP"
                | b"f4v "
                | b"F4V "
                | b"dash"
                | b"cmfc"
                | b"cmf2"
                | b"mmp4"
        ) || matches!(one, [b'i', b's', b'o', b'2'..=b'9'])
            || matches!(one, [b'3', b'g', ..])
    };
    Ok((video(major) || others.into_iter().any(video)).then_some(Kind::Mp4))
}

/// The kind of document that an EBML header names.
fn doctype(head: &[u8]) -> Option<&[u8]> {
    let (size, length) = crate::plain::webm::number(head.get(4..)?)?;
    let body = head.get(4 + length..)?;
    let mut body = &body[..usize::try_from(size).ok()?.min(body.len())];
    // A handful of elements, each with an id of two bytes.
    while let [a, b, rest @ ..] = body {
        let (size, length) = crate::plain::webm::number(rest)?;
        let end = length.checked_add(usize::try_from(size).ok()?)?;
        let data = rest.get(length..end)?;
        if [*a, *b] == [0x42, 0x82] {
            return Some(data.split(|byte| *byte == 0).next().unwrap_or(data));
        }
        body = &rest[end..];
    }
    None
}

/// The first packet of the first page, which must begin a stream.
fn ogg(head: &[u8]) -> Option<&[u8]> {
    let begins = head.get(5)? & 2 != 0;
    let segments = usize::from(*head.get(26)?);
    begins.then(|| head.get(27 + segments..)).flatten()
}

/// The name of a kind that people send as a recording and that is not taken, so that the refusal can say it.
pub fn stranger(head: &[u8]) -> Option<&'static str> {
    let text = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let begins = |word: &[u8]| text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word);
    for (word, name) in [
        (b"#EXTM3U".as_slice(), "HLS playlist"),
        (b"ffconcat", "concat script"),
        (b"<svg", "SVG"),
        (b"<?xml", "XML"),
        (b"<!doctype", "HTML"),
        (b"<html", "HTML"),
        (b"%PDF", "PDF"),
    ] {
        if begins(word) {
            return Some(name);
        }
    }
    match head {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => brand(head).err(),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => (doctype(head)? == b"matroska").then_some("Matroska (MKV)"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..] => Some("AVI"),
        [b'O', b'g', b'g', b'S', 0, ..] => match ogg(head)? {
            [0x80, b't', b'h', b'e', b'o', b'r', b'a', ..] => Some("Theora"),
            [0x7f, b'F', b'L', b'A', b'C', ..] => Some("FLAC"),
            [b'S', b'p', b'e', b'e', b'x', ..] => Some("Speex"),
            _ => None,
        },
        [b'f', b'L', b'a', b'C', ..] => Some("FLAC"),
        [b'F', b'L', b'V', 1, ..] => Some("FLV"),
        [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, ..] => Some("WMV"),
        [
            b'F',
            b'O',
            b'R',
            b'M',
            _,
            _,
            _,
            _,
            b'A',
            b'I',
            b'F',
            b'F' | b'C',
            ..,
        ] => Some("AIFF"),
        [0, 0, 1, 0xba, ..] => Some("MPEG"),
        [0x47, ..] if head.get(188) == Some(&0x47) && head.get(376) == Some(&0x47) => Some("MPEG-TS"),
        [0xff, 0xf1 | 0xf9, ..] => Some("AAC"),
        [0xff, 0xd8, 0xff, ..] => Some("JPEG"),
        [0x89, b'P', b'N', b'G', ..] => Some("PNG"),
        [b'G', b'I', b'F', b'8', ..] => Some("GIF"),
        [b'P', b'K', 3, 4, ..] => Some("ZIP"),
        _ => None,
    }
}
