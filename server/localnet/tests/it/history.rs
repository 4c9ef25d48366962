//! What can be read back, and from when on.

use serde_json::{Value, json};
use solana_instruction::{AccountMeta, Instruction};
use solana_message::{AddressLookupTableAccount, VersionedMessage, v0};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;
use solana_transaction::versioned::VersionedTransaction;

use crate::support::*;

#[tokio::test]
async fn a_payment_settles_in_steps() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let signature = net.pay(&fan, &creator, SOL).await;

    let seen = async |commitment: &str| {
        let found = !net.transaction(&signature, commitment).await.is_null();
        let listed = net.naming(&creator, commitment).await.contains(&signature);
        assert_eq!(found, listed, "both histories agree at {commitment}");
        found
    };
    let standing = async || {
        let status = net.status(&signature).await;
        (
            status["confirmationStatus"].as_str().unwrap().to_owned(),
            status["confirmations"].as_u64(),
        )
    };
    assert_eq!(standing().await, ("processed".into(), Some(0)));
    assert!(!seen("confirmed").await);

    net.clock.pass_ms(399);
    assert!(!seen("confirmed").await);
    net.clock.pass_ms(1);
    assert_eq!(standing().await, ("confirmed".into(), Some(1)));
    assert!(seen("confirmed").await);
    assert!(!seen("finalized").await);
    // Finalized is what is asked for when nothing is.
    let default = net.call("getTransaction", json!([signature])).await;
    assert_eq!(default, Value::Null);

    net.clock.pass_slots(30);
    assert!(!seen("finalized").await);
    net.clock.pass_slots(1);
    assert_eq!(standing().await, ("finalized".into(), None));
    assert!(seen("finalized").await);
    let default = net.call("getTransaction", json!([signature])).await;
    assert_eq!(default["meta"]["err"], Value::Null);
    assert_eq!(default.get("version"), None);

    for method in ["getTransaction", "getSignaturesForAddress"] {
        let subject = match method {
            "getTransaction" => signature.clone(),
            _ => creator.to_string(),
        };
        let params = json!([subject, { "commitment": "processed" }]);
        assert_eq!(net.error(method, params).await["code"], -32602);
    }
}

#[tokio::test]
async fn old_statuses_must_be_searched_for() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let signature = net.pay(&fan, &keypair(2).pubkey(), SOL).await;
    net.clock.pass_slots(300);
    let unknown = "1".repeat(64);
    let plain = json!([[signature, unknown]]);
    let recent = net.call("getSignatureStatuses", plain.clone()).await;
    assert!(recent["value"][0].is_object());
    assert!(recent["value"][1].is_null());
    net.clock.pass_slots(1);
    let recent = net.call("getSignatureStatuses", plain).await;
    assert!(recent["value"][0].is_null());
    assert!(net.status(&signature).await.is_object());
}

#[tokio::test]
async fn signatures_come_newest_first_in_pages() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let mut sent = Vec::new();
    for nth in 1..=6 {
        sent.insert(0, net.pay(&fan, &creator, nth * SOL / 10).await);
        if nth % 2 == 0 {
            net.clock.pass_slots(1);
        }
    }
    let page = async |config: Value| {
        let mut config = config;
        config["commitment"] = json!("confirmed");
        let entries = net.entries(&creator, config).await;
        let signatures: Vec<String> = entries
            .iter()
            .map(|entry| entry["signature"].as_str().unwrap().to_owned())
            .collect();
        signatures
    };
    assert_eq!(page(json!({})).await, sent);
    assert_eq!(page(json!({ "limit": 2 })).await, sent[..2]);
    assert_eq!(page(json!({ "before": sent[1], "limit": 3 })).await, sent[2..5]);
    assert_eq!(page(json!({ "until": sent[2] })).await, sent[..2]);
    assert_eq!(
        page(json!({ "before": sent[0], "until": sent[4] })).await,
        sent[1..4]
    );
    let unknown = "1".repeat(64);
    assert!(page(json!({ "before": unknown })).await.is_empty());
    assert_eq!(page(json!({ "until": unknown })).await, sent);

    for limit in [0, 1_001] {
        let params = json!([creator.to_string(), { "limit": limit }]);
        let refused = net.error("getSignaturesForAddress", params).await;
        assert_eq!(refused["message"], "Invalid limit; max 1000");
    }
}

#[tokio::test]
async fn a_version_zero_transaction_must_be_asked_for() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let pay = transfer(&fan.pubkey(), &keypair(2).pubkey(), SOL);
    let message = v0::Message::try_compile(&fan.pubkey(), &[pay], &[], net.blockhash().await).unwrap();
    let transaction = VersionedTransaction::try_new(VersionedMessage::V0(message), &[&fan]).unwrap();
    let signature = net.send(&transaction).await;
    net.clock.pass_slots(1);

    let plain = json!([signature, { "commitment": "confirmed" }]);
    let refused = net.error("getTransaction", plain).await;
    assert_eq!(refused["code"], -32015);
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("\"maxSupportedTransactionVersion\": 0")
    );
    for max in [0, 1] {
        let config = json!({
            "commitment": "confirmed",
            "encoding": "base64",
            "maxSupportedTransactionVersion": max,
        });
        let landed = net.call("getTransaction", json!([signature, config])).await;
        assert_eq!(landed["version"], 0);
        assert_eq!(landed["transaction"], json!([encode(&transaction), "base64"]));
    }
}

#[tokio::test]
async fn addresses_from_lookup_tables_are_shown_apart() {
    let program = Pubkey::from_str_const("AddressLookupTab1e1111111111111111111111111");
    let system = Pubkey::default();
    let net = Net::new();
    net.clock.pass_slots(5);
    let fan = net.wallet(1, 10 * SOL).await;
    let (hidden, reference) = (keypair(2).pubkey(), keypair(3).pubkey());
    let slot = net.slot().await - 1;
    let (table, bump) = Pubkey::find_program_address(&[fan.pubkey().as_ref(), &slot.to_le_bytes()], &program);
    let accounts = vec![
        AccountMeta::new(table, false),
        AccountMeta::new_readonly(fan.pubkey(), true),
        AccountMeta::new(fan.pubkey(), true),
        AccountMeta::new_readonly(system, false),
    ];
    let mut create = 0_u32.to_le_bytes().to_vec();
    create.extend(slot.to_le_bytes());
    create.push(bump);
    let mut extend = 2_u32.to_le_bytes().to_vec();
    extend.extend(2_u64.to_le_bytes());
    extend.extend(reference.to_bytes());
    extend.extend(hidden.to_bytes());
    let instructions = [create, extend].map(|data| Instruction {
        program_id: program,
        accounts: accounts.clone(),
        data,
    });
    let transaction = net.sign(&instructions, &[&fan]).await;
    net.send(&transaction).await;
    net.clock.pass_slots(1);

    let lookup = AddressLookupTableAccount {
        key: table,
        addresses: vec![reference, hidden],
    };
    let pay = transfer_naming(&fan.pubkey(), &hidden, SOL, &reference);
    let message = v0::Message::try_compile(&fan.pubkey(), &[pay], &[lookup], net.blockhash().await).unwrap();
    assert_eq!(message.address_table_lookups.len(), 1);
    let transaction = VersionedTransaction::try_new(VersionedMessage::V0(message), &[&fan]).unwrap();
    let signature = net.send(&transaction).await;
    net.clock.pass_slots(1);

    let landed = net.transaction(&signature, "confirmed").await;
    let loaded = &landed["meta"]["loadedAddresses"];
    assert_eq!(loaded["writable"], json!([hidden.to_string()]));
    assert_eq!(loaded["readonly"], json!([reference.to_string()]));
    let static_keys = landed["transaction"]["message"]["accountKeys"]
        .as_array()
        .unwrap()
        .len();
    let balances = |field: &str| landed["meta"][field].as_array().unwrap().clone();
    assert_eq!(balances("preBalances").len(), static_keys + 2);
    assert_eq!(balances("postBalances")[static_keys], SOL);
    assert_eq!(net.naming(&reference, "confirmed").await, [signature]);
}
