//! The page in the browser: its main part, its lists, its store, its live region. Markup comes from the
//! server alone; what is put into the page from a fetched one is parsed, never written as text.

use crate::{
    main_part::{self, Goes, NoPage},
    place::Place,
};
use app::ports::Pages;
use async_trait::async_trait;
use gloo_timers::future::TimeoutFuture;
use js_sys::Array;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Document, Element, HtmlAnchorElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, MouseEvent, Node, PageTransitionEvent, Storage, Window,
};

const TOASTS: &str = "toasts";
/// What the page before left for this one, in the tab's store.
const NOTE: &str = "fonana.note";
const WORDS: &str = "fonana.words";
/// How long a sentence stays to be read.
const READING: u32 = 6_000;
/// A page that nobody gives is asked for again so many milliseconds later.
const AGAIN: u32 = 3_000;
/// How far ahead of the screen the next piece of a list is fetched.
const AHEAD: &str = "900px";

/// The tab we are in.
pub struct Browser {
    note: RefCell<Option<String>>,
    generation: Rc<Cell<u32>>,
}

impl Default for Browser {
    fn default() -> Self {
        Self::new()
    }
}

impl Browser {
    /// Takes the note of the page before, so that it is this page's only.
    pub fn new() -> Self {
        Self {
            note: RefCell::new(take(NOTE)),
            generation: Rc::default(),
        }
    }

    /// Puts the main part of a fetched page in place of ours.
    pub async fn put(&self, window: &Window, document: &Document, fresh: &Document, goes: Goes) -> bool {
        let generation = self.generation.clone();
        let turn = move || generation.set(generation.get().wrapping_add(1));
        main_part::put(window, document, fresh, goes, turn).await
    }

    /// In a macrotask after the islands: says on `<html>` that the page answers to clicks, and says aloud
    /// what the page before wanted said.
    pub fn awake_after_islands(self: Rc<Self>) {
        toasts();
        gloo_timers::callback::Timeout::new(0, move || {
            if let Some(root) = document().and_then(|document| document.document_element()) {
                let _ = root.set_attribute("data-hydrated", "");
            }
            // A list that goes on has taken it already, to be as long as it was first.
            if let Some(place) = Place::take() {
                spawn_local(async move { place.show().await });
            }
            if let Some(words) = take(WORDS) {
                self.announce(&words);
            }
        })
        .forget();
    }
}

#[async_trait(?Send)]
impl Pages for Browser {
    async fn refresh_main(&self, not_before: u32) -> bool {
        // It runs while the page is fetched.
        let time = TimeoutFuture::new(not_before);
        let Some((window, document)) = window().zip(document()) else {
            return false;
        };
        let generation = self.generation();
        let fresh = loop {
            match main_part::fetch(&self.address().0).await {
                Ok(fresh) => break fresh,
                Err(NoPage::Refused) => return false,
                Err(NoPage::NoAnswer) => TimeoutFuture::new(AGAIN).await,
            }
            // It is as new as can be by now.
            if self.generation() != generation {
                return true;
            }
        };
        time.await;
        self.put(&window, &document, &fresh, Goes::On).await
    }

    fn generation(&self) -> u32 {
        self.generation.get()
    }

    fn endless(&self, list_id: &str, link_id: &str) {
        if let Some(link) = document()
            .and_then(|document| document.get_element_by_id(link_id))
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
        {
            Endless::begin(list_id.to_owned(), link);
        }
    }

    fn visible(&self) -> bool {
        document().is_some_and(|document| !document.hidden())
    }

    fn when_back(&self, act: Rc<dyn Fn()>) {
        let Some(document) = document() else { return };
        let page = document.clone();
        let seen = Closure::<dyn Fn()>::new(move || {
            if !page.hidden() {
                act();
            }
        });
        let seen = seen.into_js_value();
        let _ = document.add_event_listener_with_callback("visibilitychange", seen.unchecked_ref());
    }

    fn reload(&self) {
        if let Some(window) = window() {
            let _ = window.location().reload();
        }
    }

    fn go(&self, path: &str) {
        if let Some(window) = window() {
            let _ = window.location().assign(path);
        }
    }

    fn announce(&self, text: &str) {
        let Some((document, toasts)) = document().zip(toasts()) else {
            return;
        };
        let Ok(toast) = document.create_element("p") else {
            return;
        };
        toast.set_class_name("toast");
        toast.set_text_content(Some(text));
        let _ = toasts.append_child(&toast);
        gloo_timers::callback::Timeout::new(READING, move || toast.remove()).forget();
    }

    fn announce_next(&self, text: &str) {
        put(tab_store(), WORDS, Some(text));
    }

    fn address(&self) -> (String, String) {
        let Some(window) = window() else {
            return Default::default();
        };
        let location = window.location();
        (
            location.href().unwrap_or_default(),
            location.origin().unwrap_or_default(),
        )
    }

    fn fresh_id(&self) -> String {
        let mut bytes = [0; 16];
        // `randomUUID` is for secure pages only, this works on all of them.
        if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
            let _ = crypto.get_random_values_with_u8_array(&mut bytes);
        }
        uuid_v4(bytes)
    }

    async fn wait(&self, milliseconds: u32) {
        TimeoutFuture::new(milliseconds).await;
    }

    fn chance(&self, below: u32) -> u32 {
        (js_sys::Math::random() * f64::from(below)) as u32
    }

    fn kept(&self, name: &str) -> Option<String> {
        store()?.get_item(name).ok()?
    }

    fn keep(&self, name: &str, value: Option<&str>) {
        put(store(), name, value);
    }

    fn leave_note(&self, note: &str) {
        put(tab_store(), NOTE, Some(note));
    }

    fn take_note(&self, note: &str) -> bool {
        let mut left = self.note.borrow_mut();
        let mine = left.as_deref() == Some(note);
        if mine {
            *left = None;
        }
        mine
    }
}

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// A browser can be told to keep nothing; then there is no store, or asking for it throws.
fn store() -> Option<Storage> {
    window()?.local_storage().ok()?
}

pub fn tab_store() -> Option<Storage> {
    window()?.session_storage().ok()?
}

fn put(store: Option<Storage>, name: &str, value: Option<&str>) {
    let Some(store) = store else { return };
    // A full store keeps nothing more, which no caller relies on.
    let _ = match value {
        Some(value) => store.set_item(name, value),
        None => store.remove_item(name),
    };
}

fn take(name: &str) -> Option<String> {
    let store = tab_store()?;
    let value = store.get_item(name).ok()??;
    let _ = store.remove_item(name);
    Some(value)
}

/// The polite live region, made with the page so that screen readers know it before it speaks.
fn toasts() -> Option<Element> {
    let document = document()?;
    if let Some(toasts) = document.get_element_by_id(TOASTS) {
        return Some(toasts);
    }
    let toasts = document.create_element("div").ok()?;
    toasts.set_id(TOASTS);
    toasts.set_class_name(TOASTS);
    let _ = toasts.set_attribute("role", "status");
    let _ = toasts.set_attribute("aria-live", "polite");
    document.body()?.append_child(&toasts).ok()?;
    Some(toasts)
}

/// Calls back when the browser shows a page again that it had kept as it was: somebody may have signed in or
/// out since, or bought something.
pub fn when_restored(act: impl Fn() + 'static) {
    let shown = Closure::<dyn Fn(PageTransitionEvent)>::new(move |event: PageTransitionEvent| {
        if event.persisted() {
            act();
        }
    })
    .into_js_value();
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback("pageshow", shown.unchecked_ref());
    }
}

/// Calls back as the page is left.
pub fn when_left(act: impl Fn() + 'static) {
    let left = Closure::<dyn Fn()>::new(act).into_js_value();
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback("pagehide", left.unchecked_ref());
    }
}

/// A list that goes on by itself.
struct Endless {
    list_id: String,
    link: HtmlAnchorElement,
    busy: Cell<bool>,
    /// The last try did not work: then pressing the link is another one.
    failed: Cell<bool>,
    observer: RefCell<Option<IntersectionObserver>>,
}

/// What a try to go on gave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    More,
    Last,
    Failed,
}

impl Endless {
    fn begin(list_id: String, link: HtmlAnchorElement) {
        let endless = Rc::new(Self {
            list_id,
            link,
            busy: Cell::new(false),
            failed: Cell::new(false),
            observer: RefCell::default(),
        });
        let watcher = endless.clone();
        let seen = Closure::<dyn Fn(Vec<IntersectionObserverEntry>, IntersectionObserver)>::new(
            move |entries: Vec<IntersectionObserverEntry>, observer: IntersectionObserver| {
                if !watcher.link.is_connected() {
                    return observer.disconnect();
                }
                if entries.iter().any(IntersectionObserverEntry::is_intersecting) {
                    let endless = watcher.clone();
                    spawn_local(async move {
                        if endless.go_on().await == Some(Piece::More) {
                            endless.watch();
                        }
                    });
                }
            },
        )
        .into_js_value();
        let options = IntersectionObserverInit::new();
        options.set_root_margin(AHEAD);
        // What scrolls by itself is what it comes near to.
        let scrolls = endless.link.closest("[data-scrolls]").ok().flatten();
        options.set_root(scrolls.as_ref());
        if let Ok(observer) = IntersectionObserver::new_with_options(seen.unchecked_ref(), &options) {
            endless.observer.replace(Some(observer));
        }
        spawn_local(endless.clone().come_back());
        let link = endless.link.clone();
        let pressed = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| endless.press(&event));
        let _ = link.add_event_listener_with_callback("click", pressed.into_js_value().unchecked_ref());
    }

    /// As far as the reader had come before they left, if they are back, and from there on by itself.
    async fn come_back(self: Rc<Self>) {
        if let Some(place) = Place::take() {
            while place.is_further() && self.go_on().await == Some(Piece::More) {}
            place.show().await;
        }
        self.watch();
    }

    /// Has the link watched. Anew, it is told of again, even if it has not moved off the screen; after a failure it is
    /// left, for the next try is for when it comes near again.
    fn watch(&self) {
        if let Some(observer) = self.observer.borrow().as_ref() {
            observer.unobserve(&self.link);
            observer.observe(&self.link);
        }
    }

    /// One try, unless another is under way.
    async fn go_on(&self) -> Option<Piece> {
        if self.busy.replace(true) {
            return None;
        }
        let piece = append(&self.list_id, &self.link).await;
        self.busy.set(false);
        self.failed.set(piece == Piece::Failed);
        Some(piece)
    }

    /// After a failure a plain press tries again here; if that fails too, the link leads where it leads, and the
    /// browser says what is wrong.
    fn press(self: &Rc<Self>, event: &MouseEvent) {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if !plain || !self.failed.get() {
            return;
        }
        event.prevent_default();
        let endless = self.clone();
        spawn_local(async move {
            match endless.go_on().await {
                Some(Piece::More) => endless.watch(),
                Some(Piece::Failed) => {
                    if let Some(window) = window() {
                        let _ = window.location().assign(&endless.link.href());
                    }
                }
                Some(Piece::Last) | None => {}
            }
        });
    }
}

/// Fetches what the link leads to and moves its items into our list.
async fn append(list_id: &str, link: &HtmlAnchorElement) -> Piece {
    let Some(list) = document().and_then(|document| document.get_element_by_id(list_id)) else {
        return Piece::Failed;
    };
    let _ = list.set_attribute("aria-busy", "true");
    let fresh = main_part::fetch(&link.href()).await.ok();
    let _ = list.remove_attribute("aria-busy");
    let Some((fresh, items)) = fresh.and_then(|fresh| {
        let items = fresh.get_element_by_id(list_id)?;
        Some((fresh, items))
    }) else {
        return Piece::Failed;
    };
    let added: Vec<Element> = {
        let children = items.children();
        (0..children.length())
            .filter_map(|at| children.item(at))
            .collect()
    };
    let nodes: Array = added
        .iter()
        .map(|item| JsValue::from(Node::from(item.clone())))
        .collect();
    if list.has_attribute("data-goes-on") {
        // What heads them both, a day, comes with the earlier ones.
        for item in added.iter().filter(|item| !item.id().is_empty()) {
            let known = document().and_then(|document| document.get_element_by_id(&item.id()));
            known.iter().for_each(Element::remove);
        }
        let _ = list.prepend_with_node(&nodes);
    } else {
        let _ = list.append_with_node(&nodes);
    }
    for item in &added {
        main_part::wake(item);
    }
    let next = fresh
        .get_element_by_id(&link.id())
        .and_then(|next| next.get_attribute("href"))
        .filter(|_| !added.is_empty());
    match next {
        Some(next) => {
            let _ = link.set_attribute("href", &next);
            Piece::More
        }
        None => {
            link.remove();
            Piece::Last
        }
    }
}

/// RFC 9562 section 5.4.
fn uuid_v4(mut bytes: [u8; 16]) -> String {
    use std::fmt::Write;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
