//! Collections of what somebody keeps: theirs alone, through REST and plain forms.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, Caller, both};

async fn put(caller: &Caller, path: &str) -> Answer {
    caller.send(Method::PUT, path, &[], None).await
}

fn titles(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items.iter().filter_map(|item| item["title"].as_str()).collect()
}

both! {
    async fn posts_are_kept_in_collections(app: TestApp) {
        let creator = app.creator("art").await;
        let mut posts = Vec::new();
        for title in ["First", "Second", "Third"] {
            posts.push(creator.publish(json!({"title": title, "body": "Words", "access": "public"})).await);
        }
        let (fan, other) = (app.fan().await, app.fan().await);
        let made = fan.post("/api/me/collections", json!({"name": "  To read  "})).await;
        assert_eq!((made.status, &made.json["name"]), (201, &json!("To read")));
        let id = made.json["id"].as_str().expect("an id").to_owned();
        let again = fan.post("/api/me/collections", json!({"name": "To read"})).await;
        assert_eq!(again.code(), "collection_exists");
        assert_eq!(other.post("/api/me/collections", json!({"name": "To read"})).await.status, 201, "another's name is free");
        for name in ["", " ", &"x".repeat(41), "a\u{202e}b"] {
            let refused = fan.post("/api/me/collections", json!({"name": name})).await;
            assert_eq!((refused.status, refused.json["field"].as_str()), (422, Some("name")));
        }

        // Keeping in a collection keeps.
        let within = |post: &str| format!("/api/me/collections/{id}/posts/{post}");
        assert_eq!(put(&fan, &within(&posts[0])).await.json, json!({"on": true}));
        app.slots(1);
        put(&fan, &format!("/api/posts/{}/bookmark", posts[1])).await;
        app.slots(1);
        assert_eq!(put(&fan, &within(&posts[2])).await.status, 200);
        let list = |caller| async move { Caller::get(caller, "/api/me/collections").await.json };
        assert_eq!(list(&fan).await[0]["posts"], json!(2));
        let kept = fan.get(&format!("/api/me/bookmarks?collection={id}")).await.json;
        assert_eq!((titles(&kept), &kept["total"]), (vec!["Third", "First"], &json!(2)));
        assert_eq!(titles(&fan.get("/api/me/bookmarks").await.json), ["Third", "Second", "First"]);

        // To others there is no such collection.
        assert_eq!(other.get(&format!("/api/me/bookmarks?collection={id}")).await.status, 404);
        assert_eq!(put(&other, &within(&posts[0])).await.status, 404);
        assert_eq!(other.patch(&format!("/api/me/collections/{id}"), json!({"name": "Mine"})).await.status, 404);
        assert_eq!(other.delete(&format!("/api/me/collections/{id}")).await.status, 404);
        assert_eq!(other.get("/api/me/bookmarks").await.json["total"], json!(0));

        let named = fan.patch(&format!("/api/me/collections/{id}"), json!({"name": "Read"})).await;
        assert_eq!((named.status, &named.json["posts"]), (200, &json!(2)));
        // What is not in it stays as it is: not kept, or in another one.
        let another = fan.post("/api/me/collections", json!({"name": "Another"})).await.json["id"].as_str().expect("an id").to_owned();
        assert_eq!(fan.delete(&format!("/api/me/collections/{another}/posts/{}", posts[0])).await.status, 204);
        assert_eq!(other.delete(&within(&posts[0])).await.status, 404);
        assert_eq!(list(&fan).await[1]["posts"], json!(2));
        assert_eq!(fan.delete(&format!("/api/me/collections/{another}")).await.status, 204);
        assert_eq!(fan.delete(&within(&posts[0])).await.status, 204);
        assert_eq!(list(&fan).await[0]["posts"], json!(1));
        assert_eq!(fan.delete(&format!("/api/posts/{}/bookmark", posts[2])).await.status, 200);
        assert_eq!(list(&fan).await[0]["posts"], json!(0), "what is kept no longer is in none");
        put(&fan, &within(&posts[0])).await;
        assert_eq!(fan.delete(&format!("/api/me/collections/{id}")).await.status, 204);
        assert_eq!(list(&fan).await, json!([]));
        assert_eq!(titles(&fan.get("/api/me/bookmarks").await.json), ["Second", "First"], "the posts stay kept");
    }

    async fn collections_work_by_plain_forms(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "A post", "body": "Words", "access": "public"})).await;
        let fan = app.fan().await;
        put(&fan, &format!("/api/posts/{post}/bookmark")).await;
        let made = fan.form("/collections", "act=make&name=Blue+things").await;
        let place = made.headers["location"].to_str().expect("a place").to_owned();
        assert!(made.status == 303 && place.starts_with("/saved?in="));
        let id = place.trim_start_matches("/saved?in=").to_owned();
        assert!(fan.get(&place).await.contains("Nothing is in this collection yet."));
        let moved = fan.form("/collections", &format!("act=move&post={post}&collection={id}")).await;
        assert_eq!((moved.status, moved.headers["location"].to_str().ok()), (303, Some("/saved")));
        assert!(fan.get(&place).await.contains("A post"));
        let refused = fan.form("/collections", "act=make&name=Blue+things").await;
        assert!(refused.status == 409 && refused.contains("You have a collection of this name already."));
        let refused = fan.form("/collections", &format!("act=rename&id={id}&name=+")).await;
        assert!(refused.status == 422 && refused.contains("This cannot be empty."));
        assert_eq!(fan.form("/collections", &format!("act=rename&id={id}&name=Green")).await.status, 303);
        assert!(fan.get("/saved").await.contains("Green · 1"));
        // Out of it again, from its own page.
        let moved = fan.form("/collections", &format!("act=move&post={post}&id={id}&collection=")).await;
        assert_eq!(moved.headers["location"].to_str().ok(), Some(place.as_str()));
        assert_eq!(fan.form("/collections", &format!("act=delete&id={id}")).await.status, 303);
        assert_eq!(fan.get(&place).await.status, 404);
        assert_eq!(fan.form("/collections", &format!("act=move&post={post}&collection=")).await.status, 404);
        assert_eq!(fan.form("/collections", "act=nothing").await.status, 400);
        assert_eq!(app.visitor().form("/collections", "act=make&name=x").await.status, 401);
        assert_eq!(fan.form("/collections", "act=move&collection=x").await.status, 404);
    }

    async fn a_hundred_collections_are_enough(app: TestApp) {
        let fan = app.fan().await;
        for number in 0..100 {
            let made = fan.post("/api/me/collections", json!({"name": format!("Number {number:03}")})).await;
            assert_eq!(made.status, 201);
        }
        let refused = fan.post("/api/me/collections", json!({"name": "One more"})).await;
        assert_eq!(refused.code(), "too_many_collections");
    }
}
