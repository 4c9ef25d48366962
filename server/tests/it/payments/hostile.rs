//! Every way to get something for less than its price. None may open anything, and none may keep the honest
//! buyer from paying afterwards.

use super::*;

both! {
    async fn one_lamport_too_little_opens_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        for short in 0..2 {
            let order = sale.order().await;
            let mut cheap = order.clone();
            cheap.legs[short].amount.0 -= 1;
            craft::send(&app, &[sale.fan.wallet()], &payment(&cheap)).await;
            assert_nothing_paid(&app, &sale, &order).await;
            assert!(cases(&app, order.id).await.contains(&"underpaid".to_owned()));
        }
        let order = sale.order().await;
        assert!(order.note.as_ref().is_some_and(|note| note.contains("send the payment back")), "{order:?}");
        assert_eq!(order.note_code, Some(OrderNote::Underpaid));
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn leaving_a_recipient_out_opens_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let mut without_platform = payment(&order);
        without_platform.remove(0);
        craft::send(&app, &[sale.fan.wallet()], &without_platform).await;
        assert_nothing_paid(&app, &sale, &order).await;
        // The platform alone, with the reference on its transfer.
        let only_platform = marked(transfer(order.payer, order.legs[0].address, PRICE), order.reference);
        craft::send(&app, &[sale.fan.wallet()], &[only_platform]).await;
        assert_nothing_paid(&app, &sale, &order).await;
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn paying_the_wrong_address_opens_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let mut elsewhere = order.clone();
        elsewhere.legs[1].address = app.wallet().address();
        let signature = craft::send(&app, &[sale.fan.wallet()], &payment(&elsewhere)).await;
        assert_nothing_paid(&app, &sale, &order).await;
        // Also when the buyer swears by it.
        assert_eq!(report_sent(&sale.fan, &order, signature).await.status, 202);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Failed);
        assert_nothing_paid(&app, &sale, &order).await;
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn money_that_goes_back_in_the_same_transaction_opens_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let mut circle = payment(&order);
        circle.push(transfer(sale.creator.wallet().address(), order.payer, order.legs[1].amount.0));
        craft::send(&app, &[sale.fan.wallet(), sale.creator.wallet()], &circle).await;
        assert_nothing_paid(&app, &sale, &order).await;
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn somebody_elses_money_opens_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let stranger = app.fan().await;
        let order = sale.order().await;
        let mut by_stranger = order.clone();
        by_stranger.payer = stranger.wallet().address();
        let signature = craft::send(&app, &[stranger.wallet()], &payment(&by_stranger)).await;
        assert_nothing_paid(&app, &sale, &order).await;
        assert_eq!(cases(&app, order.id).await, [""; 0]);
        report_sent(&sale.fan, &order, signature).await;
        look(&app, &order).await;
        let failed = sale.now(&order).await;
        assert_eq!(failed.status, OrderStatus::Failed);
        assert!(failed.note.is_some_and(|note| note.contains("did not sign")));
        assert_eq!(failed.note_code, Some(OrderNote::NotThePayer));
        // Whoever reads Russian reads it in Russian, among their orders too.
        for path in [format!("/api/orders/{}", order.id), "/api/orders".to_owned(), "/subscriptions".to_owned()] {
            let russian = sale.fan.send(reqwest::Method::GET, &path, &[("accept-language", "ru")], None).await;
            assert!(russian.contains(OrderNote::NotThePayer.said(Lang::Ru)), "{path}: {}", russian.text());
        }
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn a_payment_counts_once_and_for_its_own_order(app: TestApp) {
        let sale = Sale::open(&app).await;
        let second = post_for_sale(&sale.creator).await;
        let paid = app.pay(&sale.fan, post(&sale.post)).await;
        let signature = paid.signature.expect("it was paid");
        // The same buyer, another post.
        let order = sale.fan.order(post(&second)).await;
        let answer = report_sent(&sale.fan, &order, signature).await;
        assert_eq!((answer.status, answer.code()), (409, "signature_used"));
        // Another buyer, the same post.
        let stranger = app.fan().await;
        let theirs = stranger.order(post(&sale.post)).await;
        let answer = report_sent(&stranger, &theirs, signature).await;
        assert_eq!((answer.status, answer.code()), (409, "signature_used"));
        for order in [&order, &theirs] {
            look(&app, order).await;
        }
        assert_eq!(now(&sale.fan, &order).await.status, OrderStatus::Created);
        assert_eq!(now(&stranger, &theirs).await.status, OrderStatus::Created);
        assert_eq!(grants(&app).await.len(), 1);
        assert_eq!(payments_count(&app).await, 1);
        // Reporting it again for its own order is no harm.
        let again = report_sent(&sale.fan, &paid, signature).await;
        assert_eq!((again.status, again.json["status"].as_str()), (202, Some("confirmed")));
    }

    async fn one_transaction_for_two_orders_is_put_before_a_person(app: TestApp) {
        let sale = Sale::open(&app).await;
        let second = post_for_sale(&sale.creator).await;
        let orders = [sale.order().await, sale.fan.order(post(&second)).await];
        let mut both = payment(&orders[0]);
        let last = both.pop().expect("a transfer");
        both.push(marked(last, orders[1].reference));
        craft::send(&app, &[sale.fan.wallet()], &both).await;
        for order in &orders {
            look(&app, order).await;
            let order = sale.now(order).await;
            assert_eq!(order.status, OrderStatus::Review, "{order:?}");
            assert_eq!(cases(&app, order.id).await, ["several_orders"]);
            assert!(order.note.is_some_and(|note| note.contains("2 orders")));
        }
        assert!(sale.locked().await);
        assert_eq!(grants(&app).await, []);
        assert_eq!(payments_count(&app).await, 0);
    }

    async fn a_strangers_dust_hides_no_payment_and_stops_no_order(app: TestApp) {
        let sale = Sale::open(&app).await;
        let stranger = app.fan().await;
        let other = stranger.order(post(&sale.post)).await;
        let order = sale.order().await;
        let me = stranger.wallet().address();
        let dust = || marked(transfer(me, me, 1), order.reference);
        // Before the payment, with several of our references, and after it.
        craft::send(&app, &[stranger.wallet()], &[dust()]).await;
        craft::send(&app, &[stranger.wallet()], &[marked(dust(), other.reference)]).await;
        assert_nothing_paid(&app, &sale, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Created);
        let signature = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        craft::send(&app, &[stranger.wallet()], &[dust()]).await;
        look(&app, &order).await;
        let order = sale.now(&order).await;
        assert_eq!((order.status, order.signature), (OrderStatus::Confirmed, Some(signature)));
        assert!(!sale.locked().await);
        assert_eq!(now(&stranger, &other).await.status, OrderStatus::Created);
    }

    async fn a_flood_of_dust_only_takes_a_second_look(app: TestApp) {
        let sale = Sale::open(&app).await;
        let stranger = app.fan().await;
        let order = sale.order().await;
        let me = stranger.wallet().address();
        // More than one look fetches.
        for number in 0..205 {
            let dust = [marked(transfer(me, me, number), order.reference)];
            let bytes = craft::sign(&app, &[stranger.wallet()], &dust).await;
            app.rpc("sendTransaction", json!([craft::base64(&bytes), { "encoding": "base64" }])).await;
        }
        app.slots(2);
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        app.advance(HOUR);
        look(&app, &order).await;
        // Not over: it has not seen everything.
        assert_eq!(sale.now(&order).await.status, OrderStatus::Created);
        look(&app, &order).await;
        assert!(sale.now(&order).await.status.paid());
    }

    async fn a_failed_transaction_opens_nothing_and_may_be_followed_by_another(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
        let mut failing = payment(&order);
        failing.push(transfer(order.payer, app.wallet().address(), 1_000_000_000_000));
        let signature = craft::send_blindly(&app, &[sale.fan.wallet()], &failing).await;
        report_sent(&sale.fan, &order, signature).await;
        look(&app, &order).await;
        let failed = sale.now(&order).await;
        assert_eq!(failed.status, OrderStatus::Failed, "{failed:?}");
        assert!(failed.note.is_some_and(|note| note.contains("did not hold enough")));
        assert!(sale.locked().await);
        // It is known to have failed, so nothing needs to be waited for.
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
        assert_eq!(sale.now(&order).await.status, OrderStatus::AwaitingSignature);
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn a_strangers_failed_transaction_fails_nobodys_order(app: TestApp) {
        let sale = Sale::open(&app).await;
        let stranger = app.fan().await;
        let order = sale.order().await;
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
        let me = stranger.wallet().address();
        let failing = marked(transfer(me, order.payer, 1_000_000_000_000), order.reference);
        craft::send_blindly(&app, &[stranger.wallet()], &[failing]).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::AwaitingSignature);
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn what_wallets_add_changes_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let me = order.payer;
        let mut transaction = vec![craft::priority_fee(), craft::memo("before"), transfer(me, me, 1)];
        for part in payment(&order) {
            transaction.push(part);
            transaction.push(craft::memo("between and after"));
            transaction.push(transfer(me, sale.creator.wallet().address(), 3));
        }
        craft::send(&app, &[sale.fan.wallet()], &transaction).await;
        look(&app, &order).await;
        let order = sale.now(&order).await;
        assert_eq!(order.status, OrderStatus::Confirmed, "{order:?}");
        assert!(!sale.locked().await);
        // Six lamports more than the price, and the ledger says so.
        assert!(ledger(&app, order.id).await.contains(&("surplus".to_owned(), 6)));
    }

    async fn lighthouse_and_a_priority_fee_before_between_and_after_change_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        // A program may be called anywhere; the compute budget takes each of its settings once.
        for budget_at in 0..3 {
            let id = post_for_sale(&sale.creator).await;
            let order = sale.fan.order(post(&id)).await;
            let [platform, creator] = <[_; 2]>::try_from(payment(&order)).expect("two transfers");
            let mut transaction =
                vec![craft::lighthouse(), platform, craft::lighthouse(), creator, craft::lighthouse()];
            transaction.insert(2 * budget_at, craft::priority_fee());
            let signature = craft::send(&app, &[sale.fan.wallet()], &transaction).await;
            look(&app, &order).await;
            let order = sale.now(&order).await;
            assert_eq!((order.status, order.signature), (OrderStatus::Confirmed, Some(signature)));
        }
        assert_eq!(grants(&app).await.len(), 3);
    }

    async fn signed_transactions_are_sent_only_if_they_pay(app: TestApp) {
        let sale = Sale::open(&app).await;
        let stranger = app.fan().await;
        let second = post_for_sale(&sale.creator).await;
        let order = sale.order().await;
        let other = sale.fan.order(post(&second)).await;
        let fan = sale.fan.wallet();
        let mut cheap = order.clone();
        cheap.legs[1].amount.0 -= 1;
        let mut by_stranger = order.clone();
        by_stranger.payer = stranger.wallet().address();
        let both = {
            let mut both = payment(&order);
            let last = both.pop().expect("a transfer");
            both.push(marked(last, other.reference));
            both
        };
        let unsigned = ask_transaction(&sale.fan, &order).await.json["transaction"].clone();
        let mut wrongly_signed = craft::sign(&app, &[fan], &payment(&order)).await;
        wrongly_signed[10] ^= 1;
        let bodies = [
            craft::base64(&craft::sign(&app, &[fan], &payment(&other)).await),
            craft::base64(&craft::sign(&app, &[fan], &payment(&cheap)).await),
            craft::base64(&craft::sign(&app, &[stranger.wallet()], &payment(&by_stranger)).await),
            craft::base64(&craft::sign(&app, &[fan], &both).await),
            craft::base64(&wrongly_signed),
            unsigned.as_str().expect("a transaction").to_owned(),
            craft::base64(&[0; 100]),
            craft::base64(&[0x81; 100]),
            craft::base64(&[0xff; 1232]),
            String::new(),
        ];
        for body in bodies {
            let answer = report(&sale.fan, &order, json!({ "signed_transaction": body })).await;
            assert_eq!((answer.status, answer.code()), (409, "transaction_mismatch"), "{body}: {}", answer.json);
        }
        for (body, field) in [
            (json!({ "signed_transaction": "A".repeat(5000) }), "signed_transaction"),
            (json!({ "signed_transaction": "*" }), "signed_transaction"),
            (json!({ "signature": "0OIl" }), "signature"),
            (json!({}), "signature"),
        ] {
            let answer = report(&sale.fan, &order, body).await;
            assert_eq!((answer.status, answer.json["field"].as_str()), (422, Some(field)), "{}", answer.json);
        }
        assert_nothing_paid(&app, &sale, &order).await;
        let reference = json!([order.reference.to_string(), { "commitment": "confirmed" }]);
        assert_eq!(app.rpc("getSignaturesForAddress", reference).await["result"], json!([]));
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn a_second_payment_is_put_before_a_person_and_opens_nothing_twice(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let mut again = payment(&order);
        again.push(craft::memo("again"));
        let first = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        craft::send(&app, &[sale.fan.wallet()], &again).await;
        look(&app, &order).await;
        let order = sale.now(&order).await;
        assert_eq!((order.status, order.signature), (OrderStatus::Confirmed, Some(first)));
        assert_eq!(cases(&app, order.id).await, ["paid_twice"]);
        assert!(order.note.as_ref().is_some_and(|note| note.contains("paid twice")), "{order:?}");
        assert_eq!(grants(&app).await.len(), 1);
        assert_eq!(ledger(&app, order.id).await.len(), 2);
        // It is told once, however often the scanner comes by.
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["paid_twice"]);
    }

    async fn a_second_payment_for_a_booked_order_is_found_when_it_is_reported(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
        let second = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        assert_eq!(report_sent(&sale.fan, &order, second).await.status, 202);
        app.scan().await;
        assert_eq!(cases(&app, order.id).await, ["paid_twice"]);
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
    }

    async fn what_was_given_out_is_watched_even_if_a_person_has_the_order(app: TestApp) {
        let sale = Sale::open(&app).await;
        let second = post_for_sale(&sale.creator).await;
        let orders = [sale.order().await, sale.fan.order(post(&second)).await];
        let given = ask_transaction(&sale.fan, &orders[0]).await;
        let signed = sale.fan.wallet().sign_base64(given.json["transaction"].as_str().expect("bytes"));
        let mut both = payment(&orders[0]);
        let last = both.pop().expect("a transfer");
        both.push(marked(last, orders[1].reference));
        craft::send(&app, &[sale.fan.wallet()], &both).await;
        look(&app, &orders[0]).await;
        assert_eq!(sale.now(&orders[0]).await.status, OrderStatus::Review);
        // The wallet sends what it was given all the same.
        app.rpc("sendTransaction", json!([signed, { "encoding": "base64" }])).await;
        app.advance(Duration::from_secs(32));
        app.scan().await;
        let mut cases = cases(&app, orders[0].id).await;
        cases.sort();
        assert_eq!(cases, ["order_closed", "several_orders"]);
    }

    async fn a_post_bought_by_two_orders_is_owned_once(app: TestApp) {
        let sale = Sale::open(&app).await;
        let first = sale.order().await;
        app.advance(31 * MINUTE);
        look(&app, &first).await;
        assert_eq!(sale.now(&first).await.status, OrderStatus::Expired);
        let second = sale.order().await;
        assert_ne!(first.id, second.id);
        // The old order is paid late, the new one too.
        craft::send(&app, &[sale.fan.wallet()], &payment(&first)).await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&second)).await;
        look(&app, &second).await;
        look(&app, &first).await;
        assert_eq!(sale.now(&second).await.status, OrderStatus::Confirmed);
        let late = sale.now(&first).await;
        assert_eq!(late.status, OrderStatus::Review);
        assert!(late.note.is_some_and(|note| note.contains("send this payment back")));
        assert_eq!(cases(&app, first.id).await, ["already_owned"]);
        assert_eq!(grants(&app).await.len(), 1);
    }
}
