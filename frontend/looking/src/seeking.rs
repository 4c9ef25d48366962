//! The waveform of a sound as a slider: a click, a stroke or the arrows go to a place in it.

use crate::{
    dom::{all, closest, on, one, say, target, within},
    keys::{seek, toggle},
    rules::{bounded, clock},
};
use web_sys::{Document, Element, Event, HtmlElement, HtmlMediaElement, KeyboardEvent, PointerEvent};

const WAVE: &str = "[data-seek]";
/// Seconds by which arrows and pages go.
const SMALL: f64 = 5.0;
const LARGE: f64 = 30.0;

pub fn listen(document: &Document) {
    for wave in document
        .document_element()
        .map(|root| all::<HtmlElement>(&root, WAVE))
        .unwrap_or_default()
    {
        wake(&wave);
    }
    // Those that come into the page later wake when somebody comes near.
    for name in ["pointerover", "focusin"] {
        on(document, name, |event: Event| {
            let figure = within(&event, ".sound");
            if let Some(wave) = figure.and_then(|figure| one::<HtmlElement>(&figure, WAVE)) {
                wake(&wave);
            }
        });
    }
    for name in ["timeupdate", "seeking", "loadedmetadata", "durationchange"] {
        on(document, name, |event: Event| {
            let player = target::<HtmlMediaElement>(&event);
            let figure = player
                .as_ref()
                .and_then(|player| closest::<Element>(player, ".sound"));
            if let Some(wave) = figure.and_then(|figure| one::<HtmlElement>(&figure, WAVE)) {
                wake(&wave);
                show(&wave);
            }
        });
    }
    on(document, "pointerdown", |event: PointerEvent| {
        let Some(wave) = within(&event, WAVE).filter(|_| event.button() == 0) else {
            return;
        };
        let _ = wave.set_pointer_capture(event.pointer_id());
        to_pointer(&wave, &event);
    });
    on(document, "pointermove", |event: PointerEvent| {
        if let Some(wave) = within(&event, WAVE).filter(|wave| wave.has_pointer_capture(event.pointer_id())) {
            to_pointer(&wave, &event);
        }
    });
    on(document, "keydown", |event: KeyboardEvent| {
        let Some((wave, player)) = within(&event, WAVE).and_then(|wave| Some((wave.clone(), player(&wave)?)))
        else {
            return;
        };
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let (now, of) = (player.current_time(), length(&wave, &player));
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now - SMALL,
            "ArrowRight" | "ArrowUp" => now + SMALL,
            "PageDown" => now - LARGE,
            "PageUp" => now + LARGE,
            "Home" => 0.0,
            "End" => of,
            " " | "Enter" => {
                event.prevent_default();
                return toggle(&player);
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        go(&wave, &player, to);
    });
}

fn player(wave: &HtmlElement) -> Option<HtmlMediaElement> {
    one(&closest::<Element>(wave, ".sound")?, "audio")
}

/// In seconds: as the player knows it, or before that as the page says.
fn length(wave: &HtmlElement, player: &HtmlMediaElement) -> f64 {
    let known = player.duration();
    if known.is_finite() && known > 0.0 {
        return known;
    }
    let said = wave
        .get_attribute("data-lasts")
        .and_then(|said| said.parse::<f64>().ok());
    said.unwrap_or(0.0) / 1_000.0
}

/// Makes it a slider for everybody.
fn wake(wave: &HtmlElement) {
    if wave.has_attribute("role") {
        return;
    }
    let name = wave.get_attribute("data-seek").unwrap_or_default();
    for (attribute, value) in [
        ("role", "slider"),
        ("tabindex", "0"),
        ("aria-label", name.as_str()),
        ("aria-valuemin", "0"),
    ] {
        let _ = wave.set_attribute(attribute, value);
    }
    show(wave);
}

/// Says how far its sound is.
fn show(wave: &HtmlElement) {
    let Some(player) = player(wave) else { return };
    let of = length(wave, &player);
    say_at(wave, bounded(player.current_time(), of), of);
}

fn say_at(wave: &HtmlElement, at: f64, of: f64) {
    let part = if of > 0.0 { at / of * 100.0 } else { 0.0 };
    say(wave, "--at", &format!("{part:.2}%"));
    for (attribute, value) in [
        ("aria-valuemax", format!("{of:.0}")),
        ("aria-valuenow", format!("{at:.0}")),
        ("aria-valuetext", format!("{} / {}", clock(at), clock(of))),
    ] {
        let _ = wave.set_attribute(attribute, &value);
    }
}

fn to_pointer(wave: &HtmlElement, event: &PointerEvent) {
    let Some(player) = player(wave) else { return };
    let place = wave.get_bounding_client_rect();
    if place.width() <= 0.0 {
        return;
    }
    let part = (f64::from(event.client_x()) - place.left()) / place.width();
    go(wave, &player, part.clamp(0.0, 1.0) * length(wave, &player));
}

/// Goes there, or as soon as the sound is loaded so far.
fn go(wave: &HtmlElement, player: &HtmlMediaElement, to: f64) {
    let of = length(wave, player);
    let to = bounded(to, of);
    if player.ready_state() >= HtmlMediaElement::HAVE_METADATA {
        seek(player, to);
    } else {
        // Before anything is loaded, this is where it will begin.
        player.set_current_time(to);
        if player.preload() == "none" {
            player.set_preload("metadata");
        }
    }
    say_at(wave, to, of);
}
