//! Muting, blocking and reporting: what they do holds at every door, and tells nothing that it should not.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, Caller, both};

async fn put(caller: &Caller, path: &str) -> Answer {
    caller.send(Method::PUT, path, &[], None).await
}

async fn say(caller: &Caller, post: &str, body: Value) -> Answer {
    caller.post(&format!("/api/posts/{post}/comments"), body).await
}

fn titles(page: &Answer) -> Vec<String> {
    let items = page.json["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["title"].as_str().unwrap_or_default().to_owned())
        .collect()
}

async fn said(caller: &Caller, post: &str) -> Vec<String> {
    let page = caller
        .get(&format!("/api/posts/{post}/comments?sort=oldest"))
        .await;
    let items = page.json["items"].as_array().expect("comments").clone();
    items
        .iter()
        .map(|item| item["body"].as_str().unwrap_or_default().to_owned())
        .collect()
}

both! {
    async fn whom_one_muted_one_does_not_meet(app: TestApp) {
        let (loud, quiet) = (app.creator("art").await, app.creator("art").await);
        let fan = app.fan().await;
        let post = quiet.publish(json!({"title": "Quiet", "body": "Words", "access": "public"})).await;
        app.slots(1);
        loud.publish(json!({"title": "Loud", "body": "Words", "access": "public"})).await;
        say(&loud, &post, json!({"body": "By name"})).await;
        app.slots(1);
        say(&loud, &post, json!({"body": "Without a name", "anonymous": true})).await;
        let handle = loud.handle().await;
        let mute = format!("/api/users/{handle}/mute");
        assert_eq!(put(&fan, &mute).await.json, json!({"on": true}));
        assert_eq!(put(&fan, &mute).await.json, json!({"on": true}));
        assert_eq!(titles(&fan.get("/api/posts").await), ["Quiet"]);
        let met = async |by: &Caller, list: &str| by.get(list).await.contains(&handle);
        put(&quiet, &format!("/api/creators/{handle}/follow")).await;
        let followed = format!("/api/creators/{}/following", quiet.handle().await);
        for list in ["/api/creators", "/creators", followed.as_str()] {
            assert!(!met(&fan, list).await, "{list}");
            assert!(met(&quiet, list).await, "{list}");
        }
        for page in ["/", "/welcome", "/feed"] {
            assert!(!met(&fan, page).await, "{page}");
        }
        assert!(!fan.get("/feed").await.contains("Loud"));
        assert_eq!(fan.get("/api/search?q=loud").await.json["posts"]["total"], json!(0));
        // If those without a name went too, one would know whose they were.
        assert_eq!(said(&fan, &post).await, ["Without a name"]);
        assert_eq!(said(&app.visitor(), &post).await, ["By name", "Without a name"]);
        // Whoever goes there means to, and they may still do as they please.
        assert_eq!(titles(&fan.get(&format!("/api/posts?creator={handle}")).await), ["Loud"]);
        assert_eq!(say(&loud, &post, json!({"body": "Again"})).await.status, 201);
        assert_eq!(fan.delete(&mute).await.json, json!({"on": false}));
        assert_eq!(titles(&fan.get("/api/posts").await), ["Loud", "Quiet"]);
        assert_eq!(put(&fan, &format!("/api/users/{}/mute", fan.handle().await)).await.code(), "own_page");
        assert_eq!(put(&fan, "/api/users/nobody_at_all/mute").await.status, 404);
    }

    async fn whom_one_blocked_stays_away(app: TestApp) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let post = creator.publish(json!({"title": "Post", "body": "Words", "access": "public"})).await;
        let sold = creator
            .publish(json!({"title": "Sold", "body": "Bought words", "access": "price", "price": "50000000"}))
            .await;
        let other = creator
            .publish(json!({"title": "Other", "body": "Words", "access": "price", "price": "50000000"}))
            .await;
        let handle = creator.handle().await;
        app.pay(&fan, json!({"kind": "post", "post": sold})).await;
        let follow = format!("/api/creators/{handle}/follow");
        put(&fan, &follow).await;
        let mine = say(&creator, &post, json!({"body": "By the creator"})).await.json;
        let comment = mine["id"].as_str().expect("an id").to_owned();
        assert_eq!(put(&creator, &format!("/api/users/{}/block", fan.handle().await)).await.status, 200);
        // Following ended with it.
        let seen = app.visitor().get(&format!("/api/creators/{handle}")).await.json;
        assert_eq!(seen["counts"]["followers"], json!(0));
        let buy = json!({"item": {"kind": "post", "post": other}, "currency": "SOL"});
        for answer in [
            put(&fan, &follow).await,
            put(&fan, &format!("/api/posts/{post}/like")).await,
            put(&fan, &format!("/api/comments/{comment}/like")).await,
            say(&fan, &post, json!({"body": "Hello?"})).await,
            fan.post("/api/orders", buy).await,
        ] {
            assert_eq!((answer.status, answer.code()), (403, "blocked"));
        }
        let refused = fan.form(&format!("/post/{post}/comments"), "body=Hello").await;
        assert_eq!(refused.status, 403);
        // What was bought stays bought, and reading stays reading.
        assert_eq!(fan.get(&format!("/api/posts/{sold}")).await.json["body"], json!("Bought words"));
        assert_eq!(fan.get(&format!("/api/posts/{post}")).await.status, 200);
        // Below another's post one may not answer whoever blocked one, unless they have no name there.
        let third = app.creator("art").await;
        let place = third.publish(json!({"title": "Place", "body": "Words", "access": "public"})).await;
        let named = say(&creator, &place, json!({"body": "Named"})).await.json["id"].clone();
        let unnamed = say(&creator, &place, json!({"body": "Unnamed", "anonymous": true})).await.json["id"].clone();
        assert_eq!(say(&fan, &place, json!({"body": "Answer", "parent": named})).await.code(), "blocked");
        assert_eq!(say(&fan, &place, json!({"body": "Answer", "parent": unnamed})).await.status, 201);
        assert_eq!(said(&creator, &place).await.len(), 2);
        let fans = fan.handle().await;
        creator.delete(&format!("/api/users/{fans}/block")).await;
        assert_eq!(put(&fan, &follow).await.json, json!({"on": true, "count": 1}));
    }

    async fn two_who_block_each_other_at_once(app: TestApp) {
        let (one, two) = (app.creator("art").await, app.creator("art").await);
        let (first, second) = (one.handle().await, two.handle().await);
        put(&one, &format!("/api/creators/{second}/follow")).await;
        put(&two, &format!("/api/creators/{first}/follow")).await;
        let (block_second, block_first) = (format!("/api/users/{second}/block"), format!("/api/users/{first}/block"));
        let (left, right) = futures::join!(put(&one, &block_second), put(&two, &block_first));
        assert_eq!((left.status, right.status), (200, 200));
        for handle in [first, second] {
            let seen = app.visitor().get(&format!("/api/creators/{handle}")).await.json;
            assert_eq!(seen["counts"]["followers"], json!(0));
        }
    }

    async fn a_report_is_made_once_by_whoever_can_see(app: TestApp) {
        use domain::moderation::entity::report;
        use sea_orm::{EntityTrait, PaginatorTrait};
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let post = creator
            .publish(json!({"title": "Locked", "body": "For subscribers alone", "access": "tier", "tier": "vip"}))
            .await;
        let comment = say(&creator, &post, json!({"body": "Inside", "anonymous": true})).await.json;
        let comment = comment["id"].as_str().expect("an id").to_owned();
        let report = |kind: &str, target: &str, reason: &str| json!({"kind": kind, "target": target, "reason": reason});
        let made = fan.post("/api/reports", report("post", &post, "spam")).await;
        assert_eq!(made.status, 204, "{}", made.text());
        assert_eq!(fan.post("/api/reports", report("post", &post, "stolen")).await.status, 204);
        assert_eq!(fan.post("/api/reports", report("user", &creator.handle().await, "impersonation")).await.status, 204);
        assert_eq!(report::Entity::find().count(&app.domain().db).await.expect("counted"), 2);
        assert_eq!(fan.post("/api/reports", report("comment", &comment, "spam")).await.status, 404, "it lies behind the lock");
        assert_eq!(fan.post("/api/reports", report("post", "nothing", "spam")).await.status, 404);
        assert_eq!(fan.post("/api/reports", report("post", &post, "boring")).await.json["field"], json!("reason"));
        assert_eq!(fan.post("/api/reports", report("user", &fan.handle().await, "spam")).await.code(), "own_page");
        let page = fan.get(&format!("/report?kind=post&target={post}")).await;
        assert!(page.status == 200 && page.contains("Locked") && !page.contains("For subscribers alone"));
        let again = fan.form("/report", &format!("kind=post&target={post}&reason=&note=Typed+with+care")).await;
        assert!(again.status == 422 && again.contains("Typed with care"));
        // Who wrote without a name is not named to those who report it.
        let subscriber = app.fan().await;
        app.pay(&subscriber, json!({"kind": "subscription", "creator": creator.handle().await, "tier": "vip", "days": 30})).await;
        let page = subscriber.get(&format!("/report?kind=comment&target={comment}")).await;
        assert!(page.status == 200 && page.contains("Inside"));
        assert!(!page.contains(&creator.handle().await));
        let about = subscriber.get(&format!("/api/fn/reports/about?kind=comment&target={comment}")).await.json;
        assert_eq!(about["author"], Value::Null);
    }

    async fn a_message_is_shown_to_moderators_by_whoever_reports_it_and_by_nothing_else(app: TestApp) {
        use domain::moderation::entity::report;
        use sea_orm::EntityTrait;
        let (ann, ben, other, moderator) = (app.fan().await, app.fan().await, app.fan().await, app.with_role(shared::identity::Role::Moderator).await);
        let with = json!({"with": ben.handle().await});
        let talk = ann.post("/api/conversations", with).await.json["id"].clone();
        let talk = talk.as_str().expect("an id");
        let door = format!("/api/conversations/{talk}/messages");
        let message = ann.post(&door, json!({"body": "Send me your seed phrase"})).await.json["id"].clone();
        let report = json!({"kind": "message", "target": message, "reason": "illegal"});
        for stranger in [&other, &moderator] {
            assert_eq!(stranger.post("/api/reports", report.clone()).await.status, 404);
        }
        assert_eq!(ann.post("/api/reports", report.clone()).await.code(), "own_page");
        let message = message.as_str().expect("an id");
        let page = ben.get(&format!("/messages/{talk}")).await;
        assert!(page.contains(&format!("target={message}")), "its reader has the way to report it");
        assert!(!ann.get(&format!("/messages/{talk}")).await.contains("kind=message"));
        let page = ben.get(&format!("/report?kind=message&target={message}")).await;
        assert!(page.status == 200 && page.contains("Send me your seed phrase") && page.contains(&ann.handle().await));
        assert_eq!(ben.post("/api/reports", report.clone()).await.status, 204);
        assert_eq!(ben.post("/api/reports", report).await.status, 204);
        // Taken back it is gone for the two, and what was reported is not.
        assert_eq!(ann.delete(&format!("/api/messages/{message}")).await.status, 204);
        assert_eq!(ben.get(&format!("/report?kind=message&target={message}")).await.status, 404);
        let rows = report::Entity::find().all(&app.domain().db).await.expect("read");
        assert_eq!(rows.iter().map(|row| row.said.as_deref()).collect::<Vec<_>>(), [Some("Send me your seed phrase")]);
    }
}
