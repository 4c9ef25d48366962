//! Creators and posts through their doors: becoming one, publishing, changing, deleting, lists, bad input.

use domain::posts::{
    entity::post,
    ranking,
    store::{self, Counts},
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use shared::{Timestamp, ids::PostId};
use testkit::{Caller, both};

fn titles(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["title"].as_str().expect("a title"))
        .collect()
}

async fn all_pages(caller: &Caller, path: &str) -> (Vec<String>, u64) {
    let (mut found, mut cursor, mut total) = (Vec::new(), String::new(), 0);
    loop {
        let answer = caller.get(&format!("{path}&limit=2&cursor={cursor}")).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        found.extend(titles(&answer.json).into_iter().map(str::to_owned));
        total = answer.json["total"].as_u64().unwrap_or(total);
        match answer.json["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return (found, total),
        }
    }
}

both! {
    async fn a_post_lives_its_life(app: TestApp) {
        let creator = app.creator("comedy").await;
        let handle = creator.handle().await;
        let draft = json!({"title": "First", "body": "Hello", "access": "public"});
        let id = creator.publish(draft).await;
        let path = format!("/api/posts/{id}");
        let changed = creator.patch(&path, json!({"title": "Second", "access": "price", "price": "50000000"})).await;
        assert_eq!((changed.status, &changed.json["title"], &changed.json["price"]), (200, &json!("Second"), &json!("50000000")));
        assert_eq!(app.visitor().get(&path).await.json["locked"], json!(true));
        let moved = creator.patch(&path, json!({"category": "tech"})).await;
        assert_eq!(moved.json["category"], json!("tech"));
        assert_eq!(app.visitor().get("/api/posts?category=comedy").await.json["total"], json!(0));
        assert_eq!(app.visitor().get("/api/posts?category=tech").await.json["total"], json!(1));
        assert_eq!(app.visitor().get(&format!("/api/creators/{handle}")).await.json["counts"]["posts"], json!(1));
        assert_eq!(creator.delete(&path).await.status, 204);
        assert_eq!(creator.delete(&path).await.status, 404);
        assert_eq!(creator.get(&path).await.status, 404);
        assert_eq!(app.visitor().get("/api/posts").await.json["total"], json!(0));
    }

    async fn whoever_bought_a_post_keeps_it_after_its_deletion(app: TestApp) {
        let creator = app.creator("education").await;
        let fan = app.fan().await;
        let id = creator
            .publish(json!({"title": "Course", "body": "Lesson", "access": "price", "price": "20000000"}))
            .await;
        app.pay(&fan, json!({"kind": "post", "post": id})).await;
        assert_eq!(creator.delete(&format!("/api/posts/{id}")).await.status, 204);
        assert_eq!(fan.get(&format!("/api/posts/{id}")).await.json["body"], json!("Lesson"));
        assert_eq!(app.visitor().get(&format!("/api/posts/{id}")).await.status, 404);
        assert_eq!(app.visitor().get(&format!("/post/{id}")).await.status, 404);
    }

    async fn lists_come_whole_and_in_order_page_by_page(app: TestApp) {
        let (one, two) = (app.creator("art").await, app.creator("music").await);
        for number in 0..5 {
            let author = if number % 2 == 0 { &one } else { &two };
            let draft = json!({"title": format!("Post {number}"), "body": "Text", "access": "public"});
            author.publish(draft).await;
            app.slots(1);
        }
        let visitor = app.visitor();
        let (found, total) = all_pages(&visitor, "/api/posts?sort=latest").await;
        assert_eq!((found, total), ((0..5).rev().map(|n| format!("Post {n}")).collect(), 5));
        let (popular, _) = all_pages(&visitor, "/api/posts?sort=popular").await;
        assert_eq!(popular.len(), 5);
        let handle = one.handle().await;
        assert_eq!(all_pages(&visitor, &format!("/api/posts?creator={handle}")).await.1, 3);
        assert_eq!(all_pages(&visitor, "/api/posts?category=music").await.0, ["Post 3", "Post 1"]);
        assert_eq!(visitor.get("/api/posts?following=true").await.status, 401);
        assert_eq!(one.get("/api/posts?following=true").await.json["total"], json!(0));
        for sort in ["popular", "newest", "name"] {
            let first = visitor.get(&format!("/api/creators?sort={sort}&limit=1")).await.json;
            let cursor = first["next_cursor"].as_str().expect("there are two").to_owned();
            let second = visitor.get(&format!("/api/creators?sort={sort}&limit=1&cursor={cursor}")).await.json;
            assert_eq!((&first["total"], &second["next_cursor"]), (&json!(2), &Value::Null));
            assert_ne!(first["items"][0]["handle"], second["items"][0]["handle"], "{sort}");
        }
    }

    async fn every_order_counts_what_it_says(app: TestApp) {
        let (one, two, three) = (app.creator("art").await, app.creator("art").await, app.creator("music").await);
        let fans = [app.fan().await, app.fan().await, app.fan().await];
        let put = async |fan: &Caller, path: String| {
            let answer = fan.send(reqwest::Method::PUT, &path, &[], None).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.json);
        };
        let mut posts = Vec::new();
        for (number, author) in [&one, &two, &one, &two, &one, &three, &one].into_iter().enumerate() {
            let draft = json!({"title": format!("Post {number}"), "body": "Text", "access": "public"});
            posts.push(author.publish(draft).await);
            app.slots(1);
        }
        for (number, likes) in [(1, 3), (3, 2), (0, 1)] {
            for fan in &fans[..likes] {
                put(fan, format!("/api/posts/{}/like", posts[number])).await;
            }
        }
        let all = async |of: &Caller, query: &str| all_pages(of, &format!("/api/posts?{query}")).await.0;
        let numbered = |numbers: &[usize]| numbers.iter().map(|number| format!("Post {number}")).collect::<Vec<_>>();
        // Where two stand equal the newer one comes first.
        assert_eq!(all(&fans[0], "sort=popular").await, numbered(&[1, 3, 0, 6, 5, 4, 2]));
        for (creator, followers) in [(&two, 2), (&one, 1)] {
            for fan in &fans[..followers] {
                put(fan, format!("/api/creators/{}/follow", creator.handle().await)).await;
            }
        }
        assert_eq!(all(&fans[1], "following=true").await, numbered(&[3, 1]));
        assert_eq!(all(&fans[0], "following=true").await, numbered(&[6, 4, 3, 2, 1, 0]));
        assert_eq!(all(&fans[0], "following=true&sort=popular").await, numbered(&[1, 3, 0, 6, 4, 2]));
        let mut handles = [one.handle().await, two.handle().await, three.handle().await];
        for (sort, expected) in [("popular", [1, 0, 2]), ("newest", [2, 1, 0])] {
            let page = fans[0].get(&format!("/api/creators?sort={sort}")).await.json;
            let expected: Vec<_> = expected.iter().map(|at| json!(handles[*at])).collect();
            let found: Vec<_> = page["items"].as_array().expect("creators").iter().map(|one| one["handle"].clone()).collect();
            assert_eq!(found, expected, "{sort}");
        }
        handles.sort();
        let page = fans[0].get("/api/creators?sort=name").await.json;
        let found: Vec<_> = page["items"].as_array().expect("creators").iter().map(|one| one["handle"].clone()).collect();
        assert_eq!(found, handles.map(|handle| json!(handle)));
        // Below a post stand four others of its category, as they are talked about.
        let related = fans[0].get(&format!("/api/fn/posts/related?id={}", posts[1])).await.json;
        let titles: Vec<_> = related.as_array().expect("posts").iter().map(|post| post["title"].clone()).collect();
        assert_eq!(titles, numbered(&[3, 0, 6, 4]).into_iter().map(Value::from).collect::<Vec<_>>());
    }

    async fn what_is_talked_about_stands_first_for_a_while(app: TestApp) {
        let (creator, fan) = (app.creator("art").await, app.fan().await);
        let mut posts = Vec::new();
        for number in 0..4 {
            let draft = json!({"title": format!("Post {number}"), "body": "Text", "access": "public"});
            posts.push(creator.publish(draft).await);
            app.advance(std::time::Duration::from_secs(60 * 60));
        }
        let trending = "/api/posts?sort=trending";
        assert_eq!(all_pages(&fan, trending).await.0, ["Post 3", "Post 2", "Post 1", "Post 0"]);
        fan.send(reqwest::Method::PUT, &format!("/api/posts/{}/like", posts[1]), &[], None).await;
        let said = fan.post(&format!("/api/posts/{}/comments", posts[0]), json!({"body": "Well"})).await;
        assert_eq!(all_pages(&fan, trending).await.0, ["Post 0", "Post 1", "Post 3", "Post 2"]);
        assert_eq!(all_pages(&fan, &format!("{trending}&category=art")).await.0.len(), 4);
        // Taken back it stands where it stood; after some days something new stands before it.
        let comment = said.json["id"].as_str().expect("an id");
        fan.delete(&format!("/api/comments/{comment}")).await;
        assert_eq!(all_pages(&fan, trending).await.0, ["Post 1", "Post 3", "Post 2", "Post 0"]);
        app.advance(std::time::Duration::from_secs(24 * 60 * 60));
        creator.publish(json!({"title": "Post 4", "body": "Text", "access": "public"})).await;
        assert_eq!(all_pages(&fan, trending).await.0[..2], ["Post 4", "Post 1"]);
    }

    async fn the_database_places_a_post_where_the_rule_does(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "One", "body": "Text", "access": "public"})).await;
        let id = PostId(post.parse().expect("an id"));
        let row = || async {
            let find = post::Entity::find_by_id(id.0).one(&app.domain().db);
            find.await.expect("it reads").expect("a post")
        };
        for (likes, comments) in [(1, 0), (1, 1), (0, 5), (996, 0), (0, -6), (4_000_000, 1_000_000), (-4_000_998, -1_000_000)] {
            let tx = app.domain().begin().await.expect("a transaction");
            let by = Counts { likes, comments };
            let counts = store::count(&tx, id, by).await.expect("counted");
            tx.commit().await.expect("committed");
            let row = row().await;
            assert_eq!((counts.likes, counts.comments), (row.likes_count, row.comments_count));
            let [likes, comments] = [counts.likes, counts.comments].map(i64::unsigned_abs);
            let place = ranking::trending(Timestamp(row.published_at), likes, comments);
            // Their logarithms may differ where it is rounded.
            assert!((row.trending - place).abs() <= 1, "{counts:?}: {} for {place}", row.trending);
        }
        assert_eq!(row().await.trending, row().await.published_at, "nobody likes it any more");
    }

    async fn a_cursor_is_good_for_its_own_order_only(app: TestApp) {
        let creator = app.creator("art").await;
        for title in ["One", "Two"] {
            creator.publish(json!({"title": title, "body": "Text", "access": "public"})).await;
        }
        let latest = creator.get("/api/posts?sort=latest&limit=1").await.json;
        let cursor = latest["next_cursor"].as_str().expect("there are two");
        assert_eq!(creator.get(&format!("/api/posts?sort=latest&cursor={cursor}")).await.status, 200);
        let answer = creator.get(&format!("/api/posts?sort=popular&cursor={cursor}")).await;
        assert_eq!((answer.status, &answer.json["field"]), (422, &json!("cursor")));
    }

    async fn counts_stay_true_when_changes_race(app: TestApp) {
        let creator = app.creator("comedy").await;
        for round in 0..12 {
            let draft = json!({"title": format!("Post {round}"), "body": "Text", "access": "public"});
            let (one, two) = (creator.publish(draft.clone()).await, creator.publish(draft).await);
            let (one, two) = (format!("/api/posts/{one}"), format!("/api/posts/{two}"));
            let answers = tokio::join!(
                creator.patch(&one, json!({"category": "tech"})),
                creator.delete(&one),
                creator.patch(&two, json!({"category": "tech"})),
                creator.patch(&two, json!({"category": "music"})),
            );
            let (moved, deleted, to_tech, to_music) = answers;
            assert!(matches!(moved.status, 200 | 404), "{}", moved.json);
            assert_eq!((deleted.status, to_tech.status, to_music.status), (204, 200, 200));
        }
        let mut counted = 0;
        for category in ["comedy", "tech", "music"] {
            let list = creator.get(&format!("/api/posts?category={category}&limit=100")).await.json;
            let items = list["items"].as_array().expect("items").len();
            assert_eq!(list["total"], json!(items), "{category}");
            counted += items;
        }
        let handle = creator.handle().await;
        assert_eq!(creator.get(&format!("/api/creators/{handle}")).await.json["counts"]["posts"], json!(counted));
        assert_eq!(counted, 12);
    }

    async fn a_free_date_opens_a_post_for_everybody(app: TestApp) {
        let creator = app.creator("tech").await;
        let opens = shared::Timestamp(testkit::BEGINNING).after(std::time::Duration::from_secs(3_600));
        let id = creator
            .publish(json!({"title": "Later", "body": "Free then", "access": "tier", "tier": "vip", "opens_at": opens}))
            .await;
        let path = format!("/api/posts/{id}");
        assert_eq!(app.visitor().get(&path).await.json["locked"], json!(true));
        app.advance(std::time::Duration::from_secs(3_600));
        assert_eq!(app.visitor().get(&path).await.json["body"], json!("Free then"));
    }

    async fn bad_input_names_its_field_and_writes_nothing(app: TestApp) {
        let creator = app.creator("art").await;
        let post = |body: Value| creator.post("/api/posts", body);
        let cases = [
            (json!({"title": "", "body": "b", "access": "public"}), "title"),
            (json!({"title": "t", "body": "b", "access": "everyone"}), "access"),
            (json!({"title": "t", "body": "b", "access": "tier"}), "tier"),
            (json!({"title": "t", "body": "b", "access": "tier", "tier": "gold"}), "tier"),
            (json!({"title": "t", "body": "b", "access": "price", "price": "1"}), "price"),
            (json!({"title": "t", "body": "b", "access": "price", "price": 50_000_000}), "price"),
            (json!({"title": "t", "body": "b", "access": "price", "price": "-5"}), "price"),
            (json!({"title": "t", "body": "b", "access": "public", "price": "50000000"}), "price"),
            (json!({"title": "t", "body": "b", "access": "public", "likes": 9}), "likes"),
            (json!({"title": "t", "access": "public"}), "body"),
            (json!({"title": "t\u{0}", "body": "b", "access": "public"}), "title"),
            (json!({"title": "t", "body": "b", "access": "public", "category": "politics"}), "category"),
            (json!({"title": "t", "body": "b", "access": "tier", "tier": "vip", "opens_at": "2025-12-31T23:59:59Z"}), "opens_at"),
        ];
        for (body, field) in cases {
            let answer = post(body.clone()).await;
            assert_eq!((answer.status, &answer.json["field"]), (422, &json!(field)), "{body}: {}", answer.json);
            assert!(answer.json["detail"].as_str().is_some_and(|words| !words.is_empty()));
            assert!(answer.json["request_id"].is_string());
            assert_eq!(answer.headers["content-type"], "application/problem+json");
        }
        assert_eq!(app.visitor().get("/api/posts").await.json["total"], json!(0));
        for (path, field) in [
            ("/api/posts?limit=0", "limit"),
            ("/api/posts?limit=101", "limit"),
            ("/api/posts?limit=many", "limit"),
            ("/api/posts?cursor=zzz", "cursor"),
            ("/api/posts?sort=random", "sort"),
            ("/api/posts?category=politics", "category"),
            ("/api/creators?sort=random", "sort"),
            ("/api/creators?q=a%00b", "q"),
            // ["name","a\\u0000"]
            ("/api/creators?sort=name&cursor=WyJuYW1lIiwiYVx1MDAwMCJd", "cursor"),
        ] {
            let answer = creator.get(path).await;
            assert_eq!((answer.status, &answer.json["field"]), (422, &json!(field)), "{path}: {}", answer.json);
        }
        for (item, field) in [
            (json!({"kind": "gift"}), "item.kind"),
            (json!({"kind": "post"}), "item.post"),
            (json!({"kind": "post", "post": "x"}), "item.post"),
            (json!({"kind": "post", "post": "0199d9a2-7b5e-7000-8000-000000000000", "days": 30}), "item.days"),
            (json!({"kind": "subscription", "creator": "somebody", "days": 30}), "item.tier"),
            (json!({"kind": "subscription", "creator": "somebody", "tier": "gold", "days": 30}), "item.tier"),
            (json!({"kind": "subscription", "creator": "a b", "tier": "vip", "days": 30}), "item.creator"),
            (json!({"kind": "subscription", "creator": "somebody", "tier": "vip", "days": "x"}), "item.days"),
            (json!({"kind": "post", "colour": 1}), "item.colour"),
        ] {
            let answer = creator.post("/api/orders", json!({"item": item, "currency": "SOL"})).await;
            assert_eq!((answer.status, &answer.json["field"]), (422, &json!(field)), "{item}: {}", answer.json);
        }
        assert_eq!(creator.get("/api/posts/not-an-id").await.status, 404);
        assert_eq!(creator.get("/api/creators/nobody_here").await.status, 404);
        for handle in ["api", "ab", "анна", "a-b", "_a_b"] {
            assert_eq!(creator.patch("/api/me", json!({"handle": handle})).await.status, 422, "{handle}");
        }
        let taken = app.fan().await.handle().await;
        let answer = creator.patch("/api/me", json!({"handle": taken.to_uppercase()})).await;
        assert_eq!((answer.status, answer.code(), &answer.json["field"]), (409, "handle_taken", &json!("handle")));
    }
}
