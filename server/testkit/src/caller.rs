//! Somebody who speaks to the server: cookies, perhaps a wallet, and nothing but its public doors.

use crate::Wallet;
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, header::HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::payments::OrderView;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A client with its own cookie jar.
pub struct Caller {
    http: reqwest::Client,
    base: String,
    wallet: Option<Wallet>,
    orders: Arc<AtomicU64>,
}

/// What the server answered, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    /// `Null` when the body is not JSON.
    pub json: Value,
}

impl Answer {
    /// The body as a type of the vocabulary.
    pub fn parse<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| {
            panic!(
                "{error} in {}: {}",
                self.status,
                String::from_utf8_lossy(&self.bytes)
            )
        })
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The stable code of a refusal.
    pub fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }

    /// The field that a refusal is about.
    pub fn field(&self) -> &str {
        self.json["field"].as_str().unwrap_or_default()
    }

    /// Whether these bytes stand anywhere in the body.
    pub fn contains(&self, needle: &str) -> bool {
        self.bytes
            .windows(needle.len())
            .any(|window| window == needle.as_bytes())
    }
}

/// Sends a request and reads the answer to its end.
async fn tried(request: reqwest::RequestBuilder) -> reqwest::Result<Answer> {
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await?.to_vec();
    let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Ok(Answer {
        status,
        headers,
        bytes,
        json,
    })
}

async fn whole(request: reqwest::RequestBuilder) -> Answer {
    tried(request).await.expect("the server answers")
}

impl Caller {
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Self {
            http,
            base: base.to_owned(),
            wallet: None,
            orders: Arc::default(),
        }
    }

    /// The same person at another server of one site, with the same cookies.
    pub fn at(&self, base: &str) -> Self {
        Self {
            http: self.http.clone(),
            base: base.to_owned(),
            wallet: self.wallet.clone(),
            orders: self.orders.clone(),
        }
    }

    /// The wallet this caller signed in with.
    pub fn wallet(&self) -> &Wallet {
        self.wallet.as_ref().expect("a signed-in caller")
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> reqwest::RequestBuilder {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        match body {
            Some(body) => request.json(&body),
            None => request,
        }
    }

    /// Any request; `body` is sent as JSON.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        whole(self.request(method, path, headers, body)).await
    }

    /// The same to a server that may die meanwhile: an error when there is no answer, or half of one.
    pub async fn try_send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> reqwest::Result<Answer> {
        tried(self.request(method, path, headers, body)).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, &[], Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, &[], Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], None).await
    }

    /// Any request with a body as it is.
    pub async fn send_text(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        whole(self.request(method, path, headers, None).body(body.to_owned())).await
    }

    /// Any request with bytes for a body.
    pub async fn send_bytes(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        whole(self.request(method, path, headers, None).body(body)).await
    }

    /// The same to a server that may die meanwhile.
    pub async fn try_send_bytes(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> reqwest::Result<Answer> {
        tried(self.request(method, path, headers, None).body(body)).await
    }

    /// Bytes as they come, to an upload.
    pub async fn send_stream(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        pieces: impl futures::Stream<Item = std::io::Result<bytes::Bytes>> + Send + 'static,
    ) -> Answer {
        let mut request = self.http.patch(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        whole(request.body(reqwest::Body::wrap_stream(pieces))).await
    }

    /// A plain form, as pages without JavaScript send it.
    pub async fn form(&self, path: &str, fields: &str) -> Answer {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.send_text(Method::POST, path, &headers, fields).await
    }

    /// Asks for a challenge, signs it and begins a session.
    pub async fn sign_in(&mut self, wallet: Wallet) -> Answer {
        let address = wallet.address().to_string();
        let challenge = self
            .post("/api/auth/challenge", json!({"address": address}))
            .await;
        assert_eq!(challenge.status, 200, "{}", challenge.json);
        let message = challenge.json["message"].as_str().expect("a text to sign");
        let body = json!({
            "address": address,
            "signed_message": STANDARD.encode(message),
            "signature": wallet.sign_bytes(message.as_bytes()),
        });
        let answer = self.post("/api/auth/session", body).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        self.wallet = Some(wallet);
        answer
    }

    /// The caller's own handle.
    pub async fn handle(&self) -> String {
        self.get("/api/me").await.json["handle"]
            .as_str()
            .expect("a signed-in caller")
            .to_owned()
    }

    /// Orders an item for SOL, each time with a key of its own.
    pub async fn order(&self, item: Value) -> OrderView {
        self.order_in("SOL", item).await
    }

    /// The same in a currency.
    pub async fn order_in(&self, currency: &str, item: Value) -> OrderView {
        let key = format!("order-{}", self.orders.fetch_add(1, Ordering::SeqCst));
        let body = json!({"item": item, "currency": currency});
        let answer = self
            .send(
                Method::POST,
                "/api/orders",
                &[("idempotency-key", &key)],
                Some(body),
            )
            .await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        answer.parse()
    }

    /// Publishes a post and gives its id.
    pub async fn publish(&self, draft: Value) -> String {
        let answer = self.post("/api/posts", draft).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        answer.json["id"].as_str().expect("an id").to_owned()
    }
}
