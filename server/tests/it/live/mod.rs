//! The live connection, spoken to by a real client.

mod hearing;
mod outbox;
mod refusals;
mod resuming;
mod slow;
mod talking;
mod torture;

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Caller, TestApp};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, client::IntoClientRequest, http::HeaderValue},
};

/// How long a test waits for what must come.
const WAIT: Duration = Duration::from_secs(30);

/// A client of `/ws`.
pub struct Client(WebSocketStream<TcpStream>);

/// What came last.
#[derive(Debug, PartialEq)]
pub enum Last {
    Frame(Value),
    Closed(u16, String),
    /// Without a word.
    Gone,
}

/// The access token of somebody's session.
pub async fn token(caller: &Caller) -> String {
    let answer = caller.post("/api/auth/refresh", json!({})).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json["access_token"].as_str().expect("a token").to_owned()
}

impl Client {
    /// Asks for a connection; the status where there is none. `buffer` is what the system keeps of what was not read.
    pub async fn ask(
        app: &TestApp,
        path: &str,
        headers: &[(&str, &str)],
        buffer: Option<u32>,
    ) -> Result<Self, u16> {
        let address = app.base.strip_prefix("http://").expect("an address");
        let socket = TcpSocket::new_v4().expect("a socket");
        if let Some(buffer) = buffer {
            socket.set_recv_buffer_size(buffer).expect("a size");
        }
        let stream = socket
            .connect(address.parse().expect("an address"))
            .await
            .expect("the server listens");
        let mut request = format!("ws://{address}{path}")
            .into_client_request()
            .expect("a request");
        for (name, value) in headers {
            let name: tokio_tungstenite::tungstenite::http::HeaderName = name.parse().expect("a name");
            request
                .headers_mut()
                .insert(name, HeaderValue::from_str(value).expect("a value"));
        }
        match client_async(request, stream).await {
            Ok((client, _)) => Ok(Self(client)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("no answer: {error}"),
        }
    }

    /// A visitor's.
    pub async fn visitor(app: &TestApp) -> Self {
        Self::ask(app, "/ws", &[], None).await.expect("a connection")
    }

    /// Somebody's, as a program.
    pub async fn of(app: &TestApp, caller: &Caller) -> Self {
        let bearer = format!("Bearer {}", token(caller).await);
        Self::ask(app, "/ws", &[("authorization", &bearer)], None)
            .await
            .expect("a connection")
    }

    pub async fn send(&mut self, message: Message) {
        // Where the server has closed, what comes next tells why.
        let _ = self.0.send(message).await;
    }

    pub async fn say(&mut self, frame: Value) {
        self.send(Message::text(frame.to_string())).await;
    }

    /// What comes next.
    pub async fn last(&mut self) -> Last {
        let until = tokio::time::Instant::now() + WAIT;
        loop {
            let next = tokio::time::timeout_at(until, self.0.next()).await;
            match next.expect("something comes in time") {
                Some(Ok(Message::Text(text))) => {
                    return Last::Frame(serde_json::from_str(&text).expect("JSON"));
                }
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Last::Closed(frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                _ => return Last::Gone,
            }
        }
    }

    pub async fn next(&mut self) -> Value {
        match self.last().await {
            Last::Frame(frame) => frame,
            other => panic!("it ended: {other:?}"),
        }
    }

    /// Asks to hear a topic; the number behind which events follow.
    pub async fn hear(&mut self, topic: &str) -> u64 {
        self.say(json!({"subscribe": {"topic": topic}})).await;
        let answer = self.next().await;
        assert_eq!(
            (&answer["type"], &answer["topic"]),
            (&json!("subscribed"), &json!(topic)),
            "{answer}"
        );
        answer["seq"].as_u64().expect("a number")
    }

    /// The code with which a topic is refused.
    pub async fn refused(&mut self, topic: &str) -> String {
        self.say(json!({"subscribe": {"topic": topic}})).await;
        let answer = self.next().await;
        assert_eq!(
            (&answer["type"], &answer["topic"]),
            (&json!("refused"), &json!(topic)),
            "{answer}"
        );
        answer["code"].as_str().expect("a code").to_owned()
    }

    /// The next event, which is of this topic and kind.
    pub async fn event(&mut self, topic: &str, kind: &str) -> Value {
        let event = self.next().await;
        let said = (&event["type"], &event["topic"], &event["kind"]);
        assert_eq!(said, (&json!("event"), &json!(topic), &json!(kind)), "{event}");
        event
    }

    /// Closed with this code and a reason.
    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.last().await {
                Last::Frame(_) => {}
                Last::Closed(code, reason) => {
                    assert!(!reason.is_empty());
                    return code;
                }
                Last::Gone => panic!("it ended without a reason"),
            }
        }
    }
}

pub async fn put(caller: &Caller, path: &str) {
    let answer = caller.send(reqwest::Method::PUT, path, &[], None).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.json);
}

pub async fn delete(caller: &Caller, path: &str) {
    let answer = caller.delete(path).await;
    assert!((200..300).contains(&answer.status), "{path}: {}", answer.json);
}

/// Waits until the server holds so many connections.
pub async fn until_held(app: &TestApp, sockets: usize) {
    let there = async {
        while app.state.realtime.held().0 != sockets {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(WAIT, there)
        .await
        .expect("connections come and go");
}
