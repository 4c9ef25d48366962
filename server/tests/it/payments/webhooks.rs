//! Webhooks, with a real server at the other end: what is told, that it is signed, tried again, sent again, and told to nobody
//! else. What a hostile name server could do is tried beside `adapters/webhooks.rs`.

use super::*;
use async_trait::async_trait;
use axum::{Router, extract::State, http::HeaderMap, routing::post as on_post};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Domain,
    payments::webhooks::{self, entity::delivery, entity::webhook, worker},
    ports::{Letter, Messenger},
};
use futures::future::join_all;
use localnet::{FaultKind, Faults};
use reqwest::Method;
use server::adapters::webhooks::HttpMessenger;
use sha2::{Digest, Sha256};
use shared::{
    paging::Page,
    payments::SaleView,
    webhooks::{DeliveryFault, DeliveryStatus, DeliveryView, WebhookSecret, WebhookView},
};
use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, Ordering},
    },
};
use tokio::{net::TcpListener, sync::Notify};

/// A message as it came.
#[derive(Clone, Debug)]
struct Heard {
    id: String,
    timestamp: String,
    signatures: Vec<String>,
    body: String,
}

impl Heard {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    fn kind(&self) -> String {
        self.json()["type"].as_str().expect("a type").to_owned()
    }

    /// Whether one of the signatures is of this secret.
    fn is_signed_with(&self, secret: &str) -> bool {
        let key = STANDARD
            .decode(secret.strip_prefix("whsec_").expect("a secret"))
            .expect("base64");
        let text = format!("{}.{}.{}", self.id, self.timestamp, self.body);
        let signature = format!("v1,{}", STANDARD.encode(hmac(&key, text.as_bytes())));
        self.signatures.contains(&signature)
    }
}

/// HMAC-SHA256 as RFC 2104 writes it, by itself.
fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let padded = |pad: u8| block.map(|byte| byte ^ pad);
    let inner = Sha256::new()
        .chain_update(padded(0x36))
        .chain_update(text)
        .finalize();
    Sha256::new()
        .chain_update(padded(0x5c))
        .chain_update(inner)
        .finalize()
        .to_vec()
}

/// A creator's own server.
#[derive(Clone)]
struct Receiver {
    url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    answer: Arc<AtomicU16>,
}

impl Receiver {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let receiver = Self {
            url: format!("http://{}/hook", listener.local_addr().expect("an address")),
            heard: Arc::default(),
            answer: Arc::new(AtomicU16::new(204)),
        };
        let routes = Router::new()
            .route("/hook", on_post(hear))
            .with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        receiver
    }

    fn answers(&self, status: u16) {
        self.answer.store(status, Ordering::SeqCst);
    }

    /// What came since the last time.
    fn take(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.heard.lock().expect("nobody panicked"))
    }

    /// The kinds of it, sorted.
    fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = self.take().iter().map(Heard::kind).collect();
        kinds.sort();
        kinds
    }
}

async fn hear(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    body: String,
) -> (axum::http::StatusCode, [(&'static str, String); 1]) {
    let header = |name: &str| headers[name].to_str().expect("ASCII").to_owned();
    assert_eq!(header("content-type"), "application/json");
    receiver.heard.lock().expect("nobody panicked").push(Heard {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp"),
        signatures: header("webhook-signature")
            .split(' ')
            .map(str::to_owned)
            .collect(),
        body,
    });
    let status = receiver.answer.load(Ordering::SeqCst);
    // Whoever followed this would be heard twice.
    (
        status.try_into().expect("a status"),
        [("location", receiver.url.clone())],
    )
}

const ALL: [&str; 4] = [
    "order.confirmed",
    "order.finalized",
    "order.reversed",
    "case.opened",
];

async fn hook(creator: &Caller, receiver: &Receiver, events: &[&str]) -> WebhookSecret {
    let draft = json!({ "url": receiver.url, "events": events });
    let made = creator.post("/api/webhooks", draft).await;
    assert_eq!(made.status, 201, "{}", made.json);
    made.parse()
}

/// The worker does all that is due; how many attempts that were.
async fn send(domain: &Domain) -> usize {
    worker::round(domain, Arc::new(HttpMessenger::new(true)))
        .await
        .expect("a round")
}

async fn log(creator: &Caller) -> Page<DeliveryView> {
    creator.get("/api/webhooks/deliveries").await.parse()
}

async fn ping(creator: &Caller, webhook: &WebhookView) -> DeliveryView {
    let answer = creator
        .post(&format!("/api/webhooks/{}/ping", webhook.id), json!({}))
        .await;
    assert_eq!(answer.status, 202, "{}", answer.json);
    answer.parse()
}

async fn again(creator: &Caller, delivery: &DeliveryView) -> Answer {
    creator
        .post(&format!("/api/webhooks/deliveries/{}", delivery.id), json!({}))
        .await
}

/// A server that dies while it sends.
struct Dies(Notify);

#[async_trait]
impl Messenger for Dies {
    async fn send(&self, _: Letter<'_>) -> Result<u16, DeliveryFault> {
        self.0.notify_one();
        std::future::pending().await
    }
}

both! {
    async fn each_payment_is_told_once_as_it_happens_and_signed(app: TestApp) {
        let sale = Sale::open(&app).await;
        let (other, elsewhere) = (app.creator("art").await, Receiver::open().await);
        hook(&other, &elsewhere, &ALL).await;
        let receiver = Receiver::open().await;
        let made = hook(&sale.creator, &receiver, &ALL).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        assert_eq!((send(app.domain()).await, send(app.domain()).await), (1, 0));
        let [heard] = receiver.take().try_into().expect("one message");
        assert!(heard.is_signed_with(&made.secret), "{heard:?}");
        assert_eq!(heard.timestamp, app.domain().now().seconds().to_string());
        // What the creator sees among their sales, and nothing else.
        let sales: Page<SaleView> = sale.creator.get("/api/sales").await.parse();
        let sold = &sales.items[0];
        let told = heard.json();
        assert_eq!((&told["type"], &told["timestamp"]), (&json!("order.confirmed"), &json!(sold.paid_at)));
        assert_eq!(told["data"], json!({
            "order": order.id,
            "status": "confirmed",
            "item": sold.item,
            "buyer": { "handle": sold.buyer.handle, "name": sold.buyer.name },
            "currency": "SOL",
            "amount": PRICE.to_string(),
            "legs": [
                { "role": "platform", "amount": (PRICE / 10).to_string() },
                { "role": "creator", "amount": (PRICE / 10 * 9).to_string() },
            ],
            "signature": sold.signature,
            "network": "localnet",
            "paid_at": sold.paid_at,
        }));
        let delivered = &log(&sale.creator).await.items[0];
        assert_eq!((delivered.status, delivered.attempts, delivered.last_status), (DeliveryStatus::Delivered, 1, Some(204)));
        assert_eq!((delivered.id.to_string(), delivered.order), (heard.id, Some(order.id)));
        app.slots(40);
        look(&app, &order).await;
        send(app.domain()).await;
        let [last] = receiver.take().try_into().expect("one message");
        assert_eq!((last.kind().as_str(), &last.json()["data"]["status"]), ("order.finalized", &json!("finalized")));
        assert!(elsewhere.take().is_empty(), "another creator hears nothing of it");
        assert_eq!(log(&other).await.total, 0);
    }

    async fn what_vanishes_is_told_too(app: TestApp) {
        let (sale, receiver) = (Sale::open(&app).await, Receiver::open().await);
        hook(&sale.creator, &receiver, &ALL).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        app.slots(300);
        for method in ["getTransaction", "getSignaturesForAddress"] {
            app.localnet.faults(Faults::new(FaultKind::Null, 1000).on(method)).await.expect("a fault");
        }
        look(&app, &order).await;
        send(app.domain()).await;
        let heard = receiver.take();
        let reversed = heard.iter().find(|heard| heard.kind() == "order.reversed").expect("told");
        assert_eq!(reversed.json()["data"]["signature"], json!(order.signature));
        assert_eq!(heard.len(), 2);
        app.localnet.faults(Faults::new(FaultKind::Clear, 1)).await.expect("no fault");
        look(&app, &order).await;
        send(app.domain()).await;
        assert_eq!(receiver.kinds(), ["order.confirmed", "order.finalized"]);
    }

    async fn a_case_is_told_once(app: TestApp) {
        let (sale, receiver) = (Sale::open(&app).await, Receiver::open().await);
        let made = hook(&sale.creator, &receiver, &["case.opened"]).await;
        let order = sale.order().await;
        let mut sent = vec![];
        for _ in 0..2 {
            sent.push(craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await);
        }
        look(&app, &order).await;
        look(&app, &order).await;
        send(app.domain()).await;
        // Not that it was paid: that was not asked for.
        let [heard] = receiver.take().try_into().expect("one message");
        assert!(heard.is_signed_with(&made.secret));
        let case = sale.creator.get("/api/cases").await.json["items"][0].clone();
        let told = heard.json();
        assert_eq!(told["type"], json!("case.opened"));
        for field in ["order", "item", "payer", "signature", "verdict", "note", "currency", "arrived", "network"] {
            assert_eq!(told["data"][field], case[field], "{field}");
        }
        assert_eq!(told["data"]["buyer"]["handle"], case["buyer"]["handle"]);
    }

    async fn what_is_not_taken_is_tried_nine_times_and_no_more(app: TestApp) {
        let (creator, receiver) = (app.creator("art").await, Receiver::open().await);
        let made = hook(&creator, &receiver, &ALL).await;
        receiver.answers(500);
        let sent = ping(&creator, &made.webhook).await;
        assert_eq!((send(app.domain()).await, send(app.domain()).await), (1, 0));
        for wait in [10, 60, 600, 600, 600, 600, 600, 600] {
            let waits = &log(&creator).await.items[0];
            let next = app.domain().now().after(Duration::from_secs(wait));
            assert_eq!((waits.status, waits.next_at), (DeliveryStatus::Waiting, Some(next)));
            assert_eq!((waits.fault, waits.last_status.is_some()), (Some(DeliveryFault::Status), true));
            app.advance(Duration::from_secs(wait - 1));
            assert_eq!(send(app.domain()).await, 0, "not before its time");
            app.advance(Duration::from_secs(1));
            // A redirect is no answer, and is not followed.
            receiver.answers(302);
            assert_eq!(send(app.domain()).await, 1);
        }
        let failed = &log(&creator).await.items[0];
        assert_eq!((failed.status, failed.attempts, failed.last_status, failed.next_at), (DeliveryStatus::Failed, 9, Some(302), None));
        app.advance(DAY);
        assert_eq!(send(app.domain()).await, 0);
        let heard = receiver.take();
        assert_eq!(heard.len(), 9);
        assert!(heard.iter().all(|one| one.id == sent.id.to_string() && one.body == heard[0].body && one.is_signed_with(&made.secret)));
        let moments: HashSet<&str> = heard.iter().map(|one| one.timestamp.as_str()).collect();
        assert_eq!(moments.len(), 9, "each is of its own moment");

        // By hand it is sent again, as often as somebody wants, with all its tries.
        assert_eq!(again(&creator, &sent).await.status, 202);
        send(app.domain()).await;
        assert_eq!(log(&creator).await.items[0].status, DeliveryStatus::Waiting);
        receiver.answers(200);
        app.advance(Duration::from_secs(10));
        send(app.domain()).await;
        let delivered = &log(&creator).await.items[0];
        assert_eq!((delivered.status, delivered.attempts, delivered.fault), (DeliveryStatus::Delivered, 11, None));
        again(&creator, &sent).await;
        assert_eq!((send(app.domain()).await, send(app.domain()).await), (1, 0));
        let heard_again = receiver.take();
        assert!(heard_again.len() == 3 && heard_again.iter().all(|one| one.id == heard[0].id && one.body == heard[0].body));
    }

    async fn for_a_day_both_secrets_sign(app: TestApp) {
        let (creator, receiver) = (app.creator("art").await, Receiver::open().await);
        let old = hook(&creator, &receiver, &ALL).await;
        let rotate = format!("/api/webhooks/{}/secret", old.webhook.id);
        let new: WebhookSecret = creator.post(&rotate, json!({})).await.parse();
        assert_ne!(new.secret, old.secret);
        assert_eq!(new.webhook.old_secret_until, Some(app.domain().now().after(DAY)));
        let signed = async |secrets: [bool; 2]| {
            ping(&creator, &old.webhook).await;
            send(app.domain()).await;
            let [heard] = receiver.take().try_into().expect("one message");
            assert_eq!([heard.is_signed_with(&old.secret), heard.is_signed_with(&new.secret)], secrets);
        };
        signed([true, true]).await;
        app.advance(DAY - Duration::from_secs(1));
        signed([true, true]).await;
        app.advance(Duration::from_secs(1));
        signed([false, true]).await;
        webhooks::sweep(app.domain()).await.expect("swept");
        let row = webhook::Entity::find().one(&app.domain().db).await.expect("a row").expect("it is there");
        assert_eq!((row.old_secret, row.old_secret_until), (None, None));
    }

    async fn stopped_it_waits_and_deleted_it_is_nothing(app: TestApp) {
        let (sale, receiver) = (Sale::open(&app).await, Receiver::open().await);
        let made = hook(&sale.creator, &receiver, &ALL).await;
        let path = format!("/api/webhooks/{}", made.webhook.id);
        ping(&sale.creator, &made.webhook).await;
        let stopped: WebhookView = sale.creator.patch(&path, json!({ "active": false })).await.parse();
        assert!(!stopped.active);
        // What happens meanwhile is not told, and what waited waits on.
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        assert_eq!((send(app.domain()).await, log(&sale.creator).await.total), (0, 1));
        sale.creator.patch(&path, json!({ "active": true, "events": ["case.opened"] })).await;
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(send(app.domain()).await, 1);
        assert_eq!(receiver.kinds(), ["ping"], "that the order is final was not asked for");
        ping(&sale.creator, &made.webhook).await;
        assert_eq!(sale.creator.delete(&path).await.status, 204);
        assert_eq!((send(app.domain()).await, receiver.take().len()), (0, 0));
        assert_eq!(log(&sale.creator).await.total, 0);
        assert_eq!(sale.creator.get("/api/webhooks").await.json, json!([]));
        assert_eq!(sale.creator.delete(&path).await.status, 404);
        app.pay(&sale.fan, subscription(&sale.creator.handle().await, "basic")).await;
        assert_eq!(send(app.domain()).await, 0);
    }

    async fn two_servers_tell_it_once(app: TestApp) {
        let (creator, receiver) = (app.creator("art").await, Receiver::open().await);
        let made = hook(&creator, &receiver, &ALL).await;
        let mut ids = HashSet::new();
        for _ in 0..12 {
            ids.insert(ping(&creator, &made.webhook).await.id.to_string());
        }
        let second = Domain { lists: Default::default(), ..app.domain().clone() };
        let attempts = join_all([app.domain(), &second, app.domain()].map(send)).await;
        assert_eq!(attempts.iter().sum::<usize>(), 12);
        let heard = receiver.take();
        assert_eq!(heard.len(), 12);
        assert_eq!(heard.into_iter().map(|one| one.id).collect::<HashSet<_>>(), ids);
    }

    async fn a_server_that_dies_while_it_sends_leaves_it_to_the_next(app: TestApp) {
        let (creator, receiver) = (app.creator("art").await, Receiver::open().await);
        let made = hook(&creator, &receiver, &ALL).await;
        ping(&creator, &made.webhook).await;
        let dies = Arc::new(Dies(Notify::new()));
        tokio::select! {
            _ = worker::round(app.domain(), dies.clone()) => panic!("it never ends"),
            () = dies.0.notified() => {}
        }
        assert_eq!(send(app.domain()).await, 0, "it is still the other's");
        app.advance(Duration::from_secs(30));
        assert_eq!(send(app.domain()).await, 1);
        assert_eq!(receiver.kinds(), ["ping"]);
        let delivered = &log(&creator).await.items[0];
        assert_eq!((delivered.status, delivered.attempts), (DeliveryStatus::Delivered, 2));
    }

    async fn one_address_that_does_not_answer_keeps_nobody_waiting(app: TestApp) {
        let (creator, receiver) = (app.creator("art").await, Receiver::open().await);
        let dead = creator.post("/api/webhooks", json!({ "url": "http://127.0.0.1:9/", "events": ALL })).await;
        let dead: WebhookSecret = dead.parse();
        for _ in 0..50 {
            ping(&creator, &dead.webhook).await;
        }
        let made = hook(&creator, &receiver, &ALL).await;
        ping(&creator, &made.webhook).await;
        // So many at a time of one, and the other's among the first.
        let dies = Arc::new(Dies(Notify::new()));
        tokio::select! {
            _ = worker::round(app.domain(), dies.clone()) => panic!("it never ends"),
            () = dies.0.notified() => {}
        }
        let claimed = delivery::Entity::find().filter(delivery::Column::Attempts.eq(1)).all(&app.domain().db).await.expect("rows");
        let of = |id: shared::ids::WebhookId| claimed.iter().filter(|row| row.webhook_id == id.0).count();
        assert!(of(dead.webhook.id) <= 2 && of(made.webhook.id) <= 1, "{}", claimed.len());
        app.advance(Duration::from_secs(30));
        assert_eq!(send(app.domain()).await, 51);
        let kinds: Vec<_> = log(&creator).await.items.iter().filter_map(|one| one.fault).collect();
        assert!(kinds.iter().all(|fault| *fault == DeliveryFault::Unreachable) && !kinds.is_empty());
        assert_eq!(receiver.take().len(), 1);
    }

    async fn only_its_creator_has_to_do_with_it_and_has_five_at_the_most(app: TestApp) {
        let (creator, receiver) = (app.creator("art").await, Receiver::open().await);
        let (other, fan) = (app.creator("art").await, app.fan().await);
        let made = hook(&creator, &receiver, &ALL).await;
        let sent = ping(&creator, &made.webhook).await;
        let path = format!("/api/webhooks/{}", made.webhook.id);
        for (somebody, status) in [(&other, 404), (&fan, 403), (&app.visitor(), 401)] {
            for (method, path, body) in [
                (Method::PATCH, path.clone(), Some(json!({ "active": false }))),
                (Method::DELETE, path.clone(), None),
                (Method::POST, format!("{path}/secret"), None),
                (Method::POST, format!("{path}/ping"), None),
                (Method::POST, format!("/api/webhooks/deliveries/{}", sent.id), None),
            ] {
                let answer = somebody.send(method, &path, &[], body).await;
                assert_eq!(answer.status, status, "{path}: {}", answer.json);
            }
        }
        assert_eq!((log(&other).await.total, log(&creator).await.total), (0, 1));
        let listed = creator.get("/api/webhooks").await;
        assert_eq!(listed.parse::<Vec<WebhookView>>(), vec![made.webhook.clone()]);
        assert!(!listed.contains("whsec_"));
        for (draft, field) in [
            (json!({ "url": "http://10.0.0.1/", "events": ALL }), "url"),
            (json!({ "url": "https://user:word@example.com/", "events": ALL }), "url"),
            (json!({ "url": "https://169.254.169.254/", "events": ALL }), "url"),
            (json!({ "url": "nonsense", "events": ALL }), "url"),
            (json!({ "url": "https://example.com/", "events": [] }), "events"),
            (json!({ "url": "https://example.com/", "events": ["ping"] }), "events"),
            (json!({ "url": "https://example.com/", "events": ["order.paid"] }), "events"),
        ] {
            let answer = creator.post("/api/webhooks", draft).await;
            assert_eq!((answer.status, answer.field()), (422, field), "{}", answer.json);
        }
        assert_eq!(creator.patch(&path, json!({ "events": [] })).await.field(), "events");
        let draft = json!({ "url": "https://example.com/hook", "events": ALL });
        let answers = join_all((0..6).map(|_| creator.post("/api/webhooks", draft.clone()))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 4);
        assert!(answers.iter().filter(|answer| answer.status != 201).all(|answer| answer.code() == "too_many_webhooks"));
    }

    async fn the_page_needs_no_script_and_shows_a_secret_once(app: TestApp) {
        let (creator, receiver) = (app.creator("art").await, Receiver::open().await);
        let page = "/dashboard/webhooks";
        assert!(creator.get(page).await.contains("You have no webhook yet."));
        let refused = creator.form(page, "url=http%3A%2F%2F10.0.0.1%2F&order_confirmed=true").await;
        assert_eq!(refused.status, 422);
        assert!(refused.contains("not one of the public internet") && refused.contains("10.0.0.1"));
        let url = receiver.url.replace(':', "%3A").replace('/', "%2F");
        let made = creator.form(page, &format!("url={url}&order_confirmed=true&case_opened=true")).await;
        assert_eq!(made.status, 200);
        assert!(made.contains("whsec_") && made.contains("An order is paid, A payment needs you"));
        let shown = creator.get(page).await;
        assert!(!shown.contains("whsec_") && shown.contains(&receiver.url), "only once");
        let webhooks: Vec<WebhookView> = creator.get("/api/webhooks").await.parse();
        let id = webhooks[0].id;
        let act = async |act: &str| creator.form("/dashboard/webhooks/act", &format!("id={id}&act={act}")).await.status;
        assert_eq!(act("ping").await, 303);
        assert!(creator.get(page).await.contains("Waiting"));
        receiver.answers(500);
        send(app.domain()).await;
        assert!(creator.get(page).await.contains("1 attempt, answered with 500"));
        let sent = &log(&creator).await.items[0];
        assert_eq!(creator.form("/dashboard/webhooks/again", &format!("id={}", sent.id)).await.status, 303);
        receiver.answers(200);
        send(app.domain()).await;
        assert!(creator.get(page).await.contains("Delivered"));
        assert_eq!((act("stop").await, act("start").await, act("nonsense").await), (303, 303, 400));
        assert_eq!(act("events&order_reversed=true").await, 303);
        assert!(creator.get(page).await.contains("The network took a payment back"));
        let rotated = creator.form("/dashboard/webhooks/act", &format!("id={id}&act=secret")).await;
        assert!(rotated.contains("whsec_") && rotated.contains("The old secret signs too, until"));
        assert_eq!(act("delete").await, 303);
        assert!(creator.get(page).await.contains("You have no webhook yet."));
        let russian = creator.send(Method::GET, page, &[("accept-language", "ru")], None).await;
        assert!(russian.contains("Вебхуков пока нет."));
    }

    async fn nothing_is_kept_for_ever_nor_of_whoever_left(app: TestApp) {
        let (sale, receiver) = (Sale::open(&app).await, Receiver::open().await);
        let made = hook(&sale.creator, &receiver, &ALL).await;
        let count = async || delivery::Entity::find().count(&app.domain().db).await.expect("a count");
        app.pay(&sale.fan, post(&sale.post)).await;
        ping(&sale.creator, &made.webhook).await;
        assert_eq!(count().await, 2);
        let leave = async |caller: &Caller| {
            let asked = caller.post("/api/me/erasure", json!({ "handle": caller.handle().await })).await;
            assert_eq!(asked.status, 202, "{}", asked.json);
            app.advance(DAY * 14);
            assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        };
        leave(&sale.fan).await;
        let left = delivery::Entity::find().all(&app.domain().db).await.expect("rows");
        assert!(left.iter().all(|row| row.event == "ping"), "what names who left is gone");
        assert_eq!(left.len(), 1);
        app.advance(DAY * 16);
        webhooks::sweep(app.domain()).await.expect("swept");
        assert_eq!(count().await, 1, "thirty days are not over");
        app.advance(Duration::from_millis(1));
        webhooks::sweep(app.domain()).await.expect("swept");
        assert_eq!(count().await, 0);
        let mut creator = app.visitor();
        creator.sign_in(sale.creator.wallet().clone()).await;
        ping(&creator, &made.webhook).await;
        leave(&creator).await;
        assert_eq!(count().await, 0);
        assert_eq!(webhook::Entity::find().count(&app.domain().db).await.expect("a count"), 0);
    }
}
