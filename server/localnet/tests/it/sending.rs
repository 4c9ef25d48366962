//! Transactions on their way in: what is executed, what is refused, what is lost.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use localnet::FAUCET_LIMIT_LAMPORTS;
use serde_json::{Value, json};
use solana_signature::Signature;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::support::*;

#[tokio::test]
async fn a_payment_moves_the_money_and_costs_the_fee() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = net.wallet(2, SOL).await.pubkey();
    let reference = keypair(9).pubkey();
    let instructions = [
        memo("fan1:01J9"),
        transfer_naming(&fan.pubkey(), &creator, 3 * SOL, &reference),
    ];
    let transaction = net.sign(&instructions, &[&fan]).await;
    let message = BASE64_STANDARD.encode(bincode::serialize(&transaction.message).unwrap());
    let asked = json!([message, { "commitment": "processed" }]);
    let fee = net.call("getFeeForMessage", asked).await;
    assert_eq!(fee["value"], FEE);

    let signature = net.send(&transaction).await;
    assert_eq!(net.balance(&fan.pubkey()).await, 7 * SOL - FEE);
    assert_eq!(net.balance(&creator).await, 4 * SOL);
    assert_eq!(net.balance(&reference).await, 0);

    net.clock.pass_slots(1);
    let landed = net.transaction(&signature, "confirmed").await;
    assert_eq!(landed["meta"]["err"], Value::Null);
    assert_eq!(landed["meta"]["fee"], FEE);
    assert_eq!(landed["version"], "legacy");
    assert_eq!(moved(&landed, &creator), 3_000_000_000);
    assert_eq!(moved(&landed, &fan.pubkey()), -3_000_005_000);
    assert_eq!(moved(&landed, &reference), 0);
    assert!(landed["meta"]["computeUnitsConsumed"].as_u64().unwrap() > 0);
    let logs = landed["meta"]["logMessages"].as_array().unwrap();
    assert!(
        logs.iter()
            .any(|line| line.as_str().unwrap().contains("fan1:01J9"))
    );

    for address in [&reference, &creator, &fan.pubkey()] {
        let entries = net.entries(address, json!({ "commitment": "confirmed" })).await;
        assert_eq!(entries[0]["signature"], signature);
        assert_eq!(entries[0]["memo"], "[9] fan1:01J9");
        assert_eq!(entries[0]["err"], Value::Null);
        assert_eq!(entries[0]["blockTime"], BEGIN_MS / 1_000);
        assert_eq!(entries[0]["slot"], landed["slot"]);
    }
}

#[tokio::test]
async fn what_has_landed_does_not_land_again() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let pay = transfer(&fan.pubkey(), &keypair(2).pubkey(), SOL);
    let transaction = net.sign(&[pay], &[&fan]).await;
    let signature = net.send(&transaction).await;

    let refused = net.refused(&transaction).await;
    assert_eq!(refused["code"], -32002);
    assert_eq!(refused["data"]["err"], "AlreadyProcessed");
    assert_eq!(net.send_unchecked(&transaction).await, signature);
    assert_eq!(net.balance(&keypair(2).pubkey()).await, SOL);
}

#[tokio::test]
async fn of_two_at_the_same_time_one_lands() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let pay = transfer(&fan.pubkey(), &keypair(2).pubkey(), SOL);
    let transaction = net.sign(&[pay], &[&fan]).await;
    let send = || net.envelope("sendTransaction", wire(&transaction));
    let (one, other) = tokio::join!(send(), send());
    let landed = [&one, &other].map(|answer| answer["result"].is_string());
    assert_eq!(landed.iter().filter(|landed| **landed).count(), 1);
    let refused = if landed[0] { other } else { one };
    assert_eq!(refused["error"]["data"]["err"], "AlreadyProcessed");
    assert_eq!(net.balance(&keypair(2).pubkey()).await, SOL);
}

#[tokio::test]
async fn a_preflight_refuses_and_records_nothing() {
    let net = Net::new();
    let fan = net.wallet(1, SOL).await;
    let pay = transfer(&fan.pubkey(), &keypair(2).pubkey(), 2 * SOL);
    let transaction = net.sign(&[pay], &[&fan]).await;
    let refused = net.refused(&transaction).await;
    assert_eq!(refused["code"], -32002);
    assert_eq!(
        refused["data"]["err"],
        json!({ "InstructionError": [0, { "Custom": 1 }] })
    );
    assert!(!refused["data"]["logs"].as_array().unwrap().is_empty());
    assert_eq!(net.balance(&fan.pubkey()).await, SOL, "no fee is due");
    let signature = transaction.signatures[0].to_string();
    assert_eq!(net.status(&signature).await, Value::Null);
}

#[tokio::test]
async fn without_preflight_a_failure_is_recorded_and_paid_for() {
    let net = Net::new();
    let fan = net.wallet(1, SOL).await;
    let to = keypair(2).pubkey();
    let pay = transfer(&fan.pubkey(), &to, 2 * SOL);
    let transaction = net.sign(&[memo("too much"), pay], &[&fan]).await;
    let signature = net.send_unchecked(&transaction).await;

    let err = json!({ "InstructionError": [1, { "Custom": 1 }] });
    let status = net.status(&signature).await;
    assert_eq!(status["err"], err);
    assert_eq!(status["status"], json!({ "Err": err }));
    net.clock.pass_slots(1);
    let landed = net.transaction(&signature, "confirmed").await;
    assert_eq!(landed["meta"]["err"], err);
    assert_eq!(landed["meta"]["fee"], FEE);
    assert_eq!(moved(&landed, &fan.pubkey()), -5_000);
    assert_eq!(moved(&landed, &to), 0);
    let entries = net.entries(&to, json!({ "commitment": "confirmed" })).await;
    assert_eq!(entries[0]["err"], err);
    assert_eq!(entries[0]["memo"], "[8] too much");
    assert_eq!(net.balance(&fan.pubkey()).await, SOL - FEE);

    let refused = net.refused(&transaction).await;
    assert_eq!(refused["data"]["err"], "AlreadyProcessed");
}

#[tokio::test]
async fn what_cannot_even_begin_is_never_heard_of_again() {
    let net = Net::new();
    let poor = keypair(1);
    let pay = transfer(&poor.pubkey(), &keypair(2).pubkey(), SOL);
    let unfunded = net.sign(std::slice::from_ref(&pay), &[&poor]).await;
    let refused = net.refused(&unfunded).await;
    assert_eq!(refused["code"], -32002);
    assert_eq!(refused["data"]["err"], "AccountNotFound");
    let signature = net.send_unchecked(&unfunded).await;
    assert_eq!(net.status(&signature).await, Value::Null);

    let rich = net.wallet(3, SOL).await;
    let foreign = sign(
        &[transfer(&rich.pubkey(), &poor.pubkey(), SOL / 2)],
        &[&rich],
        solana_hash::Hash::new_from_array([5; 32]),
    );
    let signature = net.send_unchecked(&foreign).await;
    assert_eq!(net.status(&signature).await, Value::Null);
    assert_eq!(net.balance(&rich.pubkey()).await, SOL);
}

#[tokio::test]
async fn a_signature_must_fit() {
    let net = Net::new();
    let fan = net.wallet(1, SOL).await;
    let pay = transfer(&fan.pubkey(), &keypair(2).pubkey(), SOL / 2);
    let mut forged = net.sign(&[pay], &[&fan]).await;
    forged.signatures[0] = Signature::from([7; 64]);
    assert_eq!(net.refused(&forged).await["code"], -32003);
    let signature = net.send_unchecked(&forged).await;
    assert_eq!(net.status(&signature).await, Value::Null);
    assert_eq!(net.balance(&fan.pubkey()).await, SOL);

    forged.signatures.clear();
    assert_eq!(net.refused(&forged).await["code"], -32602);
    let garbage = net.error("sendTransaction", json!(["zzz"])).await;
    assert_eq!(garbage["code"], -32602);
}

#[tokio::test]
async fn base58_is_the_default_encoding() {
    let net = Net::new();
    let fan = net.wallet(1, SOL).await;
    let pay = transfer(&fan.pubkey(), &keypair(2).pubkey(), SOL / 2);
    let transaction = net.sign(&[pay], &[&fan]).await;
    let words = bs58::encode(bincode::serialize(&transaction).unwrap()).into_string();
    net.call("sendTransaction", json!([words])).await;
    assert_eq!(net.balance(&keypair(2).pubkey()).await, SOL / 2);
}

#[tokio::test]
async fn a_small_share_to_an_unfunded_wallet_fails_the_whole() {
    let net = Net::new();
    let fan = net.wallet(1, SOL).await;
    let (referrer, creator) = (keypair(2).pubkey(), keypair(3).pubkey());
    let minimum = net.call("getMinimumBalanceForRentExemption", json!([0])).await;
    assert_eq!(minimum, 890_880);
    let split = [
        transfer(&fan.pubkey(), &referrer, 1_000),
        transfer(&fan.pubkey(), &creator, SOL / 10),
    ];
    let transaction = net.sign(&split, &[&fan]).await;
    let refused = net.refused(&transaction).await;
    let index = refused["data"]["err"]["InsufficientFundsForRent"]["account_index"]
        .as_u64()
        .unwrap();
    let at = usize::try_from(index).unwrap();
    assert_eq!(transaction.message.static_account_keys()[at], referrer);
    assert_eq!(net.balance(&creator).await, 0);

    net.wallet(2, 890_880).await;
    net.send(&transaction).await;
    assert_eq!(net.balance(&referrer).await, 891_880);
}

#[tokio::test]
async fn an_unsigned_transaction_can_be_simulated() {
    let net = Net::new();
    let fan = net.wallet(1, SOL).await;
    let to = keypair(2).pubkey();
    let pay = [memo("try"), transfer(&fan.pubkey(), &to, SOL / 2)];
    let mut transaction = net.sign(&pay, &[&fan]).await;
    transaction.signatures[0] = Signature::default();

    let simulate = async |transaction, mut config: Value| {
        config["encoding"] = json!("base64");
        let params = json!([encode(transaction), config]);
        net.call("simulateTransaction", params).await["value"].take()
    };
    let accounts = json!({ "addresses": [to.to_string()], "encoding": "base64" });
    let tried = simulate(&transaction, json!({ "accounts": accounts })).await;
    assert_eq!(tried["err"], Value::Null);
    assert_eq!(tried["accounts"][0]["lamports"], SOL / 2);
    assert_eq!(tried["fee"], FEE);
    assert!(tried["unitsConsumed"].as_u64().unwrap() > 0);
    assert_eq!(net.balance(&to).await, 0, "nothing has happened");

    let verify = json!([encode(&transaction), { "encoding": "base64", "sigVerify": true }]);
    assert_eq!(net.error("simulateTransaction", verify).await["code"], -32003);

    let mut stale = transaction.clone();
    stale.message.set_recent_blockhash(solana_hash::Hash::default());
    let tried = simulate(&stale, json!({})).await;
    assert_eq!(tried["err"], "BlockhashNotFound");
    let tried = simulate(&stale, json!({ "replaceRecentBlockhash": true })).await;
    assert_eq!(tried["err"], Value::Null);
    assert_eq!(
        tried["replacementBlockhash"]["blockhash"],
        net.blockhash().await.to_string()
    );

    let too_much = transfer(&fan.pubkey(), &to, 2 * SOL);
    let failing = net.sign(&[too_much], &[&fan]).await;
    let tried = simulate(&failing, json!({})).await;
    assert_eq!(tried["err"], json!({ "InstructionError": [0, { "Custom": 1 }] }));
    assert!(!tried["logs"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn the_faucet_gives_real_transactions_within_its_limit() {
    let net = Net::new();
    let fan = keypair(1).pubkey();
    let first = net.call("requestAirdrop", json!([fan.to_string(), SOL])).await;
    let second = net.call("requestAirdrop", json!([fan.to_string(), SOL])).await;
    assert_ne!(first, second, "two equal airdrops in one slot are two");
    assert_eq!(net.balance(&fan).await, 2 * SOL);

    net.clock.pass_slots(1);
    assert_eq!(
        net.naming(&fan, "confirmed").await,
        [second.as_str().unwrap(), first.as_str().unwrap()]
    );
    let landed = net.transaction(first.as_str().unwrap(), "confirmed").await;
    assert_eq!(moved(&landed, &fan), 1_000_000_000);
    let faucet = net.net.faucet_address().parse().unwrap();
    assert_eq!(moved(&landed, &faucet), -1_000_005_000);

    let params = json!([fan.to_string(), FAUCET_LIMIT_LAMPORTS + 1]);
    let refused = net.error("requestAirdrop", params).await;
    assert_eq!(refused["code"], -32602);
    assert!(refused["message"].as_str().unwrap().contains("at most"));
    net.call("requestAirdrop", json!([fan.to_string(), FAUCET_LIMIT_LAMPORTS]))
        .await;
    let dust = json!([keypair(2).pubkey().to_string(), 1_000]);
    assert_eq!(net.error("requestAirdrop", dust).await["code"], -32002);
}
