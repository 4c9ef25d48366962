//! The form of a conversation: words, files, a voice, and what one has to pay to open them. Without a script it is a plain form for words;
//! it refuses to send while a file is on its way.

use super::{
    attaching::{Attached, Attaching},
    talk::{Answering, Talk, draft_name, topic},
    view_model::path,
};
use crate::ports::{Ports, ports};
use leptos::{ev, html, prelude::*, task::spawn_local};
use shared::{live::FromClient, messages::MessageDraft, money::Currency, text::Lang};
use std::{cell::Cell, rc::Rc};

/// One writes is said no oftener.
const SAY: u32 = 3_000;

/// What has to be paid, as it is typed.
#[derive(Clone, Copy, Default)]
pub(super) struct Asking {
    price: RwSignal<String>,
    usdc: RwSignal<bool>,
    inside: RwSignal<String>,
}

impl Asking {
    /// Puts it into a message; false where the price is no number. Whether it is a price at all is the server's to say.
    pub fn put(self, draft: &mut MessageDraft) -> bool {
        let price = self.price.get_untracked();
        if price.trim().is_empty() {
            return true;
        }
        let currency = match self.usdc.get_untracked() {
            true => Currency::Usdc,
            false => Currency::Sol,
        };
        // With a point or a comma.
        let Some(units) = currency.parse(&price.trim().replace(',', ".")) else {
            return false;
        };
        let inside = self.inside.get_untracked();
        draft.price = Some(units);
        draft.currency = Some(currency);
        draft.inside = Some(inside).filter(|inside| !inside.trim().is_empty());
        true
    }

    pub fn clear(self) {
        self.price.set(String::new());
        self.inside.set(String::new());
    }
}

#[component]
pub(super) fn Writer(
    talk: Talk,
    label: String,
    key: String,
    answering: Option<Answering>,
    typed: String,
    sells: bool,
) -> impl IntoView {
    let Talk { lang, id, .. } = talk;
    let field = NodeRef::<html::Textarea>::new();
    let form = NodeRef::<html::Form>::new();
    let answering = RwSignal::new(answering);
    let attached = Attached::new(lang);
    let asking = Asking::default();
    // What was typed on another day stands there again.
    Effect::new(move |_| {
        let (Some(ports), Some(field)) = (ports(), field.get()) else {
            return;
        };
        if field.value().is_empty()
            && let Some(kept) = ports.pages.kept(&draft_name(id))
        {
            field.set_value(&kept);
        }
    });
    Effect::new(move |_| {
        if let (Some(draft), Some(field)) = (talk.back.get(), field.get())
            && field.value().is_empty()
        {
            field.set_value(&draft.body);
            asking.inside.set(draft.inside.unwrap_or_default());
        }
    });
    let said = Rc::new(Cell::new(false));
    let typing = move |_| {
        let (Some(ports), Some(field)) = (ports(), field.get_untracked()) else {
            return;
        };
        let text = field.value();
        ports.pages.keep(
            &draft_name(id),
            Some(text.as_str()).filter(|text| !text.is_empty()),
        );
        if !text.trim().is_empty() && !said.replace(true) {
            ports.live.say(&FromClient::Typing { topic: topic(id) });
            let said = said.clone();
            spawn_local(async move {
                ports.pages.wait(SAY).await;
                said.set(false);
            });
        }
    };
    let send = move |event: ev::SubmitEvent| {
        let (Some(ports), Some(field)) = (ports(), field.get_untracked()) else {
            return;
        };
        event.prevent_default();
        let media = match attached.ready() {
            Ok(media) => media,
            Err(words) => return talk.fault.set(Some(words.to_owned())),
        };
        let body = field.value();
        if body.trim().is_empty() && media.is_empty() && asking.price.with_untracked(String::is_empty) {
            return;
        }
        let mut draft = MessageDraft {
            body,
            answers: answering.get_untracked().map(|answering| answering.id),
            media,
            ..MessageDraft::default()
        };
        if !asking.put(&mut draft) {
            return talk.fault.set(Some(lang.message_price_fault().to_owned()));
        }
        field.set_value("");
        asking.clear();
        attached.clear();
        answering.set(None);
        ports.pages.keep(&draft_name(id), None);
        talk.begin_with(&ports, draft);
        let _ = field.focus();
    };
    // Enter sends where there is a keyboard; Shift makes a new line, and so does whatever writes by composing letters.
    let pressed = move |event: ev::KeyboardEvent| {
        let plain = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        if plain
            && ports().is_some_and(|ports: Ports| ports.pages.has_keyboard())
            && let Some(form) = form.get_untracked()
        {
            event.prevent_default();
            let _ = form.request_submit();
        }
    };
    let answered = move || {
        answering.get().map(
            |Answering {
                 id: message,
                 who,
                 words,
             }| {
                view! {
                    <p class="message-answers">
                        <input type="hidden" name="answers" value=message.to_string()/>
                        <span>{lang.message_answers(&who)} ": " <q>{words}</q></span>
                        <a href=path(id) data-swap>
                            {lang.message_no_answer()}
                        </a>
                    </p>
                }
            },
        )
    };
    let fault = move || {
        talk.fault.get().map(|words| {
            view! {
                <p class="field-fault" id="message-fault" role="alert">
                    {words}
                </p>
            }
        })
    };
    let described = move || talk.fault.get().map(|_| "message-fault");
    let paid = sells.then(|| view! { <Paid lang asking/> });
    view! {
        <form
            class="writer"
            method="post"
            action=path(id)
            data-testid="writer"
            novalidate
            node_ref=form
            on:submit=send
        >
            <input type="hidden" name="key" value=key/>
            {answered}
            <Attaching attached/>
            <div class="writer-line">
                <textarea
                    name="body"
                    rows="1"
                    maxlength="4000"
                    autofocus
                    aria-label=label.clone()
                    placeholder=label
                    aria-describedby=described
                    node_ref=field
                    on:input=typing
                    on:keydown=pressed
                >
                    {typed}
                </textarea>
                <button class="button primary">{lang.message_send()}</button>
            </div>
            {paid}
            {fault}
        </form>
    }
}

/// What one has to pay to open the files, and words besides.
#[component]
pub(super) fn Paid(lang: Lang, asking: Asking) -> impl IntoView {
    view! {
        <details class="writer-paid">
            <summary>{lang.message_ask_money()}</summary>
            <div class="fields">
                <label class="field">
                    <span>{lang.message_price()}</span>
                    <input
                        name="price"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        bind:value=asking.price
                    />
                </label>
                <label class="check">
                    <input type="checkbox" name="usdc" bind:checked=asking.usdc/>
                    <span>{lang.message_in_usdc()}</span>
                </label>
                <label class="field">
                    <span>{lang.message_inside()}</span>
                    <textarea name="inside" rows="3" maxlength="4000" bind:value=asking.inside></textarea>
                </label>
                <p class="quiet fine">{lang.message_paid_help()}</p>
            </div>
        </details>
    }
}
