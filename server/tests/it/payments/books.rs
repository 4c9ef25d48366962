//! The books: what one bought and sold, on pages and as tables, says what the ledger says, and to nobody else.

use super::*;
use sea_orm::IntoActiveModel;
use shared::{creators::TierLevel, money::Units, solana::Address};
use uuid::Uuid;

/// The lines of a table, by their cells.
fn table(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!(answer.status, 200, "{}", answer.json);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(answer.bytes.as_slice());
    reader
        .records()
        .map(|record| record.expect("a line").iter().map(str::to_owned).collect())
        .collect()
}

fn cell<'a>(table: &'a [Vec<String>], line: usize, column: &str) -> &'a str {
    let at = table[0].iter().position(|name| name == column).expect("a column");
    &table[line][at]
}

both! {
    async fn what_was_bought_and_sold_can_be_taken_away_as_a_table(app: TestApp) {
        let sale = Sale::open(&app).await;
        let handle = sale.creator.handle().await;
        app.pay(&sale.fan, subscription(&handle, "premium")).await;
        let tip = json!({ "kind": "tip", "creator": handle, "amount": "5000000", "note": "=1+1, \"tea\"\nfor you" });
        let tip = app.pay(&sale.fan, tip).await;
        sale.order().await;

        let orders = table(&sale.fan.get("/api/orders/csv").await);
        assert_eq!(orders.len(), 4);
        let found = |name: &str| -> Vec<&str> { (1..4).map(|line| cell(&orders, line, name)).collect() };
        assert_eq!(found("kind"), ["post", "tip", "subscription"]);
        assert_eq!(found("status"), ["created", "confirmed", "confirmed"]);
        assert_eq!(found("amount"), ["0.2", "0.005", "0.15"]);
        assert_eq!(found("note")[1], "'=1+1, \"tea\"\nfor you");
        assert_eq!(found("signature")[1], tip.signature.expect("it was paid").to_string());

        let sales = table(&sale.creator.get("/api/sales/csv").await);
        assert_eq!(sales.len(), 3);
        let found = |name: &str| -> Vec<&str> { (1..3).map(|line| cell(&sales, line, name)).collect() };
        assert_eq!(found("kind"), ["tip", "subscription"]);
        assert_eq!(found("received"), ["0.005", "0.135"]);
        let buyer = sale.fan.handle().await;
        assert_eq!(found("buyer"), [&buyer, &buyer]);

        let answer = sale.fan.get("/api/sales/csv").await;
        assert_eq!((answer.status, answer.code()), (403, "not_a_creator"));
        assert_eq!(app.fan().await.get("/api/orders/csv").await.text().lines().count(), 1);
    }

    async fn a_table_has_every_line_once(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let row = order::Entity::find_by_id(order.id.0).one(&app.domain().db).await.expect("rows").expect("the order");
        for number in 0..250_u128 {
            let byte = u8::try_from(number).expect("small");
            let copy = order::Model {
                id: Uuid::from_u128(number),
                reference: Address([byte; 32]).to_string(),
                idempotency_key: None,
                status: "expired".into(),
                kind: "tip".into(),
                post_id: None,
                // Several of the same moment.
                created_at: i64::from(byte / 7),
                ..row.clone()
            };
            order::Entity::insert(copy.into_active_model()).exec_without_returning(&app.domain().db).await.expect("a row");
        }
        let orders = table(&sale.fan.get("/api/orders/csv").await);
        let mut ids: Vec<&str> = (1..orders.len()).map(|line| cell(&orders, line, "order")).collect();
        assert_eq!(ids.len(), 251);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 251);
    }

    async fn pages_show_what_is_in_the_books(app: TestApp) {
        let sale = Sale::open(&app).await;
        let (fan, creator) = (&sale.fan, &sale.creator);
        let handle = creator.handle().await;
        let page = creator.get("/dashboard").await.text();
        assert!(page.contains("Nothing was sold yet"), "{page}");
        app.pay(fan, post(&sale.post)).await;
        app.pay(fan, json!({ "kind": "tip", "creator": handle, "amount": "5000000", "note": "For <tea>" })).await;

        let page = creator.get("/dashboard").await.text();
        // 0.18 of the post, all of the tip.
        assert!(page.contains("0.185\u{a0}SOL"), "{page}");
        let page = creator.get("/dashboard/orders").await.text();
        for words in ["For &lt;tea&gt;", "Post: For sale", "0.18 SOL to you", "/api/sales/csv"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let page = fan.get("/subscriptions").await.text();
        assert!(page.contains("Post: For sale") && page.contains("Tip") && page.contains("You have no subscription yet."), "{page}");
        let paid = app.pay(fan, subscription(&handle, "basic")).await;
        let page = fan.get("/subscriptions").await.text();
        let until = shared::text::Lang::En.date(paid.paid_at.expect("it was paid").after(30 * DAY));
        assert!(page.contains(&format!("until {until}")), "{page}");

        // The way in for others.
        for path in ["/dashboard", "/dashboard/orders", "/dashboard/tiers"] {
            assert_eq!(app.visitor().get(path).await.status, 401, "{path}");
            assert!(fan.get(path).await.text().contains("/welcome/creator"), "{path}");
        }
        assert_eq!(app.visitor().get("/subscriptions").await.status, 401);
    }

    async fn tiers_are_changed_on_a_plain_form(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let page = creator.get("/dashboard/tiers").await.text();
        assert!(page.contains("value=\"0.15\"") && page.contains("name=\"vip_benefits\""), "{page}");
        let form = |price: &str, days: &str| {
            format!("basic_on=true&basic={price}&basic_name=Friends&basic_benefits=One%0D%0ATwo&premium=0.15&vip_on=true&vip=0%2C5&days_90={days}&days_365=20")
        };
        for (price, days, words) in [
            ("much", "10", "such as 0.01"),
            ("0.6", "10", "A higher tier costs more"),
            ("0.07", "ten", "whole number of percent"),
            ("0.07", "30", "or more"),
        ] {
            let answer = creator.form("/dashboard/tiers", &form(price, days)).await;
            assert_eq!(answer.status, 422, "{price} {days}");
            let page = answer.text();
            assert!(page.contains(words), "{words}: {page}");
            assert!(page.contains(&format!("value=\"{price}\"")) && page.contains("Friends"), "{page}");
        }
        let answer = creator.form("/dashboard/tiers", &form("0.07", "10")).await;
        assert_eq!(answer.status, 303);
        let seen = app.visitor().get(&format!("/api/creators/{handle}")).await;
        let tiers = seen.json["tiers"].as_array().expect("tiers");
        let levels: Vec<_> = tiers.iter().map(|tier| tier["level"].as_str().expect("a level")).collect();
        assert_eq!(levels, [TierLevel::Basic.as_str(), TierLevel::Vip.as_str()]);
        assert_eq!((&tiers[0]["name"], &tiers[0]["benefits"]), (&json!("Friends"), &json!(["One", "Two"])));
        assert_eq!(tiers[1]["price"], json!(Units(500_000_000)));
        assert_eq!(tiers[0]["periods"][1]["price"], "189000000");
        // On the page, with the period that the address asks for.
        let page = app.visitor().get(&format!("/{handle}?days=90")).await.text();
        assert!(page.contains("0.189\u{a0}SOL") && page.contains("90 days −10%"), "{page}");
    }
}
