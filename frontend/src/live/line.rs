//! The connection: opened when there is something to hear, and again after it broke, later each time and never by everybody at
//! once. It refuses to hear what the server refused.

use crate::{
    js,
    pages::{document, window},
};
use app::live::pause;
use gloo_timers::callback::Timeout;
use js_sys::{JSON, Math};
use shared::live::FromClient;
use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// How a topic stands on the present connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    /// Nothing was asked yet.
    Wanted,
    Asked,
    Heard,
    /// It stays so until nobody wants it.
    Refused,
}

/// The last event of a topic that is known, if one is.
type At = Box<dyn Fn(&str) -> Option<u64>>;

/// What a connection is for.
pub struct Ends {
    /// Takes each frame of the server's.
    pub hear: Box<dyn Fn(&JsValue)>,
    /// How far a topic was heard before.
    pub at: At,
}

pub struct Line {
    ends: OnceCell<Ends>,
    topics: RefCell<BTreeMap<String, Topic>>,
    socket: RefCell<Option<WebSocket>>,
    tries: Cell<u32>,
    again: RefCell<Option<Timeout>>,
    over: Cell<bool>,
}

impl Line {
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            ends: OnceCell::new(),
            topics: RefCell::default(),
            socket: RefCell::default(),
            tries: Cell::new(0),
            again: RefCell::default(),
            over: Cell::new(false),
        })
    }

    pub fn begin(self: &Rc<Self>, ends: Ends) {
        let _ = self.ends.set(ends);
        // Whoever is back, or online again, need not wait.
        let line = self.clone();
        let back = move || {
            if document().is_some_and(|page| !page.hidden()) {
                line.tries.set(0);
                line.open();
            }
        };
        super::on("visibilitychange", back.clone());
        let online = Closure::<dyn Fn()>::new(back).into_js_value();
        if let Some(window) = window() {
            let _ = window.add_event_listener_with_callback("online", online.unchecked_ref());
        }
    }

    /// The page is left: nothing begins any more.
    pub fn end(&self) {
        self.over.set(true);
        self.again.take();
        if let Some(socket) = self.socket.take() {
            silence(&socket);
            let _ = socket.close();
        }
    }

    /// Hears these topics and no other ones.
    pub fn want(self: &Rc<Self>, topics: BTreeSet<String>) {
        let mut held = self.topics.borrow_mut();
        let before = std::mem::take(&mut *held);
        for (topic, state) in before {
            if topics.contains(&topic) {
                held.insert(topic, state);
            } else if matches!(state, Topic::Asked | Topic::Heard) {
                self.say(&FromClient::Unsubscribe { topic });
            }
        }
        for topic in topics {
            held.entry(topic).or_insert(Topic::Wanted);
        }
        drop(held);
        self.ask();
        if self.again.borrow().is_none() {
            self.open();
        }
    }

    fn is_open(&self) -> bool {
        let socket = self.socket.borrow();
        socket
            .as_ref()
            .is_some_and(|socket| socket.ready_state() == WebSocket::OPEN)
    }

    pub fn topics(&self) -> Vec<String> {
        self.topics.borrow().keys().cloned().collect()
    }

    /// Whether what happens there would be heard now.
    pub fn hears(&self, topic: &str) -> bool {
        self.topics.borrow().get(topic) == Some(&Topic::Heard)
    }

    pub fn refused(&self, topic: &str) {
        self.stands(topic, Topic::Refused);
    }

    fn stands(&self, topic: &str, as_: Topic) {
        if let Some(state) = self.topics.borrow_mut().get_mut(topic) {
            *state = as_;
        }
    }

    /// Says something, if the connection is there. It is written by the browser, which knows JSON without being sent code for it.
    pub fn say(&self, frame: &FromClient) {
        let (name, topic, after) = match frame {
            FromClient::Subscribe { topic, after } => ("subscribe", topic, *after),
            FromClient::Unsubscribe { topic } => ("unsubscribe", topic, None),
            FromClient::Typing { topic } => ("typing", topic, None),
        };
        let (topic, after) = (JsValue::from_str(topic), after.map(js::figure));
        let members: Vec<(&str, &JsValue)> = std::iter::once(("topic", &topic))
            .chain(after.as_ref().map(|after| ("after", after)))
            .collect();
        let text = JSON::stringify(&js::object(&[(name, &js::object(&members))]));
        if let (true, Ok(text), Some(socket)) = (self.is_open(), text, self.socket.borrow().as_ref()) {
            // Should it break this moment, everything is asked for again on the next one.
            let _ = socket.send_with_str(&String::from(text));
        }
    }

    fn ask(&self) {
        let Some(ends) = self.ends.get().filter(|_| self.is_open()) else {
            return;
        };
        let mut asked = Vec::new();
        for (topic, state) in self.topics.borrow_mut().iter_mut() {
            if *state == Topic::Wanted {
                *state = Topic::Asked;
                asked.push(FromClient::Subscribe {
                    topic: topic.clone(),
                    after: (ends.at)(topic),
                });
            }
        }
        asked.iter().for_each(|frame| self.say(frame));
    }

    /// Opens it, if there is something to hear and it is not.
    fn open(self: &Rc<Self>) {
        self.again.take();
        if self.over.get() || self.socket.borrow().is_some() || self.topics.borrow().is_empty() {
            return;
        }
        let Some(socket) = address().and_then(|address| WebSocket::new(&address).ok()) else {
            return;
        };
        let line = self.clone();
        let opened = Closure::<dyn Fn()>::new(move || line.ask()).into_js_value();
        socket.set_onopen(Some(opened.unchecked_ref()));
        let line = self.clone();
        let said = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(frame) = event.data().as_string().and_then(|text| JSON::parse(&text).ok()) {
                line.said(&frame);
            }
        });
        socket.set_onmessage(Some(said.into_js_value().unchecked_ref()));
        let line = self.clone();
        let closed = Closure::<dyn Fn(CloseEvent)>::new(move |_: CloseEvent| line.broke());
        socket.set_onclose(Some(closed.into_js_value().unchecked_ref()));
        self.socket.replace(Some(socket));
    }

    fn said(&self, frame: &JsValue) {
        // Whoever is answered is let in.
        self.tries.set(0);
        if js::text(frame, "type").as_deref() == Some("subscribed")
            && let Some(topic) = js::text(frame, "topic")
        {
            self.stands(&topic, Topic::Heard);
        }
        if let Some(ends) = self.ends.get() {
            (ends.hear)(frame);
        }
    }

    /// It ended: everything is to be asked for again.
    fn broke(self: &Rc<Self>) {
        if let Some(socket) = self.socket.take() {
            silence(&socket);
        }
        for state in self.topics.borrow_mut().values_mut() {
            if *state != Topic::Refused {
                *state = Topic::Wanted;
            }
        }
        let tries = self.tries.get();
        self.tries.set(tries.saturating_add(1));
        let line = self.clone();
        let again = Timeout::new(pause(tries, Math::random()), move || line.open());
        self.again.replace(Some(again));
    }
}

fn silence(socket: &WebSocket) {
    socket.set_onopen(None);
    socket.set_onmessage(None);
    socket.set_onclose(None);
}

/// `ws:` where the page is `http:`, `wss:` where it is `https:`.
fn address() -> Option<String> {
    let origin = window()?.location().origin().ok()?;
    Some(format!("ws{}/ws", origin.strip_prefix("http")?))
}
