//! What a file is, by its first bytes alone. Neither its name nor what a browser says of it is asked.

/// The kinds of pictures that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Jpeg,
    Png,
    WebP,
    Gif,
}

/// As many bytes of a file's beginning as [`sniff`] looks at.
pub const HEAD: usize = 32;

/// The kind of a file that begins so. SVG, HTML and whatever else has a picture only further on are none: what is taken
/// begins with its own mark, and whether the rest holds what the mark promises is for the readers to say.
pub fn sniff(head: &[u8]) -> Option<Kind> {
    match head {
        // The first marker follows the start at once: a table, a note, or padding before one of them.
        [0xff, 0xd8, 0xff, 0xc0..=0xff, ..] => Some(Kind::Jpeg),
        // The mark, and the header with its fixed length.
        [
            0x89,
            b'P',
            b'N',
            b'G',
            b'\r',
            b'\n',
            0x1a,
            b'\n',
            0,
            0,
            0,
            13,
            b'I',
            b'H',
            b'D',
            b'R',
            ..,
        ] => Some(Kind::Png),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            b'V',
            b'P',
            b'8',
            b' ' | b'L' | b'X',
            ..,
        ] => Some(Kind::WebP),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Gif),
        _ => None,
    }
}

/// The name of a kind that people send as a picture and that is not taken, so that the refusal can say it.
pub fn stranger(head: &[u8]) -> Option<&'static str> {
    let text = head.trim_ascii_start();
    let begins = |word: &[u8]| text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word);
    if begins(b"<svg") || begins(b"<?xml") {
        return Some("SVG");
    }
    if begins(b"<!doctype") || begins(b"<html") {
        return Some("HTML");
    }
    match head {
        // ISO 14496-12: a box `ftyp` with the file's brand.
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4)? {
            b"avif" | b"avis" => Some("AVIF"),
            b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1" => Some("HEIC"),
            _ => None,
        },
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some("TIFF"),
        [b'B', b'M', ..] => Some("BMP"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => Some("JPEG XL"),
        _ => None,
    }
}
