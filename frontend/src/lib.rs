//! The browser's side: it installs the ports and wakes the islands of a page that the server rendered. It
//! holds no markup and no rule of the business.

mod copy;
mod http;
mod js;
mod keys;
mod live;
mod main_part;
mod offline;
pub mod pages;
mod place;
#[cfg(all(feature = "csr", not(feature = "hydrate")))]
mod preview;
mod push;
mod swap;
mod switches;
pub mod wallet;

use app::ports::{Pages, Ports, install};
use std::rc::Rc;

/// Everything that must stand before the first island runs.
fn begin() -> Rc<pages::Browser> {
    console_error_panic_hook::set_once();
    let pages = Rc::new(pages::Browser::new());
    install(Ports {
        wallets: Rc::new(wallet::Standard::discover()),
        http: Rc::new(http::Doors),
        live: live::begin(pages.clone()),
        pages: pages.clone(),
        push: Rc::new(push::Browser),
    });
    let page = pages.clone();
    pages::when_restored(move || page.reload());
    switches::listen(pages.clone());
    swap::listen(pages.clone());
    keys::listen(pages.clone());
    copy::listen(pages.clone());
    offline::listen();
    place::listen();
    main_part::title();
    pages
}

/// Called by the page's script, which wakes the islands right after it.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    let pages = begin();
    leptos::mount::hydrate_islands();
    // Leptos's script calls this function and then walks through the document, awaiting at every element but
    // nothing that takes time: all islands are awake, and their effects have run, before the next macrotask.
    pages.awake_after_islands();
}

/// Called by Trunk's page: the whole app, rendered here once the server has told whose page it is.
#[cfg(all(feature = "csr", not(feature = "hydrate")))]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    wasm_bindgen_futures::spawn_local(preview::show(begin()));
}
