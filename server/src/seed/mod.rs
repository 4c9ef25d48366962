//! The demo: people, pictures, posts and paid subscriptions in an empty data folder, the same each time but for
//! the hour. It refuses a database that has people in it, and any network but the embedded one.

mod crowd;
mod fill;
mod pictures;
mod plan;
mod sales;
mod shop;
pub mod words;

use crate::{
    adapters::{clock::system_ms, database, parts::Durable},
    config::Config,
    serve,
};
use domain::{Domain, identity::entity::user};
use localnet::Localnet;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use sea_orm::{EntityTrait, PaginatorTrait};
use sha2::{Digest, Sha256};
use solana_sdk::signature::Keypair;
use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

const DAY: i64 = 86_400_000;
/// How long before now the demo's history begins, in milliseconds.
const HISTORY: i64 = 75 * DAY;

/// What was made.
#[derive(Debug, Default)]
pub struct Summary {
    pub people: usize,
    pub creators: usize,
    pub posts: usize,
    pub pictures: usize,
    pub paid_orders: usize,
    pub took: Duration,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Made {} people, {} of them creators, {} posts, {} pictures and {} paid orders in {:.1} s.",
            self.people,
            self.creators,
            self.posts,
            self.pictures,
            self.paid_orders,
            self.took.as_secs_f64()
        )
    }
}

/// Time that only goes where the seed puts it.
#[derive(Clone)]
pub struct SeedClock(Arc<AtomicI64>);

impl SeedClock {
    fn at(ms: i64) -> Self {
        Self(Arc::new(AtomicI64::new(ms)))
    }

    /// Goes to a moment, never back.
    fn go(&self, ms: i64) {
        self.0.fetch_max(ms, Ordering::SeqCst);
    }

    /// Milliseconds since the Unix epoch.
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

impl domain::ports::Clock for SeedClock {
    fn now(&self) -> shared::Timestamp {
        shared::Timestamp(self.now())
    }
}

/// The randomness of one part of the demo: parts do not disturb each other.
fn rng(part: &str, number: u64) -> ChaCha8Rng {
    let seed = Sha256::new()
        .chain_update("fonana demo")
        .chain_update(part)
        .chain_update(number.to_le_bytes());
    ChaCha8Rng::from_seed(seed.finalize().into())
}

/// The wallet of a person of the demo. Anyone can compute it: it is worth nothing outside the embedded network.
pub fn wallet(handle: &str) -> Keypair {
    let seed = Sha256::new()
        .chain_update("fonana demo wallet")
        .chain_update(handle)
        .finalize();
    Keypair::new_from_array(seed.into())
}

/// Fills the data folder: the demo, and beyond it a crowd up to so many people and posts.
pub async fn run(config: Config, users: Option<u32>, posts: Option<u32>) -> Result<Summary, String> {
    let started = Instant::now();
    if !config.embedded() {
        return Err("the demo is for the embedded network; set SOLANA_NETWORK=localnet".into());
    }
    let now = system_ms();
    let clock = SeedClock::at(now - HISTORY);
    let (domain, network) = open(&config, clock.clone()).await?;
    let mut summary = make(&domain, &network, &clock, now, users, posts)
        .await
        .map_err(|error| error.to_string())?;
    domain::search::complete(&domain)
        .await
        .map_err(|error| error.to_string())?;
    // The file is whole before anybody opens it.
    let db = domain.db.clone();
    drop(domain);
    drop(network);
    db.close().await.map_err(|error| error.to_string())?;
    summary.took = started.elapsed();
    Ok(summary)
}

async fn open(config: &Config, clock: SeedClock) -> Result<(Domain, Localnet), String> {
    let words = |error: &dyn fmt::Display| error.to_string();
    std::fs::create_dir_all(&config.data_dir).map_err(|error| words(&error))?;
    let db = database::open_for_filling(&config.database_url, &config.data_dir)
        .await
        .map_err(|e| words(&e))?;
    if user::Entity::find()
        .count(&db)
        .await
        .map_err(|error| words(&error))?
        > 0
    {
        return Err(format!(
            "{} has people in it already; seed an empty folder with --data-dir",
            config.data_dir.display()
        ));
    }
    let path = config.data_dir.join("localnet.redb");
    if path.exists() {
        return Err(format!(
            "{} exists already; seed an empty folder with --data-dir",
            path.display()
        ));
    }
    let now = Arc::new(move || clock.now());
    let network = Localnet::open(localnet::Options {
        path: Some(path),
        now,
        dev: false,
    })
    .map_err(|error| words(&error))?;
    let outside = serve::embedded(network.clone(), config.platform_address)
        .await
        .map_err(|error| words(&error))?;
    let mut domain = serve::domain_on(db, config, &outside).map_err(|error| words(&error))?;
    (domain.storage, _) = serve::files(config, Durable::No).map_err(|error| words(&error))?;
    Ok((domain, network))
}

async fn make(
    domain: &Domain,
    network: &Localnet,
    clock: &SeedClock,
    now: i64,
    users: Option<u32>,
    posts: Option<u32>,
) -> domain::Result<Summary> {
    let plan = plan::demo(now);
    let drawn = pictures::draw(&plan);
    let stored = pictures::store(domain, &plan, drawn).await?;
    fill::demo(domain, &plan, &stored).await?;
    let paid_orders = sales::make(domain, network, clock, &plan, now).await?;
    shop::open(domain, &plan).await?;
    let mut summary = Summary {
        people: plan.people.len(),
        creators: plan
            .people
            .iter()
            .filter(|person| person.creator.is_some())
            .count(),
        posts: plan.posts.len(),
        pictures: stored.count(),
        paid_orders,
        took: Duration::ZERO,
    };
    let wanted = |asked: Option<u32>, have: usize| (asked.unwrap_or(0) as usize).saturating_sub(have);
    let crowd = crowd::Size {
        people: wanted(users, summary.people),
        posts: wanted(posts, summary.posts),
    };
    if crowd.people > 0 || crowd.posts > 0 {
        let made = crowd::make(domain, &plan, &stored, crowd, now).await?;
        summary.people += made.people;
        summary.creators += made.creators;
        summary.posts += made.posts;
    }
    Ok(summary)
}
