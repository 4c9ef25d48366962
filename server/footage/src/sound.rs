//! What is kept of a sound: AAC that every browser plays, and its shape. It is made anew, so nothing else of the file has
//! a way through.

use crate::{
    film::NOTHING_ELSE,
    limits::{Fault, Limits, Refusal},
    probe::{Probed, input},
    progress::Progress,
    run::{Work, patience, run, words},
    sniff::Kind,
    tools::Tools,
    wave::Wave,
};
use std::path::{Path, PathBuf};

/// A sound as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    pub milliseconds: u64,
    /// M4A, mono or stereo, with what a player needs at its beginning.
    pub file: PathBuf,
    /// Loudness in [`crate::PEAKS`] slices of the same length, 0 to 255; the loudest has 255.
    pub waveform: Vec<u8>,
}

/// Samples in a second by which the shape is judged.
const RATE: u64 = 8_000;

/// Makes a [`Sound`] in the folder `into`, which is empty and nobody else's. `progress` is told percents, from 0 to 100,
/// each more than the one before. If the future is dropped, ffmpeg ends, and what is in `into` is worth nothing.
///
/// # Errors
/// [`Fault::Refused`]: there is no sound, it is broken, or work takes longer or more room than `limits` have.
/// [`Fault::Failed`]: ffmpeg or the disk failed.
pub async fn sound(
    tools: &Tools,
    source: &Path,
    probed: &Probed,
    into: &Path,
    limits: &Limits,
    progress: impl FnMut(u8),
) -> Result<Sound, Fault> {
    const NAME: &str = "audio.m4a";
    let audio = probed.audio.as_ref().ok_or(Refusal::NoContent)?;
    let into = std::path::absolute(into)?;
    let (channels, bits) = if audio.channels > 1 {
        ("2", "160k")
    } else {
        ("1", "96k")
    };
    // A second more than is taken, so that one knows when there is too much.
    let most = limits.seconds + 1;
    let mut args = words(&format!("-hide_banner -v error -nostdin -y -t {most}"));
    args.extend(input(probed.kind, source, limits)?);
    let track = audio.index;
    args.extend(words(&format!(
        "-map 0:{track} {NOTHING_ELSE} -threads {} -c:a aac -b:a {bits} -ac {channels} \
         -af aformat=sample_rates=44100|48000 -movflags +faststart -f ipod {NAME}",
        limits.threads,
    )));
    args.extend(words(&format!(
        "-map 0:{track} -c:a pcm_s16le -ac 1 -ar {RATE} -f s16le pipe:1"
    )));
    let work = Work {
        program: &tools.ffmpeg,
        args,
        folder: &into,
        time: patience(limits, probed.milliseconds),
    };
    let file = into.join(NAME);
    let (mut progress, mut wave) = (Progress::new(progress), Wave::default());
    run(tools, limits, work, |bytes| {
        wave.push(bytes);
        let made = wave.samples() * 1_000 / RATE;
        progress.of(made, probed.milliseconds, 99);
        Ok(limits.length(made)?)
    })
    .await?;
    if wave.samples() == 0 || !file.is_file() {
        return Err(Refusal::Broken.into());
    }
    let path = file.clone();
    tokio::task::spawn_blocking(move || crate::plain::cleaned(&path, Kind::M4a))
        .await
        .map_err(|error| Fault::Failed(error.to_string()))??;
    progress.at(100);
    Ok(Sound {
        milliseconds: wave.samples() * 1_000 / RATE,
        file,
        waveform: wave.peaks(),
    })
}
