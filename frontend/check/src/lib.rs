//! `/receipt/check`: the verifier in a reader's browser. It asks this site for its public keys alone, and a node of the network
//! for the transaction; the receipt itself is sent nowhere.

mod page;

use gloo_net::http::Request;
use page::{Page, State, Step};
use serde_json::{Value, json};
use shared::receipts::{Jwks, ReceiptClaims};
use std::rc::Rc;
use verifier::{
    chain::{self, ChainTransaction},
    receipt::{Forged, borne_out, signed},
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Where the public keys of receipts are.
const KEYS: &str = "/.well-known/jwks.json";

/// Runs as soon as the page has loaded this module.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(page) = Page::find().map(Rc::new) else {
        return;
    };
    let again = page.clone();
    page.when_sent(move || look(again.clone()));
    if page.take_from_address() {
        look(page);
    }
}

fn look(page: Rc<Page>) {
    let jws = page.receipt();
    page.begin();
    spawn_local(async move {
        // Each step needs the one before.
        let Some(claims) = signature(&page, &jws).await else {
            return;
        };
        page.show(&claims);
        let Some(landed) = transaction(&page, &claims).await else {
            return;
        };
        page.set(Step::Paid, State::Working);
        match borne_out(&claims, &landed) {
            Ok(()) => page.set(Step::Paid, State::Good),
            Err(untrue) => page.fail(Step::Paid, "untrue", Some(&untrue.said(page.lang()))),
        }
    });
}

/// The first step: what the site's keys say of it.
async fn signature(page: &Page, jws: &str) -> Option<ReceiptClaims> {
    page.set(Step::Signed, State::Working);
    let keys: Option<Jwks> = match Request::get(KEYS).send().await {
        Ok(answer) => answer.json().await.ok(),
        Err(_) => None,
    };
    let Some(keys) = keys else {
        page.fail(Step::Signed, "no_answer", None);
        return None;
    };
    let claims = match signed(jws, &keys) {
        Ok(claims) => claims,
        Err(forged) => {
            let fault = match forged {
                Forged::Garbled => "garbled",
                Forged::UnknownKey => "unknown_key",
                Forged::Altered => "altered",
            };
            page.fail(Step::Signed, fault, None);
            return None;
        }
    };
    page.set(Step::Signed, State::Good);
    Some(claims)
}

/// The second step: what the network has.
async fn transaction(page: &Page, claims: &ReceiptClaims) -> Option<ChainTransaction> {
    page.set(Step::Landed, State::Working);
    let found = async {
        let genesis = ask(page, "getGenesisHash", &json!([])).await?;
        if genesis.as_str() != Some(&claims.genesis_hash) {
            return Err("other_network");
        }
        let params = chain::params(&claims.signature, "finalized");
        let answer = ask(page, chain::METHOD, &params).await?;
        ChainTransaction::read(&answer)
            .map_err(|_| "no_answer")?
            .ok_or("absent")
    };
    match found.await {
        Ok(landed) => {
            page.set(Step::Landed, State::Good);
            Some(landed)
        }
        Err(fault) => {
            page.fail(Step::Landed, fault, None);
            None
        }
    }
}

/// Asks the node that the page names.
async fn ask(page: &Page, method: &str, params: &Value) -> Result<Value, &'static str> {
    let call = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
    let asked = Request::post(page.node()).json(&call).map_err(|_| "no_answer")?;
    let answer = asked.send().await.map_err(|_| "no_answer")?;
    let mut answer: Value = answer.json().await.map_err(|_| "no_answer")?;
    match answer.get_mut("result") {
        Some(result) => Ok(result.take()),
        None => Err("no_answer"),
    }
}
