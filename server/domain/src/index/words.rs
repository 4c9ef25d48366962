//! Words as they are looked for: parted, in lower case, without accents, brought to their stem in English and Russian.
//! Pure, and the same for what is kept and what is asked, so that both databases find the same.

use rust_stemmers::{Algorithm, Stemmer};
use std::{collections::BTreeSet, iter, sync::LazyLock};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Characters of one word; what is longer is no word.
const LONGEST: usize = 40;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
static RUSSIAN: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Russian));

/// A letter without its accents. ё is read as е, as most people write it; й is a letter of its own.
fn bare(letter: char) -> impl Iterator<Item = char> {
    let accented = letter != 'й' && !letter.is_ascii();
    let parts = accented.then(|| iter::once(letter).nfkd().filter(|c| !is_combining_mark(*c)));
    (!accented)
        .then_some(letter)
        .into_iter()
        .chain(parts.into_iter().flatten())
}

/// The words of a text in their order: letters and digits only, in lower case, without accents.
pub fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfc().flat_map(char::to_lowercase).flat_map(bare).collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.chars().count() <= LONGEST)
        .map(str::to_owned)
        .collect()
}

/// What stays of a word when its endings are gone.
pub fn stem(word: &str) -> String {
    if word.chars().any(|c| matches!(c, 'а'..='я')) {
        RUSSIAN.stem(word).into_owned()
    } else if word.is_ascii() {
        ENGLISH.stem(word).into_owned()
    } else {
        word.to_owned()
    }
}

/// The stems of a text, each once.
pub fn stems(text: &str) -> BTreeSet<String> {
    words(text).iter().map(|word| stem(word)).collect()
}

/// Whether a word is worth remembering for those who mistype it.
pub fn memorable(word: &str) -> bool {
    word.chars().count() >= 4 && word.chars().all(char::is_alphabetic)
}

/// Of the words that are known, the one that a mistyped one most likely meant: one slip away, or two in a long word.
pub fn meant<'a>(typed: &str, known: &'a [String]) -> Option<&'a str> {
    let slips = match typed.chars().count() {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    known
        .iter()
        .map(|word| (strsim::osa_distance(typed, word), word.as_str()))
        .filter(|(distance, _)| *distance <= slips)
        .min()
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_letters_and_digits_without_case_or_accents() {
        assert_eq!(words("Café-Noir, 3D!"), ["cafe", "noir", "3d"]);
        assert_eq!(words("Ёлка и её огни"), ["елка", "и", "ее", "огни"]);
        assert_eq!(words("Чайки и\u{306}од"), ["чайки", "йод"]);
        assert_eq!(words("\"a\" OR b* NEAR(c)"), ["a", "or", "b", "near", "c"]);
        assert_eq!(words("🦀 \u{202e}"), Vec::<String>::new());
        assert_eq!(words(&"x".repeat(41)), Vec::<String>::new());
    }

    #[test]
    fn endings_do_not_matter_in_either_language() {
        for (one, other) in [
            ("sunsets", "sunset"),
            ("painting", "paintings"),
            ("закаты", "закат"),
            ("картинами", "картина"),
            ("рисовала", "рисовал"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("кот"), stem("кит"));
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven() {
        let known = ["sunset", "sunday", "watercolour", "закаты"].map(str::to_owned);
        for (typed, meant_word) in [
            ("sunste", Some("sunset")),
            ("sunet", Some("sunset")),
            ("watercolor", Some("watercolour")),
            ("watercolr", Some("watercolour")),
            ("закоты", Some("закаты")),
            ("sun", None),
            ("moon", None),
        ] {
            assert_eq!(meant(typed, &known), meant_word, "{typed}");
        }
    }

    proptest! {
        /// Quotes, operators and wildcards of both databases never come through.
        #[test]
        fn a_word_is_only_letters_and_digits(text in "\\PC{0,200}") {
            for word in words(&text) {
                prop_assert!(!word.is_empty() && word.chars().all(char::is_alphanumeric), "{word:?}");
                prop_assert!(stem(&word).chars().all(char::is_alphanumeric));
            }
        }
    }
}
