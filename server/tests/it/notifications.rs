//! What people are told of each other: once, with its cause, to those who may know, and to nobody else.

use reqwest::Method;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use shared::{
    identity::Role,
    notifications::{NotificationKind as Kind, NotificationView},
    paging::Page,
};
use std::time::Duration;
use testkit::{Answer, Caller, TestApp, both};

const SECRET: &str = "what only those inside read";

async fn told(caller: &Caller) -> Vec<NotificationView> {
    let page: Page<NotificationView> = caller.get("/api/notifications").await.parse();
    assert_eq!(page.total, page.items.len() as u64);
    page.items
}

async fn kinds(caller: &Caller) -> Vec<Kind> {
    told(caller).await.iter().map(|one| one.kind).collect()
}

async fn unread(caller: &Caller) -> Value {
    caller.get("/api/notifications/unread").await.json["unread"].clone()
}

async fn put(caller: &Caller, path: &str) -> Answer {
    let answer = caller.send(Method::PUT, path, &[], None).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.json);
    answer
}

async fn delete(caller: &Caller, path: &str) {
    let answer = caller.delete(path).await;
    assert!((200..300).contains(&answer.status), "{path}: {}", answer.json);
}

async fn say(caller: &Caller, post: &str, body: Value) -> String {
    let answer = caller.post(&format!("/api/posts/{post}/comments"), body).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.json["id"].as_str().expect("an id").to_owned()
}

/// Who was the last to do it, and how many others did.
fn who(told: &NotificationView) -> (Option<String>, u64) {
    let actor = told.actor.as_ref().map(|actor| actor.handle.to_string());
    (actor, told.others)
}

fn moment(app: &TestApp) {
    app.advance(Duration::from_secs(1));
}

both! {
    async fn likes_of_a_day_are_told_together_and_go_as_they_came(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let like = format!("/api/posts/{post}/like");
        let (one, two) = (app.fan().await, app.fan().await);
        put(&creator, &like).await;
        assert_eq!(told(&creator).await, [], "nobody is told of themself");
        put(&one, &like).await;
        put(&one, &like).await;
        moment(&app);
        put(&two, &like).await;
        let [both] = told(&creator).await.try_into().expect("one for both");
        assert_eq!((both.kind, both.unread, who(&both)), (Kind::Like, true, (Some(two.handle().await), 1)));
        assert_eq!(both.post.as_ref().map(|post| post.title.as_str()), Some("Dawn"));
        assert_eq!(unread(&creator).await, 1);
        delete(&two, &like).await;
        assert_eq!(who(&told(&creator).await[0]), (Some(one.handle().await), 0));
        // What was read is unread again when there is more of it.
        creator.post("/api/notifications/read", json!({"ids": [both.id]})).await;
        assert_eq!(unread(&creator).await, 0);
        moment(&app);
        put(&two, &like).await;
        assert_eq!(unread(&creator).await, 1);
        // Another day is another one.
        app.advance(Duration::from_secs(24 * 60 * 60));
        let mut late = app.fan().await;
        put(&late, &like).await;
        let mut creator = creator;
        for caller in [&mut creator, &mut late] {
            let wallet = caller.wallet().clone();
            caller.sign_in(wallet).await;
        }
        assert_eq!(told(&creator).await.iter().map(|one| one.others).collect::<Vec<_>>(), [0, 1]);
        delete(&late, &like).await;
        assert_eq!(told(&creator).await.len(), 1, "with the last of them it goes");
    }

    async fn comments_replies_and_follows_are_told_once(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let (one, two) = (app.fan().await, app.fan().await);
        let first = say(&one, &post, json!({"body": SECRET})).await;
        assert_eq!(kinds(&creator).await, [Kind::Comment]);
        moment(&app);
        say(&two, &post, json!({"body": SECRET, "parent": first})).await;
        assert_eq!((kinds(&creator).await.len(), kinds(&one).await), (2, vec![Kind::Reply]));
        moment(&app);
        // The author answers: only whoever is answered is told, and nobody of themself.
        let answer = say(&creator, &post, json!({"body": "Thanks", "parent": first})).await;
        assert_eq!((kinds(&creator).await.len(), kinds(&one).await.len()), (2, 2));
        assert!(!creator.get("/api/notifications").await.contains(SECRET), "it repeats no words");
        moment(&app);
        put(&two, &format!("/api/comments/{answer}/like")).await;
        assert_eq!(kinds(&creator).await[0], Kind::LikeComment);
        let follow = format!("/api/creators/{}/follow", creator.handle().await);
        moment(&app);
        put(&one, &follow).await;
        put(&two, &follow).await;
        assert_eq!((kinds(&creator).await[0], told(&creator).await[0].others), (Kind::Follow, 1));
        delete(&one, &follow).await;
        assert_eq!(who(&told(&creator).await[0]), (Some(two.handle().await), 0));
        // A comment that goes takes with it what was told of it.
        delete(&one, &format!("/api/comments/{first}")).await;
        assert_eq!(kinds(&creator).await, [Kind::Follow, Kind::LikeComment, Kind::Comment]);
        // And a post, all but what concerns money.
        delete(&creator, &format!("/api/posts/{post}")).await;
        assert_eq!((kinds(&creator).await, kinds(&one).await), (vec![Kind::Follow], vec![]));
    }

    async fn who_wrote_without_a_name_is_told_to_nobody(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let hidden = app.fan().await;
        let comment = say(&hidden, &post, json!({"body": "Guess", "anonymous": true})).await;
        let answer = creator.get("/api/notifications").await;
        assert_eq!(answer.json["items"][0]["actor"], Value::Null);
        assert!(!answer.contains(&hidden.handle().await));
        assert!(!creator.get("/notifications").await.contains(&hidden.handle().await));
        // They are told of answers, and that is all that anybody learns.
        moment(&app);
        say(&creator, &post, json!({"body": "Who?", "parent": comment})).await;
        assert_eq!(kinds(&hidden).await, [Kind::Reply]);
        // Whom one muted one would recognise by the silence.
        creator.send(Method::PUT, &format!("/api/users/{}/mute", hidden.handle().await), &[], None).await;
        moment(&app);
        say(&hidden, &post, json!({"body": "Again", "anonymous": true})).await;
        say(&hidden, &post, json!({"body": "By name"})).await;
        assert_eq!(kinds(&creator).await, [Kind::Comment; 2]);
    }

    async fn of_whom_one_turned_away_from_one_hears_nothing(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let (loud, other) = (app.fan().await, app.fan().await);
        let like = format!("/api/posts/{post}/like");
        put(&loud, &like).await;
        put(&other, &like).await;
        say(&loud, &post, json!({"body": "Me"})).await;
        put(&loud, &format!("/api/creators/{}/follow", creator.handle().await)).await;
        assert_eq!(kinds(&creator).await.len(), 3);
        let away = |act: &str, handle: &str| format!("/api/users/{handle}/{act}");
        put(&creator, &away("mute", &loud.handle().await)).await;
        let left = told(&creator).await;
        assert_eq!((left.len(), who(&left[0])), (1, (Some(other.handle().await), 0)));
        say(&loud, &post, json!({"body": "Me again"})).await;
        assert_eq!(kinds(&creator).await, [Kind::Like]);
        put(&creator, &away("block", &other.handle().await)).await;
        assert_eq!((kinds(&creator).await, unread(&creator).await), (vec![], json!(0)));
    }

    async fn what_a_moderator_removes_its_author_learns_of(app: TestApp) {
        let (creator, fan) = (app.creator("art").await, app.fan().await);
        let moderator = app.with_role(Role::Moderator).await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let comment = say(&fan, &post, json!({"body": "Buy followers here"})).await;
        delete(&moderator, &format!("/api/comments/{comment}")).await;
        let told = told(&fan).await;
        assert_eq!(told.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Removed]);
        assert_eq!((&told[0].actor, told[0].post.as_ref().map(|post| &*post.title)), (&None, Some("Dawn")));
        let page = fan.get("/notifications").await;
        assert!(page.contains("A moderator removed your comment below") && !page.contains(&moderator.handle().await));
        // What one deletes oneself, and what goes from below somebody's own post, is between those two.
        let comments = [say(&fan, &post, json!({"body": "One"})).await, say(&fan, &post, json!({"body": "Two"})).await];
        delete(&fan, &format!("/api/comments/{}", comments[0])).await;
        delete(&creator, &format!("/api/comments/{}", comments[1])).await;
        assert_eq!(kinds(&fan).await, [Kind::Removed]);
    }

    async fn whoever_may_not_read_it_any_more_is_not_told(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": SECRET, "access": "public"})).await;
        let fan = app.fan().await;
        let comment = say(&fan, &post, json!({"body": "Nice"})).await;
        creator.patch(&format!("/api/posts/{post}"), json!({"access": "tier", "tier": "vip"})).await;
        say(&creator, &post, json!({"body": SECRET, "parent": comment})).await;
        put(&creator, &format!("/api/comments/{comment}/like")).await;
        assert_eq!(told(&fan).await, []);
    }

    async fn what_is_told_and_what_happened_are_one_transaction(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let fan = app.fan().await;
        // Sent twice under one key, a comment is written once and told once.
        for _ in 0..2 {
            let path = format!("/api/posts/{post}/comments");
            let key = [("idempotency-key", "once")];
            assert_eq!(fan.send(Method::POST, &path, &key, Some(json!({"body": "Hi"}))).await.status, 201);
        }
        assert_eq!(kinds(&creator).await, [Kind::Comment]);
        // Where it cannot be told it does not happen.
        app.domain().db.execute_unprepared("ALTER TABLE notification_actors RENAME TO elsewhere").await.expect("renamed");
        let liked = fan.send(Method::PUT, &format!("/api/posts/{post}/like"), &[], None).await;
        assert_eq!(liked.status, 500);
        app.domain().db.execute_unprepared("ALTER TABLE elsewhere RENAME TO notification_actors").await.expect("renamed");
        let shown = fan.get(&format!("/api/posts/{post}")).await.json;
        assert_eq!((&shown["counts"]["likes"], &shown["liked"]), (&json!(0), &json!(false)));
        assert_eq!(kinds(&creator).await, [Kind::Comment]);
    }

    async fn reading_marks_ones_own_and_the_bell_counts_it(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let fan = app.fan().await;
        for number in 0..12 {
            moment(&app);
            say(&fan, &post, json!({"body": format!("Number {number}")})).await;
        }
        assert_eq!(unread(&creator).await, 12);
        let page = creator.get("/feed").await.text();
        assert!(page.contains(">9+</span>") && page.contains("<title>(9+) "));
        assert!(!fan.get("/feed").await.contains("bell-count"));
        assert!(!app.visitor().get("/feed").await.contains("/notifications"));
        // Looking marks nothing, for browsers look at what nobody reads.
        assert_eq!(creator.get("/notifications").await.status, 200);
        assert_eq!(unread(&creator).await, 12);
        let piece: Page<NotificationView> = creator.get("/api/notifications?limit=5").await.parse();
        let cursor = piece.next_cursor.expect("there is more");
        let rest: Page<NotificationView> = creator.get(&format!("/api/notifications?limit=10&cursor={cursor}")).await.parse();
        assert_eq!((piece.items.len(), rest.items.len(), rest.next_cursor), (5, 7, None));
        // Another person's cannot be marked, nor be seen.
        assert_eq!(fan.post("/api/notifications/read", json!({"ids": [piece.items[0].id]})).await.json["unread"], 0);
        assert_eq!(unread(&creator).await, 12);
        assert!(!fan.get("/notifications").await.contains(&piece.items[0].id.to_string()));
        let one = format!("id={}&back=%2Fnotifications", piece.items[0].id);
        let marked = creator.form("/notifications/read", &one).await;
        assert_eq!((marked.status, unread(&creator).await), (303, json!(11)));
        let until = rest.items[0].at;
        let marked = creator.post("/api/notifications/read", json!({"until": until})).await;
        assert_eq!(marked.json["unread"], 4, "what came later is unread");
        creator.form("/notifications/read", &format!("until={}", app.domain().now().0)).await;
        assert_eq!(unread(&creator).await, 0);
        assert!(!creator.get("/feed").await.contains("bell-count"));
        // Those that were read go after 90 days.
        app.advance(Duration::from_secs(91 * 24 * 60 * 60));
        domain::notifications::sweep(app.domain()).await.expect("swept");
        let mut creator = creator;
        let wallet = creator.wallet().clone();
        creator.sign_in(wallet).await;
        assert_eq!(told(&creator).await, []);
    }

    async fn what_is_switched_off_is_not_told(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let fan = app.fan().await;
        let off = json!([{"kind": "like", "in_app": false}]);
        let switches = creator.patch("/api/notifications/switches", off).await.json;
        let of = |switches: &Value, kind: &str| {
            let all = switches.as_array().expect("switches");
            all.iter().find(|one| one["kind"] == kind).expect("a switch")["in_app"].clone()
        };
        assert_eq!((of(&switches, "like"), of(&switches, "follow")), (json!(false), json!(true)));
        put(&fan, &format!("/api/posts/{post}/like")).await;
        assert_eq!(told(&creator).await, []);
        let always = json!([{"kind": "trouble", "in_app": false}]);
        let refused = creator.patch("/api/notifications/switches", always).await;
        assert_eq!((refused.code(), refused.field()), ("invalid", "kind"));
        // The form sends the boxes that are ticked.
        assert_eq!(creator.form("/notifications/switches", "like=true").await.status, 303);
        let switches = creator.get("/api/notifications/switches").await.json;
        assert_eq!((of(&switches, "like"), of(&switches, "follow")), (json!(true), json!(false)));
        assert!(creator.get("/settings").await.contains("New followers"));
    }

    async fn whoever_leaves_leaves_no_name(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let (fan, other) = (app.fan().await, app.fan().await);
        let handle = fan.handle().await;
        let first = say(&other, &post, json!({"body": "First"})).await;
        say(&fan, &post, json!({"body": "By name", "parent": first})).await;
        say(&fan, &post, json!({"body": "Without", "anonymous": true})).await;
        put(&fan, &format!("/api/posts/{post}/like")).await;
        put(&other, &format!("/api/posts/{post}/like")).await;
        moment(&app);
        say(&creator, &post, json!({"body": "Welcome", "parent": first})).await;
        assert_eq!((kinds(&creator).await.len(), kinds(&other).await.len()), (4, 2));
        fan.post("/api/me/erasure", json!({"handle": handle})).await;
        app.advance(Duration::from_secs(15 * 24 * 60 * 60));
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        let (mut creator, mut other) = (creator, other);
        for caller in [&mut creator, &mut other] {
            let wallet = caller.wallet().clone();
            caller.sign_in(wallet).await;
        }
        let mut left = told(&creator).await;
        left.sort_by_key(|one| one.kind);
        assert_eq!(left.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Like, Kind::Comment]);
        assert_eq!(who(&left[0]), (Some(other.handle().await), 0));
        assert_eq!(kinds(&other).await, [Kind::Reply]);
        assert!(!creator.get("/api/notifications").await.contains(&handle));
    }
}
