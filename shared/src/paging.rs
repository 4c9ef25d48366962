//! Lists in pieces: a limit, an opaque cursor, and `{items, next_cursor, total}`. A forged cursor is refused.

use crate::Refusal;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How many items a page has when nothing is said.
pub const DEFAULT_LIMIT: u32 = 20;
/// How many items a page has at the most.
pub const MAX_LIMIT: u32 = 100;

/// One piece of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give it back as `cursor` for the next piece; absent at the end.
    pub next_cursor: Option<String>,
    /// How many items the whole list has.
    pub total: u64,
}

/// The number of items asked for, within 1 to [`MAX_LIMIT`].
pub fn limit(asked: Option<u32>) -> Result<u32, Refusal> {
    match asked.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_LIMIT => Ok(limit),
        _ => Err(Refusal::field(
            "limit",
            format!("Ask for 1 to {MAX_LIMIT} items."),
        )),
    }
}

/// Writes the place after which the next piece starts.
pub fn encode_cursor<K: Serialize>(key: &K) -> String {
    // Keys are tuples of numbers and ids, which always serialise.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

/// Reads a cursor that [`encode_cursor`] wrote for the same kind of list.
pub fn decode_cursor<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>, Refusal> {
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else {
        return Ok(None);
    };
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .map(Some)
        .ok_or_else(|| Refusal::field("cursor", "This cursor is not one that this list gave."))
}
