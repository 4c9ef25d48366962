//! Captions and what stands for a film: whose they are, who gets them, what is refused, and that nothing is left of those before. And
//! originals, which only their owners have.

use super::films::{film, recorded, sound};
use super::{
    files,
    forms::{place, with_fields},
    header, jpeg, of, publish, ready, upload, work,
};
use crate::access_matrix::follow;
use domain::personal_data::orphans::{self, Unnamed};
use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, Caller, both};

const SRT: &str = "1\r\n00:00:00,000 --> 00:00:01,500\r\n<font color=red>Salt</font> <i>and wind</i>\r\n";
const VTT: &str = "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nSalt <i>and wind</i>\n";

/// Sends captions.
async fn caption(caller: &Caller, id: &str, lang: &str, text: &[u8]) -> Answer {
    let path = format!("/api/media/{id}/captions{lang}");
    let headers = [("content-type", "application/x-subrip")];
    caller
        .send_bytes(Method::PUT, &path, &headers, text.to_vec())
        .await
}

async fn picture(caller: &Caller, id: &str, bytes: &[u8]) -> Answer {
    let path = format!("/api/media/{id}/poster");
    caller.send_bytes(Method::PUT, &path, &[], bytes.to_vec()).await
}

async fn moment(caller: &Caller, id: &str, milliseconds: u64) -> Answer {
    let path = format!("/api/media/{id}/poster/moment");
    caller.put(&path, json!({"milliseconds": milliseconds})).await
}

/// The address of what a file's owner is told of its captions.
fn captions(own: &Value) -> &str {
    own["media"]["playable"]["captions"]["url"]
        .as_str()
        .expect("captions")
}

fn posters(own: &Value) -> Vec<String> {
    let variants = own["media"]["variants"].as_array().expect("variants");
    variants
        .iter()
        .map(|one| one["url"].as_str().expect("an address").to_owned())
        .collect()
}

both! {
    async fn captions_of_a_film_are_as_locked_as_the_film(app: TestApp) {
        let creator = app.creator("music").await;
        let handle = creator.handle().await;
        let (stranger, follower, member, buyer) = (app.fan().await, app.fan().await, app.fan().await, app.fan().await);
        follow(&app, &follower, &creator).await;
        app.pay(&member, json!({"kind": "subscription", "creator": handle, "tier": "premium", "days": 30})).await;
        let visitor = app.visitor();
        let kinds = [
            ("nowhere", None),
            ("public", Some(json!({"access": "public"}))),
            ("followers", Some(json!({"access": "followers"}))),
            ("either", Some(json!({"access": "tier_or_price", "tier": "premium", "price": "50000000"}))),
        ];
        let mut wrong = Vec::new();
        for (at, (kind, access)) in kinds.into_iter().enumerate() {
            // A sound has them too, and a film is slow to make.
            let (id, _) = recorded(&app, &creator, if at == 3 { film() } else { sound() }).await;
            let taken = caption(&creator, &id, "?lang=ru", SRT.as_bytes()).await;
            assert_eq!(taken.status, 200, "{}", taken.json);
            assert_eq!(taken.json["media"]["playable"]["captions"]["lang"], "ru");
            let mut urls = vec![captions(&taken.json).to_owned()];
            if at == 3 {
                let chosen = picture(&creator, &id, &jpeg(640, 480, 1)).await;
                assert_eq!(chosen.status, 200, "{}", chosen.json);
                urls.extend(posters(&chosen.json));
            }
            if let Some(access) = access {
                let post = publish(&creator, access, &[&id]).await;
                if kind == "either" {
                    app.pay(&buyer, json!({"kind": "post", "post": post})).await;
                }
            }
            let callers = [
                ("visitor", &visitor), ("stranger", &stranger), ("follower", &follower), ("member", &member),
                ("buyer", &buyer), ("author", &creator),
            ];
            for url in &urls {
                for (name, caller) in callers {
                    let open = matches!((kind, name), ("public", _) | (_, "author") | ("followers", "follower") | ("either", "member" | "buyer"));
                    let answer = caller.get(url).await;
                    let cache = if kind == "public" { "public, max-age=31536000, immutable" } else { "private, no-store" };
                    let good = match open {
                        true => answer.status == 200 && header(&answer, "cache-control") == cache,
                        false => answer.status == 404 && !answer.contains("Salt"),
                    };
                    if !good {
                        wrong.push(format!("{url} of {kind} as {name}: {} {}", answer.status, header(&answer, "cache-control")));
                    }
                    if open && url.ends_with(".vtt") && (answer.text() != VTT || header(&answer, "content-type") != "text/vtt; charset=utf-8") {
                        wrong.push(format!("{url} of {kind} as {name} is {}", answer.text()));
                    }
                    let signed = url.replace("/media/", "/api/media/").replacen(&id, &format!("{id}/address"), 1);
                    let signed = caller.get(&signed).await.status;
                    let expected = if name == "visitor" { 401 } else if open { 200 } else { 404 };
                    if signed != expected {
                        wrong.push(format!("a signed address of {url} as {name}: {signed}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn captions_are_their_owners_to_change_and_nothing_is_left_of_those_before(app: TestApp) {
        let creator = app.creator("music").await;
        let (id, _) = recorded(&app, &creator, sound()).await;
        let before = files(&app).await.len();
        let room = async || creator.get("/api/media/limits").await.json["quota_left"].as_u64().expect("a number");
        let left = room().await;
        let first = captions(&caption(&creator, &id, "", SRT.as_bytes()).await.json).to_owned();
        assert!(first.contains("/captions-en-"), "the language of the site: {first}");
        assert_eq!((files(&app).await.len(), room().await), (before + 1, left - VTT.len() as u64));
        publish(&creator, json!({"access": "public"}), &[&id]).await;
        let second = caption(&creator, &id, "?lang=uk", VTT.replace("Salt", "Сіль").as_bytes()).await;
        let second = captions(&second.json).to_owned();
        assert_ne!(first, second, "what is kept for a year is never another");
        let visitor = app.visitor();
        assert_eq!((visitor.get(&first).await.status, visitor.get(&second).await.status), (404, 200));
        assert_eq!(files(&app).await.len(), before, "the original of what is published went, and one file of captions is there");
        // What is refused leaves what is there.
        let (other, picture) = (app.creator("art").await, ready(&app, &creator, &jpeg(300, 200, 1)).await);
        let coming = upload(&creator, &jpeg(300, 200, 2)).await;
        let nothing = "00000000-0000-7000-8000-000000000000";
        for (caller, id, lang, text, status, code) in [
            (&visitor, id.as_str(), "", SRT, 401, "sign_in_required"),
            (&other, &id, "", SRT, 404, "not_found"),
            (&creator, nothing, "", SRT, 404, "not_found"),
            (&creator, &picture, "", SRT, 422, "invalid"),
            (&creator, &coming, "", SRT, 409, "media_not_ready"),
            (&creator, &id, "?lang=tlh", SRT, 422, "invalid"),
            (&creator, &id, "", "", 422, "captions_empty"),
            (&creator, &id, "", "\u{1}\0", 422, "captions_unread"),
            (&creator, &id, "", "1\n00:00:02,000 --> 00:00:01,000\nSalt", 422, "captions_times"),
        ] {
            let answer = caption(caller, id, lang, text.as_bytes()).await;
            assert_eq!((answer.status, answer.code()), (status, code), "{text} of {id}");
        }
        let long = format!("1\n00:00:01,000 --> 00:00:02,000\n{}", "x".repeat(2_000));
        let answer = caption(&creator, &id, "", long.as_bytes()).await;
        assert_eq!((answer.status, answer.code(), answer.field()), (422, "captions_long", "captions"));
        assert_eq!(caption(&creator, &id, "", &vec![b'x'; 600 * 1024]).await.status, 413);
        assert_eq!(visitor.get(&second).await.status, 200);
        assert_eq!(other.delete(&format!("/api/media/{id}/captions")).await.status, 404);
        for _ in 0..2 {
            let gone = creator.delete(&format!("/api/media/{id}/captions")).await;
            assert_eq!((gone.status, &gone.json["media"]["playable"]["captions"]), (200, &Value::Null));
        }
        assert_eq!(visitor.get(&second).await.status, 404);
    }

    async fn an_author_chooses_what_stands_for_a_film(app: TestApp) {
        let creator = app.creator("music").await;
        let (id, made) = recorded(&app, &creator, film()).await;
        let first = posters(&json!({"media": made}));
        let post = publish(&creator, json!({"access": "price", "price": "50000000"}), &[&id]).await;
        let blur = app.visitor().get(&format!("/api/posts/{post}")).await.json["preview"]["blur"].clone();
        let kept = files(&app).await.len();
        // The film is in shape 16 to 9, and so is whatever stands for it.
        let own = picture(&creator, &id, &jpeg(1_000, 1_000, 5)).await;
        assert_eq!(own.status, 200, "{}", own.json);
        let second = posters(&own.json);
        let bytes = creator.get(second.last().expect("one")).await.bytes;
        let size = image::load_from_memory(&bytes).expect("a picture");
        assert_eq!((size.width(), size.height()), (1_000, 562));
        assert_eq!((own.json["media"]["width"].clone(), own.json["media"]["height"].clone()), (json!(320), json!(180)));
        let now = app.visitor().get(&format!("/api/posts/{post}")).await.json["preview"]["blur"].clone();
        assert_ne!(now, blur, "what others see of it is of the same picture");
        let third = moment(&creator, &id, 1_900).await;
        assert_eq!(third.status, 200, "{}", third.json);
        let third = posters(&third.json);
        for (name, urls, status) in [("first", &first, 404), ("second", &second, 404), ("third", &third, 200)] {
            for url in urls {
                assert_eq!(creator.get(url).await.status, status, "{name}: {url}");
            }
        }
        assert_eq!(files(&app).await.len(), kept + third.len() - first.len(), "and no file of those before");
        // The same again is the same, under other names.
        assert_eq!(posters(&moment(&creator, &id, 1_900).await.json).len(), third.len());
        let (other, heard) = (app.creator("art").await, recorded(&app, &creator, sound()).await.0);
        let still = jpeg(300, 200, 1);
        for (answer, status, code) in [
            (picture(&app.visitor(), &id, &still).await, 401, "sign_in_required"),
            (picture(&other, &id, &still).await, 404, "not_found"),
            (picture(&creator, &heard, &still).await, 422, "invalid"),
            (picture(&creator, &id, b"<svg/>").await, 422, "invalid"),
            (moment(&other, &id, 0).await, 404, "not_found"),
            (moment(&creator, &id, 60_000).await, 422, "invalid"),
            (moment(&creator, &heard, 0).await, 422, "invalid"),
        ] {
            assert_eq!((answer.status, answer.code()), (status, code), "{}", answer.json);
        }
        assert_eq!(picture(&creator, &id, &vec![0; 9 * 1024 * 1024]).await.status, 413);
        // The card for others shows none of it, and the post's page works still.
        assert_eq!(app.visitor().get(&format!("/post/{post}/card.jpg")).await.status, 200);
    }

    async fn what_a_crash_leaves_of_a_row_that_lives_is_collected(app: TestApp) {
        let creator = app.creator("music").await;
        let (id, _) = recorded(&app, &creator, sound()).await;
        caption(&creator, &id, "?lang=en", SRT.as_bytes()).await;
        let kept = files(&app).await;
        let key = kept.iter().find(|key| key.contains("captions")).expect("captions").replace("-en-", "-ru-");
        app.domain().storage.put(&key, SRT.into()).await.expect("written");
        let mut seen = Unnamed::default();
        for deleted in [0, 1, 0] {
            assert_eq!(orphans::collect(app.domain(), &mut seen).await.expect("a look"), deleted);
        }
        assert_eq!(files(&app).await, kept);
    }

    async fn captions_and_posters_come_with_the_plain_form(app: TestApp) {
        let creator = app.creator("music").await;
        let id = upload(&creator, film()).await;
        work(&app).await;
        let typed = format!("title=Tides&access=public&media={id}");
        let at = place(&creator.form("/create", &format!("act=save&{typed}")).await);
        let page = creator.get(&at).await;
        for name in ["captions", "tongue", "moment", "poster", "keep"] {
            assert!(page.contains(&format!("name=\"{name}.{id}\"")), "{name} is in the form");
        }
        let tongue = format!("tongue.{id}");
        let (caption, still) = (format!("captions.{id}"), format!("poster.{id}"));
        let fields = [("title", "Tides"), ("access", "public"), ("media", id.as_str()), (tongue.as_str(), "ru")];
        let path = format!("{at}/files");
        let picture = jpeg(640, 360, 7);
        let sent = [(caption.as_str(), "a.srt", SRT.as_bytes()), (still.as_str(), "a.jpg", picture.as_slice())];
        let before = posters(&of(&creator, &id).await);
        assert_eq!(place(&with_fields(&creator, &path, &fields, &sent).await), format!("{at}#files"));
        let own = of(&creator, &id).await;
        assert_eq!(creator.get(captions(&own)).await.text(), VTT);
        let chosen = posters(&own);
        assert_ne!(chosen, before);
        // What cannot be read says so by its name, and takes nothing away.
        let bad = [(caption.as_str(), "b.srt", b"nothing".as_slice()), (still.as_str(), "b.jpg", b"nothing")];
        let refused = with_fields(&creator, &path, &fields, &bad).await;
        assert_eq!(refused.status, 422);
        assert!(refused.contains("b.srt") && refused.contains("no file of captions") && refused.contains("b.jpg"), "{}", refused.text());
        assert_eq!(posters(&of(&creator, &id).await), chosen);
        let pressed = async |act: &str, more: &str| creator.form(&at, &format!("act={act}:{id}&{typed}{more}")).await;
        assert_eq!(place(&pressed("moment", &format!("&moment.{id}=0%3A01%2C5")).await), format!("{at}#files"));
        assert_ne!(posters(&of(&creator, &id).await), chosen);
        let late = pressed("moment", &format!("&moment.{id}=75")).await;
        assert!(late.status == 422 && late.contains("The film ends before this moment."), "{}", late.text());
        place(&pressed("uncaption", "").await);
        assert!(of(&creator, &id).await["media"]["playable"].get("captions").is_none());
        // The box: not ticked is said too, and the last word counts.
        let kept = async |said: &str| {
            place(&creator.form(&at, &format!("act=save&{typed}{said}")).await);
            of(&creator, &id).await["keep_original"].as_bool()
        };
        assert_eq!(kept(&format!("&keep.{id}=no&keep.{id}=yes")).await, Some(true));
        assert_eq!(kept(&format!("&keep.{id}=no")).await, Some(false));
        assert_eq!(kept(&format!("&keep.{id}=no&keep.{id}=yes")).await, Some(true));
        let draft = at.strip_prefix("/create/").expect("a draft");
        place(&creator.form(&at, &format!("act=publish&body=Salt&{typed}&keep.{id}=no&keep.{id}=yes")).await);
        let original = format!("/media/{id}/original");
        assert_eq!((creator.get(&original).await.status, app.fan().await.get(&original).await.status), (200, 404));
        let edit = creator.get(&format!("/post/{draft}/edit")).await;
        assert!(edit.contains(&original) && !edit.contains(&format!("name=\"keep.{id}\"")));
    }
}
