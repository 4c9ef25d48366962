//! Creators, their categories and tiers: what the directory and a creator's page show, and the step of
//! becoming one. A tier level or category that does not exist is refused.

use crate::{
    Refusal, Timestamp,
    flash_sales::RunningSale,
    identity::{Handle, plain_text},
    ids::UserId,
    links::Link,
    media::MediaView,
    money::{Amount, Currency, Units},
    pricing::PeriodOffer,
    solana::Address,
    text::Lang,
    tiers::rising,
};
use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $slug:literal),+ $(,)? } $field:literal $said:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $(#[serde(rename = $slug)] $variant,)+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The name as it stands in addresses, JSON and the database.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $slug,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Refusal;

            fn from_str(text: &str) -> Result<Self, $crate::Refusal> {
                match text {
                    $($slug => Ok($name::$variant),)+
                    _ => Err($crate::Refusal::field($field, $crate::text::Lang::$said)),
                }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What a creator's work is about.
    Category {
        Art = "art", Music = "music", Gaming = "gaming", Lifestyle = "lifestyle", Fitness = "fitness",
        Tech = "tech", Defi = "defi", Nft = "nft", Trading = "trading", Gamefi = "gamefi",
        Blockchain = "blockchain", Intimate = "intimate", Education = "education", Comedy = "comedy",
    } "category" no_such_category
}

named! {
    /// A paid tier, in order of access: a higher one opens all that a lower one opens.
    TierLevel { Basic = "basic", Premium = "premium", Vip = "vip" } "tier" no_such_tier
}

impl TierLevel {
    /// The price of 30 days when a creator has not set one: 0.05, 0.15 and 0.35 SOL, or 5, 15 and 35 USDC.
    pub fn default_price(self, currency: Currency) -> Units {
        let twentieths = match self {
            Self::Basic => 1,
            Self::Premium => 3,
            Self::Vip => 7,
        };
        match currency {
            Currency::Sol => Units(twentieths * currency.whole() / 20),
            Currency::Usdc => Units(twentieths * currency.whole() * 5),
        }
    }

    /// 1, 2, 3, as kept in the database.
    pub fn rank(self) -> i16 {
        match self {
            Self::Basic => 1,
            Self::Premium => 2,
            Self::Vip => 3,
        }
    }

    pub fn from_rank(rank: i16) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.rank() == rank)
    }
}

/// A creator's name and face, beside a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatorRef {
    pub handle: Handle,
    pub name: String,
    pub avatar: Option<String>,
}

/// A creator in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatorCard {
    /// Under which the live topic `creator:ID` knows them.
    pub id: UserId,
    pub handle: Handle,
    pub name: String,
    pub avatar: Option<String>,
    pub cover: Option<MediaView>,
    pub bio: String,
    pub category: Category,
    pub counts: CreatorCounts,
    /// The lowest price of 30 days among the tiers on offer.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub from_price: Option<Units>,
    /// What the prices of their tiers are in.
    pub currency: Currency,
    /// Whether the viewer follows; false for a visitor.
    pub following: bool,
    /// The viewer's running subscription.
    pub subscription: Option<RunningSubscription>,
}

impl CreatorCard {
    /// The lowest price of 30 days among the tiers on offer.
    pub fn from_amount(&self) -> Option<Amount> {
        self.from_price.map(|price| self.currency.of(price))
    }
}

/// Exact counts, kept with every change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatorCounts {
    pub posts: u64,
    pub followers: u64,
}

/// A subscription that gives access now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunningSubscription {
    pub tier: TierLevel,
    /// When all bought time at this tier or above it ends.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub valid_until: Timestamp,
    /// It has ended and is open until then all the same; whoever pays before extends it from `valid_until`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub open_until: Option<Timestamp>,
}

/// A creator's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatorView {
    #[serde(flatten)]
    pub card: CreatorCard,
    /// People with a running subscription.
    pub subscribers: u64,
    /// From Basic to VIP; only those on offer, unless the viewer is the creator.
    pub tiers: Vec<TierView>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub joined_at: Timestamp,
    /// Places elsewhere, in their order.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Whether posts of theirs sell things.
    #[serde(default)]
    pub shop: bool,
    /// Whether the viewer is this creator.
    pub mine: bool,
}

/// One tier on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TierView {
    pub level: TierLevel,
    pub name: String,
    pub description: String,
    pub benefits: Vec<String>,
    /// For 30 days, in the creator's currency.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub price: Units,
    pub active: bool,
    /// For how long it is sold, the shortest period first.
    pub periods: Vec<PeriodOffer>,
    /// The sale that runs for all its periods.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sale: Option<RunningSale>,
}

impl TierView {
    /// The same while this sale runs.
    pub fn on_sale(mut self, sale: Option<RunningSale>, currency: Currency) -> Self {
        for period in &mut self.periods {
            period.sale_price = sale.and_then(|sale| sale.price(currency.of(period.price)));
        }
        self.sale = sale.filter(|_| self.periods.iter().any(|period| period.sale_price.is_some()));
        self
    }
}

/// Asks to become a creator; the wallet that signed in is paid unless another address is named.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BecomeCreator {
    pub category: String,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub bio: Option<String>,
    #[serde(default)]
    pub payout_address: Option<String>,
    /// The tiers on offer with their prices; all three at their defaults when absent. A level that is not named is not
    /// on offer.
    #[serde(default)]
    pub tiers: Option<Vec<TierOffer>>,
    /// What the prices are in.
    #[serde(default)]
    pub currency: Currency,
}

/// A tier to offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TierOffer {
    /// `basic`, `premium` or `vip`.
    pub level: String,
    /// For 30 days.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub price: Units,
}

impl TierOffer {
    fn parse(offers: &[Self], currency: Currency) -> Result<Vec<(TierLevel, Units)>, Refusal> {
        let mut parsed: Vec<(TierLevel, Units)> = vec![];
        for offer in offers {
            let level: TierLevel = offer.level.parse()?;
            currency.of(offer.price).checked_price(level.as_str())?;
            if parsed.iter().any(|(known, _)| *known == level) {
                return Err(Refusal::field("tiers", Lang::tier_twice));
            }
            parsed.push((level, offer.price));
        }
        parsed.sort_by_key(|(level, _)| *level);
        rising(parsed.iter().map(|(_, price)| *price))?;
        Ok(parsed)
    }
}

/// A checked [`BecomeCreator`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCreator {
    pub category: Category,
    pub name: Option<String>,
    pub bio: Option<String>,
    pub payout_address: Option<Address>,
    /// From Basic to VIP.
    pub tiers: Option<Vec<(TierLevel, Units)>>,
    pub currency: Currency,
}

impl BecomeCreator {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<NewCreator, Refusal> {
        Ok(NewCreator {
            category: self.category.parse()?,
            name: self
                .name
                .as_deref()
                .map(|name| plain_text("name", name, (1, 50), false))
                .transpose()?,
            bio: self
                .bio
                .as_deref()
                .map(|bio| plain_text("bio", bio, (0, 500), true))
                .transpose()?,
            payout_address: self
                .payout_address
                .as_deref()
                .map(|address| {
                    address
                        .parse()
                        .map_err(|_| Refusal::field("payout_address", Lang::address_unread))
                })
                .transpose()?,
            tiers: self
                .tiers
                .as_deref()
                .map(|offers| TierOffer::parse(offers, self.currency))
                .transpose()?,
            currency: self.currency,
        })
    }
}

/// Creators who concern the viewer: those they pay for, and some they may like, with the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForMe {
    /// With a subscription that runs.
    pub yours: Vec<CreatorCard>,
    pub recommended: Vec<CreatorCard>,
    /// The category most of whose creators the viewer follows, and why these are recommended.
    pub because: Option<Category>,
}

named! {
    /// The order of the directory.
    CreatorSort { Popular = "popular", Newest = "newest", Name = "name" } "sort" sorts_of_creators
}

/// What part of the directory is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatorQuery {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Part of a name or handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
