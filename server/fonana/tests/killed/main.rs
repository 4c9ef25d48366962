//! The binary, killed with SIGKILL again and again while people pay, send files and talk, and what is true afterwards.

#![expect(
    clippy::print_stdout,
    reason = "the seed of a run is told to whoever replays it"
)]

mod files;
mod paying;
mod several;

use reqwest::Method;
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use testkit::{Caller, Db, Wallet, postgres_database};

/// What each has at the beginning, in lamports.
const FUNDS: u64 = 10_000_000_000;

/// What a server leaves when it dies, and where the next one is found.
struct Place {
    folder: TempDir,
    database: Option<String>,
    port: u16,
    /// What else it is told, where it is one of several.
    settings: Vec<String>,
}

impl Place {
    async fn new(db: Db) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            database: match db {
                Db::Sqlite => None,
                Db::Postgres => Some(postgres_database().await),
            },
            // Nobody listens there from now on.
            port: socket.local_addr().expect("its address").port(),
            settings: Vec::new(),
        }
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// A server in a process of its own; one that is dropped is killed.
struct Process(Child);

impl Process {
    async fn start(place: &Place) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fonana"));
        command
            .args(["serve", "--dev", "on", "--log", "error", "--data-dir"])
            .arg(place.folder.path())
            .args(["--addr", &format!("127.0.0.1:{}", place.port)])
            .args(&place.settings)
            .env_clear()
            .env("FONANA_RATE_LIMITS", "off")
            .current_dir(place.folder.path())
            .stdin(Stdio::null());
        if let Some(database) = &place.database {
            command.args(["--database-url", database]);
        }
        let mut process = Self(command.spawn().expect("the binary runs"));
        let visitor = Caller::new(&place.address());
        loop {
            let answer = visitor
                .try_send(Method::GET, "/api/health/ready", &[], None)
                .await;
            if answer.is_ok_and(|answer| answer.status == 200) {
                return process;
            }
            let ended = process.0.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "the server ended before it was ready: {ended:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Process {
    /// As `kill -9`: it writes nothing down any more.
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The result of a call to the network.
async fn rpc(caller: &Caller, method: &str, params: Value) -> Value {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let answer = caller.post("/rpc", body).await.json;
    assert!(answer.get("error").is_none(), "{method}: {answer}");
    answer["result"].clone()
}

async fn balance(caller: &Caller, of: &str) -> u64 {
    let params = json!([of, {"commitment": "confirmed"}]);
    rpc(caller, "getBalance", params).await["value"]
        .as_u64()
        .expect("a number")
}

/// Asks again and again, until it is so.
async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    while !is_so().await {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Somebody signed in with play money.
async fn person(base: &str, number: u64) -> Caller {
    let mut caller = Caller::new(base);
    let wallet = Wallet::numbered(number);
    let name = wallet.address().to_string();
    rpc(&caller, "requestAirdrop", json!([name, FUNDS])).await;
    until(async || balance(&caller, &name).await == FUNDS).await;
    caller.sign_in(wallet).await;
    caller
}

/// The seed and how many kills: a few, or what `FONANA_KILLS=seed:kills` says.
#[expect(
    clippy::disallowed_methods,
    reason = "a longer run is asked for by whoever runs it"
)]
fn wanted() -> (u64, u64) {
    let asked = std::env::var("FONANA_KILLS").ok();
    let parsed = asked.as_deref().and_then(|asked| asked.split_once(':'));
    match parsed {
        Some((seed, kills)) => (
            seed.parse().expect("a number before the colon"),
            kills.parse().expect("a number after the colon"),
        ),
        None => (rand::random(), 4),
    }
}
