//! What is refused: other sites, spent tickets, frames that are none, too many of anything; and that nobody else notices.

use super::{Client, Last, delete, token, until_held};
use serde_json::json;
use server::realtime::Times;
use std::time::Duration;
use testkit::{Db, TestApp, both};
use tokio_tungstenite::tungstenite::Message;

async fn status(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> u16 {
    Client::ask(app, path, headers, None).await.err().unwrap_or(101)
}

both! {
    async fn cookies_count_for_pages_of_ours_alone(app: TestApp) {
        let fan = app.fan().await;
        let own = app.state.config.origin.clone();
        let cookie = format!("fonana_access={}", token(&fan).await);
        let cookie = ("cookie", cookie.as_str());
        for (headers, expected) in [
            (vec![cookie, ("origin", own.as_str())], 101),
            (vec![cookie, ("origin", own.as_str()), ("sec-fetch-site", "same-origin")], 101),
            (vec![cookie], 403),
            (vec![cookie, ("origin", "https://evil.example")], 403),
            (vec![cookie, ("origin", "null")], 403),
            (vec![cookie, ("sec-fetch-site", "cross-site"), ("origin", own.as_str())], 403),
            (vec![("origin", "https://evil.example")], 403),
            (vec![("origin", own.as_str())], 101),
            (vec![], 101),
            (vec![("authorization", "Bearer nonsense")], 401),
        ] {
            assert_eq!(status(&app, "/ws", &headers).await, expected, "{headers:?}");
        }
        // A bad cookie is no cookie.
        let mut nobody = Client::ask(&app, "/ws", &[("cookie", "fonana_access=x"), ("origin", &own)], None)
            .await
            .expect("a visitor's");
        assert_eq!(nobody.refused("me").await, "sign_in_required");
        let mut somebody = Client::ask(&app, "/ws", &[cookie, ("origin", &own)], None).await.expect("theirs");
        somebody.hear("me").await;
    }

    async fn a_ticket_opens_one_connection_within_half_a_minute(app: TestApp) {
        let fan = app.fan().await;
        let ticket = async || {
            let answer = fan.post("/api/me/ticket", json!({})).await;
            assert_eq!((answer.status, &answer.json["expires_in"]), (200, &json!(30)), "{}", answer.json);
            format!("/ws?ticket={}", answer.json["ticket"].as_str().expect("a ticket"))
        };
        let path = ticket().await;
        // Whatever page it comes from: who has it was given it.
        let mut client = Client::ask(&app, &path, &[("origin", "https://elsewhere.example")], None).await.expect("theirs");
        client.hear("me").await;
        assert_eq!(status(&app, &path, &[]).await, 401, "it is spent");
        let path = ticket().await;
        app.advance(Duration::from_secs(30));
        assert_eq!(status(&app, &path, &[]).await, 401, "it is too old");
        for path in ["/ws?ticket=", "/ws?ticket=x", &format!("/ws?ticket={}", "A".repeat(43))] {
            assert_eq!(status(&app, path, &[]).await, 401, "{path}");
        }
        // It ends with its session, used or not.
        let path = ticket().await;
        delete(&fan, "/api/auth/session").await;
        assert_eq!((status(&app, &path, &[]).await, client.closed().await), (401, 4401));
        // What is kept of a ticket opens nothing.
        assert_eq!(app.visitor().post("/api/me/ticket", json!({})).await.status, 401);
    }

    async fn frames_that_are_none_are_refused_with_a_reason(app: TestApp) {
        let mut other = Client::visitor(&app).await;
        other.hear("feed").await;
        let mut client = Client::visitor(&app).await;
        for text in ["", "{", "[]", "null", r#"{"subscribe":{}}"#, r#"{"subscribe":{"topic":"feed","after":-1}}"#, r#"{"shout":1}"#] {
            client.send(Message::text(text)).await;
            let answer = client.next().await;
            assert_eq!((&answer["type"], &answer["code"]), (&json!("refused"), &json!("malformed")), "{text}");
            assert!(answer.get("topic").is_none());
        }
        for topic in ["", "feed ", "post:1", "conversations:01890a5d-ac96-774b-bcce-b302099a8057"] {
            assert_eq!(client.refused(topic).await, "not_found");
        }
        let long = "x".repeat(3_000);
        client.say(json!({"subscribe": {"topic": long}})).await;
        assert!(client.next().await["topic"].as_str().is_some_and(|topic| topic.len() < 100));
        client.hear("feed").await;
        client.send(Message::binary(vec![1, 2, 3])).await;
        assert_eq!(client.closed().await, 1003);
        let mut client = Client::visitor(&app).await;
        client.say(json!({"subscribe": {"topic": "x".repeat(5_000)}})).await;
        assert_eq!(client.closed().await, 1009);
        let mut client = Client::visitor(&app).await;
        for _ in 0..200 {
            client.send(Message::text("{}")).await;
        }
        assert_eq!(client.closed().await, 4429);
        // Others notice nothing.
        until_held(&app, 1).await;
        app.creator("art").await.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        other.event("feed", "published").await;
    }

    async fn a_connection_hears_so_many_topics(app: TestApp) {
        let creator = app.creator("art").await;
        let mut client = Client::visitor(&app).await;
        let mut posts = Vec::new();
        for number in 0..65 {
            let title = format!("Number {number}");
            posts.push(creator.publish(json!({"title": title, "body": "Words", "access": "public"})).await);
        }
        for post in &posts[..64] {
            client.hear(&format!("post:{post}")).await;
        }
        let last = format!("post:{}", posts[64]);
        assert_eq!(client.refused(&last).await, "too_many_topics");
        // One of them again is none more.
        client.hear(&format!("post:{}", posts[0])).await;
        client.say(json!({"unsubscribe": {"topic": format!("post:{}", posts[0])}})).await;
        client.hear(&last).await;
        assert_eq!(app.state.realtime.held(), (1, 64));
    }

    async fn a_person_has_so_many_connections(app: TestApp) {
        let (fan, other) = (app.fan().await, app.fan().await);
        let bearer = format!("Bearer {}", token(&fan).await);
        let headers = [("authorization", bearer.as_str())];
        let mut all = Vec::new();
        for _ in 0..20 {
            all.push(Client::ask(&app, "/ws", &headers, None).await.expect("room"));
        }
        assert_eq!(status(&app, "/ws", &headers).await, 429);
        Client::of(&app, &other).await.hear("me").await;
        Client::visitor(&app).await.hear("feed").await;
        all.pop();
        until_held(&app, 19).await;
        Client::ask(&app, "/ws", &headers, None).await.expect("room again").hear("me").await;
    }

    async fn whoever_says_nothing_is_let_go(app: TestApp) {
        let short = Duration::from_millis(50);
        app.state.realtime.keep_times(Times { beat: short, idle: short, ..Times::default() });
        let mut client = Client::visitor(&app).await;
        assert_eq!(client.closed().await, 4408);
        app.state.realtime.keep_times(Times { beat: short, silent: short * 60, ..Times::default() });
        // One answers pings as it reads, the other does not read.
        let (mut awake, mut asleep) = (Client::visitor(&app).await, Client::visitor(&app).await);
        awake.hear("feed").await;
        asleep.hear("feed").await;
        let reading = async {
            loop {
                match awake.last().await {
                    Last::Frame(_) => {}
                    end => break end,
                }
            }
        };
        tokio::select! {
            () = until_held(&app, 1) => {}
            end = reading => panic!("whoever reads was let go: {end:?}"),
        }
        // Its own answers to old pings may go nowhere before it reads why.
        let end = loop {
            match asleep.last().await {
                Last::Frame(_) => {}
                end => break end,
            }
        };
        assert!(matches!(end, Last::Closed(4409, _) | Last::Gone), "{end:?}");
        awake.hear("feed").await;
    }

    async fn whoever_is_connected_when_the_server_stops_is_told(app: TestApp) {
        let mut client = Client::visitor(&app).await;
        client.hear("feed").await;
        let app = app.restart().await;
        assert_eq!(client.closed().await, 1001);
        Client::visitor(&app).await.hear("feed").await;
    }
}

/// Visitors of one address are counted where requests are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_has_so_many_connections() {
    let limited = |settings: &mut server::Settings| settings.rate_limits = Some("on".into());
    let app = TestApp::start_with(Db::Sqlite, server::serve::Scanner::ByHand, limited).await;
    let mut all = Vec::new();
    for _ in 0..100 {
        all.push(Client::visitor(&app).await);
    }
    assert_eq!(status(&app, "/ws", &[]).await, 429);
    let fan = app.fan().await;
    Client::of(&app, &fan).await.hear("me").await;
}
