//! Longer periods, what creators take off for them, and moving up with credit for unused time.

use super::*;
use domain::{Domain, Viewer, identity, ports::Clock};
use shared::{
    Timestamp,
    money::Units,
    paging::Page,
    payments::{Reduction, ReductionKind, SubscriptionView},
};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A clock that moves on with every look at it.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

const MONTH: u128 = 30 * 86_400_000;

fn tier(level: &str, price: u64) -> Value {
    json!({ "level": level, "price": price.to_string(), "active": true })
}

/// The tiers at their defaults, with this taken off.
fn tiers(days_90: u8, days_365: u8) -> Value {
    json!({
        "tiers": [tier("basic", 50_000_000), tier("premium", 150_000_000), tier("vip", 350_000_000)],
        "discounts": { "days_90": days_90, "days_365": days_365 },
    })
}

fn time(creator: &str, tier: &str, days: u32) -> Value {
    json!({ "kind": "subscription", "creator": creator, "tier": tier, "days": days })
}

async fn held(fan: &Caller) -> Vec<SubscriptionView> {
    let page: Page<SubscriptionView> = fan.get("/api/subscriptions").await.parse();
    page.items
}

/// Signs in anew: sessions do not last for months.
async fn again(fan: &mut Caller) {
    let wallet = fan.wallet().clone();
    fan.sign_in(wallet).await;
}

/// The order of an item that is open, or a new one: without a key, asking twice is one intent.
async fn ask(fan: &Caller, item: Value) -> OrderView {
    let answer = fan
        .post("/api/orders", json!({ "item": item, "currency": "SOL" }))
        .await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.parse()
}

/// Pays this order with the transaction that it is given.
async fn settle(app: &TestApp, fan: &Caller, order: &OrderView) -> OrderView {
    let answer = ask_transaction(fan, order).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    let signed = fan
        .wallet()
        .sign_base64(answer.json["transaction"].as_str().expect("a transaction"));
    assert_eq!(
        report(fan, order, json!({ "signed_transaction": signed }))
            .await
            .status,
        202
    );
    app.slots(2);
    look(app, order).await;
    let order = now(fan, order).await;
    assert!(order.status.paid(), "{order:?}");
    order
}

/// Pays, and waits until the payment is final.
async fn pay_for_good(app: &TestApp, fan: &Caller, item: Value) -> OrderView {
    let order = settle(app, fan, &ask(fan, item).await).await;
    app.slots(40);
    look(app, &order).await;
    let order = now(fan, &order).await;
    assert_eq!(order.status, OrderStatus::Finalized);
    order
}

/// What 30 days that were paid with `paid` are worth with so much of them left, in milliseconds.
fn worth(paid: u64, left: i64) -> u64 {
    let exact = u128::from(paid) * u128::try_from(left).expect("time is left") / MONTH;
    exact.try_into().expect("less than was paid")
}

fn credit(amount: u64) -> Reduction {
    Reduction {
        kind: ReductionKind::Credit,
        amount: Units(amount),
    }
}

/// A fan with ten days used of a paid month of Basic.
async fn ten_days_in(app: &TestApp) -> (Caller, String, Caller, SubscriptionView) {
    let creator = app.creator("art").await;
    let (handle, mut fan) = (creator.handle().await, app.fan().await);
    pay_for_good(app, &fan, time(&handle, "basic", 30)).await;
    app.advance(10 * DAY);
    again(&mut fan).await;
    let basic = held(&fan).await.remove(0);
    (creator, handle, fan, basic)
}

both! {
    async fn a_longer_period_costs_less_what_the_creator_takes_off(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        let answer = creator.put("/api/me/creator/tiers", tiers(10, 25)).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        let page = fan.get(&format!("/api/creators/{handle}")).await;
        assert_eq!(
            page.json["tiers"][0]["periods"],
            json!([
                { "days": 30, "full": "50000000", "price": "50000000", "discount": 0 },
                { "days": 90, "full": "150000000", "price": "135000000", "discount": 10 },
                { "days": 365, "full": "608333333", "price": "456249999", "discount": 25 },
            ])
        );
        let order = app.pay(&fan, time(&handle, "basic", 90)).await;
        assert_eq!(order.amount, Units(135_000_000));
        assert_eq!(order.reductions, [Reduction { kind: ReductionKind::Period, amount: Units(15_000_000) }]);
        let paid: u64 = order.legs.iter().map(|leg| leg.amount.0).sum();
        assert_eq!(paid, order.amount.0);
        let end = order.paid_at.expect("it was paid").after(90 * DAY);
        assert_eq!(held(&fan).await[0].valid_until, end);
        // A year on top of it.
        app.pay(&fan, time(&handle, "basic", 365)).await;
        assert_eq!(held(&fan).await[0].valid_until, end.after(365 * DAY));
    }

    async fn an_open_order_follows_the_price_of_its_item(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        let first = ask(&fan, time(&handle, "basic", 90)).await;
        assert_eq!(ask(&fan, time(&handle, "basic", 90)).await.id, first.id);
        assert_ne!(ask(&fan, time(&handle, "basic", 30)).await.id, first.id);
        assert_eq!(creator.put("/api/me/creator/tiers", tiers(50, 50)).await.status, 200);
        let second = ask(&fan, time(&handle, "basic", 90)).await;
        assert_ne!(second.id, first.id);
        assert_eq!(second.amount, Units(75_000_000));
        // The first one keeps what it promised.
        assert_eq!(now(&fan, &first).await.amount, Units(150_000_000));
    }

    async fn other_periods_and_discounts_are_refused_and_nothing_is_written(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        for days in [json!(0), json!(1), json!(31), json!(366), json!(4_294_967_295_u32)] {
            let mut item = time(&handle, "basic", 30);
            item["days"] = days.clone();
            let answer = fan.post("/api/orders", json!({ "item": item, "currency": "SOL" })).await;
            assert_eq!((answer.status, answer.json["field"].as_str()), (422, Some("item.days")), "{days}");
        }
        for (change, field) in [
            (tiers(51, 51), "days_90"),
            (tiers(20, 10), "days_365"),
            (json!({ "tiers": [] }), "tiers"),
            (json!({ "tiers": [tier("basic", 50_000_000), tier("basic", 60_000_000)] }), "tiers"),
            (json!({ "tiers": [tier("basic", 50_000_000), tier("vip", 50_000_000)] }), "tiers"),
            (json!({ "tiers": [tier("basic", 9_999_999)] }), "basic"),
            (json!({ "tiers": [tier("vip", 10_000_000_000_001)] }), "vip"),
        ] {
            let answer = creator.put("/api/me/creator/tiers", change.clone()).await;
            assert_eq!((answer.status, answer.json["field"].as_str()), (422, Some(field)), "{change}: {}", answer.json);
        }
        for change in [
            json!({ "tiers": [tier("golden", 50_000_000)] }),
            json!({ "tiers": [tier("basic", 50_000_000)], "discounts": { "days_90": -1 } }),
            json!({ "tiers": [tier("basic", 50_000_000)], "discounts": { "days_90": 256 } }),
        ] {
            assert_eq!(creator.put("/api/me/creator/tiers", change.clone()).await.status, 422, "{change}");
        }
        let page = fan.get(&format!("/api/creators/{handle}")).await;
        assert_eq!(page.json["tiers"].as_array().map(Vec::len), Some(3));
        assert_eq!(page.json["tiers"][0]["periods"][1]["discount"], 0);
    }

    async fn a_creator_names_and_prices_their_tiers(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        let order = app.pay(&fan, time(&handle, "premium", 30)).await;
        let change = json!({ "tiers": [
            { "level": "premium", "price": "20000000", "name": "Patrons", "description": "Come  in", "active": true,
              "benefits": ["One", " ", "Two"] },
            { "level": "vip", "price": "10000000", "active": false },
        ] });
        let answer = creator.put("/api/me/creator/tiers", change).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        let page = fan.get(&format!("/api/creators/{handle}")).await;
        let tiers = page.json["tiers"].as_array().expect("tiers");
        assert_eq!(tiers.len(), 1);
        assert_eq!((&tiers[0]["name"], &tiers[0]["benefits"]), (&json!("Patrons"), &json!(["One", "Two"])));
        assert_eq!(page.json["from_price"], "20000000");
        let answer = fan.post("/api/orders", json!({ "item": time(&handle, "basic", 30), "currency": "SOL" })).await;
        assert_eq!((answer.status, answer.code()), (409, "tier_unavailable"));
        // What was bought stays.
        assert_eq!(page.json["subscription"]["tier"], "premium");
        assert_eq!(held(&fan).await[0].valid_until, order.paid_at.expect("it was paid").after(30 * DAY));
    }

    async fn moving_up_credits_unused_time_to_the_lamport(app: TestApp) {
        let (_creator, handle, fan, basic) = ten_days_in(&app).await;
        let order = ask(&fan, time(&handle, "vip", 30)).await;
        let left = basic.valid_until.0 - order.created_at.0;
        let worth = worth(50_000_000, left);
        assert!((33_000_000..33_400_000).contains(&worth), "about twenty of thirty days: {worth}");
        assert_eq!(order.amount, Units(350_000_000 - worth));
        assert_eq!(order.reductions, [credit(worth)]);
        // The worth falls while the time runs; the open order is as good until it is used otherwise.
        app.advance(MINUTE);
        assert_eq!(ask(&fan, time(&handle, "vip", 30)).await.id, order.id);
        let paid = pay_for_good(&app, &fan, time(&handle, "vip", 30)).await;
        assert_eq!(paid.id, order.id);
        let start = paid.paid_at.expect("it was paid");
        // What was credited is used up, and nothing of it waits.
        let held = held(&fan).await;
        assert_eq!(held.len(), 1, "{held:?}");
        assert_eq!((held[0].tier.as_str(), held[0].valid_until), ("vip", start.after(30 * DAY)));
        let mut lines: Vec<i64> = ledger(&app, order.id).await.into_iter().filter(|line| line.0 == "paid").map(|line| line.1).collect();
        lines.sort_unstable();
        assert_eq!(lines.iter().sum::<i64>(), i64::try_from(order.amount.0).expect("it fits"));
    }

    async fn a_credit_counts_when_one_moves_up_again(app: TestApp) {
        let (_creator, handle, mut fan, _) = ten_days_in(&app).await;
        let premium = pay_for_good(&app, &fan, time(&handle, "premium", 30)).await;
        app.advance(15 * DAY);
        again(&mut fan).await;
        let until = held(&fan).await[0].valid_until;
        let order = ask(&fan, time(&handle, "vip", 30)).await;
        // Paid in part with the credit: the month is worth its whole price.
        assert_eq!(order.reductions, [credit(worth(150_000_000, until.0 - order.created_at.0))]);
        assert!(premium.amount < Units(150_000_000));
    }

    async fn time_that_is_worth_more_than_the_price_is_used_in_part(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, mut fan) = (creator.handle().await, app.fan().await);
        pay_for_good(&app, &fan, time(&handle, "basic", 365)).await;
        app.advance(DAY);
        again(&mut fan).await;
        let before = held(&fan).await[0].valid_until;
        let order = pay_for_good(&app, &fan, time(&handle, "premium", 30)).await;
        assert_eq!(order.amount, Units(1_000_000));
        assert_eq!(order.reductions, [credit(149_000_000)]);
        let held = held(&fan).await;
        let start = order.paid_at.expect("it was paid");
        assert_eq!((held[0].tier.as_str(), held[0].valid_until), ("premium", start.after(30 * DAY)));
        // 365 days were 608,333,333 lamports; what 149,000,000 of them buy is gone, rounded up to a millisecond.
        let used = (149_000_000_u128 * 365 * 86_400_000).div_ceil(608_333_333);
        let left = before.0 - start.0 - i64::try_from(used).expect("it fits");
        assert_eq!((held[1].tier.as_str(), held[1].valid_until), ("basic", held[0].valid_until.after(Duration::from_millis(left.unsigned_abs()))));
    }

    async fn time_is_given_in_payment_once(app: TestApp) {
        let (_creator, handle, fan, _) = ten_days_in(&app).await;
        let premium = ask(&fan, time(&handle, "premium", 30)).await;
        let vip = ask(&fan, time(&handle, "vip", 30)).await;
        assert!(!premium.reductions.is_empty() && premium.reductions == vip.reductions);
        // While one is out, the other must wait, and so must a third.
        assert_eq!(ask_transaction(&fan, &vip).await.status, 200);
        assert_eq!(ask_transaction(&fan, &premium).await.code(), "attempt_pending");
        let body = json!({ "item": time(&handle, "premium", 90), "currency": "SOL" });
        assert_eq!(fan.post("/api/orders", body).await.code(), "attempt_pending");
        settle(&app, &fan, &vip).await;
        assert_eq!(ask_transaction(&fan, &premium).await.code(), "credit_gone");
        let before = held(&fan).await;
        // Paid all the same, by hand: a person must look, and nothing opens.
        let signature = craft::send(&app, &[fan.wallet()], &payment(&premium)).await;
        assert_eq!(report_sent(&fan, &premium, signature).await.status, 202);
        look(&app, &premium).await;
        assert_eq!(now(&fan, &premium).await.status, OrderStatus::Review);
        assert_eq!(cases(&app, premium.id).await, ["credit_gone"]);
        assert_eq!(ledger(&app, premium.id).await, []);
        assert_eq!(held(&fan).await, before);
    }

    async fn a_late_payment_with_credit_is_for_a_person(app: TestApp) {
        let (_creator, handle, fan, basic) = ten_days_in(&app).await;
        let order = ask(&fan, time(&handle, "vip", 30)).await;
        app.advance(HOUR);
        let signature = craft::send(&app, &[fan.wallet()], &payment(&order)).await;
        assert_eq!(report_sent(&fan, &order, signature).await.status, 202);
        look(&app, &order).await;
        assert_eq!(now(&fan, &order).await.status, OrderStatus::Review);
        assert_eq!(held(&fan).await, [basic]);
    }

    async fn time_that_runs_while_an_order_is_made_costs_nobody_anything(app: TestApp) {
        let (_creator, handle, fan, _) = ten_days_in(&app).await;
        // No two looks at this clock are at the same moment.
        let clock = Arc::new(Ticking(AtomicI64::new(app.domain().now().0)));
        let domain = Domain { clock, ..app.domain().clone() };
        let handle_of_fan = fan.handle().await.parse().expect("a handle");
        let person = identity::person_by_handle(&domain, &handle_of_fan).await.expect("a person").expect("they are there");
        let viewer = Viewer::Person(Box::new(person));
        let request = serde_json::from_value(json!({ "item": time(&handle, "vip", 30), "currency": "SOL" })).expect("a request");
        let order = domain::payments::create(&domain, &viewer, &request, None).await.expect("an order");
        assert!(!order.reductions.is_empty());
        let again = domain::payments::create(&domain, &viewer, &request, None).await.expect("an order");
        assert_eq!(again.id, order.id);
        domain::payments::transaction(&domain, &viewer, order.id).await.expect("a transaction");
    }

    async fn what_vanishes_gives_the_time_back(app: TestApp) {
        let (_creator, handle, fan, basic) = ten_days_in(&app).await;
        app.slots(40);
        let order = app.pay(&fan, time(&handle, "vip", 30)).await;
        assert_eq!(held(&fan).await.len(), 1);
        app.localnet.reorg(10).await.expect("a reorg");
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(now(&fan, &order).await.status, OrderStatus::Reversed);
        assert_eq!(held(&fan).await, [basic]);
    }

    async fn only_what_is_final_counts_and_only_upwards(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, mut fan) = (creator.handle().await, app.fan().await);
        let first = app.pay(&fan, time(&handle, "premium", 30)).await;
        assert_eq!(ask(&fan, time(&handle, "vip", 30)).await.reductions, []);
        app.slots(40);
        look(&app, &first).await;
        app.advance(DAY);
        again(&mut fan).await;
        assert!(!ask(&fan, time(&handle, "vip", 30)).await.reductions.is_empty());
        for (tier, price) in [("premium", 150_000_000), ("basic", 50_000_000)] {
            let order = ask(&fan, time(&handle, tier, 30)).await;
            assert_eq!((order.amount.0, order.reductions), (price, vec![]), "{tier}");
        }
        // Another creator's time is none of theirs.
        let other = app.creator("art").await;
        assert_eq!(ask(&fan, time(&other.handle().await, "vip", 30)).await.reductions, []);
    }
}
