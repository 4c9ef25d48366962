//! Two servers of one site on PostgreSQL and Redis, one of them killed while people like and write at both: what was acknowledged is there,
//! once, and whoever was connected to the one that died hears the rest of the other, exactly.

use super::{Place, Process, person};
use futures::{SinkExt, StreamExt, future::join_all};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use reqwest::Method;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, time::Duration};
use testkit::{Caller, Db, Redis};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

/// Who like and write.
const CROWD: u64 = 4;
/// Messages and likes of each; together fewer than a gap is told for.
const ACTS: u64 = 12;
/// How long something may take to be heard.
const WAIT: Duration = Duration::from_secs(60);

/// Two servers behind one address, on one network: each has a copy of it, for nobody pays here.
async fn places(redis: &Redis) -> [Place; 2] {
    let mut places = [Place::new(Db::Postgres).await, Place::new(Db::Sqlite).await];
    places[1].database = places[0].database.clone();
    let site = places[0].address();
    for place in &mut places {
        place.settings = ["--public-url", &site, "--redis-url", &redis.url()]
            .map(str::to_owned)
            .into();
    }
    drop(Process::start(&places[0]).await);
    let network = "localnet.redb";
    let from = places[0].folder.path().join(network);
    fs::copy(from, places[1].folder.path().join(network)).expect("a copy of the network");
    places
}

/// A connection that hears topics, and what it heard of each: numbers of events, and where it began.
struct Ear {
    stream: WebSocketStream<TcpStream>,
    heard: BTreeMap<String, Vec<u64>>,
}

impl Ear {
    /// Hears these topics from now on, or after the events that are named.
    async fn open(place: &Place, caller: &Caller, topics: &[(&str, Option<u64>)]) -> Self {
        let address = place.address().replace("http://", "");
        let token = caller
            .at(&place.address())
            .post("/api/auth/refresh", json!({}))
            .await;
        let token = token.json["access_token"].as_str().expect("a token").to_owned();
        let stream = TcpStream::connect(&address).await.expect("the server listens");
        let mut request = format!("ws://{address}/ws")
            .into_client_request()
            .expect("a request");
        let bearer = HeaderValue::from_str(&format!("Bearer {token}")).expect("ASCII");
        request.headers_mut().insert("authorization", bearer);
        let (stream, _) = client_async(request, stream).await.expect("a connection");
        let mut ear = Self {
            stream,
            heard: BTreeMap::new(),
        };
        for (topic, after) in topics {
            let ask = match after {
                Some(after) => json!({"subscribe": {"topic": topic, "after": after}}),
                None => json!({"subscribe": {"topic": topic}}),
            };
            ear.stream
                .send(Message::text(ask.to_string()))
                .await
                .expect("it is sent");
        }
        while ear.heard.len() < topics.len() {
            assert!(ear.listen().await, "it lives");
        }
        ear
    }

    /// Takes what comes next; false when the connection ended.
    async fn listen(&mut self) -> bool {
        let next = timeout(WAIT, self.stream.next())
            .await
            .expect("something comes in time");
        let Some(Ok(next)) = next else { return false };
        let Message::Text(text) = next else { return true };
        let frame: Value = serde_json::from_str(&text).expect("JSON");
        let topic = frame["topic"].as_str().unwrap_or_default().to_owned();
        let seq = frame["seq"].as_u64();
        match (frame["type"].as_str(), seq) {
            (Some("subscribed"), Some(seq)) => _ = self.heard.insert(topic, vec![seq]),
            (Some("event"), Some(seq)) => self.heard.get_mut(&topic).expect("it is heard").push(seq),
            _ => panic!("neither an answer nor an event: {frame}"),
        }
        true
    }

    fn last(&self, topic: &str) -> u64 {
        *self.heard[topic].last().expect("where it began")
    }

    /// Takes what comes until a topic is there.
    async fn until(&mut self, topic: &str, seq: u64) {
        while self.last(topic) < seq {
            assert!(self.listen().await, "it lives");
        }
    }

    /// Each event once and in its order, without a hole.
    fn is_whole(&self) {
        for (topic, heard) in &self.heard {
            let whole: Vec<u64> = (heard[0]..).take(heard.len()).collect();
            assert_eq!(heard, &whole, "{topic}");
        }
    }
}

/// Somebody, and what the servers said that they have done.
struct One {
    at: [Caller; 2],
    conversation: String,
    post: String,
    number: u64,
    dice: ChaCha8Rng,
    likes: bool,
}

impl One {
    /// Writes and likes, now here and now there. What has no answer is done again at the server that lives.
    async fn act(&mut self) {
        for act in 0..ACTS {
            let at = self.dice.random_range(0..2);
            let (path, method, headers, body) = if act % 2 == 0 {
                let key = format!("message-{act}");
                let body = json!({"body": words(self.number, act)});
                let path = format!("/api/conversations/{}/messages", self.conversation);
                (path, Method::POST, Some(key), Some(body))
            } else {
                self.likes = self.dice.random();
                let method = if self.likes { Method::PUT } else { Method::DELETE };
                (format!("/api/posts/{}/like", self.post), method, None, None)
            };
            let headers: Vec<(&str, &str)> = headers
                .iter()
                .map(|key| ("idempotency-key", key.as_str()))
                .collect();
            let send = async |at: usize| {
                self.at[at]
                    .try_send(method.clone(), &path, &headers, body.clone())
                    .await
            };
            let answer = match send(at).await {
                Ok(answer) => answer,
                Err(_) => send(0).await.expect("this server lives"),
            };
            assert!(
                (200..300).contains(&answer.status),
                "{path}: {} {}",
                answer.status,
                answer.json
            );
        }
    }
}

fn words(number: u64, act: u64) -> String {
    format!("Number {number} says their {act}.")
}

async fn storm(seed: u64) {
    println!("several: seed {seed}; FONANA_KILLS={seed}:1 replays it");
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let redis = Redis::on_a_port().await;
    let [here, there] = places(&redis).await;
    let (lives, dies) = (Process::start(&here).await, Process::start(&there).await);
    let creator = person(&here.address(), 0).await;
    let begun = creator.post("/api/me/creator", json!({"category": "art"})).await;
    assert_eq!(begun.status, 201, "{}", begun.json);
    let post = creator
        .publish(json!({"title": "Dawn", "body": "Words", "access": "public"}))
        .await;
    let with = creator.handle().await;
    let mut crowd = Vec::new();
    for number in 1..=CROWD {
        let caller = person(&here.address(), number).await;
        let opened = caller.post("/api/conversations", json!({"with": with})).await;
        assert_eq!(opened.status, 200, "{}", opened.json);
        crowd.push(One {
            at: [caller.at(&here.address()), caller.at(&there.address())],
            conversation: opened.json["id"].as_str().expect("an id").to_owned(),
            post: post.clone(),
            number,
            dice: ChaCha8Rng::seed_from_u64(dice.random()),
            likes: false,
        });
    }
    let topic = format!("post:{post}");
    let topics = [("me", None), (topic.as_str(), None)];
    let mut near = Ear::open(&here, &creator, &topics).await;
    let mut far = Ear::open(&there, &creator, &topics).await;
    let moment = Duration::from_millis(dice.random_range(0..400));
    let acting = join_all(crowd.iter_mut().map(One::act));
    let killer = async {
        tokio::time::sleep(moment).await;
        drop(dies);
    };
    // It hears what it can until its server dies.
    let listening = async { while far.listen().await {} };
    futures::join!(acting, killer, listening);
    far.is_whole();
    let after = [
        ("me", Some(far.last("me"))),
        (topic.as_str(), Some(far.last(&topic))),
    ];
    let mut again = Ear::open(&here, &creator, &after).await;
    // Where they stand, by a connection that begins now.
    let stand = Ear::open(&here, &creator, &topics).await;
    for (name, _) in topics {
        let last = stand.last(name);
        near.until(name, last).await;
        again.until(name, last).await;
        assert_eq!(again.heard[name][0], far.last(name), "{name}");
        println!(
            "several: {name} stands at {last}; the one that died had told {}",
            far.last(name)
        );
    }
    near.is_whole();
    again.is_whole();
    let likes = crowd.iter().filter(|one| one.likes).count();
    let seen = creator.get(&format!("/api/posts/{post}")).await.json;
    assert_eq!(
        seen["counts"]["likes"],
        json!(likes),
        "what was acknowledged last is so"
    );
    for one in &crowd {
        let path = format!("/api/conversations/{}/messages?limit=50", one.conversation);
        let list = one.at[0].get(&path).await.json;
        let items = list["items"].as_array().expect("messages");
        let mut found: Vec<&str> = items.iter().filter_map(|item| item["body"].as_str()).collect();
        let mut expected: Vec<String> = (0..ACTS).step_by(2).map(|act| words(one.number, act)).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "each once");
    }
    // And the survivor goes on.
    let last = near.last("me");
    let path = format!("/api/conversations/{}/messages", crowd[0].conversation);
    let sent = crowd[0].at[0].post(&path, json!({"body": "Still here?"})).await;
    assert_eq!(sent.status, 201, "{}", sent.json);
    near.until("me", last + 1).await;
    again.until("me", last + 1).await;
    drop(lives);
}

#[tokio::test]
async fn what_two_servers_acknowledged_is_there_when_one_is_killed_on_postgres() {
    let (seed, kills) = super::wanted();
    for number in 0..kills.min(2) {
        storm(seed.wrapping_add(number)).await;
    }
}
