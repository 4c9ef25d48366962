//! The studio: what is shown of a file is made by the crates that know pixels and frames, away from the threads that answer requests,
//! and put into the storage. What they refuse is refused in their words; nothing of a job runs on once nobody waits for it, but the
//! picture that is in hand.

mod bench;
pub mod films;
mod stills;

use crate::pictures::at_the_bench;
use async_trait::async_trait;
use domain::{
    media::{
        files::File,
        making::{Job, Made, Studio, Unmade},
    },
    ports::{Parts, Storage},
};
use footage::Tools;
use pictures::{Crop, Edit, Fault, Limits, Variant};
use shared::media::{MediaEdit, MediaKind};
use std::{
    fmt::Display,
    mem::take,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};

/// The largest file that is read as a picture, in bytes.
const PICTURE: u64 = 64 * 1024 * 1024;

/// Where files come from and go to.
pub struct Workshop {
    storage: Arc<dyn Storage>,
    parts: Arc<dyn Parts>,
    /// A folder of the same disk as the parts, for films that are worked on.
    scratch: PathBuf,
    /// Without them films and sounds are shown as they were sent.
    tools: Option<Tools>,
}

impl Workshop {
    pub fn new(
        storage: Arc<dyn Storage>,
        parts: Arc<dyn Parts>,
        scratch: PathBuf,
        tools: Option<Tools>,
    ) -> Self {
        Self {
            storage,
            parts,
            scratch,
            tools,
        }
    }
}

fn failed(error: impl Display) -> Unmade {
    Unmade::Failed(error.to_string())
}

fn of_picture(fault: Fault) -> Unmade {
    match fault {
        Fault::Refused(why) => Unmade::Refused {
            code: why.code().to_owned(),
            words: why.to_string(),
        },
        Fault::Failed(words) => Unmade::Failed(words),
    }
}

fn edit(edit: MediaEdit) -> Edit {
    Edit {
        turns: edit.turns,
        crop: edit.crop.map_or(Crop::Whole, |crop| Crop::Part {
            left: crop.left.into(),
            top: crop.top.into(),
            width: crop.width.into(),
            height: crop.height.into(),
        }),
    }
}

/// Files that were written for a job. Those of one that is given up are deleted.
struct Written<'a> {
    storage: &'a dyn Storage,
    parts: &'a dyn Parts,
    key: &'a str,
    files: Vec<File>,
    bytes: u64,
}

impl<'a> Written<'a> {
    fn new(workshop: &'a Workshop, key: &'a str) -> Self {
        Self {
            storage: workshop.storage.as_ref(),
            parts: workshop.parts.as_ref(),
            key,
            files: Vec::new(),
            bytes: 0,
        }
    }

    async fn put(&mut self, file: File, bytes: Vec<u8>) -> Result<(), Unmade> {
        let size = bytes.len() as u64;
        // Before it is there: half-written ones are deleted too.
        self.files.push(file);
        self.storage
            .put(&file.key(self.key), bytes)
            .await
            .map_err(failed)?;
        self.bytes += size;
        Ok(())
    }

    /// Takes a file of the bench away.
    async fn take(&mut self, file: File, path: &Path) -> Result<(), Unmade> {
        self.files.push(file);
        let part = self.parts.adopt(path).await.map_err(failed)?;
        let size = part.size();
        self.storage
            .take(&file.key(self.key), part)
            .await
            .map_err(failed)?;
        self.bytes += size;
        Ok(())
    }

    /// The variants of a picture, and of one that moves its first frame.
    async fn pictures(&mut self, variants: Vec<Variant>, still: Vec<Variant>) -> Result<Vec<u32>, Unmade> {
        let mut widths = Vec::with_capacity(variants.len());
        for Variant { width, bytes, .. } in variants {
            widths.push(width);
            self.put(File::Picture { width }, bytes).await?;
        }
        for Variant { width, bytes, .. } in still {
            self.put(File::Still { width }, bytes).await?;
        }
        Ok(widths)
    }

    async fn give_up(self) {
        for file in self.files {
            let key = file.key(self.key);
            if let Err(error) = self.storage.delete(&key).await {
                tracing::warn!(%error, key, "a file of which the rest was not made could not be deleted; it is collected later");
            }
        }
    }
}

impl Workshop {
    async fn picture(
        &self,
        job: &Job,
        progress: &AtomicU8,
        written: &mut Written<'_>,
    ) -> Result<Made, Unmade> {
        if job.length > PICTURE {
            return Err(Unmade::Refused {
                code: "large".to_owned(),
                words: "A picture's file may have 64 MB at the most.".to_owned(),
            });
        }
        let bytes = self.storage.get(&job.source).await.map_err(failed)?;
        progress.store(10, Ordering::Relaxed);
        let edit = edit(job.edit);
        let made = at_the_bench(move || pictures::variants(&bytes, &Limits::default(), &edit));
        let mut made = made.await.map_err(failed)?.map_err(of_picture)?;
        progress.store(80, Ordering::Relaxed);
        let (variants, still) = (take(&mut made.variants), take(&mut made.still));
        let widths = written.pictures(variants, still).await?;
        Ok(shown(made, widths, written.bytes))
    }
}

/// What is told of a picture whose variants are written.
fn shown(made: pictures::Made, widths: Vec<u32>, bytes: u64) -> Made {
    Made {
        kind: MediaKind::Image,
        width: made.width,
        height: made.height,
        widths,
        animated: made.animated,
        milliseconds: None,
        waveform: None,
        thumbhash: made.thumbhash,
        blur: made.blur,
        colour: made.colour,
        files: Vec::new(),
        bytes,
    }
}

/// Why a file that begins so is not taken.
fn stranger(head: &[u8]) -> Unmade {
    let name = pictures::stranger(head).or_else(|| footage::stranger(head));
    let begins = match name {
        Some(name) => format!("This is a file of the kind {name}, which is not taken."),
        None => "This is no file that is taken.".to_owned(),
    };
    Unmade::Refused {
        code: "kind".to_owned(),
        words: format!(
            "{begins} Pictures are JPEG, PNG, WebP or GIF; videos MP4, MOV or WebM; sounds MP3, M4A, OGG or WAV."
        ),
    }
}

#[async_trait]
impl Studio for Workshop {
    fn kind(&self, head: &[u8]) -> Result<MediaKind, Unmade> {
        if pictures::sniff(head).is_some() {
            return Ok(MediaKind::Image);
        }
        match footage::sniff(head).map(footage::Kind::moves) {
            Some(Some(false)) => Ok(MediaKind::Audio),
            Some(_) => Ok(MediaKind::Video),
            None => Err(stranger(head)),
        }
    }

    async fn make(&self, job: &Job, progress: &AtomicU8) -> Result<Made, Unmade> {
        let mut written = Written::new(self, &job.key);
        let made = match job.kind {
            MediaKind::Image => self.picture(job, progress, &mut written).await,
            MediaKind::Video | MediaKind::Audio => self.film(job, progress, &mut written).await,
        };
        if made.is_err() {
            written.give_up().await;
        }
        made
    }
}
