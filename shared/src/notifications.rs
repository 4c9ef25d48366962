//! What people are told: of what others did with their work, of money, and of time that ends. A notification names things and
//! repeats no words of them.

use crate::{
    Timestamp,
    comments::PersonRef,
    creators::{CreatorRef, TierLevel, named},
    ids::{CommentId, ConversationId, NotificationId, OrderId, PostId},
    money::{Currency, Units},
    payments::Renewal,
};
use serde::{Deserialize, Serialize};

named! {
    /// What a notification tells of.
    NotificationKind {
        /* People like a post. */ Like = "like",
        /* People like a comment. */ LikeComment = "like_comment",
        /* Somebody wrote below a post. */ Comment = "comment",
        /* Somebody answered a comment. */ Reply = "reply",
        /* People follow a creator. */ Follow = "follow",
        /* A subscription was bought. */ Subscriber = "subscriber",
        /* A subscription was given. */ Gift = "gift",
        /* A post, or what it sells, was bought. */ Sale = "sale",
        /* A tip came. */ Tip = "tip",
        /* What was bought was sent. */ GoodsSent = "goods_sent",
        /* Somebody bid more. */ Outbid = "outbid",
        /* It is one's turn to pay for what one bid on. */ Turn = "turn",
        /* An auction of one's own is over, or came to nothing. */ AuctionOver = "auction_over",
        /* A subscription ends soon. */ Expiry = "expiry",
        /* A subscription has ended. */ Ended = "ended",
        /* Money arrived that opened nothing, and a person must look at it. */ Trouble = "trouble",
        /* A creator sent a payment back. */ SentBack = "sent_back",
        /* The network took a payment back, and what it opened is closed. */ Reversed = "reversed",
        /* The wallet that sales are paid to changes. */ PayoutBegun = "payout_begun",
        /* It does not change after all. */ PayoutCancelled = "payout_cancelled",
        /* Whoever looks after the place deleted a comment of one's own. */ Removed = "removed",
        /* A creator to whom one subscribes published a post. */ NewPost = "new_post",
        /* Somebody wrote a message. It is in no list of notifications, for messages have a bell of their own. */ Message = "message",
    } "kind" no_such_kind
}

impl NotificationKind {
    /// Those that one can switch off; of what went wrong with money, and of what was taken away, everybody is told.
    pub const CHOICES: [Self; 17] = [
        Self::Like,
        Self::LikeComment,
        Self::Comment,
        Self::Reply,
        Self::Follow,
        Self::Subscriber,
        Self::Gift,
        Self::Sale,
        Self::Tip,
        Self::GoodsSent,
        Self::Outbid,
        Self::Turn,
        Self::AuctionOver,
        Self::Expiry,
        Self::Ended,
        Self::NewPost,
        Self::Message,
    ];

    /// Whether many are told of together, with how many they are.
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Like | Self::LikeComment | Self::Follow)
    }

    /// Whether whoever turned away from somebody is told nothing of it.
    pub fn is_social(self) -> bool {
        self.is_counted() || matches!(self, Self::Comment | Self::Reply | Self::NewPost | Self::Message)
    }

    /// Whether it stands among notifications. Messages do not: they have a bell of their own.
    pub fn is_listed(self) -> bool {
        self != Self::Message
    }
}

/// So many unread ones are counted, and no more.
pub const MOST_UNREAD: u32 = 100;

/// A post by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostName {
    pub id: PostId,
    pub title: String,
}

/// One thing that a person is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationView {
    pub id: NotificationId,
    pub kind: NotificationKind,
    pub unread: bool,
    /// When it happened; of many, when the last of it did.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Who did it, of many the last; absent where nobody did, or nobody may know.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub actor: Option<PersonRef>,
    /// So many others did it too.
    pub others: u64,
    /// At whose page.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub creator: Option<CreatorRef>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub post: Option<PostName>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<CommentId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order: Option<OrderId>,
    /// Where a message was written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub conversation: Option<ConversationId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tier: Option<TierLevel>,
    /// In base units of `currency`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub amount: Option<Units>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<Currency>,
    /// The moment that it tells of: when a subscription ends, when another wallet is paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub moment: Option<Timestamp>,
    /// How many days before that moment it is told: 7, 3, 1 or 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub days: Option<u16>,
    /// What has ended is open until then; absent once it is closed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub open_until: Option<Timestamp>,
    /// What 30 more days cost now; absent once they were bought, and where the tier is not on offer any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub renewal: Option<Renewal>,
}

/// Which notifications are read: those named, or all up to a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkRead {
    /// Up to 100; what is not one's own is passed over.
    #[serde(default)]
    pub ids: Vec<NotificationId>,
    /// All that came until then.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub until: Option<Timestamp>,
}

/// Whether one is told of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotificationSwitch {
    pub kind: NotificationKind,
    /// On the page of notifications.
    pub in_app: bool,
    /// On one's devices; what is absent stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push: Option<bool>,
    /// By e-mail; what is absent stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<bool>,
}

/// How many are unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unread {
    /// Counted up to 100.
    pub unread: u32,
}
