//! Files that are to come with a message: chosen, pasted, dropped or recorded, sent in pieces and made while one writes. One that is refused
//! says why and stands in nobody's way; what is too large or of a wrong kind is the server's to say.

use crate::{form::Form, voice::Voice};
use bare::{
    HEARD,
    dom::{after, document, event_within, hide, on, part, pause},
    json, refusals,
    requests::{ask, back_off},
    tus::{Sending, Step, hundredths},
};
use shared::{messages::MOST_FILES, text::Lang};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Element, FileList, HtmlInputElement};

const DOOR: &str = "/api/media";
/// What can come with a message.
const ACCEPTED: &str = "image/*,video/*,audio/*";
/// Milliseconds between two looks at what is made of a file, where nothing is heard of it.
const LOOK: i32 = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Sending,
    /// The server makes of it what is shown.
    Making,
    Ready,
    Refused,
    Gone,
}

/// A file, and its line in the form.
pub struct One {
    row: Element,
    state: Cell<State>,
    sending: Sending,
}

#[derive(Default)]
pub struct Files {
    all: RefCell<Vec<Rc<One>>>,
    voice: RefCell<Option<Rc<Voice>>>,
}

impl Files {
    pub fn is_empty(&self) -> bool {
        self.all.borrow().is_empty() && self.voice.borrow().is_none()
    }

    /// The ids of those that can go; why not, where one is on its way.
    pub fn ready(&self, lang: Lang) -> Result<Vec<String>, &'static str> {
        if self.voice.borrow().is_some() {
            return Err(lang.message_recording_on());
        }
        let all = self.all.borrow();
        if all
            .iter()
            .any(|one| matches!(one.state.get(), State::Sending | State::Making))
        {
            return Err(lang.message_files_wait());
        }
        let ready = all.iter().filter(|one| one.state.get() == State::Ready);
        Ok(ready.filter_map(|one| one.sending.id()).collect())
    }

    /// Hands over those that go with a message; those that were refused are gone.
    pub fn give(&self) -> Vec<Rc<One>> {
        let all = self.all.take();
        all.iter().for_each(|one| one.row.remove());
        all.into_iter()
            .filter(|one| one.state.get() == State::Ready)
            .collect()
    }

    pub fn put_back(&self, form: &Form, files: Vec<Rc<One>>) {
        self.all.borrow_mut().extend(files);
        self.show(form);
    }

    fn show(&self, form: &Form) {
        if let Some(list) = part(&form.element(), "[data-files]") {
            for one in self.all.borrow().iter() {
                let _ = list.append_child(&one.row);
            }
        }
    }

    /// Goes on in the element that the form has by now.
    pub fn wake(&self, form: &Rc<Form>) {
        let element = form.element();
        self.show(form);
        self.records(form);
        if let Some(tools) = part(&element, "[data-tools]") {
            hide(&tools, false);
        }
        type Act = fn(&Rc<Form>);
        for (mark, act) in [
            ("[data-attach]", choose as Act),
            ("[data-record]", record),
            ("[data-unrecord]", unrecord),
        ] {
            if let Some(button) = part(&element, mark) {
                let form = form.clone();
                on(&button, "click", move |_| {
                    form.fault("");
                    act(&form);
                });
            }
        }
    }

    pub fn take(&self, form: &Rc<Form>, files: &FileList) {
        for at in 0..files.length() {
            if let Some(file) = files.item(at) {
                self.add(form, &file, &file.name());
            }
        }
    }

    /// Sends one from now on; beyond as many as a message can have, none.
    pub fn add(&self, form: &Rc<Form>, file: &Blob, name: &str) {
        if self.all.borrow().len() >= MOST_FILES {
            return;
        }
        let Some(row) = form.template("data-file") else {
            return;
        };
        if let Some(place) = part(&row, "b") {
            place.set_text_content(Some(name));
        }
        let one = Rc::new(One {
            row,
            state: Cell::new(State::Sending),
            sending: Sending::new(file.clone(), name.to_owned()),
        });
        if let Some(out) = part(&one.row, "button") {
            let _ = out.set_attribute("aria-label", &form.lang.message_file_out(name));
            let (form, held) = (form.clone(), Rc::downgrade(&one));
            on(&out, "click", move |_| {
                if let Some(one) = held.upgrade() {
                    form.files.drop(&one);
                }
            });
        }
        self.all.borrow_mut().push(one.clone());
        self.show(form);
        let lang = form.lang;
        spawn_local(async move { one.send(lang).await });
    }

    fn drop(&self, one: &Rc<One>) {
        let whole = one.state.replace(State::Gone) != State::Sending;
        one.row.remove();
        self.all.borrow_mut().retain(|other| !Rc::ptr_eq(other, one));
        let one = one.clone();
        spawn_local(async move {
            match one.sending.id().filter(|_| whole) {
                Some(id) => drop(ask("DELETE", &format!("{DOOR}/{id}"), None).await),
                None => one.sending.cancel().await,
            }
        });
    }

    /// Shows whether something is recorded, and for how long.
    fn records(&self, form: &Form) {
        let voice = self.voice.borrow();
        let element = form.element();
        for mark in ["[data-recording]", "[data-unrecord]"] {
            if let Some(place) = part(&element, mark) {
                hide(&place, voice.is_none());
            }
        }
        if let (Some(voice), Some(place)) = (voice.as_ref(), part(&element, "[data-recording]")) {
            let time = shared::media::clock(voice.seconds.get() * 1_000);
            place.set_text_content(Some(&form.lang.message_recording(&time)));
        }
        if let Some(button) = part(&element, "[data-record]") {
            let name = match voice.is_some() {
                true => form.lang.message_record_end(),
                false => form.lang.message_record(),
            };
            for (attribute, value) in [
                ("title", name),
                ("aria-label", name),
                ("aria-pressed", if voice.is_some() { "true" } else { "false" }),
            ] {
                let _ = button.set_attribute(attribute, value);
            }
        }
    }
}

fn choose(form: &Rc<Form>) {
    let field = document()
        .and_then(|page| page.create_element("input").ok())
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    field.set_type("file");
    field.set_multiple(true);
    field.set_accept(ACCEPTED);
    let (form, chosen) = (form.clone(), field.clone());
    on(&field, "change", move |_| {
        if let Some(files) = chosen.files() {
            form.files.take(&form, &files);
        }
    });
    field.click();
}

/// Begins to record, or ends it: what was said is attached then.
fn record(form: &Rc<Form>) {
    if let Some(voice) = form.files.voice.take() {
        form.files.records(form);
        let (form, name) = (form.clone(), form.lang.message_voice());
        return voice.finish(name, move |file| form.files.add(&form, file, name));
    }
    let form = form.clone();
    spawn_local(async move {
        let Some(voice) = Voice::begin().await else {
            return form.fault(form.lang.message_no_microphone());
        };
        let voice = Rc::new(voice);
        form.files.voice.replace(Some(voice.clone()));
        form.files.records(&form);
        tick(&form, &voice);
    });
}

/// Counts the seconds as long as this is what is recorded.
fn tick(form: &Rc<Form>, voice: &Rc<Voice>) {
    let (form, voice) = (form.clone(), voice.clone());
    after(1_000, move || {
        let still = form
            .files
            .voice
            .borrow()
            .as_ref()
            .is_some_and(|now| Rc::ptr_eq(now, &voice));
        if still {
            voice.seconds.set(voice.seconds.get() + 1);
            form.files.records(&form);
            tick(&form, &voice);
        }
    });
}

fn unrecord(form: &Rc<Form>) {
    if let Some(voice) = form.files.voice.take() {
        voice.cancel();
    }
    form.files.records(form);
}

impl One {
    fn tell(&self, state: State, words: &str) {
        if self.state.get() == State::Gone {
            return;
        }
        self.state.set(state);
        let name = match state {
            State::Sending => "sending",
            State::Making => "making",
            State::Ready => "ready",
            State::Refused | State::Gone => "refused",
        };
        let _ = self.row.set_attribute("data-state", name);
        if let Some(place) = part(&self.row, "[role=status]") {
            place.set_text_content(Some(words));
        }
    }

    fn refused(&self, why: &str) {
        self.tell(State::Refused, why);
    }

    fn sent(&self, lang: Lang, bytes: u64) {
        // A hundred is told when the server has answered.
        let percent = hundredths(bytes, self.sending.size()).min(99);
        self.tell(State::Sending, &lang.message_file_sent(&percent.to_string()));
    }

    async fn send(self: &Rc<Self>, lang: Lang) {
        let mut tried = 0;
        self.sent(lang, 0);
        while self.state.get() == State::Sending {
            let told = self.clone();
            let step = self.sending.step(move |bytes| told.sent(lang, bytes)).await;
            if self.state.get() == State::Gone {
                return;
            }
            match step {
                Step::Further => {
                    tried = 0;
                    self.sent(lang, self.sending.offset());
                }
                Step::Whole => self.tell(State::Making, lang.message_file_made()),
                Step::Lost => {
                    self.tell(State::Sending, lang.compose_again_soon());
                    pause(back_off(tried)).await;
                    tried = tried.saturating_add(1);
                }
                Step::Refused(answer) => self.refused(&refusals::words(lang, &answer.body)),
            }
        }
        if let Some(id) = self.sending.id().filter(|_| self.state.get() == State::Making) {
            self.watch(lang, &id).await;
        }
    }

    /// Looks at what is made of it until that is known.
    async fn watch(&self, lang: Lang, id: &str) {
        while self.state.get() == State::Making {
            match self.row.parent_element() {
                Some(list) => event_within(&list, HEARD, LOOK).await,
                None => pause(LOOK).await,
            }
            // An answer that does not come says nothing.
            let answer = ask("GET", &format!("{DOOR}/{id}"), None).await;
            match json::text(&answer.body, "state").as_deref() {
                Some("ready") => self.tell(State::Ready, lang.message_file_ready()),
                Some("refused") => {
                    let said = |name| json::text(&answer.body, name).unwrap_or_default();
                    self.refused(&lang.file_refusal(&said("code"), &said("reason")));
                }
                _ => {}
            }
        }
    }
}
