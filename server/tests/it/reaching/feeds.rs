//! Feeds: of the site as a visitor has it, and of what one reads, at an address that opens what is open to its owner and nothing else.

use super::*;
use testkit::both;

pub async fn address(caller: &Caller, app: &TestApp) -> String {
    let made = caller.post("/api/me/feed", json!({})).await;
    assert_eq!(made.status, 201, "{}", made.json);
    made.json["url"]
        .as_str()
        .expect("an address")
        .replace(&app.base, "")
}

both! {
    async fn the_site_has_a_feed_of_what_everybody_may_read(app: TestApp) {
        use super::*;
        let creator = app.creator("art").await;
        creator.publish(json!({"title": "Open", "body": "Words for all", "access": "public"})).await;
        creator.publish(json!({"title": "Closed", "body": SECRET, "teaser": "A glimpse", "access": "tier", "tier": "vip"})).await;
        let intimate = app.creator("intimate").await;
        intimate.publish(json!({"title": "Private matters", "body": "Words", "access": "public"})).await;
        let feed = app.visitor().get("/rss").await;
        assert_eq!((feed.status, &feed.headers["content-type"]), (200, &"application/rss+xml; charset=utf-8".parse().expect("a header")));
        assert!(feed.contains("Words for all") && feed.contains("Closed") && feed.contains("A glimpse"));
        assert!(!feed.contains(SECRET) && !feed.contains("Private matters"));
    }

    async fn ones_own_feed_has_what_one_may_read_now(app: TestApp) {
        use super::*;
        let (creator, followed, stranger) = (app.creator("art").await, app.creator("art").await, app.creator("art").await);
        let fan = app.fan().await;
        let handle = creator.handle().await;
        let locked = json!({"title": "Closed", "body": SECRET, "teaser": "A glimpse", "access": "tier", "tier": "basic"});
        creator.publish(locked.clone()).await;
        followed.publish(json!({"title": "Followed", "body": "Words", "access": "followers"})).await;
        followed.publish(json!({"title": "Dear", "body": "Costly words", "access": "price", "price": "50000000"})).await;
        stranger.publish(json!({"title": "Elsewhere", "body": "Words", "access": "public"})).await;
        put(&fan, &format!("/api/creators/{}/follow", followed.handle().await)).await;
        app.pay(&fan, json!({"kind": "subscription", "creator": handle, "tier": "basic", "days": 30})).await;
        let path = address(&fan, &app).await;
        let read = async |path: &str| app.visitor().get(path).await;
        let feed = read(&path).await;
        assert_eq!(feed.headers["cache-control"], "private, no-store");
        assert!(feed.contains(SECRET) && feed.contains("Followed") && feed.contains("Dear"), "{}", feed.text());
        assert!(!feed.contains("Costly words") && !feed.contains("Elsewhere"));
        // Another person's address opens what is open to them.
        let other = app.fan().await;
        put(&other, &format!("/api/creators/{handle}/follow")).await;
        let theirs = read(&address(&other, &app).await).await;
        assert!(theirs.contains("Closed") && theirs.contains("A glimpse") && !theirs.contains(SECRET));
        // A new address ends the one before, and it can be ended at all.
        let mut fan = fan;
        let renewed = address(&fan, &app).await;
        assert_eq!((read(&path).await.status, read(&renewed).await.status), (404, 200));
        assert!(fan.get("/settings").await.contains("You have an address."));
        let shown = fan.form("/settings/feed", "act=make").await;
        assert!(shown.status == 200 && shown.contains(&format!("{}/rss/", app.base)));
        assert_eq!(read(&renewed).await.status, 404);
        let path = address(&fan, &app).await;
        // What ends closes it at the next request.
        app.advance(HOUR * 24 * 34);
        let late = read(&path).await;
        assert!(late.status == 200 && !late.contains(SECRET), "{}", late.text());
        again(&mut fan).await;
        assert_eq!(fan.delete("/api/me/feed").await.status, 204);
        assert_eq!(fan.delete("/api/me/feed").await.status, 204);
        assert_eq!(read(&path).await.status, 404);
        for wrong in ["/rss/", "/rss/x", &format!("/rss/{}", "A".repeat(43))] {
            assert_eq!(read(wrong).await.status, 404, "{wrong}");
        }
    }
}
