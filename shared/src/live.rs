//! What goes through the live connection: topics, events, and the frames of both sides. An event has ids, kinds and public counts, and
//! never words, titles, names or addresses of media: whoever hears of something asks for it at the door where it is decided.

use crate::{
    Code, Refusal,
    creators::Category,
    ids::{BroadcastId, CommentId, ConversationId, MediaId, OrderId, PostId, UserId},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{borrow::Cow, fmt, str::FromStr};

/// The largest frame that a client may send, in bytes.
pub const MOST_BYTES: usize = 4 * 1024;
/// So many topics one socket may hear.
pub const MOST_TOPICS: usize = 64;
/// Seconds that a ticket is good.
pub const TICKET_SECONDS: u32 = 30;

/// What a client may ask to hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What concerns the person who is signed in.
    Me,
    /// New posts of everybody.
    Feed,
    /// What a creator publishes, and how many follow them.
    Creator(UserId),
    /// Likes and comments of a post that is open to whoever asks.
    Post(PostId),
    /// What is so for a moment in a conversation of one's own: that the other one writes, or is here.
    Conversation(ConversationId),
}

/// An id as we write it; other spellings of the same are another name, and so refused.
fn id(text: &str) -> Option<uuid::Uuid> {
    let id: uuid::Uuid = text.parse().ok()?;
    let mut own = [0; uuid::fmt::Hyphenated::LENGTH];
    (id.hyphenated().encode_lower(&mut own) == text).then_some(id)
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Me => f.write_str("me"),
            Self::Feed => f.write_str("feed"),
            Self::Creator(id) => write!(f, "creator:{id}"),
            Self::Post(id) => write!(f, "post:{id}"),
            Self::Conversation(id) => write!(f, "conversation:{id}"),
        }
    }
}

impl FromStr for Topic {
    type Err = Refusal;

    /// What is no topic is refused as one that is not there.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let topic = match text.split_once(':') {
            None if text == "me" => Some(Self::Me),
            None if text == "feed" => Some(Self::Feed),
            Some(("creator", creator)) => id(creator).map(|id| Self::Creator(UserId(id))),
            Some(("post", post)) => id(post).map(|id| Self::Post(PostId(id))),
            Some(("conversation", with)) => id(with).map(|id| Self::Conversation(ConversationId(id))),
            _ => None,
        };
        topic.ok_or_else(|| Code::NotFound.into())
    }
}

impl Serialize for Topic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Topic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("not a topic"))
    }
}

/// A topic as the server knows it: `me` is somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    Feed,
    Person(UserId),
    Creator(UserId),
    Post(PostId),
    Conversation(ConversationId),
}

impl Channel {
    /// The topic under which those who hear it know it.
    pub fn topic(self) -> Topic {
        match self {
            Self::Feed => Topic::Feed,
            Self::Person(_) => Topic::Me,
            Self::Creator(id) => Topic::Creator(id),
            Self::Post(id) => Topic::Post(id),
            Self::Conversation(id) => Topic::Conversation(id),
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            other => other.topic().fmt(f),
        }
    }
}

impl FromStr for Channel {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        if let Some(person) = text.strip_prefix("person:") {
            let id = id(person).ok_or(Code::NotFound)?;
            return Ok(Self::Person(UserId(id)));
        }
        match text.parse()? {
            Topic::Me => Err(Code::NotFound.into()),
            Topic::Feed => Ok(Self::Feed),
            Topic::Creator(id) => Ok(Self::Creator(id)),
            Topic::Post(id) => Ok(Self::Post(id)),
            Topic::Conversation(id) => Ok(Self::Conversation(id)),
        }
    }
}

/// What happened to a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CommentAct {
    Written,
    Changed,
    Deleted,
    Liked,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Of a post: so many like it.
    Likes { likes: u64 },
    /// Of a post: something happened to a comment below it, of which there are so many.
    Comments {
        comments: u64,
        comment: CommentId,
        act: CommentAct,
    },
    /// Of a post: it was changed, and perhaps who may open it.
    PostChanged,
    /// Of a post: it is gone.
    PostDeleted,
    /// Of the feed and of a creator: there is a new post.
    Published {
        post: PostId,
        creator: UserId,
        category: Category,
    },
    /// Of a creator: so many follow them.
    Followers { followers: u64 },
    /// Of oneself: there are new notifications, or some were read or went.
    Notifications,
    /// Of oneself: in a conversation something was written, changed, taken back, read or muted.
    Messages { conversation: ConversationId },
    /// Of oneself: something that one wrote to many went to more of them, or was taken back from more.
    Broadcast { broadcast: BroadcastId },
    /// Of oneself: what is made of a file is further, can be shown, or is refused.
    Media { media: MediaId },
    /// Of oneself: an order has moved on.
    Order { order: OrderId },
    /// Of oneself: what one may see has changed.
    Rights,
    /// Of oneself: a session ended.
    Sessions,
    /// Something that this program does not know yet.
    #[serde(other)]
    Unknown,
}

impl Event {
    /// Whether what those may hear who hear it must be decided anew.
    pub fn touches_rights(self) -> bool {
        matches!(
            self,
            Self::PostChanged
                | Self::PostDeleted
                | Self::Order { .. }
                | Self::Rights
                | Self::Sessions
                | Self::Unknown
        )
    }

    /// Whether nothing changed but what people wrote below something, or how many like or follow it.
    pub fn only_counts(self) -> bool {
        matches!(
            self,
            Self::Likes { .. } | Self::Comments { .. } | Self::Followers { .. }
        )
    }
}

/// What is so for a moment, of a topic: it has no number, is not kept, and is lost on whoever does not hear it just then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Passing {
    /// Of a conversation: the other one is writing.
    Typing,
    /// Of a conversation: the other one came, or went.
    Presence { here: bool },
    /// Something that this program does not know yet.
    #[serde(other)]
    Unknown,
}

/// What a client sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromClient {
    /// Asks to hear a topic: all that comes after an event, or what comes from now on.
    Subscribe {
        topic: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<u64>,
    },
    Unsubscribe {
        topic: String,
    },
    /// The viewer is writing in a conversation that they hear.
    Typing {
        topic: String,
    },
}

/// What the server sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromServer {
    /// Events of a topic are numbered from 1, without holes; one may come twice.
    Event {
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        topic: Topic,
        seq: u64,
        #[serde(flatten)]
        event: Event,
    },
    Passing {
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        topic: Topic,
        #[serde(flatten)]
        passing: Passing,
    },
    /// The topic is heard from now on: what comes is numbered from `seq` + 1.
    Subscribed {
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        topic: Topic,
        seq: u64,
    },
    /// The topic is not heard, or not any more. Without a topic, it is the frame that was refused.
    Refused {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<String>,
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        code: Code,
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        sentence: Cow<'static, str>,
    },
    /// What was before `seq` + 1 is not kept any more: ask for the thing itself again.
    Gap {
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        topic: Topic,
        seq: u64,
    },
    /// Events were left out because they were read too slowly: ask for everything again. The topics are heard as before.
    Refetch,
}

/// What opens one connection, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// For `/ws?ticket=`.
    pub ticket: String,
    /// Seconds for which it is good.
    pub expires_in: u32,
}

/// Why the server closes a connection (RFC 6455, section 7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// The server stops; another one is there soon.
    GoingAway,
    /// What WebSocket does not allow.
    Protocol,
    /// A frame that is not text.
    NotText,
    /// Text that is not UTF-8.
    NotUtf8,
    TooLarge,
    /// The session has ended.
    SessionEnded,
    /// Too many frames.
    Flood,
    /// It did not ask for anything.
    Idle,
    /// It does not answer, or does not read.
    Silent,
}

impl Close {
    pub fn code(self) -> u16 {
        match self {
            Self::GoingAway => 1001,
            Self::Protocol => 1002,
            Self::NotText => 1003,
            Self::NotUtf8 => 1007,
            Self::TooLarge => 1009,
            Self::SessionEnded => 4401,
            Self::Idle => 4408,
            Self::Silent => 4409,
            Self::Flood => 4429,
        }
    }

    /// A sentence of up to 123 bytes.
    pub fn reason(self) -> &'static str {
        match self {
            Self::GoingAway => "The server is stopping. Come back in a moment.",
            Self::Protocol => "This is not WebSocket as RFC 6455 has it.",
            Self::NotText => "Frames are JSON in text.",
            Self::NotUtf8 => "Text is UTF-8.",
            Self::TooLarge => "A frame has 4096 bytes at the most.",
            Self::SessionEnded => "This session has ended. Sign in again.",
            Self::Idle => "Nothing was subscribed to.",
            Self::Silent => "Nothing was heard or read for too long.",
            Self::Flood => "Too many frames.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    #[test]
    fn topics_and_channels_are_read_as_they_are_written() {
        let id: Uuid = ID.parse().expect("an id");
        for topic in [
            Topic::Me,
            Topic::Feed,
            Topic::Creator(UserId(id)),
            Topic::Post(PostId(id)),
            Topic::Conversation(ConversationId(id)),
        ] {
            assert_eq!(topic.to_string().parse(), Ok(topic));
        }
        for channel in [
            Channel::Feed,
            Channel::Person(UserId(id)),
            Channel::Creator(UserId(id)),
            Channel::Post(PostId(id)),
            Channel::Conversation(ConversationId(id)),
        ] {
            assert_eq!(channel.to_string().parse(), Ok(channel));
        }
        assert_eq!(Channel::Person(UserId(id)).topic(), Topic::Me);
    }

    #[test]
    fn what_is_no_topic_is_not_there() {
        let upper = ID.to_uppercase();
        for text in [
            "",
            "post",
            "post:",
            "post:1",
            "ME",
            "me:",
            "feed:all",
            &format!("person:{ID}"),
            &format!("post:{upper}"),
            &format!("post:{{{ID}}}"),
            &format!("post:{}", ID.replace('-', "")),
            &format!("conversations:{ID}"),
        ] {
            let refused = text.parse::<Topic>().expect_err(text);
            assert_eq!(refused.code, Code::NotFound, "{text}");
        }
        assert!("me".parse::<Channel>().is_err());
    }

    #[test]
    fn frames_look_as_documented() {
        let post = Topic::Post(PostId(ID.parse().expect("an id")));
        let json = |frame: &FromServer| serde_json::to_string(frame).expect("JSON");
        let event = FromServer::Event {
            topic: post,
            seq: 7,
            event: Event::Likes { likes: 12 },
        };
        assert_eq!(
            json(&event),
            format!(r#"{{"type":"event","topic":"post:{ID}","seq":7,"kind":"likes","likes":12}}"#)
        );
        assert_eq!(
            serde_json::from_str::<FromServer>(&json(&event)).expect("a frame"),
            event
        );
        let passing = FromServer::Passing {
            topic: Topic::Me,
            passing: Passing::Presence { here: true },
        };
        assert_eq!(
            json(&passing),
            r#"{"type":"passing","topic":"me","kind":"presence","here":true}"#
        );
        assert_eq!(json(&FromServer::Refetch), r#"{"type":"refetch"}"#);
        let later = r#"{"type":"event","topic":"me","seq":1,"kind":"something_new","more":[]}"#;
        assert!(matches!(
            serde_json::from_str(later).expect("a frame"),
            FromServer::Event {
                event: Event::Unknown,
                ..
            }
        ));
        let asked: FromClient =
            serde_json::from_str(r#"{"subscribe":{"topic":"me","after":null}}"#).expect("a frame");
        assert_eq!(
            asked,
            FromClient::Subscribe {
                topic: "me".into(),
                after: None
            }
        );
        for wrong in [
            r#"{"subscribe":{"topic":"me","before":1}}"#,
            r#"{"subscribe":{"topic":"me","after":-1}}"#,
            r#"{"subscribe":{"topic":1}}"#,
            r#"{"publish":{"topic":"me"}}"#,
            r#""subscribe""#,
        ] {
            assert!(serde_json::from_str::<FromClient>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn reasons_fit_into_a_frame() {
        for close in [
            Close::GoingAway,
            Close::Protocol,
            Close::NotText,
            Close::NotUtf8,
            Close::TooLarge,
            Close::SessionEnded,
            Close::Flood,
            Close::Idle,
            Close::Silent,
        ] {
            assert!(close.reason().len() <= 123, "{close:?}");
        }
    }
}
