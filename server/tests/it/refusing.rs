//! What is refused is told in the language of whoever asks: over JSON, at the field of a form, and on the live connection.

use crate::live::Client;
use reqwest::{Method, header};
use serde_json::json;
use shared::text::Lang;
use testkit::{Answer, both};

const RUSSIAN: (&str, &str) = ("accept-language", "ru-RU,ru;q=0.9,en;q=0.5");

/// The language of an answer, and that nobody keeps it.
fn lang(answer: &Answer) -> Lang {
    assert_eq!(
        answer.headers[header::CACHE_CONTROL],
        "no-store",
        "{}",
        answer.json
    );
    let tag = answer.headers[header::CONTENT_LANGUAGE].to_str().expect("ASCII");
    Lang::from_tag(tag).expect("a language of the site")
}

both! {
    async fn a_refusal_is_in_the_language_of_whoever_asks(app: TestApp) {
        let visitor = app.visitor();
        let path = "/api/posts?limit=0";
        for (path, headers, expected) in [
            (path, vec![], Lang::En),
            (path, vec![("accept-language", "de")], Lang::En),
            (path, vec![RUSSIAN], Lang::Ru),
            (path, vec![("accept-language", "en"), ("cookie", "fonana_lang=ru")], Lang::Ru),
            (path, vec![RUSSIAN, ("cookie", "fonana_theme=dark; fonana_lang=en")], Lang::En),
        ] {
            let refused = visitor.send(Method::GET, path, &headers, None).await;
            assert_eq!((refused.status, lang(&refused)), (422, expected), "{headers:?}");
            assert_eq!(refused.json["detail"], json!(expected.limit_range(100)), "{headers:?}");
            assert_eq!(refused.json["title"], json!(expected.refusal(shared::Code::Invalid)));
            assert_eq!(refused.json["field"], json!("limit"));
        }
        let nothing = visitor.send(Method::GET, "/api/nothing", &[RUSSIAN], None).await;
        assert_eq!((nothing.status, lang(&nothing)), (404, Lang::Ru));
        assert_eq!(nothing.json["detail"], json!("Здесь ничего нет."));
        // What is not refused says nothing of a language.
        let good = visitor.send(Method::GET, "/api/posts", &[RUSSIAN], None).await;
        assert!(good.status == 200 && good.headers.get(header::CONTENT_LANGUAGE).is_none());
    }

    async fn what_somebody_set_counts_without_a_cookie(app: TestApp) {
        let fan = app.fan().await;
        let change = async |theme: &str| {
            fan.patch("/api/me/settings", json!({"theme": theme, "lang": "ru"})).await
        };
        let refused = change("pink").await;
        assert_eq!((refused.status, lang(&refused)), (422, Lang::En));
        assert_eq!(refused.json["detail"], json!("A theme is light or dark."));
        assert_eq!(change("dark").await.status, 200);
        let refused = change("pink").await;
        assert_eq!((refused.status, lang(&refused)), (422, Lang::Ru));
        assert_eq!(refused.json["detail"], json!("Тема — light или dark."));
    }

    async fn what_cannot_be_read_is_told_in_each_language(app: TestApp) {
        let fan = app.fan().await;
        let order = |creator: serde_json::Value| {
            json!({"currency": "SOL", "item": {"kind": "subscription", "creator": creator, "tier": "basic", "days": 30}})
        };
        let unknown = json!({"currency": "SOL", "item": {"kind": "post"}, "colour": "red"});
        for (body, field, en, ru) in [
            (order(json!("ab")), "item", "A handle has 3 to 30 characters.", "В имени от 3 до 30 знаков."),
            (unknown, "colour", "unknown field `colour`", "Поля `colour` здесь нет."),
        ] {
            let headers = [("idempotency-key", "one"), ("accept-language", "en")];
            let refused = fan.send(Method::POST, "/api/orders", &headers, Some(body.clone())).await;
            assert!(refused.status == 422 && refused.field().starts_with(field), "{}", refused.json);
            assert!(refused.json["detail"].as_str().is_some_and(|said| said.starts_with(en)), "{}", refused.json);
            let headers = [("idempotency-key", "one"), RUSSIAN];
            let refused = fan.send(Method::POST, "/api/orders", &headers, Some(body)).await;
            assert_eq!((refused.json["detail"].as_str(), lang(&refused)), (Some(ru), Lang::Ru));
        }
    }

    async fn a_form_says_it_at_its_field(app: TestApp) {
        let fan = app.fan().await;
        let form = ("content-type", "application/x-www-form-urlencoded");
        let fields = "name=Anna&handle=feed&bio=";
        let english = fan.send_text(Method::POST, "/settings/profile", &[form], fields).await;
        assert!(english.status == 422 && english.contains(Lang::En.handle_reserved()), "{}", english.text());
        let russian = fan.send_text(Method::POST, "/settings/profile", &[form, RUSSIAN], fields).await;
        assert_eq!(russian.status, 422);
        assert!(russian.contains(r#"lang="ru""#) && russian.contains(Lang::Ru.handle_reserved()), "{}", russian.text());
        // The law's own sentence, and no general one.
        let links = "name=Anna&handle=anna_refused&bio=&links=http%3A%2F%2Fexample.com";
        let russian = fan.send_text(Method::POST, "/settings/profile", &[form, RUSSIAN], links).await;
        assert!(russian.status == 422 && russian.contains(Lang::Ru.link_shape()), "{}", russian.text());
    }

    async fn a_connection_speaks_the_language_that_it_began_in(app: TestApp) {
        for (headers, expected) in [(&[][..], Lang::En), (&[RUSSIAN][..], Lang::Ru)] {
            let mut client = Client::ask(&app, "/ws", headers, None).await.expect("a connection");
            client.say(json!({"subscribe": {"topic": "me"}})).await;
            let refused = client.next().await;
            assert_eq!(refused["code"], json!("sign_in_required"));
            assert_eq!(refused["sentence"], json!(expected.refusal(shared::Code::SignInRequired)));
        }
    }
}
