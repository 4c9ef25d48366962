//! What leaves the page: letters to a mail server of the test's own, messages to a push service of its own that opens them with the
//! browser's keys, and feeds. Nothing of it holds a word that is locked.

mod announcing;
pub mod devices;
pub mod feeds;
mod letters;
mod links;
mod times;

use domain::courier::{self, Couriers};
use reqwest::Method;
use serde_json::{Value, json};
use server::serve::{self, Scanner};
use std::time::Duration;
use testkit::{Answer, Caller, Db, PostOffice, TestApp};

pub const SECRET: &str = "zqx-words-that-never-leave";
pub const MINUTE: Duration = Duration::from_secs(60);
pub const HOUR: Duration = Duration::from_secs(60 * 60);

/// A server whose letters go to an office of its own.
pub async fn with_office(db: Db) -> (TestApp, PostOffice) {
    let office = PostOffice::open().await;
    let url = office.url.clone();
    let app = TestApp::start_with(db, Scanner::ByHand, |settings| {
        settings.smtp_url = Some(url);
        settings.mail_from = Some("Fonana <letters@fonana.example>".into());
    })
    .await;
    (app, office)
}

/// As `testkit::both!`, with an office.
macro_rules! with_letters {
    ($(async fn $name:ident($app:ident, $office:ident) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "bodies use what they need of the file")]
            use super::*;

            async fn body($app: testkit::TestApp, $office: testkit::PostOffice) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let (app, office) = $crate::reaching::with_office(testkit::Db::Sqlite).await;
                body(app, office).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let (app, office) = $crate::reaching::with_office(testkit::Db::Postgres).await;
                body(app, office).await;
            }
        }
    )+};
}
pub(crate) use with_letters;

/// The server's own ways out.
pub fn couriers(app: &TestApp) -> Couriers {
    serve::couriers(&app.state)
}

/// One round of all that is due: how many attempts that were.
pub async fn round(app: &TestApp) -> usize {
    courier::round(app.domain(), &couriers(app))
        .await
        .expect("a round")
}

/// Somebody with a confirmed address.
pub async fn confirmed(app: &TestApp, office: &PostOffice, caller: &Caller, address: &str) {
    let asked = caller.put("/api/me/email", json!({"email": address})).await;
    assert_eq!(asked.status, 202, "{}", asked.json);
    round(app).await;
    let letters = office.take();
    let letter = letters
        .iter()
        .find(|letter| letter.to == address)
        .expect("a letter");
    let path = letter.link("http").replace(&app.base, "");
    assert_eq!(app.visitor().form(&path, "").await.status, 200);
}

pub async fn reach(caller: &Caller, patch: Value) -> Value {
    let answer = caller.patch("/api/me/reach", patch).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json
}

pub async fn put(caller: &Caller, path: &str) -> Answer {
    let answer = caller.send(Method::PUT, path, &[], None).await;
    assert!((200..300).contains(&answer.status), "{path}: {}", answer.json);
    answer
}

pub async fn say(caller: &Caller, post: &str, body: &str) {
    let answer = caller
        .post(&format!("/api/posts/{post}/comments"), json!({"body": body}))
        .await;
    assert_eq!(answer.status, 201, "{}", answer.json);
}

/// Signs in anew, for sessions end while a test's time flies.
pub async fn again(caller: &mut Caller) {
    let wallet = caller.wallet().clone();
    caller.sign_in(wallet).await;
}
