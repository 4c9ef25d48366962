//! What sources answer, in the shapes of their documentation, and what is no answer; and how an operator names them.

use super::*;

const NOW: Timestamp = Timestamp(1_767_225_600_000);

fn pyth() -> Named {
    Named::Pyth("key".into())
}

fn price(named: &Named, body: &str) -> Option<(u64, i64)> {
    let quoted = read(named, body.as_bytes(), NOW)?;
    Some((quoted.micros.0, (NOW.0 - quoted.observed_at.0) / 1_000))
}

fn pyth_says(price: &str, conf: &str, expo: i64) -> String {
    format!(
        r#"{{"binary":{{"encoding":"hex","data":["504e"]}},"parsed":[{{"id":"{PYTH_SOL}","price":{{"price":"{price}","conf":"{conf}","expo":{expo},"publish_time":1767225598}},"ema_price":{{"price":"1","conf":"1","expo":-8,"publish_time":1767225598}},"metadata":{{"slot":1}}}}]}}"#
    )
}

#[test]
fn each_source_is_read_as_it_writes() {
    let coinbase = r#"{"ask":"150.13","bid":"150.12","volume":"1234.5","trade_id":86326522,"price":"150.125","size":"0.01","time":"2025-12-31T23:59:55.061769Z","rfq_volume":"1.2"}"#;
    assert_eq!(price(&Named::Coinbase, coinbase), Some((150_125_000, 4)));
    let kraken = r#"{"error":[],"result":{"SOLUSD":{"a":["150.13000","1","1.000"],"b":["150.12000","1","1.000"],"c":["150.12500","0.5"],"v":["1","2"],"p":["1","2"],"t":[1,2],"l":["1","2"],"h":["1","2"],"o":"150.0"}}}"#;
    assert_eq!(price(&Named::Kraken, kraken), Some((150_125_000, 0)));
    // A JSON number with more digits than a floating point number keeps.
    let coingecko = r#"{"solana":{"usd":150.12512345678901234567,"last_updated_at":1767225540}}"#;
    assert_eq!(price(&Named::Coingecko, coingecko), Some((150_125_123, 60)));
    assert_eq!(
        price(&pyth(), &pyth_says("15012512345", "7506256", -8)),
        Some((150_125_123, 2))
    );
}

#[test]
fn what_makes_no_sense_is_no_price() {
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        r#"{"price":150.125,"time":"2025-12-31T23:59:55Z"}"#,
        r#"{"price":"-150","time":"2025-12-31T23:59:55Z"}"#,
        r#"{"price":"150"}"#,
        r#"{"price":"150","time":"soon"}"#,
        r#"{"error":["EService:Unavailable"]}"#,
        r#"{"error":["EGeneral:Busy"],"result":{"SOLUSD":{"c":["150","1"]}}}"#,
        r#"{"error":[],"result":{}}"#,
        r#"{"error":[],"result":{"SOLUSD":{"c":[]}}}"#,
        r#"{"error":[],"result":{"SOLUSD":{"c":["150"]},"XBTUSD":{"c":["90000"]}}}"#,
        r#"{"solana":{"usd":null,"last_updated_at":1767225540}}"#,
        r#"{"solana":{"usd":"150","last_updated_at":1767225540}}"#,
        r#"{"solana":{"usd":1.5e2,"last_updated_at":1767225540}}"#,
        r#"{"solana":{"usd":150}}"#,
        r#"{"parsed":[]}"#,
    ] {
        for named in [Named::Coinbase, Named::Kraken, Named::Coingecko, pyth()] {
            assert_eq!(price(&named, body), None, "{named:?} {body}");
        }
    }
    // Half a percent is as unsure as it may be.
    assert!(price(&pyth(), &pyth_says("20000000000", "100000000", -8)).is_some());
    assert_eq!(price(&pyth(), &pyth_says("20000000000", "100000001", -8)), None);
    assert_eq!(price(&pyth(), &pyth_says("-20000000000", "1", -8)), None);
    assert_eq!(price(&pyth(), &pyth_says("20000000000", "1", 30)), None);
    let other = pyth_says("20000000000", "1", -8).replace("ef0d", "ffff");
    assert_eq!(price(&pyth(), &other), None);
}

#[test]
fn sources_are_named_in_a_list() {
    let list = |text| Named::list(text, Some("key"));
    assert_eq!(list("none"), Ok(vec![]));
    assert_eq!(
        list("coinbase, kraken,pyth"),
        Ok(vec![Named::Coinbase, Named::Kraken, pyth()])
    );
    assert_eq!(list("fixed:150.5"), Ok(vec![Named::Fixed(Units(150_500_000))]));
    for wrong in [
        "",
        "binance",
        "coinbase,",
        "coinbase,coinbase",
        "none,kraken",
        "fixed",
        "fixed:",
        "fixed:-1",
        "fixed:0",
        "fixed:150,kraken",
        "kraken:150",
        "KRAKEN",
    ] {
        assert!(list(wrong).is_err(), "{wrong}");
    }
    assert!(Named::list("pyth", None).is_err_and(|why| why.contains("FONANA_PYTH_KEY")));
    // A key is told to nobody.
    assert_eq!(format!("{:?}", pyth()), "pyth");
}
