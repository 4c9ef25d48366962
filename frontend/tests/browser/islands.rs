//! Signing in and paying as a person does: a press on a button, a wallet's answer, words on the screen. The
//! doors answer by script; every request is written down.

use super::wallets::{ALICE, MALLORY, announce, fake_wallet, reset, seen, unregister};
use app::{
    payments::PayButton,
    ports::{Answer, Http, Leave, Live, Method, NoAnswer, Pages, Ports, Push, Request, install},
    sign_in::SignInButton,
};
use async_trait::async_trait;
use frontend::{pages::Browser, wallet::Standard};
use leptos::prelude::*;
use shared::{
    Code, Problem,
    money::{Amount, Currency},
    payments::{ItemRequest, OrderRequest},
    text::Lang,
};
use std::{
    cell::{OnceCell, RefCell},
    collections::VecDeque,
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, HtmlElement};

const ORDER: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
const POST: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

/// One scripted answer: the path it is for, and what comes.
pub(super) type Scripted = (&'static str, Result<Answer, NoAnswer>);

thread_local! {
    static SCRIPT: RefCell<VecDeque<Scripted>> = RefCell::default();
    static LOG: RefCell<Vec<String>> = RefCell::default();
    static WALLETS: OnceCell<Rc<Standard>> = const { OnceCell::new() };
}

fn log(line: String) {
    LOG.with_borrow_mut(|log| log.push(line));
}

struct Doors;

#[async_trait(?Send)]
impl Http for Doors {
    async fn send(&self, request: &Request) -> Result<Answer, NoAnswer> {
        let method = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        };
        let body = request.body.clone().unwrap_or_default();
        let key = request.idempotency_key.clone().unwrap_or_default();
        log(format!("{method} {} {key} {body}", request.path));
        let next = SCRIPT.with_borrow_mut(|script| {
            let at = script.iter().position(|(path, _)| *path == request.path)?;
            script.remove(at)
        });
        next.map_or(Err(NoAnswer), |(_, answer)| answer)
    }
}

/// The real page, but for what would lead away from the tests and for the length of pauses.
struct Page(Browser);

#[async_trait(?Send)]
impl Pages for Page {
    async fn refresh_main(&self, _: u32) -> bool {
        log("refresh".into());
        true
    }
    fn generation(&self) -> u32 {
        self.0.generation()
    }
    fn endless(&self, _: &str, _: &str) {}
    fn visible(&self) -> bool {
        true
    }
    fn when_back(&self, _: Rc<dyn Fn()>) {}
    fn reload(&self) {
        log("reload".into());
    }
    fn go(&self, path: &str) {
        log(format!("go {path}"));
    }
    fn announce(&self, text: &str) {
        log(format!("say {text}"));
    }
    fn announce_next(&self, text: &str) {
        log(format!("say next {text}"));
    }
    fn address(&self) -> (String, String) {
        self.0.address()
    }
    fn fresh_id(&self) -> String {
        self.0.fresh_id()
    }
    async fn wait(&self, _: u32) {
        self.0.wait(1).await;
    }
    fn chance(&self, _: u32) -> u32 {
        0
    }
    fn kept(&self, name: &str) -> Option<String> {
        self.0.kept(name)
    }
    fn keep(&self, name: &str, value: Option<&str>) {
        self.0.keep(name, value);
    }
    fn leave_note(&self, note: &str) {
        log(format!("note {note}"));
    }
    fn take_note(&self, _: &str) -> bool {
        false
    }
}

/// Nothing happens.
struct Quiet;

impl Live for Quiet {
    fn hear(&self, _: &str, _: &str, _: Rc<dyn Fn()>) {}
    fn hears(&self, _: &str) -> bool {
        false
    }
}

/// A browser without Web Push.
struct NoPush;

#[async_trait(?Send)]
impl Push for NoPush {
    fn leave(&self) -> Leave {
        Leave::Unable
    }
    async fn endpoint(&self) -> Option<String> {
        None
    }
    async fn subscribe(&self, _: &str) -> Option<String> {
        None
    }
    async fn unsubscribe(&self) -> bool {
        true
    }
}

fn document() -> Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("a browser has a document")
}

/// A fresh page with these answers to come and this wallet in the browser.
pub(super) fn stage(wallet: &JsValue, script: impl IntoIterator<Item = Scripted>) {
    reset();
    WALLETS.with(|wallets| {
        wallets.get_or_init(|| {
            let wallets = Rc::new(Standard::discover());
            install(Ports {
                wallets: wallets.clone(),
                http: Rc::new(Doors),
                pages: Rc::new(Page(Browser::new())),
                live: Rc::new(Quiet),
                push: Rc::new(NoPush),
            });
            wallets
        });
    });
    if let Some(store) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) {
        let _ = store.clear();
    }
    announce(wallet);
    LOG.with_borrow_mut(Vec::clear);
    SCRIPT.with_borrow_mut(|answers| {
        answers.clear();
        answers.extend(script);
    });
}

pub(super) fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> impl Drop {
    let part = document().create_element("div").expect("an element");
    document()
        .body()
        .expect("a body")
        .append_child(&part)
        .expect("it takes it");
    leptos::mount::mount_to(part.unchecked_into(), view)
}

pub(super) fn find(name: &str) -> Option<HtmlElement> {
    document()
        .query_selector(&format!("[data-testid={name}]"))
        .ok()??
        .dyn_into()
        .ok()
}

async fn pause() {
    gloo_timers::future::TimeoutFuture::new(10).await;
}

/// So many pauses something may take: ten seconds and more, for a browser that has only just begun to compile.
const PATIENCE: u32 = 1_000;

/// Waits until a dialog is open.
async fn opened(name: &str) {
    for _ in 0..PATIENCE {
        if find(name).is_some_and(|dialog| dialog.has_attribute("open")) {
            return;
        }
        pause().await;
    }
    panic!("{name} does not open; {}", lines().join("\n"));
}

/// Waits for an element, as a person would.
pub(super) async fn on_screen(name: &str) -> HtmlElement {
    for _ in 0..PATIENCE {
        if let Some(element) = find(name) {
            return element;
        }
        pause().await;
    }
    panic!("there is no {name} on the screen; {}", lines().join("\n"));
}

pub(super) async fn press(name: &str) {
    on_screen(name).await.click();
}

pub(super) async fn reads(name: &str, words: &str) {
    let mut read = String::new();
    for _ in 0..PATIENCE {
        read = on_screen(name).await.text_content().unwrap_or_default();
        if read.contains(words) {
            return;
        }
        pause().await;
    }
    panic!("{name} says {read:?} and not {words:?}; {}", lines().join("\n"));
}

pub(super) async fn logged(line: &str) {
    for _ in 0..PATIENCE {
        if lines().iter().any(|logged| logged.contains(line)) {
            return;
        }
        pause().await;
    }
    panic!("{line:?} did not happen; {}", lines().join("\n"));
}

pub(super) fn lines() -> Vec<String> {
    LOG.with_borrow(Clone::clone)
}

pub(super) fn ok(body: impl Into<String>) -> Result<Answer, NoAnswer> {
    Ok(Answer {
        status: 200,
        body: body.into(),
    })
}

pub(super) fn refused(code: Code) -> Result<Answer, NoAnswer> {
    let problem = Problem::new(code.into(), Lang::En, None);
    Ok(Answer {
        status: code.status(),
        body: serde_json::to_string(&problem).expect("it can be written"),
    })
}

fn order(status: &str) -> Result<Answer, NoAnswer> {
    ok(format!(
        r#"{{"id": "{ORDER}", "status": "{status}", "currency": "SOL", "amount": "50000000",
        "item": {{"kind": "post", "post": "{POST}", "title": "A post",
                  "creator": {{"handle": "alice", "name": "Alice", "avatar": null}}}},
        "legs": [{{"role": "creator", "address": "{MALLORY}", "amount": "45000000"}},
                 {{"role": "platform", "address": "{MALLORY}", "amount": "5000000"}}],
        "payer": "{ALICE}", "reference": "{MALLORY}", "signature": null, "network": "localnet",
        "created_at": "2026-11-23T10:00:00.000Z", "expires_at": "2026-11-23T10:10:00.000Z", "paid_at": null}}"#
    ))
}

pub(super) fn transaction(base64: &str) -> Result<Answer, NoAnswer> {
    ok(format!(
        r#"{{"transaction": "{base64}", "last_valid_block_height": 1}}"#
    ))
}

const ORDERS: &str = "/api/orders";
const THE_ORDER: &str = "/api/orders/01890a5d-ac96-774b-bcce-b302099a8057";
const TRANSACTION: &str = "/api/orders/01890a5d-ac96-774b-bcce-b302099a8057/transaction";
const SIGNATURE: &str = "/api/orders/01890a5d-ac96-774b-bcce-b302099a8057/signature";

fn pay_button(signed_in: bool) -> impl Drop {
    mount(move || {
        let item = OrderRequest {
            item: ItemRequest::Post {
                post: POST.parse().expect("an id"),
            },
            currency: Currency::Sol,
            code: None,
        };
        view! {
            <PayButton
                lang=Lang::En
                item
                label="Unlock for 0.05 SOL".to_owned()
                amount=Amount::sol(50_000_000)
                summary="A post".to_owned()
                signed_in
                pending=None
            />
        }
    })
}

pub(super) fn wallet(wishes: &str) -> JsValue {
    let more = if wishes.is_empty() {
        String::new()
    } else {
        format!(", {wishes}")
    };
    fake_wallet(&format!(r#"{{"name": "Fake", "addresses": ["{ALICE}"]{more}}}"#))
}

#[wasm_bindgen_test]
async fn a_person_pays_and_the_work_opens() {
    let fake = wallet("");
    stage(
        &fake,
        [
            (ORDERS, order("created")),
            (TRANSACTION, transaction("AQID")),
            (SIGNATURE, order("submitted")),
            (THE_ORDER, order("submitted")),
            (THE_ORDER, order("confirmed")),
        ],
    );
    let page = pay_button(true);
    press("pay").await;
    // Before any wallet opens: who gets what.
    opened("pay-dialog").await;
    reads("pay-leg", "0.045").await;
    assert_eq!(seen(&fake), "[]");
    press("pay-first").await;
    // No wallet was used here before: the person chooses.
    press("wallet").await;
    logged("say Unlocked").await;
    logged("refresh").await;
    let lines = lines();
    assert!(
        lines
            .iter()
            .any(|line| line.contains(r#"{"signed_transaction":"/v38"}"#)),
        "{lines:?}"
    );
    assert!(find("pay-dialog").is_none());
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn a_refusal_charges_nothing_and_leaves_every_way_open() {
    let fake = wallet(r#""fault": {"signTransaction": {"code": 4001}}"#);
    stage(
        &fake,
        [
            (ORDERS, order("created")),
            (TRANSACTION, transaction("AQID")),
            (TRANSACTION, transaction("AQID")),
            (TRANSACTION, refused(Code::AttemptPending)),
            (TRANSACTION, refused(Code::OrderExpired)),
            (THE_ORDER, order("awaiting_signature")),
            (THE_ORDER, order("awaiting_signature")),
            (ORDERS, order("created")),
        ],
    );
    let page = pay_button(true);
    press("pay").await;
    press("pay-first").await;
    press("wallet").await;
    reads("pay-status", "Cancelled. Nothing was charged.").await;
    assert_eq!(
        on_screen("pay-first").await.text_content().as_deref(),
        Some("Try again")
    );
    press("pay-first").await;
    for _ in 0..PATIENCE {
        if seen(&fake).matches("signTransaction").count() == 2 {
            break;
        }
        pause().await;
    }
    assert_eq!(seen(&fake).matches("signTransaction").count(), 2);
    reads("pay-status", "Cancelled.").await;
    // Later the server is not sure of the first attempt any more: look before paying.
    press("pay-first").await;
    reads("pay-status", "may still arrive").await;
    press("pay-first").await;
    reads("pay-status", "No payment has been seen").await;
    press("pay-second").await;
    reads("pay-status", "expired").await;
    // A new order, with a new key.
    press("pay-first").await;
    reads("pay-first", "Pay in wallet").await;
    let keys: Vec<String> = lines()
        .iter()
        .filter_map(|line| {
            line.strip_prefix("POST /api/orders ")?
                .split(' ')
                .next()
                .map(str::to_owned)
        })
        .collect();
    assert_eq!(keys.len(), 2, "{keys:?}");
    assert_ne!(keys.first(), keys.last());
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn a_wallet_that_never_answers_can_be_given_up_while_paying() {
    let fake = wallet(r#""never": ["signTransaction"]"#);
    stage(
        &fake,
        [
            (ORDERS, order("created")),
            (TRANSACTION, transaction("AQID")),
            (THE_ORDER, order("awaiting_signature")),
        ],
    );
    let page = pay_button(true);
    press("pay").await;
    press("pay-first").await;
    press("wallet").await;
    reads("pay-status", "Approve the payment").await;
    reads("pay", "Waiting for your wallet…").await;
    reads("pay-second", "Cancel").await;
    press("pay-second").await;
    reads("pay-first", "Pay in wallet").await;
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn a_wallet_that_never_answers_can_be_given_up_while_signing_in() {
    let fake = wallet(r#""never": ["connect"]"#);
    stage(&fake, []);
    let page = mount(|| view! { <SignInButton lang=Lang::En/> });
    press("sign-in").await;
    press("wallet").await;
    reads("sign-in-status", "Confirm in Fake.").await;
    assert!(on_screen("wallet").await.has_attribute("disabled"));
    let dialog: web_sys::HtmlDialogElement = on_screen("sign-in-dialog").await.unchecked_into();
    dialog.close();
    for _ in 0..PATIENCE {
        if find("sign-in-dialog").is_none() {
            break;
        }
        pause().await;
    }
    press("sign-in").await;
    assert!(!on_screen("wallet").await.has_attribute("disabled"));
    assert!(
        !on_screen("sign-in-status")
            .await
            .text_content()
            .unwrap_or_default()
            .contains("Confirm")
    );
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn an_order_survives_a_page_that_is_loaded_anew() {
    let fake = wallet("");
    stage(
        &fake,
        [
            (ORDERS, order("created")),
            (TRANSACTION, transaction("AQID")),
            (SIGNATURE, Err(NoAnswer)),
            (SIGNATURE, Err(NoAnswer)),
            (THE_ORDER, order("awaiting_signature")),
        ],
    );
    let page = pay_button(true);
    press("pay").await;
    press("pay-first").await;
    press("wallet").await;
    // Whether it was paid is not known, and so it says.
    reads("pay-status", "may still arrive").await;
    reads("pay-first", "Check again").await;
    drop(page);
    SCRIPT.with_borrow_mut(|script| {
        script.clear();
        script.extend([
            (THE_ORDER, order("submitted")),
            (THE_ORDER, order("submitted")),
            (THE_ORDER, order("confirmed")),
        ]);
    });
    LOG.with_borrow_mut(Vec::clear);
    let page = pay_button(true);
    logged("say Unlocked").await;
    assert!(
        !lines().iter().any(|line| line.starts_with("POST")),
        "{:?}",
        lines()
    );
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn another_account_is_named_and_not_paid_from() {
    let fake = fake_wallet(&format!(r#"{{"name": "Fake", "addresses": ["{MALLORY}"]}}"#));
    stage(&fake, [(ORDERS, order("created"))]);
    let page = pay_button(true);
    press("pay").await;
    press("pay-first").await;
    press("wallet").await;
    reads("pay-status", &ALICE.short()).await;
    reads("pay-status", &MALLORY.short()).await;
    assert!(!lines().iter().any(|line| line.contains("transaction")));
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn without_play_money_the_faucet_is_offered() {
    let fake = wallet("");
    stage(
        &fake,
        [
            (ORDERS, order("created")),
            (TRANSACTION, refused(Code::FundsMissing)),
        ],
    );
    let page = pay_button(true);
    press("pay").await;
    press("pay-first").await;
    press("wallet").await;
    reads("pay-status", "faucet").await;
    let faucet = on_screen("pay-faucet").await;
    assert_eq!(faucet.get_attribute("data-dev-wallet"), Some(ALICE.to_string()));
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn a_visitor_signs_in_first_and_comes_back_to_it() {
    let challenge = format!(
        r#"{{"input": {{"domain": "f.example", "address": "{ALICE}", "statement": "Hello", "uri": "https://f.example",
        "version": "1", "chainId": "localnet", "nonce": "abcdefgh", "issuedAt": "2026-11-23T10:00:00.000Z",
        "expirationTime": "2026-11-23T10:05:00.000Z"}}, "message": "text"}}"#
    );
    let fake = wallet("");
    stage(
        &fake,
        [
            ("/api/auth/challenge", ok(challenge)),
            ("/api/auth/session", ok("{}")),
        ],
    );
    let page = pay_button(false);
    press("pay").await;
    opened("sign-in-dialog").await;
    press("wallet").await;
    logged("reload").await;
    let lines = lines();
    let note = format!(r#"note fonana.order.{{"item":{{"kind":"post","post":"{POST}"}},"currency":"SOL"}}"#);
    assert!(lines.contains(&note), "{lines:?}");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("POST /api/auth/session") && line.contains("signed_message")),
        "{lines:?}"
    );
    drop(page);
    unregister(&fake);
}

#[wasm_bindgen_test]
async fn a_wallet_that_comes_late_appears_and_a_refusal_is_neutral() {
    let early = wallet("");
    stage(&early, []);
    let page = mount(|| view! { <SignInButton lang=Lang::Ru/> });
    press("sign-in").await;
    let _ = on_screen("wallet").await;
    let late = fake_wallet(&format!(
        r#"{{"name": "Late", "addresses": ["{ALICE}"], "fault": {{"connect": {{"code": 4001}}}}}}"#
    ));
    announce(&late);
    let mut button = None;
    for _ in 0..PATIENCE {
        button = document().query_selector("[data-wallet=Late]").ok().flatten();
        if button.is_some() {
            break;
        }
        pause().await;
    }
    let button: HtmlElement = button.expect("it is listed").unchecked_into();
    button.click();
    reads("sign-in-status", "Ничего не подписано").await;
    reads("sign-in-status", "Ledger").await;
    drop(page);
    unregister(&early);
    unregister(&late);
}
