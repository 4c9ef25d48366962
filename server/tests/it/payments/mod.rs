//! Paying, with real transactions on the embedded network: as it should be, and as thieves, crashes and a
//! chain that changes its mind would have it.

mod books;
mod cases;
mod craft;
mod ending;
mod figures;
mod flash_sales;
mod giving;
mod goods;
mod granting;
mod hostile;
mod hostile_items;
mod odd_nodes;
mod ordering;
mod payouts;
mod periods;
mod phones;
mod promotions;
mod quotes;
mod racing;
mod receipts;
mod recovery;
mod referring;
mod refunds;
mod storms;
mod subscribing;
mod tipping;
mod trials;
mod usdc;
mod webhooks;

use craft::{marked, payment, transfer};
use domain::payments::{
    entity::{ledger_entry, order, payment as payments, sighting},
    scanner::{self, Round},
};
use domain::subscriptions::entity::grant;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use shared::{
    ids::OrderId,
    order_notes::OrderNote,
    payments::{OrderStatus, OrderView},
    solana::Signature,
    text::Lang,
};
use std::time::Duration;
use testkit::{Answer, Caller, TestApp, both};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const SECRET: &str = "what only buyers read";
/// What the posts of these tests cost, in lamports.
const PRICE: u64 = 200_000_000;

/// A creator with a post for sale, and a fan.
struct Sale {
    creator: Caller,
    fan: Caller,
    post: String,
}

impl Sale {
    async fn open(app: &TestApp) -> Self {
        let creator = app.creator("art").await;
        let post = post_for_sale(&creator).await;
        Self {
            creator,
            fan: app.fan().await,
            post,
        }
    }

    async fn order(&self) -> OrderView {
        self.fan.order(post(&self.post)).await
    }

    async fn locked(&self) -> bool {
        let answer = self.fan.get(&format!("/api/posts/{}", self.post)).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        let locked = answer.json["locked"].as_bool().expect("it says");
        assert_eq!(answer.contains(SECRET), !locked);
        locked
    }

    async fn now(&self, order: &OrderView) -> OrderView {
        now(&self.fan, order).await
    }
}

async fn post_for_sale(creator: &Caller) -> String {
    let draft = json!({ "title": "For sale", "body": SECRET, "access": "price", "price": PRICE.to_string() });
    creator.publish(draft).await
}

fn post(id: &str) -> Value {
    json!({ "kind": "post", "post": id })
}

fn subscription(creator: &str, tier: &str) -> Value {
    json!({ "kind": "subscription", "creator": creator, "tier": tier, "days": 30 })
}

/// The order as it stands now.
async fn now(fan: &Caller, order: &OrderView) -> OrderView {
    fan.get(&format!("/api/orders/{}", order.id)).await.parse()
}

async fn ask_transaction(fan: &Caller, order: &OrderView) -> Answer {
    fan.post(&format!("/api/orders/{}/transaction", order.id), json!({}))
        .await
}

async fn report(fan: &Caller, order: &OrderView, body: Value) -> Answer {
    fan.post(&format!("/api/orders/{}/signature", order.id), body)
        .await
}

async fn report_sent(fan: &Caller, order: &OrderView, signature: Signature) -> Answer {
    report(fan, order, json!({ "signature": signature })).await
}

/// One round of the scanner in which this order is due, whatever its schedule says.
async fn look(app: &TestApp, order: &OrderView) -> Round {
    let now = app.domain().now().0;
    order::Entity::update_many()
        .col_expr(order::Column::NextCheckAt, Expr::value(now))
        .filter(order::Column::Id.eq(order.id.0))
        .exec(&app.domain().db)
        .await
        .expect("the order is due");
    scanner::round(app.domain()).await.expect("a round")
}

async fn grants(app: &TestApp) -> Vec<grant::Model> {
    grant::Entity::find()
        .filter(grant::Column::RevokedAt.is_null())
        .all(&app.domain().db)
        .await
        .expect("grants")
}

async fn payments_count(app: &TestApp) -> u64 {
    payments::Entity::find()
        .count(&app.domain().db)
        .await
        .expect("payments")
}

/// Kinds and amounts of the order's ledger, sorted.
async fn ledger(app: &TestApp, order: OrderId) -> Vec<(String, i64)> {
    let rows = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::OrderId.eq(order.0))
        .all(&app.domain().db)
        .await
        .expect("the ledger");
    let mut lines: Vec<_> = rows.into_iter().map(|row| (row.kind, row.amount)).collect();
    lines.sort();
    lines
}

/// Verdicts on transactions that did not pay, of which a person is called to look at.
async fn cases(app: &TestApp, order: OrderId) -> Vec<String> {
    let rows = sighting::Entity::find()
        .filter(sighting::Column::OrderId.eq(order.0))
        .filter(sighting::Column::NeedsLook.eq(true))
        .all(&app.domain().db)
        .await
        .expect("sightings");
    rows.into_iter().map(|row| row.verdict).collect()
}

/// Nothing was credited for this order, and it can still be paid.
async fn assert_nothing_paid(app: &TestApp, sale: &Sale, order: &OrderView) {
    let round = look(app, order).await;
    assert_eq!((round.faults, round.outage), (0, None));
    let order = sale.now(order).await;
    assert!(!order.status.paid() && !order.status.settled(), "{order:?}");
    assert!(sale.locked().await);
    assert_eq!(grants(app).await, []);
    assert_eq!(payments_count(app).await, 0);
    assert_eq!(ledger(app, order.id).await, []);
}

/// The order can be paid by the wallet in the usual way, whatever was tried before.
async fn assert_still_payable(app: &TestApp, sale: &Sale, order: &OrderView) {
    let signature = craft::send(app, &[sale.fan.wallet()], &payment(order)).await;
    let answer = report_sent(&sale.fan, order, signature).await;
    assert_eq!(answer.status, 202, "{}", answer.json);
    look(app, order).await;
    let order = sale.now(order).await;
    assert_eq!(order.status, OrderStatus::Confirmed, "{order:?}");
    assert_eq!(order.signature, Some(signature));
    assert!(!sale.locked().await);
    assert_eq!(grants(app).await.len(), 1);
}
