//! A conversation awake: what is sent stands there at once and is sent again where nobody answered, what is typed is kept, and the other
//! one learns that one writes. It refuses to send a thing twice: each has its key. Asleep it is a form.

use super::writer::Writer;
use crate::{
    kit::{Glyph, Icon},
    ports::{Fault, Ports, Request, ports},
};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use shared::{
    ids::{ConversationId, MessageId},
    messages::MessageDraft,
    text::Lang,
};

/// The list of what was written, by its id in the page.
pub const LOG: &str = "message-log";
/// After so many milliseconds what nobody answered is sent again; then by hand.
const AGAIN: [u32; 3] = [1_000, 3_000, 9_000];

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
pub(super) struct Talk {
    pub lang: Lang,
    pub id: ConversationId,
    pending: RwSignal<Vec<Pending>>,
    pub fault: RwSignal<Option<String>>,
    /// What was refused, and goes back to where it was typed.
    pub back: RwSignal<Option<MessageDraft>>,
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
    /// Whether one may write, and whether one may ask for money.
    open: bool,
    sells: bool,
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
    let writer = open.then(|| view! { <Writer talk label key answering typed sells/> });
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
                {(!one.draft.media.is_empty()).then(|| view! { <Icon glyph=Glyph::Attach/> })}
            </div>
            <p class="message-meta quiet fine">{state}</p>
        </li>
    }
}

pub(super) fn draft_name(id: ConversationId) -> String {
    format!("fonana.message.{id}")
}

pub(super) fn topic(id: ConversationId) -> String {
    format!("conversation:{id}")
}

impl Talk {
    /// Sends this from now on.
    pub fn begin_with(self, ports: &Ports, draft: MessageDraft) {
        let key = ports.pages.fresh_id();
        self.fault.set(None);
        self.pending.update(|pending| {
            pending.push(Pending {
                key: key.clone(),
                draft,
                failed: false,
            });
        });
        self.begin(key);
    }

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
                self.back.try_set(Some(one.draft));
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
