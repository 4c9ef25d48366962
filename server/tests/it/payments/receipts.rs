//! Receipts: for whoever has to do with a payment, and once it is final, signed for everybody.

use super::*;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use shared::receipts::{Jwks, ReceiptClaims, ReceiptView};

/// Reads a signed receipt as a stranger would: with the public keys and nothing else.
async fn checked(app: &TestApp, jws: &str) -> Result<ReceiptClaims, jsonwebtoken::errors::Error> {
    let keys: Jwks = app.visitor().get("/.well-known/jwks.json").await.parse();
    let kid = decode_header(jws)?.kid.expect("it names its key");
    let key = keys
        .keys
        .iter()
        .find(|key| key.kid == kid)
        .expect("the key is published");
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.set_issuer(&[app.domain().rules.origin.as_str()]);
    let key = DecodingKey::from_ed_components(&key.x)?;
    Ok(decode::<ReceiptClaims>(jws, &key, &rules)?.claims)
}

both! {
    async fn a_receipt_is_signed_once_the_payment_is_final(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        let path = format!("/api/receipts/{}", order.id);
        let receipt: ReceiptView = sale.fan.get(&path).await.parse();
        assert_eq!((receipt.status, &receipt.signed), (OrderStatus::Confirmed, &None));
        assert_eq!((receipt.amount, receipt.payer), (order.amount, order.payer));
        app.slots(40);
        look(&app, &order).await;
        let receipt: ReceiptView = sale.fan.get(&path).await.parse();
        let jws = receipt.signed.clone().expect("it is final");
        // The seller has the very same.
        let sellers: ReceiptView = sale.creator.get(&path).await.parse();
        assert_eq!(sellers.signed.as_ref(), Some(&jws));
        let claims = checked(&app, &jws).await.expect("it is genuine");
        assert_eq!((claims.jti, claims.signature), (order.id, order.signature.expect("it was paid")));
        assert_eq!((claims.legs, claims.amount), (order.legs.clone(), order.amount));
        assert_eq!(claims.genesis_hash, app.domain().rules.network.genesis_hash);
        let said = String::from_utf8(payload(&jws)).expect("JSON");
        for name in [sale.fan.handle().await, sale.creator.handle().await, "For sale".to_owned()] {
            assert!(!said.contains(&name), "{name} stands in {said}");
        }
        let page = sale.fan.get(&format!("/receipt/{}", order.id)).await.text();
        assert!(page.contains(&jws) && page.contains(&claims.signature.to_string()), "{page}");
    }

    async fn a_receipt_that_was_changed_does_not_hold(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        app.slots(40);
        look(&app, &order).await;
        let receipt: ReceiptView = sale.fan.get(&format!("/api/receipts/{}", order.id)).await.parse();
        let jws = receipt.signed.expect("it is final");
        let mut claims: Value = serde_json::from_slice(&payload(&jws)).expect("JSON");
        claims["amount"] = json!("999000000000");
        let parts: Vec<&str> = jws.split('.').collect();
        let forged = format!("{}.{}.{}", parts[0], base64url(claims.to_string().as_bytes()), parts[2]);
        assert!(checked(&app, &forged).await.is_err());
        assert!(checked(&app, &jws).await.is_ok());
    }

    async fn a_payment_is_judged_anew_by_the_chain_and_the_books(app: TestApp) {
        use domain::payments::audit::{Audit, audit};
        let sale = Sale::open(&app).await;
        let judged = async |signature: &Signature| match audit(app.domain(), signature).await.expect("an audit") {
            Audit::Judged(judged) => *judged,
            other => panic!("it names an order: {other:?}"),
        };
        let nothing = Signature([7; 64]);
        assert_eq!(audit(app.domain(), &nothing).await.expect("an audit"), Audit::NotOnChain);
        // Somebody else's business.
        let stranger = app.wallet();
        let other = craft::send(&app, &[sale.fan.wallet()], &[transfer(sale.fan.wallet().address(), stranger.address(), 2_000_000)]).await;
        assert_eq!(audit(app.domain(), &other).await.expect("an audit"), Audit::NoOrder);
        // A lamport too little: the chain has it, and the books do not.
        let order = sale.order().await;
        let mut short = order.clone();
        short.legs.last_mut().expect("a leg").amount.0 -= 1;
        let short = craft::send(&app, &[sale.fan.wallet()], &payment(&short)).await;
        let seen = judged(&short).await;
        assert!(seen.verdict.is_err() && seen.credited_at.is_none() && seen.agrees(), "{seen:?}");
        // On the chain before the scanner was there, then credited, then booked.
        let paid = craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        let seen = judged(&paid).await;
        assert!(seen.verdict.is_ok() && !seen.agrees(), "{seen:?}");
        look(&app, &order).await;
        let seen = judged(&paid).await;
        assert!(seen.agrees() && seen.credited_at.is_some() && seen.booked_at.is_none(), "{seen:?}");
        app.slots(40);
        look(&app, &order).await;
        let seen = judged(&paid).await;
        assert!(seen.finalized && seen.booked_at.is_some(), "{seen:?}");
        assert_eq!((seen.order, seen.status), (order.id, OrderStatus::Finalized));
    }

    async fn what_was_not_paid_or_is_others_has_no_receipt(app: TestApp) {
        let (sale, stranger) = (Sale::open(&app).await, app.fan().await);
        let order = sale.order().await;
        let path = format!("/api/receipts/{}", order.id);
        assert_eq!(sale.fan.get(&path).await.status, 404);
        app.slots(40);
        let paid = app.pay(&sale.fan, subscription(&sale.creator.handle().await, "basic")).await;
        let path = format!("/api/receipts/{}", paid.id);
        assert_eq!(sale.fan.get(&path).await.status, 200);
        assert_eq!(stranger.get(&path).await.status, 404);
        assert_eq!(app.visitor().get(&path).await.status, 401);
        for path in ["/receipt/nothing".to_owned(), format!("/receipt/{}", order.id)] {
            assert_eq!(sale.fan.get(&path).await.status, 404, "{path}");
        }
        assert_eq!(app.localnet.reorg(10).await.expect("a reorg").len(), 1);
        app.slots(300);
        look(&app, &paid).await;
        assert_eq!(sale.fan.get(&path).await.status, 404, "the network took it back");
    }
}

fn payload(jws: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD
        .decode(jws.split('.').nth(1).expect("three parts"))
        .expect("base64url")
}

fn base64url(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes)
}
