//! JSON-RPC itself: batches, notifications, and everything malformed.

use std::sync::{Arc, Condvar, Mutex};

use localnet::{ACCOUNT_BYTES_LIMIT, BATCH_LIMIT, BODY_LIMIT_BYTES, Localnet, Options, QUEUE_LIMIT};
use serde_json::{Value, json};
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use tokio::task::JoinSet;

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
async fn one_request_is_shown_so_much_of_accounts_and_no_more() {
    let net = Net::new();
    let fan = net.wallet(1, 100 * SOL).await;
    let large = keypair(2);
    let size = ACCOUNT_BYTES_LIMIT / 2;
    let rent = net.call("getMinimumBalanceForRentExemption", json!([size])).await;
    let make = create_account(
        &fan.pubkey(),
        &large.pubkey(),
        rent.as_u64().unwrap(),
        size as u64,
        &keypair(3).pubkey(),
    );
    net.send(&net.sign(&[make], &[&fan, &large]).await).await;

    let named = |times: usize, config: Value| json!([vec![text(&large); times], config]);
    let whole = json!({ "encoding": "base64" });
    net.call("getMultipleAccounts", named(2, whole.clone())).await;
    let refused = net.error("getMultipleAccounts", named(3, whole.clone())).await;
    assert_eq!(refused["code"], -32600);
    let slice = json!({ "encoding": "base64", "dataSlice": { "offset": 0, "length": 8 } });
    net.call("getMultipleAccounts", named(100, slice)).await;

    // A batch is one request.
    let one = |id: u64| {
        let params = json!([text(&large), whole]);
        json!({ "jsonrpc": "2.0", "id": id, "method": "getAccountInfo", "params": params })
    };
    let answers = net.net.rpc(json!([one(0), one(1), one(2), one(3)])).await;
    assert!(answers[0]["result"].is_object() && answers[1]["result"].is_object());
    assert_eq!(answers[2]["error"]["code"], -32600);
    assert_eq!(answers[3]["error"]["code"], -32600);
    assert!(
        net.net.rpc(one(4)).await["result"].is_object(),
        "the next has its own"
    );
}

#[tokio::test]
async fn what_cannot_wait_is_refused_and_what_waits_is_answered() {
    // The network reads the clock for every request, so a clock that stops stops the network.
    let gate = Arc::new((Mutex::new(true), Condvar::new()));
    let clock = gate.clone();
    let net = Localnet::open(Options {
        path: None,
        now: Arc::new(move || {
            drop(
                clock
                    .1
                    .wait_while(clock.0.lock().unwrap(), |open| !*open)
                    .unwrap(),
            );
            BEGIN_MS
        }),
        dev: false,
    })
    .unwrap();
    *gate.0.lock().unwrap() = false;
    // One in hand, the others in the queue, and ten too many.
    let mut asked = JoinSet::new();
    for id in 0..QUEUE_LIMIT + 1 + 10 {
        let net = net.clone();
        asked.spawn(async move { net.rpc(request(id as u64, "getSlot")).await });
    }
    for _ in 0..10 {
        let refused = asked.join_next().await.unwrap().unwrap();
        assert_eq!(refused["error"]["code"], -32429);
    }
    *gate.0.lock().unwrap() = true;
    gate.1.notify_all();
    let answered = asked.join_all().await;
    let done = answered.iter().filter(|answer| answer["result"].is_u64()).count();
    assert!(done >= QUEUE_LIMIT, "{done}");
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
