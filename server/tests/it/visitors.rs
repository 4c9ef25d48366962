//! Pages that are rendered once for many visitors: never for somebody signed in, never older than a write.

use serde_json::json;
use testkit::both;

both! {
    async fn visitors_share_pages_and_nobody_else_does(app: TestApp) {
        let creator = app.creator("art").await;
        let (visitor, fan) = (app.visitor(), app.fan().await);
        let mine = fan.handle().await;
        for _ in 0..2 {
            assert!(!visitor.get("/feed").await.contains(&mine));
            assert!(fan.get("/feed").await.contains(&mine), "the fan's own page has the fan's menu");
        }

        let post = creator
            .publish(json!({"title": "Fresh paint", "body": "Mind the wall.", "access": "public"}))
            .await;
        assert!(visitor.get("/feed").await.contains("Fresh paint"), "what was published is there at once");
        let path = format!("/post/{post}");
        assert!(visitor.get(&path).await.contains("Mind the wall."));
        let locked = json!({"access": "tier", "tier": "basic"});
        assert_eq!(creator.patch(&format!("/api/posts/{post}"), locked).await.status, 200);
        assert!(!visitor.get(&path).await.contains("Mind the wall."), "what was locked is gone at once");
        assert_eq!(creator.delete(&format!("/api/posts/{post}")).await.status, 204);
        assert_eq!(visitor.get(&path).await.status, 404);
        assert!(!visitor.get("/feed").await.contains("Fresh paint"));
    }

    async fn languages_and_looks_do_not_mix(app: TestApp) {
        let visitor = app.visitor();
        let russian = visitor.send(reqwest::Method::GET, "/feed", &[("accept-language", "ru")], None).await;
        assert!(russian.contains("lang=\"ru\""));
        assert!(visitor.get("/feed").await.contains("lang=\"en\""));
        let dark = visitor.send(reqwest::Method::GET, "/feed", &[("cookie", "fonana_theme=dark")], None).await;
        assert!(dark.contains("data-theme=\"dark\""));
        assert!(!visitor.get("/feed").await.contains("data-theme=\"dark\""));
    }
}
