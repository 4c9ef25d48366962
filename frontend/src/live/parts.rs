//! The marked parts of the page: what they hear of, and how a part that became old is made new. It takes nothing out of the hands of whoever
//! is at it: what has the focus, is open or was typed in stays until it is left.

use crate::{
    main_part,
    pages::{Browser, document},
};
use app::{live::counted, ports::Pages};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Math, Promise};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, Event, EventInit, IntersectionObserver, IntersectionObserverEntry};

const LIVE: &str = "data-live";
const HEARS: &str = "data-hears";
const COUNT: &str = "data-count-of";
/// On a list whose items with an id are made new one by one.
const ITEMS: &str = "data-items";
/// On such a list which goes on before its first item, so that what stands there and is not in a fresh page stays.
const GOES_ON: &str = "data-goes-on";
/// Of an item that heads those after it.
const HEADING: &str = ":scope > h2";
/// What concerns one person is fetched at once; what concerns a crowd is not fetched by all of it in the same moment.
const CROWD: u32 = 200;
const SPREAD: f64 = 1_000.0;
/// After a failure it is tried again so much later.
const AGAIN: u32 = 3_000;

pub struct Parts {
    pages: Rc<Browser>,
    /// Parts that are to be fetched, by their ids.
    due: RefCell<BTreeSet<String>>,
    /// Topics whose numbers are to be.
    recount: RefCell<BTreeSet<String>>,
    timer: RefCell<Option<Timeout>>,
    busy: Cell<bool>,
    watch: RefCell<Option<IntersectionObserver>>,
    /// Those who wait until so many fetches have ended.
    waiting: RefCell<Vec<(u32, Function)>>,
    /// Elements with a number that are on the screen or near it.
    seen: RefCell<Vec<Element>>,
}

impl Parts {
    pub fn new(pages: Rc<Browser>) -> Rc<Self> {
        Rc::new(Self {
            pages,
            due: RefCell::default(),
            recount: RefCell::default(),
            timer: RefCell::default(),
            busy: Cell::new(false),
            watch: RefCell::default(),
            waiting: RefCell::default(),
            seen: RefCell::default(),
        })
    }

    /// `moved` is called when other numbers are in sight.
    pub fn begin(self: &Rc<Self>, moved: impl Fn() + 'static) {
        let parts = self.clone();
        let seen = Closure::<dyn Fn(Vec<IntersectionObserverEntry>)>::new(
            move |entries: Vec<IntersectionObserverEntry>| {
                let mut seen = parts.seen.borrow_mut();
                for entry in entries {
                    let element = entry.target();
                    seen.retain(|one| *one != element && one.is_connected());
                    if entry.is_intersecting() {
                        seen.push(element);
                    }
                }
                drop(seen);
                moved();
            },
        )
        .into_js_value();
        self.watch
            .replace(IntersectionObserver::new(seen.unchecked_ref()).ok());
        // What was in somebody's hands may be free now, and what nobody looked at may be looked at.
        for event in ["focusout", "toggle", "visibilitychange"] {
            let parts = self.clone();
            super::on(event, move || {
                if parts.is_due() && parts.timer.borrow().is_none() {
                    parts.plan(CROWD);
                }
            });
        }
    }

    /// The topics that the page's parts hear.
    pub fn topics(&self) -> BTreeSet<String> {
        let marked = |mark| {
            let parts = each(mark);
            parts
                .iter()
                .filter_map(|part| topic(part, mark))
                .collect::<Vec<_>>()
        };
        [LIVE, HEARS].into_iter().flat_map(marked).collect()
    }

    /// The topics of the numbers that are in sight; whatever is new on the page is watched from now on.
    pub fn counts_in_sight(&self) -> BTreeSet<String> {
        if let Some(watch) = self.watch.borrow().as_ref() {
            each(COUNT).iter().for_each(|count| watch.observe(count));
        }
        let mut seen = self.seen.borrow_mut();
        seen.retain(|count| count.is_connected());
        seen.iter().filter_map(|count| topic(count, COUNT)).collect()
    }

    /// Puts a number where it is shown.
    pub fn count(&self, of: &str, number: u64) {
        let lang = crate::switches::lang();
        for element in each(COUNT) {
            let mark = element.get_attribute(COUNT).unwrap_or_default();
            if let Some(text) = counted(lang, &mark, of, number) {
                if element.has_attribute("data-count") {
                    let _ = element.set_attribute("data-count", &number.to_string());
                }
                element.set_text_content(Some(&text));
            }
        }
    }

    /// The parts that hear this of a topic are old.
    pub fn due(self: &Rc<Self>, of: &str, is: impl Fn(&str) -> bool) {
        let old: Vec<String> = hearing(LIVE, of, is).iter().map(Element::id).collect();
        if !old.is_empty() {
            self.due.borrow_mut().extend(old);
            self.plan(if of == super::ME { 0 } else { crowd() });
        }
    }

    /// Tells the elements that hear this of a topic.
    pub fn hear(&self, of: &str, is: impl Fn(&str) -> bool) {
        for element in hearing(HEARS, of, is) {
            let about = EventInit::new();
            about.set_bubbles(true);
            if let Ok(event) = Event::new_with_event_init_dict("fonana:heard", &about) {
                let _ = element.dispatch_event(&event);
            }
        }
    }

    /// Makes this part what it is by now; false if it could not be had.
    pub async fn fetch(self: &Rc<Self>, part: &str) -> bool {
        self.due.borrow_mut().insert(part.to_owned());
        let done = Promise::new(&mut |done, _| {
            // One fetch that is under way may have begun too early.
            let tries = if self.busy.get() { 2 } else { 1 };
            self.waiting.borrow_mut().push((tries, done));
        });
        self.plan(0);
        JsFuture::from(done).await.is_ok_and(|done| done.is_truthy())
    }

    /// Tells those who wait for a fetch that one has ended.
    fn fetched(&self, well: bool) {
        let mut waiting = self.waiting.borrow_mut();
        waiting.iter_mut().for_each(|(tries, _)| *tries -= 1);
        let done = waiting
            .extract_if(.., |(tries, _)| *tries == 0)
            .collect::<Vec<_>>();
        drop(waiting);
        for (_, done) in done {
            // A promise's own function does not fail.
            let _ = done.call1(&JsValue::UNDEFINED, &well.into());
        }
    }

    /// Numbers of a topic may be old.
    pub fn recount(self: &Rc<Self>, of: &str) {
        if each(COUNT)
            .iter()
            .any(|count| topic(count, COUNT).as_deref() == Some(of))
        {
            self.recount.borrow_mut().insert(of.to_owned());
            self.plan(crowd());
        }
    }

    fn is_due(&self) -> bool {
        !self.due.borrow().is_empty() || !self.recount.borrow().is_empty()
    }

    fn plan(self: &Rc<Self>, milliseconds: u32) {
        // What is already under way comes first; what is planned is not put off.
        if self.busy.get() || (milliseconds > 0 && self.timer.borrow().is_some()) {
            return;
        }
        let parts = self.clone();
        let timer = Timeout::new(milliseconds, move || {
            parts.timer.take();
            spawn_local(async move { parts.renew().await });
        });
        self.timer.replace(Some(timer));
    }

    /// Fetches the page and makes of it what is due.
    async fn renew(self: &Rc<Self>) {
        let Some(page) = document() else { return };
        // What stands in a page that nobody looks at can wait; how much is new is told by its title, which does not.
        let urgent = |part: &String| {
            let mark = page.get_element_by_id(part).and_then(|part| topic(&part, LIVE));
            mark.as_deref() == Some(super::ME)
        };
        let awaited = !self.waiting.borrow().is_empty();
        if page.hidden() && !awaited && !self.due.borrow().iter().any(urgent) {
            return;
        }
        if !self.is_due() || self.busy.replace(true) {
            return;
        }
        let (due, recount) = (self.due.take(), self.recount.take());
        let generation = self.pages.generation();
        let fresh = main_part::fetch(&self.pages.address().0).await.ok();
        self.busy.set(false);
        match fresh {
            // The page is another one by now, and as new as can be, or about to be.
            _ if self.pages.generation() != generation => {
                self.due.borrow_mut().extend(due);
                self.fetched(false);
                self.plan(0);
            }
            Some(fresh) => {
                self.take_over(&page, &fresh, due, &recount);
                self.fetched(true);
                if self.is_due() && self.timer.borrow().is_none() && !self.held(&page) {
                    self.plan(CROWD);
                }
            }
            None => {
                self.due.borrow_mut().extend(due);
                self.recount.borrow_mut().extend(recount);
                self.fetched(false);
                self.plan(AGAIN);
            }
        }
        super::look();
    }

    fn held(&self, page: &Document) -> bool {
        let due = self.due.borrow();
        due.iter()
            .all(|part| page.get_element_by_id(part).is_some_and(|part| held(&part)))
    }

    fn take_over(
        &self,
        page: &Document,
        fresh: &Document,
        due: BTreeSet<String>,
        recount: &BTreeSet<String>,
    ) {
        page.set_title(&fresh.title());
        for id in due {
            let both = page.get_element_by_id(&id).zip(fresh.get_element_by_id(&id));
            if let Some((old, new)) = both
                && !merge(page, &old, &new)
            {
                self.due.borrow_mut().insert(id);
            }
        }
        if recount.is_empty() {
            return;
        }
        let old = each(COUNT);
        for new in every(fresh, COUNT) {
            let mark = new.get_attribute(COUNT);
            if !recount.contains(&topic(&new, COUNT).unwrap_or_default()) {
                continue;
            }
            for element in old.iter().filter(|old| old.get_attribute(COUNT) == mark) {
                element.set_text_content(new.text_content().as_deref());
                if let Some(count) = new.get_attribute("data-count") {
                    let _ = element.set_attribute("data-count", &count);
                }
            }
        }
    }
}

fn crowd() -> u32 {
    // Below two thousand.
    CROWD + (Math::random() * SPREAD) as u32
}

fn topic(element: &Element, mark: &str) -> Option<String> {
    let mark = element.get_attribute(mark)?;
    mark.split(' ').next().map(str::to_owned)
}

/// The elements whose mark says that they hear this of a topic.
fn hearing(mark: &str, of: &str, is: impl Fn(&str) -> bool) -> Vec<Element> {
    let hears = |element: &Element| {
        let says = element.get_attribute(mark).unwrap_or_default();
        says.split_once(' ')
            .is_some_and(|(topic, what)| topic == of && what.split(' ').any(&is))
    };
    each(mark).into_iter().filter(hears).collect()
}

/// The elements of our page with a mark.
fn each(mark: &str) -> Vec<Element> {
    document().map_or_else(Vec::new, |page| every(&page, mark))
}

fn every(page: &Document, mark: &str) -> Vec<Element> {
    let root = page.document_element();
    root.map_or_else(Vec::new, |root| main_part::all(&root, &format!("[{mark}]")))
}

/// Makes an element of our page what it is in a fresh one; false if some of it is in somebody's hands and stays as it was.
fn merge(page: &Document, old: &Element, new: &Element) -> bool {
    if old.is_equal_node(Some(new)) {
        return true;
    }
    if new.has_attribute(ITEMS) && old.has_attribute(ITEMS) {
        return merge_items(page, old, new);
    }
    if held(old) {
        return false;
    }
    let _ = old.replace_with_with_node_1(new);
    main_part::wake(new);
    true
}

/// Item by item, so that those that are the same stay untouched.
fn merge_items(page: &Document, old: &Element, new: &Element) -> bool {
    let mut before: BTreeMap<String, Element> =
        children(old).into_iter().map(|item| (item.id(), item)).collect();
    let fresh = children(new);
    let mut whole = true;
    // What stands before the first item that both have stays; where there is none, nobody knows what is between. A heading, such as that of a
    // day, says nothing of it: it may be far above by now.
    let heads = |item: &Element| item.query_selector(HEADING).ok().flatten().is_some();
    let both_have = |item: &Element| !heads(item) && before.contains_key(&item.id());
    let mut earlier = old.has_attribute(GOES_ON) && fresh.iter().any(both_have);
    let mut at = old.first_element_child();
    for item in fresh {
        match before.remove(&item.id()) {
            Some(mine) => {
                if earlier && !heads(&item) {
                    while let Some(kept) = at.clone().filter(|kept| *kept != mine) {
                        before.remove(&kept.id());
                        at = kept.next_element_sibling();
                    }
                    earlier = false;
                }
                if at.as_ref() == Some(&mine) {
                    at = mine.next_element_sibling();
                } else if !earlier {
                    let _ = old.insert_before(&mine, at.as_deref());
                }
                whole &= merge(page, &mine, &item);
            }
            None => {
                let _ = old.insert_before(&item, at.as_deref());
                main_part::wake(&item);
            }
        }
    }
    for (_, gone) in before {
        if held(&gone) {
            whole = false;
        } else {
            gone.remove();
        }
    }
    whole
}

fn children(list: &Element) -> Vec<Element> {
    let items = list.children();
    (0..items.length()).filter_map(|at| items.item(at)).collect()
}

/// Whether somebody is at it: has the focus in it, a menu of it open, or words in a field of it that are not sent.
fn held(element: &Element) -> bool {
    let Some(page) = document() else { return false };
    if element.contains(page.active_element().as_deref()) && page.has_focus().unwrap_or(true) {
        return true;
    }
    if element.query_selector("details[open]").ok().flatten().is_some() {
        return true;
    }
    main_part::all(element, main_part::FIELDS)
        .iter()
        .any(main_part::is_typed)
}
