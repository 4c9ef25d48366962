//! Free days by a code: had at once, once for each person and creator, counted to the last use, worth nothing when moving up, and
//! in the books as what they are: an order of nothing.

use super::*;
use domain::payments::{
    audit,
    entity::{event, promotion},
    webhooks::entity::delivery,
};
use futures::future::join_all;
use shared::{paging::Page, payments::SubscriptionView};

const DAYS: i64 = 86_400_000;

async fn make(creator: &Caller, draft: Value) -> Answer {
    creator.post("/api/promotions", draft).await
}

/// A creator with 14 free days of premium by the code `FREE`, and their handle.
async fn house(app: &TestApp) -> (Caller, String) {
    let creator = app.creator("art").await;
    let made = make(&creator, json!({ "code": "FREE", "days": 14, "tier": "premium" })).await;
    assert_eq!(
        (made.status, &made.json["trial"]),
        (201, &json!({ "tier": "premium", "days": 14 })),
        "{}",
        made.json
    );
    let handle = creator.handle().await;
    (creator, handle)
}

async fn redeem(fan: &Caller, handle: &str, tier: &str, code: &str) -> Answer {
    let body = json!({ "code": code, "tier": tier });
    fan.post(&format!("/api/creators/{handle}/trial"), body).await
}

async fn held(fan: &Caller) -> Vec<SubscriptionView> {
    let page: Page<SubscriptionView> = fan.get("/api/subscriptions").await.parse();
    page.items
}

async fn orders(app: &TestApp) -> u64 {
    order::Entity::find()
        .count(&app.domain().db)
        .await
        .expect("orders")
}

async fn used(creator: &Caller) -> Value {
    creator.get("/api/promotions").await.json[0]["used"].clone()
}

/// Whether each was given the days, or the code of the refusal; sorted.
fn outcomes(answers: &[Answer]) -> Vec<String> {
    let word = |answer: &Answer| match answer.status {
        201 => "given".to_owned(),
        _ => answer.code().to_owned(),
    };
    let mut words: Vec<String> = answers.iter().map(word).collect();
    words.sort();
    words
}

both! {
    async fn the_days_are_had_at_once_and_end_by_themselves(app: TestApp) {
        let (creator, handle) = house(&app).await;
        let draft = json!({ "title": "Tier", "body": SECRET, "access": "tier", "tier": "premium" });
        let locked = creator.publish(draft).await;
        let fan = app.fan().await;
        let opens = async || fan.get(&format!("/api/posts/{locked}")).await.contains(SECRET);
        assert!(!opens().await);
        let begun = app.domain().now();
        let order: OrderView = redeem(&fan, &handle, "premium", " free ").await.parse();
        assert_eq!((order.status, order.amount.0, order.legs.len()), (OrderStatus::Finalized, 0, 0));
        assert_eq!((order.signature, order.paid_at), (None, Some(begun)));
        assert!(opens().await);
        let theirs = held(&fan).await;
        assert_eq!((theirs.len(), theirs[0].running, theirs[0].valid_until.0 - begun.0), (1, true, 14 * DAYS));
        assert_eq!(creator.get(&format!("/api/creators/{handle}")).await.json["subscribers"], 1);
        assert_eq!(used(&creator).await, 1);
        // The second click, whatever became of the code, is the same order; for another tier it is no code.
        app.advance(MINUTE);
        let id = creator.get("/api/promotions").await.json[0]["id"].as_str().expect("an id").to_owned();
        assert_eq!(creator.delete(&format!("/api/promotions/{id}")).await.status, 204);
        assert_eq!(redeem(&fan, &handle, "premium", "FREE").await.parse::<OrderView>().id, order.id);
        assert_eq!(redeem(&fan, &handle, "basic", "FREE").await.code(), "code_unknown");
        assert_eq!((orders(&app).await, grants(&app).await.len()), (1, 1));
        app.advance(14 * DAY);
        let mut fan = fan;
        let wallet = fan.wallet().clone();
        fan.sign_in(wallet).await;
        assert!(!fan.get(&format!("/api/posts/{locked}")).await.contains(SECRET));
        let theirs = held(&fan).await;
        assert_eq!((theirs.len(), theirs[0].running), (1, false));
    }

    async fn nothing_is_paid_and_the_books_say_so(app: TestApp) {
        let (creator, handle) = house(&app).await;
        let hook = json!({ "url": "http://127.0.0.1:9/hook", "events": ["order.confirmed", "order.finalized"] });
        assert_eq!(creator.post("/api/webhooks", hook).await.status, 201);
        let fan = app.fan().await;
        let order: OrderView = redeem(&fan, &handle, "premium", "FREE").await.parse();
        assert_eq!((ledger(&app, order.id).await, payments_count(&app).await), (vec![], 0));
        // Of one moment, so in no order of their own.
        let steps = event::Entity::find().filter(event::Column::OrderId.eq(order.id.0)).all(&app.domain().db).await.expect("the history");
        let mut steps: Vec<_> = steps.iter().map(|step| (step.from_status.as_str(), step.to_status.as_str())).collect();
        steps.sort_unstable();
        assert_eq!(steps, [("", "created"), ("confirmed", "finalized"), ("created", "confirmed")]);
        // What the creator's server is told.
        let told = delivery::Entity::find().all(&app.domain().db).await.expect("deliveries");
        let told: Vec<Value> = told.iter().map(|one| serde_json::from_str(&one.body).expect("JSON")).collect();
        let mut kinds: Vec<_> = told.iter().map(|one| one["type"].as_str().expect("a type")).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["order.confirmed", "order.finalized"]);
        for one in &told {
            assert_eq!((&one["data"]["amount"], &one["data"]["signature"]), (&json!("0"), &Value::Null));
            assert_eq!((&one["data"]["item"]["days"], &one["data"]["paid_at"]), (&json!(14), &json!(order.paid_at)));
        }
        // Orders and sales, as tables too; of what came in it is no part.
        for table in [fan.get("/api/orders/csv").await, creator.get("/api/sales/csv").await] {
            let text = table.text();
            assert!(text.contains(&order.id.to_string()) && text.contains(",premium,14,"), "{text}");
        }
        assert_eq!(fan.get("/api/orders").await.json["items"][0]["amount"], "0");
        let sale = &creator.get("/api/sales").await.json["items"][0];
        assert_eq!((&sale["amount"], &sale["received"]), (&json!("0"), &json!("0")));
        assert_eq!(creator.get("/api/sales/revenue").await.json, json!([]));
        for (who, page) in [(&fan, "/subscriptions"), (&creator, "/dashboard/orders")] {
            let page = who.get(page).await.text();
            assert!(page.contains("Free days") && !page.contains("/receipt/") && !page.contains("Paid, final"), "{page}");
        }
        let page = fan.get(&format!("/order/{}", order.id)).await.text();
        assert!(page.contains("The free days have begun.") && !page.contains("/receipt/"), "{page}");
        assert_eq!(fan.get(&format!("/api/receipts/{}", order.id)).await.code(), "not_found");
        // It cannot be paid, by no door, and the scanner has nothing to look for.
        assert_eq!(ask_transaction(&fan, &order).await.code(), "order_closed");
        let link = format!("/api/pay/{}", order.reference);
        assert_eq!(app.visitor().get(&link).await.status, 404);
        assert_eq!(fan.post(&link, json!({ "account": fan.wallet().address().to_string() })).await.status, 404);
        let aimed = marked(transfer(order.payer, creator.wallet().address(), 5_000_000), order.reference);
        let signature = craft::send(&app, &[fan.wallet()], &[aimed]).await;
        assert_eq!(report_sent(&fan, &order, signature).await.code(), "order_closed");
        let row = order::Entity::find_by_id(order.id.0).one(&app.domain().db).await.expect("rows").expect("the order");
        assert_eq!(row.next_check_at, None);
        assert_eq!(audit::audit(app.domain(), &signature).await.expect("it reads"), audit::Audit::NoOrder);
        let round = scanner::round(app.domain()).await.expect("a round");
        assert_eq!((round.faults, cases(&app, order.id).await.len()), (0, 0));
    }

    async fn codes_are_in_the_export_and_go_with_their_creator(app: TestApp) {
        let (creator, handle) = house(&app).await;
        make(&creator, json!({ "code": "UNUSED", "days": 3, "tier": "basic" })).await;
        let fan = app.fan().await;
        let order: OrderView = redeem(&fan, &handle, "premium", "FREE").await.parse();
        let exported = async |who: &Caller, file: &str| -> Value {
            who.post("/api/me/export", json!({})).await;
            domain::personal_data::make_exports(app.domain()).await.expect("made");
            let bytes = who.get("/api/me/export/file").await.bytes;
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
            serde_json::from_reader(zip.by_name(file).expect("the file")).expect("JSON")
        };
        let codes = exported(&creator, "promo_codes.json").await;
        let free = codes.as_array().expect("a list").iter().find(|row| row["code"] == "FREE").expect("the code");
        assert_eq!((&free["trial_days"], &free["trial_tier"], &free["percent"]), (&json!(14), &json!(2), &Value::Null));
        let orders = exported(&fan, "orders.json").await;
        assert_eq!((&orders[0]["id"], &orders[0]["amount"]), (&json!(order.id), &json!("0")));
        assert_eq!(creator.post("/api/me/erasure", json!({ "handle": handle })).await.status, 202);
        assert_eq!(redeem(&app.fan().await, &handle, "basic", "UNUSED").await.code(), "leaving");
        app.advance(15 * DAY);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        // What an order was made with stays for the books.
        let left = promotion::Entity::find().all(&app.domain().db).await.expect("codes");
        assert_eq!(left.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["FREE"]);
    }

    async fn only_for_whoever_never_had_a_subscription_here(app: TestApp) {
        let (creator, handle) = house(&app).await;
        make(&creator, json!({ "code": "AGAIN", "days": 5, "tier": "basic", "uses_each": 9 })).await;
        let refused = async |fan: &Caller| {
            let answer = redeem(fan, &handle, "basic", "AGAIN").await;
            assert_eq!((answer.status, answer.code()), (409, "trial_used"));
        };
        // By another code, by payment, as a gift, and by a payment that vanished.
        let (tried, paid, given, gone, mut ended) = (app.fan().await, app.fan().await, app.fan().await, app.fan().await, app.fan().await);
        assert_eq!(redeem(&tried, &handle, "premium", "FREE").await.status, 201);
        assert_eq!(redeem(&ended, &handle, "basic", "AGAIN").await.status, 201);
        app.pay(&paid, subscription(&handle, "basic")).await;
        let mut gift = subscription(&handle, "basic");
        gift["to"] = json!(given.handle().await);
        app.pay(&paid, gift).await;
        app.slots(40);
        let order = app.pay(&gone, subscription(&handle, "basic")).await;
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(now(&gone, &order).await.status, OrderStatus::Reversed);
        for fan in [&tried, &paid, &given, &gone] {
            refused(fan).await;
        }
        app.advance(6 * DAY);
        let wallet = ended.wallet().clone();
        ended.sign_in(wallet).await;
        refused(&ended).await;
        // Who bought a post, tipped or gave to another is a new subscriber all the same.
        let fan = app.fan().await;
        app.pay(&fan, post(&post_for_sale(&creator).await)).await;
        assert_eq!(redeem(&fan, &handle, "basic", "AGAIN").await.status, 201);
    }

    async fn the_last_use_is_one_persons_and_a_double_click_is_one_order(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        make(&creator, json!({ "code": "TWO", "days": 30, "tier": "basic", "uses": 2 })).await;
        let mut fans = vec![];
        for _ in 0..5 {
            fans.push(app.fan().await);
        }
        let answers = join_all(fans.iter().map(|fan| redeem(fan, &handle, "basic", "TWO"))).await;
        assert_eq!(outcomes(&answers), ["code_used_up", "code_used_up", "code_used_up", "given", "given"]);
        assert_eq!((orders(&app).await, grants(&app).await.len(), used(&creator).await), (2, 2, json!(2)));
        assert_eq!(creator.get("/api/promotions").await.json[0]["good"], false);
        // One person, many clicks, and two codes at once.
        let eager = app.fan().await;
        for code in ["ONE", "OTHER"] {
            make(&creator, json!({ "code": code, "days": 30, "tier": "basic" })).await;
        }
        let clicks = ["ONE", "ONE", "OTHER", "ONE", "OTHER"];
        let answers = join_all(clicks.iter().map(|code| redeem(&eager, &handle, "basic", code))).await;
        let given: Vec<OrderView> = answers.iter().filter(|answer| answer.status == 201).map(Answer::parse).collect();
        assert!(!given.is_empty() && given.iter().all(|order| order.id == given[0].id), "{:?}", outcomes(&answers));
        assert!(answers.iter().all(|answer| answer.status == 201 || answer.code() == "trial_used"));
        assert_eq!((orders(&app).await, grants(&app).await.len()), (3, 3));
    }

    async fn days_and_money_follow_one_another(app: TestApp) {
        let (_, handle) = house(&app).await;
        let (stays, rises, waits) = (app.fan().await, app.fan().await, app.fan().await);
        // Paying while they run extends from their end.
        let end = |held: &[SubscriptionView], tier: &str| held.iter().find(|one| one.tier.as_str() == tier).expect("they have it").valid_until;
        redeem(&stays, &handle, "premium", "FREE").await;
        let before = end(&held(&stays).await, "premium");
        app.advance(DAY);
        let order = app.pay(&stays, subscription(&handle, "premium")).await;
        assert_eq!((order.amount.0, order.reductions.len()), (150_000_000, 0));
        assert_eq!(end(&held(&stays).await, "premium"), before.after(30 * DAY));
        // Moving up credits nothing, and what was left waits behind it.
        redeem(&rises, &handle, "premium", "FREE").await;
        app.advance(DAY);
        let order = app.pay(&rises, subscription(&handle, "vip")).await;
        assert_eq!((order.amount.0, order.reductions.len()), (350_000_000, 0));
        let theirs = held(&rises).await;
        let left = end(&theirs, "premium").0 - end(&theirs, "vip").0;
        assert!((12 * DAYS..13 * DAYS + DAYS / 2).contains(&left), "{left}");
        // An order that waited meanwhile is paid as it was made.
        let order = waits.order(subscription(&handle, "premium")).await;
        redeem(&waits, &handle, "premium", "FREE").await;
        app.advance(MINUTE);
        app.settle(&waits, &order).await;
        let theirs = held(&waits).await;
        assert_eq!((theirs.len(), (theirs[0].valid_until.0 - theirs[0].started_at.0) / DAYS), (1, 44));
    }

    async fn what_is_no_code_for_these_days_is_refused_and_writes_nothing(app: TestApp) {
        let (creator, handle) = house(&app).await;
        let (other, fan, blocked) = (app.creator("art").await, app.fan().await, app.fan().await);
        make(&other, json!({ "code": "THEIRS", "days": 3, "tier": "basic" })).await;
        make(&creator, json!({ "code": "LESS", "percent": 50 })).await;
        make(&creator, json!({ "code": "SOON", "days": 3, "tier": "basic", "ends_at": "2026-01-01T01:00:00Z" })).await;
        let stopped = make(&creator, json!({ "code": "STOPPED", "days": 3, "tier": "basic" })).await;
        let id = stopped.json["id"].as_str().expect("an id").to_owned();
        creator.delete(&format!("/api/promotions/{id}")).await;
        let theirs = blocked.handle().await;
        assert_eq!(creator.put(&format!("/api/users/{theirs}/block"), json!({})).await.status, 200);
        app.advance(HOUR);
        for (tier, code) in [("basic", "THEIRS"), ("basic", "LESS"), ("basic", "SOON"), ("basic", "STOPPED"), ("basic", "NEVER"), ("vip", "FREE")] {
            let answer = redeem(&fan, &handle, tier, code).await;
            assert_eq!((answer.status, answer.code()), (409, "code_unknown"), "{tier} {code}");
        }
        assert_eq!(redeem(&fan, &handle, "premium", "no code").await.field(), "code");
        assert_eq!(redeem(&fan, "nobody_here", "premium", "FREE").await.code(), "not_found");
        assert_eq!(redeem(&creator, &handle, "premium", "FREE").await.code(), "own_item");
        assert_eq!(redeem(&blocked, &handle, "premium", "FREE").await.code(), "blocked");
        assert_eq!(redeem(&app.visitor(), &handle, "premium", "FREE").await.status, 401);
        for body in [json!({}), json!({ "code": "FREE" }), json!({ "code": "FREE", "tier": "gold" }), json!({ "code": "FREE", "tier": "premium", "days": 900 })] {
            let answer = fan.post(&format!("/api/creators/{handle}/trial"), body).await;
            assert_eq!(answer.status, 422, "{}", answer.json);
        }
        // It takes nothing off what is paid for.
        let order = json!({ "item": subscription(&handle, "premium"), "currency": "SOL", "code": "FREE" });
        assert_eq!(fan.post("/api/orders", order).await.code(), "code_for_trial");
        // A tier that is taken off the offer has no free days either.
        let change = json!({ "tiers": [{ "level": "basic", "price": "50000000", "active": true }] });
        assert_eq!(creator.put("/api/me/creator/tiers", change).await.status, 200);
        assert_eq!(redeem(&fan, &handle, "premium", "FREE").await.code(), "code_unknown");
        let off = make(&creator, json!({ "code": "OFF", "days": 3, "tier": "premium" })).await;
        assert_eq!((off.code(), off.field()), ("tier_unavailable", "tier"));
        assert_eq!((orders(&app).await, grants(&app).await.len()), (0, 0));
        for (draft, field) in [
            (json!({ "code": "NONE", "tier": "basic" }), "days"),
            (json!({ "code": "LONG", "days": 91, "tier": "basic" }), "days"),
            (json!({ "code": "ZERO", "days": 0, "tier": "basic" }), "days"),
            (json!({ "code": "WHAT", "days": 3 }), "tier"),
            (json!({ "code": "BOTH", "days": 3, "tier": "basic", "percent": 5 }), "percent"),
            (json!({ "code": "MUCH", "days": 3, "tier": "basic", "amount": "5000000" }), "percent"),
        ] {
            let answer = make(&creator, draft).await;
            assert_eq!((answer.status, answer.field()), (422, field), "{}", answer.json);
        }
    }

    async fn pages_offer_them_by_the_link_and_plain_forms(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let form = "code=try-it&trial_days=7&trial_tier=premium&uses=1";
        assert_eq!(creator.form("/dashboard/promotions", form).await.status, 303);
        let page = creator.get("/dashboard/promotions").await.text();
        assert!(page.contains("7 free days, Premium") && page.contains("TRY-IT"), "{page}");
        let wrong = creator.form("/dashboard/promotions", "code=WRONG&trial_days=700&trial_tier=premium").await;
        assert!(wrong.status == 422 && wrong.text().contains("1 to 90 free days"), "{}", wrong.text());
        let (fan, late) = (app.fan().await, app.fan().await);
        let link = format!("/{handle}?code=try-it");
        let page = app.visitor().get(&link).await.text();
        assert!(page.contains("7 free days") && page.contains("Sign in to have them.") && !page.contains("/order/trial"), "{page}");
        let page = fan.get(&link).await.text();
        assert!(page.contains("Try 7 days free") && page.contains("does not renew by itself"), "{page}");
        // No order is to be made with it.
        assert!(page.contains("/order/trial") && !page.contains("&quot;code&quot;"), "{page}");
        let sent = fan.form("/order/trial", &format!("creator={handle}&tier=premium&code=TRY-IT")).await;
        assert_eq!((sent.status, sent.headers["location"].to_str().expect("text")), (303, format!("/{handle}?code=TRY-IT#tiers").as_str()));
        let page = fan.get(&link).await.text();
        assert!(page.contains("Your free days run.") && page.contains("Your plan until"), "{page}");
        assert!(late.get(&link).await.contains("have all been given"));
        assert_eq!(late.form("/order/trial", &format!("creator={handle}&tier=premium&code=TRY-IT")).await.code(), "code_used_up");
        // Whoever had something before is told why not; what is no code for days is no matter of theirs.
        make(&creator, json!({ "code": "OTHER", "days": 3, "tier": "basic" })).await;
        assert!(fan.get(&format!("/{handle}?code=other")).await.contains("to new subscribers"));
        assert!(fan.get(&format!("/{handle}?code=nothing")).await.contains("what it takes off"));
        assert_eq!(app.visitor().form("/order/trial", &format!("creator={handle}&tier=premium&code=TRY-IT")).await.status, 401);
    }
}
