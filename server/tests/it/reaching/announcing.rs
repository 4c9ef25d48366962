//! New posts: those who subscribe are told, once and by title, however often it is begun anew.

use super::*;
use domain::posts::announcing;
use shared::{
    notifications::{NotificationKind as Kind, NotificationView},
    paging::Page,
};
use testkit::{both, killed};

async fn told(caller: &Caller) -> Vec<NotificationView> {
    let page: Page<NotificationView> = caller.get("/api/notifications").await.parse();
    page.items
}

async fn announce(app: &TestApp) -> usize {
    announcing::round(app.domain()).await.expect("a round")
}

both! {
    async fn those_who_subscribe_are_told_once_and_nobody_else(app: TestApp) {
        use super::*;
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let (fan, vip, other) = (app.fan().await, app.fan().await, app.fan().await);
        let subscription = |tier: &str| json!({"kind": "subscription", "creator": handle, "tier": tier, "days": 30});
        app.pay(&fan, subscription("basic")).await;
        app.pay(&vip, subscription("vip")).await;
        put(&other, &format!("/api/creators/{handle}/follow")).await;
        let post = creator
            .publish(json!({"title": "Behind a door", "body": SECRET, "teaser": SECRET, "access": "tier", "tier": "vip"}))
            .await;
        assert!(told(&fan).await.is_empty(), "publishing does not wait for it");
        assert_eq!(announce(&app).await, 1);
        assert_eq!(announce(&app).await, 0);
        for caller in [&fan, &vip] {
            let [one] = told(caller).await.try_into().expect("one");
            assert_eq!((one.kind, one.post.map(|post| post.title)), (Kind::NewPost, Some("Behind a door".into())));
            assert_eq!(one.actor.map(|actor| actor.handle.to_string()), Some(handle.clone()));
            assert!(!caller.get("/api/notifications").await.contains(SECRET));
            assert!(caller.get("/notifications").await.contains(&format!("/post/{post}")));
        }
        assert!(told(&other).await.is_empty() && told(&creator).await.iter().all(|one| one.kind != Kind::NewPost));
        // A change is no new post, and one that is deleted is told of no more.
        creator.patch(&format!("/api/posts/{post}"), json!({"title": "Renamed"})).await;
        assert_eq!(announce(&app).await, 0);
        creator.delete(&format!("/api/posts/{post}")).await;
        assert!(told(&fan).await.is_empty());
        let gone = creator.publish(json!({"title": "Gone", "body": "Words", "access": "public"})).await;
        creator.delete(&format!("/api/posts/{gone}")).await;
        announce(&app).await;
        assert!(told(&fan).await.is_empty());
        // Nor is whoever turned away from the creator, or wants no such thing.
        put(&vip, &format!("/api/users/{handle}/mute")).await;
        fan.patch("/api/notifications/switches", json!([{"kind": "new_post", "in_app": false}])).await;
        creator.publish(json!({"title": "Unheard", "body": "Words", "access": "public"})).await;
        announce(&app).await;
        assert!(told(&fan).await.is_empty() && told(&vip).await.is_empty());
    }

    async fn whoever_dies_while_telling_is_followed_by_somebody_who_goes_on(app: TestApp) {
        use super::*;
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let fan = app.fan().await;
        app.pay(&fan, json!({"kind": "subscription", "creator": handle, "tier": "basic", "days": 30})).await;
        for polls in 0..12 {
            creator.publish(json!({"title": format!("Number {polls}"), "body": "Words", "access": "public"})).await;
            killed(Some(polls), announcing::round(app.domain())).await;
            app.advance(MINUTE * 2);
            announce(&app).await;
            assert_eq!(told(&fan).await.len(), usize::try_from(polls).expect("few") + 1);
        }
    }

    async fn a_scheduled_post_is_told_of_when_it_is_there(app: TestApp) {
        use super::*;
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        app.pay(&fan, json!({"kind": "subscription", "creator": creator.handle().await, "tier": "basic", "days": 30})).await;
        let fields = json!({"title": "Later", "body": "Words", "access": "public"});
        let draft = creator.post("/api/drafts", fields).await;
        assert_eq!(draft.status, 201, "{}", draft.json);
        let id = draft.json["id"].as_str().expect("an id").to_owned();
        let at = creator.put(&format!("/api/drafts/{id}/schedule"), json!({"at": "2026-01-01T12:00"})).await;
        assert_eq!(at.status, 200, "{}", at.json);
        announce(&app).await;
        assert!(told(&fan).await.is_empty());
        app.advance(HOUR * 13);
        domain::posts::drafts::publish_due(app.domain()).await.expect("published");
        announce(&app).await;
        assert_eq!(told(&fan).await.len(), 1);
    }
}
