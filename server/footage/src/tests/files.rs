//! Small recordings, and ffmpeg's own opinion of files.

use crate::*;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};
use tempfile::TempDir;

/// What nobody else may learn, as it stands in every file made here.
pub const SECRETS: [&str; 2] = ["+55.7558", "OurSecret"];
const TAGS: [&str; 6] = [
    "-metadata",
    "location=+55.7558+037.6173/",
    "-metadata",
    "title=OurSecretTitle",
    "-metadata",
    "comment=OurSecretPlace +55.7558+037.6173/",
];
pub const KINDS: [Kind; 7] = [
    Kind::Mp4,
    Kind::Mov,
    Kind::WebM,
    Kind::Mp3,
    Kind::M4a,
    Kind::Ogg,
    Kind::Wav,
];

pub async fn tools() -> Tools {
    static FOUND: tokio::sync::OnceCell<Tools> = tokio::sync::OnceCell::const_new();
    let find = async || {
        Tools::find(None)
            .await
            .expect("a good ffmpeg")
            .expect("ffmpeg: `make setup` installs it")
    };
    FOUND.get_or_init(find).await.clone()
}

/// One thread, so that bytes are the same each time.
pub fn limits() -> Limits {
    Limits {
        threads: 1,
        ..Limits::default()
    }
}

/// In memory where that can be: what is cleaned is synced to the disk.
pub fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .expect("a folder")
}

/// Runs ffmpeg or ffprobe and gives what it writes.
pub fn told(program: &str, args: &[&str]) -> Vec<u8> {
    let quiet = ["-hide_banner", "-v", "error"];
    let out = Command::new(program)
        .args(quiet)
        .args(args)
        .output()
        .expect("ffmpeg");
    assert!(
        out.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    out.stdout
}

/// A file made by `ffmpeg ARGS… NAME`.
pub fn made(folder: &Path, name: &str, args: &str) -> PathBuf {
    let path = folder.join(name);
    let mut words: Vec<&str> = vec!["-nostdin", "-y"];
    words.extend(args.split_whitespace());
    words.extend(TAGS);
    words.extend(["-threads", "1", path.to_str().expect("a name")]);
    told("ffmpeg", &words);
    path
}

/// A recording of the kind, of two seconds, with pictures where it can have them, and with secrets.
pub fn sample(kind: Kind) -> &'static [u8] {
    static MADE: OnceLock<Vec<(Kind, Vec<u8>)>> = OnceLock::new();
    let all = MADE.get_or_init(|| {
        let folder = folder();
        let pictures = "-f lavfi -i testsrc2=s=128x72:r=25:d=2";
        let sound = "-f lavfi -i sine=d=2:r=44100";
        let made = |(kind, args): (Kind, String)| {
            let path = made(folder.path(), &format!("a.{}", kind.extension()), &args);
            (kind, fs::read(path).expect("a file"))
        };
        [
            (Kind::Mp4, format!("{pictures} {sound} -c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac")),
            (Kind::Mov, format!("{pictures} {sound} -c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac -movflags use_metadata_tags")),
            (Kind::WebM, format!("{pictures} {sound} -c:v libvpx -deadline realtime -b:v 200k -c:a libopus")),
            (Kind::Mp3, format!("{sound} -c:a libmp3lame -b:a 64k -write_id3v1 1")),
            (Kind::M4a, format!("{sound} -c:a aac")),
            (Kind::Ogg, format!("{sound} -c:a libvorbis")),
            (Kind::Wav, format!("{sound} -ar 8000")),
        ]
        .map(made)
        .to_vec()
    });
    let found = all.iter().find(|(one, _)| *one == kind);
    &found.expect("every kind").1
}

pub fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("written");
    path
}

pub fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

/// Writes over what stands so many bytes after the first `name`.
pub fn patched(bytes: &[u8], name: &[u8], after: usize, with: &[u8]) -> Vec<u8> {
    let at = find(bytes, name).expect("the name") + name.len() + after;
    let mut bytes = bytes.to_vec();
    bytes[at..at + with.len()].copy_from_slice(with);
    bytes
}

/// An MP4 whose first track says that it is shown a quarter turned clockwise.
pub fn turned(mp4: &[u8]) -> Vec<u8> {
    let one = 0x1_0000u32.to_be_bytes();
    let minus = (-0x1_0000i32).to_be_bytes();
    let none = [0; 4];
    let matrix = [
        none,
        one,
        none,
        minus,
        none,
        none,
        none,
        none,
        0x4000_0000u32.to_be_bytes(),
    ]
    .concat();
    patched(mp4, b"tkhd", 40, &matrix)
}

/// What is heard and seen, frame by frame.
pub fn frames(path: &Path) -> String {
    let path = path.to_str().expect("a name");
    let told = told(
        "ffmpeg",
        &["-i", path, "-map", "0:v?", "-map", "0:a?", "-f", "framemd5", "-"],
    );
    String::from_utf8(told).expect("a text")
}

/// All that ffprobe knows of a file.
pub fn known(path: &Path) -> String {
    let path = path.to_str().expect("a name");
    let args = [
        "-show_streams",
        "-show_format",
        "-show_chapters",
        "-show_programs",
        path,
    ];
    String::from_utf8_lossy(&told("ffprobe", &args)).into_owned()
}

/// Neither the bytes nor ffprobe tell what they must not.
pub fn tells_nothing(path: &Path) {
    let (bytes, known) = (fs::read(path).expect("a file"), known(path));
    for secret in SECRETS {
        let found = find(&bytes, secret.as_bytes());
        assert_eq!(found, None, "{secret} in {}", path.display());
        assert!(!known.contains(secret), "{secret} of {}", path.display());
    }
    for tag in ["TAG:location", "TAG:title", "TAG:creation_time", "TAG:comment"] {
        assert!(!known.contains(tag), "{tag} of {}: {known}", path.display());
    }
}

/// The first picture of a file as RGB, made `width` × `height`.
pub fn first(path: &Path, width: u32, height: u32) -> Vec<u8> {
    let scale = format!("scale={width}:{height}:flags=area");
    let path = path.to_str().expect("a name");
    told(
        "ffmpeg",
        &[
            "-i",
            path,
            "-frames:v",
            "1",
            "-vf",
            &scale,
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
            "-",
        ],
    )
}

/// The size of the pictures in a file, and of a pixel.
pub fn size(path: &Path) -> String {
    let entries = "stream=width,height,sample_aspect_ratio,pix_fmt,r_frame_rate";
    let path = path.to_str().expect("a name");
    let args = [
        "-select_streams",
        "v:0",
        "-show_entries",
        entries,
        "-of",
        "csv=p=0",
        path,
    ];
    String::from_utf8_lossy(&told("ffprobe", &args)).trim().to_owned()
}

pub async fn probed(path: &Path, kind: Kind) -> Result<Probed, Fault> {
    probe(&tools().await, path, kind, &limits()).await
}

/// Everything from a file to its renditions, in a folder of its own; and what progress was told.
pub async fn filmed(path: &Path, into: &Path, limits: &Limits) -> (Film, Vec<u8>) {
    let tools = tools().await;
    let kind = look(path).expect("a kind");
    let probed = probe(&tools, path, kind, limits).await.expect("a recording");
    let mut told = Vec::new();
    let film = film(&tools, path, &probed, into, limits, |percent| told.push(percent)).await;
    (film.expect("a film"), told)
}
