//! What a browser adds to pictures, films and sounds: pictures open large, players have keys, remember where one stopped and play one
//! at a time. It listens to the whole document, so that what comes into the page later has all of it too. Without it everything
//! can be seen and heard by the browser's own means.

pub mod adapting;
pub mod dom;
pub mod keys;
pub mod lightbox;
pub mod players;
pub mod reading;
pub mod rules;
pub mod seeking;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs as soon as a page has loaded this module; a page loads it once.
#[wasm_bindgen(start)]
pub fn start() {
    let Some(document) = dom::document() else { return };
    players::listen(&document);
    adapting::listen(&document);
    reading::listen(&document);
    seeking::listen(&document);
    keys::listen(&document);
    lightbox::listen(&document);
    // Tells tests that it answers.
    if let Some(root) = dom::root() {
        let _ = root.set_attribute("data-looking", "");
    }
}
