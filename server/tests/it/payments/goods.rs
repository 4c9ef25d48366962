//! What posts sell: that no more are sold than there are, when many want the last at once; what buyers read and nobody else; and
//! auctions, in which bids have one order, the end moves for late ones, and the turn goes to the next where nobody pays.

use super::*;
use domain::posts::auctions;
use futures::future::join_all;
use shared::{Timestamp, goods::GoodsView, payments::OrderItem};

const KEY: &str = "the key that only buyers read";
const EACH: u64 = 50_000_000;
const STEP: u64 = 5_000_000;

/// A public post that sells this.
async fn sells(creator: &Caller, goods: Value) -> String {
    let draft = json!({ "title": "A print", "body": "Look at it.", "access": "public", "goods": goods });
    creator.publish(draft).await
}

fn digital(stock: Option<u32>) -> Value {
    json!({ "price": EACH.to_string(), "stock": stock, "handover": KEY })
}

fn sent(stock: u32) -> Value {
    json!({ "price": EACH.to_string(), "stock": stock, "ships": true })
}

fn auction(hours: u16) -> Value {
    json!({ "price": EACH.to_string(), "handover": KEY, "auction": { "step": STEP.to_string(), "hours": hours } })
}

fn thing(post: &str) -> Value {
    json!({ "kind": "goods", "post": post })
}

fn things(post: &str, quantity: u32) -> Value {
    json!({ "kind": "goods", "post": post, "quantity": quantity, "note": "Ann, 1 Long Lane" })
}

async fn ask(fan: &Caller, item: Value) -> Answer {
    fan.post("/api/orders", json!({ "item": item, "currency": "SOL" }))
        .await
}

async fn shown(caller: &Caller, post: &str) -> GoodsView {
    let view = caller.get(&format!("/api/posts/{post}")).await.json;
    serde_json::from_value(view["goods"].clone()).expect("it sells something")
}

async fn bid(fan: &Caller, post: &str, amount: u64) -> Answer {
    fan.post(
        &format!("/api/posts/{post}/bids"),
        json!({ "amount": amount.to_string() }),
    )
    .await
}

/// Tells what is due of auctions: of how many.
async fn tell(app: &TestApp) -> usize {
    auctions::round(app.domain()).await.expect("a round")
}

/// What somebody was told of this kind.
async fn told(who: &Caller, kind: &str) -> Vec<Value> {
    let all = who.get("/api/notifications").await.json;
    let items = all["items"].as_array().expect("items");
    items.iter().filter(|one| one["kind"] == kind).cloned().collect()
}

async fn orders(app: &TestApp) -> u64 {
    order::Entity::find()
        .count(&app.domain().db)
        .await
        .expect("orders")
}

both! {
    async fn what_buyers_get_is_read_by_them_alone(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, digital(None)).await;
        let (fan, other) = (app.fan().await, app.fan().await);
        let order = fan.order(thing(&post)).await;
        assert_eq!((order.amount.0, order.handover.clone()), (EACH, None));
        let parts: Vec<u64> = order.legs.iter().map(|leg| leg.amount.0).collect();
        assert_eq!((parts.iter().sum::<u64>(), parts.contains(&(EACH * 9 / 10))), (EACH, true));
        assert!(!shown(&fan, &post).await.bought);
        app.settle(&fan, &order).await;
        assert_eq!(now(&fan, &order).await.handover.as_deref(), Some(KEY));
        assert!(shown(&fan, &post).await.bought && !shown(&other, &post).await.bought);
        assert!(fan.get(&format!("/order/{}", order.id)).await.contains(KEY));
        // Nobody else, by no door.
        let pages = [format!("/api/posts/{post}"), format!("/post/{post}"), "/api/posts".into(), "/feed".into()];
        for page in &pages {
            for who in [&fan, &other] {
                assert!(!who.get(page).await.contains(KEY), "{page}");
            }
        }
        assert_eq!(other.get(&format!("/api/orders/{}", order.id)).await.status, 404);
        let sale = creator.get("/api/sales").await;
        assert_eq!((&sale.json["items"][0]["item"]["kind"], sale.contains(KEY)), (&json!("goods"), false));
        // It can be bought again.
        let again = fan.order(thing(&post)).await;
        assert_ne!(again.id, order.id);
        app.settle(&fan, &again).await;
        assert_eq!(grants(&app).await.len(), 2);
    }

    async fn what_is_sent_has_an_address_and_the_buyer_sees_that_it_was_sent(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, sent(5)).await;
        let fan = app.fan().await;
        let without = ask(&fan, thing(&post)).await;
        assert_eq!((without.status, without.field()), (422, "item.note"));
        let order = app.pay(&fan, things(&post, 2)).await;
        assert_eq!(order.amount.0, 2 * EACH);
        assert_eq!(shown(&fan, &post).await.left, Some(3));
        let sale = creator.get("/api/sales").await.json["items"][0].clone();
        assert_eq!((&sale["item"]["note"], &sale["item"]["quantity"]), (&json!("Ann, 1 Long Lane"), &json!(2)));
        let path = format!("/api/sales/{}/sent", order.id);
        assert_eq!(fan.put(&path, json!({})).await.code(), "not_a_creator");
        assert_eq!(app.creator("art").await.put(&path, json!({})).await.status, 404);
        let long = json!({ "note": "x".repeat(201) });
        assert_eq!(creator.put(&path, long).await.field(), "note");
        assert!(told(&fan, "goods_sent").await.is_empty());
        assert_eq!(creator.put(&path, json!({ "note": "RR 123" })).await.status, 204);
        assert_eq!(told(&fan, "goods_sent").await.len(), 1);
        let OrderItem::Goods { sent: Some(sent), .. } = now(&fan, &order).await.item else { panic!() };
        assert_eq!((sent.at, sent.note.as_deref()), (app.domain().now(), Some("RR 123")));
        let page = fan.get("/subscriptions").await.text();
        assert!(page.contains("Sent on") && page.contains("RR 123"), "{page}");
        let table = creator.get("/api/sales/csv").await.text();
        assert!(table.contains("goods") && table.contains("1 Long Lane"), "{table}");
    }

    async fn the_last_ones_are_for_as_many_as_there_are(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, digital(Some(2))).await;
        let mut fans = vec![];
        for _ in 0..6 {
            fans.push(app.fan().await);
        }
        let answers = join_all(fans.iter().map(|fan| ask(fan, thing(&post)))).await;
        let (got, refused): (Vec<_>, Vec<_>) = fans.iter().zip(answers).partition(|(_, answer)| answer.status == 201);
        assert_eq!(got.len(), 2);
        for (_, answer) in &refused {
            assert_eq!((answer.status, answer.code()), (409, "sold_out"));
        }
        assert_eq!(shown(&fans[0], &post).await.left, Some(0));
        // A second click is the same order, and takes nothing more.
        let (first, answer) = &got[0];
        let order: OrderView = answer.parse();
        assert_eq!(first.order(thing(&post)).await.id, order.id);
        app.settle(first, &order).await;
        // What the other does not pay is free again, once nothing can land any more.
        let (second, unpaid) = &got[1];
        let unpaid: OrderView = unpaid.parse();
        app.advance(31 * MINUTE);
        app.slots(40);
        look(&app, &unpaid).await;
        assert_eq!(now(second, &unpaid).await.status, OrderStatus::Expired);
        let (third, _) = &refused[0];
        let last = app.pay(third, thing(&post)).await;
        assert_eq!(last.amount.0, EACH);
        // Who pays too late finds it sold, and their money is a case.
        craft::send(&app, &[second.wallet()], &payment(&unpaid)).await;
        look(&app, &unpaid).await;
        assert_eq!(now(second, &unpaid).await.status, OrderStatus::Review);
        assert_eq!(cases(&app, unpaid.id).await, ["sold_out"]);
        assert_eq!(grants(&app).await.len(), 2);
        // It cannot be opened all the same while none is left, and can once there are more.
        app.slots(40);
        look(&app, &unpaid).await;
        let signature = now(second, &unpaid).await.signature.expect("it names the payment");
        let grant = format!("/api/cases/{}/{signature}/grant", unpaid.id);
        let refused = creator.post(&grant, json!({})).await;
        assert_eq!((refused.status, refused.code()), (409, "sold_out"), "{}", refused.json);
        assert_eq!(creator.put(&format!("/api/posts/{post}/goods"), digital(Some(3))).await.status, 200);
        let opened = creator.post(&grant, json!({})).await;
        assert_eq!(opened.status, 204, "{}", opened.json);
        assert_eq!((grants(&app).await.len(), shown(second, &post).await.left), (3, Some(0)));
        assert_eq!(ask(&fans[5], thing(&post)).await.code(), "sold_out");
    }

    async fn orders_and_payments_at_a_sale_wait_for_each_other_in_one_order(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, digital(Some(40))).await;
        let sale = json!({ "post": post, "percent": 40, "minutes": 60, "limit": 40 });
        assert_eq!(creator.post("/api/flash-sales", sale).await.status, 201);
        let mut fans = vec![];
        for _ in 0..12 {
            fans.push(app.fan().await);
        }
        let (payers, buyers) = fans.split_at(6);
        let mut paying = vec![];
        for fan in payers {
            let order = fan.order(thing(&post)).await;
            craft::send(&app, &[fan.wallet()], &payment(&order)).await;
            paying.push(order);
        }
        app.advance(Duration::from_secs(15));
        let (round, answers) = futures::join!(
            scanner::round(app.domain()),
            join_all(buyers.iter().map(|fan| ask(fan, thing(&post)))),
        );
        let round = round.expect("a round");
        assert_eq!((round.faults, round.moved), (0, 6), "{round:?}");
        assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
        assert_eq!(shown(&fans[0], &post).await.left, Some(28));
    }

    async fn whoever_pays_late_gets_it_while_there_are_some(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, digital(Some(1))).await;
        let fan = app.fan().await;
        let order = fan.order(thing(&post)).await;
        app.advance(31 * MINUTE);
        app.slots(40);
        look(&app, &order).await;
        assert_eq!((now(&fan, &order).await.status, shown(&fan, &post).await.left), (OrderStatus::Expired, Some(1)));
        craft::send(&app, &[fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        assert_eq!((now(&fan, &order).await.status, shown(&fan, &post).await.left), (OrderStatus::Confirmed, Some(0)));
    }

    async fn nobody_holds_more_than_they_want(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, sent(5)).await;
        let fan = app.fan().await;
        let three = fan.order(things(&post, 3)).await;
        // Another number takes the place of the first.
        let five = fan.order(things(&post, 5)).await;
        assert_ne!(three.id, five.id);
        assert_eq!(now(&fan, &three).await.status, OrderStatus::Expired);
        assert_eq!(shown(&fan, &post).await.left, Some(0));
        // Not while the first may still be paid.
        assert_eq!(ask_transaction(&fan, &five).await.status, 200);
        assert_eq!(ask(&fan, things(&post, 1)).await.code(), "attempt_pending");
        assert_eq!(fan.order(things(&post, 5)).await.id, five.id);
        // What was let go of is paid all the same: it is a case, as all are taken.
        craft::send(&app, &[fan.wallet()], &payment(&three)).await;
        look(&app, &three).await;
        assert_eq!(cases(&app, three.id).await, ["sold_out"]);
        // Where it was to be sent is for its creator, and for nobody who looks after the site.
        let moderator = app.with_role(shared::identity::Role::Moderator).await;
        let all = moderator.get("/api/moderation/cases").await;
        assert_eq!((&all.json["total"], all.contains("Long Lane")), (&json!(1), false));
        assert!(creator.get("/api/cases").await.contains("Long Lane"));
        app.settle(&fan, &five).await;
        assert_eq!(grants(&app).await.len(), 1);
    }

    async fn what_cannot_be_bought_is_refused_and_writes_nothing(app: TestApp) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let post = sells(&creator, sent(5)).await;
        let key = sells(&creator, digital(None)).await;
        assert_eq!(ask(&creator, things(&post, 1)).await.code(), "own_item");
        for (item, field) in [
            (things(&post, 0), "item.quantity"),
            (things(&post, 21), "item.quantity"),
            // Of what is read here one is enough.
            (things(&key, 2), "item.quantity"),
        ] {
            let answer = ask(&fan, item).await;
            assert_eq!((answer.status, answer.field()), (422, field), "{}", answer.json);
        }
        let mut long = things(&post, 1);
        long["note"] = json!("x".repeat(501));
        assert_eq!(ask(&fan, long).await.field(), "item.note");
        let mut odd = things(&post, 1);
        odd["days"] = json!(30);
        assert_eq!(ask(&fan, odd).await.status, 422);
        assert_eq!(ask(&fan, things(&post, 6)).await.code(), "sold_out");
        let usdc = fan.post("/api/orders", json!({ "item": thing(&key), "currency": "USDC" })).await;
        assert_eq!(usdc.code(), "wrong_currency");
        // Nothing is sold by a post that sells nothing.
        let plain = creator.publish(json!({ "title": "Plain", "body": "Words.", "access": "public" })).await;
        assert_eq!(ask(&fan, thing(&plain)).await.status, 404);
        // Whoever may not open it may not buy.
        let draft = json!({ "title": "For few", "body": SECRET, "access": "tier", "tier": "vip", "goods": digital(None) });
        let few = creator.publish(draft).await;
        assert_eq!(ask(&fan, thing(&few)).await.code(), "locked");
        let page = fan.get(&format!("/post/{few}")).await.text();
        assert!(page.contains("Open the post to buy it."), "{page}");
        let block = format!("/api/users/{}/block", fan.handle().await);
        assert_eq!(creator.put(&block, json!({})).await.status, 200);
        assert_eq!(ask(&fan, thing(&key)).await.code(), "blocked");
        assert_eq!(creator.delete(&block).await.status, 200);
        assert_eq!(creator.delete(&format!("/api/posts/{key}/goods")).await.json["goods"]["state"], json!("closed"));
        assert_eq!(ask(&fan, thing(&key)).await.code(), "not_for_sale");
        assert_eq!(creator.delete(&format!("/api/posts/{post}")).await.status, 204);
        assert_eq!(ask(&fan, things(&post, 1)).await.status, 404);
        assert_eq!(orders(&app).await, 0);
    }

    async fn what_is_sold_is_the_authors_to_say(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, digital(Some(2))).await;
        let fan = app.fan().await;
        let path = format!("/api/posts/{post}/goods");
        assert_eq!(fan.put(&path, digital(None)).await.status, 403);
        assert_eq!(fan.delete(&path).await.status, 403);
        let page = format!("/post/{post}/sell");
        assert!(creator.get(&page).await.contains(KEY));
        assert!(!fan.get(&page).await.contains(KEY));
        // An order keeps what it was made of.
        let order = fan.order(thing(&post)).await;
        let dearer = json!({ "price": "70000000", "stock": 1, "handover": "another" });
        assert_eq!(creator.put(&path, dearer).await.status, 200);
        app.settle(&fan, &order).await;
        let paid = now(&fan, &order).await;
        assert_eq!((paid.amount.0, paid.handover.as_deref()), (EACH, Some(KEY)));
        assert_eq!(shown(&fan, &post).await.left, Some(0));
        // One post has one price.
        let priced = json!({ "title": "Priced", "body": "x", "access": "price", "price": "50000000", "goods": digital(None) });
        let answer = creator.post("/api/posts", priced).await;
        assert_eq!((answer.status, answer.field()), (422, "goods"));
        let change = json!({ "access": "price", "price": "50000000" });
        assert_eq!(creator.patch(&format!("/api/posts/{post}"), change).await.field(), "goods");
        let wrong = json!({ "price": EACH.to_string(), "handover": "" });
        assert_eq!(creator.put(&path, wrong).await.field(), "goods.handover");
        // A sale of the post is one of its thing, and a code takes off of it too.
        assert_eq!(creator.put(&path, digital(None)).await.status, 200);
        let sale = json!({ "post": post, "percent": 40, "minutes": 60 });
        assert_eq!(creator.post("/api/flash-sales", sale).await.status, 201);
        let other = app.fan().await;
        assert_eq!(shown(&other, &post).await.sale_price.map(|price| price.0), Some(EACH * 6 / 10));
        assert_eq!(other.order(thing(&post)).await.amount.0, EACH * 6 / 10);
        assert_eq!(creator.post("/api/promotions", json!({ "code": "HALF", "percent": 50 })).await.status, 201);
        let body = json!({ "item": thing(&post), "currency": "SOL", "code": "HALF" });
        let third = app.fan().await;
        assert_eq!(third.post("/api/orders", body).await.json["amount"], json!((EACH / 2).to_string()));
        let shop = fan.get(&format!("/api/posts?creator={}&sells=true", creator.handle().await)).await;
        assert_eq!((&shop.json["total"], &shop.json["items"][0]["id"]), (&json!(1), &json!(post)));
    }

    async fn bids_have_one_order_and_late_ones_move_the_end(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, auction(1)).await;
        let (ann, bob) = (app.fan().await, app.fan().await);
        let end = shown(&ann, &post).await.auction.expect("an auction").ends_at;
        assert_eq!(bid(&creator, &post, EACH).await.code(), "own_item");
        let low = bid(&ann, &post, EACH - 1).await;
        assert_eq!((low.status, low.code(), low.field()), (409, "bid_too_low", "amount"));
        assert_eq!(bid(&ann, &post, EACH).await.status, 201);
        assert_eq!(bid(&ann, &post, 2 * EACH).await.code(), "already_leading");
        assert_eq!(bid(&bob, &post, EACH + STEP - 1).await.code(), "bid_too_low");
        // Of many at once one is first, and each of the others must outbid it.
        let mut fans = vec![];
        for _ in 0..4 {
            fans.push(app.fan().await);
        }
        let answers = join_all(fans.iter().map(|fan| bid(fan, &post, EACH + STEP))).await;
        let taken = answers.iter().filter(|answer| answer.status == 201).count();
        assert_eq!(taken, 1);
        assert!(answers.iter().all(|answer| answer.status == 201 || answer.code() == "bid_too_low"));
        assert_eq!((told(&ann, "outbid").await.len(), told(&bob, "outbid").await.len()), (1, 0));
        let stands = shown(&ann, &post).await.auction.expect("an auction");
        assert_eq!((stands.bids, stands.highest.map(|bid| bid.0), stands.leading), (2, Some(EACH + STEP), false));
        assert_eq!((stands.mine.map(|bid| bid.0), stands.ends_at), (Some(EACH), end));
        // Nobody orders while it runs, and nothing of it is changed any more.
        assert_eq!(ask(&ann, thing(&post)).await.code(), "not_your_turn");
        let path = format!("/api/posts/{post}/goods");
        assert_eq!(creator.put(&path, digital(None)).await.code(), "auction_running");
        assert_eq!(creator.delete(&path).await.code(), "auction_running");
        assert_eq!(creator.delete(&format!("/api/posts/{post}")).await.code(), "auction_running");
        app.advance(58 * MINUTE);
        assert_eq!(bid(&bob, &post, 2 * EACH).await.status, 201);
        let moved = shown(&bob, &post).await.auction.expect("an auction");
        assert_eq!((moved.ends_at, moved.leading), (app.domain().now().after(5 * MINUTE), true));
        app.advance(5 * MINUTE - Duration::from_millis(1));
        assert_eq!(bid(&ann, &post, 3 * EACH).await.status, 201);
        assert_eq!(told(&bob, "outbid").await.len(), 1);
        app.advance(5 * MINUTE);
        assert_eq!(bid(&bob, &post, 4 * EACH).await.code(), "auction_over");
        assert_eq!(bid(&bob, &creator.publish(json!({ "title": "x", "body": "x", "access": "public" })).await, EACH).await.status, 404);
    }

    async fn the_winner_pays_their_bid_and_then_the_next(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, auction(1)).await;
        let (ann, bob, cat) = (app.fan().await, app.fan().await, app.fan().await);
        for (fan, amount) in [(&ann, EACH), (&bob, 2 * EACH), (&ann, 3 * EACH)] {
            assert_eq!(bid(fan, &post, amount).await.status, 201);
        }
        app.advance(HOUR);
        let turn = shown(&ann, &post).await.auction.expect("an auction").turn.expect("ann won");
        assert_eq!(turn.amount.0, 3 * EACH);
        assert!(ann.get("/subscriptions").await.contains("It is yours for"));
        for other in [&bob, &cat] {
            assert_eq!(shown(other, &post).await.auction.expect("an auction").turn, None);
            assert_eq!(ask(other, thing(&post)).await.code(), "not_your_turn");
        }
        let code = json!({ "item": thing(&post), "currency": "SOL", "code": "ANY" });
        assert_eq!(ann.post("/api/orders", code).await.code(), "code_unknown");
        let order = ann.order(thing(&post)).await;
        assert_eq!(order.amount.0, 3 * EACH);
        // She does not pay within her day: it is the next one's, at his own bid.
        app.advance(DAY - MINUTE);
        app.slots(40);
        look(&app, &order).await;
        let late = ann.order(thing(&post)).await;
        assert_eq!(late.expires_at, turn.until);
        app.advance(MINUTE);
        assert_eq!(ask(&ann, thing(&post)).await.code(), "not_your_turn");
        // While hers may still be paid, nobody else pays.
        assert_eq!(ask(&bob, thing(&post)).await.code(), "sold_out");
        app.slots(40);
        look(&app, &late).await;
        assert_eq!(now(&ann, &late).await.status, OrderStatus::Expired);
        let his = app.pay(&bob, thing(&post)).await;
        assert_eq!(his.amount.0, 2 * EACH);
        assert_eq!(now(&bob, &his).await.handover.as_deref(), Some(KEY));
        // Hers comes all the same: a case.
        craft::send(&app, &[ann.wallet()], &payment(&late)).await;
        look(&app, &late).await;
        assert_eq!(cases(&app, late.id).await, ["sold_out"]);
        app.advance(DAY);
        assert_eq!(ask(&ann, thing(&post)).await.code(), "not_your_turn");
        assert_eq!(creator.delete(&format!("/api/posts/{post}")).await.status, 204);
    }

    async fn whose_turn_it_is_they_are_told_and_the_seller_how_it_ended(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, auction(1)).await;
        let (ann, bob, cat) = (app.fan().await, app.fan().await, app.fan().await);
        for (fan, amount) in [(&ann, EACH), (&bob, 2 * EACH), (&cat, 3 * EACH)] {
            assert_eq!(bid(fan, &post, amount).await.status, 201);
        }
        let ends = shown(&ann, &post).await.auction.expect("an auction").ends_at;
        app.advance(HOUR - MINUTE);
        assert_eq!(tell(&app).await, 0, "it runs");
        app.advance(MINUTE);
        // Two servers look at the same moment, and again later.
        let domain = app.domain();
        let (one, other) = tokio::join!(auctions::round(domain), auctions::round(domain));
        assert!(one.is_ok() && other.is_ok());
        assert_eq!(tell(&app).await, 0, "nothing more until her turn is over");
        let won = told(&cat, "turn").await;
        assert_eq!((won.len(), &won[0]["amount"]), (1, &json!((3 * EACH).to_string())));
        let until: Timestamp = serde_json::from_value(won[0]["moment"].clone()).expect("a moment");
        assert_eq!(until, ends.after(DAY));
        assert!(cat.get("/notifications").await.contains("It is your turn to buy “A print”"));
        let over = told(&creator, "auction_over").await;
        assert_eq!((over.len(), &over[0]["amount"]), (1, &json!((3 * EACH).to_string())));
        assert!(told(&bob, "turn").await.is_empty() && told(&ann, "turn").await.is_empty());
        // She orders in her last minute. While that may still be paid nobody else is told; then he is.
        app.advance(DAY - MINUTE);
        let order = cat.order(thing(&post)).await;
        app.advance(MINUTE);
        assert_eq!(tell(&app).await, 1);
        assert!(told(&bob, "turn").await.is_empty());
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(now(&cat, &order).await.status, OrderStatus::Expired);
        app.advance(5 * MINUTE);
        assert_eq!(tell(&app).await, 1);
        let his = told(&bob, "turn").await;
        assert_eq!((his.len(), &his[0]["amount"]), (1, &json!((2 * EACH).to_string())));
        // He pays: it is nobody's turn any more, and the seller reads of a sale.
        app.pay(&bob, thing(&post)).await;
        app.advance(DAY);
        tell(&app).await;
        app.advance(DAY);
        tell(&app).await;
        assert!(told(&ann, "turn").await.is_empty());
        assert_eq!((told(&creator, "auction_over").await.len(), told(&creator, "sale").await.len()), (1, 1));
    }

    async fn what_found_no_buyer_its_seller_learns_of(app: TestApp) {
        let creator = app.creator("art").await;
        let (lonely, unpaid) = (sells(&creator, auction(1)).await, sells(&creator, auction(1)).await);
        let ann = app.fan().await;
        assert_eq!(bid(&ann, &unpaid, EACH).await.status, 201);
        app.advance(HOUR);
        assert_eq!(tell(&app).await, 2);
        let over = told(&creator, "auction_over").await;
        let unsold = |over: &[Value]| over.iter().filter(|told| told["amount"].is_null()).count();
        assert_eq!((over.len(), unsold(&over)), (2, 1), "{over:?}");
        assert!(creator.get("/notifications").await.contains("found no buyer"));
        app.advance(DAY);
        assert_eq!(tell(&app).await, 1);
        let over = told(&creator, "auction_over").await;
        assert_eq!((over.len(), unsold(&over)), (3, 2), "{over:?}");
        // Put up again it is another auction; of one that is taken down nobody is told.
        let path = |post: &str| format!("/api/posts/{post}/goods");
        assert_eq!(creator.put(&path(&unpaid), auction(1)).await.status, 200);
        assert_eq!(creator.put(&path(&lonely), auction(1)).await.status, 200);
        let gone = sells(&creator, auction(1)).await;
        assert_eq!(creator.delete(&path(&lonely)).await.status, 200);
        assert_eq!(creator.delete(&format!("/api/posts/{gone}")).await.status, 204);
        app.advance(HOUR);
        assert_eq!(tell(&app).await, 3);
        let over = told(&creator, "auction_over").await;
        assert_eq!((over.len(), unsold(&over)), (4, 3), "{over:?}");
    }

    async fn what_nobody_pays_for_is_put_up_again(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, auction(1)).await;
        let (ann, path) = (app.fan().await, format!("/api/posts/{post}/goods"));
        assert_eq!(bid(&ann, &post, EACH).await.status, 201);
        app.advance(HOUR + DAY - MINUTE);
        // It is her turn still, and there is nobody after her.
        assert_eq!(creator.put(&path, auction(2)).await.code(), "auction_running");
        app.advance(MINUTE);
        assert_eq!(creator.put(&path, auction(2)).await.status, 200);
        let stands = shown(&ann, &post).await.auction.expect("an auction");
        assert_eq!((stands.bids, stands.open, stands.highest, stands.next.0), (0, true, None, EACH));
        assert_eq!(bid(&ann, &post, EACH).await.status, 201);
    }

    async fn a_thing_whose_payment_vanishes_is_free_again(app: TestApp) {
        let creator = app.creator("art").await;
        let post = sells(&creator, digital(Some(1))).await;
        let fan = app.fan().await;
        app.slots(40);
        let order = app.pay(&fan, thing(&post)).await;
        assert_eq!(shown(&fan, &post).await.left, Some(0));
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        app.slots(300);
        look(&app, &order).await;
        let order = now(&fan, &order).await;
        assert_eq!((order.status, order.handover), (OrderStatus::Reversed, None));
        assert_eq!((grants(&app).await.len(), shown(&fan, &post).await.left), (0, Some(1)));
    }
}
