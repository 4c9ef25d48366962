//! Work on files is dropped where it stands, as kill -9 does, and done again by others: what was acknowledged is there in the end, once,
//! and nothing lies about that nobody names. `FONANA_MEDIA_KILLS=from..to` runs more.

use super::{files, jpeg, of, upload};
use domain::{
    media::{
        making::{self as jobs, AGAIN, ATTEMPTS, LEASE, Lane},
        uploads::{KEPT, collecting},
    },
    personal_data::orphans,
    posts::drafts,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::{ops::Range, time::Duration};
use testkit::{Db, TestApp, killed};

#[expect(
    clippy::disallowed_methods,
    reason = "how long a test runs is no setting of the server"
)]
fn seeds() -> Range<u64> {
    let named = std::env::var("FONANA_MEDIA_KILLS").ok();
    let named = named.as_deref().and_then(|named| named.split_once(".."));
    let number = |text: &str| text.parse().expect("a number");
    named.map_or(0..6, |(from, to)| number(from)..number(to))
}

/// One run: two creators upload, turn, draft and publish, while whoever works on it dies again and again.
async fn run(app: &TestApp, seed: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut fates = rng.clone();
    let mut polls = move || fates.random_bool(0.6).then(|| fates.random_range(0..60));
    let creator = app.creator("art").await;
    let mut ids = Vec::new();
    for number in 0..rng.random_range(1..4) {
        ids.push(upload(&creator, &jpeg(rng.random_range(40..500), 60, number)).await);
    }
    let broken = upload(&creator, &jpeg(300, 200, 1)[..900]).await;
    let media: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
    let typed = json!({"title": "Tides", "body": "Salt", "access": "public", "media": media});
    let draft = creator.post("/api/drafts", typed).await.json["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let at = app.domain().now().after(Duration::from_secs(3_600)).to_string();
    let scheduled = creator
        .put(&format!("/api/drafts/{draft}/schedule"), json!({"at": &at[..16]}))
        .await;
    assert_eq!(scheduled.status, 200, "seed {seed}: {}", scheduled.json);
    let turned = rng.random_bool(0.5).then(|| ids[0].clone());
    let mut unnamed = orphans::Unnamed::default();
    // Whoever dies at a file each time is given up on; that is another test.
    let mut left = ATTEMPTS - 1;
    for round in 0.. {
        killed(polls(), collecting::round(app.domain()))
            .await
            .transpose()
            .expect("a round");
        let studio = app.studio().await;
        let fate = if left > 0 { polls() } else { None };
        left -= i32::from(fate.is_some());
        killed(fate, jobs::round(app.domain(), &studio, Lane::Pictures))
            .await
            .transpose()
            .expect("a round");
        if round == 1
            && let Some(id) = &turned
        {
            // It may be that nobody knows yet what it is.
            creator
                .patch(&format!("/api/media/{id}"), json!({"edit": {"turns": 1}}))
                .await;
        }
        killed(polls(), drafts::publish_due(app.domain()))
            .await
            .transpose()
            .expect("a round");
        killed(polls(), orphans::collect(app.domain(), &mut unnamed))
            .await
            .transpose()
            .expect("a look");
        app.advance(LEASE + AGAIN * 3);
        assert_eq!(creator.post("/api/auth/refresh", json!({})).await.status, 200);
        if round > 3 {
            left = 0;
        }
        if creator.get(&format!("/api/posts/{draft}")).await.status == 200 {
            break;
        }
        assert!(round < 200, "seed {seed}: it is never published");
    }
    let post = app.visitor().get(&format!("/api/posts/{draft}")).await.json;
    let shown: Vec<&Value> = post["media"]
        .as_array()
        .expect("files")
        .iter()
        .map(|media| &media["id"])
        .collect();
    assert_eq!(shown.len(), ids.len(), "seed {seed}");
    for id in &ids {
        let media = post["media"]
            .as_array()
            .expect("files")
            .iter()
            .find(|media| media["id"] == **id);
        for variant in media.expect("it is there")["variants"]
            .as_array()
            .expect("variants")
        {
            let url = variant["url"].as_str().expect("an address");
            let answer = app.visitor().get(url).await;
            assert_eq!(answer.status, 200, "seed {seed}: {url}");
            image::load_from_memory(&answer.bytes).expect("a whole picture");
        }
    }
    assert_eq!(of(&creator, &broken).await["state"], "refused", "seed {seed}");
    // What was published is there once, and whatever else was written is collected.
    app.advance(KEPT * 2);
    for _ in 0..3 {
        collecting::round(app.domain()).await.expect("a round");
        orphans::collect(app.domain(), &mut unnamed)
            .await
            .expect("a look");
    }
    let lying = files(app).await;
    let mut named: Vec<String> = Vec::new();
    for media in post["media"].as_array().expect("files") {
        let row: uuid::Uuid = media["id"].as_str().expect("an id").parse().expect("an id");
        use sea_orm::EntityTrait;
        let row = domain::media::entity::media::Entity::find_by_id(row)
            .one(&app.domain().db)
            .await
            .expect("a query")
            .expect("its row");
        named.extend(domain::media::keys(&row));
    }
    named.sort();
    assert_eq!(lying, named, "seed {seed}");
}

async fn runs(db: Db) {
    for seed in seeds() {
        let app = TestApp::start(db).await;
        run(&app, seed).await;
        app.stop().await;
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_and_nothing_is_left_on_sqlite() {
    runs(Db::Sqlite).await;
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_and_nothing_is_left_on_postgres() {
    runs(Db::Postgres).await;
}
