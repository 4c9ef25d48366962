//! Many at once: clicks, tabs, servers. Each thing is made, given out and credited once.

use super::*;
use domain::payments::{
    store,
    watch::{self, Depth, Heights, Known},
};
use futures::future::join_all;
use std::collections::HashSet;

both! {
    async fn many_clicks_make_one_order_and_one_transaction(app: TestApp) {
        let sale = Sale::open(&app).await;
        let body = json!({ "item": post(&sale.post), "currency": "SOL" });
        let orders = join_all((0..8).map(|_| sale.fan.post("/api/orders", body.clone()))).await;
        let ids: HashSet<String> = orders.iter().map(|order| order.json["id"].to_string()).collect();
        assert_eq!(ids.len(), 1, "{ids:?}");
        let order: OrderView = orders[0].parse();
        let given = join_all((0..8).map(|_| ask_transaction(&sale.fan, &order))).await;
        let bytes: HashSet<String> = given.iter().map(|answer| answer.json["transaction"].to_string()).collect();
        assert!(given.iter().all(|answer| answer.status == 200));
        assert_eq!(bytes.len(), 1);
    }

    async fn many_servers_credit_a_payment_once(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        // Without the scanner's claim, which only saves work: all of them look, verify and settle.
        let domain = app.domain();
        let row = store::order(&domain.db, order.id.0).await.expect("the order");
        let facts = store::facts(&domain.db, &row).await.expect("its facts");
        let heights = Heights::ask(&*domain.chain).await.expect("the heights");
        let known = Known::default();
        let looks = (0..8).map(|_| watch::look(domain, (&row, &known), &facts, heights, Depth::Everything));
        for look in join_all(looks).await {
            look.expect("nobody fails");
        }
        assert_eq!(sale.now(&order).await.status, OrderStatus::Confirmed);
        assert_eq!(grants(&app).await.len(), 1);
        assert_eq!(payments_count(&app).await, 1);
        assert_eq!(ledger(&app, order.id).await.len(), 2);
        assert_eq!(cases(&app, order.id).await, [""; 0]);
        assert!(!sale.locked().await);
    }

    async fn rounds_side_by_side_share_the_work(app: TestApp) {
        let sale = Sale::open(&app).await;
        let mut orders = vec![sale.order().await];
        for _ in 0..5 {
            let id = post_for_sale(&sale.creator).await;
            orders.push(sale.fan.order(post(&id)).await);
        }
        for order in &orders {
            let signature = craft::send(&app, &[sale.fan.wallet()], &payment(order)).await;
            report_sent(&sale.fan, order, signature).await;
        }
        let rounds = join_all((0..4).map(|_| scanner::round(app.domain()))).await;
        let rounds: Vec<Round> = rounds.into_iter().map(|round| round.expect("a round")).collect();
        assert!(rounds.iter().all(|round| round.faults == 0 && round.outage.is_none()), "{rounds:?}");
        assert_eq!(rounds.iter().map(|round| round.looked).sum::<u32>(), 6, "{rounds:?}");
        assert_eq!(grants(&app).await.len(), 6);
        for order in &orders {
            assert_eq!(sale.now(order).await.status, OrderStatus::Confirmed);
        }
    }

    async fn two_tiers_at_once_lose_no_time(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        let mut orders = Vec::new();
        for tier in ["basic", "vip", "basic", "premium"] {
            orders.push(fan.order(subscription(&handle, tier)).await);
        }
        for order in &orders {
            let signature = craft::send(&app, &[fan.wallet()], &payment(order)).await;
            report_sent(&fan, order, signature).await;
        }
        let rounds = join_all((0..4).map(|_| scanner::round(app.domain()))).await;
        assert!(rounds.iter().all(|round| round.as_ref().is_ok_and(|round| round.faults == 0)), "{rounds:?}");
        let mut grants = grants(&app).await;
        assert_eq!(grants.len(), 4);
        grants.sort_by_key(|grant| grant.starts_at);
        for pair in grants.windows(2) {
            assert!(pair[0].ends_at.is_some_and(|end| end == pair[1].starts_at), "{pair:?}");
            assert!(pair[0].tier_rank >= pair[1].tier_rank);
        }
        let whole = grants[3].ends_at.expect("an end") - grants[0].starts_at;
        assert_eq!(Duration::from_millis(u64::try_from(whole).expect("forwards")), 120 * DAY);
    }
}
