//! Tests of `config.rs`: what nothing set means, and that every fault is named at once.

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
        platform_bps: Some("9999".into()),
        order_minutes: Some("soon".into()),
        grace_days: Some("15".into()),
        mail_from: Some("Fonana <letters@fonana.example>".into()),
        rate_limits: Some("maybe".into()),
        log: Some("server=loud".into()),
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
        "order_minutes",
        "grace_days",
        "smtp_url",
        "rate_limits",
        "log",
        "log_format",
    ];
    assert_eq!(named, expected);
}

fn at(addr: &str, public_url: Option<&str>) -> Result<Config, Faults> {
    let settings = Settings {
        addr: Some(addr.into()),
        public_url: public_url.map(str::to_owned),
        ..Settings::default()
    };
    settings.check()
}

#[test]
fn a_host_may_be_named_and_port_0_becomes_the_real_one() {
    let config = at("localhost:3000", None).expect("this machine has a name");
    assert!(config.addr.ip().is_loopback());
    assert_eq!(config.origin, "http://localhost:3000");
    let config = at("127.0.0.1:0", None)
        .expect("any port")
        .listening_on(([127, 0, 0, 1], 4321).into());
    assert_eq!(
        (config.origin.as_str(), config.domain.as_str()),
        ("http://127.0.0.1:4321", "127.0.0.1:4321")
    );
    let public = at("127.0.0.1:0", Some("https://fonana.example")).expect("valid");
    let public = public.listening_on(([127, 0, 0, 1], 4321).into());
    assert_eq!(public.origin, "https://fonana.example");
}

#[test]
fn usdc_is_taken_by_one_mint_or_not_at_all() {
    let mint = |network: &str, mint: Option<&str>| {
        let settings = Settings {
            public_url: Some("https://fonana.example".into()),
            solana_network: Some(network.into()),
            solana_rpc_url: Some("https://rpc.example".into()),
            platform_address: Some(Address([3; 32]).to_string()),
            usdc_mint: mint.map(str::to_owned),
            ..Settings::default()
        };
        settings.check().map(|config| match config.chain {
            ChainConfig::Rpc { usdc_mint, .. } => usdc_mint.map(|mint| mint.to_string()),
            ChainConfig::Localnet => None,
        })
    };
    let other = Address([7; 32]).to_string();
    for (network, given, expected) in [
        ("mainnet-beta", None, Some(MAINNET_USDC)),
        ("mainnet-beta", Some("none"), None),
        ("mainnet-beta", Some(other.as_str()), Some(other.as_str())),
        ("devnet", None, None),
        ("devnet", Some(other.as_str()), Some(other.as_str())),
    ] {
        let found = mint(network, given).expect("valid");
        assert_eq!(found.as_deref(), expected, "{network} {given:?}");
    }
    let faults = mint("devnet", Some("dollars")).expect_err("no address").0;
    assert_eq!((faults.len(), faults[0].setting), (1, "usdc_mint"));
    let local = Settings {
        usdc_mint: Some(other),
        ..Settings::default()
    };
    let faults = local.check().expect_err("localnet has its own").0;
    assert_eq!(faults[0].setting, "usdc_mint");
}

#[test]
fn what_sol_costs_is_told_by_markets_where_the_money_is_real() {
    let sources = |network: &str, named: Option<&str>| {
        let local = network == "localnet";
        let settings = Settings {
            public_url: Some("https://fonana.example".into()),
            solana_network: Some(network.into()),
            solana_rpc_url: (!local).then(|| "https://rpc.example".into()),
            platform_address: Some(Address([3; 32]).to_string()),
            price_sources: named.map(str::to_owned),
            ..Settings::default()
        };
        let config = settings.check();
        config.map(|config| format!("{:?}", config.price_sources))
    };
    for (network, named, expected) in [
        ("localnet", None, "[fixed]"),
        ("devnet", None, "[coinbase, kraken, coingecko]"),
        ("mainnet-beta", None, "[coinbase, kraken, coingecko]"),
        ("mainnet-beta", Some("kraken"), "[kraken]"),
        ("mainnet-beta", Some("none"), "[]"),
        ("devnet", Some("fixed:20"), "[fixed]"),
    ] {
        let found = sources(network, named).expect("valid");
        assert_eq!(found, expected, "{network} {named:?}");
    }
    for (network, named) in [
        ("mainnet-beta", "fixed:150.00"),
        ("devnet", "pyth"),
        ("localnet", "dice"),
    ] {
        let faults = sources(network, Some(named)).expect_err("refused").0;
        assert_eq!(
            (faults.len(), faults[0].setting),
            (1, "price_sources"),
            "{network} {named}"
        );
    }
}

#[test]
fn every_address_of_a_machine_is_nobodys_address() {
    for addr in ["0.0.0.0:3000", "[::]:3000"] {
        let faults = at(addr, None).expect_err("wallets cannot check it").0;
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].setting == "public_url" && faults[0].problem.contains("FONANA_PUBLIC_URL"),
            "{faults:?}"
        );
        assert!(at(addr, Some("https://fonana.example")).is_ok());
    }
}

#[test]
fn the_public_address_is_written_as_browsers_write_it() {
    for (given, origin) in [
        ("HTTPS://Fonana.Example:443/", "https://fonana.example"),
        ("http://fonana.example:80", "http://fonana.example"),
        ("https://fonana.example:8443", "https://fonana.example:8443"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ] {
        assert_eq!(at("127.0.0.1:3000", Some(given)).expect(given).origin, origin);
    }
    for wrong in [
        "https://фонана.example",
        "https://a/b",
        "https://a?b",
        "https://u@a",
        "https://a:0",
        "a.example",
        "https://",
    ] {
        let faults = at("127.0.0.1:3000", Some(wrong)).expect_err(wrong).0;
        assert_eq!((faults.len(), faults[0].setting), (1, "public_url"), "{wrong}");
    }
    let words = at("127.0.0.1:3000", Some("https://фонана.example"))
        .expect_err("not ASCII")
        .to_string();
    assert!(words.contains("punycode"), "{words}");
}

#[test]
fn faults_of_the_file_are_named_with_all_others() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("fonana.toml");
    let named = |text: &str| -> Vec<&'static str> {
        std::fs::write(&path, text).expect("written");
        let settings = Settings {
            config: Some(path.clone()),
            log_format: Some("xml".into()),
            ..Settings::default()
        };
        let faults = settings.resolve().expect_err("faulty").0;
        faults.iter().map(|fault| fault.setting).collect()
    };
    assert_eq!(named("addr = ["), ["config", "log_format"]);
    assert_eq!(
        named("colour = 1\nplatform_bps = 9999\naddr = [1]"),
        ["addr", "config", "platform_bps", "log_format"]
    );
    std::fs::remove_file(&path).expect("removed");
    let missing = Settings {
        config: Some(path.clone()),
        ..Settings::default()
    };
    assert_eq!(
        missing.resolve().expect_err("a named file must be there").0[0].setting,
        "config"
    );
}

#[test]
fn limits_cannot_be_lifted_off_loopback() {
    let open = Settings {
        addr: Some("0.0.0.0:80".into()),
        public_url: Some("https://fonana.example".into()),
        rate_limits: Some("off".into()),
        dev: Some("on".into()),
        ..Default::default()
    };
    let faults = open.check().expect_err("open to everybody").0;
    let named: Vec<_> = faults.iter().map(|fault| fault.setting).collect();
    assert_eq!(named, ["rate_limits", "dev"]);
}

#[test]
fn a_bucket_is_named_whole_or_not_at_all() {
    let with = |storage: Option<&str>, bucket: Option<&str>, endpoint: Option<&str>| {
        let settings = Settings {
            storage: storage.map(str::to_owned),
            s3_bucket: bucket.map(str::to_owned),
            s3_endpoint: endpoint.map(str::to_owned),
            s3_access_key: Some("key".into()),
            s3_secret_key: Some("secret".into()),
            ..Settings::default()
        };
        settings
            .check()
            .map(|config| config.bucket)
            .map_err(|faults| faults.0[0].setting)
    };
    assert_eq!(with(None, None, None), Ok(None));
    assert_eq!(with(Some("folder"), Some("files"), None), Err("storage"));
    assert_eq!(with(Some("s3"), None, None), Err("s3_bucket"));
    assert_eq!(
        with(Some("s3"), Some("files"), Some("ftp://x")),
        Err("s3_endpoint")
    );
    let bucket = with(Some("s3"), Some("files"), Some("http://127.0.0.1:9000")).expect("valid");
    let bucket = bucket.expect("a bucket");
    assert_eq!(bucket.region, "us-east-1");
    assert!(!format!("{bucket:?}").contains("secret"));
}

#[test]
fn redis_is_named_by_an_address() {
    let with = |url: &str| {
        let settings = Settings {
            redis_url: Some(url.into()),
            ..Settings::default()
        };
        settings.check()
    };
    let config = with("redis://:secret@127.0.0.1:6379").expect("valid");
    let text = format!("{config:?}");
    assert!(text.contains("127.0.0.1:6379") && !text.contains("secret"));
    let faults = with("http://:secret@127.0.0.1").expect_err("no Redis").0;
    assert_eq!((faults.len(), faults[0].setting), (1, "redis_url"));
    assert!(!faults[0].problem.contains("secret"));
    let none = Settings::default().check().expect("valid");
    assert!(none.redis.is_none());
}
