//! Sending back what opened nothing: the creator's wallet signs, the buyer's has the money, and whatever goes wrong, nothing is
//! sent twice and the books say what the chain says.

use super::*;
use domain::payments::entity::refund;
use shared::{
    payments::CaseView,
    refunds::{RefundStatus, RefundView},
    solana::Address,
};

/// An order of a sale that was paid twice; what came second is a case, and final.
struct Twice {
    sale: Sale,
    order: OrderView,
    case: Signature,
}

impl Twice {
    async fn paid(app: &TestApp) -> Self {
        let sale = Sale::open(app).await;
        let order = sale.order().await;
        Self::pay(app, sale, order).await
    }

    async fn pay(app: &TestApp, sale: Sale, order: OrderView) -> Self {
        let first = craft::send(app, &[sale.fan.wallet()], &payment(&order)).await;
        app.slots(1);
        look(app, &order).await;
        let mut again = payment(&order);
        again.push(craft::memo("again"));
        let case = craft::send(app, &[sale.fan.wallet()], &again).await;
        look(app, &order).await;
        assert_eq!(sale.now(&order).await.signature, Some(first));
        Self { sale, order, case }
    }

    async fn finally(app: &TestApp) -> Self {
        let twice = Self::paid(app).await;
        twice.until_final(app).await;
        twice
    }

    async fn until_final(&self, app: &TestApp) {
        app.slots(40);
        look(app, &self.order).await;
    }

    fn path(&self) -> String {
        format!("/api/cases/{}/{}/refund", self.order.id, self.case)
    }

    async fn view(&self) -> RefundView {
        let answer = self.sale.creator.get(&self.path()).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        answer.parse()
    }

    async fn ask(&self) -> Answer {
        self.sale.creator.post(&self.path(), json!({})).await
    }

    /// What the creator's wallet is to sign.
    async fn given(&self) -> String {
        let answer = self.ask().await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        answer.json["transaction"]
            .as_str()
            .expect("a transaction")
            .to_owned()
    }

    async fn tell(&self, body: Value) -> Answer {
        let path = format!("{}/signature", self.path());
        self.sale.creator.post(&path, body).await
    }

    async fn send_back(&self, app: &TestApp) -> Signature {
        let signed = self.sale.creator.wallet().sign_base64(&self.given().await);
        let answer = self.tell(json!({ "signed_transaction": signed })).await;
        assert_eq!(
            (answer.status, &answer.json["status"]),
            (202, &json!("submitted")),
            "{}",
            answer.json
        );
        app.slots(2);
        look(app, &self.order).await;
        let refund = self.view().await;
        assert_eq!(refund.status, Some(RefundStatus::Confirmed));
        refund.signature.expect("it is there")
    }

    async fn cases(&self) -> Vec<CaseView> {
        let page: shared::paging::Page<CaseView> = self.sale.creator.get("/api/cases").await.parse();
        page.items
    }

    async fn row(&self, app: &TestApp) -> refund::Model {
        let row = refund::Entity::find_by_id((self.order.id.0, self.case.to_string()));
        row.one(&app.domain().db)
            .await
            .expect("it reads")
            .expect("it is there")
    }

    /// What of the ledger is about sending back.
    async fn lines(&self, app: &TestApp) -> Vec<(String, i64)> {
        let mut lines = ledger(app, self.order.id).await;
        lines.retain(|(kind, _)| kind.starts_with("refund"));
        lines
    }
}

async fn lamports(app: &TestApp, wallet: Address) -> u64 {
    let held = app.domain().chain.balances(&[wallet]).await.expect("balances");
    held[0].0
}

fn from_base64(text: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).expect("base64")
}

const BACK: i64 = -200_000_000;

both! {
    async fn what_was_paid_twice_goes_back_to_the_wallet_that_paid(app: TestApp) {
        let twice = Twice::paid(&app).await;
        // The network may take the money back itself still.
        assert_eq!(twice.sale.creator.get(&twice.path()).await.code(), "case_not_final");
        assert_eq!(twice.ask().await.code(), "case_not_final");
        assert_eq!(twice.cases().await[0].finalized_at, None);
        twice.until_final(&app).await;
        let (seller, buyer) = (twice.sale.creator.wallet().address(), twice.sale.fan.wallet().address());
        let planned = twice.view().await;
        assert_eq!((planned.status, planned.amount, planned.signature), (None, twice.order.amount, None));
        assert_eq!((planned.payer, planned.recipient), (seller, buyer));
        assert_eq!((planned.fee.0, planned.account_rent.0), (5_000, 0));
        assert_eq!(twice.tell(json!({ "signature": twice.case })).await.status, 404, "nothing was given out");

        let bytes = twice.given().await;
        assert_eq!(twice.given().await, bytes, "the same while it can land");
        let before = (lamports(&app, seller).await, lamports(&app, buyer).await);
        let signature = twice.send_back(&app).await;
        let after = (lamports(&app, seller).await, lamports(&app, buyer).await);
        assert_eq!((before.0 - after.0, after.1 - before.1), (PRICE + 5_000, PRICE));
        assert_eq!(twice.cases().await, []);
        assert_eq!(twice.lines(&app).await, [("refunded".to_owned(), BACK)]);
        let revenue = twice.sale.creator.get("/api/sales/revenue").await.json;
        assert_eq!(
            (&revenue[0]["received"], &revenue[0]["sent_back"]),
            (&json!((PRICE * 9 / 10).to_string()), &json!(PRICE.to_string()))
        );
        // What was bought stays, and the buyer is told; so are tables and pages.
        for (who, table) in [(&twice.sale.fan, "/api/orders/csv"), (&twice.sale.creator, "/api/sales/csv")] {
            let text = who.get(table).await.text();
            assert!(text.lines().any(|line| line.ends_with(",0.2")), "{text}");
        }
        let page = twice.sale.creator.get("/dashboard/orders").await.text();
        assert!(page.contains("0.2 SOL sent back"), "{page}");
        for path in ["/subscriptions".to_owned(), format!("/order/{}", twice.order.id)] {
            let page = twice.sale.fan.get(&path).await.text();
            assert!(page.contains("was sent back to the wallet that paid"), "{path}: {page}");
        }
        assert!(!twice.sale.locked().await);
        let order = twice.sale.now(&twice.order).await;
        let [sent] = order.sent_back.as_slice() else { panic!("{order:?}") };
        assert_eq!((sent.amount, sent.recipient, sent.signature), (order.amount, buyer, signature));
        assert_eq!((sent.status, order.note), (RefundStatus::Confirmed, None));

        app.slots(40);
        look(&app, &twice.order).await;
        assert_eq!(twice.view().await.status, Some(RefundStatus::Finalized));
        // Nothing goes back twice, whoever asks how often.
        assert_eq!(twice.ask().await.code(), "case_closed");
        let again = twice.tell(json!({ "signature": signature })).await;
        assert_eq!((again.status, &again.json["status"]), (202, &json!("finalized")));
        assert_eq!(twice.sale.creator.delete(&format!("/api/cases/{}/{}", twice.order.id, twice.case)).await.status, 204);
        look(&app, &twice.order).await;
        assert_eq!(twice.lines(&app).await, [("refunded".to_owned(), BACK)]);
        assert_eq!(lamports(&app, buyer).await, after.1);
    }

    async fn a_tab_that_is_closed_after_signing_loses_nothing(app: TestApp) {
        let twice = Twice::finally(&app).await;
        let signed = twice.sale.creator.wallet().sign_base64(&twice.given().await);
        let signature = craft::send_bytes(&app, &from_base64(&signed)).await;
        let app = app.restart().await;
        app.advance(Duration::from_secs(5));
        app.scan().await;
        let row = twice.row(&app).await;
        assert_eq!((row.status.as_str(), row.signature), ("confirmed", Some(signature.to_string())));
        assert_eq!(twice.lines(&app).await, [("refunded".to_owned(), BACK)]);
        for _ in 0..8 {
            app.slots(40);
            app.scan().await;
        }
        assert_eq!(twice.row(&app).await.status, "finalized");
    }

    async fn usdc_goes_back_as_usdc(app: TestApp) {
        let creator = app.creator_in("USDC", "art").await;
        let post = creator.publish(json!({
            "title": "For sale", "body": SECRET, "access": "price", "price": "5000000", "currency": "USDC",
        })).await;
        let fan = app.fan().await;
        for (wallet, units) in [
            (fan.wallet().address(), 10_000_000),
            (creator.wallet().address(), 0),
            (app.domain().rules.platform_address, 0),
        ] {
            app.give_usdc(wallet, units).await;
        }
        let order = fan.order_in("USDC", super::post(&post)).await;
        let twice = Twice::pay(&app, Sale { creator, fan, post }, order).await;
        twice.until_final(&app).await;
        // They have nothing left, closed their account, and the creator has less than is due: the platform has its part.
        usdc::close_account(&app, &twice.sale.fan).await;
        let planned = twice.view().await;
        assert_eq!((planned.amount.0, planned.account_rent.0), (5_000_000, usdc::ACCOUNT_RENT));
        app.give_usdc(twice.sale.creator.wallet().address(), 0).await;
        let seller = usdc::tokens_of(&app, twice.sale.creator.wallet().address()).await;
        assert_eq!(seller, 9_000_000);
        twice.send_back(&app).await;
        assert_eq!(usdc::tokens_of(&app, twice.sale.fan.wallet().address()).await, 5_000_000);
        assert_eq!(usdc::tokens_of(&app, twice.sale.creator.wallet().address()).await, 4_000_000);
        assert_eq!(twice.lines(&app).await, [("refunded".to_owned(), -5_000_000)]);
    }

    async fn who_cannot_pay_or_receive_is_told_before_their_wallet_opens(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let buyer = sale.fan.wallet().address();
        let little = marked(transfer(buyer, sale.creator.wallet().address(), 100_000), order.reference);
        let case = craft::send(&app, &[sale.fan.wallet()], &[little]).await;
        look(&app, &order).await;
        let twice = Twice { sale, order, case };
        twice.until_final(&app).await;
        assert_eq!(twice.view().await.amount.0, 100_000);
        // An empty wallet cannot have so little.
        let all = lamports(&app, buyer).await - 5_000;
        let away = transfer(buyer, app.wallet().address(), all);
        craft::send(&app, &[twice.sale.fan.wallet()], &[away]).await;
        assert_eq!(twice.ask().await.code(), "recipient_unfunded");
        let give = app.rpc("requestAirdrop", json!([buyer.to_string(), 1_000_000])).await;
        assert!(give["result"].is_string());
        app.slots(2);
        // And an empty one cannot give it.
        let seller = twice.sale.creator.wallet().address();
        let left = 950_000;
        let away = transfer(seller, app.wallet().address(), lamports(&app, seller).await - 5_000 - left);
        craft::send(&app, &[twice.sale.creator.wallet()], &[away]).await;
        assert_eq!(twice.ask().await.code(), "funds_missing");
        let give = app.rpc("requestAirdrop", json!([seller.to_string(), 1_000_000])).await;
        assert!(give["result"].is_string());
        app.slots(2);
        twice.send_back(&app).await;
        assert_eq!(lamports(&app, buyer).await, 1_100_000);
        // The order was never paid, and can be still.
        assert_eq!(twice.sale.now(&twice.order).await.note.as_deref(), Some("The creator sent this payment back."));
        assert_still_payable_by(&app, &twice).await;
    }

    async fn nobody_else_can_send_it_anywhere(app: TestApp) {
        let twice = Twice::finally(&app).await;
        let other = app.creator("art").await;
        let (path, body) = (twice.path(), json!({ "signature": twice.case }));
        for (who, code) in [(&other, "not_found"), (&twice.sale.fan, "not_a_creator")] {
            assert_eq!(who.get(&path).await.code(), code);
            assert_eq!(who.post(&path, json!({})).await.code(), code);
            assert_eq!(who.post(&format!("{path}/signature"), body.clone()).await.code(), code);
        }
        let nothing = format!("/api/cases/{}/nonsense/refund", twice.order.id);
        assert_eq!(twice.sale.creator.post(&nothing, json!({})).await.status, 404);
        let paid = twice.order_signature(&app).await;
        let no_case = format!("/api/cases/{}/{paid}/refund", twice.order.id);
        assert_eq!(twice.sale.creator.post(&no_case, json!({})).await.status, 404);

        // What others sign is no refund, whatever it says; nor is what the creator sends elsewhere or too little of.
        twice.given().await;
        let reference: Address = twice.row(&app).await.reference.parse().expect("an address");
        let (seller, buyer) = (twice.sale.creator.wallet(), twice.sale.fan.wallet());
        let to_buyer = |from, lamports| marked(transfer(from, buyer.address(), lamports), reference);
        let hostile = [
            (other.wallet(), to_buyer(other.wallet().address(), PRICE)),
            (seller, marked(transfer(seller.address(), other.wallet().address(), PRICE), reference)),
            (seller, to_buyer(seller.address(), PRICE - 1)),
        ];
        for (wallet, instruction) in hostile {
            let bytes = craft::sign(&app, &[wallet], std::slice::from_ref(&instruction)).await;
            let told = twice.tell(json!({ "signed_transaction": craft::base64(&bytes) })).await;
            assert_eq!(told.code(), "transaction_mismatch");
            craft::send_bytes(&app, &bytes).await;
        }
        look(&app, &twice.order).await;
        assert_eq!(twice.view().await.status, Some(RefundStatus::Waiting));
        assert_eq!(twice.lines(&app).await, []);
        assert_eq!(twice.cases().await.len(), 1);
    }

    async fn one_transfer_is_one_refund(app: TestApp) {
        let twice = Twice::finally(&app).await;
        let mut third = payment(&twice.order);
        third.push(craft::memo("a third time"));
        let third = craft::send(&app, &[twice.sale.fan.wallet()], &third).await;
        look(&app, &twice.order).await;
        twice.until_final(&app).await;
        twice.given().await;
        let path = format!("/api/cases/{}/{third}/refund", twice.order.id);
        assert_eq!(twice.sale.creator.post(&path, json!({})).await.status, 200);
        let rows = refund::Entity::find().all(&app.domain().db).await.expect("refunds");
        let (seller, buyer) = (twice.sale.creator.wallet(), twice.sale.fan.wallet());
        let mut both = transfer(seller.address(), buyer.address(), PRICE);
        for row in &rows {
            both = marked(both, row.reference.parse().expect("an address"));
        }
        craft::send(&app, &[seller], &[both]).await;
        look(&app, &twice.order).await;
        assert_eq!(twice.lines(&app).await, []);
        assert_eq!(twice.cases().await.len(), 2);
    }

    async fn while_the_first_can_land_there_is_no_second(app: TestApp) {
        let twice = Twice::finally(&app).await;
        let first = twice.given().await;
        // Something else is named: it may be true, so it is waited for.
        let other = craft::send(&app, &[twice.sale.fan.wallet()], &[craft::memo("no refund")]).await;
        let told = twice.tell(json!({ "signature": other })).await;
        assert_eq!((told.status, &told.json["status"]), (202, &json!("submitted")));
        assert_eq!(twice.tell(json!({ "signature": twice.order_signature(&app).await })).await.code(), "signature_used");
        look(&app, &twice.order).await;
        assert_eq!(twice.ask().await.code(), "refund_pending");
        assert_eq!(twice.sale.creator.post(&format!("/api/cases/{}/{}/grant", twice.order.id, twice.case), json!({})).await.code(), "refund_pending");
        for _ in 0..8 {
            app.slots(50);
            look(&app, &twice.order).await;
        }
        assert_eq!(twice.view().await.status, Some(RefundStatus::Gone));
        let reference = twice.row(&app).await.reference;
        let second = twice.given().await;
        assert_ne!(first, second);
        assert_eq!(twice.row(&app).await.reference, reference, "one key for all of a case's transactions");
        // What was let go cannot be handed in any more.
        let signed = twice.sale.creator.wallet().sign_base64(&first);
        assert_eq!(twice.tell(json!({ "signed_transaction": signed })).await.code(), "refund_pending");
        twice.send_back(&app).await;
        assert_eq!(twice.lines(&app).await, [("refunded".to_owned(), BACK)]);
    }

    async fn what_fails_on_the_network_can_be_sent_anew(app: TestApp) {
        let twice = Twice::finally(&app).await;
        let signed = twice.sale.creator.wallet().sign_base64(&twice.given().await);
        // They spend it before it is sent.
        let seller = twice.sale.creator.wallet().address();
        let away = transfer(seller, app.wallet().address(), lamports(&app, seller).await - 2_000_000);
        craft::send(&app, &[twice.sale.creator.wallet()], &[away]).await;
        let told = twice.tell(json!({ "signed_transaction": signed.clone() })).await;
        assert_eq!(told.code(), "funds_missing");
        craft::send_bytes_blindly(&app, &from_base64(&signed)).await;
        look(&app, &twice.order).await;
        assert_eq!(twice.row(&app).await.status, "gone");
        assert_eq!(twice.cases().await[0].refund, Some(RefundStatus::Gone));
        let give = app.rpc("requestAirdrop", json!([seller.to_string(), 1_000_000_000])).await;
        assert!(give["result"].is_string());
        app.slots(2);
        twice.send_back(&app).await;
        assert_eq!(twice.lines(&app).await, [("refunded".to_owned(), BACK)]);
    }

    async fn a_refund_that_vanishes_is_to_be_sent_again(app: TestApp) {
        let twice = Twice::finally(&app).await;
        twice.send_back(&app).await;
        assert_eq!(app.localnet.reorg(3).await.expect("a reorg").len(), 1);
        // It may come back.
        app.slots(50);
        look(&app, &twice.order).await;
        assert_eq!(twice.view().await.status, Some(RefundStatus::Confirmed));
        for _ in 0..10 {
            app.slots(80);
            app.scan().await;
        }
        assert_eq!(twice.row(&app).await.status, "gone");
        let [case] = twice.cases().await.try_into().expect("one case");
        assert_eq!((case.signature, case.refund), (twice.case, Some(RefundStatus::Gone)));
        assert_eq!(twice.lines(&app).await.iter().map(|(_, amount)| amount).sum::<i64>(), 0);
        assert_eq!(twice.sale.now(&twice.order).await.sent_back, []);
        assert_eq!(twice.sale.creator.get("/api/sales/revenue").await.json[0].get("sent_back"), None);
        twice.send_back(&app).await;
        assert_eq!(twice.lines(&app).await.iter().map(|(_, amount)| amount).sum::<i64>(), BACK);
        app.slots(40);
        look(&app, &twice.order).await;
        assert_eq!(twice.view().await.status, Some(RefundStatus::Finalized));
    }

    async fn two_tabs_are_given_one_transaction(app: TestApp) {
        let twice = Twice::finally(&app).await;
        let (one, other) = futures::join!(twice.given(), twice.given());
        assert_eq!(one, other);
    }
}

impl Twice {
    /// What paid for the order.
    async fn order_signature(&self, app: &TestApp) -> Signature {
        let row = payments::Entity::find().filter(payments::Column::OrderId.eq(self.order.id.0));
        let row = row
            .one(&app.domain().db)
            .await
            .expect("it reads")
            .expect("it is paid");
        row.signature.parse().expect("a signature")
    }
}

/// Whatever was tried before, the order can be paid.
async fn assert_still_payable_by(app: &TestApp, twice: &Twice) {
    let buyer = twice.sale.fan.wallet().address();
    let give = app
        .rpc("requestAirdrop", json!([buyer.to_string(), 1_000_000_000]))
        .await;
    assert!(give["result"].is_string());
    app.slots(2);
    assert_still_payable(app, &twice.sale, &twice.order).await;
}
