//! Addresses within the site, put together so that nothing in them can break out.

use std::fmt::Write;

/// Percent-encodes everything but the unreserved characters of RFC 3986.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text);
    out
}

fn unreserved(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_' | '~')
}

/// Most of what stands in an address needs no encoding, and is taken over in one piece.
fn push_encoded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(|letter| !unreserved(letter)) {
        let (plain, more) = rest.split_at(at);
        out.push_str(plain);
        let letter = more.chars().next().map_or(0, char::len_utf8);
        let (letter, more) = more.split_at(letter);
        for byte in letter.bytes() {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        rest = more;
    }
    out.push_str(rest);
}

/// `path?name=value&...`, leaving out what is empty.
pub fn with_query(path: &str, pairs: &[(&str, Option<&str>)]) -> String {
    let there = |value: &Option<&str>| value.map_or(0, str::len);
    let room: usize = pairs
        .iter()
        .map(|(name, value)| name.len() + 2 + there(value))
        .sum();
    let mut out = String::with_capacity(path.len() + room);
    out.push_str(path);
    let mut mark = '?';
    for (name, value) in pairs {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push(mark);
            out.push_str(name);
            out.push('=');
            push_encoded(&mut out, value);
            mark = '&';
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_encoded_and_empty_values_left_out() {
        let path = with_query(
            "/creators",
            &[("q", Some("a&b я")), ("sort", None), ("category", Some(""))],
        );
        assert_eq!(path, "/creators?q=a%26b%20%D1%8F");
        assert_eq!(with_query("/feed", &[]), "/feed");
    }
}
