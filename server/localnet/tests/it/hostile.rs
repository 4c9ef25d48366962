//! Whatever bytes come, the network stands and says why it refuses.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use solana_signer::Signer;
use solana_system_interface::instruction::{assign, create_account, transfer};

use crate::support::*;

/// `LOCALNET_SEED=<64 hex digits>` sends the same bytes again.
#[test]
fn damaged_transactions_are_refused_and_nothing_breaks() {
    let runtime = runtime();
    let net = Net::new();
    let bytes = runtime.block_on(async {
        let fan = net.wallet(1, 100 * SOL).await;
        let other = net.wallet(2, SOL).await;
        let (from, to) = (fan.pubkey(), other.pubkey());
        let instructions = [
            memo("hello"),
            transfer(&from, &to, SOL),
            create_account(&from, &to, SOL, 10, &keypair(7).pubkey()),
            assign(&from, &keypair(8).pubkey()),
        ];
        let transaction = net.sign(&instructions, &[&fan, &other]).await;
        bincode::serialize(&transaction).unwrap()
    });

    // Beyond the signatures, so that the message itself is damaged.
    let start = 1 + 2 * 64;
    let damage = prop::collection::vec((start..bytes.len(), any::<u8>()), 1..6);
    let (seed, rng) = seeded();
    let config = Config {
        cases: 60,
        failure_persistence: None,
        ..Config::default()
    };
    let result = TestRunner::new_with_rng(config, rng).run(&damage, |damage| {
        let mut bytes = bytes.clone();
        for (at, byte) in damage {
            bytes[at] = byte;
        }
        let text = BASE64_STANDARD.encode(bytes);
        let simulate = json!([text, { "encoding": "base64", "replaceRecentBlockhash": true }]);
        let send = json!([text, { "encoding": "base64", "skipPreflight": true }]);
        runtime.block_on(async {
            for (method, params) in [("simulateTransaction", simulate), ("sendTransaction", send)] {
                let answer = net.envelope(method, params).await;
                let code = answer["error"]["code"].as_i64();
                prop_assert!(matches!(code, None | Some(-32602)), "{method}: {answer:#}");
            }
            prop_assert_eq!(net.call("getHealth", json!([])).await, "ok");
            Ok(())
        })
    });
    if let Err(error) = result {
        panic!("LOCALNET_SEED={seed}\n{error}");
    }
}
