//! Names for people who have just come: friendly, and none that a page or person has reserved.

use super::random;
use crate::{Error, Result};
use shared::identity::Handle;

const ADJECTIVES: [&str; 64] = [
    "amber", "ample", "azure", "bold", "brave", "breezy", "bright", "brisk", "calm", "candid", "cheery",
    "chilly", "clever", "cosmic", "cozy", "crisp", "curious", "daring", "dapper", "dreamy", "eager", "early",
    "fancy", "fleet", "fluffy", "frosty", "gentle", "gleaming", "golden", "happy", "hidden", "humble",
    "jolly", "keen", "kind", "lively", "lucky", "lunar", "mellow", "merry", "mighty", "misty", "modest",
    "noble", "patient", "placid", "polar", "proud", "quick", "quiet", "rapid", "rosy", "royal", "sandy",
    "silver", "snowy", "solar", "steady", "sunny", "swift", "tidy", "velvet", "vivid", "witty",
];

const NOUNS: [&str; 64] = [
    "acorn", "anchor", "aspen", "badger", "beacon", "beaver", "birch", "bison", "breeze", "brook", "canyon",
    "cedar", "cloud", "comet", "coral", "crane", "dolphin", "ember", "falcon", "fern", "finch", "forest",
    "fox", "galaxy", "garden", "glacier", "harbor", "hazel", "heron", "island", "jasmine", "lagoon",
    "lantern", "lemur", "lotus", "lynx", "maple", "meadow", "moon", "nebula", "oak", "ocean", "orchid",
    "otter", "owl", "panda", "pebble", "pine", "planet", "prairie", "quokka", "raven", "reef", "river",
    "robin", "sparrow", "spruce", "star", "tiger", "tulip", "turtle", "valley", "willow", "wren",
];

/// A random handle, such as `brave_otter42`, and its readable form, `Brave Otter`. Whether it is free, the
/// database says.
pub(super) fn invent() -> Result<(Handle, String)> {
    // 64 divides 256: every word is as likely as the others.
    let [adjective, noun, high, low] = random()?;
    let adjective = ADJECTIVES[usize::from(adjective) % ADJECTIVES.len()];
    let noun = NOUNS[usize::from(noun) % NOUNS.len()];
    let number = u16::from_be_bytes([high, low]) % 9990 + 10;
    let handle = format!("{adjective}_{noun}{number}")
        .parse()
        .map_err(Error::internal)?;
    Ok((
        handle,
        format!("{} {}", capitalised(adjective), capitalised(noun)),
    ))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_handle() {
        for adjective in ADJECTIVES {
            for noun in NOUNS {
                assert!(
                    format!("{adjective}_{noun}9999").parse::<Handle>().is_ok(),
                    "{adjective}_{noun}"
                );
            }
        }
    }

    #[test]
    fn no_word_stands_twice() {
        assert!(
            ADJECTIVES
                .iter()
                .enumerate()
                .all(|(at, word)| !ADJECTIVES[..at].contains(word))
        );
        assert!(
            NOUNS
                .iter()
                .enumerate()
                .all(|(at, word)| !NOUNS[..at].contains(word))
        );
    }

    #[test]
    fn the_name_reads_like_the_handle() {
        let (handle, name) = invent().expect("randomness");
        let words = name.to_lowercase().replace(' ', "_");
        assert!(handle.as_str().starts_with(&words), "{handle} {name}");
        assert!(
            handle.as_str()[words.len()..]
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        );
    }
}
