//! The composer by its plain forms: what is typed is never lost, files come with it, and buttons do what they say.

use super::{jpeg, ready, work};
use domain::posts::drafts;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Answer, Caller, both};

pub fn place(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.headers["location"].to_str().expect("ASCII").to_owned()
}

/// Sends fields and files as a browser's form with files does.
async fn with_files(caller: &Caller, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
    let files: Vec<(&str, &str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| ("file", *name, *bytes))
        .collect();
    with_fields(caller, path, fields, &files).await
}

/// The same, with the name of the field before that of each file.
pub async fn with_fields(
    caller: &Caller,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    const EDGE: &str = "the-edge-of-a-part";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    for (field, name, bytes) in files {
        let head = format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: image/jpeg\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={EDGE}");
    caller
        .send_bytes(Method::POST, path, &[("content-type", kind.as_str())], body)
        .await
}

async fn draft(caller: &Caller, id: &str) -> Value {
    let answer = caller.get(&format!("/api/drafts/{id}")).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json
}

fn media(draft: &Value) -> Vec<String> {
    let files = draft["fields"]["media"].as_array().expect("files");
    files
        .iter()
        .map(|file| file["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// Begins a draft by the form; its id.
async fn begun(creator: &Caller, fields: &str) -> String {
    let at = place(&creator.form("/create", fields).await);
    at.strip_prefix("/create/").expect("a draft").to_owned()
}

both! {
    async fn a_draft_is_written_kept_and_published(app: TestApp) {
        let creator = app.creator("art").await;
        let id = begun(&creator, "act=save&title=Tides&body=half&access=price&price=0%2C&zone=Europe%2FMoscow").await;
        let at = format!("/create/{id}");
        let page = creator.get(&at).await;
        assert!(page.contains("value=\"0,\"") && page.contains("half"), "it stands in the form again");
        // What cannot be published says where, and is kept all the same.
        let refused = creator.form(&at, "act=publish&version=1&title=Tides&body=Salt&access=price&price=much").await;
        assert_eq!(refused.status, 422);
        assert!(refused.contains("id=\"price-fault\"") && refused.contains("value=\"much\""));
        assert_eq!(draft(&creator, &id).await["fields"]["price"], "much");
        // Another window saved since.
        let late = creator.form(&at, "act=save&version=1&title=Mine&body=Salt&access=public").await;
        assert_eq!(late.status, 409);
        assert!(late.contains("value=\"Mine\"") && late.contains("name=\"version\" value=\"2\""), "{}", late.text());
        assert_eq!(draft(&creator, &id).await["fields"]["title"], "Tides");
        let published = creator.form(&at, "act=publish&version=2&title=Tides&body=Salt&access=price&price=0%2C5&tier=vip").await;
        assert_eq!(place(&published), format!("/post/{id}"));
        let post = creator.get(&format!("/api/posts/{id}")).await.json;
        assert_eq!((&post["price"], &post["tier"]), (&json!("500000000"), &Value::Null), "a tier that is not shown says nothing");
        assert_eq!(creator.get(&at).await.status, 200, "it is there to be changed");
    }

    async fn files_come_with_the_form_and_nothing_typed_is_lost(app: TestApp) {
        let creator = app.creator("art").await;
        let fields = [("title", "Tides"), ("body", "Salt"), ("access", "public"), ("act", "")];
        let (first, second) = (jpeg(300, 200, 1), jpeg(300, 200, 2));
        let come = with_files(&creator, "/create/files", &fields, &[("a.jpg", &first), ("b.jpg", &second)]).await;
        let at = place(&come);
        let id = at.strip_prefix("/create/").and_then(|at| at.strip_suffix("#files")).expect("a draft").to_owned();
        work(&app).await;
        let kept = draft(&creator, &id).await;
        assert_eq!((&kept["fields"]["title"], media(&kept).len()), (&json!("Tides"), 2));
        assert_eq!(kept["files"][0]["state"], "ready");
        // A file that is refused says why by its name; what came beside it is there.
        let ids = media(&kept);
        let fields = [("title", "Typed"), ("access", "public"), ("media", &ids[0]), ("media", &ids[1]), ("alt", "x")];
        let path = format!("/create/{id}/files");
        let mixed = with_files(&creator, &path, &fields, &[("empty.jpg", b""), ("c.jpg", &jpeg(300, 200, 3))]).await;
        assert_eq!(mixed.status, 422);
        assert!(mixed.contains("empty.jpg") && mixed.contains("This file is empty.") && mixed.contains("value=\"Typed\""));
        let kept = draft(&creator, &id).await;
        assert_eq!((&kept["fields"]["title"], media(&kept).len()), (&json!("Typed"), 3));
        // A field with nothing chosen brings nothing.
        let fields: Vec<(&str, &str)> = media(&kept).iter().map(|id| ("media", id.clone().leak() as &str)).collect();
        let none = with_files(&creator, &path, &fields, &[("", b"")]).await;
        assert_eq!(place(&none), format!("/create/{id}#files"));
        assert_eq!(media(&draft(&creator, &id).await).len(), 3);
        let other = app.creator("music").await;
        assert_eq!(with_files(&other, &path, &[], &[("a.jpg", &first)]).await.status, 404);
    }

    async fn files_move_turn_and_go(app: TestApp) {
        let creator = app.creator("art").await;
        let (one, two) = (ready(&app, &creator, &jpeg(300, 200, 1)).await, ready(&app, &creator, &jpeg(300, 200, 2)).await);
        let typed = format!("title=Tides&access=public&media={one}&media={two}&alt.{one}=First&sample.{two}=true");
        let id = begun(&creator, &format!("act=save&{typed}")).await;
        let at = format!("/create/{id}");
        let pressed = async |act: String| place(&creator.form(&at, &format!("act={act}&{typed}")).await);
        assert_eq!(pressed(format!("down:{one}")).await, format!("{at}#files"));
        let kept = draft(&creator, &id).await;
        assert_eq!(media(&kept), [two.clone(), one.clone()]);
        assert_eq!((&kept["fields"]["media"][1]["alt"], &kept["fields"]["media"][0]["sample"]), (&json!("First"), &json!(true)));
        pressed(format!("turn:{one}")).await;
        work(&app).await;
        let turned = creator.get(&format!("/api/media/{one}")).await.json;
        assert_eq!((&turned["edit"]["turns"], &turned["media"]["width"]), (&json!(1), &json!(200)), "{turned}");
        pressed(format!("out:{two}")).await;
        assert_eq!(media(&draft(&creator, &id).await), [one]);
    }

    async fn a_post_goes_out_when_it_was_said(app: TestApp) {
        let creator = app.creator("art").await;
        let typed = "title=Tides&body=Salt&access=public&zone=UTC";
        let id = begun(&creator, &format!("act=save&{typed}")).await;
        let at = format!("/create/{id}");
        let past = creator.form(&at, &format!("act=schedule&at=2001-01-01T00%3A00&{typed}")).await;
        assert_eq!(past.status, 422);
        assert!(past.contains("id=\"at-fault\"") && past.contains("2001-01-01T00:00"));
        let moment = app.domain().now().after(Duration::from_secs(3_600)).to_string();
        let when = moment[..16].replace(':', "%3A");
        let scheduled = creator.form(&at, &format!("act=schedule&at={when}&{typed}")).await;
        assert_eq!(place(&scheduled), "/dashboard/posts?saved=scheduled");
        let list = creator.get("/dashboard/posts").await;
        assert!(list.contains(&format!("/create/{id}")) && list.contains(&moment[11..16]), "{}", list.text());
        assert!(creator.get(&at).await.contains("unschedule"));
        assert_eq!(place(&creator.form(&at, &format!("act=unschedule&{typed}")).await), at);
        app.advance(Duration::from_secs(3_700));
        assert_eq!(drafts::publish_due(app.domain()).await.expect("a round"), 0);
        assert_eq!(app.visitor().get(&format!("/api/posts/{id}")).await.status, 404);
    }

    async fn a_draft_is_looked_at_as_others_would(app: TestApp) {
        let creator = app.creator("art").await;
        let picture = ready(&app, &creator, &jpeg(300, 200, 1)).await;
        let typed = format!("title=Tides&body=Salt+and+wind&teaser=Waves&access=tier&tier=premium&media={picture}");
        let id = begun(&creator, &format!("act=save&{typed}")).await;
        let seen = async |seen: &str| creator.get(&format!("/create/{id}/preview?as={seen}")).await;
        for locked in ["stranger", "follower", "basic"] {
            let page = seen(locked).await;
            assert_eq!(page.status, 200);
            assert!(page.contains("Waves") && !page.contains("Salt and wind"), "{locked}");
            assert!(!page.contains(&format!("/media/{picture}")), "{locked}");
        }
        for open in ["premium", "vip"] {
            let page = seen(open).await;
            assert!(page.contains("Salt and wind") && page.contains(&format!("/media/{picture}")), "{open}");
        }
        // As it is typed before that is saved elsewhere.
        let pressed = creator.form(&format!("/create/{id}"), &format!("act=preview&{}", typed.replace("Waves", "Foam"))).await;
        assert_eq!(place(&pressed), format!("/create/{id}/preview"));
        assert!(seen("stranger").await.contains("Foam"));
        let (other, fan) = (app.creator("music").await, app.fan().await);
        let address = format!("/create/{id}/preview?as=vip");
        assert_eq!(other.get(&address).await.status, 404);
        assert!(!fan.get(&address).await.contains("Salt and wind"));
        assert_eq!(app.visitor().get(&address).await.status, 401);
        let empty = begun(&creator, "act=save&title=").await;
        assert_eq!(creator.get(&format!("/create/{empty}/preview")).await.status, 200);
    }

    async fn a_published_post_is_changed_and_deleted_and_put_back(app: TestApp) {
        let creator = app.creator("art").await;
        let id = creator.publish(json!({"title": "Tides", "body": "Salt", "access": "public"})).await;
        let at = format!("/post/{id}/edit");
        assert!(creator.get(&at).await.contains("value=\"Tides\""));
        let typed = "title=Ebb&body=Salt&access=public";
        assert_eq!(place(&creator.form(&at, &format!("act=save&{typed}")).await), at);
        assert_eq!(app.visitor().get(&format!("/api/posts/{id}")).await.json["title"], "Tides");
        assert_eq!(place(&creator.form(&at, &format!("act=discard&{typed}")).await), format!("/post/{id}"));
        assert!(creator.get(&at).await.contains("value=\"Tides\""));
        assert_eq!(place(&creator.form(&at, &format!("act=publish&{typed}")).await), format!("/post/{id}"));
        assert_eq!(app.visitor().get(&format!("/api/posts/{id}")).await.json["title"], "Ebb");
        let own = place(&creator.form(&format!("/post/{id}/delete"), "").await);
        assert_eq!(own, format!("/{}?deleted={id}", creator.handle().await));
        assert_eq!(app.visitor().get(&format!("/api/posts/{id}")).await.status, 404);
        let undo = format!("/post/{id}/restore");
        assert!(creator.get(&own).await.contains(&undo));
        assert!(!app.visitor().get(&own).await.contains(&undo), "nobody else is offered it");
        assert_eq!(place(&creator.form(&undo, "").await), format!("/post/{id}"));
        assert_eq!(app.visitor().get(&format!("/api/posts/{id}")).await.status, 200);
    }
}
