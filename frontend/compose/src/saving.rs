//! What is typed is kept: a moment after the last change, and when the page is left. Where another window kept something since, nothing is
//! overwritten, and the writer is told.

use crate::{Composer, files};
use bare::{
    dom::{self, document, on, part},
    json, refusals,
    requests::{Answer, ask, back_off},
};
use js_sys::{Array, Reflect};
use shared::{
    Code,
    drafts::{DraftFields, DraftSave},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, FormData, HtmlInputElement};

/// So long after the last change it is kept, in milliseconds.
const AFTER: i32 = 1_500;

#[derive(Default)]
pub struct State {
    id: RefCell<Option<String>>,
    version: Cell<u32>,
    /// Something changed since it was kept last.
    dirty: Cell<bool>,
    busy: Cell<bool>,
    /// Another window kept something else.
    conflict: Cell<bool>,
    /// The form is being sent.
    leaving: Cell<bool>,
    timer: Cell<Option<i32>>,
    tried: Cell<u32>,
}

impl State {
    pub fn of(form: &Element) -> Self {
        let attribute = |name: &str| form.get_attribute(name).filter(|value| !value.is_empty());
        let version = attribute("data-version").and_then(|version| version.parse().ok());
        Self {
            id: RefCell::new(attribute("data-compose")),
            version: Cell::new(version.unwrap_or(0)),
            ..Self::default()
        }
    }

    pub fn id(&self) -> Option<String> {
        self.id.borrow().clone()
    }

    pub fn is_busy(&self) -> bool {
        self.busy.get()
    }

    /// The form is sent now, and brings everything along.
    pub fn leave(&self) {
        self.leaving.set(true);
        dom::call_off(self.timer.take());
    }
}

pub fn wake(composer: &Rc<Composer>) {
    zone(composer);
    for name in ["input", "change"] {
        let typed = composer.clone();
        on(&composer.form, name, move |event| {
            let file = dom::target(&event)
                .is_some_and(|target| target.get_attribute("type").as_deref() == Some("file"));
            if !file {
                changed(&typed);
            }
        });
    }
    let Some(window) = web_sys::window() else { return };
    let left = composer.clone();
    on(&window, "beforeunload", move |event: Event| {
        let unsaved = left.saving.dirty.get() && !left.saving.conflict.get();
        if !left.saving.leaving.get() && unsaved || left.sending.is_busy() {
            event.prevent_default();
            // Older browsers ask only where this is set.
            let _ = Reflect::set(&event, &"returnValue".into(), &left.lang.compose_leave().into());
        }
    });
    if let Some(document) = document() {
        let hidden = composer.clone();
        on(&document, "visibilitychange", move |_| {
            if !dom::is_seen() && hidden.saving.dirty.get() && !hidden.saving.leaving.get() {
                now(&hidden);
            }
        });
    }
    let restored = composer.clone();
    on(&window, "pageshow", move |_| restored.saving.leaving.set(false));
    let online = composer.clone();
    on(&window, "online", move |_| {
        if online.saving.dirty.get() {
            now(&online);
        }
    });
}

/// The browser's own time zone, where none is typed.
fn zone(composer: &Composer) {
    let field =
        part(&composer.form, "[name=zone]").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field.filter(|field| field.value().trim().is_empty()) else {
        return;
    };
    let options = js_sys::Intl::DateTimeFormat::new(&Array::new(), &js_sys::Object::new()).resolved_options();
    let name = Reflect::get(&options, &"timeZone".into()).ok();
    if let Some(name) = name.and_then(|name| name.as_string()) {
        field.set_value(&name);
    }
}

/// Something changed, and is kept in a moment.
pub fn changed(composer: &Rc<Composer>) {
    let saving = &composer.saving;
    saving.dirty.set(true);
    if saving.conflict.get() {
        return;
    }
    tell(composer, composer.lang.compose_unsaved());
    later(composer, AFTER);
}

fn later(composer: &Rc<Composer>, milliseconds: i32) {
    dom::call_off(composer.saving.timer.take());
    let due = composer.clone();
    composer
        .saving
        .timer
        .set(dom::after(milliseconds, move || now(&due)));
}

/// Keeps it at once.
pub fn now(composer: &Rc<Composer>) {
    let composer = composer.clone();
    spawn_local(async move {
        done(&composer).await;
    });
}

/// Waits until nothing is being kept.
pub async fn settled(composer: &Composer) {
    while composer.saving.busy.get() {
        dom::pause(50).await;
    }
}

/// Keeps what changed; whether all of it is kept then.
pub async fn done(composer: &Rc<Composer>) -> bool {
    let saving = &composer.saving;
    dom::call_off(saving.timer.take());
    settled(composer).await;
    if saving.conflict.get() {
        return false;
    }
    if !saving.dirty.get() && saving.id().is_some() {
        tell(composer, composer.lang.compose_saved());
        return true;
    }
    saving.busy.set(true);
    saving.dirty.set(false);
    tell(composer, composer.lang.compose_saving());
    let answer = send(composer).await;
    saving.busy.set(false);
    let kept = answer.is_good() && heed(composer, &answer).is_some();
    if kept {
        saving.tried.set(0);
        if saving.dirty.get() {
            later(composer, AFTER);
        } else {
            tell(composer, composer.lang.compose_saved());
        }
        files::kept(composer);
    } else {
        saving.dirty.set(true);
        refused(composer, &answer);
    }
    kept
}

async fn send(composer: &Composer) -> Answer {
    let fields = typed(composer);
    match composer.saving.id() {
        None => {
            let body = serde_json::to_string(&fields).unwrap_or_default();
            ask("POST", "/api/drafts", Some(&body)).await
        }
        Some(id) => {
            let save = DraftSave {
                fields,
                version: Some(composer.saving.version.get()),
            };
            let body = serde_json::to_string(&save).unwrap_or_default();
            ask("PUT", &format!("/api/drafts/{id}"), Some(&body)).await
        }
    }
}

/// Everything that stands in the form.
pub fn typed(composer: &Composer) -> DraftFields {
    let mut pairs: Vec<(String, String)> = Vec::new();
    if let Ok(data) = FormData::new_with_form(&composer.form)
        && let Ok(Some(entries)) = js_sys::try_iter(&data)
    {
        for entry in entries.flatten() {
            let entry = Array::from(&entry);
            // A chosen file is no text.
            if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
                pairs.push((name, value));
            }
        }
    }
    DraftFields::of_form(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// Reads the id and the version that it has now.
fn heed(composer: &Composer, answer: &Answer) -> Option<()> {
    let id = json::text(&answer.body, "id")?;
    let version = json::number(&answer.body, "version")? as u32;
    composer.saving.version.set(version);
    if let Some(field) =
        part(&composer.form, "[name=version]").and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    {
        field.set_value(&version.to_string());
    }
    if composer.saving.id().is_none() {
        placed(composer, &id);
        composer.saving.id.replace(Some(id));
    }
    Some(())
}

/// The page is that of a draft from now on.
fn placed(composer: &Composer, id: &str) {
    let address = format!("/create/{id}");
    let _ = composer.form.set_attribute("action", &address);
    let _ = composer.form.set_attribute("data-compose", id);
    for button in dom::parts(&composer.form, "[data-plain]") {
        let _ = button.set_attribute("formaction", &format!("{address}/files"));
    }
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
}

fn refused(composer: &Rc<Composer>, answer: &Answer) {
    let saving = &composer.saving;
    let lang = composer.lang;
    match refusals::code(&answer.body) {
        Some(Code::DraftChanged) => {
            saving.conflict.set(true);
            tell(composer, lang.compose_conflict());
            let place = part(&composer.form, "[data-saving]");
            if let (Some(place), Some(id), Some(link)) =
                (place, saving.id(), dom::element("a", "", lang.compose_reload()))
            {
                let _ = link.set_attribute("href", &format!("/create/{id}"));
                let _ = place.append_with_str_1(" ");
                let _ = place.append_child(&link);
            }
        }
        Some(_) if !answer.may_pass() => tell(composer, &refusals::words(lang, &answer.body)),
        _ => {
            tell(composer, lang.compose_save_failed());
            let tried = saving.tried.get();
            saving.tried.set(tried.saturating_add(1));
            later(composer, back_off(tried));
        }
    }
}

fn tell(composer: &Composer, words: &str) {
    if let Some(place) = part(&composer.form, "[data-saving]") {
        place.set_text_content(Some(words));
    }
}
