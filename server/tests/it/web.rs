//! Pages and the frame around all doors: headers, policies, statuses, languages, health, limits of size.

use reqwest::Method;
use serde_json::json;
use server::serve::Scanner;
use testkit::{Db, TestApp};

async fn app() -> TestApp {
    TestApp::start(Db::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_come_with_a_strict_policy_and_their_content() {
    let app = app().await;
    let creator = app.creator("art").await;
    let handle = creator.handle().await;
    let post = creator
        .publish(json!({"title": "A <b>title</b>", "body": "Readable text", "access": "public"}))
        .await;
    let visitor = app.visitor();
    for path in [
        "/".into(),
        "/feed".into(),
        "/creators".into(),
        format!("/{handle}"),
        format!("/post/{post}"),
    ] {
        let page = visitor.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        let policy = page.headers["content-security-policy"]
            .to_str()
            .expect("ASCII")
            .to_owned();
        assert!(
            policy.contains("script-src 'self' 'nonce-") && !policy.contains("unsafe-inline"),
            "{policy}"
        );
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        let html = page.text();
        assert!(html.contains("<title>") && html.contains("lang=\"en\""), "{path}");
        assert!(
            !html.contains("style=\""),
            "{path} has an inline style, which the policy forbids"
        );
        assert!(
            !html.contains("<b>title</b>"),
            "{path} does not escape what people write"
        );
    }
    assert!(
        visitor
            .get(&format!("/post/{post}"))
            .await
            .contains("Readable text")
    );
    let nonce = |text: &str| {
        text.split("nonce-")
            .nth(1)
            .map(|rest| rest.split('\'').next().unwrap_or_default().to_owned())
    };
    let (one, two) = (visitor.get("/").await, visitor.get("/").await);
    let nonces = [&one, &two].map(|page| {
        nonce(
            page.headers["content-security-policy"]
                .to_str()
                .unwrap_or_default(),
        )
    });
    assert!(
        nonces[0].is_some() && nonces[0] != nonces[1],
        "a nonce is used once"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_nowhere_is_404_for_people_and_programs() {
    let app = app().await;
    let visitor = app.visitor();
    for path in [
        "/nobody_here",
        "/post/0199d9a2-7b5e-7000-8000-000000000000",
        "/post/nonsense",
        "/a/b/c",
    ] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.contains("<html"), "{path} is a page");
    }
    let door = visitor.get("/api/nothing").await;
    assert_eq!((door.status, door.code()), (404, "not_found"));
    let method = visitor.delete("/api/posts").await;
    assert_eq!((method.status, method.code()), (405, "method_not_allowed"));
    assert_eq!(
        visitor
            .get("/media/0199d9a2-7b5e-7000-8000-000000000000/320")
            .await
            .status,
        404
    );
    assert_eq!(visitor.get("/v/x/../../etc/passwd").await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_bodies_are_refused_with_words() {
    let app = app().await;
    let fan = app.fan().await;
    let raw = |body: &'static str, kind: &'static str| {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        client
            .post(format!("{}/api/auth/challenge", app.base))
            .header("content-type", kind)
            .body(body)
            .send()
    };
    assert_eq!(
        raw("{", "application/json").await.expect("an answer").status(),
        400
    );
    assert_eq!(
        raw("{} x", "application/json").await.expect("an answer").status(),
        422,
        "a field is missing"
    );
    assert_eq!(
        raw("address=1", "application/x-www-form-urlencoded")
            .await
            .expect("an answer")
            .status(),
        415
    );
    let huge = json!({"title": "t", "body": "x".repeat(300_000), "access": "public"});
    let answer = fan.post("/api/posts", huge).await;
    assert_eq!((answer.status, answer.code()), (413, "too_large"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_speak_the_readers_language_and_remember_it() {
    let app = app().await;
    let visitor = app.visitor();
    let russian = visitor
        .send(Method::GET, "/", &[("accept-language", "ru-RU,ru;q=0.9")], None)
        .await;
    assert!(russian.contains("lang=\"ru\""));
    assert!(visitor.get("/?lang=ru").await.contains("lang=\"ru\""));
    assert!(
        visitor.get("/").await.contains("lang=\"ru\""),
        "the choice is remembered"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_metrics_and_document_answer() {
    let app = app().await;
    let visitor = app.visitor();
    assert_eq!(
        visitor.get("/api/health/live").await.json["status"],
        json!("live")
    );
    assert_eq!(
        visitor.get("/api/health/ready").await.json["status"],
        json!("ready")
    );
    assert!(visitor.get("/metrics").await.contains("http_requests_total"));
    let document = visitor.get("/api/openapi.json").await.json;
    let reference = visitor.get("/docs/api").await;
    assert!(reference.status == 200 && reference.contains("/api/orders/{id}/transaction"));
    assert!(document["paths"]["/api/orders/{id}/transaction"]["post"].is_object());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_keeps_everything() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |_| {}).await;
    let creator = app.creator("art").await;
    let post = creator
        .publish(json!({"title": "Kept", "body": "Text", "access": "public"}))
        .await;
    let genesis = app.rpc("getGenesisHash", json!([])).await["result"].clone();
    let app = app.restart().await;
    assert_eq!(
        app.visitor().get(&format!("/api/posts/{post}")).await.json["title"],
        json!("Kept")
    );
    assert_eq!(app.rpc("getGenesisHash", json!([])).await["result"], genesis);
}
