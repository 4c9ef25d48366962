//! What was confirmed can vanish, and come back; what is finalized cannot.

use serde_json::{Value, json};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::support::*;

#[tokio::test]
async fn a_confirmed_payment_vanishes_and_may_be_sent_again() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let pay = transfer(&fan.pubkey(), &creator, 3 * SOL);
    let transaction = net.sign(&[memo("once"), pay], &[&fan]).await;
    net.clock.pass_slots(10);
    let signature = net.send(&transaction).await;
    net.clock.pass_slots(2);
    assert!(net.transaction(&signature, "confirmed").await.is_object());

    let removed = net.call("fonana_reorg", json!([{ "slots": 2 }])).await;
    assert_eq!(removed, json!([]), "it is three slots deep");
    let removed = net.call("fonana_reorg", json!([{ "slots": 3 }])).await;
    assert_eq!(removed, json!([signature]));
    assert!(net.transaction(&signature, "confirmed").await.is_null());
    assert_eq!(net.status(&signature).await, Value::Null);
    assert!(net.naming(&creator, "confirmed").await.is_empty());
    assert_eq!(net.balance(&fan.pubkey()).await, 10 * SOL, "also the fee");
    assert_eq!(net.balance(&creator).await, 0);

    net.send(&transaction).await;
    assert_eq!(net.balance(&creator).await, 3 * SOL);
    net.clock.pass_slots(1);
    assert_eq!(net.naming(&creator, "confirmed").await, [signature]);
}

#[tokio::test]
async fn a_reorg_unwinds_a_tangle_in_order() {
    let net = Net::new();
    let (one, two) = (net.wallet(1, 10 * SOL).await, net.wallet(2, 10 * SOL).await);
    let third = keypair(3);
    net.clock.pass_slots(40);
    let keys: [Pubkey; 3] = [one.pubkey(), two.pubkey(), third.pubkey()];
    let balances = async || {
        let mut all = Vec::new();
        for key in &keys {
            all.push(net.balance(key).await);
        }
        all
    };
    let before = balances().await;

    let mut sent = vec![net.pay(&one, &keys[2], 5 * SOL).await];
    let kept = balances().await;
    net.clock.pass_slots(1);
    sent.push(net.pay(&two, &keys[0], SOL).await);
    sent.push(net.pay(&third, &keys[1], 5 * SOL - FEE).await);
    assert_eq!(balances().await[2], 0, "the third wallet is gone");
    net.clock.pass_slots(1);
    let too_much = transfer(&keys[0], &keys[1], 900 * SOL);
    let failing = net.sign(&[too_much], &[&one]).await;
    sent.push(net.send_unchecked(&failing).await);

    let removed = net.net.reorg(2).await.unwrap();
    assert_eq!(removed, sent[1..]);
    assert_eq!(balances().await, kept);
    let removed = net.net.reorg(1_000).await.unwrap();
    assert_eq!(removed, sent[..1], "the airdrops are finalized");
    assert_eq!(balances().await, before);
}

#[tokio::test]
async fn what_is_finalized_stays() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let signature = net.pay(&fan, &creator, SOL).await;
    net.clock.pass_slots(31);
    let later = net.pay(&fan, &creator, SOL).await;
    net.clock.pass_slots(1);
    assert_eq!(net.net.reorg(u64::MAX).await.unwrap(), [later]);
    assert!(net.transaction(&signature, "finalized").await.is_object());
    assert_eq!(net.balance(&creator).await, SOL);
}

#[tokio::test]
async fn until_the_last_slot_before_finality_all_can_vanish() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    net.clock.pass_slots(40);
    let first = net.pay(&fan, &creator, SOL).await;
    net.clock.pass_slots(31);
    let last = net.pay(&fan, &creator, SOL).await;
    assert_eq!(net.net.reorg(u64::MAX).await.unwrap(), [first, last]);
    assert_eq!(net.balance(&fan.pubkey()).await, 10 * SOL);
}

#[tokio::test]
async fn an_expired_transaction_that_vanished_is_gone_for_good() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let transaction = net.sign(&[transfer(&fan.pubkey(), &creator, SOL)], &[&fan]).await;
    net.clock.pass_slots(150);
    let signature = net.send(&transaction).await;
    net.clock.pass_slots(1);
    assert_eq!(net.net.reorg(5).await.unwrap(), [signature]);
    let refused = net.refused(&transaction).await;
    assert_eq!(refused["data"]["err"], "BlockhashNotFound");
}
