//! What people set, where they are signed in, old handles, exports and erasure, through the public doors.

use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Answer, Caller, both, killed};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn put(caller: &Caller, path: &str) -> Answer {
    caller.send(Method::PUT, path, &[], None).await
}

/// The files of an export by name.
pub fn unpacked(answer: &Answer) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes.clone())).expect("a ZIP");
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).expect("a file");
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).expect("whole");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

fn rows(files: &std::collections::BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Value> {
    serde_json::from_slice(&files[name]).expect("a list")
}

both! {
    async fn what_is_set_stays_set_on_every_device(app: TestApp) {
        let fan = app.fan().await;
        let changed = fan
            .patch("/api/me/settings", json!({"lang": "ru", "theme": "dark", "may_write": "nobody", "presence": false}))
            .await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        assert_eq!(fan.get("/api/me/settings").await.json, json!({
            "lang": "ru", "theme": "dark", "activity": "everyone", "may_write": "nobody", "presence": false,
            "sensitive": "ask", "adult": false, "marks": false, "seen": true, "typing": true,
        }));
        // A browser without cookies of its own gets what its person set.
        let page = fan.get("/feed").await;
        assert!(page.contains("lang=\"ru\"") && page.contains("data-theme=\"dark\""), "{}", &page.text()[..300]);
        // What is chosen in the browser is kept with the person too.
        fan.form("/preferences", "theme=system&lang=en&back=%2Ffeed").await;
        let settings = fan.get("/api/me/settings").await.json;
        assert_eq!((&settings["lang"], &settings["theme"]), (&json!("en"), &Value::Null));
        for (patch, field) in [
            (json!({"lang": "xx"}), "lang"),
            (json!({"may_write": "friends"}), "may_write"),
            (json!({"presence": "often"}), "presence"),
            (json!({"shoe_size": 44}), "shoe_size"),
        ] {
            let refused = fan.patch("/api/me/settings", patch).await;
            assert_eq!((refused.status, refused.json["field"].as_str()), (422, Some(field)));
        }
    }

    async fn sessions_are_seen_and_ended(app: TestApp) {
        let mut fan = app.fan().await;
        let mut other = Caller::new(&app.base);
        other.sign_in(fan.wallet().clone()).await;
        let stranger = app.fan().await;
        let sessions = fan.get("/api/me/sessions").await.json;
        let sessions = sessions.as_array().expect("a list");
        assert_eq!(sessions.len(), 2);
        let theirs = sessions.iter().find(|one| one["current"] == json!(false)).expect("the other one");
        let path = format!("/api/me/sessions/{}", theirs["id"].as_str().expect("an id"));
        assert_eq!(stranger.delete(&path).await.status, 404, "another's session is nothing");
        assert_eq!(fan.delete(&path).await.status, 204);
        assert_eq!(fan.delete(&path).await.status, 404);
        assert_eq!(other.get("/api/me").await.status, 401, "it ended at once");
        other.sign_in(fan.wallet().clone()).await;
        assert_eq!(fan.delete("/api/me/sessions").await.status, 204);
        assert_eq!(other.get("/api/me").await.status, 401);
        assert_eq!(fan.get("/api/me").await.status, 200, "this one goes on");
        let wallet = fan.wallet().clone();
        fan.sign_in(wallet).await;
    }

    async fn an_old_handle_leads_to_the_new_one_and_to_nobody_else(app: TestApp) {
        let mut creator = app.creator("art").await;
        let other = app.creator("art").await;
        creator.patch("/api/me", json!({"handle": "first_name"})).await;
        creator.patch("/api/me", json!({"handle": "second_name"})).await;
        let visitor = app.visitor();
        let moved = visitor.get("/first_name").await;
        assert_eq!((moved.status, moved.headers["location"].to_str().ok()), (308, Some("/second_name")));
        assert_eq!(visitor.get("/Second_Name").await.status, 308);
        assert_eq!(visitor.get("/api/creators/first_name").await.json["handle"], json!("second_name"));
        let taken = other.patch("/api/me", json!({"handle": "first_name"})).await;
        assert_eq!((taken.code(), taken.json["field"].as_str()), ("handle_taken", Some("handle")));
        assert_eq!(other.get("/api/handles/first_name").await.json, json!({"free": false}));
        assert_eq!(other.get("/api/handles/third_name").await.json, json!({"free": true}));
        assert_eq!(creator.get("/api/handles/first_name").await.json, json!({"free": true}), "it was theirs");
        for bad in ["feed", "a%20b", "%D0%B0%D0%BD%D0%BD%D0%B0", "ab"] {
            assert_eq!(other.get(&format!("/api/handles/{bad}")).await.status, 422, "{bad}");
        }
        // Back to the first: the second leads there now.
        assert_eq!(creator.patch("/api/me", json!({"handle": "first_name"})).await.status, 200);
        let moved = visitor.get("/second_name").await;
        assert_eq!(moved.headers["location"].to_str().ok(), Some("/first_name"));
        for number in 0..3 {
            app.slots(1);
            creator.patch("/api/me", json!({"handle": format!("number_{number}")})).await;
        }
        let refused = creator.patch("/api/me", json!({"handle": "one_too_many"})).await;
        assert_eq!(refused.code(), "too_many_handles");
        assert_eq!(creator.patch("/api/me", json!({"name": "Still me"})).await.status, 200);
        app.advance(DAY * 31);
        let wallet = creator.wallet().clone();
        creator.sign_in(wallet).await;
        assert_eq!(creator.patch("/api/me", json!({"handle": "not_too_many"})).await.status, 200);
    }

    async fn plain_forms_change_what_rest_changes(app: TestApp) {
        let fan = app.fan().await;
        let saved = fan.form("/settings/profile", "name=Anna&handle=anna_forms&bio=Hello").await;
        assert_eq!((saved.status, saved.headers["location"].to_str().ok()), (303, Some("/settings?saved=profile#profile")));
        let me = fan.get("/api/me").await.json;
        assert_eq!((&me["name"], &me["handle"], &me["bio"]), (&json!("Anna"), &json!("anna_forms"), &json!("Hello")));
        assert!(fan.get("/settings?saved=profile").await.contains("Saved."));
        // What is refused stands in the form again.
        let refused = fan.form("/settings/profile", "name=Typed+with+care&handle=feed&bio=Long+words").await;
        assert_eq!(refused.status, 422);
        assert!(refused.contains("Typed with care") && refused.contains("Long words") && refused.contains("reserved"));
        assert_eq!(fan.get("/api/me").await.json["name"], json!("Anna"));
        fan.form("/settings/privacy", "activity=nobody&may_write=subscribers").await;
        fan.form("/settings/content", "sensitive=hide&adult=true").await;
        let settings = fan.get("/api/me/settings").await.json;
        assert_eq!(
            (&settings["activity"], &settings["presence"], &settings["sensitive"], &settings["adult"]),
            (&json!("nobody"), &json!(false), &json!("hide"), &json!(true))
        );
        let left = fan.form("/settings/profile", "welcome=true&name=Anna&handle=anna_forms&bio=Hello").await;
        assert_eq!(left.headers["location"].to_str().ok(), Some("/feed"));
        assert_eq!(fan.get("/api/me").await.json["welcomed"], json!(true));
        let wrong = fan.form("/settings/leave", "handle=somebody").await;
        assert!(wrong.status == 422 && wrong.contains("This is not your handle."));
        assert_eq!(fan.form("/settings/nothing", "a=b").await.status, 404);
        assert_eq!(app.visitor().get("/settings").await.status, 401);
    }

    async fn an_export_holds_what_is_ones_own_and_nothing_of_others(app: TestApp) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let post = creator
            .publish(json!({"title": "Theirs", "body": "Secret of the creator", "access": "price", "price": "50000000"}))
            .await;
        app.pay(&fan, json!({"kind": "post", "post": post})).await;
        fan.post(&format!("/api/posts/{post}/comments"), json!({"body": "Mine", "anonymous": true})).await;
        put(&fan, &format!("/api/posts/{post}/like")).await;
        assert_eq!(fan.get("/api/me/export").await.status, 404);
        let asked = fan.post("/api/me/export", json!({})).await;
        assert_eq!((asked.status, &asked.json["status"]), (202, &json!("asked")));
        domain::personal_data::make_exports(app.domain()).await.expect("made");
        let export = fan.get("/api/me/export").await.json;
        assert_eq!(export["status"], json!("ready"));
        let file = fan.get("/api/me/export/file").await;
        assert_eq!(file.bytes.len() as u64, export["bytes"].as_u64().expect("a size"));
        assert!(file.headers["cache-control"].to_str().is_ok_and(|cache| cache.contains("no-store")));
        let files = unpacked(&file);
        assert_eq!(rows(&files, "profile.json")[0]["handle"], json!(fan.handle().await));
        assert_eq!(rows(&files, "comments.json")[0]["body"], json!("Mine"));
        assert_eq!(rows(&files, "likes.json")[0]["post_id"], json!(post));
        assert_eq!(rows(&files, "orders.json")[0]["amount"], json!("50000000"));
        assert_eq!(rows(&files, "access.json").len(), 1);
        assert_eq!(rows(&files, "posts.json"), Vec::<Value>::new());
        for (name, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("Secret of the creator"), "{name}");
            assert!(!text.contains("secret_hash") && !text.contains("storage_key"), "{name}");
        }
        // Asked again within the hour it is the same one; another's is nothing to anybody.
        assert_eq!(fan.post("/api/me/export", json!({})).await.json["status"], json!("ready"));
        assert_eq!(creator.get("/api/me/export/file").await.status, 404);
        creator.post("/api/me/export", json!({})).await;
        domain::personal_data::make_exports(app.domain()).await.expect("made");
        let files = unpacked(&creator.get("/api/me/export/file").await);
        assert_eq!(rows(&files, "posts.json")[0]["body"], json!("Secret of the creator"));
        let sale = rows(&files, "sales.json")[0].clone();
        assert!(sale.get("buyer_id").is_none() && sale.get("payer_address").is_none());
        app.advance(DAY * 8);
        assert_eq!(fan.get("/api/me/export/file").await.status, 404);
        domain::personal_data::forget_exports(app.domain()).await.expect("forgotten");
        assert_eq!(fan.get("/api/me/export").await.status, 404);
    }

    async fn an_export_that_a_dead_process_left_is_made_by_another(app: TestApp) {
        let fan = app.fan().await;
        let mut unfinished = 0;
        for polls in [0, 1, 2, 4, 8, 16, 32, 64] {
            let asked = fan.post("/api/me/export", json!({})).await;
            assert_eq!((asked.status, &asked.json["status"]), (202, &json!("asked")));
            let made = killed(Some(polls), domain::personal_data::make_exports(app.domain())).await;
            unfinished += u32::from(made.is_none());
            domain::personal_data::make_exports(app.domain()).await.expect("made");
            assert_eq!(fan.get("/api/me/export").await.json["status"], json!("ready"), "after {polls}");
            assert_eq!(rows(&unpacked(&fan.get("/api/me/export/file").await), "profile.json").len(), 1);
            // Another may be asked for.
            app.advance(Duration::from_secs(2 * 60 * 60));
        }
        assert!(unfinished > 2, "it died {unfinished} times");
    }

    async fn erasure_leaves_what_the_ledger_must_have_and_what_others_bought(app: TestApp) {
        let creator = app.creator("art").await;
        creator.patch("/api/me", json!({"handle": "leaving_soon", "name": "Leaving Soon", "bio": "Findable words"})).await;
        let (fan, other) = (app.fan().await, app.creator("art").await);
        let sold = creator
            .publish(json!({"title": "Sold", "body": "Bought words", "access": "price", "price": "50000000", "tags": ["goodbye"]}))
            .await;
        let open = creator.publish(json!({"title": "Open", "body": "Open words", "access": "public"})).await;
        let theirs = other.publish(json!({"title": "Other", "body": "Words", "access": "public"})).await;
        let bought = app.pay(&fan, json!({"kind": "post", "post": sold})).await;
        put(&fan, "/api/creators/leaving_soon/follow").await;
        let comment = creator.post(&format!("/api/posts/{theirs}/comments"), json!({"body": "I was here"})).await.json;
        let comment = comment["id"].as_str().expect("an id").to_owned();
        other.post(&format!("/api/posts/{theirs}/comments"), json!({"body": "So you were", "parent": comment})).await;
        put(&creator, &format!("/api/posts/{theirs}/like")).await;
        let poll = json!({"options": ["One", "Two"], "days": 30});
        let asked = other.publish(json!({"title": "Asked", "body": "Words", "access": "public", "poll": poll})).await;
        let vote = format!("/api/posts/{asked}/vote");
        creator.send(Method::PUT, &vote, &[], Some(json!({"option": 1}))).await;
        creator.post("/api/me/collections", json!({"name": "Mine alone"})).await;
        let follow = format!("/api/creators/{}/follow", other.handle().await);
        put(&creator, &follow).await;
        put(&creator, &format!("/api/users/{}/mute", fan.handle().await)).await;

        assert_eq!(creator.post("/api/me/erasure", json!({"handle": "wrong"})).await.status, 422);
        let leaving = creator.post("/api/me/erasure", json!({"handle": "@Leaving_Soon"})).await;
        assert_eq!(leaving.status, 202);
        assert!(creator.get("/feed").await.contains("Your account will be erased on"));
        // From now on nothing is sold.
        let item = json!({"item": {"kind": "subscription", "creator": "leaving_soon", "tier": "vip", "days": 30}, "currency": "SOL"});
        assert_eq!(other.post("/api/orders", item.clone()).await.code(), "leaving");
        assert_eq!(creator.delete("/api/me/erasure").await.status, 204);
        assert_eq!(other.post("/api/orders", item).await.status, 201);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("nothing"), 0);

        creator.post("/api/me/erasure", json!({"handle": "leaving_soon"})).await;
        app.advance(DAY * 13);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("nothing yet"), 0);
        app.advance(DAY);
        let wallet = creator.wallet().clone();
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("once"), 0);

        // Nothing of theirs is anywhere.
        let visitor = app.visitor();
        for path in ["/leaving_soon", &format!("/post/{open}"), &format!("/post/{sold}")] {
            assert_eq!(visitor.get(path).await.status, 404, "{path}");
        }
        for q in ["findable", "goodbye", "sold", "leaving"] {
            let found = visitor.get(&format!("/api/search?q={q}")).await.json;
            let total = ["people", "posts", "tags"].map(|kind| found[kind]["total"].as_u64().unwrap_or(9));
            assert_eq!(total, [0, 0, 0], "{q}");
        }
        let mistyped = visitor.get("/api/search?q=leavnig").await.json;
        assert_eq!(mistyped["corrected"], Value::Null, "their name is not suggested either");
        for path in ["/api/creators", "/api/posts", "/feed", "/creators", "/sitemap/creators-0", &format!("/post/{theirs}")] {
            let answer = visitor.get(path).await;
            assert!(!answer.contains("eaving"), "{path}");
            assert!(!answer.contains("I was here"), "{path}");
        }
        let seen = visitor.get(&format!("/api/posts/{theirs}")).await.json;
        assert_eq!(seen["counts"], json!({"likes": 0, "comments": 1}));
        let poll = visitor.get(&format!("/api/posts/{asked}")).await.json["poll"].clone();
        assert_eq!(poll["votes"], json!(0), "their vote is counted back");
        let seen = visitor.get(&format!("/api/creators/{}", other.handle().await)).await.json;
        assert_eq!(seen["counts"]["followers"], json!(0));
        assert_eq!(visitor.get("/api/creators").await.json["total"], json!(1));
        assert_eq!(creator.get("/api/me").await.status, 401, "their sessions ended");

        // Who bought keeps it, and their receipts stay whole.
        let kept = fan.get(&format!("/api/posts/{sold}")).await.json;
        assert_eq!(kept["body"], json!("Bought words"));
        assert!(!kept.to_string().contains("eaving"), "{kept}");
        let order = fan.get(&format!("/api/orders/{}", bought.id)).await.json;
        assert_eq!((&order["status"], &order["amount"]), (&json!("confirmed"), &json!("50000000")));

        // The same wallet begins anew, as somebody else.
        let mut again = Caller::new(&app.base);
        let begun = again.sign_in(wallet).await.json;
        assert_ne!(begun["user"]["handle"], json!("leaving_soon"));
        assert_eq!(again.get("/api/orders").await.json["total"], json!(0));
        assert_eq!(again.patch("/api/me", json!({"handle": "leaving_soon"})).await.status, 200, "the handle is free again");
    }

    async fn who_was_paid_stays_until_it_is_given(app: TestApp) {
        let (creator, fan) = (app.creator("art").await, app.fan().await);
        let handle = creator.handle().await;
        app.pay(&fan, json!({"kind": "subscription", "creator": handle, "tier": "vip", "days": 30})).await;
        assert_eq!(creator.post("/api/me/erasure", json!({"handle": handle})).await.status, 202);
        app.advance(DAY * 29);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("nothing yet"), 0);
        assert_eq!(app.visitor().get(&format!("/api/creators/{handle}")).await.status, 200);
        app.advance(DAY * 2);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        assert_eq!(app.visitor().get(&format!("/api/creators/{handle}")).await.status, 404);
    }
}
