//! One player at a time; where one stopped is kept in this browser and forgotten at the end; in a list, what is out of sight pauses.

use crate::{
    dom::{all, closest, document, on, root, target, window},
    rules::{is_kept, resumed},
};
use wasm_bindgen::JsValue;
use web_sys::{Document, Event, HtmlElement, HtmlMediaElement, Storage};

/// Every player of ours.
pub const PLAYERS: &str = "[data-plays] :is(audio, video)";
const KEPT: &str = "fonana-at-";
/// Seconds between two notes of where one is.
const STEP: f64 = 5.0;

pub fn listen(page: &Document) {
    on(page, "play", |event: Event| {
        let Some(player) = ours(&event) else { return };
        for other in players(PLAYERS) {
            if other != player {
                let _ = other.pause();
            }
        }
        mark(&player, "data-begun");
    });
    on(page, "timeupdate", |event: Event| {
        if let Some(player) = ours(&event) {
            note(&player, false);
        }
    });
    on(page, "pause", |event: Event| {
        if let Some(player) = ours(&event) {
            note(&player, true);
        }
    });
    on(page, "ended", |event: Event| {
        if let Some((key, storage)) = ours(&event).and_then(|player| place(&player)) {
            let _ = storage.remove_item(&key);
        }
    });
    on(page, "loadedmetadata", |event: Event| {
        if let Some(player) = ours(&event) {
            resume(&player);
        }
    });
    // What was loaded before this module.
    for player in players(PLAYERS) {
        if player.ready_state() >= HtmlMediaElement::HAVE_METADATA {
            resume(&player);
        }
    }
    on(page, "visibilitychange", |_: Event| {
        if document().is_some_and(|document| document.hidden()) {
            in_lists(|_| true);
        }
    });
    on(page, "scroll", |_: Event| {
        let Some(high) = window().and_then(|window| window.inner_height().ok()?.as_f64()) else {
            return;
        };
        // Half a window away.
        in_lists(|player| {
            let place = player.get_bounding_client_rect();
            place.bottom() < -high / 2.0 || place.top() > high * 1.5
        });
    });
}

fn players(selector: &str) -> Vec<HtmlMediaElement> {
    root().map(|root| all(&root, selector)).unwrap_or_default()
}

/// Pauses the films of lists for which this is so.
fn in_lists(so: impl Fn(&HtmlMediaElement) -> bool) {
    for player in players(".card .film video") {
        if !player.paused() && !is_aside(&player) && so(&player) {
            let _ = player.pause();
        }
    }
}

/// Whether a film plays in a window of its own; not every browser knows such.
fn is_aside(player: &HtmlMediaElement) -> bool {
    let aside = document()
        .and_then(|document| js_sys::Reflect::get(&document, &"pictureInPictureElement".into()).ok());
    aside.is_some_and(|aside| aside == *AsRef::<JsValue>::as_ref(player))
}

fn ours(event: &Event) -> Option<HtmlMediaElement> {
    target::<HtmlMediaElement>(event).filter(|player| player.matches(PLAYERS).unwrap_or(false))
}

fn mark(player: &HtmlMediaElement, name: &str) {
    if let Some(figure) = closest::<HtmlElement>(player, "[data-plays]") {
        let _ = figure.set_attribute(name, "");
    }
}

/// Under which name a player's place is kept, and where.
fn place(player: &HtmlMediaElement) -> Option<(String, Storage)> {
    let figure: HtmlElement = closest(player, "[data-plays]")?;
    let id = figure.get_attribute("data-plays")?;
    // Where storing is forbidden, asking for it throws.
    let storage = window()?.local_storage().ok()??;
    Some((format!("{KEPT}{id}"), storage))
}

/// Writes down where a player is.
fn note(player: &HtmlMediaElement, now: bool) {
    let at = player.current_time();
    let Some((key, storage)) = place(player).filter(|_| is_kept(at, player.duration())) else {
        return;
    };
    let kept = storage.get_item(&key).ok().flatten();
    let known = kept.and_then(|kept| kept.parse::<f64>().ok());
    if now || known.is_none_or(|known| (known - at).abs() >= STEP) {
        let _ = storage.set_item(&key, &format!("{at:.1}"));
    }
}

fn resume(player: &HtmlMediaElement) {
    // Somebody may have gone elsewhere in it already.
    let fresh = player.current_time() == 0.0;
    let kept = place(player)
        .filter(|_| fresh)
        .and_then(|(key, storage)| storage.get_item(&key).ok().flatten());
    if let Some(at) = kept.and_then(|kept| resumed(&kept, player.duration())) {
        player.set_current_time(at);
    }
}

/// The player that has the focus.
pub fn focused() -> Option<HtmlMediaElement> {
    let at = document()?.active_element()?;
    let figure: HtmlElement = closest(&at, "[data-plays]")?;
    crate::dom::one(&figure, ":is(audio, video)")
}
