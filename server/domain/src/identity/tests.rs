//! Identity through its use cases, on a real SQLite database with a clock that the test moves.

mod people;
mod sessions;
mod signing_in;
mod signing_keys;

use super::*;
use crate::{
    Domain, Person, Rules, Viewer, ports,
    rules::{Network, Uploads},
};
use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer, SigningKey};
use futures::stream::BoxStream;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, EntityTrait};
use shared::{
    Code, Timestamp,
    identity::{Challenge, SignedChallenge},
    money::{Lamports, Rates},
    solana::{Address, Signature},
};
use std::{
    io,
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

/// The cookie of the browser that all these tests sit at.
const BROWSER: &str = "0123456789abcdef0123456789abcdef";
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A clock that stands until it is moved.
struct Hands(AtomicI64);

impl ports::Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Identity asks neither the chain nor the storage for anything.
struct Nothing;

#[async_trait]
impl ports::Storage for Nothing {
    async fn put(&self, _: &str, _: Vec<u8>) -> io::Result<()> {
        unreachable!("identity stores no files")
    }
    async fn take(&self, _: &str, _: Box<dyn ports::Part>) -> io::Result<()> {
        unreachable!("identity stores no files")
    }
    async fn get(&self, _: &str) -> io::Result<Vec<u8>> {
        unreachable!("identity stores no files")
    }
    async fn read(&self, _: &str, _: Range<u64>) -> io::Result<ports::Pieces> {
        unreachable!("identity stores no files")
    }
    async fn size(&self, _: &str) -> io::Result<Option<u64>> {
        unreachable!("identity stores no files")
    }
    async fn delete(&self, _: &str) -> io::Result<()> {
        unreachable!("identity stores no files")
    }
    fn keys(&self) -> BoxStream<'static, io::Result<String>> {
        unreachable!("identity stores no files")
    }
}

#[async_trait]
impl ports::Parts for Nothing {
    async fn place(&self) -> io::Result<String> {
        unreachable!("identity takes no uploads")
    }
    async fn open(&self, _: &str, _: bool) -> io::Result<Box<dyn ports::Part>> {
        unreachable!("identity takes no uploads")
    }
    async fn keys(&self) -> io::Result<Vec<String>> {
        unreachable!("identity takes no uploads")
    }
    async fn adopt(&self, _: &std::path::Path) -> io::Result<Box<dyn ports::Part>> {
        unreachable!("identity takes no uploads")
    }
    async fn room(&self) -> io::Result<u64> {
        unreachable!("identity takes no uploads")
    }
}

#[async_trait]
impl ports::Chain for Nothing {
    async fn genesis_hash(&self) -> Result<String, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn latest_blockhash(&self) -> Result<ports::Blockhash, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn reached(&self, _: ports::Commitment) -> Result<ports::Reached, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn history(&self) -> Result<ports::History, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn accounts(&self, _: &[Address]) -> Result<Vec<Option<ports::Account>>, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn balances(&self, _: &[Address]) -> Result<Vec<Lamports>, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn rent_exempt_minimum(&self, _: u64) -> Result<Lamports, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn simulate(&self, _: &[u8], _: u64) -> Result<Option<String>, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn send(&self, _: &[u8]) -> Result<Signature, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn transaction(
        &self,
        _: &Signature,
        _: ports::Commitment,
    ) -> Result<Option<ports::ChainTransaction>, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
    async fn signatures_for(
        &self,
        _: &Address,
        _: Option<&Signature>,
        _: u64,
    ) -> Result<Vec<ports::SignatureEntry>, ports::ChainError> {
        unreachable!("identity asks no chain")
    }
}

/// A house with nobody in it yet.
struct House {
    domain: Domain,
    clock: Arc<Hands>,
    _folder: tempfile::TempDir,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("fonana.db").display());
        let mut options = ConnectOptions::new(url);
        options.max_connections(4).sqlx_logging(false);
        let db = Database::connect(options).await.expect("a database");
        Migrator::up(&db, None).await.expect("migrations");
        let clock = Arc::new(Hands(AtomicI64::new(1_795_000_000_123)));
        Self {
            domain: domain(db, clock.clone()),
            clock,
            _folder: folder,
        }
    }

    /// The same house served by a second process, at the same time.
    fn next_door(&self) -> Domain {
        domain(self.domain.db.clone(), self.clock.clone())
    }

    fn pass(&self, time: Duration) {
        self.clock
            .0
            .fetch_add(i64::try_from(time.as_millis()).expect("short"), Ordering::SeqCst);
    }

    async fn challenge(&self, wallet: &SigningKey) -> Challenge {
        challenge(&self.domain, address(wallet), BROWSER)
            .await
            .expect("a challenge")
    }

    async fn sign_in(&self, wallet: &SigningKey) -> Started {
        let challenge = self.challenge(wallet).await;
        self.answer(&answer(wallet, &challenge.message))
            .await
            .expect("a session")
    }

    async fn answer(&self, answer: &SignedChallenge) -> crate::Result<Started> {
        sign_in(&self.domain, answer, BROWSER, "Test/1.0", None).await
    }

    /// A person who has signed in.
    async fn viewer(&self, wallet: &SigningKey) -> Viewer {
        Viewer::Person(Box::new(self.sign_in(wallet).await.person))
    }

    /// Who the token stands for.
    async fn seen(&self, access_token: &str) -> Result<Person, NotSignedIn> {
        viewer(&self.domain, access_token).await.expect("no fault")
    }
}

fn domain(db: DatabaseConnection, clock: Arc<Hands>) -> Domain {
    Domain {
        writer: db.clone(),
        together: Arc::default(),
        db,
        clock,
        chain: Arc::new(Nothing),
        storage: Arc::new(Nothing),
        parts: Arc::new(Nothing),
        rules: Arc::new(Rules {
            origin: "https://fonana.example".to_owned(),
            domain: "fonana.example".to_owned(),
            network: Network {
                name: "devnet".to_owned(),
                genesis_hash: "genesis".to_owned(),
                usdc_mint: None,
            },
            platform_address: Address([9; 32]),
            rates: Rates::default(),
            order_lifetime: 30 * MINUTE,
            grace: Duration::ZERO,
            uploads: Uploads {
                file: 0,
                day: 0,
                quota: 0,
                reserve: 0,
                step: 1,
            },
            mail: None,
        }),
        keys: Arc::default(),
        lists: Arc::default(),
        payments_due: Arc::default(),
        exports_due: Arc::default(),
        uploads_due: Arc::default(),
        makings_due: Arc::default(),
        drafts_due: Arc::default(),
        broadcasts_due: Arc::default(),
        figures: Arc::default(),
        prices: Arc::default(),
        listener: Arc::new(()),
        round: None,
    }
}

fn wallet(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn address(wallet: &SigningKey) -> Address {
    Address(wallet.verifying_key().to_bytes())
}

/// What a wallet sends back that signed these bytes.
fn answer(wallet: &SigningKey, message: impl AsRef<[u8]>) -> SignedChallenge {
    let message = message.as_ref();
    SignedChallenge {
        address: address(wallet),
        signed_message: STANDARD.encode(message),
        signature: STANDARD.encode(wallet.sign(message).to_bytes()),
    }
}

/// The code of a refusal; a success or a fault fails the test.
#[track_caller]
fn refused<T>(result: crate::Result<T>) -> Code {
    match result {
        Ok(_) => panic!("this should have been refused"),
        Err(error) => {
            let code = error.code();
            assert_ne!(code, Code::Internal, "{error}");
            code
        }
    }
}
