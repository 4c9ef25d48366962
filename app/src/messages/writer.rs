//! The forms of messages: to one, and to many. Plain forms for words; `frontend/talk` wakes the rest of them, files, voices and prices, and
//! reads from their marks where they go. They check nothing.

use super::view_model::{Asked, Attached, BROADCASTS, LIST, LOG, Unsent, Why, path, topic};
use crate::{
    kit::{Glyph, Icon},
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    ids::{ConversationId, MessageId},
    media::MediaState,
    messages::Audience,
    text::Lang,
};

/// The message that is answered, as it is told of.
pub struct Answering {
    pub id: MessageId,
    /// Whose it is, and its beginning.
    pub who: String,
    pub words: String,
}

/// Wakes the forms of a page.
#[component]
pub fn Wakes() -> impl IntoView {
    view! { <script type="module" src=use_request().asset("/assets/talk.js")></script> }
}

/// Where what is on its way stands until the server has it.
#[component]
pub fn Waiting() -> impl IntoView {
    view! { <ol class="message-log" aria-live="polite" data-waiting></ol> }
}

/// The name under which a browser keeps what is typed: whoever else signs in there is not shown it.
fn kept(of: &str) -> String {
    let me = use_request().viewer.as_ref().map(|me| me.id.to_string());
    format!("{}.{of}", me.unwrap_or_default())
}

/// Goes on with a conversation.
#[component]
pub fn Writer(
    lang: Lang,
    id: ConversationId,
    label: String,
    /// Names this act of writing, where there is no script.
    key: String,
    answering: Option<Answering>,
    /// What was typed and not taken, and why.
    unsent: Option<Unsent>,
    /// Whether one may ask for money.
    sells: bool,
) -> impl IntoView {
    let answered = answering.map(|answering| {
        view! {
            <p class="message-answers" data-answering>
                <input type="hidden" name="answers" value=answering.id.to_string()/>
                <span>{lang.message_answers(&answering.who)} ": " <q>{answering.words}</q></span>
                <a href=path(id) data-swap>
                    {lang.message_no_answer()}
                </a>
            </p>
        }
    });
    let fault = unsent.as_ref().map(|unsent| unsent.problem.detail.to_string());
    let described = fault.is_some().then_some("message-fault");
    let (typed, asked, attached) = unsent
        .map(|unsent| (unsent.body, unsent.asked, unsent.attached))
        .unwrap_or_default();
    view! {
        <form
            class="writer"
            method="post"
            enctype="multipart/form-data"
            action=path(id)
            data-testid="writer"
            novalidate
            data-talk=kept(&id.to_string())
            data-door=format!("/api/conversations/{id}/messages")
            data-renews=LOG
            data-topic=topic(id)
        >
            <input type="hidden" name="key" value=key/>
            {answered}
            <Tools lang/>
            <Chosen lang attached/>
            <div class="writer-line">
                <textarea
                    name="body"
                    rows="1"
                    maxlength="4000"
                    autofocus
                    aria-label=label.clone()
                    placeholder=label
                    aria-describedby=described
                >
                    {typed}
                </textarea>
                <button class="button primary">{lang.message_send()}</button>
            </div>
            {sells.then(|| view! { <Paid lang asked/> })}
            <Fault fault/>
        </form>
    }
}

/// Writes to many.
#[component]
pub fn BroadcastForm(
    lang: Lang,
    /// Names this act of writing, where there is no script.
    key: String,
    /// What was typed and not taken, and why.
    unsent: Option<Unsent>,
) -> impl IntoView {
    let fault = unsent.as_ref().map(|unsent| unsent.problem.detail.to_string());
    let described = fault.is_some().then_some("message-fault");
    let (typed, asked, attached, to) = unsent
        .map(|unsent| (unsent.body, unsent.asked, unsent.attached, unsent.to))
        .unwrap_or_default();
    let options = Audience::ALL
        .iter()
        .map(|audience| {
            let chosen = audience.as_str() == to;
            view! {
                <option value=audience.as_str() selected=chosen>
                    {lang.audience(*audience)}
                </option>
            }
        })
        .collect_view();
    view! {
        <form
            class="writer"
            method="post"
            enctype="multipart/form-data"
            action=BROADCASTS
            data-testid="broadcast"
            novalidate
            data-talk=kept("many")
            data-door="/api/broadcasts"
            data-renews=LIST
        >
            <input type="hidden" name="key" value=key/>
            <label class="field">
                <span>{lang.broadcast_to()}</span>
                <select name="to">{options}</select>
            </label>
            <Tools lang/>
            <Chosen lang attached/>
            <textarea
                name="body"
                rows="4"
                maxlength="4000"
                aria-label=lang.broadcast_words()
                placeholder=lang.broadcast_words()
                aria-describedby=described
            >
                {typed}
            </textarea>
            <Paid lang asked/>
            <Fault fault/>
            <div class="writer-acts">
                <button class="button primary">{lang.broadcast_send()}</button>
            </div>
        </form>
    }
}

/// Why it was not taken.
#[component]
fn Fault(fault: Option<String>) -> impl IntoView {
    let none = fault.is_none();
    view! {
        <p class="field-fault" id="message-fault" role="alert" data-fault hidden=none>
            {fault}
        </p>
    }
}

/// What only a browser that runs scripts can do: files and voices; and how what is chosen, and what is on its way, will look.
#[component]
fn Tools(lang: Lang) -> impl IntoView {
    view! {
        <div class="writer-tools" data-tools hidden>
            <button
                type="button"
                class="act"
                title=lang.message_attach()
                aria-label=lang.message_attach()
                data-attach
            >
                <Icon glyph=Glyph::Attach/>
            </button>
            <button
                type="button"
                class="act"
                title=lang.message_record()
                aria-label=lang.message_record()
                aria-pressed="false"
                data-record
            >
                <Icon glyph=Glyph::Microphone/>
            </button>
            <span role="status" class="recording" data-testid="recording" data-recording hidden></span>
            <button type="button" class="act" data-unrecord hidden>
                {lang.message_record_drop()}
            </button>
            <ul class="chips-of-files" data-files data-hears="me media"></ul>
        </div>
        <template data-file>
            <li class="file-chip" data-testid="attached">
                <b></b>
                <span class="quiet" role="status"></span>
                <button type="button" class="act">
                    <Icon glyph=Glyph::Close/>
                </button>
            </li>
        </template>
        <template data-message>
            <li class="message" data-mine="true" data-pending data-testid="pending">
                <div class="message-body">
                    <p class="message-words" data-words></p>
                    <span data-encloses>
                        <Icon glyph=Glyph::Attach/>
                    </span>
                </div>
                <p class="message-meta quiet fine">
                    <span role="status" data-goes>
                        {lang.message_sending()}
                    </span>
                    <span data-failed hidden>
                        <span class="field-fault" data-why></span>
                        " "
                        <button type="button" class="act" data-act="again">
                            {lang.message_again()}
                        </button>
                        " "
                        <button type="button" class="act" data-act="drop">
                            {lang.message_record_drop()}
                        </button>
                    </span>
                </p>
            </li>
        </template>
    }
}

/// Choosing files without a script: they come with the form. Those that are there already go with it as long as their box is checked.
#[component]
fn Chosen(lang: Lang, attached: Attached) -> impl IntoView {
    let untaken = (!attached.untaken.is_empty()).then(|| {
        let lines = attached
            .untaken
            .into_iter()
            .map(|file| {
                let why = match file.why {
                    Why::Unsent(problem) => problem.detail.into_owned(),
                    Why::Useless(problem) => lang.file_refusal(&problem.code, &problem.reason),
                };
                view! { <li><b>{file.name}</b> " " {why}</li> }
            })
            .collect_view();
        view! { <ul class="field-fault file-faults">{lines}</ul> }
    });
    let taken = attached
        .taken
        .into_iter()
        .map(|file| {
            let stands = match file.state {
                MediaState::Ready { .. } => lang.message_file_ready(),
                _ => lang.message_file_made(),
            };
            view! {
                <label class="check">
                    <input type="checkbox" name="media" value=file.id.to_string() checked/>
                    <span>{file.name} " " <span class="quiet">{stands}</span></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <noscript>
            <div class="fields">
                {untaken} {taken} <label class="field">
                    <span>{lang.message_attach()}</span>
                    <input type="file" name="file" multiple=true accept="image/*,video/*,audio/*"/>
                </label>
            </div>
        </noscript>
    }
}

/// What one has to pay to open the files, and words besides.
#[component]
fn Paid(lang: Lang, asked: Asked) -> impl IntoView {
    let open = asked != Asked::default();
    view! {
        <details class="writer-paid" open=open>
            <summary>{lang.message_ask_money()}</summary>
            <div class="fields">
                <label class="field">
                    <span>{lang.message_price()}</span>
                    <input name="price" type="text" inputmode="decimal" autocomplete="off" value=asked.price/>
                </label>
                <label class="check">
                    <input type="checkbox" name="usdc" checked=asked.usdc/>
                    <span>{lang.message_in_usdc()}</span>
                </label>
                <label class="field">
                    <span>{lang.message_inside()}</span>
                    <textarea name="inside" rows="3" maxlength="4000">
                        {asked.inside}
                    </textarea>
                </label>
                <p class="quiet fine">{lang.message_paid_help()}</p>
            </div>
        </details>
    }
}
