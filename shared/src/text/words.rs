//! A sentence in every language at once, for who does not know yet in which it will be read.

use super::Lang;
use std::{borrow::Cow, fmt};

/// What stands between the languages where one text holds all of them: a character that no sentence has.
const BETWEEN: char = '\u{1e}';

/// A sentence in every language. By itself it is shown in English, as logs have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    en: Cow<'static, str>,
    ru: Cow<'static, str>,
}

impl Words {
    /// What the catalogue says.
    pub fn of<W: Into<Cow<'static, str>>>(say: impl Fn(Lang) -> W) -> Self {
        Self {
            en: say(Lang::En).into(),
            ru: say(Lang::Ru).into(),
        }
    }

    pub fn said(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
        }
    }

    /// The sentence of one language, taken out.
    pub fn in_lang(self, lang: Lang) -> Cow<'static, str> {
        match lang {
            Lang::En => self.en,
            Lang::Ru => self.ru,
        }
    }

    /// All languages in one text: an error of serde holds no more than that.
    pub fn together(&self) -> String {
        format!("{}{BETWEEN}{}", self.en, self.ru)
    }

    /// Out of what [`Self::together`] made; none for any other text.
    pub fn apart(text: &str) -> Option<Self> {
        let (en, ru) = text.split_once(BETWEEN)?;
        Some(Self {
            en: Cow::Owned(en.to_owned()),
            ru: Cow::Owned(ru.to_owned()),
        })
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_said_in_each_language() {
        let fixed = Words::of(Lang::text_empty);
        assert_eq!(fixed.said(Lang::En), Lang::En.text_empty());
        assert_eq!(fixed.said(Lang::Ru), Lang::Ru.text_empty());
        assert_eq!(fixed.to_string(), Lang::En.text_empty());
        let filled = Words::of(|lang| lang.text_long(40));
        assert_eq!(filled.said(Lang::Ru), "Здесь может быть не больше 40 знаков.");
        assert_eq!(filled.clone().in_lang(Lang::Ru), filled.said(Lang::Ru));
    }

    #[test]
    fn all_languages_go_through_one_text() {
        let words = Words::of(Lang::text_empty);
        assert_eq!(Words::apart(&words.together()), Some(words));
        assert_eq!(Words::apart("missing field `x`"), None);
    }
}
