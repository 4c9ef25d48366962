//! What we know of a file without ffmpeg, and the file made free of what it tells of people: its containers are walked,
//! never its pictures or sound. A walk that finds no way refuses before anything is changed.

pub(crate) mod iso;
pub(crate) mod mp3;
mod ogg;
mod samples;
mod wav;
pub(crate) mod webm;

use crate::{
    limits::{Fault, Limits, Refusal},
    sniff::Kind,
};
use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    path::Path,
};

/// What a container says of itself. Nobody tried whether it can be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    pub kind: Kind,
    /// Pixels as shown, width and height, turned upright; of several video tracks the largest.
    pub size: Option<(u32, u32)>,
    /// Whether there is a track of sound.
    pub audio: bool,
    /// `None` where the file does not say.
    pub milliseconds: Option<u64>,
}

/// What a walk found: facts, and what to make nothing of.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Of tracks of pictures as they are shown, the largest first, and as the frames are stored where that is told.
    pub sizes: Vec<(u64, u64)>,
    pub stored: Vec<(u64, u64)>,
    pub audio: bool,
    pub tracks: usize,
    pub milliseconds: Option<u64>,
    pub wipe: Wipe,
}

impl Found {
    /// One more track, of which there is an end whatever the limits are.
    fn track(&mut self) -> Result<(), Refusal> {
        const TRACKS: u32 = 1_000;
        self.tracks += 1;
        (self.tracks <= TRACKS as usize)
            .then_some(())
            .ok_or(Refusal::Streams(TRACKS))
    }
}

/// Changes to a file that leave its length: bytes to write, and stretches of zeros.
#[derive(Debug, Default)]
pub(crate) struct Wipe {
    heads: Vec<(u64, Vec<u8>)>,
    zeros: Vec<(u64, u64)>,
}

/// As many stretches as one file may need, and ten times as many as heads. A track of places that a phone writes has 30 samples in a second.
const CHANGES: usize = 2_000_000;

impl Wipe {
    pub(crate) fn put(&mut self, at: u64, bytes: impl Into<Vec<u8>>) -> Result<(), Refusal> {
        self.heads.push((at, bytes.into()));
        (self.heads.len() <= CHANGES / 10)
            .then_some(())
            .ok_or(Refusal::Large)
    }

    /// Zeros from `from` up to `to`.
    pub(crate) fn zero(&mut self, from: u64, to: u64) -> Result<(), Refusal> {
        match self.zeros.last_mut() {
            Some((_, end)) if *end == from => *end = to.max(from),
            _ if to > from => self.zeros.push((from, to)),
            _ => {}
        }
        (self.zeros.len() <= CHANGES).then_some(()).ok_or(Refusal::Large)
    }

    pub(crate) fn join(&mut self, other: Self) -> Result<(), Refusal> {
        for (at, bytes) in other.heads {
            self.put(at, bytes)?;
        }
        other
            .zeros
            .into_iter()
            .try_for_each(|(from, to)| self.zero(from, to))
    }

    /// Zeros come first, for heads may lie in what is emptied.
    fn apply(self, path: &Path) -> io::Result<()> {
        static NOTHING: [u8; 64 * 1024] = [0; 64 * 1024];
        if self.heads.is_empty() && self.zeros.is_empty() {
            return Ok(());
        }
        let mut file = OpenOptions::new().write(true).open(path)?;
        for (from, to) in self.zeros {
            file.seek(SeekFrom::Start(from))?;
            let mut left = to - from;
            while left > 0 {
                let now = left.min(NOTHING.len() as u64);
                file.write_all(&NOTHING[..now as usize])?;
                left -= now;
            }
        }
        for (at, bytes) in self.heads {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&bytes)?;
        }
        file.sync_all()
    }
}

/// A file that is read here and there, with an end to patience.
pub(crate) struct Disk {
    file: BufReader<File>,
    at: u64,
    length: u64,
    steps: u32,
}

/// Boxes, elements, chunks and samples that are looked at in one file: four hours of WebM without sizes have half of it.
const STEPS: u32 = 4_000_000;

impl Disk {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self {
            file: BufReader::with_capacity(16 * 1024, file),
            at: 0,
            length,
            steps: 0,
        })
    }

    /// In bytes.
    pub(crate) fn len(&self) -> u64 {
        self.length
    }

    /// One more thing is looked at.
    pub(crate) fn step(&mut self) -> Result<(), Refusal> {
        self.steps += 1;
        (self.steps <= STEPS).then_some(()).ok_or(Refusal::Broken)
    }

    /// As many bytes from `at` on as there are, at most `most`.
    pub(crate) fn some(&mut self, at: u64, most: usize) -> io::Result<Vec<u8>> {
        let there = self.length.saturating_sub(at).min(most as u64);
        let mut bytes = vec![0; there as usize];
        self.fill(at, &mut bytes)?;
        Ok(bytes)
    }

    /// The bytes from `at` on, all of them.
    pub(crate) fn bytes<const N: usize>(&mut self, at: u64) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        if at.checked_add(N as u64).is_none_or(|end| end > self.length) {
            return Err(Refusal::CutShort.into());
        }
        self.fill(at, &mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        if at != self.at {
            // Within what is read already, where it can be. A file is shorter than `i64::MAX`, so the difference fits.
            self.file.seek_relative(at as i64 - self.at as i64)?;
        }
        // Known only once it is read: what fails leaves the place unknown, and ends the walk.
        self.at = at + bytes.len() as u64;
        self.file.read_exact(bytes)
    }
}

fn walk(disk: &mut Disk, kind: Kind) -> Result<Found, Fault> {
    if disk.len() == 0 {
        return Err(Refusal::Empty.into());
    }
    match kind {
        Kind::Mp4 | Kind::Mov | Kind::M4a => iso::walk(disk),
        Kind::WebM => webm::walk(disk),
        Kind::Mp3 => mp3::walk(disk),
        Kind::Ogg => ogg::walk(disk),
        Kind::Wav => wav::walk(disk),
    }
}

/// What a file of this kind says of itself, for where there is no ffmpeg. Blocks; takes some kilobytes whatever the length.
///
/// # Errors
/// [`Fault::Refused`]: the file ends in the middle, is broken, holds nothing, or is beyond `limits`. [`Fault::Failed`]: it
/// cannot be read.
pub fn plain(path: &Path, kind: Kind, limits: &Limits) -> Result<Plain, Fault> {
    let found = walk(&mut Disk::open(path)?, kind)?;
    limits.tracks(found.tracks)?;
    for (width, height) in found.sizes.iter().chain(&found.stored) {
        limits.most(*width, *height)?;
    }
    if let Some((width, height)) = found.sizes.first() {
        limits.size(*width, *height)?;
    }
    if found.sizes.is_empty() && !found.audio {
        return Err(Refusal::NoContent.into());
    }
    limits.length(found.milliseconds.unwrap_or(0))?;
    // The limits are far below `u32::MAX`.
    let size = found
        .sizes
        .first()
        .map(|(width, height)| (*width as u32, *height as u32));
    Ok(Plain {
        kind,
        size,
        audio: found.audio,
        milliseconds: found.milliseconds,
    })
}

/// Makes a file of this kind free of what it tells of people, in place: places, names, titles, covers, cameras and their
/// clocks become emptiness of the same length, so that what is played stays where it was, byte for byte. Doing it twice
/// changes nothing more. Blocks; takes some kilobytes whatever the length, and 16 bytes for each sample of a track that
/// goes.
///
/// Left are: comments of OGG files, which are under a checksum; tracks of places in an MP4 of fragments; tracks of text,
/// which are subtitles and chapters; the names of programs that wrote a WebM or the LAME header of an MP3; what pictures
/// and sound themselves tell. A sound of iTunes loses its note of how much silence to skip at the beginning, and a player
/// may play that twentieth of a second. If the process dies meanwhile, the file is in part as it was, and this may be done
/// again.
///
/// # Errors
/// [`Fault::Refused`]: the file ends in the middle or is broken, and nothing was changed. [`Fault::Failed`]: it cannot be
/// read or written.
pub fn cleaned(path: &Path, kind: Kind) -> Result<(), Fault> {
    let mut disk = Disk::open(path)?;
    let found = walk(&mut disk, kind)?;
    drop(disk);
    Ok(found.wipe.apply(path)?)
}

/// Why this file is not taken, before any program looks at it. Blocks.
pub(crate) fn likely(path: &Path, kind: Kind, limits: &Limits) -> Result<(), Fault> {
    match plain(path, kind, limits) {
        // Whether something odd can be played after all, ffmpeg knows better.
        Ok(_) | Err(Fault::Refused(Refusal::Broken | Refusal::NoContent)) => Ok(()),
        Err(fault) => Err(fault),
    }
}
