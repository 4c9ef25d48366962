//! Locked means absent: the bytes of every page, API answer, server function and page-data of a locked post are
//! searched for its body and media addresses.

use crate::access_matrix::follow;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;
use std::time::Duration;
use testkit::{Caller, TestApp, both};

const SECRET: &str = "zqx-secret-body-of-the-locked-post";

/// Where the picture's bytes lie.
const KEY: &str = "abcdef0123456789";

/// Gives a post a picture whose file holds known bytes; its media id.
pub async fn with_picture(app: &TestApp, post: &str) -> String {
    use domain::{media::entity::media, posts::entity::post as posts};
    let post: uuid::Uuid = post.parse().expect("an id");
    let row = posts::Entity::find_by_id(post)
        .one(&app.domain().db)
        .await
        .expect("a query")
        .expect("the post");
    let id = uuid::Uuid::now_v7();
    let media = media::Model {
        post_id: Some(post),
        width: 640,
        height: 480,
        widths: "320,640".into(),
        thumbhash: "3OcRJYB4d3h/iIeHeEh3eIhw+j2w".into(),
        blur: "data:image/webp;base64,UklGRg==".into(),
        alt: "A picture".into(),
        storage_key: KEY.into(),
        created_at: row.published_at,
        ..domain::media::blank(id, row.creator_id)
    };
    media::Entity::insert(media.into_active_model())
        .exec_without_returning(&app.domain().db)
        .await
        .expect("inserted");
    posts::Entity::update(posts::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(post),
        pictures: Set(1),
        ..Default::default()
    })
    .exec(&app.domain().db)
    .await
    .expect("updated");
    // As after every write: what is kept is old.
    app.domain().lists.changed();
    for width in [320, 640] {
        let key = domain::media::variant_key(KEY, width);
        app.domain()
            .storage
            .put(&key, b"the locked bytes".to_vec())
            .await
            .expect("stored");
    }
    id.to_string()
}

/// Every address at which a viewer could meet the post.
fn addresses(handle: &str, post: &str) -> Vec<String> {
    vec![
        "/".into(),
        "/feed".into(),
        "/feed?category=art".into(),
        "/category/art?show=trending".into(),
        "/creators".into(),
        format!("/{handle}"),
        format!("/post/{post}"),
        format!("/post/{post}?lang=ru"),
        format!("/post/{post}?comments=newest"),
        format!("/{handle}/rss"),
        "/rss".into(),
        "/sitemap/posts-0".into(),
        "/api/posts?sort=trending".into(),
        "/api/posts".into(),
        "/api/posts?sort=popular".into(),
        "/api/posts?category=art".into(),
        format!("/api/posts?creator={handle}"),
        format!("/api/posts/{post}"),
        "/api/creators".into(),
        format!("/api/creators/{handle}"),
        "/api/fn/posts/list?query[limit]=20".into(),
        format!("/api/fn/posts/get?id={post}"),
        "/api/fn/creators/list?query[limit]=20".into(),
        format!("/api/fn/creators/get?handle={handle}"),
    ]
}

async fn leaks(caller: &Caller, handle: &str, post: &str, media: &str) -> Vec<String> {
    let mut leaks = Vec::new();
    for address in addresses(handle, post) {
        let answer = caller.get(&address).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        for needle in [SECRET, media, KEY] {
            if answer.contains(needle) {
                leaks.push(format!("{needle} in {address}"));
            }
        }
    }
    for width in [320, 640] {
        let answer = caller.get(&format!("/media/{media}/{width}")).await;
        if answer.status != 404 {
            leaks.push(format!("the picture at {width}: {}", answer.status));
        }
    }
    leaks
}

both! {
    async fn what_was_open_a_moment_ago_is_locked_at_once(app: TestApp) {
        let creator = app.creator("art").await;
        let post = creator.publish(json!({"title": "Open", "body": SECRET, "access": "public"})).await;
        let addresses = [format!("/post/{post}"), format!("/api/posts/{post}"), format!("/api/fn/posts/get?id={post}")];
        let (visitor, fan) = (app.visitor(), app.fan().await);
        for caller in [&visitor, &fan] {
            for address in &addresses {
                assert!(caller.get(address).await.contains(SECRET), "{address}");
            }
        }
        creator.patch(&format!("/api/posts/{post}"), json!({"access": "tier", "tier": "vip"})).await;
        for caller in [&visitor, &fan] {
            for address in &addresses {
                let answer = caller.get(address).await;
                assert!(answer.status == 200 && !answer.contains(SECRET), "{address}: {}", answer.status);
            }
        }
        creator.delete(&format!("/api/posts/{post}")).await;
        for address in &addresses {
            assert_eq!(fan.get(address).await.status, 404, "{address}");
        }
    }

    async fn nothing_of_a_locked_post_leaves_the_server(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let post = creator
            .publish(json!({"title": "Locked", "body": SECRET, "teaser": "What it is about", "access": "tier", "tier": "basic"}))
            .await;
        let media = with_picture(&app, &post).await;
        let (visitor, stranger, fan) = (app.visitor(), app.fan().await, app.fan().await);
        assert_eq!(leaks(&visitor, &handle, &post, &media).await, Vec::<String>::new());
        assert_eq!(leaks(&stranger, &handle, &post, &media).await, Vec::<String>::new());

        // The search is able to find something: whoever paid gets both.
        app.pay(&fan, json!({"kind": "subscription", "creator": handle, "tier": "basic", "days": 30})).await;
        let page = fan.get(&format!("/post/{post}")).await;
        assert!(page.contains(SECRET) && page.contains(&media), "the subscriber reads the post");
        let picture = fan.get(&format!("/media/{media}/320")).await;
        assert_eq!((picture.status, picture.bytes.as_slice()), (200, b"the locked bytes".as_slice()));
        assert_eq!(picture.headers["cache-control"], "private, no-store");
    }

    async fn no_access_kind_leaks_to_those_whom_it_shuts_out(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let (visitor, stranger, follower) = (app.visitor(), app.fan().await, app.fan().await);
        let (lower, ended) = (app.fan().await, app.fan().await);
        follow(&app, &follower, &creator).await;
        let subscription = |tier| json!({"kind": "subscription", "creator": handle, "tier": tier, "days": 30});
        app.pay(&ended, subscription("vip")).await;
        // In two steps, or the sessions would end too; the days of grace are over by then.
        for _ in 0..2 {
            app.advance(Duration::from_secs(17 * 24 * 3600));
            for caller in [&creator, &stranger, &follower, &lower, &ended] {
                assert_eq!(caller.get("/api/me").await.status, 200);
            }
        }
        app.pay(&lower, subscription("basic")).await;
        let callers = [
            ("visitor", &visitor),
            ("stranger", &stranger),
            ("follower", &follower),
            ("lower tier", &lower),
            ("ended subscription", &ended),
        ];
        for (access, opened_by) in [
            (json!({"access": "tier", "tier": "premium"}), None),
            (json!({"access": "price", "price": "20000000"}), None),
            (json!({"access": "tier_or_price", "tier": "premium", "price": "20000000"}), None),
            (json!({"access": "followers"}), Some("follower")),
        ] {
            let mut draft = json!({"title": "Locked", "body": SECRET, "teaser": "What it is about"});
            for (name, value) in access.as_object().expect("an object") {
                draft[name] = value.clone();
            }
            let post = creator.publish(draft).await;
            let media = with_picture(&app, &post).await;
            for (name, caller) in callers {
                let leaks = leaks(caller, &handle, &post, &media).await;
                assert_eq!(leaks.is_empty(), opened_by != Some(name), "{access} to {name}: {leaks:?}");
            }
            assert_eq!(creator.delete(&format!("/api/posts/{post}")).await.status, 204);
        }
    }
}
