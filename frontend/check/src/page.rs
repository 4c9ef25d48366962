//! The page's markup, as the server drew it: all words stand there, and this only says which of them are shown.

use shared::{Timestamp, receipts::ReceiptClaims, text::Lang};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Event, HtmlTextAreaElement};

/// What is looked at, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Signed,
    Landed,
    Paid,
}

impl Step {
    const ALL: [Self; 3] = [Self::Signed, Self::Landed, Self::Paid];

    fn name(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Landed => "landed",
            Self::Paid => "paid",
        }
    }
}

/// How a step stands; the style sheet draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    Working,
    Good,
    Bad,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Working => "working",
            Self::Good => "good",
            Self::Bad => "bad",
        }
    }
}

pub struct Page {
    document: Document,
    root: Element,
    node: String,
}

impl Page {
    /// The page around this module, if it is the one that this is made for.
    pub fn find() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let root = document.query_selector("[data-check]").ok()??;
        let node = root.get_attribute("data-check")?;
        Some(Self { document, root, node })
    }

    /// The language that the page is written in.
    pub fn lang(&self) -> Lang {
        let root = self.document.document_element();
        match root.and_then(|root| root.get_attribute("lang")).as_deref() {
            Some("ru") => Lang::Ru,
            _ => Lang::En,
        }
    }

    /// The address of the node to ask.
    pub fn node(&self) -> &str {
        &self.node
    }

    fn part(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok()?
    }

    fn field(&self) -> Option<HtmlTextAreaElement> {
        self.part("textarea")?.dyn_into().ok()
    }

    /// What was pasted.
    pub fn receipt(&self) -> String {
        self.field().map(|field| field.value()).unwrap_or_default()
    }

    /// Takes the receipt that stands behind `#` of the address, which browsers send to nobody; whether there is one.
    pub fn take_from_address(&self) -> bool {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        let hash = hash.unwrap_or_default();
        let receipt = hash.trim_start_matches('#');
        if let Some(field) = self.field().filter(|_| !receipt.is_empty()) {
            field.set_value(receipt);
        }
        !receipt.is_empty()
    }

    /// Calls when the form is sent, which goes nowhere.
    pub fn when_sent(&self, run: impl Fn() + 'static) {
        let sent = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            run();
        });
        if let Some(form) = self.part("form") {
            let _ = form.add_event_listener_with_callback("submit", sent.into_js_value().unchecked_ref());
        }
    }

    /// Nothing is known yet.
    pub fn begin(&self) {
        for step in Step::ALL {
            self.set(step, State::Waiting);
        }
        self.each("[data-fault], [data-claims]", |part| hide(part, true));
        if let Some(steps) = self.part("[data-steps]") {
            hide(&steps, false);
        }
    }

    pub fn set(&self, step: Step, state: State) {
        if let Some(line) = self.part(&format!("[data-step={}]", step.name())) {
            let _ = line.set_attribute("data-state", state.name());
        }
    }

    /// Shows what is wrong at a step: the page's own sentence, and in its `[data-why]`, if it has one, what the verifier says.
    pub fn fail(&self, step: Step, fault: &str, why: Option<&str>) {
        self.set(step, State::Bad);
        let place = format!("[data-step={}] [data-fault={fault}]", step.name());
        let Some(sentence) = self.part(&place) else { return };
        hide(&sentence, false);
        if let Ok(Some(place)) = sentence.query_selector("[data-why]") {
            place.set_text_content(why);
        }
    }

    /// Shows what the receipt says.
    pub fn show(&self, claims: &ReceiptClaims) {
        let said = [
            ("site", claims.iss.clone()),
            ("amount", claims.currency.of(claims.amount).to_string()),
            ("payer", claims.payer.to_string()),
            ("landed", Timestamp::from_seconds(claims.landed_at).rfc3339()),
            ("transaction", claims.signature.to_string()),
            ("network", claims.network.clone()),
            ("order", claims.jti.to_string()),
        ];
        for (name, text) in said {
            if let Some(place) = self.part(&format!("[data-said={name}]")) {
                place.set_text_content(Some(&text));
            }
        }
        if let Some(list) = self.part("[data-said=legs]") {
            list.set_text_content(None);
            for leg in &claims.legs {
                let Ok(line) = self.document.create_element("li") else {
                    continue;
                };
                let amount = claims.currency.of(leg.amount);
                line.set_text_content(Some(&format!("{amount} → {}", leg.address)));
                let _ = list.append_child(&line);
            }
        }
        self.each("[data-claims]", |part| hide(part, false));
    }

    fn each(&self, selector: &str, act: impl Fn(&Element)) {
        let Ok(found) = self.root.query_selector_all(selector) else {
            return;
        };
        for number in 0..found.length() {
            if let Some(part) = found.item(number).and_then(|node| node.dyn_into().ok()) {
                act(&part);
            }
        }
    }
}

fn hide(part: &Element, hidden: bool) {
    let _ = part.toggle_attribute_with_force("hidden", hidden);
}
