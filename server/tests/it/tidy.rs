//! The tidy test: every colour, size and time of the site is a token, and every word that people read is in the
//! catalogue, those of refusals too, and no other is. What it lets pass is listed here.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_owned()
}

fn files(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "node_modules" {
            files(&path, end, found);
        } else if path.extension().is_some_and(|extension| extension == end) {
            found.push(path);
        }
    }
}

/// The text without `/* … */`, with its lines kept.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..].find("*/").map_or(rest.len(), |end| start + end + 2);
        out.push_str(&rest[..start]);
        out.extend(rest[start..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out + rest
}

/// Names of colours that a hurried hand writes; `black` is how a mask says "whole".
const COLOURS: &[&str] = &[
    "#", "oklch(", "rgb(", "rgba(", "hsl(", "hsla(", "white", "gray", "grey", "red",
];
/// Units of sizes and times. Shares of the window and angles are no sizes of ours.
const UNITS: &[&str] = &["px", "rem", "em", "ch", "ms", "s", "pt", "vw", "vh"];

/// What a declaration says that only tokens may say.
fn loose(value: &str) -> Option<String> {
    let words = value.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '/'));
    for word in words.clone() {
        let number = word.trim_start_matches(['-', '+']);
        let digits = number
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(number.len());
        if digits > 0 && UNITS.contains(&&number[digits..]) && number[..digits] != *"0" {
            return Some(word.to_owned());
        }
    }
    COLOURS
        .iter()
        .find(|colour| {
            if colour.ends_with('(') || **colour == "#" {
                value.contains(**colour)
            } else {
                words.clone().any(|word| word == **colour)
            }
        })
        .map(|colour| (*colour).to_owned())
}

#[test]
fn every_colour_size_and_time_is_a_token() {
    for (value, wrong) in [
        ("1px solid var(--line)", true),
        ("calc(100dvh - var(--s5))", false),
        ("#fff", true),
        ("0.2em", true),
        ("translate(0, -50%)", false),
        ("oklch(1 0 0)", true),
        ("white-space", false),
        ("200ms", true),
        ("linear-gradient(120deg, black, transparent)", false),
    ] {
        assert_eq!(loose(value).is_some(), wrong, "{value}");
    }
    // A menu must fit the window, and no motion must be no motion.
    const MAY: &[&str] = &[
        "max-width: calc(100vw - 2 * var(--s2))",
        "animation-duration: 1ms !important",
        "transition-duration: 1ms !important",
    ];
    let mut found = Vec::new();
    files(&root().join("style"), "css", &mut found);
    assert!(found.len() > 10, "the styles are there");
    let mut wrong = Vec::new();
    for file in found.iter().filter(|file| !file.ends_with("tokens.css")) {
        let css = without_comments(&fs::read_to_string(file).expect("a style sheet"));
        for (number, line) in css.lines().enumerate() {
            let line = line.trim().trim_end_matches(';');
            // The widths at which layouts change cannot be tokens: conditions know no variables.
            if line.starts_with('@') || MAY.contains(&line) {
                continue;
            }
            let value = line.split_once(": ").map_or(line, |(_, value)| value);
            // A selector is no value.
            if line.ends_with('{') || line.starts_with(['.', '#', '[']) {
                continue;
            }
            if let Some(what) = loose(value) {
                wrong.push(format!("{}:{}: {what} in `{line}`", file.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "outside the tokens:\n{}", wrong.join("\n"));
}

/// String literals of a line: what stands before, what they say, what stands after.
fn literals(line: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let (mut from, bytes) = (0, line.as_bytes());
    while let Some(start) = line[from..].find('"').map(|at| from + at) {
        let mut end = start + 1;
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        if end >= bytes.len() {
            break;
        }
        found.push((&line[..start], &line[start + 1..end], &line[end + 1..]));
        from = end + 1;
    }
    found
}

/// Whether this literal is read by people: text between tags, or an attribute that is spoken or shown. `above` is the line
/// before it.
fn read_by_people(above: &str, before: &str, after: &str) -> bool {
    const SHOWN: &[&str] = &["title=", "alt=", "placeholder=", "aria-label="];
    let (before, after) = (before.trim(), after.trim());
    if SHOWN.iter().any(|name| before.ends_with(name)) {
        return true;
    }
    let place = if before.is_empty() { above.trim() } else { before };
    let opens = place.ends_with('>') || place.ends_with('}');
    let closes = after.is_empty() || after.starts_with('<') || after.starts_with('{');
    opens && closes && !place.ends_with("=>") && !place.ends_with("->")
}

#[test]
fn every_word_that_people_read_is_in_the_catalogue() {
    for (line, read) in [
        (r#"<p>"Hello"</p>"#, true),
        (r#"<p class="hello">{lang.hello()}</p>"#, false),
        (r#""@""#, false),
        (r#"{name} " and more " {other}"#, true),
        (r#"Self::Medium => "avatar medium","#, false),
        (r#"<input placeholder="Search" name="q"/>"#, true),
    ] {
        let found = literals(line).into_iter().any(|(before, text, after)| {
            read_by_people("<p>", before, after) && text.chars().any(char::is_alphabetic)
        });
        assert_eq!(found, read, "{line}");
    }
    let mut found = Vec::new();
    files(&root().join("app/src"), "rs", &mut found);
    let mut wrong = Vec::new();
    for file in found
        .iter()
        .filter(|file| !file.to_string_lossy().ends_with("tests.rs"))
    {
        let text = fs::read_to_string(file).expect("a source file");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let mut above = "";
        for (number, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for (before, text, after) in literals(line) {
                // A unit has the same name in every language.
                let words = text.replace("\\u{a0}SOL", "");
                if read_by_people(above, before, after) && words.chars().any(char::is_alphabetic) {
                    wrong.push(format!("{}:{}: \"{text}\"", file.display(), number + 1));
                }
            }
            above = line;
        }
    }
    assert!(
        wrong.is_empty(),
        "words outside shared/src/text:\n{}",
        wrong.join("\n")
    );
}

/// The name of a sentence that this line of the catalogue begins.
fn begun(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("    ")?;
    let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))?;
    let (name, rest) = rest.split_at(end);
    let shape =
        rest.starts_with('(') || rest.starts_with('[') || rest.starts_with(" of ") || rest.starts_with(" = ");
    (!name.is_empty() && shape && rest.contains(" = ")).then_some(name)
}

#[test]
fn every_word_of_the_catalogue_is_said() {
    for (line, name) in [
        ("    hello = \"Hello\" | \"Привет\";", Some("hello")),
        ("    hi(who: &str) = \"Hi {who}\"", Some("hi")),
        ("    days[n] = \"{n} day\", \"{n} days\"", Some("days")),
        ("    days_word of n = \"day\", \"days\"", Some("days_word")),
        ("        | \"Привет\";", None),
    ] {
        assert_eq!(begun(line), name, "{line}");
    }
    let catalogue = root().join("shared/src/text");
    let mut sources = Vec::new();
    for folder in ["app/src", "frontend", "server", "shared/src"] {
        files(&root().join(folder), "rs", &mut sources);
    }
    let (mut named, mut said) = (BTreeSet::new(), BTreeSet::new());
    for file in &sources {
        let text = fs::read_to_string(file).expect("a source file");
        if file.starts_with(&catalogue) {
            named.extend(text.lines().filter_map(begun).map(str::to_owned));
        }
        for line in text.lines() {
            let line = match begun(line) {
                // Where it is declared, it is not said.
                Some(name) if file.starts_with(&catalogue) => &line[4 + name.len()..],
                _ => line,
            };
            let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            said.extend(words.map(str::to_owned));
        }
    }
    assert!(named.len() > 1_000, "only {} were found", named.len());
    let unsaid: Vec<_> = named.difference(&said).collect();
    assert!(unsaid.is_empty(), "words that nobody says: {unsaid:?}");
}

/// The arguments of a call that begins at this bracket.
fn arguments(code: &str) -> &str {
    let (mut open, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => open += 1,
            ')' if !quoted => {
                open -= 1;
                if open == 0 {
                    return &code[..=at];
                }
            }
            _ => {}
        }
    }
    code
}

/// What a refusal is made to say that does not come out of the catalogue: a literal with a blank, or a `format!`. Names of fields, and
/// names that are filled into a sentence, have no blanks.
fn own_sentences(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in ["Refusal::field(", ".saying("] {
        for (at, _) in code.match_indices(call) {
            let said = arguments(&code[at + call.len() - 1..]);
            let literal = said
                .split('"')
                .skip(1)
                .step_by(2)
                .any(|literal| literal.trim().contains(' '));
            if literal || said.contains("format!") {
                found.push(format!("{call}{}", said.trim_start_matches('(')));
            }
        }
    }
    found
}

/// The same by a name: in a function that refuses, `let sentence = "…"` is no way around it.
fn said_by_a_name(line: &str) -> bool {
    let named = ["let sentence", "let words", "let said", "let detail"];
    let says = |after: &str| after.trim_start_matches([' ', '=', '&']).starts_with(['"', 'f']);
    named.iter().any(|name| {
        let after = line.trim_start().strip_prefix(name);
        after.is_some_and(|after| {
            says(after)
                && (after.contains("format!") || literals(line).iter().any(|(_, said, _)| said.contains(' ')))
        })
    })
}

#[test]
fn every_refusal_is_said_out_of_the_catalogue() {
    for (code, own) in [
        (r#"Refusal::field("tags", Lang::tag_shape)"#, false),
        (r#"Refusal::field("tags", |lang| lang.tags_most(MOST))"#, false),
        (
            r#"refusal.saying(|lang| lang.door_takes("multipart/form-data"))"#,
            false,
        ),
        (r#"Refusal::field("tags", "Too many (of them).")"#, true),
        (r#"Refusal::field("tags", |_| "Too many tags.")"#, true),
        ("refusal\n    .saying(|_| format!(\"{n}tags\"))", true),
    ] {
        assert_eq!(!own_sentences(code).is_empty(), own, "{code}");
    }
    assert!(said_by_a_name(r#"    let sentence = "Too many tags.";"#));
    assert!(said_by_a_name(r#"    let words = format!("{n} tags");"#));
    assert!(!said_by_a_name(
        r#"    let words = words.split(" at line ").next();"#
    ));
    let mut found = Vec::new();
    for room in ["shared/src", "server/domain/src", "server/src", "app/src"] {
        files(&root().join(room), "rs", &mut found);
    }
    let mut wrong = Vec::new();
    for file in found {
        let text = fs::read_to_string(&file).expect("a source file");
        let own = own_sentences(&text);
        wrong.extend(own.iter().map(|said| format!("{}: {said}", file.display())));
        if text.contains("Refusal") {
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let named = code.lines().filter(|line| said_by_a_name(line));
            wrong.extend(named.map(|line| format!("{}: {}", file.display(), line.trim())));
        }
    }
    assert!(
        wrong.is_empty(),
        "sentences outside shared/src/text:\n{}",
        wrong.join("\n")
    );
}
