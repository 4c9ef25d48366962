//! Requests are counted by all servers together, with the answers of one; and by each alone while Redis says nothing.

use super::{is_asked, met, until};
use reqwest::Method;
use serde_json::json;
use server::serve::Scanner;
use std::time::Duration;
use testkit::{Answer, Db, Redis, TestApp};

/// Longer than any stall of a busy machine.
const PATIENT: Duration = Duration::from_secs(60);
/// How many sign-ins may come in a minute.
const A_MINUTE: u32 = 30;

async fn ask(app: &TestApp, from: &str) -> Answer {
    let body = Some(json!({"address": "11111111111111111111111111111111"}));
    let headers = [("x-forwarded-for", from)];
    let visitor = app.visitor();
    visitor
        .send(Method::POST, "/api/auth/challenge", &headers, body)
        .await
}

fn said(answer: &Answer, header: &str) -> u32 {
    let said = answer.headers[header].to_str().expect("ASCII");
    said.parse().expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_count_together_on_postgres() {
    let mut redis = Redis::start().await;
    let url = redis.url();
    let one = TestApp::start_with(Db::Postgres, Scanner::ByHand, |settings| {
        settings.redis_url = Some(url);
        settings.rate_limits = None;
        settings.trust_proxy = Some("on".into());
    })
    .await;
    let other = one.beside(Duration::ZERO).await;
    let both = [&one, &other];
    for app in both {
        app.state.redis.as_ref().expect("a Redis").keep_patience(PATIENT);
    }
    met(&one, &other).await;
    let first = ask(&one, "203.0.113.1").await;
    assert_eq!(first.status, 200);
    assert_eq!(said(&first, "ratelimit-limit"), A_MINUTE);
    assert_eq!(said(&first, "ratelimit-remaining"), A_MINUTE - 1);
    let mut taken = 1;
    let refused = loop {
        let answer = ask(both[taken as usize % 2], "203.0.113.1").await;
        if answer.status != 200 {
            break answer;
        }
        taken += 1;
        // It refills while we ask, by one every two seconds; alone, each would take as many.
        assert!(taken < 2 * A_MINUTE, "they count together");
    };
    assert!(taken >= A_MINUTE, "{taken}");
    assert_eq!((refused.status, refused.code()), (429, "rate_limited"));
    assert_eq!(said(&refused, "ratelimit-remaining"), 0);
    assert!((1..=3).contains(&said(&refused, "retry-after")));
    assert_eq!(ask(&one, "203.0.113.2").await.status, 200, "somebody else");
    // Each counts alone without it, and has not counted yet.
    redis.stop();
    until("both notice", || !is_asked(&one) && !is_asked(&other)).await;
    for app in both {
        let answer = ask(app, "203.0.113.1").await;
        assert_eq!(
            (answer.status, said(&answer, "ratelimit-remaining")),
            (200, A_MINUTE - 1)
        );
    }
    redis.begin().await;
    met(&one, &other).await;
    let mut left = A_MINUTE;
    for number in 0..20 {
        left = said(&ask(both[number % 2], "203.0.113.3").await, "ratelimit-remaining");
    }
    assert!(left < A_MINUTE - 10, "together again: {left}");
    // Nobody waits for one that takes everything and says nothing.
    for app in both {
        let patience = Duration::from_millis(50);
        app.state.redis.as_ref().expect("a Redis").keep_patience(patience);
    }
    redis.silence(true);
    for app in both {
        assert_eq!(ask(app, "203.0.113.4").await.status, 200);
    }
    until("nobody asks it", || !is_asked(&one) && !is_asked(&other)).await;
    redis.silence(false);
    met(&one, &other).await;
}
