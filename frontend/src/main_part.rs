//! The main part of a page: fetched, parsed, and put in place of the one that is there. Its scripts do not run, and no
//! text of it is ever written as markup.

use crate::{js, live, pages::window};
use gloo_net::http::Request;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Document, DomParser, Element, HtmlDialogElement, HtmlElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, SupportedType, Window,
};

const MAIN: &str = "main";
/// A post whose page shows that it is locked, and where one begins to read it.
const LOCKED: &str = ".locked-post";
const BEGINNING: &str = ".post > .byline";
/// Where words are typed.
pub const FIELDS: &str = "textarea, input";

/// Where a reader goes on in what is put into the page.
pub enum Goes {
    /// Where they were, with what they have typed: it is the same page.
    On,
    /// To the element of this id or the field that asks for it, else to the whole.
    To(Option<String>),
}

/// Puts the main part of a fetched page in place of ours, with its title; `turn` is called as it happens. False if that was not possible.
pub async fn put(
    window: &Window,
    document: &Document,
    fresh: &Document,
    goes: Goes,
    turn: impl FnOnce() + 'static,
) -> bool {
    let (Some(old), Some(new)) = (document.get_element_by_id(MAIN), fresh.get_element_by_id(MAIN)) else {
        return false;
    };
    document.set_title(&fresh.title());
    let page = document.clone();
    let swap = move || {
        let hands = match &goes {
            Goes::On => hands(&page, &old),
            Goes::To(_) => Vec::new(),
        };
        let opens = first(&old, LOCKED).is_some() && first(&new, LOCKED).is_none();
        let _ = old.replace_with_with_node_1(&new);
        turn();
        // Under an open dialog nothing else can have the focus.
        close_sheets(&page);
        wake(&new);
        let mut typing = false;
        for hand in hands {
            typing |= hand.give(&new);
        }
        match goes {
            Goes::On if typing => {}
            Goes::On => {
                settle(&page, &new, None);
                // On a phone what was pressed stood below all of it.
                if let Some(beginning) = first(&new, BEGINNING).filter(|_| opens) {
                    look_at(&beginning);
                }
            }
            Goes::To(place) => settle(&page, &new, place.as_deref()),
        }
    };
    match transition(window, document) {
        Some(start) => {
            let swap = Closure::once_into_js(swap);
            let Ok(transition) = start.call1(document, &swap) else {
                return false;
            };
            let promise = |name| js::get(&transition, name)?.dyn_into::<Promise>().ok();
            // Where the next one begins before this one is seen, it is skipped: no fault, but without a listener the browser says so.
            if let Some(ready) = promise("ready") {
                spawn_local(async move {
                    let _ = JsFuture::from(ready).await;
                });
            }
            match promise("updateCallbackDone") {
                Some(done) => JsFuture::from(done).await.is_ok(),
                None => false,
            }
        }
        None => {
            swap();
            true
        }
    }
}

/// A field that a reader has in hands: they type in it, or typed what they have not sent.
struct Hand {
    /// By which it is found in a page that has it too, and the how manyth it is of those.
    selector: String,
    at: usize,
    value: Option<String>,
    /// What is chosen in it, where it is the one they type in.
    chosen: Option<[JsValue; 2]>,
}

impl Hand {
    /// Goes on in what takes the field's place; whether that is where they type.
    fn give(self, new: &Element) -> bool {
        let Some(field) = all(new, &self.selector).into_iter().nth(self.at) else {
            return false;
        };
        // A module that knows more of its form may have filled it.
        if let Some(value) = self.value.filter(|_| !is_typed(&field)) {
            js::set(&field, "value", &value.into());
        }
        let Some([start, end]) = self.chosen else {
            return false;
        };
        focus(&field);
        js::set(&field, "selectionStart", &start);
        js::set(&field, "selectionEnd", &end);
        true
    }
}

/// What a reader has in hands; a dialog's fields are not the page's.
fn hands(page: &Document, old: &Element) -> Vec<Hand> {
    let active = page.active_element();
    let hand = |field: Element| {
        let at = active.as_ref() == Some(&field);
        if !(at || is_typed(&field)) || field.closest("dialog").ok().flatten().is_some() {
            return None;
        }
        let name = field.get_attribute("name")?;
        let action = field.closest("form[action]").ok()??.get_attribute("action")?;
        let chosen = |name| js::get(&field, name).unwrap_or_default();
        let selector = format!("form[action={action:?}] [name={name:?}]");
        Some(Hand {
            at: all(old, &selector).iter().position(|one| *one == field)?,
            selector,
            value: is_typed(&field).then(|| js::text(&field, "value")).flatten(),
            chosen: at.then(|| [chosen("selectionStart"), chosen("selectionEnd")]),
        })
    };
    all(old, FIELDS).into_iter().filter_map(hand).collect()
}

/// The elements that a selector finds.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect()
}

/// Whether a field has words that are not sent.
pub fn is_typed(field: &Element) -> bool {
    js::text(field, "value") != js::text(field, "defaultValue")
}

fn first(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}

fn focus(target: &Element) {
    if let Some(target) = target.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = target.focus_with_options(&options);
    }
}

/// What had the focus is gone; the reader goes on at what they wanted to see.
fn settle(page: &Document, new: &Element, place: Option<&str>) {
    let wanted = first(new, "[autofocus]").or_else(|| page.get_element_by_id(place?));
    focus(wanted.as_ref().unwrap_or(new));
    if let Some(wanted) = wanted {
        look_at(&wanted);
    }
}

/// Scrolls there if it is not in view.
fn look_at(target: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    target.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Why there is no page.
pub enum NoPage {
    /// Nobody answers, or what stands before a server says that it does not: it may be there in a moment.
    NoAnswer,
    Refused,
}

/// A page of this site, parsed; its scripts do not run.
pub async fn fetch(address: &str) -> Result<Document, NoPage> {
    let sent = Request::get(address).header("accept", "text/html").send().await;
    let answer = sent.map_err(|_| NoPage::NoAnswer)?;
    match answer.status() {
        200..300 => {}
        502..=504 => return Err(NoPage::NoAnswer),
        _ => return Err(NoPage::Refused),
    }
    let text = answer.text().await.map_err(|_| NoPage::NoAnswer)?;
    parse(&text).ok_or(NoPage::Refused)
}

/// The text of a page as a document of its own.
pub fn parse(text: &str) -> Option<Document> {
    DomParser::new()
        .ok()?
        .parse_from_string(text, SupportedType::TextHtml)
        .ok()
}

/// `document.startViewTransition`, unless the browser has none or the person wants less motion.
fn transition(window: &Window, document: &Document) -> Option<Function> {
    let calm = window
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    if calm {
        return None;
    }
    js::get(document, "startViewTransition")?.dyn_into().ok()
}

/// Wakes the islands in a part that was put into the page, outer ones first, as Leptos's own script does.
pub fn wake(root: &Element) {
    let Some(hydrate) = window()
        .and_then(|window| js::get(&window, "__hydrateIsland"))
        .and_then(|hydrate| hydrate.dyn_into::<Function>().ok())
    else {
        return;
    };
    let mut islands = Vec::new();
    if root.tag_name().eq_ignore_ascii_case("leptos-island") {
        islands.push(root.clone());
    }
    islands.extend(all(root, "leptos-island"));
    for island in islands {
        // An island among another island's children lives within what that one provides.
        if let Ok(Some(children)) = island.closest("leptos-children")
            && let Some(provide) = js::get(&children, "$$on_hydrate")
            && let Ok(provide) = provide.dyn_into::<Function>()
        {
            let _ = provide.call0(&JsValue::UNDEFINED);
        }
        let name = island.get_attribute("data-component").unwrap_or_default();
        let _ = hydrate.call2(&JsValue::UNDEFINED, &island, &name.into());
    }
    live::look();
    live::tell("fonana:came");
    title();
}

/// Says in the title how much is unread: a tab that nobody looks at shows that something came.
pub fn title() {
    let Some(document) = window().and_then(|window| window.document()) else {
        return;
    };
    let Ok(marks) = document.query_selector_all("[data-titles]") else {
        return;
    };
    let number = |at| {
        let mark: Element = marks.get(at)?.dyn_into().ok()?;
        mark.get_attribute("data-titles")?.parse::<u64>().ok()
    };
    let unread: u64 = (0..marks.length()).filter_map(number).sum();
    document.set_title(&app::live::titled(&document.title(), unread));
}

/// Closes our dialogs; each tells its island.
fn close_sheets(document: &Document) {
    let Ok(open) = document.query_selector_all("dialog.sheet[open]") else {
        return;
    };
    for at in 0..open.length() {
        if let Some(dialog) = open
            .get(at)
            .and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
        {
            dialog.close();
        }
    }
}
