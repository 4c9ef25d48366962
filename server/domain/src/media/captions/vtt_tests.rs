//! What captions come out as, and by which word the rest is refused.

use super::*;
use proptest::prelude::*;

fn good(text: &str) -> String {
    anew(text.as_bytes()).unwrap_or_else(|refusal| panic!("{text:?}: {refusal:?}"))
}

fn bad(bytes: &[u8]) -> Refusal {
    match anew(bytes) {
        Err(refusal) => refusal,
        Ok(text) => panic!("{:?} was taken: {text}", String::from_utf8_lossy(bytes)),
    }
}

/// One caption with these words, as it is written.
fn said(words: &str) -> String {
    let text = good(&format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n"));
    let text = text.strip_prefix("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n");
    text.expect("one caption").trim_end().to_owned()
}

#[test]
fn subrip_becomes_webvtt() {
    let srt = "\u{feff}1\r\n00:00:01,500 --> 00:00:03,000\r\n{\\an8}<font color=\"red\">Salt</font>\r\n<I>and wind</I>\r\n\r\n\
               2\r\n0:00:04,5 --> 00:00:05,25 X1:40 X2:600\r\nТихо\r\n";
    let expected = "WEBVTT\n\n00:00:01.500 --> 00:00:03.000\nSalt\n<i>and wind</i>\n\n00:00:04.500 --> 00:00:05.250\nТихо\n";
    assert_eq!(good(srt), expected);
}

#[test]
fn of_webvtt_only_captions_stay() {
    let vtt = "WEBVTT - a film\nKind: captions\n\nSTYLE\n::cue { background: url(https://example.com/x) }\n\nREGION\nid:fred\n\n\
               NOTE\nby somebody\n\nNOTE one line\n\nintro\n00:02.000 --> 00:03.000 region:fred line:-1 position:50%,center align:start size:12.5% colour:red\n\
               Second\n\n00:01.000 --> 00:01.500 line:5,\nFirst\n\n1\n00:04.000 --> 00:05.000\n\n";
    let expected = "WEBVTT\n\n00:00:01.000 --> 00:00:01.500\nFirst\n\n\
                    00:00:02.000 --> 00:00:03.000 line:-1 position:50%,center align:start size:12.5%\nSecond\n";
    assert_eq!(good(vtt), expected);
    // What stands right behind the first line is a caption too.
    assert!(good("WEBVTT\n00:01.000 --> 00:02.000\nSalt").ends_with("\nSalt\n"));
}

#[test]
fn tags_that_browsers_know_stay_and_no_others() {
    for (typed, expected) in [
        (
            "<i>Salt</i> <b.loud>and</b> <u>wind</u>",
            "<i>Salt</i> <b>and</b> <u>wind</u>",
        ),
        ("<v.first Mary Ann>Salt", "<v Mary Ann>Salt</v>"),
        ("<lang ru>Соль</lang>", "<lang ru>Соль</lang>"),
        ("<v>Salt</v>", "Salt"),
        ("<lang \"x>Salt", "Salt"),
        (
            "<c.yellow>Salt</c> <00:01.500>and <ruby>wind<rt>w</rt></ruby>",
            "Salt and windw",
        ),
        ("<script>alert(1)</script>", "alert(1)"),
        ("<img src=x onerror=alert(1)>Salt<!x>", "Salt"),
        ("<i><b>Salt</i></b>", "<i><b>Salt</b></i>"),
        ("</i>Salt<i>", "Salt<i></i>"),
        ("I <3 it & you < me", "I &lt;3 it &amp; you &lt; me"),
        (
            "a &lt;script&gt; &amp;lt; &copy; a&nbsp;b",
            "a &lt;script&gt; &amp;lt; &amp;copy; a\u{a0}b",
        ),
        ("<v A & B <3>x", "&lt;v A &amp; B &lt;3&gt;x"),
        ("<v A & \"B\">x", "<v A &amp; \"B\">x</v>"),
        ("bell\u{7} tab\there", "bell tab here"),
        ("{not a place}", "{not a place}"),
        ("Salt\n<i></i>\nwind", "Salt\n<i></i>\nwind"),
        ("<script\nsrc=x>Salt", "Salt"),
    ] {
        assert_eq!(said(typed), expected, "{typed}");
        assert_eq!(said(expected), expected, "{typed}, a second time");
    }
}

#[test]
fn what_is_no_captions_is_refused_by_its_code() {
    let many = format!("WEBVTT\n\n{}", "00:01.000 --> 00:02.000\nx\n\n".repeat(MOST + 1));
    let long = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", "x".repeat(LONGEST + 1));
    let wide: Vec<u8> = "1\n00:00:01,000 --> 00:00:02,000\nТихо"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let large = vec![b'x'; CAPTIONS_SIZE + 1];
    let cases: [(&[u8], Code); 24] = [
        (b"", Code::CaptionsEmpty),
        (b"\n\n\n", Code::CaptionsEmpty),
        (b"WEBVTT", Code::CaptionsEmpty),
        (b"WEBVTT\n\nNOTE nothing here", Code::CaptionsEmpty),
        (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n<c></c>\n",
            Code::CaptionsEmpty,
        ),
        (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\xfe",
            Code::CaptionsUnread,
        ),
        (&wide, Code::CaptionsUnread),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nSa\0lt", Code::CaptionsUnread),
        (b"Salt and wind", Code::CaptionsUnread),
        (b"<html><body>Salt</body></html>", Code::CaptionsUnread),
        (b"WEBVTTX\n\nSalt", Code::CaptionsUnread),
        (b"WEBVTT\n\nSalt and wind", Code::CaptionsTimes),
        (b"WEBVTT\n\n00:02.000 --> 00:01.000\nSalt", Code::CaptionsTimes),
        (b"WEBVTT\n\n00:02.000 --> 00:02.000\nSalt", Code::CaptionsTimes),
        (b"1\n00:61:00,000 --> 00:62:00,000\nSalt", Code::CaptionsTimes),
        (b"1\n00:00:01 --> 00:00:02\nSalt", Code::CaptionsTimes),
        (b"1\n-00:00:01,000 --> 00:00:02,000\nSalt", Code::CaptionsTimes),
        (b"1\n00:00:01,0000 --> 00:00:02,000\nSalt", Code::CaptionsTimes),
        (b"1\n00:00:01,000 --> \nSalt", Code::CaptionsTimes),
        (
            b"1\n00:00:01,000 --> 00:00:02,000\nSalt\n2\n00:00:02,000 --> 00:00:03,000\nwind",
            Code::CaptionsTimes,
        ),
        (b"1\n99:59:59,000 --> 100:00:00,000\nSalt", Code::CaptionsTimes),
        (many.as_bytes(), Code::CaptionsLong),
        (long.as_bytes(), Code::CaptionsLong),
        (&large, Code::TooLarge),
    ];
    for (bytes, code) in cases {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert_eq!(bad(bytes).code, code, "{head:?}");
    }
    // The line is told.
    let refusal = bad(b"WEBVTT\n\n00:01.000 --> 00:02.000\nSalt\n\n7\n00:04.000 --> 00:03.000\nwind");
    assert_eq!(
        refusal.said(Lang::En),
        "Line 7: this caption ends before it begins."
    );
    assert_eq!(
        refusal.said(Lang::Ru),
        "Строка 7: реплика кончается раньше, чем начинается."
    );
}

#[test]
fn as_much_as_may_be_is_taken() {
    let long = "x".repeat(LONGEST);
    assert_eq!(said(&long), long);
    let last = good("1\n99:59:59,998 --> 99:59:59,999\nx");
    assert!(last.contains("99:59:59.998 --> 99:59:59.999"), "{last}");
}

/// The only brackets are those of tags that stay.
fn is_clean(text: &str) -> bool {
    text.split('<').skip(1).all(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        ["i", "b", "u", "v", "lang"].contains(&name)
    })
}

#[test]
fn what_is_left_of_a_tag_is_no_space() {
    let once = anew(b"WEBVTT\n\n00:01.000 --> 00:02.000\nx <c>").expect("captions");
    assert_eq!(anew(once.as_bytes()), Ok(once.clone()));
}

#[test]
fn what_is_left_of_a_place_is_no_place() {
    for words in [r"x{{\}\}", r"x{<c>\}", "x{\u{1}\\}", r"x{\an8}{{\b1}\\i}"] {
        let once = anew(format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{words}").as_bytes()).expect("captions");
        assert!(!once.contains(r"{\"), "{once}");
        assert_eq!(anew(once.as_bytes()), Ok(once.clone()));
    }
}

proptest! {
    #[test]
    fn whatever_comes_is_refused_or_clean(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = anew(&bytes) {
            prop_assert!(is_clean(&text));
        }
    }

    #[test]
    fn words_are_clean_and_stay_so(words in "[a-z<>/&;{}\\\\.\n! ivbu-]{1,80}") {
        if let Ok(once) = anew(format!("WEBVTT\n\n00:01.000 --> 00:02.000\nx{words}").as_bytes()) {
            prop_assert!(is_clean(&once), "{once}");
            prop_assert_eq!(once.matches("-->").count(), 1);
            prop_assert_eq!(anew(once.as_bytes()), Ok(once.clone()));
        }
    }
}
