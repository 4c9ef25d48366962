//! Buttons that copy a text: what they copy and what is said of it stands on them. It refuses nothing and asks nobody.

use crate::pages::{Browser, document, window};
use app::ports::Pages;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, MouseEvent};

/// Answers presses from now on, as long as the page lives.
pub fn listen(pages: Rc<Browser>) {
    let Some(document) = document() else { return };
    let pressed = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        let button = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("[data-copy]").ok().flatten());
        let Some((text, said)) = button.and_then(|button| {
            button
                .get_attribute("data-copy")
                .zip(button.get_attribute("data-said"))
        }) else {
            return;
        };
        let Some(window) = window() else { return };
        let pages = pages.clone();
        spawn_local(async move {
            // Where the browser does not let a page copy, the address stands in the field beside the button.
            if JsFuture::from(window.navigator().clipboard().write_text(&text))
                .await
                .is_ok()
            {
                pages.announce(&said);
            }
        });
    });
    let _ = document.add_event_listener_with_callback("click", pressed.into_js_value().unchecked_ref());
}
