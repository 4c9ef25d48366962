//! A form of messages: it takes what is typed, pasted and dropped, and sends it whole. What it sent is gone from it at once, and comes back if
//! it was refused and nothing else is in it by then.

use crate::{
    draft::{NoPrice, Typed},
    files::Files,
    page, store,
    waiting::{self, Taken, Waiting},
};
use bare::dom::{after, document, hide, on, part};
use shared::text::Lang;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    HtmlTemplateElement, HtmlTextAreaElement, KeyboardEvent,
};

/// That one writes is said no oftener, in milliseconds.
const SAY: i32 = 3_000;

pub struct Form {
    pub lang: Lang,
    pub name: String,
    /// What it is sent to.
    pub door: String,
    /// The part of the page that shows what was sent.
    pub renews: String,
    /// Who hears that one writes.
    topic: Option<String>,
    pub waiting: Waiting,
    pub files: Files,
    element: RefCell<HtmlFormElement>,
    said: Cell<bool>,
}

impl Form {
    pub fn new(name: String, element: &HtmlFormElement) -> Rc<Self> {
        let attribute = |name: &str| element.get_attribute(name);
        let form = Rc::new(Self {
            lang: bare::dom::lang(),
            name,
            door: attribute("data-door").unwrap_or_default(),
            renews: attribute("data-renews").unwrap_or_default(),
            topic: attribute("data-topic"),
            waiting: Waiting::default(),
            files: Files::default(),
            element: RefCell::new(element.clone()),
            said: Cell::new(false),
        });
        waiting::restore(&form);
        form
    }

    /// Goes on in this element.
    pub fn wake(self: &Rc<Self>, element: HtmlFormElement) {
        let before = self.typed();
        self.element.replace(element.clone());
        if let Some(list) = self.list() {
            self.waiting.show(&list);
        }
        self.files.wake(self);
        // What was typed in the element before stands there again, and what was typed on another day.
        if self.typed().body.is_empty() {
            let body = Some(before.body).filter(|body| !body.is_empty());
            let body = body.or_else(|| store::typed(&self.name)).unwrap_or_default();
            self.fill(&Typed { body, ..before });
        }
        let form = self.clone();
        on(&element, "submit", move |event| {
            event.prevent_default();
            form.send();
        });
        let form = self.clone();
        on(&element, "input", move |event| form.typing(&event));
        let form = self.clone();
        on(&element, "keydown", move |event| form.pressed(&event));
        let form = self.clone();
        on(&element, "paste", move |event| {
            let data = event
                .dyn_ref::<ClipboardEvent>()
                .and_then(ClipboardEvent::clipboard_data);
            if let Some(files) = data.and_then(|data| data.files())
                && files.length() > 0
            {
                event.prevent_default();
                form.files.take(&form, &files);
            }
        });
        for name in ["dragover", "drop"] {
            let form = self.clone();
            on(&element, name, move |event| form.dropped(name, &event));
        }
    }

    fn dropped(self: &Rc<Self>, name: &str, event: &Event) {
        let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let Some(data) = data.filter(|data| data.types().includes(&"Files".into(), 0)) else {
            return;
        };
        event.prevent_default();
        if name == "drop"
            && let Some(files) = data.files()
        {
            self.files.take(self, &files);
        }
    }

    pub fn element(&self) -> Element {
        self.element.borrow().clone().into()
    }

    /// Where what is on its way stands.
    pub fn list(&self) -> Option<Element> {
        document()?.query_selector("[data-waiting]").ok()?
    }

    /// What one of the form's templates holds.
    pub fn template(&self, mark: &str) -> Option<Element> {
        let template = part(&self.element(), &format!("template[{mark}]"))?;
        let held = template.dyn_ref::<HtmlTemplateElement>()?.content();
        held.first_element_child()?
            .clone_node_with_deep(true)
            .ok()?
            .dyn_into()
            .ok()
    }

    fn field<T: JsCast>(&self, name: &str) -> Option<T> {
        part(&self.element(), &format!("[name={name}]"))?.dyn_into().ok()
    }

    fn body(&self) -> Option<HtmlTextAreaElement> {
        self.field("body")
    }

    fn typed(&self) -> Typed {
        let line = |name: &str| self.field(name).map(|field: HtmlInputElement| field.value());
        let words = |name: &str| self.field(name).map(|field: HtmlTextAreaElement| field.value());
        Typed {
            body: words("body").unwrap_or_default(),
            to: self.field("to").map(|field: HtmlSelectElement| field.value()),
            answers: line("answers"),
            price: line("price").unwrap_or_default(),
            usdc: self
                .field("usdc")
                .is_some_and(|field: HtmlInputElement| field.checked()),
            inside: words("inside").unwrap_or_default(),
        }
    }

    fn fill(&self, typed: &Typed) {
        for (name, text) in [("body", &typed.body), ("inside", &typed.inside)] {
            if let Some(field) = self.field::<HtmlTextAreaElement>(name) {
                field.set_value(text);
            }
        }
        if let Some(price) = self.field::<HtmlInputElement>("price") {
            price.set_value(&typed.price);
        }
        if let Some(usdc) = self.field::<HtmlInputElement>("usdc") {
            usdc.set_checked(typed.usdc);
        }
        if let (Some(to), Some(field)) = (&typed.to, self.field::<HtmlSelectElement>("to")) {
            field.set_value(to);
        }
        // A price that nobody sees would be asked for all the same.
        if !(typed.price.is_empty() && typed.inside.is_empty())
            && let Some(paid) = part(&self.element(), ".writer-paid")
        {
            let _ = paid.set_attribute("open", "");
        }
        store::keep_typed(&self.name, &typed.body);
    }

    /// Nothing is in it that could be lost.
    pub fn is_empty(&self) -> bool {
        self.typed().is_empty() && self.files.is_empty()
    }

    /// Says what is wrong, or that nothing is.
    pub fn fault(&self, words: &str) {
        let Some(place) = part(&self.element(), "[data-fault]") else {
            return;
        };
        place.set_text_content(Some(words));
        hide(&place, words.is_empty());
        if let Some(field) = self.body() {
            let _ = match words {
                "" => field.remove_attribute("aria-describedby"),
                _ => field.set_attribute("aria-describedby", &place.id()),
            };
        }
    }

    fn typing(&self, event: &Event) {
        let Some(field) = self.body().filter(|field| event.target().as_ref() == Some(field)) else {
            return;
        };
        let text = field.value();
        store::keep_typed(&self.name, &text);
        let Some(topic) = self.topic.clone().filter(|_| !text.trim().is_empty()) else {
            return;
        };
        if !self.said.replace(true) {
            page::writes(&topic);
            // The form lives as long as the page.
            let name = self.name.clone();
            after(SAY, move || {
                crate::each(|form| {
                    if form.name == name {
                        form.said.set(false);
                    }
                });
            });
        }
    }

    /// Enter sends where there is a keyboard; Shift makes a new line, and so does whatever writes by composing letters. Where one writes to
    /// many, it is pressed on purpose.
    fn pressed(&self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let plain = key.key() == "Enter" && !key.shift_key() && !key.is_composing();
        let here = self
            .body()
            .is_some_and(|field| event.target().as_ref() == Some(&field));
        if plain && here && self.topic.is_some() && has_keyboard() {
            event.prevent_default();
            let _ = self.element.borrow().request_submit();
        }
    }

    fn send(self: &Rc<Self>) {
        let media = match self.files.ready(self.lang) {
            Ok(media) => media,
            Err(words) => return self.fault(words),
        };
        let typed = self.typed();
        if typed.is_empty() && media.is_empty() {
            return;
        }
        let body = match typed.json(&media) {
            Ok(body) => body,
            Err(NoPrice) => return self.fault(self.lang.message_price_fault()),
        };
        let answering = part(&self.element(), "[data-answering]");
        if let Some(answering) = &answering {
            answering.remove();
        }
        self.fill(&Typed {
            usdc: typed.usdc,
            ..Typed::default()
        });
        let taken = Taken {
            typed,
            answering,
            files: self.files.give(),
        };
        self.fault("");
        waiting::send(self, body, taken);
        if let Some(field) = self.body() {
            let _ = field.focus();
        }
    }

    pub fn put_back(self: &Rc<Self>, taken: Taken) {
        self.fill(&taken.typed);
        if let Some(answering) = taken.answering {
            let _ = self.element().prepend_with_node_1(&answering);
        }
        self.files.put_back(self, taken.files);
    }
}

/// Whoever points finely has a keyboard, too.
fn has_keyboard() -> bool {
    let fine = web_sys::window().and_then(|window| window.match_media("(pointer: fine)").ok().flatten());
    fine.is_some_and(|fine| fine.matches())
}
