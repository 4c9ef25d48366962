//! Pictures, films and sounds as viewers get them: the real one with its addresses, or a blur that holds nothing to recover. And as
//! those see them who sent them, from the first byte on.

use crate::{Refusal, Timestamp, creators::named, ids::MediaId, text::Lang};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

named! {
    /// What a file is.
    MediaKind { Image = "image", Video = "video", Audio = "audio" } "kind" kinds_of_file
}

named! {
    /// A language that captions are in, by its tag of BCP 47.
    Tongue {
        English = "en", Russian = "ru", Arabic = "ar", Chinese = "zh", Czech = "cs", Dutch = "nl", French = "fr", German = "de",
        Hebrew = "he", Hindi = "hi", Indonesian = "id", Italian = "it", Japanese = "ja", Kazakh = "kk", Korean = "ko",
        Persian = "fa", Polish = "pl", Portuguese = "pt", Romanian = "ro", Spanish = "es", Swedish = "sv", Thai = "th",
        Turkish = "tr", Ukrainian = "uk", Vietnamese = "vi",
    } "lang" tongue_unknown
}

impl Tongue {
    /// As those call it who speak it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Russian => "Русский",
            Self::Arabic => "العربية",
            Self::Chinese => "中文",
            Self::Czech => "Čeština",
            Self::Dutch => "Nederlands",
            Self::French => "Français",
            Self::German => "Deutsch",
            Self::Hebrew => "עברית",
            Self::Hindi => "हिन्दी",
            Self::Indonesian => "Bahasa Indonesia",
            Self::Italian => "Italiano",
            Self::Japanese => "日本語",
            Self::Kazakh => "Қазақша",
            Self::Korean => "한국어",
            Self::Persian => "فارسی",
            Self::Polish => "Polski",
            Self::Portuguese => "Português",
            Self::Romanian => "Română",
            Self::Spanish => "Español",
            Self::Swedish => "Svenska",
            Self::Thai => "ไทย",
            Self::Turkish => "Türkçe",
            Self::Ukrainian => "Українська",
            Self::Vietnamese => "Tiếng Việt",
        }
    }
}

impl From<Lang> for Tongue {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Ru => Self::Russian,
        }
    }
}

/// The largest file of captions, in bytes.
pub const CAPTIONS_SIZE: usize = 512 * 1024;
/// The largest picture that is sent in place of a film's own, in bytes.
pub const POSTER_SIZE: usize = 8 * 1024 * 1024;

/// A file that the viewer may open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MediaView {
    pub id: MediaId,
    pub kind: MediaKind,
    /// Pixels, upright; none of a sound.
    pub width: u32,
    pub height: u32,
    pub alt: String,
    /// A few hundred bytes as a `data:` address, shown until the picture is there; empty for what has no picture.
    pub blur: String,
    /// The colour that most of it has, as `#rrggbb`; perhaps empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub colour: String,
    /// Of the picture, or of one of a film's, from narrow to wide.
    pub variants: Vec<Variant>,
    /// Whether the picture moves. Its first frame is at the same addresses with an `s` behind.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub animated: bool,
    /// How a film or a sound is played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub playable: Option<Playable>,
    /// Whether everybody sees it, though its post be locked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
}

/// What takes time to see or hear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Playable {
    /// Where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
    /// The best first; a browser takes the first that it can play.
    pub sources: Vec<Source>,
    /// Loudness along the time, a byte each, in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waveform: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captions: Option<Captions>,
}

/// What is said in a film or a sound, to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Captions {
    /// Of WebVTT.
    pub url: String,
    pub lang: Tongue,
}

/// One way to get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    pub url: String,
    /// As in `Content-Type`.
    pub kind: String,
}

/// What is done to a picture before it is kept: turned, and then cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MediaEdit {
    /// Quarters clockwise, 0 to 3, beyond how the camera stood.
    #[serde(default)]
    pub turns: u8,
    #[serde(default)]
    pub crop: Option<Crop>,
}

/// The part of a picture that stays, in ten-thousandths of its width and height after it was turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Crop {
    pub left: u16,
    pub top: u16,
    pub width: u16,
    pub height: u16,
}

/// The whole width or height of a picture, for a [`Crop`].
pub const WHOLE: u16 = 10_000;

impl MediaEdit {
    /// The same a quarter further, with the same part of the picture in it.
    #[must_use]
    pub fn turned(self) -> Self {
        let crop = self.crop.map(|crop| Crop {
            left: WHOLE.saturating_sub(crop.top.saturating_add(crop.height)),
            top: crop.left,
            width: crop.height,
            height: crop.width,
        });
        Self {
            turns: (self.turns + 1) % 4,
            crop,
        }
    }

    /// # Errors
    /// `invalid` at what cannot be.
    pub fn parse(self) -> Result<Self, Refusal> {
        if self.turns > 3 {
            return Err(Refusal::field("turns", Lang::turns_range));
        }
        let within = |from: u16, long: u16| long > 0 && from.checked_add(long).is_some_and(|to| to <= WHOLE);
        if let Some(crop) = self.crop
            && !(within(crop.left, crop.width) && within(crop.top, crop.height))
        {
            return Err(Refusal::field("crop", Lang::crop_outside));
        }
        Ok(self)
    }
}

/// How far a file is on its way to what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum MediaState {
    /// Bytes come in.
    Uploading { offset: u64, length: u64 },
    /// It is being worked on.
    Making {
        /// In hundredths.
        progress: u8,
    },
    /// It can be shown.
    Ready { media: MediaView },
    /// Nothing is made of it.
    Refused(Problem),
}

/// Why something is not made of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable word for the reason.
    pub code: String,
    pub reason: String,
}

/// A file as whoever sent it sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnMedia {
    /// The id of the upload, and of what is made of it.
    pub id: MediaId,
    /// As whoever sent it calls the file; none where that is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(flatten)]
    pub state: MediaState,
    /// Why what was last wanted of it was not done; what is shown is what was made before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    /// What is done to it, or was.
    pub edit: MediaEdit,
    /// The address of the file as it came, as long as it is there: it can be edited so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Whether that stays when the post is published.
    pub keep_original: bool,
}

/// Changes to a file of one's own; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MediaPatch {
    /// In place of what was done to it.
    #[serde(default)]
    pub edit: Option<MediaEdit>,
    #[serde(default)]
    pub keep_original: Option<bool>,
}

/// The moment of a film that is to stand for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PosterMoment {
    pub milliseconds: u64,
}

/// An address that stands for whoever asked for it, for players that bring no cookies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedAddress {
    pub url: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

/// A length as a clock shows it: `3:40`, `1:02:05`, rounded to whole seconds.
pub fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds.saturating_add(500) / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// The moment that somebody typed: seconds, or as on a clock, `75.5`, `1:15,5`.
pub fn moment(typed: &str) -> Option<u64> {
    let digits = |text: &str, most: usize| {
        let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u64>().ok()).flatten()
    };
    let (clock, fraction) = typed.trim().split_once(['.', ',']).unwrap_or((typed.trim(), "0"));
    let thousandths = digits(fraction, 3)? * [100, 10, 1][fraction.len() - 1];
    let parts: Vec<&str> = clock.split(':').collect();
    let seconds = parts
        .iter()
        .try_fold(0_u64, |sum, part| Some(sum * 60 + digits(part, 6)?))?;
    (parts.len() <= 3).then_some(seconds * 1_000 + thousandths)
}

/// The most characters of a file's description.
pub const LONGEST_ALT: usize = 500;

/// One size of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Variant {
    /// Pixels.
    pub width: u32,
    pub url: String,
}

impl MediaView {
    /// The `srcset` attribute: every variant with its width.
    pub fn srcset(&self) -> String {
        let parts: Vec<String> = self
            .variants
            .iter()
            .map(|variant| format!("{} {}w", variant.url, variant.width))
            .collect();
        parts.join(", ")
    }

    /// The same of what does not move, where the picture does.
    pub fn still_srcset(&self) -> Option<String> {
        let parts = self
            .variants
            .iter()
            .map(|variant| format!("{}s {}w", variant.url, variant.width));
        self.animated.then(|| parts.collect::<Vec<_>>().join(", "))
    }

    /// Whether there is a picture of it to be shown: none of a sound, and none of a film where nobody could make one.
    pub fn has_picture(&self) -> bool {
        !self.variants.is_empty()
    }

    /// How long it takes, where it takes time and that is known.
    pub fn clock(&self) -> Option<String> {
        self.playable.as_ref()?.milliseconds.map(clock)
    }

    /// The narrowest variant at least `width` pixels wide, else the widest there is.
    pub fn url_for(&self, width: u32) -> &str {
        self.variants
            .iter()
            .find(|variant| variant.width >= width)
            .or(self.variants.last())
            .map_or("", |variant| variant.url.as_str())
    }
}

/// What anybody may see of a locked file: its shape and a server-made blur, no address and no id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// Pixels of the original, so that nothing shifts when it opens.
    pub width: u32,
    pub height: u32,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// A heavily blurred picture as a `data:` address.
    pub blur: String,
}

impl Playable {
    /// Loudness along the time, 0 to 255; empty where it is not known.
    pub fn loudness(&self) -> Vec<u8> {
        let waveform = self.waveform.as_deref().unwrap_or_default();
        STANDARD.decode(waveform).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_turns_are_none() {
        let edit = MediaEdit {
            turns: 3,
            crop: Some(Crop {
                left: 100,
                top: 200,
                width: 3_000,
                height: 5_000,
            }),
        };
        let once = edit.turned();
        assert_eq!(once.turns, 0);
        let crop = once
            .crop
            .map(|crop| (crop.left, crop.top, crop.width, crop.height));
        assert_eq!(crop, Some((4_800, 100, 5_000, 3_000)));
        assert_eq!(once.turned().turned().turned(), edit);
    }

    #[test]
    fn a_length_stands_as_on_a_clock() {
        for (milliseconds, expected) in [
            (0, "0:00"),
            (499, "0:00"),
            (500, "0:01"),
            (59_499, "0:59"),
            (59_500, "1:00"),
            (220_000, "3:40"),
            (3_599_500, "1:00:00"),
            (3_725_000, "1:02:05"),
            (360_000_000, "100:00:00"),
        ] {
            assert_eq!(clock(milliseconds), expected, "{milliseconds} ms");
        }
    }

    #[test]
    fn a_moment_is_typed_as_seconds_or_as_on_a_clock() {
        for (typed, expected) in [
            ("0", Some(0)),
            (" 75.5 ", Some(75_500)),
            ("1:15,25", Some(75_250)),
            ("1:00:00", Some(3_600_000)),
            ("", None),
            ("-1", None),
            ("1.", None),
            (".5", None),
            ("1e3", None),
            ("1:2:3:4", None),
            ("1.0001", None),
            ("9999999", None),
        ] {
            assert_eq!(moment(typed), expected, "{typed}");
        }
    }

    #[test]
    fn every_language_has_a_tag_and_a_name_of_its_own() {
        let names: std::collections::BTreeSet<&str> =
            Tongue::ALL.iter().map(|tongue| tongue.own_name()).collect();
        assert_eq!(names.len(), Tongue::ALL.len());
        for tongue in Tongue::ALL {
            assert_eq!(tongue.as_str().parse(), Ok(*tongue));
            assert_eq!(tongue.as_str().len(), 2, "files are named by it");
        }
    }

    #[test]
    fn a_waveform_is_bytes_in_base64_or_nothing() {
        let of = |waveform: Option<&str>| Playable {
            waveform: waveform.map(str::to_owned),
            ..Playable::default()
        };
        assert_eq!(of(Some("AID/")).loudness(), [0, 128, 255]);
        assert!(of(Some("not base64")).loudness().is_empty());
        assert!(of(None).loudness().is_empty());
    }

    #[test]
    fn what_is_cut_out_lies_within() {
        let edit = |turns, crop: Option<[u16; 4]>| MediaEdit {
            turns,
            crop: crop.map(|[left, top, width, height]| Crop {
                left,
                top,
                width,
                height,
            }),
        };
        for good in [
            edit(0, None),
            edit(3, Some([0, 0, WHOLE, WHOLE])),
            edit(1, Some([9_999, 0, 1, 5])),
        ] {
            assert_eq!(good.parse(), Ok(good));
        }
        for bad in [
            edit(4, None),
            edit(0, Some([0, 0, 0, 1])),
            edit(0, Some([1, 0, WHOLE, 1])),
            edit(0, Some([0, u16::MAX, 1, u16::MAX])),
        ] {
            assert!(bad.parse().is_err(), "{bad:?}");
        }
    }
}
