//! Tags: words that creators put on their posts, so that posts of many creators are found together.

use crate::{Code, Refusal, text::Lang};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{fmt, str::FromStr};

/// Tags on one post.
pub const MOST_TAGS: usize = 5;

/// One word in lower case: 2 to 30 letters, digits and underscores of one script, with or without `#` when typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Tag {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let tag = text.trim().trim_start_matches('#').to_lowercase();
        let length = tag.chars().count();
        let latin = tag.chars().any(|c| c.is_ascii_alphabetic());
        let other = tag.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let plain = tag.chars().all(|c| c.is_alphanumeric() || c == '_');
        if (2..=30).contains(&length) && plain && !(latin && other && mixes(&tag)) {
            return Ok(Self(tag));
        }
        Err(Refusal::field("tags", Lang::tag_shape))
    }
}

/// Whether Latin letters stand among those of a script that has the same shapes.
fn mixes(tag: &str) -> bool {
    tag.chars()
        .any(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{530}'..='\u{58f}'))
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse()
            .map_err(|refusal: Refusal| D::Error::custom(refusal.together()))
    }
}

/// A tag, and how many posts have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TagCount {
    pub tag: Tag,
    pub posts: u64,
}

/// The tags of a post, each once, in the order given.
pub fn tags(given: &[String]) -> Result<Vec<Tag>, Refusal> {
    let mut tags: Vec<Tag> = Vec::new();
    for text in given {
        let tag = text.parse()?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags.len() > MOST_TAGS {
        return Err(Refusal::field("tags", |lang| lang.tags_most(MOST_TAGS)));
    }
    Ok(tags)
}

/// Tags as the database keeps them, parted by spaces; what is none falls out.
pub fn stored(text: &str) -> Vec<Tag> {
    text.split(' ').filter_map(|tag| tag.parse().ok()).collect()
}

/// An address part that is no tag is nothing that exists.
pub fn at(text: &str) -> Result<Tag, Refusal> {
    text.parse().map_err(|_| Code::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_word_of_one_script() {
        assert_eq!("#Sunset".parse::<Tag>().map(|tag| tag.0), Ok("sunset".to_owned()));
        assert_eq!("Закат".parse::<Tag>().map(|tag| tag.0), Ok("закат".to_owned()));
        for bad in [
            "",
            "a",
            "two words",
            "a-b",
            "sunsеt",
            "<b>",
            "x\u{202e}y",
            &"a".repeat(31),
        ] {
            assert!(bad.parse::<Tag>().is_err(), "{bad}");
        }
        assert!("café".parse::<Tag>().is_ok());
    }

    #[test]
    fn a_post_has_each_tag_once_and_few_of_them() {
        let given = |tags: &[&str]| -> Vec<String> { tags.iter().map(|tag| (*tag).to_owned()).collect() };
        assert_eq!(
            tags(&given(&["Ink", "#ink", "paper"])).map(|tags| tags.len()),
            Ok(2)
        );
        assert!(tags(&given(&["aa", "bb", "cc", "dd", "ee", "ff"])).is_err());
        assert_eq!(stored("ink paper").len(), 2);
        assert_eq!(stored(""), Vec::new());
    }
}
