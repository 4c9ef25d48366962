//! Making orders and asking for their transactions.

use super::*;
use localnet::{FaultKind, Faults};

both! {
    async fn a_bought_post_opens_for_its_buyer_alone(app: TestApp) {
        let sale = Sale::open(&app).await;
        assert!(sale.locked().await);
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        assert!(!sale.locked().await);
        let stranger = app.fan().await;
        let theirs = stranger.get(&format!("/api/posts/{}", sale.post)).await;
        assert!(theirs.json["locked"].as_bool().expect("it says") && !theirs.contains(SECRET));
        let (platform, creator) = (PRICE / 10, PRICE / 10 * 9);
        assert_eq!(
            ledger(&app, order.id).await,
            [("paid".to_owned(), i64::try_from(platform).expect("small")), ("paid".to_owned(), i64::try_from(creator).expect("small"))]
        );
        let list = sale.fan.get("/api/orders").await;
        assert_eq!((list.json["total"].as_u64(), list.json["items"][0]["status"].as_str()), (Some(1), Some("confirmed")));
        assert_eq!(order.legs.last().map(|leg| leg.address), Some(sale.creator.wallet().address()));
        // It stays open when the creator deletes it.
        sale.creator.delete(&format!("/api/posts/{}", sale.post)).await;
        assert!(!sale.locked().await);
        assert_eq!(stranger.get(&format!("/api/posts/{}", sale.post)).await.status, 404);
        // Twelve seconds later it is final.
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
        let kinds: Vec<String> = ledger(&app, order.id).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["booked", "booked", "paid", "paid"]);
    }

    async fn a_wallets_own_report_is_enough(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let transaction = ask_transaction(&sale.fan, &order).await;
        let signed = sale.fan.wallet().sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
        let sent = app.rpc("sendTransaction", json!([signed, { "encoding": "base64" }])).await;
        let signature: Signature = sent["result"].as_str().expect("it is taken").parse().expect("a signature");
        let reported = report_sent(&sale.fan, &order, signature).await;
        assert_eq!((reported.status, reported.json["status"].as_str()), (202, Some("submitted")));
        // Not confirmed yet, so nothing opens.
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Submitted);
        assert!(sale.locked().await);
        app.slots(2);
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        assert!(!sale.locked().await);
    }

    async fn what_cannot_be_bought_is_refused_before_any_wallet_opens(app: TestApp) {
        let sale = Sale::open(&app).await;
        let free = sale.creator.publish(json!({ "title": "Free", "body": "x", "access": "public" })).await;
        let tiered =
            sale.creator.publish(json!({ "title": "Tier", "body": "x", "access": "tier", "tier": "vip" })).await;
        let gone = post_for_sale(&sale.creator).await;
        sale.creator.delete(&format!("/api/posts/{gone}")).await;
        let handle = sale.creator.handle().await;
        let fans_handle = sale.fan.handle().await;
        let refusal = async |who: &Caller, item: Value| {
            let answer = who.post("/api/orders", json!({ "item": item, "currency": "SOL" })).await;
            (answer.status, answer.code().to_owned(), answer.json["field"].as_str().unwrap_or_default().to_owned())
        };
        let expect = |status: u16, code: &str, field: &str| (status, code.to_owned(), field.to_owned());
        let fan = &sale.fan;
        assert_eq!(refusal(&app.visitor(), post(&sale.post)).await, expect(401, "sign_in_required", ""));
        assert_eq!(refusal(&sale.creator, post(&sale.post)).await, expect(409, "own_item", ""));
        assert_eq!(refusal(&sale.creator, subscription(&handle, "basic")).await, expect(409, "own_item", ""));
        assert_eq!(refusal(fan, post(&free)).await, expect(409, "not_for_sale", ""));
        assert_eq!(refusal(fan, post(&tiered)).await, expect(409, "not_for_sale", ""));
        assert_eq!(refusal(fan, post(&gone)).await, expect(404, "not_found", ""));
        let nothing = "00000000-0000-0000-0000-000000000000";
        assert_eq!(refusal(fan, post(nothing)).await, expect(404, "not_found", ""));
        assert_eq!(refusal(fan, subscription(&fans_handle, "basic")).await, expect(404, "not_found", ""));
        let mut days = subscription(&handle, "basic");
        days["days"] = json!(31);
        assert_eq!(refusal(fan, days).await, expect(422, "invalid", "item.days"));
        app.pay(fan, post(&sale.post)).await;
        assert_eq!(refusal(fan, post(&sale.post)).await, expect(409, "already_owned", ""));
        let list = fan.get("/api/orders").await;
        assert_eq!(list.json["total"], 1, "nothing refused was written");
    }

    async fn an_order_is_its_buyers_alone(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        for who in [&app.fan().await, &sale.creator] {
            assert_eq!(who.get(&format!("/api/orders/{}", order.id)).await.status, 404);
            assert_eq!(ask_transaction(who, &order).await.status, 404);
            assert_eq!(report_sent(who, &order, Signature([1; 64])).await.status, 404);
            assert_eq!(who.get("/api/orders").await.json["total"], 0);
        }
    }

    async fn the_same_key_gives_the_same_order(app: TestApp) {
        let sale = Sale::open(&app).await;
        let second = post_for_sale(&sale.creator).await;
        let handle = sale.creator.handle().await;
        let make = async |key: &str, item: Value| {
            let body = json!({ "item": item, "currency": "SOL" });
            sale.fan.send(reqwest::Method::POST, "/api/orders", &[("idempotency-key", key)], Some(body)).await
        };
        let first = make("a", subscription(&handle, "basic")).await;
        assert_eq!(first.status, 201, "{}", first.json);
        assert_eq!(make("a", subscription(&handle, "basic")).await.json["id"], first.json["id"]);
        let other = make("a", subscription(&handle, "vip")).await;
        assert_eq!((other.status, other.code()), (409, "idempotency_mismatch"));
        assert_eq!(make("a", post(&second)).await.code(), "idempotency_mismatch");
        // Two keys are two intents, except for what can be owned only once.
        assert_ne!(make("b", subscription(&handle, "basic")).await.json["id"], first.json["id"]);
        let bought = make("c", post(&sale.post)).await;
        assert_eq!(make("d", post(&sale.post)).await.json["id"], bought.json["id"]);
        for bad in [String::new(), "x".repeat(101), "a b".into(), "ключ".into()] {
            let answer = make(&bad, post(&second)).await;
            assert_eq!((answer.status, answer.json["field"].as_str()), (422, Some("Idempotency-Key")), "{bad:?}");
        }
        // Another person's keys are their own.
        let stranger = app.fan().await;
        let body = json!({ "item": post(&second), "currency": "SOL" });
        let theirs = stranger.send(reqwest::Method::POST, "/api/orders", &[("idempotency-key", "a")], Some(body)).await;
        assert_eq!(theirs.status, 201);
        // The first order is answered for its key even when it is paid.
        let order: OrderView = first.parse();
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        let again = make("a", subscription(&handle, "basic")).await;
        assert_eq!((again.json["id"].clone(), again.json["status"].as_str()), (first.json["id"].clone(), Some("confirmed")));
    }

    async fn a_live_order_is_gone_on_with(app: TestApp) {
        let sale = Sale::open(&app).await;
        let body = json!({ "item": post(&sale.post), "currency": "SOL" });
        let first: OrderView = sale.fan.post("/api/orders", body.clone()).await.parse();
        let again: OrderView = sale.fan.post("/api/orders", body.clone()).await.parse();
        assert_eq!(first.id, again.id);
        // A new price is a new order, as long as nothing is on its way for the old one.
        let dearer = json!({ "access": "price", "price": (PRICE * 2).to_string() });
        assert_eq!(sale.creator.patch(&format!("/api/posts/{}", sale.post), dearer).await.status, 200);
        let new: OrderView = sale.fan.post("/api/orders", body.clone()).await.parse();
        assert_ne!(new.id, first.id);
        assert_eq!(new.amount.0, PRICE * 2);
        assert_eq!(ask_transaction(&sale.fan, &new).await.status, 200);
        let dearest = json!({ "access": "price", "price": (PRICE * 3).to_string() });
        sale.creator.patch(&format!("/api/posts/{}", sale.post), dearest).await;
        let kept: OrderView = sale.fan.post("/api/orders", body).await.parse();
        assert_eq!((kept.id, kept.amount.0), (new.id, PRICE * 2));
    }

    async fn there_is_one_transaction_at_a_time(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let first = ask_transaction(&sale.fan, &order).await;
        assert_eq!(first.status, 200, "{}", first.json);
        assert_eq!(sale.now(&order).await.status, OrderStatus::AwaitingSignature);
        let bytes = |answer: &Answer| answer.json["transaction"].as_str().expect("bytes").to_owned();
        app.slots(100);
        assert_eq!(bytes(&ask_transaction(&sale.fan, &order).await), bytes(&first));
        // Its blockhash is too old, but a fork could still hold it.
        app.slots(60);
        let between = ask_transaction(&sale.fan, &order).await;
        assert_eq!((between.status, between.code()), (409, "attempt_pending"));
        app.slots(40);
        let second = ask_transaction(&sale.fan, &order).await;
        assert_eq!(second.status, 200, "{}", second.json);
        assert_ne!(bytes(&second), bytes(&first));
        // Once a signature is named, nothing else is given out until it is known what came of it.
        report_sent(&sale.fan, &order, Signature([7; 64])).await;
        assert_eq!(ask_transaction(&sale.fan, &order).await.code(), "attempt_pending");
    }

    async fn nothing_is_given_out_for_a_closed_order(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        assert_eq!(ask_transaction(&sale.fan, &order).await.code(), "order_closed");
        let second = post_for_sale(&sale.creator).await;
        let old = sale.fan.order(post(&second)).await;
        app.advance(31 * MINUTE);
        assert_eq!(ask_transaction(&sale.fan, &old).await.code(), "order_expired");
        look(&app, &old).await;
        assert_eq!(now(&sale.fan, &old).await.status, OrderStatus::Expired);
        assert_eq!(ask_transaction(&sale.fan, &old).await.code(), "order_expired");
        let signed = craft::base64(&craft::sign(&app, &[sale.fan.wallet()], &payment(&old)).await);
        assert_eq!(report(&sale.fan, &old, json!({ "signed_transaction": signed })).await.code(), "order_expired");
    }

    async fn what_is_not_sold_any_more_gets_no_transaction(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        sale.creator.delete(&format!("/api/posts/{}", sale.post)).await;
        let answer = ask_transaction(&sale.fan, &order).await;
        assert_eq!((answer.status, answer.code()), (409, "not_for_sale"));
        // Whoever pays all the same has bought it.
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        assert!(!sale.locked().await);
    }

    async fn a_post_made_free_is_not_charged_any_more(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let free = json!({ "access": "public" });
        assert_eq!(sale.creator.patch(&format!("/api/posts/{}", sale.post), free).await.status, 200);
        let answer = ask_transaction(&sale.fan, &order).await;
        assert_eq!((answer.status, answer.code()), (409, "not_for_sale"));
    }

    async fn nobody_has_more_than_twenty_unpaid_orders(app: TestApp) {
        let sale = Sale::open(&app).await;
        let handle = sale.creator.handle().await;
        // Each has a key of its own.
        let first = sale.fan.order(subscription(&handle, "basic")).await;
        for _ in 1..20 {
            sale.fan.order(subscription(&handle, "basic")).await;
        }
        let body = json!({ "item": post(&sale.post), "currency": "SOL" });
        let refused = sale.fan.post("/api/orders", body.clone()).await;
        assert_eq!((refused.status, refused.code()), (409, "too_many_orders"));
        // Another person's orders are their own, and a paid one does not count.
        assert_eq!(app.fan().await.post("/api/orders", body.clone()).await.status, 201);
        craft::send(&app, &[sale.fan.wallet()], &payment(&first)).await;
        look(&app, &first).await;
        assert_eq!(sale.fan.post("/api/orders", body).await.status, 201);
    }

    async fn an_order_of_another_network_takes_no_signature(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        order::Entity::update_many()
            .col_expr(order::Column::GenesisHash, Expr::value("5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d"))
            .filter(order::Column::Id.eq(order.id.0))
            .exec(&app.domain().db)
            .await
            .expect("the order moves");
        let answer = report_sent(&sale.fan, &order, Signature([9; 64])).await;
        assert_eq!((answer.status, answer.code()), (409, "order_closed"));
        assert_eq!(sale.now(&order).await.status, OrderStatus::Created);
    }

    async fn a_node_that_is_behind_is_asked_again_and_refuses_no_payment(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        app.slots(300);
        // The blockhash comes from one node, and another one, here ahead of it, does not take it.
        let behind = Faults::new(FaultKind::Lag { slots: 200 }, 1).on("getLatestBlockhash");
        app.localnet.faults(behind).await.expect("a fault");
        let answer = ask_transaction(&sale.fan, &order).await;
        assert_eq!((answer.status, answer.code()), (503, "network_unavailable"));
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
    }

    async fn a_node_that_does_not_know_the_blockhash_yet_refuses_no_payment(app: TestApp) {
        let sale = Sale::open(&app).await;
        app.slots(50);
        let order = sale.order().await;
        let transaction = ask_transaction(&sale.fan, &order).await;
        let signed = sale.fan.wallet().sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
        let body = json!({ "signed_transaction": signed });
        // The blockhash is fresh, and the node that is to send has not come so far.
        let behind = Faults::new(FaultKind::Lag { slots: 40 }, 1).on("sendTransaction");
        app.localnet.faults(behind).await.expect("a fault");
        let answer = report(&sale.fan, &order, body.clone()).await;
        assert_eq!((answer.status, answer.code()), (503, "network_unavailable"));
        assert_eq!(sale.now(&order).await.status, OrderStatus::AwaitingSignature);
        assert_eq!(report(&sale.fan, &order, body).await.status, 202);
        app.slots(2);
        look(&app, &order).await;
        assert!(sale.now(&order).await.status.paid());
    }

    async fn a_poor_wallet_is_told_what_it_lacks(app: TestApp) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let draft = |price: u64| json!({ "title": "Dear", "body": "x", "access": "price", "price": price.to_string() });
        // Ten SOL are there; the rent minimum and the fee must be left.
        let dear = creator.publish(draft(10_000_000_000)).await;
        let order = fan.order(post(&dear)).await;
        let answer = ask_transaction(&fan, &order).await;
        assert_eq!((answer.status, answer.code()), (409, "funds_missing"));
        let detail = answer.json["detail"].as_str().expect("words");
        assert!(detail.contains("lacks 0.00089588 SOL"), "{detail}");
        assert_eq!(now(&fan, &order).await.status, OrderStatus::Created);
        let just = creator.publish(draft(10_000_000_000 - 890_880 - 5_000)).await;
        let order = fan.order(post(&just)).await;
        assert_eq!(ask_transaction(&fan, &order).await.status, 200);
    }

    async fn equal_addresses_are_paid_once_and_nobody_pays_themself(app: TestApp) {
        let platform = app.domain().rules.platform_address;
        let become_creator = async |payout: shared::solana::Address| {
            let caller = app.fan().await;
            let body = json!({ "category": "art", "payout_address": payout });
            assert_eq!(caller.post("/api/me/creator", body).await.status, 201);
            caller
        };
        let house = become_creator(platform).await;
        let sold = post_for_sale(&house).await;
        let fan = app.fan().await;
        let order = app.pay(&fan, post(&sold)).await;
        assert_eq!(order.legs.len(), 1);
        assert_eq!((order.legs[0].address, order.legs[0].amount.0), (platform, PRICE));
        // A creator who is paid to the fan's own wallet.
        let mirror = become_creator(fan.wallet().address()).await;
        let theirs = post_for_sale(&mirror).await;
        let body = json!({ "item": post(&theirs), "currency": "SOL" });
        let answer = fan.post("/api/orders", body).await;
        assert_eq!((answer.status, answer.code()), (409, "own_item"));
    }
}
