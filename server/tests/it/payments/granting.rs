//! Opening what was ordered for what arrived: the creator decides, the chain says how much, and after that it is a payment.

use super::*;
use shared::{identity::Role, payments::LegRole, receipts::ReceiptView};

async fn grant(who: &Caller, order: &OrderView, case: Signature) -> Answer {
    who.post(&format!("/api/cases/{}/{case}/grant", order.id), json!({}))
        .await
}

/// An order paid two days after it ended.
async fn late(app: &TestApp) -> (Sale, OrderView, Signature) {
    let sale = Sale::open(app).await;
    let order = sale.order().await;
    app.advance(2 * DAY);
    let case = craft::send(app, &[sale.fan.wallet()], &payment(&order)).await;
    look(app, &order).await;
    assert_eq!(sale.now(&order).await.status, OrderStatus::Review);
    (sale, order, case)
}

/// A part of an order's legs, each so many hundredths.
fn part(order: &OrderView, hundredths: u64) -> Vec<solana_message::Instruction> {
    let mut part = order.clone();
    for leg in &mut part.legs {
        leg.amount.0 = leg.amount.0 * hundredths / 100;
    }
    payment(&part)
}

fn sum(lines: &[(String, i64)], kinds: &[&str]) -> i64 {
    lines
        .iter()
        .filter(|(kind, _)| kinds.contains(&kind.as_str()))
        .map(|(_, amount)| amount)
        .sum()
}

const WHOLE: i64 = 200_000_000;

both! {
    async fn a_late_payment_opens_if_the_creator_says_so(app: TestApp) {
        let (sale, order, case) = late(&app).await;
        let list = sale.creator.get("/api/cases").await.json;
        assert_eq!((&list["items"][0]["openable"], &list["total"]), (&json!(true), &json!(1)));
        let other = app.creator("art").await;
        assert_eq!(grant(&other, &order, case).await.status, 404);
        assert_eq!(grant(&sale.fan, &order, case).await.code(), "not_a_creator");
        assert!(sale.locked().await);
        assert_eq!(grant(&sale.creator, &order, case).await.status, 204);
        let now = sale.now(&order).await;
        assert_eq!((now.status, now.signature, now.note), (OrderStatus::Confirmed, Some(case), None));
        assert!(!sale.locked().await);
        assert_eq!(sale.creator.get("/api/cases").await.json["total"], 0);
        // Once is enough.
        assert_eq!(grant(&sale.creator, &order, case).await.status, 204);
        assert_eq!((grants(&app).await.len(), payments_count(&app).await), (1, 1));
        app.slots(40);
        app.scan().await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
        let lines = ledger(&app, order.id).await;
        assert_eq!((sum(&lines, &["paid"]), sum(&lines, &["booked"])), (WHOLE, WHOLE));
        assert_eq!(sale.creator.get(&format!("/api/cases/{}/{case}/refund", order.id)).await.code(), "case_closed");
    }

    async fn what_was_underpaid_is_booked_as_it_arrived(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let case = craft::send(&app, &[sale.fan.wallet()], &part(&order, 50)).await;
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["underpaid"]);
        // By the plain form.
        let form = format!("order={}&signature={case}&act=grant", order.id);
        assert_eq!(sale.creator.form("/dashboard/cases", &form).await.status, 303);
        assert!(!sale.locked().await);
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
        let lines = ledger(&app, order.id).await;
        assert_eq!((sum(&lines, &["paid"]), sum(&lines, &["booked"])), (WHOLE / 2, WHOLE / 2));
        let sales = sale.creator.get("/api/sales").await.json;
        assert_eq!(sales["items"][0]["received"], json!((PRICE * 9 / 20).to_string()));
        // The receipt is for what was paid, and not for what was due.
        let receipt: ReceiptView = sale.fan.get(&format!("/api/receipts/{}", order.id)).await.parse();
        assert_eq!((receipt.amount.0, receipt.surplus.0), (PRICE / 2, 0));
        let legs: Vec<_> = receipt.legs.iter().map(|leg| (leg.role, leg.amount.0)).collect();
        assert_eq!(legs, [(LegRole::Platform, PRICE / 20), (LegRole::Creator, PRICE * 9 / 20)]);
        use domain::payments::audit::{Audit, audit};
        let Audit::Judged(judged) = audit(app.domain(), &case).await.expect("an audit") else { panic!("it is ours") };
        assert!(judged.agrees() && judged.granted && judged.verdict.is_err());
    }

    async fn what_is_owned_or_paid_is_not_opened_twice(app: TestApp) {
        let (sale, order, case) = late(&app).await;
        // They bought it meanwhile, by another order.
        let another = app.pay(&sale.fan, post(&sale.post)).await;
        assert_ne!(another.id, order.id);
        assert_eq!(grant(&sale.creator, &order, case).await.code(), "already_owned");
        let mut again = payment(&another);
        again.push(craft::memo("again"));
        let twice = craft::send(&app, &[sale.fan.wallet()], &again).await;
        look(&app, &another).await;
        assert_eq!(grant(&sale.creator, &another, twice).await.code(), "order_closed");
        assert_eq!((grants(&app).await.len(), payments_count(&app).await), (1, 1));
        assert_eq!(ledger(&app, order.id).await, []);
    }

    async fn a_case_in_two_halves_opens_for_one(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let half = craft::send(&app, &[sale.fan.wallet()], &part(&order, 40)).await;
        let mut rest = part(&order, 60);
        rest.push(craft::memo("the rest"));
        let rest = craft::send(&app, &[sale.fan.wallet()], &rest).await;
        look(&app, &order).await;
        assert_eq!(grant(&sale.creator, &order, half).await.status, 204);
        assert_eq!(grant(&sale.creator, &order, rest).await.code(), "order_closed");
        let lines = ledger(&app, order.id).await;
        assert_eq!(sum(&lines, &["paid"]), WHOLE * 2 / 5);
        assert_eq!(sale.creator.get("/api/cases").await.json["items"][0]["openable"], false);
    }

    async fn what_was_opened_for_money_that_vanishes_is_taken_back(app: TestApp) {
        let (sale, order, case) = late(&app).await;
        assert_eq!(grant(&sale.creator, &order, case).await.status, 204);
        assert!(!sale.locked().await);
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        for _ in 0..10 {
            app.slots(80);
            app.scan().await;
        }
        assert_eq!(sale.now(&order).await.status, OrderStatus::Reversed);
        assert!(sale.locked().await);
        assert_eq!(sum(&ledger(&app, order.id).await, &["paid", "reversed"]), 0);
        assert_eq!(cases(&app, order.id).await, [""; 0]);
        // What comes after that is decided anew.
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["late"]);
    }

    async fn subscriptions_and_tips_are_granted_as_they_are_bought(app: TestApp) {
        let sale = Sale::open(&app).await;
        let handle = sale.creator.handle().await;
        for item in [subscription(&handle, "basic"), json!({ "kind": "tip", "creator": handle, "amount": "30000000" })] {
            let order = sale.fan.order(item).await;
            let case = craft::send(&app, &[sale.fan.wallet()], &part(&order, 90)).await;
            look(&app, &order).await;
            assert_eq!(grant(&sale.creator, &order, case).await.status, 204);
            assert_eq!(now(&sale.fan, &order).await.status, OrderStatus::Confirmed);
            app.slots(1);
        }
        let held = sale.fan.get("/api/subscriptions").await.json;
        assert_eq!((&held["total"], &held["items"][0]["running"]), (&json!(1), &json!(true)));
    }

    async fn a_sale_that_is_sold_out_can_be_honoured(app: TestApp) {
        let sale = Sale::open(&app).await;
        let draft = json!({ "post": sale.post, "percent": 50, "minutes": 1440, "limit": 1 });
        assert_eq!(sale.creator.post("/api/flash-sales", draft).await.status, 201);
        let order = sale.order().await;
        assert_eq!(order.amount.0, PRICE / 2);
        app.advance(HOUR);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Expired);
        app.pay(&app.fan().await, post(&sale.post)).await;
        let case = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["sale_sold_out"]);
        assert_eq!(grant(&sale.creator, &order, case).await.status, 204);
        assert!(!sale.locked().await);
    }

    async fn those_who_look_after_the_site_can_open_it_for_the_creator(app: TestApp) {
        use domain::payments::entity::event;
        let (sale, order, case) = late(&app).await;
        let moderator = app.with_role(Role::Moderator).await;
        // Not even they decide what they get themselves.
        let handle = sale.fan.handle().await.parse().expect("a handle");
        domain::identity::grant_role(&app.domain().db, &handle, Role::Moderator).await.expect("a role");
        assert_eq!(grant(&sale.fan, &order, case).await.code(), "forbidden");
        let list = moderator.get("/api/moderation/cases").await.json;
        assert_eq!(list["items"][0]["signature"], json!(case));
        assert_eq!(sale.creator.get("/api/moderation/cases").await.code(), "forbidden");
        assert_eq!(sale.creator.get("/moderation/cases").await.status, 403);
        let page = moderator.get("/moderation/cases").await;
        assert!(page.contains(&format!("/{}", sale.creator.handle().await)) && page.contains(&case.to_string()));
        let form = format!("order={}&signature={case}", order.id);
        assert_eq!(moderator.form("/moderation/cases", &form).await.status, 303);
        assert!(!moderator.get("/moderation/cases").await.contains(&case.to_string()));
        assert!(!sale.locked().await);
        let told = event::Entity::find()
            .filter(event::Column::OrderId.eq(order.id.0))
            .filter(event::Column::Why.eq("granted by a moderator"))
            .count(&app.domain().db)
            .await;
        assert_eq!(told.expect("the history"), 1);
        assert_eq!(moderator.get("/api/moderation/cases").await.json["total"], 0);
    }

    async fn what_is_granted_is_told_to_webhooks_and_to_the_page(app: TestApp) {
        let (sale, order, case) = late(&app).await;
        let page = sale.creator.get("/dashboard/orders").await.text();
        assert!(page.contains("1 payment needs you") && page.contains("Open it all the same"), "{page}");
        let hook = json!({ "url": "https://example.com/hook", "events": ["order.confirmed"] });
        assert_eq!(sale.creator.post("/api/webhooks", hook).await.status, 201);
        assert_eq!(grant(&sale.creator, &order, case).await.status, 204);
        let sent = sale.creator.get("/api/webhooks/deliveries").await.json;
        assert_eq!((&sent["total"], &sent["items"][0]["event"]), (&json!(1), &json!("order.confirmed")));
    }
}
