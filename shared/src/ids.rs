//! Identifiers: UUID version 7 (RFC 9562) in a type per noun, so that one cannot stand for another.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

id! {
    /// A person: a wallet that has signed in.
    UserId,
    /// A post.
    PostId,
    /// What somebody wrote below a post.
    CommentId,
    /// What two people write to each other.
    ConversationId,
    /// A part of it.
    MessageId,
    /// What a creator wrote to many at once.
    BroadcastId,
    /// A picture, clip or track.
    MediaId,
    /// A file on its way in.
    UploadId,
    /// An order to pay.
    OrderId,
    /// A promo code.
    PromotionId,
    /// A flash sale.
    FlashSaleId,
    /// Where a creator's own server hears of payments.
    WebhookId,
    /// A message to a webhook.
    DeliveryId,
    /// One thing that somebody is told.
    NotificationId,
    /// A browser that somebody is told things on.
    DeviceId,
    /// A name under which somebody keeps posts.
    CollectionId,
    /// A signed-in browser or program.
    SessionId,
}
