//! What a file has besides itself, sent as soon as it is chosen: captions, what stands for a film, whether the original stays. What was refused
//! says why at its file; how it looks then is taken from the page as the server draws it.

use crate::{Composer, files};
use bare::{
    dom::{self, closest, part},
    refusals,
    requests::{Answer, Body, Call, ask},
};
use js_sys::Function;
use shared::media::{CAPTIONS_SIZE, MediaPatch, POSTER_SIZE, PosterMoment};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, File, HtmlInputElement, HtmlMediaElement, HtmlSelectElement};

/// Something of it changed at the server.
const CHANGED: &str = "data-changed";

pub fn wake(composer: &Rc<Composer>) {
    let chosen = composer.clone();
    dom::on(&composer.form, "change", move |event| {
        let field = dom::target(&event);
        let item = field.as_ref().and_then(|field| closest(field, "[data-file]"));
        if let (Some(field), Some(item)) = (field, item) {
            change(&chosen, &item, &field);
        }
    });
    // Where the film stands is the moment that is meant. Events of players do not bubble.
    let follow = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let Some(player) = dom::target(&event).and_then(|player| player.dyn_into::<HtmlMediaElement>().ok())
        else {
            return;
        };
        let item = closest(&player, "[data-moments]").and_then(|at| closest(&at, "[data-file]"));
        if let Some(field) = item.and_then(|item| field(&item, "moment")) {
            field.set_value(&format!("{:.1}", player.current_time()));
        }
    });
    let follow = follow.into_js_value();
    let follow: &Function = follow.unchecked_ref();
    for name in ["pause", "seeked"] {
        let _ = composer
            .form
            .add_event_listener_with_callback_and_bool(name, follow, true);
    }
}

fn id(item: &Element) -> String {
    item.get_attribute("data-file").unwrap_or_default()
}

/// The field of this name of a file.
fn field(item: &Element, name: &str) -> Option<HtmlInputElement> {
    let selector = format!("input[name='{name}.{}']:not([type=hidden])", id(item));
    part(item, &selector)?.dyn_into().ok()
}

fn change(composer: &Rc<Composer>, item: &Element, from: &Element) {
    let name = from.get_attribute("name").unwrap_or_default();
    let what = name.split('.').next().unwrap_or_default();
    let chosen = |name: &str| field(item, name)?.files()?.get(0);
    match what {
        // In another language than they were just sent in.
        "captions" | "tongue" => {
            if let Some(file) = chosen("captions") {
                captions(composer, item, file);
            }
        }
        "poster" => {
            if let Some(file) = chosen("poster") {
                let (path, done) = (
                    format!("/api/media/{}/poster", id(item)),
                    composer.lang.poster_taken(),
                );
                send(
                    composer,
                    item,
                    ("PUT", path, done),
                    Some((file, POSTER_SIZE)),
                    None,
                );
            }
        }
        "keep" => {
            let keep = field(item, "keep").is_some_and(|field| field.checked());
            let patch = MediaPatch {
                keep_original: Some(keep),
                ..MediaPatch::default()
            };
            let json = serde_json::to_string(&patch).ok();
            let path = format!("/api/media/{}", id(item));
            send(
                composer,
                item,
                ("PATCH", path, composer.lang.compose_saved()),
                None,
                json,
            );
        }
        _ => {}
    }
}

fn captions(composer: &Rc<Composer>, item: &Element, file: File) {
    let tongue = part(item, "select[name^='tongue.']")
        .and_then(|field| field.dyn_into::<HtmlSelectElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default();
    let path = format!("/api/media/{}/captions?lang={tongue}", id(item));
    let done = composer.lang.captions_taken();
    send(
        composer,
        item,
        ("PUT", path, done),
        Some((file, CAPTIONS_SIZE)),
        None,
    );
}

/// Has the moment that is typed stand for the film.
pub fn moment(composer: &Rc<Composer>, item: &Element) {
    let typed = field(item, "moment")
        .map(|field| field.value())
        .unwrap_or_default();
    let Some(milliseconds) = shared::media::moment(&typed) else {
        if let Some(field) = field(item, "moment") {
            let _ = field.focus();
        }
        return;
    };
    let json = serde_json::to_string(&PosterMoment { milliseconds }).ok();
    let (path, done) = (
        format!("/api/media/{}/poster/moment", id(item)),
        composer.lang.poster_taken(),
    );
    send(composer, item, ("PUT", path, done), None, json);
}

pub fn uncaption(composer: &Rc<Composer>, item: &Element) {
    let (path, done) = (
        format!("/api/media/{}/captions", id(item)),
        composer.lang.captions_gone(),
    );
    send(composer, item, ("DELETE", path, done), None, None);
}

/// Sends a file of so many bytes at the most, or JSON, or nothing; says what came of it.
fn send(
    composer: &Rc<Composer>,
    item: &Element,
    (method, path, done): (&'static str, String, &'static str),
    file: Option<(File, usize)>,
    json: Option<String>,
) {
    let lang = composer.lang;
    if let Some((file, most)) = &file
        && file.size() > *most as f64
    {
        let why = lang.compose_too_large(&lang.bytes(*most as u64));
        files::fault(item, &why);
        return composer.say(&why);
    }
    let (composer, item) = (composer.clone(), item.clone());
    let _ = item.set_attribute("aria-busy", "true");
    spawn_local(async move {
        let answer = match file {
            Some((file, _)) => match Call::new(method, &path) {
                Some(call) => {
                    call.header("accept", "application/json")
                        .send(Body::Bytes(&file))
                        .await
                }
                None => Answer::default(),
            },
            None => ask(method, &path, json.as_deref()).await,
        };
        let _ = item.remove_attribute("aria-busy");
        if answer.is_good() {
            if let Some(old) = part(&item, ".file-words .field-fault") {
                old.remove();
            }
            composer.say(done);
            let _ = item.set_attribute(CHANGED, "");
            files::take(&composer);
        } else {
            let why = match answer.status {
                0 => lang.compose_save_failed().to_owned(),
                _ => refusals::words(lang, &answer.body),
            };
            files::fault(&item, &why);
            composer.say(&why);
        }
    });
}

/// Takes from the page what a file has besides itself, where that is new; what is being chosen stays otherwise.
pub fn put(old: &Element, new: &Element) {
    let Some(fresh) = part(new, ".file-besides") else {
        return;
    };
    let changed = old.has_attribute(CHANGED);
    let _ = old.remove_attribute(CHANGED);
    match part(old, ".file-besides") {
        None => drop(old.append_child(&fresh)),
        Some(known) if changed => {
            let open = known.has_attribute("open");
            let _ = fresh.toggle_attribute_with_force("open", open);
            files::swap(&known, &fresh);
        }
        Some(_) => {}
    }
}
