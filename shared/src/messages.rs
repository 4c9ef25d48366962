//! What two people write to each other: one conversation for a pair, of which nobody else learns. What somebody may not read is
//! absent here, not hidden.

use crate::{
    Code, Refusal, Timestamp,
    comments::PersonRef,
    creators::named,
    identity::plain_text,
    ids::{ConversationId, MessageId},
};
use serde::{Deserialize, Serialize};

named! {
    /// What one can say to a message without a word.
    Reaction {
        Heart = "heart", Laugh = "laugh", Wow = "wow", Sad = "sad", Fire = "fire", Thumb = "thumb",
    } "reaction" "Choose heart, laugh, wow, sad, fire or thumb."
}

impl Reaction {
    pub fn emoji(self) -> &'static str {
        match self {
            Self::Heart => "❤️",
            Self::Laugh => "😂",
            Self::Wow => "😮",
            Self::Sad => "😢",
            Self::Fire => "🔥",
            Self::Thumb => "👍",
        }
    }
}

/// So many unread messages are counted, and no more.
pub const MOST_UNREAD: u32 = 100;

/// A conversation as one of its two sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversationView {
    pub id: ConversationId,
    /// The other one; absent when they left for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<PersonRef>,
    /// Its newest message; absent where nobody has written yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastMessage>,
    /// Messages that the viewer has not read, counted up to a hundred.
    pub unread: u32,
    /// Whether the viewer's bell stays quiet about it.
    pub muted: bool,
    /// Whether the other one is here now; said where both let others see that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub here: bool,
    /// Why the viewer cannot write; absent where they can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Code>,
}

/// The newest message of a conversation, for a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastMessage {
    /// Its beginning; absent when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    pub mine: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}

/// A message as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageView {
    pub id: MessageId,
    pub mine: bool,
    /// Absent when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The message that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answered>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<ReactionView>,
    pub edited: bool,
    /// Whether the other one has read it; said of one's own alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub seen: bool,
    /// Whether the viewer may change its words still.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub editable: bool,
    /// Whether the viewer may take it back still.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deletable: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
}

/// What another message answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answered {
    pub id: MessageId,
    pub mine: bool,
    /// Its beginning; absent when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// What one of the two said to a message without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReactionView {
    pub reaction: Reaction,
    pub mine: bool,
}

/// Whom to talk with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConversationDraft {
    /// A handle.
    pub with: String,
}

/// A message to send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MessageDraft {
    pub body: String,
    /// The message of this conversation that it answers.
    #[serde(default)]
    pub answers: Option<MessageId>,
}

/// Other words for a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MessagePatch {
    pub body: String,
}

/// What one says to a message without a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReactionDraft {
    pub reaction: String,
}

/// How far one has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadUntil {
    /// The newest message that was on screen.
    pub until: MessageId,
}

/// Which messages of a conversation are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageQuery {
    /// Only those that have these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// How many messages one has not read, counted up to a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadMessages {
    pub unread: u32,
}

/// What somebody wrote, checked: 1 to 4,000 characters.
///
/// # Errors
/// `invalid` at `body`.
pub fn body(text: &str) -> Result<String, Refusal> {
    plain_text("body", text, (1, 4_000), true)
}

/// As words are compared when they are searched for.
pub fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// The beginning of what somebody wrote, in one line.
pub fn beginning(text: &str) -> String {
    const MOST: usize = 120;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// A piece of what somebody wrote: words, or an address that others can follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    Link(&'a str),
}

/// Finds the addresses in what somebody wrote. Only those that begin with `https://` or `http://` are any, so nothing that could run
/// in a reader's page is; points and brackets that end a sentence are no part of one.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut words = 0;
    let mut from = 0;
    while let Some(found) = text[from..].find("http").map(|at| from + at) {
        let long = text[found..]
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .unwrap_or(text.len() - found);
        let address = ended(&text[found..found + long]);
        let begins = text[..found]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        if begins && is_address(address) {
            if words < found {
                pieces.push(Piece::Words(&text[words..found]));
            }
            pieces.push(Piece::Link(address));
            words = found + address.len();
            from = words;
        } else {
            from = found + "http".len();
        }
    }
    if words < text.len() {
        pieces.push(Piece::Words(&text[words..]));
    }
    pieces
}

fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#', '\\']).next());
    // A name before an @ looks like another place.
    let named = |host: &str| {
        host.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ':'))
    };
    host.is_some_and(|host| {
        named(host) && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
    })
}

/// Without what belongs to the sentence around it.
fn ended(mut address: &str) -> &str {
    while let Some(last) = address.chars().next_back() {
        let opened = |open: char, close: char| address.matches(open).count() < address.matches(close).count();
        let around = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' => true,
            ')' => opened('(', ')'),
            ']' => opened('[', ']'),
            _ => false,
        };
        if !around {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_and_nothing_else_is_one() {
        use Piece::{Link, Words};
        let cases: [(&str, &[Piece<'_>]); 9] = [
            ("", &[]),
            ("hello", &[Words("hello")]),
            ("https://a.example/x?y=1#z", &[Link("https://a.example/x?y=1#z")]),
            (
                "see https://a.example/x. And (http://b.example/c_(d)), yes",
                &[
                    Words("see "),
                    Link("https://a.example/x"),
                    Words(". And ("),
                    Link("http://b.example/c_(d)"),
                    Words("), yes"),
                ],
            ),
            ("javascript:alert(1)", &[Words("javascript:alert(1)")]),
            (
                "http:// httphttps:// xhttps://a.example",
                &[Words("http:// httphttps:// xhttps://a.example")],
            ),
            ("https://me@evil.example", &[Words("https://me@evil.example")]),
            (
                "<https://a.example>",
                &[Words("<"), Link("https://a.example"), Words(">")],
            ),
            (
                "это https://пример.рф/путь!",
                &[Words("это "), Link("https://пример.рф/путь"), Words("!")],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(pieces(text), expected, "{text}");
            let whole: String = pieces(text)
                .iter()
                .map(|piece| match piece {
                    Words(text) | Link(text) => *text,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn a_beginning_is_one_line_and_short() {
        assert_eq!(beginning(" a\n\nb "), "a b");
        let long = beginning(&"é".repeat(500));
        assert_eq!(long.chars().count(), 121);
        assert!(long.ends_with('…'));
    }

    #[test]
    fn what_is_empty_or_too_long_is_no_message() {
        assert!(body(" \n ").is_err());
        assert!(body(&"a".repeat(4_001)).is_err());
        assert_eq!(body("  a\r\nb ").as_deref(), Ok("a\nb"));
    }
}
