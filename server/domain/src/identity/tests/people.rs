//! People: their first name, what they change, their role, and becoming a creator.

use super::*;
use crate::creators::{
    become_creator,
    entity::{category_total, creator, tier},
};
use sea_orm::QueryOrder;
use shared::{
    creators::{BecomeCreator, Category, TierLevel},
    identity::{MePatch, Role},
    money::Currency,
};

fn patch(handle: Option<&str>, name: Option<&str>, bio: Option<&str>) -> MePatch {
    MePatch {
        handle: handle.map(str::to_owned),
        name: name.map(str::to_owned),
        bio: bio.map(str::to_owned),
        links: None,
    }
}

fn wish(category: &str) -> BecomeCreator {
    BecomeCreator {
        category: category.to_owned(),
        name: None,
        bio: None,
        payout_address: None,
        tiers: None,
        currency: Currency::Sol,
    }
}

#[tokio::test]
async fn a_new_person_has_a_name_and_nothing_else() {
    let house = House::new().await;
    let person = house.sign_in(&wallet(1)).await.person;
    assert!(person.handle.as_str().contains('_'));
    assert!(person.name.contains(' '));
    assert_eq!(
        (person.bio.as_str(), person.avatar.as_ref(), person.role),
        ("", None, Role::Member)
    );
    assert_eq!(person.creator, None);
    assert_eq!(person.created_at, house.domain.now());
}

#[tokio::test]
async fn a_visitor_is_nobody() {
    let house = House::new().await;
    assert_eq!(
        refused(me(&house.domain, &Viewer::Visitor).await),
        Code::SignInRequired
    );
    assert_eq!(
        refused(change_me(&house.domain, &Viewer::Visitor, &MePatch::default()).await),
        Code::SignInRequired
    );
    assert_eq!(
        refused(become_creator(&house.domain, &Viewer::Visitor, &wish("art")).await),
        Code::SignInRequired
    );
}

#[tokio::test]
async fn a_person_changes_what_they_name_and_no_more() {
    let house = House::new().await;
    let viewer = house.viewer(&wallet(1)).await;
    let before = me(&house.domain, &viewer).await.expect("me");
    assert_eq!(
        change_me(&house.domain, &viewer, &MePatch::default())
            .await
            .expect("me"),
        before
    );

    let after = change_me(
        &house.domain,
        &viewer,
        &patch(Some("@Anna_K"), None, Some("Hi\nthere")),
    )
    .await
    .expect("me");
    assert_eq!(
        (after.handle.as_str(), after.bio.as_str()),
        ("anna_k", "Hi\nthere")
    );
    assert_eq!(after.name, before.name);
    let after = change_me(&house.domain, &viewer, &patch(None, Some(" Anna "), None))
        .await
        .expect("me");
    assert_eq!(
        (after.handle.as_str(), after.name.as_str(), after.bio.as_str()),
        ("anna_k", "Anna", "Hi\nthere")
    );
    assert_eq!(me(&house.domain, &viewer).await.expect("me"), after);
    // One's own handle is not taken.
    assert!(
        change_me(&house.domain, &viewer, &patch(Some("anna_k"), None, None))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_taken_handle_is_refused_at_its_field_and_nothing_is_written() {
    let house = House::new().await;
    let anna = house.viewer(&wallet(1)).await;
    let boris = house.viewer(&wallet(2)).await;
    change_me(&house.domain, &anna, &patch(Some("anna"), None, None))
        .await
        .expect("me");
    let before = me(&house.domain, &boris).await.expect("me");
    let refusal = change_me(&house.domain, &boris, &patch(Some("ANNA"), Some("Boris"), None))
        .await
        .expect_err("taken")
        .refusal();
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (Code::HandleTaken, Some("handle"))
    );
    assert_eq!(me(&house.domain, &boris).await.expect("me"), before);
}

#[tokio::test]
async fn of_many_who_want_a_handle_one_gets_it() {
    let house = House::new().await;
    let mut viewers = Vec::new();
    for seed in 1..=5 {
        viewers.push(house.viewer(&wallet(seed)).await);
    }
    let wanted = patch(Some("anna"), None, None);
    let results = futures::future::join_all(
        viewers
            .iter()
            .map(|viewer| change_me(&house.domain, viewer, &wanted)),
    )
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .into_iter()
            .filter_map(Result::err)
            .all(|error| error.code() == Code::HandleTaken)
    );
}

#[tokio::test]
async fn bad_values_name_their_field() {
    let house = House::new().await;
    let viewer = house.viewer(&wallet(1)).await;
    for (patch, field) in [
        (patch(Some("feed"), None, None), "handle"),
        (patch(None, Some(""), None), "name"),
        (patch(None, None, Some(&"x".repeat(501))), "bio"),
    ] {
        let refusal = change_me(&house.domain, &viewer, &patch)
            .await
            .expect_err("bad")
            .refusal();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field))
        );
    }
}

#[tokio::test]
async fn people_are_found_by_wallet_and_handle() {
    let house = House::new().await;
    let person = find_or_create(&house.domain, address(&wallet(1)), None)
        .await
        .expect("a person");
    assert!(person.session.0.is_nil());
    let by_address = person_by_address(&house.domain, &address(&wallet(1)))
        .await
        .expect("query");
    let by_handle = person_by_handle(&house.domain, &person.handle)
        .await
        .expect("query");
    assert_eq!((by_address, by_handle), (Some(person.clone()), Some(person)));
    assert_eq!(
        person_by_address(&house.domain, &address(&wallet(2)))
            .await
            .expect("query"),
        None
    );
}

#[tokio::test]
async fn a_role_is_granted_by_handle_and_seen_at_once() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    grant_role(&house.domain.db, &started.person.handle, Role::Admin)
        .await
        .expect("granted");
    let seen = house.seen(&started.access_token).await.expect("a person");
    assert_eq!(seen.role, Role::Admin);
    let nobody = "nobody".parse().expect("a handle");
    assert_eq!(
        refused(grant_role(&house.domain.db, &nobody, Role::Admin).await),
        Code::NotFound
    );
}

#[tokio::test]
async fn a_person_becomes_a_creator_with_three_tiers() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let viewer = Viewer::Person(Box::new(started.person.clone()));
    let wish = BecomeCreator {
        name: Some("Anna".to_owned()),
        bio: Some("I paint.".to_owned()),
        ..wish("art")
    };
    let me = become_creator(&house.domain, &viewer, &wish)
        .await
        .expect("a creator");
    let settings = me.creator.clone().expect("a creator");
    assert_eq!(
        (settings.category, settings.payout_address),
        (Category::Art, address(&wallet(1)))
    );
    assert_eq!((me.name.as_str(), me.bio.as_str()), ("Anna", "I paint."));
    assert_eq!(me.handle, started.person.handle);
    let seen = house.seen(&started.access_token).await.expect("a person");
    assert_eq!(seen.me(house.domain.now()).creator, me.creator);

    let row = creator::Entity::find()
        .one(&house.domain.db)
        .await
        .expect("query")
        .expect("a row");
    assert_eq!(
        (row.from_price, row.posts_count, row.followers_count),
        (Some(50_000_000), 0, 0)
    );
    let tiers = tier::Entity::find()
        .order_by_asc(tier::Column::Rank)
        .all(&house.domain.db)
        .await
        .expect("query");
    assert_eq!(tiers.len(), 3);
    for (tier, level) in tiers.iter().zip(TierLevel::ALL) {
        assert_eq!((tier.rank, tier.active), (level.rank(), true));
        assert_eq!(
            u64::try_from(tier.price),
            Ok(level.default_price(Currency::Sol).0)
        );
        let benefits: Vec<String> = serde_json::from_str(&tier.benefits).expect("a list");
        assert!(!benefits.is_empty() && !tier.name.is_empty() && !tier.description.is_empty());
    }
}

#[tokio::test]
async fn creators_are_counted_by_category() {
    let house = House::new().await;
    for (seed, category) in [(1, "art"), (2, "art"), (3, "intimate")] {
        let viewer = house.viewer(&wallet(seed)).await;
        become_creator(&house.domain, &viewer, &wish(category))
            .await
            .expect("a creator");
    }
    let totals = category_total::Entity::find()
        .order_by_asc(category_total::Column::Category)
        .all(&house.domain.db)
        .await
        .expect("query");
    let totals: Vec<(&str, i64, i64)> = totals
        .iter()
        .map(|row| (row.category.as_str(), row.creators, row.posts))
        .collect();
    assert_eq!(totals, [("art", 2, 0), ("intimate", 1, 0)]);
}

#[tokio::test]
async fn nobody_becomes_a_creator_twice() {
    let house = House::new().await;
    let viewer = house.viewer(&wallet(1)).await;
    let (art, music) = (wish("art"), wish("music"));
    let results = futures::future::join_all([
        become_creator(&house.domain, &viewer, &art),
        become_creator(&house.domain, &viewer, &art),
    ])
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let before = me(&house.domain, &viewer).await.expect("me");
    let renamed = BecomeCreator {
        name: Some("Twice".to_owned()),
        ..music
    };
    assert_eq!(
        refused(become_creator(&house.domain, &viewer, &renamed).await),
        Code::AlreadyACreator
    );
    assert_eq!(me(&house.domain, &viewer).await.expect("me"), before);
    let totals = category_total::Entity::find()
        .all(&house.domain.db)
        .await
        .expect("query");
    assert_eq!(totals.iter().map(|row| row.creators).sum::<i64>(), 1);
}

#[tokio::test]
async fn a_creator_may_be_paid_elsewhere_but_not_nowhere() {
    let house = House::new().await;
    let viewer = house.viewer(&wallet(1)).await;
    let paid_at = |payout: &str| BecomeCreator {
        payout_address: Some(payout.to_owned()),
        ..wish("art")
    };
    for (wish, field) in [
        (paid_at("11111111111111111111111111111111"), "payout_address"),
        (paid_at("not an address"), "payout_address"),
        (wish("painting"), "category"),
    ] {
        let refusal = become_creator(&house.domain, &viewer, &wish)
            .await
            .expect_err("bad")
            .refusal();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field))
        );
    }
    assert_eq!(me(&house.domain, &viewer).await.expect("me").creator, None);
    let other = address(&wallet(2));
    let me = become_creator(&house.domain, &viewer, &paid_at(&other.to_string()))
        .await
        .expect("a creator");
    assert_eq!(me.creator.map(|creator| creator.payout_address), Some(other));
}
