//! Who gets which file, and how: every file of every access kind is asked for by everybody there is, by GET, HEAD, parts and what they
//! have already, and the bytes are compared.

use super::{header, jpeg, publish, ready, upload, work};
use crate::access_matrix::follow;
use reqwest::Method;
use serde_json::{Value, json};
use shared::identity::Role;
use std::time::Duration;
use testkit::{Answer, Caller, Db, TestApp, both};

/// Whether a file is for everybody, for a caller, or for nobody they could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gets {
    Public,
    Private,
    Nothing,
}

async fn ask(caller: &Caller, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    caller.send(method, path, headers, None).await
}

/// Asks in every way; what is wrong with the answers.
async fn asked(caller: &Caller, path: &str, bytes: &[u8], gets: Gets) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |what: &str, good: bool| {
        if !good {
            wrong.push(what.to_owned());
        }
    };
    let whole = ask(caller, Method::GET, path, &[]).await;
    let head = ask(caller, Method::HEAD, path, &[]).await;
    let part = ask(caller, Method::GET, path, &[("range", "bytes=10-29")]).await;
    let tail = ask(caller, Method::GET, path, &[("range", "bytes=-7")]).await;
    let beyond = ask(caller, Method::GET, path, &[("range", "bytes=99999999-")]).await;
    let same = whole.headers.get("etag").cloned();
    let same = same
        .as_ref()
        .map_or("\"x\"", |etag| etag.to_str().expect("ASCII"));
    let known = ask(caller, Method::GET, path, &[("if-none-match", same)]).await;
    let guessed = ask(caller, Method::GET, path, &[("if-none-match", "*")]).await;
    let other = ask(
        caller,
        Method::GET,
        path,
        &[("range", "bytes=10-29"), ("if-range", "\"other\"")],
    )
    .await;
    if gets == Gets::Nothing {
        for answer in [&whole, &head, &part, &tail, &beyond, &known, &guessed, &other] {
            expect("404 each time", answer.status == 404);
            expect(
                "no trace",
                !answer.bytes.windows(8).any(|part| part == &bytes[12..20]),
            );
            expect("no mark", !answer.headers.contains_key("etag"));
        }
        return wrong;
    }
    expect("the whole", whole.status == 200 && whole.bytes == bytes);
    expect("its head", head.status == 200 && head.bytes.is_empty());
    let length = bytes.len().to_string();
    expect("its length", header(&head, "content-length") == length);
    expect("a part", part.status == 206 && part.bytes == bytes[10..30]);
    expect(
        "which part",
        header(&part, "content-range") == format!("bytes 10-29/{length}"),
    );
    expect(
        "the end",
        tail.status == 206 && tail.bytes == bytes[bytes.len() - 7..],
    );
    expect(
        "nothing beyond",
        beyond.status == 416 && header(&beyond, "content-range") == format!("bytes */{length}"),
    );
    expect(
        "anew where it is another",
        other.status == 200 && other.bytes == bytes,
    );
    expect("parts are told of", header(&whole, "accept-ranges") == "bytes");
    for answer in [&whole, &head, &part] {
        expect(
            "no sniffing",
            header(answer, "x-content-type-options") == "nosniff",
        );
        expect("its kind", header(answer, "content-type") == "image/webp");
        let cache = match gets {
            Gets::Public => "public, max-age=31536000, immutable",
            _ => "private, no-store",
        };
        expect("its cache", header(answer, "cache-control") == cache);
        expect(
            "no cookie with what all share",
            gets != Gets::Public || !answer.headers.contains_key("set-cookie"),
        );
    }
    if gets == Gets::Public {
        expect(
            "what is known is not sent",
            known.status == 304 && known.bytes.is_empty(),
        );
        expect("with its mark", header(&known, "etag") == same);
    } else {
        expect("no mark to ask by", !whole.headers.contains_key("etag"));
    }
    wrong
}

both! {
    async fn every_file_of_every_kind_for_everybody(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let (stranger, follower, basic, premium, expired, buyer, both) = (
            app.fan().await, app.fan().await, app.fan().await, app.fan().await, app.fan().await, app.fan().await, app.fan().await,
        );
        let admin = app.with_role(Role::Admin).await;
        let moderator = app.with_role(Role::Moderator).await;
        let other = app.creator("music").await;
        follow(&app, &follower, &creator).await;
        let tier = |tier: &str| json!({"kind": "subscription", "creator": handle, "tier": tier, "days": 30});
        app.pay(&expired, tier("vip")).await;
        // Twice, for sessions end where nobody comes for a month.
        for _ in 0..2 {
            app.advance(Duration::from_secs(20 * 24 * 60 * 60));
            for caller in [&creator, &stranger, &follower, &basic, &premium, &expired, &buyer, &both, &admin, &moderator, &other] {
                assert_eq!(caller.post("/api/auth/refresh", json!({})).await.status, 200);
            }
        }
        app.pay(&basic, tier("basic")).await;
        app.pay(&premium, tier("premium")).await;
        let kinds: [(&str, Value); 6] = [
            ("public", json!({"access": "public"})),
            ("followers", json!({"access": "followers"})),
            ("tier", json!({"access": "tier", "tier": "premium"})),
            ("price", json!({"access": "price", "price": "50000000"})),
            ("either", json!({"access": "tier_or_price", "tier": "premium", "price": "50000000"})),
            ("opens", json!({"access": "tier", "tier": "premium", "opens_at": "2030-01-01T00:00:00Z"})),
        ];
        let mut posts = Vec::new();
        for (seed, (kind, access)) in kinds.into_iter().enumerate() {
            let seed = u8::try_from(seed).expect("few");
            let media = ready(&app, &creator, &jpeg(700, 500, seed)).await;
            let post = publish(&creator, access, &[&media]).await;
            if matches!(kind, "price" | "either") {
                for fan in [&buyer, &both] {
                    app.pay(fan, json!({"kind": "post", "post": post})).await;
                }
            }
            posts.push((kind, post, media));
        }
        let unpublished = ready(&app, &creator, &jpeg(700, 500, 9)).await;
        posts.push(("nowhere", String::new(), unpublished));
        app.pay(&both, tier("vip")).await;
        let callers: [(&str, &Caller); 12] = [
            ("visitor", &app.visitor()), ("stranger", &stranger), ("another creator", &other), ("follower", &follower),
            ("basic", &basic), ("premium", &premium), ("expired", &expired), ("buyer", &buyer), ("both", &both),
            ("author", &creator), ("moderator", &moderator), ("admin", &admin),
        ];
        let mut wrong = Vec::new();
        for (kind, post, media) in &posts {
            for width in [320, 640] {
                let path = format!("/media/{media}/{width}");
                // The author has every file: what others get is compared with that.
                let bytes = creator.get(&path).await;
                assert_eq!(bytes.status, 200, "{path}");
                for (name, caller) in callers {
                    let open = match (*kind, name) {
                        ("public", _) => Gets::Public,
                        ("nowhere", "author") => Gets::Private,
                        ("nowhere", _) => Gets::Nothing,
                        (_, "author" | "moderator" | "admin") => Gets::Private,
                        ("followers", "follower") | ("tier" | "opens", "premium" | "both") => Gets::Private,
                        ("price", "buyer" | "both") | ("either", "buyer" | "both" | "premium") => Gets::Private,
                        _ => Gets::Nothing,
                    };
                    for fault in asked(caller, &path, &bytes.bytes, open).await {
                        wrong.push(format!("{kind} at {width} as {name}: {fault}"));
                    }
                    let view = caller.get(&format!("/api/posts/{post}")).await;
                    let told = view.contains(media);
                    if kind != &"nowhere" && told != (open != Gets::Nothing) {
                        wrong.push(format!("{kind} as {name}: the post tells of its file: {told}"));
                    }
                }
            }
            for (name, caller) in callers {
                for file in ["original", "master.m3u8", "360p.mp4", "captions.vtt", "captions-en-00000000.vtt", "320-00000000", "0", "641", "320s", "..%2f320"] {
                    let answer = caller.get(&format!("/media/{media}/{file}")).await;
                    let own = kind == &"nowhere" && name == "author" && file == "original";
                    if (answer.status == 200) != own || (!own && answer.status != 404) {
                        wrong.push(format!("{file} of {kind} as {name}: {}", answer.status));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // When it opens by its date, it opens for everybody.
        app.advance(Duration::from_secs(5 * 365 * 24 * 60 * 60));
        let (_, _, media) = posts.iter().find(|(kind, ..)| kind == &"opens").expect("it is there");
        let answer = app.visitor().get(&format!("/media/{media}/320")).await;
        assert_eq!((answer.status, header(&answer, "cache-control")), (200, "public, max-age=31536000, immutable"));
    }

    async fn what_the_author_shows_is_seen_by_everybody_and_nothing_else_of_it(app: TestApp) {
        let creator = app.creator("art").await;
        let (shown, hidden) = (ready(&app, &creator, &jpeg(700, 500, 1)).await, ready(&app, &creator, &jpeg(700, 500, 2)).await);
        let media = json!([{"id": hidden, "alt": "Behind the lock"}, {"id": shown, "alt": "Before it", "sample": true}]);
        let draft = json!({"title": "Tides", "body": "Salt", "access": "price", "price": "50000000", "media": media});
        let post = creator.publish(draft).await;
        let visitor = app.visitor();
        let view = visitor.get(&format!("/api/posts/{post}")).await;
        assert_eq!(view.json["locked"], true);
        let samples = view.json["samples"].as_array().expect("what is shown");
        assert_eq!((samples.len(), &samples[0]["id"]), (1, &json!(shown)));
        assert!(!view.contains(&hidden) && !view.contains("Behind the lock"));
        assert_eq!(view.json["contents"]["pictures"], 2);
        assert_eq!(visitor.get(&format!("/media/{shown}/320")).await.status, 200);
        assert_eq!(visitor.get(&format!("/media/{hidden}/320")).await.status, 404);
        // A blur is a picture of twelve pixels: nothing of the file is in it.
        let blur = view.json["preview"]["blur"].as_str().expect("a blur");
        let file = creator.get(&format!("/media/{hidden}/320")).await;
        assert!(blur.len() < 600 && file.bytes.len() > 600);
        assert_eq!(creator.delete(&format!("/api/posts/{post}")).await.status, 204);
        assert_eq!(visitor.get(&format!("/media/{shown}/320")).await.status, 404);
        assert_eq!(creator.post(&format!("/api/posts/{post}/restore"), json!({})).await.status, 200);
        assert_eq!(visitor.get(&format!("/media/{shown}/320")).await.status, 200);
    }

    async fn a_signed_address_stands_for_one_viewer_and_one_file(app: TestApp) {
        let creator = app.creator("art").await;
        let (first, second) = (ready(&app, &creator, &jpeg(700, 500, 1)).await, ready(&app, &creator, &jpeg(700, 500, 2)).await);
        let access = json!({"access": "tier", "tier": "basic"});
        publish(&creator, access, &[&first, &second]).await;
        let (fan, stranger, visitor) = (app.fan().await, app.fan().await, app.visitor());
        let item = json!({"kind": "subscription", "creator": creator.handle().await, "tier": "basic", "days": 30});
        app.pay(&fan, item).await;
        let at = format!("/api/media/{first}/address/320");
        assert_eq!(visitor.get(&at).await.status, 401);
        assert_eq!(stranger.get(&at).await.status, 404);
        let signed = fan.get(&at).await;
        let url = signed.json["url"].as_str().expect("an address").to_owned();
        let by = url.split_once("?by=").expect("its mark").1.to_owned();
        let answer = visitor.get(&url).await;
        assert_eq!((answer.status, header(&answer, "cache-control")), (200, "private, no-store"));
        assert_eq!(visitor.get(&format!("/media/{first}/640?by={by}")).await.status, 200);
        assert_eq!(visitor.get(&format!("/media/{second}/320?by={by}")).await.status, 404);
        for forged in ["", "x", &by[..by.len() - 2], &format!("{by}x")] {
            assert_eq!(visitor.get(&format!("/media/{first}/320?by={forged}")).await.status, 404, "{forged}");
        }
        // It is no access token, and an access token is no mark.
        let bearer = format!("Bearer {by}");
        let me = visitor.send(Method::GET, "/api/me", &[("authorization", &bearer)], None).await;
        assert_eq!(me.status, 401);
        assert_eq!(fan.delete("/api/auth/session").await.status, 204);
        assert_eq!(visitor.get(&url).await.status, 404, "its session has ended");
    }

    async fn an_address_ends_with_its_time_and_with_what_it_opens(app: TestApp) {
        let creator = app.creator("art").await;
        let media = ready(&app, &creator, &jpeg(700, 500, 1)).await;
        publish(&creator, json!({"access": "tier", "tier": "basic"}), &[&media]).await;
        let (fan, visitor) = (app.fan().await, app.visitor());
        let item = json!({"kind": "subscription", "creator": creator.handle().await, "tier": "basic", "days": 30});
        app.pay(&fan, item).await;
        let at = format!("/api/media/{media}/address/320");
        let url = fan.get(&at).await.json["url"].as_str().expect("an address").to_owned();
        assert_eq!(visitor.get(&url).await.status, 200);
        app.advance(Duration::from_secs(4 * 60 * 60 + 10));
        assert_eq!(visitor.get(&url).await.status, 404);
        // A new one opens what the viewer has, and no longer than they have it.
        assert_eq!(fan.post("/api/auth/refresh", json!({})).await.status, 200);
        let until = Duration::from_secs(34 * 24 * 60 * 60);
        for _ in 0..2 {
            app.advance(until / 2);
            assert_eq!(fan.post("/api/auth/refresh", json!({})).await.status, 200);
        }
        assert_eq!(fan.get(&at).await.status, 404, "the subscription is over");
    }
}

/// With nginx in front the file is named, and not sent.
#[tokio::test]
async fn nginx_is_told_which_file_it_sends() {
    let app = TestApp::start_with(Db::Sqlite, server::serve::Scanner::ByHand, |settings| {
        settings.accel = Some("/internal/media/".into());
    })
    .await;
    let creator = app.creator("art").await;
    let media = ready(&app, &creator, &jpeg(700, 500, 1)).await;
    publish(
        &creator,
        json!({"access": "price", "price": "50000000"}),
        &[&media],
    )
    .await;
    let path = format!("/media/{media}/320");
    let answer = creator.get(&path).await;
    assert_eq!((answer.status, answer.bytes.len()), (200, 0));
    let told = header(&answer, "x-accel-redirect").to_owned();
    assert_eq!(
        (header(&answer, "content-type"), header(&answer, "cache-control")),
        ("image/webp", "private, no-store")
    );
    // Where that leads lies the file.
    let key = told.strip_prefix("/internal/media/").expect("below the prefix");
    let (shelf, key) = key.split_once('/').expect("two levels");
    assert_eq!(shelf, &key[..2]);
    assert!(!app.domain().storage.get(key).await.expect("a file").is_empty());
    let stranger = app.fan().await.get(&path).await;
    assert_eq!(
        (stranger.status, header(&stranger, "x-accel-redirect")),
        (404, "")
    );
    work(&app).await;
    let waiting = upload(&creator, &jpeg(100, 100, 3)).await;
    assert_eq!(
        app.visitor()
            .get(&format!("/media/{waiting}/original"))
            .await
            .status,
        404
    );
}
