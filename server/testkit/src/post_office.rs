//! A mail server on loopback that speaks as much SMTP as it takes to be handed letters (RFC 5321). It keeps them, and refuses them when
//! it is told to.

use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A letter as it was handed over.
#[derive(Clone, Debug)]
pub struct Delivered {
    pub to: String,
    /// With everything before the first empty line, unfolded; names in lower case.
    pub headers: HashMap<String, String>,
    pub text: String,
    pub html: String,
}

impl Delivered {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }

    pub fn subject(&self) -> String {
        decoded_words(self.header("subject"))
    }

    /// Whether this stands anywhere in it.
    pub fn contains(&self, needle: &str) -> bool {
        self.subject().contains(needle) || self.text.contains(needle) || self.html.contains(needle)
    }

    /// The first path of the site under this beginning, out of the plain part.
    pub fn link(&self, beginning: &str) -> String {
        let at = self.text.find(beginning).expect("a link in the letter");
        let rest = &self.text[at..];
        rest.split_whitespace().next().unwrap_or_default().to_owned()
    }
}

/// What is said after `DATA`; `None` takes the letter.
type Answer = Option<&'static str>;

#[derive(Default)]
struct Kept {
    letters: Vec<Delivered>,
    answer: Answer,
}

/// A mail server of a test's own.
#[derive(Clone)]
pub struct PostOffice {
    pub url: String,
    kept: Arc<Mutex<Kept>>,
}

impl PostOffice {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let office = Self {
            url: format!("smtp://{address}"),
            kept: Arc::default(),
        };
        let desk = office.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let desk = desk.clone();
                tokio::spawn(async move { desk.serve(client).await });
            }
        });
        office
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came since the last time.
    pub fn take(&self) -> Vec<Delivered> {
        std::mem::take(&mut self.kept().letters)
    }

    /// From now on letters are answered so, as `451 Later`; `None` takes them.
    pub fn answers(&self, answer: Answer) {
        self.kept().answer = answer;
    }

    async fn serve(&self, client: TcpStream) -> Option<()> {
        let (read, mut write) = client.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 office.test ESMTP\r\n").await.ok()?;
        let mut to = String::new();
        loop {
            let line = lines.next_line().await.ok()??;
            let word = line
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_ascii_uppercase();
            let answer = match word.as_str() {
                "EHLO" | "HELO" => "250 office.test",
                "MAIL" | "RSET" | "NOOP" => "250 OK",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    "250 OK"
                }
                "DATA" => {
                    write.write_all(b"354 Go on\r\n").await.ok()?;
                    let mut letter = String::new();
                    loop {
                        let line = lines.next_line().await.ok()??;
                        if line == "." {
                            break;
                        }
                        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
                        letter.push_str("\r\n");
                    }
                    let mut kept = self.kept();
                    match kept.answer {
                        Some(refused) => refused,
                        None => {
                            kept.letters.push(read_letter(&to, &letter));
                            "250 OK"
                        }
                    }
                }
                "QUIT" => {
                    write.write_all(b"221 Bye\r\n").await.ok()?;
                    return Some(());
                }
                _ => "500 What?",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        }
    }
}

/// Headers and what follows them.
fn parted(text: &str) -> (HashMap<String, String>, &str) {
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let headers = unfolded
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
    (headers.collect(), body)
}

/// A part's words, by how they were written.
fn decoded(encoding: &str, body: &str) -> String {
    let bytes = match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => {
            quoted_printable::decode(body, quoted_printable::ParseMode::Robust).expect("quoted")
        }
        "base64" => STANDARD
            .decode(body.split_whitespace().collect::<String>())
            .expect("base64"),
        _ => body.as_bytes().to_vec(),
    };
    String::from_utf8(bytes).expect("UTF-8")
}

/// A header with encoded words (RFC 2047).
fn decoded_words(text: &str) -> String {
    let mut out = String::new();
    for (at, piece) in text.split("=?").enumerate() {
        let mut parts = piece.splitn(4, '?');
        match (at, parts.next(), parts.next(), parts.next(), parts.next()) {
            (1.., Some(_), Some(how), Some(words), Some(rest)) => {
                let encoding = if how.eq_ignore_ascii_case("b") {
                    "base64"
                } else {
                    "quoted-printable"
                };
                out.push_str(&decoded(encoding, &words.replace('_', " ")));
                // Between two of them a space is nothing.
                out.push_str(rest.trim_start_matches('=').trim_end_matches(' '));
            }
            _ => out.push_str(piece),
        }
    }
    out
}

fn read_letter(to: &str, letter: &str) -> Delivered {
    let (headers, body) = parted(letter);
    let kind = headers.get("content-type").cloned().unwrap_or_default();
    let boundary = kind
        .split("boundary=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .map(|mark| format!("--{mark}"))
        .unwrap_or_default();
    let (mut text, mut html) = (String::new(), String::new());
    for part in body.split(&boundary).filter(|_| !boundary.is_empty()) {
        let (of_part, words) = parted(part.trim_start_matches("\r\n"));
        let named = |name: &str| of_part.get(name).map(String::as_str).unwrap_or_default();
        let words = decoded(named("content-transfer-encoding"), words);
        if named("content-type").starts_with("text/plain") {
            text = words;
        } else if named("content-type").starts_with("text/html") {
            html = words;
        }
    }
    Delivered {
        to: to.to_owned(),
        headers,
        text,
        html,
    }
}
