//! What SOL is worth, from sources on loopback that lie, lag, die, and answer what nobody asked for; and what people are shown of it,
//! which without a good price is nothing.

use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::payments::fiat::worker::Desk;
use serde_json::{Value, json};
use server::{adapters::prices::Named, serve::Scanner};
use shared::{Timestamp, payments::OrderView};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use testkit::{Caller, Db, TestApp, both};
use tokio::net::TcpListener;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// What a source does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Says(&'static str),
    /// A price of so many seconds ago.
    Lags(&'static str, i64),
    Fails(u16),
    Garbage,
    /// A good price with more around it than anybody reads.
    Huge,
    /// To where a good price is.
    Elsewhere,
}

/// A source of a kind, on loopback, with the test's own clock.
#[derive(Clone)]
struct Source {
    named: Named,
    site: String,
    way: Arc<Mutex<Way>>,
    asked: Arc<AtomicU32>,
    clock: Arc<dyn domain::ports::Clock>,
}

impl Source {
    async fn open(app: &TestApp, named: Named, way: Way) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let source = Self {
            named,
            site: format!("http://{}", listener.local_addr().expect("an address")),
            way: Arc::new(Mutex::new(way)),
            asked: Arc::default(),
            clock: app.domain().clock.clone(),
        };
        let router = Router::new().fallback(answer).with_state(source.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        source
    }

    fn now_does(&self, way: Way) {
        *self.way.lock().expect("nobody panicked") = way;
    }

    /// As each of them writes it.
    fn body(&self, price: &str, seen: Timestamp) -> String {
        match self.named {
            Named::Kraken => {
                json!({ "error": [], "result": { "SOLUSD": { "c": [price, "1"] } } }).to_string()
            }
            Named::Coingecko => {
                format!(
                    r#"{{"solana":{{"usd":{price},"last_updated_at":{}}}}}"#,
                    seen.seconds()
                )
            }
            _ => json!({ "trade_id": 1, "price": price, "time": seen }).to_string(),
        }
    }
}

async fn answer(State(source): State<Source>, request: Request) -> Response {
    source.asked.fetch_add(1, Ordering::SeqCst);
    let now = source.clock.now();
    let good = |price| source.body(price, now);
    let way = *source.way.lock().expect("nobody panicked");
    match way {
        _ if request.uri().path() == "/good" => good("150.00").into_response(),
        Way::Says(price) => good(price).into_response(),
        Way::Lags(price, seconds) => source
            .body(price, Timestamp(now.0 - seconds * 1_000))
            .into_response(),
        Way::Fails(status) => StatusCode::from_u16(status).expect("a status").into_response(),
        Way::Garbage => "<html>We are down for maintenance</html>".into_response(),
        Way::Huge => format!("{}{}", good("150.00"), " ".repeat(1024 * 1024)).into_response(),
        Way::Elsewhere => Redirect::temporary("/good").into_response(),
    }
}

/// A site with three sources, and the worker that asks them by hand.
struct Market {
    app: TestApp,
    sources: Vec<Source>,
    desk: Desk,
}

impl Market {
    async fn open(ways: [Way; 3]) -> Self {
        let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
            settings.price_sources = Some("coinbase,kraken,coingecko".into());
        })
        .await;
        let mut sources = vec![];
        for (named, way) in [Named::Coinbase, Named::Kraken, Named::Coingecko]
            .into_iter()
            .zip(ways)
        {
            sources.push(Source::open(&app, named, way).await);
        }
        let desk = desk(&app, &sources);
        Self { app, sources, desk }
    }

    async fn round(&mut self) {
        self.desk.round(self.app.domain()).await;
    }

    /// The price in dollars and whose it is; or the code of why there is none.
    async fn price(&self) -> Result<(String, Vec<String>), String> {
        let answer = self.app.visitor().get("/api/pricing").await;
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        match answer.status {
            200 => {
                let sources = answer.json["sources"].as_array().expect("a list");
                Ok((text(&answer.json["sol_usd"]), sources.iter().map(text).collect()))
            }
            503 => Err(answer.code().to_owned()),
            other => panic!("{other} {}", answer.json),
        }
    }
}

fn desk(app: &TestApp, sources: &[Source]) -> Desk {
    let named: Vec<_> = sources
        .iter()
        .map(|source| (source.named.clone(), source.site.as_str()))
        .collect();
    app.prices(&named)
}

fn costs(price: &str, sources: &[&str]) -> Result<(String, Vec<String>), String> {
    Ok((
        price.to_owned(),
        sources.iter().map(|name| (*name).to_owned()).collect(),
    ))
}

fn none() -> Result<(String, Vec<String>), String> {
    Err("rate_unavailable".to_owned())
}

const ALL: [Way; 3] = [Way::Says("150.10"), Way::Says("150.20"), Way::Says("150.4")];

#[tokio::test]
async fn the_price_is_the_median_with_its_age() {
    let mut market = Market::open(ALL).await;
    assert_eq!(market.price().await, none(), "nobody was asked yet");
    market.round().await;
    assert_eq!(
        market.price().await,
        costs("150.2", &["coinbase", "coingecko", "kraken"])
    );
    let answer = market.app.visitor().get("/api/pricing").await.json;
    assert_eq!(
        (&answer["age_seconds"], &answer["test"]),
        (&json!(0), &json!(false))
    );
    market.app.advance(45 * SECOND);
    let later = market.app.visitor().get("/api/pricing").await.json;
    assert_eq!(later["age_seconds"], json!(45));
    assert_eq!(later["observed_at"], answer["observed_at"]);
    // The oldest of what it is made of gives it its age.
    market.sources[0].now_does(Way::Lags("150.10", 100));
    market.round().await;
    let lagging = market.app.visitor().get("/api/pricing").await.json;
    assert_eq!(lagging["age_seconds"], json!(100));
}

#[tokio::test]
async fn who_lies_lags_or_talks_nonsense_is_left_out() {
    for way in [
        Way::Says("300"),
        Way::Says("0.15"),
        Way::Says("1e2"),
        Way::Says("-150.10"),
        Way::Says("999999999999999999999"),
        Way::Lags("150.10", 121),
        Way::Lags("150.10", -31),
        Way::Fails(500),
        Way::Fails(429),
        Way::Garbage,
        Way::Huge,
        Way::Elsewhere,
    ] {
        let mut market = Market::open([way, ALL[1], ALL[2]]).await;
        market.round().await;
        assert_eq!(
            market.price().await,
            costs("150.3", &["coingecko", "kraken"]),
            "{way:?}"
        );
    }
}

#[tokio::test]
async fn one_of_three_is_not_believed_and_one_of_one_is() {
    let mut market = Market::open([ALL[0], Way::Fails(503), Way::Garbage]).await;
    market.round().await;
    assert_eq!(market.price().await, none());
    // Two that say different things are no better.
    let mut market = Market::open([Way::Says("150"), Way::Says("160"), Way::Garbage]).await;
    market.round().await;
    assert_eq!(market.price().await, none());
    // Where the operator named one alone, it is their will.
    let mut alone = desk(&market.app, &market.sources[..1]);
    alone.round(market.app.domain()).await;
    assert_eq!(market.price().await, costs("150", &["coinbase"]));
}

#[tokio::test]
async fn when_all_die_the_price_grows_old_and_is_none_after_five_minutes_until_they_are_back() {
    let mut market = Market::open(ALL).await;
    market.round().await;
    for source in &market.sources {
        source.now_does(Way::Fails(502));
    }
    for _ in 0..10 {
        market.app.advance(30 * SECOND);
        market.round().await;
    }
    let good = costs("150.2", &["coinbase", "coingecko", "kraken"]);
    assert_eq!(
        market.price().await,
        good,
        "five minutes old, and good to the last second"
    );
    market.app.advance(Duration::from_millis(1));
    assert_eq!(market.price().await, none());
    let asked: u32 = market
        .sources
        .iter()
        .map(|source| source.asked.load(Ordering::SeqCst))
        .sum();
    assert!(asked <= 3 * 5, "who fails is asked more rarely: {asked}");
    for (source, way) in market.sources.iter().zip(ALL) {
        source.now_does(way);
    }
    market.app.advance(10 * MINUTE);
    market.round().await;
    assert_eq!(market.price().await, good);
}

#[tokio::test]
async fn one_that_dies_is_missed_by_nobody() {
    let mut market = Market::open(ALL).await;
    market.round().await;
    market.sources[1].now_does(Way::Fails(500));
    // For two minutes what it said last still counts.
    market.app.advance(2 * MINUTE);
    market.round().await;
    assert_eq!(
        market.price().await,
        costs("150.2", &["coinbase", "coingecko", "kraken"])
    );
    market.app.advance(SECOND);
    market.round().await;
    assert_eq!(market.price().await, costs("150.25", &["coinbase", "coingecko"]));
    // And where nobody listens at all, it is the same.
    let nowhere = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let site = format!("http://{}", nowhere.local_addr().expect("an address"));
    drop(nowhere);
    let named: Vec<(Named, &str)> = [
        (Named::Kraken, site.as_str()),
        (Named::Coinbase, market.sources[0].site.as_str()),
        (Named::Coingecko, market.sources[2].site.as_str()),
    ]
    .into();
    let mut desk = market.app.prices(&named);
    desk.round(market.app.domain()).await;
    assert_eq!(market.price().await, costs("150.25", &["coinbase", "coingecko"]));
}

#[tokio::test]
async fn no_request_of_a_reader_asks_a_source() {
    let mut market = Market::open(ALL).await;
    market.round().await;
    let creator = market.app.creator("art").await;
    let handle = creator.handle().await;
    for _ in 0..5 {
        let page = market.app.visitor().get(&format!("/{handle}")).await;
        assert!(page.contains("1 SOL = $150.20 at 00:00 UTC"), "{}", page.text());
        market.app.advance(SECOND);
    }
    for source in &market.sources {
        assert_eq!(source.asked.load(Ordering::SeqCst), 1);
    }
}

/// A post for 0.2 SOL or 5 USDC.
async fn for_sale(creator: &Caller, currency: &str) -> String {
    let price = if currency == "SOL" { "200000000" } else { "5000000" };
    let draft = json!({ "title": "For sale", "body": "Secret", "access": "price", "price": price, "currency": currency });
    creator.publish(draft).await
}

both! {
    async fn pages_show_dollars_beside_prices_while_there_is_a_good_price(app: TestApp) {
        let creator = app.creator("art").await;
        let (post, handle) = (for_sale(&creator, "SOL").await, creator.handle().await);
        let fan = app.fan().await;
        let (own, page, list) = (format!("/post/{post}"), format!("/{handle}"), "/creators".to_owned());
        let dollars = "class=\"dollars\"";
        for path in [&own, &page, &list] {
            assert!(!fan.get(path).await.contains(dollars), "{path} has no price yet");
        }
        app.sol_costs(150_000_000).await;
        let shown = fan.get(&own).await;
        assert!(shown.contains("≈\u{a0}$30.00"), "{}", shown.text());
        assert!(shown.contains("1 SOL = $150.00, a test price"));
        assert!(shown.contains("dollars at a test price"));
        // The default tiers cost 0.05, 0.15 and 0.35 SOL.
        let shown = fan.get(&page).await;
        for price in ["≈\u{a0}$7.50", "≈\u{a0}$22.50", "≈\u{a0}$52.50", "≈\u{a0}$30.00"] {
            assert!(shown.contains(price), "{price} in {}", shown.text());
        }
        assert!(fan.get(&list).await.contains("≈\u{a0}$7.50"));
        assert!(app.visitor().get(&list).await.contains("≈\u{a0}$7.50"));
        assert!(fan.get(&format!("{own}?lang=ru")).await.contains("≈\u{a0}30,00\u{a0}$"));
        // After five minutes it is no price any more, also not in pages that are kept.
        app.advance(5 * MINUTE);
        assert!(app.visitor().get(&list).await.contains("≈\u{a0}$7.50"));
        app.advance(SECOND);
        for path in [&own, &page, &list] {
            assert!(!fan.get(path).await.contains(dollars), "{path} shows a stale price");
            assert!(!app.visitor().get(path).await.contains(dollars), "{path} shows a stale price");
        }
        assert!(!fan.get(&own).await.contains("test price"));
    }

    async fn an_order_tells_what_it_is_worth_while_it_can_be_paid(app: TestApp) {
        let creator = app.creator("art").await;
        let post = for_sale(&creator, "SOL").await;
        let fan = app.fan().await;
        let item = json!({ "kind": "post", "post": post });
        let order = fan.order(item.clone()).await;
        assert_eq!(order.worth, None);
        app.sol_costs(150_000_000).await;
        let again = fan.order(item).await;
        assert_eq!(again.id, order.id);
        let worth = again.worth.expect("there is a price");
        assert_eq!((worth.cents.0, worth.rate.map(|rate| rate.test)), (3_000, Some(true)));
        let page = fan.get(&format!("/order/{}", order.id)).await;
        assert!(page.contains("≈\u{a0}$30.00") && page.contains("1 SOL = $150.00, a test price."));
        // It costs what it costs, whatever SOL is worth.
        app.sol_costs(75_000_000).await;
        let cheaper: OrderView = fan.get(&format!("/api/orders/{}", order.id)).await.parse();
        assert_eq!((cheaper.amount, cheaper.worth.map(|worth| worth.cents.0)), (order.amount, Some(1_500)));
        let paid = app.settle(&fan, &order).await;
        assert_eq!(paid.worth, None, "what it was worth when it was paid nobody wrote down");
        app.sol_costs(150_000_000).await;
        for path in [format!("/receipt/{}", order.id), format!("/order/{}", order.id)] {
            assert!(!fan.get(&path).await.contains("class=\"dollars\""), "{path}");
        }
    }

    async fn usdc_counts_as_dollars_and_needs_no_price(app: TestApp) {
        let creator = app.creator_in("USDC", "art").await;
        let post = for_sale(&creator, "USDC").await;
        let fan = app.fan().await;
        let page = fan.get(&format!("/post/{post}")).await;
        assert!(page.contains("≈\u{a0}$5.00") && page.contains("USDC counts as a dollar each"), "{}", page.text());
    }
}

#[tokio::test]
async fn where_dollars_are_off_none_are_shown() {
    let app = TestApp::start_with(Db::Sqlite, Scanner::ByHand, |settings| {
        settings.price_sources = Some("none".into());
    })
    .await;
    let creator = app.creator_in("USDC", "art").await;
    let post = for_sale(&creator, "USDC").await;
    let page = app.visitor().get(&format!("/post/{post}")).await;
    assert!(page.contains("5") && !page.contains("class=\"dollars\""));
    let answer = app.visitor().get("/api/pricing").await;
    assert_eq!((answer.status, answer.code()), (503, "rate_unavailable"));
}
