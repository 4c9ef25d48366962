//! Kills: seeded runs in which two servers take, store, cancel and collect uploads, and whatever they do is dropped anywhere in the
//! middle, as when a process dies or a connection breaks. After each, what was acknowledged must be there byte for byte, and when all
//! is over nothing may be left. A run that fails prints its seed; `FONANA_UPLOAD_KILLS=<seed>` replays it, `0..500` runs many.

use super::noise;
use axum::body::Bytes;
use domain::{
    Domain, Error, Viewer, identity,
    media::uploads::{self, Algorithm, Checksum, KEPT, Metadata, collecting},
    personal_data::orphans::{self, MARK, Unnamed},
    rules::{Rules, Uploads},
};
use futures::{Stream, StreamExt, TryStreamExt, stream};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use server::adapters::parts::Durable;
use sha2::{Digest, Sha256};
use shared::{
    Code,
    ids::UploadId,
    uploads::{UploadState, UploadView},
};
use std::{io, ops::Range, sync::Arc, time::Duration};
use testkit::{Db, TestApp, killed};

/// Runs that every test run does.
const FEW: Range<u64> = 0..15;
/// So often it is acknowledged what came, in bytes.
const STEP: u64 = 4_000;
const LONGEST: usize = 30_000;

#[expect(
    clippy::disallowed_methods,
    reason = "a long run, and a replay, are asked for by hand"
)]
fn seeds() -> Range<u64> {
    let number = |text: &str| {
        text.parse()
            .expect("FONANA_UPLOAD_KILLS is a seed, or two with .. between")
    };
    match std::env::var("FONANA_UPLOAD_KILLS") {
        Err(_) => FEW,
        Ok(asked) => match asked.split_once("..") {
            Some((from, to)) => number(from)..number(to),
            None => number(&asked)..number(&asked) + 1,
        },
    }
}

/// An upload that the client knows of.
struct Known {
    id: UploadId,
    bytes: Vec<u8>,
    /// Bytes that it was told are kept.
    acknowledged: u64,
    /// It may be gone: it was cancelled, or the act was dropped.
    cancelled: bool,
}

struct Run<'a> {
    app: &'a TestApp,
    rng: ChaCha8Rng,
    servers: [Domain; 2],
    viewer: Viewer,
    known: Vec<Known>,
    seen: Unnamed,
    told: Vec<String>,
    /// How many acts were dropped in the middle, and how many files were whole in the end.
    dropped: u32,
    whole: u32,
}

/// Pieces of any size, with a wait before each; the last one may be a fault.
fn pieces(
    rng: &mut ChaCha8Rng,
    bytes: &[u8],
    breaks: bool,
) -> impl Stream<Item = io::Result<Bytes>> + Send + use<> {
    let (mut all, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let (piece, later) = rest.split_at(rng.random_range(1..=rest.len().min(3_000)));
        all.push(Ok(Bytes::copy_from_slice(piece)));
        rest = later;
    }
    if breaks {
        all.truncate(rng.random_range(0..=all.len()));
        all.push(Err(io::ErrorKind::ConnectionReset.into()));
    }
    stream::iter(all).then(|piece| async {
        tokio::task::yield_now().await;
        piece
    })
}

impl<'a> Run<'a> {
    async fn begin(app: &'a TestApp, seed: u64) -> Self {
        let fan = app.fan().await;
        let handle = fan.handle().await.parse().expect("a handle");
        let person = identity::person_by_handle(app.domain(), &handle).await;
        let person = person.expect("it reads").expect("they signed in");
        let rules = Arc::new(Rules {
            uploads: Uploads {
                step: STEP,
                ..app.domain().rules.uploads
            },
            ..(*app.domain().rules).clone()
        });
        let server = || {
            let (storage, parts) = server::serve::files(&app.state.config, Durable::Yes).expect("a folder");
            Domain {
                storage,
                parts,
                rules: rules.clone(),
                uploads_due: Arc::default(),
                makings_due: Arc::default(),
                drafts_due: Arc::default(),
                broadcasts_due: Arc::default(),
                ..app.domain().clone()
            }
        };
        Self {
            app,
            rng: ChaCha8Rng::seed_from_u64(seed),
            servers: [server(), server()],
            viewer: Viewer::Person(Box::new(person)),
            known: vec![],
            seen: Unnamed::default(),
            told: vec![],
            dropped: 0,
            whole: 0,
        }
    }

    fn death(&mut self) -> Option<u32> {
        self.rng.random_bool(0.5).then(|| self.rng.random_range(0..14))
    }

    fn server(&mut self) -> Domain {
        self.servers.choose(&mut self.rng).expect("two").clone()
    }

    fn tell<T: std::fmt::Debug>(&mut self, what: &str, death: Option<u32>, done: &Option<T>) {
        self.dropped += u32::from(done.is_none());
        self.told.push(format!("{what}, death {death:?}: {done:?}"));
    }

    async fn blow(&mut self) -> Result<(), String> {
        for _ in 0..self.rng.random_range(10..50) {
            match self.rng.random_range(0..20) {
                0..4 => self.create().await,
                4..12 => self.append().await?,
                12..15 => self.work().await,
                15..16 => self.cancel().await,
                16..17 => self.both_at_once().await?,
                _ => self.look().await?,
            }
        }
        self.calm().await?;
        self.leave().await
    }

    async fn create(&mut self) {
        let (server, death) = (self.server(), self.death());
        let length = self.rng.random_range(1..LONGEST);
        let made = killed(
            death,
            uploads::create(&server, &self.viewer, length as u64, Metadata::default()),
        )
        .await;
        self.tell("begins", death, &made);
        if let Some(Ok(UploadView { id, .. })) = made {
            self.known.push(Known {
                id,
                bytes: noise(length),
                acknowledged: 0,
                cancelled: false,
            });
        }
    }

    fn any(&mut self) -> Option<usize> {
        (!self.known.is_empty()).then(|| self.rng.random_range(0..self.known.len()))
    }

    /// What the server says of one, which must be as much as it said before.
    async fn stands(&mut self, at: usize) -> Result<Option<UploadView>, String> {
        let server = self.server();
        let known = &mut self.known[at];
        match uploads::get(&server, &self.viewer, known.id).await {
            Ok(view) if view.offset < known.acknowledged => Err(format!(
                "{} stands at {}, and {} were acknowledged",
                known.id, view.offset, known.acknowledged
            )),
            Ok(view) => {
                known.acknowledged = view.offset;
                Ok(Some(view))
            }
            Err(error) if known.cancelled && error.code() == Code::UploadGone => Ok(None),
            Err(error) => Err(format!("{}: {error}", known.id)),
        }
    }

    async fn append(&mut self) -> Result<(), String> {
        let Some(at) = self.any() else { return Ok(()) };
        let Some(view) = self.stands(at).await? else {
            return Ok(());
        };
        let (server, death) = (self.server(), self.death());
        let from = if self.rng.random_bool(0.9) {
            view.offset
        } else {
            self.rng.random_range(0..=view.length)
        };
        let rest = &self.known[at].bytes[usize::try_from(from).expect("small")..];
        let mut sent = rest[..self.rng.random_range(0..=rest.len())].to_vec();
        if self.rng.random_bool(0.1) {
            sent = [rest, &[0]].concat();
        }
        let (breaks, summed, right) = (
            self.rng.random_bool(0.2),
            self.rng.random_bool(0.3),
            self.rng.random_bool(0.7),
        );
        let checksum = summed.then(|| Checksum {
            algorithm: Algorithm::Sha256,
            digest: if right {
                Sha256::digest(&sent).to_vec()
            } else {
                vec![0; 32]
            },
        });
        let id = self.known[at].id;
        // What a wrong checksum stands over are other bytes.
        if summed && !right {
            sent.iter_mut().for_each(|byte| *byte = !*byte);
        }
        let pieces = pieces(&mut self.rng, &sent, breaks);
        let came = killed(
            death,
            uploads::append(&server, &self.viewer, id, from, checksum, pieces),
        )
        .await;
        self.tell(
            &format!("sends {} bytes of {id} from {from}", sent.len()),
            death,
            &came,
        );
        if let Some(Ok(view)) = came {
            let known = &mut self.known[at];
            if view.offset < known.acknowledged {
                return Err(format!("{id} went back to {}", view.offset));
            }
            known.acknowledged = view.offset;
        }
        Ok(())
    }

    async fn work(&mut self) {
        let (server, death) = (self.server(), self.death());
        let done = match self.rng.random_range(0..4) {
            0..2 => killed(death, collecting::place(&server))
                .await
                .map(|done| done.map(|_| ())),
            2 => killed(death, collecting::collect_parts(&server))
                .await
                .map(|done| done.map(|_| ())),
            _ => killed(death, collecting::round(&server)).await,
        };
        self.tell("works", death, &done);
    }

    async fn cancel(&mut self) {
        let Some(at) = self.any() else { return };
        let (server, death) = (self.server(), self.death());
        self.known[at].cancelled = true;
        let done = killed(death, uploads::cancel(&server, &self.viewer, self.known[at].id)).await;
        self.tell(&format!("cancels {}", self.known[at].id), death, &done);
    }

    /// Two servers take the same bytes while a third act goes on.
    async fn both_at_once(&mut self) -> Result<(), String> {
        let Some(at) = self.any() else { return Ok(()) };
        let Some(view) = self.stands(at).await? else {
            return Ok(());
        };
        let rest = self.known[at].bytes[usize::try_from(view.offset).expect("small")..].to_vec();
        let deaths = [self.death(), self.death(), self.death()];
        let sent = [
            pieces(&mut self.rng, &rest, false),
            pieces(&mut self.rng, &rest, true),
        ];
        let [first, second] = sent;
        let (id, viewer, [one, other]) = (view.id, &self.viewer, &self.servers);
        let done = tokio::join!(
            killed(
                deaths[0],
                uploads::append(one, viewer, id, view.offset, None, first)
            ),
            killed(
                deaths[1],
                uploads::append(other, viewer, id, view.offset, None, second)
            ),
            killed(deaths[2], collecting::round(other)),
        );
        self.told.push(format!(
            "two send {id} from {}, deaths {deaths:?}: {done:?}",
            view.offset
        ));
        self.stands(at).await?;
        Ok(())
    }

    async fn look(&mut self) -> Result<(), String> {
        let Some(at) = self.any() else { return Ok(()) };
        let Some(view) = self.stands(at).await? else {
            return Ok(());
        };
        self.bytes_are_there(at, &view).await
    }

    /// Compares what lies there with what was sent.
    async fn bytes_are_there(&mut self, at: usize, view: &UploadView) -> Result<(), String> {
        let (server, known) = (self.server(), &self.known[at]);
        let kept = usize::try_from(view.offset).expect("small");
        let key = self.key(view.id).await;
        let path = self.app.state.config.data_dir.join("media");
        // As a part, or where it was moved to, perhaps without anybody having said so.
        let part = std::fs::read(path.join("parts").join(&key)).unwrap_or_default();
        let stored = server.storage.get(&key).await.unwrap_or_default();
        let there = |bytes: &[u8]| bytes.len() >= kept && bytes[..kept] == known.bytes[..kept];
        if !there(&part) && !there(&stored) {
            return Err(format!(
                "{}: of {kept} acknowledged bytes others are there, {} and {}",
                view.id,
                part.len(),
                stored.len()
            ));
        }
        if view.state == UploadState::Stored && stored != known.bytes {
            return Err(format!("{} is stored otherwise than it was sent", view.id));
        }
        Ok(())
    }

    async fn key(&self, id: UploadId) -> String {
        use domain::media::entity::upload;
        use sea_orm::EntityTrait;
        let row = upload::Entity::find_by_id(id.0).one(&self.app.domain().db).await;
        row.expect("it reads").expect("it is there").storage_key
    }

    /// Everybody goes on until all is whole.
    async fn calm(&mut self) -> Result<(), String> {
        for at in 0..self.known.len() {
            let mut tries = 0;
            while let Some(view) = self.stands(at).await? {
                if view.offset == view.length {
                    break;
                }
                let rest = self.known[at].bytes[usize::try_from(view.offset).expect("small")..].to_vec();
                let sent = pieces(&mut self.rng, &rest, false);
                let server = self.server();
                match uploads::append(&server, &self.viewer, view.id, view.offset, None, sent).await {
                    Ok(_) => {}
                    // What was dropped is still ending.
                    Err(Error::Refused(refusal))
                        if matches!(refusal.code, Code::UploadBusy | Code::UploadOffset) && tries < 1000 =>
                    {
                        tries += 1;
                        tokio::time::sleep(Duration::from_millis(2)).await;
                    }
                    Err(error) => return Err(format!("{} cannot be gone on with: {error}", view.id)),
                }
            }
        }
        for at in 0..self.known.len() {
            let mut tries = 0;
            while let Some(view) = self.stands(at).await? {
                if view.state == UploadState::Stored {
                    self.bytes_are_there(at, &view).await?;
                    self.whole += 1;
                    break;
                }
                if tries == 1000 {
                    return Err(format!("{} is never stored", view.id));
                }
                tries += 1;
                let server = self.server();
                collecting::place(&server)
                    .await
                    .map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    }

    /// All goes, and nothing is left of it.
    async fn leave(&mut self) -> Result<(), String> {
        let [one, other] = self.servers.clone();
        self.app.advance(KEPT);
        let mut left = (vec![], vec![]);
        // What was dropped may still be ending, so it may take several looks.
        for _ in 0..200 {
            collecting::round(&one).await.map_err(|error| error.to_string())?;
            orphans::collect(&other, &mut self.seen)
                .await
                .map_err(|error| error.to_string())?;
            let files = other
                .storage
                .keys()
                .try_filter(|key| std::future::ready(key != MARK));
            let files: Vec<String> = files.try_collect().await.map_err(|error| error.to_string())?;
            left = (one.parts.keys().await.map_err(|error| error.to_string())?, files);
            if left.0.is_empty() && left.1.is_empty() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err(format!("left: {left:?}"))
    }
}

/// All runs; how much happened in them.
async fn kills(db: Db) -> String {
    let app = TestApp::start(db).await;
    let (mut faults, mut dropped, mut whole) = (vec![], 0, 0);
    for seed in seeds() {
        let mut run = Run::begin(&app, seed).await;
        if let Err(fault) = run.blow().await {
            faults.push(format!("seed {seed}: {fault}\n{}", run.told.join("\n")));
        }
        dropped += run.dropped;
        whole += run.whole;
    }
    assert!(
        faults.is_empty(),
        "{} runs did harm:\n{}",
        faults.len(),
        faults.join("\n")
    );
    // Runs in which nothing dies, or nothing arrives, would prove nothing.
    assert!(dropped > 0 && whole > 0);
    format!("{dropped} acts were dropped, {whole} files were whole")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_sqlite() {
    println!("{}", kills(Db::Sqlite).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_postgres() {
    println!("{}", kills(Db::Postgres).await);
}
