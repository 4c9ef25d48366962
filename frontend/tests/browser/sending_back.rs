//! Sending a case back as its creator does: what goes where is read, then the wallet signs, and the page changes by itself.

use super::{
    islands::{
        Scripted, find, lines, logged, mount, ok, on_screen, press, reads, refused, stage, transaction,
        wallet,
    },
    wallets::{ALICE, MALLORY, fake_wallet, seen, unregister},
};
use app::{
    dashboard::SendBack,
    ports::{Answer, NoAnswer},
};
use leptos::prelude::*;
use shared::{Code, text::Lang};
use wasm_bindgen_test::wasm_bindgen_test;

const REFUND: &str = "/api/cases/one/refund";
const SIGNATURE: &str = "/api/cases/one/refund/signature";

/// A refund of Alice's to Mallory, as the door tells it.
fn refund(status: Option<&str>) -> Result<Answer, NoAnswer> {
    let status = status.map(|status| format!(r#""status": "{status}", "#));
    let status = status.unwrap_or_default();
    ok(format!(
        r#"{{{status}"currency": "SOL", "amount": "50000000", "payer": "{ALICE}", "recipient": "{MALLORY}",
        "account_rent": "0", "fee": "5000", "network": "localnet"}}"#
    ))
}

fn button(out: bool) -> impl Drop {
    mount(move || view! { <SendBack lang=Lang::En path=REFUND.to_owned() out/> })
}

#[wasm_bindgen_test]
async fn what_goes_where_is_said_before_the_wallet_opens() {
    let fake = wallet("");
    let script: [Scripted; 5] = [
        (REFUND, refund(None)),
        (REFUND, transaction("AQID")),
        (SIGNATURE, refund(Some("submitted"))),
        (REFUND, refund(Some("submitted"))),
        (REFUND, refund(Some("confirmed"))),
    ];
    stage(&fake, script);
    let page = button(false);
    press("refund").await;
    reads("refund-bill", "0.05").await;
    reads("refund-bill", &MALLORY.short()).await;
    assert_eq!(seen(&fake), "[]");
    press("refund-sign").await;
    press("wallet").await;
    logged("refresh").await;
    logged("say Sent back.").await;
    let lines = lines();
    let told = lines
        .iter()
        .any(|line| line.contains(r#"{"signed_transaction":"/v38"}"#));
    assert!(told, "{lines:?}");
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn another_wallet_is_told_which_one_must_sign() {
    let fake = fake_wallet(&format!(r#"{{"name": "Fake", "addresses": ["{MALLORY}"]}}"#));
    stage(&fake, [(REFUND, refund(None))]);
    let page = button(false);
    press("refund").await;
    press("refund-sign").await;
    press("wallet").await;
    reads("refund-status", &ALICE.short()).await;
    assert!(
        !lines().iter().any(|line| line.starts_with("POST")),
        "{:?}",
        lines()
    );
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn what_is_refused_is_said_and_can_be_tried_again() {
    let fake = wallet("");
    stage(
        &fake,
        [(REFUND, refused(Code::CaseNotFinal)), (REFUND, refund(None))],
    );
    let page = button(false);
    press("refund").await;
    reads("refund-status", "not made this payment final").await;
    press("refund").await;
    on_screen("refund-sign").await;
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn what_was_sent_before_the_page_came_is_waited_for() {
    let fake = wallet("");
    stage(
        &fake,
        [
            (REFUND, refund(Some("submitted"))),
            (REFUND, refund(Some("confirmed"))),
        ],
    );
    let page = button(true);
    logged("refresh").await;
    assert!(find("refund-sign").is_none());
    drop(page);
    unregister(&fake);
}
