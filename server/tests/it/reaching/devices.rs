//! Messages to devices, with a push service of the test's own: it opens what came with the browser's keys, by the RFCs' own steps and not
//! by the crate that sealed it, and checks who signed.

use super::*;
use aes_gcm::{Aes128Gcm, KeyInit, aead::Aead};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use sha2::Sha256;
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};
use testkit::both;
use tokio::net::TcpListener;
use web_push_native::p256::{
    PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToEncodedPoint,
};

/// A message as it came.
type Heard = (HeaderMap, Vec<u8>);

/// A browser, and the service that brings it messages.
#[derive(Clone)]
pub struct Browser {
    pub endpoint: String,
    secret: SecretKey,
    auth: [u8; 16],
    heard: Arc<Mutex<Vec<Heard>>>,
    answer: Arc<AtomicU16>,
}

async fn hear(State(browser): State<Browser>, headers: HeaderMap, body: Bytes) -> StatusCode {
    browser
        .heard
        .lock()
        .expect("nobody panicked")
        .push((headers, body.to_vec()));
    let answer = browser.answer.load(Ordering::SeqCst);
    answer.try_into().expect("a status")
}

impl Browser {
    pub async fn open(seed: u8) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let browser = Self {
            endpoint: format!(
                "http://{}/push/{seed}",
                listener.local_addr().expect("an address")
            ),
            secret: SecretKey::from_slice(&[seed; 32]).expect("a key"),
            auth: [seed; 16],
            heard: Arc::default(),
            answer: Arc::new(AtomicU16::new(201)),
        };
        let routes = Router::new()
            .route("/push/{id}", post(hear))
            .with_state(browser.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        browser
    }

    fn point(&self) -> Vec<u8> {
        self.secret
            .public_key()
            .to_encoded_point(false)
            .as_bytes()
            .to_vec()
    }

    /// As a browser writes its subscription.
    fn subscription(&self) -> Value {
        json!({
            "endpoint": self.endpoint,
            "expirationTime": null,
            "keys": {"p256dh": URL_SAFE_NO_PAD.encode(self.point()), "auth": URL_SAFE_NO_PAD.encode(self.auth)},
        })
    }

    /// RFC 8188 with the keys of RFC 8291.
    fn opened(&self, body: &[u8]) -> Value {
        let (salt, rest) = body.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert!(u32::from_be_bytes(size.try_into().expect("four bytes")) as usize >= rest.len() - 66);
        assert!(body.len() <= 4096, "no service takes more");
        let (point, sealed) = rest[1..].split_at(usize::from(rest[0]));
        let sender = PublicKey::from_sec1_bytes(point).expect("a point");
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), sender.as_affine());
        let info = [b"WebPush: info\0".as_slice(), &self.point(), point].concat();
        let mut ikm = [0; 32];
        let keys = Hkdf::<Sha256>::new(Some(&self.auth), shared.raw_secret_bytes());
        keys.expand(&info, &mut ikm).expect("32 bytes");
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        let keys = Hkdf::<Sha256>::new(Some(salt), &ikm);
        keys.expand(b"Content-Encoding: aes128gcm\0", &mut key)
            .expect("16 bytes");
        keys.expand(b"Content-Encoding: nonce\0", &mut nonce)
            .expect("12 bytes");
        let cipher = Aes128Gcm::new_from_slice(&key).expect("a key");
        let mut words = cipher
            .decrypt(&nonce.into(), sealed)
            .expect("it is for this browser");
        // The last record ends with a 2, and zeros after it.
        while words.last() == Some(&0) {
            words.pop();
        }
        assert_eq!(words.pop(), Some(2));
        serde_json::from_slice(&words).expect("JSON")
    }

    /// What came since the last time, opened; each was signed by the site, for this service.
    pub fn take(&self, public_key: &str, now: i64) -> Vec<Value> {
        let heard = std::mem::take(&mut *self.heard.lock().expect("nobody panicked"));
        let origin = self.endpoint.split("/push").next().expect("an origin");
        heard
            .iter()
            .map(|(headers, body)| {
                let header = |name: &str| headers[name].to_str().expect("ASCII").to_owned();
                assert_eq!(
                    (header("content-encoding"), header("ttl")),
                    ("aes128gcm".into(), "86400".into())
                );
                assert!(header("topic").len() <= 32);
                let said = header("authorization");
                let (token, key) = said
                    .strip_prefix("vapid t=")
                    .expect("VAPID")
                    .split_once(", k=")
                    .expect("a key");
                assert_eq!(key, public_key);
                let point = URL_SAFE_NO_PAD.decode(key).expect("base64url");
                let (x, y) = (
                    URL_SAFE_NO_PAD.encode(&point[1..33]),
                    URL_SAFE_NO_PAD.encode(&point[33..]),
                );
                let mut rule = Validation::new(Algorithm::ES256);
                rule.set_audience(&[origin]);
                // By the test's clock.
                rule.validate_exp = false;
                let key = DecodingKey::from_ec_components(&x, &y).expect("a key");
                let claims = jsonwebtoken::decode::<Value>(token, &key, &rule)
                    .expect("the site's own signature")
                    .claims;
                let ends = claims["exp"].as_i64().expect("a moment");
                assert!((1..=24 * 60 * 60).contains(&(ends - now / 1000)), "{claims}");
                assert!(claims["sub"].as_str().is_some_and(|sub| !sub.is_empty()));
                self.opened(body)
            })
            .collect()
    }
}

pub async fn subscribe(caller: &Caller, browser: &Browser) -> String {
    let answer = caller.post("/api/me/devices", browser.subscription()).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json["public_key"].as_str().expect("a key").to_owned()
}

/// A creator who is told on a browser, with the site's key.
async fn told(app: &TestApp) -> (Caller, Browser, String) {
    let (creator, browser) = (app.creator("art").await, Browser::open(7).await);
    let key = subscribe(&creator, &browser).await;
    (creator, browser, key)
}

both! {
    async fn a_device_shows_what_is_told_and_many_likes_once(app: TestApp) {
        use super::*;
        let (creator, browser, key) = told(&app).await;
        assert_eq!(key, creator.get("/api/me/devices").await.json["public_key"], "one key for ever");
        let heard = || browser.take(&key, app.domain().now().0);
        let post = creator.publish(json!({"title": "Dawn", "body": SECRET, "access": "public"})).await;
        let (one, two) = (app.fan().await, app.fan().await);
        let name = one.get("/api/me").await.json["name"].as_str().expect("a name").to_owned();
        say(&one, &post, SECRET).await;
        assert_eq!(round(&app).await, 1);
        let [words] = heard().try_into().expect("one message");
        assert_eq!(words["title"], json!("Fonana"));
        assert_eq!(words["body"], json!(format!("{name} commented on “Dawn”")));
        assert_eq!(words["url"], json!(format!("/post/{post}?comments=newest#comments")));
        assert!(!words.to_string().contains(SECRET));
        assert_eq!(round(&app).await, 0);
        // Many likes are one message, however many come, until it is read.
        let like = format!("/api/posts/{post}/like");
        put(&one, &like).await;
        put(&two, &like).await;
        assert_eq!(round(&app).await, 0, "there may be more");
        app.advance(MINUTE);
        assert_eq!(round(&app).await, 1);
        let [words] = heard().try_into().expect("one message");
        assert!(words["body"].as_str().is_some_and(|body| body.contains("and 1 other liked")), "{words}");
        let three = app.fan().await;
        put(&three, &like).await;
        app.advance(MINUTE * 2);
        assert_eq!(round(&app).await, 0);
        creator.post("/api/notifications/read", json!({"until": app.domain().now()})).await;
        let four = app.fan().await;
        put(&four, &like).await;
        app.advance(MINUTE * 2);
        assert_eq!((round(&app).await, heard().len()), (1, 1));
        // Of a kind that is switched off nothing is shown; of several together how many they are.
        creator.patch("/api/notifications/switches", json!([{"kind": "comment", "in_app": true, "push": false}])).await;
        say(&one, &post, "Quietly").await;
        put(&one, &format!("/api/creators/{}/follow", creator.handle().await)).await;
        app.advance(MINUTE);
        round(&app).await;
        let [words] = heard().try_into().expect("one message");
        assert!(words["body"].as_str().is_some_and(|body| body.ends_with("followed you")));
    }

    async fn off_the_page_alone_is_off_the_page(app: TestApp) {
        use super::*;
        let (creator, browser, key) = told(&app).await;
        creator.patch("/api/notifications/switches", json!([{"kind": "comment", "in_app": false}])).await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let fan = app.fan().await;
        say(&fan, &post, "Hello").await;
        assert_eq!(creator.get("/api/notifications").await.json["total"], json!(0));
        assert_eq!(creator.get("/api/notifications/unread").await.json["unread"], json!(0));
        assert!(!creator.get("/feed").await.contains("bell-count"));
        assert_eq!((round(&app).await, browser.take(&key, app.domain().now().0).len()), (1, 1));
        assert_eq!(round(&app).await, 0);
        // Nowhere at all.
        creator.patch("/api/notifications/switches", json!([{"kind": "comment", "in_app": false, "push": false}])).await;
        say(&fan, &post, "Hello?").await;
        assert_eq!(round(&app).await, 0);
        let refused = creator.patch("/api/notifications/switches", json!([{"kind": "message", "in_app": false}])).await;
        assert_eq!((refused.status, refused.field()), (422, "in_app"));
    }

    async fn a_subscription_that_ended_is_forgotten_and_a_busy_service_tried_again(app: TestApp) {
        use super::*;
        let (creator, browser, key) = told(&app).await;
        let other = Browser::open(9).await;
        subscribe(&creator, &other).await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let fan = app.fan().await;
        let heard = |browser: &Browser| browser.take(&key, app.domain().now().0).len();
        browser.answer.store(410, Ordering::SeqCst);
        say(&fan, &post, "One").await;
        round(&app).await;
        assert_eq!((heard(&browser), heard(&other)), (1, 1));
        let devices = creator.get("/api/me/devices").await.json["devices"].clone();
        assert_eq!(devices.as_array().map(Vec::len), Some(1));
        other.answer.store(503, Ordering::SeqCst);
        say(&fan, &post, "Two").await;
        round(&app).await;
        assert_eq!(round(&app).await, 0);
        other.answer.store(201, Ordering::SeqCst);
        app.advance(MINUTE);
        assert_eq!(round(&app).await, 1);
        assert_eq!((heard(&browser), heard(&other)), (0, 2));
        other.answer.store(404, Ordering::SeqCst);
        say(&fan, &post, "Three").await;
        round(&app).await;
        assert_eq!(creator.get("/api/me/devices").await.json["devices"], json!([]));
        say(&fan, &post, "Four").await;
        assert_eq!(round(&app).await, 0, "there is nobody to show it");
    }

    async fn a_device_is_whose_session_runs_there(app: TestApp) {
        use super::*;
        let (creator, browser, _) = told(&app).await;
        let count = async |caller: &Caller| caller.get("/api/me/devices").await.json["devices"].as_array().map(Vec::len);
        subscribe(&creator, &browser).await;
        assert_eq!(count(&creator).await, Some(1), "asked again it is the same");
        // Somebody else signs in on that browser.
        let fan = app.fan().await;
        subscribe(&fan, &browser).await;
        assert_eq!((count(&creator).await, count(&fan).await), (Some(0), Some(1)));
        // Nobody ends another's.
        creator.send(Method::DELETE, "/api/me/devices", &[], Some(json!({"endpoint": browser.endpoint}))).await;
        assert_eq!(count(&fan).await, Some(1));
        let mut elsewhere = Caller::new(&app.base);
        elsewhere.sign_in(fan.wallet().clone()).await;
        assert_eq!(elsewhere.delete("/api/me/sessions").await.status, 204);
        assert_eq!(count(&elsewhere).await, Some(0), "it ended with its session");
        domain::notifications::sweep(app.domain()).await.expect("swept");
        subscribe(&elsewhere, &browser).await;
        let devices = elsewhere.get("/api/me/devices").await.json["devices"].clone();
        let id = devices[0]["id"].as_str().expect("an id").to_owned();
        let other = app.fan().await;
        assert_eq!(other.form("/settings/push", &format!("device={id}")).await.status, 303);
        assert_eq!(count(&elsewhere).await, Some(1));
        assert_eq!(elsewhere.form("/settings/push", &format!("device={id}")).await.status, 303);
        assert_eq!(count(&elsewhere).await, Some(0));
    }

    async fn no_subscription_leads_into_a_network_of_ours(app: TestApp) {
        use super::*;
        let (fan, browser) = (app.fan().await, Browser::open(7).await);
        let with = |field: &str, value: Value| {
            let mut subscription = browser.subscription();
            match field {
                "endpoint" => subscription["endpoint"] = value,
                key => subscription["keys"][key] = value,
            }
            subscription
        };
        for (field, value, at) in [
            ("endpoint", json!("http://10.1.2.3/push"), "endpoint"),
            ("endpoint", json!("https://169.254.169.254/latest"), "endpoint"),
            ("endpoint", json!("https://[fd00::1]/push"), "endpoint"),
            ("endpoint", json!("ftp://push.example/1"), "endpoint"),
            ("endpoint", json!("https://user@push.example/1"), "endpoint"),
            ("endpoint", json!(format!("https://push.example/{}", "a".repeat(2_000))), "endpoint"),
            ("p256dh", json!("AAAA"), "keys"),
            ("p256dh", json!(URL_SAFE_NO_PAD.encode([4; 65])), "keys"),
            ("auth", json!("AAAA"), "keys"),
            ("auth", json!("no base64!"), "keys"),
        ] {
            let refused = fan.post("/api/me/devices", with(field, value.clone())).await;
            assert_eq!((refused.status, refused.field()), (422, at), "{value}");
        }
        for number in 0..10 {
            let answer = fan.post("/api/me/devices", with("endpoint", json!(format!("https://push.example/{number}")))).await;
            assert_eq!(answer.status, 200);
        }
        let refused = fan.post("/api/me/devices", with("endpoint", json!("https://push.example/10"))).await;
        assert_eq!(refused.code(), "too_many_devices");
    }

    async fn quiet_holds_for_devices_too_and_what_waited_is_one_message(app: TestApp) {
        use super::*;
        let (creator, browser, key) = told(&app).await;
        reach(&creator, json!({"quiet_from": "22:00", "quiet_to": "07:00"})).await;
        let post = creator.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        let fan = app.fan().await;
        say(&fan, &post, "One").await;
        say(&fan, &post, "Two").await;
        app.advance(HOUR * 6);
        assert_eq!(round(&app).await, 0);
        app.advance(HOUR);
        assert_eq!(round(&app).await, 1);
        let [words] = browser.take(&key, app.domain().now().0).try_into().expect("one message");
        assert_eq!((&words["body"], &words["url"]), (&json!("2 new things at Fonana"), &json!("/notifications")));
    }

    async fn a_message_is_told_of_once_until_it_is_read(app: TestApp) {
        use super::*;
        let (creator, browser, key) = told(&app).await;
        let heard = || browser.take(&key, app.domain().now().0);
        let fan = app.fan().await;
        let talk = fan.post("/api/conversations", json!({"with": creator.handle().await})).await;
        let talk = talk.json["id"].as_str().expect("an id").to_owned();
        let write = async |body: &str| {
            let sent = fan.post(&format!("/api/conversations/{talk}/messages"), json!({"body": body})).await;
            assert_eq!(sent.status, 201, "{}", sent.json);
            sent.json["id"].as_str().expect("an id").to_owned()
        };
        let read = async |message: &str| {
            let path = format!("/api/conversations/{talk}/read");
            creator.put(&path, json!({"until": message})).await
        };
        // Read within half a minute.
        let first = write(SECRET).await;
        assert_eq!(round(&app).await, 0);
        read(&first).await;
        app.advance(MINUTE);
        assert_eq!(round(&app).await, 0);
        write(SECRET).await;
        let last = write("And more").await;
        app.advance(MINUTE);
        assert_eq!(round(&app).await, 1);
        let [words] = heard().try_into().expect("one message");
        assert!(words["body"].as_str().is_some_and(|body| body.ends_with("wrote to you")), "{words}");
        assert_eq!(words["url"], json!(format!("/messages/{talk}")));
        assert!(!words.to_string().contains(SECRET));
        write("Still there?").await;
        app.advance(MINUTE);
        assert_eq!(round(&app).await, 0, "once until it is read");
        assert_eq!(creator.get("/api/notifications").await.json["total"], json!(0));
        read(&last).await;
        write("Again").await;
        app.advance(MINUTE);
        assert_eq!((round(&app).await, heard().len()), (1, 1));
        // Of a quiet conversation nobody is told.
        let last = write("Quiet").await;
        read(&last).await;
        write("Waits").await;
        put(&creator, &format!("/api/conversations/{talk}/mute")).await;
        write("Quieter").await;
        app.advance(MINUTE);
        assert_eq!(round(&app).await, 0);
    }
}
