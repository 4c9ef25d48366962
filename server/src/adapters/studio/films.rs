//! Films and sounds: brought to the disk, made into what players want by ffmpeg, and put into the storage. Where there is no ffmpeg they
//! are played as they were sent, without what their files told of their makers.

use super::{Workshop, Written, bench::Bench, failed, shown};
use crate::pictures::at_the_bench;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::media::{
    files::{Container, File},
    making::{Job, Made, Unmade},
};
use footage::{Fault, Kind, Limits, Rendition, Tools};
use futures::TryStreamExt;
use pictures::Edit;
use shared::media::MediaKind;
use std::{
    mem::take,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU8, Ordering},
};
use tokio::io::AsyncWriteExt;

/// Rows of the rendition for browsers that know no playlists, at the most.
const PLAIN: u32 = 720;

pub(super) fn unmade(fault: Fault) -> Unmade {
    match fault {
        Fault::Refused(why) => Unmade::Refused {
            code: why.code().to_owned(),
            words: why.to_string(),
        },
        Fault::Failed(words) => Unmade::Failed(words),
    }
}

/// Work that blocks on the disk.
pub(super) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unmade> {
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

fn container(kind: Kind) -> Container {
    match kind {
        Kind::Mp4 => Container::Mp4,
        Kind::Mov => Container::Mov,
        Kind::WebM => Container::Webm,
        Kind::Mp3 => Container::Mp3,
        Kind::M4a => Container::M4a,
        Kind::Ogg => Container::Ogg,
        Kind::Wav => Container::Wav,
    }
}

/// What is told of something without a picture.
fn unseen(kind: MediaKind, milliseconds: Option<u64>) -> Made {
    Made {
        kind,
        width: 0,
        height: 0,
        widths: Vec::new(),
        animated: false,
        milliseconds,
        waveform: None,
        thumbhash: String::new(),
        blur: String::new(),
        colour: String::new(),
        files: Vec::new(),
        bytes: 0,
    }
}

impl Workshop {
    /// Brings a file from the storage to the bench.
    async fn bring(&self, job: &Job, to: &Path) -> Result<(), Unmade> {
        let mut file = tokio::fs::File::create(to).await.map_err(failed)?;
        let mut pieces = self
            .storage
            .read(&job.source, 0..job.length)
            .await
            .map_err(failed)?;
        while let Some(piece) = pieces.try_next().await.map_err(failed)? {
            file.write_all(&piece).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)
    }

    pub(super) async fn film(
        &self,
        job: &Job,
        progress: &AtomicU8,
        written: &mut Written<'_>,
    ) -> Result<Made, Unmade> {
        let (root, name) = (self.scratch.clone(), job.key.clone());
        let bench = on_disk(move || Bench::make(&root, &name))
            .await?
            .map_err(failed)?;
        let source = bench.folder().join("source");
        self.bring(job, &source).await?;
        progress.store(5, Ordering::Relaxed);
        let looked = source.clone();
        let kind = on_disk(move || footage::look(&looked)).await?.map_err(unmade)?;
        let Some(tools) = &self.tools else {
            return as_sent(&source, kind, written).await;
        };
        let limits = Limits::default();
        let probed = footage::probe(tools, &source, kind, &limits)
            .await
            .map_err(unmade)?;
        let into = bench.folder().join("made");
        tokio::fs::create_dir(&into).await.map_err(failed)?;
        let told = |percent: u8| progress.store(5 + percent.min(100) / 10 * 9, Ordering::Relaxed);
        if probed.video.is_none() {
            let made = footage::sound(tools, &source, &probed, &into, &limits, told).await;
            let made = made.map_err(unmade)?;
            written.take(File::Sound, &made.file).await?;
            return Ok(Made {
                waveform: Some(STANDARD.encode(&made.waveform)),
                files: vec![File::Sound],
                bytes: written.bytes,
                ..unseen(MediaKind::Audio, Some(made.milliseconds))
            });
        }
        let made = footage::film(tools, &source, &probed, &into, &limits, told).await;
        let made = made.map_err(unmade)?;
        let poster = tokio::fs::read(&made.poster).await.map_err(failed)?;
        let files = renditions(made.master, made.renditions);
        for (file, path) in &files {
            written.take(*file, path).await?;
        }
        let poster =
            at_the_bench(move || pictures::variants(&poster, &pictures::Limits::default(), &Edit::default()));
        let mut poster = poster
            .await
            .map_err(failed)?
            .map_err(|fault| failed(format!("the poster: {fault}")))?;
        let widths = written.pictures(take(&mut poster.variants), Vec::new()).await?;
        Ok(Made {
            kind: MediaKind::Video,
            width: made.width,
            height: made.height,
            milliseconds: Some(made.milliseconds),
            files: files.into_iter().map(|(file, _)| file).collect(),
            ..shown(poster, widths, written.bytes)
        })
    }
}

/// The files of a film, in the order in which players look at them.
fn renditions(master: PathBuf, mut renditions: Vec<Rendition>) -> Vec<(File, PathBuf)> {
    // First the largest that is not too large for anybody, then the others.
    renditions.sort_by_key(|one| (one.label > PLAIN, one.label.abs_diff(PLAIN)));
    let mut files = vec![(File::Master, master)];
    for Rendition {
        label,
        playlist,
        media,
        ..
    } in renditions
    {
        files.push((File::Playlist { rows: label }, playlist));
        files.push((File::Rendition { rows: label }, media));
    }
    files
}

/// A file as it was sent, but for what it told of its maker.
async fn as_sent(source: &Path, kind: Kind, written: &mut Written<'_>) -> Result<Made, Unmade> {
    let path = source.to_owned();
    let plain = on_disk(move || {
        let plain = footage::plain(&path, kind, &Limits::default())?;
        footage::cleaned(&path, kind)?;
        Ok(plain)
    });
    let plain = plain.await?.map_err(unmade)?;
    let file = File::Played(container(kind));
    written.take(file, source).await?;
    let (width, height) = plain.size.unwrap_or_default();
    let kind = match plain.size {
        Some(_) => MediaKind::Video,
        None => MediaKind::Audio,
    };
    Ok(Made {
        width,
        height,
        files: vec![file],
        bytes: written.bytes,
        ..unseen(kind, plain.milliseconds)
    })
}

/// What `fonana check` says of the tools.
pub fn told(tools: &Result<Option<Tools>, String>) -> String {
    match tools {
        Ok(Some(tools)) => tools.to_string(),
        Ok(None) => "no ffmpeg: films and sounds are played as they are sent, without posters, sizes for slow lines and waveforms".to_owned(),
        Err(words) => words.clone(),
    }
}
