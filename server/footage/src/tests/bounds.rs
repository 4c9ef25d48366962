//! Work has an end: nothing outlives whoever waits for it, and what takes too long or too much is refused.

use super::files::*;
use crate::{
    run::{Work, run, words},
    *,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use tokio::sync::mpsc;

/// Processes whose command line has the word: those that ended and wait for their parent have none.
fn with(word: &str) -> Vec<PathBuf> {
    let all = fs::read_dir("/proc")
        .expect("Linux")
        .flatten()
        .map(|entry| entry.path());
    all.filter(|path| {
        let line = fs::read(path.join("cmdline")).unwrap_or_default();
        find(&line, word.as_bytes()).is_some()
    })
    .collect()
}

/// A field of a process's `stat`, counted from the one behind its name.
fn field(process: &Path, number: usize) -> String {
    let stat = fs::read_to_string(process.join("stat")).expect("it runs");
    let fields = stat.rsplit(") ").next().expect("fields");
    fields.split(' ').nth(number).expect("the field").to_owned()
}

/// Waits until something is so, for half a minute at the most.
async fn until(is: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < Duration::from_secs(30), "in vain");
        tokio::task::yield_now().await;
    }
}

/// Pictures without end, named so that it can be found.
fn endless<'a>(tools: &'a Tools, folder: &'a Path, time: Duration) -> Work<'a> {
    let name = folder.to_str().expect("a name");
    let args = words(&format!(
        "-v error -f lavfi -i testsrc2=s=64x64 -metadata title={name} -f rawvideo pipe:1"
    ));
    Work {
        program: &tools.ffmpeg,
        args,
        folder,
        time,
    }
}

#[tokio::test]
async fn nothing_outlives_a_future_that_is_dropped() {
    let (tools, folder) = (tools().await, folder());
    let name = folder.path().to_str().expect("a name");
    let (tell, mut told) = mpsc::unbounded_channel();
    let limits = limits();
    let mut work = Box::pin(run(
        &tools,
        &limits,
        endless(&tools, folder.path(), Duration::from_secs(600)),
        |_| tell.send(()).map_err(|error| Fault::Failed(error.to_string())),
    ));
    tokio::select! {
        ended = &mut work => panic!("{ended:?}"),
        _ = told.recv() => {}
    }
    let processes = with(name);
    assert_eq!(processes.len(), 1, "one process in all");
    // A group of its own: its number is the process's. And it steps back for others.
    let id = processes[0]
        .file_name()
        .and_then(|id| id.to_str())
        .expect("a number");
    assert_eq!(field(&processes[0], 2), id);
    let own: i32 = field(Path::new("/proc/self"), 16).parse().expect("a number");
    assert_eq!(field(&processes[0], 16), (own + 10).min(19).to_string());
    let environment = fs::read(processes[0].join("environ")).expect("it runs");
    let names: Vec<&[u8]> = environment
        .split(|byte| *byte == 0)
        .filter_map(|one| one.split(|byte| *byte == b'=').next())
        .collect();
    assert_eq!(
        names,
        [b"AV_LOG_FORCE_NOCOLOR".as_slice(), b"LC_ALL", b"PATH", b""]
    );
    drop(work);
    until(|| with(name).is_empty()).await;
}

#[tokio::test]
async fn a_film_that_nobody_waits_for_ends() {
    let (tools, folder, into) = (tools().await, folder(), folder());
    let args = "-f lavfi -i testsrc2=s=320x180:r=30:d=10 -c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    let path = made(folder.path(), "a.mp4", args);
    let probed = probed(&path, Kind::Mp4).await.expect("a video");
    let limits = limits();
    let name = path.to_str().expect("a name").to_owned();
    let mut work = Box::pin(film(&tools, &path, &probed, into.path(), &limits, |_| {}));
    tokio::select! {
        biased;
        () = until(|| !with(&name).is_empty()) => {}
        ended = &mut work => panic!("{ended:?}"),
    }
    drop(work);
    until(|| with(&name).is_empty()).await;
}

#[tokio::test]
async fn what_takes_too_long_is_stopped() {
    let (tools, folder) = (tools().await, folder());
    let name = folder.path().to_str().expect("a name");
    let work = endless(&tools, folder.path(), Duration::from_millis(300));
    assert_eq!(
        run(&tools, &limits(), work, |_| Ok(())).await,
        Err(Refusal::Slow.into())
    );
    assert!(with(name).is_empty(), "and is gone by then");
    let work = endless(&tools, folder.path(), Duration::from_secs(600));
    let enough = run(&tools, &limits(), work, |_| Err(Refusal::Large.into())).await;
    assert_eq!(enough, Err(Refusal::Large.into()));
    assert!(with(name).is_empty());
}

#[tokio::test]
async fn what_takes_too_much_room_is_stopped() {
    let (folder, into) = (folder(), folder());
    let tools = tools().await;
    let path = written(folder.path(), "a", sample(Kind::Mp4));
    let probed = probed(&path, Kind::Mp4).await.expect("a video");
    let little = Limits {
        output: 10_000,
        ..limits()
    };
    let made = film(&tools, &path, &probed, into.path(), &little, |_| {}).await;
    assert_eq!(made, Err(Refusal::Large.into()));
    let made = sound(&tools, &path, &probed, into.path(), &little, |_| {}).await;
    assert_eq!(made, Err(Refusal::Large.into()));
}

#[tokio::test]
async fn failures_bring_the_last_words() {
    let (tools, folder) = (tools().await, folder());
    let path = written(folder.path(), "a", sample(Kind::Mp4));
    let probed = probed(&path, Kind::Mp4).await.expect("a video");
    // No such folder: the machine's fault, and nobody's file's.
    let failed = film(
        &tools,
        &path,
        &probed,
        &folder.path().join("none"),
        &limits(),
        |_| {},
    )
    .await;
    assert!(matches!(failed, Err(Fault::Failed(_))), "{failed:?}");
    let work = Work {
        program: &tools.ffmpeg,
        args: words("-v error -no_such_option 1"),
        folder: folder.path(),
        time: Duration::from_secs(60),
    };
    let Err(Fault::Failed(words)) = run(&tools, &limits(), work, |_| Ok(())).await else {
        panic!("it fails");
    };
    assert!(words.contains("no_such_option") && words.len() < 3_000, "{words}");
}

fn script(folder: &Path, name: &str, text: &str) {
    let path = written(folder, name, format!("#!/bin/sh\n{text}\n").as_bytes());
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[tokio::test]
async fn tools_that_are_none_are_named_to_the_operator() {
    let found = tools().await;
    assert!(
        found
            .version()
            .starts_with(|one: char| one.is_ascii_alphanumeric())
    );
    let words = found.to_string();
    assert!(
        words.starts_with("ffmpeg ") && words.contains(found.version()),
        "{words}"
    );
    let mut bare = found.clone();
    bare.prlimit = None;
    assert!(bare.to_string().ends_with(", without prlimit"));
    // Where the one that was found is, it is found.
    let at = found.ffmpeg.parent().expect("a folder").to_owned();
    let at = at.as_path();
    assert_eq!(Tools::find(Some(at)).await, Ok(Some(found.clone())));
    assert_eq!(Tools::find(Some(&at.join("ffmpeg"))).await, Ok(Some(found)));
    let folder = folder();
    let find = async || Tools::find(Some(folder.path())).await.expect_err("no tools");
    assert!(find().await.contains("there is no program"));
    script(folder.path(), "ffmpeg", "echo hello");
    script(folder.path(), "ffprobe", "echo hello");
    assert!(find().await.contains("tells no version"));
    script(
        folder.path(),
        "ffmpeg",
        "echo 'ffmpeg version 4.3.9 of old'; echo 'libavutil 56. 51.100 / 56. 51.100'",
    );
    let words = find().await;
    assert!(words.contains("4.3.9") && words.contains("too old"), "{words}");
    script(
        folder.path(),
        "ffmpeg",
        "echo 'ffmpeg version 7.1 x'; echo 'libavutil 59. 39.100 / 59. 39.100'; echo ' A..... aac  AAC'; echo ' V..... png  PNG'",
    );
    let words = find().await;
    assert!(words.contains("lacks the encoders libx264:"), "{words}");
    script(folder.path(), "ffmpeg", "echo broken >&2; exit 3");
    assert!(find().await.contains("broken"));
}
