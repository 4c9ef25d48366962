//! Switches of a page: likes, bookmarks, follows. They turn at once, and back with a word if the server says no. One
//! listener serves them all, those too that come into the page later.

use crate::pages::{Browser, document};
use app::{
    engagement::view_model::Shown,
    ports::{Method, Pages, Request},
};
use shared::{engagement::Switch, text::Lang};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, SubmitEvent};

/// On a button whose press is on its way to the server.
const BUSY: &str = "data-busy";

/// Answers presses from now on, as long as the page lives.
pub fn listen(pages: Rc<Browser>) {
    let pressed = Closure::<dyn Fn(SubmitEvent)>::new(move |event: SubmitEvent| {
        let form = event.target().and_then(|form| form.dyn_into::<Element>().ok());
        // Asked for by name: a field called `id` would answer in place of the form's own property.
        let named = |form: Element| form.get_attribute("id").is_some_and(|id| id == "act");
        if !form.is_some_and(named) {
            return;
        }
        let Some((button, shown)) = event.submitter().and_then(|button| {
            let shown = read(&button)?;
            Some((button, shown))
        }) else {
            return;
        };
        event.prevent_default();
        // A visitor is let in first; there is no need to ask the server.
        if let Some(door) = sign_in_door() {
            door.click();
        } else if !button.has_attribute(BUSY) {
            spawn_local(turn(pages.clone(), button, shown));
        }
    });
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback("submit", pressed.into_js_value().unchecked_ref());
    }
}

fn count_of(button: &Element) -> Option<Element> {
    button.query_selector("[data-count]").ok().flatten()
}

fn read(button: &Element) -> Option<Shown> {
    let count = count_of(button).and_then(|count| count.get_attribute("data-count"));
    Shown::read(&button.get_attribute("value")?, count.as_deref())
}

fn show(button: &Element, shown: &Shown, lang: Lang) {
    let set = |element: &Element, name: &str, value: &str| {
        let _ = element.set_attribute(name, value);
    };
    set(button, "value", &shown.press.to_string());
    set(button, "aria-pressed", if shown.on() { "true" } else { "false" });
    if let (Some(element), Some(count), Some(text)) = (count_of(button), shown.count, shown.count_text(lang))
    {
        set(&element, "data-count", &count.to_string());
        element.set_text_content(Some(&text));
    }
}

/// The language of the page.
pub fn lang() -> Lang {
    document()
        .and_then(|document| document.document_element())
        .and_then(|root| Lang::from_tag(&root.get_attribute("lang")?))
        .unwrap_or_default()
}

async fn turn(pages: Rc<Browser>, button: HtmlElement, before: Shown) {
    let lang = lang();
    let after = before.after_press();
    let _ = button.set_attribute(BUSY, "");
    show(&button, &after, lang);
    let method = if before.press.on {
        Method::Put
    } else {
        Method::Delete
    };
    let answer = Request::new(method, before.press.door()).fetch::<Switch>().await;
    let _ = button.remove_attribute(BUSY);
    match answer {
        Ok(answer) => {
            show(&button, &after.as_answered(answer), lang);
            if button.has_attribute("data-opens") {
                pages.refresh_main(0).await;
            }
        }
        Err(fault) => {
            show(&button, &before, lang);
            pages.announce(&fault.sentence(lang));
        }
    }
}

/// The button by which a visitor signs in.
fn sign_in_door() -> Option<HtmlElement> {
    let door = document()?.query_selector("[data-testid=sign-in]").ok()??;
    door.dyn_into().ok()
}
