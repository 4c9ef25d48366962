//! Small steps over the page's markup, none of which can be trusted to be there.

use js_sys::{Function, Promise};
use shared::text::Lang;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventTarget};

pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The language that the page is in.
pub fn lang() -> Lang {
    let tag = document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"));
    tag.and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

/// The first part that a selector names.
pub fn part(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok()?
}

/// All of them, in their order.
pub fn parts(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

pub fn closest(from: &Element, selector: &str) -> Option<Element> {
    from.closest(selector).ok()?
}

/// The element at which something happened.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Answers an event as long as the page lives.
pub fn on(target: &EventTarget, name: &str, run: impl Fn(Event) + 'static) {
    let run = Closure::<dyn Fn(Event)>::new(run);
    let _ = target.add_event_listener_with_callback(name, run.into_js_value().unchecked_ref());
}

pub fn hide(part: &Element, hidden: bool) {
    let _ = part.toggle_attribute_with_force("hidden", hidden);
}

/// An element with a class and words.
pub fn element(name: &str, class: &str, words: &str) -> Option<Element> {
    let made = document()?.create_element(name).ok()?;
    if !class.is_empty() {
        made.set_class_name(class);
    }
    if !words.is_empty() {
        made.set_text_content(Some(words));
    }
    Some(made)
}

/// A button that sends nothing.
pub fn button(words: &str, run: impl Fn(Event) + 'static) -> Option<Element> {
    let made = element("button", "button", words)?;
    let _ = made.set_attribute("type", "button");
    on(&made, "click", run);
    Some(made)
}

/// Runs once what runs now is over.
pub fn queue(run: impl FnOnce() + 'static) {
    after(0, run);
}

/// Runs after so many milliseconds; its number, by which it can be called off.
pub fn after(milliseconds: i32, run: impl FnOnce() + 'static) -> Option<i32> {
    let run = Closure::once_into_js(run);
    web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref::<Function>(), milliseconds)
        .ok()
}

pub fn call_off(timer: Option<i32>) {
    if let (Some(timer), Some(window)) = (timer, web_sys::window()) {
        window.clear_timeout_with_handle(timer);
    }
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let waiting = Promise::new(&mut |done, _| {
        let finish = done.clone();
        after(milliseconds, move || {
            let _ = finish.call0(&JsValue::UNDEFINED);
        });
    });
    let _ = JsFuture::from(waiting).await;
}

/// Waits until something happens at an element, no longer than so many milliseconds.
pub async fn event_within(target: &EventTarget, name: &'static str, milliseconds: i32) {
    let waiting = Promise::new(&mut |done, _| {
        let timer = Rc::new(Cell::new(None));
        let (at, armed) = (target.clone(), timer.clone());
        // Whichever comes first takes the other one away.
        let happened: Rc<RefCell<Option<Function>>> = Rc::default();
        let heard = happened.clone();
        let finish = move || {
            call_off(armed.take());
            if let Some(heard) = heard.take() {
                let _ = at.remove_event_listener_with_callback(name, &heard);
            }
            let _ = done.call0(&JsValue::UNDEFINED);
        };
        let (by_event, by_time) = (finish.clone(), finish);
        let listener = Closure::<dyn Fn()>::new(by_event).into_js_value();
        let _ = target.add_event_listener_with_callback(name, listener.unchecked_ref());
        happened.replace(Some(listener.unchecked_into()));
        timer.set(after(milliseconds, by_time));
    });
    let _ = JsFuture::from(waiting).await;
}

/// Whether somebody looks at the page.
pub fn is_seen() -> bool {
    document().is_none_or(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}
