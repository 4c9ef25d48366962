//! What integration tests stand on: a whole server on loopback with a real database, the embedded Solana
//! network and a clock moved by hand, and callers that speak only its public doors.

mod caller;
mod post_office;
mod redis;
mod wallet;

pub use caller::{Answer, Caller};
pub use post_office::{Delivered, PostOffice};
pub use redis::Redis;
pub use wallet::Wallet;

use domain::{Domain, payments::fiat::worker::Desk, ports::Clock};
use localnet::Localnet;
use rust_embed::RustEmbed;
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use server::{
    AppState, Config, Settings,
    adapters::prices::{self, Named},
    assets::Site,
    serve::{self, Outside, Running, Scanner},
};
use shared::{Timestamp, identity::Role, money::Units, payments::OrderView, solana::Address};
use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    task::Poll,
    time::Duration,
};
use tempfile::TempDir;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Db {
    Sqlite,
    Postgres,
}

/// A file of each kind, in place of what is built for browsers.
#[derive(RustEmbed)]
#[folder = "site"]
struct Files;

/// The files that servers under test give to browsers.
pub fn site() -> Site {
    Site::of::<Files>()
}

/// Where the test suite's own PostgreSQL cluster listens, as `postgres://user@host:port`.
const POSTGRES: &str = "FONANA_TEST_POSTGRES";

/// Declares tests that run on SQLite and on PostgreSQL: `both! { async fn name(app: TestApp) { … } }`.
#[macro_export]
macro_rules! both {
    ($($(#[$attribute:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        $(#[$attribute])*
        mod $name {
            #[allow(unused_imports, reason = "bodies use what they need of the file")]
            use super::*;

            async fn body($app: $crate::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                body($crate::TestApp::start($crate::Db::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                body($crate::TestApp::start($crate::Db::Postgres).await).await;
            }
        }
    )+};
}

/// 2026-01-01T00:00:00Z in milliseconds: where every test's clock begins.
pub const BEGINNING: i64 = 1_767_225_600_000;

/// A clock that is moved by hand, and by nothing else.
struct Hands(Arc<AtomicI64>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A server under test. Its clock stands still until [`TestApp::advance`] moves it.
pub struct TestApp {
    pub state: AppState,
    pub localnet: Localnet,
    pub base: String,
    settings: Settings,
    clock: Arc<AtomicI64>,
    running: Option<Running>,
    scanner: Scanner,
    dir: Arc<TempDir>,
    wallets: Arc<AtomicU64>,
}

/// The address of a new database in the cluster of the test suite.
#[expect(
    clippy::disallowed_methods,
    reason = "the test suite tells its tests where the cluster is"
)]
pub async fn postgres_database() -> String {
    let cluster = std::env::var(POSTGRES).unwrap_or_else(|_| {
        panic!("{POSTGRES} is not set: `make test` starts a cluster; `make check` runs without")
    });
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let admin = Database::connect(format!("{cluster}/postgres"))
        .await
        .expect("the test cluster answers");
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .expect("a database for this test");
    format!("{cluster}/{name}")
}

/// Polls a future so many times and drops it where it then stands, as kill -9 and a closed connection do.
pub async fn killed<T>(polls: Option<u32>, work: impl Future<Output = T>) -> Option<T> {
    let Some(mut left) = polls else {
        return Some(work.await);
    };
    let mut work = Box::pin(work);
    std::future::poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

fn settings(dir: &TempDir, database_url: Option<String>) -> Settings {
    Settings {
        data_dir: Some(dir.path().to_owned()),
        database_url,
        rate_limits: Some("off".into()),
        dev: Some("on".into()),
        ..Settings::default()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            fs::create_dir(&target).expect("a new folder");
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

impl TestApp {
    /// A fresh server whose scanner takes its steps by hand: see [`TestApp::scan`].
    pub async fn start(db: Db) -> Self {
        Self::start_with(db, Scanner::ByHand, |_| {}).await
    }

    /// A fresh server with other settings.
    pub async fn start_with(db: Db, scanner: Scanner, change: impl FnOnce(&mut Settings)) -> Self {
        let dir = TempDir::new().expect("a temporary folder");
        let database_url = match db {
            Db::Sqlite => None,
            Db::Postgres => Some(postgres_database().await),
        };
        let mut settings = settings(&dir, database_url);
        change(&mut settings);
        Self::open(
            settings,
            Arc::new(dir),
            Arc::new(AtomicI64::new(BEGINNING)),
            scanner,
        )
        .await
    }

    /// A server on what another one left behind, in a folder or a database of its own, at a moment in milliseconds.
    pub async fn on(dir: TempDir, database_url: Option<String>, at: i64) -> Self {
        let settings = settings(&dir, database_url);
        Self::open(
            settings,
            Arc::new(dir),
            Arc::new(AtomicI64::new(at)),
            Scanner::ByHand,
        )
        .await
    }

    async fn open(settings: Settings, dir: Arc<TempDir>, clock: Arc<AtomicI64>, scanner: Scanner) -> Self {
        let now = clock.clone();
        let config = settings.clone().check().expect("valid settings");
        let localnet = Localnet::open(localnet::Options {
            path: Some(config.data_dir.join("localnet.redb")),
            now: Arc::new(move || now.load(Ordering::SeqCst)),
            dev: config.dev,
        })
        .expect("the embedded network opens");
        let outside = serve::embedded(localnet.clone(), None)
            .await
            .expect("the embedded network answers");
        Self::open_on(localnet, outside, settings, dir, clock, scanner).await
    }

    async fn open_on(
        localnet: Localnet,
        outside: Outside,
        settings: Settings,
        dir: Arc<TempDir>,
        clock: Arc<AtomicI64>,
        scanner: Scanner,
    ) -> Self {
        let listener = serve::listen(([127, 0, 0, 1], 0).into())
            .await
            .expect("a free port");
        let addr = listener.local_addr().expect("a bound address");
        let config: Config = Settings {
            addr: Some(addr.to_string()),
            ..settings.clone()
        }
        .check()
        .expect("valid settings");
        let base = format!("http://{addr}");
        let state = serve::state(config, outside, site())
            .await
            .expect("the server opens");
        let running = serve::start(state.clone(), listener, scanner).expect("the server starts");
        Self {
            state,
            localnet,
            base,
            settings,
            clock,
            running: Some(running),
            scanner,
            dir,
            wallets: Arc::default(),
        }
    }

    /// Another server on the same database, files and network, as one of several processes behind one address. Its clock is one of its own,
    /// and so much ahead.
    pub async fn beside(&self, ahead: Duration) -> Self {
        let settings = Settings {
            public_url: Some(self.base.clone()),
            ..self.settings.clone()
        };
        let ahead = i64::try_from(ahead.as_millis()).expect("a sane duration");
        let clock = Arc::new(AtomicI64::new(self.domain().now().0 + ahead));
        let (localnet, dir) = (self.localnet.clone(), self.dir.clone());
        let outside = Outside {
            clock: Arc::new(Hands(clock.clone())),
            ..serve::embedded(localnet.clone(), None)
                .await
                .expect("the embedded network answers")
        };
        let other = Self::open_on(localnet, outside, settings, dir, clock, self.scanner).await;
        Self {
            wallets: self.wallets.clone(),
            ..other
        }
    }

    /// Stops the server and opens it again on the same data, as after a crash or an upgrade.
    pub async fn restart(self) -> Self {
        let (settings, dir, clock, scanner) = (
            self.settings.clone(),
            self.dir.clone(),
            self.clock.clone(),
            self.scanner,
        );
        self.stop().await;
        Self::open(settings, dir, clock, scanner).await
    }

    /// Ends, with all its connections: a test that starts many servers one after the other has no more than one's.
    pub async fn stop(mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        let Self {
            state, localnet, dir, ..
        } = self;
        let (db, writer) = (state.domain.db.clone(), state.domain.writer.clone());
        drop(state);
        for connections in [writer, db] {
            connections.close().await.expect("the database closes");
        }
        // Dropping the last handle waits until the network's file is free.
        drop(localnet);
        drop(dir);
    }

    /// As after `kill -9`: a copy of the data as it lies on the disk at this moment, opened by a new server. The
    /// old one is given no chance to write anything down. Only for SQLite: PostgreSQL keeps its own files.
    pub async fn kill(self) -> Self {
        let dir = TempDir::new().expect("a temporary folder");
        copy_folder(self.dir.path(), dir.path());
        let settings = Settings {
            data_dir: Some(dir.path().to_owned()),
            ..self.settings.clone()
        };
        let (clock, scanner) = (self.clock.clone(), self.scanner);
        drop(self);
        Self::open(settings, Arc::new(dir), clock, scanner).await
    }

    pub fn domain(&self) -> &Domain {
        &self.state.domain
    }

    /// Who makes what is shown of uploads.
    pub async fn studio(&self) -> impl domain::media::making::Studio + use<> {
        serve::studio(&self.state).await
    }

    /// Moves time for the server and the chain alike. What is kept for a moment does not outlive it.
    pub fn advance(&self, by: Duration) {
        let ms = i64::try_from(by.as_millis()).expect("a sane duration");
        self.clock.fetch_add(ms, Ordering::SeqCst);
        self.domain().lists.changed();
    }

    /// Moves time by slots of 400 ms.
    pub fn slots(&self, slots: u64) {
        self.advance(Duration::from_millis(slots * 400));
    }

    /// The worker of prices, to be taken through its rounds by hand, on sources at a server of the test's own.
    pub fn prices(&self, sources: &[(Named, &str)]) -> Desk {
        Desk::new(
            sources
                .iter()
                .map(|(named, site)| prices::at(named.clone(), site))
                .collect(),
        )
    }

    /// One round in which SOL costs so many millionths of a dollar, by a test's own word.
    pub async fn sol_costs(&self, micros: u64) {
        let mut desk = self.prices(&[(Named::Fixed(Units(micros)), "")]);
        desk.round(self.domain()).await;
    }

    /// One round of the payment scanner over everything that is due.
    pub async fn scan(&self) {
        domain::payments::scanner::round(self.domain())
            .await
            .expect("a round of the scanner");
    }

    /// A wallet of its own, the same in every run.
    pub fn wallet(&self) -> Wallet {
        Wallet::numbered(self.wallets.fetch_add(1, Ordering::SeqCst))
    }

    /// Calls the embedded network over the server's own door.
    pub async fn rpc(&self, method: &str, params: Value) -> Value {
        let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        self.visitor().post("/rpc", body).await.json
    }

    /// Somebody not signed in.
    pub fn visitor(&self) -> Caller {
        Caller::new(&self.base)
    }

    /// Somebody signed in with a new wallet that holds 10 SOL.
    pub async fn fan(&self) -> Caller {
        let wallet = self.wallet();
        let faucet = self
            .rpc(
                "requestAirdrop",
                json!([wallet.address().to_string(), 10_000_000_000u64]),
            )
            .await;
        assert!(faucet["result"].is_string(), "the faucet gives: {faucet}");
        // Confirmed, so that balances and blockhashes see it.
        self.slots(2);
        let mut caller = Caller::new(&self.base);
        caller.sign_in(wallet).await;
        caller
    }

    /// Opens a wallet's USDC account, if it has none, and puts so many base units into it.
    pub async fn give_usdc(&self, wallet: Address, units: u64) {
        let answer = self
            .rpc("requestTokenAirdrop", json!([wallet.to_string(), units]))
            .await;
        assert!(answer["result"].is_string(), "the faucet gives: {answer}");
        self.slots(2);
    }

    /// A creator with the default tiers.
    pub async fn creator(&self, category: &str) -> Caller {
        self.creator_in("SOL", category).await
    }

    /// The same who prices in a currency.
    pub async fn creator_in(&self, currency: &str, category: &str) -> Caller {
        let caller = self.fan().await;
        let answer = caller
            .post(
                "/api/me/creator",
                json!({"category": category, "currency": currency}),
            )
            .await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        caller
    }

    /// Somebody with a role.
    pub async fn with_role(&self, role: Role) -> Caller {
        let caller = self.fan().await;
        let handle = caller.handle().await;
        domain::identity::grant_role(&self.domain().db, &handle.parse().expect("a handle"), role)
            .await
            .expect("the role is given");
        caller
    }

    /// Orders an item for SOL and pays it.
    pub async fn pay(&self, fan: &Caller, item: Value) -> OrderView {
        let order = fan.order(item).await;
        self.settle(fan, &order).await
    }

    /// Pays an order as the page does and brings it to `confirmed`.
    pub async fn settle(&self, fan: &Caller, order: &OrderView) -> OrderView {
        let transaction = fan
            .post(&format!("/api/orders/{}/transaction", order.id), json!({}))
            .await;
        assert_eq!(transaction.status, 200, "{}", transaction.json);
        let signed = fan
            .wallet()
            .sign_base64(transaction.json["transaction"].as_str().expect("a transaction"));
        let sent = fan
            .post(
                &format!("/api/orders/{}/signature", order.id),
                json!({"signed_transaction": signed}),
            )
            .await;
        assert_eq!(sent.status, 202, "{}", sent.json);
        self.slots(2);
        self.scan().await;
        let order: OrderView = fan.get(&format!("/api/orders/{}", order.id)).await.parse();
        assert!(order.status.paid(), "{order:?}");
        order
    }
}
