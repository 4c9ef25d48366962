//! The string catalogue: every sentence people read, in each language side by side. A sentence that lacks a
//! language does not compile; one that nobody calls is not shipped to the browser.

use crate::money::{Amount, Lamports};
use serde::{Deserialize, Serialize};

/// A language of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Ru,
}

/// What fills a sentence in, as the language writes it.
trait Said {
    fn said(self, lang: Lang) -> impl std::fmt::Display;
}

impl Said for &str {
    fn said(self, _: Lang) -> impl std::fmt::Display {
        self
    }
}

impl Said for Amount {
    fn said(self, lang: Lang) -> impl std::fmt::Display {
        lang.money(self)
    }
}

impl Said for Lamports {
    fn said(self, lang: Lang) -> impl std::fmt::Display {
        lang.money(Amount::sol(self.0))
    }
}

macro_rules! said_as_it_is {
    ($($number:ty)+) => {
        $(impl Said for $number {
            fn said(self, _: Lang) -> impl std::fmt::Display {
                self
            }
        })+
    };
}
said_as_it_is! { u8 u16 u32 i64 usize }

/// Declares sentences as methods of [`Lang`].
///
/// `name = "English" | "Русский"` is a fixed sentence, `name(who: &str) = "Hi {who}" | "…"` fills in, and
/// `name[n] = "one", "other" | "one", "few", "many"` counts with `{n}` by the plural rules of CLDR.
/// `name of n = …` gives the form for a number that stands elsewhere.
macro_rules! words {
    () => {};
    ($name:ident = $en:literal | $ru:literal; $($rest:tt)*) => {
        impl $crate::text::Lang {
            pub fn $name(self) -> &'static str {
                match self { Self::En => $en, Self::Ru => $ru }
            }
        }
        words! { $($rest)* }
    };
    ($name:ident($($arg:ident: $kind:ty),+) = $en:literal | $ru:literal; $($rest:tt)*) => {
        impl $crate::text::Lang {
            pub fn $name(self, $($arg: $kind),+) -> String {
                $(let $arg = $crate::text::Said::said($arg, self);)+
                match self { Self::En => format!($en), Self::Ru => format!($ru) }
            }
        }
        words! { $($rest)* }
    };
    ($name:ident of $n:ident = $one:literal, $other:literal | $odin:literal, $dva:literal, $pyat:literal; $($rest:tt)*) => {
        impl $crate::text::Lang {
            pub fn $name(self, $n: u64) -> &'static str {
                match (self, self.form($n)) {
                    (Self::En, 0) => $one,
                    (Self::En, _) => $other,
                    (Self::Ru, 0) => $odin,
                    (Self::Ru, 1) => $dva,
                    (Self::Ru, _) => $pyat,
                }
            }
        }
        words! { $($rest)* }
    };
    ($name:ident[$n:ident] = $one:literal, $other:literal | $odin:literal, $dva:literal, $pyat:literal; $($rest:tt)*) => {
        impl $crate::text::Lang {
            pub fn $name(self, $n: u64) -> String {
                let form = self.form($n);
                let $n = self.number($n);
                match (self, form) {
                    (Self::En, 0) => format!($one),
                    (Self::En, _) => format!($other),
                    (Self::Ru, 0) => format!($odin),
                    (Self::Ru, 1) => format!($dva),
                    (Self::Ru, _) => format!($pyat),
                }
            }
        }
        words! { $($rest)* }
    };
}

mod books;
mod cases;
mod checks;
mod common;
mod composing;
mod errors;
mod fiat;
mod finding;
mod flash_sales;
mod gifts;
mod goods;
mod looking;
mod making;
mod messages;
mod mismatches;
mod notifications;
mod order_notes;
mod pages;
mod payments;
mod payouts;
mod people;
mod reaching;
mod refusals;
mod settings;
mod told;
mod trials;
mod webhooks;
mod words;

pub use words::Words;

/// CLDR's cardinal rule for Russian: 0 one, 1 few, 2 many.
fn russian_plural(n: u64) -> u8 {
    match (n % 10, n % 100) {
        (1, 11) => 2,
        (1, _) => 0,
        (2..=4, 12..=14) => 2,
        (2..=4, _) => 1,
        _ => 2,
    }
}

impl Lang {
    /// Which of its forms a counted noun has: 0 one, then as CLDR orders them.
    fn form(self, n: u64) -> u8 {
        match self {
            Self::En => u8::from(n != 1),
            Self::Ru => russian_plural(n),
        }
    }

    pub const ALL: &'static [Lang] = &[Lang::En, Lang::Ru];

    /// The BCP 47 tag for the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// The language with the territory whose forms of dates and numbers it has, as Open Graph names it.
    pub fn locale(self) -> &'static str {
        match self {
            Self::En => "en_US",
            Self::Ru => "ru_RU",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL
            .iter()
            .copied()
            .find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header (RFC 9110 section 12.5.4); English when none fits.
    pub fn accepted(header: &str) -> Self {
        let mut best = (0.0, Self::default());
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(Self::from_tag) else {
                continue;
            };
            let quality = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |quality| quality.parse::<f32>().unwrap_or(0.0));
            if quality > best.0 {
                best = (quality, lang);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_counts() {
        let of = |n| russian_plural(n);
        assert_eq!([of(1), of(21), of(101)], [0; 3]);
        assert_eq!([of(2), of(24), of(103)], [1; 3]);
        assert_eq!([of(0), of(5), of(11), of(12), of(14), of(111), of(25)], [2; 7]);
    }

    #[test]
    fn a_noun_agrees_with_a_number_that_stands_elsewhere() {
        assert_eq!(Lang::En.figure_creators(1), "creator");
        assert_eq!(Lang::En.figure_posts(22), "posts");
        assert_eq!(Lang::Ru.figure_creators(1), "автор");
        assert_eq!(Lang::Ru.figure_posts(22), "поста");
        assert_eq!(Lang::Ru.figure_posts(11), "постов");
    }

    #[test]
    fn the_header_chooses_by_quality() {
        assert_eq!(Lang::accepted("ru-RU,ru;q=0.9,en;q=0.8"), Lang::Ru);
        assert_eq!(Lang::accepted("de, en;q=0.3, ru;q=0.2"), Lang::En);
        assert_eq!(Lang::accepted("en;q=0.1,ru;q=0.5"), Lang::Ru);
        assert_eq!(Lang::accepted(""), Lang::En);
        assert_eq!(Lang::accepted("ru;q=nonsense"), Lang::En);
    }
}
