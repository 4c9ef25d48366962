//! What was acknowledged of an upload is there however often the server dies: afterwards each file that arrived whole is shown or refused,
//! what was published is whole, and nothing lies about that nobody names.

use super::{Place, Process, person, until, wanted};
use domain::{
    media::{
        self,
        making::{self, AGAIN, LEASE, Lane},
        uploads::{KEPT, collecting},
    },
    personal_data::orphans,
};
use futures::{TryStreamExt, future::join_all};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use reqwest::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::adapters::clock::system_ms;
use std::{fs, io, path::Path, process::Command, time::Duration};
use testkit::{Answer, Caller, Db, TestApp};

/// Files that are sent in each round.
const AT_ONCE: usize = 5;
/// Rounds in which the same person sends: nobody may have more than a hundred uploads that are not whole.
const ROUNDS: u64 = 15;
/// Pictures of one post.
const IN_A_POST: usize = 20;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Picture,
    Film,
    /// Nothing that can be shown.
    Broken,
}

/// A file that somebody sends, and what they were told of it.
struct Sent {
    sender: usize,
    content: Content,
    bytes: Vec<u8>,
    /// Where it is to be sent to.
    place: Option<String>,
    /// Bytes that the server said it has.
    acknowledged: usize,
    /// Whether somebody comes back after a fault.
    patient: bool,
    dice: ChaCha8Rng,
}

impl Sent {
    fn new(sender: usize, film: &[u8], mut dice: ChaCha8Rng) -> Self {
        let (width, height) = (dice.random_range(40..700), dice.random_range(40..500));
        let (content, bytes) = match dice.random_range(0..100) {
            0..70 => (Content::Picture, jpeg(width, height)),
            70..75 => (Content::Film, film.to_vec()),
            75..90 => (Content::Broken, jpeg(width, height)[..300].to_vec()),
            _ => (Content::Broken, (0..9_000).map(|_| dice.random()).collect()),
        };
        Self {
            sender,
            content,
            bytes,
            place: None,
            acknowledged: 0,
            patient: dice.random_bool(0.7),
            dice,
        }
    }

    fn whole(&self) -> bool {
        self.acknowledged == self.bytes.len()
    }

    fn id(&self) -> &str {
        let place = self.place.as_deref().expect("a place");
        place.rsplit('/').next().expect("an id")
    }

    /// Sends on from what is there, to the end; an error when the server dies.
    async fn send(&mut self, caller: &Caller) -> reqwest::Result<()> {
        let Some(place) = self.place.clone() else {
            let length = self.bytes.len().to_string();
            let first = self.dice.random_range(0..=self.bytes.len());
            let headers = [("upload-length", length.as_str())];
            let made = self
                .ask(caller, Method::POST, "/api/upload", &headers, 0..first)
                .await?;
            assert_eq!(made.status, 201, "{}", made.json);
            let place = made.headers["location"].to_str().expect("ASCII");
            self.place = Some(place.to_owned());
            self.acknowledged = offset(&made);
            return Box::pin(self.send(caller)).await;
        };
        let found = caller.try_send(Method::HEAD, &place, &TUS, None).await?;
        assert_eq!(found.status, 200, "what was acknowledged is there: {place}");
        let mut at = offset(&found);
        assert!(at >= self.acknowledged, "{at} of {}: {place}", self.acknowledged);
        while at < self.bytes.len() {
            let to = at + self.dice.random_range(1..=self.bytes.len() - at);
            let from = at.to_string();
            let headers = [("upload-offset", from.as_str())];
            let sent = self.ask(caller, Method::PATCH, &place, &headers, at..to).await?;
            if sent.code() == "upload_busy" {
                // A server that starts looks at what lies there, for a moment each.
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
            assert_eq!(sent.status, 204, "{}", sent.json);
            at = offset(&sent);
            assert_eq!(at, to);
            self.acknowledged = at;
        }
        self.acknowledged = at;
        Ok(())
    }

    async fn ask(
        &self,
        caller: &Caller,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        part: std::ops::Range<usize>,
    ) -> reqwest::Result<Answer> {
        let headers: Vec<(&str, &str)> = TUS.iter().chain(headers).copied().collect();
        caller
            .try_send_bytes(method, path, &headers, self.bytes[part].to_vec())
            .await
    }
}

const TUS: [(&str, &str); 2] = [
    ("tus-resumable", "1.0.0"),
    ("content-type", "application/offset+octet-stream"),
];

fn offset(answer: &Answer) -> usize {
    let said = answer.headers["upload-offset"].to_str().expect("ASCII");
    said.parse().expect("a number")
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, (x ^ y) as u8])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes)
        .write_image(&picture, width, height, ExtendedColorType::Rgb8)
        .expect("a JPEG");
    bytes
}

/// A second of film.
fn film(folder: &Path) -> Vec<u8> {
    let path = folder.join("film.mp4");
    let ended = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i"])
        .args(["testsrc2=size=640x360:rate=25", "-t", "1", "-pix_fmt", "yuv420p"])
        .arg(&path)
        .status()
        .expect("ffmpeg runs");
    assert!(ended.success());
    let bytes = fs::read(&path).expect("a film");
    fs::remove_file(path).expect("it was there");
    bytes
}

/// Whether a program works in a folder.
fn worked_in(folder: &Path) -> bool {
    let processes = fs::read_dir("/proc").expect("Linux").flatten();
    processes
        .filter_map(|process| fs::read_link(process.path().join("cwd")).ok())
        .any(|cwd| cwd.starts_with(folder))
}

/// A server that is killed so often, each time while files are sent to it and worked on.
async fn storm(db: Db, seed: u64, kills: u64) {
    println!("files on {db:?}: seed {seed}, {kills} kills; FONANA_KILLS={seed}:{kills} replays it");
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let place = Place::new(db).await;
    let film = film(place.folder.path());
    let mut server = Process::start(&place).await;
    let mut people: Vec<Caller> = Vec::new();
    let mut all: Vec<Sent> = Vec::new();
    let mut lost = 0;
    for round in 0..kills {
        if round % ROUNDS == 0 {
            let creator = person(&place.address(), round).await;
            let begun = creator.post("/api/me/creator", json!({"category": "art"})).await;
            assert_eq!(begun.status, 201, "{}", begun.json);
            people.push(creator);
        }
        let sender = people.len() - 1;
        let caller = &people[sender];
        let mut files: Vec<Sent> = (0..AT_ONCE)
            .map(|_| Sent::new(sender, &film, ChaCha8Rng::seed_from_u64(dice.random())))
            .collect();
        let moment = Duration::from_millis(dice.random_range(0..500));
        let sending = join_all(files.iter_mut().map(|file| file.send(caller)));
        let killer = async {
            tokio::time::sleep(moment).await;
            drop(server);
        };
        let (fates, ()) = futures::join!(sending, killer);
        // What it had work for it ends with it.
        until(async || !worked_in(place.folder.path())).await;
        server = Process::start(&place).await;
        lost += fates.iter().filter(|fate| fate.is_err()).count();
        for (file, fate) in files.iter_mut().zip(fates) {
            if fate.is_err() && file.patient {
                file.send(caller).await.expect("this server lives");
            }
        }
        all.extend(files);
    }
    drop(server);
    until(async || !worked_in(place.folder.path())).await;
    let whole = all.iter().filter(|file| file.whole()).count();
    println!(
        "files on {db:?}: {whole} of {} arrived whole; {lost} lost their server meanwhile",
        all.len()
    );
    ended(place, &all, people).await;
}

/// Once somebody goes on with what lies there, by a clock that is moved by hand.
async fn ended(place: Place, all: &[Sent], people: Vec<Caller>) {
    let app = TestApp::on(place.folder, place.database, system_ms()).await;
    let mut callers = Vec::new();
    for person in people {
        let mut caller = app.visitor();
        caller.sign_in(person.wallet().clone()).await;
        callers.push(caller);
    }
    let mut unnamed = orphans::Unnamed::default();
    let studio = app.studio().await;
    // Those that died in the middle have their time, and then another attempt.
    for _ in 0..3 {
        app.advance(LEASE + AGAIN * 3);
        collecting::round(app.domain()).await.expect("a round");
        for lane in [Lane::Pictures, Lane::Films] {
            while making::round(app.domain(), &studio, lane).await.expect("a round") > 0 {}
        }
    }
    let mut published = Vec::new();
    for (number, caller) in callers.iter().enumerate() {
        caller.post("/api/auth/refresh", json!({})).await;
        let whole = || all.iter().filter(|file| file.sender == number && file.whole());
        for file in whole() {
            let found = caller.get(&format!("/api/media/{}", file.id())).await;
            let expected = match file.content {
                Content::Broken => "refused",
                Content::Picture | Content::Film => "ready",
            };
            assert_eq!(
                found.json["state"], expected,
                "{:?}: {}",
                file.content, found.json
            );
        }
        let of = |content| -> Vec<&str> {
            let files = whole().filter(|file| file.content == content);
            files.map(Sent::id).collect()
        };
        let (pictures, films) = (of(Content::Picture), of(Content::Film));
        for ids in pictures.chunks(IN_A_POST).chain(films.chunks(1)) {
            let media: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
            let draft = json!({"title": "Here", "body": "It is.", "access": "public", "media": media});
            published.push((caller.publish(draft).await, ids.len()));
        }
    }
    let mut named = vec![orphans::MARK.to_owned()];
    for (post, files) in published {
        let post = app.visitor().get(&format!("/api/posts/{post}")).await.json;
        let media = post["media"].as_array().expect("files");
        assert_eq!(media.len(), files);
        for one in media {
            for variant in one["variants"].as_array().expect("pictures") {
                let url = variant["url"].as_str().expect("an address");
                let picture = app.visitor().get(url).await;
                assert_eq!(picture.status, 200, "{url}");
                image::load_from_memory(&picture.bytes).expect("a whole picture");
            }
            let id: uuid::Uuid = one["id"].as_str().expect("an id").parse().expect("an id");
            let row = media::entity::media::Entity::find_by_id(id)
                .one(&app.domain().db)
                .await
                .expect("a query")
                .expect("its row");
            named.extend(media::keys(&row));
        }
    }
    // What was published is there once; whatever else was sent or written is collected.
    app.advance(KEPT * 2);
    for _ in 0..3 {
        collecting::round(app.domain()).await.expect("a round");
        orphans::collect(app.domain(), &mut unnamed)
            .await
            .expect("a look");
    }
    let mut lying: Vec<String> = app.domain().storage.keys().try_collect().await.expect("a store");
    lying.sort();
    named.sort();
    assert_eq!(lying, named);
    let mut files = Vec::new();
    walk(&app.state.config.data_dir.join("media"), &mut files).expect("a folder");
    // What the folder of parts is called in the database.
    files.retain(|name| name != ".name");
    files.sort();
    assert_eq!(files, named, "no part of any lies beside them");
    app.stop().await;
}

/// Names of all files in a folder.
fn walk(folder: &Path, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), names)?;
        } else {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_was_sent_is_there_however_often_the_server_is_killed_on_sqlite() {
    let (seed, kills) = wanted();
    storm(Db::Sqlite, seed, kills).await;
}

#[tokio::test]
async fn what_was_sent_is_there_however_often_the_server_is_killed_on_postgres() {
    let (seed, kills) = wanted();
    storm(Db::Postgres, seed, kills).await;
}
