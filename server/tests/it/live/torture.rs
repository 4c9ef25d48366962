//! The protocol itself, tortured byte by byte (RFC 6455): what is allowed works in every form, what is not ends the connection with the
//! right code, and whoever else is connected notices nothing.

use super::{Client, until_held};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use server::realtime::Times;
use std::time::Duration;
use testkit::{TestApp, both};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How long a test waits for what must come.
const WAIT: Duration = Duration::from_secs(30);

const CONTINUATION: u8 = 0x0;
const TEXT: u8 = 0x1;
const CLOSE: u8 = 0x8;
const PING: u8 = 0x9;
const PONG: u8 = 0xA;

/// A frame as no library would send it.
#[derive(Clone)]
struct Frame {
    /// FIN, RSV1 to RSV3 and the opcode.
    first: u8,
    masked: bool,
    payload: Vec<u8>,
    /// What it says that its length is, in 64 bits.
    claims: Option<u64>,
}

fn frame(fin: bool, opcode: u8, payload: impl AsRef<[u8]>) -> Frame {
    Frame {
        first: u8::from(fin) << 7 | opcode,
        masked: true,
        payload: payload.as_ref().to_vec(),
        claims: None,
    }
}

impl Frame {
    fn bytes(&self) -> Vec<u8> {
        const KEY: [u8; 4] = [7, 77, 177, 27];
        let mask = u8::from(self.masked) << 7;
        let mut bytes = vec![self.first];
        match (self.claims, self.payload.len()) {
            (Some(claimed), _) => {
                bytes.push(mask | 127);
                bytes.extend(claimed.to_be_bytes());
            }
            (None, length @ 0..126) => bytes.push(mask | length as u8),
            (None, length) => {
                bytes.push(mask | 126);
                bytes.extend((length as u16).to_be_bytes());
            }
        }
        if self.masked {
            bytes.extend(KEY);
            bytes.extend(
                self.payload
                    .iter()
                    .zip(KEY.iter().cycle())
                    .map(|(byte, key)| byte ^ key),
            );
        } else {
            bytes.extend(&self.payload);
        }
        bytes
    }
}

/// What the server sent.
#[derive(Debug, PartialEq)]
enum Heard {
    Text(Value),
    Pong(Vec<u8>),
    Closed(u16),
    /// Without a word.
    Gone,
}

/// A connection without a library.
struct Raw(TcpStream);

impl Raw {
    async fn open(app: &TestApp) -> Self {
        let address = app.base.strip_prefix("http://").expect("an address");
        let mut stream = TcpStream::connect(address).await.expect("the server listens");
        let request = format!(
            "GET /ws HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.expect("it is sent");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).await.expect("an answer");
            head.extend(byte);
        }
        let head = String::from_utf8(head).expect("text").to_lowercase();
        assert!(head.starts_with("http/1.1 101"), "{head}");
        // Of RFC 6455, section 1.3.
        assert!(head.contains("s3pplmbitxaq9kygzzhzrbk+xoo="), "{head}");
        Self(stream)
    }

    /// Whether the server took it, or has gone already.
    async fn send(&mut self, frame: &Frame) -> bool {
        self.0.write_all(&frame.bytes()).await.is_ok()
    }

    async fn hear(&mut self) -> Heard {
        tokio::time::timeout(WAIT, self.frame())
            .await
            .expect("something comes in time")
    }

    async fn frame(&mut self) -> Heard {
        loop {
            let mut head = [0; 2];
            if self.0.read_exact(&mut head).await.is_err() {
                return Heard::Gone;
            }
            assert_eq!(head[0] & 0xF0, 0x80, "whole frames without extensions");
            assert_eq!(head[1] & 0x80, 0, "a server masks nothing");
            let length = match head[1] {
                126 => usize::from(self.0.read_u16().await.expect("a length")),
                length => usize::from(length),
            };
            let mut payload = vec![0; length];
            if self.0.read_exact(&mut payload).await.is_err() {
                return Heard::Gone;
            }
            match head[0] & 0x0F {
                TEXT => return Heard::Text(serde_json::from_slice(&payload).expect("JSON")),
                CLOSE => return Heard::Closed(u16::from_be_bytes([payload[0], payload[1]])),
                PONG => return Heard::Pong(payload),
                PING => {}
                other => panic!("an opcode {other}"),
            }
        }
    }

    /// The code with which it ends.
    async fn ends(&mut self) -> Heard {
        loop {
            match self.hear().await {
                Heard::Text(_) | Heard::Pong(_) => {}
                end => return end,
            }
        }
    }
}

const SUBSCRIBE: &str = r#"{"subscribe":{"topic":"feed"}}"#;

both! {
    async fn what_is_allowed_works_in_every_form(app: TestApp) {
        let mut raw = Raw::open(&app).await;
        // One letter a frame, an empty one among them, and a control frame between each two.
        let letters = SUBSCRIBE.as_bytes();
        for (at, letter) in letters.iter().enumerate() {
            let opcode = if at == 0 { TEXT } else { CONTINUATION };
            raw.send(&frame(false, opcode, [*letter])).await;
            raw.send(&frame(false, CONTINUATION, [])).await;
            raw.send(&frame(true, if at % 2 == 0 { PING } else { PONG }, [at as u8])).await;
        }
        raw.send(&frame(true, CONTINUATION, [])).await;
        let mut pongs = Vec::new();
        let answer = loop {
            match raw.hear().await {
                Heard::Pong(payload) => pongs.extend(payload),
                answer => break answer,
            }
        };
        assert!(matches!(&answer, Heard::Text(text) if text["type"] == "subscribed"), "{answer:?}");
        // Of pings that come at once the last may be answered alone (section 5.5.3).
        let pings: Vec<u8> = (0..letters.len() as u8).step_by(2).collect();
        assert!(pongs.iter().all(|pong| pings.contains(pong)) && pongs.is_sorted(), "{pongs:?}");
        // Bytes one by one, and many frames at once.
        for byte in frame(true, TEXT, SUBSCRIBE).bytes() {
            raw.0.write_all(&[byte]).await.expect("it is sent");
        }
        assert!(matches!(raw.hear().await, Heard::Text(_) | Heard::Pong(_)));
        let many: Vec<u8> = (0..20).flat_map(|_| frame(true, PING, [1; 125]).bytes()).collect();
        raw.0.write_all(&many).await.expect("it is sent");
        raw.send(&frame(true, CLOSE, 1000_u16.to_be_bytes())).await;
        assert!(matches!(raw.ends().await, Heard::Closed(1000) | Heard::Gone));
        until_held(&app, 0).await;
    }

    async fn what_is_not_allowed_ends_with_its_code(app: TestApp) {
        let mut other = Client::visitor(&app).await;
        other.hear("feed").await;
        let first = |first: u8, payload: &[u8]| Frame { first, ..frame(true, TEXT, payload) };
        let unmasked = Frame { masked: false, ..frame(true, TEXT, SUBSCRIBE) };
        let claims = |claimed| Frame { claims: Some(claimed), ..frame(true, TEXT, "x") };
        let half = |payload: &[u8]| frame(false, TEXT, payload);
        let close = |bytes: &[u8]| frame(true, CLOSE, bytes);
        let cases: Vec<(&str, Vec<Frame>, u16)> = vec![
            ("a reserved bit", vec![first(0xC1, b"{}")], 1002),
            ("another", vec![first(0xA1, b"{}")], 1002),
            ("the third", vec![first(0x91, b"{}")], 1002),
            ("a reserved kind of data", vec![first(0x83, b"{}")], 1002),
            ("a reserved kind of control", vec![first(0x8B, b"")], 1002),
            ("a frame without a mask", vec![unmasked], 1002),
            ("a ping in pieces", vec![frame(false, PING, [])], 1002),
            ("a ping too long", vec![frame(true, PING, [0; 126])], 1002),
            ("a piece of nothing", vec![frame(true, CONTINUATION, "x")], 1002),
            ("a text within a text", vec![half(b"{"), frame(true, TEXT, "{}")], 1002),
            ("half a code", vec![close(&[3])], 1002),
            ("letters that are none", vec![frame(true, TEXT, [b'"', 0xFF, b'"'])], 1007),
            ("letters that are none, in pieces", vec![half(&[0xC3]), frame(true, CONTINUATION, [0x28])], 1007),
            ("half a letter at the end", vec![frame(true, TEXT, [0xE2, 0x82])], 1007),
            ("half of a pair", vec![frame(true, TEXT, [0xED, 0xA0, 0x80])], 1007),
            ("too much", vec![frame(true, TEXT, [b' '; 4_097])], 1009),
            ("too much, it says", vec![claims(1 << 20)], 1009),
            ("more than there is", vec![claims(u64::MAX >> 1)], 1009),
            ("too much in pieces", [vec![half(&[b' '; 4_000])], vec![frame(false, CONTINUATION, [b' '; 90]); 2]].concat(), 1009),
            ("bytes", vec![first(0x82, b"{}")], 1003),
        ];
        for (what, frames, code) in cases {
            let mut raw = Raw::open(&app).await;
            for frame in &frames {
                raw.send(frame).await;
            }
            assert_eq!(raw.ends().await, Heard::Closed(code), "{what}");
        }
        // A goodbye with a code that is none is no goodbye; it ends all the same.
        for code in [0_u16, 999, 1004, 1005, 1006, 1015, 2_999, 5_000] {
            let mut raw = Raw::open(&app).await;
            raw.send(&close(&code.to_be_bytes())).await;
            let end = raw.ends().await;
            assert!(matches!(end, Heard::Closed(1000 | 1002) | Heard::Gone), "{code}: {end:?}");
        }
        until_held(&app, 1).await;
        app.creator("art").await.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        other.event("feed", "published").await;
    }

    async fn floods_that_are_no_messages_end_too(app: TestApp) {
        let mut other = Client::visitor(&app).await;
        other.hear("feed").await;
        // The server may have closed before all was sent, and its word of why is lost with what it did not read.
        let flooded = |end: Heard| assert!(matches!(end, Heard::Closed(4429) | Heard::Gone), "{end:?}");
        // A message of empty pieces that never ends, and one whose pieces stand between nothing but empty ones.
        let empty = frame(false, CONTINUATION, []).bytes().repeat(40_000);
        for first in [frame(false, TEXT, []), frame(false, TEXT, "{")] {
            let mut raw = Raw::open(&app).await;
            raw.send(&first).await;
            let _ = raw.0.write_all(&empty).await;
            flooded(raw.ends().await);
        }
        let pings = frame(true, PING, []).bytes().repeat(1_000);
        let mut raw = Raw::open(&app).await;
        let _ = raw.0.write_all(&pings).await;
        flooded(raw.ends().await);
        // A frame that never comes whole ends in silence.
        let short = Duration::from_millis(50);
        app.state.realtime.keep_times(Times { beat: short, silent: short * 4, ..Times::default() });
        let mut raw = Raw::open(&app).await;
        let half = frame(true, TEXT, SUBSCRIBE).bytes();
        raw.0.write_all(&half[..half.len() - 1]).await.expect("it is sent");
        assert_eq!(raw.ends().await, Heard::Closed(4409));
        until_held(&app, 1).await;
        app.creator("art").await.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        other.event("feed", "published").await;
    }

    async fn noise_harms_nobody(app: TestApp) {
        let seed = rand::random::<u64>();
        #[expect(clippy::print_stdout, reason = "a run that fails needs its seed")]
        {
            println!("seed {seed}");
        }
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut other = Client::visitor(&app).await;
        other.hear("feed").await;
        for _ in 0..150 {
            let mut raw = Raw::open(&app).await;
            for _ in 0..rng.random_range(1..6) {
                let length = rng.random_range(0..300);
                let mut noise: Vec<u8> = (0..length).map(|_| rng.random()).collect();
                if rng.random_bool(0.5) {
                    // As if it were one.
                    let mut like = frame(rng.random(), rng.random_range(0..16), &noise);
                    like.first |= if rng.random_bool(0.2) { 0x40 } else { 0 };
                    like.masked = rng.random_bool(0.9);
                    noise = like.bytes();
                    let cut = rng.random_range(0..=noise.len());
                    noise.truncate(if rng.random_bool(0.3) { cut } else { noise.len() });
                }
                // It may have ended by now.
                if raw.0.write_all(&noise).await.is_err() {
                    break;
                }
            }
            if rng.random_bool(0.5) {
                raw.0.shutdown().await.ok();
                raw.ends().await;
            }
        }
        // All of them are gone, whether they said goodbye or not.
        until_held(&app, 1).await;
        app.creator("art").await.publish(json!({"title": "Dawn", "body": "Words", "access": "public"})).await;
        other.event("feed", "published").await;
    }
}
