//! Uploads through their doors: by tus, by hand, as its text says, and by a form. What is acknowledged is kept, what is refused leaves
//! nothing.

mod doors;
mod kills;
mod memory;
mod refusals;
mod store;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{media::uploads::collecting, personal_data::orphans};
use futures::{TryStreamExt, future};
use reqwest::Method;
use testkit::{Answer, Caller, TestApp};

/// Bytes that are no repetition, the same each time.
fn noise(length: usize) -> Vec<u8> {
    use rand::{RngCore, SeedableRng};
    let mut bytes = vec![0; length];
    rand_chacha::ChaCha8Rng::seed_from_u64(length as u64).fill_bytes(&mut bytes);
    bytes
}

/// Somebody's tus client.
struct Tus<'a>(&'a Caller);

impl Tus<'_> {
    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let headers = [&[("tus-resumable", "1.0.0")], headers].concat();
        self.0.send_bytes(method, path, &headers, body).await
    }

    /// Asks for an upload.
    async fn ask_for(&self, length: u64, metadata: &str) -> Answer {
        let length = length.to_string();
        let headers = [("upload-length", length.as_str()), ("upload-metadata", metadata)];
        self.ask(Method::POST, "/api/upload", &headers, vec![]).await
    }

    /// Begins an upload; where it is.
    async fn begin(&self, length: usize) -> String {
        let name = format!("filename {}", STANDARD.encode("Мой ролик.mp4"));
        let answer = self.ask_for(length as u64, &name).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        header(&answer, "location").expect("a place")
    }

    async fn send(&self, at: &str, from: usize, bytes: &[u8]) -> Answer {
        self.send_with(at, from, bytes, &[]).await
    }

    async fn send_with(&self, at: &str, from: usize, bytes: &[u8], more: &[(&str, &str)]) -> Answer {
        let from = from.to_string();
        let kind = ("content-type", "application/offset+octet-stream");
        let headers = [&[kind, ("upload-offset", from.as_str())], more].concat();
        self.ask(Method::PATCH, at, &headers, bytes.to_vec()).await
    }

    async fn head(&self, at: &str) -> Answer {
        self.ask(Method::HEAD, at, &[], vec![]).await
    }

    /// Where the upload stands.
    async fn offset(&self, at: &str) -> usize {
        let answer = self.head(at).await;
        assert_eq!(answer.status, 200);
        header(&answer, "upload-offset")
            .expect("an offset")
            .parse()
            .expect("a number")
    }

    async fn cancel(&self, at: &str) -> Answer {
        self.ask(Method::DELETE, at, &[], vec![]).await
    }
}

fn header(answer: &Answer, name: &str) -> Option<String> {
    let value = answer.headers.get(name)?;
    Some(value.to_str().expect("ASCII").to_owned())
}

/// Keys of all parts and of all files.
async fn lying(app: &TestApp) -> (Vec<String>, Vec<String>) {
    let parts = app.domain().parts.keys().await.expect("a folder");
    let files = app
        .domain()
        .storage
        .keys()
        .try_filter(|key| future::ready(key != orphans::MARK));
    let files: Vec<String> = files.try_collect().await.expect("a store");
    (parts, files)
}

async fn nothing_lies(app: &TestApp) {
    assert_eq!(lying(app).await, (vec![], vec![]));
}

/// The one file that is stored.
async fn the_file(app: &TestApp) -> Vec<u8> {
    let (parts, files) = lying(app).await;
    assert_eq!((parts.len(), files.len()), (0, 1), "one file and no part");
    app.domain().storage.get(&files[0]).await.expect("its bytes")
}

/// The worker goes through everything once.
async fn collect(app: &TestApp) {
    collecting::round(app.domain()).await.expect("a round");
}
