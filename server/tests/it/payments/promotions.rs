//! Promo codes: what they take off, how often, and that the counts hold when many want the last use at once.

use super::*;
use futures::future::join_all;
use reqwest::Method;
use shared::{
    money::Units,
    payments::{Reduction, ReductionKind},
};

async fn code(creator: &Caller, draft: Value) -> Answer {
    creator.post("/api/promotions", draft).await
}

async fn ask(fan: &Caller, item: Value, code: &str) -> Answer {
    fan.post(
        "/api/orders",
        json!({ "item": item, "currency": "SOL", "code": code }),
    )
    .await
}

fn off(amount: u64) -> Reduction {
    Reduction {
        kind: ReductionKind::Code,
        amount: Units(amount),
    }
}

async fn used(creator: &Caller) -> (u64, bool) {
    let codes = creator.get("/api/promotions").await;
    let first = &codes.json[0];
    (
        first["used"].as_u64().expect("a count"),
        first["good"].as_bool().expect("a word"),
    )
}

both! {
    async fn a_code_takes_off_its_part_and_the_rest_is_shared(app: TestApp) {
        let sale = Sale::open(&app).await;
        let made = code(&sale.creator, json!({ "code": "summer", "percent": 25 })).await;
        assert_eq!((made.status, &made.json["code"]), (201, &json!("SUMMER")));
        assert_eq!(code(&sale.creator, json!({ "code": "SUMMER", "percent": 5 })).await.code(), "code_taken");
        let order: OrderView = ask(&sale.fan, post(&sale.post), "Summer").await.parse();
        assert_eq!((order.amount.0, &order.reductions), (PRICE * 3 / 4, &vec![off(PRICE / 4)]));
        assert_eq!(order.legs.iter().map(|leg| leg.amount.0).sum::<u64>(), PRICE * 3 / 4);
        // A second click is the same order, and holds the code once.
        let again: OrderView = ask(&sale.fan, post(&sale.post), "SUMMER").await.parse();
        assert_eq!((again.id, used(&sale.creator).await), (order.id, (1, true)));
        app.settle(&sale.fan, &order).await;
        assert!(!sale.locked().await);
        let received = sale.creator.get("/api/sales").await;
        assert_eq!(received.json["items"][0]["received"], json!((PRICE * 3 / 4 * 9 / 10).to_string()));
        // Once for each person.
        let handle = sale.creator.handle().await;
        assert_eq!(ask(&sale.fan, subscription(&handle, "basic"), "SUMMER").await.code(), "code_used_up");
        let page = sale.fan.get(&format!("/{handle}?code=summer")).await.text();
        assert!(page.contains("With the code SUMMER"), "{page}");
    }

    async fn a_code_comes_after_the_period_and_before_unused_time(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        code(&creator, json!({ "code": "LESS", "amount": "20000000", "uses_each": 3 })).await;
        let basic = app.pay(&fan, subscription(&handle, "basic")).await;
        app.slots(40);
        look(&app, &basic).await;
        let order: OrderView = ask(&fan, subscription(&handle, "premium"), "LESS").await.parse();
        let [taken, credit] = <[Reduction; 2]>::try_from(order.reductions.clone()).expect("two");
        assert_eq!((taken, credit.kind), (off(20_000_000), ReductionKind::Credit));
        assert_eq!(order.amount.0 + taken.amount.0 + credit.amount.0, 150_000_000);
        app.settle(&fan, &order).await;
        // Whatever is taken off, the least payment remains.
        code(&creator, json!({ "code": "MOST", "percent": 90 })).await;
        let order: OrderView = ask(&fan, json!({ "kind": "subscription", "creator": handle, "tier": "vip", "days": 30 }), "MOST").await.parse();
        assert!(order.amount.0 >= 1_000_000, "{order:?}");
    }

    async fn the_last_use_is_one_persons(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        code(&creator, json!({ "code": "FIRST-2", "percent": 50, "uses": 2 })).await;
        let mut fans = vec![];
        for _ in 0..5 {
            fans.push(app.fan().await);
        }
        let answers = join_all(fans.iter().map(|fan| ask(fan, subscription(&handle, "basic"), "FIRST-2"))).await;
        let mut codes: Vec<&str> = answers.iter().map(|answer| if answer.status == 201 { "made" } else { answer.code() }).collect();
        codes.sort_unstable();
        assert_eq!(codes, ["code_used_up", "code_used_up", "code_used_up", "made", "made"]);
        assert_eq!(used(&creator).await, (2, false));
        // What nobody pays for is free again.
        app.advance(HOUR);
        app.scan().await;
        assert_eq!(used(&creator).await, (0, true));
    }

    async fn many_keys_of_one_person_are_not_many_uses(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        code(&creator, json!({ "code": "TWICE", "percent": 50, "uses_each": 2 })).await;
        let with = async |key: &str, code: Value| {
            let body = json!({ "item": subscription(&handle, "basic"), "currency": "SOL", "code": code });
            fan.send(Method::POST, "/api/orders", &[("idempotency-key", key)], Some(body)).await
        };
        let mut made: Vec<OrderView> = vec![];
        for key in ["a", "b", "c", "d"] {
            made.push(with(key, json!("TWICE")).await.parse());
            app.advance(MINUTE);
        }
        // The third and the fourth get what holds the last use, and not a third one.
        assert_ne!(made[0].id, made[1].id);
        assert_eq!((made[2].id, made[3].id), (made[1].id, made[1].id));
        assert_eq!(used(&creator).await.0, 2);
        // The same key is the same order, and with another code it is a mistake.
        assert_eq!(with("a", json!("twice")).await.parse::<OrderView>().id, made[0].id);
        for other in [json!("OTHER"), Value::Null] {
            assert_eq!(with("a", other).await.code(), "idempotency_mismatch");
        }
        for order in &made[..2] {
            app.settle(&fan, order).await;
        }
        assert_eq!(with("e", json!("TWICE")).await.code(), "code_used_up");
        assert_eq!(used(&creator).await.0, 2);
    }

    async fn late_is_honoured_only_while_there_is_a_use_left(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        code(&creator, json!({ "code": "ONE", "percent": 50, "uses": 1 })).await;
        let (slow, quick) = (app.fan().await, app.fan().await);
        let old: OrderView = ask(&slow, subscription(&handle, "basic"), "ONE").await.parse();
        app.advance(31 * MINUTE);
        // Not before it is known that nothing for it can land any more.
        assert_eq!(ask(&quick, subscription(&handle, "basic"), "ONE").await.code(), "code_used_up");
        app.scan().await;
        let new: OrderView = ask(&quick, subscription(&handle, "basic"), "ONE").await.parse();
        app.settle(&quick, &new).await;
        craft::send(&app, &[slow.wallet()], &payment(&old)).await;
        look(&app, &old).await;
        assert_eq!(now(&slow, &old).await.status, OrderStatus::Review);
        assert_eq!(cases(&app, old.id).await, ["code_used_up"]);
        assert_eq!(grants(&app).await.len(), 1);
    }

    async fn what_is_no_code_here_is_refused_and_writes_nothing(app: TestApp) {
        let (creator, other, fan) = (app.creator("art").await, app.creator("art").await, app.fan().await);
        let handle = creator.handle().await;
        code(&other, json!({ "code": "THEIRS", "percent": 50 })).await;
        code(&creator, json!({ "code": "DOLLARS", "amount": "1000000", "currency": "USDC" })).await;
        code(&creator, json!({ "code": "SOON", "percent": 50, "ends_at": "2026-01-01T01:00:00Z" })).await;
        let stopped = code(&creator, json!({ "code": "STOPPED", "percent": 50 })).await;
        let id = stopped.json["id"].as_str().expect("an id").to_owned();
        assert_eq!(other.delete(&format!("/api/promotions/{id}")).await.status, 404);
        assert_eq!(creator.delete(&format!("/api/promotions/{id}")).await.status, 204);
        app.advance(HOUR);
        for wrong in ["THEIRS", "DOLLARS", "STOPPED", "SOON", "NEVER"] {
            let answer = ask(&fan, subscription(&handle, "basic"), wrong).await;
            assert_eq!((answer.status, answer.code()), (409, "code_unknown"), "{wrong}");
        }
        assert_eq!(ask(&fan, subscription(&handle, "basic"), "no code").await.field(), "code");
        let tip = json!({ "kind": "tip", "creator": handle, "amount": "20000000" });
        assert_eq!(ask(&fan, tip, "DOLLARS").await.code(), "code_unknown");
        assert_eq!(order::Entity::find().count(&app.domain().db).await.expect("orders"), 0);
        for (draft, field) in [
            (json!({ "code": "A", "percent": 5 }), "code"),
            (json!({ "code": "NONE" }), "percent"),
            (json!({ "code": "MUCH", "percent": 91 }), "percent"),
            (json!({ "code": "PAST", "percent": 5, "ends_at": "2026-01-01T00:00:00Z" }), "ends_at"),
            (json!({ "code": "ZERO", "percent": 5, "uses": 0 }), "uses"),
        ] {
            let answer = code(&creator, draft).await;
            assert_eq!((answer.status, answer.field()), (422, field), "{}", answer.json);
        }
    }
}
