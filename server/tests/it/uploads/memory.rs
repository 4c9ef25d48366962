//! That a large upload needs no memory for it: measured in a process of its own, which runs nothing else.
//! `FONANA_UPLOAD_MB=2000 cargo test -p server --test it -- uploads::memory --nocapture` measures with as much as one likes.

use super::Tus;
use axum::body::Bytes;
use futures::stream;
use std::{fs, process::Command};
use testkit::{Db, TestApp};

/// By how much the peak may grow while the server takes and stores a file, in kB.
const MOST_KB: u64 = 60 * 1024;
const MB: usize = 1024 * 1024;
/// Says to the process of its own that it is one.
const CHILD: &str = "FONANA_UPLOAD_CHILD";

#[expect(clippy::disallowed_methods, reason = "how much is asked for by hand")]
fn asked(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

/// The most memory that this process had since the last [`forget_peak`], in kB.
fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux says");
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .expect("a peak");
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse().ok())
        .expect("a number")
}

fn forget_peak() {
    fs::write("/proc/self/clear_refs", "5").expect("Linux forgets");
}

#[test]
fn a_large_file_needs_no_memory() {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args([
            "--exact",
            "uploads::memory::one_large_file",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, "1")
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    println!("{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it measures its whole process: a_large_file_needs_no_memory runs it in one of its own"]
async fn one_large_file() {
    assert!(asked(CHILD).is_some(), "run a_large_file_needs_no_memory");
    let megabytes = asked("FONANA_UPLOAD_MB").unwrap_or(160);
    let app = TestApp::start(Db::Sqlite).await;
    let fan = app.fan().await;
    let tus = Tus(&fan);
    // So that what is made once is made before.
    let first = tus.begin(1).await;
    assert_eq!(tus.send(&first, 0, &[1]).await.status, 204);
    super::collect(&app).await;
    assert_eq!(tus.cancel(&first).await.status, 204);
    let at = tus.begin(megabytes * MB).await;
    let piece = Bytes::from(super::noise(MB / 4));
    forget_peak();
    let before = peak_kb();
    let pieces = stream::iter((0..megabytes * 4).map(move |_| Ok(piece.clone())));
    let answer = fan
        .send_stream(
            &at,
            &[
                ("tus-resumable", "1.0.0"),
                ("content-type", "application/offset+octet-stream"),
                ("upload-offset", "0"),
            ],
            pieces,
        )
        .await;
    assert_eq!(answer.status, 204, "{}", answer.json);
    super::collect(&app).await;
    let grown = peak_kb() - before;
    assert_eq!(fan.get(&at).await.json["state"], "stored");
    println!("{megabytes} MB: the peak grew by {grown} kB, from {before} kB");
    assert!(
        grown <= MOST_KB,
        "{megabytes} MB: the peak grew by {grown} kB, from {before} kB"
    );
}
