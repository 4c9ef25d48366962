//! The configuration: every value named, documented and checked here, and nowhere else. Flags win over the
//! environment, the environment over `fonana.toml`. It refuses to start with any value wrong, and names all at once.

use crate::adapters::{bucket::Bucket, mail::Smtp, prices::Named, redis::At};
use clap::Args;
use domain::rules::Uploads;
use shared::{money::Rates, solana::Address};
use std::{
    fmt,
    net::{SocketAddr, ToSocketAddrs},
    ops::RangeInclusive,
    path::{Path, PathBuf},
    time::Duration,
};
use tracing_subscriber::EnvFilter;

/// The values as given, all of them texts, so that one check names every fault. The comments are the
/// documentation: `fonana serve --help` prints them.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// A file of settings in TOML, keyed as the flags with underscores [default: fonana.toml, if it is there]
    #[arg(long, env = "FONANA_CONFIG", global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder for everything that is kept: database, media, embedded network [default: data]
    #[arg(long, env = "FONANA_DATA_DIR", global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Where to listen [default: 127.0.0.1:3000]
    #[arg(long, env = "FONANA_ADDR", global = true, value_name = "HOST:PORT")]
    pub addr: Option<String>,
    /// The address people open, without a path; wallets check it [default: http:// and --addr, unless that is all addresses]
    #[arg(long, env = "FONANA_PUBLIC_URL", global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// postgres://… or sqlite://… [default: SQLite in the data folder]
    #[arg(
        long,
        env = "DATABASE_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// Redis or Valkey, where several processes serve one PostgreSQL database: redis://, rediss:// (TLS) or unix:// [default: none]
    #[arg(
        long,
        env = "REDIS_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub redis_url: Option<String>,
    /// Where pictures, videos and exports lie: folder (media in the data folder) or s3 [default: folder]
    #[arg(long, env = "FONANA_STORAGE", global = true, value_name = "folder|s3")]
    pub storage: Option<String>,
    /// The bucket, where the storage is s3
    #[arg(long, env = "FONANA_S3_BUCKET", global = true, value_name = "NAME")]
    pub s3_bucket: Option<String>,
    /// The address of an S3-compatible store [default: Amazon's]
    #[arg(long, env = "FONANA_S3_ENDPOINT", global = true, value_name = "URL")]
    pub s3_endpoint: Option<String>,
    /// The region of the bucket [default: us-east-1]
    #[arg(long, env = "FONANA_S3_REGION", global = true, value_name = "NAME")]
    pub s3_region: Option<String>,
    /// The access key's name
    #[arg(long, env = "FONANA_S3_ACCESS_KEY", global = true, value_name = "KEY")]
    pub s3_access_key: Option<String>,
    /// The access key's secret
    #[arg(
        long,
        env = "FONANA_S3_SECRET_KEY",
        global = true,
        value_name = "SECRET",
        hide_env_values = true
    )]
    pub s3_secret_key: Option<String>,
    /// The largest file that somebody may upload, in MB of 1024 × 1024 bytes [default: 2048]
    #[arg(long, env = "FONANA_UPLOAD_MB", global = true, value_name = "1-65535")]
    pub upload_mb: Option<String>,
    /// What one person may upload within a day, in GB [default: 20]
    #[arg(long, env = "FONANA_UPLOAD_DAY_GB", global = true, value_name = "1-65535")]
    pub upload_day_gb: Option<String>,
    /// What one person's uploads may take, in GB [default: 100]
    #[arg(long, env = "FONANA_QUOTA_GB", global = true, value_name = "1-65535")]
    pub quota_gb: Option<String>,
    /// What is to stay free on the disk of the data folder, in GB: no upload begins that would not leave it [default: 1]
    #[arg(long, env = "FONANA_DISK_RESERVE_GB", global = true, value_name = "0-65535")]
    pub disk_reserve_gb: Option<String>,
    /// The program ffmpeg, or none to do without [default: the one that is found]
    #[arg(long, env = "FONANA_FFMPEG", global = true, value_name = "PATH|none")]
    pub ffmpeg: Option<String>,
    /// An internal address of nginx in front that has the folder `media`: it sends files then (X-Accel-Redirect)
    #[arg(long, env = "FONANA_ACCEL", global = true, value_name = "/PATH/")]
    pub accel: Option<String>,
    /// localnet (embedded, play money), devnet or mainnet-beta [default: localnet]
    #[arg(long, env = "SOLANA_NETWORK", global = true, value_name = "NAME")]
    pub solana_network: Option<String>,
    /// RPC nodes of that network, separated by commas, the best first; not for localnet
    #[arg(
        long,
        env = "SOLANA_RPC_URL",
        global = true,
        value_name = "URL,…",
        hide_env_values = true
    )]
    pub solana_rpc_url: Option<String>,
    /// The wallet that gets the platform's part; needed off localnet
    #[arg(long, env = "FONANA_PLATFORM_ADDRESS", global = true, value_name = "ADDRESS")]
    pub platform_address: Option<String>,
    /// The mint of USDC, or none to take no USDC [default: Circle's on mainnet-beta, none on devnet; not for localnet]
    #[arg(long, env = "FONANA_USDC_MINT", global = true, value_name = "ADDRESS|none")]
    pub usdc_mint: Option<String>,
    /// Who tells what SOL costs in dollars: coinbase, kraken, coingecko, pyth; or fixed:150.00 to try the site, or none
    /// [default: coinbase,kraken,coingecko; on localnet fixed:150.00]
    #[arg(long, env = "FONANA_PRICE_SOURCES", global = true, value_name = "NAME,…|none")]
    pub price_sources: Option<String>,
    /// The key of Pyth's interface, where pyth is a price source
    #[arg(
        long,
        env = "FONANA_PYTH_KEY",
        global = true,
        value_name = "KEY",
        hide_env_values = true
    )]
    pub pyth_key: Option<String>,
    /// The platform's part of a sale in basis points [default: 1000]
    #[arg(long, env = "FONANA_PLATFORM_BPS", global = true, value_name = "0-5000")]
    pub platform_bps: Option<String>,
    /// What of the platform's part goes to the creator's referrer, in basis points [default: 5000]
    #[arg(long, env = "FONANA_REFERRAL_BPS", global = true, value_name = "0-10000")]
    pub referral_bps: Option<String>,
    /// Minutes that an order waits for its payment [default: 30]
    #[arg(long, env = "FONANA_ORDER_MINUTES", global = true, value_name = "1-1440")]
    pub order_minutes: Option<String>,
    /// Days that a subscription stays open after its end, for whoever did not cancel [default: 3]
    #[arg(long, env = "FONANA_GRACE_DAYS", global = true, value_name = "0-14")]
    pub grace_days: Option<String>,
    /// The mail server that takes letters: smtps://user:password@host, or smtp://user:password@host?tls=required; without one no
    /// e-mail is sent
    #[arg(
        long,
        env = "FONANA_SMTP_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// From whom letters come, as Fonana <letters@fonana.example>; needed with a mail server
    #[arg(long, env = "FONANA_MAIL_FROM", global = true, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// on or off; off only when listening on loopback, for measurements [default: on]
    #[arg(long, env = "FONANA_RATE_LIMITS", global = true, value_name = "on|off")]
    pub rate_limits: Option<String>,
    /// on: the client's address is the last of X-Forwarded-For, because a proxy of yours is in front [default: off]
    #[arg(long, env = "FONANA_TRUST_PROXY", global = true, value_name = "on|off")]
    pub trust_proxy: Option<String>,
    /// Seconds that a connection has for the head of a request [default: 30]
    #[arg(long, env = "FONANA_HEAD_SECONDS", global = true, value_name = "1-300")]
    pub head_seconds: Option<String>,
    /// Seconds that a stop waits for requests in flight [default: 20]
    #[arg(long, env = "FONANA_STOP_SECONDS", global = true, value_name = "1-600")]
    pub stop_seconds: Option<String>,
    /// What is logged, in the syntax of tracing's EnvFilter [default: info, and of migrations only warnings]
    #[arg(long, env = "FONANA_LOG", global = true, value_name = "FILTER")]
    pub log: Option<String>,
    /// text for people, json for machines [default: text]
    #[arg(long, env = "FONANA_LOG_FORMAT", global = true, value_name = "text|json")]
    pub log_format: Option<String>,
    /// on: the embedded network takes time travel and faults over /rpc [default: off]
    #[arg(long, env = "FONANA_DEV", global = true, value_name = "on|off")]
    pub dev: Option<String>,
}

/// A value that cannot be used: which, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub setting: &'static str,
    pub problem: String,
}

/// All that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The configuration has {} fault(s):", self.0.len())?;
        for fault in &self.0 {
            writeln!(f, "  {}: {}", fault.setting, fault.problem)?;
        }
        Ok(())
    }
}

/// How the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// Which chain, and how it is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainConfig {
    /// Embedded, in the data folder.
    Localnet,
    Rpc {
        network: &'static str,
        genesis_hash: &'static str,
        urls: Vec<String>,
        platform: Address,
        /// The one mint of USDC that is taken.
        usdc_mint: Option<Address>,
    },
}

/// The checked configuration.
#[derive(Clone, Debug)]
pub struct Config {
    pub data_dir: PathBuf,
    pub addr: SocketAddr,
    /// Scheme, host and port, without a slash at the end.
    pub origin: String,
    /// Host and port of the origin.
    pub domain: String,
    pub database_url: String,
    /// Where processes meet, if there are to be several.
    pub redis: Option<At>,
    /// Where files lie; without a bucket, in the data folder.
    pub bucket: Option<Bucket>,
    pub uploads: Uploads,
    /// What works on films and sounds.
    pub ffmpeg: Ffmpeg,
    /// Where nginx has the files' folder.
    pub accel: Option<String>,
    pub chain: ChainConfig,
    /// On localnet too, when one was named.
    pub platform_address: Option<Address>,
    /// Who tells what SOL costs; without any no dollars are shown.
    pub price_sources: Vec<Named>,
    pub rates: Rates,
    pub order_lifetime: Duration,
    /// How long a subscription stays open after its end.
    pub grace: Duration,
    /// Who takes letters; without one none are sent.
    pub mail: Option<Smtp>,
    pub rate_limits: bool,
    pub trust_proxy: bool,
    /// For the head of a request, the wait for its first byte included.
    pub head_within: Duration,
    pub stop_within: Duration,
    pub log: String,
    pub log_format: LogFormat,
    pub dev: bool,
    /// Whether `cargo leptos watch` runs us and pages should reload by themselves.
    pub watch: bool,
}

/// The program that works on films and sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ffmpeg {
    /// Whichever is found, if any is.
    Found,
    None,
    At(PathBuf),
}

/// Genesis hashes of the public clusters, from `solana genesis-hash`.
const CLUSTERS: &[(&str, &str)] = &[
    ("devnet", "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG"),
    ("mainnet-beta", "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d"),
];

/// USDC on mainnet-beta, from Circle's list of contract addresses.
const MAINNET_USDC: &str = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";

impl Settings {
    /// Fills what flags and environment left open from the file.
    fn with_file(self, faults: &mut Collector) -> Self {
        let mut file = File::read(self.config.as_deref(), faults);
        let data_dir = file.take("data_dir", faults).map(PathBuf::from);
        let mut or = |value: Option<String>, key| value.or(file.take(key, faults));
        let filled = Self {
            config: self.config,
            data_dir: self.data_dir.or(data_dir),
            addr: or(self.addr, "addr"),
            public_url: or(self.public_url, "public_url"),
            database_url: or(self.database_url, "database_url"),
            redis_url: or(self.redis_url, "redis_url"),
            storage: or(self.storage, "storage"),
            s3_bucket: or(self.s3_bucket, "s3_bucket"),
            s3_endpoint: or(self.s3_endpoint, "s3_endpoint"),
            s3_region: or(self.s3_region, "s3_region"),
            s3_access_key: or(self.s3_access_key, "s3_access_key"),
            s3_secret_key: or(self.s3_secret_key, "s3_secret_key"),
            upload_mb: or(self.upload_mb, "upload_mb"),
            upload_day_gb: or(self.upload_day_gb, "upload_day_gb"),
            quota_gb: or(self.quota_gb, "quota_gb"),
            disk_reserve_gb: or(self.disk_reserve_gb, "disk_reserve_gb"),
            ffmpeg: or(self.ffmpeg, "ffmpeg"),
            accel: or(self.accel, "accel"),
            solana_network: or(self.solana_network, "solana_network"),
            solana_rpc_url: or(self.solana_rpc_url, "solana_rpc_url"),
            platform_address: or(self.platform_address, "platform_address"),
            usdc_mint: or(self.usdc_mint, "usdc_mint"),
            price_sources: or(self.price_sources, "price_sources"),
            pyth_key: or(self.pyth_key, "pyth_key"),
            platform_bps: or(self.platform_bps, "platform_bps"),
            referral_bps: or(self.referral_bps, "referral_bps"),
            order_minutes: or(self.order_minutes, "order_minutes"),
            grace_days: or(self.grace_days, "grace_days"),
            smtp_url: or(self.smtp_url, "smtp_url"),
            mail_from: or(self.mail_from, "mail_from"),
            rate_limits: or(self.rate_limits, "rate_limits"),
            trust_proxy: or(self.trust_proxy, "trust_proxy"),
            head_seconds: or(self.head_seconds, "head_seconds"),
            stop_seconds: or(self.stop_seconds, "stop_seconds"),
            log: or(self.log, "log"),
            log_format: or(self.log_format, "log_format"),
            dev: or(self.dev, "dev"),
        };
        for key in file.0.keys() {
            faults.add("config", format!("there is no setting {key:?}"));
        }
        filled
    }

    /// Reads the file, checks every value and names all faults at once.
    pub fn resolve(self) -> Result<Config, Faults> {
        let mut faults = Collector::default();
        self.with_file(&mut faults).checked(faults)
    }

    /// Checks the values without reading any file.
    pub fn check(self) -> Result<Config, Faults> {
        self.checked(Collector::default())
    }

    fn checked(self, mut faults: Collector) -> Result<Config, Faults> {
        let data_dir = self.data_dir.clone().unwrap_or_else(|| PathBuf::from("data"));
        let (addr, origin) = self.addresses(&mut faults);
        let database_url = self.database_url.clone().unwrap_or_else(|| sqlite_url(&data_dir));
        let known = ["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|scheme| database_url.starts_with(scheme));
        faults.want(
            "database_url",
            known.then_some(()),
            "a sqlite:// or postgres:// address",
        );
        // The address may hold a password, and is not repeated.
        let redis = self.redis_url.as_deref().and_then(|url| {
            let at = url.parse::<At>().ok();
            faults.want("redis_url", at, "a redis://, rediss:// or unix:// address")
        });
        let bucket = self.bucket(&mut faults);
        let uploads = self.uploads(&mut faults);
        let accel = self.accel.as_deref().and_then(|path| {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_');
            let good =
                path.len() > 1 && path.starts_with('/') && path.ends_with('/') && path.chars().all(plain);
            faults.want(
                "accel",
                good.then(|| path.to_owned()),
                "a path such as /internal/media/",
            )
        });
        if accel.is_some() && bucket.is_some() {
            faults.add("accel", "is for files in a folder, not in a bucket");
        }
        let platform_address = self
            .platform_address
            .as_deref()
            .and_then(|text| faults.parse::<Address>("platform_address", text, "a Solana address in base58"));
        let chain = self.chain(platform_address, &mut faults);
        let price_sources = self.price_sources(&chain, &mut faults);
        let default = Rates::default();
        let rates = Rates {
            platform_bps: faults.number("platform_bps", self.platform_bps, default.platform_bps, 0..=5_000),
            referral_bps_of_platform: faults.number(
                "referral_bps",
                self.referral_bps,
                default.referral_bps_of_platform,
                0..=10_000,
            ),
        };
        let minutes = faults.number("order_minutes", self.order_minutes, 30, 1..=1_440);
        let grace_days = faults.number("grace_days", self.grace_days, 3, 0..=14);
        let mail = match (self.smtp_url.as_deref(), self.mail_from.as_deref()) {
            (None, None) => None,
            (None, Some(_)) => {
                faults.add("smtp_url", "needed, because mail_from is set");
                None
            }
            (Some(url), from) => Smtp::new(url, from.unwrap_or_default())
                .map_err(|(setting, problem)| faults.add(setting, problem))
                .ok(),
        };
        let rate_limits = faults.switch("rate_limits", self.rate_limits, true);
        if !rate_limits {
            faults.loopback("rate_limits", addr, "off is for loopback only");
        }
        let trust_proxy = faults.switch("trust_proxy", self.trust_proxy, false);
        let head_seconds = faults.number("head_seconds", self.head_seconds, 30, 1..=300);
        let stop_seconds = faults.number("stop_seconds", self.stop_seconds, 20, 1..=600);
        let dev = faults.switch("dev", self.dev, false);
        if dev {
            faults.loopback("dev", addr, "on is for loopback only");
        }
        let log = self.log.unwrap_or_else(|| "info,sea_orm_migration=warn".into());
        if let Err(error) = EnvFilter::try_new(&log) {
            faults.add("log", format!("{log:?} is no filter: {error}"));
        }
        let log_format = match self.log_format.as_deref() {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(_) => {
                faults.add("log_format", "must be text or json");
                LogFormat::Text
            }
        };
        if !faults.0.is_empty() {
            return Err(Faults(faults.0));
        }
        Ok(Config {
            data_dir,
            addr,
            domain: domain_of(&origin).to_owned(),
            origin,
            database_url,
            redis,
            bucket,
            uploads,
            ffmpeg: match self.ffmpeg.as_deref() {
                None => Ffmpeg::Found,
                Some("none") => Ffmpeg::None,
                Some(path) => Ffmpeg::At(PathBuf::from(path)),
            },
            accel,
            chain,
            platform_address,
            price_sources,
            rates,
            order_lifetime: Duration::from_secs(u64::from(minutes) * 60),
            grace: Duration::from_secs(u64::from(grace_days) * 24 * 60 * 60),
            mail,
            rate_limits,
            trust_proxy,
            head_within: Duration::from_secs(head_seconds.into()),
            stop_within: Duration::from_secs(stop_seconds.into()),
            log,
            log_format,
            dev,
            watch: watched(),
        })
    }

    /// Where to listen, and the origin that people see.
    fn addresses(&self, faults: &mut Collector) -> (SocketAddr, String) {
        let text = self.addr.as_deref().unwrap_or("127.0.0.1:3000");
        // A host's name is taken too, as the first of its addresses.
        let resolved = text.to_socket_addrs().ok().and_then(|mut found| found.next());
        let addr = faults.want(
            "addr",
            resolved,
            &format!("host and port, such as 127.0.0.1:3000, got {text:?}"),
        );
        let origin = match (&self.public_url, addr) {
            (Some(url), _) => faults.public_url(url),
            (None, Some(addr)) if addr.ip().is_unspecified() => {
                let why = format!(
                    "needed, because {text} is every address of this machine: set FONANA_PUBLIC_URL to the one that people open, such as https://fonana.example"
                );
                faults.add("public_url", why);
                None
            }
            (None, Some(_)) => origin(&format!("http://{text}")).ok(),
            (None, None) => None,
        };
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 3000));
        (addr.unwrap_or(nowhere), origin.unwrap_or_default())
    }

    /// The bucket of files, where there is to be one.
    fn bucket(&self, faults: &mut Collector) -> Option<Bucket> {
        match self.storage.as_deref() {
            Some("s3") => {}
            None | Some("folder") => {
                let unused = self.s3_bucket.is_none() && self.s3_endpoint.is_none();
                faults.want(
                    "storage",
                    unused.then_some(()),
                    "s3, because a bucket or its address is named",
                );
                return None;
            }
            Some(other) => {
                faults.add("storage", format!("expected folder or s3, got {other:?}"));
                return None;
            }
        }
        let endpoint = self.s3_endpoint.as_deref().map(|url| {
            origin(url).unwrap_or_else(|expected| {
                faults.add("s3_endpoint", format!("expected {expected}, got {url:?}"));
                String::new()
            })
        });
        let mut named = |setting, value: &Option<String>| {
            let value = value.clone().filter(|value| !value.is_empty());
            faults
                .want(setting, value, "a value, because the storage is s3")
                .unwrap_or_default()
        };
        Some(Bucket {
            name: named("s3_bucket", &self.s3_bucket),
            access_key: named("s3_access_key", &self.s3_access_key),
            secret_key: named("s3_secret_key", &self.s3_secret_key),
            endpoint,
            region: self.s3_region.clone().unwrap_or_else(|| "us-east-1".into()),
        })
    }

    /// How much people may upload.
    fn uploads(&self, faults: &mut Collector) -> Uploads {
        const MB: u64 = 1024 * 1024;
        let all = 1..=u16::MAX;
        let mut number = |setting, value: &Option<String>, default, allowed| {
            u64::from(faults.number(setting, value.clone(), default, allowed))
        };
        Uploads {
            file: number("upload_mb", &self.upload_mb, 2_048, all.clone()) * MB,
            day: number("upload_day_gb", &self.upload_day_gb, 20, all.clone()) * 1024 * MB,
            quota: number("quota_gb", &self.quota_gb, 100, all) * 1024 * MB,
            reserve: number("disk_reserve_gb", &self.disk_reserve_gb, 1, 0..=u16::MAX) * 1024 * MB,
            step: 8 * MB,
        }
    }

    /// Who tells what SOL costs. Where the money is real, nobody may make that up.
    fn price_sources(&self, chain: &ChainConfig, faults: &mut Collector) -> Vec<Named> {
        let (default, real) = match chain {
            ChainConfig::Localnet => ("fixed:150.00", false),
            ChainConfig::Rpc { network, .. } => ("coinbase,kraken,coingecko", *network == "mainnet-beta"),
        };
        let list = self.price_sources.as_deref().unwrap_or(default);
        match Named::list(list, self.pyth_key.as_deref()) {
            Ok(named) if real && named.iter().any(Named::is_test) => {
                faults.add("price_sources", "a fixed price is not for mainnet-beta");
                vec![]
            }
            Ok(named) => named,
            Err(problem) => {
                faults.add("price_sources", problem);
                vec![]
            }
        }
    }

    /// Which chain, and how it is reached.
    fn chain(&self, platform_address: Option<Address>, faults: &mut Collector) -> ChainConfig {
        let network = self.solana_network.as_deref().unwrap_or("localnet");
        let urls: Vec<String> = self
            .solana_rpc_url
            .iter()
            .flat_map(|urls| urls.split(','))
            .map(|url| url.trim().to_owned())
            .collect();
        if let Some((network, genesis_hash)) = CLUSTERS.iter().find(|(name, _)| *name == network) {
            let http = |url: &String| url.starts_with("https://") || url.starts_with("http://");
            let usable = !urls.is_empty() && urls.iter().all(http);
            faults.want(
                "solana_rpc_url",
                usable.then_some(()),
                "one or more https:// addresses of RPC nodes",
            );
            let platform = faults.want("platform_address", platform_address, "needed on a real network");
            let mint = self.usdc_mint.as_deref();
            let mint = mint.or((*network == "mainnet-beta").then_some(MAINNET_USDC));
            let usdc_mint = mint
                .filter(|mint| *mint != "none")
                .and_then(|mint| faults.parse("usdc_mint", mint, "a Solana address in base58, or none"));
            return ChainConfig::Rpc {
                network,
                genesis_hash,
                urls,
                platform: platform.unwrap_or(Address([0; 32])),
                usdc_mint,
            };
        }
        faults.want(
            "solana_network",
            (network == "localnet").then_some(()),
            "localnet, devnet or mainnet-beta",
        );
        faults.want(
            "solana_rpc_url",
            urls.is_empty().then_some(()),
            "set, but localnet is embedded; choose SOLANA_NETWORK too",
        );
        faults.want(
            "usdc_mint",
            self.usdc_mint.is_none().then_some(()),
            "set, but localnet has a mint of its own; choose SOLANA_NETWORK too",
        );
        faults.want(
            "solana_network",
            cfg!(feature = "localnet").then_some(()),
            "this build has no embedded network",
        );
        ChainConfig::Localnet
    }
}

/// Scheme, host and port of an address as browsers write them: lower case, without the scheme's own port.
fn origin(url: &str) -> Result<String, &'static str> {
    const EXPECTED: &str = "http:// or https:// and a host, without a path";
    if !url.is_ascii() {
        return Err("a host in ASCII: write the name in punycode, as xn--…");
    }
    let url = reqwest::Url::parse(url).map_err(|_| EXPECTED)?;
    let bare = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if !bare || !matches!(url.scheme(), "http" | "https") {
        return Err(EXPECTED);
    }
    Ok(url.origin().ascii_serialization())
}

/// Host and port of an origin.
fn domain_of(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

/// Whether `cargo leptos watch` started us.
#[expect(clippy::disallowed_methods, reason = "this is the room for it")]
fn watched() -> bool {
    std::env::var_os("LEPTOS_WATCH").is_some()
}

impl Config {
    /// Whether people come by https, so that cookies are `Secure`.
    pub fn https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The same once it is known which port `:0` gave: people must be told the real one.
    pub fn listening_on(mut self, addr: SocketAddr) -> Self {
        if let Some(host) = self.origin.strip_suffix(":0").filter(|_| self.addr.port() == 0) {
            self.origin = format!("{host}:{}", addr.port());
            self.domain = domain_of(&self.origin).to_owned();
        }
        self.addr = addr;
        self
    }

    /// Whether the embedded network pays.
    pub fn embedded(&self) -> bool {
        self.chain == ChainConfig::Localnet
    }

    /// The network's name.
    pub fn network(&self) -> &'static str {
        match &self.chain {
            ChainConfig::Localnet => "localnet",
            ChainConfig::Rpc { network, .. } => network,
        }
    }
}

/// The default database: a file in the data folder, made when missing.
pub fn sqlite_url(data_dir: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data_dir.join("fonana.db").display())
}

/// The settings of a file that were not taken yet.
struct File(toml::Table);

impl File {
    /// The named file, or `fonana.toml` if it is there.
    fn read(named: Option<&Path>, faults: &mut Collector) -> Self {
        let path = named.unwrap_or(Path::new("fonana.toml"));
        let table = match std::fs::read_to_string(path) {
            Ok(text) => text
                .parse::<toml::Table>()
                .map_err(|error| format!("{}: {error}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => {
                Ok(toml::Table::new())
            }
            Err(error) => Err(format!("{} cannot be read: {error}", path.display())),
        };
        Self(table.unwrap_or_else(|problem| {
            faults.add("config", problem);
            toml::Table::new()
        }))
    }

    /// A value as text; numbers and `true` need no quotes.
    fn take(&mut self, key: &'static str, faults: &mut Collector) -> Option<String> {
        match self.0.remove(key)? {
            toml::Value::String(text) => Some(text),
            toml::Value::Integer(number) => Some(number.to_string()),
            toml::Value::Boolean(switch) => Some(switch.to_string()),
            other => {
                faults.add(key, format!("expected a text, got {}", other.type_str()));
                None
            }
        }
    }
}

#[derive(Default)]
struct Collector(Vec<Fault>);

impl Collector {
    fn add(&mut self, setting: &'static str, problem: impl Into<String>) {
        self.0.push(Fault {
            setting,
            problem: problem.into(),
        });
    }

    fn want<T>(&mut self, setting: &'static str, value: Option<T>, expected: &str) -> Option<T> {
        if value.is_none() {
            self.add(setting, format!("expected {expected}"));
        }
        value
    }

    fn parse<T: std::str::FromStr>(
        &mut self,
        setting: &'static str,
        text: &str,
        expected: &str,
    ) -> Option<T> {
        let value = text.parse().ok();
        if value.is_none() {
            self.add(setting, format!("expected {expected}, got {text:?}"));
        }
        value
    }

    fn number(
        &mut self,
        setting: &'static str,
        value: Option<String>,
        default: u16,
        allowed: RangeInclusive<u16>,
    ) -> u16 {
        let Some(text) = value else { return default };
        match text.trim().parse() {
            Ok(number) if allowed.contains(&number) => number,
            _ => {
                let (least, most) = allowed.into_inner();
                self.add(
                    setting,
                    format!("expected a number from {least} to {most}, got {text:?}"),
                );
                default
            }
        }
    }

    fn public_url(&mut self, url: &str) -> Option<String> {
        let origin = origin(url).and_then(|origin| {
            let no_port = origin.ends_with(":0").then_some("a port that is not 0");
            no_port.map_or(Ok(origin), Err)
        });
        origin
            .map_err(|expected| self.add("public_url", format!("expected {expected}, got {url:?}")))
            .ok()
    }

    fn loopback(&mut self, setting: &'static str, addr: SocketAddr, problem: &str) {
        if !addr.ip().is_loopback() {
            self.add(setting, problem);
        }
    }

    fn switch(&mut self, setting: &'static str, value: Option<String>, default: bool) -> bool {
        match value.as_deref() {
            None => default,
            Some("on" | "true" | "1") => true,
            Some("off" | "false" | "0") => false,
            Some(other) => {
                self.add(setting, format!("expected on or off, got {other:?}"));
                default
            }
        }
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
