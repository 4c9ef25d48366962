//! The storage's promises, kept by a folder and by a bucket alike: the bucket is in a real S3-compatible server on loopback. And what
//! lies in a storage of which no row knows.

use super::{Tus, collect, noise, the_file};
use domain::personal_data::orphans::{self, MARK, Unnamed};
use futures::TryStreamExt;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use server::{
    Settings,
    serve::{Scanner, StartError},
};
use std::io::ErrorKind;
use tempfile::TempDir;
use testkit::{Db, TestApp};

const KEY: &str = "test-access-key";
const SECRET: &str = "test-secret-key";

/// An S3-compatible server with one bucket, for as long as this is kept.
struct Bucket {
    address: String,
    dir: TempDir,
}

impl Bucket {
    async fn open() -> Self {
        let dir = TempDir::new().expect("a temporary folder");
        std::fs::create_dir(dir.path().join("files")).expect("a bucket");
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(dir.path()).expect("a folder"));
        builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = builder.build();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    // One that breaks is the other side's to notice.
                    let _ = Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(socket), service)
                        .await;
                });
            }
        });
        Self { address, dir }
    }

    fn settings(&self, secret: &str) -> impl FnOnce(&mut Settings) {
        let (address, secret) = (self.address.clone(), secret.to_owned());
        move |settings| {
            settings.storage = Some("s3".into());
            settings.s3_bucket = Some("files".into());
            settings.s3_endpoint = Some(address);
            settings.s3_access_key = Some(KEY.into());
            settings.s3_secret_key = Some(secret);
        }
    }
}

/// Larger than what goes to a bucket at once.
const LARGE: usize = 17 * 1024 * 1024 + 1;

async fn keeps_files(app: &TestApp) {
    let (storage, parts) = (&app.domain().storage, &app.domain().parts);
    storage.put("abcd-320.webp", vec![1, 2]).await.expect("written");
    storage
        .put("abcd-320.webp", vec![1, 2, 3])
        .await
        .expect("written over");
    assert_eq!(storage.get("abcd-320.webp").await.expect("read"), [1, 2, 3]);
    assert_eq!(storage.size("abcd-320.webp").await.expect("asked"), Some(3));
    assert_eq!(storage.size("abcd-640.webp").await.expect("asked"), None);
    for key in ["", "a", "ab", "../etc/passwd", ".hidden", "ab/cd", "яяя", "a b c"] {
        let error = storage.put(key, vec![]).await.expect_err(key);
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{key}");
    }
    for absent in [
        storage.get("zzzz").await.map(|_| ()),
        storage.read("zzzz", 0..1).await.map(|_| ()),
    ] {
        assert_eq!(absent.expect_err("absent").kind(), ErrorKind::NotFound);
    }
    // A part becomes a file; of it pieces can be read.
    let bytes = noise(LARGE);
    let mut part = parts.open("large", true).await.expect("free");
    part.write(bytes.clone().into()).await.expect("written");
    storage.take("large", part).await.expect("taken");
    assert!(parts.keys().await.expect("listed").is_empty());
    assert_eq!(storage.size("large").await.expect("asked"), Some(LARGE as u64));
    assert!(storage.get("large").await.expect("read") == bytes);
    for range in [0..1, 8_388_600..8_388_700, (LARGE - 5)..LARGE] {
        let pieces = storage
            .read("large", range.start as u64..range.end as u64)
            .await
            .expect("read");
        let read: Vec<u8> = pieces
            .try_fold(vec![], async |all, piece| Ok([all, piece.to_vec()].concat()))
            .await
            .expect("whole");
        assert!(read == bytes[range]);
    }
    let mut keys: Vec<String> = storage.keys().try_collect().await.expect("listed");
    keys.retain(|key| key != MARK);
    keys.sort();
    assert_eq!(keys, ["abcd-320.webp", "large"]);
    for key in keys {
        storage.delete(&key).await.expect("deleted");
        storage.delete(&key).await.expect("deleted already");
        assert_eq!(storage.size(&key).await.expect("asked"), None);
    }
}

/// Everything through the doors: large enough for several pieces, and deleted in the end.
async fn takes_uploads(app: &TestApp) {
    let (fan, bytes) = (app.fan().await, noise(LARGE));
    let tus = Tus(&fan);
    let at = tus.begin(bytes.len()).await;
    assert_eq!(tus.send(&at, 0, &bytes[..9_000_000]).await.status, 204);
    assert_eq!(tus.send(&at, 9_000_000, &bytes[9_000_000..]).await.status, 204);
    collect(app).await;
    assert!(the_file(app).await == bytes);
    assert_eq!(tus.cancel(&at).await.status, 204);
    super::nothing_lies(app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_keeps_files() {
    let app = TestApp::start(Db::Sqlite).await;
    keeps_files(&app).await;
    takes_uploads(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_keeps_files() {
    let bucket = Bucket::open().await;
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, bucket.settings(SECRET)).await;
    keeps_files(&app).await;
    takes_uploads(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_checks_the_configuration_hears_whether_the_bucket_answers() {
    let bucket = Bucket::open().await;
    let folder = TempDir::new().expect("a temporary folder");
    let checked = async |secret: &str, name: &str| {
        let mut settings = Settings {
            data_dir: Some(folder.path().to_owned()),
            ..Settings::default()
        };
        bucket.settings(secret)(&mut settings);
        settings.s3_bucket = Some(name.to_owned());
        server::serve::check(&settings.check().expect("valid settings")).await
    };
    let words = checked(SECRET, "files").await.expect("it answers");
    assert!(
        words.contains("in the bucket files at http://127.0.0.1:"),
        "{words}"
    );
    for (secret, name) in [("another secret", "files"), (SECRET, "none")] {
        let refused = checked(secret, name).await.expect_err("it does not");
        assert!(matches!(refused, StartError::Bucket(_)), "{refused}");
    }
    // It looked, and wrote nothing.
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    let files = std::fs::read_dir(bucket.dir.path().join("files")).expect("a bucket");
    assert_eq!(files.count(), 0);
}

/// What is whole waits on the disk until the bucket takes it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_refuses_loses_nothing() {
    let bucket = Bucket::open().await;
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, bucket.settings("another secret")).await;
    let (fan, bytes) = (app.fan().await, noise(1000));
    let at = Tus(&fan).begin(bytes.len()).await;
    assert_eq!(Tus(&fan).send(&at, 0, &bytes).await.status, 204);
    collect(&app).await;
    assert_eq!(fan.get(&at).await.json["state"], "received");
    assert_eq!(app.domain().parts.keys().await.expect("a folder").len(), 1);
    let mut domain = app.domain().clone();
    let mut config = (*app.state.config).clone();
    config.bucket.as_mut().expect("a bucket").secret_key = SECRET.into();
    (domain.storage, _) =
        server::serve::files(&config, server::adapters::parts::Durable::Yes).expect("a storage");
    domain::media::uploads::collecting::place(&domain)
        .await
        .expect("a round");
    assert_eq!(fan.get(&at).await.json["state"], "stored");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_without_a_row_are_deleted_at_the_second_look() {
    let app = TestApp::start(Db::Sqlite).await;
    let (fan, creator) = (app.fan().await, app.creator("art").await);
    let post = creator
        .publish(serde_json::json!({"title": "One", "body": "Two", "access": "public"}))
        .await;
    crate::locked::with_picture(&app, &post).await;
    let at = Tus(&fan).begin(3).await;
    assert_eq!(Tus(&fan).send(&at, 0, b"abc").await.status, 204);
    collect(&app).await;
    let storage = &app.domain().storage;
    storage.put("0123-320.webp", vec![1]).await.expect("written");
    let mut seen = Unnamed::default();
    let look = async |seen: &mut Unnamed| orphans::collect(app.domain(), seen).await.expect("a look");
    assert_eq!(look(&mut seen).await, 0);
    storage.put("4567.zip", vec![1]).await.expect("written");
    assert_eq!(look(&mut seen).await, 1);
    assert_eq!(look(&mut seen).await, 1);
    assert_eq!(look(&mut seen).await, 0);
    let kept: Vec<String> = storage.keys().try_collect().await.expect("listed");
    assert_eq!(
        kept.len(),
        4,
        "two sizes of a picture, an upload, the mark: {kept:?}"
    );
    // Of another database's storage nothing is deleted.
    storage.put(MARK, b"another".to_vec()).await.expect("written");
    storage.put("89ab.zip", vec![1]).await.expect("written");
    assert_eq!((look(&mut seen).await, look(&mut seen).await), (0, 0));
    assert_eq!(storage.size("89ab.zip").await.expect("asked"), Some(1));
}
