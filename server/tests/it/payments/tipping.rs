//! Tips: all of them is the creator's, they open nothing, and what is said with one stays between the two.

use super::*;
use reqwest::Method;

fn tip(creator: &str, amount: u64) -> Value {
    json!({ "kind": "tip", "creator": creator, "amount": amount.to_string() })
}

async fn refusal(who: &Caller, item: Value) -> (u16, String, String) {
    let answer = who
        .post("/api/orders", json!({ "item": item, "currency": "SOL" }))
        .await;
    let field = answer.json["field"].as_str().unwrap_or_default().to_owned();
    (answer.status, answer.code().to_owned(), field)
}

fn expect(status: u16, code: &str, field: &str) -> (u16, String, String) {
    (status, code.to_owned(), field.to_owned())
}

both! {
    async fn all_of_a_tip_is_the_creators_and_it_opens_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let handle = sale.creator.handle().await;
        let mut item = tip(&handle, 50_000_000);
        item["note"] = json!("  For the tea\u{200b} ");
        let order = app.pay(&sale.fan, item).await;
        assert_eq!(order.amount.0, 50_000_000);
        let [leg] = order.legs.as_slice() else { panic!("one transfer: {:?}", order.legs) };
        assert_eq!((leg.address, leg.amount.0), (sale.creator.wallet().address(), 50_000_000));
        let seen = sale.fan.get(&format!("/api/orders/{}", order.id)).await;
        assert_eq!(seen.json["item"]["note"], "For the tea");
        assert_eq!(seen.json["item"]["creator"]["handle"], handle.as_str());
        assert!(sale.locked().await);
        assert_eq!(grants(&app).await, []);
        assert_eq!(ledger(&app, order.id).await, [("paid".to_owned(), 50_000_000)]);
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
        assert_eq!(
            ledger(&app, order.id).await,
            [("booked".to_owned(), 50_000_000), ("paid".to_owned(), 50_000_000)]
        );
    }

    async fn a_tip_on_a_locked_post_leaves_it_locked_and_to_be_bought(app: TestApp) {
        let sale = Sale::open(&app).await;
        let item = json!({ "kind": "tip", "post": sale.post, "amount": PRICE.to_string() });
        let order = app.pay(&sale.fan, item).await;
        let seen = sale.fan.get(&format!("/api/orders/{}", order.id)).await;
        assert_eq!((&seen.json["item"]["post"], &seen.json["item"]["title"]), (&json!(sale.post), &json!("For sale")));
        assert!(sale.locked().await);
        assert_eq!(grants(&app).await, []);
        app.pay(&sale.fan, post(&sale.post)).await;
        assert!(!sale.locked().await);
        assert_eq!(grants(&app).await.len(), 1);
    }

    async fn a_tip_that_vanishes_is_taken_out_of_the_books(app: TestApp) {
        let sale = Sale::open(&app).await;
        app.slots(40);
        let order = app.pay(&sale.fan, tip(&sale.creator.handle().await, 7_000_000)).await;
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Reversed);
        assert_eq!(
            ledger(&app, order.id).await,
            [("paid".to_owned(), 7_000_000), ("reversed".to_owned(), -7_000_000)]
        );
    }

    async fn each_key_is_a_tip_of_its_own(app: TestApp) {
        let sale = Sale::open(&app).await;
        let item = tip(&sale.creator.handle().await, 5_000_000);
        let ask = async |key: &str, item: &Value| {
            let body = json!({ "item": item, "currency": "SOL" });
            let answer = sale.fan.send(Method::POST, "/api/orders", &[("idempotency-key", key)], Some(body)).await;
            (answer.status, answer.json["id"].as_str().unwrap_or(answer.code()).to_owned())
        };
        let first = ask("one", &item).await;
        assert_eq!(first.0, 201);
        assert_eq!(ask("one", &item).await, first);
        let second = ask("two", &item).await;
        assert_eq!(second.0, 201);
        assert_ne!(second.1, first.1);
        for (member, value) in [("amount", json!("5000001")), ("note", json!("Other words"))] {
            let mut other = item.clone();
            other[member] = value;
            assert_eq!(ask("one", &other).await.1, "idempotency_mismatch", "{member}");
        }
    }

    async fn what_is_no_tip_is_refused_and_nothing_is_written(app: TestApp) {
        let sale = Sale::open(&app).await;
        let handle = sale.creator.handle().await;
        let fan = &sale.fan;
        let with = |member: &str, value: Value| {
            let mut item = tip(&handle, 5_000_000);
            item[member] = value;
            item
        };
        for amount in ["0", "999999", "10000000000001", "18446744073709551615"] {
            assert_eq!(refusal(fan, with("amount", json!(amount))).await, expect(422, "invalid", "item.amount"), "{amount}");
        }
        for amount in [json!("-1"), json!("0.5"), json!(""), json!(5_000_000), json!("18446744073709551616"), Value::Null] {
            let answer = refusal(fan, with("amount", amount.clone())).await;
            assert_eq!((answer.0, answer.1.as_str()), (422, "invalid"), "{amount}");
        }
        for note in ["a".repeat(281), "turned \u{202e}around".to_owned(), "\u{0}".to_owned()] {
            assert_eq!(refusal(fan, with("note", json!(note))).await, expect(422, "invalid", "item.note"));
        }
        for member in ["tier", "days"] {
            assert_eq!(refusal(fan, with(member, json!(if member == "tier" { json!("basic") } else { json!(30) }))).await.0, 422);
        }
        assert_eq!(refusal(fan, with("post", json!(sale.post))).await, expect(422, "invalid", "item.creator"));
        assert_eq!(refusal(fan, json!({ "kind": "tip", "amount": "5000000" })).await, expect(422, "invalid", "item.creator"));
        let mut priced = post(&sale.post);
        priced["amount"] = json!("5000000");
        assert_eq!(refusal(fan, priced).await.0, 422, "only a tip says its amount");
        assert_eq!(refusal(&app.visitor(), tip(&handle, 5_000_000)).await, expect(401, "sign_in_required", ""));
        assert_eq!(refusal(&sale.creator, tip(&handle, 5_000_000)).await, expect(409, "own_item", ""));
        assert_eq!(refusal(fan, tip(&fan.handle().await, 5_000_000)).await, expect(404, "not_found", ""));
        let gone = post_for_sale(&sale.creator).await;
        sale.creator.delete(&format!("/api/posts/{gone}")).await;
        let on_gone = json!({ "kind": "tip", "post": gone, "amount": "5000000" });
        assert_eq!(refusal(fan, on_gone).await, expect(404, "not_found", ""));
        let fans = fan.handle().await;
        sale.creator.send(Method::PUT, &format!("/api/users/{fans}/block"), &[], None).await;
        assert_eq!(refusal(fan, tip(&handle, 5_000_000)).await.1, "blocked");
        assert_eq!(order::Entity::find().count(&app.domain().db).await.expect("orders"), 0);
    }

    async fn a_creator_sees_what_they_sold_and_nobody_else_does(app: TestApp) {
        let sale = Sale::open(&app).await;
        let handle = sale.creator.handle().await;
        let none = sale.creator.get("/api/sales").await;
        assert_eq!((none.json["total"].as_u64(), none.json["items"].as_array().map(Vec::len)), (Some(0), Some(0)));
        assert_eq!(sale.creator.get("/api/sales/revenue").await.json, json!([]));
        let mut item = tip(&handle, 50_000_000);
        item["note"] = json!("For the tea");
        let tipped = app.pay(&sale.fan, item).await;
        app.slots(40);
        look(&app, &tipped).await;
        let bought = app.pay(&sale.fan, post(&sale.post)).await;
        let unpaid = sale.fan.order(subscription(&handle, "vip")).await;

        let sold = sale.creator.get("/api/sales").await;
        assert!(!sold.contains(&unpaid.id.to_string()) && !sold.contains(&bought.reference.to_string()));
        assert_eq!(sold.json["total"], 2);
        let [post, tip] = sold.json["items"].as_array().expect("a list").as_slice() else { panic!("two: {}", sold.json) };
        assert_eq!((&post["order"], &post["amount"], &post["received"]), (&json!(bought.id), &json!("200000000"), &json!("180000000")));
        assert_eq!((&tip["order"], &tip["received"], &tip["status"]), (&json!(tipped.id), &json!("50000000"), &json!("finalized")));
        assert_eq!((&tip["item"]["note"], &tip["buyer"]["handle"]), (&json!("For the tea"), &json!(sale.fan.handle().await)));
        let first = sale.creator.get("/api/sales?limit=1").await;
        assert_eq!(first.json["items"][0]["order"], json!(bought.id));
        let cursor = first.json["next_cursor"].as_str().expect("more").to_owned();
        let second = sale.creator.get(&format!("/api/sales?limit=1&cursor={cursor}")).await;
        assert_eq!((&second.json["items"][0]["order"], &second.json["next_cursor"]), (&json!(tipped.id), &Value::Null));

        let line = |kind: &str, received: &str, booked: &str| json!({
            "kind": kind, "currency": "SOL", "sales": 1, "received": received, "booked": booked
        });
        assert_eq!(
            sale.creator.get("/api/sales/revenue").await.json,
            json!([line("post", "180000000", "0"), line("tip", "50000000", "50000000")])
        );
        let other = app.creator("art").await;
        assert_eq!(other.get("/api/sales").await.json["total"], 0);
        assert_eq!(sale.fan.get("/api/sales").await.code(), "not_a_creator");
        assert_eq!(app.visitor().get("/api/sales/revenue").await.status, 401);
    }

    async fn what_vanished_is_no_revenue(app: TestApp) {
        let sale = Sale::open(&app).await;
        app.slots(40);
        let order = app.pay(&sale.fan, tip(&sale.creator.handle().await, 7_000_000)).await;
        app.localnet.reorg(10).await.expect("a reorg");
        app.slots(300);
        look(&app, &order).await;
        let revenue = sale.creator.get("/api/sales/revenue").await;
        assert_eq!(
            revenue.json,
            json!([{ "kind": "tip", "currency": "SOL", "sales": 0, "received": "0", "booked": "0" }])
        );
        assert_eq!(sale.creator.get("/api/sales").await.json["total"], 0);
    }
}
