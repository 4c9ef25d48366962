//! The keys of the player that has the focus; the page's own keys do not hear them.

use crate::{
    dom::on,
    players,
    rules::{Deed, bounded, deed, rate},
};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlMediaElement, HtmlVideoElement, KeyboardEvent};

pub fn listen(document: &Document) {
    on(document, "keydown", |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some((player, deed)) = players::focused().zip(deed(&event.key())) else {
            return;
        };
        if done(&player, deed).is_some() {
            event.prevent_default();
            event.stop_propagation();
        }
    });
}

/// Plays, or pauses.
pub fn toggle(player: &HtmlMediaElement) {
    if player.paused() {
        // Refused where there is nothing that could be played, which the player shows.
        if let Ok(promise) = player.play() {
            let ignored = wasm_bindgen::closure::Closure::once_into_js(|| {});
            let _ = Reflect::get(&promise, &"catch".into())
                .and_then(|catch| catch.dyn_into::<Function>())
                .and_then(|catch| catch.call1(&promise, &ignored));
        }
    } else {
        let _ = player.pause();
    }
}

/// Goes to a place, in seconds.
pub fn seek(player: &HtmlMediaElement, at: f64) {
    player.set_current_time(bounded(at, player.duration()));
}

fn done(player: &HtmlMediaElement, deed: Deed) -> Option<()> {
    match deed {
        Deed::Toggle => toggle(player),
        Deed::Skip(by) => seek(player, player.current_time() + by),
        Deed::Tenth(tenth) => seek(player, player.duration() * f64::from(tenth) / 10.0),
        Deed::Mute => player.set_muted(!player.muted()),
        Deed::Faster => player.set_playback_rate(rate(player.playback_rate(), true)),
        Deed::Slower => player.set_playback_rate(rate(player.playback_rate(), false)),
        Deed::Captions => captions(player)?,
        Deed::Fullscreen => fullscreen(player.dyn_ref()?)?,
    }
    Some(())
}

fn fullscreen(film: &HtmlVideoElement) -> Option<()> {
    let document = crate::dom::document()?;
    match document.fullscreen_element() {
        Some(_) => document.exit_fullscreen(),
        None => film.request_fullscreen().ok()?,
    }
    Some(())
}

/// Shows the captions, or hides them.
fn captions(player: &HtmlMediaElement) -> Option<()> {
    let tracks = Reflect::get(player, &"textTracks".into()).ok()?;
    let track = Reflect::get(&tracks, &0.into()).ok().filter(JsValue::is_object)?;
    let mode = Reflect::get(&track, &"mode".into()).ok()?;
    let mode = if mode == "showing" { "hidden" } else { "showing" };
    Reflect::set(&track, &"mode".into(), &mode.into())
        .ok()
        .map(|_| ())
}
