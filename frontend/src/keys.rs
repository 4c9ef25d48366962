//! The keys of every page, carried out on what stands in it. Which key means what is the app's to say.

use crate::pages::{Browser, document};
use app::{
    layout::keys::{Deed, HELP, Pressed, deed},
    ports::Pages,
};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Where a search begins on a page without a field for it.
const SEARCH: &str = "/search";
const FIELD: &str = "input[type=search]";
const POST: &str = ".card";

/// Answers keys from now on, as long as the page lives.
pub fn listen(pages: Rc<Browser>) {
    let Some(document) = document() else { return };
    let page = document.clone();
    let pressed = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let at = page.active_element();
        let within = |selector: &str| at.as_ref().and_then(|at| at.closest(selector).ok().flatten());
        let pressed = Pressed {
            // An open dialog has its own keys.
            typing: within("input, textarea, select, [contenteditable], dialog").is_some(),
            modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
            in_list: within(POST).is_some(),
        };
        let Some(deed) = deed(&event.key(), pressed) else {
            return;
        };
        let done = match deed {
            Deed::Search => search(&page, &pages),
            Deed::Next => step(&page, within(POST), true),
            Deed::Previous => step(&page, within(POST), false),
            Deed::Like => like(&page, within(POST)),
            Deed::Compose => compose(&page),
            Deed::Help => help(&page),
        };
        if done.is_some() {
            event.prevent_default();
        }
    });
    let _ = document.add_event_listener_with_callback("keydown", pressed.into_js_value().unchecked_ref());
}

fn search(page: &Document, pages: &Browser) -> Option<()> {
    match page.query_selector(FIELD).ok()? {
        Some(field) => field.dyn_into::<HtmlElement>().ok()?.focus().ok(),
        None => {
            pages.go(SEARCH);
            Some(())
        }
    }
}

/// Puts the focus on the post after this one, or before it; without one, on the first.
fn step(page: &Document, from: Option<Element>, forward: bool) -> Option<()> {
    let to = match from {
        Some(post) if forward => post.next_element_sibling()?,
        Some(post) => post.previous_element_sibling()?,
        None => page.query_selector(POST).ok()??,
    };
    let to: HtmlElement = to.dyn_into().ok()?;
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    to.scroll_into_view_with_scroll_into_view_options(&options);
    to.focus().ok()
}

/// Presses the like of the post that has the focus, or of the one that the page is about.
fn like(page: &Document, post: Option<Element>) -> Option<()> {
    let button = match post {
        Some(post) => post.query_selector("[value^='like:']"),
        None => page.query_selector(".post [value^='like:']"),
    };
    button.ok()??.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

fn compose(page: &Document) -> Option<()> {
    let door = page.query_selector(".door[href='/create']").ok()??;
    door.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

fn help(page: &Document) -> Option<()> {
    let list: HtmlElement = page.get_element_by_id(HELP)?.dyn_into().ok()?;
    list.toggle_popover().ok().map(|_| ())
}
