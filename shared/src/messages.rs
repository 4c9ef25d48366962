//! What two people write to each other: one conversation for a pair, of which nobody else learns. What somebody may not read is
//! absent here, not hidden.

use crate::{
    Code, Refusal, Timestamp,
    comments::PersonRef,
    creators::{TierLevel, named},
    identity::plain_text,
    ids::{BroadcastId, ConversationId, MediaId, MessageId},
    money::{Amount, Currency, Units},
    posts::{PostKind, PostView, priced},
    text::Lang,
};
use serde::{Deserialize, Serialize};

named! {
    /// What one can say to a message without a word.
    Reaction {
        Heart = "heart", Laugh = "laugh", Wow = "wow", Sad = "sad", Fire = "fire", Thumb = "thumb",
    } "reaction" kinds_of_reaction
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
    /// What came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosed: Option<PostKind>,
    /// What was given with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tip: Option<Tipped>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}

/// How much a tip is among tips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TipSize {
    /// Below 0.1 SOL, or 10 USDC.
    Small,
    /// Below 1 SOL, or 100 USDC.
    Medium,
    /// Below 5 SOL, or 500 USDC.
    Large,
    Legendary,
}

/// What was given with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tipped {
    /// In base units of the currency.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
    pub currency: Currency,
    pub size: TipSize,
}

impl Tipped {
    pub fn new(amount: Amount) -> Self {
        // Of a tenth of what is priced at 1 SOL there are a hundred million lamports, and of 10 USDC ten million units.
        let tenth = match amount.currency {
            Currency::Sol => 100_000_000,
            Currency::Usdc => 10_000_000,
        };
        let size = match amount.units.0 / tenth {
            0 => TipSize::Small,
            1..10 => TipSize::Medium,
            10..50 => TipSize::Large,
            _ => TipSize::Legendary,
        };
        Self {
            amount: amount.units,
            currency: amount.currency,
            size,
        }
    }

    pub fn given(self) -> Amount {
        self.currency.of(self.amount)
    }
}

/// A message as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageView {
    pub id: MessageId,
    pub mine: bool,
    /// Absent when it is deleted; empty where all of it is in what came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Pictures, a film or a sound, and words that cost something; locked until it is bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosed: Option<PostView>,
    /// Whether the other one has bought what came with it; said of one's own alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bought: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tip: Option<Tipped>,
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
    /// What everybody reads whom it is sent to; it may be empty where there are files.
    #[serde(default)]
    pub body: String,
    /// The message of this conversation that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<MessageId>,
    /// Pictures, a film or a sound that were sent before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediaId>,
    /// What it costs to open the files, and `inside`; for creators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub price: Option<Units>,
    /// What the price is in: SOL when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Words that are read by whoever pays; only with a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<String>,
}

named! {
    /// To whom a creator writes at once.
    Audience {
        /* All who follow. */ Followers = "followers",
        /* All who subscribe. */ Subscribers = "subscribers",
        Premium = "premium", Vip = "vip",
    } "to" kinds_of_listener
}

impl Audience {
    /// The lowest tier that they have; none where it is enough to follow.
    pub fn tier(self) -> Option<TierLevel> {
        match self {
            Self::Followers => None,
            Self::Subscribers => Some(TierLevel::Basic),
            Self::Premium => Some(TierLevel::Premium),
            Self::Vip => Some(TierLevel::Vip),
        }
    }
}

/// A message to many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BroadcastDraft {
    /// `followers`, `subscribers`, or those of a tier and of higher ones: `premium`, `vip`.
    pub to: String,
    /// It answers nothing.
    #[serde(flatten)]
    pub message: MessageDraft,
}

/// A message to many, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BroadcastView {
    pub id: BroadcastId,
    pub to: Audience,
    pub body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosed: Option<PostView>,
    /// So many its audience were as it was begun; some may have come or gone since.
    pub meant: u64,
    /// To so many it went.
    pub sent: u64,
    /// So many let nobody, or not its author, write to them.
    pub skipped: u64,
    /// So many bought what came with it.
    pub bought: u64,
    pub state: BroadcastState,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BroadcastState {
    Sending,
    Sent,
    /// It is being taken back.
    Unsending,
    Unsent,
}

/// A checked [`MessageDraft`], but for its files, which the server knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    pub body: String,
    pub answers: Option<MessageId>,
    pub media: Vec<MediaId>,
    pub price: Option<Amount>,
    pub inside: String,
}

impl NewMessage {
    /// Whether something comes with it.
    pub fn encloses(&self) -> bool {
        self.price.is_some() || !self.media.is_empty()
    }
}

/// Files that can come with one message.
pub const MOST_FILES: usize = 20;

impl MessageDraft {
    /// Checks every value.
    ///
    /// # Errors
    /// `invalid` at `body`, `inside`, `media`, `price` or `currency`.
    pub fn parse(&self) -> Result<NewMessage, Refusal> {
        let inside = self.inside.as_deref().unwrap_or_default();
        let inside = plain_text("inside", inside, (0, LONGEST), true)?;
        let price = priced(self.price, self.currency)?
            .map(|price| price.checked_price("price"))
            .transpose()?;
        match (price, inside.is_empty() && self.media.is_empty()) {
            (Some(_), true) => {
                return Err(Refusal::field("price", Lang::message_nothing_sold));
            }
            (None, _) if !inside.is_empty() => {
                return Err(Refusal::field("inside", Lang::message_no_price));
            }
            _ => {}
        }
        if self.media.len() > MOST_FILES {
            return Err(Refusal::field("media", Lang::message_files_range));
        }
        let twice = |at: usize| self.media[..at].contains(&self.media[at]);
        if (1..self.media.len()).any(twice) {
            return Err(Refusal::field("media", Lang::message_file_twice));
        }
        let least = usize::from(price.is_none() && self.media.is_empty());
        Ok(NewMessage {
            body: plain_text("body", &self.body, (least, LONGEST), true)?,
            answers: self.answers,
            media: self.media.clone(),
            price,
            inside,
        })
    }
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

/// Characters of a message.
const LONGEST: usize = 4_000;

/// What somebody wrote, checked: up to 4,000 characters, and as many as that at least.
///
/// # Errors
/// `invalid` at `body`.
pub fn body(text: &str, least: usize) -> Result<String, Refusal> {
    plain_text("body", text, (least, LONGEST), true)
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
        assert!(body(" \n ", 1).is_err());
        assert!(body(&"a".repeat(4_001), 1).is_err());
        assert_eq!(body("  a\r\nb ", 1).as_deref(), Ok("a\nb"));
        assert_eq!(body(" ", 0).as_deref(), Ok(""));
    }

    #[test]
    fn a_price_is_for_something() {
        let id = |number| MediaId(uuid::Uuid::from_u128(number));
        let draft = |change: fn(&mut MessageDraft)| {
            let mut draft = MessageDraft {
                body: "Look".to_owned(),
                ..MessageDraft::default()
            };
            change(&mut draft);
            draft.parse().map_err(|refusal| refusal.field)
        };
        let field = |name: &str| Err(Some(name.to_owned().into()));
        assert!(draft(|_| {}).is_ok_and(|new| !new.encloses()));
        assert!(draft(|draft| draft.body.clear()) == field("body"));
        assert!(draft(|draft| draft.price = Some(Units(100_000_000))) == field("price"));
        assert!(draft(|draft| draft.inside = Some("In".to_owned())) == field("inside"));
        assert!(draft(|draft| draft.currency = Some(Currency::Usdc)) == field("currency"));
        let paid = draft(|draft| {
            draft.price = Some(Units(100_000_000));
            draft.inside = Some("In".to_owned());
            draft.body.clear();
        });
        let sol = Currency::Sol.of(Units(100_000_000));
        assert!(paid.is_ok_and(|new| new.price == Some(sol) && new.encloses()));
        let mut twice = MessageDraft {
            media: vec![id(1), id(2)],
            ..MessageDraft::default()
        };
        assert!(twice.parse().is_ok_and(|new| new.body.is_empty()));
        twice.media.push(id(1));
        assert!(twice.parse().is_err());
        twice.media = (0..21).map(id).collect();
        assert!(twice.parse().is_err());
    }

    #[test]
    fn tips_have_sizes() {
        use TipSize::{Large, Legendary, Medium, Small};
        let sol = |units| Tipped::new(Currency::Sol.of(Units(units))).size;
        for (units, size) in [
            (1, Small),
            (99_999_999, Small),
            (100_000_000, Medium),
            (999_999_999, Medium),
            (1_000_000_000, Large),
            (4_999_999_999, Large),
            (5_000_000_000, Legendary),
            (u64::MAX, Legendary),
        ] {
            assert_eq!(sol(units), size, "{units}");
        }
        assert_eq!(Tipped::new(Currency::Usdc.of(Units(10_000_000))).size, Medium);
    }
}
