//! What others show of us: pictures for links, the app a device keeps, and the page for the time without a network; and
//! how many posts are new.

use crate::locked::with_picture;
use serde_json::json;
use server::serve::Scanner;
use testkit::{Answer, Db, TestApp, both};

fn picture(answer: &Answer) -> image::RgbImage {
    assert_eq!(
        (answer.status, answer.headers["content-type"].to_str().ok()),
        (200, Some("image/jpeg"))
    );
    assert_eq!(
        answer.headers["cache-control"].to_str().ok(),
        Some("public, max-age=3600")
    );
    image::load_from_memory(&answer.bytes)
        .expect("a JPEG")
        .into_rgb8()
}

both! {
    async fn every_page_has_a_picture_to_share(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let open = creator.publish(json!({"title": "A very long title ".repeat(6).trim(), "body": "Words", "access": "public"})).await;
        let locked = creator.publish(json!({"title": "Locked", "body": "Words", "access": "price", "price": "50000000"})).await;
        let media = with_picture(&app, &locked).await;
        let visitor = app.visitor();
        for (page, card) in [
            ("/".to_owned(), "/card.jpg".to_owned()),
            ("/feed".to_owned(), "/card.jpg".to_owned()),
            (format!("/{handle}"), format!("/{handle}/card.jpg")),
            (format!("/post/{open}"), format!("/post/{open}/card.jpg")),
            (format!("/post/{locked}"), format!("/post/{locked}/card.jpg")),
        ] {
            let html = visitor.get(&page).await;
            let meta = format!("property=\"og:image\" content=\"{}{card}\"", app.base);
            assert!(html.contains(&meta), "{meta} in {page}");
            assert_eq!(picture(&visitor.get(&card).await).dimensions(), (1200, 630), "{card}");
        }
        // Nobody's and deleted ones have none; a locked picture is in none, whoever asks.
        assert_eq!(visitor.get("/nobody_here/card.jpg").await.status, 404);
        let same = creator.get(&format!("/post/{locked}/card.jpg")).await;
        assert_eq!(same.bytes, visitor.get(&format!("/post/{locked}/card.jpg")).await.bytes);
        assert!(!same.contains(&media) && !same.contains("the locked bytes"));
        creator.delete(&format!("/api/posts/{open}")).await;
        assert_eq!(visitor.get(&format!("/post/{open}/card.jpg")).await.status, 404);
    }

    async fn search_engines_are_not_led_to_what_is_intimate(app: TestApp) {
        let (open, intimate) = (app.creator("art").await, app.creator("intimate").await);
        let draft = || json!({"title": "A post", "body": "Words", "access": "public"});
        let (shown, kept) = (open.publish(draft()).await, intimate.publish(draft()).await);
        let visitor = app.visitor();
        let posts = visitor.get("/sitemap/posts-0").await;
        assert!(posts.contains(&shown) && !posts.contains(&kept));
        let creators = visitor.get("/sitemap/creators-0").await;
        assert!(creators.contains(&open.handle().await) && !creators.contains(&intimate.handle().await));
        assert!(!visitor.get("/sitemap/pages").await.contains("intimate"));
        assert_eq!(visitor.get("/sitemap.xml").await.text().matches("posts-").count(), 1);
    }

    async fn a_device_can_keep_the_site(app: TestApp) {
        let visitor = app.visitor();
        let manifest = visitor.get("/manifest.webmanifest").await.json;
        let icons = manifest["icons"].as_array().expect("icons");
        assert!(icons.iter().any(|icon| icon["purpose"] == json!("maskable") && icon["type"] == json!("image/png")));
        let worker = visitor.get("/sw.js").await;
        assert_eq!(worker.headers["content-type"].to_str().ok(), Some("text/javascript; charset=utf-8"));
        assert!(!worker.contains("{{site}}") && worker.headers["content-security-policy"].to_str().is_ok_and(|policy| policy.contains("connect-src 'self'")));
        let page = visitor.get("/offline").await.text();
        assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">") && page.contains("fonana.css") && !page.contains("<script"));
        let page = visitor.send(reqwest::Method::GET, "/offline", &[("accept-language", "ru")], None).await;
        assert!(page.contains("lang=\"ru\"") && page.contains("Нет сети"));
    }

    async fn what_is_newer_is_counted_for_each_list(app: TestApp) {
        let (creator, other) = (app.creator("art").await, app.creator("music").await);
        let fan = app.fan().await;
        fan.send(reqwest::Method::PUT, &format!("/api/creators/{}/follow", creator.handle().await), &[], None).await;
        let publish = |by, title: &'static str| async move {
            testkit::Caller::publish(by, json!({"title": title, "body": "Words", "access": "public"})).await
        };
        let first = publish(&creator, "First").await;
        let than = fan.get(&format!("/api/posts/{first}")).await.json["published_at"].as_str().expect("a time").to_owned();
        app.slots(1);
        publish(&creator, "Second").await;
        publish(&other, "Third").await;
        for (query, posts) in [("", 2), ("&category=art", 1), ("&category=gaming", 0), ("&following=true", 1), ("&following=true&category=music", 0)] {
            let newer = fan.get(&format!("/api/posts/newer?than={than}{query}")).await;
            assert_eq!(newer.json, json!({"posts": posts}), "{query}");
        }
        fan.send(reqwest::Method::PUT, &format!("/api/users/{}/mute", other.handle().await), &[], None).await;
        assert_eq!(fan.get(&format!("/api/posts/newer?than={than}")).await.json, json!({"posts": 1}));
        assert_eq!(app.visitor().get(&format!("/api/posts/newer?than={than}&following=true")).await.status, 401);
        assert_eq!(fan.get("/api/posts/newer?than=yesterday").await.status, 422);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_kit_is_for_developers_only() {
    let app = TestApp::start(Db::Sqlite).await;
    assert_eq!(app.visitor().get("/dev/kit").await.status, 200);
    assert_eq!(app.visitor().get("/dev/failures/rate_limited").await.status, 429);
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.dev = Some("off".into())
    })
    .await;
    assert_eq!(app.visitor().get("/dev/kit").await.status, 404);
    assert_eq!(app.visitor().get("/dev/failures/rate_limited").await.status, 404);
}
