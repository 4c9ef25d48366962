//! What is made of files: every width, nothing of what a camera noted, edits, refusals with their reasons, and nothing left behind.

use super::{files, header, jpeg, of, pixels, png, publish, ready, upload, work};
use crate::live::Client;
use domain::media::{
    making::{self as jobs, AGAIN, ATTEMPTS, LEASE, Lane},
    uploads::KEPT,
};
use reqwest::Method;
use serde_json::json;
use std::time::Duration;
use testkit::{TestApp, both};

both! {
    async fn a_picture_is_made_into_what_is_shown(app: TestApp) {
        let creator = app.creator("art").await;
        let id = upload(&creator, &jpeg(1_700, 1_000, 1)).await;
        assert_eq!(of(&creator, &id).await["state"], "making", "it is whole, and waits");
        work(&app).await;
        let made = of(&creator, &id).await;
        assert_eq!(made["state"], "ready");
        let media = &made["media"];
        assert_eq!((&media["width"], &media["height"]), (&json!(1_700), &json!(1_000)));
        let widths: Vec<u64> = media["variants"].as_array().expect("variants").iter()
            .map(|variant| variant["width"].as_u64().expect("a width")).collect();
        assert_eq!(widths, [320, 640, 1_080, 1_600]);
        assert!(media["colour"].as_str().is_some_and(|colour| colour.starts_with('#')));
        assert!(media["blur"].as_str().is_some_and(|blur| blur.len() < 600));
        for variant in media["variants"].as_array().expect("variants") {
            let answer = creator.get(variant["url"].as_str().expect("an address")).await;
            assert_eq!((answer.status, header(&answer, "content-type")), (200, "image/webp"));
            let picture = image::load_from_memory(&answer.bytes).expect("a picture");
            assert_eq!(u64::from(picture.width()), variant["width"].as_u64().expect("a width"));
        }
        assert_eq!(made["name"], "picture.jpg");
        let original = creator.get(made["original"].as_str().expect("it is there")).await;
        assert_eq!((original.status, header(&original, "content-type")), (200, "image/jpeg"));
        assert!(header(&original, "content-disposition").starts_with("attachment; filename*=UTF-8''picture.jpg"));
        assert!(original.bytes == jpeg(1_700, 1_000, 1));
    }

    async fn what_is_no_picture_is_refused_by_name_and_leaves_nothing(app: TestApp) {
        let creator = app.creator("art").await;
        let whole = png(64, 64, 1);
        let wide = png(16_400, 40, 1);
        let cases: [(&[u8], &str); 7] = [
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "kind"),
            (b"<!doctype html><script>alert(1)</script>", "kind"),
            (b"MZ\x90\x00 This program cannot be run in DOS mode", "kind"),
            (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "kind"),
            (&whole[..whole.len() / 2], "cut_short"),
            (&wide, "side"),
            (&png(16, 16, 1), "small"),
        ];
        for (bytes, code) in cases {
            let id = upload(&creator, bytes).await;
            work(&app).await;
            let state = of(&creator, &id).await;
            assert_eq!((&state["state"], &state["code"]), (&json!("refused"), &json!(code)), "{state}");
            assert!(state["reason"].as_str().is_some_and(|reason| reason.ends_with(['.', '?'])), "{state}");
            assert_eq!(files(&app).await, Vec::<String>::new(), "{code}");
            // It cannot be published, and goes when it was read.
            let draft = json!({"title": "No", "body": "No", "access": "public", "media": [{"id": id}]});
            assert_eq!(creator.post("/api/posts", draft).await.field(), "media");
            assert_eq!(creator.delete(&format!("/api/media/{id}")).await.status, 204);
            assert_eq!(creator.get(&format!("/api/media/{id}")).await.status, 404);
        }
    }

    async fn its_owner_hears_what_becomes_of_a_file(app: TestApp) {
        let (creator, fan) = (app.creator("art").await, app.fan().await);
        let (mut own, mut other) = (Client::of(&app, &creator).await, Client::of(&app, &fan).await);
        own.hear("me").await;
        other.hear("me").await;
        for (bytes, state) in [(jpeg(400, 300, 1), "ready"), (b"<!doctype html>".to_vec(), "refused")] {
            let id = upload(&creator, &bytes).await;
            work(&app).await;
            // A slow one is told of more than once.
            while own.event("me", "media").await["media"] != json!(id) {}
            assert_eq!(of(&creator, &id).await["state"], state);
        }
        // To nobody else: the answer to the next question is the next frame.
        other.hear("feed").await;
    }

    async fn a_picture_is_turned_and_cut_until_it_is_published(app: TestApp) {
        let creator = app.creator("art").await;
        let id = ready(&app, &creator, &jpeg(800, 400, 1)).await;
        let at = format!("/api/media/{id}");
        let before = files(&app).await;
        let edit = json!({"edit": {"turns": 1, "crop": {"left": 0, "top": 5000, "width": 10000, "height": 5000}}});
        let asked = creator.patch(&at, edit.clone()).await;
        assert_eq!((asked.status, &asked.json["state"]), (200, &json!("making")));
        work(&app).await;
        let made = of(&creator, &id).await;
        assert_eq!((&made["media"]["width"], &made["media"]["height"]), (&json!(400), &json!(400)));
        assert_eq!(made["edit"], edit["edit"]);
        // Turned clockwise, what is below was at the right.
        let picture = creator.get(&format!("/media/{id}/400")).await;
        let picture = image::load_from_memory(&picture.bytes).expect("a picture").to_rgb8();
        assert!(picture.get_pixel(200, 395).0[0] > 230, "the right end of the file is below");
        let after = files(&app).await;
        assert_eq!(before.iter().filter(|key| after.contains(key)).count(), 1, "only the original is as it was");
        // The same again changes nothing, and what cannot be is refused.
        assert_eq!(creator.patch(&at, edit).await.json["state"], "ready");
        assert_eq!(creator.patch(&at, json!({"edit": {"turns": 4}})).await.field(), "turns");
        let beyond = json!({"edit": {"crop": {"left": 1, "top": 0, "width": 10000, "height": 1}}});
        assert_eq!(creator.patch(&at, beyond).await.field(), "crop");
        // A part that is too small is not made; what was made before stays, with the reason.
        let sliver = json!({"edit": {"crop": {"left": 0, "top": 0, "width": 10, "height": 10000}}});
        assert_eq!(creator.patch(&at, sliver).await.json["state"], "making");
        work(&app).await;
        let made = of(&creator, &id).await;
        assert_eq!((&made["state"], &made["problem"]["code"]), (&json!("ready"), &json!("crop")));
        assert_eq!(made["media"]["width"], json!(400));
        let stranger = app.creator("music").await;
        assert_eq!(stranger.patch(&at, json!({"edit": {"turns": 1}})).await.status, 404);
        publish(&creator, json!({}), &[&id]).await;
        assert_eq!(creator.patch(&at, json!({"edit": {"turns": 1}})).await.code(), "upload_gone");
        assert_eq!(creator.delete(&at).await.code(), "media_published");
    }

    async fn the_original_stays_only_if_it_is_wanted(app: TestApp) {
        let creator = app.creator("art").await;
        let (kept, other) = (ready(&app, &creator, &jpeg(400, 300, 1)).await, ready(&app, &creator, &jpeg(400, 300, 2)).await);
        let said = creator.patch(&format!("/api/media/{kept}"), json!({"keep_original": true})).await;
        assert_eq!((said.status, &said.json["keep_original"]), (200, &json!(true)));
        let post = publish(&creator, json!({}), &[&kept, &other]).await;
        app.advance(KEPT * 2);
        work(&app).await;
        let there = creator.get(&format!("/media/{kept}/original")).await;
        assert!(there.status == 200 && there.bytes == jpeg(400, 300, 1));
        assert_eq!(creator.get(&format!("/media/{other}/original")).await.status, 404);
        // It is its owner's, also of a post that all may see.
        assert_eq!(app.visitor().get(&format!("/media/{kept}/original")).await.status, 404);
        assert_eq!(app.with_role(shared::identity::Role::Admin).await.get(&format!("/media/{kept}/original")).await.status, 404);
        assert_eq!(creator.patch(&format!("/api/media/{kept}"), json!({"edit": {"turns": 1}})).await.code(), "media_published");
        assert_eq!(creator.delete(&format!("/api/media/{kept}")).await.status, 204);
        assert_eq!(creator.get(&format!("/media/{kept}/original")).await.status, 404);
        assert_eq!(app.visitor().get(&format!("/media/{kept}/320")).await.status, 200, "the post has it still");
        let view = creator.get(&format!("/api/posts/{post}")).await.json;
        assert_eq!(view["media"].as_array().map(Vec::len), Some(2));
    }

    async fn what_is_put_nowhere_is_deleted_after_a_week(app: TestApp) {
        let creator = app.creator("art").await;
        let id = ready(&app, &creator, &jpeg(400, 300, 1)).await;
        app.advance(KEPT - Duration::from_secs(60));
        work(&app).await;
        assert_eq!(of(&creator, &id).await["state"], "ready");
        app.advance(Duration::from_secs(120));
        work(&app).await;
        assert_eq!(creator.get(&format!("/api/media/{id}")).await.status, 404);
        assert_eq!(files(&app).await, Vec::<String>::new());
    }

    async fn a_job_whose_worker_died_is_taken_up_and_done_once(app: TestApp) {
        let creator = app.creator("art").await;
        let id = upload(&creator, &jpeg(700, 500, 1)).await;
        domain::media::uploads::collecting::round(app.domain()).await.expect("a round");
        // It is dropped early, and later; as often as a file may be at fault and once less.
        for polls in [3, 12] {
            let studio = app.studio().await;
            let work = jobs::round(app.domain(), &studio, Lane::Pictures);
            testkit::killed(Some(polls), work).await;
            app.advance(LEASE + Duration::from_secs(1));
        }
        work(&app).await;
        assert_eq!(of(&creator, &id).await["state"], "ready");
        let picture = creator.get(&format!("/media/{id}/640")).await;
        assert_eq!(picture.status, 200);
    }

    async fn who_cancels_while_it_is_made_leaves_nothing(app: TestApp) {
        let creator = app.creator("art").await;
        let id = upload(&creator, &jpeg(900, 700, 1)).await;
        domain::media::uploads::collecting::round(app.domain()).await.expect("a round");
        let studio = app.studio().await;
        let made = jobs::round(app.domain(), &studio, Lane::Pictures);
        let cancelled = async {
            // Whichever of the two is first.
            creator.delete(&format!("/api/media/{id}")).await
        };
        let (made, cancelled) = tokio::join!(made, cancelled);
        made.expect("a round");
        assert_eq!(cancelled.status, 204);
        work(&app).await;
        assert_eq!(creator.get(&format!("/api/media/{id}")).await.status, 404);
        assert_eq!(files(&app).await, Vec::<String>::new());
    }

    async fn what_fails_by_no_fault_of_the_file_is_tried_again(app: TestApp) {
        let creator = app.creator("art").await;
        let id = upload(&creator, &jpeg(400, 300, 1)).await;
        domain::media::uploads::collecting::round(app.domain()).await.expect("a round");
        jobs::begin_all(app.domain(), &app.studio().await).await.expect("begun");
        // The file is out of reach for a while.
        let key = files(&app).await.pop().expect("the upload");
        let bytes = app.domain().storage.get(&key).await.expect("its bytes");
        app.domain().storage.delete(&key).await.expect("gone");
        work(&app).await;
        assert_eq!(of(&creator, &id).await["state"], "making");
        app.domain().storage.put(&key, bytes).await.expect("back");
        work(&app).await;
        assert_eq!(of(&creator, &id).await["state"], "making", "not at once");
        app.advance(AGAIN);
        work(&app).await;
        assert_eq!(of(&creator, &id).await["state"], "ready");
    }

    async fn what_always_fails_is_refused_in_the_end(app: TestApp) {
        let creator = app.creator("art").await;
        let id = upload(&creator, &jpeg(400, 300, 1)).await;
        domain::media::uploads::collecting::round(app.domain()).await.expect("a round");
        jobs::begin_all(app.domain(), &app.studio().await).await.expect("begun");
        let key = files(&app).await.pop().expect("the upload");
        app.domain().storage.delete(&key).await.expect("gone");
        for _ in 0..ATTEMPTS {
            work(&app).await;
            app.advance(AGAIN * 4);
        }
        let state = of(&creator, &id).await;
        assert_eq!((&state["state"], &state["code"]), (&json!("refused"), &json!("unmade")));
    }

    async fn what_was_made_counts_for_its_owners_room(app: TestApp) {
        let creator = app.creator("art").await;
        let left = async || creator.get("/api/media/limits").await.json["quota_left"].as_u64().expect("bytes");
        let all = left().await;
        let bytes = jpeg(800, 600, 1);
        let id = ready(&app, &creator, &bytes).await;
        let with_both = left().await;
        assert!(with_both < all - bytes.len() as u64, "the file and what was made of it");
        publish(&creator, json!({}), &[&id]).await;
        let after = left().await;
        assert_eq!(after - with_both, bytes.len() as u64, "the original is not kept");
        assert!(after < all);
    }
}

/// A JPEG as a phone writes it: lying on its side, with where it was taken.
#[tokio::test]
async fn where_a_picture_was_taken_is_told_to_nobody() {
    const PLACE: &[u8] = b"GPS-55.7558N-37.6173E";
    let app = TestApp::start(testkit::Db::Sqlite).await;
    let creator = app.creator("art").await;
    let plain = jpeg(640, 320, 1);
    // Orientation 6: a quarter clockwise. After the entry, words as cameras leave them.
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    tiff.extend_from_slice(PLACE);
    let mut bytes = plain[..2].to_vec();
    bytes.extend_from_slice(&[0xff, 0xe1]);
    bytes.extend_from_slice(&u16::try_from(tiff.len() + 2).expect("short").to_be_bytes());
    bytes.extend_from_slice(&tiff);
    bytes.extend_from_slice(&plain[2..]);
    let id = ready(&app, &creator, &bytes).await;
    let made = of(&creator, &id).await;
    assert_eq!(
        (&made["media"]["width"], &made["media"]["height"]),
        (&json!(320), &json!(640))
    );
    publish(&creator, json!({}), &[&id]).await;
    work(&app).await;
    for key in files(&app).await {
        let bytes = app.domain().storage.get(&key).await.expect("a file");
        let told = bytes.windows(PLACE.len()).any(|part| part == PLACE);
        assert!(!told, "{key} tells where it was taken");
        assert!(
            !bytes.windows(4).any(|part| part == b"Exif" || part == b"EXIF"),
            "{key}"
        );
    }
    let shown = app.visitor().get(&format!("/media/{id}/320")).await;
    let shown = image::load_from_memory(&shown.bytes)
        .expect("a picture")
        .to_rgb8();
    // What was on the left is above.
    let file = pixels(640, 320, 1);
    assert!(shown.get_pixel(160, 4).0[0] < 30 && file.get_pixel(4, 160).0[0] < 30);
    let head = app
        .visitor()
        .send(Method::HEAD, &format!("/media/{id}/320"), &[], None)
        .await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}
