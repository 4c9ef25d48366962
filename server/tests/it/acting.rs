//! What people do with posts and each other, through every door: likes, bookmarks, follows, comments. Counted exactly
//! under concurrency, written once, and without a name no door tells one.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, Caller, TestApp, both};

async fn put(caller: &Caller, path: &str) -> Answer {
    caller.send(Method::PUT, path, &[], None).await
}

async fn say(caller: &Caller, post: &str, body: Value) -> Answer {
    caller.post(&format!("/api/posts/{post}/comments"), body).await
}

async fn open_post(app: &TestApp) -> (Caller, String) {
    let creator = app.creator("art").await;
    let post = creator
        .publish(json!({"title": "Open", "body": "Words", "access": "public"}))
        .await;
    (creator, post)
}

fn id(answer: &Answer) -> String {
    answer.json["id"]
        .as_str()
        .unwrap_or_else(|| panic!("{}", answer.json))
        .to_owned()
}

both! {
    async fn a_switch_is_turned_once_however_often_it_is_pressed(app: TestApp) {
        let (creator, post) = open_post(&app).await;
        let (one, two) = (app.fan().await, app.fan().await);
        let path = format!("/api/posts/{post}/like");
        assert_eq!(put(&one, &path).await.json, json!({"on": true, "count": 1}));
        assert_eq!(put(&one, &path).await.json, json!({"on": true, "count": 1}));
        assert_eq!(put(&two, &path).await.json, json!({"on": true, "count": 2}));
        assert_eq!(one.delete(&path).await.json, json!({"on": false, "count": 1}));
        assert_eq!(one.delete(&path).await.json, json!({"on": false, "count": 1}));
        let seen = two.get(&format!("/api/posts/{post}")).await.json;
        assert_eq!((&seen["liked"], &seen["counts"]["likes"]), (&json!(true), &json!(1)));
        let kept = format!("/api/posts/{post}/bookmark");
        assert_eq!(put(&one, &kept).await.json, json!({"on": true}));
        assert_eq!(one.get(&format!("/api/posts/{post}")).await.json["bookmarked"], json!(true));
        assert_eq!(two.get(&format!("/api/posts/{post}")).await.json["bookmarked"], json!(false));
        let handle = creator.handle().await;
        let follow = format!("/api/creators/{handle}/follow");
        assert_eq!(put(&one, &follow).await.json, json!({"on": true, "count": 1}));
        assert_eq!(one.get("/api/posts?following=true").await.json["total"], json!(1));
        assert_eq!(creator.send(Method::PUT, &follow, &[], None).await.code(), "own_page");
        assert_eq!(put(&one, "/api/creators/nobody_here/follow").await.status, 404);
    }

    async fn what_is_kept_is_found_again_in_its_order(app: TestApp) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let mut posts = Vec::new();
        for number in 0..5 {
            let access = if number == 2 { json!({"access": "tier", "tier": "vip"}) } else { json!({"access": "public"}) };
            let mut draft = json!({"title": format!("Post {number}"), "body": "Hidden words"});
            draft.as_object_mut().expect("an object").extend(access.as_object().expect("an object").clone());
            posts.push(creator.publish(draft).await);
        }
        for at in [3, 0, 4, 2] {
            app.slots(1);
            put(&fan, &format!("/api/posts/{}/bookmark", posts[at])).await;
        }
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = fan.get(&format!("/api/me/bookmarks?limit=3&cursor={cursor}")).await.json;
            assert_eq!(page["total"], json!(4));
            for item in page["items"].as_array().expect("items") {
                found.push(item["title"].as_str().expect("a title").to_owned());
                assert_eq!(item["bookmarked"], json!(true));
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(found, ["Post 2", "Post 4", "Post 0", "Post 3"]);
        let page = fan.get("/saved").await;
        assert!(page.contains("Post 4") && page.contains("noindex"));
        assert_eq!(page.text().matches("Hidden words").count(), 3, "the locked one stays locked");
        creator.delete(&format!("/api/posts/{}", posts[4])).await;
        fan.delete(&format!("/api/posts/{}/bookmark", posts[0])).await;
        let left = fan.get("/api/me/bookmarks").await.json;
        let left: Vec<_> = left["items"].as_array().expect("items").iter().map(|item| item["title"].clone()).collect();
        assert_eq!(left, [json!("Post 2"), json!("Post 3")]);
        assert_eq!(app.visitor().get("/saved").await.status, 401);
        assert_eq!(fan.get("/api/me/bookmarks?cursor=x").await.status, 422);
        assert_eq!(creator.get("/api/me/bookmarks").await.json["total"], json!(0));
    }

    async fn counts_are_exact_when_many_press_at_once(app: TestApp) {
        let (creator, post) = open_post(&app).await;
        let mut fans = Vec::new();
        for _ in 0..6 {
            fans.push(app.fan().await);
        }
        let handle = creator.handle().await;
        let comment = id(&say(&creator, &post, json!({"body": "First"})).await);
        let presses = fans.iter().enumerate().flat_map(|(at, fan)| {
            let (like, follow) = (format!("/api/posts/{post}/like"), format!("/api/creators/{handle}/follow"));
            let reply = json!({"body": "Me too", "parent": comment});
            let post = post.clone();
            // Everybody presses twice; the even ones think better of it.
            (0..2).map(move |turn| {
                let (like, follow, reply, post) = (like.clone(), follow.clone(), reply.clone(), post.clone());
                async move {
                    put(fan, &like).await;
                    put(fan, &follow).await;
                    if at % 2 == 0 {
                        fan.delete(&like).await;
                    }
                    if turn == 0 {
                        say(fan, &post, reply).await;
                    }
                }
            })
        });
        futures::future::join_all(presses).await;
        let seen = creator.get(&format!("/api/posts/{post}")).await.json;
        let mut liking = 0;
        for fan in &fans {
            liking += u64::from(fan.get(&format!("/api/posts/{post}")).await.json["liked"] == json!(true));
        }
        assert_eq!(seen["counts"], json!({"likes": liking, "comments": 7}));
        assert!(liking >= 3, "the odd ones stay: {liking}");
        let seen = creator.get(&format!("/api/creators/{handle}")).await.json;
        assert_eq!(seen["counts"]["followers"], json!(6));
        let seen = creator.get(&format!("/api/comments/{comment}")).await.json;
        assert_eq!(seen["replies_count"], json!(6));
    }

    async fn a_comment_lives_its_life(app: TestApp) {
        let (creator, post) = open_post(&app).await;
        let fan = app.fan().await;
        let first = say(&fan, &post, json!({"body": "  Well said\n\nindeed  "})).await;
        assert_eq!((first.status, &first.json["body"]), (201, &json!("Well said\n\nindeed")));
        let first = id(&first);
        let answer = say(&creator, &post, json!({"body": "Thank you", "parent": first})).await;
        assert_eq!((&answer.json["parent"], &answer.json["by_creator"]), (&json!(first), &json!(true)));
        // A reply to a reply stands beside it. Within one millisecond the order would be anybody's.
        app.slots(1);
        let beside = say(&fan, &post, json!({"body": "Gladly", "parent": id(&answer)})).await;
        assert_eq!(beside.json["parent"], json!(first));
        let path = format!("/api/comments/{first}");
        let edited = fan.patch(&path, json!({"body": "Better said"})).await;
        assert_eq!((&edited.json["body"], &edited.json["edited"]), (&json!("Better said"), &json!(true)));
        assert_eq!(creator.patch(&path, json!({"body": "No"})).await.status, 403);
        let liked = put(&creator, &format!("{path}/like")).await;
        assert_eq!(liked.json, json!({"on": true, "count": 1}));

        let list = app.visitor().get(&format!("/api/posts/{post}/comments")).await.json;
        assert_eq!(list["total"], json!(1));
        let shown = &list["items"][0];
        assert_eq!((&shown["likes"], &shown["replies_count"]), (&json!(1), &json!(2)));
        assert_eq!(shown["replies"][0]["body"], json!("Thank you"));
        assert_eq!(shown["replies"][1]["body"], json!("Gladly"));
        assert_eq!((&shown["mine"], &shown["deletable"]), (&json!(false), &json!(false)));

        // Deleted it stands empty for its replies, and is gone with the last of them.
        assert_eq!(fan.delete(&path).await.status, 204);
        assert_eq!(fan.delete(&path).await.status, 404);
        let list = app.visitor().get(&format!("/api/posts/{post}/comments")).await;
        assert!(!list.contains("Better said"));
        assert_eq!(list.json["items"][0]["replies_count"], json!(2));
        assert_eq!(creator.get(&format!("/api/posts/{post}")).await.json["counts"]["comments"], json!(2));
        for reply in [id(&answer), id(&beside)] {
            assert_eq!(creator.delete(&format!("/api/comments/{reply}")).await.status, 204);
        }
        let list = app.visitor().get(&format!("/api/posts/{post}/comments")).await.json;
        assert_eq!((&list["items"], &list["total"]), (&json!([]), &json!(0)));
        assert_eq!(creator.get(&format!("/api/posts/{post}")).await.json["counts"]["comments"], json!(0));
    }

    async fn comments_come_whole_in_each_order(app: TestApp) {
        let (creator, post) = open_post(&app).await;
        let mut ids = Vec::new();
        for number in 0..5 {
            app.slots(1);
            ids.push(id(&say(&creator, &post, json!({"body": format!("Comment {number}")})).await));
        }
        put(&creator, &format!("/api/comments/{}/like", ids[3])).await;
        let mut found = Vec::new();
        for sort in ["top", "newest", "oldest"] {
            let (mut cursor, mut order) = (String::new(), Vec::new());
            loop {
                let path = format!("/api/posts/{post}/comments?sort={sort}&limit=2&cursor={cursor}");
                let list = app.visitor().get(&path).await.json;
                let items = list["items"].as_array().expect("items");
                order.extend(items.iter().map(|item| {
                    let id = item["id"].as_str().expect("an id");
                    ids.iter().position(|known| known == id).expect("a known one")
                }));
                match list["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            found.push(order);
        }
        assert_eq!(found, [vec![3, 4, 2, 1, 0], vec![4, 3, 2, 1, 0], vec![0, 1, 2, 3, 4]]);
        let odd = app.visitor().get(&format!("/api/posts/{post}/comments?sort=odd")).await;
        assert_eq!((odd.status, &odd.json["field"]), (422, &json!("sort")));
    }

    async fn many_replies_come_three_at_first(app: TestApp) {
        let (creator, post) = open_post(&app).await;
        let first = id(&say(&creator, &post, json!({"body": "Ask me"})).await);
        for number in 0..5 {
            app.slots(1);
            say(&creator, &post, json!({"body": format!("Reply {number}"), "parent": first})).await;
        }
        let list = app.visitor().get(&format!("/api/posts/{post}/comments")).await.json;
        let replies = list["items"][0]["replies"].as_array().expect("replies").len();
        assert_eq!((replies, &list["items"][0]["replies_count"]), (3, &json!(5)));
        let all = app.visitor().get(&format!("/api/posts/{post}/comments?parent={first}&limit=4")).await.json;
        assert_eq!(all["total"], json!(5));
        assert_eq!(all["items"][3]["body"], json!("Reply 3"));
        let cursor = all["next_cursor"].as_str().expect("one more");
        let rest = app.visitor().get(&format!("/api/posts/{post}/comments?parent={first}&cursor={cursor}")).await.json;
        assert_eq!(rest["items"][0]["body"], json!("Reply 4"));
    }

    async fn without_a_name_no_door_tells_one(app: TestApp) {
        let (creator, post) = open_post(&app).await;
        let (shy, reader) = (app.fan().await, app.fan().await);
        let me = shy.get("/api/me").await.json;
        let secrets: Vec<String> = ["handle", "name", "id", "address"]
            .iter()
            .map(|field| me[*field].as_str().expect("a text").to_owned())
            .collect();
        let written = say(&shy, &post, json!({"body": "Nobody knows", "anonymous": true})).await;
        assert_eq!((&written.json["mine"], &written.json["anonymous"]), (&json!(true), &json!(true)));
        let comment = id(&written);
        let reply = json!({"body": "Nor here", "anonymous": true, "parent": comment});
        say(&shy, &post, reply).await;
        // The creator too may write without a name, and then is not told to be the creator.
        let hidden = say(&creator, &post, json!({"body": "Who am I", "anonymous": true})).await;
        let seen = reader.get(&format!("/api/comments/{}", id(&hidden))).await.json;
        assert_eq!((&seen["by_creator"], seen.get("author")), (&json!(false), None));

        let doors = [
            format!("/api/posts/{post}/comments"),
            format!("/api/posts/{post}/comments?sort=newest"),
            format!("/api/posts/{post}/comments?parent={comment}"),
            format!("/api/comments/{comment}"),
            format!("/api/fn/comments/list?post={post}&query[limit]=5"),
            format!("/api/fn/comments/get?id={comment}"),
            format!("/api/posts/{post}"),
            format!("/post/{post}"),
            format!("/post/{post}?comments=newest"),
            format!("/post/{post}?thread={comment}"),
            "/feed".to_owned(),
        ];
        let moderator = app.with_role(shared::identity::Role::Moderator).await;
        for caller in [&app.visitor(), &reader, &creator, &moderator] {
            for door in &doors {
                let answer = caller.get(door).await;
                assert_eq!(answer.status, 200, "{door}: {}", answer.text());
                for secret in &secrets {
                    assert!(!answer.contains(secret), "{door} tells {secret}");
                }
            }
        }
        assert!(reader.get(&format!("/post/{post}")).await.contains("Nobody knows"));
    }

    async fn writing_twice_with_one_key_writes_once(app: TestApp) {
        let (_, post) = open_post(&app).await;
        let fan = app.fan().await;
        let path = format!("/api/posts/{post}/comments");
        let headers = [("idempotency-key", "one")];
        let body = json!({"body": "Once"});
        let sent = (0..4).map(|_| fan.send(Method::POST, &path, &headers, Some(body.clone())));
        let answers = futures::future::join_all(sent).await;
        let first = id(&answers[0]);
        for answer in &answers {
            assert_eq!((answer.status, id(answer)), (201, first.clone()));
        }
        assert_eq!(fan.get(&path).await.json["total"], json!(1));
        let other = json!({"body": "Once", "anonymous": true});
        let other = fan.send(Method::POST, &path, &headers, Some(other)).await;
        assert_eq!((other.status, other.code()), (409, "idempotency_mismatch"));
        let long = "k".repeat(101);
        let refused = fan.send(Method::POST, &path, &[("idempotency-key", long.as_str())], Some(body)).await;
        assert_eq!((refused.status, &refused.json["field"]), (422, &json!("Idempotency-Key")));
    }

    async fn odd_comments_are_refused_with_a_sentence(app: TestApp) {
        let (_, post) = open_post(&app).await;
        let (_, other) = open_post(&app).await;
        let fan = app.fan().await;
        let elsewhere = id(&say(&fan, &other, json!({"body": "Elsewhere"})).await);
        for (body, status) in [
            (json!({"body": ""}), 422),
            (json!({"body": " \n\t "}), 422),
            (json!({"body": "a".repeat(2_001)}), 422),
            (json!({"body": "a\u{0}b"}), 422),
            (json!({"body": "\u{200b}\u{feff}\u{2060}"}), 422),
            (json!({"body": "abc\u{202e}cba"}), 422),
            (json!({"body": "x", "author": "me"}), 422),
            (json!({"body": 5}), 422),
            (json!({}), 422),
            (json!({"body": "x", "parent": "none"}), 422),
            (json!({"body": "x", "parent": elsewhere}), 404),
        ] {
            let answer = say(&fan, &post, body.clone()).await;
            assert_eq!(answer.status, status, "{body}: {}", answer.json);
            assert!(answer.json["detail"].as_str().is_some_and(|words| words.len() > 10));
        }
        let html = say(&fan, &post, json!({"body": "<script>alert(1)</script> [x](javascript:alert(1))"})).await;
        assert_eq!(html.status, 201);
        let page = fan.get(&format!("/post/{post}")).await;
        assert!(!page.contains("<script>alert(1)") && page.contains("&lt;script&gt;alert(1)"));
        assert_eq!(fan.get(&format!("/api/posts/{post}")).await.json["counts"]["comments"], json!(1));
    }

    async fn plain_forms_do_it_all(app: TestApp) {
        let (creator, post) = open_post(&app).await;
        let fan = app.fan().await;
        let location = |answer: &Answer| {
            assert_eq!(answer.status, 303, "{}", answer.text());
            answer.headers["location"].to_str().expect("ASCII").to_owned()
        };
        let liked = fan.form("/act", &format!("press=like%3A{post}%3Aon&back=%2Ffeed%3Fshow%3Dpopular")).await;
        assert_eq!(location(&liked), format!("/feed?show=popular#p-{post}"));
        let handle = creator.handle().await;
        let away = fan.form("/act", &format!("press=follow%3A{handle}%3Aon&back=https%3A%2F%2Fevil.example")).await;
        assert_eq!(location(&away), "/");
        let written = fan.form(&format!("/post/{post}/comments"), "body=Hello+there&key=k1").await;
        let again = fan.form(&format!("/post/{post}/comments"), "body=Hello+there&key=k1").await;
        assert_eq!(location(&written), location(&again));
        let page = fan.get(location(&written).split('#').next().expect("a path")).await;
        assert!(page.contains("Hello there"));
        let comment = page.text().split("id=\"c-").nth(1).expect("a comment")[..36].to_owned();

        // What is refused comes back with its words, its reason and the status.
        let long = "y".repeat(2_001);
        let refused = fan.form(&format!("/post/{post}/comments"), &format!("body={long}&anonymous=true")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.contains(&long) && refused.contains("2000 characters at the most"));
        let editing = fan.get(&format!("/post/{post}?thread={comment}&edit={comment}")).await;
        assert!(editing.contains(&format!("action=\"/comment/{comment}\"")));
        let refused = fan.form(&format!("/comment/{comment}"), &format!("act=edit&body={long}&back=%2F")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.contains(&long));
        let changed = fan.form(&format!("/comment/{comment}"), &format!("act=edit&body=Changed&back=%2Fpost%2F{post}")).await;
        assert_eq!(location(&changed), format!("/post/{post}"));
        assert!(fan.get(&format!("/post/{post}")).await.contains("Changed"));
        let gone = fan.form(&format!("/comment/{comment}"), &format!("act=delete&back=%2Fpost%2F{post}")).await;
        assert_eq!(location(&gone), format!("/post/{post}"));
        assert!(!fan.get(&format!("/post/{post}")).await.contains("Changed"));
    }

    async fn a_form_that_cannot_be_done_leads_to_a_page(app: TestApp) {
        let (_, post) = open_post(&app).await;
        let visitor = app.visitor();
        let headers = [("accept", "text/html"), ("content-type", "application/x-www-form-urlencoded")];
        let body = format!("press=like%3A{post}%3Aon");
        let answer = visitor.send_text(Method::POST, "/act", &headers, &body).await;
        assert_eq!(answer.status, 401);
        assert!(answer.contains("<h1") && answer.contains("data-testid=\"sign-in\""), "{}", answer.text());
        for (path, body) in [
            ("/act", "press=hug%3Aa%3Aon"),
            ("/act", "press=like%3A..%2Fme%3Aon"),
            ("/act", "nothing=1"),
            ("/comment/none", "act=edit"),
        ] {
            let fan = app.fan().await;
            let answer = fan.send_text(Method::POST, path, &headers, body).await;
            assert!((400..500).contains(&answer.status), "{path} {body}: {}", answer.status);
            assert!(answer.contains("<h1"), "{path} {body}");
        }
    }
}
