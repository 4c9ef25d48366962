//! What was missed is made up for: after a connection broke, after the server died, and where nobody brought the event.

use super::{Client, WAIT, delete, put};
use domain::{Domain, Viewer, live, posts};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use shared::{ids::PostId, live::Channel};
use std::{sync::Arc, time::Duration};
use testkit::{Db, TestApp, both, killed};

/// Likes and takes back, so often.
async fn like(app: &TestApp, post: &str, times: usize) {
    let fan = app.fan().await;
    let path = format!("/api/posts/{post}/like");
    for number in 0..times {
        if number % 2 == 0 {
            put(&fan, &path).await;
        } else {
            delete(&fan, &path).await;
        }
    }
}

/// Asks for what comes after an event, and takes so many: their numbers.
async fn after(client: &mut Client, topic: &str, after: u64, many: u64) -> Vec<u64> {
    client
        .say(json!({"subscribe": {"topic": topic, "after": after}}))
        .await;
    let answer = client.next().await;
    assert_eq!(
        (&answer["type"], &answer["seq"]),
        (&json!("subscribed"), &json!(after)),
        "{answer}"
    );
    let mut numbers = Vec::new();
    for _ in 0..many {
        numbers.push(client.next().await["seq"].as_u64().expect("a number"));
    }
    numbers
}

/// The domain as another process has it, whose events this one is not told.
fn elsewhere(app: &TestApp) -> Domain {
    Domain {
        listener: Arc::new(()),
        lists: Arc::default(),
        ..app.domain().clone()
    }
}

async fn person(app: &TestApp) -> Viewer {
    let fan = app.fan().await;
    let handle = fan.handle().await.parse().expect("a handle");
    let person = domain::identity::person_by_handle(app.domain(), &handle)
        .await
        .expect("found");
    Viewer::Person(Box::new(person.expect("a person")))
}

both! {
    async fn whoever_comes_back_gets_what_they_missed(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let topic = format!("post:{post}");
        let mut client = Client::visitor(&app).await;
        let seq = client.hear(&topic).await;
        like(&app, &post, 1).await;
        client.event(&topic, "likes").await;
        drop(client);
        like(&app, &post, 4).await;
        let mut client = Client::visitor(&app).await;
        let missed: Vec<u64> = (seq + 2..=seq + 5).collect();
        assert_eq!(after(&mut client, &topic, seq + 1, 4).await, missed);
        // Also of a server that was started anew, which holds nothing.
        let app = app.restart().await;
        let mut client = Client::visitor(&app).await;
        assert_eq!(after(&mut client, &topic, seq + 1, 4).await, missed);
        like(&app, &post, 1).await;
        assert_eq!(client.next().await["seq"], seq + 6);
        assert!(after(&mut client, &topic, seq + 6, 0).await.is_empty());
    }

    async fn what_is_not_kept_any_more_is_told_as_a_gap(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        like(&app, &post, 5).await;
        let topic = format!("post:{post}");
        let mut client = Client::visitor(&app).await;
        let channel: Channel = topic.parse().expect("a topic");
        app.advance(Duration::from_secs(25 * 60 * 60));
        live::sweep(app.domain()).await.expect("swept");
        let kept = live::read(app.domain(), &[(channel, Some(0))], 100).await.expect("read");
        assert_eq!((kept[&channel].seq, kept[&channel].events.len()), (5, 0));
        // Too old, and from a future that never was.
        for place in [1, 4, 6, u64::MAX] {
            client.say(json!({"subscribe": {"topic": topic, "after": place}})).await;
            assert_eq!(client.next().await["type"], "subscribed");
            let gap = client.next().await;
            assert_eq!((&gap["type"], &gap["seq"]), (&json!("gap"), &json!(5)), "{place}: {gap}");
        }
        // Its numbers go on.
        like(&app, &post, 1).await;
        assert_eq!(client.next().await["seq"], 6);
    }

    async fn what_another_process_wrote_is_found(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let (topic, viewer, other) = (format!("post:{post}"), person(&app).await, elsewhere(&app));
        let mut client = Client::visitor(&app).await;
        let seq = client.hear(&topic).await;
        let id: PostId = post.parse().expect("an id");
        posts::like(&other, &viewer, id, true).await.expect("liked");
        assert_eq!(client.event(&topic, "likes").await["seq"], seq + 1);
        // A hole is filled at once by what comes after it.
        posts::like(&other, &viewer, id, false).await.expect("not liked");
        posts::like(app.domain(), &viewer, id, true).await.expect("liked");
        assert_eq!(client.event(&topic, "likes").await["seq"], seq + 2);
        assert_eq!(client.event(&topic, "likes").await["seq"], seq + 3);
        // So is what touches rights.
        let handle = creator.handle().await.parse().expect("a handle");
        let author = domain::identity::person_by_handle(app.domain(), &handle);
        let author = Viewer::Person(Box::new(author.await.expect("found").expect("a person")));
        posts::delete(&other, &author, id).await.expect("deleted");
        client.event(&topic, "post_deleted").await;
        assert_eq!(client.next().await["type"], "refused");
    }

    async fn a_change_and_its_event_are_both_there_or_neither(app: TestApp) {
        let seed = 7;
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let (topic, viewer) = (format!("post:{post}"), person(&app).await);
        let id: PostId = post.parse().expect("an id");
        let channel: Channel = topic.parse().expect("a topic");
        let mut client = Client::visitor(&app).await;
        let mut seen = client.hear(&topic).await;
        let begun = seen;
        let mut turned = 0;
        for round in 0..60 {
            let before = posts::get(app.domain(), &viewer, id).await.expect("a post").liked;
            let polls = Some(rng.random_range(0..60));
            let _ = killed(polls, posts::like(app.domain(), &viewer, id, !before)).await;
            app.domain().lists.changed();
            let liked = posts::get(app.domain(), &viewer, id).await.expect("a post").liked;
            // A commit that nobody waits for may come a moment after it was looked for.
            turned += u64::from(liked != before);
            let told = live::read(app.domain(), &[(channel, None)], 0).await.expect("read")[&channel].seq;
            assert!(told >= begun + turned, "seed {seed}, round {round}: {turned} changes and {} events", told - begun);
        }
        // In the end everything that was told has come, once and in order.
        posts::like(app.domain(), &viewer, id, true).await.expect("liked");
        posts::like(app.domain(), &viewer, id, false).await.expect("not liked");
        let last = live::read(app.domain(), &[(channel, None)], 0).await.expect("read")[&channel].seq;
        while seen < last {
            let event = client.event(&topic, "likes").await;
            assert_eq!(event["seq"], seen + 1, "seed {seed}");
            seen += 1;
        }
        let liked = i64::from(posts::get(app.domain(), &viewer, id).await.expect("a post").liked);
        assert_eq!(liked, 0, "seed {seed}");
    }

    async fn of_one_topic_a_thousand_are_kept(app: TestApp) {
        let (domain, channel) = (elsewhere(&app), Channel::Feed);
        for _ in 0..1_210 {
            let tx = domain.begin().await.expect("begun");
            tx.tell(channel, shared::live::Event::Rights);
            tx.tell(channel, shared::live::Event::Rights);
            tx.commit().await.expect("committed");
        }
        let kept = live::read(&domain, &[(channel, Some(0))], u64::MAX).await.expect("read");
        assert_eq!((kept[&channel].seq, kept[&channel].events.len()), (1_210, 1_010));
        assert_eq!(kept[&channel].events[0].seq, 201);
    }
}

/// As after `kill -9`: what was acknowledged is told after it, to whoever comes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_kill_nothing_is_missing() {
    let app = TestApp::start(Db::Sqlite).await;
    let creator = app.creator("art").await;
    let post = creator
        .publish(json!({"title": "Dawn", "body": "Words", "access": "public"}))
        .await;
    let topic = format!("post:{post}");
    let mut client = Client::visitor(&app).await;
    let seq = client.hear(&topic).await;
    like(&app, &post, 3).await;
    let app = app.kill().await;
    let mut client = Client::visitor(&app).await;
    let numbers = tokio::time::timeout(WAIT, after(&mut client, &topic, seq, 3)).await;
    assert_eq!(numbers.expect("in time"), [seq + 1, seq + 2, seq + 3]);
}
