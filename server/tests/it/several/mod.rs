//! Two servers on one database and one Redis are as one: what happens at the one is heard at the other, and Redis may go and come back.
//! They need PostgreSQL, as several processes do.

mod counting;
mod hearing;
mod outage;
mod presence;

use crate::live::Client;
use crate::messages::between;
use serde_json::{Value, json};
use server::serve::Scanner;
use std::time::Duration;
use testkit::{Caller, Db, Redis, TestApp};

/// How long a test waits for what must come.
const WAIT: Duration = Duration::from_secs(60);
/// A server that is so much ahead finds nothing of another's in the outbox, so what it hears it was told.
const BLIND: Duration = Duration::from_secs(60);

/// The first of two servers, and their Redis.
async fn first() -> (Redis, TestApp) {
    let redis = Redis::start().await;
    let url = redis.url();
    let app = TestApp::start_with(Db::Postgres, Scanner::ByHand, |settings| {
        settings.redis_url = Some(url);
    })
    .await;
    (redis, app)
}

/// Waits until it is so.
async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let so = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(WAIT, so).await.expect(what);
}

/// Waits until both have heard of each other.
async fn met(one: &TestApp, other: &TestApp) {
    let heard = |app: &TestApp| app.state.realtime.others() == 1 && is_asked(app);
    until("they meet", || heard(one) && heard(other)).await;
}

fn is_asked(app: &TestApp) -> bool {
    app.state.redis.as_ref().expect("a Redis").is_asked()
}

/// Waits until the other one of a conversation is here, or is not, as somebody sees it.
async fn here(of: &Caller, id: &str, expected: bool) {
    let path = format!("/api/conversations/{id}");
    let so = async {
        loop {
            let view = of.get(&path).await.json;
            if view.get("here").and_then(Value::as_bool).unwrap_or(false) == expected {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(WAIT, so).await.expect("it is seen");
}

async fn write(from: &Caller, id: &str, words: &str) {
    let path = format!("/api/conversations/{id}/messages");
    let sent = from.post(&path, json!({"body": words})).await;
    assert_eq!(sent.status, 201, "{}", sent.json);
}

/// What is so for a moment comes next.
async fn passing(client: &mut Client, topic: &str, kind: &str) -> Value {
    let told = client.next().await;
    let said = (&told["type"], &told["topic"], &told["kind"]);
    assert_eq!(said, (&json!("passing"), &json!(topic), &json!(kind)), "{told}");
    told
}
