//! Slots, block hashes and commitment follow the clock, and nothing else moves them.

use std::time::Duration;

use localnet::{BLOCKHASH_LIFE, START_SLOT};
use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn a_still_clock_is_a_still_network() {
    let net = Net::new();
    assert_eq!(net.slot().await, START_SLOT);
    let first = net.blockhash().await;
    net.wallet(1, SOL).await;
    net.wallet(2, SOL).await;
    assert_eq!(net.slot().await, START_SLOT);
    assert_eq!(net.blockhash().await, first);

    net.clock.pass_slots(40);
    assert_eq!(net.slot_at("processed").await, START_SLOT + 40);
    assert_eq!(net.slot_at("confirmed").await, START_SLOT + 39);
    assert_eq!(net.slot_at("finalized").await, START_SLOT + 8);
    assert_eq!(net.call("getSlot", json!([])).await, START_SLOT + 8);
    assert_ne!(net.blockhash().await, first);
}

#[tokio::test]
async fn slots_never_go_back() {
    let net = Net::new();
    net.clock.pass_slots(100);
    assert_eq!(net.slot().await, START_SLOT + 100);
    net.clock.pass_slots(-60);
    assert_eq!(net.slot().await, START_SLOT + 100);
    net.clock.pass_slots(61);
    assert_eq!(net.slot().await, START_SLOT + 101);
}

#[tokio::test]
async fn time_travel_moves_slots_and_the_time_programs_read() {
    let net = Net::new();
    net.net.advance(Duration::from_secs(30 * 86_400)).await.unwrap();
    assert_eq!(net.net.now_ms(), BEGIN_MS + 30 * 86_400_000);
    assert_eq!(net.slot().await, START_SLOT + 30 * 86_400 * 5 / 2);

    let answer = net.call("fonana_advance", json!([{ "ms": 400 }])).await;
    assert_eq!(answer["slot"], net.slot().await);
    assert_eq!(answer["nowMs"], net.net.now_ms());

    // The clock sysvar: slot, epoch start, epoch, next epoch, unix time.
    let sysvar = net
        .call(
            "getAccountInfo",
            json!([
                "SysvarC1ock11111111111111111111111111111111",
                { "encoding": "base58" }
            ]),
        )
        .await;
    let bytes = bs58::decode(sysvar["value"]["data"][0].as_str().unwrap())
        .into_vec()
        .unwrap();
    let number = |at: usize| u64::from_le_bytes(*bytes[at..].first_chunk().unwrap());
    assert_eq!(number(0), net.slot().await);
    let seconds = u64::try_from(net.net.now_ms() / 1_000).unwrap();
    assert_eq!(number(32), seconds);

    let slot = net.slot().await;
    let time = net.call("getBlockTime", json!([slot])).await;
    assert_eq!(time, seconds);
    let future = net.error("getBlockTime", json!([slot + 1])).await;
    assert_eq!(future["code"], -32004);
}

#[tokio::test]
async fn a_block_hash_expires_by_height() {
    let net = Net::new();
    net.clock.pass_slots(10);
    let payer = net.wallet(1, 10 * SOL).await;
    let fetched = net
        .call("getLatestBlockhash", json!([{ "commitment": "processed" }]))
        .await;
    let last = fetched["value"]["lastValidBlockHeight"].as_u64().unwrap();
    let height = net
        .call("getBlockHeight", json!([{ "commitment": "processed" }]))
        .await
        .as_u64()
        .unwrap();
    assert_eq!(last, height + BLOCKHASH_LIFE);

    let to = keypair(2);
    let pay = |lamports| {
        solana_system_interface::instruction::transfer(
            &solana_signer::Signer::pubkey(&payer),
            &solana_signer::Signer::pubkey(&to),
            lamports,
        )
    };
    let early = net.sign(&[pay(SOL)], &[&payer]).await;
    let late = net.sign(&[pay(2 * SOL)], &[&payer]).await;
    let hash = early.message.recent_blockhash().to_string();
    let valid = async |commitment: &str| {
        let params = json!([hash, { "commitment": commitment }]);
        net.call("isBlockhashValid", params).await["value"] == json!(true)
    };
    assert!(valid("processed").await);
    assert!(!valid("confirmed").await, "not known to confirmed blocks yet");

    net.clock.pass_slots(150);
    assert!(valid("processed").await);
    net.send(&early).await;

    net.clock.pass_slots(1);
    assert!(!valid("processed").await);
    assert!(valid("finalized").await, "finalized blocks are older");
    let refused = net.refused(&late).await;
    assert_eq!(refused["code"], -32002);
    assert_eq!(refused["data"]["err"], "BlockhashNotFound");
    assert_eq!(
        refused["message"],
        "Transaction simulation failed: Blockhash not found"
    );

    net.clock.pass_slots(32);
    assert!(!valid("finalized").await);
    // Also of what has landed, an expired hash is found first.
    let again = net.refused(&early).await;
    assert_eq!(again["data"]["err"], "BlockhashNotFound");
}

#[tokio::test]
async fn the_rest_of_the_cluster_answers() {
    let net = Net::new();
    net.clock.pass_slots(200);
    net.wallet(1, SOL).await;
    assert_eq!(
        net.call("getGenesisHash", json!([])).await,
        net.net.genesis_hash()
    );
    assert_eq!(net.call("getHealth", json!([])).await, "ok");
    assert!(net.call("getVersion", json!([])).await["solana-core"].is_string());
    let epoch = net
        .call("getEpochInfo", json!([{ "commitment": "processed" }]))
        .await;
    let slot = START_SLOT + 200;
    assert_eq!(epoch["absoluteSlot"], slot);
    assert_eq!(epoch["blockHeight"], 200);
    assert_eq!(epoch["epoch"], slot / 432_000);
    assert_eq!(epoch["slotIndex"], slot % 432_000);
    assert_eq!(epoch["transactionCount"], 1);
    let fees = net.call("getRecentPrioritizationFees", json!([])).await;
    assert_eq!(fees.as_array().unwrap().len(), 150);
    assert_eq!(fees[149], json!({ "slot": slot, "prioritizationFee": 0 }));

    let behind = json!([{ "commitment": "processed", "minContextSlot": slot + 1 }]);
    let refused = net.error("getSlot", behind).await;
    assert_eq!(refused["code"], -32016);
    assert_eq!(refused["data"]["contextSlot"], slot);
}
