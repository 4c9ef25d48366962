//! Checks of the pictures: every slug has some, the same seed gives the same bytes; nothing here looks at beauty.

use super::{Subject, avatar, cover, picture, picture_of};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

const SLUGS: [&str; 14] = [
    "art",
    "music",
    "gaming",
    "lifestyle",
    "fitness",
    "tech",
    "defi",
    "nft",
    "trading",
    "gamefi",
    "blockchain",
    "intimate",
    "education",
    "comedy",
];

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

#[test]
fn every_slug_has_families_and_pictures() {
    for slug in SLUGS {
        assert!(Subject::fitting(slug).len() >= 3, "{slug}");
        let image = picture(&mut seeded(1), slug, 108, 135);
        assert_eq!(image.dimensions(), (108, 135));
        assert_eq!(cover(&mut seeded(2), slug, 160, 54).dimensions(), (160, 54));
    }
}

#[test]
fn every_family_belongs_somewhere_and_draws_at_any_shape() {
    for subject in Subject::ALL {
        assert!(
            SLUGS.iter().any(|slug| Subject::fitting(slug).contains(&subject)),
            "{subject:?}"
        );
        assert!((20..=120).contains(&subject.alt().len()), "{subject:?}");
        for (seed, (w, h)) in [(108, 135), (160, 54), (40, 90), (16, 16)]
            .into_iter()
            .enumerate()
        {
            let image = picture_of(&mut seeded(seed as u64), subject, "art", w, h);
            assert_eq!(image.dimensions(), (w, h));
            let first = image.get_pixel(0, 0);
            assert!(
                image.pixels().any(|px| px != first),
                "{subject:?} is one flat colour"
            );
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_another_picture() {
    for subject in Subject::ALL {
        let draw = |seed| picture_of(&mut seeded(seed), subject, "music", 120, 150).into_raw();
        assert_eq!(draw(7), draw(7), "{subject:?}");
        let (a, b) = (draw(7), draw(8));
        let apart: u64 = a.iter().zip(&b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        assert!(apart / a.len() as u64 >= 6, "{subject:?} hardly changes");
    }
    let face = |seed| avatar(&mut seeded(seed), 64).into_raw();
    assert_eq!(face(3), face(3));
    assert_ne!(face(3), face(4));
}
