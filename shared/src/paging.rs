//! Lists in pieces: a limit, an opaque cursor, and `{items, next_cursor, total}`. A forged cursor is refused.

use crate::{Refusal, text::Lang};
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

impl<T> Page<T> {
    /// The same piece of something else.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(each).collect(),
            next_cursor: self.next_cursor,
            total: self.total,
        }
    }
}

/// The number of items asked for, within 1 to [`MAX_LIMIT`].
pub fn limit(asked: Option<u32>) -> Result<u32, Refusal> {
    match asked.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_LIMIT => Ok(limit),
        _ => Err(Refusal::field("limit", |lang| lang.limit_range(MAX_LIMIT))),
    }
}

/// Cuts rows, of which one more was read than `limit`, down to it; the cursor of the next piece, by the last row of this one,
/// if there is a next one.
pub fn cut<T>(rows: &mut Vec<T>, limit: u32, cursor: impl FnOnce(&T) -> String) -> Option<String> {
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    rows.last().filter(|_| more).map(cursor)
}

/// Writes the place after which the next piece starts.
pub fn encode_cursor<K: Serialize>(key: &K) -> String {
    // Keys are tuples of numbers and ids, which always serialise.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

/// The same for a list that can be sorted: the cursor carries by what, because a place in one order is none in
/// another.
pub fn encode_sorted<S: Serialize, K: Serialize>(sort: S, key: K) -> String {
    encode_cursor(&(sort, key))
}

/// Reads a cursor that [`encode_sorted`] wrote for the same sort.
pub fn decode_sorted<S, K>(sort: S, cursor: Option<&str>) -> Result<Option<K>, Refusal>
where
    S: DeserializeOwned + PartialEq,
    K: DeserializeOwned,
{
    match decode_cursor::<(S, K)>(cursor)? {
        Some((written, _)) if written != sort => Err(foreign()),
        found => Ok(found.map(|(_, key)| key)),
    }
}

fn foreign() -> Refusal {
    Refusal::field("cursor", Lang::cursor_foreign)
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
        .ok_or_else(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{creators::CreatorSort, identity::Handle};

    #[test]
    fn only_what_goes_on_has_a_next_piece() {
        let cut_to = |count: u32, limit| {
            let mut rows: Vec<u32> = (1..=count).collect();
            let next = cut(&mut rows, limit, |last| last.to_string());
            (rows.len(), next)
        };
        assert_eq!(cut_to(0, 2), (0, None));
        assert_eq!(cut_to(2, 2), (2, None));
        assert_eq!(cut_to(3, 2), (2, Some("2".to_owned())));
    }

    #[test]
    fn a_place_in_one_order_is_none_in_another() {
        let cursor = encode_sorted(CreatorSort::Newest, (5_i64,));
        let read = |sort| decode_sorted::<_, (i64,)>(sort, Some(&cursor));
        assert_eq!(read(CreatorSort::Newest), Ok(Some((5,))));
        assert!(read(CreatorSort::Popular).is_err());
        assert_eq!(decode_sorted::<_, (i64,)>(CreatorSort::Name, None), Ok(None));
    }

    #[test]
    fn a_cursor_holds_nothing_that_no_list_wrote() {
        for forged in ["a\u{0}b", "", "a b", "x"] {
            let cursor = encode_sorted(CreatorSort::Name, forged);
            assert!(
                decode_sorted::<_, Handle>(CreatorSort::Name, Some(&cursor)).is_err(),
                "{forged:?}"
            );
        }
    }
}
