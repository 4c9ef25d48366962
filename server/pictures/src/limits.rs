//! How large a picture may be, and why one is not taken. All of it is judged by headers, before pixels are unpacked.

/// What is taken. The defaults are for everything that people send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pixels of one picture or frame: 50 million, as the largest cameras of phones have.
    pub pixels: u64,
    /// Pixels of the longer side: 16,383, as WebP can hold no more.
    pub side: u32,
    /// Pixels of the shorter side, at the least: 32. What is smaller is a mark in a page or an accident.
    pub least: u32,
    /// Frames of an animation: 1,000.
    pub frames: u32,
    /// Pixels of all frames together: 300 million, which is half a minute of work.
    pub moving: u64,
    /// Seconds that an animation takes: 300.
    pub seconds: u32,
    /// Bytes for unpacking one picture, as reckoned from its header: 400 MiB. A picture of 12 megapixels takes 36 MB, and
    /// up to 108 MB if it is a progressive JPEG.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pixels: 50_000_000,
            side: 16_383,
            least: 32,
            frames: 1_000,
            moving: 300_000_000,
            seconds: 300,
            memory: 400 * 1024 * 1024,
        }
    }
}

impl Limits {
    /// Whether a picture of this size is taken.
    pub(crate) fn size(&self, width: u32, height: u32) -> Result<(), Refusal> {
        if width == 0 || height == 0 {
            return Err(Refusal::Broken);
        }
        if width.max(height) > self.side {
            return Err(Refusal::Side(self.side));
        }
        if u64::from(width) * u64::from(height) > self.pixels {
            return Err(Refusal::Pixels(self.pixels / 1_000_000));
        }
        if width.min(height) < self.least {
            return Err(Refusal::Small(self.least));
        }
        Ok(())
    }

    /// Whether so many bytes may be asked for.
    pub(crate) fn room(&self, bytes: u64) -> Result<(), Refusal> {
        (bytes <= self.memory).then_some(()).ok_or(Refusal::Memory)
    }

    /// Whether an animation is taken that so far has so many frames, pixels in all of them and milliseconds.
    pub(crate) fn film(&self, frames: u32, pixels: u64, milliseconds: u64) -> Result<(), Refusal> {
        if frames > self.frames {
            Err(Refusal::Frames(self.frames))
        } else if pixels > self.moving {
            Err(Refusal::Moving(self.moving / 1_000_000))
        } else if milliseconds > u64::from(self.seconds) * 1_000 {
            Err(Refusal::Long(self.seconds))
        } else {
            Ok(())
        }
    }
}

/// Why a picture is not taken, as a sentence for whoever sent it; [`Refusal::code`] is for saying it in other languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    #[error("This file is empty.")]
    Empty,
    #[error("This is no picture that is taken: a picture is a JPEG, PNG, WebP or GIF file.")]
    Unknown,
    /// A kind that is known and not taken, by its name.
    #[error("This is a file of the kind {0}. A picture is a JPEG, PNG, WebP or GIF file.")]
    Stranger(&'static str),
    #[error("This picture ends in the middle. Was it copied as a whole?")]
    CutShort,
    #[error("This picture is broken and cannot be read.")]
    Broken,
    /// The most, in millions.
    #[error("This picture has more than {0} million pixels.")]
    Pixels(u64),
    /// The most.
    #[error("This picture has more than {0} pixels on one side.")]
    Side(u32),
    /// The least.
    #[error("This picture has fewer than {0} pixels on one side.")]
    Small(u32),
    /// The most.
    #[error("This animation has more than {0} frames.")]
    Frames(u32),
    /// The most, in millions.
    #[error("The frames of this animation have more than {0} million pixels together.")]
    Moving(u64),
    /// The most, in seconds.
    #[error("This animation takes longer than {0} seconds.")]
    Long(u32),
    #[error("Opening this picture takes too much memory. Please make it smaller.")]
    Memory,
    /// The least on each side.
    #[error("What is cut out must lie within the picture and be at least {0} pixels wide and high.")]
    Crop(u32),
}

impl Refusal {
    /// A stable word for the reason, without its numbers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unknown | Self::Stranger(_) => "kind",
            Self::CutShort => "cut_short",
            Self::Broken => "broken",
            Self::Pixels(_) => "pixels",
            Self::Side(_) => "side",
            Self::Small(_) => "small",
            Self::Frames(_) => "frames",
            Self::Moving(_) => "moving",
            Self::Long(_) => "long",
            Self::Memory => "memory",
            Self::Crop(_) => "crop",
        }
    }
}

/// Why a picture was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// What came is not what is taken.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// A library failed, in its words: a defect of ours, whatever was sent.
    #[error("{0}")]
    Failed(String),
}

impl From<String> for Fault {
    fn from(words: String) -> Self {
        Self::Failed(words)
    }
}
