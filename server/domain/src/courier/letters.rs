//! The words of letters, each plain and as HTML that says the same. Of posts they have titles and of people names, as the page of
//! notifications has; no word of a post, comment or message, and no picture that would tell that a letter was opened.

use crate::Person;
use shared::{notifications::NotificationView, text::Lang};

/// So many things stand in one letter; of more it says how many.
const LISTED: usize = 20;
/// Characters of a subject.
const SUBJECT: usize = 120;

/// A letter without its address.
pub(super) struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// A part of a letter, as it stands in both.
enum Part {
    Line(String),
    Link {
        words: String,
        to: String,
    },
    /// Things to go to.
    List(Vec<(String, String)>),
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

fn anchor(words: &str, to: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(to), escaped(words))
}

fn letter(lang: Lang, subject: String, parts: &[Part]) -> Letter {
    let subject: String = subject
        .chars()
        .filter(|c| !c.is_control())
        .take(SUBJECT)
        .collect();
    let (mut text, mut html) = (String::new(), String::new());
    for part in parts {
        match part {
            Part::Line(words) => {
                text.push_str(&format!("{words}\n\n"));
                html.push_str(&format!("<p>{}</p>\n", escaped(words)));
            }
            Part::Link { words, to } => {
                text.push_str(&format!("{words}: {to}\n\n"));
                html.push_str(&format!("<p>{}</p>\n", anchor(words, to)));
            }
            Part::List(things) => {
                html.push_str("<ul>\n");
                for (words, to) in things {
                    text.push_str(&format!("- {words}\n  {to}\n"));
                    html.push_str(&format!("<li>{}</li>\n", anchor(words, to)));
                }
                text.push('\n');
                html.push_str("</ul>\n");
            }
        }
    }
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{html}</body>\n</html>\n",
        lang.tag(),
        escaped(&subject)
    );
    Letter {
        subject,
        text: text.trim_end().to_owned() + "\n",
        html,
    }
}

/// The letter whose link confirms an address.
pub(super) fn confirm(lang: Lang, person: &Person, link: String) -> Letter {
    let parts = [
        Part::Line(lang.letter_confirm_text(person.handle.as_str())),
        Part::Link {
            words: lang.letter_confirm_subject().to_owned(),
            to: link,
        },
        Part::Line(lang.letter_confirm_else().to_owned()),
    ];
    letter(lang, lang.letter_confirm_subject().to_owned(), &parts)
}

/// The letter to an address that is written to no longer.
pub(super) fn moved(lang: Lang, person: &Person, origin: &str) -> Letter {
    let parts = [
        Part::Line(lang.letter_hello(&person.name)),
        Part::Line(lang.letter_moved_text(person.handle.as_str())),
        Part::Link {
            words: lang.letter_settings().to_owned(),
            to: format!("{origin}/settings#email"),
        },
    ];
    letter(lang, lang.letter_moved_subject().to_owned(), &parts)
}

/// The letter that tells of these things, the newest first.
pub(super) fn told(
    lang: Lang,
    person: &Person,
    origin: &str,
    views: &[NotificationView],
    stop: &str,
) -> Letter {
    let own = person.handle.as_str();
    let subject = match views {
        [one] => lang.told(one),
        several => lang.letter_some(several.len() as u64),
    };
    let things = views.iter().take(LISTED);
    let things = things.map(|view| (lang.told(view), format!("{origin}{}", view.href(own))));
    let mut parts = vec![
        Part::Line(lang.letter_hello(&person.name)),
        Part::List(things.collect()),
    ];
    if let more @ 1.. = views.len().saturating_sub(LISTED) {
        parts.push(Part::Line(lang.letter_more(more as u64)));
    }
    parts.extend([
        Part::Link {
            words: lang.letter_all().to_owned(),
            to: format!("{origin}/notifications"),
        },
        Part::Line(lang.letter_why(own)),
        Part::Link {
            words: lang.letter_stop().to_owned(),
            to: stop.to_owned(),
        },
        Part::Link {
            words: lang.letter_settings().to_owned(),
            to: format!("{origin}/settings#reach"),
        },
    ]);
    letter(lang, subject, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_typed_is_no_markup() {
        let parts = [Part::List(vec![(
            "<b>Dawn</b> & \"dusk\"".into(),
            "https://fonana.example/?a=1&b=2".into(),
        )])];
        let made = letter(Lang::En, "A <subject>\r\nBcc: x".into(), &parts);
        assert_eq!(made.subject, "A <subject>Bcc: x");
        assert!(
            made.text
                .contains("- <b>Dawn</b> & \"dusk\"\n  https://fonana.example/?a=1&b=2")
        );
        assert!(made.html.contains(
            "<li><a href=\"https://fonana.example/?a=1&amp;b=2\">&lt;b&gt;Dawn&lt;/b&gt; &amp; &quot;dusk&quot;</a></li>"
        ));
        assert!(made.html.contains("<title>A &lt;subject&gt;Bcc: x</title>"));
    }
}
