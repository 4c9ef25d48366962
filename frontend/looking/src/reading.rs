//! Captions of a sound: what is said now stands below it, for browsers show captions over films alone. Whoever did not open them reads nothing.

use crate::dom::{closest, on, one, target};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Event, HtmlAudioElement, HtmlElement, TextTrack, TextTrackMode};

pub fn listen(page: &Document) {
    on(page, "play", |event: Event| {
        if let Some(sound) = target::<HtmlAudioElement>(&event) {
            // One without captions has none to show.
            let _ = follow(&sound);
        }
    });
}

/// Shows what is said from now on; a second time changes nothing.
fn follow(sound: &HtmlAudioElement) -> Option<()> {
    let figure: HtmlElement = closest(sound, "[data-plays]")?;
    let line: HtmlElement = one(&figure, "[data-cue]")?;
    let track = sound.text_tracks()?.get(0)?;
    if track.mode() == TextTrackMode::Hidden {
        return None;
    }
    // Read, and shown by us.
    track.set_mode(TextTrackMode::Hidden);
    let of = track.clone();
    let told = Closure::<dyn Fn()>::new(move || line.set_text_content(Some(&said(&of))));
    track.set_oncuechange(Some(told.into_js_value().unchecked_ref()));
    Some(())
}

/// What is said now, without tags.
fn said(track: &TextTrack) -> String {
    let Some(cues) = track.active_cues() else {
        return String::new();
    };
    let words: Vec<String> = (0..cues.length())
        .filter_map(|at| cues.get(at)?.get_cue_as_html().text_content())
        .collect();
    words.join(" ")
}
