//! Files on their way: chosen, dropped or pasted, sent in pieces by tus 1.0, two at a time. Each can pause, go on, be cancelled and be tried
//! again, and goes on by itself where the connection was lost.

use crate::{Composer, files, plain::AT_ONCE, saving};
use bare::{
    dom::{self, element, hide, on, part, parts},
    json, refusals,
    requests::{ask, back_off},
    tus::{Sending, Step, hundredths},
};
use shared::drafts::MOST_FILES;
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlInputElement};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Waits,
    Goes,
    /// The connection was lost, and is tried again by itself.
    Lost,
    Paused,
    /// It was sent, refused or cancelled.
    Over,
}

/// What may be sent, in bytes.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// One file.
    file: u64,
    /// What is left of today's, and of all.
    day: u64,
    quota: u64,
}

impl Limits {
    fn read(body: &str) -> Option<Self> {
        let bytes = |name: &str| json::number(body, name).map(|bytes| bytes as u64);
        Some(Self {
            file: bytes("file")?,
            day: bytes("day_left")?,
            quota: bytes("quota_left")?,
        })
    }
}

/// One file.
struct Sent {
    sending: Sending,
    way: Cell<Way>,
    tried: Cell<u32>,
    row: Element,
}

#[derive(Default)]
pub struct State {
    all: RefCell<Vec<Rc<Sent>>>,
    limits: Cell<Option<Limits>>,
}

impl State {
    /// Whether something would be lost with the page.
    pub fn is_busy(&self) -> bool {
        self.all.borrow().iter().any(|sent| sent.way.get() != Way::Over)
    }
}

pub fn wake(composer: &Rc<Composer>) {
    limits(composer);
    if let Some(field) = chooser(composer) {
        let chosen = composer.clone();
        let input = field.clone();
        on(&field, "change", move |_| {
            take(&chosen, input.files());
            // The same file can be chosen again.
            input.set_value("");
        });
    }
    let Some(window) = web_sys::window() else { return };
    let Some(document) = dom::document() else { return };
    let pasted = composer.clone();
    on(&document, "paste", move |event| {
        let data = event
            .dyn_ref::<ClipboardEvent>()
            .and_then(ClipboardEvent::clipboard_data);
        let files = data
            .and_then(|data| data.files())
            .filter(|files| files.length() > 0);
        if files.is_some() {
            event.prevent_default();
            take(&pasted, files);
        }
    });
    for name in ["dragover", "drop", "dragleave"] {
        let dropped = composer.clone();
        on(&document, name, move |event| drag(&dropped, name, &event));
    }
    let online = composer.clone();
    on(&window, "online", move |_| {
        for sent in online.sending.all.borrow().iter() {
            if sent.way.get() == Way::Lost {
                sent.way.set(Way::Waits);
            }
        }
        pump(&online);
    });
}

fn chooser(composer: &Composer) -> Option<HtmlInputElement> {
    part(&composer.form, "[name=file]")?.dyn_into().ok()
}

/// A file that is dragged over the page may be dropped anywhere on it.
fn drag(composer: &Rc<Composer>, name: &str, event: &Event) {
    let data: Option<DataTransfer> = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    let Some(data) = data.filter(|data| data.types().includes(&"Files".into(), 0)) else {
        return;
    };
    let over = name == "dragover";
    let _ = composer.form.toggle_attribute_with_force("data-over", over);
    if name != "dragleave" {
        event.prevent_default();
    }
    if name == "drop" {
        take(composer, data.files());
    }
}

/// Tells what may be sent, before anything is.
fn limits(composer: &Rc<Composer>) {
    let composer = composer.clone();
    spawn_local(async move {
        let answer = ask("GET", "/api/media/limits", None).await;
        let Some(limits) = Limits::read(&answer.body) else {
            return;
        };
        let lang = composer.lang;
        composer.sending.limits.set(Some(limits));
        if let Some(line) = part(&composer.form, "[data-limits]") {
            let left = lang.bytes(limits.quota.min(limits.day));
            let each = lang.compose_files_help(&lang.bytes(limits.file));
            line.set_text_content(Some(&format!("{each} {}.", lang.compose_left(&left))));
        }
        if let Some(label) = chooser(&composer)
            .and_then(|field| field.closest("label").ok().flatten())
            .and_then(|label| part(&label, "span"))
        {
            label.set_text_content(Some(lang.compose_drop()));
        }
    });
}

fn take(composer: &Rc<Composer>, files: Option<FileList>) {
    let Some(files) = files else { return };
    for at in 0..files.length() {
        if let Some(file) = files.item(at) {
            add(composer, file);
        }
    }
    files::order(composer);
    pump(composer);
}

/// Why a file is not even begun.
fn unfit(composer: &Composer, size: u64) -> Option<String> {
    let lang = composer.lang;
    let there = parts(&composer.form, "[data-files] > li:not([data-refused])").len();
    if size == 0 {
        return Some(lang.compose_empty_file().to_owned());
    }
    if there >= MOST_FILES {
        return Some(lang.compose_too_many().to_owned());
    }
    let limits = composer.sending.limits.get()?;
    if size > limits.file {
        return Some(lang.compose_too_large(&lang.bytes(limits.file)));
    }
    // What waits here will take its part.
    let waiting: u64 = composer
        .sending
        .all
        .borrow()
        .iter()
        .filter(|sent| sent.way.get() != Way::Over && !sent.sending.has_place())
        .map(|sent| sent.sending.size())
        .sum();
    let all = waiting.saturating_add(size);
    if all > limits.quota {
        Some(lang.upload_no_quota().to_owned())
    } else if all > limits.day {
        Some(lang.upload_no_day().to_owned())
    } else {
        None
    }
}

fn add(composer: &Rc<Composer>, file: File) {
    let name = file.name();
    let Some(row) = row(&name) else { return };
    let sending = Sending::new(file.into(), name);
    let unfit = unfit(composer, sending.size());
    let Some(list) = files::list(composer) else { return };
    let _ = list.append_child(&row);
    let sent = Rc::new(Sent {
        sending,
        way: Cell::new(Way::Waits),
        tried: Cell::new(0),
        row,
    });
    buttons(composer, &sent);
    match unfit {
        Some(why) => refuse(composer, &sent, &why),
        None => {
            show(composer, &sent);
            composer.sending.all.borrow_mut().push(sent);
        }
    }
}

/// The row of a file that has no place at the server yet.
fn row(name: &str) -> Option<Element> {
    let row = element("li", "file", "")?;
    let _ = row.set_attribute("data-sending", "");
    let picture = element("span", "file-picture", "")?;
    let words = element("div", "file-words", "")?;
    for (tag, class, text) in [("p", "file-name", name), ("p", "quiet fine way-words", "")] {
        let line = element(tag, class, text)?;
        let _ = words.append_child(&line);
    }
    let bar = element("progress", "", "")?;
    let _ = bar.set_attribute("max", "100");
    let _ = bar.set_attribute("value", "0");
    let _ = bar.set_attribute("aria-label", name);
    let _ = words.append_child(&bar);
    let acts = element("div", "way-acts actions", "")?;
    let _ = words.append_child(&acts);
    let _ = row.append_child(&picture);
    let _ = row.append_child(&words);
    Some(row)
}

fn buttons(composer: &Rc<Composer>, sent: &Rc<Sent>) {
    let lang = composer.lang;
    let Some(acts) = part(&sent.row, ".way-acts") else {
        return;
    };
    type Act = fn(&Rc<Composer>, &Rc<Sent>);
    let all: [(&str, &str, Act); 3] = [
        ("pause", lang.compose_pause(), pause),
        ("resume", lang.compose_resume(), resume),
        ("cancel", lang.compose_cancel(), cancel),
    ];
    for (name, words, act) in all {
        let composer = composer.clone();
        // The row holds the button, and the button must not hold the row.
        let held: Weak<Sent> = Rc::downgrade(sent);
        let run = move |_| {
            if let Some(sent) = held.upgrade() {
                act(&composer, &sent);
            }
        };
        if let Some(button) = dom::button(words, run) {
            let _ = button.set_attribute("data-way", name);
            let _ = acts.append_child(&button);
        }
    }
}

/// Draws how far it is.
fn show(composer: &Composer, sent: &Sent) {
    let lang = composer.lang;
    let way = sent.way.get();
    let words = match way {
        Way::Waits => lang.compose_waiting().to_owned(),
        Way::Goes | Way::Over => far(composer, sent, sent.sending.offset()),
        Way::Lost => lang.compose_again_soon().to_owned(),
        Way::Paused => lang.compose_paused().to_owned(),
    };
    if let Some(line) = part(&sent.row, ".way-words") {
        line.set_text_content(Some(&words));
    }
    bar(sent, sent.sending.offset());
    for (name, there) in [
        ("pause", matches!(way, Way::Waits | Way::Goes | Way::Lost)),
        ("resume", way == Way::Paused),
        ("cancel", way != Way::Over),
    ] {
        if let Some(button) = part(&sent.row, &format!("[data-way={name}]")) {
            hide(&button, !there);
        }
    }
}

/// How far it is, in words.
fn far(composer: &Composer, sent: &Sent, bytes: u64) -> String {
    let lang = composer.lang;
    format!("{} / {}", lang.bytes(bytes), lang.bytes(sent.sending.size()))
}

fn bar(sent: &Sent, bytes: u64) {
    if let Some(bar) = part(&sent.row, "progress") {
        let _ = bar.set_attribute("value", &hundredths(bytes, sent.sending.size()).to_string());
    }
}

fn pause(composer: &Rc<Composer>, sent: &Rc<Sent>) {
    sent.way.set(Way::Paused);
    sent.sending.stop();
    show(composer, sent);
    focus(sent, "resume");
    pump(composer);
}

fn resume(composer: &Rc<Composer>, sent: &Rc<Sent>) {
    sent.way.set(Way::Waits);
    sent.tried.set(0);
    show(composer, sent);
    focus(sent, "pause");
    pump(composer);
}

fn focus(sent: &Sent, name: &str) {
    let button = part(&sent.row, &format!("[data-way={name}]"));
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

fn cancel(composer: &Rc<Composer>, sent: &Rc<Sent>) {
    sent.way.set(Way::Over);
    sent.row.remove();
    let cancelled = sent.clone();
    spawn_local(async move { cancelled.sending.cancel().await });
    pump(composer);
}

/// It stays in the list with the reason until it is taken away.
fn refuse(composer: &Rc<Composer>, sent: &Rc<Sent>, why: &str) {
    sent.way.set(Way::Over);
    show(composer, sent);
    let _ = sent.row.set_attribute("data-refused", "");
    for selector in ["progress", ".way-words", ".way-acts > *"] {
        for gone in parts(&sent.row, selector) {
            gone.remove();
        }
    }
    files::fault(&sent.row, why);
    composer.say(&format!("{}: {why}", sent.sending.name()));
    let row = sent.row.clone();
    let away = dom::button(composer.lang.compose_cancel(), move |_| row.remove());
    if let (Some(acts), Some(away)) = (part(&sent.row, ".way-acts"), away) {
        let _ = acts.append_child(&away);
    }
}

/// Sends those that wait, as many at once as may.
fn pump(composer: &Rc<Composer>) {
    loop {
        let next = {
            let all = composer.sending.all.borrow();
            let going = all
                .iter()
                .filter(|sent| matches!(sent.way.get(), Way::Goes | Way::Lost))
                .count();
            if going >= AT_ONCE {
                return;
            }
            all.iter().find(|sent| sent.way.get() == Way::Waits).cloned()
        };
        let Some(next) = next else { return };
        next.way.set(Way::Goes);
        show(composer, &next);
        let composer = composer.clone();
        spawn_local(async move {
            send(&composer, &next).await;
            composer
                .sending
                .all
                .borrow_mut()
                .retain(|sent| sent.way.get() != Way::Over);
            pump(&composer);
        });
    }
}

/// Sends one until it is sent, refused, paused or cancelled.
async fn send(composer: &Rc<Composer>, sent: &Rc<Sent>) {
    while sent.way.get() == Way::Goes {
        let (told, going) = (composer.clone(), sent.clone());
        let step = sent.sending.step(move |bytes| {
            bar(&going, bytes);
            if let Some(line) = part(&going.row, ".way-words").filter(|_| going.way.get() == Way::Goes) {
                line.set_text_content(Some(&far(&told, &going, bytes)));
            }
        });
        let step = step.await;
        if sent.way.get() != Way::Goes {
            return;
        }
        match step {
            Step::Further => {
                sent.tried.set(0);
                show(composer, sent);
            }
            Step::Whole => {
                show(composer, sent);
                return arrived(composer, sent);
            }
            Step::Lost => {
                if !again(composer, sent).await {
                    return;
                }
            }
            Step::Refused(answer) => {
                return refuse(composer, sent, &refusals::words(composer.lang, &answer.body));
            }
        }
    }
}

/// Waits for another try; whether there is to be one.
async fn again(composer: &Rc<Composer>, sent: &Sent) -> bool {
    let tried = sent.tried.get();
    sent.tried.set(tried.saturating_add(1));
    sent.way.set(Way::Lost);
    show(composer, sent);
    // In short steps, so that it is not waited for what was cancelled, or can go on since the network is back.
    let mut left = back_off(tried);
    while left > 0 && sent.way.get() == Way::Lost {
        dom::pause(left.min(250)).await;
        left -= 250;
    }
    match sent.way.get() {
        Way::Lost => {
            sent.way.set(Way::Goes);
            show(composer, sent);
            true
        }
        // Whoever set it so begins it anew.
        _ => false,
    }
}

/// All bytes are there: it is a file of the post, as soon as that is kept.
fn arrived(composer: &Rc<Composer>, sent: &Rc<Sent>) {
    sent.way.set(Way::Over);
    let id = sent.sending.id().unwrap_or_default();
    if let Some(field) = element("input", "", "") {
        for (name, value) in [("type", "hidden"), ("name", "media"), ("value", id.as_str())] {
            let _ = field.set_attribute(name, value);
        }
        let _ = sent.row.append_child(&field);
    }
    let _ = sent.row.set_attribute("data-file", &id);
    let _ = sent.row.set_attribute("data-state", "sent");
    let _ = sent.row.remove_attribute("data-sending");
    if let Some(line) = part(&sent.row, ".way-words") {
        line.set_text_content(Some(composer.lang.compose_making()));
    }
    if let Some(acts) = part(&sent.row, ".way-acts") {
        acts.remove();
    }
    saving::changed(composer);
    saving::now(composer);
}
