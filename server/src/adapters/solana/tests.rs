//! The chain against canned answers: what real nodes say, and what broken ones could.

use super::*;
use std::sync::Mutex;

/// A node that says what it was told to, and remembers what it was asked.
struct Canned {
    answers: Mutex<Vec<Value>>,
    asked: Arc<Mutex<Vec<Value>>>,
}

#[async_trait]
impl RpcTransport for Canned {
    async fn call(&self, body: Value) -> Result<Value, ChainError> {
        let mut answer = self.answers.lock().expect("unpoisoned").remove(0);
        if let Some(object) = answer.as_object_mut() {
            object.entry("id").or_insert(body["id"].clone());
        }
        self.asked.lock().expect("unpoisoned").push(body);
        Ok(answer)
    }
}

fn chain(answers: Vec<Value>) -> (RpcChain, Arc<Mutex<Vec<Value>>>) {
    let asked = Arc::default();
    let canned = Canned {
        answers: Mutex::new(answers),
        asked: Arc::clone(&asked),
    };
    (RpcChain::new(Arc::new(canned)), asked)
}

fn result(result: Value) -> Value {
    json!({ "jsonrpc": "2.0", "result": result })
}

fn saying(value: Value) -> RpcChain {
    chain(vec![result(value)]).0
}

const GENESIS: &str = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";

fn signature() -> Signature {
    Signature([3; 64])
}

fn landed() -> Value {
    json!({
        "slot": 5, "blockTime": 1_700_000_000, "version": 0,
        "transaction": [STANDARD.encode([1, 2, 3]), "base64"],
        "meta": {
            "err": null, "fee": 5000, "preBalances": [10, 0], "postBalances": [1, 4],
            "loadedAddresses": { "writable": [GENESIS], "readonly": [] },
        },
    })
}

#[tokio::test]
async fn what_a_node_says_is_read() {
    assert_eq!(
        saying(json!(GENESIS)).genesis_hash().await.expect("it reads"),
        GENESIS
    );
    let blockhash = json!({
        "context": { "slot": 9, "apiVersion": "4.2.2" },
        "value": { "blockhash": GENESIS, "lastValidBlockHeight": 3090 },
    });
    let blockhash = saying(blockhash).latest_blockhash().await.expect("it reads");
    assert_eq!((blockhash.slot, blockhash.last_valid_block_height), (9, 3090));
    assert_eq!(Address(blockhash.hash).to_string(), GENESIS);
    let balances =
        json!({ "context": { "slot": 1 }, "value": [null, { "lamports": 18_446_744_073_709_551_615_u64 }] });
    let keys = [Address([0; 32]), Address([1; 32])];
    assert_eq!(
        saying(balances).balances(&keys).await.expect("it reads"),
        [Lamports(0), Lamports(u64::MAX)]
    );
    let simulated = |err: Value| json!({ "context": { "slot": 1 }, "value": { "err": err, "logs": [] } });
    assert_eq!(
        saying(simulated(Value::Null))
            .simulate(&[1], 7)
            .await
            .expect("it reads"),
        None
    );
    assert_eq!(
        saying(simulated(
            json!({ "InsufficientFundsForRent": { "account_index": 0 } })
        ))
        .simulate(&[1], 7)
        .await
        .expect("it reads")
        .as_deref(),
        Some(r#"{"InsufficientFundsForRent":{"account_index":0}}"#)
    );
    let epoch = json!({ "absoluteSlot": 12, "blockHeight": 9, "epoch": 0 });
    let reached = saying(epoch).reached(Commitment::Finalized).await;
    assert_eq!(reached.expect("it reads"), Reached { slot: 12, height: 9 });
    let entries = json!([{ "signature": signature(), "slot": 4, "err": { "InstructionError": [0, "x"] } }]);
    let entries = saying(entries)
        .signatures_for(&keys[0], None, 0)
        .await
        .expect("it reads");
    assert_eq!(
        entries,
        [SignatureEntry {
            signature: signature(),
            slot: 4,
            failed: true
        }]
    );
}

#[tokio::test]
async fn a_transaction_is_read_with_all_that_decides() {
    let transaction = saying(landed())
        .transaction(&signature(), Commitment::Confirmed)
        .await;
    let transaction = transaction.expect("it reads").expect("it is there");
    assert_eq!(transaction.bytes, [1, 2, 3]);
    assert_eq!(transaction.block_time, Some(1_700_000_000));
    assert_eq!(transaction.post_balances, [Lamports(1), Lamports(4)]);
    assert_eq!(transaction.loaded_writable.len(), 1);
    assert_eq!(transaction.err, None);
    let missing = saying(Value::Null)
        .transaction(&signature(), Commitment::Finalized)
        .await;
    assert_eq!(missing.expect("it reads"), None);
    // Old nodes leave the loaded addresses out; some do not know the time.
    let mut old = landed();
    old["meta"]
        .as_object_mut()
        .expect("an object")
        .remove("loadedAddresses");
    old["blockTime"] = Value::Null;
    let transaction = saying(old).transaction(&signature(), Commitment::Confirmed).await;
    assert_eq!(
        transaction.expect("it reads").expect("it is there").block_time,
        None
    );
}

#[tokio::test]
async fn the_requests_say_what_the_rules_want() {
    let (chain, asked) = chain(vec![
        result(Value::Null),
        result(json!([])),
        result(json!(signature())),
    ]);
    let _ = chain.transaction(&signature(), Commitment::Finalized).await;
    let _ = chain
        .signatures_for(&Address([1; 32]), Some(&signature()), 77)
        .await;
    assert_eq!(chain.send(&[1, 2]).await.expect("it reads"), signature());
    let asked = asked.lock().expect("unpoisoned");
    assert_eq!(
        asked[0]["params"][1],
        json!({ "commitment": "finalized", "encoding": "base64", "maxSupportedTransactionVersion": 1 })
    );
    assert_eq!(
        asked[1]["params"][1],
        json!({ "commitment": "confirmed", "limit": 1000, "minContextSlot": 77, "before": signature() })
    );
    assert_eq!(asked[2]["params"][0], json!("AQI="));
    assert_eq!(asked[2]["params"][1]["preflightCommitment"], "confirmed");
    assert_ne!(asked[0]["id"], asked[1]["id"]);
}

async fn history(time: Value) -> History {
    let (chain, asked) = chain(vec![result(json!(400)), time]);
    let history = chain.history().await.expect("it reads");
    let asked = asked.lock().expect("unpoisoned");
    assert_eq!(asked[0]["method"], "getFirstAvailableBlock");
    assert_eq!(
        (&asked[1]["method"], &asked[1]["params"]),
        (&json!("getBlockTime"), &json!([400]))
    );
    assert_eq!(history.first_slot, 400);
    history
}

#[tokio::test]
async fn how_far_a_nodes_records_go_back_is_known_or_not() {
    let known = history(result(json!(1_700_000_000))).await;
    assert!(known.reaches(Timestamp::from_seconds(1_700_000_000)));
    assert!(!known.reaches(Timestamp::from_seconds(1_699_999_999)));
    let refused = json!({ "jsonrpc": "2.0", "error": { "code": -32_004, "message": "Block not available" } });
    for unknown in [result(Value::Null), refused] {
        let unknown = history(unknown).await;
        assert_eq!(unknown.begins, None);
        assert!(!unknown.reaches(Timestamp::from_seconds(1_700_000_000)));
    }
    let whole = History {
        first_slot: 0,
        begins: None,
    };
    assert!(whole.reaches(Timestamp(0)), "it has everything");
}

#[tokio::test]
async fn errors_of_the_interface_keep_their_code() {
    let error = |error: Value| chain(vec![json!({ "jsonrpc": "2.0", "error": error })]).0;
    let preflight = json!({ "code": -32002, "message": "Transaction simulation failed", "data": { "err": "BlockhashNotFound" } });
    assert!(matches!(
        error(preflight).send(&[1]).await,
        Err(ChainError::Refused { code: -32_002, message }) if message == "\"BlockhashNotFound\""
    ));
    let unknown = json!({ "code": -32601, "message": "Method not found" });
    assert!(matches!(
        error(unknown).genesis_hash().await,
        Err(ChainError::Refused { code: -32_601, .. })
    ));
    for code in [-32_429, -32_005, -32_016] {
        let busy = json!({ "code": code, "message": "later" });
        assert!(matches!(
            error(busy).genesis_hash().await,
            Err(ChainError::Unreachable(_))
        ));
    }
    // A version that nobody knows is there all the same.
    let version = json!({ "code": -32015, "message": "Transaction version (9) is not supported" });
    let transaction = error(version)
        .transaction(&signature(), Commitment::Confirmed)
        .await;
    assert!(
        transaction
            .expect("it reads")
            .expect("it is there")
            .bytes
            .is_empty()
    );
}

#[tokio::test]
async fn nonsense_is_told_and_never_panics() {
    let odd = [
        json!(null),
        json!("x"),
        json!(-1),
        json!(1.5),
        json!([]),
        json!([1]),
        json!({}),
        json!({ "value": [] }),
        json!({ "context": {}, "value": {} }),
        json!({ "slot": 1, "transaction": ["!!", "base64"], "meta": null }),
        json!({ "slot": 1, "transaction": ["", "base58"], "meta": { "err": null } }),
    ];
    let (key, own) = (Address([1; 32]), signature());
    for value in odd {
        let say = || saying(value.clone());
        assert!(say().genesis_hash().await.is_err(), "{value}");
        assert!(say().latest_blockhash().await.is_err(), "{value}");
        assert!(say().reached(Commitment::Confirmed).await.is_err(), "{value}");
        assert!(say().history().await.is_err(), "{value}");
        assert!(say().balances(&[key]).await.is_err(), "{value}");
        assert!(say().rent_exempt_minimum(0).await.is_err(), "{value}");
        assert!(say().simulate(&[1], 7).await.is_err(), "{value}");
        assert!(say().send(&[1]).await.is_err(), "{value}");
        if !value.is_null() {
            assert!(
                say().transaction(&own, Commitment::Confirmed).await.is_err(),
                "{value}"
            );
        }
        if value != json!([]) {
            assert!(say().signatures_for(&key, None, 0).await.is_err(), "{value}");
        }
    }
    for broken in [
        json!(null),
        json!([]),
        json!({}),
        json!({ "id": 77, "result": GENESIS }),
    ] {
        let chain = chain(vec![broken]).0;
        assert!(chain.genesis_hash().await.is_err());
    }
    for member in ["slot", "transaction", "meta"] {
        let mut part = landed();
        part.as_object_mut().expect("an object").remove(member);
        assert!(
            saying(part)
                .transaction(&own, Commitment::Confirmed)
                .await
                .is_err(),
            "{member}"
        );
    }
    for member in ["err", "preBalances", "postBalances"] {
        let mut part = landed();
        part["meta"].as_object_mut().expect("an object").remove(member);
        assert!(
            saying(part)
                .transaction(&own, Commitment::Confirmed)
                .await
                .is_err(),
            "{member}"
        );
    }
}

#[cfg(feature = "localnet")]
#[tokio::test]
async fn an_embedded_network_that_hangs_is_told_as_an_outage() {
    use localnet::{FaultKind, Faults, Localnet, MAX_DELAY, Options};
    let network = Localnet::open(Options {
        path: None,
        now: Arc::new(|| 1_700_000_000_000),
        dev: false,
    })
    .expect("it opens");
    let hang = Faults::new(FaultKind::Delay(MAX_DELAY), 1);
    network.faults(hang).await.expect("a fault");
    let transport = EmbeddedTransport {
        network,
        timeout: Duration::from_millis(20),
    };
    let chain = RpcChain::new(Arc::new(transport));
    assert!(matches!(
        chain.genesis_hash().await,
        Err(ChainError::Unreachable(_))
    ));
}

mod over_http {
    use super::*;
    use axum::{Json, Router, extract::State, http::StatusCode, response::IntoResponse, routing::post};
    use std::sync::atomic::AtomicUsize;

    /// A node that fails so many times and then answers; counts its calls.
    async fn node(failures: usize, status: StatusCode) -> (String, Arc<AtomicUsize>) {
        let calls = Arc::new(AtomicUsize::new(0));
        let answer = move |State(calls): State<Arc<AtomicUsize>>, Json(body): Json<Value>| async move {
            if calls.fetch_add(1, Ordering::SeqCst) < failures {
                return (status, "busy").into_response();
            }
            let value = if body["method"] == "sendTransaction" {
                json!(signature())
            } else {
                json!(GENESIS)
            };
            Json(json!({ "jsonrpc": "2.0", "id": body["id"], "result": value })).into_response()
        };
        let app = Router::new()
            .route("/", post(answer))
            .with_state(Arc::clone(&calls));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, app).await });
        (format!("http://{address}/"), calls)
    }

    fn over(endpoints: Vec<String>) -> RpcChain {
        RpcChain::new(Arc::new(HttpTransport::new(endpoints)))
    }

    #[tokio::test]
    async fn reads_are_tried_again_and_at_the_next_node() {
        let (first, first_calls) = node(usize::MAX, StatusCode::TOO_MANY_REQUESTS).await;
        let (second, second_calls) = node(1, StatusCode::SERVICE_UNAVAILABLE).await;
        let chain = over(vec![first, second]);
        assert_eq!(chain.genesis_hash().await.expect("the second answers"), GENESIS);
        assert_eq!(first_calls.load(Ordering::SeqCst), 2);
        assert_eq!(second_calls.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_node_that_fails_again_and_again_is_left_alone() {
        let (first, first_calls) = node(usize::MAX, StatusCode::SERVICE_UNAVAILABLE).await;
        let (second, second_calls) = node(0, StatusCode::OK).await;
        let chain = over(vec![first, second]);
        for _ in 0..6 {
            assert_eq!(chain.genesis_hash().await.expect("the second answers"), GENESIS);
        }
        assert_eq!(first_calls.load(Ordering::SeqCst), 3);
        assert_eq!(second_calls.load(Ordering::SeqCst), 6);
    }

    #[tokio::test]
    async fn a_transaction_is_sent_once_unless_it_certainly_did_not_arrive() {
        let (first, first_calls) = node(usize::MAX, StatusCode::BAD_GATEWAY).await;
        let (second, second_calls) = node(0, StatusCode::OK).await;
        let chain = over(vec![first, second.clone()]);
        assert!(matches!(chain.send(&[1]).await, Err(ChainError::Unreachable(_))));
        assert_eq!(
            (
                first_calls.load(Ordering::SeqCst),
                second_calls.load(Ordering::SeqCst)
            ),
            (1, 0)
        );
        let nobody = "http://127.0.0.1:1/".to_owned();
        let chain = over(vec![nobody, second]);
        assert_eq!(chain.send(&[1]).await.expect("the second takes it"), signature());
    }

    /// A node that refuses with an error of the interface.
    async fn refusing(code: i64) -> String {
        let answer = move |Json(body): Json<Value>| async move {
            let error = json!({ "code": code, "message": "no" });
            Json(json!({ "jsonrpc": "2.0", "id": body["id"], "error": error }))
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let app = Router::new().route("/", post(answer));
        tokio::spawn(async move { axum::serve(listener, app).await });
        format!("http://{address}/")
    }

    #[tokio::test]
    async fn what_one_node_lacks_is_asked_of_the_next() {
        let (good, calls) = node(0, StatusCode::OK).await;
        for code in [-32_603, -32_011, -32_014, -32_016] {
            let chain = over(vec![refusing(code).await, good.clone()]);
            assert_eq!(chain.genesis_hash().await.expect("the second has it"), GENESIS);
        }
        assert_eq!(calls.load(Ordering::SeqCst), 4);
        // One that nobody has is told as it is, and not as an outage: that would stop everything else.
        let chain = over(vec![refusing(-32_603).await, refusing(-32_603).await]);
        assert!(matches!(
            chain.genesis_hash().await,
            Err(ChainError::Refused { code: -32_603, .. })
        ));
        // The first node may have sent it.
        let chain = over(vec![refusing(-32_603).await, good]);
        assert!(chain.send(&[1]).await.is_err());
        assert_eq!(calls.load(Ordering::SeqCst), 4);
    }

    #[tokio::test]
    async fn when_nobody_answers_it_gives_up_and_names_no_address() {
        let chain = over(vec!["http://user:secret@127.0.0.1:1/?api-key=secret".into()]);
        let error = chain
            .genesis_hash()
            .await
            .expect_err("nobody is there")
            .to_string();
        assert!(
            !error.contains("secret") && !error.contains("127.0.0.1"),
            "{error}"
        );
        assert!(over(Vec::new()).genesis_hash().await.is_err());
    }
}
