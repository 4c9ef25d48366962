//! Uploads as those who send them see them, what one may send, and what a name of a file may be.

use crate::{Timestamp, ids::UploadId};
use serde::{Deserialize, Serialize};

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UploadState {
    /// Bytes are missing.
    Receiving,
    /// All bytes are here, and are being put where they stay.
    Received,
    /// The file is kept.
    Stored,
}

/// A file on its way in. What nothing is made of until `expires_at` is deleted then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadView {
    pub id: UploadId,
    /// As whoever sent it calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `Upload-Metadata` as it was sent; perhaps empty.
    pub metadata: String,
    /// Bytes of the whole file.
    pub length: u64,
    /// Bytes that are kept.
    pub offset: u64,
    pub state: UploadState,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

/// What one may upload, and what is left of it, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadLimits {
    /// One file, by tus at `/api/upload`.
    pub file: u64,
    /// One file in one request, at `POST /api/media`.
    pub small_file: u64,
    /// Within a day, and what is left of that now.
    pub day: u64,
    pub day_left: u64,
    /// In all, and what is left.
    pub quota: u64,
    pub quota_left: u64,
    /// How many may be unfinished at the same time.
    pub unfinished: u32,
}

/// The largest file that may come in one request, in bytes.
pub const SMALL: u64 = 32 * 1024 * 1024;
/// The most characters of a file's name.
pub const LONGEST_NAME: usize = 255;

/// Whether this is a name of a file and not a way to one: no slashes, nothing that cannot be seen or turns around what is read.
pub fn is_file_name(name: &str) -> bool {
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '/' | '\\' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    !name.is_empty()
        && name != "."
        && name != ".."
        && name.chars().count() <= LONGEST_NAME
        && !name.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_way_to_a_file() {
        for name in [
            "a.mp4",
            "Мой ролик.mov",
            "...",
            "a..b",
            "x".repeat(255).as_str(),
            "c:",
        ] {
            assert!(is_file_name(name), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "../a",
            "a/b",
            "a\\b",
            "a\0b",
            "a\nb",
            "gpj.\u{202e}exe",
            "x".repeat(256).as_str(),
        ] {
            assert!(!is_file_name(name), "{name:?}");
        }
    }
}
