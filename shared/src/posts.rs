//! Posts: who may open one, what a viewer gets of it, and drafts. A locked view has no place for a body or
//! a media address.

use crate::{
    Refusal, Timestamp,
    creators::{Category, CreatorRef, TierLevel, named},
    drafts::{MOST_FILES, PostFile},
    flash_sales::RunningSale,
    goods::{GoodsDraft, GoodsView},
    identity::plain_text,
    ids::PostId,
    media::{LONGEST_ALT, MediaView, Preview},
    money::{Amount, Currency, Units},
    polls::{PollDraft, PollView},
    tags::{self, Tag},
    text::Lang,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

named! {
    /// What a post is made of.
    PostKind { Text = "text", Image = "image", Video = "video", Audio = "audio" } "kind" kinds_of_post
}

named! {
    /// Who may open a post.
    AccessKind {
        Public = "public", Followers = "followers", Tier = "tier", Price = "price", TierOrPrice = "tier_or_price",
    } "access" kinds_of_access
}

impl AccessKind {
    /// Whether it takes a tier, and whether it takes a price.
    pub fn wants(self) -> (bool, bool) {
        match self {
            Self::Public | Self::Followers => (false, false),
            Self::Tier => (true, false),
            Self::Price => (false, true),
            Self::TierOrPrice => (true, true),
        }
    }
}

/// Who may open a post, with what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Public,
    Followers,
    /// A running subscription of this level or higher.
    Tier(TierLevel),
    /// Bought by itself.
    Price(Amount),
    TierOrPrice(TierLevel, Amount),
}

impl Access {
    pub fn kind(self) -> AccessKind {
        match self {
            Self::Public => AccessKind::Public,
            Self::Followers => AccessKind::Followers,
            Self::Tier(_) => AccessKind::Tier,
            Self::Price(_) => AccessKind::Price,
            Self::TierOrPrice(..) => AccessKind::TierOrPrice,
        }
    }

    pub fn tier(self) -> Option<TierLevel> {
        match self {
            Self::Tier(level) | Self::TierOrPrice(level, _) => Some(level),
            _ => None,
        }
    }

    pub fn price(self) -> Option<Amount> {
        match self {
            Self::Price(price) | Self::TierOrPrice(_, price) => Some(price),
            _ => None,
        }
    }

    /// Puts the parts together; refuses a part that is missing or has no place.
    pub fn new(kind: AccessKind, tier: Option<TierLevel>, price: Option<Amount>) -> Result<Self, Refusal> {
        let (wants_tier, wants_price) = kind.wants();
        if wants_tier != tier.is_some() {
            return Err(Refusal::field("tier", |lang| match wants_tier {
                true => lang.access_tier_missing(),
                false => lang.access_no_tier(),
            }));
        }
        if wants_price != price.is_some() {
            return Err(Refusal::field("price", |lang| match wants_price {
                true => lang.access_price_missing(),
                false => lang.access_no_price(),
            }));
        }
        let price = price.map(|price| price.checked_price("price")).transpose()?;
        Ok(match (kind, tier, price) {
            (AccessKind::Followers, ..) => Self::Followers,
            (AccessKind::Tier, Some(tier), _) => Self::Tier(tier),
            (AccessKind::Price, _, Some(price)) => Self::Price(price),
            (AccessKind::TierOrPrice, Some(tier), Some(price)) => Self::TierOrPrice(tier, price),
            _ => Self::Public,
        })
    }
}

/// Why a post is locked for this viewer: what would open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LockReason {
    Follow,
    Subscribe,
    Buy,
    SubscribeOrBuy,
}

/// What is inside, told to everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contents {
    pub pictures: u32,
    /// How long its film or sound takes, where there is one and that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
    /// Characters of the body.
    pub characters: u32,
    /// Whether there is a poll below it.
    #[serde(default)]
    pub poll: bool,
}

/// Exact counts, kept with every change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostCounts {
    pub likes: u64,
    pub comments: u64,
}

/// A post as one viewer gets it. Of a locked post `body`, `media` and `poll` are absent; the domain's
/// access function is the only maker of either kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostView {
    pub id: PostId,
    pub creator: CreatorRef,
    pub title: String,
    pub kind: PostKind,
    pub category: Category,
    pub access: AccessKind,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub price: Option<Units>,
    /// What the price is in; there with it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<Currency>,
    /// The sale that runs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sale: Option<RunningSale>,
    /// What it costs while the sale runs; there with it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sale_price: Option<Units>,
    pub tier: Option<TierLevel>,
    /// From this moment on it is free for everybody.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub opens_at: Option<Timestamp>,
    pub locked: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lock: Option<LockReason>,
    /// What the creator lets everybody read.
    pub teaser: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// Whether it stands first on its creator's page.
    #[serde(default)]
    pub pinned: bool,
    pub preview: Option<Preview>,
    /// Of a locked one, what everybody sees all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<MediaView>,
    pub contents: Contents,
    /// The whole text; in a list only its beginning.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub media: Option<Vec<MediaView>>,
    /// Absent where there is none, and of a locked post.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub poll: Option<PollView>,
    /// What it sells, told to everybody.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub goods: Option<GoodsView>,
    pub counts: PostCounts,
    /// Whether the viewer likes it; false for a visitor.
    pub liked: bool,
    /// Whether the viewer keeps it for later; false for a visitor.
    pub bookmarked: bool,
    /// Whether the viewer wrote it.
    pub mine: bool,
    /// It came with a message, and is in no list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub enclosed: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub published_at: Timestamp,
}

named! {
    /// The order of posts.
    PostSort { Latest = "latest", Popular = "popular", Trending = "trending" } "sort" sorts_of_posts
}

/// Which posts are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostQuery {
    /// A creator's handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// `text`, `image`, `video` or `audio`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_of: Option<String>,
    /// Only what has pictures, a film or a sound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<bool>,
    /// Only what sells something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sells: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Only creators whom the viewer follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub following: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What part of a list is asked for that came since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewerQuery {
    /// Later than this.
    pub than: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub following: Option<bool>,
}

/// How many posts came since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Newer {
    /// [`MOST_NEWER`] at the most.
    pub posts: u64,
}

/// As far as newer posts are counted.
pub const MOST_NEWER: u64 = 99;

/// A post to publish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PostDraft {
    pub title: String,
    pub body: String,
    /// `public`, `followers`, `tier`, `price` or `tier_or_price`.
    pub access: String,
    #[serde(default)]
    pub teaser: Option<String>,
    /// The creator's own category when absent.
    #[serde(default)]
    pub category: Option<String>,
    /// Words that the post is found by, 5 at the most.
    #[serde(default)]
    pub tags: Vec<String>,
    /// `basic`, `premium` or `vip`.
    #[serde(default)]
    pub tier: Option<String>,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub price: Option<Units>,
    /// What the price is in: SOL when absent.
    #[serde(default)]
    pub currency: Option<Currency>,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub opens_at: Option<Timestamp>,
    #[serde(default)]
    pub poll: Option<PollDraft>,
    /// Checked by [`GoodsDraft::parse`].
    #[serde(default)]
    pub goods: Option<GoodsDraft>,
    /// Files of one's own that were uploaded before and are no part of a post, in their order: 20 pictures, and a film or a sound.
    #[serde(default)]
    pub media: Vec<PostFile>,
}

/// A checked [`PostDraft`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPost {
    pub title: String,
    pub body: String,
    pub teaser: String,
    pub category: Option<Category>,
    pub tags: Vec<Tag>,
    pub access: Access,
    pub opens_at: Option<Timestamp>,
    pub poll: Option<PollDraft>,
    pub media: Vec<PostFile>,
}

const TITLE: (usize, usize) = (1, 120);
const BODY: (usize, usize) = (1, 50_000);
const TEASER: (usize, usize) = (0, 300);

impl PostView {
    /// What it costs by itself, if it is sold so.
    pub fn amount(&self) -> Option<Amount> {
        Some(self.currency?.of(self.price?))
    }

    /// What it costs now: less while a sale runs.
    pub fn amount_now(&self) -> Option<Amount> {
        Some(self.currency?.of(self.sale_price.or(self.price)?))
    }
}

impl PostDraft {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<NewPost, Refusal> {
        let tier = self.tier.as_deref().map(TierLevel::from_str).transpose()?;
        Ok(NewPost {
            title: plain_text("title", &self.title, TITLE, false)?,
            body: plain_text(
                "body",
                &self.body,
                (usize::from(self.media.is_empty()), BODY.1),
                true,
            )?,
            teaser: plain_text("teaser", self.teaser.as_deref().unwrap_or_default(), TEASER, true)?,
            category: self.category.as_deref().map(str::parse).transpose()?,
            tags: tags::tags(&self.tags)?,
            access: Access::new(self.access.parse()?, tier, priced(self.price, self.currency)?)?,
            opens_at: self.opens_at,
            poll: self.poll.as_ref().map(PollDraft::parse).transpose()?,
            media: files(&self.media)?,
        })
    }
}

/// Files with checked words.
fn files(files: &[PostFile]) -> Result<Vec<PostFile>, Refusal> {
    if files.len() > MOST_FILES {
        return Err(Refusal::field("media", Lang::compose_too_many));
    }
    let mut checked: Vec<PostFile> = Vec::with_capacity(files.len());
    for file in files {
        if checked.iter().any(|known| known.id == file.id) {
            return Err(Refusal::field("media", Lang::post_file_twice));
        }
        checked.push(PostFile {
            alt: plain_text("media", &file.alt, (0, LONGEST_ALT), false)?,
            ..file.clone()
        });
    }
    Ok(checked)
}

/// Changes to a post; what is absent stays. Access changes as one: name `access` with its tier and price.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PostPatch {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub body: Option<String>,
    #[serde(default)]
    pub teaser: Option<String>,
    #[serde(default)]
    pub category: Option<String>,
    /// Whether it stands first on its creator's page.
    #[serde(default)]
    pub pinned: Option<bool>,
    /// In place of those it has.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
    #[serde(default)]
    pub access: Option<String>,
    #[serde(default)]
    pub tier: Option<String>,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub price: Option<Units>,
    /// What the price is in: SOL when absent.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// From when on it is free for everybody; `null` for never.
    #[serde(default, deserialize_with = "said")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub opens_at: Option<Option<Timestamp>>,
    /// In place of those it has: what it has of them already stays, the others go.
    #[serde(default)]
    pub media: Option<Vec<PostFile>>,
}

/// Tells `null` from what is absent.
fn said<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Timestamp>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A price in its currency; one without the other says nothing.
pub(crate) fn priced(price: Option<Units>, currency: Option<Currency>) -> Result<Option<Amount>, Refusal> {
    match (price, currency) {
        (None, Some(_)) => Err(Refusal::field("currency", Lang::price_alone)),
        (price, currency) => Ok(price.map(|price| currency.unwrap_or_default().of(price))),
    }
}

/// A checked [`PostPatch`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostChange {
    pub title: Option<String>,
    pub body: Option<String>,
    pub teaser: Option<String>,
    pub category: Option<Category>,
    pub pinned: Option<bool>,
    pub tags: Option<Vec<Tag>>,
    pub access: Option<Access>,
    pub opens_at: Option<Option<Timestamp>>,
    pub media: Option<Vec<PostFile>>,
}

impl PostPatch {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<PostChange, Refusal> {
        let tier = self.tier.as_deref().map(TierLevel::from_str).transpose()?;
        let access = match self.access.as_deref() {
            Some(kind) => {
                let price = priced(self.price, self.currency)?;
                Some(Access::new(kind.parse()?, tier, price)?)
            }
            None if tier.is_some() || self.price.is_some() || self.currency.is_some() => {
                return Err(Refusal::field("access", Lang::access_unnamed));
            }
            None => None,
        };
        Ok(PostChange {
            title: self
                .title
                .as_deref()
                .map(|text| plain_text("title", text, TITLE, false))
                .transpose()?,
            body: self
                .body
                .as_deref()
                .map(|text| {
                    let without = self.media.as_ref().is_none_or(Vec::is_empty);
                    plain_text("body", text, (usize::from(without), BODY.1), true)
                })
                .transpose()?,
            teaser: self
                .teaser
                .as_deref()
                .map(|text| plain_text("teaser", text, TEASER, true))
                .transpose()?,
            category: self.category.as_deref().map(str::parse).transpose()?,
            pinned: self.pinned,
            tags: self.tags.as_deref().map(tags::tags).transpose()?,
            access,
            opens_at: self.opens_at,
            media: self.media.as_deref().map(files).transpose()?,
        })
    }
}
