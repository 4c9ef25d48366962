//! What is refused, why, and that nothing of it is left.

use super::{
    Tus, collect,
    doors::{form, until},
    header, lying, noise, nothing_lies,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::media::uploads::{DAY, MOST_UNFINISHED, SMALL, WAITS};
use reqwest::Method;
use serde_json::json;
use server::serve::Scanner;
use testkit::{Db, TestApp, both};

const GB: u64 = 1024 * 1024 * 1024;

both! {
    async fn the_door_says_what_it_speaks(app: TestApp) {
        let spoken = app.visitor().send(Method::OPTIONS, "/api/upload", &[], None).await;
        assert_eq!(spoken.status, 204);
        for (name, value) in [
            ("tus-version", "1.0.0"),
            ("tus-resumable", "1.0.0"),
            ("tus-extension", "creation,creation-with-upload,checksum,expiration,termination"),
            ("tus-checksum-algorithm", "sha1,sha256"),
            ("tus-max-size", "2147483648"),
        ] {
            assert_eq!(header(&spoken, name).as_deref(), Some(value), "{name}");
        }
        let fan = app.fan().await;
        let limits = fan.get("/api/media/limits").await.json;
        assert_eq!((&limits["file"], &limits["small_file"]), (&json!(2 * GB), &json!(SMALL)));
        assert_eq!(limits["day"], limits["day_left"]);
        for version in [None, Some("0.2.2")] {
            let headers: Vec<_> = version.map(|version| ("tus-resumable", version)).into_iter().collect();
            let answer = fan.send_bytes(Method::POST, "/api/upload", &headers, vec![]).await;
            assert_eq!((answer.status, answer.code()), (412, "tus_version"));
            assert_eq!(header(&answer, "tus-version").as_deref(), Some("1.0.0"));
        }
    }

    async fn what_cannot_begin_does_not(app: TestApp) {
        let fan = app.fan().await;
        let tus = Tus(&fan);
        let name = |name: &str| format!("filename {}", STANDARD.encode(name));
        for (length, metadata, status, code) in [
            (0, String::new(), 422, "upload_empty"),
            (2 * GB + 1, String::new(), 413, "upload_too_large"),
            (u64::MAX, String::new(), 413, "upload_too_large"),
            (1, name("../../etc/passwd"), 422, "upload_name"),
            (1, name("a\\b"), 422, "upload_name"),
            (1, name("a\0b"), 422, "upload_name"),
            (1, "filename ***".to_owned(), 400, "malformed"),
        ] {
            let answer = tus.ask_for(length, &metadata).await;
            assert_eq!((answer.status, answer.code()), (status, code), "{length} {metadata}");
        }
        for length in ["-1", "1e3", ""] {
            let answer = tus.ask(Method::POST, "/api/upload", &[("upload-length", length)], vec![]).await;
            assert_eq!((answer.status, answer.field()), (400, "upload-length"), "{length}");
        }
        assert_eq!(fan.get("/api/media/limits").await.json["quota_left"], 100 * GB, "nothing is reserved");
        nothing_lies(&app).await;
    }

    async fn bytes_that_do_not_fit_are_refused(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(10_000));
        let tus = Tus(&fan);
        let at = tus.begin(bytes.len()).await;
        assert_eq!(tus.send(&at, 0, &bytes[..5_000]).await.status, 204);
        for from in [0, 4_999, 5_001, 10_000] {
            let answer = tus.send(&at, from, &bytes[5_000..]).await;
            assert_eq!((answer.status, answer.code()), (409, "upload_offset"), "{from}");
        }
        let longer = tus.send(&at, 5_000, &bytes[..5_001]).await;
        assert_eq!((longer.status, longer.code()), (413, "upload_too_large"));
        let typed = [("content-type", "video/mp4"), ("upload-offset", "5000")];
        assert_eq!(tus.ask(Method::PATCH, &at, &typed, bytes.clone()).await.status, 415);
        let lost = [("content-type", "application/offset+octet-stream")];
        assert_eq!(tus.ask(Method::PATCH, &at, &lost, bytes.clone()).await.field(), "upload-offset");
        assert_eq!(tus.offset(&at).await, 5_000);
        assert_eq!(tus.send(&at, 5_000, &bytes[5_000..]).await.status, 204);
        let part = &lying(&app).await.0[0];
        let size = app.domain().parts.open(part, false).await.expect("it is free").size();
        assert_eq!(size, 10_000, "and nothing of what was refused");
    }

    async fn nobody_meets_the_upload_of_another(app: TestApp) {
        let (fan, other, bytes) = (app.fan().await, app.fan().await, noise(100));
        let at = Tus(&fan).begin(bytes.len()).await;
        let (tus, visitor) = (Tus(&other), app.visitor());
        for answer in [tus.head(&at).await, tus.send(&at, 0, &bytes).await, tus.cancel(&at).await, other.get(&at).await] {
            assert_eq!(answer.status, 404);
        }
        let tus = Tus(&visitor);
        for answer in [tus.head(&at).await, tus.send(&at, 0, &bytes).await, tus.cancel(&at).await, tus.ask_for(1, "").await] {
            assert_eq!(answer.status, 401);
        }
        // Another site's page sends nothing, whoever is signed in.
        let headers = [("upload-length", "1"), ("origin", "https://evil.example")];
        assert_eq!(Tus(&fan).ask(Method::POST, "/api/upload", &headers, vec![]).await.code(), "cross_site");
        assert_eq!(Tus(&fan).offset(&at).await, 0);
    }

    async fn what_nobody_goes_on_with_expires(app: TestApp) {
        let (fan, bytes) = (app.fan().await, noise(100));
        let tus = Tus(&fan);
        let (left, whole, other) = (tus.begin(100).await, tus.begin(100).await, tus.begin(100).await);
        assert_eq!(tus.send(&left, 0, &bytes[..40]).await.status, 204);
        assert_eq!(tus.send(&whole, 0, &bytes).await.status, 204);
        collect(&app).await;
        app.advance(WAITS / 2);
        assert_eq!(tus.send(&other, 0, &bytes[..40]).await.status, 204);
        app.advance(WAITS / 2);
        // Before any worker comes round.
        assert_eq!(tus.head(&left).await.status, 410);
        assert_eq!(tus.send(&left, 40, &bytes[40..]).await.code(), "upload_gone");
        collect(&app).await;
        assert_eq!(tus.offset(&other).await, 40, "it was gone on with");
        assert_eq!(lying(&app).await.0.len(), 1, "its bytes alone are waiting");
        assert_eq!(fan.get(&whole).await.json["state"], "stored");
        assert_eq!(tus.head(&left).await.status, 404, "it is forgotten after a day");
        app.advance(7 * DAY);
        collect(&app).await;
        nothing_lies(&app).await;
        let limits = fan.get("/api/media/limits").await.json;
        assert_eq!(limits["quota"], limits["quota_left"]);
    }

    async fn a_form_is_small_and_has_a_file(app: TestApp) {
        let fan = app.fan().await;
        let most = usize::try_from(SMALL).expect("it is small");
        for (field, name, bytes, status, code) in [
            ("file", "empty.png", vec![], 422, "upload_empty"),
            ("file", "../../x.png", vec![1], 422, "upload_name"),
            ("other", "x.png", vec![1], 422, "invalid"),
            ("file", "x.png", vec![0; most + 1], 413, "upload_too_large"),
        ] {
            let answer = form(&fan, field, name, &bytes).await;
            assert_eq!((answer.status, answer.code()), (status, code), "{field} {name}");
        }
        assert_eq!(form(&app.visitor(), "file", "x.png", &[1]).await.status, 401);
        // It breaks off.
        let kind = ("content-type", "multipart/form-data; boundary=x");
        let body = b"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc".to_vec();
        let answer = fan.send_bytes(Method::POST, "/api/media", &[kind], body).await;
        assert_eq!((answer.status, answer.code()), (400, "upload_broken"));
        nothing_lies(&app).await;
        let limits = fan.get("/api/media/limits").await.json;
        assert_eq!(limits["quota"], limits["quota_left"]);
    }

    async fn few_are_unfinished_at_the_same_time(app: TestApp) {
        let fan = app.fan().await;
        let tus = Tus(&fan);
        let mut last = String::new();
        for _ in 0..MOST_UNFINISHED {
            last = tus.begin(1).await;
        }
        assert_eq!(tus.ask_for(1, "").await.code(), "too_many_uploads");
        assert_eq!(tus.cancel(&last).await.status, 204);
        tus.begin(1).await;
    }
}

/// Many begin at once what only one has room for.
async fn room_for_one(db: Db, day: &str, quota: &str, code: &str) {
    let app = TestApp::start_with(db, Scanner::ByHand, |settings| {
        settings.upload_day_gb = Some(day.into());
        settings.quota_gb = Some(quota.into());
    })
    .await;
    let fan = app.fan().await;
    let tus = Tus(&fan);
    let answers = futures::future::join_all((0..8).map(|_| tus.ask_for(GB * 6 / 10, ""))).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert_eq!((made.len(), refused.len()), (1, 7));
    assert!(
        refused.iter().all(|answer| answer.code() == code),
        "{}",
        refused[0].json
    );
    let at = header(made[0], "location").expect("a place");
    // One that was cancelled counts for the day as what came of it.
    assert_eq!(tus.send(&at, 0, &[1; 1000]).await.status, 204);
    assert_eq!(tus.cancel(&at).await.status, 204);
    let limits = fan.get("/api/media/limits").await.json;
    assert_eq!(limits["quota"], limits["quota_left"]);
    assert_eq!(
        limits["day"]
            .as_u64()
            .zip(limits["day_left"].as_u64())
            .map(|(all, left)| all - left),
        Some(1000)
    );
    assert_eq!(tus.ask_for(GB * 6 / 10, "").await.status, 201);
    // What others have is no matter of theirs.
    assert_eq!(Tus(&app.fan().await).ask_for(GB * 6 / 10, "").await.status, 201);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quota_holds_on_sqlite() {
    room_for_one(Db::Sqlite, "2", "1", "quota_reached").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quota_holds_on_postgres() {
    room_for_one(Db::Postgres, "2", "1", "quota_reached").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_days_uploads_hold_on_sqlite() {
    room_for_one(Db::Sqlite, "1", "2", "uploads_today").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_days_uploads_hold_on_postgres() {
    room_for_one(Db::Postgres, "1", "2", "uploads_today").await;
}

/// No disk has 60 TB left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_keeps_its_reserve() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.disk_reserve_gb = Some("65535".into());
    })
    .await;
    let fan = app.fan().await;
    let answer = Tus(&fan).ask_for(1, "").await;
    assert_eq!((answer.status, answer.code()), (507, "storage_full"));
}

/// Workers of the server do by themselves what other tests do by hand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_whole_is_stored_and_looked_at_by_itself() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::Running, |_| {}).await;
    let fan = app.fan().await;
    let at = Tus(&fan).begin(3).await;
    assert_eq!(Tus(&fan).send(&at, 0, b"abc").await.status, 204);
    let media = at.replace("/api/upload/", "/api/media/");
    until(async || fan.get(&media).await.json["state"] == "refused").await;
    until(async || fan.get(&at).await.status == 410).await;
}
