//! What readers meet besides posts: the gate before what is for adults, parts of a creator's page, who follows whom, and
//! what other programs are told.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, Caller, both};

async fn put(caller: &Caller, path: &str) -> Answer {
    caller.send(Method::PUT, path, &[], None).await
}

fn titles(page: &Answer) -> Vec<String> {
    let items = page.json["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["title"].as_str().unwrap_or_default().to_owned())
        .collect()
}

both! {
    async fn what_is_for_adults_stands_behind_a_gate(app: TestApp) {
        let grown = app.creator("intimate").await;
        let plain = app.creator("art").await;
        let intimate = grown.publish(json!({"title": "Candlelight", "body": "Shadow words", "access": "public", "tags": ["light"]})).await;
        app.slots(1);
        plain.publish(json!({"title": "Daylight", "body": "Words", "access": "public", "tags": ["light"]})).await;
        let handle = grown.handle().await;
        let visitor = app.visitor();
        let paths = [format!("/post/{intimate}"), format!("/{handle}"), "/category/intimate".into(), "/creators?category=intimate".into()];
        for path in &paths {
            let page = visitor.get(path).await;
            assert!(page.status == 200 && page.contains("This is for adults"), "{path}");
            assert!(!page.contains("Candlelight") && !page.contains("Shadow words"), "{path}");
        }
        for path in ["/api/posts", "/api/posts?sort=trending", "/api/posts?tag=light"] {
            let page = visitor.get(path).await;
            assert_eq!((titles(&page), page.json["total"].as_u64()), (vec!["Daylight".to_owned()], Some(1)), "{path}");
        }
        assert_eq!(visitor.get("/api/creators").await.json["total"], json!(1));
        assert_eq!(visitor.get("/api/search?q=candlelight").await.json["posts"]["total"], json!(0));
        assert!(!visitor.get("/").await.contains("Candlelight"));
        // By name it is what was asked for.
        assert_eq!(titles(&visitor.get("/api/posts?category=intimate").await), ["Candlelight"]);
        // Whoever says to be of age goes in, and it is remembered.
        let told = visitor.form("/age", "back=%2Fcategory%2Fintimate").await;
        assert_eq!((told.status, told.headers["location"].to_str().ok()), (303, Some("/category/intimate")));
        for path in &paths[..3] {
            assert!(visitor.get(path).await.contains("Candlelight"), "{path}");
        }
        assert_eq!(titles(&visitor.get("/api/posts").await), ["Daylight", "Candlelight"]);
        // And nobody else's page is that of somebody who said so.
        assert!(!app.visitor().get("/feed").await.contains("Candlelight"));
        // With a person it is a setting, and they may leave it out of lists again.
        let fan = app.fan().await;
        assert_eq!(titles(&fan.get("/api/posts").await), ["Daylight"]);
        fan.form("/age", "back=%2F").await;
        assert_eq!(titles(&fan.get("/api/posts").await), ["Daylight", "Candlelight"]);
        fan.patch("/api/me/settings", json!({"sensitive": "hide"})).await;
        assert_eq!(titles(&fan.get("/api/posts").await), ["Daylight"]);
        assert!(fan.get(&format!("/post/{intimate}")).await.contains("Candlelight"));
        // One's own page needs no gate.
        assert!(grown.get(&format!("/{handle}")).await.contains("Candlelight"));
    }

    async fn pinned_posts_stand_first_and_are_few(app: TestApp) {
        let creator = app.creator("art").await;
        let mut posts = Vec::new();
        for number in 0..5 {
            app.slots(1);
            let access = if number == 0 { json!("followers") } else { json!("public") };
            posts.push(creator.publish(json!({"title": format!("Post {number}"), "body": "Inner words", "access": access})).await);
        }
        for post in &posts[..3] {
            app.slots(1);
            let pinned = creator.form("/pin", &format!("post={post}&on=true")).await;
            assert_eq!(pinned.status, 303, "{}", pinned.text());
        }
        let handle = creator.handle().await;
        let visitor = app.visitor();
        let page = visitor.get(&format!("/{handle}")).await.text();
        let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
        assert!(at("Pinned") < at("Post 2") && at("Post 2") < at("Post 0") && at("Post 0") < at("Post 4"));
        let list = visitor.get(&format!("/api/fn/posts/pinned?handle={handle}")).await.json;
        assert_eq!((&list[2]["title"], &list[2]["locked"]), (&json!("Post 0"), &json!(true)), "pinned is not open");
        let path = |at: usize| format!("/api/posts/{}", posts[at]);
        assert_eq!(creator.patch(&path(3), json!({"pinned": true})).await.code(), "too_many_pinned");
        assert_eq!(creator.patch(&path(1), json!({"pinned": true})).await.status, 200, "it is already");
        creator.patch(&path(1), json!({"pinned": false})).await;
        assert_eq!(creator.patch(&path(3), json!({"pinned": true})).await.json["pinned"], json!(true));
        creator.delete(&path(2)).await;
        let list = visitor.get(&format!("/api/fn/posts/pinned?handle={handle}")).await.json;
        assert_eq!(list.as_array().map(Vec::len), Some(2));
    }

    async fn who_follows_whom_is_told_of_those_who_let_it(app: TestApp) {
        let (creator, other) = (app.creator("art").await, app.creator("art").await);
        let (open, shy) = (app.fan().await, app.fan().await);
        let (handle, others) = (creator.handle().await, other.handle().await);
        for fan in [&open, &shy, &other] {
            app.slots(1);
            put(fan, &format!("/api/creators/{handle}/follow")).await;
        }
        put(&creator, &format!("/api/creators/{others}/follow")).await;
        shy.patch("/api/me/settings", json!({"activity": "nobody"})).await;
        let page = app.visitor().get(&format!("/api/creators/{handle}/followers")).await.json;
        let found: Vec<&Value> = page["items"].as_array().expect("people").iter().map(|person| &person["handle"]).collect();
        assert_eq!(found, [&json!(others), &json!(open.handle().await)]);
        assert_eq!(page["total"], json!(3), "the count is the creator's");
        let seen = app.visitor().get(&format!("/{handle}/followers")).await;
        assert!(seen.status == 200 && !seen.contains(&shy.handle().await));
        let following = format!("/api/creators/{handle}/following");
        assert_eq!(app.visitor().get(&following).await.json["items"][0]["handle"], json!(others));
        creator.patch("/api/me/settings", json!({"activity": "nobody"})).await;
        assert_eq!(app.visitor().get(&following).await.json["total"], json!(0));
        assert_eq!(creator.get(&following).await.json["total"], json!(1), "oneself one may see");
        assert_eq!(app.visitor().get("/nobody_at_all/followers").await.status, 404);
        assert_eq!(app.visitor().get(&format!("/api/creators/{handle}/followers?cursor=x")).await.status, 422);
    }

    async fn a_page_has_its_parts_and_tells_programs_what_it_is(app: TestApp) {
        let creator = app.creator("art").await;
        creator.patch("/api/me", json!({"bio": "Words about me", "name": "Told"})).await;
        let post = creator.publish(json!({"title": "Title", "body": "Inner words", "access": "price", "price": "50000000"})).await;
        let handle = creator.handle().await;
        let visitor = app.visitor();
        assert!(visitor.get(&format!("/{handle}?tab=about")).await.contains("Here since"));
        assert!(visitor.get(&format!("/{handle}?tab=media")).await.contains("There are no pictures yet."));
        let page = visitor.get(&format!("/post/{post}")).await;
        for mark in ["application/json+oembed", "property=\"og:locale\" content=\"en_US\""] {
            assert!(page.contains(mark), "{mark}");
        }
        // Each address of a page names itself, and all of them.
        for (asked, canonical) in [("", ""), ("?lang=ru", "?lang=ru"), ("?lang=en", "?lang=en"), ("?lang=xx", ""), ("?cursor=a&lang=ru", "?lang=ru")] {
            let page = app.visitor().get(&format!("/post/{post}{asked}")).await;
            let address = format!("{}/post/{post}", app.state.config.origin);
            assert!(page.contains(&format!("<link href=\"{address}{canonical}\" rel=\"canonical\"")), "{asked}");
            for (lang, other) in [("x-default", ""), ("en", "?lang=en"), ("ru", "?lang=ru")] {
                let link = format!("<link href=\"{address}{other}\" hreflang=\"{lang}\" rel=\"alternate\"");
                assert!(page.contains(&link), "{link} at {asked}");
            }
        }
        let embed = visitor.get(&format!("/oembed?url={}/post/{post}&format=json", app.state.config.origin)).await;
        assert_eq!((&embed.json["type"], &embed.json["title"]), (&json!("link"), &json!("Title")));
        assert!(!embed.contains("Inner words"));
        assert_eq!(visitor.get(&format!("/oembed?url=/{handle}")).await.json["author_name"], json!("Told"));
        assert_eq!(visitor.get("/oembed?url=/nobody_at_all").await.status, 404);
        assert_eq!(visitor.get("/oembed?url=https://elsewhere.example/x").await.status, 404);
        assert_eq!(visitor.get(&format!("/oembed?url=/{handle}&format=xml")).await.status, 422);
        let manifest = visitor.get("/manifest.webmanifest").await;
        assert_eq!(manifest.json["start_url"], json!("/feed"));
        let icon = manifest.json["icons"][0]["src"].as_str().expect("an icon").to_owned();
        assert_eq!(visitor.get(&icon).await.status, 200);
    }

    async fn creators_are_recommended_with_a_reason(app: TestApp) {
        let (known, paid, other) = (app.creator("music").await, app.creator("art").await, app.creator("music").await);
        let fan = app.fan().await;
        let for_me = "/api/fn/creators/for-me";
        assert_eq!(fan.get(for_me).await.json, json!({"yours": [], "recommended": [], "because": null}));
        put(&fan, &format!("/api/creators/{}/follow", known.handle().await)).await;
        app.pay(&fan, json!({"kind": "subscription", "creator": paid.handle().await, "tier": "vip", "days": 30})).await;
        let found = fan.get(for_me).await.json;
        let handles = |list: &Value| -> Vec<Value> {
            list.as_array().expect("creators").iter().map(|card| card["handle"].clone()).collect()
        };
        assert_eq!(handles(&found["yours"]), [json!(paid.handle().await)]);
        assert_eq!(handles(&found["recommended"]), [json!(other.handle().await)]);
        assert_eq!(found["because"], json!("music"));
        let page = fan.get("/creators").await;
        assert!(page.contains("Your subscriptions") && page.contains("Because you follow creators in Music."));
        // Beside the feed stand those one pays for, as long as one does.
        let mine = "/api/fn/creators/yours";
        assert_eq!(handles(&fan.get(mine).await.json), [json!(paid.handle().await)]);
        assert!(fan.get("/feed").await.contains("Your subscriptions") && !known.get("/feed").await.contains("Your subscriptions"));
        for nobody in [&app.visitor(), &known] {
            assert_eq!(nobody.get(mine).await.json, json!([]));
        }
        // Whom one muted is not recommended, and who looks for something else is left alone.
        put(&fan, &format!("/api/users/{}/mute", other.handle().await)).await;
        assert_eq!(fan.get(for_me).await.json["recommended"], json!([]));
        assert!(!fan.get("/creators?category=art").await.contains("Your subscriptions"));
        assert_eq!(app.visitor().get(for_me).await.json["yours"], json!([]));
    }
}
