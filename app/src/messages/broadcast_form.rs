//! The form to write to many: words, files, and what one has to pay to open them. Without a script it is a plain form for words.

use super::{
    attaching::{Attached, Attaching},
    view_model::BROADCASTS,
    writer::{Asking, Paid},
};
use crate::ports::{Request, ports};
use leptos::{ev, html, prelude::*, task::spawn_local};
use shared::{
    messages::{Audience, BroadcastDraft, MessageDraft},
    text::Lang,
};

/// The list of what was written, by its id in the page.
pub const LIST: &str = "broadcasts";

#[island]
pub fn BroadcastForm(
    lang: Lang,
    /// Names this act of writing.
    key: String,
) -> impl IntoView {
    let (field, to) = (NodeRef::<html::Textarea>::new(), NodeRef::<html::Select>::new());
    let (attached, asking) = (Attached::new(lang), Asking::default());
    let key = RwSignal::new(key);
    let fault = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let send = move |event: ev::SubmitEvent| {
        let (Some(ports), Some(field), Some(to)) = (ports(), field.get_untracked(), to.get_untracked())
        else {
            return;
        };
        event.prevent_default();
        let media = match attached.ready() {
            Ok(media) => media,
            Err(words) => return fault.set(Some(words.to_owned())),
        };
        let mut message = MessageDraft {
            body: field.value(),
            media,
            ..MessageDraft::default()
        };
        if !asking.put(&mut message) {
            return fault.set(Some(lang.message_price_fault().to_owned()));
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        let draft = BroadcastDraft {
            to: to.value(),
            message,
        };
        spawn_local(async move {
            // A second press after an answer that did not come is the same act.
            let request = Request::post("/api/broadcasts")
                .json(&draft)
                .idempotency_key(key.get_untracked());
            match request.done().await {
                Ok(_) => {
                    field.set_value("");
                    attached.clear();
                    asking.clear();
                    key.set(ports.pages.fresh_id());
                    ports.live.renew(LIST).await;
                }
                Err(problem) => fault.set(Some(problem.sentence(lang))),
            }
            busy.set(false);
        });
    };
    let options = Audience::ALL
        .iter()
        .map(|audience| view! { <option value=audience.as_str()>{lang.audience(*audience)}</option> })
        .collect_view();
    view! {
        <form class="writer" method="post" action=BROADCASTS data-testid="broadcast" novalidate on:submit=send>
            <input type="hidden" name="key" value=move || key.get()/>
            <label class="field">
                <span>{lang.broadcast_to()}</span>
                <select name="to" node_ref=to>
                    {options}
                </select>
            </label>
            <Attaching attached/>
            <textarea
                name="body"
                rows="4"
                maxlength="4000"
                aria-label=lang.broadcast_words()
                placeholder=lang.broadcast_words()
                node_ref=field
            ></textarea>
            <Paid lang asking/>
            {move || fault.get().map(|words| view! { <p class="field-fault" role="alert">{words}</p> })}
            <div class="writer-acts">
                <button class="button primary" aria-disabled=move || busy.get().to_string()>
                    {lang.broadcast_send()}
                </button>
            </div>
        </form>
    }
}
