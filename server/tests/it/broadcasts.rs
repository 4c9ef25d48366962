//! What a creator writes to many: to each once, to nobody who would not have it, with a price if wanted, and back again.

use domain::{
    engagement::entity::follow,
    identity::entity::user,
    messages::{broadcasts::round, entity::message},
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use testkit::{Answer, Caller, TestApp, both, killed};
use uuid::Uuid;

const SECRET: &str = "zqx-words-for-many";

async fn follow(fan: &Caller, creator: &Caller) {
    let path = format!("/api/creators/{}/follow", creator.handle().await);
    let answer = fan.send(reqwest::Method::PUT, &path, &[], None).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
}

async fn begin(creator: &Caller, draft: Value) -> Answer {
    creator.post("/api/broadcasts", draft).await
}

/// Until nothing is due.
async fn work(app: &TestApp) {
    while round(app.domain()).await.expect("a round") > 0 {}
}

/// What somebody has got, the newest first, of the conversation that is the newest.
async fn got(of: &Caller) -> Vec<Value> {
    let list = of.get("/api/conversations").await.json;
    let Some(id) = list["items"][0]["id"].as_str() else {
        return Vec::new();
    };
    let page = of.get(&format!("/api/conversations/{id}/messages")).await.json;
    page["items"].as_array().expect("messages").clone()
}

/// More than two pieces of followers, who are rows like others and never sign in.
const CROWD: u64 = 450;

async fn crowd(app: &TestApp, creator: &Caller) -> BTreeSet<Uuid> {
    let db = &app.domain().db;
    let handle = creator.handle().await;
    let found = user::Entity::find()
        .filter(user::Column::Handle.eq(handle))
        .one(db)
        .await;
    let author = found.expect("it is read").expect("the creator");
    let ids: Vec<Uuid> = (0..CROWD).map(|_| app.domain().new_id()).collect();
    let people = ids.iter().enumerate().map(|(number, id)| {
        user::Model {
            id: *id,
            address: format!("nobody{number}"),
            handle: format!("crowd_{number}"),
            ..author.clone()
        }
        .into_active_model()
    });
    user::Entity::insert_many(people)
        .exec_without_returning(db)
        .await
        .expect("people");
    let follows = ids.iter().map(|id| {
        let (user_id, creator_id, created_at) = (*id, author.id, author.created_at);
        follow::Model {
            user_id,
            creator_id,
            created_at,
        }
        .into_active_model()
    });
    follow::Entity::insert_many(follows)
        .exec_without_returning(db)
        .await
        .expect("follows");
    ids.into_iter().collect()
}

/// How many messages to many each conversation has, and how many of all were taken back.
async fn written(app: &TestApp) -> (BTreeMap<Uuid, usize>, usize) {
    let all = message::Entity::find().filter(message::Column::BroadcastId.is_not_null());
    let all = all.all(&app.domain().db).await.expect("they are read");
    let mut of_each = BTreeMap::new();
    all.iter()
        .for_each(|one| *of_each.entry(one.conversation_id).or_default() += 1);
    (of_each, all.iter().filter(|one| one.deleted_at.is_some()).count())
}

async fn state(creator: &Caller) -> Value {
    creator.get("/api/broadcasts").await.json["items"][0].clone()
}

both! {
    async fn each_gets_it_once_and_answers_one_person(app: TestApp) {
        let creator = app.creator("art").await;
        let fans = [app.fan().await, app.fan().await, app.fan().await];
        let (quiet, blocked, stranger) = (app.fan().await, app.fan().await, app.fan().await);
        for fan in fans.iter().chain([&quiet, &blocked]) {
            follow(fan, &creator).await;
        }
        assert_eq!(quiet.patch("/api/me/settings", json!({"may_write": "nobody"})).await.status, 200);
        let block = format!("/api/users/{}/block", blocked.handle().await);
        assert_eq!(creator.send(reqwest::Method::PUT, &block, &[], None).await.status, 200);
        // One of them has written before.
        let with = json!({"with": creator.handle().await});
        let id = fans[0].post("/api/conversations", with).await.json["id"].as_str().expect("an id").to_owned();
        fans[0].post(&format!("/api/conversations/{id}/messages"), json!({"body": "Hello"})).await;
        let key = [("idempotency-key", "one-act")];
        let draft = json!({"to": "followers", "body": "News"});
        for _ in 0..2 {
            let begun = creator.send(reqwest::Method::POST, "/api/broadcasts", &key, Some(draft.clone())).await;
            assert_eq!(begun.status, 202, "{}", begun.json);
            assert_eq!(begun.json["state"], "sending");
        }
        work(&app).await;
        let done = state(&creator).await;
        // Whoever was blocked follows no longer.
        assert_eq!((&done["state"], &done["sent"]), (&json!("sent"), &json!(3)), "{done}");
        assert_eq!(done["skipped"], json!(1), "{done}");
        for fan in &fans {
            let got = got(fan).await;
            assert_eq!((&got[0]["body"], &got[0]["mine"]), (&json!("News"), &json!(false)));
            assert_eq!(got.iter().filter(|one| one["body"] == "News").count(), 1);
            assert_eq!(fan.get("/api/conversations/unread").await.json["unread"], json!(1));
        }
        for fan in [&quiet, &blocked, &stranger] {
            assert!(got(fan).await.is_empty());
        }
        // The creator's own list has only who wrote to them.
        assert_eq!(creator.get("/api/conversations").await.json["total"], json!(1));
        let list = fans[1].get("/api/conversations").await.json;
        let id = list["items"][0]["id"].as_str().expect("an id").to_owned();
        let answer = fans[1].post(&format!("/api/conversations/{id}/messages"), json!({"body": "Thank you"})).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        assert_eq!(creator.get("/api/conversations").await.json["total"], json!(2));
        assert_eq!(got(&fans[2]).await.len(), 1);
        // A second round sends nothing more.
        work(&app).await;
        assert_eq!(state(&creator).await["sent"], json!(3));
    }

    async fn a_tier_gets_what_costs_something_and_it_is_taken_back(app: TestApp) {
        let creator = app.creator("art").await;
        let (basic, vip, other) = (app.fan().await, app.fan().await, app.fan().await);
        let handle = creator.handle().await;
        for (fan, tier) in [(&basic, "basic"), (&vip, "vip")] {
            app.pay(fan, json!({"kind": "subscription", "creator": handle, "tier": tier, "days": 30})).await;
        }
        follow(&other, &creator).await;
        let draft = |to: &str| json!({
            "to": to, "body": "Look", "price": "100000000", "currency": "SOL", "inside": SECRET,
        });
        assert_eq!(begin(&creator, draft("premium")).await.status, 202);
        work(&app).await;
        assert_eq!(state(&creator).await["sent"], json!(1));
        assert!(got(&basic).await.is_empty() && got(&other).await.is_empty());
        let before = got(&vip).await[0].clone();
        let post = before["enclosed"]["id"].as_str().expect("a post").to_owned();
        assert_eq!(before["enclosed"]["locked"], json!(true));
        assert!(!before.to_string().contains(SECRET));
        // Whoever did not get it can neither see nor buy it.
        assert_eq!(basic.get(&format!("/api/posts/{post}")).await.status, 404);
        let item = json!({"kind": "post", "post": post});
        assert_eq!(basic.post("/api/orders", json!({"item": item, "currency": "SOL"})).await.status, 404);
        assert_eq!(begin(&creator, draft("subscribers")).await.status, 202);
        work(&app).await;
        // The clock stands still, so neither is the newer one.
        let list = creator.get("/api/broadcasts").await.json;
        let second = list["items"].as_array().expect("two").iter().find(|one| one["to"] == "subscribers").expect("it");
        assert_eq!(second["sent"], json!(2));
        app.pay(&vip, item).await;
        assert!(got(&vip).await.iter().any(|one| one.to_string().contains(SECRET)));
        let list = creator.get("/api/broadcasts").await.json;
        let first = list["items"].as_array().expect("two").iter().find(|one| one["to"] == "premium").expect("it").clone();
        assert_eq!(first["bought"], json!(1));
        let at = format!("/api/broadcasts/{}", first["id"].as_str().expect("an id"));
        assert_eq!(vip.delete(&at).await.status, 404);
        for _ in 0..2 {
            let unsent = creator.delete(&at).await;
            assert_eq!(unsent.status, 202, "{}", unsent.json);
            work(&app).await;
        }
        let after = creator.get("/api/broadcasts").await.json;
        assert!(after["items"].as_array().expect("two").iter().any(|one| one["state"] == "unsent"));
        // What was bought stays open by itself.
        let gone = got(&vip).await;
        assert!(gone.iter().any(|one| one.get("body").is_none()), "{gone:?}");
        assert_eq!(vip.get(&format!("/api/posts/{post}")).await.json["body"], json!(SECRET));
    }

    async fn whoever_dies_meanwhile_each_of_many_gets_it_once(app: TestApp) {
        let creator = app.creator("art").await;
        crowd(&app, &creator).await;
        let begun = begin(&creator, json!({"to": "followers", "body": "News"})).await;
        assert_eq!((&begun.json["meant"], &begun.json["sent"]), (&json!(CROWD), &json!(0)));
        // Workers die at every place that they may have come to, and another one goes on once their time is over.
        let (mut polls, mut deaths) = (0, 0);
        while killed(Some(polls), round(app.domain())).await.is_none() {
            app.advance(Duration::from_secs(11));
            (polls, deaths) = (polls + 1 + polls / 4, deaths + 1);
        }
        assert!(deaths > 3, "{deaths}");
        // Then two at once.
        loop {
            let (one, other) = tokio::join!(round(app.domain()), round(app.domain()));
            if one.expect("a round") + other.expect("a round") == 0 {
                break;
            }
        }
        let done = state(&creator).await;
        assert_eq!((&done["state"], &done["sent"], &done["skipped"]), (&json!("sent"), &json!(CROWD), &json!(0)));
        let (of_each, gone) = written(&app).await;
        assert_eq!((of_each.len() as u64, gone), (CROWD, 0));
        assert!(of_each.values().all(|count| *count == 1));
    }

    async fn what_is_taken_back_on_its_way_goes_no_further(app: TestApp) {
        let creator = app.creator("art").await;
        crowd(&app, &creator).await;
        let begun = begin(&creator, json!({"to": "followers", "body": "News"})).await;
        assert_eq!(round(app.domain()).await.expect("a round"), 1);
        let on_its_way = state(&creator).await;
        let sent = on_its_way["sent"].as_u64().expect("a number");
        assert_eq!(on_its_way["state"], json!("sending"));
        assert!(sent > 0 && sent < CROWD, "{sent}");
        // Its author sees how far it is.
        let page = creator.get("/messages/broadcasts").await;
        assert!(page.contains(&format!("<progress max=\"{CROWD}\" value=\"{sent}\"")), "{}", page.text());
        let at = format!("/api/broadcasts/{}", begun.json["id"].as_str().expect("an id"));
        assert_eq!(creator.delete(&at).await.json["state"], json!("unsending"));
        work(&app).await;
        let done = state(&creator).await;
        assert_eq!((&done["state"], &done["sent"]), (&json!("unsent"), &json!(sent)));
        let (of_each, gone) = written(&app).await;
        assert_eq!((of_each.len() as u64, gone as u64), (sent, sent));
    }

    async fn not_too_often_and_not_by_everybody(app: TestApp) {
        let (creator, fan) = (app.creator("art").await, app.fan().await);
        let draft = json!({"to": "followers", "body": "News"});
        assert_eq!(begin(&fan, draft.clone()).await.code(), "not_a_creator");
        // Who writes to nobody yet is shown how to begin.
        let page = fan.get("/messages/broadcasts").await;
        assert_eq!(page.status, 200);
        assert!(page.contains("href=\"/welcome/creator\""), "{}", page.text());
        for (draft, field) in [
            (json!({"to": "everybody", "body": "News"}), "to"),
            (json!({"to": "followers", "body": ""}), "body"),
            (json!({"to": "followers", "body": "News", "price": "100000000"}), "price"),
        ] {
            assert_eq!(begin(&creator, draft).await.field(), field);
        }
        // Nothing that was typed is lost where there is no script, here and where one writes to one.
        let with = json!({"with": fan.handle().await});
        let talk = creator.post("/api/conversations", with).await.json["id"].as_str().expect("an id").to_owned();
        for path in ["/messages/broadcasts", &format!("/messages/{talk}")] {
            for price in ["much", "0.000001"] {
                let fields = format!("to=vip&body=Typed+with+care&price={price}&usdc=on&inside=Hidden+so+far");
                let again = creator.form(path, &fields).await;
                assert_eq!(again.status, 422, "{path}");
                for kept in ["Typed with care", price, "Hidden so far", "A price is"] {
                    assert!(again.contains(kept), "{kept} at {path} with {price}");
                }
                assert!(!path.ends_with("broadcasts") || again.contains("<option value=\"vip\" selected"));
            }
        }
        for _ in 0..domain::messages::broadcasts::MOST_NEW {
            assert_eq!(begin(&creator, draft.clone()).await.status, 202);
        }
        let refused = begin(&creator, draft).await;
        assert_eq!((refused.status, refused.code()), (429, "too_many_broadcasts"));
    }
}
