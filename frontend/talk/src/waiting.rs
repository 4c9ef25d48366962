//! Messages on their way: each stands in the page until the server has it, and is sent again where nobody answered. It refuses to send one
//! twice: each has its key, which it keeps.

use crate::{draft::Typed, files::One, form::Form, page, store};
use bare::{
    dom::{hide, on, part, pause},
    json, refusals,
    requests::{Answer, Body, Call},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Node};

/// After so many milliseconds what nobody answered is sent again; then by hand.
const AGAIN: [i32; 3] = [1_000, 3_000, 9_000];

/// What was typed, which goes back to where that was if it is refused.
pub struct Taken {
    pub typed: Typed,
    /// What it answers, as it stood in the form.
    pub answering: Option<Element>,
    pub files: Vec<Rc<One>>,
}

struct Message {
    key: String,
    body: String,
    taken: RefCell<Option<Taken>>,
    item: Element,
    /// The server has it.
    there: Cell<bool>,
}

#[derive(Default)]
pub struct Waiting(RefCell<Vec<Rc<Message>>>);

impl Waiting {
    /// Their items in the list of a page that has come.
    pub fn show(&self, list: &Element) {
        for message in self.0.borrow().iter() {
            let _ = list.append_child(&message.item);
        }
    }

    /// What the server has stands where it belongs by now.
    pub fn renewed(&self) {
        self.0.borrow_mut().retain(|message| {
            if message.there.get() {
                message.item.remove();
            }
            !message.there.get()
        });
    }

    fn forget(&self, form: &Form, message: &Message) {
        store::keep_unsent(&form.name, &message.key, None);
        message.item.remove();
        self.0.borrow_mut().retain(|one| one.key != message.key);
    }
}

/// Sends this from now on.
pub fn send(form: &Rc<Form>, body: String, taken: Taken) {
    let key = fresh_key();
    store::keep_unsent(&form.name, &key, Some(&body));
    if let Some(message) = add(form, key, body, Some(taken)) {
        begin(form, &message);
    }
}

/// What an earlier page could not send stands there, for whoever wrote it to say what becomes of it.
pub fn restore(form: &Rc<Form>) {
    for (key, body) in store::unsent(&form.name) {
        let taken = Typed::read(&body).map(|typed| Taken {
            typed,
            answering: None,
            files: Vec::new(),
        });
        if let Some(message) = add(form, key, body, taken) {
            failed(form, &message, None);
        }
    }
}

fn fresh_key() -> String {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn add(form: &Rc<Form>, key: String, body: String, taken: Option<Taken>) -> Option<Rc<Message>> {
    let item = form.template("data-message")?;
    if let Some(words) = part(&item, "[data-words]") {
        words.set_text_content(json::text(&body, "body").as_deref());
    }
    // A mark for what comes with it.
    if let Some(mark) = part(&item, "[data-encloses]") {
        hide(&mark, !body.contains("\"media\":"));
    }
    let message = Rc::new(Message {
        key,
        body,
        taken: RefCell::new(taken),
        item,
        there: Cell::new(false),
    });
    for (name, act) in [("again", begin as fn(&Rc<Form>, &Rc<Message>)), ("drop", drop)] {
        let (form, held) = (form.clone(), Rc::downgrade(&message));
        if let Some(button) = part(&message.item, &format!("[data-act={name}]")) {
            on(&button, "click", move |_| {
                if let Some(message) = held.upgrade() {
                    act(&form, &message);
                }
            });
        }
    }
    if let Some(list) = form.list() {
        let _ = list.append_child(&message.item);
    }
    form.waiting.0.borrow_mut().push(message.clone());
    Some(message)
}

fn drop(form: &Rc<Form>, message: &Rc<Message>) {
    form.waiting.forget(form, message);
}

fn begin(form: &Rc<Form>, message: &Rc<Message>) {
    state(form, message, true, "");
    let (form, message) = (form.clone(), message.clone());
    spawn_local(async move { go(&form, &message).await });
}

async fn go(form: &Rc<Form>, message: &Rc<Message>) {
    let mut tries = AGAIN.iter();
    let answer = loop {
        let answer = post(&form.door, message).await;
        match tries.next() {
            Some(milliseconds) if answer.status == 0 => pause(*milliseconds).await,
            _ => break answer,
        }
    };
    if answer.is_good() {
        store::keep_unsent(&form.name, &message.key, None);
        message.there.set(true);
        // It stands in the list, or will when that can be had again: it is sent in any case.
        return page::renew(&form.renews);
    }
    if refusals::code(&answer.body).is_none() {
        return failed(form, message, None);
    }
    let why = refusals::words(form.lang, &answer.body);
    match message.taken.take() {
        Some(taken) if form.is_empty() => {
            form.waiting.forget(form, message);
            form.put_back(taken);
            form.fault(&why);
        }
        taken => {
            message.taken.replace(taken);
            failed(form, message, Some(&why));
        }
    }
}

async fn post(door: &str, message: &Message) -> Answer {
    let Some(call) = Call::new("POST", door) else {
        return Answer::default();
    };
    call.header("accept", "application/json")
        .header("idempotency-key", &message.key)
        .send(Body::Json(&message.body))
        .await
}

fn failed(form: &Form, message: &Message, why: Option<&str>) {
    state(form, message, false, why.unwrap_or(form.lang.message_unsent()));
}

fn state(form: &Form, message: &Message, goes: bool, words: &str) {
    let goes_words = part(&message.item, "[data-goes]");
    let failed = part(&message.item, "[data-failed]");
    if let (Some(going), Some(failed)) = (goes_words, failed) {
        hide(&going, !goes);
        hide(&failed, goes);
        if let Some(place) = part(&failed, "[data-why]") {
            place.set_text_content(Some(words));
        }
    }
    // A page that has come may not have it yet.
    if let (false, Some(list)) = (message.item.is_connected(), form.list()) {
        let _ = list.append_child(message.item.as_ref() as &Node);
    }
}
