//! Addresses and links in letters: an address counts once it is confirmed, and one press ends letters.

use super::*;
use sea_orm::ConnectionTrait;
use testkit::both;

with_letters! {
    async fn an_address_counts_once_it_is_confirmed(app, office) {
        let fan = app.creator("art").await;
        let asked = fan.put("/api/me/email", json!({"email": " Anna@Example.com "})).await;
        assert_eq!(asked.status, 202, "{}", asked.json);
        assert_eq!((&asked.json["email"], &asked.json["unconfirmed"]), (&Value::Null, &json!("Anna@example.com")));
        assert_eq!(round(&app).await, 1);
        assert_eq!(round(&app).await, 0);
        let [letter] = office.take().try_into().expect("one letter");
        assert_eq!(letter.to, "Anna@example.com");
        assert_eq!(letter.header("from"), "Fonana <letters@fonana.example>");
        assert_eq!(letter.header("list-unsubscribe"), "", "the house's own letters are not of a list");
        let link = letter.link("http");
        assert!(letter.html.contains(&link) && letter.contains(&fan.handle().await));
        let path = link.strip_prefix(&app.base).expect("a path of this site").to_owned();
        // Looking at the link does nothing, and needs no session.
        let page = app.visitor().get(&path).await;
        assert!(page.status == 200 && page.contains("Is this your address?"), "{}", page.status);
        assert_eq!(fan.get("/api/me/reach").await.json["email"], Value::Null);
        let pressed = app.visitor().form(&path, "").await;
        assert!(pressed.status == 200 && pressed.contains("is confirmed"), "{}", pressed.text());
        assert_eq!(app.visitor().form(&path, "").await.status, 200, "a second time changes nothing");
        let reach = fan.get("/api/me/reach").await.json;
        assert_eq!((&reach["email"], &reach["unconfirmed"]), (&json!("Anna@example.com"), &Value::Null));
        // Nobody else sees it anywhere.
        let handle = fan.handle().await;
        for path in [format!("/{handle}"), format!("/api/creators/{handle}"), "/api/creators".into()] {
            assert!(!app.visitor().get(&path).await.contains("example.com"), "{path}");
        }
        assert!(fan.get("/settings").await.contains("Anna@example.com"));
    }

    async fn a_link_ends_after_a_day_and_with_its_address(app, office) {
        let fan = app.fan().await;
        let link = async |address: &str| {
            assert_eq!(fan.put("/api/me/email", json!({"email": address})).await.status, 202);
            round(&app).await;
            let letters = office.take();
            letters.last().expect("a letter").link("http").replace(&app.base, "")
        };
        let first = link("first@example.com").await;
        let second = link("second@example.com").await;
        // Another was named since.
        let refused = app.visitor().form(&first, "").await;
        assert_eq!((refused.status, refused.code()), (410, "mail_link"));
        app.advance(HOUR * 25);
        assert_eq!(app.visitor().form(&second, "").await.code(), "mail_link");
        assert_eq!(app.visitor().get(&second).await.status, 410);
        // Somebody made it up.
        let forged = format!("{}A", &second[..second.len() - 1]);
        for path in [forged, "/mail/nothing".into(), format!("/mail/{}", "A".repeat(55))] {
            assert_eq!(app.visitor().form(&path, "").await.status, 410, "{path}");
        }
        assert_eq!(fan.get("/api/me/reach").await.json["email"], Value::Null);
    }

    async fn the_old_address_is_told_and_can_be_taken_away(app, office) {
        let fan = app.fan().await;
        confirmed(&app, &office, &fan, "old@example.com").await;
        confirmed(&app, &office, &fan, "new@example.com").await;
        round(&app).await;
        let [letter] = office.take().try_into().expect("one letter");
        assert_eq!((letter.to.as_str(), letter.subject().as_str()), ("old@example.com", "Your address at Fonana was changed"));
        assert!(!letter.contains("new@example.com"));
        let removed = fan.delete("/api/me/email").await;
        assert_eq!((removed.status, &removed.json["email"]), (200, &Value::Null));
        assert_eq!(fan.delete("/api/me/email").await.status, 200);
        round(&app).await;
        let [letter] = office.take().try_into().expect("one letter");
        assert_eq!(letter.to, "new@example.com");
    }

    async fn nobody_is_flooded_by_somebody_elses_wish(app, office) {
        let (fan, other) = (app.fan().await, app.fan().await);
        let ask = async |caller: &Caller| caller.put("/api/me/email", json!({"email": "victim@example.com"})).await;
        for _ in 0..3 {
            assert_eq!(ask(&fan).await.status, 202);
            round(&app).await;
        }
        assert_eq!(ask(&other).await.status, 202);
        round(&app).await;
        assert_eq!(ask(&other).await.status, 202);
        round(&app).await;
        assert_eq!(ask(&other).await.code(), "too_many_mails");
        assert_eq!(office.take().len(), 5);
        let wrong = fan.put("/api/me/email", json!({"email": "no address"})).await;
        assert_eq!((wrong.status, wrong.field()), (422, "email"));
        app.advance(HOUR * 25);
        let mut other = other;
        again(&mut other).await;
        assert_eq!(ask(&other).await.status, 202);
    }

    async fn one_press_ends_letters(app, office) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        confirmed(&app, &office, &creator, "anna@example.com").await;
        reach(&creator, json!({"mail": "soon"})).await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        say(&fan, &post, "Hello").await;
        app.advance(MINUTE * 6);
        round(&app).await;
        let [letter] = office.take().try_into().expect("one letter");
        assert_eq!(letter.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
        let stop = letter.header("list-unsubscribe").trim_matches(['<', '>']).to_owned();
        let path = stop.strip_prefix(&app.base).expect("a path of this site").to_owned();
        assert!(app.visitor().get(&path).await.contains("No more letters?"));
        assert_eq!(creator.get("/api/me/reach").await.json["mail"], json!("soon"));
        // As a mail program asks, from wherever it is.
        let headers = [("origin", "https://mail.example"), ("content-type", "application/x-www-form-urlencoded")];
        for _ in 0..2 {
            let asked = app.visitor().send_text(Method::POST, &path, &headers, "List-Unsubscribe=One-Click").await;
            assert!(asked.status == 200 && asked.contains("There are no more letters"), "{}", asked.text());
        }
        assert_eq!(creator.get("/api/me/reach").await.json["mail"], json!("off"));
        say(&fan, &post, "Still there?").await;
        app.advance(HOUR);
        round(&app).await;
        assert!(office.take().is_empty());
        // The link of an address that is theirs no longer does nothing.
        creator.delete("/api/me/email").await;
        assert_eq!(app.visitor().form(&path, "").await.status, 410);
    }

    async fn it_is_taken_along_and_erased(app, office) {
        let fan = app.fan().await;
        confirmed(&app, &office, &fan, "anna@example.com").await;
        fan.post("/api/me/feed", json!({})).await;
        fan.post("/api/me/export", json!({})).await;
        domain::personal_data::make_exports(app.domain()).await.expect("made");
        let file = fan.get("/api/me/export/file").await;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file.bytes)).expect("a ZIP");
        let mut file = zip.by_name("ways.json").expect("a file");
        let mut words = String::new();
        std::io::Read::read_to_string(&mut file, &mut words).expect("whole");
        assert!(words.contains("anna@example.com"), "{words}");
        fan.post("/api/me/erasure", json!({"handle": fan.handle().await})).await;
        app.advance(HOUR * 24 * 15);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        let db = &app.domain().db;
        for table in ["ways", "devices", "dispatches", "feed_keys"] {
            let find = sea_orm::sea_query::Query::select().column("user_id").from(table).take();
            assert!(db.query_all(&find).await.expect("a query").is_empty(), "{table}");
        }
    }
}

both! {
    async fn without_a_mail_server_there_are_no_addresses(app: TestApp) {
        use super::*;
        let fan = app.fan().await;
        let refused = fan.put("/api/me/email", json!({"email": "anna@example.com"})).await;
        assert_eq!((refused.status, refused.code()), (409, "mail_off"));
        assert_eq!(fan.get("/api/me/reach").await.json["sends_mail"], json!(false));
        assert!(fan.get("/settings").await.contains("This site sends no e-mail."));
        let form = fan.form("/settings/email", "email=anna%40example.com").await;
        assert_eq!(form.status, 409);
    }
}
