//! How this module and the page's own one speak: by events of the document, so that neither knows the other's code. Without the other one
//! nothing is heard, and all that is sent is sent.

use bare::{
    HEARD,
    dom::{after, call_off, hide, on, target},
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Document, Element};

/// Something came into the page.
pub const CAME: &str = "fonana:came";
/// A part was made what it is by now, or could not be had.
pub const RENEWED: &str = "fonana:renewed";
/// Milliseconds for which somebody writes after it was told.
const LASTS: i32 = 5_000;

fn say(name: &str, what: &str) {
    let about = CustomEventInit::new();
    about.set_detail(&JsValue::from_str(what));
    if let (Some(document), Ok(event)) = (
        bare::dom::document(),
        CustomEvent::new_with_event_init_dict(name, &about),
    ) {
        let _ = document.dispatch_event(&event);
    }
}

/// Has a part of the page made what it is by now; [`RENEWED`] tells when that is over.
pub fn renew(part: &str) {
    say("fonana:renew", part);
}

/// Tells the others of a topic that one writes.
pub fn writes(topic: &str) {
    say("fonana:writes", topic);
}

/// Shows what an element holds whenever it hears of something, for a while.
pub fn heard(document: &Document) {
    let last: Rc<Cell<Option<i32>>> = Rc::default();
    on(document, HEARD, move |event| {
        let place = target(&event).filter(|place| place.has_attribute("data-typing"));
        let Some(held) = place.and_then(|place| place.first_element_child()) else {
            return;
        };
        hide(&held, false);
        call_off(last.take());
        let shown: Element = held;
        last.set(after(LASTS, move || hide(&shown, true)));
    });
}
