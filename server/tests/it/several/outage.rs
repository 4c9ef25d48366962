//! Redis goes and comes back: everything goes on without it, a second later, and as before once it is there.

use super::{between, first, here, is_asked, met, passing, until, write};
use crate::live::{Client, put};
use serde_json::json;
use server::{Config, serve};
use std::{
    fs,
    io::{self, Write},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::UnixListener;
use tracing::subscriber::NoSubscriber;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_goes_on_without_redis_and_comes_back_on_postgres() {
    let (mut redis, one) = first().await;
    let (creator, ann, ben) = (one.creator("art").await, one.fan().await, one.fan().await);
    let post = creator
        .publish(json!({"title": "Dawn", "body": "Words", "access": "public"}))
        .await;
    let id = between(&ann, &ben).await;
    let other = one.beside(Duration::ZERO).await;
    met(&one, &other).await;
    let (topic, about) = (format!("conversation:{id}"), format!("post:{post}"));
    let mut hers = Client::of(&one, &ann).await;
    hers.hear("me").await;
    hers.hear(&topic).await;
    let mut his = Client::of(&other, &ben).await;
    assert_eq!(passing(&mut hers, &topic, "presence").await["here"], true);
    let (seq, likes) = (his.hear("me").await, his.hear(&about).await);
    redis.stop();
    until("both notice", || !is_asked(&one) && !is_asked(&other)).await;
    write(&ann, &id, "Without").await;
    hers.event("me", "messages").await;
    assert_eq!(his.event("me", "messages").await["seq"], json!(seq + 1));
    put(&ann, &format!("/api/posts/{post}/like")).await;
    assert_eq!(his.event(&about, "likes").await["seq"], json!(likes + 1));
    let seen = other.visitor().get(&format!("/api/posts/{post}")).await;
    assert_eq!(seen.json["counts"]["likes"], 1);
    // Who cannot be heard of is not here any more.
    one.advance(hub::SILENT);
    assert_eq!(passing(&mut hers, &topic, "presence").await["here"], false);
    here(&ann, &id, false).await;
    redis.begin().await;
    assert_eq!(passing(&mut hers, &topic, "presence").await["here"], true);
    met(&one, &other).await;
    his.hear(&topic).await;
    hers.say(json!({"typing": {"topic": topic}})).await;
    passing(&mut his, &topic, "typing").await;
    write(&ann, &id, "With").await;
    assert_eq!(his.event("me", "messages").await["seq"], json!(seq + 2));
    // Once more, and nobody is told anything twice.
    redis.stop();
    until("both notice", || !is_asked(&one) && !is_asked(&other)).await;
    redis.begin().await;
    met(&one, &other).await;
    write(&ben.at(&other.base), &id, "Again").await;
    assert_eq!(his.event("me", "messages").await["seq"], json!(seq + 3));
    for _ in 0..2 {
        hers.event("me", "messages").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_starts_without_redis_and_the_check_says_so_on_postgres() {
    let (mut redis, one) = first().await;
    let words = serve::check(&one.state.config).await.expect("sound");
    assert!(words.contains("others    several processes may serve"), "{words}");
    redis.stop();
    let fault = serve::check(&one.state.config)
        .await
        .expect_err("nobody is there");
    assert!(fault.to_string().starts_with("Redis cannot be used"), "{fault}");
    // It opens all the same.
    let other = one.beside(Duration::ZERO).await;
    assert_eq!(other.visitor().get("/api/health/ready").await.status, 200);
    redis.begin().await;
    met(&one, &other).await;
}

/// What a user of Redis's must be allowed, as docs/operating.md has it.
const RIGHTS: &str = "+publish +subscribe +evalsha +script|load +time +get +set";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_check_finds_out_what_redis_does_not_allow_on_postgres() {
    let (redis, one) = first().await;
    let manual = include_str!("../../../../docs/operating.md");
    assert!(manual.contains(RIGHTS));
    let mut config = Config::clone(&one.state.config);
    let url = format!("{}?user=site&pass=word", redis.url());
    config.redis = Some(url.parse().expect("an address"));
    let allow = |rights: &str| {
        let user = format!("ACL SETUSER site reset on >word resetchannels &fonana:* ~fonana:* {rights}");
        // A script that was loaded before needs no loading.
        for command in [user.as_str(), "SCRIPT FLUSH"] {
            assert_eq!(redis.ask(command).expect("an answer"), "+OK\r\n");
        }
    };
    allow(RIGHTS);
    serve::check(&config).await.expect("it is enough");
    for right in RIGHTS.split(' ') {
        allow(&RIGHTS.replace(right, ""));
        let fault = serve::check(&config).await.expect_err(right).to_string();
        assert!(fault.starts_with("Redis cannot be used"), "{right}: {fault}");
    }
}

/// What a server writes into its log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

// On one thread, so that the log is this server's.
#[tokio::test]
async fn that_redis_went_is_said_once_on_postgres() {
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || written.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    // Where there is only one, `tracing` asks that of the thread that comes to a line first, and that may be another test's.
    let _second = tracing::Dispatch::new(NoSubscriber::default());
    let (mut redis, one) = first().await;
    until("it is asked", || is_asked(&one)).await;
    redis.stop();
    // In its place stands somebody who closes the door: whoever knocks tries it anew.
    let _ = fs::remove_file(redis.socket());
    let nobody = UnixListener::bind(redis.socket()).expect("a socket");
    for _ in 0..4 {
        drop(nobody.accept().await.expect("another try"));
    }
    drop(nobody);
    redis.begin().await;
    until("it is asked again", || is_asked(&one)).await;
    let log = log.0.lock().expect("nobody panicked").clone();
    let log = String::from_utf8(log).expect("UTF-8");
    let about: Vec<&str> = log.lines().filter(|line| line.contains("Redis")).collect();
    let [went, came] = about[..] else {
        panic!("once each: {about:#?}");
    };
    assert!(went.contains("WARN") && went.contains("without Redis"), "{went}");
    assert!(came.contains("INFO") && came.contains("answers again"), "{came}");
}
