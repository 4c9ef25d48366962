//! Looking for people, posts and tags, through the public doors and the same on both databases: endings, typos, both
//! languages, filters, pieces; hostile words; and that locked words find a post only for those who may open it.

use serde_json::{Value, json};
use testkit::{Caller, TestApp, both};

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

async fn find(caller: &Caller, q: &str, more: &str) -> Value {
    let answer = caller.get(&format!("/api/search?q={}{more}", encoded(q))).await;
    assert_eq!(answer.status, 200, "{q}: {}", answer.text());
    answer.json
}

fn titles(found: &Value) -> Vec<String> {
    let items = found["posts"]["items"].as_array().expect("posts");
    items
        .iter()
        .map(|post| post["title"].as_str().expect("a title").to_owned())
        .collect()
}

fn sorted(found: &Value) -> Vec<String> {
    let mut titles = titles(found);
    titles.sort();
    titles
}

fn handles(found: &Value) -> Vec<String> {
    let items = found["people"]["items"].as_array().expect("people");
    items
        .iter()
        .map(|person| person["handle"].as_str().expect("a handle").to_owned())
        .collect()
}

async fn named(app: &TestApp, handle: &str, name: &str, bio: &str) -> Caller {
    let creator = app.creator("art").await;
    let answer = creator
        .patch("/api/me", json!({"handle": handle, "name": name, "bio": bio}))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    creator
}

both! {
    async fn words_are_found_by_their_stem_in_both_languages(app: TestApp) {
        let creator = named(&app, "vera_paints", "Vera Paints", "Watercolours of quiet harbours").await;
        for (title, body, tags) in [
            ("Sunsets over the harbour", "Nothing else", json!(["ink", "Sea"])),
            ("A letter", "I was painting the sunset again", json!([])),
            ("Закаты на море", "Краски и кисти", json!(["акварель"])),
        ] {
            app.slots(1);
            creator.publish(json!({"title": title, "body": body, "access": "public", "tags": tags})).await;
        }
        let visitor = app.visitor();
        // A title stands before a text, whatever came later.
        assert_eq!(titles(&find(&visitor, "sunset", "").await), ["Sunsets over the harbour", "A letter"]);
        assert_eq!(titles(&find(&visitor, "SUNSETS painted", "").await), ["A letter"]);
        assert_eq!(titles(&find(&visitor, "закатом", "").await), ["Закаты на море"]);
        assert_eq!(titles(&find(&visitor, "кистью", "").await), ["Закаты на море"]);
        assert_eq!(titles(&find(&visitor, "акварель", "").await), ["Закаты на море"]);
        // People by the beginning of a name, by handle, and by what they say.
        assert_eq!(handles(&find(&visitor, "ver", "").await), ["vera_paints"]);
        assert_eq!(handles(&find(&visitor, "verapaints", "").await), ["vera_paints"]);
        assert_eq!(handles(&find(&visitor, "watercolour harbour", "").await), ["vera_paints"]);
        let found = find(&visitor, "se", "&kind=tags").await;
        assert_eq!(found["tags"]["items"], json!([{"tag": "sea", "posts": 1}]));
        assert_eq!(found["posts"]["total"], json!(0), "only tags were asked for");
    }

    async fn a_slip_of_the_finger_is_forgiven_and_said(app: TestApp) {
        let creator = named(&app, "ivan_photo", "Ivan", "").await;
        creator.publish(json!({"title": "Lighthouse at dawn", "body": "Text", "access": "public"})).await;
        creator.publish(json!({"title": "Рисунок маяка", "body": "Текст", "access": "public"})).await;
        let visitor = app.visitor();
        let found = find(&visitor, "lighthosue", "").await;
        assert_eq!((&found["corrected"], titles(&found)), (&json!("lighthouse"), vec!["Lighthouse at dawn".to_owned()]));
        let found = find(&visitor, "рисунак", "").await;
        assert_eq!((&found["corrected"], titles(&found)), (&json!("рисунок"), vec!["Рисунок маяка".to_owned()]));
        let found = find(&visitor, "elephant", "").await;
        assert_eq!((&found["corrected"], found["posts"]["total"].as_u64()), (&Value::Null, Some(0)));
        let page = visitor.get("/search?q=lighthosue").await;
        assert!(page.contains("Nothing has") && page.contains("Lighthouse at dawn"));
    }

    async fn locked_words_find_a_post_only_for_those_who_may_open_it(app: TestApp) {
        let creator = named(&app, "lena_locks", "Lena", "").await;
        let (stranger, follower, subscriber, buyer) =
            (app.fan().await, app.fan().await, app.fan().await, app.fan().await);
        let admin = app.with_role(shared::identity::Role::Admin).await;
        let post = |title: &str, body: &str, more: Value| {
            let mut draft = json!({"title": title, "body": body});
            draft.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            draft
        };
        creator.publish(post("For subscribers", "Quicksilver and amber", json!({"access": "tier", "tier": "premium"}))).await;
        let priced = creator
            .publish(post("For sale", "Quicksilver alone", json!({"access": "price", "price": "50000000"})))
            .await;
        creator.publish(post("For followers", "Quicksilver for friends", json!({"access": "followers"}))).await;
        follower.send(reqwest::Method::PUT, "/api/creators/lena_locks/follow", &[], None).await;
        app.pay(&subscriber, json!({"kind": "subscription", "creator": "lena_locks", "tier": "premium", "days": 30})).await;
        app.pay(&buyer, json!({"kind": "post", "post": priced})).await;
        for (caller, expected) in [
            (&app.visitor(), vec![]),
            (&stranger, vec![]),
            (&follower, vec!["For followers"]),
            (&subscriber, vec!["For subscribers"]),
            (&buyer, vec!["For sale"]),
            (&creator, vec!["For followers", "For sale", "For subscribers"]),
        ] {
            let found = find(caller, "quicksilver", "").await;
            assert_eq!(sorted(&found), expected);
            assert_eq!(found["posts"]["total"], json!(expected.len()), "the count tells no more");
        }
        assert_eq!(find(&admin, "quicksilver", "").await["corrected"], Value::Null);
        // What everybody may read finds it for everybody, and opens nothing.
        let found = app.visitor().get("/api/search?q=subscribers").await;
        assert_eq!(titles(&found.json), ["For subscribers"]);
        assert!(!found.contains("amber"));
        // Nor is a locked word ever suggested in place of another.
        assert_eq!(find(&app.visitor(), "quicksilvr", "").await["corrected"], Value::Null);
        // When the subscription is over, so is finding.
        app.advance(std::time::Duration::from_secs(31 * 24 * 60 * 60));
        assert_eq!(sorted(&find(&subscriber, "quicksilver", "").await), Vec::<String>::new());
    }

    async fn what_changes_is_found_as_it_is_now(app: TestApp) {
        let creator = named(&app, "mara_moves", "Mara", "").await;
        let post = creator
            .publish(json!({"title": "Cedar", "body": "Oak", "access": "public", "tags": ["wood"]}))
            .await;
        let path = format!("/api/posts/{post}");
        let visitor = app.visitor();
        creator.patch(&path, json!({"title": "Birch", "tags": ["forest", "wood"]})).await;
        assert_eq!(titles(&find(&visitor, "cedar", "").await), Vec::<String>::new());
        assert_eq!(titles(&find(&visitor, "birch oak", "").await), ["Birch"]);
        assert_eq!(visitor.get("/api/posts?tag=Forest").await.json["total"], json!(1));
        creator.patch(&path, json!({"access": "followers"})).await;
        assert_eq!(titles(&find(&visitor, "oak", "").await), Vec::<String>::new());
        creator.patch("/api/me", json!({"name": "Nora", "handle": "nora_moves"})).await;
        assert_eq!(handles(&find(&visitor, "nora", "").await), ["nora_moves"]);
        assert_eq!(handles(&find(&visitor, "mara", "").await), Vec::<String>::new());
        creator.delete(&path).await;
        assert_eq!(titles(&find(&visitor, "birch", "").await), Vec::<String>::new());
        assert_eq!(visitor.get("/api/posts?tag=wood").await.json["total"], json!(0));
        assert_eq!(find(&visitor, "wood", "&kind=tags").await["tags"]["total"], json!(0));
    }

    async fn filters_narrow_and_pieces_join(app: TestApp) {
        let creator = named(&app, "olga_many", "Olga", "").await;
        for number in 0..7 {
            app.slots(1);
            let more = match number % 3 {
                0 => json!({"access": "public"}),
                1 => json!({"access": "tier", "tier": "vip"}),
                _ => json!({"access": "price", "price": "50000000", "category": "music"}),
            };
            let mut draft = json!({"title": format!("Lantern {number}"), "body": "Text"});
            draft.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            creator.publish(draft).await;
        }
        let visitor = app.visitor();
        for (more, expected) in [
            ("", 7),
            ("&price=free", 3),
            ("&price=paid", 4),
            ("&tier=vip", 2),
            ("&tier=basic", 0),
            ("&category=music", 2),
            ("&made_of=image", 0),
            ("&since=day", 7),
        ] {
            assert_eq!(find(&visitor, "lantern", more).await["posts"]["total"], json!(expected), "{more}");
        }
        app.advance(std::time::Duration::from_secs(3 * 24 * 60 * 60));
        assert_eq!(find(&visitor, "lantern", "&since=day").await["posts"]["total"], json!(0));
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = find(&visitor, "lantern", &format!("&kind=posts&limit=3&cursor={cursor}")).await;
            seen.extend(titles(&page));
            match page["posts"]["next_cursor"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => break,
            }
        }
        let newest_first: Vec<String> = (0..7).rev().map(|number| format!("Lantern {number}")).collect();
        assert_eq!(seen, newest_first);
    }

    async fn what_opened_by_itself_is_found_from_then_on(app: TestApp) {
        let creator = named(&app, "tima_times", "Tima", "").await;
        let opens = shared::Timestamp(testkit::BEGINNING).after(std::time::Duration::from_secs(3_600));
        creator
            .publish(json!({"title": "Later", "body": "Saffron", "access": "tier", "tier": "vip", "opens_at": opens}))
            .await;
        let (visitor, fan) = (app.visitor(), app.fan().await);
        for caller in [&visitor, &fan] {
            assert_eq!(titles(&find(caller, "saffron", "").await), Vec::<String>::new());
        }
        app.advance(std::time::Duration::from_secs(3_600));
        for caller in [&visitor, &fan] {
            assert_eq!(titles(&find(caller, "saffron", "").await), ["Later"]);
        }
    }

    async fn hostile_words_are_only_words(app: TestApp) {
        let creator = named(&app, "pavel_plain", "Pavel", "").await;
        creator.publish(json!({"title": "Plain", "body": "100% of a_b \"quoted\"", "access": "public"})).await;
        let visitor = app.visitor();
        for q in [
            "\"", "'", "''", "\"plain", "plain\"", "plain*", "plain OR nothing", "NEAR(plain)", "title:plain", "-plain", "^plain",
            "{title} : plain", "plain & | ! <-> ( )", "'plain':*", "%", "_", "a_b%", "\\", "; DROP TABLE posts; --", "🦀", "\u{202c}",
            "plain\u{0}", "( ( (", "plain AND", "𝐩𝐥𝐚𝐢𝐧", "' OR 1=1 --", "$1", "tsquery", "::",
        ] {
            let answer = visitor.get(&format!("/api/search?q={}", encoded(q))).await;
            assert!([200, 422].contains(&answer.status), "{q}: {} {}", answer.status, answer.text());
            let answer = visitor.get(&format!("/api/search/suggest?q={}", encoded(q))).await;
            assert!([200, 422].contains(&answer.status), "{q}: {}", answer.status);
            let page = visitor.get(&format!("/search?q={}", encoded(q))).await;
            assert!([200, 400, 422].contains(&page.status), "{q}: {}", page.status);
            assert!(!page.contains("something broke"), "{q}");
        }
        assert_eq!(titles(&find(&visitor, "\"plain\"", "").await), ["Plain"]);
        let long = visitor.get(&format!("/api/search?q={}", "a".repeat(201))).await;
        assert_eq!((long.status, long.json["field"].as_str()), (422, Some("q")));
        assert!(visitor.get(&format!("/search?q={}", "a".repeat(6_000))).await.status < 500);
        let many = "plain ".repeat(33);
        assert_eq!(titles(&find(&visitor, &many, "").await), ["Plain"]);
        for (query, field) in [("&kind=planets", "kind"), ("&since=ever", "since"), ("&price=low", "price"), ("&limit=0", "limit"), ("&kind=posts&cursor=x", "cursor")] {
            let answer = visitor.get(&format!("/api/search?q=plain{query}")).await;
            assert_eq!((answer.status, answer.json["field"].as_str()), (422, Some(field)));
        }
    }

    async fn suggestions_know_people_and_tags(app: TestApp) {
        let creator = named(&app, "sofia_sings", "Sofia Sings", "").await;
        creator.publish(json!({"title": "One", "body": "Two", "access": "public", "tags": ["soft_light", "sofa"]})).await;
        let visitor = app.visitor();
        let suggested = visitor.get("/api/search/suggest?q=so").await.json;
        assert_eq!(suggested["people"][0]["handle"], json!("sofia_sings"));
        assert_eq!(suggested["tags"], json!([{"tag": "sofa", "posts": 1}, {"tag": "soft_light", "posts": 1}]));
        assert_eq!(visitor.get("/api/search/suggest?q=s").await.json, json!({"people": [], "tags": []}));
        let tagged = visitor.get("/tag/sofa").await;
        assert!(tagged.status == 200 && tagged.contains("#sofa") && tagged.contains("One"));
        assert_eq!(visitor.get("/tag/a-b").await.status, 404);
        let bad = creator
            .post("/api/posts", json!({"title": "T", "body": "B", "access": "public", "tags": ["two words"]}))
            .await;
        assert_eq!((bad.status, bad.json["field"].as_str()), (422, Some("tags")));
    }

    async fn what_was_there_before_is_made_findable(app: TestApp) {
        use sea_orm::{ConnectionTrait, DbBackend};
        let creator = named(&app, "early_bird", "Early", "").await;
        creator.publish(json!({"title": "Primrose", "body": "Text", "access": "public"})).await;
        let db = &app.domain().db;
        let forget: &[&str] = match db.get_database_backend() {
            DbBackend::Postgres => &["DELETE FROM search_posts", "DELETE FROM search_people"],
            _ => &[
                "DELETE FROM search_posts_title WHERE rowid > 0",
                "DELETE FROM search_posts_open WHERE rowid > 0",
                "DELETE FROM search_people_name WHERE rowid > 0",
                "DELETE FROM search_posts_rows",
                "DELETE FROM search_people_rows",
            ],
        };
        for sql in forget {
            db.execute_unprepared(sql).await.expect("forgotten");
        }
        let visitor = app.visitor();
        assert_eq!(find(&visitor, "primrose", "").await["posts"]["total"], json!(0));
        assert_eq!(domain::search::complete(app.domain()).await.expect("made findable"), 2);
        assert_eq!(titles(&find(&visitor, "primrose", "").await), ["Primrose"]);
        assert_eq!(handles(&find(&visitor, "early", "").await), ["early_bird"]);
        assert_eq!(domain::search::complete(app.domain()).await.expect("nothing to do"), 0);
    }
}
