//! Discovery, and what becomes of each answer of a wallet.

use app::ports::{How, ToSign, WalletError, Wallets};
use base64::{Engine, engine::general_purpose::STANDARD};
use frontend::wallet::Standard;
use shared::solana::{Address, Signature};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "/tests/browser/fake_wallet.js")]
extern "C" {
    #[wasm_bindgen(js_name = fakeWallet)]
    pub fn fake_wallet(wish: &str) -> JsValue;
    pub fn announce(wallet: &JsValue);
    #[wasm_bindgen(js_name = announceTwo)]
    fn announce_two(first: &JsValue, second: &JsValue);
    pub fn unregister(wallet: &JsValue);
    fn change(wallet: &JsValue, address: &str);
    pub fn seen(wallet: &JsValue) -> String;
    pub fn reset();
}

pub const ALICE: Address = Address([7; 32]);
pub const MALLORY: Address = Address([9; 32]);

fn names(wallets: &Standard) -> Vec<String> {
    wallets.list().into_iter().map(|wallet| wallet.name).collect()
}

/// A fake wallet with Alice's account, and further wishes as JSON members.
fn alices(wishes: &str) -> JsValue {
    let more = if wishes.is_empty() {
        String::new()
    } else {
        format!(", {wishes}")
    };
    fake_wallet(&format!(r#"{{"name": "Fake", "addresses": ["{ALICE}"]{more}}}"#))
}

/// Discovered wallets with this one among them, and its id.
fn with(wallet: &JsValue) -> (Standard, String) {
    reset();
    let wallets = Standard::discover();
    announce(wallet);
    let id = wallets.list().pop().map(|wallet| wallet.id).unwrap_or_default();
    (wallets, id)
}

/// As the door writes it.
const CHALLENGE: &str = r#"{
    "input": {"domain": "f.example", "chainId": "localnet", "nonce": "abcdefgh", "expirationTime": "2026-11-23T10:05:00.000Z"},
    "message": "the text \u2713"
}"#;

fn to_sign(how: How) -> ToSign {
    ToSign {
        address: ALICE,
        transaction: STANDARD.encode([1, 2, 3]),
        chain: "solana:localnet".into(),
        how,
    }
}

#[wasm_bindgen_test]
fn a_wallet_is_found_whether_it_was_here_before_us_or_comes_after() {
    reset();
    announce(&alices(""));
    let wallets = Standard::discover();
    assert_eq!(names(&wallets), ["Fake"]);

    let changes = Rc::new(RefCell::new(0));
    let counted = changes.clone();
    let watch = wallets.watch(Rc::new(move || *counted.borrow_mut() += 1));
    announce(&fake_wallet(r#"{"name": "Late"}"#));
    assert_eq!(names(&wallets), ["Fake", "Late"]);
    assert_eq!(*changes.borrow(), 1);
    wallets.unwatch(watch);
    announce(&fake_wallet(r#"{"name": "Later"}"#));
    assert_eq!(*changes.borrow(), 1);
}

#[wasm_bindgen_test]
fn several_register_at_once_each_object_once_and_may_leave() {
    reset();
    let wallets = Standard::discover();
    let (first, second) = (
        fake_wallet(r#"{"name": "One"}"#),
        fake_wallet(r#"{"name": "Two"}"#),
    );
    announce_two(&first, &second);
    announce(&second);
    assert_eq!(names(&wallets), ["One", "Two"]);
    unregister(&first);
    assert_eq!(names(&wallets), Vec::<String>::new());
}

#[wasm_bindgen_test]
fn a_wallet_that_cannot_pay_here_is_ignored() {
    reset();
    let wallets = Standard::discover();
    for wish in [
        r#"{"name": "No connect", "without": ["standard:connect"]}"#,
        r#"{"name": "No events", "without": ["standard:events"]}"#,
        r#"{"name": "No signing", "without": ["solana:signTransaction", "solana:signAndSendTransaction"]}"#,
        r#"{"name": "No Solana", "chains": ["sui:mainnet"]}"#,
        r#"{"chains": ["solana:mainnet"]}"#,
    ] {
        announce(&fake_wallet(wish));
    }
    announce(&JsValue::NULL);
    announce(&JsValue::from_str("a text is no wallet"));
    assert_eq!(names(&wallets), Vec::<String>::new());
}

#[wasm_bindgen_test]
fn unknown_versions_do_not_matter_and_known_ones_do() {
    let (wallets, _) = with(&alices(""));
    let info = wallets.list().pop();
    assert_eq!(
        info.as_ref().map(|wallet| (wallet.signs, wallet.sends)),
        Some((true, true))
    );
    let (wallets, _) = with(&alices(r#""versions": ["legacy"]"#));
    let info = wallets.list().pop();
    assert_eq!(
        info.map(|wallet| (wallet.signs, wallet.sends)),
        Some((false, false))
    );
}

#[wasm_bindgen_test]
fn only_pictures_that_are_data_are_shown() {
    let icon = |icon: &str| {
        let (wallets, _) = with(&alices(&format!(r#""icon": "{icon}""#)));
        wallets.list().pop().and_then(|wallet| wallet.icon)
    };
    assert_eq!(
        icon("data:image/png;base64,AA").as_deref(),
        Some("data:image/png;base64,AA")
    );
    assert_eq!(icon("https://tracker.example/x.png"), None);
    assert_eq!(icon("javascript:alert(1)"), None);
    assert_eq!(icon("data:text/html,x"), None);
}

#[wasm_bindgen_test]
async fn connecting_silently_says_so_and_may_give_nothing() {
    let wallet = alices("");
    let (wallets, id) = with(&wallet);
    assert_eq!(wallets.connect(&id, true).await, Ok(Vec::new()));
    assert_eq!(wallets.connect(&id, false).await, Ok(vec![ALICE]));
    assert!(
        seen(&wallet).contains(r#"{\"silent\":true}"#),
        "{}",
        seen(&wallet)
    );
    assert_eq!(
        wallets.connect("nobody", false).await,
        Err(WalletError::Unsupported)
    );
}

#[wasm_bindgen_test]
async fn a_signed_sign_in_is_passed_on_as_the_wallet_made_it() {
    let wallet = alices("");
    let (wallets, id) = with(&wallet);
    let _ = wallets.connect(&id, false).await;
    let signed = wallets.sign_in(&id, ALICE, CHALLENGE).await.expect("it signs");
    assert_eq!(signed.address, ALICE);
    assert_eq!(
        STANDARD.decode(signed.signed_message),
        Ok(b"signed abcdefgh of localnet".to_vec())
    );
    let signature: Vec<u8> = (1..65).collect();
    assert_eq!(STANDARD.decode(signed.signature), Ok(signature));
    assert!(seen(&wallet).contains("2026-11-23T10:05:00.000Z"));
}

#[wasm_bindgen_test]
async fn signing_in_as_somebody_else_fails_clearly() {
    let (wallets, id) = with(&alices(&format!(r#""answersFor": "{MALLORY}""#)));
    let _ = wallets.connect(&id, false).await;
    let answer = wallets.sign_in(&id, ALICE, CHALLENGE).await;
    assert_eq!(answer.err(), Some(WalletError::OtherAccount(MALLORY)));
}

#[wasm_bindgen_test]
async fn a_wallet_without_sign_in_signs_the_same_text_as_a_message() {
    let (wallets, id) = with(&alices(r#""without": ["solana:signIn"]"#));
    let early = wallets.sign_in(&id, ALICE, CHALLENGE).await;
    assert_eq!(early.err(), Some(WalletError::NotAuthorized));
    let _ = wallets.connect(&id, false).await;
    let signed = wallets.sign_in(&id, ALICE, CHALLENGE).await.expect("it signs");
    assert_eq!(
        STANDARD.decode(signed.signed_message),
        Ok("the text \u{2713}".as_bytes().to_vec())
    );
}

#[wasm_bindgen_test]
async fn what_is_no_sign_in_is_signed_as_a_message() {
    let (wallets, id) = with(&alices(""));
    let _ = wallets.connect(&id, false).await;
    let signed = wallets
        .sign_in(&id, ALICE, r#"{"message": "be paid elsewhere"}"#)
        .await;
    let signed = signed.expect("it signs").signed_message;
    assert_eq!(STANDARD.decode(signed), Ok(b"be paid elsewhere".to_vec()));
}

#[wasm_bindgen_test]
async fn an_account_without_the_feature_is_not_asked() {
    let wishes = r#""without": ["solana:signIn"], "accountFeatures": ["solana:signTransaction"]"#;
    let (wallets, id) = with(&alices(wishes));
    let _ = wallets.connect(&id, false).await;
    let answer = wallets.sign_in(&id, ALICE, CHALLENGE).await;
    assert_eq!(answer.err(), Some(WalletError::Unsupported));
}

#[wasm_bindgen_test]
async fn what_a_wallet_sent_comes_back_as_base58() {
    let wallet = alices("");
    let (wallets, id) = with(&wallet);
    let _ = wallets.connect(&id, false).await;
    let report = wallets
        .sign(&id, to_sign(How::WalletSends))
        .await
        .expect("it sends");
    let bytes: Vec<u8> = (0..64).collect();
    let text = report.signature.expect("a signature");
    assert_eq!(text.parse::<Signature>().map(|s| s.0.to_vec()), Ok(bytes));
    // The leading zero byte is a leading one.
    assert!(text.starts_with('1'), "{text}");
    assert_eq!(report.signed_transaction, None);
    assert!(seen(&wallet).contains("preflightCommitment"));
    assert!(seen(&wallet).contains(r#"\"chain\":\"solana:localnet\""#));
}

#[wasm_bindgen_test]
async fn what_a_wallet_only_signed_comes_back_as_base64() {
    let wallet = alices(r#""chains": ["solana:mainnet"]"#);
    let (wallets, id) = with(&wallet);
    let _ = wallets.connect(&id, false).await;
    let report = wallets
        .sign(&id, to_sign(How::ServerSends))
        .await
        .expect("it signs");
    assert_eq!(report.signed_transaction, Some(STANDARD.encode([254, 253, 252])));
    assert_eq!(report.signature, None);
    // A chain that the wallet does not know is not named to it.
    assert!(!seen(&wallet).contains(r#"\"chain\""#), "{}", seen(&wallet));
}

#[wasm_bindgen_test]
async fn a_signature_of_another_length_is_refused() {
    let (wallets, id) = with(&alices(r#""signatureLength": 63"#));
    let _ = wallets.connect(&id, false).await;
    let answer = wallets.sign(&id, to_sign(How::WalletSends)).await;
    assert!(matches!(answer, Err(WalletError::Unreadable)), "{answer:?}");
}

#[wasm_bindgen_test]
async fn each_refusal_has_its_meaning() {
    for (fault, meaning) in [
        (r#"{"code": 4001, "message": "no"}"#, WalletError::Refused),
        (
            r#"{"message": "WalletSignTransactionError: User rejected the request."}"#,
            WalletError::Refused,
        ),
        (r#"{"code": 4100}"#, WalletError::NotAuthorized),
        (
            r#"{"code": -32603, "message": "Internal error"}"#,
            WalletError::Other("Internal error".into()),
        ),
        (r#"{"code": -32603}"#, WalletError::Other("-32603".into())),
        (
            r#"{"text": "just words"}"#,
            WalletError::Other("just words".into()),
        ),
    ] {
        let (wallets, id) = with(&alices(&format!(
            r#""fault": {{"signAndSendTransaction": {fault}, "connect": {fault}}}, "trusted": true"#
        )));
        assert_eq!(wallets.connect(&id, false).await, Err(meaning.clone()), "{fault}");
    }
    let (wallets, id) = with(&alices(r#""fault": {"signAndSendTransaction": {"code": 4001}}"#));
    let _ = wallets.connect(&id, false).await;
    let answer = wallets.sign(&id, to_sign(How::WalletSends)).await;
    assert_eq!(answer, Err(WalletError::Refused));
}

#[wasm_bindgen_test]
fn a_changed_account_is_heard_of_even_from_a_wallet_that_registers_late() {
    reset();
    let wallets = Standard::discover();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hears = heard.clone();
    wallets.watch_accounts("Fake", Rc::new(move |accounts| hears.borrow_mut().push(accounts)));
    let wallet = alices("");
    announce(&wallet);
    change(&wallet, "");
    change(&wallet, &MALLORY.to_string());
    assert_eq!(*heard.borrow(), [vec![], vec![MALLORY]]);
}
