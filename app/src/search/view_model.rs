//! What the addresses of `/search` mean and lead to. Plain values; no markup.

use crate::kit::url::with_query;
use shared::{
    creators::{Category, TierLevel},
    posts::PostKind,
    search::{AgeFilter, PostFilter, PriceFilter, SearchKind, SearchQuery},
    text::Lang,
};

/// What the address asks for, read leniently: what is unknown is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub q: String,
    pub kind: Option<SearchKind>,
    pub filter: PostFilter,
    pub cursor: Option<String>,
    /// How many posts came before this piece; only for the cards' positions.
    pub from: u64,
}

impl Asked {
    pub fn from(get: impl Fn(&str) -> Option<String>) -> Self {
        fn read<T: std::str::FromStr>(text: Option<String>) -> Option<T> {
            text?.parse().ok()
        }
        Self {
            q: get("q").unwrap_or_default().trim().to_owned(),
            kind: read(get("kind")),
            filter: PostFilter {
                category: read(get("category")),
                made_of: read(get("made_of")),
                price: read(get("price")),
                tier: read(get("tier")),
                since: read(get("since")),
            },
            cursor: get("cursor").filter(|cursor| !cursor.is_empty()),
            from: crate::feed::view_model::from(get("from").as_deref()),
        }
    }

    pub fn query(&self) -> SearchQuery {
        let own = |name: &str| Some(name.to_owned());
        SearchQuery {
            q: self.q.clone(),
            kind: self.kind.map(SearchKind::as_str).and_then(own),
            category: self.filter.category.map(Category::as_str).and_then(own),
            made_of: self.filter.made_of.map(PostKind::as_str).and_then(own),
            price: self.filter.price.map(PriceFilter::as_str).and_then(own),
            tier: self.filter.tier.map(TierLevel::as_str).and_then(own),
            since: self.filter.since.map(AgeFilter::as_str).and_then(own),
            limit: None,
            cursor: self.cursor.clone(),
        }
    }

    /// The same words, looked for among things of this kind.
    pub fn among(&self, kind: Option<SearchKind>) -> String {
        self.address(kind, &[])
    }

    /// The piece of this kind after one that showed so many.
    pub fn next(&self, kind: SearchKind, cursor: &str, shown: usize) -> String {
        let from = crate::feed::view_model::next_from(self.from, shown);
        self.address(Some(kind), &[("cursor", Some(cursor)), ("from", Some(&from))])
    }

    fn address(&self, kind: Option<SearchKind>, more: &[(&str, Option<&str>)]) -> String {
        let filter = self.filter;
        let mut pairs = vec![
            ("q", Some(self.q.as_str())),
            ("kind", kind.map(SearchKind::as_str)),
            ("category", filter.category.map(Category::as_str)),
            ("made_of", filter.made_of.map(PostKind::as_str)),
            ("price", filter.price.map(PriceFilter::as_str)),
            ("tier", filter.tier.map(TierLevel::as_str)),
            ("since", filter.since.map(AgeFilter::as_str)),
        ];
        pairs.extend_from_slice(more);
        with_query("/search", &pairs)
    }

    /// Whether posts are narrowed.
    pub fn narrowed(&self) -> bool {
        self.filter != PostFilter::default()
    }
}

/// One way to narrow posts, as a list of choices: its name in addresses, its words, and the choices with theirs.
pub struct Choice {
    pub name: &'static str,
    pub label: &'static str,
    /// What stands for no choice.
    pub any: &'static str,
    pub options: Vec<(&'static str, &'static str)>,
    pub chosen: Option<&'static str>,
}

/// All ways to narrow posts.
pub fn choices(lang: Lang, filter: PostFilter) -> Vec<Choice> {
    let made_of = |kind: PostKind| match kind {
        PostKind::Text => lang.made_of_text(),
        PostKind::Image => lang.made_of_image(),
        PostKind::Video => lang.made_of_video(),
        PostKind::Audio => lang.made_of_audio(),
    };
    let price = |price: PriceFilter| match price {
        PriceFilter::Free => lang.price_free(),
        PriceFilter::Paid => lang.price_paid(),
    };
    let since = |age: AgeFilter| match age {
        AgeFilter::Day => lang.since_day(),
        AgeFilter::Week => lang.since_week(),
        AgeFilter::Month => lang.since_month(),
        AgeFilter::Year => lang.since_year(),
    };
    vec![
        Choice {
            name: "category",
            label: lang.filter_category(),
            any: lang.any(),
            options: Category::ALL
                .iter()
                .map(|one| (one.as_str(), lang.category(*one)))
                .collect(),
            chosen: filter.category.map(Category::as_str),
        },
        Choice {
            name: "made_of",
            label: lang.filter_made_of(),
            any: lang.kind_all(),
            options: PostKind::ALL
                .iter()
                .map(|one| (one.as_str(), made_of(*one)))
                .collect(),
            chosen: filter.made_of.map(PostKind::as_str),
        },
        Choice {
            name: "price",
            label: lang.filter_price(),
            any: lang.any(),
            options: PriceFilter::ALL
                .iter()
                .map(|one| (one.as_str(), price(*one)))
                .collect(),
            chosen: filter.price.map(PriceFilter::as_str),
        },
        Choice {
            name: "tier",
            label: lang.filter_tier(),
            any: lang.kind_all(),
            options: TierLevel::ALL
                .iter()
                .map(|one| (one.as_str(), lang.tier(*one)))
                .collect(),
            chosen: filter.tier.map(TierLevel::as_str),
        },
        Choice {
            name: "since",
            label: lang.filter_since(),
            any: lang.any_time(),
            options: AgeFilter::ALL
                .iter()
                .map(|one| (one.as_str(), since(*one)))
                .collect(),
            chosen: filter.since.map(AgeFilter::as_str),
        },
    ]
}

/// Searches that a browser remembers, the last first.
pub const REMEMBERED: usize = 6;

/// What was looked for before, with this now at the front.
pub fn remember(before: &[String], q: &str) -> Vec<String> {
    let q = q.trim();
    std::iter::once(q)
        .chain(
            before
                .iter()
                .map(String::as_str)
                .filter(|old| !old.eq_ignore_ascii_case(q)),
        )
        .filter(|text| !text.is_empty())
        .take(REMEMBERED)
        .map(str::to_owned)
        .collect()
}

/// Where the choice goes from here when an arrow is pressed; before the first and after the last is the field itself.
pub fn step(at: Option<usize>, of: usize, down: bool) -> Option<usize> {
    match (at, down) {
        _ if of == 0 => None,
        (None, true) => Some(0),
        (None, false) => Some(of - 1),
        (Some(at), true) => (at + 1 < of).then_some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_what_was_asked_and_forget_nonsense() {
        let asked = Asked::from(|name| match name {
            "q" => Some(" sea & sky ".into()),
            "price" => Some("free".into()),
            "tier" => Some("gold".into()),
            _ => None,
        });
        assert!(asked.narrowed());
        assert_eq!(
            asked.among(Some(SearchKind::Posts)),
            "/search?q=sea%20%26%20sky&kind=posts&price=free"
        );
        assert_eq!(
            asked.query().parse().map(|search| search.filter),
            Ok(asked.filter)
        );
        assert!(
            asked
                .next(SearchKind::Posts, "abc", 20)
                .ends_with("&cursor=abc&from=20")
        );
    }

    #[test]
    fn what_was_looked_for_is_remembered_once() {
        let before = ["sea".to_owned(), "sky".to_owned()];
        assert_eq!(remember(&before, " Sky "), ["Sky", "sea"]);
        assert_eq!(remember(&before, "  "), ["sea", "sky"]);
        let many: Vec<String> = (0..10).map(|number| number.to_string()).collect();
        assert_eq!(remember(&many, "new").len(), REMEMBERED);
    }

    #[test]
    fn arrows_go_round_by_way_of_the_field() {
        assert_eq!(step(None, 0, true), None);
        assert_eq!(step(None, 3, true), Some(0));
        assert_eq!(step(Some(2), 3, true), None);
        assert_eq!(step(None, 3, false), Some(2));
        assert_eq!(step(Some(0), 3, false), None);
    }
}
