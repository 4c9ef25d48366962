//! What comes with messages: open to the two, locked until it is paid, in no list, and for nobody else, moderators among them.

use super::{films, jpeg, ready, upload};
use crate::{messages::between, settings::unpacked};
use serde_json::{Value, json};
use shared::identity::Role;
use std::time::Duration;
use testkit::{Answer, Caller, TestApp, both};

const SECRET: &str = "zqx-words-behind-the-price";
const PREVIEW: &str = "A look behind the scenes";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn send(from: &Caller, id: &str, message: Value) -> Answer {
    from.post(&format!("/api/conversations/{id}/messages"), message)
        .await
}

/// The newest message, as somebody sees it.
async fn newest(of: &Caller, id: &str) -> Value {
    let page = of.get(&format!("/api/conversations/{id}/messages")).await;
    page.json["items"][0].clone()
}

/// Every address of the files of what came with a message.
fn addresses(message: &Value) -> Vec<String> {
    let media = message["enclosed"]["media"].as_array().expect("files");
    media
        .iter()
        .flat_map(|file| file["variants"].as_array().expect("variants"))
        .map(|variant| variant["url"].as_str().expect("an address").to_owned())
        .collect()
}

async fn paid(app: &TestApp, creator: &Caller, fan: &Caller) -> (String, Value) {
    let id = between(creator, fan).await;
    let picture = ready(app, creator, &jpeg(700, 500, 1)).await;
    let message = json!({
        "body": PREVIEW, "media": [picture], "price": "100000000", "currency": "SOL", "inside": SECRET,
    });
    let sent = send(creator, &id, message).await;
    assert_eq!(sent.status, 201, "{}", sent.json);
    (id, sent.json)
}

both! {
    async fn pictures_come_with_a_message_to_one_person(app: TestApp) {
        let (ann, ben, eve) = (app.fan().await, app.fan().await, app.fan().await);
        let judge = app.with_role(Role::Moderator).await;
        let id = between(&ann, &ben).await;
        let picture = ready(&app, &ann, &jpeg(700, 500, 1)).await;
        let sent = send(&ann, &id, json!({"media": [picture]})).await;
        assert_eq!(sent.status, 201, "{}", sent.json);
        let post = sent.json["enclosed"]["id"].as_str().expect("a post").to_owned();
        for one in [&ann, &ben] {
            let message = newest(one, &id).await;
            assert_eq!(message["enclosed"]["locked"], json!(false));
            for address in addresses(&message) {
                let answer = one.get(&address).await;
                assert_eq!(answer.status, 200);
                assert!(answer.headers["cache-control"].to_str().is_ok_and(|kept| kept.contains("no-store")));
                for other in [&eve, &judge, &app.visitor()] {
                    assert_eq!(other.get(&address).await.status, 404);
                }
            }
            assert_eq!(one.get(&format!("/api/posts/{post}")).await.status, 200);
        }
        let last = &ben.get("/api/conversations").await.json["items"][0]["last"];
        assert_eq!((&last["words"], &last["enclosed"]), (&json!(""), &json!("image")));
        for other in [&eve, &judge, &app.visitor()] {
            assert_eq!(other.get(&format!("/api/posts/{post}")).await.status, 404);
        }
        // It is no post to anybody.
        for (method, path) in [
            (reqwest::Method::PUT, format!("/api/posts/{post}/like")),
            (reqwest::Method::PUT, format!("/api/posts/{post}/bookmark")),
            (reqwest::Method::DELETE, format!("/api/posts/{post}")),
        ] {
            for one in [&ann, &ben, &judge] {
                assert_eq!(one.send(method.clone(), &path, &[], None).await.status, 404, "{path}");
            }
        }
        for one in [&ann, &ben] {
            let said = one.post(&format!("/api/posts/{post}/comments"), json!({"body": "Nice"})).await;
            assert_eq!(said.status, 404);
            assert_eq!(one.patch(&format!("/api/posts/{post}"), json!({"access": "public"})).await.status, 404);
        }
        // The same file does not come twice, and another's not at all.
        assert_eq!(send(&ann, &id, json!({"media": [picture]})).await.field(), "media");
        assert_eq!(send(&ben, &id, json!({"media": [picture]})).await.field(), "media");
        // What is taken back is gone for both.
        let address = addresses(&newest(&ben, &id).await).remove(0);
        let message = sent.json["id"].as_str().expect("an id").to_owned();
        assert_eq!(ann.delete(&format!("/api/messages/{message}")).await.status, 204);
        assert!(newest(&ben, &id).await.get("enclosed").is_none());
        for one in [&ann, &ben] {
            assert_eq!(one.get(&address).await.status, 404);
        }
    }

    async fn a_voice_and_a_film_come_with_a_message(app: TestApp) {
        let (ann, ben, eve) = (app.fan().await, app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        for (bytes, kind) in [(films::sound(), "audio"), (films::film(), "video")] {
            let (file, _) = films::recorded(&app, &ann, bytes).await;
            let sent = send(&ann, &id, json!({"media": [file]})).await;
            assert_eq!(sent.status, 201, "{}", sent.json);
            let media = newest(&ben, &id).await["enclosed"]["media"][0].clone();
            assert_eq!(media["kind"], json!(kind), "{media}");
            if kind == "audio" {
                // How loud it is where, to be drawn.
                let waveform = media["playable"]["waveform"].as_str().unwrap_or_default();
                assert!(waveform.len() > 20, "{media}");
            }
            let all = films::addresses(&ben, &media).await;
            assert!(!all.is_empty());
            for address in all {
                assert_eq!(films::part(&ben, &address).await.status / 100, 2, "{address}");
                assert_eq!(films::part(&eve, &address).await.status, 404, "{address}");
            }
        }
    }

    async fn what_costs_something_is_locked_until_it_is_paid(app: TestApp) {
        let (creator, fan, eve) = (app.creator("art").await, app.fan().await, app.fan().await);
        let judge = app.with_role(Role::Moderator).await;
        let posts = creator.get(&format!("/api/creators/{}", creator.handle().await)).await.json["counts"]["posts"].clone();
        let (id, sent) = paid(&app, &creator, &fan).await;
        let post = sent["enclosed"]["id"].as_str().expect("a post").to_owned();
        let files = addresses(&sent);
        // Its author sees all of it; the other one its words, its shape and its price.
        assert_eq!(sent["enclosed"]["body"], json!(SECRET));
        let before = newest(&fan, &id).await;
        assert_eq!(before["body"], json!(PREVIEW));
        let locked = &before["enclosed"];
        assert_eq!((&locked["locked"], &locked["lock"], &locked["price"]), (&json!(true), &json!("buy"), &json!("100000000")));
        assert!(locked.get("media").is_none_or(Value::is_null) && locked.get("body").is_none_or(Value::is_null));
        for path in [
            format!("/api/conversations/{id}/messages"),
            format!("/api/conversations/{id}/messages?q=zqx"),
            "/api/conversations".to_owned(),
            format!("/messages/{id}"),
            "/messages".to_owned(),
            format!("/api/posts/{post}"),
            "/api/notifications".to_owned(),
            "/api/search?q=zqx".to_owned(),
        ] {
            let answer = fan.get(&path).await;
            assert!(!answer.contains(SECRET), "{path}");
            for file in &files {
                assert!(!answer.contains(file), "{path}");
            }
        }
        for file in &files {
            assert_eq!(fan.get(file).await.status, 404);
        }
        // Nor does it come with all that is theirs.
        assert_eq!(fan.post("/api/me/export", json!({})).await.status, 202);
        domain::personal_data::make_exports(app.domain()).await.expect("made");
        let export = unpacked(&fan.get("/api/me/export/file").await);
        let texts: Vec<_> = export.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        assert!(texts.iter().any(|text| text.contains(PREVIEW)) && !texts.iter().any(|text| text.contains(SECRET)));
        // Whoever it was not sent to can neither see nor buy it.
        let item = json!({"kind": "post", "post": post});
        for other in [&eve, &judge] {
            assert_eq!(other.get(&format!("/api/posts/{post}")).await.status, 404);
            let order = other.post("/api/orders", json!({"item": item, "currency": "SOL"})).await;
            assert_eq!((order.status, order.code()), (404, "not_found"), "{}", order.json);
        }
        app.pay(&fan, item).await;
        let after = newest(&fan, &id).await;
        assert_eq!(after["enclosed"]["body"], json!(SECRET));
        for file in &addresses(&after) {
            assert_eq!(fan.get(file).await.status, 200);
            assert_eq!(eve.get(file).await.status, 404);
        }
        assert_eq!(newest(&creator, &id).await["bought"], json!(true));
        assert!(fan.get(&format!("/messages/{id}")).await.contains(SECRET));
        // Its own address leads to where it stands.
        let led = fan.get(&format!("/post/{post}")).await;
        let place = led.headers["location"].to_str().expect("ASCII");
        assert_eq!((led.status, place), (303, format!("/messages/{id}#m{}", sent["id"].as_str().expect("an id")).as_str()));
        // It is counted nowhere, and in no list.
        let handle = creator.handle().await;
        let own = creator.get(&format!("/api/creators/{handle}")).await.json;
        assert_eq!(own["counts"]["posts"], posts);
        for path in [
            "/api/posts".to_owned(),
            format!("/api/posts?creator={handle}"),
            "/api/posts?sort=trending".to_owned(),
            "/api/search?q=scenes".to_owned(),
            format!("/{handle}"),
            "/feed".to_owned(),
        ] {
            for one in [&creator, &fan, &eve] {
                assert!(!one.get(&path).await.contains(&post), "{path}");
            }
        }
        // Whoever bought it keeps it when it is taken back, and sees it among their orders.
        let message = sent["id"].as_str().expect("an id").to_owned();
        assert_eq!(creator.delete(&format!("/api/messages/{message}")).await.status, 204);
        assert_eq!(fan.get(&files[0]).await.status, 200);
        assert_eq!(fan.get(&format!("/api/posts/{post}")).await.json["body"], json!(SECRET));
    }

    async fn only_creators_ask_for_money_and_for_something(app: TestApp) {
        let (creator, fan) = (app.creator("art").await, app.fan().await);
        let id = between(&fan, &creator).await;
        let ask = |more: Value| {
            let mut message = json!({"body": "Pay me", "price": "100000000", "inside": "In"});
            for (name, value) in more.as_object().expect("fields") {
                message[name] = value.clone();
            }
            message
        };
        let refused = send(&fan, &id, ask(json!({}))).await;
        assert_eq!((refused.status, refused.code()), (403, "not_a_creator"), "{}", refused.json);
        for (message, field) in [
            (ask(json!({"inside": null})), "price"),
            (ask(json!({"price": "1"})), "price"),
            (ask(json!({"price": null})), "inside"),
            (ask(json!({"inside": "x".repeat(4_001)})), "inside"),
            (json!({"body": ""}), "body"),
            (json!({"body": "Look", "currency": "SOL"}), "currency"),
            (json!({"media": ["01890a5d-ac96-774b-bcce-b302099a8057"]}), "media"),
        ] {
            let refused = send(&creator, &id, message.clone()).await;
            assert_eq!((refused.status, refused.field()), (422, field), "{message}: {}", refused.json);
        }
        assert_eq!(creator.get(&format!("/api/conversations/{id}/messages")).await.json["total"], json!(0));
        // What is made still cannot go.
        let file = upload(&creator, &jpeg(700, 500, 2)).await;
        let early = send(&creator, &id, json!({"media": [file]})).await;
        assert_eq!((early.status, early.code()), (409, "media_not_ready"));
    }

    async fn a_tip_stands_in_the_conversation(app: TestApp) {
        let (creator, fan) = (app.creator("art").await, app.fan().await);
        let handle = creator.handle().await;
        let tip = |lamports: u64, note: &str| json!({
            "kind": "tip", "creator": handle, "amount": lamports.to_string(), "note": note,
        });
        // Without a conversation it is a notification alone.
        app.pay(&fan, tip(20_000_000, "First")).await;
        let id = between(&fan, &creator).await;
        assert_eq!(fan.get(&format!("/api/conversations/{id}/messages")).await.json["total"], json!(0));
        send(&fan, &id, json!({"body": "Hello"})).await;
        for (lamports, size) in [(20_000_000, "small"), (200_000_000, "medium"), (1_000_000_000, "large"), (5_000_000_000, "legendary")] {
            app.pay(&fan, tip(lamports, "For tea")).await;
            let message = newest(&creator, &id).await;
            assert_eq!(message["tip"], json!({"amount": lamports.to_string(), "currency": "SOL", "size": size}));
            assert_eq!((&message["body"], &message["mine"]), (&json!("For tea"), &json!(false)));
        }
        let message = newest(&fan, &id).await;
        assert!(message.get("deletable").is_none());
        let at = format!("/api/messages/{}", message["id"].as_str().expect("an id"));
        assert_eq!(fan.delete(&at).await.code(), "message_fixed");
        assert_eq!(fan.patch(&at, json!({"body": "Mine"})).await.code(), "message_fixed");
        assert_eq!(creator.get("/api/conversations/unread").await.json["unread"], json!(5));
        // Nobody gives by writing.
        let faked = send(&fan, &id, json!({"body": "x", "tip": {"amount": "1", "currency": "SOL", "size": "small"}})).await;
        assert_eq!(faked.status, 422);
    }

    async fn who_leaves_takes_what_they_sent_along(app: TestApp) {
        let (creator, fan, other) = (app.creator("art").await, app.fan().await, app.fan().await);
        let (id, sent) = paid(&app, &creator, &fan).await;
        let files = addresses(&sent);
        let post = sent["enclosed"]["id"].as_str().expect("a post").to_owned();
        app.pay(&fan, json!({"kind": "post", "post": post})).await;
        let free = between(&creator, &other).await;
        let picture = ready(&app, &creator, &jpeg(700, 500, 3)).await;
        send(&creator, &free, json!({"media": [picture]})).await;
        let gone = addresses(&newest(&other, &free).await);
        let leave = creator.post("/api/me/erasure", json!({"handle": creator.handle().await})).await;
        assert!((200..300).contains(&leave.status), "{}", leave.json);
        app.advance(15 * DAY);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        let mut fan = fan;
        let mut other = other;
        for caller in [&mut fan, &mut other] {
            let wallet = caller.wallet().clone();
            caller.sign_in(wallet).await;
        }
        // What was bought stays with the buyer.
        assert_eq!(fan.get(&files[0]).await.status, 200);
        assert_eq!(other.get(&gone[0]).await.status, 404);
        assert!(newest(&fan, &id).await.get("body").is_none());
    }
}
