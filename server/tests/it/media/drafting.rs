//! Drafts: what is typed is kept as it is typed, is published once and on time, and changes what is published.

use super::{files, jpeg, of, publish, ready, upload, work};
use domain::{media::uploads::KEPT, posts::drafts};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Caller, both};

async fn begin(creator: &Caller, fields: Value) -> String {
    let answer = creator.post("/api/drafts", fields).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.json["id"].as_str().expect("an id").to_owned()
}

async fn save(creator: &Caller, id: &str, fields: Value, version: Option<u64>) -> testkit::Answer {
    creator
        .put(
            &format!("/api/drafts/{id}"),
            json!({"fields": fields, "version": version}),
        )
        .await
}

fn fields(title: &str) -> Value {
    json!({"title": title, "body": "Salt and wind", "access": "public"})
}

both! {
    async fn what_is_typed_is_kept_as_it_is(app: TestApp) {
        let creator = app.creator("art").await;
        let typed = json!({"title": "", "body": "half a sen", "price": "0,", "access": "price", "tags": "sea,, "});
        let id = begin(&creator, typed.clone()).await;
        let at = format!("/api/drafts/{id}");
        let kept = creator.get(&at).await.json;
        for (name, value) in typed.as_object().expect("fields") {
            assert_eq!(&kept["fields"][name], value);
        }
        assert_eq!((&kept["version"], &kept["published"]), (&json!(1), &json!(false)));
        // It cannot be published so, and says where it is wrong; nothing of it is lost.
        assert_eq!(creator.post(&format!("{at}/publish"), json!({})).await.status, 422);
        assert_eq!(save(&creator, &id, fields("Tides"), Some(1)).await.json["version"], 2);
        // Another window has an older version.
        assert_eq!(save(&creator, &id, fields("Older"), Some(1)).await.code(), "draft_changed");
        assert_eq!(creator.get(&at).await.json["fields"]["title"], "Tides");
        assert_eq!(save(&creator, &id, fields("Tides"), Some(2)).await.json["version"], 2, "the same again is none");
        let much = json!({"title": "x".repeat(200_001)});
        assert_eq!(save(&creator, &id, much, None).await.code(), "too_large");
        let (stranger, fan) = (app.creator("music").await, app.fan().await);
        assert_eq!(stranger.get(&at).await.status, 404);
        assert_eq!(save(&stranger, &id, fields("Mine"), None).await.status, 404);
        assert_eq!(stranger.post(&format!("{at}/publish"), json!({})).await.status, 404);
        assert_eq!(stranger.delete(&at).await.status, 204, "what is not there is deleted");
        assert_eq!(fan.get(&at).await.code(), "not_a_creator");
        assert_eq!(app.visitor().get(&at).await.status, 401);
        assert_eq!(creator.get("/api/drafts").await.json.as_array().map(Vec::len), Some(1));
        // A draft is no post.
        assert_eq!(creator.get(&format!("/api/posts/{id}")).await.status, 404);
        assert_eq!(creator.delete(&at).await.status, 204);
        assert_eq!(creator.get(&at).await.status, 404);
    }

    async fn a_draft_becomes_a_post_once(app: TestApp) {
        let creator = app.creator("art").await;
        let picture = ready(&app, &creator, &jpeg(700, 500, 1)).await;
        let mut typed = fields("Tides");
        typed["media"] = json!([{"id": picture, "alt": "A wave"}]);
        let id = begin(&creator, typed).await;
        let doing = format!("/api/drafts/{id}/publish");
        let (first, second) = tokio::join!(creator.post(&doing, json!({})), creator.post(&doing, json!({})));
        for answer in [&first, &second] {
            assert_eq!((answer.status, &answer.json["id"]), (200, &json!(id)), "{}", answer.json);
        }
        let posts = creator.get("/api/posts").await.json;
        assert_eq!(posts["total"], 1);
        let post = &posts["items"][0];
        assert_eq!((&post["kind"], &post["media"][0]["alt"]), (&json!("image"), &json!("A wave")));
        assert_eq!(creator.get("/api/drafts").await.json, json!([]));
        assert_eq!(app.visitor().get(&format!("/media/{picture}/320")).await.status, 200);
    }

    async fn a_scheduled_draft_is_published_on_time(app: TestApp) {
        let creator = app.creator("art").await;
        let id = begin(&creator, fields("Tides")).await;
        let at = format!("/api/drafts/{id}/schedule");
        let moment = app.domain().now().after(Duration::from_secs(3_600)).to_string();
        let typed = &moment[..16];
        let wrong = creator.put(&at, json!({"at": "soon"})).await;
        assert_eq!(wrong.field(), "at");
        assert_eq!(creator.put(&at, json!({"at": "2001-01-01T00:00"})).await.field(), "at");
        assert_eq!(creator.put(&at, json!({"at": typed, "zone": "Nowhere/There"})).await.field(), "zone");
        // Two hours east of UTC it is that time two hours earlier.
        assert_eq!(creator.put(&at, json!({"at": typed, "zone": "Africa/Cairo"})).await.field(), "at");
        let scheduled = creator.put(&at, json!({"at": typed})).await;
        assert_eq!(scheduled.status, 200, "{}", scheduled.json);
        assert!(scheduled.json["publish_at"].as_str().is_some_and(|at| at.starts_with(typed)));
        let due = async || drafts::publish_due(app.domain()).await.expect("a round");
        assert_eq!(due().await, 0);
        app.advance(Duration::from_secs(3_601));
        let (first, second) = tokio::join!(due(), due());
        assert_eq!(first + second, 1, "two servers publish it once");
        assert_eq!(app.visitor().get(&format!("/api/posts/{id}")).await.json["title"], "Tides");
        assert_eq!(creator.get("/api/posts").await.json["total"], 1);
    }

    async fn what_is_refused_when_its_time_comes_waits_for_its_owner(app: TestApp) {
        let creator = app.creator("art").await;
        let mut typed = fields("Tides");
        typed["access"] = json!("tier");
        typed["tier"] = json!("vip");
        let id = begin(&creator, typed).await;
        let at = app.domain().now().after(Duration::from_secs(3_600)).to_string();
        let scheduled = creator.put(&format!("/api/drafts/{id}/schedule"), json!({"at": &at[..16]})).await;
        assert_eq!(scheduled.status, 200, "{}", scheduled.json);
        let tiers = json!({"tiers": [
            {"level": "basic", "price": "50000000", "active": true}, {"level": "premium", "price": "150000000", "active": true},
            {"level": "vip", "price": "350000000", "active": false},
        ]});
        assert_eq!(creator.put("/api/me/creator/tiers", tiers).await.status, 200);
        app.advance(Duration::from_secs(3_601));
        assert_eq!(drafts::publish_due(app.domain()).await.expect("a round"), 0);
        let kept = creator.get(&format!("/api/drafts/{id}")).await.json;
        assert_eq!((&kept["fault"], kept.get("publish_at")), (&json!("invalid"), None));
        assert_eq!(drafts::publish_due(app.domain()).await.expect("a round"), 0);
    }

    async fn files_that_are_on_their_way_are_waited_for(app: TestApp) {
        let creator = app.creator("art").await;
        let picture = upload(&creator, &jpeg(700, 500, 1)).await;
        let mut typed = fields("Tides");
        typed["media"] = json!([{"id": picture}]);
        let id = begin(&creator, typed).await;
        assert_eq!(creator.post(&format!("/api/drafts/{id}/publish"), json!({})).await.code(), "media_not_ready");
        let at = app.domain().now().after(Duration::from_secs(3_600)).to_string();
        assert_eq!(creator.put(&format!("/api/drafts/{id}/schedule"), json!({"at": &at[..16]})).await.status, 200);
        app.advance(Duration::from_secs(3_700));
        assert_eq!(drafts::publish_due(app.domain()).await.expect("a round"), 0);
        assert!(creator.get(&format!("/api/drafts/{id}")).await.json.get("fault").is_none());
        work(&app).await;
        assert_eq!(drafts::publish_due(app.domain()).await.expect("a round"), 1);
        assert_eq!(app.visitor().get(&format!("/media/{picture}/320")).await.status, 200);
    }

    async fn a_draft_keeps_its_files_and_its_end_lets_them_go(app: TestApp) {
        let creator = app.creator("art").await;
        let (stays, taken_out) = (ready(&app, &creator, &jpeg(400, 300, 1)).await, ready(&app, &creator, &jpeg(400, 300, 2)).await);
        let with = |ids: &[&str]| {
            let mut typed = fields("Tides");
            typed["media"] = ids.iter().map(|id| json!({"id": id})).collect();
            typed
        };
        let id = begin(&creator, with(&[&stays, &taken_out])).await;
        app.advance(KEPT * 3);
        work(&app).await;
        assert_eq!(creator.post("/api/auth/refresh", json!({})).await.status, 200);
        let kept = creator.get(&format!("/api/drafts/{id}")).await.json;
        assert_eq!(kept["files"].as_array().map(Vec::len), Some(2), "{kept}");
        save(&creator, &id, with(&[&stays]), None).await;
        app.advance(KEPT + Duration::from_secs(1));
        work(&app).await;
        assert_eq!(creator.post("/api/auth/refresh", json!({})).await.status, 200);
        assert_eq!(of(&creator, &stays).await["state"], "ready");
        assert_eq!(creator.get(&format!("/api/media/{taken_out}")).await.status, 404);
        assert_eq!(creator.delete(&format!("/api/drafts/{id}")).await.status, 204);
        app.advance(KEPT + Duration::from_secs(1));
        work(&app).await;
        assert_eq!(files(&app).await, Vec::<String>::new());
    }

    async fn a_published_post_is_changed_by_its_draft(app: TestApp) {
        let creator = app.creator("art").await;
        let (first, second, third) = (
            ready(&app, &creator, &jpeg(400, 300, 1)).await,
            ready(&app, &creator, &jpeg(400, 300, 2)).await,
            ready(&app, &creator, &jpeg(400, 300, 3)).await,
        );
        let post = publish(&creator, json!({"tags": ["sea"], "teaser": "Waves"}), &[&first, &second]).await;
        let at = format!("/api/drafts/{post}");
        let begun = creator.get(&at).await.json;
        assert_eq!((&begun["published"], &begun["version"]), (&json!(true), &json!(0)));
        assert_eq!(begun["fields"]["tags"], "sea");
        let mut typed = begun["fields"].clone();
        typed["title"] = json!("Ebb");
        typed["media"] = json!([{"id": third, "alt": "New"}, {"id": second, "alt": "Stays"}]);
        assert_eq!(save(&creator, &post, typed, Some(0)).await.status, 200);
        // Until it is published nobody sees a thing.
        let before = app.visitor().get(&format!("/api/posts/{post}")).await.json;
        assert_eq!((&before["title"], &before["media"][0]["id"]), (&json!("Tides"), &json!(first)));
        assert_eq!(app.visitor().get(&format!("/media/{third}/320")).await.status, 404);
        let changed = creator.post(&format!("{at}/publish"), json!({})).await;
        assert_eq!(changed.status, 200, "{}", changed.json);
        let after = app.visitor().get(&format!("/api/posts/{post}")).await.json;
        let ids: Vec<&Value> = after["media"].as_array().expect("files").iter().map(|media| &media["id"]).collect();
        assert_eq!((&after["title"], ids), (&json!("Ebb"), vec![&json!(third), &json!(second)]));
        assert_eq!(app.visitor().get(&format!("/media/{first}/320")).await.status, 404, "it is gone for good");
        let other = app.creator("music").await;
        assert_eq!(other.get(&at).await.status, 404);
        assert_eq!(save(&other, &post, fields("Mine"), None).await.status, 404);
        // Somebody else's file is none.
        let theirs = ready(&app, &other, &jpeg(400, 300, 4)).await;
        let patch = json!({"media": [{"id": theirs}]});
        assert_eq!(creator.patch(&format!("/api/posts/{post}"), patch).await.field(), "media");
        assert_eq!(app.visitor().get(&format!("/media/{second}/320")).await.status, 200, "and nothing was changed");
    }

    async fn what_somebody_bought_is_not_taken_out(app: TestApp) {
        let creator = app.creator("art").await;
        let (first, second) = (ready(&app, &creator, &jpeg(400, 300, 1)).await, ready(&app, &creator, &jpeg(400, 300, 2)).await);
        let post = publish(&creator, json!({"access": "price", "price": "50000000"}), &[&first]).await;
        let fan = app.fan().await;
        app.pay(&fan, json!({"kind": "post", "post": post})).await;
        let at = format!("/api/posts/{post}");
        let fewer = creator.patch(&at, json!({"media": [{"id": second}]})).await;
        assert_eq!((fewer.status, fewer.field()), (422, "media"), "{}", fewer.json);
        assert_eq!(fan.get(&format!("/media/{first}/320")).await.status, 200);
        let more = creator.patch(&at, json!({"media": [{"id": second}, {"id": first}]})).await;
        assert_eq!(more.status, 200, "{}", more.json);
        for id in [&first, &second] {
            assert_eq!(fan.get(&format!("/media/{id}/320")).await.status, 200);
        }
    }

    async fn twenty_pictures_and_no_more(app: TestApp) {
        let creator = app.creator("art").await;
        let mut ids = Vec::new();
        for seed in 0..21 {
            ids.push(upload(&creator, &jpeg(40, 40, seed)).await);
        }
        work(&app).await;
        let of = |ids: &[String]| -> Value { ids.iter().map(|id| json!({"id": id})).collect() };
        let draft = |media: Value| json!({"title": "Many", "body": "", "access": "public", "media": media});
        assert_eq!(creator.post("/api/posts", draft(of(&ids))).await.field(), "media");
        let twice = json!([{"id": ids[0]}, {"id": ids[0]}]);
        assert_eq!(creator.post("/api/posts", draft(twice)).await.field(), "media");
        let made = creator.post("/api/posts", draft(of(&ids[..20]))).await;
        assert_eq!((made.status, &made.json["contents"]["pictures"]), (201, &json!(20)), "{}", made.json);
        // A file is in one post.
        assert_eq!(creator.post("/api/posts", draft(of(&ids[..1]))).await.field(), "media");
        // Without files a post needs words.
        assert_eq!(creator.post("/api/posts", draft(json!([]))).await.field(), "body");
    }
}
