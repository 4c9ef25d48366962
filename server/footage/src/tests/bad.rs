//! What is broken, cut, too much or made to do harm gets its sentence, and reads nothing but itself.

use super::files::*;
use crate::*;
use std::fs;

async fn refused(path: &std::path::Path, kind: Kind) -> Refusal {
    match probed(path, kind).await {
        Err(Fault::Refused(refusal)) => refusal,
        other => panic!("{}: {other:?}", path.display()),
    }
}

#[tokio::test]
async fn what_ends_too_early_is_refused_wherever_it_ends() {
    let folder = folder();
    let front = "-f lavfi -i testsrc2=s=96x64:d=1 -c:v libx264 -pix_fmt yuv420p -movflags +faststart";
    let front = fs::read(made(folder.path(), "front.mp4", front)).expect("a file");
    let files =
        [Kind::Mp4, Kind::Mov, Kind::M4a, Kind::WebM, Kind::Wav, Kind::Ogg].map(|kind| (kind, sample(kind)));
    for (kind, bytes) in files.into_iter().chain([(Kind::Mp4, front.as_slice())]) {
        for part in 1..8 {
            let end = bytes.len() * part / 8;
            let path = written(folder.path(), "a", &bytes[..end]);
            assert_eq!(
                plain(&path, kind, &limits()),
                Err(Refusal::CutShort.into()),
                "{kind:?} {end}"
            );
            assert_eq!(cleaned(&path, kind), Err(Refusal::CutShort.into()));
            assert!(
                fs::read(&path).expect("a file") == bytes[..end],
                "nothing was changed"
            );
            assert_eq!(refused(&path, kind).await, Refusal::CutShort);
        }
        for end in [1, 20, 60] {
            let path = written(folder.path(), "a", &bytes[..end]);
            assert!(
                matches!(plain(&path, kind, &limits()), Err(Fault::Refused(_))),
                "{kind:?} {end}"
            );
        }
        let path = written(folder.path(), "a", b"");
        assert_eq!(refused(&path, kind).await, Refusal::Empty);
    }
}

#[tokio::test]
async fn a_list_of_other_files_is_no_recording_under_any_name() {
    let folder = folder();
    let secret = written(folder.path(), "secret.wav", sample(Kind::Wav));
    let secret = secret.display();
    for text in [
        format!("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{secret}\n#EXT-X-ENDLIST\n"),
        "#EXTM3U\n#EXTINF:2,\nhttp://127.0.0.1:9/\n".to_owned(),
        format!("ffconcat version 1.0\nfile '{secret}'\n"),
        format!("concat:{secret}|{secret}"),
        format!("<MPD><BaseURL>file://{secret}</BaseURL></MPD>"),
    ] {
        let path = written(folder.path(), "a.mp4", text.as_bytes());
        assert!(
            matches!(look(&path), Err(Fault::Refused(refusal)) if refusal.code() == "kind"),
            "{text}"
        );
        // Not even if somebody says that it is one.
        let kinds = if text.contains("TARGET") {
            &KINDS[..]
        } else {
            &[Kind::Mp4, Kind::Mp3]
        };
        for kind in kinds {
            refused(&path, *kind).await;
        }
    }
}

/// Where the boxes of a path begin, each in the one before.
fn nested(bytes: &[u8], path: &[&[u8; 4]]) -> Vec<usize> {
    let (mut at, mut end, mut found) = (0, bytes.len(), Vec::new());
    for name in path {
        loop {
            assert!(at + 8 <= end, "{name:?}");
            let size = u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four")) as usize;
            if bytes[at + 4..at + 8] == **name {
                found.push(at);
                (at, end) = (at + 8, at + size);
                break;
            }
            at += size;
        }
    }
    found
}

#[tokio::test]
async fn a_movie_cannot_borrow_another_file() {
    let (folder, into) = (folder(), folder());
    // Silence of its own, and noise that is somebody else's.
    let own = made(
        folder.path(),
        "a.mov",
        "-f lavfi -i anullsrc=r=8000:cl=mono -t 1 -c:a pcm_s16le",
    );
    let noise: Vec<u8> = (0..200_000u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let secret = written(folder.path(), "secret", &noise);
    // An alias of a Macintosh: the whole path behind the name of a disk.
    let path = format!("disk{}", secret.to_str().expect("a name").replace('/', ":"));
    let name = b"secret";
    let mut alias = vec![0; 10];
    alias.extend(
        [
            &[4],
            &b"disk"[..],
            &[0; 23],
            &[0; 12],
            &[name.len() as u8],
            &name[..],
            &[0; 57],
            &[0; 16],
        ]
        .concat(),
    );
    alias.extend([0, 1, 0, 1]);
    alias.extend([0; 16]);
    alias.extend([&[0, 2], &(path.len() as u16).to_be_bytes()[..], path.as_bytes()].concat());
    alias.extend(vec![0; path.len() % 2]);
    alias.extend([0xff, 0xff, 0, 0]);
    let entry = [
        &((12 + alias.len()) as u32).to_be_bytes()[..],
        b"alis",
        &[0; 4],
        &alias,
    ]
    .concat();
    let dref = [
        &((16 + entry.len()) as u32).to_be_bytes()[..],
        b"dref",
        &[0; 4],
        &[0, 0, 0, 1],
        &entry,
    ]
    .concat();
    let mut bytes = fs::read(own).expect("a file");
    let boxes = nested(&bytes, &[b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"]);
    assert!(
        find(&bytes, b"mdat") < find(&bytes, b"moov"),
        "so that no place changes"
    );
    let at = boxes[5];
    let old = u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four")) as usize;
    for one in &boxes[..5] {
        let size =
            u32::from_be_bytes(bytes[*one..one + 4].try_into().expect("four")) as usize + dref.len() - old;
        bytes[*one..one + 4].copy_from_slice(&(size as u32).to_be_bytes());
    }
    bytes.splice(at..at + old, dref);
    let path = written(folder.path(), "b.mov", &bytes);
    // Whoever asks for it is given the other file's bytes: the trap works.
    let name = path.to_str().expect("a name");
    let trap = [
        "-enable_drefs",
        "1",
        "-use_absolute_path",
        "1",
        "-i",
        name,
        "-f",
        "s16le",
        "-",
    ];
    assert!(told("ffmpeg", &trap).iter().any(|byte| *byte != 0));
    let probed = probed(&path, Kind::Mov).await.expect("a sound");
    let sound = sound(&tools().await, &path, &probed, into.path(), &limits(), |_| {}).await;
    match sound {
        Ok(sound) => assert_eq!(sound.waveform, [0; PEAKS], "nobody else's noise"),
        Err(fault) => assert!(matches!(fault, Fault::Refused(_)), "{fault}"),
    }
}

#[tokio::test]
async fn too_much_is_refused_before_work() {
    let folder = folder();
    let maps = "-map 0 ".repeat(17);
    let args = format!("-f lavfi -i sine=d=0.1:r=8000 {maps} -c:a aac");
    for kind in [Kind::Mp4, Kind::WebM] {
        let args = if kind == Kind::WebM {
            args.replace("aac", "libopus")
        } else {
            args.clone()
        };
        let path = made(folder.path(), &format!("many.{}", kind.extension()), &args);
        assert_eq!(plain(&path, kind, &limits()), Err(Refusal::Streams(16).into()));
        assert_eq!(refused(&path, kind).await, Refusal::Streams(16));
    }
    // A hundred hours, it says.
    let long = 360_000_000u32.to_be_bytes();
    let mut bytes = sample(Kind::Mp4).to_vec();
    for name in [b"mvhd", b"mdhd"] {
        bytes = patched(
            &patched(&bytes, name, 12, &1_000u32.to_be_bytes()),
            name,
            16,
            &long,
        );
    }
    let path = written(folder.path(), "long.mp4", &bytes);
    assert_eq!(plain(&path, Kind::Mp4, &limits()), Err(Refusal::Long(240).into()));
    assert_eq!(refused(&path, Kind::Mp4).await, Refusal::Long(240));
    let bytes = patched(
        sample(Kind::WebM),
        &[0x44, 0x89, 0x88],
        0,
        &3.6e8f64.to_be_bytes(),
    );
    let path = written(folder.path(), "long.webm", &bytes);
    assert_eq!(
        plain(&path, Kind::WebM, &limits()),
        Err(Refusal::Long(240).into())
    );
    assert_eq!(refused(&path, Kind::WebM).await, Refusal::Long(240));
    let short = Limits {
        seconds: 1,
        ..limits()
    };
    for kind in KINDS {
        let path = written(folder.path(), "a", sample(kind));
        assert_eq!(plain(&path, kind, &short), Err(Refusal::Long(0).into()));
        assert_eq!(
            probe(&tools().await, &path, kind, &short).await,
            Err(Refusal::Long(0).into())
        );
    }
    for (size, refusal) in [
        ("5000x32", Refusal::Side(4_096)),
        ("4096x2400", Refusal::Pixels(9)),
        ("64x8", Refusal::Small(16)),
    ] {
        let args = format!("-f lavfi -i color=s={size}:r=10:d=0.1 -c:v mjpeg -pix_fmt yuvj420p");
        let path = made(folder.path(), "large.mov", &args);
        assert_eq!(plain(&path, Kind::Mov, &limits()), Err(refusal.into()));
        assert_eq!(refused(&path, Kind::Mov).await, refusal);
    }
    let args = "-f lavfi -i color=s=32x32:r=1000:d=0.5 -c:v mjpeg -pix_fmt yuvj420p";
    let path = made(folder.path(), "fast.mov", args);
    assert_eq!(refused(&path, Kind::Mov).await, Refusal::Rate(240));
}

#[tokio::test]
async fn a_header_that_lies_about_sizes_is_found_out() {
    let folder = folder();
    let args = "-f lavfi -i color=s=4000x4000:r=10:d=0.2 -c:v mjpeg -pix_fmt yuvj420p";
    let bytes = fs::read(made(folder.path(), "a.mov", args)).expect("a file");
    let bytes = patched(&bytes, b"tkhd", 4 + 72, &[0, 64, 0, 0, 0, 64, 0, 0]);
    let stsd = nested(&bytes, &[b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd"])[5];
    let mut bytes = bytes;
    bytes[stsd + 48..stsd + 52].copy_from_slice(&[0, 64, 0, 64]);
    let path = written(folder.path(), "b.mov", &bytes);
    let seen = plain(&path, Kind::Mov, &limits()).expect("it says so");
    assert_eq!(seen.size, Some((64, 64)));
    let into = super::files::folder();
    let film = match probed(&path, Kind::Mov).await {
        Ok(probed) => film(&tools().await, &path, &probed, into.path(), &limits(), |_| {})
            .await
            .map(|_| ()),
        Err(fault) => Err(fault),
    };
    assert!(matches!(film, Err(Fault::Refused(_))), "{film:?}");
}

#[tokio::test]
async fn what_holds_nothing_or_strange_things_is_refused() {
    let folder = folder();
    let words = written(
        folder.path(),
        "a.srt",
        b"1\n00:00:00,000 --> 00:00:01,000\nhello\n",
    );
    let path = made(
        folder.path(),
        "words.mp4",
        &format!("-i {} -c:s mov_text", words.display()),
    );
    assert_eq!(plain(&path, Kind::Mp4, &limits()), Err(Refusal::NoContent.into()));
    assert_eq!(refused(&path, Kind::Mp4).await, Refusal::NoContent);
    let path = made(
        folder.path(),
        "old.mov",
        "-f lavfi -i testsrc2=s=64x64:d=0.2 -c:v cinepak",
    );
    assert_eq!(refused(&path, Kind::Mov).await, Refusal::Codec);
    // The frames are noise, though all boxes are well.
    let bytes = sample(Kind::Mp4);
    let at = find(bytes, b"mdat").expect("media") + 4;
    let end = find(bytes, b"moov").expect("a head") - 4;
    let mut noisy = bytes.to_vec();
    for (number, byte) in noisy[at..end].iter_mut().enumerate() {
        *byte = ((number as u32).wrapping_mul(2_654_435_761) >> 24) as u8;
    }
    let path = written(folder.path(), "noise.mp4", &noisy);
    let into = super::files::folder();
    let made = match probed(&path, Kind::Mp4).await {
        Ok(probed) => film(&tools().await, &path, &probed, into.path(), &limits(), |_| {})
            .await
            .map(|_| ()),
        Err(fault) => Err(fault),
    };
    assert!(matches!(made, Err(Fault::Refused(Refusal::Broken))), "{made:?}");
}
