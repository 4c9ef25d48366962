//! Letters that tell: what stands in them and what never does, when they go, that they are tried again and sent once.

use super::{
    devices::{Browser, subscribe},
    *,
};
use crate::live::Client;
use futures::future::join;
use testkit::killed;

/// A creator who is written to soon, and their post.
async fn written_to(app: &TestApp, office: &PostOffice) -> (Caller, String) {
    let creator = app.creator("art").await;
    confirmed(app, office, &creator, "anna@example.com").await;
    reach(&creator, json!({"mail": "soon"})).await;
    let post = creator
        .publish(json!({"title": "Dawn <1>", "body": SECRET, "access": "public"}))
        .await;
    (creator, post)
}

with_letters! {
    async fn a_letter_tells_by_name_and_title_and_repeats_no_words(app, office) {
        let (creator, post) = written_to(&app, &office).await;
        let fan = app.fan().await;
        say(&fan, &post, SECRET).await;
        round(&app).await;
        assert!(office.take().is_empty(), "it waits for more");
        put(&fan, &format!("/api/creators/{}/follow", creator.handle().await)).await;
        app.advance(MINUTE * 6);
        assert_eq!(round(&app).await, 1);
        let [letter] = office.take().try_into().expect("one letter for both");
        assert_eq!((letter.to.as_str(), letter.subject().as_str()), ("anna@example.com", "2 new things at Fonana"));
        let name = fan.get("/api/me").await.json["name"].as_str().expect("a name").to_owned();
        assert!(letter.text.contains(&format!("{name} commented on “Dawn <1>”")), "{}", letter.text);
        assert!(letter.html.contains("Dawn &lt;1&gt;") && !letter.html.contains("<1>"));
        assert!(letter.text.contains(&format!("{}/post/{post}", app.base)));
        assert!(letter.html.contains("followed you"));
        assert!(!letter.contains(SECRET), "no words of posts and comments");
        assert_eq!(letter.header("auto-submitted"), "auto-generated");
        app.advance(HOUR);
        assert_eq!(round(&app).await, 0, "once");
        // Every sentence of it is Russian for whoever reads Russian.
        creator.patch("/api/me/settings", json!({"lang": "ru"})).await;
        say(&fan, &post, "Again").await;
        app.advance(MINUTE * 6);
        round(&app).await;
        let [letter] = office.take().try_into().expect("one letter");
        assert!(letter.subject().contains("Новый комментарий, «Dawn <1>»"), "{}", letter.subject());
    }

    async fn what_is_locked_is_in_no_letter(app, office) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        confirmed(&app, &office, &fan, "fan@example.com").await;
        reach(&fan, json!({"mail": "soon"})).await;
        let handle = creator.handle().await;
        app.pay(&fan, json!({"kind": "subscription", "creator": handle, "tier": "basic", "days": 30})).await;
        creator
            .publish(json!({"title": "Behind a door", "body": SECRET, "teaser": SECRET, "access": "tier", "tier": "vip"}))
            .await;
        domain::posts::announcing::round(app.domain()).await.expect("a round");
        app.advance(MINUTE * 6);
        round(&app).await;
        let [letter] = office.take().try_into().expect("one letter");
        assert!(letter.contains("Behind a door") && !letter.contains(SECRET));
    }

    async fn who_writes_without_a_name_is_in_no_byte_that_goes_out(app, office) {
        let (creator, post) = written_to(&app, &office).await;
        let browser = Browser::open(11).await;
        let key = subscribe(&creator, &browser).await;
        let (shy, topic) = (app.fan().await, format!("post:{post}"));
        let mut live = Client::of(&app, &creator).await;
        live.hear("me").await;
        live.hear(&topic).await;
        let words = json!({"body": "Guess", "anonymous": true});
        let said = shy.post(&format!("/api/posts/{post}/comments"), words).await;
        assert_eq!(said.status, 201, "{}", said.json);
        let frames = [live.event("me", "notifications").await, live.event(&topic, "comments").await];
        app.advance(MINUTE);
        round(&app).await;
        let pushed = browser.take(&key, app.domain().now().0);
        app.advance(HOUR);
        round(&app).await;
        let letters = office.take();
        assert_eq!((pushed.len(), letters.len()), (1, 1));
        let me = shy.get("/api/me").await.json;
        let address = shy.wallet().address().to_string();
        for needle in [me["handle"].as_str(), me["name"].as_str(), me["id"].as_str(), Some(address.as_str())] {
            let needle = needle.expect("it has one");
            for out in frames.iter().chain(&pushed) {
                assert!(!out.to_string().contains(needle), "{needle}: {out}");
            }
            assert!(!letters[0].contains(needle), "{needle}: {}", letters[0].text);
        }
    }

    async fn what_was_read_or_switched_off_meanwhile_is_not_sent(app, office) {
        let (creator, post) = written_to(&app, &office).await;
        let fan = app.fan().await;
        say(&fan, &post, "Read").await;
        app.advance(MINUTE);
        creator.post("/api/notifications/read", json!({"until": app.domain().now()})).await;
        app.advance(MINUTE * 6);
        assert_eq!(round(&app).await, 0, "it was read");
        say(&fan, &post, "Switched off").await;
        let off = json!([{"kind": "comment", "in_app": true, "mail": false}]);
        let switches = creator.patch("/api/notifications/switches", off).await.json;
        let comment = switches.as_array().expect("switches").iter().find(|one| one["kind"] == "comment").cloned();
        assert_eq!(comment, Some(json!({"kind": "comment", "in_app": true, "push": true, "mail": false})));
        app.advance(MINUTE * 6);
        round(&app).await;
        say(&fan, &post, "Not wanted").await;
        app.advance(MINUTE * 6);
        round(&app).await;
        assert!(office.take().is_empty());
        // The form of the page says the same, and leaves alone what it does not show.
        creator.form("/notifications/switches", "mail=true&like=true&comment=true&mail.comment=true").await;
        let switches = creator.get("/api/notifications/switches").await.json;
        let of = |kind: &str| switches.as_array().expect("switches").iter().find(|one| one["kind"] == kind).cloned().expect("one");
        assert_eq!(of("comment"), json!({"kind": "comment", "in_app": true, "push": true, "mail": true}));
        assert_eq!(of("like"), json!({"kind": "like", "in_app": true, "push": true, "mail": false}));
        say(&fan, &post, "Wanted").await;
        app.advance(MINUTE * 6);
        round(&app).await;
        assert_eq!(office.take().len(), 1);
    }

    async fn what_went_to_a_device_goes_by_letter_too(app, office) {
        let (ann, _) = written_to(&app, &office).await;
        let browser = Browser::open(9).await;
        let key = subscribe(&ann, &browser).await;
        let fan = app.fan().await;
        let talk = fan.post("/api/conversations", json!({"with": ann.handle().await})).await.json["id"].clone();
        let door = format!("/api/conversations/{}/messages", talk.as_str().expect("an id"));
        assert_eq!(fan.post(&door, json!({"body": SECRET})).await.status, 201);
        // The device is told first, and the letter takes its time.
        app.advance(MINUTE);
        round(&app).await;
        assert_eq!((browser.take(&key, app.domain().now().0).len(), office.take().len()), (1, 0));
        app.advance(HOUR);
        round(&app).await;
        let [letter] = office.take().try_into().expect("one letter");
        assert!(letter.text.contains("wrote to you") && !letter.contains(SECRET), "{}", letter.text);
        app.advance(HOUR);
        round(&app).await;
        assert_eq!((browser.take(&key, app.domain().now().0).len(), office.take().len()), (0, 0));
    }

    async fn it_is_tried_again_and_given_up(app, office) {
        let (_creator, post) = written_to(&app, &office).await;
        let fan = app.fan().await;
        say(&fan, &post, "Hello").await;
        office.answers(Some("451 Later"));
        app.advance(MINUTE * 6);
        assert_eq!(round(&app).await, 1);
        assert_eq!(round(&app).await, 0, "not at once");
        app.advance(MINUTE);
        assert_eq!(round(&app).await, 1);
        office.answers(None);
        app.advance(MINUTE * 5);
        assert_eq!(round(&app).await, 1);
        assert_eq!(office.take().len(), 1);
        // What is refused for good is not tried again; what fails for ever ends.
        say(&fan, &post, "Refused").await;
        office.answers(Some("550 Nobody here"));
        app.advance(MINUTE * 6);
        assert_eq!(round(&app).await, 1);
        app.advance(HOUR * 24);
        assert_eq!(round(&app).await, 0);
        let mut fan = fan;
        again(&mut fan).await;
        say(&fan, &post, "For ever").await;
        office.answers(Some("451 Later"));
        let mut tries = 0;
        for _ in 0..20 {
            app.advance(HOUR * 7);
            tries += round(&app).await;
        }
        assert_eq!(tries, 6);
        assert!(office.take().is_empty());
    }

    async fn two_servers_send_one_letter(app, office) {
        let (_creator, post) = written_to(&app, &office).await;
        let fan = app.fan().await;
        say(&fan, &post, "Hello").await;
        app.advance(MINUTE * 6);
        let (one, two) = join(round(&app), round(&app)).await;
        assert_eq!((one + two, office.take().len()), (1, 1));
    }

    async fn a_worker_that_dies_costs_an_attempt_and_no_letter(app, office) {
        let (creator, post) = written_to(&app, &office).await;
        let fan = app.fan().await;
        for polls in 0..8 {
            say(&fan, &post, &format!("Number {polls}")).await;
            app.advance(MINUTE * 6);
            let couriers = couriers(&app);
            killed(Some(polls), courier::round(app.domain(), &couriers)).await;
            // Whatever was claimed is due again.
            app.advance(MINUTE * 3);
            round(&app).await;
            let letters = office.take();
            // At the most it is there twice, under one id.
            let ids: std::collections::HashSet<_> = letters.iter().map(|letter| letter.header("message-id")).collect();
            assert!((1..=2).contains(&letters.len()) && ids.len() == 1, "{polls}: {letters:?}");
            creator.post("/api/notifications/read", json!({"until": app.domain().now()})).await;
        }
    }
}
