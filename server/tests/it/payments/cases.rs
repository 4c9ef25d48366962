//! What needs a person: the creator sees it, settles it, and nobody else can; and the books cannot be changed behind our back.

use super::*;
use sea_orm::ConnectionTrait;
use shared::{paging::Page, payments::CaseView};

async fn open_cases(creator: &Caller) -> Page<CaseView> {
    creator.get("/api/cases").await.parse()
}

both! {
    async fn a_creator_sees_what_needs_them_and_settles_it_once(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        assert_eq!(open_cases(&sale.creator).await.total, 0);
        let first = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        let second = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        let paid = sale.now(&order).await.signature.expect("one of them paid");
        let twice = if paid == first { second } else { first };
        let cases = open_cases(&sale.creator).await;
        let [case] = cases.items.as_slice() else { panic!("one case: {cases:?}") };
        assert_eq!((case.order, case.signature, case.verdict.as_str()), (order.id, twice, "paid_twice"));
        assert_eq!((case.arrived, case.payer), (order.amount, order.payer));
        assert_eq!(case.buyer.handle.as_str(), sale.fan.handle().await);
        let page = sale.creator.get("/dashboard/orders").await.text();
        assert!(page.contains("1 payment needs you") && page.contains("Paid a second time."), "{page}");

        let path = format!("/api/cases/{}/{twice}", order.id);
        let other = app.creator("art").await;
        assert_eq!(open_cases(&other).await.total, 0);
        assert_eq!(other.delete(&path).await.status, 404);
        assert_eq!(sale.fan.delete(&path).await.code(), "not_a_creator");
        for nothing in [format!("/api/cases/{}/{paid}", order.id), format!("/api/cases/{}/nonsense", order.id)] {
            assert_eq!(sale.creator.delete(&nothing).await.status, 404, "{nothing}");
        }
        assert_eq!(open_cases(&sale.creator).await.total, 1);
        let form = format!("order={}&signature={twice}", order.id);
        assert_eq!(sale.creator.form("/dashboard/cases", &form).await.status, 303);
        assert_eq!(open_cases(&sale.creator).await.total, 0);
        // A second time changes nothing, and the scanner does not bring it back.
        assert_eq!(sale.creator.delete(&path).await.status, 204);
        look(&app, &order).await;
        assert_eq!(open_cases(&sale.creator).await.total, 0);
        assert!(!sale.locked().await);
    }

    async fn cases_come_piece_by_piece(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        for _ in 0..4 {
            craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        }
        look(&app, &order).await;
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page: Page<CaseView> = sale.creator.get(&format!("/api/cases?limit=2{cursor}")).await.parse();
            assert_eq!(page.total, 3);
            seen.extend(page.items.iter().map(|case| case.signature));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 3);
        seen.dedup();
        assert_eq!(seen.len(), 3);
    }

    async fn the_database_refuses_to_change_the_books(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        let before = ledger(&app, order.id).await;
        assert!(!before.is_empty());
        let db = &app.domain().db;
        for change in [
            "UPDATE ledger_entries SET amount = 1",
            "DELETE FROM ledger_entries",
            "UPDATE order_events SET why = 'nothing'",
            "DELETE FROM order_events",
        ] {
            let error = db.execute_unprepared(change).await.expect_err(change);
            assert!(error.to_string().contains("only ever added to"), "{change}: {error}");
        }
        assert_eq!(ledger(&app, order.id).await, before);
    }
}
