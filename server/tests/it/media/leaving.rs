//! Files of whoever takes what is theirs along, and of whoever leaves: an export holds them, and nothing of them is left behind.

use super::{files, jpeg, publish, ready};
use crate::settings::unpacked;
use reqwest::Method;
use serde_json::json;
use std::time::Duration;
use testkit::both;

both! {
    async fn an_export_holds_ones_pictures_and_erasure_leaves_none(app: TestApp) {
        let (creator, other) = (app.creator("art").await, app.creator("art").await);
        let headers = [("content-type", "application/octet-stream")];
        for door in ["/api/me/avatar", "/api/me/cover"] {
            let sent = creator.send_bytes(Method::PUT, door, &headers, jpeg(900, 600, 1)).await;
            assert_eq!(sent.status / 100, 2, "{door}: {}", sent.json);
        }
        let open = ready(&app, &creator, &jpeg(700, 500, 2)).await;
        publish(&creator, json!({}), &[&open]).await;
        let locked = ready(&app, &creator, &jpeg(700, 500, 3)).await;
        publish(&creator, json!({"access": "price", "price": "50000000"}), &[&locked]).await;
        let unused = ready(&app, &creator, &jpeg(700, 500, 4)).await;
        let before = files(&app).await;
        let theirs = ready(&app, &other, &jpeg(700, 500, 5)).await;
        publish(&other, json!({}), &[&theirs]).await;
        let others: Vec<String> = files(&app).await.into_iter().filter(|key| !before.contains(key)).collect();
        assert!(!before.is_empty() && !others.is_empty());

        assert_eq!(creator.post("/api/me/export", json!({})).await.status, 202);
        domain::personal_data::make_exports(app.domain()).await.expect("made");
        let export = unpacked(&creator.get("/api/me/export/file").await);
        for id in [&open, &locked, &unused] {
            let bytes = export.get(&format!("media/{id}.webp")).expect("it is in the export");
            let picture = image::load_from_memory(bytes).expect("a picture");
            // The widest that is kept of it.
            assert!((500..=700).contains(&picture.width()), "{}", picture.width());
        }
        assert!(!export.contains_key(&format!("media/{theirs}.webp")), "another's is not");

        let leave = creator.post("/api/me/erasure", json!({"handle": creator.handle().await})).await;
        assert_eq!(leave.status, 202, "{}", leave.json);
        app.advance(Duration::from_secs(15 * 24 * 60 * 60));
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        assert_eq!(files(&app).await, others, "nobody bought anything of it");
    }
}
