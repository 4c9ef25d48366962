//! Checks of the texts: counts, lengths, uniqueness and who belongs where; nothing here judges style.

use super::{CREATORS, FANS, POLLS, Subject, comments, generated_handle, generated_name};
use shared::{creators::Category, identity::Handle, posts::PostKind, text::Lang};
use std::{collections::HashSet, str::FromStr};

#[test]
fn there_are_fifty_six_creators_four_in_each_category_and_forty_fans() {
    assert_eq!((CREATORS.len(), FANS.len()), (56, 40));
    for category in Category::ALL {
        let here = CREATORS
            .iter()
            .filter(|creator| creator.category == category.as_str());
        assert_eq!(here.count(), 4, "{}", category.as_str());
    }
    let russian: Vec<_> = CREATORS
        .iter()
        .filter(|creator| creator.lang == Lang::Ru)
        .collect();
    assert!((3..=4).contains(&russian.len()));
    for creator in russian {
        let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
        assert!(
            cyrillic(creator.name) && cyrillic(creator.bio),
            "{}",
            creator.handle
        );
        assert!(
            creator
                .posts
                .iter()
                .all(|post| cyrillic(post.title) && cyrillic(post.body)),
            "{}",
            creator.handle
        );
    }
}

#[test]
fn handles_are_valid_and_unique() {
    let mut seen = HashSet::new();
    let all = CREATORS
        .iter()
        .map(|c| c.handle)
        .chain(FANS.iter().map(|fan| fan.handle));
    for handle in all {
        assert!(seen.insert(handle), "{handle} twice");
        assert!((3..=20).contains(&handle.len()), "{handle}");
        assert!(
            Handle::from_str(handle).is_ok_and(|kept| kept.as_str() == handle),
            "{handle}"
        );
    }
}

#[test]
fn names_bios_and_tiers_are_filled_in() {
    for creator in &CREATORS {
        assert!(
            (3..=40).contains(&creator.name.chars().count()),
            "{}",
            creator.handle
        );
        assert!(
            (30..=240).contains(&creator.bio.chars().count()),
            "{}",
            creator.handle
        );
        assert_eq!(creator.tiers.len(), 3, "{}", creator.handle);
        for tier in creator.tiers {
            assert!((3..=30).contains(&tier.name.chars().count()), "{}", tier.name);
            assert!(
                (5..=120).contains(&tier.description.chars().count()),
                "{}",
                tier.name
            );
            assert!((1..=4).contains(&tier.benefits.len()), "{}", tier.name);
        }
    }
    for fan in &FANS {
        assert!((5..=120).contains(&fan.bio.chars().count()), "{}", fan.handle);
    }
}

#[test]
fn titles_are_unique_and_every_text_has_its_length() {
    let mut titles = HashSet::new();
    for post in CREATORS.iter().flat_map(|creator| creator.posts) {
        assert!(titles.insert(post.title), "{} twice", post.title);
        assert!((3..=70).contains(&post.title.chars().count()), "{}", post.title);
        assert!((5..=160).contains(&post.teaser.chars().count()), "{}", post.title);
        let paragraphs = post.body.split("\n\n").count();
        assert!(post.body.chars().count() >= 60, "{}", post.title);
        assert!(
            !post.body.contains("\n\n\n") && post.body.trim() == post.body,
            "{}",
            post.title
        );
        match post.kind {
            PostKind::Image => {
                assert!(
                    (1..=2).contains(&paragraphs) && post.subject.is_some(),
                    "{}",
                    post.title
                );
                assert!((10..=140).contains(&post.alt.chars().count()), "{}", post.title);
            }
            _ => {
                assert!(post.subject.is_none() && post.alt.is_empty(), "{}", post.title);
                assert!(post.body.chars().count() > 400, "{}", post.title);
            }
        }
    }
    assert!(titles.len() >= 339);
}

#[test]
fn every_category_has_something_to_read() {
    for category in Category::ALL {
        let here: usize = CREATORS
            .iter()
            .filter(|creator| creator.category == category.as_str())
            .map(|creator| creator.posts.len())
            .sum();
        assert!(here >= 25, "{}", category.as_str());
    }
}

#[test]
fn pictures_are_of_families_that_fit_the_category() {
    for creator in &CREATORS {
        for post in creator.posts {
            if let Some(subject) = post.subject {
                assert!(
                    Subject::fitting(creator.category).contains(&subject),
                    "{}",
                    post.title
                );
            }
        }
    }
}

#[test]
fn comments_are_many_and_differ() {
    for category in Category::ALL {
        for lang in [Lang::En, Lang::Ru] {
            let said = comments(category.as_str(), lang);
            assert!(said.len() >= 20, "{}", category.as_str());
            assert_eq!(
                said.iter().collect::<HashSet<_>>().len(),
                said.len(),
                "{}",
                category.as_str()
            );
        }
    }
}

#[test]
fn generated_handles_are_valid_and_never_repeat() {
    let mut seen = HashSet::new();
    for n in 0..=1_000_000 {
        let handle = generated_handle(n);
        assert!((3..=20).contains(&handle.len()), "{handle}");
        assert!(
            handle
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
            "{handle}"
        );
        assert!(seen.insert(handle), "{n}");
    }
    assert_ne!(generated_name(1), generated_name(2));
    let fixed: HashSet<_> = CREATORS
        .iter()
        .map(|c| c.handle)
        .chain(FANS.iter().map(|fan| fan.handle))
        .collect();
    assert!(!fixed.iter().any(|handle| seen.contains(*handle)));
}

#[test]
fn polls_are_asked_by_creators_and_can_be_answered() {
    for poll in POLLS {
        assert!(
            CREATORS.iter().any(|creator| creator.handle == poll.handle),
            "{}",
            poll.handle
        );
        let draft = shared::polls::PollDraft {
            options: poll.options.iter().map(|text| (*text).to_owned()).collect(),
            days: 7,
        };
        assert!(draft.parse().is_ok(), "{}", poll.title);
    }
}
