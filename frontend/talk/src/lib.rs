//! The forms of messages in a writer's browser: what is sent stands there at once and is sent again where nobody answered, what is typed and
//! what was not sent is kept, files and voices are attached. The page is the server's and works without this; nothing is decided here about
//! what may be sent.
//!
//! A form that it wakes has `data-talk`, the name under which its words are kept; `data-door`, which takes what it sends; `data-renews`, the
//! part of the page that shows it then; and, where somebody sees that one writes, `data-topic`.

mod draft;
mod files;
mod form;
mod page;
mod store;
mod voice;
mod waiting;

use bare::dom::{document, on, parts};
use form::Form;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

thread_local! {
    /// One for each name: the element is another one when its page changed, what is attached and on its way is not.
    static FORMS: RefCell<Vec<Rc<Form>>> = const { RefCell::new(Vec::new()) };
}

/// Runs as soon as the page has loaded this module.
#[cfg_attr(not(test), wasm_bindgen::prelude::wasm_bindgen(start))]
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(document) = document() else { return };
    wake();
    on(&document, page::CAME, |_| wake());
    on(&document, page::RENEWED, |_| {
        each(|form| form.waiting.renewed());
    });
    // What the other one does is so for a moment.
    page::heard(&document);
}

/// Wakes what has come into the page.
fn wake() {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    for element in parts(&root, "form[data-talk]:not([data-awake])") {
        let Ok(element) = element.dyn_into::<HtmlFormElement>() else {
            continue;
        };
        let _ = element.set_attribute("data-awake", "");
        let name = element.get_attribute("data-talk").unwrap_or_default();
        let known = FORMS.with_borrow(|forms| forms.iter().find(|form| form.name == name).cloned());
        let form = known.unwrap_or_else(|| {
            let form = Form::new(name, &element);
            FORMS.with_borrow_mut(|forms| forms.push(form.clone()));
            form
        });
        form.wake(element);
    }
}

fn each(act: impl Fn(&Rc<Form>)) {
    let forms = FORMS.with_borrow(Clone::clone);
    forms.iter().for_each(act);
}
