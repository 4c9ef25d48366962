//! Sessions: rotation and its grace, reuse, ends.

use super::{entity::session, *};

async fn row(house: &House) -> session::Model {
    session::Entity::find()
        .one(&house.domain.db)
        .await
        .expect("query")
        .expect("a session")
}

#[tokio::test]
async fn refreshing_rotates_the_token_and_slides_the_end() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    house.pass(DAY);
    assert_eq!(house.seen(&started.access_token).await, Err(NotSignedIn::Expired));
    let first = refresh(&house.domain, &started.refresh_token)
        .await
        .expect("refreshed");
    assert_eq!(first.person, started.person);
    assert_eq!(first.expires_in, 900);
    assert_eq!(first.refresh_expires_at, house.domain.now().after(30 * DAY));
    assert_eq!(house.seen(&first.access_token).await, Ok(started.person.clone()));
    let now = house.domain.now();
    assert_eq!(first.signed_in(now).user, started.person.me(now));

    let next = first.refresh_token.expect("a new token");
    assert_ne!(next, started.refresh_token);
    house.pass(DAY);
    let second = refresh(&house.domain, &next).await.expect("refreshed");
    assert!(second.refresh_token.is_some_and(|token| token != next));
}

#[tokio::test]
async fn within_the_grace_the_previous_token_gives_access_and_nothing_more() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let first = refresh(&house.domain, &started.refresh_token)
        .await
        .expect("refreshed");
    house.pass(Duration::from_millis(29_999));
    let before = row(&house).await;
    let tab = refresh(&house.domain, &started.refresh_token)
        .await
        .expect("the other tab");
    assert!(tab.refresh_token.is_none());
    assert_eq!(tab.refresh_expires_at, first.refresh_expires_at);
    assert_eq!(house.seen(&tab.access_token).await, Ok(started.person));
    assert_eq!(row(&house).await, before);
    let next = first.refresh_token.expect("a new token");
    assert!(refresh(&house.domain, &next).await.is_ok());
}

#[tokio::test]
async fn a_used_token_after_the_grace_ends_the_session() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let first = refresh(&house.domain, &started.refresh_token)
        .await
        .expect("refreshed");
    house.pass(Duration::from_secs(30));
    assert_eq!(
        refused(refresh(&house.domain, &started.refresh_token).await),
        Code::SessionEnded
    );
    assert_eq!(row(&house).await.revoked_why.as_deref(), Some("reuse"));
    let next = first.refresh_token.expect("a new token");
    assert_eq!(refused(refresh(&house.domain, &next).await), Code::SessionEnded);
    assert_eq!(house.seen(&first.access_token).await, Err(NotSignedIn::Revoked));
}

#[tokio::test]
async fn a_token_before_the_previous_one_ends_the_session_even_within_the_grace() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let first = refresh(&house.domain, &started.refresh_token)
        .await
        .expect("refreshed");
    let next = first.refresh_token.expect("a new token");
    refresh(&house.domain, &next).await.expect("refreshed");
    assert_eq!(
        refused(refresh(&house.domain, &started.refresh_token).await),
        Code::SessionEnded
    );
    assert_eq!(row(&house).await.revoked_why.as_deref(), Some("reuse"));
}

#[tokio::test]
async fn of_many_refreshes_at_once_one_rotates_and_all_get_access() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let tabs = (0..8).map(|_| refresh(&house.domain, &started.refresh_token));
    let tabs = futures::future::try_join_all(tabs).await.expect("all refresh");
    assert_eq!(tabs.iter().filter(|tab| tab.refresh_token.is_some()).count(), 1);
    for tab in &tabs {
        assert_eq!(house.seen(&tab.access_token).await, Ok(started.person.clone()));
    }
    assert_eq!(row(&house).await.revoked_at, None);
}

#[tokio::test]
async fn an_idle_session_ends_after_thirty_days() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    house.pass(30 * DAY);
    assert_eq!(
        refused(refresh(&house.domain, &started.refresh_token).await),
        Code::SessionEnded
    );
}

#[tokio::test]
async fn a_used_session_ends_after_a_hundred_and_eighty_days() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let end = house.domain.now().after(180 * DAY);
    let mut token = started.refresh_token;
    for _ in 0..8 {
        house.pass(20 * DAY);
        let refreshed = refresh(&house.domain, &token).await.expect("refreshed");
        token = refreshed.refresh_token.expect("a new token");
    }
    house.pass(20 * DAY - Duration::from_millis(1));
    let last = refresh(&house.domain, &token)
        .await
        .expect("a moment before the end");
    assert_eq!(last.refresh_expires_at, end);
    house.pass(Duration::from_millis(1));
    assert_eq!(house.seen(&last.access_token).await, Err(NotSignedIn::Revoked));
    let token = last.refresh_token.expect("a new token");
    assert_eq!(refused(refresh(&house.domain, &token).await), Code::SessionEnded);
}

#[tokio::test]
async fn a_text_that_was_never_a_token_ends_nobodys_session() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let session = started.person.session;
    let stranger = uuid::Uuid::from_u128(7);
    let secret = "A".repeat(43);
    for text in [
        String::new(),
        ".".to_owned(),
        session.to_string(),
        format!("{session}."),
        format!("{session}.short"),
        format!("{session}.{}", "!".repeat(43)),
        format!("{stranger}.{secret}"),
        format!("{}x", started.refresh_token),
    ] {
        assert_eq!(
            refused(refresh(&house.domain, &text).await),
            Code::SessionEnded,
            "{text}"
        );
    }
    assert_eq!(row(&house).await.revoked_at, None);
    assert!(refresh(&house.domain, &started.refresh_token).await.is_ok());
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let house = House::new().await;
    let here = house.sign_in(&wallet(1)).await;
    let there = house.sign_in(&wallet(1)).await;
    sign_out(&house.domain, &here.person).await.expect("signed out");
    assert_eq!(house.seen(&here.access_token).await, Err(NotSignedIn::Revoked));
    assert_eq!(
        refused(refresh(&house.domain, &here.refresh_token).await),
        Code::SessionEnded
    );
    assert_eq!(house.seen(&there.access_token).await, Ok(there.person.clone()));
    // A second time changes nothing.
    sign_out(&house.domain, &here.person).await.expect("signed out");
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_of_ones_own() {
    let house = House::new().await;
    let here = house.sign_in(&wallet(1)).await;
    let there = house.sign_in(&wallet(1)).await;
    let other = house.sign_in(&wallet(2)).await;
    sign_out_everywhere(&house.domain, &here.person)
        .await
        .expect("signed out");
    for mine in [&here, &there] {
        assert_eq!(house.seen(&mine.access_token).await, Err(NotSignedIn::Revoked));
    }
    assert_eq!(house.seen(&other.access_token).await, Ok(other.person.clone()));
}

#[tokio::test]
async fn a_browsers_name_is_kept_short_and_plain() {
    let house = House::new().await;
    let answer = answer(&wallet(1), house.challenge(&wallet(1)).await.message);
    let name = format!("\u{1b}[31mBrowser\n{}", "я".repeat(500));
    sign_in(&house.domain, &answer, BROWSER, &name, None)
        .await
        .expect("a session");
    let kept = row(&house).await.user_agent;
    assert_eq!(kept.chars().count(), 200);
    assert!(kept.starts_with("[31mBrowserя"));
}
