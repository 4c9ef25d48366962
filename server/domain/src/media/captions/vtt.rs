//! Captions as people send them, WebVTT or SubRip, written anew as WebVTT of which every byte is ours: times, a few places on the screen,
//! and words in bold, italics or underlined, by a speaker or in a language. Styles, regions, notes, names and every other tag are not
//! taken over; what cannot be read is refused with the line it stands in.

use shared::{Code, Refusal, media::CAPTIONS_SIZE, text::Lang};
use std::fmt::Write;

/// The most captions in a file: one a second for four hours.
const MOST: usize = 14_400;
/// The most characters of one.
const LONGEST: usize = 1_000;
/// What hours a recording may have at the most.
const HOURS: u64 = 99;

/// Milliseconds from and to, where it stands, and what it says.
struct Cue {
    from: u64,
    to: u64,
    settings: String,
    text: String,
}

/// A line and its number, from 1 on.
type Line<'a> = (usize, &'a str);

fn at<W: AsRef<str>>(code: Code, line: usize, say: impl Fn(Lang) -> W) -> Refusal {
    Refusal::from(code)
        .at("captions")
        .saying(|lang| lang.captions_at(line, say(lang).as_ref()))
}

/// The same captions as we write them.
///
/// # Errors
/// [`Code::TooLarge`]; [`Code::CaptionsUnread`] for what is no text of either kind; [`Code::CaptionsTimes`]; [`Code::CaptionsLong`];
/// [`Code::CaptionsEmpty`].
pub fn anew(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.len() > CAPTIONS_SIZE {
        return Err(Code::TooLarge.into());
    }
    let unread = || Refusal::from(Code::CaptionsUnread).at("captions");
    let text = std::str::from_utf8(bytes).map_err(|_| unread())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(unread());
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<Line> = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .collect();
    let blocks = lines.split(|(_, line)| line.trim().is_empty());
    let blocks = blocks.filter(|block| !block.is_empty());
    let is_vtt = text.strip_prefix("WEBVTT").is_some_and(|rest| {
        rest.chars()
            .next()
            .is_none_or(|next| matches!(next, ' ' | '\t' | '\n'))
    });
    let mut cues: Vec<Cue> = Vec::new();
    for (number, block) in blocks.enumerate() {
        let head = is_vtt && number == 0;
        // A caption may have a name above its times; the first line of all may have several lines below it.
        let most = if head { block.len() } else { 2 };
        let timed = block.iter().take(most).any(|(_, line)| line.contains("-->"));
        if !timed {
            if head || is_vtt && is_besides(block) {
                continue;
            }
            // What is no captions at all has no times from the beginning on.
            if cues.is_empty() {
                return Err(if text.contains("-->") || is_vtt {
                    untimed(block)
                } else {
                    unread()
                });
            }
            return Err(untimed(block));
        }
        if let Some(cue) = cue(block)? {
            if cues.len() == MOST {
                let line = block.first().map_or(0, |line| line.0);
                return Err(at(Code::CaptionsLong, line, |lang| lang.captions_many(MOST)));
            }
            cues.push(cue);
        }
    }
    if cues.is_empty() {
        return Err(Refusal::from(Code::CaptionsEmpty).at("captions"));
    }
    // Players want them in the order in which they begin.
    cues.sort_by_key(|cue| cue.from);
    Ok(written(&cues))
}

/// What stands in WebVTT beside captions.
fn is_besides(block: &[Line]) -> bool {
    block.first().is_some_and(|(_, line)| {
        ["NOTE", "STYLE", "REGION"].iter().any(|name| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':']))
        })
    })
}

fn untimed(block: &[Line]) -> Refusal {
    at(
        Code::CaptionsTimes,
        block.first().map_or(0, |line| line.0),
        Lang::captions_untimed,
    )
}

/// One caption; none where it says nothing.
fn cue(block: &[Line]) -> Result<Option<Cue>, Refusal> {
    let first = block.iter().position(|(_, line)| line.contains("-->"));
    let (head, text) = block.split_at(first.map_or(0, |first| first + 1));
    let Some((number, line)) = head.last() else {
        return Ok(None);
    };
    let odd = || at(Code::CaptionsTimes, *number, Lang::captions_odd_times);
    let (from, rest) = line.split_once("-->").ok_or_else(odd)?;
    let mut rest = rest.split_whitespace();
    let from = moment(from.trim()).ok_or_else(odd)?;
    let to = rest.next().and_then(moment).ok_or_else(odd)?;
    if to <= from {
        return Err(at(Code::CaptionsTimes, *number, Lang::captions_backwards));
    }
    if let Some((number, _)) = text.iter().find(|(_, line)| line.contains("-->")) {
        return Err(at(Code::CaptionsTimes, *number, Lang::captions_no_gap));
    }
    let said: Vec<&str> = text.iter().map(|(_, line)| line.trim_end()).collect();
    let said = said.join("\n");
    if said.chars().count() > LONGEST {
        return Err(at(Code::CaptionsLong, *number, |lang| {
            lang.captions_wordy(LONGEST)
        }));
    }
    let text = clean(&said);
    Ok((!text.trim().is_empty()).then(|| Cue {
        from,
        to,
        settings: rest.filter_map(setting).collect(),
        text,
    }))
}

/// Milliseconds of `1:02:03.450`, `02:03.450` or `01:02:03,450`.
fn moment(text: &str) -> Option<u64> {
    let digits = |text: &str, most: usize| {
        let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u64>().ok()).flatten()
    };
    let (clock, fraction) = text.split_once(['.', ','])?;
    let thousandths = digits(fraction, 3)? * [100, 10, 1][fraction.len() - 1];
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (digits(hours, 2)?, minutes, seconds),
        _ => return None,
    };
    let (minutes, seconds) = (digits(minutes, 2)?, digits(seconds, 2)?);
    let sound = hours <= HOURS && minutes < 60 && seconds < 60;
    sound.then_some(((hours * 60 + minutes) * 60 + seconds) * 1_000 + thousandths)
}

/// A setting of a caption's place that browsers know, as it is written; nothing for any other.
fn setting(word: &str) -> Option<String> {
    let (name, value) = word.split_once(':')?;
    let number = |text: &str| {
        let plain =
            (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        plain && text.parse::<f64>().is_ok_and(|number| number <= 100.0)
    };
    let percent = |text: &str| text.strip_suffix('%').is_some_and(number);
    let (place, side) = value.split_once(',').unwrap_or((value, ""));
    let known = match name {
        "vertical" => matches!(value, "rl" | "lr"),
        "align" => matches!(value, "start" | "center" | "end" | "left" | "right"),
        "size" => percent(value),
        "position" => percent(place) && matches!(side, "" | "line-left" | "center" | "line-right"),
        "line" => {
            let of_lines = number(place.strip_prefix('-').unwrap_or(place)) && !place.contains('.');
            (percent(place) || of_lines) && matches!(side, "" | "start" | "center" | "end")
        }
        _ => false,
    };
    (known && !value.ends_with(',')).then(|| format!(" {name}:{value}"))
}

/// A tag that stays, with what stands in it.
#[derive(Clone, Copy, PartialEq)]
enum Tag<'a> {
    Plain(&'static str),
    /// Who speaks.
    Voice(&'a str),
    Lang(&'a str),
}

impl<'a> Tag<'a> {
    /// Of what stands between the brackets; nothing for a tag that does not stay.
    fn of(inner: &'a str) -> Option<Self> {
        let end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
        let (name, more) = (&inner[..end], inner[end..].trim());
        let name = name.split('.').next().unwrap_or_default();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if let Some(plain) = ["i", "b", "u"].into_iter().find(|known| is(known)) {
            return Some(Self::Plain(plain));
        }
        let tag = |text: &str| {
            (1..=35).contains(&text.len())
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        match more {
            "" => None,
            who if is("v") => Some(Self::Voice(who)),
            lang if is("lang") && tag(lang) => Some(Self::Lang(lang)),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Plain(name) => name,
            Self::Voice(_) => "v",
            Self::Lang(_) => "lang",
        }
    }
}

/// The words of a caption with those tags alone that stay, each closed in its turn.
fn clean(text: &str) -> String {
    let (mut out, mut open, mut rest) = (String::with_capacity(text.len()), Vec::<&str>::new(), text);
    while let Some(next) = rest.chars().next() {
        if next == '<'
            && let Some(inner) = bracketed(rest)
        {
            rest = &rest[inner.len() + 2..];
            if let Some(name) = inner.strip_prefix('/') {
                if let Some(known) = open.pop_if(|open| name.trim().eq_ignore_ascii_case(open)) {
                    let _ = write!(out, "</{known}>");
                }
            } else if let Some(tag) = Tag::of(inner) {
                open.push(tag.name());
                let _ = write!(out, "<{}", tag.name());
                if let Tag::Voice(more) | Tag::Lang(more) = tag {
                    out.push(' ');
                    words(&more.replace('\n', " "), &mut out);
                }
                out.push('>');
            }
            continue;
        }
        // What SubRip's players take for a place on the screen.
        if rest.starts_with("{\\")
            && let Some(end) = rest.find('}')
        {
            rest = &rest[end + 1..];
            continue;
        }
        let end = rest[next.len_utf8()..]
            .find(['<', '{'])
            .map_or(rest.len(), |end| end + next.len_utf8());
        words(&rest[..end], &mut out);
        rest = &rest[end..];
    }
    while let Some(name) = open.pop() {
        let _ = write!(out, "</{name}>");
    }
    // An empty line would end the caption.
    let lines = out.split('\n').map(str::trim_end);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// What stands in a bracket that begins like a tag or a time of WebVTT; "I <3 it" has none.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let inner = &inner[..inner.find(['>', '<'])?];
    let closed = text.as_bytes().get(inner.len() + 1) == Some(&b'>');
    let time = || moment(inner).is_some();
    let tag = inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!' || c == '?');
    (closed && (tag || time())).then_some(inner)
}

/// Words as they stand between tags: what is meant as a character is one, and nothing begins a tag or looks like times.
fn words(text: &str, out: &mut String) {
    const NAMED: [(&str, char); 8] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&nbsp;", '\u{a0}'),
        ("&lrm;", '\u{200e}'),
        ("&rlm;", '\u{200f}'),
    ];
    let mut rest = text;
    while let Some(mut next) = rest.chars().next() {
        let mut long = next.len_utf8();
        if let Some((name, meant)) = NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
            (next, long) = (*meant, name.len());
        }
        rest = &rest[long..];
        match next {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(' '),
            '\n' => out.push('\n'),
            // What was between them is gone; together they would be a place on the screen.
            '\\' if out.ends_with('{') => {}
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
}

fn written(cues: &[Cue]) -> String {
    let clock = |moment: u64| {
        let (seconds, thousandths) = (moment / 1_000, moment % 1_000);
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        format!("{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}")
    };
    let mut out = "WEBVTT\n".to_owned();
    for cue in cues {
        let (from, to) = (clock(cue.from), clock(cue.to));
        // Writing to a string does not fail.
        let _ = write!(out, "\n{from} --> {to}{}\n{}\n", cue.settings, cue.text);
    }
    out
}

#[cfg(test)]
#[path = "vtt_tests.rs"]
mod tests;
