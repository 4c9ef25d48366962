//! A cleaned file plays frame by frame as before, has its length, and tells nothing.

use super::files::*;
use crate::*;
use std::{fs, path::Path};

/// Cleans the file and gives its bytes; what it shows must stay.
fn cleans(path: &Path, kind: Kind) -> Vec<u8> {
    let (before, length) = (frames(path), fs::metadata(path).expect("a file").len());
    let seen = plain(path, kind, &limits()).expect("a recording");
    cleaned(path, kind).expect("cleaned");
    assert_eq!(frames(path), before, "{}", path.display());
    assert!(before.lines().filter(|line| !line.starts_with('#')).count() > 5);
    let bytes = fs::read(path).expect("a file");
    assert_eq!(bytes.len() as u64, length);
    assert_eq!(look(path), Ok(kind));
    assert_eq!(
        plain(path, kind, &limits()).expect("a recording").milliseconds,
        seen.milliseconds
    );
    cleaned(path, kind).expect("cleaned");
    assert!(fs::read(path).expect("a file") == bytes, "twice is once");
    bytes
}

#[test]
fn every_kind_plays_as_before_and_tells_nothing() {
    for kind in KINDS {
        let folder = folder();
        let bytes = sample(kind);
        assert!(
            SECRETS
                .iter()
                .any(|secret| find(bytes, secret.as_bytes()).is_some()),
            "{kind:?}"
        );
        let path = written(folder.path(), "a", bytes);
        cleans(&path, kind);
        // What is under a checksum stays, and is said to stay.
        if kind != Kind::Ogg {
            tells_nothing(&path);
        }
    }
}

#[test]
fn what_is_in_fragments_or_first_plays_as_before() {
    let folder = folder();
    let input = "-f lavfi -i testsrc2=s=96x64:r=25:d=2 -f lavfi -i sine=d=2 -c:v libx264 -pix_fmt yuv420p -g 10 -c:a aac";
    for (name, flags) in [
        ("front.mp4", "-movflags +faststart"),
        ("parts.mp4", "-movflags +frag_keyframe+empty_moov"),
        ("dash.mp4", "-movflags +frag_keyframe+delay_moov"),
        (
            "tags.mov",
            "-movflags +faststart+use_metadata_tags -timecode 01:02:03:04",
        ),
        (
            "live.webm",
            "-c:v libvpx -deadline realtime -c:a libopus -live 1 -f webm",
        ),
    ] {
        let path = made(folder.path(), name, &format!("{input} {flags}"));
        let kind = look(&path).expect("a kind");
        cleans(&path, kind);
        tells_nothing(&path);
    }
}

#[test]
fn clocks_of_cameras_are_emptied() {
    let folder = folder();
    let args = "-f lavfi -i testsrc2=s=96x64:d=1 -c:v libx264 -pix_fmt yuv420p -metadata creation_time=2024-05-06T07:08:09";
    let path = made(folder.path(), "a.mp4", args);
    assert!(known(&path).contains("2024-05-06"));
    cleans(&path, Kind::Mp4);
    assert!(!known(&path).contains("2024"));
    tells_nothing(&path);
}

#[test]
fn tracks_of_places_go_with_their_samples() {
    let folder = folder();
    let text = "1\n00:00:00,000 --> 00:00:01,000\nOurSecret walk\n\n2\n00:00:01,000 --> 00:00:02,000\nOurSecret home +55.7558\n";
    let words = written(folder.path(), "a.srt", text.as_bytes());
    let args = format!(
        "-f lavfi -i testsrc2=s=96x64:d=2 -f lavfi -i sine=d=2 -i {} -map 0 -map 1 -map 2 -c:v libx264 -pix_fmt yuv420p -c:a aac -c:s mov_text",
        words.display()
    );
    for (name, flags) in [
        ("a.mp4", ""),
        ("b.mp4", " -movflags +faststart"),
        ("c.mp4", " -movflags +frag_keyframe+empty_moov"),
    ] {
        let path = made(folder.path(), name, &(args.clone() + flags));
        let bytes = fs::read(&path).expect("a file");
        // Words for people to read stay.
        cleans(&path, Kind::Mp4);
        assert!(find(&fs::read(&path).expect("a file"), b"OurSecret home").is_some());
        // As phones write where they are: the same samples under another handler.
        let mut bytes = bytes;
        let at = find(&bytes, b"sbtl").expect("a handler");
        bytes[at..at + 4].copy_from_slice(b"meta");
        let path = written(folder.path(), name, &bytes);
        assert!(known(&path).contains("codec_type=data") || known(&path).contains("codec_type=subtitle"));
        cleans(&path, Kind::Mp4);
        // Of fragments it is said that such tracks stay.
        if name != "c.mp4" {
            tells_nothing(&path);
        }
    }
}

#[test]
fn a_webm_with_checksums_attachments_and_chapters_is_emptied() {
    let folder = folder();
    let note = written(folder.path(), "note.txt", b"OurSecret note");
    let chapters = written(
        folder.path(),
        "chapters",
        b";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=OurSecret chapter\n",
    );
    let args = format!(
        "-f lavfi -i testsrc2=s=96x64:d=2 -i {} -map 0 -map_chapters 1 -c:v libvpx -deadline realtime -attach {} \
         -metadata:s:t mimetype=text/plain -metadata:s:v title=OurSecretTrack -f matroska",
        chapters.display(),
        note.display()
    );
    let bytes = fs::read(made(folder.path(), "a.webm", &args)).expect("a file");
    let path = written(
        folder.path(),
        "b.webm",
        &patched(&bytes, b"\x42\x82\x88", 0, b"webm\0\0\0\0"),
    );
    for secret in [
        &b"OurSecret note"[..],
        b"OurSecret chapter",
        b"OurSecretTrack",
        b"OurSecretTitle",
    ] {
        assert!(find(&bytes, secret).is_some());
    }
    let crc = |bytes: &[u8]| bytes.windows(2).filter(|two| *two == [0xbf, 0x84]).count();
    assert!(crc(&bytes) > 3, "there are checksums");
    cleans(&path, Kind::WebM);
    tells_nothing(&path);
    let told = told(
        "ffprobe",
        &["-err_detect", "crccheck+explode", path.to_str().expect("a name")],
    );
    assert!(told.is_empty());
}

#[test]
fn what_stands_behind_or_between_is_emptied() {
    let folder = folder();
    let more = b"PK\x03\x04 OurSecret archive, with some +55.7558 in it";
    for kind in [Kind::Mp4, Kind::Mov, Kind::M4a, Kind::WebM, Kind::Wav] {
        for cut in [1, 8, more.len()] {
            let bytes = [sample(kind), &more[..cut]].concat();
            let path = written(folder.path(), "a", &bytes);
            let clean = cleans(&path, kind);
            assert!(find(&clean, &more[..cut.max(4)]).is_none(), "{kind:?}");
            tells_nothing(&path);
        }
    }
    // A box that nobody knows, and one that is said to be free.
    for name in [b"free", b"junk", b"uuid"] {
        let mp4 = sample(Kind::Mp4);
        let hidden = [&((8 + more.len()) as u32).to_be_bytes()[..], name, more].concat();
        let path = written(folder.path(), "a", &[mp4, &hidden].concat());
        cleans(&path, Kind::Mp4);
        tells_nothing(&path);
    }
    // Tags of sound.
    let chunk = [b"id3 ".as_slice(), &(more.len() as u32).to_le_bytes(), more].concat();
    let path = written(folder.path(), "a", &[sample(Kind::Wav), &chunk].concat());
    cleans(&path, Kind::Wav);
    tells_nothing(&path);
}

#[test]
fn tags_behind_an_mp3_are_emptied() {
    let folder = folder();
    let bytes = sample(Kind::Mp3);
    let (frames, old) = bytes.split_at(bytes.len() - 128);
    assert!(old.starts_with(b"TAG") && find(old, b"OurSecret").is_some());
    let item = b"\x0e\0\0\0\0\0\0\0Title\0OurSecretTitle";
    let part = |flags: u32| {
        let size = (32 + item.len() as u32).to_le_bytes();
        [
            b"APETAGEX".as_slice(),
            &2_000u32.to_le_bytes(),
            &size,
            &1u32.to_le_bytes(),
            &flags.to_le_bytes(),
            &[0; 8],
        ]
        .concat()
    };
    let ape = [&part(0xa000_0000)[..], item, &part(0x8000_0000)].concat();
    for bytes in [[frames, &ape, old].concat(), [frames, &ape].concat()] {
        let path = written(folder.path(), "a", &bytes);
        cleans(&path, Kind::Mp3);
        tells_nothing(&path);
    }
}
