//! Where a reader was in a list, kept in the tab's store by the page's address and found again when they come back or
//! load the page anew. It keeps ids and figures only, and moves nothing on a page that was gone to.

use crate::pages::{document, tab_store, window};
use js_sys::{Function, Number, Promise};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, NavigationType, PerformanceNavigationTiming, ScrollBehavior, ScrollToOptions, Window,
};

const NAME: &str = "fonana.place ";
/// The items of lists that go on.
const ITEMS: &str = "#cards > [id]";

/// An item of a list, how far below the upper edge of the screen it stood, and how many items the list had.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    item: String,
    top: f64,
    items: u32,
}

impl Place {
    /// Where the reader was, if this page is one they came back to; once, for what happens on the page later moves nothing.
    pub fn take() -> Option<Self> {
        let window = window()?;
        let entry = window.performance()?.get_entries_by_type("navigation").get(0);
        let came = entry.dyn_into::<PerformanceNavigationTiming>().ok()?.type_();
        if !matches!(came, NavigationType::BackForward | NavigationType::Reload) {
            return None;
        }
        let (store, name) = (tab_store()?, name(&window)?);
        let left = store.get_item(&name).ok()??;
        let _ = store.remove_item(&name);
        Self::read(&left)
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        Some(Self {
            item: parts.next()?.to_owned(),
            top: Some(Number::parse_float(parts.next()?)).filter(|top| top.is_finite())?,
            items: parts.next()?.parse().ok()?,
        })
    }

    /// The browser writes and reads the fraction: Rust's own code for that is 10 KB.
    fn written(&self) -> Option<String> {
        let top = String::from(Number::from(self.top).to_string_with_radix(10).ok()?);
        Some(format!("{} {top} {}", self.item, self.items))
    }

    /// The item that the reader sees first. None at the beginning of the page, where one comes anyway.
    fn seen(window: &Window, document: &Document) -> Option<Self> {
        if window.scroll_y().ok()? < 1.0 {
            return None;
        }
        let items = document.query_selector_all(ITEMS).ok()?;
        let (item, top) = (0..items.length()).find_map(|at| {
            let item: Element = items.get(at)?.dyn_into().ok()?;
            let edges = item.get_bounding_client_rect();
            (edges.bottom() > 0.0).then(|| (item.id(), edges.top()))
        })?;
        Some(Self {
            item,
            top,
            items: items.length(),
        })
    }

    /// Whether the list still has fewer items than it had.
    pub fn is_further(&self) -> bool {
        let Some(document) = document() else { return false };
        let there = document
            .query_selector_all(ITEMS)
            .map_or(0, |items| items.length());
        document.get_element_by_id(&self.item).is_none() && there < self.items
    }

    /// Puts the item where it stood, if it is there, and again as what was far off screen gets its exact height.
    pub async fn show(&self) {
        let Some(window) = window() else { return };
        self.scroll(&window);
        for _ in 0..2 {
            frame(&window).await;
            self.scroll(&window);
        }
    }

    fn scroll(&self, window: &Window) {
        let Some(item) = document().and_then(|document| document.get_element_by_id(&self.item)) else {
            return;
        };
        let options = ScrollToOptions::new();
        let now = window.scroll_y().unwrap_or_default();
        options.set_top(now + item.get_bounding_client_rect().top() - self.top);
        options.set_behavior(ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Until just before the browser draws the next time.
async fn frame(window: &Window) {
    let next = Promise::new(&mut |drawn: Function, _| {
        // Fails only where nothing is drawn any more.
        let _ = window.request_animation_frame(&drawn);
    });
    let _ = JsFuture::from(next).await;
}

/// The name of this page's place.
fn name(window: &Window) -> Option<String> {
    let location = window.location();
    Some(format!(
        "{NAME}{}{}",
        location.pathname().ok()?,
        location.search().ok()?
    ))
}

/// Keeps the place whenever the page is left.
pub fn listen() {
    let left = Closure::<dyn Fn()>::new(|| {
        let Some((window, document)) = window().zip(document()) else {
            return;
        };
        let Some((store, name)) = tab_store().zip(name(&window)) else {
            return;
        };
        // A full store keeps no place, and the reader comes back to the beginning.
        let _ = match Place::seen(&window, &document).and_then(|place| place.written()) {
            Some(place) => store.set_item(&name, &place),
            None => store.remove_item(&name),
        };
    })
    .into_js_value();
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback("pagehide", left.unchecked_ref());
    }
}
