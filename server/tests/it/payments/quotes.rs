//! What is priced in USDC, paid in SOL: to the lamport at the price that was told, for ten minutes, whatever SOL is worth meanwhile
//! and whether or not anybody still says so; and in neither currency twice.

use super::*;
use domain::payments::entity::quote;
use server::serve::Scanner;
use shared::{
    fiat::QuoteView,
    money::{Amount, Units},
    payments::{Reduction, ReductionKind},
};
use testkit::Db;

const SECOND: Duration = Duration::from_secs(1);
/// 150 dollars in millionths.
const USD_150: u64 = 150_000_000;

/// A creator with a post for 5 USDC, whom nobody pays in USDC yet, and a fan with SOL.
async fn house(app: &TestApp) -> (Caller, Caller, String) {
    let creator = app.creator_in("USDC", "art").await;
    let draft = json!({ "title": "For sale", "body": SECRET, "access": "price", "price": "5000000", "currency": "USDC" });
    let sold = creator.publish(draft).await;
    (creator, app.fan().await, sold)
}

async fn ask(fan: &Caller, item: Value, code: Option<&str>) -> Answer {
    let body = json!({ "item": item, "currency": "SOL", "code": code });
    fan.post("/api/orders", body).await
}

fn quote_of(order: &OrderView) -> &QuoteView {
    order.quote.as_ref().expect("it was made at a price")
}

async fn rows(app: &TestApp) -> Vec<quote::Model> {
    quote::Entity::find().all(&app.domain().db).await.expect("quotes")
}

both! {
    async fn it_costs_what_it_is_worth_and_opens_as_anything_else(app: TestApp) {
        let (creator, fan, sold) = house(&app).await;
        app.sol_costs(USD_150).await;
        let order = fan.order(post(&sold)).await;
        // 5 / 150 SOL is 33,333,333.3 lamports, up to the next thousand.
        assert_eq!((order.amount, order.mint), (Units(33_334_000), None));
        let quote = quote_of(&order);
        assert_eq!((quote.usd, quote.rate.micros), (Units(5_000_000), Units(USD_150)));
        assert_eq!(quote.sources, ["fixed"]);
        assert_eq!(quote.expires_at, order.created_at.after(10 * MINUTE));
        assert_eq!(order.expires_at, quote.expires_at);
        assert_eq!(order.worth.map(|worth| worth.cents.0), Some(500));
        assert_eq!(order.other, Some(Amount::usdc(5_000_000)));
        let shares: Vec<u64> = order.legs.iter().map(|leg| leg.amount.0).collect();
        assert_eq!(shares, [3_333_400, 30_000_600]);
        let [row] = <[quote::Model; 1]>::try_from(rows(&app).await).expect("one quote");
        assert_eq!((row.order_id, row.lamports, row.usd), (order.id.0, 33_334_000, 5_000_000));
        app.settle(&fan, &order).await;
        assert!(fan.get(&format!("/api/posts/{sold}")).await.contains(SECRET));
        let paid = |amount| ("paid".to_owned(), amount);
        assert_eq!(ledger(&app, order.id).await, [paid(3_333_400), paid(30_000_600)]);
        let sales = creator.get("/api/sales").await;
        assert_eq!((&sales.json["items"][0]["currency"], &sales.json["items"][0]["amount"]), (&json!("SOL"), &json!("33334000")));
        // The price stands on the receipt, whatever SOL is worth by then.
        app.sol_costs(2 * USD_150).await;
        let receipt = fan.get(&format!("/api/receipts/{}", order.id)).await;
        assert_eq!(receipt.json["quote"]["rate"]["micros"], json!(USD_150.to_string()));
        assert!(fan.get(&format!("/receipt/{}", order.id)).await.contains("≈\u{a0}$5.00"));
        let now = now(&fan, &order).await;
        assert_eq!((now.worth.map(|worth| worth.cents.0), now.other), (Some(500), None));
    }

    async fn without_a_good_price_it_waits_and_says_so(app: TestApp) {
        let (creator, fan, sold) = house(&app).await;
        let in_sol = post_for_sale(&creator).await;
        let waits = |answer: Answer| {
            assert_eq!((answer.status, answer.code()), (503, "rate_unavailable"), "{}", answer.json);
            assert!(answer.contains("pay in USDC"));
        };
        waits(ask(&fan, post(&sold), None).await);
        // A price that is too old is none.
        app.sol_costs(USD_150).await;
        app.advance(5 * MINUTE + SECOND);
        waits(ask(&fan, post(&sold), None).await);
        waits(ask(&fan, subscription(&creator.handle().await, "basic"), None).await);
        assert_eq!(order::Entity::find().count(&app.domain().db).await.expect("orders"), 0);
        // What needs no price is sold as ever.
        assert_eq!(fan.order(post(&in_sol)).await.quote, None);
        let order = fan.order_in("USDC", post(&sold)).await;
        assert_eq!((order.quote, order.other), (None, None));
        // What is priced in SOL is not paid in USDC.
        let other_way = json!({ "item": post(&in_sol), "currency": "USDC" });
        assert_eq!(fan.post("/api/orders", other_way).await.code(), "wrong_currency");
        app.sol_costs(USD_150).await;
        assert_eq!(ask(&fan, post(&sold), None).await.status, 201);
    }

    async fn the_price_holds_for_ten_minutes_whatever_becomes_of_it(app: TestApp) {
        let (_, fan, sold) = house(&app).await;
        app.sol_costs(USD_150).await;
        let order = fan.order(post(&sold)).await;
        // SOL is worth half; and then nobody says what it is worth.
        app.advance(MINUTE);
        app.sol_costs(USD_150 / 2).await;
        let again = fan.order(post(&sold)).await;
        assert_eq!((again.id, again.amount, again.expires_at), (order.id, order.amount, order.expires_at));
        app.advance(7 * MINUTE);
        assert_eq!(app.visitor().get("/api/pricing").await.status, 503);
        assert_eq!(fan.order(post(&sold)).await.id, order.id);
        // A transaction is given out at that price to the last minute.
        let given = ask_transaction(&fan, &order).await;
        assert_eq!(given.status, 200, "{}", given.json);
        app.advance(2 * MINUTE + SECOND);
        assert_eq!(ask_transaction(&fan, &order).await.code(), "order_expired");
        assert_eq!(ask(&fan, post(&sold), None).await.code(), "rate_unavailable");
        app.sol_costs(USD_150 / 2).await;
        let anew = fan.order(post(&sold)).await;
        assert_ne!(anew.id, order.id);
        assert_eq!((anew.amount, anew.quote.map(|quote| quote.rate.micros)), (Units(66_667_000), Some(Units(USD_150 / 2))));
    }

    async fn whoever_has_no_time_left_gets_the_price_of_now(app: TestApp) {
        let (creator, fan, sold) = house(&app).await;
        app.sol_costs(USD_150).await;
        let order = fan.order(post(&sold)).await;
        // Another item is another price.
        app.advance(MINUTE);
        app.sol_costs(USD_150 / 2).await;
        let tier = fan.order(subscription(&creator.handle().await, "basic")).await;
        assert_eq!(quote_of(&tier).rate.micros, Units(USD_150 / 2));
        app.advance(8 * MINUTE + SECOND);
        app.sol_costs(USD_150 / 3).await;
        let next = fan.order(post(&sold)).await;
        assert_ne!(next.id, order.id);
        assert_eq!((next.amount, quote_of(&next).rate.micros), (Units(100_000_000), Units(USD_150 / 3)));
    }

    async fn codes_and_sales_take_off_dollars_and_are_told_in_sol(app: TestApp) {
        let (creator, fan, sold) = house(&app).await;
        app.sol_costs(USD_150).await;
        let code = json!({ "code": "FIFTH", "percent": 20, "uses": 2, "uses_each": 2 });
        assert_eq!(creator.post("/api/promotions", code).await.status, 201);
        let order: OrderView = ask(&fan, post(&sold), Some("fifth")).await.parse();
        // 4 USDC.
        let off = |kind, amount| Reduction { kind, amount: Units(amount) };
        assert_eq!((order.amount, quote_of(&order).usd), (Units(26_667_000), Units(4_000_000)));
        assert_eq!(order.reductions, [off(ReductionKind::Code, 6_667_000)]);
        // A sale of 40 percent outdoes it; the price of SOL is the one that was told.
        app.advance(SECOND);
        app.sol_costs(USD_150 * 2).await;
        let sale = json!({ "post": sold, "percent": 40, "minutes": 60 });
        assert_eq!(creator.post("/api/flash-sales", sale).await.status, 201);
        let on_sale = fan.order(post(&sold)).await;
        assert_eq!((on_sale.amount, quote_of(&on_sale).usd), (Units(20_000_000), Units(3_000_000)));
        assert_eq!(on_sale.reductions, [off(ReductionKind::Sale, 13_334_000)]);
        assert_eq!(on_sale.expires_at, order.expires_at, "it holds as long as it was told");
        // A longer period: 15 USDC less 10 percent.
        let tiers = json!({
            "tiers": [
                { "level": "basic", "price": "5000000", "active": true },
                { "level": "premium", "price": "15000000", "active": true },
            ],
            "currency": "USDC", "discounts": { "days_90": 10, "days_365": 10 },
        });
        let set = creator.put("/api/me/creator/tiers", tiers).await;
        assert_eq!(set.status, 200, "{}", set.json);
        let mut quarter = subscription(&creator.handle().await, "basic");
        quarter["days"] = json!(90);
        let order: OrderView = ask(&app.fan().await, quarter, Some("fifth")).await.parse();
        assert_eq!((order.amount, quote_of(&order).usd), (Units(36_000_000), Units(10_800_000)));
        assert_eq!(order.reductions, [off(ReductionKind::Period, 5_000_000), off(ReductionKind::Code, 9_000_000)]);
        app.settle(&fan, &on_sale).await;
    }

    async fn time_that_was_paid_is_credit_only_in_the_currency_of_its_price(app: TestApp) {
        let (creator, fan, _) = house(&app).await;
        let handle = creator.handle().await;
        app.give_usdc(fan.wallet().address(), 5_000_000).await;
        let first = fan.order_in("USDC", subscription(&handle, "basic")).await;
        app.settle(&fan, &first).await;
        app.slots(40);
        look(&app, &first).await;
        app.sol_costs(USD_150).await;
        let up = fan.order(subscription(&handle, "premium")).await;
        assert_eq!((up.amount, up.reductions), (Units(100_000_000), vec![]));
        // In USDC it counts, and what it would be in SOL is said without it.
        let up = fan.order_in("USDC", subscription(&handle, "premium")).await;
        assert!(up.reductions.iter().any(|one| one.kind == ReductionKind::Credit));
        assert_eq!(up.other, Some(Amount::sol(100_000_000)));
    }

    async fn paid_late_it_is_honoured_for_a_day_and_no_longer(app: TestApp) {
        for (late, expected) in [(23 * HOUR, OrderStatus::Confirmed), (25 * HOUR, OrderStatus::Review)] {
            let (_, fan, sold) = house(&app).await;
            app.sol_costs(USD_150).await;
            let order = fan.order(post(&sold)).await;
            app.advance(10 * MINUTE + late);
            app.sol_costs(3 * USD_150).await;
            craft::send(&app, &[fan.wallet()], &payment(&order)).await;
            look(&app, &order).await;
            assert_eq!(now(&fan, &order).await.status, expected);
        }
    }

    async fn nobody_is_asked_to_pay_in_both_currencies(app: TestApp) {
        let (creator, fan, sold) = house(&app).await;
        let handle = creator.handle().await;
        app.give_usdc(fan.wallet().address(), 50_000_000).await;
        for item in [post(&sold), subscription(&handle, "basic")] {
            app.sol_costs(USD_150).await;
            let in_sol = fan.order(item.clone()).await;
            assert_eq!(ask_transaction(&fan, &in_sol).await.status, 200);
            let in_usdc = fan.order_in("USDC", item).await;
            assert_eq!(in_usdc.other, Some(Amount::sol(33_334_000)));
            let second = ask_transaction(&fan, &in_usdc).await;
            assert_eq!((second.status, second.code()), (409, "attempt_pending"), "{}", second.json);
            // Once the first cannot land any more, the other can be paid.
            app.slots(400);
            look(&app, &in_sol).await;
            app.settle(&fan, &in_usdc).await;
        }
        // Both are paid, one of them past the site: it opens nothing, and a person is called.
        let draft = json!({ "title": "Also", "body": SECRET, "access": "price", "price": "5000000", "currency": "USDC" });
        let also = creator.publish(draft).await;
        app.sol_costs(USD_150).await;
        let in_sol = fan.order(post(&also)).await;
        app.advance(SECOND);
        let in_usdc = fan.order_in("USDC", post(&also)).await;
        app.settle(&fan, &in_usdc).await;
        assert_eq!(ask_transaction(&fan, &in_sol).await.code(), "order_expired");
        craft::send(&app, &[fan.wallet()], &payment(&in_sol)).await;
        look(&app, &in_sol).await;
        assert_eq!(cases(&app, in_sol.id).await, ["already_owned"]);
    }

    async fn whoever_chooses_the_other_currency_keeps_what_they_held(app: TestApp) {
        let (creator, fan, sold) = house(&app).await;
        app.sol_costs(USD_150).await;
        let code = json!({ "code": "ONCE", "percent": 20, "uses": 1, "uses_each": 1 });
        assert_eq!(creator.post("/api/promotions", code).await.status, 201);
        let wanted = |currency: &str| json!({ "item": post(&sold), "currency": currency, "code": "once" });
        let mut before: Option<OrderView> = None;
        for (currency, amount) in [("USDC", 4_000_000), ("SOL", 26_667_000), ("USDC", 4_000_000), ("SOL", 26_667_000)] {
            app.advance(SECOND);
            let answer = fan.post("/api/orders", wanted(currency)).await;
            assert_eq!(answer.status, 201, "{}", answer.json);
            let order: OrderView = answer.parse();
            assert_eq!(order.amount, Units(amount));
            if let Some(before) = before.replace(order) {
                assert_eq!(now(&fan, &before).await.status, OrderStatus::Expired);
            }
            // To others it is as good as used.
            let other = app.fan().await.post("/api/orders", wanted(currency)).await;
            assert_eq!(other.code(), "code_used_up");
        }
        let held = before.expect("the last one");
        app.settle(&fan, &held).await;
        // The same at a sale for one.
        let draft = json!({ "title": "Also", "body": SECRET, "access": "price", "price": "5000000", "currency": "USDC" });
        let also = creator.publish(draft).await;
        let sale = json!({ "post": also, "percent": 40, "minutes": 60, "limit": 1 });
        assert_eq!(creator.post("/api/flash-sales", sale).await.status, 201);
        let in_usdc = fan.order_in("USDC", post(&also)).await;
        let in_sol = fan.order(post(&also)).await;
        assert_eq!((in_usdc.amount, in_sol.amount), (Units(3_000_000), Units(20_000_000)));
        assert_eq!(app.fan().await.order(post(&also)).await.amount, Units(33_334_000));
        // What was given up and is paid past the site is honoured only while there is room.
        app.give_usdc(creator.wallet().address(), 0).await;
        app.give_usdc(fan.wallet().address(), 5_000_000).await;
        craft::send(&app, &[fan.wallet()], &payment(&in_usdc)).await;
        look(&app, &in_usdc).await;
        assert_eq!(cases(&app, in_usdc.id).await, ["sale_sold_out"]);
    }

    async fn it_is_ordered_without_a_script_too(app: TestApp) {
        let (_, fan, sold) = house(&app).await;
        app.sol_costs(USD_150).await;
        let in_usdc = fan.order_in("USDC", post(&sold)).await;
        let page = fan.get(&format!("/order/{}", in_usdc.id)).await;
        assert!(page.contains("Or pay about 0.033334 SOL"), "{}", page.text());
        let wanted = json!({ "item": post(&sold), "currency": "SOL" }).to_string();
        let fields: String = wanted.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let made = fan.form("/order", &format!("order={fields}")).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let page = fan.get(made.headers["location"].to_str().expect("a path")).await;
        assert!(page.contains("≈\u{a0}$5.00") && page.contains("Or pay about 5 USDC"), "{}", page.text());
    }
}

#[tokio::test]
async fn an_order_lives_no_longer_than_its_price_or_the_house_lets_it() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.order_minutes = Some("5".into());
    })
    .await;
    let (_, fan, sold) = house(&app).await;
    app.sol_costs(USD_150).await;
    let order = fan.order(post(&sold)).await;
    assert_eq!(order.expires_at, order.created_at.after(5 * MINUTE));
    // It ended unpaid, but what was told holds for ten minutes.
    app.advance(6 * MINUTE);
    app.sol_costs(USD_150 * 2).await;
    let again = fan.order(post(&sold)).await;
    assert_ne!(again.id, order.id);
    assert_eq!(again.amount, order.amount);
    assert_eq!(again.expires_at, order.created_at.after(10 * MINUTE));
}

#[tokio::test]
async fn where_dollars_are_off_a_thing_is_sold_in_its_own_currency_alone() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.price_sources = Some("none".into());
    })
    .await;
    let (_, fan, sold) = house(&app).await;
    assert_eq!(ask(&fan, post(&sold), None).await.code(), "wrong_currency");
}
