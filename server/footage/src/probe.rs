//! What is in a recording, by ffprobe, and whether that is taken. Only the demuxer of the file's own kind looks at it, only
//! decoders of common codecs, and it may open no other file.

use crate::{
    limits::{Fault, Limits, Refusal},
    plain::likely,
    progress::Lines,
    run::{Work, patience, run, words},
    sniff::Kind,
    tools::Tools,
};
use serde::Deserialize;
use std::{ffi::OsString, path::Path, time::Duration};

/// What is in a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probed {
    pub kind: Kind,
    /// The first track of moving pictures; covers are none.
    pub video: Option<Video>,
    /// The first track of sound that can be read.
    pub audio: Option<Audio>,
    pub milliseconds: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Video {
    /// Pixels as shown: turned upright, with square pixels.
    pub width: u32,
    pub height: u32,
    /// On average.
    pub fps: Rate,
    pub(crate) light: Light,
    pub(crate) interlaced: bool,
    /// Milliseconds that other tracks go on behind the last picture, where the file tells.
    pub(crate) rest: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audio {
    pub channels: u32,
    /// Of all streams in the file.
    pub(crate) index: u32,
}

/// Frames in a second, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub frames: u32,
    pub seconds: u32,
}

impl Rate {
    pub fn per_second(self) -> f64 {
        f64::from(self.frames) / f64::from(self.seconds.max(1))
    }
}

/// How bright colours are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Light {
    Plain,
    /// HDR10 and the like (SMPTE 2084).
    Pq,
    /// HLG (ARIB STD-B67), as phones have it.
    Hlg,
}

/// Decoders that may be asked. Covers and subtitles are opened too while ffmpeg looks for what there is.
const DECODERS: &str = "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,h263,mjpeg,prores,dnxhd,png,\
    aac,alac,mp3,mp3float,ac3,eac3,amrnb,amrwb,opus,libopus,vorbis,libvorbis,flac,pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,\
    pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,\
    mov_text,webvtt,text,cc_dec";

/// What stands before a file from outside in every call: how it is read, and how much of it. An absolute path behind
/// `file:` is neither an option nor another protocol, and `enable_drefs` is off unless one asks for it.
pub(crate) fn input(kind: Kind, source: &Path, limits: &Limits) -> Result<Vec<OsString>, Fault> {
    let mut file = OsString::from("file:");
    file.push(std::path::absolute(source)?);
    // One more track, so that it is ours to say what is too many.
    let mut args = words(&format!(
        "-protocol_whitelist file -codec_whitelist {DECODERS} -max_streams {} -max_pixels {} -threads {} -f {}",
        limits.streams + 1,
        limits.pixels,
        limits.threads,
        kind.demuxer(),
    ));
    args.extend(["-i".into(), file]);
    Ok(args)
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    streams: Vec<Stream>,
    #[serde(default)]
    format: Format,
}

#[derive(Default, Deserialize)]
struct Format {
    duration: Option<String>,
}

#[derive(Deserialize)]
struct Stream {
    index: u32,
    codec_type: Option<String>,
    codec_name: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    sample_aspect_ratio: Option<String>,
    avg_frame_rate: Option<String>,
    r_frame_rate: Option<String>,
    color_transfer: Option<String>,
    field_order: Option<String>,
    channels: Option<u32>,
    duration: Option<String>,
    #[serde(default)]
    disposition: Disposition,
    #[serde(default)]
    side_data_list: Vec<Side>,
}

#[derive(Default, Deserialize)]
struct Disposition {
    #[serde(default)]
    attached_pic: u8,
}

#[derive(Deserialize)]
struct Side {
    rotation: Option<f64>,
}

/// What ffprobe is asked for, and nothing that people wrote.
const ENTRIES: &str = "format=duration:stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,avg_frame_rate,\
    r_frame_rate,color_transfer,field_order,channels,duration:stream_disposition=attached_pic:stream_side_data=rotation";

/// What is in the file at `source`, which [`crate::look`] found to be of this kind.
///
/// # Errors
/// [`Fault::Refused`]: it ends in the middle, is broken, holds nothing that can be played, or is beyond `limits`.
/// [`Fault::Failed`]: ffprobe or the disk failed.
pub async fn probe(tools: &Tools, source: &Path, kind: Kind, limits: &Limits) -> Result<Probed, Fault> {
    let (path, bounds) = (source.to_owned(), *limits);
    tokio::task::spawn_blocking(move || likely(&path, kind, &bounds))
        .await
        .map_err(|error| Fault::Failed(error.to_string()))??;
    let mut args = words("-hide_banner -v error");
    args.extend(input(kind, source, limits)?);
    args.extend(words(&format!("-of json -show_entries {ENTRIES}")));
    let mut told = Vec::new();
    let work = Work {
        program: &tools.ffprobe,
        args,
        folder: Path::new("/"),
        time: Duration::from_secs(60),
    };
    run(tools, limits, work, |bytes| {
        /// Some hundred bytes for each track.
        const MOST: usize = 256 * 1024;
        told.extend_from_slice(bytes);
        (told.len() <= MOST)
            .then_some(())
            .ok_or(Refusal::Streams(limits.streams).into())
    })
    .await
    .map_err(|fault| match fault {
        Fault::Refused(Refusal::Streams(_)) => Refusal::Streams(limits.streams).into(),
        fault => fault,
    })?;
    let answer: Answer =
        serde_json::from_slice(&told).map_err(|error| Fault::Failed(format!("ffprobe's answer: {error}")))?;
    let mut probed = taken(&answer, kind, limits)?;
    if probed.milliseconds == 0 {
        probed.milliseconds = measured(tools, source, &probed, limits).await?;
    }
    limits.length(probed.milliseconds)?;
    Ok(probed)
}

fn taken(answer: &Answer, kind: Kind, limits: &Limits) -> Result<Probed, Fault> {
    limits.tracks(answer.streams.len())?;
    let of = |word: &'static str| {
        answer
            .streams
            .iter()
            .filter(move |one| one.codec_type.as_deref() == Some(word))
    };
    let milliseconds = milliseconds(answer.format.duration.as_deref());
    let video = match kind.moves() {
        Some(false) => None,
        _ => of("video")
            .find(|one| one.disposition.attached_pic == 0)
            .map(|one| shown(one, kind, milliseconds, limits))
            .transpose()?,
    };
    let audio = of("audio").find_map(|one| {
        let channels = one.channels.filter(|channels| *channels > 0)?;
        one.codec_name.as_ref().map(|_| Audio {
            channels,
            index: one.index,
        })
    });
    if audio.is_none() && of("audio").next().is_some() {
        return Err(Refusal::Codec.into());
    }
    if video.is_none() && audio.is_none() {
        return Err(Refusal::NoContent.into());
    }
    Ok(Probed {
        kind,
        video,
        audio,
        milliseconds,
    })
}

/// Of seconds. What is less than nothing, or no number, becomes 0.
fn milliseconds(seconds: Option<&str>) -> u64 {
    let seconds = seconds.and_then(|word| word.parse::<f64>().ok());
    (seconds.unwrap_or(0.0) * 1_000.0).round() as u64
}

/// The size and speed of pictures as they are shown.
fn shown(stream: &Stream, kind: Kind, whole: u64, limits: &Limits) -> Result<Video, Fault> {
    if stream.codec_name.is_none() {
        return Err(Refusal::Codec.into());
    }
    let (width, height) = (stream.width.unwrap_or(0), stream.height.unwrap_or(0));
    // Before they are stretched too, since so many pixels are decoded.
    limits.size(width.into(), height.into())?;
    let (across, down) = fraction(stream.sample_aspect_ratio.as_deref(), ':').unwrap_or((1, 1));
    let wide = (u64::from(width) * u64::from(across)).div_ceil(down.into());
    let turned = stream
        .side_data_list
        .iter()
        .find_map(|side| side.rotation)
        .unwrap_or(0.0);
    let turned = (turned.rem_euclid(180.0) - 90.0).abs() < 45.0;
    limits.size(wide, height.into())?;
    // Just judged, so it fits.
    let wide = wide as u32;
    let fps = speed(stream, kind, limits)?;
    let (width, height) = if turned { (height, wide) } else { (wide, height) };
    Ok(Video {
        width,
        height,
        fps,
        light: match stream.color_transfer.as_deref() {
            Some("smpte2084") => Light::Pq,
            Some("arib-std-b67") => Light::Hlg,
            _ => Light::Plain,
        },
        interlaced: matches!(stream.field_order.as_deref(), Some("tt" | "bb" | "tb" | "bt")),
        rest: match milliseconds(stream.duration.as_deref()) {
            0 => 0,
            own => whole.saturating_sub(own),
        },
    })
}

/// The average where it can be had. In an MP4 it is counted; in a WebM without durations it is a guess that may be a
/// thousand, and then 30 is a better one.
fn speed(stream: &Stream, kind: Kind, limits: &Limits) -> Result<Rate, Refusal> {
    let most = u64::from(limits.rate);
    for word in [&stream.avg_frame_rate, &stream.r_frame_rate] {
        let Some((frames, seconds)) = fraction(word.as_deref(), '/') else {
            continue;
        };
        let rate = Rate { frames, seconds };
        // The last frame of a short one counts twice or not at all.
        if u64::from(frames) <= (most + most / 20) * u64::from(seconds) {
            return Ok(rate);
        }
        if kind != Kind::WebM {
            return Err(Refusal::Rate(limits.rate));
        }
    }
    Ok(Rate {
        frames: 30,
        seconds: 1,
    })
}

/// Two numbers, neither of which is nothing.
fn fraction(word: Option<&str>, between: char) -> Option<(u32, u32)> {
    let (above, below) = word?.split_once(between)?;
    let (above, below) = (above.parse().ok()?, below.parse().ok()?);
    (above > 0 && below > 0).then_some((above, below))
}

/// The length of what does not tell it, as browsers record: read through once, and nothing decoded.
async fn measured(tools: &Tools, source: &Path, probed: &Probed, limits: &Limits) -> Result<u64, Fault> {
    let mut args = words("-hide_banner -v error -nostdin");
    args.extend(input(probed.kind, source, limits)?);
    if probed.video.is_some() {
        args.extend(words("-map 0:V:0"));
    }
    if let Some(audio) = &probed.audio {
        args.extend(words(&format!("-map 0:{}", audio.index)));
    }
    args.extend(words("-c copy -f null -progress pipe:1 /dev/null"));
    let work = Work {
        program: &tools.ffmpeg,
        args,
        folder: Path::new("/"),
        // Gigabytes from a slow disk.
        time: patience(limits, 60_000),
    };
    let (mut lines, mut length) = (Lines::default(), 0);
    run(tools, limits, work, |bytes| {
        lines.push(bytes, |made| {
            length = made;
            Ok(limits.length(made)?)
        })
    })
    .await?;
    (length > 0).then_some(length).ok_or(Refusal::Broken.into())
}
