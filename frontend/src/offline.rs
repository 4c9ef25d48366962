//! Being without a network: the line of the page that says so, and the worker that answers for pages meanwhile. It keeps
//! nothing else.

use crate::pages::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// At the root, so that it answers for every page.
const WORKER: &str = "/sw.js";
const LINE: &str = "offline";

/// Says from now on when the network is gone and when it is back, as long as the page lives.
pub fn listen() {
    let Some(window) = window() else { return };
    let navigator = window.navigator();
    let tell = move || {
        let line = document().and_then(|document| document.get_element_by_id(LINE));
        if let Some(line) = line {
            let _ = line.toggle_attribute_with_force("hidden", navigator.on_line());
        }
    };
    tell();
    let changed = Closure::<dyn Fn()>::new(tell).into_js_value();
    for event in ["online", "offline"] {
        let _ = window.add_event_listener_with_callback(event, changed.unchecked_ref());
    }
    // A browser may have none, on plain HTTP for one.
    let workers = js_sys::Reflect::get(&window.navigator(), &"serviceWorker".into());
    if workers.is_ok_and(|workers| !workers.is_undefined()) {
        spawn_local(async move {
            // What does not work now is tried on the next page.
            let _ = JsFuture::from(window.navigator().service_worker().register(WORKER)).await;
        });
    }
}
