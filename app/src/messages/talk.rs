//! A conversation awake: what is sent stands there at once and is sent again where nobody answered, what is typed is kept, and the other
//! one learns that one writes. It refuses to send a thing twice: each has its key. Asleep it is a form.

use super::view_model::path;
use crate::{
    kit::{Glyph, Icon},
    ports::{Fault, Ports, Request, ports},
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use shared::{
    ids::{ConversationId, MessageId},
    live::FromClient,
    messages::MessageDraft,
    text::Lang,
};
use std::{cell::Cell, rc::Rc};

/// The list of what was written, by its id in the page.
pub const LOG: &str = "message-log";
/// After so many milliseconds what nobody answered is sent again; then by hand.
const AGAIN: [u32; 3] = [1_000, 3_000, 9_000];
/// One writes is said no oftener.
const SAY: u32 = 3_000;

/// The message that is answered, as it is told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answering {
    pub id: MessageId,
    /// Whose it is, and its beginning.
    pub who: String,
    pub words: String,
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pending {
    key: String,
    draft: MessageDraft,
    failed: bool,
}

#[derive(Clone, Copy)]
struct Talk {
    lang: Lang,
    id: ConversationId,
    pending: RwSignal<Vec<Pending>>,
    fault: RwSignal<Option<String>>,
    /// What was refused, and goes back to where it was typed.
    back: RwSignal<Option<String>>,
}

/// What was written, as `children`, and the form to go on.
#[island]
pub fn Talking(
    lang: Lang,
    id: ConversationId,
    /// To whom.
    label: String,
    /// Names this act of writing, where there is no script.
    key: String,
    answering: Option<Answering>,
    /// What was typed and not taken, and why.
    typed: String,
    fault: Option<String>,
    /// Whether one may write.
    open: bool,
    children: Children,
) -> impl IntoView {
    let talk = Talk {
        lang,
        id,
        pending: RwSignal::new(Vec::new()),
        fault: RwSignal::new(fault),
        back: RwSignal::new(None),
    };
    let pending = move || {
        talk.pending
            .get()
            .into_iter()
            .map(|one| view! { <PendingMessage talk one/> })
            .collect_view()
    };
    let writer = open.then(|| view! { <Writer talk label key answering typed/> });
    view! {
        <div class="conversation-scroll" data-scrolls tabindex="-1">
            <div class="conversation-all">
                {children()}
                <ol class="message-log" aria-live="polite">
                    {pending}
                </ol>
            </div>
        </div>
        {writer}
    }
}

/// A message that is on its way, or waits to be sent again.
#[component]
fn PendingMessage(talk: Talk, one: Pending) -> impl IntoView {
    let (lang, key) = (talk.lang, one.key.clone());
    let state = if one.failed {
        let again = move |_| talk.begin(key.clone());
        view! {
            <span class="field-fault">{lang.message_unsent()}</span>
            " "
            <button type="button" class="act" on:click=again>
                {lang.message_again()}
            </button>
        }
        .into_any()
    } else {
        view! { <span role="status">{lang.message_sending()}</span> }.into_any()
    };
    view! {
        <li class="message" data-mine="true" data-pending data-testid="pending">
            <div class="message-body">
                <p class="message-words">{one.draft.body}</p>
            </div>
            <p class="message-meta quiet fine">{state}</p>
        </li>
    }
}

#[component]
fn Writer(
    talk: Talk,
    label: String,
    key: String,
    answering: Option<Answering>,
    typed: String,
) -> impl IntoView {
    let Talk { lang, id, .. } = talk;
    let field = NodeRef::<html::Textarea>::new();
    let form = NodeRef::<html::Form>::new();
    let answering = RwSignal::new(answering);
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
        if let (Some(body), Some(field)) = (talk.back.get(), field.get())
            && field.value().is_empty()
        {
            field.set_value(&body);
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
        let body = field.value();
        if body.trim().is_empty() {
            return;
        }
        field.set_value("");
        ports.pages.keep(&draft_name(id), None);
        talk.fault.set(None);
        let key = ports.pages.fresh_id();
        let draft = MessageDraft {
            body,
            answers: answering.get_untracked().map(|answering| answering.id),
        };
        answering.set(None);
        talk.pending.update(|pending| {
            pending.push(Pending {
                key: key.clone(),
                draft,
                failed: false,
            });
        });
        talk.begin(key);
        let _ = field.focus();
    };
    // Enter sends where there is a keyboard; Shift makes a new line, and so does whatever writes by composing letters.
    let pressed = move |event: ev::KeyboardEvent| {
        let plain = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        if plain
            && ports().is_some_and(|ports| ports.pages.has_keyboard())
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
    view! {
        <form
            class="writer"
            method="post"
            action=path(id)
            data-testid="writer"
            node_ref=form
            on:submit=send
        >
            <input type="hidden" name="key" value=key/>
            {answered}
            <div class="writer-line">
                <textarea
                    name="body"
                    rows="1"
                    maxlength="4000"
                    required
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
            {fault}
        </form>
    }
}

fn draft_name(id: ConversationId) -> String {
    format!("fonana.message.{id}")
}

fn topic(id: ConversationId) -> String {
    format!("conversation:{id}")
}

impl Talk {
    /// Sends what waits under this key.
    fn begin(self, key: String) {
        self.pending.update(|pending| {
            for one in pending.iter_mut().filter(|one| one.key == key) {
                one.failed = false;
            }
        });
        spawn_local(async move {
            if let Some(ports) = ports() {
                self.send(&ports, &key).await;
            }
        });
    }

    async fn send(self, ports: &Ports, key: &str) {
        let find = |pending: &Vec<Pending>| pending.iter().find(|one| one.key == key).cloned();
        let Some(Some(one)) = self.pending.try_with_untracked(find) else {
            return;
        };
        let mut tries = AGAIN.iter();
        let answer = loop {
            let request = Request::post(format!("/api/conversations/{}/messages", self.id))
                .json(&one.draft)
                .idempotency_key(key);
            match (request.done().await, tries.next()) {
                (Err(Fault::NoAnswer), Some(pause)) => ports.pages.wait(*pause).await,
                (answer, _) => break answer,
            }
        };
        match answer {
            Ok(_) => {
                // It stands in the list, or will when that can be had again: it is sent in any case.
                ports.live.renew(LOG).await;
                self.drop(key);
            }
            Err(fault @ Fault::Refused { .. }) => {
                self.drop(key);
                let name = draft_name(self.id);
                ports.pages.keep(&name, Some(&one.draft.body));
                self.back.try_set(Some(one.draft.body));
                self.fault.try_set(Some(fault.sentence(self.lang)));
            }
            Err(Fault::NoAnswer | Fault::Unreadable) => {
                self.pending.try_update(|pending| {
                    for one in pending.iter_mut().filter(|one| one.key == key) {
                        one.failed = true;
                    }
                });
            }
        }
    }

    fn drop(self, key: &str) {
        self.pending
            .try_update(|pending| pending.retain(|one| one.key != key));
    }
}

/// Says that the other one is writing, as long as that is so.
#[island]
pub fn Typing(lang: Lang, id: ConversationId, name: String) -> impl IntoView {
    /// Milliseconds for which it is so after it was told.
    const LASTS: u32 = 5_000;
    let writes = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(ports) = ports() else { return };
        spawn_local(async move {
            let generation = ports.pages.generation();
            let typing = crate::live::Rung::by(&ports, &topic(id), "typing");
            while ports.pages.generation() == generation {
                let told = typing.within(&ports, LASTS).await;
                if writes.try_set(told).is_some() {
                    return;
                }
            }
        });
    });
    view! {
        <p class="typing quiet fine" role="status" data-testid="typing">
            <Show when=move || writes.get()>
                <Icon glyph=Glyph::More/>
                {lang.message_typing(&name)}
            </Show>
        </p>
    }
}
