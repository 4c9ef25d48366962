//! JSON-RPC itself: batches, notifications, and everything malformed.

use std::sync::Arc;

use localnet::{BATCH_LIMIT, BODY_LIMIT_BYTES, Localnet, Options};
use serde_json::{Value, json};

use crate::support::*;

fn request(id: u64, method: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method })
}

#[tokio::test]
async fn a_batch_is_answered_in_order() {
    let net = Net::new();
    let mut notification = request(3, "getSlot");
    notification.as_object_mut().unwrap().remove("id");
    let batch = json!([
        request(1, "getHealth"),
        request(2, "nonsense"),
        notification,
        7,
        request(4, "getSlot"),
    ]);
    let answers = net.net.rpc(batch).await;
    let answers = answers.as_array().unwrap();
    let ids: Vec<_> = answers.iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [json!(1), json!(2), Value::Null, json!(4)]);
    assert_eq!(answers[0]["result"], "ok");
    assert_eq!(answers[1]["error"]["code"], -32601);
    assert_eq!(answers[1]["error"]["message"], "Method not found");
    assert_eq!(answers[2]["error"]["code"], -32600);

    let full: Vec<_> = (0..50).map(|id| request(id, "getHealth")).collect();
    let answer = net.net.rpc(json!(full)).await;
    assert_eq!(answer.as_array().unwrap().len(), BATCH_LIMIT);
    let over: Vec<_> = (0..51).map(|id| request(id, "getHealth")).collect();
    let refused = net.net.rpc(json!(over)).await;
    assert_eq!(refused["error"]["code"], -32600);
    assert!(refused["error"]["message"].as_str().unwrap().contains("50"));
    assert_eq!(net.net.rpc(json!([])).await["error"]["code"], -32600);
}

#[tokio::test]
async fn a_notification_is_done_and_not_answered() {
    let net = Net::new();
    let fan = keypair(1);
    let note = json!({
        "jsonrpc": "2.0", "method": "requestAirdrop", "params": [text(&fan), SOL]
    });
    assert_eq!(net.net.rpc(note.clone()).await, Value::Null);
    assert_eq!(net.net.rpc(json!([note])).await, Value::Null);
    let balance = net.call("getBalance", json!([text(&fan)])).await;
    assert_eq!(balance["value"], 2 * SOL);
}

#[tokio::test]
async fn what_is_malformed_is_refused_by_code() {
    let net = Net::new();
    for bad in [
        json!("getSlot"),
        json!({ "id": 1, "method": "getSlot" }),
        json!({ "jsonrpc": "1.0", "id": 1, "method": "getSlot" }),
        json!({ "jsonrpc": "2.0", "id": {}, "method": "getSlot" }),
        json!({ "jsonrpc": "2.0", "id": 1, "method": 5 }),
    ] {
        let answer = net.net.rpc(bad.clone()).await;
        assert_eq!(answer["error"]["code"], -32600, "{bad}");
        assert_eq!(answer["id"], Value::Null);
    }
    for (method, params) in [
        ("getBalance", json!([])),
        ("getBalance", json!([5])),
        ("getBalance", json!(["not a key"])),
        ("getBalance", json!({ "key": "named" })),
        ("getBalance", json!([text(&keypair(1)), "confirmed"])),
        ("getSlot", json!([{ "commitment": "soon" }])),
        ("getTransaction", json!(["short"])),
        ("getSignatureStatuses", json!([vec!["1"; 257]])),
        ("getBlockTime", json!([-1])),
    ] {
        let error = net.error(method, params.clone()).await;
        assert_eq!(error["code"], -32602, "{method} {params}");
    }
    let string_id = json!({ "jsonrpc": "2.0", "id": "seven", "method": "getHealth" });
    assert_eq!(net.net.rpc(string_id).await["id"], "seven");
}

#[tokio::test]
async fn a_body_is_parsed_up_to_a_limit() {
    let net = Net::new();
    let body = serde_json::to_vec(&request(1, "getHealth")).unwrap();
    assert_eq!(net.net.rpc_bytes(&body).await["result"], "ok");
    assert_eq!(net.net.rpc_bytes(b"{").await["error"]["code"], -32700);
    let long = vec![b' '; BODY_LIMIT_BYTES + 1];
    let refused = net.net.rpc_bytes(&long).await;
    assert_eq!(refused["error"]["code"], -32600);
}

#[tokio::test]
async fn the_network_s_own_methods_are_for_development() {
    let net = Localnet::open(Options {
        path: None,
        now: Arc::new(|| BEGIN_MS),
        dev: false,
    })
    .unwrap();
    for method in ["fonana_advance", "fonana_fault", "fonana_reorg"] {
        let answer = net.rpc(request(1, method)).await;
        assert_eq!(answer["error"]["code"], -32601);
    }
}
