//! What two people write to each other: for them alone, in order, once, and as far as each lets it.

use domain::moderation::entity::report;
use reqwest::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use shared::{
    identity::Role,
    messages::{ConversationView, MessageView},
    paging::Page,
};
use std::time::Duration;
use testkit::{Answer, Caller, both};

async fn open(from: &Caller, to: &Caller) -> Answer {
    from.post("/api/conversations", json!({"with": to.handle().await}))
        .await
}

/// The id of their conversation.
pub async fn between(from: &Caller, to: &Caller) -> String {
    let opened = open(from, to).await;
    assert_eq!(opened.status, 200, "{}", opened.json);
    opened.json["id"].as_str().expect("an id").to_owned()
}

async fn send(from: &Caller, conversation: &str, body: &str) -> Answer {
    from.post(
        &format!("/api/conversations/{conversation}/messages"),
        json!({"body": body}),
    )
    .await
}

async fn sent(from: &Caller, conversation: &str, body: &str) -> MessageView {
    let answer = send(from, conversation, body).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.parse()
}

async fn history(of: &Caller, conversation: &str, query: &str) -> Page<MessageView> {
    of.get(&format!("/api/conversations/{conversation}/messages{query}"))
        .await
        .parse()
}

async fn list(of: &Caller) -> Page<ConversationView> {
    of.get("/api/conversations").await.parse()
}

async fn unread(of: &Caller) -> Value {
    of.get("/api/conversations/unread").await.json["unread"].clone()
}

fn bodies(page: &Page<MessageView>) -> Vec<&str> {
    page.items
        .iter()
        .map(|message| message.body.as_deref().unwrap_or("—"))
        .collect()
}

both! {
    async fn two_talk_and_each_sees_their_side(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        assert_eq!(between(&ben, &ann).await, id, "there is one for a pair");
        assert_eq!(list(&ann).await.items.len(), 0, "nobody has written yet");
        let first = sent(&ann, &id, "Hello\nhttps://a.example/x").await;
        assert!(first.mine && !first.seen && first.editable && first.deletable);
        // The clock stands still, and order is kept all the same.
        sent(&ann, &id, "Are you there?").await;
        let answer = ben.post(
            &format!("/api/conversations/{id}/messages"),
            json!({"body": "Yes", "answers": first.id}),
        ).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        let page = history(&ann, &id, "").await;
        assert_eq!(bodies(&page), ["Yes", "Are you there?", "Hello\nhttps://a.example/x"]);
        let answered = page.items[0].answers.as_ref().expect("an answer");
        assert!(answered.mine);
        assert_eq!(answered.words.as_deref(), Some("Hello https://a.example/x"));
        // Who writes has read what was there.
        assert!(page.items[1].seen && page.items[2].seen);
        assert_eq!((unread(&ann).await, unread(&ben).await), (json!(1), json!(0)));
        let mine = list(&ann).await;
        assert_eq!((mine.total, mine.items[0].unread), (1, 1));
        let last = mine.items[0].last.as_ref().expect("a message");
        assert_eq!((last.words.as_deref(), last.mine), (Some("Yes"), false));
        assert_eq!(mine.items[0].with.as_ref().expect("somebody").handle.as_str(), ben.handle().await);
        let read = ann.put(&format!("/api/conversations/{id}/read"), json!({"until": page.items[0].id})).await;
        assert_eq!((read.status, &read.json["unread"]), (200, &json!(0)));
        assert!(history(&ben, &id, "").await.items[0].seen);
        // Reading less than one has read changes nothing.
        ann.put(&format!("/api/conversations/{id}/read"), json!({"until": page.items[2].id})).await;
        assert_eq!(unread(&ann).await, json!(0));
    }

    async fn nobody_else_learns_of_it(app: TestApp) {
        let (ann, ben, eve) = (app.fan().await, app.fan().await, app.fan().await);
        let admin = app.with_role(Role::Admin).await;
        let id = between(&ann, &ben).await;
        let message = sent(&ann, &id, "A secret").await.id;
        for other in [&eve, &admin, &app.visitor()] {
            let (method, body) = (Method::PUT, json!({"reaction": "heart"}));
            for answer in [
                other.get(&format!("/api/conversations/{id}")).await,
                other.get(&format!("/api/conversations/{id}/messages")).await,
                send(other, &id, "Hm").await,
                other.put(&format!("/api/conversations/{id}/read"), json!({"until": message})).await,
                other.patch(&format!("/api/messages/{message}"), json!({"body": "Mine"})).await,
                other.delete(&format!("/api/messages/{message}")).await,
                other.send(method, &format!("/api/messages/{message}/reaction"), &[], Some(body)).await,
            ] {
                assert!([401, 404].contains(&answer.status), "{} {}", answer.status, answer.json);
                assert!(!answer.contains("secret"));
            }
        }
        // Of another's message nothing can be changed or answered from elsewhere.
        assert_eq!(ben.patch(&format!("/api/messages/{message}"), json!({"body": "Mine"})).await.status, 403);
        assert_eq!(ben.delete(&format!("/api/messages/{message}")).await.status, 403);
        let elsewhere = between(&eve, &ben).await;
        let answer = eve.post(
            &format!("/api/conversations/{elsewhere}/messages"),
            json!({"body": "So?", "answers": message}),
        ).await;
        assert_eq!((answer.status, answer.field()), (422, "answers"));
        assert_eq!(bodies(&history(&ann, &id, "").await), ["A secret"]);
    }

    async fn it_is_sent_once_however_often_it_is_asked_for(app: TestApp) {
        let (ann, ben, cay) = (app.fan().await, app.fan().await, app.fan().await);
        let (id, other) = (between(&ann, &ben).await, between(&ann, &cay).await);
        let path = format!("/api/conversations/{id}/messages");
        let key = [("idempotency-key", "a-nonce")];
        let once = || ann.send(Method::POST, &path, &key, Some(json!({"body": "Once"})));
        let answers = futures::future::join_all((0..5).map(|_| once())).await;
        for answer in &answers {
            assert_eq!(answer.status, 201, "{}", answer.json);
            assert_eq!(answer.json["id"], answers[0].json["id"]);
        }
        assert_eq!(bodies(&history(&ben, &id, "").await), ["Once"]);
        assert_eq!(unread(&ben).await, json!(1));
        let path = format!("/api/conversations/{other}/messages");
        let elsewhere = ann.send(Method::POST, &path, &key, Some(json!({"body": "Once"}))).await;
        assert_eq!(elsewhere.code(), "idempotency_mismatch");
        // Many at once have an order that both see, and none is lost.
        let both = futures::future::join_all((0..20).map(|number| {
            let (from, id) = (if number % 2 == 0 { &ann } else { &ben }, &id);
            async move { sent(from, id, &format!("{number}")).await }
        })).await;
        assert_eq!(both.len(), 20);
        let (mine, theirs) = (history(&ann, &id, "?limit=100").await, history(&ben, &id, "?limit=100").await);
        assert_eq!(bodies(&mine), bodies(&theirs));
        assert_eq!(mine.total, 21);
        // In pieces it is the same.
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = history(&ann, &id, &format!("?limit=4{cursor}")).await;
            all.extend(page.items);
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(all, mine.items);
    }

    async fn everybody_says_who_may_write_to_them(app: TestApp) {
        let (mut creator, mut fan, other) = (app.creator("art").await, app.fan().await, app.fan().await);
        let lets = async |whom: &str| {
            let set = creator.patch("/api/me/settings", json!({"may_write": whom})).await;
            assert_eq!(set.status, 200, "{}", set.json);
        };
        lets("nobody").await;
        assert_eq!(open(&fan, &creator).await.code(), "messages_closed");
        lets("following").await;
        assert_eq!(open(&fan, &creator).await.code(), "messages_closed");
        // Whom they follow may.
        let followed = app.creator("art").await;
        let follow = format!("/api/creators/{}/follow", followed.handle().await);
        assert_eq!(creator.send(Method::PUT, &follow, &[], None).await.status, 200);
        let id = between(&followed, &creator).await;
        sent(&followed, &id, "Hello").await;
        lets("subscribers").await;
        assert_eq!(send(&followed, &id, "Again").await.code(), "messages_closed");
        assert_eq!(open(&fan, &creator).await.code(), "messages_closed");
        let handle = creator.handle().await;
        app.pay(&fan, json!({"kind": "subscription", "creator": handle, "tier": "basic", "days": 30})).await;
        let id = between(&fan, &creator).await;
        assert_eq!(open(&other, &creator).await.code(), "messages_closed");
        sent(&fan, &id, "Hello").await;
        // The subscription ends, and whoever was not answered is heard no more.
        app.advance(Duration::from_secs(40 * 24 * 60 * 60));
        for caller in [&mut fan, &mut creator] {
            let wallet = caller.wallet().clone();
            caller.sign_in(wallet).await;
        }
        assert_eq!(send(&fan, &id, "And?").await.code(), "messages_closed");
        assert_eq!(fan.get(&format!("/api/conversations/{id}")).await.json["closed"], "messages_closed");
        assert_eq!(bodies(&history(&fan, &id, "").await), ["Hello"]);
        // Whom one wrote to oneself may answer.
        sent(&creator, &id, "Yes?").await;
        sent(&fan, &id, "Fine").await;
        // Blocking ends it both ways, with a reason for each.
        let path = format!("/api/users/{}/block", fan.handle().await);
        let blocked = creator.send(Method::PUT, &path, &[], None).await;
        assert_eq!(blocked.status, 200, "{path}: {}", blocked.json);
        assert_eq!(send(&fan, &id, "Why?").await.code(), "blocked");
        assert_eq!(send(&creator, &id, "So").await.code(), "blocked_by_you");
        assert_eq!(open(&creator, &creator).await.code(), "own_page");
        assert_eq!(app.visitor().post("/api/conversations", json!({"with": handle})).await.status, 401);
        assert_eq!(fan.post("/api/conversations", json!({"with": "nobody_here"})).await.status, 404);
    }

    async fn what_is_taken_back_is_gone(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let message = sent(&ann, &id, "Wrong words").await.id;
        let path = format!("/api/messages/{message}");
        let changed: MessageView = ann.patch(&path, json!({"body": "Right words"})).await.parse();
        assert!(changed.edited);
        assert_eq!(bodies(&history(&ben, &id, "?q=RIGHT").await), ["Right words"]);
        assert_eq!(history(&ben, &id, "?q=wrong").await.total, 0);
        let said: MessageView = ben.put(&format!("{path}/reaction"), json!({"reaction": "fire"})).await.parse();
        assert_eq!(said.reactions.len(), 1);
        ben.put(&format!("{path}/reaction"), json!({"reaction": "heart"})).await;
        ann.put(&format!("{path}/reaction"), json!({"reaction": "heart"})).await;
        assert_eq!(history(&ann, &id, "").await.items[0].reactions.len(), 2);
        ann.delete(&format!("{path}/reaction")).await;
        assert_eq!(ben.put(&format!("{path}/reaction"), json!({"reaction": "poop"})).await.field(), "reaction");
        assert_eq!(unread(&ben).await, json!(1));
        app.advance(Duration::from_secs(2 * 60 * 60));
        ann.post("/api/auth/refresh", json!({})).await;
        ben.post("/api/auth/refresh", json!({})).await;
        assert_eq!(ann.patch(&path, json!({"body": "Other words"})).await.code(), "message_fixed");
        assert_eq!(ann.delete(&path).await.status, 204);
        assert_eq!(unread(&ben).await, json!(0));
        let page = history(&ben, &id, "").await;
        assert_eq!(bodies(&page), ["—"]);
        assert!(page.items[0].reactions.is_empty() && !page.items[0].edited);
        assert_eq!(history(&ben, &id, "?q=right").await.total, 0);
        assert_eq!(list(&ben).await.items[0].last.as_ref().expect("one").words, None);
        assert_eq!(ben.put(&format!("{path}/reaction"), json!({"reaction": "fire"})).await.status, 404);
        let late = sent(&ann, &id, "Late").await.id;
        app.advance(Duration::from_secs(25 * 60 * 60));
        ann.post("/api/auth/refresh", json!({})).await;
        assert_eq!(ann.delete(&format!("/api/messages/{late}")).await.code(), "message_fixed");
    }

    async fn searching_takes_letters_for_letters(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        for body in ["100 % sure", "100 x sure", "a_b", "aXb", "C:\\dir", "Привет, МИР"] {
            sent(&ann, &id, body).await;
        }
        for (q, found) in [
            ("0 %25 s", "100 % sure"),
            ("a_b", "a_b"),
            ("%5Cdir", "C:\\dir"),
            ("%D0%BC%D0%B8%D1%80", "Привет, МИР"),
        ] {
            assert_eq!(bodies(&history(&ben, &id, &format!("?q={q}")).await), [found], "{q}");
        }
        for q in ["a".to_owned(), "a".repeat(101)] {
            let answer = ben.get(&format!("/api/conversations/{id}/messages?q={q}")).await;
            assert_eq!((answer.status, answer.field()), (422, "q"));
        }
        let forged = ben.get(&format!("/api/conversations/{id}/messages?cursor=xyz")).await;
        assert_eq!((forged.status, forged.field()), (422, "cursor"));
    }

    async fn who_came_a_moment_ago_writes_to_few(app: TestApp) {
        let new = app.fan().await;
        for number in 0..=domain::messages::MOST_BEGUN_NEW {
            let other = app.fan().await;
            let id = between(&new, &other).await;
            let answer = send(&new, &id, "Hello").await;
            let expected = if number < domain::messages::MOST_BEGUN_NEW { 201 } else { 429 };
            assert_eq!(answer.status, expected, "{number}: {}", answer.json);
            if expected == 429 {
                // Nothing of it is left, and whoever is written to first may answer.
                assert_eq!(list(&other).await.total, 0);
                sent(&other, &id, "Who are you?").await;
                sent(&new, &id, "A friend").await;
            }
        }
    }

    async fn whoever_leaves_takes_their_words_along(app: TestApp) {
        let (ann, mut ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let first = sent(&ann, &id, "Mine").await.id;
        sent(&ben, &id, "Yours").await;
        ann.put(&format!("/api/messages/{first}/reaction"), json!({"reaction": "heart"})).await;
        sent(&ann, &id, "Unread").await;
        let told = json!({"kind": "message", "target": first, "reason": "spam"});
        assert_eq!(ben.post("/api/reports", told).await.status, 204);
        let said = async || {
            let report = report::Entity::find().one(&app.domain().db).await.expect("an answer");
            report.expect("a report").said
        };
        assert_eq!(said().await.as_deref(), Some("Mine"));
        let handle = ann.handle().await;
        ann.post("/api/me/erasure", json!({"handle": handle})).await;
        app.advance(Duration::from_secs(15 * 24 * 60 * 60));
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        assert_eq!(said().await, None);
        let wallet = ben.wallet().clone();
        ben.sign_in(wallet).await;
        let page = history(&ben, &id, "").await;
        assert_eq!(bodies(&page), ["—", "Yours", "—"]);
        assert!(page.items.iter().all(|message| message.reactions.is_empty()));
        assert_eq!(unread(&ben).await, json!(0));
        let talk = &list(&ben).await.items[0];
        assert_eq!((&talk.with, talk.last.as_ref().expect("one").words.as_deref()), (&None, None));
        assert_eq!(send(&ben, &id, "Hello?").await.status, 404);
        let shown = ben.get(&format!("/messages/{id}")).await;
        assert!(shown.contains("They have left") && !shown.contains(&handle), "{}", shown.text());
    }

    async fn a_conversation_can_be_quiet(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        sent(&ann, &id, "One").await;
        let path = format!("/api/conversations/{id}/mute");
        assert_eq!(ben.send(Method::PUT, &path, &[], None).await.status, 204);
        assert_eq!(unread(&ben).await, json!(0));
        let quiet = &list(&ben).await.items[0];
        assert!(quiet.muted && quiet.unread == 1);
        assert_eq!(ben.delete(&path).await.status, 204);
        assert_eq!(unread(&ben).await, json!(1));
        // Who does not show how far they have read does not see it either.
        ben.patch("/api/me/settings", json!({"seen": false})).await;
        let newest = history(&ben, &id, "").await.items[0].id;
        ben.put(&format!("/api/conversations/{id}/read"), json!({"until": newest})).await;
        assert!(!history(&ann, &id, "").await.items[0].seen);
        sent(&ben, &id, "Two").await;
        let newest = history(&ann, &id, "").await.items[0].id;
        ann.put(&format!("/api/conversations/{id}/read"), json!({"until": newest})).await;
        assert!(!history(&ben, &id, "").await.items[0].seen);
        ben.patch("/api/me/settings", json!({"seen": true})).await;
        assert!(history(&ben, &id, "").await.items[0].seen);
    }
}
