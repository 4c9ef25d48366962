//! What pages say of themselves to search engines and those who share them, however their data came.

use serde_json::json;
use testkit::both;

both! {
    async fn every_page_has_its_head(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let post = creator
            .publish(json!({"title": "A title", "body": "Readable text", "access": "public"}))
            .await;
        let visitor = app.visitor();
        let pages = ["/".into(), "/feed".into(), "/category/art".into(), "/creators".into(), format!("/{handle}"), format!("/post/{post}")];
        // Several times: whether the data is there at once differs from one to the next.
        for path in pages.iter().cycle().take(4 * pages.len()) {
            let html = visitor.get(path).await.text();
            let canonical = format!("<link href=\"{}{path}\" rel=\"canonical\"", app.base);
            for wanted in ["property=\"og:title\"", "property=\"og:description\"", "name=\"description\"", &canonical] {
                assert_eq!(html.matches(wanted).count(), 1, "{wanted} in {path}");
            }
        }
        assert_eq!(visitor.get("/category/nothing").await.status, 404);
        let missing = visitor.get("/nobody_here").await.text();
        assert!(missing.contains("content=\"noindex\"") && !missing.contains("canonical"));
    }
}
