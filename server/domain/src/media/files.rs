//! The files of a picture, film or sound: what each is called in addresses and in the storage, and what it is to a browser. A name
//! that is none of these is no file.

use shared::media::Tongue;
use std::fmt::Write;

/// One file of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum File {
    /// WebP, so many pixels wide.
    Picture { width: u32 },
    /// Of an animation the first frame.
    Still { width: u32 },
    /// The playlist of all renditions of a film.
    Master,
    /// The playlist of the rendition with so many rows.
    Playlist { rows: u32 },
    /// A rendition, as MP4 in fragments.
    Rendition { rows: u32 },
    /// A film or sound as it was sent, without what its file told of its maker.
    Played(Container),
    /// A sound as AAC in MP4.
    Sound,
    /// WebVTT. Other captions have another mark, so that bytes under one name never change.
    Captions { tongue: Tongue, mark: u32 },
    /// What an author chose to stand for a film, as WebP, with a mark for the same reason.
    Poster { width: u32, mark: u32 },
}

/// What a browser plays without our having made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    Mp4,
    Mov,
    Webm,
    Mp3,
    M4a,
    Ogg,
    Wav,
}

impl Container {
    pub const ALL: &'static [Self] = &[
        Self::Mp4,
        Self::Mov,
        Self::Webm,
        Self::Mp3,
        Self::M4a,
        Self::Ogg,
        Self::Wav,
    ];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::Webm => "webm",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::Mov => "video/quicktime",
            Self::Webm => "video/webm",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Wav => "audio/wav",
        }
    }
}

/// A number as we write it: digits alone, none in front that says nothing.
fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok()).flatten()
}

/// A mark as we write it.
fn mark(text: &str) -> Option<u32> {
    let plain = text.len() == 8 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    plain.then(|| u32::from_str_radix(text, 16).ok()).flatten()
}

impl File {
    /// The file of a name, if it is one that we give.
    pub fn named(name: &str) -> Option<Self> {
        if let Some(width) = number(name) {
            return Some(Self::Picture { width });
        }
        if let Some(width) = name.strip_suffix('s').and_then(number) {
            return Some(Self::Still { width });
        }
        if let Some((width, end)) = name.split_once('-')
            && let (Some(width), Some(mark)) = (number(width), mark(end))
        {
            return Some(Self::Poster { width, mark });
        }
        let (stem, extension) = name.split_once('.')?;
        if let Some(rest) = stem.strip_prefix("captions-").filter(|_| extension == "vtt") {
            let (tongue, end) = rest.split_once('-')?;
            return Some(Self::Captions {
                tongue: tongue.parse().ok()?,
                mark: mark(end)?,
            });
        }
        let rows = stem.strip_suffix('p').and_then(number);
        match (stem, extension, rows) {
            ("master", "m3u8", _) => Some(Self::Master),
            (_, "m3u8", Some(rows)) => Some(Self::Playlist { rows }),
            (_, "mp4", Some(rows)) => Some(Self::Rendition { rows }),
            ("audio", "m4a", _) => Some(Self::Sound),
            ("played", ..) => {
                let known = Container::ALL.iter().find(|known| known.extension() == extension);
                known.copied().map(Self::Played)
            }
            _ => None,
        }
    }

    /// As it is called in addresses and in a row.
    pub fn name(self) -> String {
        match self {
            Self::Picture { width } => width.to_string(),
            Self::Still { width } => format!("{width}s"),
            Self::Master => "master.m3u8".to_owned(),
            Self::Playlist { rows } => format!("{rows}p.m3u8"),
            Self::Rendition { rows } => format!("{rows}p.mp4"),
            Self::Played(container) => format!("played.{}", container.extension()),
            Self::Sound => "audio.m4a".to_owned(),
            Self::Captions { tongue, mark } => format!("captions-{}-{mark:08x}.vtt", tongue.as_str()),
            Self::Poster { width, mark } => format!("{width}-{mark:08x}"),
        }
    }

    /// Where it is kept, for a row with this key.
    pub fn key(self, storage_key: &str) -> String {
        let mut key = format!("{storage_key}-{}", self.name());
        if self.is_picture() {
            // Writing to a string does not fail.
            let _ = key.write_str(".webp");
        }
        key
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Self::Picture { .. } | Self::Still { .. } | Self::Poster { .. } => "image/webp",
            Self::Master | Self::Playlist { .. } => "application/vnd.apple.mpegurl",
            Self::Rendition { .. } => "video/mp4",
            Self::Played(container) => container.content_type(),
            Self::Sound => "audio/mp4",
            Self::Captions { .. } => "text/vtt; charset=utf-8",
        }
    }

    /// Whether a player can begin with it.
    pub(super) fn is_source(self) -> bool {
        matches!(
            self,
            Self::Master | Self::Played(_) | Self::Sound | Self::Rendition { .. }
        )
    }

    pub fn is_picture(self) -> bool {
        matches!(
            self,
            Self::Picture { .. } | Self::Still { .. } | Self::Poster { .. }
        )
    }

    /// Whether other files are named in it.
    pub fn is_playlist(self) -> bool {
        matches!(self, Self::Master | Self::Playlist { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_its_file_and_back() {
        let mut all = vec![
            File::Picture { width: 320 },
            File::Still { width: 1080 },
            File::Master,
            File::Playlist { rows: 360 },
            File::Rendition { rows: 1080 },
            File::Sound,
            File::Captions {
                tongue: Tongue::Russian,
                mark: 0x1a,
            },
            File::Poster {
                width: 640,
                mark: u32::MAX,
            },
        ];
        all.extend(Container::ALL.iter().map(|container| File::Played(*container)));
        for file in all {
            assert_eq!(File::named(&file.name()), Some(file));
        }
        for stranger in [
            "",
            "0",
            "007",
            "-1",
            "+1",
            "1e3",
            "640 ",
            "640.webp",
            "s",
            "0s",
            "master",
            "p.mp4",
            "0p.mp4",
            "360p",
            "360p.exe",
            "played.html",
            "played.",
            "../640",
            "audio.m4a/",
            "99999999999",
            "captions.vtt",
            "captions-ru.vtt",
            "captions-xx-0000001a.vtt",
            "captions-ru-1a.vtt",
            "captions-ru-0000001A.vtt",
            "captions-ru-0000001a.srt",
            "640-",
            "640-1a",
            "0-0000001a",
            "640-+000001a",
        ] {
            assert_eq!(File::named(stranger), None, "{stranger:?}");
        }
    }
}
