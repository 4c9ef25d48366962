//! Making what is shown of what people uploaded: jobs that are claimed for a while, so that one whose worker died is taken up by the
//! next. Each attempt writes under a key of its own and is done in one transaction, so doing it twice leaves one result. What cannot
//! be shown is refused with its reason, and its bytes go.

pub mod store;

use super::{
    entity::{making, media, upload},
    files::File,
    keys, stored_crop, uploads,
};
use crate::{Domain, Error, Result, Tx, columns::unsigned, rounds::Trouble};
use async_trait::async_trait;
use futures::StreamExt;
use shared::{
    Timestamp,
    ids::{MediaId, UserId},
    live::{Channel, Event},
    media::{MediaEdit, MediaKind},
};
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};
use uuid::Uuid;

/// How long a job is left to its worker, which says in time that it lives.
pub const LEASE: Duration = Duration::from_secs(120);
/// How often it says so, and how far it is.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// Attempts at what fails by no fault of the file.
pub const ATTEMPTS: i32 = 3;
/// Attempts at a file whose worker dies each time: somebody may restart the server again and again, but it may be the file that kills it.
pub const DEATHS: i32 = 10;
/// Before the second attempt; before the third twice that.
pub const AGAIN: Duration = Duration::from_secs(60);
/// Between looks at what is due: another server may have written it down, or have died.
const SLEEP: Duration = Duration::from_secs(5);
/// As much of a file as tells what it is, in bytes.
pub const HEAD: u64 = 16 * 1024;

/// Jobs of one lane are done one after the other, so that a film keeps no picture waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    Pictures,
    /// And sounds.
    Films,
}

/// What is to be made.
#[derive(Clone, Debug)]
pub struct Job {
    /// Of the file in the storage, and its bytes.
    pub source: String,
    pub length: u64,
    pub kind: MediaKind,
    pub edit: MediaEdit,
    /// What names of the files that are made begin with; see [`File::key`].
    pub key: String,
}

/// What was made, all of it in the storage.
#[derive(Clone, Debug)]
pub struct Made {
    /// What it was found to be: an MP4 may hold a sound only.
    pub kind: MediaKind,
    /// Pixels, upright; none of a sound.
    pub width: u32,
    pub height: u32,
    pub widths: Vec<u32>,
    pub animated: bool,
    pub milliseconds: Option<u64>,
    /// Loudness in base64.
    pub waveform: Option<String>,
    pub thumbhash: String,
    pub blur: String,
    pub colour: String,
    /// Besides pictures.
    pub files: Vec<File>,
    /// Of all files.
    pub bytes: u64,
}

/// Why nothing was made.
#[derive(Clone, Debug)]
pub enum Unmade {
    /// The file is not what is taken: a stable word, and a sentence.
    Refused { code: String, words: String },
    /// A tool or the storage failed, in its words.
    Failed(String),
}

/// Who does the work, outside of the law: what it needs of files it asks of the storage.
#[async_trait]
pub trait Studio: Send + Sync {
    /// What a file is, by its first [`HEAD`] bytes.
    ///
    /// # Errors
    /// [`Unmade::Refused`].
    fn kind(&self, head: &[u8]) -> Result<MediaKind, Unmade>;
    /// Does one job. Written files of one that fails are deleted, as far as that goes. It may be dropped at any time, and nothing of
    /// it runs on then.
    async fn make(&self, job: &Job, progress: &AtomicU8) -> Result<Made, Unmade>;
}

/// Works on both lanes until `shutdown` completes; what is in hand then is dropped, and taken up by the next process.
pub async fn run(domain: Domain, studio: Arc<dyn Studio>, shutdown: impl Future<Output = ()>) {
    let works = async |lane| {
        let mut trouble =
            Trouble::new("what is to be made of uploads cannot be worked on; it is tried again");
        loop {
            let made = trouble.past(round(&domain, studio.as_ref(), lane).await);
            if made.is_some_and(|made| made > 0) {
                continue;
            }
            let wait = match store::next_due(&domain.db, lane).await {
                Ok(Some(next)) => next.since(domain.now()).clamp(Duration::from_millis(10), SLEEP),
                _ => SLEEP,
            };
            tokio::select! {
                () = domain.makings_due[lane as usize].rung() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    };
    tokio::select! {
        () = shutdown => {}
        ((), ()) = async { tokio::join!(works(Lane::Pictures), works(Lane::Films)) } => {}
    }
}

/// Does one job of a lane, if one is due; how many.
pub async fn round(domain: &Domain, studio: &dyn Studio, lane: Lane) -> Result<usize> {
    begin_all(domain, studio).await?;
    let now = domain.now();
    let key = Uuid::new_v4().simple().to_string();
    let Some(row) = store::claim(&domain.db, lane, (now, now.after(LEASE)), &key).await? else {
        return Ok(0);
    };
    work(domain, studio, row, &key).await?;
    Ok(1)
}

/// Looks what each whole file is of which nothing was begun, and begins it or refuses it.
pub async fn begin_all(domain: &Domain, studio: &dyn Studio) -> Result<()> {
    for upload in store::unbegun(&domain.db).await? {
        let mut head = Vec::new();
        let length = unsigned(upload.length).min(HEAD);
        let read = async {
            let mut pieces = domain.storage.read(&upload.storage_key, 0..length).await?;
            while let Some(piece) = pieces.next().await {
                head.extend_from_slice(&piece?);
            }
            std::io::Result::Ok(())
        };
        if let Err(error) = read.await {
            // Whoever works on the other lane may have refused it meanwhile.
            let now = uploads::store::again(&domain.db, upload.id).await?;
            if now.is_some_and(|now| now.gone_at.is_none()) {
                tracing::error!(%error, upload = %upload.id, "an upload cannot be read; it is tried again");
            }
            continue;
        }
        let blank = |kind: MediaKind| making::Model {
            id: upload.id,
            owner_id: upload.owner_id,
            kind: kind.as_str().to_owned(),
            turns: 0,
            crop: None,
            attempts: 0,
            due_at: None,
            progress: 0,
            storage_key: None,
            refusal_code: None,
            refusal: None,
            created_at: domain.now().0,
        };
        match studio.kind(&head) {
            Ok(kind) => {
                let row = making::Model {
                    due_at: Some(domain.now().0),
                    ..blank(kind)
                };
                store::begin(&domain.db, row).await?;
                domain.ring(kind);
            }
            Err(Unmade::Refused { code, words }) => {
                let row = making::Model {
                    refusal_code: Some(code),
                    refusal: Some(words),
                    ..blank(MediaKind::Image)
                };
                let tx = domain.begin().await?;
                store::begin(&*tx, row).await?;
                tell(&tx, upload.id, upload.owner_id);
                tx.commit().await?;
                uploads::collecting::let_go_but_say_why(domain, &upload).await?;
            }
            Err(Unmade::Failed(words)) => return Err(Error::internal(words)),
        }
    }
    Ok(())
}

impl Domain {
    /// Wakes who works on files of this kind.
    fn ring(&self, kind: MediaKind) {
        let lane = match kind {
            MediaKind::Image => Lane::Pictures,
            MediaKind::Video | MediaKind::Audio => Lane::Films,
        };
        self.makings_due[lane as usize].ring();
    }
}

/// Asks for something else to be made of a file that is there.
pub(super) async fn again(
    domain: &Domain,
    upload: &upload::Model,
    kind: MediaKind,
    edit: MediaEdit,
) -> Result<()> {
    let row = making::Model {
        id: upload.id,
        owner_id: upload.owner_id,
        kind: kind.as_str().to_owned(),
        turns: edit.turns.into(),
        crop: stored_crop(edit.crop),
        attempts: 0,
        due_at: Some(domain.now().0),
        progress: 0,
        storage_key: None,
        refusal_code: None,
        refusal: None,
        created_at: domain.now().0,
    };
    // Whoever works on what was asked for before finds that it is not theirs any more.
    store::put(&domain.db, row).await?;
    domain.ring(kind);
    Ok(())
}

/// Does one job that is ours until its lease ends.
async fn work(domain: &Domain, studio: &dyn Studio, row: making::Model, key: &str) -> Result<()> {
    let kind = super::kind("makings", row.id, &row.kind)?;
    let edit = super::edit(row.turns, row.crop.as_deref())
        .ok_or_else(|| crate::columns::corrupt("makings", row.id))?;
    let upload = uploads::store::again(&domain.db, row.id).await?;
    let Some(upload) = upload.filter(|upload| upload.gone_at.is_none()) else {
        // It was cancelled, and nobody waits for it.
        return store::forget(&domain.db, row.id).await;
    };
    if row.attempts > DEATHS {
        tracing::error!(upload = %row.id, "whoever works on this upload dies; it is refused");
        return refuse(domain, &upload, key, "unmade", UNMADE).await;
    }
    let job = Job {
        source: upload.storage_key.clone(),
        length: unsigned(upload.length),
        kind,
        edit,
        key: key.to_owned(),
    };
    let progress = AtomicU8::new(0);
    let made = tokio::select! {
        made = studio.make(&job, &progress) => made,
        // Somebody asked for something else, or for nothing.
        taken = held(domain, &row, key, &progress) => return taken,
    };
    match made {
        Ok(made) => finish(domain, &row, key, made).await,
        Err(Unmade::Refused { code, words }) => refuse(domain, &upload, key, &code, &words).await,
        Err(Unmade::Failed(words)) => {
            tracing::error!(upload = %row.id, attempt = row.attempts, "nothing could be made of an upload: {words}");
            if row.attempts >= ATTEMPTS {
                return refuse(domain, &upload, key, "unmade", UNMADE).await;
            }
            let wait = AGAIN * row.attempts.unsigned_abs();
            store::give_back(&domain.db, row.id, key, domain.now().after(wait)).await?;
            Ok(())
        }
    }
}

const UNMADE: &str = "We could not work on this file, several times. It was logged; please try another one.";

/// Says that the job is worked on, for as long as it is ours.
async fn held(domain: &Domain, row: &making::Model, key: &str, progress: &AtomicU8) -> Result<()> {
    let mut beats = tokio::time::interval(HEARTBEAT);
    beats.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut told, mut until) = (0, Timestamp(0));
    loop {
        beats.tick().await;
        let (now, reached) = (domain.now(), progress.load(Ordering::Relaxed));
        // Each beat that changes nothing for anybody is spared.
        if reached == told && until.since(now) > LEASE / 2 {
            continue;
        }
        let further = reached != told;
        (told, until) = (reached, now.after(LEASE));
        let tx = domain.begin().await?;
        if !store::hold(&*tx, row.id, key, until, reached).await? {
            return Ok(());
        }
        if further {
            tell(&tx, row.id, row.owner_id);
        }
        tx.commit().await?;
    }
}

/// Whoever waits for a file hears how it stands.
fn tell(tx: &Tx, media: Uuid, owner: Uuid) {
    let media = MediaId(media);
    tx.tell(Channel::Person(UserId(owner)), Event::Media { media });
}

async fn refuse(domain: &Domain, upload: &upload::Model, key: &str, code: &str, words: &str) -> Result<()> {
    let tx = domain.begin().await?;
    let refused = store::refuse(&*tx, upload.id, key, code, words).await?;
    if refused {
        tell(&tx, upload.id, upload.owner_id);
    }
    tx.commit().await?;
    if refused {
        uploads::collecting::let_go_but_say_why(domain, upload).await?;
    }
    Ok(())
}

/// Writes down what was made; where nobody wants it any more, its files go.
async fn finish(domain: &Domain, row: &making::Model, key: &str, made: Made) -> Result<()> {
    let number = |number: u32| i32::try_from(number).map_err(Error::internal);
    let names: Vec<String> = made.files.iter().map(|file| file.name()).collect();
    let widths: Vec<String> = made.widths.iter().map(u32::to_string).collect();
    let new = media::Model {
        kind: made.kind.as_str().to_owned(),
        width: number(made.width)?,
        height: number(made.height)?,
        widths: widths.join(","),
        thumbhash: made.thumbhash,
        blur: made.blur,
        colour: made.colour,
        animated: made.animated,
        milliseconds: made
            .milliseconds
            .map(i64::try_from)
            .transpose()
            .map_err(Error::internal)?,
        waveform: made.waveform,
        files: names.join(","),
        bytes: i64::try_from(made.bytes).map_err(Error::internal)?,
        turns: row.turns,
        crop: row.crop.clone(),
        storage_key: key.to_owned(),
        created_at: domain.now().0,
        ..super::blank(row.id, row.owner_id)
    };
    let tx = domain.begin().await?;
    if !store::done(&tx, row.id, key).await? {
        drop(tx);
        super::delete_files(domain, keys(&new)).await;
        return Ok(());
    }
    let before = super::store::replace(&tx, new).await?;
    tell(&tx, row.id, row.owner_id);
    tx.commit().await?;
    if let Some(before) = before {
        super::delete_files(domain, keys(&before)).await;
        domain.lists.changed();
    }
    Ok(())
}

/// Forgets what was refused long ago.
pub async fn sweep(domain: &Domain) -> Result<()> {
    store::forget_refused(&domain.db, domain.now().before(uploads::KEPT)).await
}
