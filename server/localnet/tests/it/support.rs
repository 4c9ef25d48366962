//! A network on a clock moved by hand, and the transactions tests send.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use localnet::{Localnet, Options, SLOT_MS};
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};
use solana_hash::Hash;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_message::{Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;
use solana_transaction::versioned::VersionedTransaction;

/// The moment every test begins: 2026-11-22T00:00:00Z.
pub const BEGIN_MS: i64 = 1_795_305_600_000;
pub const SOL: u64 = 1_000_000_000;
pub const FEE: u64 = 5_000;

#[derive(Clone)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(BEGIN_MS)))
    }

    pub fn pass_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn pass_slots(&self, slots: i64) {
        self.pass_ms(slots * SLOT_MS);
    }
}

pub struct Net {
    pub net: Localnet,
    pub clock: Clock,
}

impl Net {
    pub fn new() -> Self {
        Self::open(None, Clock::new())
    }

    pub fn open(path: Option<PathBuf>, clock: Clock) -> Self {
        let time = clock.0.clone();
        let net = Localnet::open(Options {
            path,
            now: Arc::new(move || time.load(Ordering::SeqCst)),
            dev: true,
        })
        .unwrap();
        Self { net, clock }
    }

    /// The whole envelope.
    pub async fn envelope(&self, method: &str, params: Value) -> Value {
        let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        self.net.rpc(request).await
    }

    /// The result; an error fails the test.
    pub async fn call(&self, method: &str, params: Value) -> Value {
        let mut answer = self.envelope(method, params).await;
        assert!(answer.get("error").is_none(), "{method}: {answer:#}");
        answer["result"].take()
    }

    /// The error; a result fails the test.
    pub async fn error(&self, method: &str, params: Value) -> Value {
        let mut answer = self.envelope(method, params).await;
        assert!(answer.get("result").is_none(), "{method}: {answer:#}");
        answer["error"].take()
    }

    /// A wallet with so many lamports. The same seed is the same wallet.
    pub async fn wallet(&self, seed: u8, lamports: u64) -> Keypair {
        let wallet = keypair(seed);
        if lamports > 0 {
            self.call("requestAirdrop", json!([text(&wallet), lamports]))
                .await;
        }
        wallet
    }

    pub async fn balance(&self, key: &Pubkey) -> u64 {
        self.call("getBalance", json!([key.to_string()])).await["value"]
            .as_u64()
            .unwrap()
    }

    pub async fn slot(&self) -> u64 {
        self.slot_at("processed").await
    }

    pub async fn slot_at(&self, commitment: &str) -> u64 {
        self.call("getSlot", json!([{ "commitment": commitment }]))
            .await
            .as_u64()
            .unwrap()
    }

    pub async fn blockhash(&self) -> Hash {
        let answer = self
            .call("getLatestBlockhash", json!([{ "commitment": "processed" }]))
            .await;
        answer["value"]["blockhash"].as_str().unwrap().parse().unwrap()
    }

    /// Signs the instructions with the newest block hash; the first signer pays.
    pub async fn sign(&self, instructions: &[Instruction], signers: &[&Keypair]) -> VersionedTransaction {
        let blockhash = self.blockhash().await;
        sign(instructions, signers, blockhash)
    }

    /// Sends a transaction and answers its signature.
    pub async fn send(&self, transaction: &VersionedTransaction) -> String {
        let answer = self.call("sendTransaction", wire(transaction)).await;
        assert_eq!(answer, json!(transaction.signatures[0].to_string()));
        answer.as_str().unwrap().to_owned()
    }

    pub async fn send_unchecked(&self, transaction: &VersionedTransaction) -> String {
        let params = json!([
            encode(transaction),
            { "encoding": "base64", "skipPreflight": true }
        ]);
        let answer = self.call("sendTransaction", params).await;
        answer.as_str().unwrap().to_owned()
    }

    /// The error a refused transaction gives.
    pub async fn refused(&self, transaction: &VersionedTransaction) -> Value {
        self.error("sendTransaction", wire(transaction)).await
    }

    /// Sends lamports and answers the signature.
    pub async fn pay(&self, from: &Keypair, to: &Pubkey, lamports: u64) -> String {
        let pay = transfer(&from.pubkey(), to, lamports);
        let transaction = self.sign(&[pay], &[from]).await;
        self.send(&transaction).await
    }

    /// A transaction at a commitment, any version; null if it is not there.
    pub async fn transaction(&self, signature: &str, commitment: &str) -> Value {
        self.call(
            "getTransaction",
            json!([
                signature,
                { "commitment": commitment, "maxSupportedTransactionVersion": 0 }
            ]),
        )
        .await
    }

    pub async fn status(&self, signature: &str) -> Value {
        let params = json!([[signature], { "searchTransactionHistory": true }]);
        self.call("getSignatureStatuses", params).await["value"][0].take()
    }

    /// The signatures naming an address, newest first.
    pub async fn naming(&self, address: &Pubkey, commitment: &str) -> Vec<String> {
        self.entries(address, json!({ "commitment": commitment }))
            .await
            .iter()
            .map(|entry| entry["signature"].as_str().unwrap().to_owned())
            .collect()
    }

    pub async fn entries(&self, address: &Pubkey, config: Value) -> Vec<Value> {
        let params = json!([address.to_string(), config]);
        let answer = self.call("getSignaturesForAddress", params).await;
        answer.as_array().unwrap().clone()
    }
}

pub fn keypair(seed: u8) -> Keypair {
    Keypair::new_from_array([seed; 32])
}

pub fn text(key: &Keypair) -> String {
    key.pubkey().to_string()
}

pub fn memo(words: &str) -> Instruction {
    spl_memo_interface::instruction::build_memo(&spl_memo_interface::v3::id(), words.as_bytes(), &[])
}

/// A transfer that names `reference` as an account nobody owns, as Solana Pay does.
pub fn transfer_naming(from: &Pubkey, to: &Pubkey, lamports: u64, reference: &Pubkey) -> Instruction {
    let mut instruction = transfer(from, to, lamports);
    instruction
        .accounts
        .push(AccountMeta::new_readonly(*reference, false));
    instruction
}

pub fn sign(instructions: &[Instruction], signers: &[&Keypair], blockhash: Hash) -> VersionedTransaction {
    let message = Message::new_with_blockhash(instructions, Some(&signers[0].pubkey()), &blockhash);
    VersionedTransaction::try_new(VersionedMessage::Legacy(message), signers).unwrap()
}

pub fn encode(transaction: &VersionedTransaction) -> String {
    BASE64_STANDARD.encode(bincode::serialize(transaction).unwrap())
}

pub fn wire(transaction: &VersionedTransaction) -> Value {
    json!([encode(transaction), { "encoding": "base64" }])
}

/// The lamports a transaction moved to or from an account: after less before.
pub fn moved(transaction: &Value, key: &Pubkey) -> i64 {
    let keys = transaction["transaction"]["message"]["accountKeys"]
        .as_array()
        .unwrap();
    let at = keys.iter().position(|known| known == &key.to_string()).unwrap();
    let of = |field: &str| transaction["meta"][field][at].as_i64().unwrap();
    of("postBalances") - of("preBalances")
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// The seed of `LOCALNET_SEED` or a new one, in hex, and randomness from it.
#[expect(
    clippy::disallowed_methods,
    reason = "a seed to play again is given to the test, not to the product"
)]
pub fn seeded() -> (String, TestRng) {
    let seed: [u8; 32] = match std::env::var("LOCALNET_SEED") {
        Ok(text) => std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap()),
        Err(_) => rand::random(),
    };
    let hex = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    (hex, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}
