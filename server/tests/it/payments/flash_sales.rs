//! Flash sales: what they take off and when, what they do beside a code and beside unused time, and that no more are sold at one
//! than its creator said, when many want the last at once.

use super::*;
use domain::creators::entity::flash_sale;
use futures::future::join_all;
use reqwest::Method;
use shared::{
    money::Units,
    payments::{Reduction, ReductionKind},
};

async fn start(creator: &Caller, draft: Value) -> Answer {
    creator.post("/api/flash-sales", draft).await
}

/// A sale on this post for an hour.
fn on_post(id: &str, percent: u8) -> Value {
    json!({ "post": id, "percent": percent, "minutes": 60 })
}

async fn ask(fan: &Caller, item: Value, code: Option<&str>) -> Answer {
    let body = json!({ "item": item, "currency": "SOL", "code": code });
    fan.post("/api/orders", body).await
}

fn off(kind: ReductionKind, amount: u64) -> Reduction {
    Reduction {
        kind,
        amount: Units(amount),
    }
}

/// How often the newest sale is used, and where it stands.
async fn stands(creator: &Caller) -> (u64, String) {
    let sales = creator.get("/api/flash-sales").await;
    let first = &sales.json[0];
    let state = first["state"].as_str().expect("a word").to_owned();
    (first["used"].as_u64().expect("a count"), state)
}

/// What a post costs on sale by its view, and how many are left.
async fn shown(fan: &Caller, post: &str) -> (Value, Value) {
    let view = fan.get(&format!("/api/posts/{post}")).await.json;
    (view["sale_price"].clone(), view["sale"]["left"].clone())
}

async fn rows(app: &TestApp) -> u64 {
    flash_sale::Entity::find()
        .count(&app.domain().db)
        .await
        .expect("sales")
}

both! {
    async fn a_sale_takes_off_its_part_for_its_time_and_the_rest_is_shared(app: TestApp) {
        let sale = Sale::open(&app).await;
        let started = start(&sale.creator, on_post(&sale.post, 30)).await;
        assert_eq!((started.status, &started.json["state"]), (201, &json!("running")));
        assert_eq!(started.json["title"], json!("For sale"));
        let price = PRICE * 7 / 10;
        assert_eq!(shown(&sale.fan, &sale.post).await, (json!(price.to_string()), Value::Null));
        let page = sale.fan.get(&format!("/post/{}", sale.post)).await.text();
        for part in ["Full price", "−30%", "ends in 1 h", "Unlock for 0.14\u{a0}SOL"] {
            assert!(page.contains(part) || page.contains(&part.replace('\u{a0}', " ")), "{part} is missing in {page}");
        }
        let feed = sale.fan.get("/feed").await.text();
        assert!(feed.contains("−30%") && feed.contains("<s>"), "{feed}");
        let order = sale.order().await;
        assert_eq!((order.amount.0, &order.reductions), (price, &vec![off(ReductionKind::Sale, PRICE - price)]));
        let parts: Vec<u64> = order.legs.iter().map(|leg| leg.amount.0).collect();
        assert_eq!((parts.iter().sum::<u64>(), parts.contains(&(price * 9 / 10))), (price, true));
        // A second click is the same order, and one use.
        assert_eq!((sale.order().await.id, stands(&sale.creator).await.0), (order.id, 1));
        app.settle(&sale.fan, &order).await;
        assert!(!sale.locked().await);
        let received = sale.creator.get("/api/sales").await;
        assert_eq!(received.json["items"][0]["received"], json!((price * 9 / 10).to_string()));
        app.advance(HOUR);
        let late = app.fan().await;
        assert_eq!(shown(&late, &sale.post).await.0, Value::Null);
        assert_eq!(late.order(post(&sale.post)).await.amount.0, PRICE);
        assert_eq!(stands(&sale.creator).await, (1, "over".to_owned()));
    }

    async fn it_begins_and_ends_at_its_moment_whatever_is_kept(app: TestApp) {
        let sale = Sale::open(&app).await;
        let starts_at = app.domain().now().after(HOUR);
        let draft = json!({ "post": sale.post, "percent": 50, "minutes": 5, "starts_at": starts_at });
        assert_eq!(start(&sale.creator, draft).await.json["state"], json!("waiting"));
        let early = sale.order().await;
        assert_eq!((early.amount.0, shown(&sale.fan, &sale.post).await.0), (PRICE, Value::Null));
        // One thing has one sale: it must be stopped before another one.
        let second = start(&sale.creator, on_post(&sale.post, 20)).await;
        assert_eq!((second.status, second.code(), second.field()), (409, "on_sale", "on"));
        assert_eq!(rows(&app).await, 1);
        // What was kept a moment before tells the sale at its first millisecond, and not at the one after its last.
        let at = |moment: Duration| moment - Duration::from_millis(1);
        app.advance(at(HOUR));
        assert_eq!(shown(&sale.fan, &sale.post).await.0, Value::Null);
        app.advance(Duration::from_millis(1));
        assert_eq!(shown(&sale.fan, &sale.post).await.0, json!((PRICE / 2).to_string()));
        let cheap = sale.order().await;
        assert_eq!(cheap.amount.0, PRICE / 2);
        app.advance(at(5 * MINUTE));
        assert_eq!(shown(&sale.fan, &sale.post).await.0, json!((PRICE / 2).to_string()));
        app.advance(Duration::from_millis(1));
        assert_eq!(shown(&sale.fan, &sale.post).await.0, Value::Null);
        assert_eq!(start(&sale.creator, on_post(&sale.post, 20)).await.status, 201);
        assert_eq!(rows(&app).await, 2);
    }

    async fn an_order_keeps_its_price_to_its_end(app: TestApp) {
        let sale = Sale::open(&app).await;
        let started = start(&sale.creator, on_post(&sale.post, 40)).await;
        let id = started.json["id"].as_str().expect("an id").to_owned();
        let order = sale.order().await;
        let path = format!("/api/flash-sales/{id}");
        assert_eq!(sale.fan.delete(&path).await.code(), "not_a_creator");
        assert_eq!(app.creator("art").await.delete(&path).await.status, 404);
        app.advance(MINUTE);
        assert_eq!(sale.creator.delete(&path).await.status, 204);
        let stopped = sale.creator.get("/api/flash-sales").await.json[0]["ends_at"].clone();
        app.advance(MINUTE);
        assert_eq!(sale.creator.delete(&path).await.status, 204);
        assert_eq!(sale.creator.get("/api/flash-sales").await.json[0]["ends_at"], stopped);
        // Whoever holds it is given it again; another pays the whole price.
        let again = sale.order().await;
        assert_eq!((again.id, again.amount.0), (order.id, PRICE * 6 / 10));
        assert_eq!(app.fan().await.order(post(&sale.post)).await.amount.0, PRICE);
        app.settle(&sale.fan, &order).await;
        assert!(!sale.locked().await);
        assert_eq!(stands(&sale.creator).await, (1, "over".to_owned()));
    }

    async fn whichever_takes_off_more_applies_and_the_sale_on_a_tie(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        for (code, percent) in [("LESS", 20), ("SAME", 30), ("MORE", 31)] {
            let made = creator.post("/api/promotions", json!({ "code": code, "percent": percent })).await;
            assert_eq!(made.status, 201);
        }
        let basic = || subscription(&handle, "basic");
        assert_eq!(start(&creator, json!({ "tier": "basic", "percent": 30, "minutes": 60 })).await.status, 201);
        let mut kept = None;
        for (code, kind, taken) in [
            ("LESS", ReductionKind::Sale, 15_000_000),
            ("SAME", ReductionKind::Sale, 15_000_000),
            ("MORE", ReductionKind::Code, 15_500_000),
        ] {
            let fan = app.fan().await;
            let order: OrderView = ask(&fan, basic(), Some(code)).await.parse();
            assert_eq!(order.reductions, [off(kind, taken)], "{code}");
            assert_eq!(order.amount.0, 50_000_000 - taken);
            kept = Some((fan, order));
        }
        // What the sale outdid was not spent, and the other way round.
        let codes = creator.get("/api/promotions").await;
        let used = |code: &str| {
            let codes = codes.json.as_array().expect("a list").iter();
            codes.filter(|one| one["code"] == json!(code)).map(|one| one["used"].clone()).collect::<Vec<_>>()
        };
        assert_eq!((used("LESS"), used("SAME"), used("MORE")), (vec![json!(0)], vec![json!(0)], vec![json!(1)]));
        assert_eq!(stands(&creator).await.0, 2);
        let (fan, order) = kept.expect("the last one");
        app.settle(&fan, &order).await;
        // A code that is none is refused beside a sale too.
        assert_eq!(ask(&fan, basic(), Some("NEVER")).await.code(), "code_unknown");
        // The same key and the same code are the same order, though it holds the sale.
        let with = async |code: Value| {
            let body = json!({ "item": basic(), "currency": "SOL", "code": code });
            fan.send(Method::POST, "/api/orders", &[("idempotency-key", "one")], Some(body)).await
        };
        let first: OrderView = with(json!("LESS")).await.parse();
        assert_eq!(with(json!("LESS")).await.parse::<OrderView>().id, first.id);
        assert_eq!(first.reductions, [off(ReductionKind::Sale, 15_000_000)]);
    }

    async fn the_last_ones_are_for_as_many_as_there_are(app: TestApp) {
        let sale = Sale::open(&app).await;
        let draft = json!({ "post": sale.post, "percent": 50, "minutes": 120, "limit": 2 });
        assert_eq!(start(&sale.creator, draft).await.status, 201);
        assert_eq!(shown(&sale.fan, &sale.post).await.1, json!(2));
        let mut fans = vec![];
        for _ in 0..5 {
            fans.push(app.fan().await);
        }
        let orders = join_all(fans.iter().map(|fan| fan.order(post(&sale.post)))).await;
        let mut amounts: Vec<u64> = orders.iter().map(|order| order.amount.0).collect();
        amounts.sort_unstable();
        assert_eq!(amounts, [PRICE / 2, PRICE / 2, PRICE, PRICE, PRICE]);
        assert_eq!(stands(&sale.creator).await, (2, "sold_out".to_owned()));
        assert_eq!(shown(&sale.fan, &sale.post).await.0, Value::Null);
        // Each gets their own order again, at its price, whatever is left.
        for (fan, order) in fans.iter().zip(&orders) {
            let again = fan.order(post(&sale.post)).await;
            assert_eq!((again.id, again.amount), (order.id, order.amount));
        }
        // What one paid is gone, and what the other did not pay is free again.
        let holder = orders.iter().position(|order| order.amount.0 == PRICE / 2).expect("one of two");
        app.settle(&fans[holder], &orders[holder]).await;
        app.advance(HOUR);
        app.scan().await;
        assert_eq!(stands(&sale.creator).await, (1, "running".to_owned()));
        assert_eq!(shown(&sale.fan, &sale.post).await, (json!((PRICE / 2).to_string()), json!(1)));
        assert_eq!(sale.order().await.amount.0, PRICE / 2);
    }

    async fn what_holds_the_last_use_of_a_tier_is_given_again(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan, other) = (creator.handle().await, app.fan().await, app.fan().await);
        start(&creator, json!({ "tier": "basic", "percent": 50, "minutes": 60, "limit": 1 })).await;
        let first = fan.order(subscription(&handle, "basic")).await;
        app.advance(MINUTE);
        // Another key gets the order that holds it; another period, and another person, the whole price.
        assert_eq!(fan.order(subscription(&handle, "basic")).await.id, first.id);
        let days_90 = json!({ "kind": "subscription", "creator": handle, "tier": "basic", "days": 90 });
        assert_eq!(fan.order(days_90).await.reductions, []);
        assert_eq!(other.order(subscription(&handle, "basic")).await.amount.0, 50_000_000);
        app.settle(&fan, &first).await;
        assert_eq!(fan.order(subscription(&handle, "basic")).await.amount.0, 50_000_000);
        assert_eq!(stands(&creator).await, (1, "sold_out".to_owned()));
    }

    async fn late_is_honoured_while_there_is_room(app: TestApp) {
        let sale = Sale::open(&app).await;
        let (quick, third) = (app.fan().await, app.fan().await);
        let draft = json!({ "post": sale.post, "percent": 50, "minutes": 45, "limit": 1 });
        start(&sale.creator, draft).await;
        let old = sale.order().await;
        app.advance(31 * MINUTE);
        // Until it is known that nothing for it can land any more, its place is kept.
        assert_eq!(third.order(post(&sale.post)).await.amount.0, PRICE);
        app.scan().await;
        let new = quick.order(post(&sale.post)).await;
        assert_eq!(new.amount.0, PRICE / 2);
        app.settle(&quick, &new).await;
        let signature = craft::send(&app, &[sale.fan.wallet()], &payment(&old)).await;
        // Saying that it is paid does not make it one of those that waited.
        assert_eq!(report_sent(&sale.fan, &old, signature).await.status, 202);
        look(&app, &old).await;
        assert_eq!(sale.now(&old).await.status, OrderStatus::Review);
        assert_eq!(cases(&app, old.id).await, ["sale_sold_out"]);
        assert!(sale.locked().await);

        // Without a limit there is always room, also after the sale.
        let other = Sale::open(&app).await;
        start(&other.creator, json!({ "post": other.post, "percent": 50, "minutes": 5 })).await;
        let old = other.order().await;
        app.advance(31 * MINUTE);
        app.scan().await;
        craft::send(&app, &[other.fan.wallet()], &payment(&old)).await;
        look(&app, &old).await;
        assert_eq!(other.now(&old).await.status, OrderStatus::Confirmed);
    }

    async fn it_comes_after_the_period_and_before_unused_time(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        let tiers = json!({
            "tiers": [
                { "level": "basic", "price": "50000000", "active": true },
                { "level": "premium", "price": "150000000", "active": true },
            ],
            "discounts": { "days_90": 10, "days_365": 20 },
        });
        assert_eq!(creator.put("/api/me/creator/tiers", tiers).await.status, 200);
        let basic = app.pay(&fan, subscription(&handle, "basic")).await;
        app.slots(40);
        look(&app, &basic).await;
        assert_eq!(start(&creator, json!({ "tier": "premium", "percent": 25, "minutes": 60 })).await.status, 201);
        let days_90 = json!({ "kind": "subscription", "creator": handle, "tier": "premium", "days": 90 });
        let order = fan.order(days_90).await;
        let [period, sale, credit] = <[Reduction; 3]>::try_from(order.reductions.clone()).expect("three");
        assert_eq!(period, off(ReductionKind::Period, 45_000_000));
        assert_eq!(sale, off(ReductionKind::Sale, 101_250_000));
        assert_eq!(credit.kind, ReductionKind::Credit);
        assert_eq!(order.amount.0 + credit.amount.0, 303_750_000);
        let view = fan.get(&format!("/api/creators/{handle}")).await.json;
        let premium = &view["tiers"][1];
        assert_eq!(premium["sale"]["percent"], json!(25));
        assert_eq!(premium["periods"][0]["sale_price"], json!("112500000"));
        assert_eq!(premium["periods"][1]["sale_price"], json!("303750000"));
        assert_eq!(view["tiers"][0]["sale"], Value::Null);
        let page = fan.get(&format!("/{handle}?days=90")).await.text();
        assert!(page.contains("−25%") && page.contains("0.30375"), "{page}");
        app.settle(&fan, &order).await;
        assert_eq!(stands(&creator).await.0, 1);
    }

    async fn a_sale_is_in_the_currency_of_what_is_sold(app: TestApp) {
        let creator = app.creator_in("USDC", "art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        app.give_usdc(fan.wallet().address(), 500_000_000).await;
        let draft = json!({
            "title": "For sale", "body": SECRET, "access": "price", "price": "1000000", "currency": "USDC",
        });
        let id = creator.publish(draft).await;
        start(&creator, on_post(&id, 90)).await;
        let order = fan.order_in("USDC", post(&id)).await;
        // A tenth of the least price is the least payment.
        assert_eq!((order.amount.0, &order.reductions), (100_000, &vec![off(ReductionKind::Sale, 900_000)]));
        app.settle(&fan, &order).await;
        start(&creator, json!({ "tier": "basic", "percent": 33, "minutes": 5 })).await;
        let full = fan.get(&format!("/api/creators/{handle}")).await.json["tiers"][0]["price"].clone();
        let full: u64 = full.as_str().expect("an amount").parse().expect("a number");
        let order = fan.order_in("USDC", subscription(&handle, "basic")).await;
        assert_eq!(order.amount.0, full - full * 33 / 100);
    }

    async fn what_makes_no_sense_is_refused_and_writes_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let creator = &sale.creator;
        let theirs = post_for_sale(&app.creator("art").await).await;
        let free = creator.publish(json!({ "title": "Free", "body": "Free", "access": "public" })).await;
        let only_basic = json!({ "tiers": [{ "level": "basic", "price": "50000000", "active": true }] });
        assert_eq!(creator.put("/api/me/creator/tiers", only_basic).await.status, 200);
        let nobody = uuid::Uuid::nil();
        for (draft, status, code, field) in [
            (on_post(&theirs, 30), 422, "invalid", "post"),
            (on_post(&free, 30), 422, "invalid", "post"),
            (on_post(&nobody.to_string(), 30), 422, "invalid", "post"),
            (json!({ "tier": "vip", "percent": 30, "minutes": 60 }), 409, "tier_unavailable", "tier"),
            (json!({ "tier": "free", "percent": 30, "minutes": 60 }), 422, "invalid", "tier"),
            (json!({ "percent": 30, "minutes": 60 }), 422, "invalid", "on"),
            (json!({ "post": sale.post, "tier": "basic", "percent": 30, "minutes": 60 }), 422, "invalid", "on"),
            (on_post(&sale.post, 9), 422, "invalid", "percent"),
            (on_post(&sale.post, 91), 422, "invalid", "percent"),
            (json!({ "post": sale.post, "percent": 30, "minutes": 4 }), 422, "invalid", "minutes"),
            (json!({ "post": sale.post, "percent": 30, "minutes": 1441 }), 422, "invalid", "minutes"),
            (json!({ "post": sale.post, "percent": 30, "minutes": 60, "limit": 0 }), 422, "invalid", "limit"),
            (json!({ "post": sale.post, "percent": 30, "minutes": 60, "starts_at": "2025-12-31T23:00:00Z" }), 422, "invalid", "starts_at"),
            (json!({ "post": sale.post, "percent": 30, "minutes": 60, "starts_at": "2026-02-01T00:00:00Z" }), 422, "invalid", "starts_at"),
        ] {
            let answer = start(creator, draft.clone()).await;
            assert_eq!((answer.status, answer.code(), answer.field()), (status, code, field), "{draft}: {}", answer.json);
        }
        assert_eq!(start(&sale.fan, on_post(&sale.post, 30)).await.code(), "not_a_creator");
        assert_eq!(start(&app.visitor(), on_post(&sale.post, 30)).await.code(), "sign_in_required");
        assert_eq!(rows(&app).await, 0);
        assert_eq!(sale.order().await.amount.0, PRICE);
        // Two at once on one thing are one.
        let both = join_all([20, 40].map(|percent| start(creator, on_post(&sale.post, percent)))).await;
        let mut statuses: Vec<u16> = both.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!((statuses, rows(&app).await), (vec![201, 409], 1));
    }

    async fn a_plain_form_starts_and_stops_one(app: TestApp) {
        let sale = Sale::open(&app).await;
        let page = "/dashboard/promotions";
        let on = format!("on=post%3A{}", sale.post);
        let wrong = sale.creator.form("/dashboard/flash-sales", &format!("{on}&off=5&minutes=60&limit=7")).await;
        assert_eq!(wrong.status, 422);
        let shown = wrong.text();
        assert!(shown.contains("Take off 10 to 90 percent.") && shown.contains("value=\"7\""), "{shown}");
        assert!(sale.creator.get(page).await.contains("For sale"));
        let started = sale.creator.form("/dashboard/flash-sales", &format!("{on}&off=30&minutes=60&starts=&limit=7")).await;
        assert_eq!(started.status, 303);
        let again = sale.creator.form("/dashboard/flash-sales", &format!("{on}&off=30&minutes=60")).await;
        assert_eq!(again.status, 409);
        assert!(again.contains("A sale of this runs or waits already."), "{}", again.text());
        let listed = sale.creator.get(page).await.text();
        for part in ["−30%", "ends in 1 h", "bought 0 times", "of 7", "running"] {
            assert!(listed.contains(part), "{part} is missing in {listed}");
        }
        let id = sale.creator.get("/api/flash-sales").await.json[0]["id"].as_str().expect("an id").to_owned();
        assert_eq!(sale.creator.form("/dashboard/flash-sales/stop", &format!("id={id}")).await.status, 303);
        assert_eq!(stands(&sale.creator).await.1, "over");
        app.advance(MINUTE);
        let tier = sale.creator.form("/dashboard/flash-sales", "on=tier%3Avip&off=50&minutes=5&starts=24").await;
        assert_eq!((tier.status, stands(&sale.creator).await.1.as_str()), (303, "waiting"));
    }
}
