//! What the feed's addresses mean and lead to. Plain values; no markup.

use crate::kit::url::{encode, with_query};
use shared::{
    Problem, Timestamp,
    creators::{Category, CreatorRef},
    ids::CollectionId,
    posts::{PostQuery, PostSort, PostView},
    tags::Tag,
};

/// Which feed the address asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    Latest,
    Popular,
    Trending,
    Following,
}

impl Show {
    /// Whether the newest stand first.
    pub fn is_by_time(self) -> bool {
        matches!(self, Self::Latest | Self::Following)
    }

    fn as_query(self) -> Option<&'static str> {
        match self {
            Self::Latest => None,
            Self::Popular => Some("popular"),
            Self::Trending => Some("trending"),
            Self::Following => Some("following"),
        }
    }
}

/// What the feed's address asks for, read leniently: what is unknown is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub show: Show,
    pub category: Option<Category>,
    pub tag: Option<Tag>,
    pub cursor: Option<String>,
    /// How many posts came before this piece; only for the cards' positions.
    pub from: u64,
}

impl Asked {
    pub fn from(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            show: match get("show").as_deref() {
                Some("popular") => Show::Popular,
                Some("trending") => Show::Trending,
                Some("following") => Show::Following,
                _ => Show::Latest,
            },
            category: get("category").and_then(|name| name.parse().ok()),
            tag: None,
            cursor: get("cursor").filter(|cursor| !cursor.is_empty()),
            from: from(get("from").as_deref()),
        }
    }

    pub fn query(&self) -> PostQuery {
        PostQuery {
            category: self.category.map(|category| category.as_str().to_owned()),
            tag: self.tag.as_ref().map(Tag::to_string),
            sort: match self.show {
                Show::Popular => Some(PostSort::Popular.as_str().to_owned()),
                Show::Trending => Some(PostSort::Trending.as_str().to_owned()),
                Show::Latest | Show::Following => None,
            },
            following: (self.show == Show::Following).then_some(true),
            cursor: self.cursor.clone(),
            ..Default::default()
        }
    }

    /// The beginning of the feed with these chosen. A category has an address of its own; whom one follows does not.
    pub fn href(show: Show, category: Option<Category>) -> String {
        address(show, category, &[])
    }

    /// The beginning of the same list in this order.
    pub fn show(&self, show: Show) -> String {
        self.address(show, &[])
    }

    /// The door that counts what is newer than a moment.
    pub fn newer(&self, than: Timestamp) -> String {
        let following = (self.show == Show::Following).then_some("true");
        let pairs = [
            ("than", Some(than.rfc3339())),
            (
                "category",
                self.category.map(|category| category.as_str().to_owned()),
            ),
            ("tag", self.tag.as_ref().map(Tag::to_string)),
            ("following", following.map(str::to_owned)),
        ];
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (*name, value.as_deref()))
            .collect();
        with_query("/api/posts/newer", &pairs)
    }

    /// The piece after one that had `shown` posts.
    pub fn next(&self, cursor: &str, shown: usize) -> String {
        let from = next_from(self.from, shown);
        self.address(self.show, &[("cursor", Some(cursor)), ("from", Some(&from))])
    }

    fn address(&self, show: Show, more: &[(&str, Option<&str>)]) -> String {
        let Some(tag) = &self.tag else {
            return address(show, self.category, more);
        };
        let mut pairs = vec![("show", show.as_query())];
        pairs.extend_from_slice(more);
        with_query(&format!("/tag/{}", encode(tag.as_str())), &pairs)
    }
}

fn address(show: Show, category: Option<Category>, more: &[(&str, Option<&str>)]) -> String {
    let name = category.map(Category::as_str);
    let (path, category) = match (name, show) {
        (Some(name), Show::Latest | Show::Popular | Show::Trending) => (format!("/category/{name}"), None),
        (category, _) => ("/feed".to_owned(), category),
    };
    let mut pairs = vec![("show", show.as_query()), ("category", category)];
    pairs.extend_from_slice(more);
    with_query(&path, &pairs)
}

/// What was said of a collection and refused; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unkept {
    pub problem: Problem,
    pub name: String,
}

/// The beginning of what is kept, or of one collection.
pub fn saved_href(within: Option<CollectionId>) -> String {
    let id = within.map(|id| id.to_string());
    with_query("/saved", &[("in", id.as_deref())])
}

/// Reads how many posts came before; nonsense is none.
pub fn from(text: Option<&str>) -> u64 {
    text.and_then(|text| text.parse().ok())
        .filter(|from| *from < 1_000_000_000)
        .unwrap_or(0)
}

/// How many came before the next piece.
pub fn next_from(from: u64, shown: usize) -> String {
    from.saturating_add(shown as u64).to_string()
}

/// The people behind these posts, each once, in order; at the most `max`.
pub fn people(posts: &[PostView], max: usize) -> Vec<CreatorRef> {
    let mut people: Vec<CreatorRef> = vec![];
    for post in posts {
        if people.len() == max {
            break;
        }
        if people.iter().all(|known| known.handle != post.creator.handle) {
            people.push(post.creator.clone());
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_piece_keeps_what_was_chosen() {
        let asked = Asked::from(|name| match name {
            "category" => Some("music".into()),
            "show" => Some("popular".into()),
            "from" => Some("20".into()),
            _ => None,
        });
        assert_eq!(
            asked.next("abc", 20),
            "/category/music?show=popular&cursor=abc&from=40"
        );
        assert_eq!(asked.query().sort.as_deref(), Some("popular"));
    }

    #[test]
    fn nonsense_is_the_newest_of_all() {
        let asked = Asked::from(|_| Some("nonsense".into()));
        assert_eq!((asked.show, asked.category, asked.from), (Show::Latest, None, 0));
        assert_eq!(Asked::href(Show::Latest, None), "/feed");
        assert_eq!(
            Asked::href(Show::Following, Some(Category::Art)),
            "/feed?show=following&category=art"
        );
    }
}
