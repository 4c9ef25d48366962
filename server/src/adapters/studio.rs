//! The studio: what is shown of a file is made by the crates that know pixels and frames, away from the threads that answer requests,
//! and put into the storage. What they refuse is refused in their words; nothing of a job runs on once nobody waits for it, but the
//! picture that is in hand.

use crate::pictures::at_the_bench;
use async_trait::async_trait;
use domain::{
    media::{
        files::File,
        making::{Job, Made, Studio, Unmade},
    },
    ports::Storage,
};
use pictures::{Crop, Edit, Fault, Limits, Variant};
use shared::media::{MediaEdit, MediaKind};
use std::{
    fmt::Display,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};

/// The largest file that is read as a picture, in bytes.
const PICTURE: u64 = 64 * 1024 * 1024;

/// Where files come from and go to.
pub struct Workshop {
    pub storage: Arc<dyn Storage>,
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
    key: &'a str,
    files: Vec<File>,
    bytes: u64,
}

impl<'a> Written<'a> {
    fn new(storage: &'a dyn Storage, key: &'a str) -> Self {
        Self {
            storage,
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
        let made = made.await.map_err(failed)?.map_err(of_picture)?;
        progress.store(80, Ordering::Relaxed);
        let widths = written.pictures(made.variants, made.still).await?;
        Ok(Made {
            width: made.width,
            height: made.height,
            widths,
            animated: made.animated,
            thumbhash: made.thumbhash,
            blur: made.blur,
            colour: made.colour,
            bytes: written.bytes,
            ..Made::default()
        })
    }
}

#[async_trait]
impl Studio for Workshop {
    fn kind(&self, head: &[u8]) -> Result<MediaKind, Unmade> {
        match pictures::sniff(head) {
            Some(_) => Ok(MediaKind::Image),
            None => Err(of_picture(pictures::Refusal::Unknown.into())),
        }
    }

    async fn make(&self, job: &Job, progress: &AtomicU8) -> Result<Made, Unmade> {
        let mut written = Written::new(self.storage.as_ref(), &job.key);
        let made = match job.kind {
            MediaKind::Image => self.picture(job, progress, &mut written).await,
            MediaKind::Video | MediaKind::Audio => Err(of_picture(pictures::Refusal::Unknown.into())),
        };
        if made.is_err() {
            written.give_up().await;
        }
        made
    }
}
