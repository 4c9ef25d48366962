//! What a file is, is told by its content.

use super::files::*;
use crate::*;

#[tokio::test]
async fn kinds_are_known_by_their_content() {
    let folder = folder();
    for kind in KINDS {
        let bytes = sample(kind);
        assert_eq!(sniff(&bytes[..HEAD.min(bytes.len())]), Some(kind));
        // Not a byte before the mark.
        assert_eq!(sniff(&[b" ", &bytes[..HEAD]].concat()), None, "{kind:?}");
        assert_eq!(sniff(&bytes[..3]), None);
        let path = written(folder.path(), "-i.txt", bytes);
        assert_eq!(look(&path), Ok(kind));
        let plain = plain(&path, kind, &limits()).expect("a recording");
        let probed = probed(&path, kind).await.expect("a recording");
        let moves = matches!(kind, Kind::Mp4 | Kind::Mov | Kind::WebM);
        assert_eq!(kind.moves(), if moves { None } else { Some(false) });
        assert_eq!(plain.size, moves.then_some((128, 72)), "{kind:?}");
        assert_eq!(probed.video.map(|video| (video.width, video.height)), plain.size);
        assert!(plain.audio && probed.audio.is_some());
        assert!(
            probed.milliseconds.abs_diff(2_000) < 120,
            "{kind:?}: {}",
            probed.milliseconds
        );
        let milliseconds = plain.milliseconds.expect("a length");
        assert!(milliseconds.abs_diff(2_000) < 120, "{kind:?}: {milliseconds}");
        let mime = kind.mime(moves);
        assert!(
            mime.starts_with(if moves { "video/" } else { "audio/" }),
            "{mime}"
        );
    }
}

#[test]
fn frames_of_mp3_need_no_tag() {
    let bytes = sample(Kind::Mp3);
    let start = find(bytes, &[0xff, 0xfb]).expect("a frame");
    assert_eq!(sniff(&bytes[start..start + HEAD]), Some(Kind::Mp3));
    // One that stands alone may be chance.
    let lone = [&bytes[start..start + 4], &[7; 2_000]].concat();
    assert_eq!(sniff(&lone), None);
    // A cover may be longer than the head, and then what stands behind it decides.
    let folder = folder();
    let cover = |rest: &[u8]| [b"ID3\x03\0\0\0\0\x7f\x7f".as_slice(), &[0x55; 16_383], rest].concat();
    let long = cover(&bytes[start..]);
    assert_eq!(sniff(&long[..HEAD]), Some(Kind::Mp3));
    assert_eq!(look(&written(folder.path(), "a", &long)), Ok(Kind::Mp3));
    let flac = written(folder.path(), "b", &cover(b"fLaC\0\0\0\x22"));
    assert_eq!(look(&flac), Err(Refusal::Stranger("FLAC").into()));
    let nothing = written(folder.path(), "c", &cover(&[0x33; 9_000]));
    assert_eq!(look(&nothing), Err(Refusal::Unknown.into()));
}

#[test]
fn what_is_no_recording_is_told_what_one_is() {
    let folder = folder();
    let brand = |brand: &[u8]| [b"\0\0\0\x14ftyp".as_slice(), brand, b"\0\0\0\0mif1", &[0; 64]].concat();
    let mut transport = vec![0x20; 1_000];
    for packet in 0..5 {
        transport[packet * 188] = 0x47;
    }
    let zip = [b"PK\x03\x04\x14\0\0\0".as_slice(), sample(Kind::Mp4)].concat();
    for (bytes, refusal) in [
        (Vec::new(), Refusal::Empty),
        (vec![0], Refusal::Unknown),
        (vec![0; 100_000], Refusal::Unknown),
        (vec![0xff; 100_000], Refusal::Unknown),
        (b"hello".to_vec(), Refusal::Unknown),
        (b"\x7fELF\x02\x01\x01".to_vec(), Refusal::Unknown),
        (
            b"#EXTM3U\n/etc/passwd\n".to_vec(),
            Refusal::Stranger("HLS playlist"),
        ),
        (
            b"\xef\xbb\xbf\r\n#extm3u\n".to_vec(),
            Refusal::Stranger("HLS playlist"),
        ),
        (
            b"ffconcat version 1.0\nfile /etc/passwd\n".to_vec(),
            Refusal::Stranger("concat script"),
        ),
        (
            b"  <svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            Refusal::Stranger("SVG"),
        ),
        (
            b"<!DOCTYPE html><video src=x>".to_vec(),
            Refusal::Stranger("HTML"),
        ),
        (brand(b"avif"), Refusal::Stranger("AVIF")),
        (brand(b"heic"), Refusal::Stranger("HEIC")),
        (brand(b"mif1"), Refusal::Stranger("HEIC")),
        (brand(b"crx "), Refusal::Stranger("CR3")),
        (brand(b"odd "), Refusal::Unknown),
        (b"RIFF\x24\0\0\0AVI LIST".to_vec(), Refusal::Stranger("AVI")),
        (b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), Refusal::Unknown),
        (b"fLaC\0\0\0\x22".to_vec(), Refusal::Stranger("FLAC")),
        (
            b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska".to_vec(),
            Refusal::Stranger("Matroska (MKV)"),
        ),
        (b"\x1a\x45\xdf\xa3\xff\xff\xff\xff".to_vec(), Refusal::Unknown),
        (b"FLV\x01\x05\0\0\0\x09".to_vec(), Refusal::Stranger("FLV")),
        (transport, Refusal::Stranger("MPEG-TS")),
        (zip, Refusal::Stranger("ZIP")),
        (b"\xff\xf1\x50\x80\0\x1f\xfc".to_vec(), Refusal::Stranger("AAC")),
    ] {
        let path = written(folder.path(), "film.mp4", &bytes);
        assert_eq!(
            look(&path),
            Err(refusal.into()),
            "{:?}",
            &bytes[..bytes.len().min(20)]
        );
        assert_eq!(sniff(&bytes[..bytes.len().min(HEAD)]), None, "{refusal}");
        let sentence = refusal.to_string();
        assert!(sentence.ends_with(['.', '?']) && sentence.len() > 15 && !refusal.code().is_empty());
    }
}

#[tokio::test]
async fn what_cameras_and_programs_write_is_taken() {
    let (pictures, sound) = (
        "-f lavfi -i testsrc2=s=64x64:r=10:d=0.5",
        "-f lavfi -i sine=d=0.5:r=48000",
    );
    for (name, codecs, moves) in [
        (
            "a.mov",
            "-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 -pix_fmt yuv420p10le -c:a alac",
            true,
        ),
        ("b.mov", "-c:v prores -c:a pcm_s24le", true),
        ("c.mp4", "-c:v libsvtav1 -preset 12 -c:a libopus", true),
        ("d.mp4", "-c:v mpeg4 -c:a libmp3lame", true),
        (
            "e.webm",
            "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libvorbis",
            true,
        ),
        ("f.mp4", "-c:v mjpeg -pix_fmt yuvj420p -c:a ac3", true),
        ("g.ogg", "-vn -c:a libopus", false),
        ("h.wav", "-vn -c:a pcm_f32le", false),
        ("i.mp3", "-vn -c:a libmp3lame -q:a 4", false),
    ] {
        let (folder, into) = (folder(), folder());
        let path = made(folder.path(), name, &format!("{pictures} {sound} {codecs}"));
        let kind = look(&path).expect("a kind");
        let probed = probed(&path, kind).await.expect(name);
        assert_eq!(
            (probed.video.is_some(), probed.audio.is_some()),
            (moves, true),
            "{name}"
        );
        let milliseconds = match moves {
            true => film(&tools().await, &path, &probed, into.path(), &limits(), |_| {})
                .await
                .map(|film| film.milliseconds),
            false => sound_of(&path, &probed, into.path()).await,
        };
        assert!(
            milliseconds
                .as_ref()
                .is_ok_and(|length| length.abs_diff(500) < 150),
            "{name}: {milliseconds:?}"
        );
    }
}

async fn sound_of(path: &std::path::Path, probed: &Probed, into: &std::path::Path) -> Result<u64, Fault> {
    sound(&tools().await, path, probed, into, &limits(), |_| {})
        .await
        .map(|sound| sound.milliseconds)
}
