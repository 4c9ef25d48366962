//! Whatever is sent, no lamport appears or disappears: wallets, faucet and fees stay one sum.

use localnet::FAUCET_START_LAMPORTS;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use crate::support::*;

const WALLETS: u8 = 4;

#[derive(Debug, Clone)]
enum Step {
    Airdrop {
        to: u8,
        lamports: u64,
    },
    Pay {
        from: u8,
        to: u8,
        lamports: u64,
        checked: bool,
    },
    Split {
        from: u8,
        to: [u8; 2],
        lamports: [u64; 2],
    },
    Pass {
        slots: i64,
    },
    Reorg {
        slots: u64,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let wallet = || 1..=WALLETS;
    // Dust, which rent forbids to new wallets, and amounts that sometimes exceed what is there.
    let lamports = || prop_oneof![0..2_000_u64, 800_000..1_000_000_u64, 0..3 * SOL];
    let step = prop_oneof![
        2 => (wallet(), lamports()).prop_map(|(to, lamports)| Step::Airdrop { to, lamports }),
        4 => (wallet(), wallet(), lamports(), any::<bool>()).prop_map(
            |(from, to, lamports, checked)| Step::Pay { from, to, lamports, checked }
        ),
        2 => (wallet(), [wallet(), wallet()], [lamports(), lamports()])
            .prop_map(|(from, to, lamports)| Step::Split { from, to, lamports }),
        1 => (1..40_i64).prop_map(|slots| Step::Pass { slots }),
        1 => (1..40_u64).prop_map(|slots| Step::Reorg { slots }),
    ];
    prop::collection::vec(step, 1..30)
}

async fn play(steps: &[Step]) -> Result<(), TestCaseError> {
    let net = Net::new();
    let faucet: Pubkey = net.net.faucet_address().parse().unwrap();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Airdrop { to, lamports } => {
                let params = json!([text(&keypair(*to)), lamports]);
                net.envelope("requestAirdrop", params).await;
            }
            Step::Pay {
                from,
                to,
                lamports,
                checked,
            } => {
                let from = keypair(*from);
                let pay = transfer(&from.pubkey(), &keypair(*to).pubkey(), *lamports);
                let transaction = net.sign(&[pay], &[&from]).await;
                let config = json!({ "encoding": "base64", "skipPreflight": !checked });
                let params = json!([encode(&transaction), config]);
                net.envelope("sendTransaction", params).await;
            }
            Step::Split { from, to, lamports } => {
                let from = keypair(*from);
                let pay =
                    [0, 1].map(|nth| transfer(&from.pubkey(), &keypair(to[nth]).pubkey(), lamports[nth]));
                let transaction = net.sign(&pay, &[&from]).await;
                net.envelope("sendTransaction", wire(&transaction)).await;
            }
            Step::Pass { slots } => net.clock.pass_slots(*slots),
            Step::Reorg { slots } => {
                net.net.reorg(*slots).await.unwrap();
            }
        }
        check(&net, &faucet)
            .await
            .map_err(|error| TestCaseError::fail(format!("after step {at}: {error}")))?;
    }
    Ok(())
}

/// Sums what is held now, and the fees of what stands in the history.
async fn check(net: &Net, faucet: &Pubkey) -> Result<(), String> {
    let mut held = net.balance(faucet).await;
    let mut signatures = std::collections::BTreeSet::new();
    net.clock.pass_slots(1);
    for seed in 1..=WALLETS {
        let key = keypair(seed).pubkey();
        held += net.balance(&key).await;
        signatures.extend(net.naming(&key, "confirmed").await);
    }
    let mut fees = 0;
    for signature in &signatures {
        let transaction = net.transaction(signature, "confirmed").await;
        let sum = |field: &str| -> u64 {
            let balances = transaction["meta"][field].as_array().unwrap();
            balances.iter().map(|held| held.as_u64().unwrap()).sum()
        };
        let fee = transaction["meta"]["fee"].as_u64().unwrap();
        if sum("preBalances") != sum("postBalances") + fee {
            return Err(format!("{signature} does not balance: {transaction:#}"));
        }
        fees += fee;
    }
    let sum = held + fees;
    if sum == FAUCET_START_LAMPORTS {
        Ok(())
    } else {
        Err(format!("{held} held and {fees} in fees make {sum}"))
    }
}

/// `LOCALNET_SEED=<64 hex digits>` plays the same game again.
#[test]
fn no_lamport_appears_or_disappears() {
    let (seed, rng) = seeded();
    let config = Config {
        cases: 12,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..Config::default()
    };
    let runtime = runtime();
    let result = TestRunner::new_with_rng(config, rng).run(&steps(), |steps| runtime.block_on(play(&steps)));
    if let Err(error) = result {
        panic!("LOCALNET_SEED={seed}\n{error}");
    }
}
