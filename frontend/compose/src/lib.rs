//! The composer in a writer's browser: what is typed is kept as it is typed, files are sent in pieces and put in order. The page is the
//! server's, and works without this; nothing is decided here about what may be published.

mod besides;
mod crop;
mod files;
pub mod plain;
mod saving;
mod sending;

use bare::dom::{self, closest, document, on, queue};
use shared::text::Lang;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlButtonElement, HtmlElement, HtmlFormElement, SubmitEvent};

/// The composer of this page.
pub(crate) struct Composer {
    pub lang: Lang,
    pub form: HtmlFormElement,
    pub saving: saving::State,
    pub sending: sending::State,
    pub files: files::State,
}

/// Runs as soon as the page has loaded this module.
#[cfg_attr(not(test), wasm_bindgen::prelude::wasm_bindgen(start))]
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(composer) = Composer::find() else { return };
    let _ = composer.form.set_attribute("data-awake", "");
    saving::wake(&composer);
    files::wake(&composer);
    sending::wake(&composer);
    crop::wake(&composer);
    besides::wake(&composer);
    let submitted = composer.clone();
    on(&composer.form, "submit", move |event: Event| {
        if let Ok(event) = event.dyn_into::<SubmitEvent>() {
            submit(&submitted, &event);
        }
    });
}

impl Composer {
    fn find() -> Option<Rc<Self>> {
        let document = document()?;
        let form = document.query_selector("form[data-compose]").ok()??;
        Some(Rc::new(Self {
            lang: dom::lang(),
            saving: saving::State::of(&form),
            sending: sending::State::default(),
            files: files::State::default(),
            form: form.dyn_into().ok()?,
        }))
    }

    /// Tells those who do not see it.
    pub fn say(&self, words: &str) {
        if let Some(place) = dom::part(&self.form, "[data-said]") {
            place.set_text_content(Some(words));
        }
    }
}

/// What can be done without leaving is; the rest is sent once nothing is being saved, or what was saved last would be in its way.
fn submit(composer: &Rc<Composer>, event: &SubmitEvent) {
    let button = event
        .submitter()
        .and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
    let act = button.as_ref().map(HtmlButtonElement::value).unwrap_or_default();
    let plain = button
        .as_ref()
        .is_some_and(|button| button.has_attribute("data-plain"));
    if plain {
        return composer.saving.leave();
    }
    match act.as_str() {
        "save" => {
            event.prevent_default();
            saving::now(composer);
        }
        "preview" => {
            event.prevent_default();
            let composer = composer.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if saving::done(&composer).await
                    && let (Some(id), Some(window)) = (composer.saving.id(), web_sys::window())
                {
                    let address = format!("/create/{id}/preview");
                    let opened = window.open_with_url_and_target(&address, "_blank");
                    if opened.ok().flatten().is_none() {
                        let _ = window.location().assign(&address);
                    }
                }
            });
        }
        _ if act.contains(':') => {
            event.prevent_default();
            let item = button.as_ref().and_then(|button| closest(button, "[data-file]"));
            if let (Some(item), Some(button)) = (item, button) {
                files::act(
                    composer,
                    &item,
                    act.split(':').next().unwrap_or_default(),
                    &button,
                );
            }
        }
        _ if composer.saving.is_busy() => {
            event.prevent_default();
            let (composer, button) = (
                composer.clone(),
                button.map(|button| button.unchecked_into::<HtmlElement>()),
            );
            wasm_bindgen_futures::spawn_local(async move {
                saving::settled(&composer).await;
                queue(move || {
                    let _ = match &button {
                        Some(button) => composer.form.request_submit_with_submitter(Some(button)),
                        None => composer.form.request_submit(),
                    };
                });
            });
        }
        _ => composer.saving.leave(),
    }
}
