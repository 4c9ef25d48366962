//! Films and sounds: how they are played is told only to those who may, and every file of them, whole and in parts, is had by nobody else.

use super::{header, jpeg, of, publish, ready, upload, work};
use crate::access_matrix::follow;
use reqwest::Method;
use serde_json::{Value, json};
use std::{process::Command, sync::OnceLock};
use testkit::{Answer, Caller, TestApp, both};

/// A recording made by ffmpeg, of two seconds.
fn made(name: &str, args: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let done = Command::new("ffmpeg")
        .args(["-nostdin", "-y", "-v", "error"])
        .args(args.split_whitespace())
        .args(["-threads", "1"])
        .arg(&path)
        .status()
        .expect("ffmpeg: `make setup` installs it");
    assert!(done.success(), "{args}");
    std::fs::read(path).expect("a file")
}

pub fn film() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        made(
            "a.mp4",
            "-f lavfi -i testsrc2=s=320x180:r=25:d=2 -f lavfi -i sine=d=2 -c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac",
        )
    })
}

pub fn sound() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| made("a.mp3", "-f lavfi -i sine=d=2 -c:a libmp3lame -b:a 64k"))
}

/// A recording that is worked on; its id, and what is told of it.
pub async fn recorded(app: &TestApp, caller: &Caller, bytes: &[u8]) -> (String, Value) {
    let id = upload(caller, bytes).await;
    work(app).await;
    let state = of(caller, &id).await;
    assert_eq!(state["state"], "ready", "{state}");
    (id, state["media"].clone())
}

/// The addresses of all that is told of a file, and of what its playlists name.
pub async fn addresses(caller: &Caller, media: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("an address").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let playable = &media["playable"];
    let mut all: Vec<String> = list(&media["variants"])
        .iter()
        .chain(&list(&playable["sources"]))
        .map(|one| text(&one["url"]))
        .collect();
    let mut at = 0;
    while at < all.len() {
        if let Some((folder, _)) = all[at].clone().rsplit_once('/')
            && all[at].ends_with(".m3u8")
        {
            let answer = caller.get(&all[at]).await;
            assert_eq!(answer.status, 200, "{}", all[at]);
            let list = String::from_utf8(answer.bytes).expect("a playlist");
            for name in named(&list) {
                let address = format!("{folder}/{name}");
                if !all.contains(&address) {
                    all.push(address);
                }
            }
        }
        at += 1;
    }
    all
}

/// What a playlist names.
fn named(list: &str) -> Vec<String> {
    let quoted = |line: &str| {
        let (_, rest) = line.split_once("URI=\"")?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    list.lines()
        .filter(|line| !line.is_empty())
        .filter_map(|line| {
            if line.starts_with('#') {
                quoted(line)
            } else {
                Some(line.to_owned())
            }
        })
        .collect()
}

pub async fn part(caller: &Caller, path: &str) -> Answer {
    caller
        .send(Method::GET, path, &[("range", "bytes=0-15")], None)
        .await
}

both! {
    async fn how_a_film_is_played_is_told_only_where_it_is_open(app: TestApp) {
        let creator = app.creator("music").await;
        let handle = creator.handle().await;
        let (stranger, follower, member, buyer) = (app.fan().await, app.fan().await, app.fan().await, app.fan().await);
        follow(&app, &follower, &creator).await;
        app.pay(&member, json!({"kind": "subscription", "creator": handle, "tier": "premium", "days": 30})).await;
        let visitor = app.visitor();
        let kinds = [
            ("public", json!({"access": "public"})),
            ("followers", json!({"access": "followers"})),
            ("tier", json!({"access": "tier", "tier": "premium"})),
            ("price", json!({"access": "price", "price": "50000000"})),
            ("either", json!({"access": "tier_or_price", "tier": "premium", "price": "50000000"})),
        ];
        let mut wrong = Vec::new();
        for (at, (kind, access)) in kinds.into_iter().enumerate() {
            // Films are slow to make: each second kind has a sound.
            let bytes = if at % 2 == 0 { film() } else { sound() };
            let (id, media) = recorded(&app, &creator, bytes).await;
            let post = publish(&creator, access, &[&id]).await;
            if matches!(kind, "price" | "either") {
                app.pay(&buyer, json!({"kind": "post", "post": post})).await;
            }
            let files = addresses(&creator, &media).await;
            assert!(files.len() > usize::from(at % 2 == 0), "{files:?}");
            let callers = [
                ("visitor", &visitor), ("stranger", &stranger), ("follower", &follower), ("member", &member),
                ("buyer", &buyer), ("author", &creator),
            ];
            for (name, caller) in callers {
                let open = matches!((kind, name), ("public", _) | (_, "author") | ("followers", "follower")
                    | ("tier" | "either", "member") | ("price" | "either", "buyer"));
                for file in &files {
                    let whole = caller.get(file).await;
                    let some = part(caller, file).await;
                    let head = caller.send(Method::HEAD, file, &[], None).await;
                    let expected = if open { (200, 206, 200) } else { (404, 404, 404) };
                    if (whole.status, some.status, head.status) != expected {
                        wrong.push(format!("{file} of {kind} as {name}: {} {} {}", whole.status, some.status, head.status));
                    }
                    let cache = header(&whole, "cache-control").contains("public");
                    if open && cache != (kind == "public") {
                        wrong.push(format!("{file} of {kind} as {name} is kept by others: {cache}"));
                    }
                    if open && some.bytes != whole.bytes[..16] {
                        wrong.push(format!("{file} of {kind} as {name}: other bytes in parts"));
                    }
                }
                // What each door says of it: the post's own view, lists, the page, the creator's media.
                let doors = [
                    format!("/api/posts/{post}"), format!("/api/posts?creator={handle}&shows=true"),
                    format!("/post/{post}"), format!("/{handle}?tab=media"), format!("/{handle}"), "/feed".to_owned(),
                    format!("/{handle}/rss"),
                ];
                for (number, door) in doors.iter().enumerate() {
                    let answer = caller.get(door).await;
                    assert_eq!(answer.status, 200, "{door}");
                    let told = answer.contains(&id);
                    if told && !open {
                        wrong.push(format!("{door} tells {name} of the file of {kind}"));
                    }
                    // The post's view and its page play it.
                    if open && matches!(number, 0 | 2) && !told {
                        wrong.push(format!("{door} does not tell {name} of the file of {kind}"));
                    }
                }
                let view = caller.get(&format!("/api/posts/{post}")).await;
                if !view.json["contents"]["milliseconds"].is_u64() {
                    wrong.push(format!("{kind} as {name}: how long it takes is told to everybody"));
                }
                if open == view.json["media"][0]["playable"].is_null() {
                    wrong.push(format!("{kind} as {name}: playable although {open}"));
                }
                let page = caller.get(&format!("/post/{post}")).await;
                let player = if at % 2 == 0 { "<video" } else { "<audio" };
                if page.contains(player) != open {
                    wrong.push(format!("{kind} as {name}: a player where the post is open: {open}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn a_signed_playlist_leads_to_every_part_and_to_nothing_else(app: TestApp) {
        let creator = app.creator("music").await;
        let (id, media) = recorded(&app, &creator, film()).await;
        let (other, _) = recorded(&app, &creator, sound()).await;
        publish(&creator, json!({"access": "tier", "tier": "basic"}), &[&id]).await;
        let (fan, visitor) = (app.fan().await, app.visitor());
        let item = json!({"kind": "subscription", "creator": creator.handle().await, "tier": "basic", "days": 30});
        app.pay(&fan, item).await;
        let master = media["playable"]["sources"][0]["url"].as_str().expect("a playlist");
        assert!(master.ends_with("master.m3u8"), "{master}");
        let signed = fan.get(&format!("/api/media/{id}/address/master.m3u8")).await;
        let url = signed.json["url"].as_str().expect("an address").to_owned();
        let by = url.split_once("?by=").expect("its mark").1.to_owned();
        // A player without cookies follows what it reads, to the last byte.
        let mut addresses = vec![url];
        let (mut at, mut bytes) = (0, 0);
        while let Some(address) = addresses.get(at).cloned() {
            at += 1;
            let answer = visitor.get(&address).await;
            assert_eq!((answer.status, header(&answer, "cache-control")), (200, "private, no-store"), "{address}");
            if !address.contains(".m3u8") {
                bytes += answer.bytes.len();
                assert_eq!(part(&visitor, &address).await.status, 206);
                assert_eq!(visitor.get(address.split('?').next().expect("a path")).await.status, 404);
                continue;
            }
            let list = String::from_utf8(answer.bytes).expect("a playlist");
            let names = named(&list);
            assert!(!names.is_empty(), "{list}");
            for name in names {
                assert!(name.ends_with(&format!("?by={by}")), "{name}");
                let address = format!("/media/{id}/{name}");
                if !addresses.contains(&address) {
                    addresses.push(address);
                }
            }
        }
        assert!(bytes > 1_000, "a film came: {bytes}");
        assert_eq!(visitor.get(&format!("/media/{other}/audio.m4a?by={by}")).await.status, 404);
    }

    async fn what_everybody_may_hear_of_a_locked_post_is_played_and_the_rest_is_not(app: TestApp) {
        let creator = app.creator("music").await;
        let (shown, _) = recorded(&app, &creator, sound()).await;
        let picture = ready(&app, &creator, &jpeg(700, 500, 3)).await;
        let media = json!([{"id": picture, "alt": "Behind the lock"}, {"id": shown, "alt": "A verse", "sample": true}]);
        let draft = json!({"title": "Tides", "body": "Salt", "access": "price", "price": "50000000", "media": media});
        let post = creator.publish(draft).await;
        let page = app.visitor().get(&format!("/post/{post}")).await;
        assert!(page.contains("<audio") && page.contains(&shown) && page.contains("A verse"));
        assert!(!page.contains(&picture) && !page.contains("Behind the lock") && !page.contains("id=\"lightbox\""));
    }
}
