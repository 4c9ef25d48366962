//! The page's own acts, on markup made here; what would be fetched comes from `data:` addresses.

use app::ports::Pages;
use frontend::pages::{Browser, when_restored};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, HtmlElement, PageTransitionEvent, PageTransitionEventInit};

fn document() -> Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("a browser has a document")
}

fn put(html: &str) -> Element {
    let part = document().create_element("div").expect("an element");
    part.set_inner_html(html);
    document()
        .body()
        .expect("a body")
        .append_child(&part)
        .expect("it takes it");
    part
}

#[wasm_bindgen_test]
fn an_identifier_says_that_it_is_random() {
    let browser = Browser::new();
    let (one, two) = (browser.fresh_id(), browser.fresh_id());
    assert_ne!(one, two);
    assert_eq!(one.len(), 36);
    assert_eq!(one.get(14..15), Some("4"));
    assert!(matches!(one.get(19..20), Some("8" | "9" | "a" | "b")), "{one}");
}

#[wasm_bindgen_test]
fn a_note_is_for_the_next_page_once() {
    Browser::new().leave_note("buy");
    let next = Browser::new();
    assert!(!next.take_note("something else"));
    assert!(next.take_note("buy"));
    assert!(!next.take_note("buy"));
    assert!(!Browser::new().take_note("buy"));
}

#[wasm_bindgen_test]
fn what_is_kept_can_be_forgotten() {
    let browser = Browser::new();
    browser.keep("test", Some("1"));
    assert_eq!(browser.kept("test").as_deref(), Some("1"));
    browser.keep("test", None);
    assert_eq!(browser.kept("test"), None);
}

#[wasm_bindgen_test]
async fn the_mark_comes_after_the_islands_and_sentences_stand_in_a_polite_region() {
    let browser = Rc::new(Browser::new());
    browser.announce_next("Hello");
    browser.clone().awake_after_islands();
    let root = document().document_element().expect("a root");
    assert!(!root.has_attribute("data-hydrated"));
    browser.wait(20).await;
    assert!(root.has_attribute("data-hydrated"));
    let region = document().get_element_by_id("toasts").expect("a region");
    assert_eq!(region.get_attribute("aria-live").as_deref(), Some("polite"));
    assert_eq!(region.text_content().as_deref(), Some("Hello"));
}

#[wasm_bindgen_test]
async fn a_list_grows_by_itself_until_its_last_page() {
    let next = "data:text/html,<ol id='list'><li>2</li><li>3</li></ol>";
    let part = put(&format!(
        "<ol id='list'><li>1</li></ol><a id='more' href=\"{next}\">more</a>"
    ));
    let browser = Browser::new();
    browser.endless("list", "more");
    for _ in 0..100 {
        if document().get_element_by_id("more").is_none() {
            break;
        }
        browser.wait(20).await;
    }
    let list = document().get_element_by_id("list").expect("the list");
    assert_eq!(list.text_content().as_deref(), Some("123"));
    assert!(document().get_element_by_id("more").is_none());
    part.remove();
}

#[wasm_bindgen_test]
async fn a_link_that_leads_nowhere_stays_a_link_and_a_press_tries_again() {
    let part = put("<ol id='list'><li>1</li></ol><a id='more' href='http://127.0.0.1:1/none'>more</a>");
    let browser = Browser::new();
    browser.endless("list", "more");
    browser.wait(300).await;
    let link = document().get_element_by_id("more").expect("the link");
    let _ = link.set_attribute("href", "data:text/html,<ol id='list'><li>2</li></ol>");
    link.unchecked_ref::<HtmlElement>().click();
    for _ in 0..100 {
        if document().get_element_by_id("more").is_none() {
            break;
        }
        browser.wait(20).await;
    }
    let list = document().get_element_by_id("list").expect("the list");
    assert_eq!(list.text_content().as_deref(), Some("12"));
    part.remove();
}

#[wasm_bindgen_test]
fn only_a_page_that_was_kept_as_it_was_is_restored() {
    let restored = Rc::new(Cell::new(0));
    let counted = restored.clone();
    when_restored(move || counted.set(counted.get() + 1));
    for persisted in [false, true] {
        let init = PageTransitionEventInit::new();
        init.set_persisted(persisted);
        let event = PageTransitionEvent::new_with_event_init_dict("pageshow", &init).expect("an event");
        let window = web_sys::window().expect("a window");
        let _ = window.dispatch_event(&event);
    }
    assert_eq!(restored.get(), 1);
}
