//! Signing in over HTTP: cookies, bearer tokens, refresh, reuse, other sites, rate limits.

use reqwest::{Method, header};
use serde_json::json;
use server::serve::Scanner;
use std::time::Duration;
use testkit::{Answer, Caller, Db, TestApp, both};

fn cookie(answer: &Answer, name: &str) -> Option<String> {
    answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .find_map(|value| {
            let value = value.to_str().ok()?;
            value
                .strip_prefix(&format!("{name}="))
                .map(|rest| rest.split(';').next().unwrap_or_default().to_owned())
        })
}

both! {
    async fn a_session_lives_in_cookies_and_ends_with_sign_out(app: TestApp) {
        let mut caller = app.visitor();
        assert_eq!(caller.get("/api/me").await.code(), "sign_in_required");
        let signed_in = caller.sign_in(app.wallet()).await;
        for value in signed_in.headers.get_all(header::SET_COOKIE) {
            let value = value.to_str().expect("ASCII");
            assert!(value.contains("HttpOnly") && value.contains("SameSite=Lax") && value.contains("Path=/"), "{value}");
        }
        assert_eq!(caller.get("/api/me").await.status, 200);
        let bearer = format!("Bearer {}", signed_in.json["access_token"].as_str().expect("a token"));
        let program = app.visitor();
        let headers = [("authorization", bearer.as_str())];
        assert_eq!(program.send(Method::GET, "/api/me", &headers, None).await.status, 200);
        assert_eq!(caller.delete("/api/auth/session").await.status, 204);
        assert_eq!(caller.get("/api/me").await.status, 401);
        // The token has minutes to live, but its session is over.
        assert_eq!(program.send(Method::GET, "/api/me", &headers, None).await.status, 401);
    }

    async fn an_ended_access_token_is_renewed_without_asking(app: TestApp) {
        let mut caller = app.visitor();
        caller.sign_in(app.wallet()).await;
        app.advance(Duration::from_secs(16 * 60));
        let answer = caller.get("/api/me").await;
        assert_eq!(answer.status, 200);
        assert!(cookie(&answer, "fonana_access").is_some() && cookie(&answer, "fonana_refresh").is_some());
        assert_eq!(caller.post("/api/auth/refresh", json!({})).await.status, 200);
        app.advance(Duration::from_secs(31 * 24 * 3600));
        assert_eq!(caller.get("/api/me").await.status, 401);
    }

    async fn a_stolen_refresh_token_ends_the_session(app: TestApp) {
        let mut caller = app.visitor();
        let stolen = cookie(&caller.sign_in(app.wallet()).await, "fonana_refresh").expect("a refresh token");
        app.advance(Duration::from_secs(60));
        assert_eq!(caller.post("/api/auth/refresh", json!({})).await.status, 200);
        app.advance(Duration::from_secs(60));
        let thief = Caller::new(&app.base);
        let cookies = format!("fonana_refresh={stolen}");
        let headers = [("cookie", cookies.as_str())];
        let answer = thief.send(Method::POST, "/api/auth/refresh", &headers, Some(json!({}))).await;
        assert_eq!((answer.status, answer.code()), (401, "session_ended"));
        assert_eq!(caller.get("/api/me").await.status, 401, "the owner must sign in again, and the thief is out");
    }

    async fn what_ended_long_ago_is_forgotten(app: TestApp) {
        use domain::identity::entity::{challenge, session};
        use sea_orm::{EntityTrait, PaginatorTrait};
        app.fan().await;
        let rows = async || {
            let db = &app.domain().db;
            let sessions = session::Entity::find().count(db).await.expect("a count");
            (sessions, challenge::Entity::find().count(db).await.expect("a count"))
        };
        app.advance(Duration::from_secs(59 * 24 * 3600));
        domain::identity::forget_ended(app.domain()).await.expect("swept");
        assert_eq!(rows().await, (1, 0), "ended, and still told from an invented one");
        app.advance(Duration::from_secs(2 * 24 * 3600));
        domain::identity::forget_ended(app.domain()).await.expect("swept");
        assert_eq!(rows().await, (0, 0));
    }

    async fn a_bad_token_is_refused_to_programs(app: TestApp) {
        let mut caller = app.visitor();
        let token = caller.sign_in(app.wallet()).await.json["access_token"].as_str().expect("a token").to_owned();
        let program = app.visitor();
        let ask = async |token: &str| {
            let bearer = format!("Bearer {token}");
            program.send(Method::GET, "/api/posts", &[("authorization", &bearer)], None).await
        };
        assert_eq!(ask(&token).await.status, 200);
        let invented = ask("x.y.z").await;
        assert_eq!((invented.status, invented.code()), (401, "sign_in_required"));
        app.advance(Duration::from_secs(16 * 60));
        let ended = ask(&token).await;
        assert_eq!((ended.status, ended.code()), (401, "sign_in_required"));
        // Where it gets its next one the old one does not matter.
        let headers = [("authorization", "Bearer x.y.z")];
        let body = Some(json!({"address": "11111111111111111111111111111111"}));
        assert_eq!(program.send(Method::POST, "/api/auth/challenge", &headers, body).await.status, 200);
    }

    async fn a_challenge_is_bound_to_its_browser(app: TestApp) {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let (attacker, victim) = (app.visitor(), app.visitor());
        let wallet = app.wallet();
        let address = wallet.address().to_string();
        let challenge = attacker.post("/api/auth/challenge", json!({"address": address})).await;
        let message = challenge.json["message"].as_str().expect("a text");
        let signed = json!({
            "address": address,
            "signed_message": STANDARD.encode(message),
            "signature": wallet.sign_bytes(message.as_bytes()),
        });
        let planted = victim.post("/api/auth/session", signed).await;
        assert_eq!((planted.status, planted.code()), (401, "challenge_unknown"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_challenge_keeps_its_browsers_cookie_alive() {
    let app = TestApp::start(Db::Sqlite).await;
    let visitor = app.visitor();
    let ask = async || {
        let body = json!({"address": "11111111111111111111111111111111"});
        cookie(&visitor.post("/api/auth/challenge", body).await, "fonana_binding")
    };
    let first = ask().await;
    assert!(first.is_some());
    assert_eq!(ask().await, first, "the same value with a new ten minutes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_https_cookies_are_secure_and_of_this_host_alone() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.public_url = Some("https://fonana.example".into());
    })
    .await;
    let (visitor, wallet) = (app.visitor(), app.wallet());
    let address = wallet.address().to_string();
    let challenge = visitor
        .post("/api/auth/challenge", json!({"address": address}))
        .await;
    assert_eq!(challenge.json["input"]["domain"], json!("fonana.example"));
    assert!(challenge.headers.contains_key("strict-transport-security"));
    let binding = cookie(&challenge, "__Host-fonana_binding").expect("a cookie of this host");
    let message = challenge.json["message"].as_str().expect("a text");
    let signed = json!({
        "address": address,
        "signed_message": STANDARD.encode(message),
        "signature": wallet.sign_bytes(message.as_bytes()),
    });
    let cookies = format!("__Host-fonana_binding={binding}");
    let headers = [("cookie", cookies.as_str()), ("origin", "https://fonana.example")];
    let signed_in = visitor
        .send(Method::POST, "/api/auth/session", &headers, Some(signed))
        .await;
    assert_eq!(signed_in.status, 200, "{}", signed_in.json);
    let set: Vec<_> = signed_in.headers.get_all(header::SET_COOKIE).iter().collect();
    assert_eq!(set.len(), 3);
    for value in set {
        let value = value.to_str().expect("ASCII");
        assert!(
            value.starts_with("__Host-") && value.contains("Secure") && value.contains("HttpOnly"),
            "{value}"
        );
        assert!(value.contains("Path=/") && !value.contains("Domain"), "{value}");
    }
    assert!(
        app.visitor()
            .get("/feed")
            .await
            .headers
            .contains_key("strict-transport-security")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_count_the_client_that_our_proxy_names() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.rate_limits = None;
        settings.trust_proxy = Some("on".into());
    })
    .await;
    let visitor = app.visitor();
    let ask = async |from: &str| {
        let body = Some(json!({"address": "11111111111111111111111111111111"}));
        visitor
            .send(
                Method::POST,
                "/api/auth/challenge",
                &[("x-forwarded-for", from)],
                body,
            )
            .await
            .status
    };
    // The limit refills while we ask, by one every two seconds: it shows within so many requests, not at a certain one.
    let limited_within = async |times: u32, from: &dyn Fn(u32) -> String| {
        for number in 0..times {
            if ask(&from(number)).await == 429 {
                return true;
            }
        }
        false
    };
    // Only the last is the proxy's word; the client can write whatever it wants before it.
    let inventing = |number: u32| format!("198.51.100.{number}, 203.0.113.1");
    assert!(
        limited_within(200, &inventing).await,
        "one client, whatever it invents"
    );
    assert_eq!(ask("203.0.113.2").await, 200, "another client");
    let same = |_: u32| "::ffff:203.0.113.1".to_owned();
    assert!(limited_within(20, &same).await, "the same client over IPv6");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_counted_wherever_they_are() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.rate_limits = None;
        settings.trust_proxy = Some("on".into());
    })
    .await;
    let fan = app.fan().await;
    let mut limited = None;
    for number in 0..1_000 {
        let from = format!("10.0.{}.{}", number / 250, number % 250);
        let patch = Some(json!({"bio": "Hello"}));
        let answer = fan
            .send(Method::PATCH, "/api/me", &[("x-forwarded-for", &from)], patch)
            .await;
        if answer.status == 429 {
            limited = Some(from);
            break;
        }
    }
    let from = limited.expect("the account's limit is reached");
    // Nobody else at that address is held up.
    let stranger = app
        .visitor()
        .send(
            Method::PATCH,
            "/api/me",
            &[("x-forwarded-for", &from)],
            Some(json!({})),
        )
        .await;
    assert_eq!(stranger.status, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_sites_change_nothing() {
    let app = TestApp::start(Db::Sqlite).await;
    let caller = app.fan().await;
    let patch = Some(json!({"bio": "planted"}));
    for headers in [
        [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        [
            ("sec-fetch-site", "same-site"),
            ("origin", "https://sub.evil.example"),
        ],
        [("x-any", "thing"), ("origin", "https://evil.example")],
        [("x-any", "thing"), ("origin", "null")],
    ] {
        let answer = caller
            .send(Method::PATCH, "/api/me", &headers, patch.clone())
            .await;
        assert_eq!((answer.status, answer.code()), (403, "cross_site"), "{headers:?}");
    }
    let own = [("sec-fetch-site", "same-origin"), ("origin", app.base.as_str())];
    assert_eq!(
        caller.send(Method::PATCH, "/api/me", &own, patch).await.status,
        200
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_sign_ins_are_slowed_with_a_reason() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.rate_limits = None
    })
    .await;
    let visitor = app.visitor();
    let ask = || {
        visitor.post(
            "/api/auth/challenge",
            json!({"address": "11111111111111111111111111111111"}),
        )
    };
    let first = ask().await;
    assert_eq!(first.headers["ratelimit-limit"], "30");
    assert_eq!(first.headers["ratelimit-remaining"], "29");
    let mut refused = None;
    for _ in 0..200 {
        let answer = ask().await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("the limit is reached");
    assert_eq!(refused.code(), "rate_limited");
    assert!(refused.headers.contains_key("retry-after"));
    // Reading is counted apart.
    assert_eq!(visitor.get("/api/posts").await.status, 200);
}
