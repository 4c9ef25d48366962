//! Polls through every door: who may vote and who learns how it stands, counted exactly, and absent where the post is
//! locked.

use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Answer, Caller, TestApp, both};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn vote(caller: &Caller, post: &str, option: usize) -> Answer {
    let path = format!("/api/posts/{post}/vote");
    caller
        .send(Method::PUT, &path, &[], Some(json!({"option": option})))
        .await
}

async fn poll(app: &TestApp, access: Value) -> (Caller, String) {
    let creator = app.creator("art").await;
    let mut draft = json!({
        "title": "Which colour?", "body": "Choose well",
        "poll": {"options": ["Deep red", "Blue", "Neither of them"], "days": 7},
    });
    draft
        .as_object_mut()
        .expect("an object")
        .extend(access.as_object().expect("an object").clone());
    let post = creator.publish(draft).await;
    (creator, post)
}

/// The votes as this caller is told them.
async fn told(caller: &Caller, post: &str) -> Vec<Value> {
    let view = caller.get(&format!("/api/posts/{post}")).await.json;
    let options = view["poll"]["options"].as_array().expect("a poll").clone();
    options
        .into_iter()
        .map(|option| option["votes"].clone())
        .collect()
}

both! {
    async fn a_vote_counts_once_and_can_be_changed(app: TestApp) {
        let (creator, post) = poll(&app, json!({"access": "public"})).await;
        let (one, two) = (app.fan().await, app.fan().await);
        let visitor = app.visitor();
        assert_eq!(told(&visitor, &post).await, [Value::Null, Value::Null, Value::Null]);
        assert_eq!(told(&creator, &post).await, [json!(0), json!(0), json!(0)], "the author sees how it stands");
        let voted = vote(&one, &post, 0).await;
        assert_eq!((voted.status, &voted.json["votes"], &voted.json["choice"]), (200, &json!(1), &json!(0)));
        assert_eq!(vote(&one, &post, 0).await.json["votes"], json!(1), "twice is once");
        assert_eq!(vote(&two, &post, 1).await.json["options"][1]["votes"], json!(1));
        assert_eq!(vote(&two, &post, 2).await.json["options"][2]["votes"], json!(1));
        assert_eq!(told(&two, &post).await, [json!(1), json!(0), json!(1)]);
        assert_eq!(told(&visitor, &post).await, [Value::Null, Value::Null, Value::Null]);
        assert_eq!(visitor.get(&format!("/api/posts/{post}")).await.json["poll"]["votes"], json!(2));

        assert_eq!(vote(&visitor, &post, 0).await.status, 401);
        let refused = vote(&one, &post, 3).await;
        assert_eq!((refused.status, refused.json["field"].as_str()), (422, Some("option")));
        let plain = creator.publish(json!({"title": "No poll", "body": "Words", "access": "public"})).await;
        assert_eq!(vote(&one, &plain, 0).await.status, 404);
        creator.send(Method::PUT, &format!("/api/users/{}/block", one.handle().await), &[], None).await;
        assert_eq!(vote(&one, &post, 1).await.code(), "blocked");

        app.advance(DAY * 7);
        assert_eq!(vote(&two, &post, 0).await.code(), "poll_closed");
        assert_eq!(told(&visitor, &post).await, [json!(1), json!(0), json!(1)], "in the end everybody knows");
    }

    async fn votes_are_exact_when_many_change_their_minds_at_once(app: TestApp) {
        let (_, post) = poll(&app, json!({"access": "public"})).await;
        let mut fans = Vec::new();
        for _ in 0..5 {
            fans.push(app.fan().await);
        }
        let presses = fans.iter().enumerate().flat_map(|(at, fan)| {
            let post = &post;
            // From two tabs at once; the last word of each is not known, that there is one is.
            (0..4).map(move |turn| async move { vote(fan, post, (at + turn) % 3).await.status })
        });
        let statuses = futures::future::join_all(presses).await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
        let mut expected = [0_u64; 3];
        for fan in &fans {
            let choice = fan.get(&format!("/api/posts/{post}")).await.json["poll"]["choice"].clone();
            expected[usize::try_from(choice.as_u64().expect("a choice")).expect("small")] += 1;
        }
        let counted: Vec<u64> = told(&fans[0], &post).await.iter().filter_map(Value::as_u64).collect();
        assert_eq!(counted, expected);
    }

    async fn a_locked_poll_is_absent_until_the_post_opens(app: TestApp) {
        let (creator, post) = poll(&app, json!({"access": "tier", "tier": "basic"})).await;
        let handle = creator.handle().await;
        let (stranger, fan) = (app.fan().await, app.fan().await);
        for caller in [&app.visitor(), &stranger] {
            for path in [
                format!("/api/posts/{post}"), "/api/posts".into(), format!("/post/{post}"), "/feed".into(),
                format!("/{handle}"), format!("/{handle}/rss"), "/api/search?q=colour".into(), "/search?q=colour".into(),
            ] {
                let answer = caller.get(&path).await;
                assert!(!answer.contains("Deep red") && !answer.contains("Neither of them"), "{path}");
            }
        }
        assert_eq!(vote(&stranger, &post, 0).await.code(), "locked");
        let view = stranger.get(&format!("/api/posts/{post}")).await.json;
        assert_eq!((&view["contents"]["poll"], view.get("poll")), (&json!(true), None), "that there is one is told");
        app.pay(&fan, json!({"kind": "subscription", "creator": handle, "tier": "basic", "days": 30})).await;
        assert_eq!(vote(&fan, &post, 2).await.status, 200);
        assert!(fan.get(&format!("/post/{post}")).await.contains("Neither of them"));
    }

    async fn polls_are_asked_and_answered_by_plain_forms(app: TestApp) {
        let creator = app.creator("art").await;
        let fields = "title=Tea+or+coffee%3F&body=Say&access=public&poll_options=Tea%0D%0ACoffee&poll_days=2";
        let published = creator.form("/create", fields).await;
        assert_eq!(published.status, 303, "{}", published.text());
        let post = published.headers["location"].to_str().expect("a place").to_owned();
        let id = post.trim_start_matches("/post/").to_owned();
        let fan = app.fan().await;
        assert!(fan.get(&post).await.contains("2 days left"));
        let voted = fan.form("/vote", &format!("post={id}&option=1")).await;
        assert_eq!((voted.status, voted.headers["location"].to_str().ok()), (303, Some(format!("{post}#poll").as_str())));
        let page = fan.get(&post).await.text();
        assert!(page.contains("1 vote") && page.contains("your answer"));
        // What is refused stands in the form again.
        let refused = creator.form("/create", "title=Kept&body=Careful+words&access=price&price=much&poll_options=One&poll_days=7").await;
        assert_eq!(refused.status, 422);
        assert!(refused.contains("Kept") && refused.contains("Careful words") && refused.contains("an amount in SOL"));
        let refused = creator.form("/create", "title=Kept&body=Careful+words&access=public&poll_options=One&poll_days=7").await;
        assert!(refused.status == 422 && refused.contains("A poll has 2 to 6 answers."), "{}", refused.status);
        let sold = creator.form("/create", "title=Sold&body=Words&access=price&price=0%2C05").await;
        let sold = sold.headers["location"].to_str().expect("a place").replace("/post/", "/api/posts/");
        assert_eq!(creator.get(&sold).await.json["price"], json!("50000000"));
        assert_eq!(fan.form("/create", fields).await.status, 403);
        assert!(fan.get("/create").await.contains("/welcome/creator"));
        assert_eq!(app.visitor().get("/create").await.status, 401);
    }

    async fn bad_polls_are_refused_and_nothing_is_written(app: TestApp) {
        let creator = app.creator("art").await;
        for poll in [
            json!({"options": ["One"], "days": 1}),
            json!({"options": ["One", "one"], "days": 1}),
            json!({"options": ["One", ""], "days": 1}),
            json!({"options": ["One", "Two"], "days": 0}),
            json!({"options": ["One", "Two"], "days": 31}),
            json!({"options": ["One", "Two\u{202e}"], "days": 3}),
        ] {
            let draft = json!({"title": "A", "body": "B", "access": "public", "poll": poll});
            let refused = creator.post("/api/posts", draft).await;
            assert_eq!(refused.status, 422, "{poll}");
            assert!(refused.json["field"].as_str().is_some_and(|field| field.starts_with("poll.")), "{}", refused.json);
        }
        assert_eq!(creator.get("/api/posts").await.json["total"], json!(0));
    }
}
