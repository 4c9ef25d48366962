//! Becoming somebody: a picture, links, a creator's tiers and first steps.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, Caller, both};

/// A small PNG of one colour.
fn png(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(80, 60, image::Rgb(colour))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a PNG");
    bytes.into_inner()
}

async fn send_picture(caller: &Caller, bytes: Vec<u8>) -> Answer {
    let headers = [("content-type", "application/octet-stream")];
    caller
        .send_bytes(Method::PUT, "/api/me/avatar", &headers, bytes)
        .await
}

/// A form as browsers send one that has a file.
async fn send_form(caller: &Caller, fields: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in fields {
        body.extend(
            format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"evil.html\"\r\n\r\n"
            )
            .bytes(),
        );
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=edge")];
    caller
        .send_bytes(Method::POST, "/settings/picture", &headers, body)
        .await
}

both! {
    async fn one_picture_takes_the_place_of_another(app: TestApp) {
        let fan = app.creator("art").await;
        let me = send_picture(&fan, png([200, 30, 30])).await;
        assert_eq!(me.status, 200, "{}", me.text());
        let first = me.json["avatar"].as_str().expect("a picture").to_owned();
        let seen = app.visitor().get(&first).await;
        assert_eq!((seen.status, seen.headers["content-type"].to_str().ok()), (200, Some("image/webp")));
        let picture = image::load_from_memory(&seen.bytes).expect("a picture").into_rgb8();
        assert_eq!(picture.dimensions(), (256, 256));
        let second = send_picture(&fan, png([30, 30, 200])).await.json["avatar"].as_str().expect("a picture").to_owned();
        assert_ne!(first, second);
        assert_eq!(app.visitor().get(&first).await.status, 404, "the old one is gone");
        let shown = app.visitor().get(&format!("/{}", fan.handle().await)).await;
        assert!(shown.contains(&second));

        let refused = send_picture(&fan, b"<svg onload=alert(1)>".to_vec()).await;
        assert_eq!((refused.status, refused.json["field"].as_str()), (422, Some("picture")));
        // From another device: a server that has read enough ends the connection.
        let mut other = Caller::new(&app.base);
        other.sign_in(fan.wallet().clone()).await;
        assert_eq!(send_picture(&other, vec![0; 9 * 1024 * 1024]).await.status, 413);
        assert_eq!(fan.get("/api/me").await.json["avatar"], json!(second), "what was refused changes nothing");
        assert_eq!(send_picture(&app.visitor(), png([1, 2, 3])).await.status, 401);
        assert_eq!(fan.delete("/api/me/avatar").await.json["avatar"], Value::Null);
        assert_eq!(app.visitor().get(&second).await.status, 404);
    }

    async fn a_picture_comes_by_a_plain_form(app: TestApp) {
        let fan = app.fan().await;
        let saved = send_form(&fan, &[("picture", &png([9, 99, 9]))]).await;
        assert_eq!((saved.status, saved.headers["location"].to_str().ok()), (303, Some("/settings?saved=picture#picture")));
        assert!(fan.get("/api/me").await.json["avatar"].is_string());
        let saved = send_form(&fan, &[("welcome", b"true"), ("picture", &png([9, 9, 9]))]).await;
        assert_eq!(saved.headers["location"].to_str().ok(), Some("/welcome"));
        let refused = send_form(&fan, &[("picture", b"hello")]).await;
        assert!(refused.status == 422 && refused.contains("a picture is a JPEG, PNG, WebP or GIF file."));
        assert_eq!(send_form(&fan, &[("remove", b"true")]).await.status, 303);
        assert_eq!(fan.get("/api/me").await.json["avatar"], Value::Null);
    }

    async fn links_lead_to_plain_places_only(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let links = json!(["https://example.com/me", "", "https://xn--e1afmkfd.xn--p1ai/"]);
        let me = creator.patch("/api/me", json!({"links": links})).await;
        assert_eq!(me.json["links"], json!(["https://example.com/me", "https://xn--e1afmkfd.xn--p1ai/"]));
        let page = app.visitor().get(&format!("/{handle}")).await.text();
        assert!(page.contains("href=\"https://example.com/me\"") && page.contains("nofollow ugc noopener noreferrer"));
        for bad in ["javascript:alert(1)", "java\nscript:alert(1)", "http://example.com", "https://127.0.0.1", "data:text/html,x", "//evil.example"] {
            let refused = creator.patch("/api/me", json!({"links": [bad]})).await;
            assert_eq!((refused.status, refused.json["field"].as_str()), (422, Some("links")), "{bad}");
        }
        let many: Vec<String> = (0..6).map(|number| format!("https://example.com/{number}")).collect();
        assert_eq!(creator.patch("/api/me", json!({"links": many})).await.status, 422);
        assert_eq!(creator.get("/api/me").await.json["links"], me.json["links"]);
        // The form has one a line, and keeps what it refuses.
        let fields = |links: &str| format!("name=A&handle={handle}&bio=&links={links}");
        let refused = creator.form("/settings/profile", &fields("javascript%3Aalert%281%29")).await;
        assert!(refused.status == 422 && refused.contains("javascript:alert(1)</textarea>"), "{}", refused.status);
        let saved = creator.form("/settings/profile", &fields("https%3A%2F%2Fone.example%0D%0Ahttps%3A%2F%2Ftwo.example")).await;
        assert_eq!(saved.status, 303);
        assert_eq!(creator.get("/api/me").await.json["links"], json!(["https://one.example/", "https://two.example/"]));
        // A form without the field, as the first steps have, leaves them.
        creator.form("/settings/profile", &format!("name=A&handle={handle}&bio=")).await;
        assert_eq!(creator.get("/api/me").await.json["links"].as_array().map(Vec::len), Some(2));
    }

    async fn a_creator_begins_with_the_tiers_they_offer(app: TestApp) {
        let fan = app.fan().await;
        let handle = fan.handle().await;
        assert!(fan.get("/welcome/creator").await.contains("0.05"), "the defaults stand in the form");
        let tiers = |tiers: Value| json!({"category": "music", "tiers": tiers});
        for bad in [
            json!([]),
            json!([{"level": "gold", "price": "50000000"}]),
            json!([{"level": "basic", "price": "1"}]),
            json!([{"level": "basic", "price": "90000000"}, {"level": "vip", "price": "50000000"}]),
            json!([{"level": "basic", "price": "50000000"}, {"level": "basic", "price": "60000000"}]),
        ] {
            assert_eq!(fan.post("/api/me/creator", tiers(bad.clone())).await.status, 422, "{bad}");
        }
        let refused = fan.form("/welcome/creator", "category=music&bio=Songs&basic=much&basic_on=true").await;
        assert!(refused.status == 422 && refused.contains("Songs") && refused.contains("amount in SOL"), "{}", refused.status);
        let refused = fan.form("/welcome/creator", "category=music&bio=Songs&payout_address=nobody&vip_on=true&vip=1").await;
        assert!(refused.status == 422 && refused.contains("not a Solana address"));
        let done = fan.form("/welcome/creator", "category=music&bio=Songs&basic=0.02&basic_on=true&premium=0.3&vip=1%2C5&vip_on=true").await;
        assert_eq!((done.status, done.headers["location"].to_str().ok()), (303, Some("/welcome/creator")), "{}", done.text());
        let seen = app.visitor().get(&format!("/api/creators/{handle}")).await.json;
        let offered: Vec<(&str, &str)> = seen["tiers"].as_array().expect("tiers").iter()
            .map(|tier| (tier["level"].as_str().expect("a level"), tier["price"].as_str().expect("a price")))
            .collect();
        assert_eq!(offered, [("basic", "20000000"), ("vip", "1500000000")]);
        assert_eq!(seen["from_price"], json!("20000000"));
        assert_eq!(fan.form("/welcome/creator", "category=music&vip=1&vip_on=true").await.status, 409);

        // The first steps say what is done, here and on one's own page, until all of it is.
        let steps = fan.get("/welcome/creator").await.text();
        assert_eq!((steps.matches(">done<").count(), steps.matches(">still to do<").count()), (3, 2));
        assert!(fan.get(&format!("/{handle}")).await.contains("Your first steps"));
        assert!(!app.visitor().get(&format!("/{handle}")).await.contains("Your first steps"));
        fan.publish(json!({"title": "One", "body": "Words", "access": "public"})).await;
        send_picture(&fan, png([1, 200, 3])).await;
        assert!(!fan.get(&format!("/{handle}")).await.contains("Your first steps"));
        assert_eq!(fan.get("/welcome/creator").await.text().matches(">done<").count(), 5);
    }
}
