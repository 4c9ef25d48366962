//! What happens at one server is heard at the other at once, in its order, and by those alone who may hear it.

use super::{BLIND, between, first, here, met, passing, write};
use crate::live::{Client, delete, put, until_held};
use serde_json::json;
use std::time::Duration;

const SECRET: &str = "Words that not everybody may read";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn likes_and_comments_are_heard_and_seen_at_both_on_postgres() {
    let (_redis, one) = first().await;
    let (creator, fan) = (one.creator("art").await, one.fan().await);
    let draft = json!({"title": "Dawn", "body": SECRET, "access": "public"});
    let post = creator.publish(draft).await;
    let other = one.beside(BLIND).await;
    met(&one, &other).await;
    let (topic, path) = (format!("post:{post}"), format!("/api/posts/{post}"));
    let (mut near, mut far) = (Client::visitor(&one).await, Client::visitor(&other).await);
    let seq = far.hear(&topic).await;
    assert_eq!(near.hear(&topic).await, seq);
    far.hear("feed").await;
    let (visitor, there) = (other.visitor(), fan.at(&other.base));
    // Kept there, as it is before.
    assert_eq!(visitor.get(&path).await.json["counts"]["likes"], 0);
    put(&fan, &format!("{path}/like")).await;
    let liked = far.event(&topic, "likes").await;
    assert_eq!((&liked["seq"], &liked["likes"]), (&json!(seq + 1), &json!(1)));
    assert_eq!(
        visitor.get(&path).await.json["counts"]["likes"],
        1,
        "whoever hears of it sees it"
    );
    let said = fan
        .post(&format!("{path}/comments"), json!({"body": "Well"}))
        .await;
    assert_eq!(said.status, 201, "{}", said.json);
    assert_eq!(far.event(&topic, "comments").await["comments"], 1);
    let comments = visitor.get(&format!("{path}/comments")).await.json;
    assert_eq!(comments["items"][0]["body"], "Well", "{comments}");
    delete(&there, &format!("{path}/like")).await;
    for (kind, number) in [("likes", 1), ("comments", 2), ("likes", 3)] {
        assert_eq!(near.event(&topic, kind).await["seq"], json!(seq + number));
    }
    assert_eq!(far.event(&topic, "likes").await["likes"], 0);
    creator
        .publish(json!({"title": "Dusk", "body": SECRET, "access": "public"}))
        .await;
    far.event("feed", "published").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_that_ends_at_one_ends_at_the_other_on_postgres() {
    let (_redis, one) = first().await;
    let (creator, fan) = (one.creator("art").await, one.fan().await);
    let draft = json!({"title": "Dawn", "body": SECRET, "access": "public"});
    let post = creator.publish(draft).await;
    let other = one.beside(BLIND).await;
    met(&one, &other).await;
    let (topic, path) = (format!("post:{post}"), format!("/api/posts/{post}"));
    let mut far = Client::of(&other, &fan).await;
    far.hear(&topic).await;
    let there = fan.at(&other.base);
    assert!(there.get(&path).await.contains(SECRET));
    let locked = json!({"access": "tier", "tier": "vip"});
    let changed = creator.patch(&path, locked).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    far.event(&topic, "post_changed").await;
    let ended = far.next().await;
    assert_eq!(
        (&ended["type"], &ended["code"]),
        (&json!("refused"), &json!("not_found")),
        "{ended}"
    );
    assert!(!there.get(&path).await.contains(SECRET));
    delete(&fan, "/api/auth/session").await;
    assert_eq!(far.closed().await, 4401);
    until_held(&other, 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_opens_one_connection_at_either_on_postgres() {
    let (_redis, one) = first().await;
    let fan = one.fan().await;
    let other = one.beside(Duration::ZERO).await;
    for _ in 0..10 {
        let answer = fan.post("/api/me/ticket", json!({})).await;
        let path = format!("/ws?ticket={}", answer.json["ticket"].as_str().expect("a ticket"));
        // At both at once.
        let (near, far) = futures::join!(
            Client::ask(&one, &path, &[], None),
            Client::ask(&other, &path, &[], None)
        );
        let mut opened = match (near, far) {
            (Ok(opened), Err(401)) | (Err(401), Ok(opened)) => opened,
            (near, far) => panic!("opened by both or none: {:?} {:?}", near.err(), far.err()),
        };
        opened.hear("me").await;
        for app in [&one, &other] {
            let again = Client::ask(app, &path, &[], None).await;
            assert_eq!(again.err(), Some(401), "it is spent");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_talk_by_two_servers_on_postgres() {
    let (_redis, one) = first().await;
    let (ann, ben) = (one.fan().await, one.fan().await);
    let id = between(&ann, &ben).await;
    let other = one.beside(BLIND).await;
    met(&one, &other).await;
    let topic = format!("conversation:{id}");
    let mut hers = Client::of(&one, &ann).await;
    hers.hear("me").await;
    hers.hear(&topic).await;
    here(&ann, &id, false).await;
    let mut his = Client::of(&other, &ben).await;
    assert_eq!(passing(&mut hers, &topic, "presence").await["here"], true);
    let there = ben.at(&other.base);
    here(&ann, &id, true).await;
    here(&there, &id, true).await;
    // He hides by the one server and is gone at the other.
    for shows in [false, true] {
        let answer = there.patch("/api/me/settings", json!({"presence": shows})).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        assert_eq!(passing(&mut hers, &topic, "presence").await["here"], shows);
        here(&ann, &id, shows).await;
    }
    let seq = his.hear("me").await;
    his.hear(&topic).await;
    let typing = json!({"typing": {"topic": topic}});
    hers.say(typing.clone()).await;
    passing(&mut his, &topic, "typing").await;
    his.say(typing).await;
    passing(&mut hers, &topic, "typing").await;
    for number in 1..=10 {
        write(&ann, &id, &format!("Word {number}")).await;
        assert_eq!(his.event("me", "messages").await["seq"], json!(seq + number));
        hers.event("me", "messages").await;
    }
    write(&there, &id, "Answer").await;
    hers.event("me", "messages").await;
    his.event("me", "messages").await;
    // A page of his comes from the other server: he is here all the while, and gone once both say so.
    let mut second = Client::of(&one, &ben).await;
    second.hear("feed").await;
    drop(his);
    until_held(&other, 0).await;
    other.advance(hub::LINGER);
    super::until("the other server says so", || other.state.realtime.own() == 0).await;
    drop(second);
    until_held(&one, 1).await;
    here(&ann, &id, true).await;
    one.advance(hub::LINGER);
    assert_eq!(passing(&mut hers, &topic, "presence").await["here"], false);
    here(&ann, &id, false).await;
    here(&ann.at(&other.base), &id, false).await;
}
