//! What works: pieces, resumption after all that can happen to a connection or a server, checksums, forms.

use super::{Tus, collect, header, lying, noise, nothing_lies, the_file};
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::Method;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::Duration;
use testkit::{Caller, Db, TestApp, both};
use tokio::io::AsyncWriteExt;

both! {
    async fn a_file_comes_in_pieces_and_is_kept(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(700_001));
        let tus = Tus(&fan);
        let at = tus.begin(bytes.len()).await;
        assert_eq!(tus.offset(&at).await, 0);
        for piece in [0..1, 1..400_000, 400_000..400_000, 400_000..700_001] {
            let answer = tus.send(&at, piece.start, &bytes[piece.clone()]).await;
            assert_eq!(answer.status, 204, "{}", answer.json);
            assert_eq!(header(&answer, "upload-offset"), Some(piece.end.to_string()));
            assert_eq!(header(&answer, "tus-resumable").as_deref(), Some("1.0.0"));
            assert!(header(&answer, "upload-expires").is_some_and(|moment| moment.ends_with(" GMT")));
            assert_eq!(tus.offset(&at).await, piece.end);
        }
        let head = tus.head(&at).await;
        assert_eq!(header(&head, "upload-length").as_deref(), Some("700001"));
        assert_eq!(header(&head, "cache-control").as_deref(), Some("no-store"));
        assert!(header(&head, "upload-metadata").is_some_and(|said| said.starts_with("filename ")));
        assert_eq!(fan.get(&at).await.json["state"], "received");
        collect(&app).await;
        let view = fan.get(&at).await.json;
        assert_eq!((&view["state"], &view["name"]), (&json!("stored"), &json!("Мой ролик.mp4")));
        assert!(the_file(&app).await == bytes);
        // Nothing more comes, and whoever asks again is told that it is whole.
        assert_eq!(tus.send(&at, 700_001, &[]).await.status, 204);
        assert_eq!(tus.send(&at, 700_001, &[1]).await.code(), "upload_too_large");
        assert_eq!(tus.cancel(&at).await.status, 204);
        nothing_lies(&app).await;
        assert_eq!(tus.head(&at).await.status, 410);
    }

    async fn the_first_bytes_may_come_with_the_beginning(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(50_000));
        let tus = Tus(&fan);
        let kind = ("content-type", "application/offset+octet-stream");
        let begun = tus.ask(Method::POST, "/api/upload", &[kind, ("upload-length", "50000")], bytes[..20_000].to_vec()).await;
        assert_eq!((begun.status, header(&begun, "upload-offset").as_deref()), (201, Some("20000")));
        let at = header(&begun, "location").expect("a place");
        assert_eq!(tus.send(&at, 20_000, &bytes[20_000..]).await.status, 204);
        collect(&app).await;
        assert!(the_file(&app).await == bytes);
    }

    async fn a_checksum_decides_over_the_whole_piece(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(90_000));
        let tus = Tus(&fan);
        let at = tus.begin(bytes.len()).await;
        let sum = |bytes: &[u8]| format!("sha256 {}", STANDARD.encode(Sha256::digest(bytes)));
        let (first, rest) = bytes.split_at(30_000);
        assert_eq!(tus.send_with(&at, 0, first, &[("upload-checksum", &sum(first))]).await.status, 204);
        // Wrong bytes are forgotten; what was there before them stays.
        let wrong = tus.send_with(&at, 30_000, first, &[("upload-checksum", &sum(rest))]).await;
        assert_eq!((wrong.status, wrong.code()), (460, "upload_checksum"));
        assert_eq!(tus.offset(&at).await, 30_000);
        let unknown = tus.send_with(&at, 30_000, rest, &[("upload-checksum", "crc32 AAAA")]).await;
        assert_eq!((unknown.status, unknown.field()), (400, "upload-checksum"));
        assert_eq!(tus.send_with(&at, 30_000, rest, &[("upload-checksum", &sum(rest))]).await.status, 204);
        collect(&app).await;
        assert!(the_file(&app).await == bytes);
        // With the beginning: then there is nothing to go on from.
        let headers = [
            ("content-type", "application/offset+octet-stream"),
            ("upload-length", "30000"),
            ("upload-checksum", &sum(rest)),
        ];
        assert_eq!(tus.ask(Method::POST, "/api/upload", &headers, first.to_vec()).await.status, 460);
        assert_eq!(lying(&app).await.0, Vec::<String>::new());
    }

    async fn one_writes_at_a_time(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(900_000));
        let tus = Tus(&fan);
        let at = tus.begin(bytes.len()).await;
        let mut slow = Slow::begin(&app, &fan, &at, 0, &bytes).await;
        slow.send(&bytes[..600_000]).await;
        // Until the part is open nothing is busy.
        slow.is_being_written(&app, 0).await;
        assert_eq!(tus.send(&at, 0, &bytes).await.code(), "upload_busy");
        slow.send(&bytes[600_000..]).await;
        until(async || tus.offset(&at).await == bytes.len()).await;
        collect(&app).await;
        assert!(the_file(&app).await == bytes);
    }

    async fn what_came_before_the_connection_broke_is_kept(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(300_000));
        let tus = Tus(&fan);
        let at = tus.begin(bytes.len()).await;
        let mut slow = Slow::begin(&app, &fan, &at, 0, &bytes).await;
        slow.send(&bytes[..123_456]).await;
        drop(slow);
        until(async || tus.offset(&at).await == 123_456).await;
        assert_eq!(tus.send(&at, 123_456, &bytes[123_456..]).await.status, 204);
        collect(&app).await;
        assert!(the_file(&app).await == bytes);
    }

    async fn a_cancelled_upload_ends_for_whoever_sends_it(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(900_000));
        let tus = Tus(&fan);
        let at = tus.begin(bytes.len()).await;
        let mut slow = Slow::begin(&app, &fan, &at, 0, &bytes).await;
        slow.send(&bytes[..600_000]).await;
        slow.is_being_written(&app, 0).await;
        assert_eq!(tus.cancel(&at).await.status, 204);
        assert_eq!(tus.cancel(&at).await.status, 410);
        slow.send(&bytes[600_000..]).await;
        assert!(slow.answer().await.starts_with("HTTP/1.1 410"));
        nothing_lies(&app).await;
    }

    async fn it_goes_on_after_a_restart(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(80_000));
        let at = Tus(&fan).begin(bytes.len()).await;
        assert_eq!(Tus(&fan).send(&at, 0, &bytes[..50_000]).await.status, 204);
        let app = app.restart().await;
        let fan = back(&app, &fan).await;
        assert_eq!(Tus(&fan).offset(&at).await, 50_000);
        assert_eq!(Tus(&fan).send(&at, 50_000, &bytes[50_000..]).await.status, 204);
        // Whole, but nobody has put it into the storage.
        let app = app.restart().await;
        collect(&app).await;
        assert!(the_file(&app).await == bytes);
    }

    async fn a_small_file_comes_in_a_form(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(200_000));
        let made = form(&fan, "file", "A photo.png", &bytes).await;
        assert_eq!(made.status, 201, "{}", made.json);
        assert_eq!((&made.json["length"], &made.json["name"]), (&json!(200_000), &json!("A photo.png")));
        assert_eq!(header(&made, "location"), Some(format!("/api/upload/{}", made.json["id"].as_str().expect("an id"))));
        collect(&app).await;
        assert!(the_file(&app).await == bytes);
        // It counts as what it has, not as what the request could have held.
        let limits = fan.get("/api/media/limits").await.json;
        let left = limits["day"].as_u64().zip(limits["day_left"].as_u64()).expect("numbers");
        assert_eq!(left.0 - left.1, 200_000);
    }

    async fn clients_that_only_post_name_the_method(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(1_000));
        let tus = Tus(&fan);
        let at = tus.begin(bytes.len()).await;
        let headers = [
            ("content-type", "application/offset+octet-stream"),
            ("upload-offset", "0"),
            ("x-http-method-override", "PATCH"),
        ];
        assert_eq!(tus.ask(Method::POST, &at, &headers, bytes).await.status, 204);
        assert_eq!(tus.offset(&at).await, 1_000);
        assert_eq!(tus.ask(Method::POST, &at, &[("x-http-method-override", "DELETE")], vec![]).await.status, 204);
        nothing_lies(&app).await;
    }
}

/// A file as a form sends it.
pub async fn form(caller: &Caller, field: &str, name: &str, bytes: &[u8]) -> testkit::Answer {
    let head = format!(
        "--x\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\nwords\r\n\
         --x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
    let kind = ("content-type", "multipart/form-data; boundary=x");
    caller.send_bytes(Method::POST, "/api/media", &[kind], body).await
}

/// After `kill -9` the bytes are there that were acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_goes_on_after_the_server_was_killed() {
    let app = TestApp::start(Db::Sqlite).await;
    let (fan, bytes) = (app.fan().await, noise(900_000));
    let at = Tus(&fan).begin(bytes.len()).await;
    assert_eq!(Tus(&fan).send(&at, 0, &bytes[..50_000]).await.status, 204);
    // In the middle of the next piece.
    let mut slow = Slow::begin(&app, &fan, &at, 50_000, &bytes).await;
    slow.send(&bytes[50_000..700_000]).await;
    slow.is_being_written(&app, 50_000).await;
    let app = app.kill().await;
    let fan = back(&app, &fan).await;
    assert_eq!(Tus(&fan).offset(&at).await, 50_000);
    assert_eq!(Tus(&fan).send(&at, 50_000, &bytes[50_000..]).await.status, 204);
    collect(&app).await;
    assert!(the_file(&app).await == bytes);
}

/// Waits for what the server does after it was asked; never for longer than the test may last.
pub async fn until(holds: impl AsyncFn() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waiting)
        .await
        .expect("it comes about");
}

/// The same person, after the server has gone and come again.
pub async fn back(app: &TestApp, who: &Caller) -> Caller {
    let mut caller = app.visitor();
    caller.sign_in(who.wallet().clone()).await;
    caller
}

/// A request whose bytes the test sends by itself.
pub struct Slow(tokio::net::TcpStream);

impl Slow {
    pub async fn begin(app: &TestApp, caller: &Caller, at: &str, from: usize, whole: &[u8]) -> Self {
        let host = app.base.trim_start_matches("http://");
        let token = caller.post("/api/auth/refresh", json!({})).await;
        let mut stream = tokio::net::TcpStream::connect(host)
            .await
            .expect("the server listens");
        let head = format!(
            "PATCH {at} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\nTus-Resumable: 1.0.0\r\n\
             Content-Type: application/offset+octet-stream\r\nUpload-Offset: {from}\r\nContent-Length: {}\r\n\r\n",
            token.json["access_token"].as_str().expect("a token"),
            whole.len() - from,
        );
        stream.write_all(head.as_bytes()).await.expect("sent");
        Self(stream)
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).await.expect("sent");
        self.0.flush().await.expect("sent");
    }

    /// Waits until the server has begun to write what was sent, behind so many bytes: then it has the part open.
    pub async fn is_being_written(&self, app: &TestApp, behind: u64) {
        let parts = app.state.config.data_dir.join("media/parts");
        until(async || {
            let files = std::fs::read_dir(&parts).into_iter().flatten().flatten();
            let mut sizes = files
                .filter(|file| !file.file_name().to_string_lossy().starts_with('.'))
                .map(|file| file.metadata().map_or(0, |known| known.len()));
            sizes.any(|size| size > behind)
        })
        .await;
    }

    /// The head of the answer.
    pub async fn answer(mut self) -> String {
        use tokio::io::AsyncReadExt;
        let mut bytes = vec![0; 1024];
        let read = self.0.read(&mut bytes).await.expect("an answer");
        String::from_utf8_lossy(&bytes[..read]).into_owned()
    }
}
