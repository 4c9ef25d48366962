//! How long, large and costly a recording may be, and why one is not taken.

/// What is taken, and what work on it may cost. The defaults are for everything that people send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Seconds that a recording takes: 14,400, which is four hours.
    pub seconds: u32,
    /// Pixels of the longer side: 4,096, as cinemas have it.
    pub side: u32,
    /// Pixels of the shorter side, at the least: 16.
    pub least: u32,
    /// Pixels of one frame: 9.5 million, a little more than 4096 × 2304.
    pub pixels: u64,
    /// Tracks of all kinds in one file: 16. A phone writes up to eight.
    pub streams: u32,
    /// Frames in a second: 240, as slow motion of phones has.
    pub rate: u32,
    /// Threads of a decoder or an encoder: 2.
    pub threads: u8,
    /// Bytes of address space for one ffmpeg: 3 GiB.
    pub memory: u64,
    /// Bytes of all that is made of one recording: 12 GiB.
    pub output: u64,
    /// Work may take so many times the length of the recording, and a minute: 10.
    pub pace: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            seconds: 14_400,
            side: 4_096,
            least: 16,
            pixels: 9_500_000,
            streams: 16,
            rate: 240,
            threads: 2,
            memory: 3 * 1024 * 1024 * 1024,
            output: 12 * 1024 * 1024 * 1024,
            pace: 10,
        }
    }
}

impl Limits {
    /// Whether frames of this size are taken.
    pub(crate) fn size(&self, width: u64, height: u64) -> Result<(), Refusal> {
        if width == 0 || height == 0 {
            return Err(Refusal::Broken);
        }
        self.most(width, height)?;
        (width.min(height) >= u64::from(self.least))
            .then_some(())
            .ok_or(Refusal::Small(self.least))
    }

    /// Whether frames of this size are not too large to be looked at.
    pub(crate) fn most(&self, width: u64, height: u64) -> Result<(), Refusal> {
        if width.max(height) > u64::from(self.side) {
            Err(Refusal::Side(self.side))
        } else if width.saturating_mul(height) > self.pixels {
            Err(Refusal::Pixels(self.pixels / 1_000_000))
        } else {
            Ok(())
        }
    }

    pub(crate) fn length(&self, milliseconds: u64) -> Result<(), Refusal> {
        (milliseconds <= u64::from(self.seconds) * 1_000)
            .then_some(())
            .ok_or(Refusal::Long(self.seconds / 60))
    }

    pub(crate) fn tracks(&self, tracks: usize) -> Result<(), Refusal> {
        (tracks as u64 <= u64::from(self.streams))
            .then_some(())
            .ok_or(Refusal::Streams(self.streams))
    }
}

/// Why a recording is not taken, as a sentence for whoever sent it; [`Refusal::code`] is for saying it in other languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    #[error("This file is empty.")]
    Empty,
    #[error(
        "This is no recording that is taken: video is an MP4, MOV or WebM file, sound an MP3, M4A, OGG or WAV file."
    )]
    Unknown,
    /// A kind that is known and not taken, by its name.
    #[error(
        "This is a file of the kind {0}. Video is an MP4, MOV or WebM file, sound an MP3, M4A, OGG or WAV file."
    )]
    Stranger(&'static str),
    #[error("This recording ends in the middle. Was it copied as a whole?")]
    CutShort,
    #[error("This recording is broken and cannot be played.")]
    Broken,
    #[error("This recording is compressed in a way that is not taken. Please export it as H.264 and AAC.")]
    Codec,
    /// The most, in minutes.
    #[error("This recording takes longer than {0} minutes.")]
    Long(u32),
    /// The most.
    #[error("This video has more than {0} pixels on one side.")]
    Side(u32),
    /// The least.
    #[error("This video has fewer than {0} pixels on one side.")]
    Small(u32),
    /// The most, in millions.
    #[error("This video has more than {0} million pixels.")]
    Pixels(u64),
    /// The most.
    #[error("This video has more than {0} frames in a second.")]
    Rate(u32),
    /// The most.
    #[error("This file has more than {0} tracks.")]
    Streams(u32),
    #[error("There are neither pictures nor sound in this file.")]
    NoContent,
    #[error("Work on this recording takes too long. Please make it shorter or smaller.")]
    Slow,
    #[error("Work on this recording takes too much room. Please make it shorter or smaller.")]
    Large,
}

impl Refusal {
    /// A stable word for the reason, without its numbers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unknown | Self::Stranger(_) => "kind",
            Self::CutShort => "cut_short",
            Self::Broken => "broken",
            Self::Codec => "codec",
            Self::Long(_) => "long",
            Self::Side(_) => "side",
            Self::Small(_) => "small",
            Self::Pixels(_) => "pixels",
            Self::Rate(_) => "rate",
            Self::Streams(_) => "streams",
            Self::NoContent => "no_content",
            Self::Slow => "slow",
            Self::Large => "large",
        }
    }
}

/// Why nothing was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// What came is not what is taken.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The disk or a program failed, in its words: a defect of ours, whatever was sent.
    #[error("{0}")]
    Failed(String),
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
