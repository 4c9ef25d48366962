//! The people and texts of the demo: invented, plain values. It refuses real persons, brands and promises of profit.

mod comments;
mod names;
mod people;
mod posts_a;
mod posts_b;
mod russian;

pub use names::{generated_handle, generated_name};
pub use people::{CREATORS, FANS};
use shared::{posts::PostKind, text::Lang};

/// How a creator presents one tier.
pub struct TierText {
    pub name: &'static str,
    pub description: &'static str,
    pub benefits: &'static [&'static str],
}

/// A creator of the demo.
pub struct CreatorProfile {
    /// 3 to 20 of `a-z`, `0-9`, `_`.
    pub handle: &'static str,
    pub name: &'static str,
    /// A category's slug.
    pub category: &'static str,
    pub bio: &'static str,
    /// The language of this creator's posts.
    pub lang: Lang,
    /// Basic, Premium, VIP.
    pub tiers: &'static [TierText],
}

/// A fan of the demo.
pub struct FanProfile {
    pub handle: &'static str,
    pub name: &'static str,
    pub bio: &'static str,
}

/// The words of one post.
pub struct PostText {
    pub title: &'static str,
    /// What everyone may read.
    pub teaser: &'static str,
    pub body: &'static str,
    /// Text or image.
    pub kind: PostKind,
}

/// The posts that creators of a category share out among themselves; Russian where there are any.
pub fn post_texts(category: &str, lang: Lang) -> &'static [PostText] {
    match (category, lang) {
        ("art", Lang::Ru) => russian::RU_ART,
        ("music", Lang::Ru) => russian::RU_MUSIC,
        ("education", Lang::Ru) => russian::RU_EDUCATION,
        ("comedy", Lang::Ru) => russian::RU_COMEDY,
        ("music", _) => posts_a::MUSIC,
        ("gaming", _) => posts_a::GAMING,
        ("lifestyle", _) => posts_a::LIFESTYLE,
        ("fitness", _) => posts_a::FITNESS,
        ("tech", _) => posts_a::TECH,
        ("defi", _) => posts_a::DEFI,
        ("nft", _) => posts_a::NFT,
        ("trading", _) => posts_b::TRADING,
        ("gamefi", _) => posts_b::GAMEFI,
        ("blockchain", _) => posts_b::BLOCKCHAIN,
        ("intimate", _) => posts_b::INTIMATE,
        ("education", _) => posts_b::EDUCATION,
        ("comedy", _) => posts_b::COMEDY,
        _ => posts_a::ART,
    }
}

/// What people say under a post in this language.
pub fn comments(_category: &str, lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => comments::EN,
        Lang::Ru => comments::RU,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        creators::{Category, TierLevel},
        identity::Handle,
    };
    use std::collections::HashSet;

    const RUSSIAN: [&str; 4] = ["art", "music", "education", "comedy"];

    fn all_posts() -> Vec<&'static PostText> {
        let english = Category::ALL
            .iter()
            .flat_map(|category| post_texts(category.as_str(), Lang::En));
        english
            .chain(RUSSIAN.iter().flat_map(|category| post_texts(category, Lang::Ru)))
            .collect()
    }

    #[test]
    fn handles_are_valid_and_unique() {
        let mut seen = HashSet::new();
        let creators = CREATORS
            .iter()
            .map(|creator| (creator.handle, creator.name, creator.bio));
        for (handle, name, bio) in creators.chain(FANS.iter().map(|fan| (fan.handle, fan.name, fan.bio))) {
            assert!(
                handle
                    .parse::<Handle>()
                    .is_ok_and(|parsed| parsed.as_str() == handle),
                "{handle}"
            );
            assert!(handle.len() <= 20, "{handle}");
            assert!(seen.insert(handle), "{handle} is there twice");
            assert!((1..=50).contains(&name.chars().count()), "{name}");
            assert!((1..=500).contains(&bio.chars().count()), "{bio}");
        }
    }

    #[test]
    fn every_category_has_four_creators_with_every_tier() {
        for category in Category::ALL {
            let of_it = CREATORS
                .iter()
                .filter(|creator| creator.category == category.as_str());
            assert_eq!(of_it.count(), 4, "{category:?}");
        }
        for creator in &CREATORS {
            assert_eq!(creator.tiers.len(), TierLevel::ALL.len(), "{}", creator.handle);
            assert!(
                creator
                    .tiers
                    .iter()
                    .all(|tier| (2..=4).contains(&tier.benefits.len())),
                "{}",
                creator.handle
            );
        }
        let russian: Vec<&str> = CREATORS
            .iter()
            .filter(|creator| creator.lang == Lang::Ru)
            .map(|creator| creator.category)
            .collect();
        assert_eq!(russian, RUSSIAN);
    }

    #[test]
    fn posts_are_enough_and_their_titles_unique() {
        for category in Category::ALL {
            assert!(
                post_texts(category.as_str(), Lang::En).len() >= 25,
                "{category:?}"
            );
        }
        for category in RUSSIAN {
            assert_eq!(post_texts(category, Lang::Ru).len(), 8, "{category}");
        }
        let mut seen = HashSet::new();
        for post in all_posts() {
            assert!(seen.insert(post.title), "{} is there twice", post.title);
        }
    }

    #[test]
    fn posts_and_comments_have_a_fitting_length() {
        for post in all_posts() {
            assert!((1..=70).contains(&post.title.chars().count()), "{}", post.title);
            assert!(
                (1..=160).contains(&post.teaser.chars().count()),
                "{}",
                post.teaser
            );
            assert!((40..=5_000).contains(&post.body.chars().count()), "{}", post.body);
            assert!(
                matches!(post.kind, PostKind::Text | PostKind::Image),
                "{}",
                post.title
            );
        }
        for comment in [Lang::En, Lang::Ru]
            .into_iter()
            .flat_map(|lang| comments("art", lang))
        {
            assert!((3..=140).contains(&comment.chars().count()), "{comment}");
        }
    }

    #[test]
    fn generated_handles_are_valid_and_unique() {
        let mut seen: HashSet<String> = CREATORS.iter().map(|creator| creator.handle.to_owned()).collect();
        seen.extend(FANS.iter().map(|fan| fan.handle.to_owned()));
        for n in (0..20_000).chain([u32::MAX]) {
            let handle = generated_handle(n);
            assert!(handle.parse::<Handle>().is_ok(), "{handle}");
            assert!(!generated_name(n).is_empty());
            assert!(seen.insert(handle), "{n} is there twice");
        }
    }
}
