//! Who hears what: events come to those who may hear them, and to nobody any more once they may not.

use super::{Client, delete, put, until_held};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both;

const SECRET: &str = "Words that nobody else may read";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

both! {
    async fn likes_and_comments_come_to_everybody_who_looks(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": SECRET, "access": "public"})).await;
        let (fan, topic) = (app.fan().await, format!("post:{post}"));
        let (mut visitor, mut author) = (Client::visitor(&app).await, Client::of(&app, &creator).await);
        let seq = visitor.hear(&topic).await;
        assert_eq!(author.hear(&topic).await, seq);
        let like = format!("/api/posts/{post}/like");
        put(&fan, &like).await;
        // A second time changes nothing, and nothing is told.
        put(&fan, &like).await;
        let said = fan.post(&format!("/api/posts/{post}/comments"), json!({"body": SECRET})).await;
        let comment = said.json["id"].as_str().expect("a comment").to_owned();
        put(&creator, &format!("/api/comments/{comment}/like")).await;
        fan.patch(&format!("/api/comments/{comment}"), json!({"body": "Others"})).await;
        delete(&fan, &like).await;
        delete(&fan, &format!("/api/comments/{comment}")).await;
        for client in [&mut visitor, &mut author] {
            let mut expected = seq;
            for (kind, what, number, act) in [
                ("likes", "likes", 1, None),
                ("comments", "comments", 1, Some("written")),
                ("comments", "comments", 1, Some("liked")),
                ("comments", "comments", 1, Some("changed")),
                ("likes", "likes", 0, None),
                ("comments", "comments", 0, Some("deleted")),
            ] {
                let event = client.event(&topic, kind).await;
                expected += 1;
                assert_eq!((&event["seq"], &event[what]), (&json!(expected), &json!(number)), "{event}");
                assert_eq!(event.get("act").and_then(Value::as_str), act);
                assert!(!event.to_string().contains(SECRET));
            }
        }
        // What is not heard any more does not come; the answer to the next question is the next frame.
        visitor.say(json!({"unsubscribe": {"topic": topic}})).await;
        visitor.hear("feed").await;
        put(&fan, &like).await;
        creator.publish(json!({"title": SECRET, "body": SECRET, "access": "followers"})).await;
        let event = visitor.event("feed", "published").await;
        assert!(!event.to_string().contains(SECRET), "{event}");
        assert_eq!(event["category"], "art");
    }

    async fn a_creator_and_oneself_are_topics_too(app: TestApp) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let me = creator.get("/api/me").await.json["id"].as_str().expect("an id").to_owned();
        let (topic, handle) = (format!("creator:{me}"), creator.handle().await);
        let (mut visitor, mut own) = (Client::visitor(&app).await, Client::of(&app, &creator).await);
        visitor.hear(&topic).await;
        let first = own.hear("me").await;
        put(&fan, &format!("/api/creators/{handle}/follow")).await;
        assert_eq!(visitor.event(&topic, "followers").await["followers"], 1);
        assert_eq!(own.event("me", "notifications").await["seq"], first + 1);
        creator.post("/api/notifications/read", json!({"until": "2100-01-01T00:00:00Z"})).await;
        own.event("me", "notifications").await;
        creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        assert_eq!(visitor.event(&topic, "published").await["creator"], json!(me));
        // Of another's notifications nobody hears: they have no name that could be asked for.
        for name in [format!("person:{me}"), "me".into(), format!("creator:{}", creator_of_nobody())] {
            let code = visitor.refused(&name).await;
            assert!(["not_found", "sign_in_required"].contains(&code.as_str()), "{name}: {code}");
        }
        // Nor of a fan as if they were a creator.
        let nobody = fan.get("/api/me").await.json["id"].as_str().expect("an id").to_owned();
        assert_eq!(visitor.refused(&format!("creator:{nobody}")).await, "not_found");
    }

    async fn a_locked_post_is_refused_like_one_that_is_not_there(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Locked", "body": SECRET, "access": "tier", "tier": "premium"})).await;
        let (stranger, subscriber) = (app.fan().await, app.fan().await);
        let topic = format!("post:{post}");
        let mut outside = Client::of(&app, &stranger).await;
        let mut answers = Vec::new();
        for name in [topic.clone(), format!("post:{}", creator_of_nobody())] {
            outside.say(json!({"subscribe": {"topic": name}})).await;
            let mut answer = outside.next().await;
            assert_eq!(answer["topic"], json!(name));
            answer["topic"] = Value::Null;
            answers.push(answer);
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0]["code"], "not_found");
        let handle = creator.handle().await;
        let item = json!({"kind": "subscription", "creator": handle, "tier": "premium", "days": 30});
        app.pay(&subscriber, item.clone()).await;
        let mut inside = Client::of(&app, &subscriber).await;
        inside.hear(&topic).await;
        let say = format!("/api/posts/{post}/comments");
        assert_eq!(creator.post(&say, json!({"body": "One"})).await.status, 201);
        inside.event(&topic, "comments").await;
        // Whoever buys while connected hears it from then on.
        outside.hear("me").await;
        app.pay(&stranger, item).await;
        outside.event("me", "order").await;
        outside.say(json!({"subscribe": {"topic": topic}})).await;
        let answer = loop {
            let frame = outside.next().await;
            if frame["topic"] == json!(topic) {
                break frame;
            }
        };
        assert_eq!(answer["type"], "subscribed", "{answer}");
    }

    async fn a_right_that_ends_by_time_ends_the_topic(app: TestApp) {
        let mut creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Locked", "body": SECRET, "access": "tier", "tier": "basic"})).await;
        let subscriber = app.fan().await;
        let item = json!({"kind": "subscription", "creator": creator.handle().await, "tier": "basic", "days": 30});
        app.pay(&subscriber, item).await;
        let topic = format!("post:{post}");
        let mut inside = Client::of(&app, &subscriber).await;
        inside.hear(&topic).await;
        app.advance(29 * DAY);
        let wallet = creator.wallet().clone();
        creator.sign_in(wallet).await;
        let say = format!("/api/posts/{post}/comments");
        assert_eq!(creator.post(&say, json!({"body": "One"})).await.status, 201);
        inside.event(&topic, "comments").await;
        // With the days of grace.
        app.advance(30 * DAY);
        let wallet = creator.wallet().clone();
        creator.sign_in(wallet).await;
        assert_eq!(creator.post(&say, json!({"body": "Two"})).await.status, 201);
        let refused = inside.next().await;
        assert_eq!((&refused["type"], &refused["code"]), (&json!("refused"), &json!("not_found")), "{refused}");
    }

    async fn a_right_that_ends_by_what_happens_ends_the_topic(app: TestApp) {
        let creator = app.creator("art").await;
        let draft = |title: &str| json!({"title": title, "body": SECRET, "access": "public"});
        let (one, two) = (creator.publish(draft("One")).await, creator.publish(draft("Two")).await);
        let three = creator.publish(json!({"title": "Three", "body": SECRET, "access": "followers"})).await;
        let fan = app.fan().await;
        let follow = format!("/api/creators/{}/follow", creator.handle().await);
        put(&fan, &follow).await;
        let mut client = Client::of(&app, &fan).await;
        for post in [&one, &two, &three] {
            client.hear(&format!("post:{post}")).await;
        }
        let changed = creator.patch(&format!("/api/posts/{one}"), json!({"access": "tier", "tier": "vip"})).await;
        assert_eq!(changed.status, 200, "{}", changed.json);
        let topic = format!("post:{one}");
        client.event(&topic, "post_changed").await;
        let ended = client.next().await;
        assert_eq!((&ended["type"], &ended["topic"]), (&json!("refused"), &json!(topic)), "{ended}");
        delete(&creator, &format!("/api/posts/{two}")).await;
        let topic = format!("post:{two}");
        client.event(&topic, "post_deleted").await;
        assert_eq!(client.next().await["type"], "refused");
        delete(&fan, &follow).await;
        let ended = client.next().await;
        assert_eq!((&ended["type"], &ended["topic"]), (&json!("refused"), &json!(format!("post:{three}"))), "{ended}");
        // Nothing of them comes any more.
        creator.post(&format!("/api/posts/{one}/comments"), json!({"body": "For few"})).await;
        client.hear("feed").await;
    }

    async fn a_session_that_ends_ends_its_connections(app: TestApp) {
        let fan = app.fan().await;
        let mut other = app.visitor();
        other.sign_in(fan.wallet().clone()).await;
        let (mut first, mut second) = (Client::of(&app, &fan).await, Client::of(&app, &other).await);
        let mut tab = Client::of(&app, &fan).await;
        for client in [&mut first, &mut second, &mut tab] {
            client.hear("me").await;
        }
        delete(&fan, "/api/auth/session").await;
        assert_eq!((first.closed().await, tab.closed().await), (4401, 4401));
        until_held(&app, 1).await;
        second.event("me", "sessions").await;
        // From another device.
        let mut third = app.visitor();
        third.sign_in(fan.wallet().clone()).await;
        delete(&third, "/api/me/sessions").await;
        assert_eq!(second.closed().await, 4401);
        until_held(&app, 0).await;
    }
}

/// The id of nobody and nothing.
fn creator_of_nobody() -> &'static str {
    "01890a5d-ac96-774b-bcce-b302099a8057"
}
