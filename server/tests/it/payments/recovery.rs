//! Closed tabs, restarts, outages, and a chain that changes its mind: whoever paid gets it, and nobody is told
//! that an order is over while that cannot be known.

use super::*;
use futures::future::join_all;
use localnet::{FaultKind, Faults};
use sea_orm::{
    ConnectionTrait,
    sea_query::{ExprTrait, Query},
};
use server::serve::Scanner;
use testkit::Db;

both! {
    async fn a_tab_closed_after_signing_loses_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let transaction = ask_transaction(&sale.fan, &order).await;
        let signed = sale.fan.wallet().sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
        app.rpc("sendTransaction", json!([signed, { "encoding": "base64" }])).await;
        // Nobody reports anything; a second later the scanner looks by itself.
        app.slots(3);
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        assert!(!sale.locked().await);
    }

    async fn whoever_paid_and_asks_again_is_not_asked_to_pay(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let transaction = ask_transaction(&sale.fan, &order).await;
        let signed = sale.fan.wallet().sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
        app.rpc("sendTransaction", json!([signed, { "encoding": "base64" }])).await;
        app.slots(2);
        // Sooner than the scanner.
        let again = ask_transaction(&sale.fan, &order).await;
        assert_eq!((again.status, again.code()), (409, "order_closed"));
        assert!(!sale.locked().await);
    }

    async fn a_restart_between_signing_and_settling_loses_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let transaction = ask_transaction(&sale.fan, &order).await;
        let signed = sale.fan.wallet().sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
        app.rpc("sendTransaction", json!([signed, { "encoding": "base64" }])).await;
        let app = app.restart().await;
        app.slots(3);
        app.scan().await;
        let mut fan = app.visitor();
        fan.sign_in(sale.fan.wallet().clone()).await;
        assert_eq!(now(&fan, &order).await.status, OrderStatus::Confirmed);
        assert!(fan.get(&format!("/api/posts/{}", sale.post)).await.contains(SECRET));
    }

    async fn a_payment_that_vanishes_is_taken_back_and_given_again_if_it_returns(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        // The node forgets the transaction for long enough that it cannot come any more.
        app.slots(300);
        for method in ["getTransaction", "getSignaturesForAddress"] {
            app.localnet.faults(Faults::new(FaultKind::Null, 1000).on(method)).await.expect("a fault");
        }
        look(&app, &order).await;
        let reversed = sale.now(&order).await;
        assert_eq!((reversed.status, reversed.paid_at), (OrderStatus::Reversed, None));
        assert!(sale.locked().await);
        assert_eq!(payments_count(&app).await, 0);
        let sum: i64 = ledger(&app, order.id).await.iter().map(|(_, amount)| amount).sum();
        assert_eq!(sum, 0);
        // It was there all the time.
        app.localnet.faults(Faults::new(FaultKind::Clear, 1)).await.expect("no fault");
        look(&app, &order).await;
        let order = sale.now(&order).await;
        assert_eq!(order.status, OrderStatus::Finalized, "{order:?}");
        assert!(order.paid_at.is_some() && !sale.locked().await);
        let sum = |kind: &'static str, ledger: &[(String, i64)]| -> i64 {
            ledger.iter().filter(|(of, _)| of == kind).map(|(_, amount)| amount).sum()
        };
        let (ledger, price) = (ledger(&app, order.id).await, i64::try_from(PRICE).expect("small"));
        assert_eq!([sum("paid", &ledger), sum("reversed", &ledger), sum("booked", &ledger)], [2 * price, -price, price]);
    }

    async fn what_only_this_node_has_forgotten_is_not_taken_back(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        app.slots(300);
        let hidden = Faults::new(FaultKind::Null, 1000).on("getTransaction");
        for fault in [hidden, Faults::new(FaultKind::Pruned { keep: 100 }, 1000)] {
            app.localnet.faults(fault).await.expect("a fault");
            assert_eq!(look(&app, &order).await.faults, 0);
            assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
            assert!(!sale.locked().await);
            app.localnet.faults(Faults::new(FaultKind::Clear, 1)).await.expect("no fault");
        }
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
    }

    async fn nobody_is_told_that_nothing_was_charged_by_a_node_that_cannot_know(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        report_sent(&sale.fan, &order, Signature([9; 64])).await;
        app.scan().await;
        app.slots(300);
        app.localnet.faults(Faults::new(FaultKind::Pruned { keep: 10 }, 1000)).await.expect("a fault");
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Submitted);
        assert_eq!(ask_transaction(&sale.fan, &order).await.code(), "attempt_pending");
        // When it cannot be paid any more, the truth is told.
        app.advance(30 * MINUTE);
        look(&app, &order).await;
        let over = sale.now(&order).await;
        assert_eq!(over.status, OrderStatus::Expired);
        assert!(over.note.as_ref().is_some_and(|note| note.contains("keeps no records")), "{over:?}");
    }

    async fn a_payment_that_came_second_counts_once_the_first_has_vanished(app: TestApp) {
        let sale = Sale::open(&app).await;
        app.slots(40);
        let order = sale.order().await;
        let mut again = payment(&order);
        again.push(craft::memo("again"));
        let again = craft::sign(&app, &[sale.fan.wallet()], &again).await;
        let first = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        let second = craft::send_bytes(&app, &again).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.signature, Some(first));
        // On the fork that wins, only the second is there.
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 2);
        craft::send_bytes(&app, &again).await;
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["paid_twice"]);
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Reversed);
        look(&app, &order).await;
        let order = sale.now(&order).await;
        assert_eq!((order.status, order.signature), (OrderStatus::Finalized, Some(second)));
        assert!(!sale.locked().await);
        assert_eq!(cases(&app, order.id).await, [""; 0]);
    }

    async fn a_case_whose_money_vanishes_is_none(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        app.advance(2 * DAY);
        let late = craft::sign(&app, &[sale.fan.wallet()], &payment(&order)).await;
        craft::send_bytes(&app, &late).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Review);
        assert_eq!(cases(&app, order.id).await, ["late"]);
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        // It may come back, so the case stays.
        app.slots(50);
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["late"]);
        // Looked at by itself, and soon.
        for _ in 0..10 {
            app.slots(80);
            app.scan().await;
        }
        assert_eq!(sale.now(&order).await.status, OrderStatus::Reversed);
        assert_eq!(cases(&app, order.id).await, [""; 0]);
        assert_eq!(sale.creator.get("/api/cases").await.json["total"], 0);
        // What comes then is a case again, and final it stays one.
        let second = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        for _ in 0..10 {
            look(&app, &order).await;
            app.slots(80);
        }
        let order = sale.now(&order).await;
        assert_eq!((order.status, order.signature), (OrderStatus::Review, Some(second)));
        assert_eq!(cases(&app, order.id).await, ["late"]);
    }

    async fn a_case_that_a_person_has_closed_is_kept_whatever_becomes_of_its_money(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        app.advance(2 * DAY);
        let late = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        assert_eq!(sale.creator.delete(&format!("/api/cases/{}/{late}", order.id)).await.status, 204);
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        for _ in 0..10 {
            app.slots(80);
            look(&app, &order).await;
        }
        assert_eq!(sale.now(&order).await.status, OrderStatus::Review);
        assert_eq!(cases(&app, order.id).await, ["late"]);
        // And nobody watches it any more.
        let row = order::Entity::find_by_id(order.id.0).one(&app.domain().db).await.expect("it reads");
        let next = row.expect("it is there").next_check_at;
        assert!(next.is_none_or(|next| next > app.domain().now().after(HOUR).0), "{next:?}");
    }

    async fn a_second_payment_that_vanishes_leaves_the_first_alone(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        app.slots(40);
        look(&app, &order).await;
        let mut again = payment(&order);
        again.push(craft::memo("again"));
        craft::send(&app, &[sale.fan.wallet()], &again).await;
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["paid_twice"]);
        assert_eq!(app.localnet.reorg(3).await.expect("a reorg").len(), 1);
        for _ in 0..10 {
            app.slots(80);
            app.scan().await;
        }
        let order = sale.now(&order).await;
        assert_eq!((order.status, order.note), (OrderStatus::Finalized, None));
        assert_eq!(cases(&app, order.id).await, [""; 0]);
        assert!(!sale.locked().await);
    }

    async fn a_transaction_dropped_at_its_beginning_takes_nothing_along(app: TestApp) {
        let written = async |name: String| {
            let sql = format!("INSERT INTO installation (name, value) VALUES ('written-{name}', '')");
            app.domain().db.execute_unprepared(&sql).await.expect("it is written");
        };
        for polls in 0..6 {
            drop(testkit::killed(Some(polls), app.domain().begin()).await);
            // By whatever connection this is done, it is there for others.
            join_all((0..20).map(|number| written(format!("{polls}-{number}")))).await;
        }
        let app = app.restart().await;
        let find = Query::select()
            .column("name")
            .from("installation")
            .and_where(Expr::col("name").like("written-%"))
            .take();
        assert_eq!(app.domain().db.query_all(&find).await.expect("it reads").len(), 120);
    }

    async fn a_node_that_is_behind_ends_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        app.advance(HOUR);
        let behind = Faults::new(FaultKind::Lag { slots: 100_000 }, 1).on("getSignaturesForAddress");
        app.localnet.faults(behind).await.expect("a fault");
        assert!(look(&app, &order).await.outage.is_some());
        assert_eq!(sale.now(&order).await.status, OrderStatus::Created);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
    }

    async fn a_program_that_pays_by_itself_is_found_soon_and_never_asked_again(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        let again = ask_transaction(&sale.fan, &order).await;
        assert_eq!((again.status, again.code()), (409, "order_closed"));
        assert!(!sale.locked().await);
        let second = post_for_sale(&sale.creator).await;
        let order = sale.fan.order(post(&second)).await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        app.advance(Duration::from_secs(15));
        app.scan().await;
        assert!(sale.now(&order).await.status.paid());
    }

    async fn a_payment_reported_after_the_end_is_waited_for(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        app.advance(31 * MINUTE);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Expired);
        // Somebody invents a signature: it is let go, and the order is over as before.
        report_sent(&sale.fan, &order, Signature([9; 64])).await;
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Submitted);
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Expired);
        let bytes = craft::sign(&app, &[sale.fan.wallet()], &payment(&order)).await;
        let signature = craft::send_at_once(&app, &bytes).await;
        let reported = report_sent(&sale.fan, &order, signature).await;
        assert_eq!((reported.status, reported.json["status"].as_str()), (202, Some("submitted")));
        app.slots(2);
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        assert!(!sale.locked().await);
    }

    async fn a_reorg_is_waited_out_and_then_reversed(app: TestApp) {
        let sale = Sale::open(&app).await;
        app.slots(40);
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        // It may still come back, so the access stays.
        app.slots(50);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        assert!(!sale.locked().await);
        app.slots(250);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Reversed);
        assert!(sale.locked().await);
        // The post can be bought anew.
        assert_eq!(ask_transaction(&sale.fan, &order).await.code(), "order_closed");
        let second = app.pay(&sale.fan, post(&sale.post)).await;
        assert_ne!(second.id, order.id);
        assert!(!sale.locked().await);
    }

    async fn a_reorg_that_puts_the_transaction_back_changes_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        app.slots(40);
        let order = sale.order().await;
        let bytes = craft::sign(&app, &[sale.fan.wallet()], &payment(&order)).await;
        let signature = craft::send_bytes(&app, &bytes).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        app.localnet.reorg(10).await.expect("a reorg");
        assert_eq!(craft::send_bytes(&app, &bytes).await, signature);
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
        assert_eq!(cases(&app, order.id).await, [""; 0]);
        assert_eq!(grants(&app).await.len(), 1);
    }

    async fn an_order_ends_only_when_nothing_can_come_any_more(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        app.advance(30 * MINUTE - Duration::from_secs(2));
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
        app.advance(Duration::from_secs(10));
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::AwaitingSignature);
        let late = ask_transaction(&sale.fan, &order).await;
        assert_eq!(late.status, 200, "the same bytes can still land: {}", late.json);
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Expired);
    }

    async fn an_outage_ends_no_order_and_is_told_once_a_round(app: TestApp) {
        let sale = Sale::open(&app).await;
        let mut orders = vec![sale.order().await];
        for _ in 0..3 {
            let id = post_for_sale(&sale.creator).await;
            orders.push(sale.fan.order(post(&id)).await);
        }
        app.advance(HOUR);
        app.localnet.faults(Faults::new(FaultKind::Error429, 10_000)).await.expect("a fault");
        let round = scanner::round(app.domain()).await.expect("a round");
        assert!(round.outage.is_some() && round.looked == 0, "{round:?}");
        for order in &orders {
            assert_eq!(sale.now(order).await.status, OrderStatus::Created);
        }
        assert_eq!(ask_transaction(&sale.fan, &orders[0]).await.code(), "order_expired");
        app.localnet.faults(Faults::new(FaultKind::Clear, 1)).await.expect("no fault");
        // Nobody keeps them meanwhile.
        let round = scanner::round(app.domain()).await.expect("a round");
        assert_eq!((round.looked, round.moved), (4, 4), "{round:?}");
        assert_eq!(sale.now(&orders[0]).await.status, OrderStatus::Expired);
    }

    async fn a_transaction_that_the_node_names_and_does_not_show_keeps_the_order_open(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        app.advance(HOUR);
        app.localnet.faults(Faults::new(FaultKind::Null, 1).on("getTransaction")).await.expect("a fault");
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Created);
        look(&app, &order).await;
        // The money came in time; only we were late.
        let order = sale.now(&order).await;
        assert_eq!((order.status, order.note), (OrderStatus::Finalized, None));
    }

    async fn a_late_payment_is_honoured_for_a_day_and_then_looked_at(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        app.advance(31 * MINUTE);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Expired);
        app.advance(20 * HOUR);
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        let second = post_for_sale(&sale.creator).await;
        let order = sale.fan.order(post(&second)).await;
        app.advance(25 * HOUR);
        look(&app, &order).await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        let order = sale.now(&order).await;
        assert_eq!(order.status, OrderStatus::Review);
        assert_eq!(cases(&app, order.id).await, ["late"]);
        assert_eq!(grants(&app).await.len(), 1);
    }

    async fn a_signature_that_never_arrives_is_let_go(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
        report_sent(&sale.fan, &order, Signature([9; 64])).await;
        app.scan().await;
        app.slots(100);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Submitted);
        app.slots(200);
        look(&app, &order).await;
        let failed = sale.now(&order).await;
        assert_eq!(failed.status, OrderStatus::Failed, "{failed:?}");
        assert!(failed.note.is_some_and(|note| note.contains("did not reach the network")));
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn a_transaction_lost_on_its_way_can_be_paid_again(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let transaction = ask_transaction(&sale.fan, &order).await;
        let signed = sale.fan.wallet().sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
        app.localnet.faults(Faults::new(FaultKind::Drop, 1)).await.expect("a fault");
        let sent = report(&sale.fan, &order, json!({ "signed_transaction": signed })).await;
        assert_eq!((sent.status, sent.json["status"].as_str()), (202, Some("submitted")));
        app.slots(2);
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Submitted);
        // The same bytes once more, while they can land.
        assert_eq!(report(&sale.fan, &order, json!({ "signed_transaction": signed })).await.status, 202);
        app.slots(2);
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_between_signing_and_settling_loses_nothing() {
    let app = TestApp::start(Db::Sqlite).await;
    let sale = Sale::open(&app).await;
    let order = sale.order().await;
    let transaction = ask_transaction(&sale.fan, &order).await;
    let signed = sale
        .fan
        .wallet()
        .sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
    let sent = report(&sale.fan, &order, json!({ "signed_transaction": signed })).await;
    assert_eq!(sent.json["status"], "submitted", "{}", sent.json);
    let app = app.kill().await;
    app.slots(3);
    app.scan().await;
    let mut fan = app.visitor();
    fan.sign_in(sale.fan.wallet().clone()).await;
    assert_eq!(now(&fan, &order).await.status, OrderStatus::Confirmed);
    assert!(
        fan.get(&format!("/api/posts/{}", sale.post))
            .await
            .contains(SECRET)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worker_settles_by_itself_and_stops_when_asked() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::Running, |_| {}).await;
    let sale = Sale::open(&app).await;
    let order = sale.order().await;
    let transaction = ask_transaction(&sale.fan, &order).await;
    let signed = sale
        .fan
        .wallet()
        .sign_base64(transaction.json["transaction"].as_str().expect("bytes"));
    report(&sale.fan, &order, json!({ "signed_transaction": signed })).await;
    app.slots(2);
    let begun = std::time::Instant::now();
    while sale.now(&order).await.status != OrderStatus::Confirmed {
        assert!(begun.elapsed() < Duration::from_secs(10), "the worker sleeps");
        // The clock of the test stands still unless it is moved.
        app.slots(1);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(!sale.locked().await);
    drop(app.restart().await);
}
