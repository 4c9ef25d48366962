//! What happens, as it happens: one socket for the whole page, and the parts of the page that news make old. It knows no
//! business: what a part hears of stands in its markup, and what it then is comes from the server. A page without a
//! socket is whole; it is as old as when it was loaded.
//!
//! Marks: `data-live="TOPIC WHAT"` on an element with an id has it fetched anew when the topic tells `WHAT`, a kind of event
//! (`messages`) or one of a thing (`messages:ID`); `data-hears`, in the same words, has the event `fonana:heard` sent to the element instead,
//! for whoever looks after it; `data-count-of="TOPIC KIND"` holds the number that such an event brings.
//!
//! Modules of their own ask by events of the document: `fonana:renew` with the id of a part, which `fonana:renewed` answers, and
//! `fonana:writes` with a topic whose others are told that one writes.

mod line;
mod parts;

use crate::{
    js,
    pages::{Browser, document, tab_store},
};
use app::{
    live::{Places, Said},
    ports::{Live as Port, Pages},
};
use gloo_timers::callback::Timeout;
use line::{Ends, Line};
use parts::Parts;
use shared::live::{FromClient, MOST_TOPICS};
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, Event};

thread_local! {
    static LIVE: OnceCell<Rc<Live>> = const { OnceCell::new() };
}

/// The topic of whoever is signed in.
const ME: &str = "me";
/// What such topics tell is not kept.
const PASSING: &str = "conversation:";
/// How far this tab has heard it, in the tab's store: what happened between two pages is not lost then.
const HEARD: &str = "fonana.heard";

/// Somebody on the page who wants to know.
struct Listener {
    generation: u32,
    topic: String,
    what: String,
    act: Rc<dyn Fn()>,
}

/// The live side of the page.
pub struct Live {
    pages: Rc<Browser>,
    line: Rc<Line>,
    parts: Rc<Parts>,
    places: RefCell<Places>,
    listeners: RefCell<Vec<Listener>>,
    /// A look at the page's marks is due.
    look: RefCell<Option<Timeout>>,
}

/// Begins to listen, once for a page.
pub fn begin(pages: Rc<Browser>) -> Rc<dyn Port> {
    let mut places = Places::default();
    if let Some(seq) = heard() {
        places.remember(ME, seq);
    }
    let live = Rc::new(Live {
        line: Line::new(),
        parts: Parts::new(pages.clone()),
        pages,
        places: RefCell::new(places),
        listeners: RefCell::default(),
        look: RefCell::default(),
    });
    let (hearing, standing) = (live.clone(), live.clone());
    live.line.begin(Ends {
        hear: Box::new(move |frame| hearing.frame(frame)),
        at: Box::new(move |topic| standing.places.borrow().at(topic)),
    });
    let looking = live.clone();
    live.parts.begin(move || looking.look());
    let saying = live.line.clone();
    asked("fonana:writes", move |topic| {
        saying.say(&FromClient::Typing { topic })
    });
    let parts = live.parts.clone();
    asked("fonana:renew", move |part| {
        let parts = parts.clone();
        spawn_local(async move {
            // Where it could not be had it stays as it was.
            parts.fetch(&part).await;
            tell("fonana:renewed");
        });
    });
    // As a page is left its connection ends: the next one goes on where it was.
    let left = live.line.clone();
    crate::pages::when_left(move || left.end());
    let _ = LIVE.with(|slot| slot.set(live.clone()));
    look();
    live
}

/// Something came into the page, or went: its marks are to be looked at.
pub fn look() {
    LIVE.with(|slot| {
        if let Some(live) = slot.get() {
            live.look();
        }
    });
}

impl Live {
    /// Looks at the marks in a moment, once for all that changes until then.
    fn look(self: &Rc<Self>) {
        let live = self.clone();
        let mut due = self.look.borrow_mut();
        if due.is_none() {
            *due = Some(Timeout::new(0, move || {
                live.look.take();
                live.subscribe();
            }));
        }
    }

    /// Hears what the page is marked with and what its islands want to know, and nothing else.
    fn subscribe(&self) {
        let generation = self.pages.generation();
        let mut listeners = self.listeners.borrow_mut();
        listeners.retain(|listener| listener.generation == generation);
        let mut topics: BTreeSet<String> = listeners.iter().map(|one| one.topic.clone()).collect();
        topics.extend(self.parts.topics());
        for count in self.parts.counts_in_sight() {
            if topics.len() < MOST_TOPICS {
                topics.insert(count);
            }
        }
        drop(listeners);
        self.line.want(topics);
    }

    /// A frame of the server's.
    fn frame(&self, frame: &JsValue) {
        let topic = js::text(frame, "topic").unwrap_or_default();
        let seq = js::number(frame, "seq");
        match js::text(frame, "type").as_deref() {
            Some("subscribed") => {
                let first = self.places.borrow_mut().subscribed(&topic, seq);
                self.keep(&topic, seq);
                // Whether something happened between the page and now, nobody knows.
                if first && topic == ME {
                    self.missed(&topic);
                } else if first {
                    self.may_have(&topic);
                }
            }
            Some("event") => {
                let said = self.places.borrow_mut().event(&topic, seq);
                match said {
                    Said::Known => return,
                    Said::Next => self.news(&topic, frame),
                    Said::Hole => self.missed(&topic),
                }
                self.keep(&topic, seq);
            }
            Some("passing") => self.news(&topic, frame),
            Some("gap") => {
                self.places.borrow_mut().remember(&topic, seq);
                self.missed(&topic);
                self.keep(&topic, seq);
            }
            Some("refetch") => {
                for topic in self.line.topics() {
                    self.missed(&topic);
                }
            }
            Some("refused") => self.line.refused(&topic),
            // There will be more.
            _ => {}
        }
    }

    fn news(&self, topic: &str, frame: &JsValue) {
        let Some(kind) = js::text(frame, "kind") else {
            return;
        };
        // An event is of its kind, and of the kind of each thing that it names.
        let is = |what: &str| match what.split_once(':') {
            None => what == kind,
            Some((named, id)) => {
                let thing = match named {
                    "messages" => "conversation",
                    other => other,
                };
                named == kind && js::text(frame, thing).is_some_and(|there| there == id)
            }
        };
        self.tell(topic, is);
        if js::get(frame, &kind).is_some() {
            self.parts
                .count(&format!("{topic} {kind}"), js::number(frame, &kind));
        }
    }

    fn missed(&self, topic: &str) {
        self.may_have(topic);
        self.parts.due(topic, |_| true);
        self.parts.recount(topic);
    }

    /// Something may have been told while nobody heard; but what is only so for a moment is not so any more.
    fn may_have(&self, topic: &str) {
        if !topic.starts_with(PASSING) {
            self.ring(topic, |_| true);
        }
    }

    fn tell(&self, topic: &str, is: impl Fn(&str) -> bool) {
        self.ring(topic, &is);
        self.parts.due(topic, is);
    }

    /// Calls back who on the page wants to know.
    fn ring(&self, topic: &str, is: impl Fn(&str) -> bool) {
        let generation = self.pages.generation();
        let told: Vec<_> = self
            .listeners
            .borrow()
            .iter()
            .filter(|one| one.generation == generation && one.topic == topic && is(&one.what))
            .map(|one| one.act.clone())
            .collect();
        told.iter().for_each(|act| act());
        self.parts.hear(topic, is);
    }

    fn keep(&self, topic: &str, seq: u64) {
        if topic == ME
            && let Some(store) = tab_store()
        {
            // A full store keeps nothing: then the next page asks once more than it must.
            let _ = store.set_item(HEARD, &seq.to_string());
        }
    }
}

fn heard() -> Option<u64> {
    tab_store()?.get_item(HEARD).ok()??.parse().ok()
}

impl Port for Live {
    fn hear(&self, topic: &str, what: &str, act: Rc<dyn Fn()>) {
        self.listeners.borrow_mut().push(Listener {
            generation: self.pages.generation(),
            topic: topic.to_owned(),
            what: what.to_owned(),
            act,
        });
        look();
    }

    fn hears(&self, topic: &str) -> bool {
        self.line.hears(topic)
    }
}

/// Tells the modules of the page.
pub fn tell(name: &str) {
    if let (Some(document), Ok(event)) = (document(), Event::new(name)) {
        let _ = document.dispatch_event(&event);
    }
}

/// Calls back with what another module of the page asks for.
fn asked(name: &str, act: impl Fn(String) + 'static) {
    let act = Closure::<dyn Fn(CustomEvent)>::new(move |event: CustomEvent| {
        if let Some(what) = event.detail().as_string() {
            act(what);
        }
    });
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback(name, act.into_js_value().unchecked_ref());
    }
}

/// Calls back on an event of the document's.
fn on(name: &str, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act).into_js_value();
    if let Some(document) = document() {
        // Some of them do not bubble.
        let _ = document.add_event_listener_with_callback_and_bool(name, act.unchecked_ref(), true);
    }
}
