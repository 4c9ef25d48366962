//! A program that knows only the published doors — a cookie jar, an ed25519 key, JSON-RPC — plays the main job.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use server::serve::Scanner;
use solana_sdk::{
    signature::{Keypair, Signer},
    transaction::VersionedTransaction,
};
use std::time::{Duration, Instant};
use testkit::{Db, TestApp};

struct Program {
    http: reqwest::Client,
    base: String,
    key: Keypair,
}

impl Program {
    async fn ask(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.expect("an answer");
        (
            answer.status().as_u16(),
            answer.json().await.unwrap_or(Value::Null),
        )
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.ask(reqwest::Method::GET, path, None).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    async fn post(&self, path: &str, body: Value, expected: u16) -> Value {
        let (status, body) = self.ask(reqwest::Method::POST, path, Some(body)).await;
        assert_eq!(status, expected, "{path}: {body}");
        body
    }
}

async fn main_job(app: TestApp) {
    let creator = app.creator("music").await;
    let handle = creator.handle().await;
    let secret = "The third verse was recorded in a stairwell.";
    let post = creator
        .publish(json!({"title": "Verse three", "body": secret, "access": "tier", "tier": "premium"}))
        .await;

    let http = reqwest::Client::builder()
        .cookie_store(true)
        .no_proxy()
        .build()
        .expect("a client");
    let program = Program {
        http,
        base: app.base.clone(),
        key: Keypair::new(),
    };
    let address = program.key.pubkey().to_string();

    // Sign in.
    let challenge = program
        .post("/api/auth/challenge", json!({"address": address}), 200)
        .await;
    let message = challenge["message"].as_str().expect("a message").as_bytes();
    let signature = program.key.sign_message(message);
    let session = json!({
        "address": address, "signed_message": STANDARD.encode(message), "signature": STANDARD.encode(signature)
    });
    let session = program.post("/api/auth/session", session, 200).await;
    assert_eq!(session["user"]["address"], json!(address));
    assert_eq!(program.get("/api/me").await["address"], json!(address));

    // Take faucet money.
    let airdrop =
        json!({"jsonrpc": "2.0", "id": 1, "method": "requestAirdrop", "params": [address, 2_000_000_000u64]});
    let airdrop = program.post("/rpc", airdrop, 200).await;
    assert!(airdrop["result"].is_string(), "{airdrop}");
    app.slots(2);

    // Find the creator; the post is locked.
    let found = program.get(&format!("/api/creators?q={handle}")).await;
    assert_eq!(found["items"][0]["handle"], json!(handle));
    let tiers = program.get(&format!("/api/creators/{handle}")).await["tiers"].clone();
    let price = tiers[1]["price"]
        .as_str()
        .expect("a price in base units")
        .to_owned();
    let locked = program.get(&format!("/api/posts/{post}")).await;
    assert_eq!((&locked["locked"], locked.get("body")), (&json!(true), None));

    // Subscribe.
    let item = json!({"kind": "subscription", "creator": handle, "tier": "premium", "days": 30});
    let order = program
        .post("/api/orders", json!({"item": item, "currency": "SOL"}), 201)
        .await;
    assert_eq!(order["amount"], json!(price));
    let id = order["id"].as_str().expect("an id").to_owned();
    let unsigned = program
        .post(&format!("/api/orders/{id}/transaction"), json!({}), 200)
        .await;
    let bytes = STANDARD
        .decode(unsigned["transaction"].as_str().expect("base64"))
        .expect("base64");
    let unsigned: VersionedTransaction = bincode::deserialize(&bytes).expect("a transaction");
    let signed = VersionedTransaction::try_new(unsigned.message, &[&program.key]).expect("the only signer");
    let wire = STANDARD.encode(bincode::serialize(&signed).expect("it serialises"));
    let send = json!({"jsonrpc": "2.0", "id": 2, "method": "sendTransaction", "params": [wire, {"encoding": "base64"}]});
    let sent = program.post("/rpc", send, 200).await;
    let signature = sent["result"].as_str().expect("a signature").to_owned();
    program
        .post(
            &format!("/api/orders/{id}/signature"),
            json!({"signature": signature}),
            202,
        )
        .await;

    // The server's own scanner sees the payment. Time goes on while it works, since a look that came too early is
    // followed by another only when its time has come; the limit ends a test that would never pass.
    let started = Instant::now();
    loop {
        let order = program.get(&format!("/api/orders/{id}")).await;
        if matches!(order["status"].as_str(), Some("confirmed" | "finalized")) {
            break;
        }
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "still {}",
            order["status"]
        );
        app.slots(1);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    // Read.
    let open = program.get(&format!("/api/posts/{post}")).await;
    assert_eq!((&open["locked"], &open["body"]), (&json!(false), &json!(secret)));
    let subscriptions = program.get("/api/subscriptions").await;
    assert_eq!(subscriptions["items"][0]["creator"]["handle"], json!(handle));
    assert_eq!(subscriptions["items"][0]["tier"], json!("premium"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_plays_the_main_job_on_sqlite() {
    main_job(TestApp::start_with(Db::Sqlite, Scanner::Running, |_| {}).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_plays_the_main_job_on_postgres() {
    main_job(TestApp::start_with(Db::Postgres, Scanner::Running, |_| {}).await).await;
}
