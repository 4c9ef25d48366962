//! The text of a post, which is Markdown, as HTML and as plain words. It lets through no HTML of the writer's, no pictures, no tables, and no
//! link that leads elsewhere than to the web; what is nested too deep is flat.

use crate::identity::is_hidden;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// So deep quotes and lists are nested; what is deeper stands at this depth.
const DEPTH: usize = 8;

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH)
}

/// Letters that could turn the order of writing around can be named without being typed.
fn shown(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !is_hidden(*c) && (!c.is_control() || matches!(c, '\n' | '\t')))
}

fn push(html: &mut String, text: &str) {
    for c in shown(text) {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}

/// An address of the web, whole.
fn web(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let fits =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    fits.then(|| url.to_string())
}

fn heading(level: HeadingLevel) -> &'static str {
    // The page has a title and parts of its own above.
    match level {
        HeadingLevel::H1 => "h3",
        HeadingLevel::H2 => "h4",
        HeadingLevel::H3 => "h5",
        _ => "h6",
    }
}

/// What is open: its end, and whether it counts for the depth.
struct Open {
    end: &'static str,
    nests: bool,
}

/// The text as HTML that can stand in a page as it is.
pub fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 4);
    let mut open: Vec<Open> = Vec::new();
    let mut depth = 0;
    for event in events(text) {
        match event {
            Event::Start(tag) => {
                let nests = matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item);
                let flat = nests && depth >= 2 * DEPTH;
                let end = if flat { "" } else { start(&mut html, &tag) };
                depth += usize::from(nests);
                open.push(Open { end, nests });
            }
            Event::End(tag) => {
                let Some(Open { end, nests }) = open.pop() else {
                    continue;
                };
                html.push_str(end);
                depth -= usize::from(nests);
                if matches!(tag, TagEnd::CodeBlock) && end.is_empty() {
                    html.push('\n');
                }
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => push(&mut html, &text),
            Event::Code(text) => {
                html.push_str("<code>");
                push(&mut html, &text);
                html.push_str("</code>");
            }
            // Lines stand as they were written.
            Event::SoftBreak | Event::HardBreak => html.push_str("<br>"),
            Event::Rule => html.push_str("<hr>"),
            _ => {}
        }
    }
    html
}

/// Begins an element; what ends it.
fn start(html: &mut String, tag: &Tag<'_>) -> &'static str {
    let (begin, end) = match tag {
        Tag::Paragraph | Tag::HtmlBlock => ("<p>", "</p>"),
        Tag::BlockQuote(_) => ("<blockquote>", "</blockquote>"),
        Tag::CodeBlock(_) => ("<pre><code>", "</code></pre>"),
        Tag::List(None) => ("<ul>", "</ul>"),
        Tag::Item => ("<li>", "</li>"),
        Tag::Emphasis => ("<em>", "</em>"),
        Tag::Strong => ("<strong>", "</strong>"),
        Tag::Strikethrough => ("<s>", "</s>"),
        Tag::List(Some(from)) => {
            html.push_str("<ol start=\"");
            html.push_str(&from.min(&999_999).to_string());
            ("\">", "</ol>")
        }
        Tag::Heading { level, .. } => {
            let name = heading(*level);
            html.push('<');
            html.push_str(name);
            let end = match name {
                "h3" => "</h3>",
                "h4" => "</h4>",
                "h5" => "</h5>",
                _ => "</h6>",
            };
            (">", end)
        }
        Tag::Link { dest_url, .. } => match web(dest_url) {
            Some(address) => {
                html.push_str("<a rel=\"nofollow ugc noopener\" href=\"");
                push(html, &address);
                ("\">", "</a>")
            }
            None => ("", ""),
        },
        _ => ("", ""),
    };
    html.push_str(begin);
    end
}

/// Plain words as paragraphs of lines: an empty line parts paragraphs.
pub fn lines(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for paragraph in text
        .split("\n\n")
        .map(str::trim)
        .filter(|words| !words.is_empty())
    {
        html.push_str("<p>");
        for (index, line) in paragraph.lines().enumerate() {
            if index > 0 {
                html.push_str("<br>");
            }
            push(&mut html, line);
        }
        html.push_str("</p>");
    }
    html
}

/// The words of it: for lists, search, and whoever shares it.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for event in events(text) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                plain.extend(shown(&text));
            }
            Event::SoftBreak | Event::HardBreak => plain.push('\n'),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock,
            ) if !plain.ends_with('\n') => plain.push('\n'),
            _ => {}
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_may_stand_there_does() {
        for (text, made) in [
            ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
            ("# Sea\n## Sky", "<h3>Sea</h3><h4>Sky</h4>"),
            (
                "*a* **b** ~~c~~ `d<`",
                "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d&lt;</code></p>",
            ),
            ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
            ("3. a", "<ol start=\"3\"><li>a</li></ol>"),
            ("> a", "<blockquote><p>a</p></blockquote>"),
            ("---", "<hr>"),
            ("```rs\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
            (
                "[a](https://x.org/?q=\"'&b)",
                "<p><a rel=\"nofollow ugc noopener\" href=\"https://x.org/?q=%22%27&amp;b\">a</a></p>",
            ),
        ] {
            assert_eq!(html(text), made, "{text}");
        }
    }

    #[test]
    fn what_may_not_is_words() {
        for text in [
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](java\tscript:alert(1))",
            "[a](&#106;avascript:alert(1))",
            "[a](&#x6A&#x61;vascript:alert(1))",
            "[a]( javascript:alert(1))",
            "<javascript:alert(1)>",
            "[a](data:text/html,<script>)",
            "[a](vbscript:x)",
            "[a](//evil.example)",
            "[a](/settings)",
            "[a](https://who:secret@x.org)",
            "[a][b]\n\n[b]: javascript:alert(1)",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<!-- --><svg onload=alert(1)>",
            "![a](https://x.org/a.png)",
            "![<b>](javascript:alert(1))",
        ] {
            let made = html(text);
            for wrong in ["<a", "<img", "<script", "<svg", "<b", "<!--"] {
                assert!(!made.contains(wrong), "{text}: {made}");
            }
        }
        let turned = html("a&#8238;b&#x200B;c&ZeroWidthSpace;d&#0;");
        assert_eq!(turned, "<p>abcd\u{fffd}</p>");
        assert_eq!(plain("a&#8238;b"), "ab");
    }

    #[test]
    fn an_empty_line_parts_paragraphs() {
        assert_eq!(
            lines("one\n<two>\n\n\nthree\n"),
            "<p>one<br>&lt;two&gt;</p><p>three</p>"
        );
        assert_eq!(lines(" \n\n"), "");
    }

    #[test]
    fn words_are_without_their_marks() {
        assert_eq!(
            plain("# Sea\n\n*a* [b](https://x.org)\nc\n\n- d\n- e\n\n<i>f</i>"),
            "Sea\na b\nc\nd\ne\n<i>f</i>"
        );
        assert_eq!(plain("![a wave](x)"), "a wave");
        assert_eq!(plain("  \n"), "");
    }

    /// What is made of nesting grows with the text and not with its square.
    #[test]
    fn what_is_nested_deep_is_flat() {
        for one in [">", "- ", "1. ", "*", "[", "![", "`", "<", "(", "~~", "> - "] {
            let text = one.repeat(10_000) + "a";
            let made = html(&text);
            assert!(made.len() < 40 * text.len(), "{one}: {}", made.len());
            assert!(made.matches("<blockquote>").count() <= 2 * DEPTH, "{one}");
            assert!(made.matches("<ul>").count() <= 2 * DEPTH, "{one}");
            // So many of these fence off code, whose first line is no word of it.
            assert_eq!(plain(&text).is_empty(), matches!(one, "`" | "~~"), "{one}");
        }
        let list = "- a\n".repeat(12_000);
        assert_eq!(html(&list).matches("<li>").count(), 12_000);
    }

    proptest! {
        /// Elements are closed in order, and only ours are there.
        #[test]
        fn it_is_a_tree(text in "([-a*_`<>#\\[\\]()!~&;\n 1.]|https://x\\.org|javascript:|<b>|> ){0,60}") {
            let made = html(&text);
            let mut open: Vec<&str> = Vec::new();
            for tag in made.split('<').skip(1) {
                let tag = tag.split('>').next().unwrap_or_default();
                let name = tag.split(' ').next().unwrap_or_default();
                match name.strip_prefix('/') {
                    Some(name) => prop_assert_eq!(open.pop(), Some(name), "{}", made),
                    None if matches!(name, "br" | "hr") => {}
                    None => {
                        prop_assert!(
                            matches!(name, "p" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "code" | "ul" | "ol"
                                | "li" | "em" | "strong" | "s" | "a"),
                            "{}", made
                        );
                        open.push(name);
                    }
                }
            }
            prop_assert!(open.is_empty(), "{}", made);
        }
    }
}
