//! What is left after closing, after a kill, and with a file that is not ours.

use std::fs;
use std::time::Duration;

use localnet::{Localnet, OpenError, Options, START_SLOT};
use redb::ReadableTable;
use serde_json::json;
use sha2::{Digest, Sha256};
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::support::*;

#[tokio::test]
async fn a_network_continues_where_it_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.redb");
    let clock = Clock::new();
    let creator = keypair(2).pubkey();

    let net = Net::open(Some(path.clone()), clock.clone());
    let fan = net.wallet(1, 10 * SOL).await;
    net.net.advance(Duration::from_secs(86_400)).await.unwrap();
    let signature = net.pay(&fan, &creator, SOL).await;
    let hash = net.blockhash().await;
    let pending = net
        .sign(&[transfer(&fan.pubkey(), &creator, 2 * SOL)], &[&fan])
        .await;
    net.clock.pass_slots(3);
    let (slot, now, genesis) = (
        net.slot().await,
        net.net.now_ms(),
        net.net.genesis_hash().to_owned(),
    );
    let landed = net.transaction(&signature, "confirmed").await;
    assert!(landed.is_object());
    let faucet = net.net.faucet_address().to_owned();
    drop(net);

    let net = Net::open(Some(path.clone()), clock.clone());
    assert_eq!(net.net.genesis_hash(), genesis);
    assert_eq!(net.net.faucet_address(), faucet);
    assert_eq!(net.slot().await, slot);
    assert_eq!(net.net.now_ms(), now);
    assert_eq!(net.balance(&fan.pubkey()).await, 9 * SOL - FEE);
    assert_eq!(net.balance(&creator).await, SOL);
    assert_eq!(net.transaction(&signature, "confirmed").await, landed);
    assert_eq!(net.naming(&creator, "confirmed").await.concat(), signature);
    let params = json!([hash.to_string(), { "commitment": "processed" }]);
    assert_eq!(net.call("isBlockhashValid", params).await["value"], true);

    // What was signed before still lands, what landed before does not land again, and what is not
    // finalized can still vanish.
    let second = net.send(&pending).await;
    assert_eq!(net.refused(&pending).await["data"]["err"], "AlreadyProcessed");
    assert_eq!(net.net.reorg(10).await.unwrap(), [signature, second]);
    assert_eq!(net.balance(&fan.pubkey()).await, 10 * SOL);
    drop(net);

    // Slots go on even if the clock has fallen back.
    clock.pass_slots(-2);
    let net = Net::open(Some(path), clock);
    assert_eq!(net.slot().await, slot);
    assert_eq!(net.balance(&fan.pubkey()).await, 10 * SOL);
    assert_eq!(net.balance(&creator).await, 0);
}

#[tokio::test]
async fn what_was_answered_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.redb");
    let net = Net::open(Some(path.clone()), Clock::new());
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    net.clock.pass_slots(7);
    let signature = net.pay(&fan, &creator, SOL).await;

    // The file as a kill would leave it: while the network is still running.
    let image = folder.path().join("image.redb");
    fs::copy(&path, &image).unwrap();
    net.pay(&fan, &creator, 2 * SOL).await;

    let killed = Net::open(Some(image), net.clock.clone());
    assert_eq!(killed.net.genesis_hash(), net.net.genesis_hash());
    assert_eq!(killed.slot().await, START_SLOT + 7);
    assert_eq!(killed.balance(&creator).await, SOL);
    assert_eq!(killed.balance(&fan.pubkey()).await, 9 * SOL - FEE);
    assert!(killed.status(&signature).await.is_object());
    killed.pay(&fan, &creator, 2 * SOL).await;
    assert_eq!(killed.balance(&creator).await, 3 * SOL);
}

#[tokio::test]
async fn every_chain_has_its_own_name() {
    let (one, other) = (Net::new(), Net::new());
    assert_ne!(one.net.genesis_hash(), other.net.genesis_hash());
    assert_ne!(one.blockhash().await, other.blockhash().await);
    assert_ne!(one.net.faucet_address(), other.net.faucet_address());
}

#[test]
fn the_faucet_s_key_does_not_follow_from_the_genesis_hash() {
    let net = Net::new();
    let genesis: solana_hash::Hash = net.net.genesis_hash().parse().unwrap();
    let guesses = [
        genesis.to_bytes(),
        Sha256::new()
            .chain_update(b"fonana localnet faucet")
            .chain_update(genesis.to_bytes())
            .finalize()
            .into(),
    ];
    for guess in guesses {
        let guessed = Keypair::new_from_array(guess).pubkey().to_string();
        assert_ne!(guessed, net.net.faucet_address());
    }
}

#[test]
fn a_file_in_use_or_of_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.redb");
    let open = |path: &std::path::Path| {
        Localnet::open(Options {
            path: Some(path.to_owned()),
            now: std::sync::Arc::new(|| BEGIN_MS),
            dev: false,
        })
    };
    let first = open(&path).unwrap();
    assert!(matches!(open(&path), Err(OpenError::Ledger(_))));
    drop(first);
    drop(open(&path).unwrap());

    let other = folder.path().join("letter.txt");
    fs::write(&other, "Dear all, this is not a chain.").unwrap();
    assert!(matches!(open(&other), Err(OpenError::Ledger(_))));
}

#[test]
fn a_file_of_another_format_is_refused_with_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.redb");
    let open = || {
        Localnet::open(Options {
            path: Some(path.clone()),
            now: std::sync::Arc::new(|| BEGIN_MS),
            dev: false,
        })
    };
    drop(open().unwrap());
    // The format stands first, four bytes in little endian.
    let file = redb::Database::open(&path).unwrap();
    let write = file.begin_write().unwrap();
    {
        let mut table = write
            .open_table(redb::TableDefinition::<&str, &[u8]>::new("head"))
            .unwrap();
        let mut head = table.get("head").unwrap().unwrap().value().to_vec();
        head[..4].copy_from_slice(&1_u32.to_le_bytes());
        table.insert("head", head.as_slice()).unwrap();
    }
    write.commit().unwrap();
    drop(file);
    let words = open().unwrap_err().to_string();
    assert!(
        words.contains("has format 1") && words.contains("delete the file"),
        "{words}"
    );
}
