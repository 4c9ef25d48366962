//! Files that come with the plain form of a message: sent with it, kept with what was typed where it cannot go yet, and named where they are
//! refused.

use super::{
    forms::{place, with_fields},
    jpeg, work,
};
use crate::messages::between;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Answer, Caller, TestApp, both};

async fn newest(of: &Caller, id: &str) -> Value {
    let page = of.get(&format!("/api/conversations/{id}/messages")).await;
    page.json["items"][0].clone()
}

/// Sends a form while the workers work.
async fn meanwhile(app: &TestApp, sent: impl Future<Output = Answer>) -> Answer {
    let working = async {
        loop {
            work(app).await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        answer = sent => answer,
        () = working => unreachable!("it never ends"),
    }
}

/// Sends a form while nobody works and time goes by.
async fn late(app: &TestApp, sent: impl Future<Output = Answer>) -> Answer {
    let waiting = async {
        loop {
            app.advance(Duration::from_secs(1));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        answer = sent => answer,
        () = waiting => unreachable!("it never ends"),
    }
}

/// What the page's form holds of files that were taken.
fn kept(answer: &Answer) -> String {
    let text = answer.text();
    let at = text.split("name=\"media\" value=\"").nth(1).expect("a file");
    at.split('"').next().expect("an id").to_owned()
}

both! {
    async fn a_file_goes_with_the_message(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let at = format!("/messages/{id}");
        let (one, two) = (jpeg(300, 200, 1), jpeg(300, 200, 2));
        let (fields, files) = ([("body", "Look"), ("key", "a")], [("file", "a.jpg", &one[..]), ("file", "b.jpg", &two)]);
        let sent = meanwhile(&app, with_fields(&ann, &at, &fields, &files)).await;
        assert_eq!(place(&sent), at);
        let message = newest(&ben, &id).await;
        assert_eq!((&message["body"], message["enclosed"]["media"].as_array().map(Vec::len)), (&json!("Look"), Some(2)), "{message}");
        // The form sent once more is the same message, and a file alone is one.
        let again = meanwhile(&app, with_fields(&ann, &at, &fields, &files)).await;
        assert_eq!(place(&again), at);
        let page = ben.get(&format!("/api/conversations/{id}/messages")).await;
        assert_eq!(page.json["items"].as_array().map(Vec::len), Some(1), "{}", page.json);
        let (fields, files) = ([("body", ""), ("key", "b")], [("file", "a.jpg", &one[..])]);
        assert_eq!(place(&meanwhile(&app, with_fields(&ann, &at, &fields, &files)).await), at);
        assert_eq!(newest(&ben, &id).await["enclosed"]["media"].as_array().map(Vec::len), Some(1));
        // Nothing chosen is nothing, and what is done with the conversation is no message.
        let none = with_fields(&ann, &at, &[("body", "Words"), ("key", "c")], &[("file", "", b"")]).await;
        assert_eq!(place(&none), at);
        assert_eq!(newest(&ben, &id).await["body"], "Words");
    }

    async fn a_file_that_is_not_ready_waits_in_the_form(app: TestApp) {
        let (ann, ben) = (app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let at = format!("/messages/{id}");
        let picture = jpeg(300, 200, 1);
        let fields = [("body", "Look"), ("key", "a")];
        let early = late(&app, with_fields(&ann, &at, &fields, &[("file", "dawn.jpg", &picture)])).await;
        assert_eq!(early.status, 409, "{}", early.text());
        assert!(early.contains(">Look</textarea>") && early.contains("dawn.jpg") && early.contains("being prepared"), "{}", early.text());
        assert_eq!(newest(&ben, &id).await, Value::Null);
        let file = kept(&early);
        work(&app).await;
        let sent = with_fields(&ann, &at, &[("body", "Look"), ("key", "a"), ("media", &file)], &[]).await;
        assert_eq!(place(&sent), at);
        assert_eq!(newest(&ben, &id).await["enclosed"]["media"].as_array().map(Vec::len), Some(1));
        // Nobody sends what is another's, and of what was typed nothing is lost by trying.
        let stolen = with_fields(&ben, &at, &[("body", "Mine"), ("key", "b"), ("media", &file)], &[]).await;
        assert_eq!(stolen.status, 422, "{}", stolen.text());
        assert!(stolen.contains(">Mine</textarea>") && !stolen.contains("name=\"media\""), "{}", stolen.text());
    }

    async fn nothing_is_taken_of_who_may_not_write_there(app: TestApp) {
        let (ann, ben, other) = (app.fan().await, app.fan().await, app.fan().await);
        let id = between(&ann, &ben).await;
        let (picture, fields) = (jpeg(300, 200, 1), [("body", "Look"), ("key", "a"), ("to", "followers")]);
        let files = [("file", "a.jpg", &picture[..])];
        let outside = with_fields(&other, &format!("/messages/{id}"), &fields, &files).await;
        assert_eq!(outside.status, 404, "{}", outside.text());
        let fan = with_fields(&other, "/messages/broadcasts", &fields, &files).await;
        assert_eq!(fan.status, 403, "{}", fan.text());
        let room = other.get("/api/media/limits").await.json;
        assert_eq!(room["day_left"], room["day"], "{room}");
    }

    async fn a_file_that_is_refused_is_named(app: TestApp) {
        let (ann, ben) = (app.creator("art").await, app.fan().await);
        let id = between(&ann, &ben).await;
        let at = format!("/messages/{id}");
        let picture = jpeg(300, 200, 1);
        let fields = [("body", "Look"), ("key", "a"), ("price", "0.5")];
        let files = [("file", "empty.jpg", &b""[..]), ("file", "noise.jpg", b"not a picture"), ("file", "dawn.jpg", &picture)];
        let mixed = meanwhile(&app, with_fields(&ann, &at, &fields, &files)).await;
        assert_eq!(mixed.status, 422, "{}", mixed.text());
        for there in ["empty.jpg", "This file is empty.", "noise.jpg", ">Look</textarea>", "value=\"0.5\"", "Leave out what is named"] {
            assert!(mixed.contains(there), "{there}: {}", mixed.text());
        }
        assert_eq!(newest(&ben, &id).await, Value::Null, "it is asked first");
        let file = kept(&mixed);
        let fields = [("body", "Look"), ("key", "a"), ("price", "0.5"), ("media", &file)];
        assert_eq!(place(&with_fields(&ann, &at, &fields, &[]).await), at);
        let message = newest(&ben, &id).await;
        assert_eq!((&message["body"], &message["enclosed"]["locked"]), (&json!("Look"), &json!(true)), "{message}");
        // To many it is the same form.
        let fields = [("body", "All of you"), ("key", "c"), ("to", "followers")];
        let empty = [("file", "empty.jpg", &b""[..])];
        let many = with_fields(&ann, "/messages/broadcasts", &fields, &empty).await;
        assert_eq!(many.status, 422, "{}", many.text());
        assert!(many.contains("This file is empty.") && many.contains(">All of you</textarea>"));
        let many = meanwhile(&app, with_fields(&ann, "/messages/broadcasts", &fields, &[("file", "a.jpg", &picture)])).await;
        assert_eq!(place(&many), "/messages/broadcasts");
        // However many there are, so many are looked at.
        let names: Vec<String> = (0..25).map(|number| format!("{number}.jpg")).collect();
        let files: Vec<(&str, &str, &[u8])> = names.iter().map(|name| ("file", name.as_str(), &b""[..])).collect();
        let many = with_fields(&ann, &at, &[("body", "Look"), ("key", "d")], &files).await;
        assert_eq!(many.status, 422, "{}", many.text());
        assert!(many.contains(">19.jpg<") && many.contains(">20.jpg</b> <!>A message has 20 files at most.") && !many.contains("21.jpg"), "{}", many.text());
        let visitor = with_fields(&app.visitor(), &at, &fields, &[("file", "a.jpg", &picture)]).await;
        assert!(visitor.status == 303 || visitor.status == 401, "{}", visitor.status);
    }
}
