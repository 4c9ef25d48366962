//! Messages as they happen: both are told, by ids alone, and what is so for a moment reaches the other one and nobody else.

use super::{Client, put, until_held};
use crate::messages::between;
use serde_json::{Value, json};
use testkit::{Caller, both};

const SECRET: &str = "Words for one person";

async fn here(of: &Caller, id: &str) -> bool {
    let view = of.get(&format!("/api/conversations/{id}")).await.json;
    view.get("here").and_then(Value::as_bool).unwrap_or(false)
}

both! {
    async fn both_are_told_of_what_happens_between_them(app: TestApp) {
        let (ann, ben, eve) = (app.fan().await, app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let (mut hers, mut his, mut others) =
            (Client::of(&app, &ann).await, Client::of(&app, &ben).await, Client::of(&app, &eve).await);
        for client in [&mut hers, &mut his, &mut others] {
            client.hear("me").await;
        }
        let messages = format!("/api/conversations/{id}/messages");
        let sent = ann.post(&messages, json!({"body": SECRET})).await;
        let message = sent.json["id"].as_str().expect("a message").to_owned();
        let read = json!({"until": message});
        put_json(&ben, &format!("/api/conversations/{id}/read"), read.clone()).await;
        // What is no news is not told.
        put_json(&ben, &format!("/api/conversations/{id}/read"), read).await;
        put_json(&ben, &format!("/api/messages/{message}/reaction"), json!({"reaction": "heart"})).await;
        ann.patch(&format!("/api/messages/{message}"), json!({"body": SECRET.to_uppercase()})).await;
        ann.delete(&format!("/api/messages/{message}")).await;
        for client in [&mut hers, &mut his] {
            for what in ["sent", "read", "reacted", "changed", "taken back"] {
                let event = client.event("me", "messages").await;
                assert_eq!(event["conversation"], json!(id), "{what}");
                let told: Vec<&String> = event.as_object().expect("an object").keys().collect();
                assert_eq!(told.len(), 5, "{event}");
            }
        }
        // Whoever does not let it be seen how far they read is told of it alone.
        let off = ben.patch("/api/me/settings", json!({"seen": false})).await;
        assert_eq!(off.status, 200, "{}", off.json);
        let sent = ann.post(&messages, json!({"body": SECRET})).await;
        let until = json!({"until": sent.json["id"]});
        hers.event("me", "messages").await;
        his.event("me", "messages").await;
        put_json(&ben, &format!("/api/conversations/{id}/read"), until).await;
        his.event("me", "messages").await;
        let mute = format!("/api/conversations/{id}/mute");
        assert_eq!(ben.send(reqwest::Method::PUT, &mute, &[], None).await.status, 204);
        his.event("me", "messages").await;
        hers.hear("feed").await;
        others.hear("feed").await;
    }

    async fn one_sees_that_the_other_writes(app: TestApp) {
        let (ann, ben, eve) = (app.fan().await, app.fan().await, app.fan().await);
        let topic = format!("conversation:{}", between(&ann, &ben).await);
        let (mut hers, mut his, mut others) =
            (Client::of(&app, &ann).await, Client::of(&app, &ben).await, Client::of(&app, &eve).await);
        assert_eq!(others.refused(&topic).await, "not_found");
        assert_eq!(Client::visitor(&app).await.refused(&topic).await, "sign_in_required");
        hers.hear(&topic).await;
        his.hear(&topic).await;
        let typing = json!({"typing": {"topic": topic}});
        others.say(typing.clone()).await;
        hers.say(json!({"typing": {"topic": "feed"}})).await;
        hers.say(typing.clone()).await;
        let told = his.next().await;
        assert_eq!(told, json!({"type": "passing", "topic": topic, "kind": "typing"}));
        // She does not hear it of herself, and he not any more once he does not listen.
        his.say(json!({"unsubscribe": {"topic": topic}})).await;
        his.hear("feed").await;
        hers.say(typing.clone()).await;
        hers.hear("feed").await;
        his.hear(&topic).await;
        // Once she switches it off he does not see it: not by the connection that she has, nor by a new one.
        let off = ann.patch("/api/me/settings", json!({"typing": false})).await;
        assert_eq!(off.status, 200, "{}", off.json);
        let mut again = Client::of(&app, &ann).await;
        again.hear(&topic).await;
        for client in [&mut hers, &mut again] {
            client.say(typing.clone()).await;
            client.hear("feed").await;
        }
        his.hear("feed").await;
        let on = ann.patch("/api/me/settings", json!({"typing": true})).await;
        assert_eq!(on.status, 200, "{}", on.json);
        until_seen(&mut hers, &mut his, typing).await;
    }

    async fn who_hides_is_gone_at_once(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let topic = format!("conversation:{id}");
        let (mut hers, mut his) = (Client::of(&app, &ann).await, Client::of(&app, &ben).await);
        hers.hear(&topic).await;
        his.hear(&topic).await;
        let told = |here: bool| json!({"type": "passing", "topic": topic, "kind": "presence", "here": here});
        let set = async |who: &Caller, presence: bool| {
            let answer = who.patch("/api/me/settings", json!({"presence": presence})).await;
            assert_eq!(answer.status, 200, "{}", answer.json);
        };
        // He hides: she does not see him any more, nor he her, both by the connections that they have.
        set(&ben, false).await;
        assert_eq!(hers.next().await, told(false));
        assert_eq!(his.next().await, told(false));
        assert!(!here(&ann, &id).await && !here(&ben, &id).await);
        set(&ben, true).await;
        assert_eq!(hers.next().await, told(true));
        assert_eq!(his.next().await, told(true));
        assert!(here(&ann, &id).await && here(&ben, &id).await);
        // Whom he blocks does not see him, though nobody follows anybody; he sees her as before.
        let block = format!("/api/users/{}/block", ann.handle().await);
        put(&ben, &block).await;
        assert_eq!(hers.next().await, told(false));
        assert!(!here(&ann, &id).await && here(&ben, &id).await);
        assert_eq!(ben.delete(&block).await.status, 200);
        assert_eq!(hers.next().await, told(true));
        // What does not concern that is told to nobody.
        let other = ben.patch("/api/me/settings", json!({"seen": false})).await;
        assert_eq!(other.status, 200, "{}", other.json);
        hers.hear("feed").await;
        his.hear("feed").await;
    }

    async fn one_sees_that_the_other_is_here(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let topic = format!("conversation:{id}");
        let mut hers = Client::of(&app, &ann).await;
        hers.hear(&topic).await;
        assert!(!here(&ann, &id).await);
        let mut his = Client::of(&app, &ben).await;
        his.hear("feed").await;
        let told = hers.next().await;
        assert_eq!(told, json!({"type": "passing", "topic": topic, "kind": "presence", "here": true}));
        assert!(here(&ann, &id).await && here(&ben, &id).await);
        // From page to page he is here all the while.
        drop(his);
        until_held(&app, 1).await;
        let mut his = Client::of(&app, &ben).await;
        his.hear("feed").await;
        drop(his);
        until_held(&app, 1).await;
        assert!(here(&ann, &id).await);
        app.advance(hub::LINGER);
        let told = hers.next().await;
        assert_eq!((&told["kind"], &told["here"]), (&json!("presence"), &json!(false)), "{told}");
        assert!(!here(&ann, &id).await);
        // Whoever does not show themself is not shown others, and one who blocked is not seen.
        let mut his = Client::of(&app, &ben).await;
        his.hear("feed").await;
        hers.next().await;
        let hide = |on: bool| json!({"presence": on});
        assert_eq!(ann.patch("/api/me/settings", hide(false)).await.status, 200);
        assert!(!here(&ann, &id).await);
        assert_eq!(ann.patch("/api/me/settings", hide(true)).await.status, 200);
        assert!(here(&ann, &id).await);
        put(&ben, &format!("/api/users/{}/block", ann.handle().await)).await;
        assert!(!here(&ann, &id).await);
    }
}

/// One writes until the other sees it: until a connection knows what was set, what it says is kept back.
async fn until_seen(writes: &mut Client, sees: &mut Client, typing: Value) {
    // Each answer comes after what was said before it.
    writes.hear("feed").await;
    writes.say(typing).await;
    assert_eq!(sees.next().await["kind"], json!("typing"));
}

async fn put_json(caller: &Caller, path: &str, body: Value) {
    let answer = caller.send(reqwest::Method::PUT, path, &[], Some(body)).await;
    assert!((200..300).contains(&answer.status), "{path}: {}", answer.json);
}
