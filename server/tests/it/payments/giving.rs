//! Gifts: time at a tier that somebody pays for and somebody else has.

use super::*;
use futures::future::join_all;
use reqwest::Method;
use shared::{
    paging::Page,
    payments::{OrderItem, SubscriptionView},
};

fn gift(creator: &str, tier: &str, to: &str) -> Value {
    json!({ "kind": "subscription", "creator": creator, "tier": tier, "days": 30, "to": to })
}

async fn held(fan: &Caller) -> Vec<SubscriptionView> {
    let page: Page<SubscriptionView> = fan.get("/api/subscriptions").await.parse();
    page.items
}

async fn opens(fan: &Caller, post: &str) -> bool {
    fan.get(&format!("/api/posts/{post}")).await.contains(SECRET)
}

/// A creator with a premium post, who gives and who gets.
async fn house(app: &TestApp) -> (Caller, String, Caller, Caller) {
    let creator = app.creator("art").await;
    let draft = json!({ "title": "Tier", "body": SECRET, "access": "tier", "tier": "premium" });
    let post = creator.publish(draft).await;
    (creator, post, app.fan().await, app.fan().await)
}

both! {
    async fn whoever_gets_a_gift_has_it(app: TestApp) {
        let (creator, post, giver, getter) = house(&app).await;
        let (handle, to) = (creator.handle().await, getter.handle().await);
        let order = app.pay(&giver, gift(&handle, "premium", &to)).await;
        assert!(opens(&getter, &post).await && !opens(&giver, &post).await);
        assert_eq!(held(&giver).await, []);
        let theirs = held(&getter).await;
        assert_eq!((theirs.len(), theirs[0].running), (1, true));
        let by = theirs[0].given_by.clone().expect("it was given");
        assert_eq!(by.handle.as_str(), giver.handle().await);
        let OrderItem::Subscription { to: Some(named), .. } = &now(&giver, &order).await.item else { panic!() };
        assert_eq!(named.handle.as_str(), to);
        // Orders and receipts are the buyer's; the creator sees both.
        assert_eq!(getter.get(&format!("/api/orders/{}", order.id)).await.status, 404);
        let sale = &creator.get("/api/sales").await.json["items"][0];
        assert_eq!((&sale["buyer"]["handle"], &sale["item"]["to"]["handle"]), (&json!(giver.handle().await), &json!(to)));
        assert_eq!(creator.get(&format!("/api/creators/{handle}")).await.json["subscribers"], 1);
        let table = giver.get("/api/orders/csv").await.text();
        assert!(table.contains("given_to") && table.contains(&to));
    }

    async fn what_somebody_has_waits_behind_a_gift_or_before_it(app: TestApp) {
        let (creator, _, giver, getter) = house(&app).await;
        let (handle, to) = (creator.handle().await, getter.handle().await);
        app.pay(&getter, subscription(&handle, "basic")).await;
        app.slots(40);
        app.scan().await;
        // Nothing of theirs is given in payment.
        let order = app.pay(&giver, gift(&handle, "premium", &to)).await;
        assert_eq!((order.amount.0, order.reductions.len()), (150_000_000, 0));
        let theirs = held(&getter).await;
        let of = |tier: &str| theirs.iter().find(|one| one.tier.as_str() == tier).expect("they have it");
        assert!(of("premium").running && of("basic").valid_until >= of("premium").valid_until.after(29 * DAY));
        // More of the same extends.
        let before = of("premium").valid_until;
        app.pay(&giver, gift(&handle, "premium", &to)).await;
        let after = held(&getter).await;
        let premium = after.iter().find(|one| one.tier.as_str() == "premium").expect("they have it");
        assert_eq!(premium.valid_until, before.after(30 * DAY));
    }

    async fn a_gift_whose_payment_vanishes_is_taken_back(app: TestApp) {
        let (creator, post, giver, getter) = house(&app).await;
        app.slots(40);
        let order = app.pay(&giver, gift(&creator.handle().await, "premium", &getter.handle().await)).await;
        assert!(opens(&getter, &post).await);
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(now(&giver, &order).await.status, OrderStatus::Reversed);
        assert!(!opens(&getter, &post).await);
        assert_eq!(held(&getter).await, []);
    }

    async fn two_who_give_to_each_other_wait_for_nobody(app: TestApp) {
        let (creator, _, one, other) = house(&app).await;
        let handle = creator.handle().await;
        let (to_one, to_other) = (gift(&handle, "basic", &one.handle().await), gift(&handle, "basic", &other.handle().await));
        let mut orders = vec![];
        for _ in 0..4 {
            for (giver, item) in [(&one, &to_other), (&other, &to_one)] {
                let order = giver.order(item.clone()).await;
                craft::send(&app, &[giver.wallet()], &payment(&order)).await;
                orders.push(order);
            }
        }
        let now = app.domain().now().0;
        let due = order::Entity::update_many().col_expr(order::Column::NextCheckAt, Expr::value(now));
        due.exec(&app.domain().db).await.expect("all are due");
        let rounds = join_all((0..2).map(|_| scanner::round(app.domain()))).await;
        assert!(rounds.iter().all(|round| round.as_ref().is_ok_and(|round| round.faults == 0)), "{rounds:?}");
        assert_eq!(grants(&app).await.len(), 8);
        for who in [&one, &other] {
            let theirs = held(who).await;
            let days = (theirs[0].valid_until.0 - theirs[0].started_at.0) / (24 * 60 * 60 * 1_000);
            assert_eq!((theirs.len(), days), (1, 120));
        }
    }

    async fn what_is_no_gift_is_refused_and_writes_nothing(app: TestApp) {
        let (creator, post, giver, getter) = house(&app).await;
        let (handle, to) = (creator.handle().await, getter.handle().await);
        let ask = async |to: &str| {
            giver.post("/api/orders", json!({ "item": gift(&handle, "basic", to), "currency": "SOL" })).await
        };
        let unknown = ask("nobody_here_at_all").await;
        assert_eq!((unknown.status, unknown.code()), (404, "recipient_unknown"));
        assert_eq!(ask("a b").await.status, 422);
        for unfit in [&handle, &giver.handle().await] {
            let answer = ask(unfit).await;
            assert_eq!((answer.status, answer.code()), (409, "recipient_unfit"));
        }
        let mut wrong = super::post(&post);
        wrong["to"] = json!(to);
        let answer = giver.post("/api/orders", json!({ "item": wrong, "currency": "SOL" })).await;
        assert!(answer.status == 400 || answer.status == 422, "{}", answer.json);
        // Who does not want it from them or from there, and who is not wanted there; which of these is not said.
        for (who, whom) in [(&getter, giver.handle().await), (&getter, handle.clone()), (&creator, to.clone())] {
            let path = format!("/api/users/{whom}/block");
            assert_eq!(who.put(&path, json!({})).await.status, 200);
            assert_eq!(ask(&to).await.code(), "recipient_unfit");
            assert_eq!(who.delete(&path).await.status, 200);
        }
        assert_eq!(order::Entity::find().count(&app.domain().db).await.expect("orders"), 0);
        // One key is one gift.
        let with = async |to: &str| {
            let body = json!({ "item": gift(&handle, "basic", to), "currency": "SOL" });
            giver.send(Method::POST, "/api/orders", &[("idempotency-key", "one")], Some(body)).await
        };
        assert_eq!(with(&to).await.status, 201);
        let third = app.fan().await.handle().await;
        assert_eq!(with(&third).await.code(), "idempotency_mismatch");
        // Without a key, another person is another gift.
        let (mine, theirs): (OrderView, OrderView) = (ask(&to).await.parse(), ask(&third).await.parse());
        assert_ne!(mine.id, theirs.id);
    }

    async fn a_gift_is_chosen_on_a_plain_page(app: TestApp) {
        let (creator, _, giver, getter) = house(&app).await;
        let (handle, to) = (creator.handle().await, getter.handle().await);
        let page = giver.get(&format!("/{handle}/gift")).await;
        assert!(page.status == 200 && !page.contains("data-testid=\"pay\""));
        let chosen = giver.get(&format!("/{handle}/gift?to={to}&tier=premium&days=90")).await.text();
        assert!(chosen.contains("data-testid=\"pay\"") && chosen.contains("Give it for 0.45 SOL"), "{chosen}");
        assert!(chosen.contains(&format!("for @{to}")) && chosen.contains("action=\"/order\""));
        let wrong = giver.get(&format!("/{handle}/gift?to=a+b&tier=premium&days=90")).await;
        assert!(wrong.contains("to-fault") && !wrong.contains("data-testid=\"pay\""));
        assert_eq!(creator.get(&format!("/{handle}/gift")).await.status, 404);
        assert_eq!(giver.get(&format!("/{to}/gift")).await.status, 404);
        assert_eq!(app.visitor().get(&format!("/{handle}/gift")).await.status, 401);
    }
}
