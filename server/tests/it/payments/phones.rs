//! Solana Pay: wallets that scan an order's link and know nothing of the page, whose money may be anybody's.

use super::*;
use reqwest::Method;
use shared::{
    receipts::ReceiptView,
    solana_pay::{PayOffer, PayTransaction},
};
use testkit::Wallet;

fn link(order: &OrderView) -> String {
    format!("/api/pay/{}", order.reference)
}

/// A wallet scans an order's link.
async fn scan(app: &TestApp, order: &OrderView, wallet: &Wallet) -> Answer {
    let account = json!({ "account": wallet.address().to_string() });
    app.visitor().post(&link(order), account).await
}

/// A wallet scans, approves and sends.
async fn pay(app: &TestApp, order: &OrderView, wallet: &Wallet) -> Signature {
    let given: PayTransaction = scan(app, order, wallet).await.parse();
    craft::send_bytes(app, &craft::afresh(app, wallet, &given.transaction).await).await
}

/// Somebody with money who is nobody here.
async fn stranger(app: &TestApp) -> Wallet {
    app.fan().await.wallet().clone()
}

both! {
    async fn a_phone_pays_what_the_page_ordered(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let offer: PayOffer = app.visitor().get(&link(&order)).await.parse();
        assert_eq!(offer.label, "Fonana");
        assert!(offer.icon.ends_with("/assets/icon-512.png"));
        let given: PayTransaction = scan(&app, &order, sale.fan.wallet()).await.parse();
        let creator = sale.creator.get("/api/me").await.json["name"].as_str().expect("a name").to_owned();
        assert_eq!(given.message, format!("A post by {creator}"));
        // The page's button gives the same wallet the same bytes: they pay once.
        assert_eq!(ask_transaction(&sale.fan, &order).await.json["transaction"], json!(given.transaction));
        let signature = pay(&app, &order, sale.fan.wallet()).await;
        // Nobody reports it.
        look(&app, &order).await;
        let order = sale.now(&order).await;
        assert_eq!((order.status, order.signature), (OrderStatus::Confirmed, Some(signature)));
        assert!(!sale.locked().await);
        // There is nothing to pay any more, and nothing to learn.
        assert_eq!(app.visitor().get(&link(&order)).await.status, 404);
        assert_eq!(scan(&app, &order, sale.fan.wallet()).await.code(), "not_found");
    }

    async fn another_wallet_pays_and_the_buyer_has_it(app: TestApp) {
        let sale = Sale::open(&app).await;
        let other = stranger(&app).await;
        let order = sale.order().await;
        let signature = pay(&app, &order, &other).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        assert!(!sale.locked().await);
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.status, OrderStatus::Finalized);
        let receipt: ReceiptView = sale.fan.get(&format!("/api/receipts/{}", order.id)).await.parse();
        assert_eq!((receipt.payer, receipt.signature), (other.address(), signature));
        let audit = domain::payments::audit::audit(app.domain(), &signature).await.expect("it reads");
        let domain::payments::audit::Audit::Judged(judged) = audit else { panic!("{audit:?}") };
        assert!(judged.verdict.is_ok() && judged.agrees());
    }

    async fn whoever_did_not_ask_does_not_pay(app: TestApp) {
        let sale = Sale::open(&app).await;
        let (asked, uninvited) = (stranger(&app).await, stranger(&app).await);
        let order = sale.order().await;
        assert_eq!(scan(&app, &order, &asked).await.status, 200);
        let mut theirs = order.clone();
        theirs.payer = uninvited.address();
        craft::send(&app, &[&uninvited], &payment(&theirs)).await;
        assert_nothing_paid(&app, &sale, &order).await;
        // Nor a lamport too little from the one who did.
        theirs.payer = asked.address();
        theirs.legs[0].amount.0 -= 1;
        craft::send(&app, &[&asked], &payment(&theirs)).await;
        assert_nothing_paid(&app, &sale, &order).await;
        assert_eq!(cases(&app, order.id).await, ["underpaid"]);
    }

    async fn two_wallets_are_not_asked_at_once(app: TestApp) {
        let sale = Sale::open(&app).await;
        let (one, other) = (stranger(&app).await, stranger(&app).await);
        let order = sale.order().await;
        assert_eq!(scan(&app, &order, &one).await.status, 200);
        assert_eq!(scan(&app, &order, &one).await.status, 200);
        assert_eq!(scan(&app, &order, &other).await.code(), "attempt_pending");
        assert_eq!(ask_transaction(&sale.fan, &order).await.code(), "attempt_pending");
        // What it was given cannot land any more.
        app.slots(400);
        assert_eq!(scan(&app, &order, &other).await.status, 200);
        let paid = pay(&app, &order, &other).await;
        look(&app, &order).await;
        assert_eq!(sale.now(&order).await.signature, Some(paid));
        // A wallet that took its time, with a blockhash of its own: the money came twice, and a person is told.
        let mut theirs = order.clone();
        theirs.payer = one.address();
        craft::send(&app, &[&one], &payment(&theirs)).await;
        look(&app, &order).await;
        assert_eq!(cases(&app, order.id).await, ["paid_twice"]);
        assert_eq!(grants(&app).await.len(), 1);
    }

    async fn a_phone_that_fails_lets_the_page_pay(app: TestApp) {
        let sale = Sale::open(&app).await;
        let other = stranger(&app).await;
        let order = sale.order().await;
        let given: PayTransaction = scan(&app, &order, &other).await.parse();
        // It spends its money before it sends.
        let away = craft::transfer(other.address(), sale.fan.wallet().address(), 9_900_000_000);
        craft::send(&app, &[&other], &[away]).await;
        let late = craft::afresh(&app, &other, &given.transaction).await;
        craft::send_bytes_blindly(&app, &late).await;
        assert_nothing_paid(&app, &sale, &order).await;
        // With another blockhash what we gave out can land still.
        assert_eq!(ask_transaction(&sale.fan, &order).await.code(), "attempt_pending");
        app.slots(400);
        assert_eq!(ask_transaction(&sale.fan, &order).await.status, 200);
        assert_still_payable(&app, &sale, &order).await;
    }

    async fn tokens_are_paid_by_phone_too(app: TestApp) {
        let creator = app.creator_in("USDC", "art").await;
        let (fan, other) = (app.fan().await, stranger(&app).await);
        let order = fan.order_in("USDC", subscription(&creator.handle().await, "basic")).await;
        assert_eq!(scan(&app, &order, &other).await.code(), "funds_missing");
        app.give_usdc(other.address(), 50_000_000).await;
        pay(&app, &order, &other).await;
        look(&app, &order).await;
        assert_eq!(now(&fan, &order).await.status, OrderStatus::Confirmed);
        assert_eq!(grants(&app).await.len(), 1);
    }

    async fn what_cannot_be_paid_so_is_refused_and_writes_nothing(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        for reference in ["nonsense", &sale.fan.wallet().address().to_string()] {
            let path = format!("/api/pay/{reference}");
            assert_eq!(app.visitor().get(&path).await.status, 404);
            let answer = app.visitor().post(&path, json!({ "account": order.payer.to_string() })).await;
            assert_eq!((answer.status, answer.code()), (404, "not_found"));
        }
        for account in ["", "nonsense", "0OIl"] {
            let answer = app.visitor().post(&link(&order), json!({ "account": account })).await;
            assert_eq!((answer.status, answer.field()), (422, "account"));
            assert_eq!(answer.json["message"], "This is not the address of a wallet.");
        }
        // The creator's wallet and the platform's would pay themselves.
        let refused = scan(&app, &order, sale.creator.wallet()).await;
        assert_eq!((refused.status, refused.code()), (409, "own_item"));
        let platform = app.domain().rules.platform_address.to_string();
        let refused = app.visitor().post(&link(&order), json!({ "account": platform })).await;
        assert_eq!(refused.code(), "own_item");
        // One with nothing in it.
        let refused = scan(&app, &order, &app.wallet()).await;
        assert_eq!(refused.code(), "funds_missing");
        assert!(refused.json["message"].as_str().expect("words").contains("lacks"));
        assert_eq!(sale.now(&order).await.status, OrderStatus::Created);
        app.advance(31 * MINUTE);
        assert_eq!(scan(&app, &order, sale.fan.wallet()).await.code(), "not_found");
        assert_nothing_attempted(&app).await;
    }

    async fn without_a_script_a_form_orders_and_a_page_shows_the_code(app: TestApp) {
        let sale = Sale::open(&app).await;
        let wish = json!({ "item": post(&sale.post), "currency": "SOL" }).to_string();
        let form = format!("order={}", encoded(&wish));
        let (one, two) = (sale.fan.form("/order", &form).await, sale.fan.form("/order", &form).await);
        let page = one.headers["location"].to_str().expect("a path").to_owned();
        assert_eq!((one.status, two.status), (303, 303));
        // Pressed twice it is one order.
        assert_eq!(two.headers["location"], page.as_str());
        let order: OrderView = sale.fan.get(&page.replace("/order/", "/api/orders/")).await.parse();
        let shown = sale.fan.get(&page).await.text();
        assert!(shown.contains(&format!("solana:{}/api/pay/{}", app.domain().rules.origin, order.reference)));
        assert!(shown.contains("http-equiv=\"refresh\"") && shown.contains("data-testid=\"order-code\""));
        pay(&app, &order, sale.fan.wallet()).await;
        look(&app, &order).await;
        let shown = sale.fan.get(&page).await.text();
        assert!(shown.contains("data-testid=\"order-show\"") && !shown.contains("http-equiv=\"refresh\""));
        // It is the buyer's alone.
        assert_eq!(sale.creator.get(&page).await.status, 404);
        assert_eq!(app.visitor().get(&page).await.status, 401);
        // A tip as well, in whole units as people write them.
        let handle = sale.creator.handle().await;
        let tip = sale.fan.form("/order/tip", &format!("creator={handle}&currency=SOL&amount=0%2C05&note=Hello")).await;
        let path = tip.headers["location"].to_str().expect("a path").replace("/order/", "/api/orders/");
        assert_eq!(sale.fan.get(&path).await.json["amount"], "50000000");
        for (form, code) in [("creator=nobody_here&amount=0.05", "not_found"), ("creator=a&amount=0.05", "invalid"), ("creator=nobody_here&amount=much", "invalid")] {
            let answer = sale.fan.form("/order/tip", form).await;
            assert!(answer.status >= 400 && answer.contains(code), "{form}: {}", answer.text());
        }
        assert_eq!(sale.fan.form("/order", "order=nonsense").await.status, 400);
    }

    async fn wallets_ask_from_anywhere(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let foreign = [("origin", "https://wallet.example"), ("sec-fetch-site", "cross-site")];
        let body = json!({ "account": sale.fan.wallet().address().to_string() });
        let answer = app.visitor().send(Method::POST, &link(&order), &foreign, Some(body)).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        assert_eq!(answer.headers["access-control-allow-origin"], "*");
        let asking = [("origin", "https://wallet.example"), ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type")];
        let answer = app.visitor().send(Method::OPTIONS, &link(&order), &asking, None).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers["access-control-allow-headers"], "content-type");
        // Other doors are as shut to other sites as before.
        let path = format!("/api/orders/{}/transaction", order.id);
        let answer = sale.fan.send(Method::POST, &path, &foreign, Some(json!({}))).await;
        assert_eq!(answer.code(), "cross_site");
    }
}

/// For a field of a form.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn assert_nothing_attempted(app: &TestApp) {
    let attempts = domain::payments::entity::attempt::Entity::find();
    assert_eq!(attempts.count(&app.domain().db).await.expect("attempts"), 0);
}
