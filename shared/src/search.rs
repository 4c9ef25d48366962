//! Looking for people, posts and tags: what may be asked and what is found.

use crate::{
    Refusal, Timestamp,
    creators::{Category, CreatorCard, CreatorRef, TierLevel, named},
    identity::plain_text,
    paging::Page,
    posts::{PostKind, PostView},
    tags::TagCount,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

named! {
    /// What is looked for.
    SearchKind { People = "people", Posts = "posts", Tags = "tags" } "kind" kinds_found
}

named! {
    /// What a post costs.
    PriceFilter { Free = "free", Paid = "paid" } "price" kinds_of_price
}

named! {
    /// How old a post is at the most.
    AgeFilter { Day = "day", Week = "week", Month = "month", Year = "year" } "since" kinds_of_age
}

impl AgeFilter {
    /// The earliest moment that is young enough.
    pub fn from(self, now: Timestamp) -> Timestamp {
        let days = match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Year => 365,
        };
        now.before(Duration::from_secs(days * 24 * 60 * 60))
    }
}

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchQuery {
    #[serde(default)]
    pub q: String,
    /// `people`, `posts` or `tags`; some of each when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// What posts are made of: `text`, `image`, `video` or `audio`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_of: Option<String>,
    /// `free` or `paid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// Posts that this tier opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// `day`, `week`, `month` or `year`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A checked [`SearchQuery`], without its piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pub q: String,
    pub kind: Option<SearchKind>,
    pub filter: PostFilter,
}

/// Which posts are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PostFilter {
    pub category: Option<Category>,
    pub made_of: Option<PostKind>,
    pub price: Option<PriceFilter>,
    pub tier: Option<TierLevel>,
    pub since: Option<AgeFilter>,
}

/// Characters of what is asked.
pub const LONGEST_QUERY: usize = 200;

impl SearchQuery {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<Search, Refusal> {
        fn read<T: std::str::FromStr<Err = Refusal>>(text: &Option<String>) -> Result<Option<T>, Refusal> {
            text.as_deref()
                .filter(|text| !text.is_empty())
                .map(str::parse)
                .transpose()
        }
        Ok(Search {
            q: plain_text("q", &self.q, (0, LONGEST_QUERY), false)?,
            kind: read(&self.kind)?,
            filter: PostFilter {
                category: read(&self.category)?,
                made_of: read(&self.made_of)?,
                price: read(&self.price)?,
                tier: read(&self.tier)?,
                since: read(&self.since)?,
            },
        })
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchView {
    /// What was looked for in place of what was asked, when that was mistyped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
    pub people: Page<CreatorCard>,
    pub posts: Page<PostView>,
    pub tags: Page<TagCount>,
}

/// What may be meant by what is typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestions {
    pub people: Vec<CreatorRef>,
    pub tags: Vec<TagCount>,
}
