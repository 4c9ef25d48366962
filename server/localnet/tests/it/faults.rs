//! Each fault, met by what it should meet and by nothing else.

use std::time::Duration;

use localnet::{FaultKind, Faults, NetworkError, START_SLOT};
use serde_json::{Value, json};
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::support::*;

#[tokio::test]
async fn null_hides_a_transaction_for_a_while() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let signature = net.pay(&fan, &creator, SOL).await;
    net.clock.pass_slots(1);
    net.call("fonana_fault", json!([{ "kind": "null", "count": 2 }]))
        .await;
    assert!(net.status(&signature).await.is_object(), "not this method");
    for _ in 0..2 {
        assert!(net.transaction(&signature, "confirmed").await.is_null());
    }
    assert!(net.transaction(&signature, "confirmed").await.is_object());

    for method in ["getSignaturesForAddress", "getSignatureStatuses"] {
        let fault = Faults::new(FaultKind::Null, 1).on(method);
        net.net.faults(fault).await.unwrap();
    }
    assert!(net.naming(&creator, "confirmed").await.is_empty());
    assert_eq!(net.naming(&creator, "confirmed").await.concat(), signature);
    assert!(net.status(&signature).await.is_null());
    assert!(net.status(&signature).await.is_object());
}

#[tokio::test]
async fn too_many_requests() {
    let net = Net::new();
    let fault = json!([{ "kind": "error429", "count": 2, "method": "getSlot" }]);
    net.call("fonana_fault", fault).await;
    assert_eq!(net.call("getHealth", json!([])).await, "ok");
    for _ in 0..2 {
        let refused = net.error("getSlot", json!([])).await;
        assert_eq!(refused["code"], -32429);
        assert_eq!(refused["message"], "Too many requests");
    }
    net.slot().await;

    net.call("fonana_fault", json!([{ "kind": "error429" }])).await;
    assert_eq!(net.error("getHealth", json!([])).await["code"], -32429);
    assert_eq!(net.call("getHealth", json!([])).await, "ok");
}

#[tokio::test]
async fn a_dropped_transaction_is_answered_and_lost() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let to = keypair(2).pubkey();
    net.net.faults(Faults::new(FaultKind::Drop, 1)).await.unwrap();
    let too_much = transfer(&fan.pubkey(), &to, 20 * SOL);
    let refused = net.sign(&[too_much], &[&fan]).await;
    assert_eq!(net.refused(&refused).await["code"], -32002);

    let transaction = net.sign(&[transfer(&fan.pubkey(), &to, SOL)], &[&fan]).await;
    let signature = net.send(&transaction).await;
    assert_eq!(net.status(&signature).await, Value::Null);
    assert_eq!(net.balance(&to).await, 0);
    // Sent again, it arrives.
    net.send(&transaction).await;
    assert_eq!(net.balance(&to).await, SOL);
}

#[tokio::test]
async fn a_delayed_answer_is_still_the_answer() {
    let net = Net::new();
    let fault = json!([{ "kind": "delay", "ms": 1, "count": 2, "method": "getHealth" }]);
    net.call("fonana_fault", fault).await;
    for _ in 0..3 {
        assert_eq!(net.call("getHealth", json!([])).await, "ok");
    }
    let fault = Faults::new(FaultKind::Delay(Duration::from_secs(61)), 1);
    let refused = net.net.faults(fault).await;
    assert!(matches!(refused, Err(NetworkError::Fault(_))));
}

#[tokio::test]
async fn a_lagging_node_knows_only_what_is_old() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    net.clock.pass_slots(10);
    let creator = keypair(2).pubkey();
    let signature = net.pay(&fan, &creator, SOL).await;
    let slot = net.slot().await;
    net.clock.pass_slots(40);

    let lag = async |slots: u64| {
        net.call("fonana_fault", json!([{ "kind": "clear" }])).await;
        let fault = json!([{ "kind": "lag", "slots": slots, "count": 100 }]);
        net.call("fonana_fault", fault).await;
    };
    lag(41).await;
    assert_eq!(net.slot().await, slot - 1);
    assert!(net.status(&signature).await.is_null());
    assert!(net.transaction(&signature, "confirmed").await.is_null());
    assert!(net.naming(&creator, "confirmed").await.is_empty());
    let params = json!([{ "commitment": "processed", "minContextSlot": slot }]);
    let refused = net.error("getLatestBlockhash", params).await;
    assert_eq!(refused["code"], -32016);

    lag(40).await;
    assert_eq!(net.status(&signature).await["confirmations"], 0);
    assert!(net.transaction(&signature, "confirmed").await.is_null());
    lag(39).await;
    let status = net.status(&signature).await;
    assert_eq!(status["confirmationStatus"], "confirmed");
    assert!(net.transaction(&signature, "confirmed").await.is_object());
    assert!(net.naming(&creator, "finalized").await.is_empty());

    net.call("fonana_fault", json!([{ "kind": "clear" }])).await;
    assert_eq!(net.slot().await, slot + 40);
    assert_eq!(net.naming(&creator, "finalized").await, [signature]);

    net.clock.pass_slots(200);
    lag(128).await;
    let ill = net.error("getHealth", json!([])).await;
    assert_eq!(ill["code"], -32005);
    assert_eq!(ill["data"]["numSlotsBehind"], 128);
}

#[tokio::test]
async fn a_fault_that_could_never_happen_is_refused() {
    let net = Net::new();
    for fault in [
        json!({ "kind": "gremlins" }),
        json!({ "kind": "lag" }),
        json!({ "kind": "delay" }),
        json!({ "kind": "null", "count": 0 }),
        json!({ "kind": "null", "method": "getSlot" }),
        json!({ "kind": "drop", "method": "getTransaction" }),
        json!({ "kind": "error429", "method": "getNothing" }),
        json!({ "kind": "error429", "method": "fonana_fault" }),
    ] {
        let error = net.error("fonana_fault", json!([fault])).await;
        assert_eq!(error["code"], -32602, "{fault}");
    }
    let century = json!([{ "ms": u64::MAX }]);
    assert_eq!(net.error("fonana_advance", century).await["code"], -32602);
    assert_eq!(net.error("fonana_reorg", json!([{}])).await["code"], -32602);
}

#[tokio::test]
async fn a_pruned_node_shows_nothing_old_and_says_where_it_begins() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let old = net.pay(&fan, &creator, SOL).await;
    net.clock.pass_slots(100);
    let new = net.pay(&fan, &creator, SOL).await;
    net.clock.pass_slots(1);
    let first = net.call("getFirstAvailableBlock", json!([])).await;
    assert_eq!(first, START_SLOT);

    let fault = json!([{ "kind": "pruned", "slots": 50, "count": 5 }]);
    net.call("fonana_fault", fault).await;
    let first = net.call("getFirstAvailableBlock", json!([])).await;
    assert_eq!(first, START_SLOT + 51);
    assert!(net.transaction(&old, "confirmed").await.is_null());
    assert_eq!(
        net.naming(&creator, "confirmed").await,
        std::slice::from_ref(&new)
    );
    assert_eq!(
        net.error("getBlockTime", json!([START_SLOT])).await["code"],
        -32004
    );
    assert!(net.transaction(&new, "confirmed").await.is_object());
    assert_eq!(net.naming(&creator, "confirmed").await, [new, old]);
}

#[tokio::test]
async fn a_node_that_is_behind_a_slot_does_not_list_signatures() {
    let net = Net::new();
    net.clock.pass_slots(20);
    let slot = net.slot_at("confirmed").await;
    let key = text(&keypair(2));
    let params = json!([key, { "commitment": "confirmed", "minContextSlot": slot }]);
    let fault = Faults::new(FaultKind::Lag { slots: 3 }, 1);
    net.net.faults(fault).await.unwrap();
    let behind = net.error("getSignaturesForAddress", params.clone()).await;
    assert_eq!(behind["code"], -32016);
    assert_eq!(net.call("getSignaturesForAddress", params).await, json!([]));
}

#[tokio::test]
async fn lighthouse_has_a_stand_in() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let assertion = solana_instruction::Instruction {
        program_id: "L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95".parse().unwrap(),
        accounts: Vec::new(),
        data: b"any text".to_vec(),
    };
    let pay = transfer(&fan.pubkey(), &keypair(2).pubkey(), SOL);
    let transaction = net.sign(&[assertion.clone(), pay, assertion], &[&fan]).await;
    net.send(&transaction).await;
    assert_eq!(net.balance(&keypair(2).pubkey()).await, SOL);
}
