//! Starting and stopping: what a start refuses, what `fonana check` finds without touching anything, where
//! settings come from, and a stop that finishes what is in flight.

use axum::{Json, Router, routing::post};
use serde_json::{Value, json};
use server::{
    Config, Settings,
    serve::{self, Scanner, StartError},
};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
};
use tempfile::TempDir;
use testkit::{Caller, Db, TestApp};

const DEVNET: &str = "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG";
const MAINNET: &str = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";
/// What an account must hold.
const RENT: u64 = 890_880;

/// A node on loopback that knows its genesis hash and how much every account holds; its address.
async fn node(genesis_hash: &'static str, held: u64) -> String {
    let answer = move |Json(request): Json<Value>| async move {
        let result = match request["method"].as_str() {
            Some("getGenesisHash") => json!(genesis_hash),
            Some("getMinimumBalanceForRentExemption") => json!(RENT),
            Some("getMultipleAccounts") => {
                json!({"context": {"slot": 1}, "value": [{"lamports": held}]})
            }
            _ => Value::Null,
        };
        Json(json!({"jsonrpc": "2.0", "id": request["id"], "result": result}))
    };
    let listener = serve::listen(([127, 0, 0, 1], 0).into())
        .await
        .expect("a free port");
    let addr = listener.local_addr().expect("a bound address");
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/", post(answer))).await });
    format!("http://{addr}")
}

/// An address where nobody listens.
async fn nobody() -> String {
    let listener = serve::listen(([127, 0, 0, 1], 0).into())
        .await
        .expect("a free port");
    format!("http://{}", listener.local_addr().expect("a bound address"))
}

fn settings(folder: &Path, nodes: &[&str]) -> Settings {
    Settings {
        data_dir: Some(folder.to_owned()),
        solana_network: Some("devnet".into()),
        solana_rpc_url: Some(nodes.join(",")),
        platform_address: Some("Vote111111111111111111111111111111111111111".into()),
        ..Settings::default()
    }
}

fn devnet(folder: &Path, nodes: &[&str]) -> Config {
    settings(folder, nodes).check().expect("valid settings")
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_of_another_network_stops_the_start_wherever_it_stands() {
    let folder = folder();
    let (good, bad) = (node(DEVNET, RENT).await, node(MAINNET, RENT).await);
    for (nodes, wrong) in [([&*bad, &*good], 1), ([&*good, &*bad], 2)] {
        match serve::prepare(devnet(folder.path(), &nodes)).await.err() {
            Some(StartError::Genesis { node, found, .. }) => {
                assert_eq!((node, found.as_str()), (wrong, MAINNET));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_does_not_answer_is_not_used() {
    let folder = folder();
    let (good, down) = (node(DEVNET, RENT).await, nobody().await);
    let state = serve::prepare(devnet(folder.path(), &[&down, &good])).await;
    assert!(state.is_ok(), "one verified node is enough: {:?}", state.err());
    let refused = serve::prepare(devnet(folder.path(), &[&down])).await.err();
    assert!(matches!(refused, Some(StartError::Chain(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_platform_wallet_stops_the_start() {
    let folder = folder();
    let poor = node(DEVNET, 0).await;
    let mut settings = settings(folder.path(), &[&poor]);
    // A share of the smallest sale is then less than an account must hold.
    settings.platform_bps = Some("100".into());
    let config = settings.check().expect("valid settings");
    let refused = serve::prepare(config.clone()).await.err();
    assert!(matches!(refused, Some(StartError::Payments(_))), "{refused:?}");
    let checked = serve::check(&config).await.err();
    assert!(matches!(checked, Some(StartError::Payments(_))), "{checked:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_stays_on_its_network() {
    let folder = folder();
    let embedded = Settings {
        data_dir: Some(folder.path().to_owned()),
        ..Settings::default()
    };
    let state = serve::prepare(embedded.check().expect("valid"))
        .await
        .expect("it starts");
    let kept_hash = state.domain.rules.network.genesis_hash.clone();
    let config = devnet(folder.path(), &[&node(DEVNET, RENT).await]);
    for refused in [
        serve::prepare(config.clone()).await.err(),
        serve::check(&config).await.err(),
    ] {
        match refused {
            Some(StartError::OtherNetwork { kept, found }) => {
                assert_eq!((kept, found.as_str()), (kept_hash.clone(), DEVNET));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn play_money_stays_off_real_networks() {
    let folder = folder();
    let config = devnet(folder.path(), &[&node(DEVNET, RENT).await]);
    let listener = serve::listen(([127, 0, 0, 1], 0).into())
        .await
        .expect("a free port");
    let state = serve::prepare(config).await.expect("it starts");
    let running = serve::start(state, listener, Scanner::ByHand).expect("it opens");
    let visitor = Caller::new(&format!("http://{}", running.addr));
    for path in ["/assets/dev_wallet.js", "/v/any/assets/dev_wallet.js"] {
        assert_eq!(visitor.get(path).await.status, 404, "{path}");
    }
    assert!(!visitor.get("/feed").await.contains("dev_wallet"));
    let health = json!({"jsonrpc": "2.0", "id": 1, "method": "getHealth"});
    assert_eq!(visitor.post("/rpc", health).await.status, 404);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn checking_makes_nothing() {
    let folder = folder();
    let data = folder.path().join("data");
    let settings = Settings {
        data_dir: Some(data.clone()),
        ..Settings::default()
    };
    let config = settings.check().expect("valid");
    let words = serve::check(&config).await.expect("sound");
    assert!(words.contains("not there yet"), "{words}");
    assert!(!data.exists());
    std::fs::create_dir(&data).expect("a folder");
    std::fs::write(data.join("fonana.db"), []).expect("an empty database");
    let words = serve::check(&config).await.expect("sound");
    assert!(words.contains("migrations to run"), "{words}");
    let files: Vec<_> = std::fs::read_dir(&data).expect("a folder").flatten().collect();
    assert_eq!(files.len(), 1, "{files:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn checking_leaves_a_running_server_alone() {
    let app = TestApp::start(Db::Sqlite).await;
    let words = serve::check(&app.state.config).await.expect("sound");
    assert!(
        words.contains("up to date") && words.contains("embedded"),
        "{words}"
    );
    assert_eq!(app.visitor().get("/api/posts").await.status, 200);
}

/// What the binary says of its settings, with an environment of nothing but these.
fn faults(arguments: &[&str], environment: &[(&str, &str)], folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fonana"))
        .arg("check")
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .current_dir(folder)
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let folder = folder();
    let file = "platform_bps = \"file\"\nreferral_bps = \"file\"\norder_minutes = 0\n";
    std::fs::write(folder.path().join("fonana.toml"), file).expect("written");
    let environment = [
        ("FONANA_PLATFORM_BPS", "environment"),
        ("FONANA_REFERRAL_BPS", "environment"),
    ];
    let words = faults(&["--platform-bps", "flag"], &environment, folder.path());
    for expected in [
        "3 fault(s)",
        "platform_bps: expected a number from 0 to 5000, got \"flag\"",
        "referral_bps: expected a number from 0 to 10000, got \"environment\"",
        "order_minutes: expected a number from 1 to 1440, got \"0\"",
    ] {
        assert!(words.contains(expected), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_finishes_what_is_in_flight() {
    let app = TestApp::start(Db::Sqlite).await;
    let addr = app.base.trim_start_matches("http://").to_owned();
    let body = json!({"address": "11111111111111111111111111111111"}).to_string();
    let mut connection = TcpStream::connect(&addr).expect("a connection");
    let head = format!(
        "POST /api/auth/challenge HTTP/1.1\r\nhost: {addr}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).expect("sent");
    // The door asks for the body: the request is in flight.
    let mut asked = [0; 25];
    connection.read_exact(&mut asked).expect("an interim answer");
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    let restarting = tokio::spawn(app.restart());
    while TcpStream::connect(&addr).is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!restarting.is_finished(), "the stop waits");
    connection.write_all(body.as_bytes()).expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("a whole answer");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("nonce"),
        "{answer}"
    );
    restarting.await.expect("stopped and opened again");
}
