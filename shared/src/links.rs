//! Places elsewhere that a person names on their page: `https` addresses of named hosts, and nothing that could run in
//! a reader's page or look like another place.

use crate::{Refusal, text::Lang};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{fmt, str::FromStr};
use url::{Host, Url};

/// Links of one person.
pub const MOST_LINKS: usize = 5;
/// Characters of an address.
const LONGEST: usize = 200;

/// A checked address. Its host is in ASCII, as punycode where need be, so that look-alikes show what they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Link(String);

impl Link {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people say it: without scheme, `www.` and a slash at the end.
    pub fn short(&self) -> &str {
        let text = self.0.strip_prefix("https://").unwrap_or(&self.0);
        let text = text.strip_prefix("www.").unwrap_or(text);
        text.strip_suffix('/').unwrap_or(text)
    }
}

impl FromStr for Link {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        // Parsers forgive what is hidden in an address: tabs and line breaks inside "javascript:" for one.
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) || text.chars().count() > LONGEST {
            return Err(refused());
        }
        let url = Url::parse(text).map_err(|_| refused())?;
        let named =
            matches!(url.host(), Some(Host::Domain(host)) if host.contains('.') && !host.ends_with(".local"));
        let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
        if url.scheme() != "https" || !named || !plain {
            return Err(refused());
        }
        Ok(Self(url.into()))
    }
}

fn refused() -> Refusal {
    Refusal::field("links", Lang::link_shape)
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // What a server sent was checked there.
        String::deserialize(deserializer).and_then(|text| {
            if text.starts_with("https://") {
                Ok(Self(text))
            } else {
                Err(D::Error::custom(refused().together()))
            }
        })
    }
}

/// The links in a list, each once; refuses more than [`MOST_LINKS`]. Empty ones fall out.
pub fn links(texts: &[String]) -> Result<Vec<Link>, Refusal> {
    let mut links: Vec<Link> = vec![];
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        let link: Link = text.parse()?;
        if !links.contains(&link) {
            links.push(link);
        }
    }
    if links.len() > MOST_LINKS {
        return Err(Refusal::field("links", Lang::links_most));
    }
    Ok(links)
}

/// The links of a column, parted by line breaks.
pub fn stored(text: &str) -> Vec<Link> {
    text.lines().map(|line| Link(line.to_owned())).collect()
}

/// Links as a column keeps them.
pub fn to_store(links: &[Link]) -> String {
    let lines: Vec<&str> = links.iter().map(Link::as_str).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_places_of_the_web_are_links() {
        for (text, short) in [
            ("https://example.com", "example.com"),
            (" https://www.example.com/you?a=b ", "example.com/you?a=b"),
            ("HTTPS://Example.com/You", "example.com/You"),
        ] {
            assert_eq!(
                text.parse::<Link>().map(|link| link.short().to_owned()),
                Ok(short.to_owned())
            );
        }
        for text in [
            "",
            "example.com",
            "http://example.com",
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "https://example.com/\u{202e}",
            "data:text/html,<script>",
            "https://user:word@example.com",
            "https://example.com:8443",
            "https://127.0.0.1/",
            "https://localhost/",
            "https://printer.local/",
            "https://[::1]/",
            "//example.com",
            &format!("https://example.com/{}", "x".repeat(200)),
        ] {
            match text.parse::<Link>() {
                Ok(link) => assert!(link.as_str().is_ascii(), "{text}"),
                Err(refusal) => assert_eq!(refusal.field.as_deref(), Some("links"), "{text}"),
            }
        }
        assert!("javascript:alert(1)".parse::<Link>().is_err());
    }

    #[test]
    fn a_list_has_each_once_and_not_many() {
        let text = |n: usize| format!("https://example.com/{n}");
        assert_eq!(
            links(&[text(1), text(1), String::new(), text(2)]).map(|all| all.len()),
            Ok(2)
        );
        let many: Vec<String> = (0..6).map(text).collect();
        assert!(links(&many).is_err());
        let kept = links(&many[..3]).expect("links");
        assert_eq!(stored(&to_store(&kept)), kept);
        assert_eq!(stored(""), vec![]);
    }
}
