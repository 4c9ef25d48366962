//! The configuration: every value named, documented and checked here, and nowhere else. Flags win over the
//! environment, the environment over `fonana.toml`. It refuses to start with any value wrong, and names all at once.

use clap::Args;
use domain::rules::Network;
use serde::Deserialize;
use shared::{money::Rates, solana::Address};
use std::{
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

/// The values as given. The comments are the documentation: `fonana serve --help` prints them.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// A file of settings in TOML, keyed as the flags with underscores [default: fonana.toml, if it is there]
    #[arg(long, env = "FONANA_CONFIG", global = true, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The folder for everything that is kept: database, media, embedded network [default: data]
    #[arg(long, env = "FONANA_DATA_DIR", global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Where to listen [default: 127.0.0.1:3000]
    #[arg(long, env = "FONANA_ADDR", global = true, value_name = "HOST:PORT")]
    pub addr: Option<String>,
    /// The address people open, without a path; wallets check it [default: http:// and --addr]
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
    /// The platform's part of a sale in basis points [default: 1000]
    #[arg(long, env = "FONANA_PLATFORM_BPS", global = true, value_name = "0-5000")]
    pub platform_bps: Option<u16>,
    /// What of the platform's part goes to the creator's referrer, in basis points [default: 5000]
    #[arg(long, env = "FONANA_REFERRAL_BPS", global = true, value_name = "0-10000")]
    pub referral_bps: Option<u16>,
    /// Minutes that an order waits for its payment [default: 30]
    #[arg(long, env = "FONANA_ORDER_MINUTES", global = true, value_name = "1-1440")]
    pub order_minutes: Option<u16>,
    /// on or off; off only when listening on loopback, for measurements [default: on]
    #[arg(long, env = "FONANA_RATE_LIMITS", global = true, value_name = "on|off")]
    pub rate_limits: Option<String>,
    /// on: the client's address is the last of X-Forwarded-For, because a proxy of yours is in front [default: off]
    #[arg(long, env = "FONANA_TRUST_PROXY", global = true, value_name = "on|off")]
    pub trust_proxy: Option<String>,
    /// What is logged, in the syntax of tracing's EnvFilter [default: info]
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
    pub chain: ChainConfig,
    /// On localnet too, when one was named.
    pub platform_address: Option<Address>,
    pub rates: Rates,
    pub order_lifetime: Duration,
    pub rate_limits: bool,
    pub trust_proxy: bool,
    pub log: String,
    pub log_format: LogFormat,
    pub dev: bool,
    /// Whether `cargo leptos watch` runs us and pages should reload by themselves.
    pub watch: bool,
}

/// Genesis hashes of the public clusters, from `solana genesis-hash`.
const CLUSTERS: &[(&str, &str)] = &[
    ("devnet", "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG"),
    ("mainnet-beta", "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d"),
];

impl Settings {
    /// Fills what flags and environment left open from the file.
    fn with_file(self) -> Result<Self, Faults> {
        let (path, named) = match &self.config {
            Some(path) => (path.clone(), true),
            None => (PathBuf::from("fonana.toml"), false),
        };
        let fault = |problem: String| {
            Faults(vec![Fault {
                setting: "config",
                problem,
            }])
        };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => return Ok(self),
            Err(error) => return Err(fault(format!("{} cannot be read: {error}", path.display()))),
        };
        let file: Self =
            toml::from_str(&text).map_err(|error| fault(format!("{}: {error}", path.display())))?;
        Ok(Self {
            config: self.config,
            data_dir: self.data_dir.or(file.data_dir),
            addr: self.addr.or(file.addr),
            public_url: self.public_url.or(file.public_url),
            database_url: self.database_url.or(file.database_url),
            solana_network: self.solana_network.or(file.solana_network),
            solana_rpc_url: self.solana_rpc_url.or(file.solana_rpc_url),
            platform_address: self.platform_address.or(file.platform_address),
            platform_bps: self.platform_bps.or(file.platform_bps),
            referral_bps: self.referral_bps.or(file.referral_bps),
            order_minutes: self.order_minutes.or(file.order_minutes),
            rate_limits: self.rate_limits.or(file.rate_limits),
            trust_proxy: self.trust_proxy.or(file.trust_proxy),
            log: self.log.or(file.log),
            log_format: self.log_format.or(file.log_format),
            dev: self.dev.or(file.dev),
        })
    }

    /// Reads the file, checks every value and names all faults at once.
    pub fn resolve(self) -> Result<Config, Faults> {
        self.with_file()?.check()
    }

    /// Checks the values without reading any file.
    pub fn check(self) -> Result<Config, Faults> {
        let mut faults = Collector::default();
        let data_dir = self.data_dir.unwrap_or_else(|| PathBuf::from("data"));
        let addr_text = self.addr.unwrap_or_else(|| "127.0.0.1:3000".into());
        let addr = faults
            .parse("addr", &addr_text, "host and port, such as 127.0.0.1:3000")
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000)));
        let origin = self.public_url.unwrap_or_else(|| format!("http://{addr}"));
        let origin = origin.trim_end_matches('/').to_owned();
        let domain = origin
            .strip_prefix("https://")
            .or_else(|| origin.strip_prefix("http://"))
            .filter(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']))
            .map(str::to_owned);
        let domain = faults.want(
            "public_url",
            domain,
            "http:// or https:// and a host, without a path",
        );
        let database_url = self.database_url.unwrap_or_else(|| sqlite_url(&data_dir));
        let known = ["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|scheme| database_url.starts_with(scheme));
        faults.want(
            "database_url",
            known.then_some(()),
            "a sqlite:// or postgres:// address",
        );

        let platform_address = self
            .platform_address
            .as_deref()
            .and_then(|text| faults.parse::<Address>("platform_address", text, "a Solana address in base58"));
        let network = self.solana_network.unwrap_or_else(|| "localnet".into());
        let urls: Vec<String> = self
            .solana_rpc_url
            .iter()
            .flat_map(|urls| urls.split(','))
            .map(|url| url.trim().to_owned())
            .collect();
        let chain = match CLUSTERS.iter().find(|(name, _)| *name == network) {
            Some((network, genesis_hash)) => {
                let http = |url: &String| url.starts_with("https://") || url.starts_with("http://");
                let usable = !urls.is_empty() && urls.iter().all(http);
                faults.want(
                    "solana_rpc_url",
                    usable.then_some(()),
                    "one or more https:// addresses of RPC nodes",
                );
                let platform = faults.want("platform_address", platform_address, "needed on a real network");
                ChainConfig::Rpc {
                    network,
                    genesis_hash,
                    urls,
                    platform: platform.unwrap_or(Address([0; 32])),
                }
            }
            None => {
                let localnet = network == "localnet";
                faults.want(
                    "solana_network",
                    localnet.then_some(()),
                    "localnet, devnet or mainnet-beta",
                );
                faults.want(
                    "solana_rpc_url",
                    urls.is_empty().then_some(()),
                    "set, but localnet is embedded; choose SOLANA_NETWORK too",
                );
                let compiled = cfg!(feature = "localnet");
                faults.want(
                    "solana_network",
                    compiled.then_some(()),
                    "this build has no embedded network",
                );
                ChainConfig::Localnet
            }
        };

        let default = Rates::default();
        let platform_bps = self.platform_bps.unwrap_or(default.platform_bps);
        faults.want("platform_bps", (platform_bps <= 5_000).then_some(()), "0 to 5000");
        let referral_bps_of_platform = self.referral_bps.unwrap_or(default.referral_bps_of_platform);
        faults.want(
            "referral_bps",
            (referral_bps_of_platform <= 10_000).then_some(()),
            "0 to 10000",
        );
        let minutes = self.order_minutes.unwrap_or(30);
        faults.want(
            "order_minutes",
            (1..=1_440).contains(&minutes).then_some(()),
            "1 to 1440",
        );
        let rate_limits = faults.switch("rate_limits", self.rate_limits, true);
        if !rate_limits {
            faults.want(
                "rate_limits",
                addr.ip().is_loopback().then_some(()),
                "off is for loopback only",
            );
        }
        let trust_proxy = faults.switch("trust_proxy", self.trust_proxy, false);
        let dev = faults.switch("dev", self.dev, false);
        if dev {
            faults.want(
                "dev",
                addr.ip().is_loopback().then_some(()),
                "on is for loopback only",
            );
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
            origin,
            domain: domain.unwrap_or_default(),
            database_url,
            chain,
            platform_address,
            rates: Rates {
                platform_bps,
                referral_bps_of_platform,
            },
            order_lifetime: Duration::from_secs(u64::from(minutes) * 60),
            rate_limits,
            trust_proxy,
            log: self.log.unwrap_or_else(|| "info".into()),
            log_format,
            dev,
            watch: watched(),
        })
    }
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

    /// Whether the embedded network pays.
    pub fn embedded(&self) -> bool {
        self.chain == ChainConfig::Localnet
    }

    /// The network's name and genesis hash, the latter known beforehand only off localnet.
    pub fn network(&self, embedded_genesis: Option<&str>) -> Network {
        match &self.chain {
            ChainConfig::Localnet => Network {
                name: "localnet".into(),
                genesis_hash: embedded_genesis.unwrap_or_default().to_owned(),
            },
            ChainConfig::Rpc {
                network,
                genesis_hash,
                ..
            } => Network {
                name: (*network).into(),
                genesis_hash: (*genesis_hash).into(),
            },
        }
    }
}

/// The default database: a file in the data folder, made when missing.
pub fn sqlite_url(data_dir: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data_dir.join("fonana.db").display())
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
mod tests {
    use super::*;

    #[test]
    fn nothing_set_is_a_local_site_with_play_money() {
        let config = Settings::default().check().expect("the defaults are valid");
        assert_eq!(config.origin, "http://127.0.0.1:3000");
        assert_eq!(config.domain, "127.0.0.1:3000");
        assert!(config.embedded() && config.rate_limits && !config.https());
    }

    #[test]
    fn all_faults_are_named_at_once() {
        let settings = Settings {
            addr: Some("nowhere".into()),
            public_url: Some("ftp://x".into()),
            solana_network: Some("mainnet-beta".into()),
            platform_bps: Some(9_999),
            rate_limits: Some("maybe".into()),
            log_format: Some("xml".into()),
            ..Settings::default()
        };
        let faults = settings.check().expect_err("nothing here is valid").0;
        let named: Vec<_> = faults.iter().map(|fault| fault.setting).collect();
        let expected = [
            "addr",
            "public_url",
            "solana_rpc_url",
            "platform_address",
            "platform_bps",
            "rate_limits",
            "log_format",
        ];
        assert_eq!(named, expected);
    }

    #[test]
    fn limits_cannot_be_lifted_off_loopback() {
        let open = Settings {
            addr: Some("0.0.0.0:80".into()),
            rate_limits: Some("off".into()),
            ..Default::default()
        };
        assert!(open.check().is_err());
    }
}
