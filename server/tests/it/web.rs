//! Pages and the frame around all doors: headers, policies, statuses, languages, health, limits of size.

use reqwest::{Method, header};
use serde_json::json;
use server::serve::Scanner;
use shared::identity::Handle;
use std::{collections::BTreeSet, time::Duration};
use testkit::{Answer, Db, TestApp, both};

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
    // What goes over the live connection is described with it.
    for frame in ["FromServer", "FromClient"] {
        assert!(
            document["components"]["schemas"][frame]["oneOf"].is_array(),
            "{frame}"
        );
    }
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

fn cached(answer: &Answer) -> &str {
    let said = answer.headers.get(header::CACHE_CONTROL);
    said.and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_never_goes_into_a_cache() {
    let app = app().await;
    let fan = app.fan().await;
    for path in ["/api/posts", "/api/me", "/api/creators", "/api/orders"] {
        assert_eq!(cached(&fan.get(path).await), "private, no-store", "{path}");
    }
    // Now any request would renew the session.
    app.advance(Duration::from_secs(16 * 60));
    for path in [
        "/favicon.ico",
        "/pkg/fonana.css",
        "/assets/favicon.svg",
        "/v/any/pkg/fonana.css",
        "/api/health/live",
    ] {
        let answer = fan.get(path).await;
        assert!(!answer.headers.contains_key(header::SET_COOKIE), "{path}");
    }
    for path in ["/feed", "/feed?lang=ru"] {
        let answer = fan.get(path).await;
        assert!(answer.headers.contains_key(header::SET_COOKIE), "{path}");
        assert_eq!(cached(&answer), "private, no-store", "{path}");
    }
    let asset = app.visitor().get("/favicon.ico?lang=ru").await;
    assert!(!asset.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chosen_language_wins_over_the_address_it_was_chosen_on() {
    let app = app().await;
    let visitor = app.visitor();
    let chosen = visitor
        .form(
            "/preferences",
            "lang=en&back=%2Ffeed%3Flang%3Dru%26category%3Dart",
        )
        .await;
    assert_eq!(
        (chosen.status, chosen.headers["location"].to_str().ok()),
        (303, Some("/feed?category=art"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_are_for_this_machine_and_nobody_adds_labels_to_them() {
    let app = app().await;
    let visitor = app.visitor();
    let brew: Method = "BREW".parse().expect("a method");
    assert_eq!(visitor.send(brew, "/api/posts", &[], None).await.status, 405);
    let figures = visitor.get("/metrics").await;
    assert!(figures.contains("method=\"other\"") && !figures.contains("BREW"));
    for header in ["x-forwarded-for", "forwarded", "x-real-ip", "via"] {
        let through = visitor
            .send(Method::GET, "/metrics", &[(header, "127.0.0.1")], None)
            .await;
        assert_eq!(through.status, 404, "{header}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_function_refuses_what_it_cannot_read() {
    let app = app().await;
    let visitor = app.visitor();
    // Nothing asked for is everything.
    assert_eq!(visitor.get("/api/fn/posts/list").await.status, 200);
    for path in [
        "/api/fn/posts/get?id=x",
        "/api/fn/posts/get",
        "/api/fn/posts/list?query[limit]=many",
    ] {
        let answer = visitor.get(path).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "malformed"),
            "{path}: {}",
            answer.text()
        );
        assert_eq!(
            answer.headers["content-type"], "application/problem+json",
            "{path}"
        );
        assert!(answer.json["request_id"].is_string(), "{path}");
    }
    let nothing = visitor
        .get("/api/fn/posts/get?id=0199d9a2-7b5e-7000-8000-000000000000")
        .await;
    assert_eq!((nothing.status, nothing.code()), (404, "not_found"));
    assert_eq!(nothing.headers["content-type"], "application/problem+json");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_get_a_page_where_programs_get_a_problem() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.rate_limits = None
    })
    .await;
    let fan = app.fan().await;
    let handle = fan.handle().await;
    let html = [("accept", "text/html,*/*;q=0.8")];
    let mut refused = None;
    for _ in 0..3_000 {
        let page = fan.send(Method::GET, "/nobody_here", &html, None).await;
        if page.status == 429 {
            refused = Some(page);
            break;
        }
    }
    let page = refused.expect("the limit is reached");
    assert!(
        page.contains("<html") && page.contains("failure-code") && page.contains(&handle),
        "{}",
        page.text()
    );
    assert!(
        page.headers["content-type"]
            .to_str()
            .is_ok_and(|kind| kind.starts_with("text/html"))
    );
    let policy = page.headers["content-security-policy"].to_str().expect("ASCII");
    assert!(policy.contains("script-src 'self' 'nonce-"), "{policy}");
    assert!(page.headers.contains_key("retry-after"));
    assert_eq!(cached(&page), "no-store");
    // The limit refills while we look: the program meets it again soon, not necessarily at once.
    for _ in 0..3_000 {
        let answer = fan.send(Method::GET, "/api/posts", &html, None).await;
        if answer.status == 429 {
            assert_eq!(answer.code(), "rate_limited");
            return;
        }
    }
    panic!("the limit is reached");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_of_comments_is_stopped_and_nothing_else() {
    let limited = |settings: &mut server::config::Settings| settings.rate_limits = None;
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, limited).await;
    let (creator, fan) = (app.creator("art").await, app.fan().await);
    let draft = json!({"title": "Dawn", "body": "Words", "access": "public"});
    let at = format!("/api/posts/{}", creator.publish(draft).await);
    let (mut said, mut refused) = (0, None);
    // The limit refills while we look.
    while refused.is_none() && said < 300 {
        let words = json!({"body": format!("Word {said}")});
        let answer = fan.post(&format!("{at}/comments"), words).await;
        match answer.status {
            201 => said += 1,
            _ => refused = Some(answer),
        }
    }
    let refused = refused.expect("the limit is reached");
    assert_eq!((refused.status, refused.code()), (429, "rate_limited"));
    assert!(refused.headers.contains_key("retry-after"));
    assert!(said >= 30, "{said}");
    // Each that was taken is there, and everything else goes on.
    let post = fan.get(&at).await;
    assert_eq!(post.json["counts"]["comments"], json!(said));
    let like = fan.send(Method::PUT, &format!("{at}/like"), &[], None).await;
    assert_eq!(like.status, 200, "{}", like.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readiness_is_asked_for_once_in_five_seconds() {
    let app = app().await;
    let visitor = app.visitor();
    assert_eq!(visitor.get("/api/health/ready").await.status, 200);
    app.domain().db.clone().close().await.expect("closed");
    assert_eq!(
        visitor.get("/api/health/ready").await.status,
        200,
        "the answer is fresh"
    );
    app.advance(Duration::from_secs(5));
    let answer = visitor.get("/api/health/ready").await;
    assert_eq!((answer.status, answer.code()), (503, "unavailable"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_home_page_counts_once_a_minute() {
    let app = app().await;
    let creator = app.creator("art").await;
    let posts = async || app.visitor().get("/api/fn/home/figures").await.json["posts"].clone();
    assert_eq!(posts().await, json!(0));
    creator
        .publish(json!({"title": "New", "body": "Text", "access": "public"}))
        .await;
    assert_eq!(posts().await, json!(0));
    app.advance(Duration::from_secs(60));
    assert_eq!(posts().await, json!(1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rpc_bodies_are_limited_and_time_travel_is_no_other_sites() {
    let app = app().await;
    let visitor = app.visitor();
    let huge = json!({"jsonrpc": "2.0", "id": 1, "method": "x".repeat(300_000)});
    let answer = visitor.post("/rpc", huge).await;
    assert_eq!((answer.status, answer.code()), (413, "too_large"));
    let health = Some(json!({"jsonrpc": "2.0", "id": 1, "method": "getHealth"}));
    let evil = [("origin", "https://evil.example")];
    let answer = visitor.send(Method::POST, "/rpc", &evil, health.clone()).await;
    assert_eq!((answer.status, answer.code()), (403, "cross_site"));
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| settings.dev = None).await;
    let answer = app.visitor().send(Method::POST, "/rpc", &evil, health).await;
    assert_eq!(
        answer.status, 200,
        "wallets of other sites may use it without time travel"
    );
}

#[test]
fn no_handle_is_an_address_of_the_site() {
    // The pages that product.md names, there already or not.
    let planned = [
        "feed",
        "creators",
        "post",
        "search",
        "category",
        "tag",
        "messages",
        "notifications",
        "create",
        "dashboard",
        "subscriptions",
        "settings",
        "receipt",
        "admin",
        "about",
        "terms",
        "privacy",
        "docs",
        "r",
        "ws",
    ];
    let pages = server::http::pages::routes();
    let plain = server::serve::plain_routes();
    let document = serde_json::to_value(server::rest::document()).expect("the document serialises");
    let doors = document["paths"].as_object().expect("paths").keys().cloned();
    let routes: BTreeSet<String> = pages
        .iter()
        .map(|page| page.path().to_owned())
        .chain(plain.iter().map(|(_, path, _)| (*path).to_owned()))
        .chain(doors)
        .map(|path| {
            path.trim_start_matches('/')
                .split('/')
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .filter(|first| !first.is_empty() && !first.starts_with(['{', ':']))
        .chain(planned.map(str::to_owned))
        .collect();
    for expected in ["media", "metrics", "preferences", "rpc", "api", "v"] {
        assert!(routes.contains(expected), "{expected} is among {routes:?}");
    }
    let open: Vec<_> = routes
        .iter()
        .filter(|name| name.parse::<Handle>().is_ok())
        .collect();
    assert_eq!(open, Vec::<&String>::new(), "a person could take these");
}

both! {
    async fn programs_that_read_feeds_and_index_find_their_way(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        creator.patch("/api/me", json!({"name": "Anna & <Co>"})).await;
        let open = creator.publish(json!({"title": "Open <1>", "body": "Said & done", "access": "public"})).await;
        app.slots(1);
        let locked = json!({"title": "Closed", "body": "Hidden words", "teaser": "A word before", "access": "tier", "tier": "vip"});
        let locked = creator.publish(locked).await;
        let reader = app.visitor();
        let page = reader.get(&format!("/{handle}")).await;
        assert!(page.contains(&format!("href=\"/{handle}/rss\"")), "the page names its feed");
        let answer = reader.get(&format!("/{handle}/rss")).await;
        assert_eq!(answer.headers["content-type"], "application/rss+xml; charset=utf-8");
        assert_eq!(answer.headers["cache-control"], "public, max-age=300");
        let channel = rss::Channel::read_from(&answer.bytes[..]).expect("RSS 2.0");
        assert_eq!(channel.title, "Anna & <Co>");
        let titles: Vec<_> = channel.items.iter().filter_map(|item| item.title.as_deref()).collect();
        assert_eq!(titles, ["Closed", "Open <1>"]);
        assert_eq!(channel.items[0].description.as_deref(), Some("A word before"));
        assert_eq!(channel.items[1].description.as_deref(), Some("Said &amp; done"), "words, written as HTML");
        assert!(!answer.contains("Hidden words"));
        assert_eq!(reader.get("/nobody_here/rss").await.status, 404);

        let robots = reader.get("/robots.txt").await.text();
        let index = robots.lines().find_map(|line| line.strip_prefix("Sitemap: ")).expect("a sitemap").to_owned();
        let index = reader.get(index.strip_prefix(&app.base).expect("of this site")).await.text();
        let places = |text: &str| -> Vec<String> {
            text.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap_or_default().to_owned()).collect()
        };
        let mut found = Vec::new();
        for piece in places(&index) {
            let piece = reader.get(piece.strip_prefix(&app.base).expect("of this site")).await;
            assert_eq!(piece.status, 200);
            found.extend(places(&piece.text()));
        }
        for wanted in ["/feed", &format!("/{handle}"), &format!("/post/{open}"), &format!("/post/{locked}")] {
            assert!(found.contains(&format!("{}{wanted}", app.base)), "{wanted} in {found:?}");
        }
        for place in &found {
            let path = place.strip_prefix(&app.base).expect("of this site");
            assert_eq!(reader.get(path).await.status, 200, "{path}");
        }
        for odd in ["posts-1", "posts--1", "posts-01", "posts-99999999999999999999", "creators-x", "none"] {
            assert_eq!(reader.get(&format!("/sitemap/{odd}")).await.status, 404, "{odd}");
        }
        creator.delete(&format!("/api/posts/{open}")).await;
        assert!(!reader.get("/sitemap/posts-0").await.contains(&open));
    }
}
