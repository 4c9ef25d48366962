//! Small steps over the document. What is not there is passed over.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, Document, Element, Event, EventTarget, HtmlElement, Window};

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// The outermost element.
pub fn root() -> Option<Element> {
    document()?.document_element()
}

/// Answers an event for as long as the page lives, before anything below hears of it: events of players do not bubble.
pub fn on<E: JsCast>(target: &EventTarget, name: &str, answer: impl Fn(E) + 'static) {
    let answer = Closure::<dyn Fn(Event)>::new(move |event: Event| answer(event.unchecked_into()));
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_passive(false);
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        name,
        answer.into_js_value().unchecked_ref(),
        &options,
    );
}

/// Does something slow once the browser has shown what was pressed. That a whole page becomes inert below a dialog, or no longer is, takes a
/// slow phone a tenth of a second.
pub fn once_painted(run: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(move || {
        let run = Closure::once_into_js(run);
        if let Some(window) = window() {
            let _ = window.set_timeout_with_callback(run.unchecked_ref());
        }
    });
    if let Some(window) = window() {
        let _ = window.request_animation_frame(then.unchecked_ref());
    }
}

/// What an event happened to.
pub fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// The element of this selector that an event happened in.
pub fn within(event: &Event, selector: &str) -> Option<HtmlElement> {
    closest(&target::<Element>(event)?, selector)
}

pub fn closest<T: JsCast>(element: &Element, selector: &str) -> Option<T> {
    element.closest(selector).ok()??.dyn_into().ok()
}

pub fn one<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// All of this selector and type within an element.
pub fn all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect()
}

/// Says a value to the style sheet.
pub fn say(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}
