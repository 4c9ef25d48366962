//! What is kept of a video: a poster and HLS renditions, each one file with one list, made in a single pass. Pictures and
//! sound are made anew, so nothing else of the file has a way through.

use crate::{
    limits::{Fault, Limits, Refusal},
    playlist::{self, Media},
    poster::poster,
    probe::{Light, Probed, Rate, Video, input},
    progress::{Lines, Progress},
    run::{Work, patience, run, words},
    rungs::{Rung, rungs},
    sniff::Kind,
    tools::Tools,
};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// A video as it is kept. All files lie in one folder, and its lists name them without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Film {
    /// Pixels of the largest rendition.
    pub width: u32,
    pub height: u32,
    pub milliseconds: u64,
    pub has_sound: bool,
    /// PNG, as large as the largest rendition.
    pub poster: PathBuf,
    /// From the smallest on, at least one.
    pub renditions: Vec<Rendition>,
    /// The list of lists.
    pub master: PathBuf,
}

/// A video at one size: H.264 in High profile with keyframes every two seconds or a little more, and AAC.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendition {
    /// Pixels of the shorter side, which names the files: 360 for `360p.mp4`.
    pub label: u32,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// Bits in a second of the heaviest segment.
    pub bandwidth: u64,
    pub playlist: PathBuf,
    /// Fragmented MP4.
    pub media: PathBuf,
}

/// Neither words about the source nor what ffmpeg says of itself.
pub(crate) const NOTHING_ELSE: &str =
    "-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:a +bitexact";

/// A rendition's files, by their names alone.
pub(crate) fn names(label: u32) -> (String, String) {
    (format!("{label}p.m3u8"), format!("{label}p.mp4"))
}

/// Makes a [`Film`] in the folder `into`, which is empty and nobody else's. `progress` is told percents, from 0 to 100,
/// each more than the one before. If the future is dropped, ffmpeg ends, and what is in `into` is worth nothing.
///
/// # Errors
/// [`Fault::Refused`]: there are no pictures, they are broken, or work takes longer or more room than `limits` have.
/// [`Fault::Failed`]: ffmpeg or the disk failed.
pub async fn film(
    tools: &Tools,
    source: &Path,
    probed: &Probed,
    into: &Path,
    limits: &Limits,
    progress: impl FnMut(u8),
) -> Result<Film, Fault> {
    let video = probed.video.as_ref().ok_or(Refusal::NoContent)?;
    let rungs = rungs(video);
    let into = std::path::absolute(into)?;
    let media: Vec<PathBuf> = rungs.iter().map(|rung| into.join(names(rung.label).1)).collect();
    let (mut progress, mut lines) = (Progress::new(progress), Lines::default());
    let work = Work {
        program: &tools.ffmpeg,
        args: arguments(tools, source, probed, video, &rungs, limits)?,
        folder: &into,
        time: patience(limits, probed.milliseconds),
    };
    run(tools, limits, work, |bytes| {
        lines.push(bytes, |made| {
            progress.of(made, probed.milliseconds, 95);
            let taken: u64 = media
                .iter()
                .filter_map(|path| path.metadata().ok())
                .map(|file| file.len())
                .sum();
            (taken <= limits.output)
                .then_some(())
                .ok_or(Refusal::Large.into())
        })
    })
    .await?;
    let mut lists = Vec::new();
    for rung in &rungs {
        lists.push(finished(&into, *rung).await?);
    }
    progress.at(97);
    let milliseconds = lists.iter().map(Media::milliseconds).max().unwrap_or(0);
    limits.length(milliseconds)?;
    let poster = poster(tools, &into, &rungs, milliseconds, limits).await?;
    let master = into.join("master.m3u8");
    tokio::fs::write(&master, playlist::master(&rungs, &lists, probed.audio.is_some())).await?;
    progress.at(100);
    let renditions: Vec<Rendition> = rungs
        .iter()
        .zip(&lists)
        .map(|(rung, list)| rendition(&into, rung, list))
        .collect();
    let largest = renditions.last().ok_or(Refusal::Broken)?;
    Ok(Film {
        width: largest.width,
        height: largest.height,
        milliseconds,
        has_sound: probed.audio.is_some(),
        poster,
        renditions,
        master,
    })
}

fn rendition(into: &Path, rung: &Rung, list: &Media) -> Rendition {
    let (playlist, media) = names(rung.label);
    Rendition {
        label: rung.label,
        width: rung.width,
        height: rung.height,
        bandwidth: list.peak(),
        playlist: into.join(playlist),
        media: into.join(media),
    }
}

/// Reads what ffmpeg made of a rung, and takes the name of the program from it. A list that is not there is of a video
/// without a single picture.
async fn finished(into: &Path, rung: Rung) -> Result<Media, Fault> {
    let (playlist, media) = names(rung.label);
    let (playlist, media) = (into.join(playlist), into.join(media));
    let work = move || {
        if !playlist.is_file() || !media.is_file() {
            return Err(Refusal::Broken.into());
        }
        crate::plain::cleaned(&media, Kind::Mp4)?;
        playlist::read(&std::fs::read_to_string(playlist)?, &media)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::Failed(error.to_string()))?
}

fn fps(rate: Rate) -> String {
    // From the beginning on, as sound has it.
    format!("fps={}/{}:start_time=0", rate.frames, rate.seconds)
}

/// What is done to pictures: one chain to the largest size, from which the others are made. ffmpeg itself turns them
/// upright first.
fn graph(tools: &Tools, video: &Video, heard: bool, rungs: &[Rung]) -> String {
    let Some((top, others)) = rungs.split_last() else {
        return String::new();
    };
    let mut chain = Vec::new();
    if video.interlaced {
        chain.push("yadif=deint=interlaced".to_owned());
    }
    chain.push(fps(top.rate));
    // Lists go by pictures: where sound goes on without them, the last one stays.
    if heard && video.rest >= 500 {
        let (seconds, rest) = (video.rest / 1_000, video.rest % 1_000);
        chain.push(format!("tpad=stop_mode=clone:stop_duration={seconds}.{rest:03}"));
    }
    chain.push(format!("scale={}:{}:out_range=tv", top.width, top.height));
    let curve = match video.light {
        Light::Plain => None,
        Light::Pq => Some("smpte2084"),
        Light::Hlg => Some("arib-std-b67"),
    };
    if let Some(curve) = curve.filter(|_| tools.zscale) {
        // Said explicitly, for files that leave a part of it out.
        chain.push(format!(
            "format=yuv420p10le,zscale=tin={curve}:min=2020_ncl:pin=2020:rin=tv:t=linear:npl=100,format=gbrpf32le,\
             zscale=p=709,tonemap=hable:desat=0,zscale=t=709:m=709:r=tv"
        ));
    }
    chain.push("setsar=1,format=yuv420p".to_owned());
    let mut graph = format!("[0:V:0]{},split={}[{}]", chain.join(","), rungs.len(), top.label);
    for rung in others {
        graph += &format!("[to{}]", rung.label);
    }
    for rung in others {
        let slower = if rung.rate == top.rate {
            String::new()
        } else {
            format!("{},", fps(rung.rate))
        };
        graph += &format!(
            ";[to{0}]{slower}scale={1}:{2},setsar=1[{0}]",
            rung.label, rung.width, rung.height
        );
    }
    graph
}

fn arguments(
    tools: &Tools,
    source: &Path,
    probed: &Probed,
    video: &Video,
    rungs: &[Rung],
    limits: &Limits,
) -> Result<Vec<OsString>, Fault> {
    let threads = limits.threads;
    // A second more than is taken, so that one knows when there is too much.
    let mut args = words(&format!(
        "-hide_banner -v error -nostdin -y -progress pipe:1 -stats_period 0.5 -filter_complex_threads {threads} -t {}",
        limits.seconds + 1
    ));
    args.extend(input(probed.kind, source, limits)?);
    args.push("-filter_complex".into());
    args.push(graph(tools, video, probed.audio.is_some(), rungs).into());
    for rung in rungs {
        let (list, media) = names(rung.label);
        args.extend(words(&format!("-map [{}]", rung.label)));
        if let Some(audio) = &probed.audio {
            args.extend(words(&format!(
                "-map 0:{} -c:a aac -b:a 128k -ac 2 -af aresample=48000:async=1:first_pts=0",
                audio.index
            )));
        }
        args.extend(words(NOTHING_ELSE));
        args.extend(words(&format!(
            "-threads {threads} -c:v libx264 -preset veryfast -profile:v high -crf 23 -maxrate {}k -bufsize {}k \
             -g {group} -keyint_min {group} -sc_threshold 0 -flags:v +bitexact+cgop",
            rung.kilobits,
            rung.kilobits * 2,
            group = rung.group,
        )));
        // The filter takes out what x264 says of itself, and captions.
        args.extend(words(&format!(
            "-bsf:v filter_units=remove_types=6 -f hls -hls_time 4 -hls_list_size 0 -hls_playlist_type vod \
             -hls_segment_type fmp4 -hls_flags single_file+independent_segments -hls_segment_filename {media} {list}"
        )));
    }
    Ok(args)
}
