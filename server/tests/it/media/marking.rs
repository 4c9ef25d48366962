//! Marks in pictures: each buyer has a copy of their own, from which they can be told, and nobody else does.

use super::{header, jpeg, publish, ready, rough};
use domain::media::marks;
use pictures::{Limits, MarkKey};
use serde_json::json;
use testkit::{TestApp, both};

/// Whose picture it is, as the operator reads it.
async fn traced(app: &TestApp, bytes: &[u8]) -> Option<String> {
    let key = MarkKey::new(marks::key(app.domain()).await.expect("a key"));
    let found = pictures::trace(bytes, &Limits::default(), &key).expect("a picture")?;
    let shown = marks::shown(app.domain(), found.tag.number())
        .await
        .expect("a query");
    Some(shown.expect("a number of ours").viewer.to_string())
}

both! {
    async fn each_buyer_has_a_copy_of_their_own(app: TestApp) {
        let creator = app.creator("art").await;
        let media = ready(&app, &creator, &rough(700, 500)).await;
        let post = publish(&creator, json!({"access": "price", "price": "50000000"}), &[&media]).await;
        let (first, second) = (app.fan().await, app.fan().await);
        for fan in [&first, &second] {
            app.pay(fan, json!({"kind": "post", "post": post})).await;
        }
        let path = format!("/media/{media}/640");
        let plain = creator.get(&path).await.bytes;
        assert!(first.get(&path).await.bytes == plain, "nobody asked for marks");
        let set = creator.patch("/api/me/settings", json!({"marks": true})).await;
        assert_eq!((set.status, &set.json["marks"]), (200, &json!(true)));
        // What decides is kept for a moment.
        app.domain().lists.changed();
        let (one, other) = (first.get(&path).await, second.get(&path).await);
        assert_eq!((one.status, header(&one, "cache-control")), (200, "private, no-store"));
        assert!(one.bytes != plain && other.bytes != plain && one.bytes != other.bytes);
        assert!(first.get(&path).await.bytes == one.bytes, "the same each time");
        for (fan, bytes) in [(&first, &one.bytes), (&second, &other.bytes)] {
            let id = fan.get("/api/me").await.json["id"].as_str().expect("an id").to_owned();
            assert_eq!(traced(&app, bytes).await, Some(id));
        }
        assert_eq!(traced(&app, &plain).await, None);
        // Its author and those who look after the site get it as it is, and others do not get it.
        assert!(creator.get(&path).await.bytes == plain);
        assert!(app.with_role(shared::identity::Role::Moderator).await.get(&path).await.bytes == plain);
        assert_eq!(app.fan().await.get(&path).await.status, 404);
        // A smaller one has the same number, unless it is too small to bear one; then it is as it is.
        let small = format!("/media/{media}/320");
        let (small, plain) = (first.get(&small).await.bytes, creator.get(&small).await.bytes);
        let id = first.get("/api/me").await.json["id"].as_str().expect("an id").to_owned();
        assert_eq!(traced(&app, &small).await, (small != plain).then_some(id));
    }

    async fn what_everybody_sees_bears_no_mark(app: TestApp) {
        let creator = app.creator("art").await;
        creator.patch("/api/me/settings", json!({"marks": true})).await;
        let media = ready(&app, &creator, &jpeg(700, 500, 1)).await;
        publish(&creator, json!({}), &[&media]).await;
        let path = format!("/media/{media}/640");
        let (visitor, fan) = (app.visitor().get(&path).await, app.fan().await.get(&path).await);
        assert!(visitor.bytes == fan.bytes && visitor.bytes == creator.get(&path).await.bytes);
        assert_eq!(header(&fan, "cache-control"), "public, max-age=31536000, immutable");
    }
}
