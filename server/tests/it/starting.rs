//! Starting and stopping: what a start refuses, what `fonana check` finds without touching anything, what people
//! get when something breaks, and a stop that finishes what is in flight.

use axum::{Json, Router, routing::post};
use domain::ports::Clock;
use reqwest::Method;
use serde_json::{Value, json};
use server::{
    AppState, Config, Settings,
    serve::{self, Running, Scanner, StartError},
};
use shared::Timestamp;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tempfile::TempDir;
use testkit::{Caller, Db, TestApp, site};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

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
        match serve::prepare(devnet(folder.path(), &nodes), site()).await.err() {
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
    let state = serve::prepare(devnet(folder.path(), &[&down, &good]), site()).await;
    assert!(state.is_ok(), "one verified node is enough: {:?}", state.err());
    let refused = serve::prepare(devnet(folder.path(), &[&down]), site())
        .await
        .err();
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
    let refused = serve::prepare(config.clone(), site()).await.err();
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
    let state = serve::prepare(embedded.check().expect("valid"), site())
        .await
        .expect("it starts");
    let kept_hash = state.domain.rules.network.genesis_hash.clone();
    let config = devnet(folder.path(), &[&node(DEVNET, RENT).await]);
    for refused in [
        serve::prepare(config.clone(), site()).await.err(),
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
    let state = serve::prepare(config, site()).await.expect("it starts");
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

/// A server on an embedded network that waits a second for anything, and whose clock panics once each time it is
/// told to, in a request: what the server does by itself looks at it too.
async fn opened(folder: &Path, broken: &Arc<AtomicBool>) -> (AppState, Running) {
    struct Brittle(Arc<dyn Clock>, Arc<AtomicBool>);
    impl Clock for Brittle {
        fn now(&self) -> Timestamp {
            let asked = server::http::observe::request_id().is_some();
            let whole = !asked || !self.1.swap(false, Ordering::SeqCst);
            assert!(whole, "the clock broke, as the test asked");
            self.0.now()
        }
    }
    let settings = Settings {
        data_dir: Some(folder.to_owned()),
        rate_limits: Some("off".into()),
        head_seconds: Some("1".into()),
        stop_seconds: Some("1".into()),
        ..Settings::default()
    };
    let listener = serve::listen(([127, 0, 0, 1], 0).into())
        .await
        .expect("a free port");
    let config = settings
        .check()
        .expect("valid settings")
        .listening_on(listener.local_addr().expect("a bound address"));
    let mut outside = serve::outside(&config).await.expect("the embedded network opens");
    outside.clock = Arc::new(Brittle(outside.clock, broken.clone()));
    let state = serve::state(config, outside, site()).await.expect("it starts");
    let running = serve::start(state.clone(), listener, Scanner::ByHand).expect("it opens");
    (state, running)
}

/// A page for people and a problem for programs, with the same status and without a word of the cause.
async fn assert_fails_with_words(
    visitor: &Caller,
    (status, code): (u16, &str),
    cause: &str,
    before_each: impl Fn(),
) {
    let html = [("accept", "text/html,*/*;q=0.8")];
    before_each();
    let page = visitor.send(Method::GET, "/somebody", &html, None).await;
    assert_eq!(page.status, status, "{}", page.text());
    assert!(
        page.contains("<html") && page.contains("failure-code") && page.contains(r#"href="/feed""#),
        "{}",
        page.text()
    );
    before_each();
    let address = json!({"address": "11111111111111111111111111111111"});
    let problem = visitor.post("/api/auth/challenge", address).await;
    assert_eq!((problem.status, problem.code()), (status, code));
    for answer in [page, problem] {
        assert!(!answer.contains(cause), "{}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_is_a_page_for_people_and_stops_nobody_else() {
    let (folder, broken) = (folder(), Arc::default());
    let (_, running) = opened(folder.path(), &broken).await;
    let visitor = Caller::new(&format!("http://{}", running.addr));
    let breaks = || broken.store(true, Ordering::SeqCst);
    assert_fails_with_words(&visitor, (500, "internal"), "clock broke", breaks).await;
    assert_eq!(visitor.get("/feed").await.status, 200);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_database_the_site_says_so() {
    let (folder, broken) = (folder(), Arc::default());
    let (state, running) = opened(folder.path(), &broken).await;
    let visitor = Caller::new(&format!("http://{}", running.addr));
    state.domain.db.clone().close().await.expect("it closes");
    assert_fails_with_words(&visitor, (503, "unavailable"), "pool", || {}).await;
    running.stop().await;
}

/// A connection that has sent this much.
async fn sent(addr: SocketAddr, bytes: &str) -> tokio::net::TcpStream {
    let mut connection = tokio::net::TcpStream::connect(addr).await.expect("a connection");
    connection.write_all(bytes.as_bytes()).await.expect("sent");
    connection
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_a_head_is_not_waited_for() {
    let (folder, broken) = (folder(), Arc::default());
    let (_, running) = opened(folder.path(), &broken).await;
    let page = format!("GET /feed HTTP/1.1\r\nhost: {}\r\n\r\n", running.addr);
    for (head, answers) in [("", 0), ("GET /feed HTTP/1.1\r\nhost", 0), (&*page, 1)] {
        let mut connection = sent(running.addr, head).await;
        let mut heard = Vec::new();
        // Without a limit this never ends.
        connection.read_to_end(&mut heard).await.expect("it is closed");
        let heard = String::from_utf8_lossy(&heard);
        assert_eq!(heard.matches("HTTP/1.1 200").count(), answers, "{heard}");
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_does_not_wait_for_ever() {
    let (folder, broken) = (folder(), Arc::default());
    let (_, running) = opened(folder.path(), &broken).await;
    // The rest of the body never comes.
    let head = format!(
        "POST /api/auth/challenge HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
         content-length: 100\r\nexpect: 100-continue\r\n\r\n",
        running.addr
    );
    let mut connection = sent(running.addr, &head).await;
    let mut asked = [0; 25];
    connection.read_exact(&mut asked).await.expect("it is in flight");
    running.stop().await;
    let mut heard = Vec::new();
    let ended = connection.read_to_end(&mut heard).await;
    assert!(ended.is_err() || heard.is_empty(), "it is cut off");
}
